"""A clause and the plans of its posts → the instants that the schedule of that very moment left free (R10).

Whoever publishes outside the window that followed from what she had been told by then is excused when a later plan
pulls the window over it. Every instant answers for itself: a window that a plan leaves open does not excuse. So what
is said of an uncertain time follows from what is said of the instants that it can be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

import attrs

from clauselang.semantics.clock import BEGIN
from clauselang.semantics.intervals import IntervalSet
from clauselang.semantics.norm import Norm
from clauselang.semantics.posts import Post

NEVER = IntervalSet()


@attrs.frozen
class Harbour:
    """`free` instants are excused, all others are not; of the `open` ones it has to be asked one by one."""

    free: IntervalSet = NEVER
    open: IntervalSet = NEVER

    @property
    def possible(self) -> IntervalSet:
        """Every instant that may be excused."""
        return self.free | self.open


NONE = Harbour()


def harbour(norm: Norm, when: IntervalSet) -> Harbour:
    """Which of some instants are excused. Before signing a clause states facts (R16), and no schedule excuses from those.

    What was told changes at known instants. Between two of them only a post that was owed, and of whose time nobody had
    spoken, moves: it can come from the moment of asking on, so that the later one asks, the less may be in the window.
    """
    calendar = norm.chain.calendar
    posts = calendar.posts or ()
    if not calendar.planned:
        return NONE
    promised = when - IntervalSet(((BEGIN, norm.signing.hi),)) if norm.signing else when
    free = doubt = NEVER
    for start, end in _between(promised, sorted(notices(posts))):
        if told(posts, start):
            stretch = IntervalSet(((start, end),))
            first = norm.chain.window_at(start).may
            last = first if end - start == 1 or _settled(posts, start) else norm.chain.window_at(end - 1).may
            free = free | (stretch - first)
            doubt = doubt | ((stretch & first) - last)
    return Harbour(free, doubt)


def notices(posts: Iterable[Post]) -> set[int]:
    """The instants at which more becomes known of some post."""
    moments = (at for post in posts for at in (post.published, *post.republished, *(plan.notified for plan in post.plans)))
    return {moment.lo for moment in moments if moment is not None}


def told(posts: Iterable[Post], at: int) -> bool:
    """Whether the creator had a plan of every post that has plans; without one she cannot have relied on it."""
    return all(any(p.notified is None or p.notified.lo <= at for p in post.plans) for post in posts if post.plans)


def _settled(posts: Iterable[Post], at: int) -> bool:
    """Whether every post had been published, planned or cancelled by then."""
    return all(post.cancelled or bool(post.plans) or (post.published is not None and post.published.lo <= at) for post in posts)


def _between(when: IntervalSet, cuts: list[int]) -> Iterator[tuple[int, int]]:
    """The intervals of a set, cut at some instants."""
    for start, end in when.intervals:
        yield from pairwise([start, *(cut for cut in cuts if start < cut < end), end])
