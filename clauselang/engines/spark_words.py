"""What survivors say → dictionaries of numbered words, and the query that asks them: what a post says becomes one number.

Each facet that is drawn adds a digit to that number, in a place of its own. What a dictionary says of a few cells that
are not like most stands in the query, since to send a table to every machine takes longer; only a long one is joined.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from typing import Any

import attrs
from pyspark.sql import functions as f
from sqlglot import exp

from clauselang.backends.sql.query import SAYS, case, column, equal, every, number, some
from clauselang.backends.sql.tables import ASK, Tables
from clauselang.engines.cases import Digits
from clauselang.engines.words import SOURCES, Cell, Dictionary, Reader, is_one
from clauselang.semantics.facet import INDEX

WRITTEN = ("brand", "category")
COLUMNS = ("tongue", "one", "two", "adds", "ask")
MOST_WRITTEN, MOST_BRANCHES = 2_000, 20  # cells that a query names, and conditions that they stand in
UNFORESEEN = 5  # said of a survivor that says something that was not guessed
_ADDS = COLUMNS.index("adds")
_NO_FACET = -1
_NO_TEXT = "\ufffd"
Branches = Mapping[tuple[int, str], Sequence[str]]
is_written = re.compile(r"[ -&(-\[\]-~]*").fullmatch  # texts without a character that sessions escape differently


@attrs.frozen
class Said(Digits):
    """The rows of each dictionary, as in `COLUMNS`, beside what their digits stand for.

    The dictionaries that are `joined` are tables; the others are short enough to stand in the query. In those that were
    guessed a row of the brand `other` stands for every brand that is plain and not listed.
    """

    rows: Mapping[str, Sequence[tuple[Any, ...]]]
    joined: Sequence[str]
    other: str | None = None

    def most(self, name: str, what: str) -> tuple[int, Branches]:
        """What a dictionary says of most cells; and what else it says, with the first of two keys, of which others."""
        return _most(name, self.rows[name], what, self.other)

    @property
    def asking(self) -> list[str]:
        """The facets of which some cell is left to the interpreter, or is no text and so comes back otherwise than it came."""
        return [name for name, rows in self.rows.items() if any(row[-1] or _NO_TEXT in row[1] or _NO_TEXT in row[2] for row in rows)]


def dictionaries(survivors: Any, read: Reader) -> dict[str, Dictionary]:
    """Find what the survivors say, in one pass, and read each cell once, by the one reader of cells."""
    there = [name for name in SOURCES if name == "control" or any(key in read.shape.theirs for key in SOURCES[name])]
    keys = ([key.sql("spark") for key in keys_of(name)] for name in there)
    sets = (f.expr(f"collect_set({one})" if two == "''" else f"collect_set(struct({one}, {two}))") for one, two in keys)
    found: dict[str, list[Cell]] = {name: [] if name in there else [(tongue, "", "") for tongue in range(read.tongues)] for name in SOURCES}
    for tongue, *said in survivors.groupBy("tongue").agg(*sets).collect():
        for name, cells in zip(there, said, strict=True):
            found[name].extend((tongue, cell, "") if isinstance(cell, str) else (tongue, *cell) for cell in cells)
    return {name: {cell: read.said(name, *cell) for cell in sorted(cells)} for name, cells in found.items()}


def number_said(
    words: Mapping[str, Dictionary], tables: Tables, reach: Iterable[tuple[int, int, int]], other: str | None = None
) -> Said:
    """Number what can be said. Words that no clause tells apart are one."""
    classes = tables.sets.classes(tables.borders, reach)
    rows: dict[str, list[tuple[Any, ...]]] = {}
    digits: dict[int, list[int]] = {}
    place = 1
    for name, found in words.items():
        facet = INDEX.get(name, _NO_FACET)
        if facet in tables.drawn:
            digits[facet] = sorted({classes[word] for word, _ in found.values()})
        adds = {word: place * digit for digit, word in enumerate(digits.get(facet, ()))}
        place *= len(adds) or 1
        rows[name] = [(*cell, adds.get(classes.get(word, 0), 0), ask) for cell, (word, ask) in found.items()]
    return Said(digits, rows, [name for name, found in rows.items() if not _is_short(name, found, other)], other)


def reach_of(words: Mapping[str, Dictionary], tables: Tables, reach: Iterable[tuple[int, int, int]]) -> Iterator[tuple[int, str, int]]:
    """The table `reach` with texts for words: the brands of posts as they stand there, so that they need no dictionary."""
    drawn, own = tables.borders, {border for _, _, _, border, *_ in tables.clause}
    brands: dict[int, list[str]] = {}
    for (tongue, one, _), (word, _) in words["brand"].items():
        brands.setdefault(word, []).append(f"{tongue} {one}")
    for border, word, found in reach:
        if border in drawn:
            yield border, str(word), found
        if border in own:
            yield from ((border, brand, found) for brand in brands.get(word, ()))


def _branches(name: str, rows: Iterable[tuple[Any, ...]], at: int) -> Branches:
    is_pair = len(SOURCES[name]) > 1
    found: dict[tuple[int, str], list[str]] = {}
    for row in rows:
        _, one, two, *_ = row
        found.setdefault((row[at], one if is_pair else ""), []).append(two if is_pair else one)
    return found


def _most(name: str, rows: Sequence[tuple[Any, ...]], what: str, other: str | None) -> tuple[int, Branches]:
    at = COLUMNS.index(what)
    most = Counter(row[at] for row in rows).most_common(1)[0][0] if rows else 0
    if other is not None and "brand" in SOURCES[name]:
        most = next(row[at] for row in rows if row[1] == other)
    return most, _branches(name, (row for row in rows if row[at] != most), at)


def _is_short(name: str, rows: Sequence[tuple[Any, ...]], other: str | None) -> bool:
    """Whether a dictionary can stand in a query: of one tongue, and with few cells that are not like most, all of them plain."""
    for what in COLUMNS[3:]:
        _, branches = _most(name, rows, what, other)
        cells = [cell for (_, one), found in branches.items() for cell in (one, *found)]
        if len(cells) > MOST_WRITTEN or len(branches) > MOST_BRANCHES or not all(map(is_written, cells)):
            return False
        if branches and len({row[0] for row in rows}) > 1:
            return False
    return True


def near(said: Said, carried: Sequence[str], foreseen: bool = False) -> exp.Select:
    """The survivors with the number of what they say, and what the answer is where that does not tell it: `ASK`, or `UNFORESEEN`.

    The interpreter is asked where something about a survivor is open, or a cell is not read as it stands.
    """
    own = (column(name, "survivor") for name in ("post", "deal", *carried, "soft"))
    query = exp.select(*own, exp.alias_(column("at", "survivor"), "published"))
    brand = exp.DPipe(this=exp.cast(column("tongue", "survivor"), "VARCHAR"), expression=exp.Literal.string(" "))
    brand = exp.DPipe(this=brand, expression=column("w_brand", "survivor"))
    adds = [_foreseen(said, name) if foreseen else _of(said, name, "adds") for name in said.rows]
    query = query.select(exp.alias_(brand, "brand"), exp.alias_(_sum(adds), SAYS))
    open_ones = _sum([column("unclear", "survivor"), *(_of(said, name, "ask") for name in said.asking)])
    strange = [(exp.Is(this=column(SAYS), expression=exp.Null()), UNFORESEEN)] if foreseen else []
    asks = case(*strange, (exp.GT(this=open_ones, expression=number(0)), ASK), otherwise=0)
    query = query.select(exp.alias_(asks, "asks")).from_("survivor")
    for name in said.joined:
        query = query.join(f"d_{name}", on=every(_same(name)), join_type="left" if name in said.asking else "")
    return query


def _sum(those: Sequence[exp.Expression]) -> exp.Expression:
    return reduce(lambda found, each: exp.Add(this=found, expression=each), those)


def _of(said: Said, name: str, what: str) -> exp.Expression:
    """What a dictionary says of a survivor; one that it does not know is left to the interpreter."""
    if name in said.joined:
        found = column(what, f"d_{name}")
        return exp.Coalesce(this=found, expressions=[number(1)]) if what == "ask" else found
    most, branches = said.most(name, what)
    return _cases(name, branches).else_(number(most)) if branches else number(most)


def _foreseen(said: Said, name: str) -> exp.Expression:
    """What the cells of a survivor add; null, if they were not foreseen."""
    most, branches = said.most(name, "adds")
    is_brand = "brand" in SOURCES[name]
    alike = [row for row in said.rows[name] if row[_ADDS] == most and not (is_brand and is_one(row[1]))]
    those = [_among(name, first, cells) for (_, first), cells in _branches(name, alike, _ADDS).items()]
    if is_brand:
        open_ones = [equal(second, exp.Literal.string("")) for second in _keys(name, "survivor")[1:]]
        those.append(every([column("plain", "survivor"), *open_ones]))
    return _cases(name, branches).when(some(those), number(most))


def _cases(name: str, branches: Branches) -> exp.Case:
    found = exp.Case()
    for (value, first), cells in branches.items():
        found = found.when(_among(name, first, cells), number(value), copy=False)
    return found


def _among(name: str, first: str, cells: Sequence[str]) -> exp.Expression:
    """Whether a survivor has one of these cells, where a facet has two keys beside the `first`.

    As in `keys_of`, the first key of a category counts where the second is open, and that of a format where it is not.
    """
    *one, two = _keys(name, "survivor")
    those = []
    for is_open in (True, False) if one else (None,):
        listed = [exp.Literal.string(cell) for cell in cells if is_open in (None, not cell)]
        told = exp.In(this=two.copy(), expressions=listed)
        if listed:
            those.append(every([*(equal(each, exp.Literal.string(first)) for each in one if is_open == (name == "category")), told]))
    return some(those)


def _same(name: str) -> list[exp.Expression]:
    one, two = keys_of(name, "survivor")
    of = f"d_{name}"
    same = [equal(column("tongue", of), column("tongue", "survivor")), equal(column("one", of), one)]
    return [*same, *([equal(column("two", of), two)] if len(SOURCES[name]) > 1 else [])]


def keys_of(name: str, table: str | None = None) -> tuple[exp.Expression, exp.Expression]:
    """The keys of a survivor that a word is read from; those of brands and categories can be written otherwise than in the post."""
    first, *second = _keys(name, table)
    empty = exp.Literal.string("")
    if not second:
        return first, empty
    is_open = equal(second[0], empty)
    if name == "category":  # the brand says it where no category is given
        return exp.Case().when(is_open, first).else_(empty), second[0].copy()
    return exp.Case().when(is_open, empty).else_(first), second[0].copy()


def _keys(name: str, table: str | None) -> list[exp.Column]:
    return [column(f"{'w' if each in WRITTEN else 'k'}_{each}", table) for each in SOURCES[name]]
