"""The phrases of a clause that say when: anchors, bounds, windows."""

from __future__ import annotations

from typing import Literal, TypeAlias

from clauselang.syntax.ast.node import Duration, Name, Node, Surface, When, node

PeriodName: TypeAlias = Literal["term", "campaign", "usage"]


@node
class PostAnchor(Node):
    """`each post`, `first post`, `last post`, optionally only those on some surfaces."""

    which: Literal["each", "first", "last"]
    surfaces: tuple[Surface, ...] = ()


@node
class Signing(Node):
    """`signing`: the last signature."""


@node
class PeriodEdge(Node):
    """`start of term`, `end of campaign`, `end of grand_final`."""

    edge: Literal["start", "end"]
    period: PeriodName | Name


@node
class EventAnchor(Node):
    """A named event as anchor: its start for what lies before it, its end for what lies after."""

    name: Name


Anchor: TypeAlias = PostAnchor | Signing | PeriodEdge | EventAnchor


@node
class Around(Node):
    """`24 hours before to 24 hours after each post`."""

    before: Duration
    after: Duration
    anchor: Anchor


@node
class Before(Node):
    """`1 month before first post`: up to the anchor."""

    duration: Duration
    anchor: Anchor


@node
class After(Node):
    """`48 hours after each post on youtube`: from the anchor on."""

    duration: Duration
    anchor: Anchor


@node
class Bound(Node):
    """One end of a window: a distance from an anchor, the anchor itself, or a literal moment."""

    at: Anchor | When
    duration: Duration | None = None
    direction: Literal["before", "after"] | None = None


@node
class Until(Node):
    """The end of a span that is given as a moment or a date: `until`, `through` (date included), `before` (excluded)."""

    preposition: Literal["until", "through", "before"]
    when: When


@node
class FromTo(Node):
    """`from BOUND to BOUND`, `from BOUND through DATE`, or `from BOUND` with `perpetual` beside it."""

    start: Bound
    end: Bound | Until | None = None


@node
class OnTheDay(Node):
    """`on the day of each post`."""

    anchor: Anchor


@node
class During(Node):
    """`during term and 1 month after`."""

    period: PeriodName | Name
    after: Duration | None = None


@node
class Dates(Node):
    """`2026-03-01 through 2026-03-31`, both included."""

    first: When
    last: When


@node
class For(Node):
    """`for 1 month`, from the end of the clause above."""

    duration: Duration


@node
class Perpetual(Node):
    """`perpetual`: without end."""


@node
class AtLatest(Node):
    """`at latest through 2026-12-31`: the long stop."""

    date: When


Window: TypeAlias = Around | Before | After | FromTo | OnTheDay | During | Dates | For
