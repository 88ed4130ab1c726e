"""Norms → a table of decisions: one cell for all posts between which no clause can tell a difference.

A clause draws lines: through time at the bounds of its window, through each facet at the sets that its scope and its
exceptions name. Posts between the same lines get the same verdict. So a table has a **row** for every way in which
facts can lie to the sets, and in it a **cell** for every stretch between two bounds; deciding is finding the cell.

The lines are known at once, the cells are filled as they are met, by the interpreter: there is no second meaning, only
the claim that a cell has one verdict. That verdict may be `unknown`; which facts are missing the interpreter says of each
post anew. A cell stays empty where the claim does not hold: where the safe harbour (R10) asks for a schedule that was
still open then, and so moved with the moment of asking.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeAlias

import attrs

from clauselang.evaluate.harbour import Harbour, harbour, notices
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

# A cell is empty until it is known. A row has one more cell than there are edges.
Cell: TypeAlias = "Word | None"
Row: TypeAlias = list[Cell]
# How a set of values lies to each border of its facet, as bits; the set itself where it straddles one.
_Lie: TypeAlias = int | Values
_Key: TypeAlias = tuple[bool, tuple[tuple[_Lie, ...], ...]]


@attrs.define(eq=False, repr=False)
class Table:
    """The decisions of one contract that are known so far.

    `rows[facts][bisect_right(edges, at)]` is the verdict on an item that has `facts`, or `None`. `edges` are instants in
    microseconds, sorted.
    """

    norms: Norms
    rows: dict[Facts, Row] = attrs.field(init=False, factory=dict)
    edges: list[int] = attrs.field(init=False, factory=list)
    _lines: Lines | None = attrs.field(init=False, default=None)
    _keys: dict[_Key, Row] = attrs.field(init=False, factory=dict)

    def place(self, item: Item, vocabulary: Vocabulary) -> tuple[Row, int] | None:
        """The row and the cell that an item belongs to; none if it spreads over several, or is not worth a row."""
        if item.said is None:
            return None
        row = self.rows.get(item.said) or self._row(item, item.said, vocabulary)
        at = bisect_right(self.edges, item.at)
        if row is None or (item.until > item.at and not self._within(item, at)):
            return None
        return row, at

    def learn(self, row: Row, at: int, word: Word) -> None:
        """Keep what the interpreter said of an item in that cell, if it holds for the whole cell."""
        assert self._lines is not None
        if word == "compliant" or at not in self._lines.open:
            row[at] = word

    def _within(self, item: Item, at: int) -> bool:
        """Whether all instants at which it can have been published lie in the cell.

        One microsecond is not asked: a consent at that very instant is before a post at it, and not before one within it.
        """
        return item.until - item.at > 1 and bisect_right(self.edges, item.until - 1) == at

    def _row(self, item: Item, facts: Facts, vocabulary: Vocabulary) -> Row | None:
        if self._lines is None:
            lines = Lines.of(self.norms)
            self.edges[:] = lines.edges
            self._lines = lines  # last, for another thread may be waiting for it
        placements = list(islice(vocabulary.placements(item.activity), MAX_PLACEMENTS + 1))
        if len(placements) > MAX_PLACEMENTS:
            return None
        if len(self.rows) >= MAX_FACTS or len(self._keys) * (len(self.edges) + 1) >= MAX_CELLS:
            self.rows.clear()
            self._keys.clear()
        key = placements[0].deliverable, tuple(self._lines.lies(placement) for placement in placements)
        row = self._keys.get(key)
        if row is None:
            row = self._keys[key] = [None] * (len(self.edges) + 1)
        self.rows[facts] = row
        return row


@attrs.frozen(eq=False, repr=False)
class Lines:
    """What norms can tell apart: `edges` in time, `borders` per facet, in the order of the table of facets.

    `open` are the stretches between edges (the first lies before the first edge) in which the safe harbour is left to
    the interpreter.
    """

    edges: tuple[int, ...]
    borders: tuple[tuple[Values, ...], ...]
    open: frozenset[int]
    _seen: dict[tuple[int, bool], dict[frozenset[str], _Lie]] = attrs.field(init=False, factory=dict)

    @classmethod
    def of(cls, norms: Norms) -> Lines:
        """Every line that some clause, carve-out or consent draws."""
        live = [norm for norm in norms.norms if not norm.may.is_empty and not norm.scope.is_empty]
        boxes = [box for region in _regions(live, norms) for box in region.boxes]
        borders = tuple(tuple(dict.fromkeys(box.sets[at] for box in boxes if box.sets[at] != ANY)) for at in range(len(FACETS)))
        excused = _excused(live)
        edges = {edge for box in boxes for edge in _bounds(box.when)}
        edges.update(edge for each in excused for when in (each.free, each.open) for edge in _bounds(when))
        for norm in live:
            edges.update(_bounds(norm.must), _bounds(norm.may))
            if norm.signing is not None:
                edges.update((norm.signing.lo, norm.signing.hi))
        for _, given in norms.consents:  # a consent that comes later is later by a microsecond at least
            edges.update((given.lo, given.lo + 1, given.hi))
        ordered = tuple(sorted(edge for edge in edges if BEGIN < edge < END))
        doubtful = {at for at, start in enumerate((BEGIN, *ordered)) if any(start in each.open for each in excused)}
        return cls(ordered, borders, frozenset(doubtful))

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


def _regions(live: Iterable[Norm], norms: Norms) -> Iterator[Region]:
    for norm in live:
        yield norm.scope
        for exemption in norm.exemptions:
            yield exemption.region
            yield exemption.but_not
    yield norms.always_free
    yield from (region for region, _ in norms.consents)


def _excused(live: list[Norm]) -> list[Harbour]:
    """What the schedule of each moment excuses, by clause; if that were too many windows, all of it is left open."""
    posts = live[0].chain.calendar.posts or () if live else ()
    many = len(notices(posts)) * len(live) > MAX_WINDOWS
    return [Harbour(open=ALWAYS) if many else harbour(norm, ALWAYS) for norm in live if norm.chain.calendar.planned]


def _bounds(when: IntervalSet) -> Iterator[int]:
    for start, end in when.intervals:
        yield start
        yield end
