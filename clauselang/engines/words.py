"""Distinct cells of posts → numbered words, by the one reader of cells: what the query joins instead of reading names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import compress
from math import prod
from typing import TypeVar

from clauselang.backends.sql.sets import Sets
from clauselang.backends.sql.spelling import NOBODY
from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.engines.batch import Batch
from clauselang.engines.columns import KEYED, UNKEYED, Shape
from clauselang.ingest.cells import read_activity
from clauselang.ingest.mapping import Mapping as Foreign
from clauselang.ingest.plain import TIDY, Mistake, Unreadable, are_tidy, is_empty, is_tidy, shown, text_of
from clauselang.resolve.resolved import Resolved
from clauselang.resolve.symbols import Symbol, SymbolKind, key
from clauselang.semantics.facet import ANY, FACETS, INDEX, Values, everything, only
from clauselang.semantics.facts import Activity, Vocabulary

# One name and nothing else, which reading would leave as it is. Brands are the only words of which there are thousands.
ONE = r"[!-:<-{}~]([ -:<-{}~]*[!-:<-{}~])?"
is_one = re.compile(ONE).fullmatch
# The cells that the word of each facet is read from, and a zone; the first of two only says more of the other.
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
Cell = tuple[int, str, str]  # of which tongue, and its one or two texts
Dictionary = dict[Cell, tuple[int, int]]  # the word of each cell, and whether the row must be read
_ID = UNKEYED.index("id")
_T = TypeVar("_T")
_MOST = 2  # values of one cell, so that the combinations of all cells stay far below the limit of the reader


class Reader:
    """Reads the cells of one run. A **tongue** is a set of declared names: files that declare alike share one."""

    def __init__(self, batch: Batch, shape: Shape, sets: Sets, mapping: Foreign) -> None:
        self.batch = batch
        self.shape = shape
        self.sets = sets
        self.mapping = mapping
        self.plain_brands = shape.is_text("brand") and not mapping.values and not mapping.defaults
        owned = ("influencer", "account")
        are_texts = all(shape.types.get(name, "VARCHAR") == "VARCHAR" for name in owned)
        mapped = any(name in mapping.values or name in mapping.defaults for name in owned)
        # Whether a text of a creator's key is that creator, whatever else the row says, so that SQL can compare the two.
        self.by_name = are_texts and "influencer" in shape.theirs and not (batch.alone or mapped)
        self._plain_ids = "id" not in mapping.values and "id" not in mapping.defaults
        self._spoken: list[tuple[int, Activity]] = []
        self._tongues: dict[frozenset[Symbol], int] = {}
        self.speaks: list[int] = []  # the tongue of each agreement
        self._vocabularies: list[Vocabulary] = []
        self._by_symbols: dict[int, int] = {}
        self._brands: dict[str, int] = {}  # the words of the brands that clauses name, and of any other
        self._spellings: dict[int, frozenset[str]] = {}
        before: Resolved | None = None
        for resolved in batch.agreements.vocabularies():  # mostly one after another
            self.speaks.append(self.speaks[-1] if resolved is before else self._tongue(resolved))
            before = resolved

    def _tongue(self, resolved: Resolved) -> int:
        """Agreements that declare the same names are read with one vocabulary."""
        symbols = resolved.symbols
        if id(symbols) not in self._by_symbols:
            declared = frozenset(symbols.own())
            if declared not in self._tongues:
                self._tongues[declared] = len(self._vocabularies)
                deal = resolved.deal if self.batch.alone else None
                self._vocabularies.append(Vocabulary(symbols, resolved.taxonomy, deal))
            self._by_symbols[id(symbols)] = self._tongues[declared]
        return self._by_symbols[id(symbols)]

    @property
    def tongues(self) -> int:
        """How many vocabularies there are."""
        return len(self._vocabularies)

    def owner(self, influencer: str, account: str) -> tuple[int, int, int, int] | None:
        """The creator of a post, how many agreements they have, whose account it is, and whether the row must be read."""
        if self.is_nobody(influencer):
            return None
        found = self._read({"influencer": influencer, "account": account})
        facet = INDEX["control"]
        if self.batch.alone:
            if not isinstance(found, Activity):
                return 0, 1, self.sets.word(facet, ANY), 1
            control = next(self._vocabularies[0].placements(found)).sets[facet]
            return 0, 1, self.sets.word(facet, control), 0
        creator = self.batch.creator(found.influencer, found.account) if isinstance(found, Activity) else None
        if creator is None:
            return None
        return self.batch.number(creator), self.batch.count(creator), self.sets.word(facet, only(["own"])), 0

    def is_nobody(self, influencer: str) -> bool:
        """Whether a name is known to be no creator's: as reading the cell would say, but a million of them are asked in a second."""
        return self.by_name and not is_empty(influencer) and self.batch.creator(influencer.strip(), None) is None

    def names(self) -> tuple[Sequence[str], Sequence[int], Sequence[int]]:
        """Names that are a creator's however they are read, with the creator's number and how many agreements they have."""
        names, creators, deals = self.batch.names()
        if are_tidy(names):
            return names, creators, deals
        tidy = list(map(is_tidy, names))
        return list(compress(names, tidy)), list(compress(creators, tidy)), list(compress(deals, tidy))

    @property
    def own(self) -> int:
        """The word of an account of the creator's own."""
        return self.sets.word(INDEX["control"], only(["own"]))

    def truth(self, cell: str) -> tuple[int, int]:
        """Whether a post is marked as a deliverable, and whether the cell cannot be read."""
        found = self._read({"deliverable": cell})
        return (int(bool(found.deliverable)), 0) if isinstance(found, Activity) else (0, 1)

    def asks(self, cells: Mapping[str, str]) -> int:
        """1 if the cells cannot be read."""
        return int(not isinstance(self._read(cells), Activity))

    def said(self, facet: str, tongue: int, one: str, two: str) -> tuple[int, int]:
        """The word that the cells of `SOURCES` are, of which there may be two, and whether the row must be read by the interpreter."""
        if facet == "zone":
            return 0, self.asks({"timezone": one})
        if facet == "control":  # which is a number already
            return int(one), 0
        first, *second = SOURCES[facet]
        return self.word(tongue, facet, {first: one} | dict.fromkeys(second, two))

    def word(self, tongue: int, facet: str, cells: Mapping[str, str]) -> tuple[int, int]:
        """The word that some cells are, and whether the row must be read by the interpreter."""
        at = INDEX[facet]
        if self.plain_brands and not cells.get("category") and "brand" in cells and is_one(cells["brand"]):
            if facet == "brand":
                return self._brand(tongue, cells["brand"]), 0
            if key(cells["brand"]) not in self._spelt(tongue):  # of what nobody declares nobody says what it sells
                return self.sets.word(at, ANY), 0
        found = self._read({name: cell for name, cell in cells.items() if name})
        if not isinstance(found, Activity):
            return self.sets.word(at, everything(FACETS[at])), 1
        several = (found.brands, found.categories, found.acts, found.kinds, found.territories, found.events)
        if facet in ("platform", "format", "category"):
            self._spoken.append((tongue, found))
        values = Values()
        if prod(len(of) or 1 for of in several) <= _MOST * _MOST:
            for placement in self._vocabularies[tongue].placements(found):
                values = values | placement.sets[at]
        return self.sets.word(at, values if not values.is_empty else everything(FACETS[at])), int(any(len(of) > _MOST for of in several))

    def know(self) -> None:
        """Number the brands that clauses name, once all of these are known; posts of any other brand say one word."""
        at = INDEX["brand"]
        self._brands = {name: self.sets.word(at, only([name])) for name in (NOBODY, *self.sets.names(at))}

    def plain_words(self) -> dict[str, int]:
        """The words of the brands that clauses name or the files of the only tongue declare, as far as they are one plain name: by
        that name in small letters, as it compares."""
        names = (name for name in (*self._brands, *self._spelt(0)) if is_one(name) and key(name) == name)
        return {name: self._brand(0, name) for name in names}

    def spelt(self, kind: SymbolKind) -> list[str]:
        """The names of a kind that the files of the only tongue know, however spelt."""
        return self._vocabularies[0].symbols.spellings(kind)

    def unsaid(self, read: Callable[[], _T]) -> _T | None:
        """What is read of cells before anybody says them; nothing where a word of theirs is one that no declaration knows."""
        before = len(self._spoken)
        found = read()
        spoken, self._spoken[before:] = self._spoken[before:], []
        strange = any(True for tongue, activity in spoken for _ in self._vocabularies[tongue].undeclared((activity,), ""))
        return None if strange else found

    def _brand(self, tongue: int, name: str) -> int:
        """The word of a brand."""
        if key(name) in self._spelt(tongue):
            return self.sets.word(INDEX["brand"], self._vocabularies[tongue].brand(name))
        return self._brands.get(key(name), self._brands[NOBODY])

    def _spelt(self, tongue: int) -> frozenset[str]:
        """The brands that a file declares, however spelt."""
        if tongue not in self._spellings:
            self._spellings[tongue] = frozenset(self._vocabularies[tongue].symbols.spellings("brand"))
        return self._spellings[tongue]

    def undeclared(self, file: str) -> list[Diagnostic]:
        """The words of the posts that no declaration knows, in the order of the alphabet."""
        found: dict[str, Diagnostic] = {}
        for tongue, vocabulary in enumerate(self._vocabularies):
            activities = [activity for of, activity in self._spoken if of == tongue]
            found.update((report.message, report) for report in vocabulary.undeclared(activities, file))
        return [found[message] for message in sorted(found)]

    def matters(self, facet: str, cells: Mapping[str, str], reached: Sequence[Values]) -> bool:
        """Whether some clause can reach a post with these cells. What cannot be read matters."""
        at = INDEX[facet]
        found = self._read(cells)
        if not isinstance(found, Activity):
            return True
        placements = [p for vocabulary in self._vocabularies for p in vocabulary.placements(found)]
        return any(not placement.sets[at].isdisjoint(values) for placement in placements for values in reached)

    def _read(self, keys: Mapping[str, str]) -> Activity | tuple[Mistake, ...]:
        return self._activity(1, {name: self.shape.cell(name, cell) for name, cell in keys.items()})

    def activity(self, row: int, cells: Sequence[object]) -> Activity | tuple[Mistake, ...]:
        """The activity of a row, or what is wrong with it; rows of a file are numbered from 1."""
        found: dict[str, object] = dict(zip(UNKEYED, cells, strict=False))
        found.update((name, self.shape.cell(name, str(cell))) for name, cell in zip(KEYED, cells[len(UNKEYED) :], strict=True))
        return self._activity(row + 1, found)

    def _activity(self, number: int, cells: dict[str, object]) -> Activity | tuple[Mistake, ...]:
        # As the reader of files does: first the words of the mapping, then what holds for every row.
        if self.mapping.values:
            cells = {name: self.mapping.translate(name, cell) for name, cell in cells.items()}
        for name, default in self.mapping.defaults.items():
            if is_empty(cells.get(name)):
                cells[name] = default
        return read_activity(number, cells)

    def id(self, cells: Sequence[object]) -> str | None:
        """The id of a row."""
        cell = cells[_ID]
        if not self._plain_ids:
            found = self._activity(1, {"id": cell})
            return found.id if isinstance(found, Activity) else None
        try:
            return None if is_empty(cell) else text_of(cell).strip()
        except Unreadable:
            return None

    def plain_id(self, cell: str) -> str:
        """The condition in SQL that a cell of ids is read as it stands."""
        if not self._plain_ids or self.shape.types.get("id", "VARCHAR") != "VARCHAR":
            return "false"
        return f"({cell} IS NULL OR regexp_full_match({cell}, '{TIDY}'))"

    def refusals(self, file: str, row: int, mistakes: Sequence[Mistake]) -> Iterator[Diagnostic]:
        """What is said of a row that cannot be read."""
        for mistake in mistakes:
            column = f", column {shown(self.shape.theirs.get(mistake.column, mistake.column))}" if mistake.column else ""
            yield Diagnostic("F102", None, f"{file} row {row + 1}{column}: {mistake.message}", help=mistake.remedy())
