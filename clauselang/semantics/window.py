"""What windows are computed from and what they are: stretches of time, each between two uncertain bounds (part A).

A stretch certainly covers `[start_hi, end_lo)` and possibly `[start_lo, end_hi)`: the MUST and MAY of R18.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple
from zoneinfo import ZoneInfo

import attrs

from clauselang.resolve.symbols import Place
from clauselang.semantics.clock import Moment
from clauselang.semantics.intervals import IntervalSet
from clauselang.semantics.posts import AnchorPoint, Knowledge, Post
from clauselang.syntax import ast


class Stretch(NamedTuple):
    """One interval of a window, with the anchor that causes it (R15)."""

    start: Moment
    end: Moment
    cause: AnchorPoint | None = None
    certain: bool = True

    @property
    def must(self) -> tuple[int, int]:
        """What is in the window whatever the uncertain facts are."""
        return (self.start.hi, self.end.lo) if self.certain else (0, 0)

    @property
    def may(self) -> tuple[int, int]:
        """What can be in the window."""
        return self.start.lo, self.end.hi


@attrs.frozen(repr=False)
class Span:
    """A period of the agreement or an event: its first and last bound, each uncertain."""

    start: Moment
    end: Moment


class Calendar(NamedTuple):
    """What windows are computed from: the zone, the named periods and events, signing, and the posts.

    `missing` in the maps means unknown. `posts` is `None` when nobody knows which posts there are.
    """

    zone: ZoneInfo | None
    spans: Mapping[str, Span]
    events: Mapping[str, Span]
    signing: Moment | None
    posts: tuple[Post, ...] | None
    knowledge: Knowledge
    places: Callable[[Iterable[ast.Surface]], tuple[Place, ...]]

    @property
    def planned(self) -> bool:
        """Whether some post has a planned time, of which the creator may have been told late (R10)."""
        return any([post.plans for post in self.posts or ()])  # noqa: C419 -- a list is faster for a few


class Window(NamedTuple):
    """The stretches of a clause and what kept them open; `rounded` are the dates at which a month was clamped.

    `must` and `may` are the instants that are certainly and possibly in it: one and the same where nothing is uncertain.
    """

    stretches: tuple[Stretch, ...]
    must: IntervalSet
    may: IntervalSet
    missing: tuple[str, ...] = ()
    rounded: tuple[str, ...] = ()

    @classmethod
    def of(cls, stretches: Sequence[Stretch], missing: tuple[str, ...] = (), rounded: tuple[str, ...] = ()) -> Window:
        """The window that some stretches are."""
        must = IntervalSet.of([(start.hi, end.lo) for start, end, _, certain in stretches if certain])
        may = must
        for start, end, _, certain in stretches:
            if start.lo != start.hi or end.lo != end.hi or not certain:
                may = IntervalSet.of([stretch.may for stretch in stretches])
                break
        return cls(tuple(stretches), must, may, missing, rounded)


NEVER = Window((), IntervalSet(), IntervalSet())
