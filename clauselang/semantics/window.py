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


class Stretches(NamedTuple):
    """The stretches of a window by column: from when to when, which are certain (`None`: all), and the anchor of each."""

    starts: Moments
    ends: Moments
    certain: Sequence[bool] | None = None
    causes: Causes | None = None

    @property
    def owners(self) -> Sequence[int] | None:
        """Whose each stretch is; `None` for everybody's."""
        return self.starts.owners if self.starts.owners is not None else self.ends.owners


@attrs.frozen(repr=False, eq=False, slots=False)
class Window:
    """The stretches of a clause and what kept them open; `rounded` are the dates at which a month was clamped.

    `must` and `may` are the instants that are certainly and possibly in it: one and the same where nothing is uncertain.
    """

    columns: Stretches
    must: IntervalSet
    may: IntervalSet
    missing: tuple[str, ...] = ()
    rounded: tuple[str, ...] = ()

    @classmethod
    def of(cls, columns: Stretches, missing: Iterable[str] = (), rounded: Iterable[str] = ()) -> Window:
        """The window that some stretches are."""
        (opens, opened, _), (closes, closed, _), certain, _ = columns
        sure = zip(opened, closes)  # noqa: B905 -- as many ends as starts; to check it takes as long as the rest
        must = may = IntervalSet(normalise(sure if certain is None else compress(sure, certain)))
        if opens is not opened or closes is not closed or certain is not None:
            may = IntervalSet(normalise(zip(opens, closed, strict=True)))
        if not missing and not rounded:
            return cls(columns, must, may)
        return cls(columns, must, may, tuple(dict.fromkeys(missing)), tuple(dict.fromkeys(rounded)))

    @property
    def is_empty(self) -> bool:
        """Whether there is no stretch."""
        return not self.columns.starts.lo

    @property
    def times(self) -> list[tuple[int, int, bool]]:
        """The times of it in order, cut so that none overlaps another, each certain or only possible."""
        found = [(start, end, True) for start, end in self.must.intervals]
        if self.may is not self.must:
            found = sorted([*found, *((start, end, False) for start, end in (self.may - self.must).intervals)])
        return found

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """The stretches, each with the anchor that causes it; made when somebody asks for them."""
        starts, ends, certain, causes = self.columns
        count = len(starts.lo)
        anchors: Sequence[AnchorPoint | None] = causes() if causes else [None] * count
        return tuple(map(Stretch, starts.each(), ends.each(), anchors, certain or [True] * count))


class Times(NamedTuple):
    """The times of the windows of many agreements, by column: of whom, from when to when, and whether it is certain; in order."""

    owners: Sequence[int]
    starts: Sequence[int]
    ends: Sequence[int]
    certain: Sequence[bool]

    @classmethod
    def of(cls, owned: Iterable[tuple[int, int, int, bool]]) -> Times:
        """These times."""
        rows = list(owned)
        return cls(*zip(*rows, strict=True)) if rows else cls((), (), (), ())


NOTHING = Stretches(Moments((), ()), Moments((), ()))
NEVER = Window.of(NOTHING)
