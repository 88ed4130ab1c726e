"""What windows are computed from and what they are: stretches of time, each between two uncertain bounds (part A).

A stretch certainly covers `[start_hi, end_lo)` and possibly `[start_lo, end_hi)`: the MUST and MAY of R18.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import compress
from typing import NamedTuple, TypeAlias
from zoneinfo import ZoneInfo

import attrs

from clauselang.resolve.symbols import Place
from clauselang.semantics.clock import Moment, Moments
from clauselang.semantics.intervals import IntervalSet, normalise
from clauselang.semantics.posts import AnchorPoint, Knowledge, Post, Published
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
    posts: Sequence[Post] | None
    knowledge: Knowledge
    places: Callable[[Iterable[ast.Surface]], tuple[Place, ...]]

    @property
    def planned(self) -> bool:
        """Whether some post has a planned time, of which the creator may have been told late (R10)."""
        return not isinstance(self.posts, Published) and any(post.plans for post in self.posts or ())


Causes: TypeAlias = Callable[[], Sequence[AnchorPoint]]


@attrs.frozen(repr=False, eq=False, slots=False)
class Window:
    """The stretches of a clause and what kept them open; `rounded` are the dates at which a month was clamped.

    Stretches are kept by column, and made when somebody asks for them. `certain` is `None` when all of them are;
    `causes` gives the anchor of each.
    """

    starts: Moments
    ends: Moments
    certain: Sequence[bool] | None = None
    causes: Causes | None = None
    missing: tuple[str, ...] = ()
    rounded: tuple[str, ...] = ()
    must: IntervalSet = attrs.field(init=False)
    may: IntervalSet = attrs.field(init=False)

    @must.default
    def _must(self) -> IntervalSet:
        pairs = zip(self.starts.hi, self.ends.lo, strict=True)
        return IntervalSet(normalise(pairs if self.certain is None else compress(pairs, self.certain)))

    @may.default
    def _may(self) -> IntervalSet:
        starts, ends = self.starts, self.ends
        if starts.lo is starts.hi and ends.lo is ends.hi and self.certain is None:
            return self.must
        return IntervalSet(normalise(zip(starts.lo, ends.hi, strict=True)))

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """The stretches, each with the anchor that causes it."""
        count = len(self.starts.lo)
        starts, ends = map(Moment, *self.starts), map(Moment, *self.ends)
        causes: Sequence[AnchorPoint | None] = self.causes() if self.causes else [None] * count
        return tuple(map(Stretch, starts, ends, causes, self.certain or [True] * count))


_NONE = Moments((), ())
NEVER = Window(_NONE, _NONE)
