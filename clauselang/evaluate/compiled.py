"""Norms → a table of decisions: one cell for all posts between which no clause can tell a difference.

A clause draws lines: through each facet at the sets that its scope and its exceptions name, and, if it reaches the facts
at all, through time at the bounds of its window. Posts between the same lines get the same verdict. So a table has a
**row** for every way in which facts can lie to the sets, and in it a **cell** for every stretch between two bounds of
the clauses that matter there; deciding is finding the cell.

The lines are known at once, the cells are filled as they are met, by the interpreter: there is no second meaning, only
the claim that a cell has one verdict. That verdict may be `unknown`; which facts are missing the interpreter says of each
post anew. A cell stays empty where the claim does not hold: where the safe harbour (R10) asks for a schedule that was
still open then, and so moved with the moment of asking.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TypeAlias

import attrs

from clauselang.evaluate.harbour import Harbour, harbour, notices
from clauselang.evaluate.interpreter import glance
from clauselang.evaluate.item import Facts, Item
from clauselang.semantics.clock import BEGIN, END
from clauselang.semantics.facet import ANY, FACETS, Values
from clauselang.semantics.facts import Placement, Vocabulary
from clauselang.semantics.intervals import ALWAYS, IntervalSet
from clauselang.semantics.norm import Norm, Norms
from clauselang.semantics.scope import Region
from clauselang.semantics.verdict import Word

# What a table may hold, and what one activity may name, before it is not worth a row: many values are as many placements.
MAX_FACTS, MAX_CELLS, MAX_PLACEMENTS = 1 << 16, 1 << 20, 16
# How many windows may be worked out for the safe harbour; beyond that what it concerns is left to the interpreter.
MAX_WINDOWS = 64

# A cell is empty until it is known.
Cell: TypeAlias = "Word | None"
# How a set of values lies to each border of its facet, as bits; the set itself where it straddles one.
_Lie: TypeAlias = int | Values
_Key: TypeAlias = tuple[bool, tuple[tuple[_Lie, ...], ...]]


@attrs.define(eq=False, repr=False)
class Row:
    """The decisions on all posts whose facts no clause can tell apart: that at an instant is `cells[bisect_right(edges, at)]`.

    `edges` are instants in microseconds, sorted; there is one more cell than there are edges. Once all cells are known
    and say the same, `always` says it too, and none has to be found: so it is with most posts, which no clause reaches.
    The `open` cells are left to the interpreter, for the safe harbour may differ within them.
    """

    edges: tuple[int, ...]
    cells: list[Cell]
    open: frozenset[int]
    always: Cell = None

    def find(self, item: Item) -> int | None:
        """The cell in which an item lies; none if the instants at which it can have been published spread over several.

        One microsecond is not asked: a consent at that very instant is before a post at it, and not before one within it.
        """
        at = bisect_right(self.edges, item.at)
        spread = item.until - item.at
        return at if spread <= 0 or (spread > 1 and bisect_right(self.edges, item.until - 1) == at) else None

    def learn(self, at: int, word: Word) -> None:
        """Keep what the interpreter said of an item in that cell, if it holds for the whole cell."""
        if word == "compliant" or at not in self.open:
            self.cells[at] = word
            if self.cells.count(word) == len(self.cells):
                self.always = word


@attrs.define(eq=False, repr=False)
class Table:
    """The decisions of one contract that are known so far: a row for the facts of each item that it met.

    INVARIANT: `rows` stays the same object, for whoever decides holds it.
    """

    norms: Norms
    rows: dict[Facts, Row] = attrs.field(init=False, factory=dict)
    _lines: Lines | None = attrs.field(init=False, default=None)
    _keys: dict[_Key, Row] = attrs.field(init=False, factory=dict)
    _cells: int = attrs.field(init=False, default=0)

    def place(self, item: Item, vocabulary: Vocabulary) -> tuple[Row, int] | None:
        """The row and the cell that an item belongs to; none if it spreads over several, or is not worth a row."""
        if item.said is None:
            return None
        row = self.rows.get(item.said) or self._row(item, item.said, vocabulary)
        at = row.find(item) if row else None
        return None if row is None or at is None else (row, at)

    def _row(self, item: Item, facts: Facts, vocabulary: Vocabulary) -> Row | None:
        if self._lines is None:
            self._lines = Lines.of(self.norms)
        placements = list(islice(vocabulary.placements(item.activity), MAX_PLACEMENTS + 1))
        if len(placements) > MAX_PLACEMENTS:
            return None
        if len(self.rows) >= MAX_FACTS or self._cells >= MAX_CELLS:
            self.rows.clear()
            self._keys.clear()
            self._cells = 0
        key = placements[0].deliverable, tuple(self._lines.lies(placement) for placement in placements)
        row = self._keys.get(key)
        if row is None:
            row = self._keys[key] = self._lines.row(placements)
            self._cells += len(row.cells)
        self.rows[facts] = row
        return row


@attrs.frozen(eq=False, repr=False)
class Course:
    """A clause through time: `edges` are the instants at which its answer may change.

    Of those in `open` the interpreter has to say one by one what the schedule excuses.
    """

    norm: Norm
    edges: frozenset[int]
    open: IntervalSet

    @classmethod
    def of(cls, norm: Norm, excused: Harbour) -> Course:
        """Outside its window a clause says nothing; within, the answer may change with all that it depends on."""
        within = [*_bounds(*_regions(norm)), *_ends(norm.must), *_ends(excused.free), *_ends(excused.open)]
        if norm.signing is not None:
            within += norm.signing.lo, norm.signing.hi
        return cls(norm, frozenset((*_ends(norm.may), *(edge for edge in within if edge in norm.may))), excused.open)


@attrs.frozen(eq=False, repr=False)
class Lines:
    """What norms can tell apart: `borders` per facet, in the order of the table of facets, and instants in time.

    Each clause that can forbid anything has its own; those in `freeing` are drawn by what frees from any clause.
    """

    norms: Norms
    borders: tuple[tuple[Values, ...], ...]
    courses: tuple[Course, ...]
    freeing: frozenset[int]
    _seen: dict[tuple[int, bool], dict[frozenset[str], _Lie]] = attrs.field(init=False, factory=dict)

    @classmethod
    def of(cls, norms: Norms) -> Lines:
        """Every line that some clause, carve-out or consent draws."""
        live = [norm for norm in norms.norms if not norm.may.is_empty and not norm.scope.is_empty]
        free = [norms.always_free, *(region for region, _ in norms.consents)]
        boxes = [box for region in (*chain.from_iterable(map(_regions, live)), *free) for box in region.boxes]
        borders = tuple(tuple(dict.fromkeys(box.sets[at] for box in boxes if box.sets[at] != ANY)) for at in range(len(FACETS)))
        freeing = set(_bounds(*free))
        for _, given in norms.consents:  # a consent that comes later is later by a microsecond at least
            freeing.update((given.lo, given.lo + 1, given.hi))
        return cls(norms, borders, tuple(map(Course.of, live, _excused(live))), frozenset(freeing))

    def row(self, placements: Iterable[Placement]) -> Row:
        """An empty row for items with these facts: through time only those clauses draw lines that may reach them."""
        asked = [placement.sets for placement in placements if not placement.deliverable]
        reaching = [each for each in self.courses if any(glance(each.norm, self.norms, sets) is not False for sets in asked)]
        edges = self.freeing.union(*(each.edges for each in reaching)) if reaching else frozenset()
        ordered = tuple(sorted(edge for edge in edges if BEGIN < edge < END))
        doubtful = {at for at, start in enumerate((BEGIN, *ordered)) if any(start in each.open for each in reaching)}
        return Row(ordered, [None] * (len(ordered) + 1), frozenset(doubtful))

    def lies(self, placement: Placement) -> tuple[_Lie, ...]:
        """How the facts of a placement lie to all borders: equal answers mean that no clause tells them apart."""
        return tuple([self._lie(at, placement.sets[at], drawn) for at, drawn in enumerate(self.borders) if drawn])

    def _lie(self, at: int, values: Values, drawn: tuple[Values, ...]) -> _Lie:
        seen = self._seen.setdefault((at, values.cofinite), {})  # by their names, whose hash Python remembers
        known = seen.get(values.names)
        if known is None:
            if len(seen) >= MAX_FACTS:
                seen.clear()
            known = seen[values.names] = _lie(values, drawn)
        return known


def _lie(values: Values, borders: tuple[Values, ...]) -> _Lie:
    bits = 0
    for at, border in enumerate(borders):
        if values <= border:
            bits |= 1 << at
        elif not values.isdisjoint(border):
            return values
    return bits


def _regions(norm: Norm) -> Iterator[Region]:
    yield norm.scope
    for exemption in norm.exemptions:
        yield exemption.region
        yield exemption.but_not


def _excused(live: Sequence[Norm]) -> list[Harbour]:
    """What the schedule of each moment excuses, by clause; if that were too many windows, all of it is left open."""
    posts = live[0].chain.calendar.posts or () if live else ()
    many = len(notices(posts)) * len(live) > MAX_WINDOWS
    return [Harbour(open=ALWAYS) if many and norm.chain.calendar.planned else harbour(norm, ALWAYS) for norm in live]


def _bounds(*regions: Region) -> Iterator[int]:
    return (edge for region in regions for box in region.boxes for edge in _ends(box.when))


def _ends(when: IntervalSet) -> Iterator[int]:
    return chain.from_iterable(when.intervals)
