"""Sets of instants as sorted, merged, half-open intervals (R6): union, intersection, difference, inclusion."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

import attrs

from clauselang.semantics.clock import BEGIN, END

Interval = tuple[int, int]


def normalise(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """Sort, drop what is empty, merge what overlaps or touches: equal sets get equal tuples."""
    merged: list[Interval] = []
    left = [interval for interval in intervals if interval[0] < interval[1]]
    if len(left) < 2:
        return tuple(left)
    left.sort()
    for start, end in left:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def normalise_each(owned: Iterable[tuple[int, int, int]]) -> tuple[list[int], list[int], list[int]]:
    """What `normalise` does, for the intervals of many owners, each behind its owner: the owners, the starts and the ends."""
    owners: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    last, until = -1, BEGIN
    for owner, start, end in sorted(owned):
        if start >= end:
            continue
        if owner == last and start <= until:
            if end > until:
                ends[-1] = until = end
        else:
            owners.append(owner)
            starts.append(start)
            ends.append(end)
            last, until = owner, end
    return owners, starts, ends


@attrs.frozen
class IntervalSet:
    """A set of instants. INVARIANT: `intervals` is normalised."""

    intervals: tuple[Interval, ...] = ()

    @classmethod
    def of(cls, intervals: Iterable[Interval]) -> IntervalSet:
        """The union of `intervals`."""
        return cls(normalise(intervals))

    @property
    def is_empty(self) -> bool:
        """Whether no instant is in the set."""
        return not self.intervals

    def __contains__(self, instant: object) -> bool:
        if not isinstance(instant, int):
            return False
        at = bisect_right(self.intervals, (instant, END + 1)) - 1
        return at >= 0 and instant < self.intervals[at][1]

    def __or__(self, other: IntervalSet) -> IntervalSet:
        return IntervalSet.of((*self.intervals, *other.intervals))

    def __and__(self, other: IntervalSet) -> IntervalSet:
        if self is other or other is ALWAYS:
            return self
        if self is ALWAYS:
            return other
        found: list[Interval] = []
        mine, theirs = self.intervals, other.intervals
        i = j = 0
        while i < len(mine) and j < len(theirs):
            start, end = max(mine[i][0], theirs[j][0]), min(mine[i][1], theirs[j][1])
            if start < end:
                found.append((start, end))
            if mine[i][1] <= theirs[j][1]:
                i += 1
            else:
                j += 1
        return IntervalSet(tuple(found))

    def __invert__(self) -> IntervalSet:
        found: list[Interval] = []
        at = BEGIN
        for start, end in self.intervals:
            if at < start:
                found.append((at, start))
            at = end
        if at < END:
            found.append((at, END))
        return IntervalSet(tuple(found))

    def __sub__(self, other: IntervalSet) -> IntervalSet:
        return self & ~other

    def __le__(self, other: IntervalSet) -> bool:
        return (self - other).is_empty


ALWAYS = IntervalSet(((BEGIN, END),))
