"""Norms of one or many agreements → rows of plain tables: whole numbers only, windows as microseconds since 1970.

| table | a row is |
|---|---|
| `envelope` | an agreement: whose posts, and from when to when any of its clauses can matter |
| `clause` | a clause: its agreement, its shape, the border of the own brands, whether something about it is open, its signing |
| `stretch` | a time at which a clause certainly (2) or possibly (1) holds; the stretches of a clause do not overlap |
| `box` | a box of a shape: what part it plays, and the number of its border for each facet |
| `reach` | how a word lies to a border |

Clauses of many agreements that cover the same share one **shape**, so that ten thousand copies of one contract have
the boxes of one. The Advertiser's own brands, which differ from copy to copy, are no part of it: they are free whatever
the shape says.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import compress, count, islice
from typing import NamedTuple

import attrs

from clauselang.backends.sql.sets import Sets
from clauselang.resolve.resolved import Clause
from clauselang.semantics.clock import BEGIN, END, Moment
from clauselang.semantics.facet import ANY, FACETS, INDEX, Values, all_but
from clauselang.semantics.intervals import ALWAYS
from clauselang.semantics.joint import JointNorms
from clauselang.semantics.norm import Exemption, Norms, Rule, Setting
from clauselang.semantics.scope import Box, Region

SCOPE, FREE, TAKEN, BACK = 0, 1, 2, 3  # parts of a shape
FREED, ASK, MISSTATEMENT, VIOLATION = 0, 1, 3, 4  # what the query says of a post
BOX_FACETS = tuple(f"in_{facet.name}" for facet in FACETS)
COLUMNS: dict[str, tuple[str, ...]] = {
    "envelope": ("deal", "creator", "opens", "closes"),
    "clause": ("clause", "deal", "shape", "own", "doubt", "signed_from", "signed_to"),
    "stretch": ("clause", "opens", "closes", "certain"),
    "box": ("shape", "part", "exempt", "doubt", *BOX_FACETS),
    "reach": ("border", "word", "reach"),
}

# A box as data: its part, its exception, whether something about it is open, and its borders.
_Row = tuple[int, ...]

_BRAND = INDEX["brand"]
_EVER = Moment(BEGIN, BEGIN)


class Rows:
    """Rows of whole numbers, packed by column: a million of them would be hundreds of megabytes as tuples."""

    def __init__(self, width: int) -> None:
        self._columns = [array("q") for _ in range(width)]
        self._given = 0

    def append(self, row: list[int]) -> None:
        """Add a row, or several behind each other."""
        width = len(self._columns)
        for at, column in enumerate(self._columns):
            column.fromlist(row[at::width])

    def add(self, size: int, *columns: Iterable[int] | int) -> None:
        """Add so many rows by column; a number is that of all of them."""
        for column, cells in zip(self._columns, columns, strict=True):
            column.extend(array("q", [cells]) * size if isinstance(cells, int) else array("q", cells))

    def extend(self, columns: Sequence[bytes], changes: Mapping[int, Callable[[int], int]] | None = None) -> None:
        """Add rows that were taken elsewhere, with some of their columns changed."""
        for at, cells in enumerate(map(partial(array, "q"), columns)):
            change = changes and changes.get(at)
            self._columns[at].extend(array("q", map(change, cells)) if change else cells)

    def take(self) -> list[bytes]:
        """The rows up to now by column, which are forgotten."""
        return [column.tobytes() for column in self._emptied()]

    def give(self) -> list[array[int]]:
        """The rows up to now by column, for whoever keeps them elsewhere; here they are only counted from then on."""
        self._given += self.held
        return self._emptied()

    def _emptied(self) -> list[array[int]]:
        columns, self._columns = self._columns, [array("q") for _ in self._columns]
        return columns

    def alike(self) -> dict[int, int]:
        """The columns in which all rows have the same number, and that number."""
        return {at: cells[0] for at, cells in enumerate(self._columns) if cells and all(map(cells[0].__eq__, cells))}

    @property
    def held(self) -> int:
        """How many rows are here."""
        return len(self._columns[0])

    def __len__(self) -> int:
        return self._given + self.held

    def __iter__(self) -> Iterator[_Row]:
        return zip(*self._columns, strict=True)


def _rows(name: str) -> Rows:
    return Rows(len(COLUMNS[name]))


class Part(NamedTuple):
    """Rows that another process made, in its own numbers: those of borders and shapes come with what they stand for."""

    borders: list[tuple[int, Values, int]]
    shapes: list[tuple[tuple[_Row, ...], int]]
    envelope: list[bytes]
    clause: list[bytes]
    stretch: list[bytes]


@attrs.define
class Numbers:
    """What the numbers of another process are here."""

    borders: dict[int, int] = attrs.field(factory=lambda: {0: 0})
    shapes: dict[int, int] = attrs.field(factory=dict)


@attrs.define
class Tables:
    """Collects the rows of one agreement after another. Agreements and clauses are numbered by the caller and from 1."""

    sets: Sets = attrs.field(factory=Sets)
    envelope: Rows = attrs.field(factory=lambda: _rows("envelope"))
    clause: Rows = attrs.field(factory=lambda: _rows("clause"))
    stretch: Rows = attrs.field(factory=lambda: _rows("stretch"))
    _shapes: dict[tuple[_Row, ...], int] = attrs.field(factory=dict)
    _shape_of: dict[int, tuple[Clause, tuple[Exemption, ...], int]] = attrs.field(factory=dict)
    _borders_of: dict[frozenset[str], int] = attrs.field(factory=dict)

    def add(self, deal: int, creator: int, norms: Norms) -> None:
        """Add an agreement. Clauses that cannot hold leave no row."""
        opens, closes = END, BEGIN
        border = self._own(norms.own_brands)
        signed_from, signed_to = norms.calendar.signing or _EVER
        is_open = norms.calendar.planned or bool(norms.consents) or not norms.advertiser_known
        windows = norms.windows
        for at, rule in enumerate(norms.setting.rules):
            may = windows[at].may.intervals
            if not may or not (shape := self._shape(rule, norms.setting, norms.own_brands)):
                continue
            opens, closes = min(opens, may[0][0]), max(closes, may[-1][1])
            number = len(self.clause) + 1
            self.clause.append([number, deal, shape, border, int(is_open or _is_open(rule)), signed_from, signed_to])
            self.stretch.append([cell for start, end, sure in windows[at].times for cell in (number, start, end, 1 + sure)])
        if opens < closes:
            self.envelope.append([deal, creator, opens, closes])

    def add_joint(self, creators: Sequence[int], norms: JointNorms) -> None:
        """Add the agreements of a crowd, clause by clause; `creators` gives the creator of each agreement."""
        crowd = norms.crowd
        signed = {id(each): each.signing or _EVER for each in crowd.calendars}  # which many of them share
        signing = [signed[id(each)] for each in crowd.calendars]
        borders = {brands: self._own(brands) for brands in dict.fromkeys(crowd.own_brands)}
        facts = [
            _alike(list(map(borders.__getitem__, crowd.own_brands))),
            _alike([int(not (own or named)) for own, named in zip(crowd.own_brands, crowd.has_advertiser, strict=True)]),
            _alike([of.lo for of in signing]),
            _alike([of.hi for of in signing]),
        ]
        opens: dict[int, int] = {}
        closes: dict[int, int] = {}
        for rule, (owners, starts, ends, certain) in zip(norms.setting.rules, norms.windows, strict=True):
            if not owners or not (shape := self._shape(rule, norms.setting, crowd.own_brands[0])):
                continue
            number = {deal: at for at, deal in enumerate(dict.fromkeys(owners), len(self.clause) + 1)}
            own, unnamed, signed_from, signed_to = _among(facts, crowd.members, number)
            doubt = 1 if norms.setting.consents or _is_open(rule) else unnamed
            self.clause.add(len(number), number.values(), number, shape, own, doubt, signed_from, signed_to)
            self.stretch.add(len(owners), map(number.__getitem__, owners), starts, ends, _alike(list(map((1).__add__, certain))))
            first = dict(zip(reversed(owners), reversed(starts), strict=True))  # of several stretches, and last:
            last = dict(zip(owners, ends, strict=True))
            opens |= {deal: start for deal, start in first.items() if start < opens.get(deal, END)} if opens else first
            closes |= {deal: end for deal, end in last.items() if end > closes.get(deal, BEGIN)} if closes else last
        deals = sorted(opens)
        self.envelope.add(
            len(deals), deals, map(creators.__getitem__, deals), map(opens.__getitem__, deals), map(closes.__getitem__, deals)
        )

    def _own(self, brands: frozenset[str]) -> int:
        """The number of the border of the Advertiser's own brands."""
        border = self._borders_of.get(brands)
        if border is None:
            border = self._borders_of[brands] = self.sets.border(_BRAND, Values(brands))
        return border

    def take(self, borders: int, shapes: int) -> Part:
        """The rows up to now, which are forgotten, and the borders and shapes that came after so many others."""
        rows = [of.take() for of in (self.envelope, self.clause, self.stretch)]
        return Part(self.sets.borders(borders), list(islice(self._shapes.items(), shapes, None)), *rows)

    def merge(self, part: Part, numbers: Numbers) -> None:
        """Add the rows of another process as if its agreements had been added here: what is new gets the next number."""
        for facet, values, number in part.borders:
            numbers.borders[number] = self.sets.border(facet, values)
        for rows, number in part.shapes:
            here = tuple([(*row[:3], *[numbers.borders[border] for border in row[3:]]) for row in rows])
            numbers.shapes[number] = self._shapes.setdefault(here, len(self._shapes) + 1)
        before = len(self.clause)
        self.envelope.extend(part.envelope)
        changes = {0: before.__add__, 2: numbers.shapes.__getitem__, 3: numbers.borders.__getitem__}
        self.clause.extend(part.clause, changes)
        self.stretch.extend(part.stretch, {0: before.__add__})

    def rows(self) -> Iterator[tuple[str, Iterable[_Row]]]:
        """Every table with its rows. `reach` is complete only when every word has its number."""
        yield "envelope", self.envelope
        yield "clause", self.clause
        yield "stretch", self.stretch
        yield "box", self.boxes
        yield "reach", self.sets.rows()

    def alike(self, name: str) -> dict[str, int]:
        """The columns of `clause` or `stretch` that are the same in all rows, and what they are."""
        rows: Rows = getattr(self, name)
        return {COLUMNS[name][at]: value for at, value in rows.alike().items()}

    @property
    def boxes(self) -> list[_Row]:
        """The boxes of all shapes."""
        return [(shape, *row) for rows, shape in self._shapes.items() for row in rows]

    @property
    def drawn(self) -> frozenset[int]:
        """The facets that some box draws a line in: all that a shape depends on."""
        return frozenset(facet for rows in self._shapes for row in rows for facet in range(len(FACETS)) if row[3 + facet])

    @property
    def borders(self) -> frozenset[int]:
        """The borders of all boxes; those of own brands, which differ from copy to copy, are not among them."""
        return frozenset(border for rows in self._shapes for row in rows for border in row[3:])

    def reached(self, facet: int) -> list[Values]:
        """The sets of one facet outside of which no clause reaches."""
        drawn = {row[3 + facet] for rows in self._shapes for row in rows if row[0] == SCOPE}
        return [self.sets.values(facet, border) for border in sorted(drawn)]

    def _shape(self, rule: Rule, setting: Setting, own: frozenset[str]) -> int:
        """The number of what a clause covers; 0 if that is nothing, which the own brands have no say in, or if it never applies."""
        if any(question.value is False for question in rule.conditions):
            return 0
        clause, listed = rule.clause, setting.commitments
        known = self._shape_of.get(clause.index)
        if known is not None and known[0] is clause and known[1] is rule.exemptions and listed.is_empty:
            return known[2]
        scopes, _ = setting.reach(own)
        shape = self._numbered(rule, scopes[setting.rules.index(rule)], listed, Values(own))
        if listed.is_empty:
            self._shape_of[clause.index] = clause, rule.exemptions, shape
        return shape

    def _numbered(self, rule: Rule, scope: Region, listed: Region, own: Values) -> int:
        if scope.is_empty:
            return 0
        rows = [*self._boxes(scope, SCOPE, 0, False, own), *self._boxes(listed, FREE, 0, False)]
        for number, exemption in enumerate(rule.exemptions, 1):
            asks = exemption.question is not None or exemption.but_not_question is not None
            rows.extend(self._boxes(exemption.region, TAKEN, number, asks))
            rows.extend(self._boxes(exemption.but_not, BACK, number, False))
        return self._shapes.setdefault(tuple(rows), len(self._shapes) + 1)

    def _boxes(self, region: Region, part: int, exception: int, doubt: bool, own: Values | None = None) -> Iterator[_Row]:
        for box in region.boxes:
            if own is not None and box.sets[_BRAND] == all_but(own.names):
                box = box.with_values("brand", ANY)
            yield part, exception, int(doubt or box.when != ALWAYS), *self._borders(box)

    def _borders(self, box: Box) -> tuple[int, ...]:
        return tuple(self.sets.border(facet, values) for facet, values in enumerate(box.sets))


def _alike(cells: Sequence[int]) -> Sequence[int] | int:
    """A column, or the one number that all its cells are."""
    return cells[0] if cells and cells.count(cells[0]) == len(cells) else cells


def _among(columns: Sequence[Sequence[int] | int], members: Sequence[int], some: Collection[int]) -> Sequence[Sequence[int] | int]:
    """The cells of some members, in order as all are."""
    if len(some) == len(members):
        return columns
    places = list(compress(count(), map(some.__contains__, members)))
    return [column if isinstance(column, int) else [column[place] for place in places] for column in columns]


def _is_open(rule: Rule) -> bool:
    """Whether a condition of a clause is open."""
    return any(question.value is None for question in rule.conditions)
