"""Norms of one or many agreements → rows of plain tables: whole numbers only, windows as microseconds since 1970.

| table | a row is |
|---|---|
| `envelope` | an agreement: whose posts, and from when to when any of its clauses can matter |
| `clause` | a clause: its agreement, its shape, whether something is open about it, and when it was signed |
| `stretch` | a time at which a clause certainly (2) or possibly (1) holds; the stretches of a clause do not overlap |
| `box` | a box of a shape: what part it plays, and the number of its border for each facet |
| `reach` | how a word lies to a border |

Clauses of many agreements that cover the same share one **shape**, so that ten thousand copies of one contract have
the boxes of one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from clauselang.backends.sql.sets import Sets
from clauselang.semantics.clock import BEGIN, Moment
from clauselang.semantics.facet import FACETS, Values
from clauselang.semantics.intervals import ALWAYS, IntervalSet
from clauselang.semantics.norm import Norm, Norms
from clauselang.semantics.scope import Box, Region

SCOPE, FREE, TAKEN, BACK = 0, 1, 2, 3
BOX_FACETS = tuple(f"in_{facet.name}" for facet in FACETS)
COLUMNS: dict[str, tuple[str, ...]] = {
    "envelope": ("deal", "creator", "opens", "closes"),
    "clause": ("clause", "deal", "shape", "doubt", "signed_from", "signed_to"),
    "stretch": ("clause", "opens", "closes", "certain"),
    "box": ("shape", "part", "exempt", "doubt", *BOX_FACETS),
    "reach": ("border", "word", "reach"),
}

# A box as data: its part, its exception, whether something about it is open, and its borders.
_Row = tuple[int, ...]


@attrs.define
class Tables:
    """Collects the rows of one agreement after another. Agreements and clauses are numbered by the caller and from 1."""

    sets: Sets = attrs.field(factory=Sets)
    envelope: list[_Row] = attrs.field(factory=list)
    clause: list[_Row] = attrs.field(factory=list)
    stretch: list[_Row] = attrs.field(factory=list)
    _shapes: dict[tuple[_Row, ...], int] = attrs.field(factory=dict)

    def add(self, deal: int, creator: int, norms: Norms) -> None:
        """Add an agreement. Clauses that cannot hold leave no row."""
        possible = IntervalSet()
        free = list(self._boxes(norms.always_free, FREE, 0, False))
        for norm in norms.norms:
            if norm.scope.is_empty or norm.may.is_empty or any(question.value is False for question in norm.conditions):
                continue
            possible = possible | norm.may
            number = len(self.clause) + 1
            signing = norm.signing or Moment(BEGIN, BEGIN)
            doubt = int(_is_open(norm, norms))
            self.clause.append((number, deal, self._shape(norm, free), doubt, signing.lo, signing.hi))
            self.stretch.extend((number, start, end, certain) for start, end, certain in stretches(norm))
        if not possible.is_empty:
            self.envelope.append((deal, creator, possible.intervals[0][0], possible.intervals[-1][1]))

    def rows(self) -> Iterator[tuple[str, list[_Row]]]:
        """Every table with its rows. `reach` is complete only when every word has its number."""
        yield "envelope", self.envelope
        yield "clause", self.clause
        yield "stretch", self.stretch
        yield "box", [(shape, *row) for rows, shape in self._shapes.items() for row in rows]
        yield "reach", list(self.sets.rows())

    def reached(self, facet: int) -> list[Values]:
        """The sets of one facet outside of which no clause reaches."""
        drawn = {row[3 + facet] for rows in self._shapes for row in rows if row[0] == SCOPE}
        return [self.sets.values(facet, border) for border in sorted(drawn)]

    def _shape(self, norm: Norm, free: Iterable[_Row]) -> int:
        rows = [*self._boxes(norm.scope, SCOPE, 0, False), *free]
        for number, exemption in enumerate(norm.exemptions, 1):
            asks = exemption.question is not None or exemption.but_not_question is not None
            rows.extend(self._boxes(exemption.region, TAKEN, number, asks))
            rows.extend(self._boxes(exemption.but_not, BACK, number, False))
        return self._shapes.setdefault(tuple(rows), len(self._shapes) + 1)

    def _boxes(self, region: Region, part: int, exception: int, doubt: bool) -> Iterator[_Row]:
        for box in region.boxes:
            yield part, exception, int(doubt or box.when != ALWAYS), *self._borders(box)

    def _borders(self, box: Box) -> tuple[int, ...]:
        return tuple(self.sets.border(facet, values) for facet, values in enumerate(box.sets))


def stretches(norm: Norm) -> Iterator[tuple[int, int, int]]:
    """The times of a norm, cut so that none overlaps another: certain (2) and possible (1)."""
    for start, end in norm.must.intervals:
        yield start, end, 2
    for start, end in (norm.may - norm.must).intervals:
        yield start, end, 1


def _is_open(norm: Norm, norms: Norms) -> bool:
    """Whether a post that the clause reaches is not decided by reach alone: questions, consents, notified schedules."""
    asked = any(question.value is None for question in norm.conditions)
    planned = any(post.plans for post in norm.chain.calendar.posts or ())
    return asked or planned or bool(norms.consents) or not norms.advertiser_known
