"""What posts are thought to say → SQL with which DuckDB judges them in the scan that finds them, so that few of them are kept.

A post that says anything else, or of which anything else is open, stays undecided and is read like all posts of which nothing is
foreseen. Whether it is one is asked of every post: a guess that is wrong takes longer and decides nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import itemgetter

import attrs
from sqlglot import exp

from clauselang.engines.columns import Shape
from clauselang.engines.guess import FIRST, Cells, Guess
from clauselang.engines.sayings import DICTIONARY, KEYS, Sayings
from clauselang.engines.store import Store
from clauselang.engines.words import ONE, SOURCES

MOST_LISTED = 20  # cells that a condition names; more are a table
# A brand in small letters, as names compare, where all its letters are ASCII: a plain name in a dictionary is then one in the post too.
_BRAND = "CASE WHEN strlen(p.k_brand) = length(p.k_brand) THEN lower(p.k_brand) ELSE p.k_brand END"
_IS_PLAIN = f"regexp_full_match(p.k_brand, '{ONE}')"
_KEYS = KEYS | {"category": (f"CASE WHEN p.k_category = '' THEN {_BRAND} ELSE '' END", "k_category"), "brand": (_BRAND, "''")}
_COLUMNS = DICTIONARY[1:-1]
First = Mapping[str, frozenset[Cells]]


@attrs.frozen
class Foreseen:
    """Dictionaries as SQL over posts `p` with their keys: `known` is whether all that a post says was foreseen, and only then do the
    `brand` and the number `says` hold."""

    joins: str
    known: str
    brand: str
    says: str

    @classmethod
    def of(cls, sayings: Sayings, guess: Guess, first: First) -> Foreseen:
        """Load the dictionaries. Of cells that the first posts lack, only names are foreseen, and none that the interpreter has to read."""
        there = {facet: is_said(facet, sayings.shape) for facet in SOURCES}
        said = {
            facet: [
                (*cell, *word)
                for cell, word in guess.words[facet].items()
                if not word[1] and (not there[facet] or "brand" in SOURCES[facet] or cell[1:] in first[facet])
            ]
            for facet in KEYS
        }
        sayings.hear()
        joins, known, says, brand = [], ["true"], ["0"], "0"
        for facet, rows in sayings.numbered(said):
            one, two = _KEYS[facet]
            adds = {row[3] for row in rows}
            if not there[facet]:  # which all posts leave open
                says += map(str, adds)
            elif len(adds) == 1 and two == "''" and len(rows) <= MOST_LISTED and facet != "brand":  # of which the word itself is asked
                says += map(str, adds)
                known.append(_among(one, [row[1] for row in rows]))
            else:
                sayings.store.load(f"g_{facet}", _COLUMNS, f"tt{sayings.digits.kind}i", (row[1:5] for row in rows))
                joins.append(f"LEFT JOIN g_{facet} ON g_{facet}.one = {one}" + (f" AND g_{facet}.two = {two}" if two != "''" else ""))
                known.append(_is_known(facet))
                *_, other_adds, other_word, _ = next((row for row in rows if row[1:3] == (guess.other, "")), (0,) * len(DICTIONARY))
                says.append(f"COALESCE(g_{facet}.adds, {other_adds})")
                brand = f"COALESCE(g_brand.word, {other_word})" if facet == "brand" else brand
        if there["zone"]:
            zones = [cell[1] for cell, (_, ask) in guess.words["zone"].items() if not ask]
            known.append(_among("k_timezone", zones))
        return cls(" ".join(joins), " AND ".join(known), brand, " + ".join(says))


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


def _among(cell: str, those: Sequence[str]) -> str:
    texts = ", ".join(exp.Literal.string(each).sql("duckdb") for each in those)
    return f"{cell} IN ({texts})" if those else "false"


def first_cells(store: Store, shape: Shape) -> First:
    """What the first posts say, of each facet that they say something of, and of their zone."""
    keys = {facet: pair for facet, pair in (*KEYS.items(), ("zone", ("k_timezone", "''"))) if is_said(facet, shape)}
    columns = ", ".join(one if two == "''" else f"{one}, {two}" for one, two in keys.values())
    rows = list(store.rows(f"SELECT {columns} FROM (SELECT * FROM posts LIMIT {FIRST})")) if keys else []
    cells: dict[str, frozenset[Cells]] = {}
    at = 0
    for facet, (_, two) in keys.items():
        pick = itemgetter(at, at) if two == "''" else itemgetter(at, at + 1)
        found = frozenset(map(pick, rows))
        cells[facet] = frozenset((one, "") for one, _ in found) if two == "''" else found
        at += 1 if two == "''" else 2
    return cells


def is_said(facet: str, shape: Shape) -> bool:
    """Whether posts have a column that a facet is read from."""
    return any(name in shape.theirs for name in SOURCES[facet])


def fits(facet: str, cell: Cells) -> bool:
    """Whether a dictionary finds a cell that is no plain brand: of brands those that are compared as they are written."""
    return not ("brand" in SOURCES[facet] and cell[0].isascii() and cell[0])
