"""Boxes, one set per facet and a set of instants, and regions: exact union, intersection, difference, inclusion."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from clauselang.frozen import frozen
from clauselang.semantics.facet import FACETS, INDEX, Values, everything
from clauselang.semantics.intervals import ALWAYS, IntervalSet

_ALL = tuple(everything(facet) for facet in FACETS)


@frozen
class Box:
    """The product of one set per facet, in the order of the table, and a set of instants."""

    sets: tuple[Values, ...] = _ALL
    when: IntervalSet = ALWAYS

    @classmethod
    def of(cls, values: Mapping[str, Values] | None = None, when: IntervalSet = ALWAYS) -> Box:
        """A box that restricts only the named facets."""
        sets = list(_ALL)
        for name, restricted in (values or {}).items():
            sets[INDEX[name]] = sets[INDEX[name]] & restricted
        return cls(tuple(sets), when)

    def __getitem__(self, facet: str) -> Values:
        return self.sets[INDEX[facet]]

    def with_values(self, facet: str, values: Values) -> Box:
        """The box with one facet's set replaced."""
        at = INDEX[facet]
        return Box((*self.sets[:at], values, *self.sets[at + 1 :]), self.when)

    @property
    def is_empty(self) -> bool:
        """Whether some set is empty, so that nothing is in the box."""
        return not self.when.intervals or any([not values.names and not values.cofinite for values in self.sets])  # noqa: C419

    def __and__(self, other: Box) -> Box:
        return Box(tuple([a if a is b else a & b for a, b in zip(self.sets, other.sets, strict=True)]), self.when & other.when)

    def __le__(self, other: Box) -> bool:
        if self.is_empty:
            return True
        inside = all([a is b or a <= b for a, b in zip(self.sets, other.sets, strict=True)])  # noqa: C419
        return inside and self.when <= other.when

    def meets(self, other: Box) -> bool:
        """Whether something is in both of two boxes that are not empty."""
        apart = any([a is not b and a.isdisjoint(b) for a, b in zip(self.sets, other.sets, strict=True)])  # noqa: C419
        return not apart and not (self.when & other.when).is_empty

    def minus(self, other: Box) -> list[Box]:
        """What is in this box and not in `other`, as disjoint boxes: at most one per facet and one for time."""
        if self.is_empty or not self.meets(other):
            return [] if self.is_empty else [self]
        pieces: list[Box] = []
        sets = list(self.sets)
        for index, values in enumerate(other.sets):
            if values is _ALL[index]:  # nothing lies outside
                continue
            outside = sets[index] - values
            if not outside.is_empty:
                pieces.append(Box((*sets[:index], outside, *sets[index + 1 :]), self.when))
            sets[index] = sets[index] & values
        outside_time = self.when - other.when
        if not outside_time.is_empty:
            pieces.append(Box(tuple(sets), outside_time))
        return pieces


@frozen(eq=False, slots=False)
class Region:
    """A union of boxes. Equality is equality of the sets, not of how they are cut into boxes."""

    boxes: tuple[Box, ...] = ()

    @cached_property
    def _restrictions(self) -> tuple[tuple[tuple[tuple[int, Values], ...], bool], ...]:
        """Per box the facets that it restricts, and whether it restricts time."""
        return tuple(
            (tuple((i, values) for i, values in enumerate(box.sets) if values != _ALL[i]), box.when != ALWAYS) for box in self.boxes
        )

    def look(self, sets: tuple[Values, ...]) -> bool | None:
        """Whether the product of `sets` lies inside one box (true) or touches none (false), at any time.

        `None`: it straddles a border, so that only the algebra can tell. With one value per facet it never does,
        which is what makes a decision on complete facts fast.
        """
        open_question = False
        for restrictions, timed in self._restrictions:
            inside: bool | None = None if timed else True
            for index, values in restrictions:
                mine = sets[index]
                if not mine <= values:
                    if mine.isdisjoint(values):
                        inside = False
                        break
                    inside = None
            if inside:
                return True
            open_question = open_question or inside is None
        return None if open_question else False

    @classmethod
    def of(cls, boxes: Iterable[Box]) -> Region:
        """The union of `boxes`, without the empty ones."""
        return cls(tuple(box for box in boxes if not box.is_empty))

    @property
    def is_empty(self) -> bool:
        """Whether nothing is in the region."""
        return not self.boxes

    def __or__(self, other: Region) -> Region:
        return Region(self.boxes + other.boxes)

    def __and__(self, other: Region) -> Region:
        return Region.of(a & b for a in self.boxes for b in other.boxes if a.meets(b))

    def __sub__(self, other: Region) -> Region:
        left = list(self.boxes)
        for box in other.boxes:
            left = [piece for part in left for piece in part.minus(box)]
        return Region(tuple(left))

    def __le__(self, other: Region) -> bool:
        if len(other.boxes) == 1:
            whole = other.boxes[0]
            return all([box <= whole for box in self.boxes])  # noqa: C419 -- a list is faster for a few
        return (self - other).is_empty

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Region) and self <= other and other <= self

    def __hash__(self) -> int:  # regions that are equal may be cut differently
        return 0

    def within(self, when: IntervalSet) -> Region:
        """The part of the region at these instants."""
        return Region.of(Box(box.sets, box.when & when) for box in self.boxes)


NOTHING = Region()
EVERYTHING = Region((Box(),))
