"""What the survivors among the posts say → one number for each: DuckDB joins a dictionary for each facet, made of distinct texts.

Each text is read once, by the one reader of cells. Words between which no clause draws a line are one digit, and the
digits of all facets make the number `says`; so a million posts say a few hundred things. What each stands for is in a table
`saying`. The brand itself is kept beside it, since every agreement has other brands of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

import attrs

from clauselang.backends.sql.sets import Classes
from clauselang.backends.sql.tables import COLUMNS, Tables
from clauselang.engines.cases import Digits, are_few, forbidden
from clauselang.engines.columns import Shape
from clauselang.engines.store import Store, by_column
from clauselang.engines.words import SOURCES, Reader
from clauselang.semantics.facet import INDEX

# The keys that the word of each facet is read from, in SQL: two, if one alone does not tell it.
NO_KEY = "''"
KEYS: dict[str, tuple[str, str]] = {
    "act": ("k_act", NO_KEY),
    "kind": ("k_kind", NO_KEY),
    "brand": ("k_brand", NO_KEY),
    "category": ("CASE WHEN k_category = '' THEN k_brand ELSE '' END", "k_category"),
    "platform": ("k_platform", NO_KEY),
    "format": ("CASE WHEN k_format = '' THEN '' ELSE k_platform END", "k_format"),
    "account": ("k_account", NO_KEY),
    "control": ("a_control", NO_KEY),
    "territory": ("k_territory", NO_KEY),
    "event": ("k_event", NO_KEY),
}
MOST_CASES = 5_000  # of what posts can say, to be looked through without DuckDB
FEW = ("act", "kind", "platform", "format")  # facets of few words, which are looked through together
_ADDED = ("adds", "word", "ask")  # to `says`, the word itself where it is a brand, whether the interpreter is asked
DICTIONARY = ("tongue", "one", "two", *_ADDED)
_Cells = tuple[int, Any, str]  # a tongue, and the one or two cells that a word is read from
_Said = Mapping[str, list[tuple[Any, ...]]]


@attrs.define
class Sayings:
    """The dictionaries of one run. One that says the same of all of them is not joined: its answers stand in the query."""

    store: Store
    read: Reader
    tables: Tables
    shape: Shape
    same: dict[str, dict[str, int]] = attrs.field(factory=dict)
    joins: dict[str, str] = attrs.field(factory=dict)
    classes: Classes = attrs.field(default=attrs.Factory(lambda self: Classes(self.tables.sets), takes_self=True))
    asking: set[str] = attrs.field(factory=set)  # dictionaries of which some answer is that the interpreter is asked
    digits: Digits = attrs.field(factory=lambda: Digits({}))
    heard: int = 0  # words that are loaded by now
    _reach: list[tuple[int, int, int]] = attrs.field(factory=list)  # how the known words lie to the borders of boxes
    _more: list[tuple[int, int, int]] = attrs.field(factory=list)  # how the words lie that posts have besides

    def prepare(self) -> None:
        """Load how the words lie that are known before any post is."""
        self.heard = self.tables.sets.many
        reach = self.tables.sets.rows()
        self.store.load("reach", COLUMNS["reach"], "iib", reach)
        drawn = self.tables.borders
        self._reach = [row for row in reach if row[0] in drawn]
        self.classes = Classes(self.tables.sets, drawn)
        self.classes.learn(self._reach)

    def learn(self, known: Mapping[str, int] | None = None) -> None:
        """Read what undecided survivors say; of some facets it may be `known` what all of them say."""
        cells: dict[str, list[_Cells]] = {facet: [(0, word, "")] for facet, word in (known or {}).items()}
        with self.store.sparing():  # of what the scan has left behind
            cells.update(zip(FEW, self._cells(FEW), strict=True))
        for facet in KEYS:
            if facet not in cells:
                [cells[facet]] = self._cells([facet])
        said = {facet: [(*cell, *self.read.said(facet, *cell)) for cell in cells[facet]] for facet in KEYS}
        self.hear()
        for facet, rows in self.numbered(said):
            self._facet(facet, rows)
        zones = self.store.rows("SELECT DISTINCT k_timezone FROM undecided") if "timezone" in self.shape.theirs else [("",)]
        self.add("zone", "k_timezone", [(key, self.read.asks({"timezone": key})) for (key,) in zones], ("ask",), "b")

    def _cells(self, facets: Sequence[str]) -> list[list[_Cells]]:
        """The distinct cells that each of some facets is read from, with their tongue, in one pass."""
        if not any(name in (*self.shape.theirs, "control") for facet in facets for name in SOURCES[facet]):
            return [[(0, "", "")] for _ in facets]
        tongue = ["tongue"] if self.read.tongues > 1 else []
        keys = ", ".join([*(tongue or ["0"]), *(key for facet in facets for key in KEYS[facet])])
        few = ", ".join([*tongue, *(f"k_{facet}" for facet in facets)])
        source = f"(SELECT DISTINCT {few} FROM undecided)" if len(facets) > 1 else "undecided"
        rows = list(self.store.rows(f"SELECT DISTINCT {keys} FROM {source}"))
        return [sorted({(row[0], *row[at : at + 2]) for row in rows}) for at in range(1, 2 * len(facets), 2)]

    def hear(self) -> None:
        """Load how the words lie that came since the last time."""
        more = self.tables.sets.rows(self.heard)
        self.heard = self.tables.sets.many
        self._more += more
        self.store.insert("reach", "iib", by_column(more))
        self.classes.learn(more)

    def numbered(self, said: _Said) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
        """The rows of each dictionary, with what each word adds to `says`: a digit in a place of its own."""
        drawn, classes = self.tables.drawn, self.classes.of
        those = {INDEX[facet]: {classes[word] for *_, word, _ in words} for facet, words in said.items()}
        self.digits = Digits({facet: sorted(words) for facet, words in those.items() if facet in drawn})
        place = 1
        for facet, words in said.items():
            digits = self.digits.digits.get(INDEX[facet], [])
            adds = {word: place * digit for digit, word in enumerate(digits)}
            yield facet, [(*cell, adds.get(classes[word], 0), word if facet == "brand" else 0, ask) for *cell, word, ask in words]
            place *= len(digits) or 1

    def _facet(self, facet: str, rows: list[tuple[Any, ...]]) -> None:
        kinds = f"i{'i' if facet == 'control' else 't'}t{self.digits.kind}ib"
        name, keys = f"d_{facet}", dict(zip(("one", "two"), KEYS[facet], strict=True))
        if self._is_same(facet, rows, 3, _ADDED):
            return
        keys = {column: key for column, key in keys.items() if key != NO_KEY} | ({"tongue": "s.tongue"} if self.read.tongues > 1 else {})
        columns = [*keys, *_ADDED]
        at = [DICTIONARY.index(column) for column in columns]
        self.store.load(name, columns, "".join(kinds[each] for each in at), map(itemgetter(*at), rows))
        self.joins[facet] = f"JOIN {name} ON {' AND '.join(f'{name}.{column} = {key}' for column, key in keys.items())}"

    def add(self, name: str, key: str, rows: list[tuple[Any, ...]], columns: tuple[str, ...], kinds: str) -> None:
        """Load a dictionary of one column, with numbers that are no words."""
        if not self._is_same(name, rows, 1, columns):
            self.store.load(f"d_{name}", ("one", *columns), f"t{kinds}", rows)
            self.joins[name] = f"JOIN d_{name} ON d_{name}.one = s.{key}"

    def _is_same(self, name: str, rows: list[tuple[Any, ...]], keys: int, columns: tuple[str, ...]) -> bool:
        found = {row[keys:] for row in rows}
        if len(found) == 1:
            self.same[name] = dict(zip(columns, found.pop(), strict=True))
        elif "ask" in columns and any(row[keys + columns.index("ask")] for row in rows):
            self.asking.add(name)
        return name in self.same

    def of(self, name: str, column: str) -> str:
        """A number of a dictionary, in SQL."""
        return str(int(self.same[name][column])) if name in self.same else f"d_{name}.{column}"

    def sum(self, column: str, names: Iterable[str]) -> str:
        """The numbers of several dictionaries together, in SQL."""
        return " + ".join(self.of(name, column) for name in names)

    def joined(self, names: Iterable[str]) -> str:
        """Undecided survivors with some of the dictionaries, in SQL."""
        return " ".join(["undecided s", *(self.joins[name] for name in self.joins if name in names)])

    @property
    def asks(self) -> str:
        """How many of the dictionaries leave a survivor to the interpreter, in SQL."""
        return " + ".join(["0", *(self.of(name, "ask") for name in (*self.same, *sorted(self.asking)) if self.of(name, "ask") != "0")])

    def forbidden(self) -> list[tuple[int, int, int]] | None:
        """The rows of `reached`, if what survivors can say is few cases."""
        if not are_few(self.tables, self.digits, MOST_CASES):
            return None
        return forbidden(self.tables, self.digits, (*self._reach, *self._more))

    def tell(self) -> None:
        """Load what the numbers that occur among the posts stand for."""
        said = (says for (says,) in list(self.store.rows("SELECT DISTINCT says FROM near")))
        self.store.load("saying", self.digits.columns, "h" + "i" * len(self.digits.digits), self.digits.sayings(said))
