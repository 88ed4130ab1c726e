"""What posts are thought to say → SQL with which DuckDB judges them in the scan that finds them, so that few of them are kept.

A post that says anything else, or of which anything else is open, stays undecided and is read like all posts of which nothing is
foreseen. Whether it is one is asked of every post: a guess that is wrong takes longer and decides nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

import attrs
from sqlglot import exp

from clauselang.engines.columns import Shape
from clauselang.engines.guess import FIRST, Cells, Guess
from clauselang.engines.sayings import DICTIONARY, KEYS, NO_KEY, Sayings
from clauselang.engines.store import Store
from clauselang.engines.words import ONE, SOURCES

MOST_LISTED = 20  # cells that a condition names; more are a table
# A brand in small letters, as names compare, where all its letters are ASCII: a plain name in a dictionary is then one in the post too.
_BRAND = "CASE WHEN strlen(p.k_brand) = length(p.k_brand) THEN lower(p.k_brand) ELSE p.k_brand END"
_IS_PLAIN = f"regexp_full_match(p.k_brand, '{ONE}')"
_KEYS = KEYS | {"category": (f"CASE WHEN p.k_category = '' THEN {_BRAND} ELSE '' END", "k_category"), "brand": (_BRAND, NO_KEY)}
_COLUMNS = DICTIONARY[1:-1]
First = Mapping[str, frozenset[Cells]]


@attrs.frozen
class Foreseen:
    """SQL over posts `p` with their keys, whose `joins` bring dictionaries.

    `known` is whether all that a post says was foreseen; only then do the `brand` and the number that it `says` hold.
    """

    joins: str
    known: str
    brand: str
    says: str

    @classmethod
    def of(cls, sayings: Sayings, guess: Guess, first: First) -> Foreseen:
        """Load the dictionaries."""
        said = {facet: _said(facet, guess, first) for facet in KEYS}
        sayings.hear()
        parts = {facet: _part(sayings, facet, rows, guess.other) for facet, rows in sayings.numbered(said)}
        known = [part.known for part in parts.values()]
        if "zone" in first:
            known.append(among("k_timezone", [cell[1] for cell, (_, ask) in guess.words["zone"].items() if not ask]))
        says = " + ".join(part.says for part in parts.values())
        return cls(" ".join(part.joins for part in parts.values()), " AND ".join(known), parts["brand"].brand, says)


def _said(facet: str, guess: Guess, first: First) -> list[tuple[int, str, str, int, int]]:
    """The cells of a facet and their words. Of what the first posts lack only names count, and nothing that the interpreter has to read."""
    is_of_names = facet not in first or "brand" in SOURCES[facet]
    return [(*cell, *word) for cell, word in guess.words[facet].items() if not word[1] and (is_of_names or cell[1:] in first[facet])]


def _part(sayings: Sayings, facet: str, rows: Sequence[tuple[Any, ...]], other: str) -> Foreseen:
    """What is asked of one facet. A few words that no clause tells apart need no dictionary, but of a brand which it is."""
    one, two = _KEYS[facet]
    adds = {row[3] for row in rows}
    if not is_said(facet, sayings.shape):  # by any post, so that all say the same
        return Foreseen("", "true", "0", str(*adds))
    if facet != "brand" and two == NO_KEY and len(adds) == 1 and len(rows) <= MOST_LISTED:
        return Foreseen("", among(one, [row[1] for row in rows]), "0", str(*adds))
    name = f"g_{facet}"
    sayings.store.load(name, _COLUMNS, f"tt{sayings.digits.kind}i", (row[1:5] for row in rows))
    same = f"{name}.one = {one}" + (f" AND {name}.two = {two}" if two != NO_KEY else "")
    adds_of_other, word_of_other = next((row[3:5] for row in rows if row[1:3] == (other, "")), (0, 0))
    brand, says = f"COALESCE({name}.word, {word_of_other})", f"COALESCE({name}.adds, {adds_of_other})"
    return Foreseen(f"LEFT JOIN {name} ON {same}", _is_known(facet), brand, says)


def _is_known(facet: str) -> str:
    """Whether a dictionary holds what a post says; it need not hold a plain brand."""
    found = f"g_{facet}.one IS NOT NULL"
    match facet:  # each with a CASE, whose branches are worked out only where they are needed
        case "brand":
            return f"CASE WHEN {found} THEN true ELSE {_IS_PLAIN} END"
        case "category":
            return f"CASE WHEN {found} THEN true WHEN k_category = '' THEN {_IS_PLAIN} ELSE false END"
        case _:
            return found


def among(cell: str, those: Sequence[str]) -> str:
    """The condition that a cell is one of some texts."""
    texts = ", ".join(exp.Literal.string(each).sql("duckdb") for each in those)
    return f"{cell} IN ({texts})" if those else "false"


def first_cells(store: Store, shape: Shape) -> First:
    """What the first posts say, of each facet that they say something of, and of their zone."""
    keys = {facet: pair for facet, pair in (*KEYS.items(), ("zone", ("k_timezone", NO_KEY))) if is_said(facet, shape)}
    if not keys:
        return {}
    rows = store.rows(f"SELECT {', '.join(chain(*keys.values()))} FROM (SELECT * FROM posts LIMIT {FIRST})")
    columns = list(zip(*rows, strict=True)) or [()] * 2 * len(keys)
    return {facet: frozenset(zip(*columns[2 * at : 2 * at + 2], strict=True)) for at, facet in enumerate(keys)}


def is_said(facet: str, shape: Shape) -> bool:
    """Whether posts have a column that a facet is read from."""
    return any(name in shape.theirs for name in SOURCES[facet])


def fits(facet: str, cell: Cells) -> bool:
    """Whether a dictionary finds a cell that is no plain brand: of brands those that are compared as they are written."""
    return not ("brand" in SOURCES[facet] and cell[0].isascii() and cell[0])
