"""The facts of a deal → the points that windows count from, and instants at a distance from them, under one reading.

What is counted from is kept by column, for all posts of a deal at once: of most deals it is a list of exact instants.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from clauselang.resolve.symbols import key
from clauselang.semantics.bounds import Distance, Reading, Side, at_distance, at_distances, chained, edge, rounds
from clauselang.semantics.clock import (
    BEGIN,
    END,
    HOUR,
    UNKNOWN,
    Moment,
    Moments,
    date_all_hour,
    day_moment,
    day_of,
    local_date,
    start_of_day,
    when,
    zone_info,
)
from clauselang.semantics.posts import AnchorPoint, Published, Surface
from clauselang.semantics.window import Calendar, Causes, Span
from clauselang.syntax import ast

_CIVIL = Reading.CIVIL
_FINITE = END // 8


class Points(NamedTuple):
    """Moments to count from: an event has a first and a last one. `certain` is `None` when all are sure to happen."""

    first: Moments
    last: Moments
    certain: Sequence[bool] | None
    causes: Causes

    @classmethod
    def at(cls, moments: Moments, label: str) -> Points:
        """What surely happens at these moments."""
        return cls(moments, moments, None, lambda: [AnchorPoint(moment, label) for moment in moments.each()])

    @classmethod
    def of(cls, points: Sequence[AnchorPoint]) -> Points:
        """These points."""
        moments = Moments.of([point.moment for point in points])
        certain = [point.certain for point in points]
        return cls(moments, moments, None if all(certain) else certain, lambda: points)


class Reckoning:
    """Computes windows from one calendar under one reading, and notes what it does not find."""

    def __init__(self, calendar: Calendar, reading: Reading = _CIVIL) -> None:
        self.calendar = calendar
        self.zone = calendar.zone
        self.reading = reading
        self.missing: list[str] = []
        self.rounded: list[str] = []
        self.posts, self.surfaces = _of_posts(calendar)

    # Facts.

    def signing(self) -> Moments:
        """When the agreement was signed."""
        if self.calendar.signing is None:
            self.missing.append("signing")
        return Moments.of([self.calendar.signing or UNKNOWN])

    def span(self, period: str | ast.Name) -> Span:
        """The time of a period of the agreement, or of an event by its name."""
        name = period if isinstance(period, str) else key(period.text)
        span = (self.calendar.spans if isinstance(period, str) else self.calendar.events).get(name)
        if span is None:
            self.missing.append(name)
            return Span(UNKNOWN, UNKNOWN)
        return span

    def boundary(self, period: str | ast.Name, which: Literal["start", "end"]) -> Moments:
        """The first or the last bound of a period of the agreement, or of an event by its name."""
        span = self.span(period)
        return Moments.of([span.start if which == "start" else span.end])

    def literal(self, at: ast.When) -> Moment:
        """A moment written as a boundary is exact to the minute as written (R14)."""
        moment = when(at, self.zone)
        if at.kind == "local" and self.zone is None:
            self.missing.append("timezone")
            return moment
        return Moment(moment.lo, moment.lo)

    def day_edge(self, day: ast.When, later: int) -> Moment:
        """The start of a civil day, or of the day after."""
        date = day_of(day) + timedelta(days=later)
        if self.zone is None:
            self.missing.append("timezone")
            spread = day_moment(date, None)
            return Moment(spread.lo, spread.hi - 24 * HOUR)
        start = start_of_day(date, self.zone)
        return Moment(start, start)

    # Bounds.

    def bound(self, moments: Moments, distance: Distance | None, side: Side) -> Moments:
        """Earliest and latest instant at a distance from each moment, or the moments themselves."""
        if distance is None:
            return moments
        reading, zone = self.reading, self.zone
        if distance.months and zone is not None and reading is _CIVIL:
            self._note_rounding(moments, distance, zone)
        if moments.lo is moments.hi and zone is not None:
            found = at_distances(moments.lo, distance, side, zone, reading)
            return Moments(found, found, moments.owners)

        def bound(instant: int, zone: ZoneInfo, from_below: bool) -> int:
            return at_distance(instant, distance, side, zone, reading, from_below)

        return self._edges(moments, bound, distance)

    def chain(self, boundaries: Moments, distance: Distance) -> Moments:
        """The ends of periods that start where others end."""

        def bound(instant: int, zone: ZoneInfo, from_below: bool) -> int:
            return chained(instant, distance, zone, self.reading, from_below)

        if distance.months and self.zone and self.reading is _CIVIL:
            self._note_rounding(boundaries, distance, self.zone)
        return self._edges(boundaries, bound, distance)

    def _edges(self, moments: Moments, bound: Callable[[int, ZoneInfo, bool], int], distance: Distance) -> Moments:
        if self.zone is None and distance.civil and moments.lo:
            self.missing.append("timezone")
        zone = self.zone if self.zone or distance.civil else zone_info("UTC")
        return Moments.of([edge(moment, bound, zone) for moment in moments.each()], moments.owners)

    def _note_rounding(self, moments: Moments, distance: Distance, zone: ZoneInfo) -> None:
        for at in moments.lo:
            if BEGIN < at < _FINITE:
                day = date_all_hour(at // HOUR, zone) or local_date(at, zone)
                if day.day > 28 and rounds(distance, day):
                    self.rounded.append(day.isoformat())


def _of_posts(calendar: Calendar) -> tuple[Points | None, Sequence[Surface]]:
    """The points that the posts are, and the surface of each; no points if nobody knows which posts there are."""
    posts, knowledge = calendar.posts, calendar.knowledge
    if posts is None:
        return None, ()
    if isinstance(posts, Published) and knowledge.at is None:
        moments = Moments(posts.at, posts.at, posts.owners)
        return Points(moments, moments, None, lambda: [point for post in posts for point in knowledge.points(post)]), posts.surfaces
    points, surfaces = [], []
    for post in posts:
        for point in knowledge.points(post):
            points.append(point)
            surfaces.append((post.label, post.platform, post.format))
    return Points.of(points), surfaces
