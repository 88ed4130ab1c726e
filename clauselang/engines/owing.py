"""The posts that agreements owe, by column: of most that are over a surface and an instant each, which is all that windows need."""

from __future__ import annotations

import marshal
from array import array
from collections.abc import Sequence
from itertools import accumulate, chain, repeat
from typing import NamedTuple, TypeAlias, cast

from clauselang.resolve.symbols import Place
from clauselang.semantics.posts import Event
from clauselang.syntax import ast

# A platform or one format of it, and as what both were written.
Surface: TypeAlias = "tuple[Place, ast.Name, ast.Name]"
# A post that an agreement owes: which of the surfaces, whose account, and its events in order.
Owed: TypeAlias = "tuple[int, str | None, tuple[Event, ...]]"


class Told(NamedTuple):
    """The posts of some agreements: how many of each are plain, the surface and the instant of these, and all posts of the others."""

    counts: Sequence[int]
    surfaces: Sequence[int]
    instants: Sequence[int]
    others: dict[int, tuple[Owed, ...]]

    def of(self, rows: Sequence[int]) -> Told:
        """Those of some of the agreements alone."""
        ends = [0, *accumulate(self.counts)]
        places = [place for row in rows for place in range(ends[row], ends[row + 1])]
        others = {at: self.others[row] for at, row in enumerate(rows) if row in self.others}
        return Told([self.counts[row] for row in rows], [self.surfaces[at] for at in places], [self.instants[at] for at in places], others)


class Owing:
    """The posts of many agreements, packed: a fraction of the memory, and nothing that the collector of garbage would look through."""

    def __init__(self) -> None:
        self._ends = array("I", [0])
        self._surfaces = array("i")
        self._instants = array("q")
        self._others: dict[int, bytes] = {}

    def extend(self, told: Told) -> None:
        """Add the posts of some agreements more."""
        before, last = len(self._ends) - 1, self._ends[-1]
        self._ends.extend(last + end for end in accumulate(told.counts))
        self._surfaces.extend(told.surfaces)
        self._instants.extend(told.instants)
        self._others.update((before + row, marshal.dumps(posts)) for row, posts in told.others.items())

    def is_plain(self, row: int) -> bool:
        """Whether all posts of an agreement are out, and nothing else is known of them."""
        return row not in self._others

    def plain(self, row: int) -> tuple[array[int], array[int]]:
        """The surfaces and the instants of posts that are plain."""
        start, end = self._ends[row], self._ends[row + 1]
        return self._surfaces[start:end], self._instants[start:end]

    def columns(self, rows: Sequence[int]) -> tuple[list[int], list[int], array[int]]:
        """The posts of several agreements in ascending order that are plain: whose each is, its surface and its instant."""
        ends = self._ends
        owners = list(chain.from_iterable(map(repeat, rows, [ends[row + 1] - ends[row] for row in rows])))
        first, last = ends[rows[0]], ends[rows[-1] + 1]
        if last - first == len(owners):  # nobody else's stand between them
            return owners, self._surfaces[first:last].tolist(), self._instants[first:last]
        places = [place for row in rows for place in range(ends[row], ends[row + 1])]
        return owners, [self._surfaces[at] for at in places], array("q", [self._instants[at] for at in places])

    def told(self, row: int) -> Sequence[Owed]:
        """The posts of an agreement, each with its events."""
        others = self._others.get(row)
        if others is not None:
            return cast("Sequence[Owed]", marshal.loads(others))
        return [(surface, None, (("published", at, None),)) for surface, at in zip(*self.plain(row), strict=True)]
