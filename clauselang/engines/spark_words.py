"""What survivors say → dictionaries of numbered words, and the query that joins them: what a post says becomes one number.

Each facet that is drawn adds a digit to that number, in a place of its own. A dictionary that says the same of every
cell is not joined.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import prod
from typing import Any

import attrs
from pyspark.sql import functions as f
from sqlglot import exp

from clauselang.backends.sql.query import SAYS, WORDS, column, equal, every, number
from clauselang.backends.sql.tables import Tables
from clauselang.engines.words import Reader
from clauselang.semantics.facet import FACETS, INDEX

# The keys that the word of each facet is read from; a second only where the first leaves it open.
SOURCES: dict[str, tuple[str, ...]] = {
    "act": ("act",),
    "kind": ("kind",),
    "brand": ("brand",),
    "category": ("brand", "category"),
    "platform": ("platform",),
    "format": ("platform", "format"),
    "account": ("account",),
    "control": ("control",),
    "territory": ("territory",),
    "event": ("event",),
    "zone": ("timezone",),
}
NUMBER = {name: INDEX.get(name, len(FACETS)) for name in SOURCES}  # time zones, which are no facet, come last
COLUMNS, KINDS = ("facet", "tongue", "one", "two", "adds", "brand", "ask"), "nntthnn"
LARGEST = 2**62
MOST_SAYINGS = 1_000
Cell = tuple[int, str, str]  # of which tongue, and its one or two keys
Dictionary = dict[Cell, tuple[int, int]]  # the word of each cell, and whether the row must be read


@attrs.frozen
class Said:
    """The rows of each dictionary, as in `COLUMNS` from `tongue` on, and the words that the digits of each facet stand for."""

    rows: Mapping[str, Sequence[tuple[Any, ...]]]
    digits: Mapping[int, Sequence[int]]

    @property
    def many(self) -> int:
        """How many things a post can say."""
        return prod(map(len, self.digits.values()))

    @property
    def is_huge(self) -> bool:
        """Whether the numbers of what posts say are larger than whole numbers of SQL."""
        return self.many >= LARGEST

    @property
    def joined(self) -> list[str]:
        """The facets whose dictionary does not say the same of every cell."""
        return [name for name, rows in self.rows.items() if len({row[3:] for row in rows}) > 1]

    def table(self) -> Iterator[tuple[Any, ...]]:
        """The rows of all dictionaries that are joined."""
        return ((NUMBER[name], *row) for name in self.joined for row in self.rows[name])

    def sayings(self, numbers: Iterable[int]) -> Iterator[tuple[int, ...]]:
        """What numbers stand for: a word for each facet that is drawn."""
        for says in numbers:
            words, rest = [], int(says)
            for digits in self.digits.values():
                rest, digit = divmod(rest, len(digits))
                words.append(digits[digit])
            yield says, *words

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of what numbers stand for."""
        return SAYS, *(WORDS[facet] for facet in self.digits)


def dictionaries(survivors: Any, read: Reader) -> dict[str, Dictionary]:
    """Read what the survivors say, each cell once, by the one reader of cells."""
    there = [name for name in SOURCES if name == "control" or any(key in read.shape.theirs for key in SOURCES[name])]
    cells = []
    for name in there:
        one, two = (f.expr(key.sql("spark")) for key in _keys(name))
        cells.append(f.struct(f.lit(NUMBER[name]).alias("facet"), one.alias("one"), two.alias("two")))
    said = survivors.select("tongue", f.explode(f.array(*cells)).alias("said")).select("tongue", "said.*").distinct().collect()
    found: dict[str, list[Cell]] = {name: [] if name in there else [(tongue, "", "") for tongue in range(read.tongues)] for name in SOURCES}
    names = {NUMBER[name]: name for name in SOURCES}
    for tongue, facet, one, two in said:
        found[names[facet]].append((tongue, one, two))
    return {name: {cell: _read(read, name, *cell) for cell in sorted(rows)} for name, rows in found.items()}


def _read(read: Reader, name: str, tongue: int, one: str, two: str) -> tuple[int, int]:
    if name == "zone":
        return 0, read.asks({"timezone": one})
    if name == "control":  # which is a number already
        return int(one), 0
    first, *second = SOURCES[name]
    return read.word(tongue, name, {first: one} | dict.fromkeys(second, two))


def number_said(words: Mapping[str, Dictionary], tables: Tables, reach: Iterable[tuple[int, int, int]]) -> Said:
    """Number what can be said. Words that no clause tells apart are one."""
    classes = tables.sets.classes(tables.borders, reach)
    rows: dict[str, list[tuple[Any, ...]]] = {}
    digits: dict[int, list[int]] = {}
    place = 1
    for name, found in words.items():
        facet = NUMBER[name]
        if facet in tables.drawn:
            digits[facet] = sorted({classes[word] for word, _ in found.values()})
        adds = {word: place * digit for digit, word in enumerate(digits.get(facet, ()))}
        place *= len(adds) or 1
        own = name == "brand"
        rows[name] = [(*cell, adds.get(classes.get(word, 0), 0), word if own else 0, ask) for cell, (word, ask) in found.items()]
    return Said(rows, digits)


def near(said: Said) -> exp.Select:
    """The survivors with the number of what they say. A cell that is in no dictionary is left to the interpreter."""
    wanted = ("post", "deal", "soft")
    query = exp.select(*(column(name, "survivor") for name in wanted), exp.alias_(column("at", "survivor"), "published"))
    says, brand, asks = (number(0), number(0), column("unclear", "survivor"))
    for name, rows in said.rows.items():
        if name not in said.joined:
            *_, add, own, ask = rows[0] if rows else (0, 0, 0)
            found = number(add), number(own), number(ask)
        else:
            of = f"d_{name}"
            query = query.join(exp.alias_(exp.to_table("word"), of, table=True), on=every(_same(name, of)), join_type="left")
            found = tuple(exp.Coalesce(this=column(each, of), expressions=[number(1 if each == "ask" else 0)]) for each in COLUMNS[-3:])
        says, asks = (exp.Add(this=so_far, expression=more) for so_far, more in ((says, found[0]), (asks, found[2])))
        brand = found[1] if name == "brand" else brand
    return query.select(exp.alias_(brand, "brand"), exp.alias_(says, SAYS), exp.alias_(asks, "ask")).from_("survivor")


def _same(name: str, of: str) -> list[exp.Expression]:
    one, two = _keys(name, "survivor")
    same = [equal(column("facet", of), NUMBER[name]), equal(column("tongue", of), column("tongue", "survivor"))]
    return [*same, equal(column("one", of), one), equal(column("two", of), two)]


def _keys(name: str, table: str | None = None) -> tuple[exp.Expression, exp.Expression]:
    """The keys of a survivor that a word is read from."""
    first, *second = (column(f"k_{each}", table) for each in SOURCES[name])
    empty = exp.Literal.string("")
    if not second:
        return first, empty
    is_open = equal(second[0], empty)
    if name == "category":  # the brand says it where no category is given
        return exp.Case().when(is_open, first).else_(empty), second[0].copy()
    return exp.Case().when(is_open, empty).else_(first), second[0].copy()
