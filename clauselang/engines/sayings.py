"""What the survivors among the posts say → one number for each: DuckDB joins a dictionary for each facet, made of distinct texts.

Each text is read once, by the one reader of cells. Words between which no clause draws a line are one digit, and the
digits of all facets make the number `says`; so a million posts say a few hundred things. What each stands for is in a table
`saying`. The brand itself is kept beside it, since every agreement has other brands of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import prod
from typing import Any

import attrs

from clauselang.backends.sql.query import SAYS, WORDS
from clauselang.backends.sql.tables import COLUMNS, Tables
from clauselang.engines.columns import Shape
from clauselang.engines.store import Store
from clauselang.engines.words import Reader
from clauselang.semantics.facet import INDEX

LARGEST = 2**62
# The keys that the word of each facet is read from.
SOURCES: dict[str, tuple[str, str]] = {
    "act": ("k_act", "''"),
    "kind": ("k_kind", "''"),
    "brand": ("k_brand", "''"),
    "category": ("CASE WHEN k_category = '' THEN k_brand ELSE '' END", "k_category"),
    "platform": ("k_platform", "''"),
    "format": ("CASE WHEN k_format = '' THEN '' ELSE k_platform END", "k_format"),
    "account": ("k_account", "''"),
    "control": ("a_control", "''"),
    "territory": ("k_territory", "''"),
    "event": ("k_event", "''"),
}
_COLUMNS: dict[str, tuple[str, str]] = {"category": ("brand", "category"), "format": ("platform", "format")}
_ADDED = ("adds", "word", "ask")  # to `says`, the word itself where it is a brand, whether the interpreter is asked

_Said = Mapping[str, list[tuple[Any, ...]]]


@attrs.define
class Sayings:
    """The dictionaries of one run. One that says the same of all survivors is not joined: its answers stand in the query."""

    store: Store
    read: Reader
    tables: Tables
    shape: Shape
    same: dict[str, dict[str, int]] = attrs.field(factory=dict)
    joins: dict[str, str] = attrs.field(factory=dict)
    _digits: dict[int, list[int]] = attrs.field(factory=dict)  # for each facet that is drawn, the words that a digit stands for

    def learn(self) -> None:
        """Read what the survivors say."""
        tongue = "tongue" if self.read.tongues > 1 else "0"
        said: dict[str, list[tuple[Any, ...]]] = {}
        for facet, (one, two) in SOURCES.items():
            columns = _COLUMNS.get(facet, (facet, ""))
            is_there = facet == "control" or any(name in self.shape.theirs for name in columns)
            query = f"SELECT DISTINCT {tongue}, {one}, {two} FROM survivor" + ("" if is_there else " LIMIT 1")
            cells = sorted(self.store.rows(query))
            if facet == "control":  # which is a number already
                said[facet] = [(*cell, cell[1], 0) for cell in cells]
            else:
                said[facet] = [(*cell, *self.read.word(cell[0], facet, dict(zip(columns, cell[1:], strict=True)))) for cell in cells]
        reach = list(self.tables.sets.rows())
        self.store.load("reach", COLUMNS["reach"], "iib", reach)
        self._number(said, self.tables.sets.classes(self.tables.borders, reach))
        zones = self.store.rows("SELECT DISTINCT k_timezone FROM survivor") if "timezone" in self.shape.theirs else [("",)]
        self.add("zone", "k_timezone", [(key, self.read.asks({"timezone": key})) for (key,) in zones], ("ask",), "b")

    def _number(self, said: _Said, classes: Mapping[int, int]) -> None:
        """Load the dictionaries, each with what it adds to `says`: a digit in a place of its own."""
        drawn = self.tables.drawn
        those = {INDEX[facet]: {classes[word] for *_, word, _ in words} for facet, words in said.items()}
        self._digits = {facet: sorted(words) for facet, words in those.items() if facet in drawn}
        kind = "n" if prod(map(len, self._digits.values())) < LARGEST else "h"
        place = 1
        for facet, words in said.items():
            digits = self._digits.get(INDEX[facet], [])
            adds = {word: place * digit for digit, word in enumerate(digits)}
            rows = [(*cell, adds.get(classes[word], 0), word if facet == "brand" else 0, ask) for *cell, word, ask in words]
            self._facet(facet, f"i{'i' if facet == 'control' else 't'}t{kind}ib", rows)
            place *= len(digits) or 1

    def _facet(self, facet: str, kinds: str, rows: list[tuple[Any, ...]]) -> None:
        name, (one, two) = f"d_{facet}", SOURCES[facet]
        if not self._is_same(facet, rows, 3, _ADDED):
            self.store.load(name, ("tongue", "one", "two", *_ADDED), kinds, rows)
            same = [f"{name}.one = {one}", *([f"{name}.two = {two}"] if two != "''" else [])]
            same += [f"{name}.tongue = s.tongue"] if self.read.tongues > 1 else []
            self.joins[facet] = f"JOIN {name} ON {' AND '.join(same)}"

    def add(self, name: str, key: str, rows: list[tuple[Any, ...]], columns: tuple[str, ...], kinds: str) -> None:
        """Load a dictionary of one column, with numbers that are no words."""
        if not self._is_same(name, rows, 1, columns):
            self.store.load(f"d_{name}", ("one", *columns), f"t{kinds}", rows)
            self.joins[name] = f"JOIN d_{name} ON d_{name}.one = s.{key}"

    def _is_same(self, name: str, rows: list[tuple[Any, ...]], keys: int, columns: tuple[str, ...]) -> bool:
        found = {row[keys:] for row in rows}
        if len(found) == 1:
            self.same[name] = dict(zip(columns, found.pop(), strict=True))
        return name in self.same

    def of(self, name: str, column: str) -> str:
        """A number of a dictionary, in SQL."""
        return str(int(self.same[name][column])) if name in self.same else f"d_{name}.{column}"

    def sum(self, column: str, names: tuple[str, ...]) -> str:
        """The numbers of several dictionaries together, in SQL."""
        return " + ".join(self.of(name, column) for name in names)

    def tell(self) -> None:
        """Load what the numbers that occur among the posts stand for."""
        rows = []
        for (says,) in self.store.rows("SELECT DISTINCT says FROM near"):
            words, rest = [], says
            for digits in self._digits.values():
                rest, digit = divmod(rest, len(digits))
                words.append(digits[digit])
            rows.append((says, *words))
        self.store.load("saying", (SAYS, *(WORDS[facet] for facet in self._digits)), "h" + "i" * len(self._digits), rows)
