"""A window phrase and the facts of the deal → stretches of time, each between two uncertain bounds (part A).

A stretch certainly covers `[start_hi, end_lo)` and possibly `[start_lo, end_hi)`: the MUST and MAY of R18.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import assert_never
from zoneinfo import ZoneInfo

import attrs

from clauselang.resolve.resolved import Clause
from clauselang.resolve.symbols import Place, key
from clauselang.semantics.bounds import Distance, Reading, Side, at_distance, chained, edge, rounds
from clauselang.semantics.clock import BEGIN, END, UNKNOWN, Moment, day_moment, day_of, local_date, start_of_day, when, zone_info
from clauselang.semantics.intervals import IntervalSet
from clauselang.semantics.posts import AnchorPoint, Knowledge, Post, first_or_last
from clauselang.syntax import ast


@attrs.frozen(repr=False)
class Stretch:
    """One interval of a window, with the anchor that causes it (R15)."""

    start: tuple[int, int]
    end: tuple[int, int]
    cause: AnchorPoint | None = None
    certain: bool = True

    @property
    def must(self) -> tuple[int, int]:
        """What is in the window whatever the uncertain facts are."""
        return (self.start[1], self.end[0]) if self.certain else (0, 0)

    @property
    def may(self) -> tuple[int, int]:
        """What can be in the window."""
        return self.start[0], self.end[1]


@attrs.frozen(repr=False)
class Span:
    """A period of the agreement or an event: its first and last bound, each uncertain."""

    start: Moment
    end: Moment


@attrs.frozen(repr=False)
class Calendar:
    """What windows are computed from: the zone, the named periods and events, signing, and the posts.

    `missing` in the maps means unknown. `posts` is `None` when nobody knows which posts there are.
    """

    zone: ZoneInfo | None
    spans: dict[str, Span]
    events: dict[str, Span]
    signing: Moment | None
    posts: tuple[Post, ...] | None
    knowledge: Knowledge
    places: Callable[[Iterable[ast.Surface]], tuple[Place, ...]]
    points: tuple[tuple[Post, list[AnchorPoint]], ...] = attrs.field(init=False)

    @points.default
    def _of_each_post(self) -> tuple[tuple[Post, list[AnchorPoint]], ...]:
        return tuple([(post, self.knowledge.points(post)) for post in self.posts or ()])

    @property
    def planned(self) -> bool:
        """Whether some post has a planned time, of which the creator may have been told late (R10)."""
        return any([post.plans for post in self.posts or ()])  # noqa: C419 -- a list is faster for a few


@attrs.frozen(repr=False)
class Window:
    """The stretches of a clause and what kept them open; `rounded` are the dates at which a month was clamped."""

    stretches: tuple[Stretch, ...]
    missing: tuple[str, ...] = ()
    rounded: tuple[str, ...] = ()

    @property
    def exact(self) -> bool:
        """Whether nothing about it is uncertain, so that MUST and MAY are one."""
        for stretch in self.stretches:
            start, end = stretch.start, stretch.end
            if start[0] != start[1] or end[0] != end[1] or not stretch.certain:
                return False
        return True

    @property
    def must(self) -> IntervalSet:
        """MUST of the whole window."""
        return IntervalSet.of([(stretch.start[1], stretch.end[0]) for stretch in self.stretches if stretch.certain])

    @property
    def may(self) -> IntervalSet:
        """MAY of the whole window."""
        return IntervalSet.of(stretch.may for stretch in self.stretches)


class WindowBuilder:
    """Computes the window of one clause under one reading. `known` is the window of the clause before, if it is computed."""

    def __init__(self, calendar: Calendar, reading: Reading = Reading.CIVIL, known: Window | None = None) -> None:
        self.calendar = calendar
        self.reading = reading
        self.missing: list[str] = list(known.missing) if known else []
        self.rounded: list[str] = list(known.rounded) if known else []

    def window(self, clause: Clause, before: Window | None) -> Window:
        """The window of `clause`; `before` is that of the clause it chains to."""
        stretches = self._stretches(clause, before)
        if clause.at_latest is not None:
            stop = self._day_edge(clause.at_latest, 1)
            stretches = [self._stopped(stretch, stop) for stretch in stretches]
        if not self.missing and not self.rounded:
            return Window(tuple(stretches))
        return Window(tuple(stretches), tuple(dict.fromkeys(self.missing)), tuple(dict.fromkeys(self.rounded)))

    def _stopped(self, stretch: Stretch, stop: Moment) -> Stretch:
        end = min(stretch.end[0], stop.lo), min(stretch.end[1], stop.hi)
        return attrs.evolve(stretch, end=end)

    def _stretches(self, clause: Clause, before: Window | None) -> list[Stretch]:
        window = clause.window
        if before is not None:
            return [self._then(stretch, window, clause.perpetual) for stretch in before.stretches]
        match window:
            case None:
                return [self._from_signing_on()] if clause.perpetual else []
            case ast.Around(before=earlier, after=later, anchor=anchor):
                return self._around(anchor, Distance.of(earlier, "before"), Distance.of(later, "after"))
            case ast.Before(duration=duration, anchor=anchor):
                return self._around(anchor, Distance.of(duration, "before"), None)
            case ast.After(duration=duration, anchor=anchor):
                return self._around(anchor, None, Distance.of(duration, "after"))
            case ast.OnTheDay(anchor=anchor):
                return [self._day(point, anchor) for point, _ in self._points(anchor)]
            case ast.FromTo(start=start, end=end):
                return self._from_to(start, end)
            case ast.During(period=period, after=after):
                return [self._during(self._span(period), after)]
            case ast.Dates(first=first, last=last):
                opening, closing = self._day_edge(first, 0), self._day_edge(last, 1)
                return [Stretch((opening.lo, opening.hi), (closing.lo, closing.hi))]
            case ast.For():
                return []
            case _:
                assert_never(window)

    # One function per form of window.

    def _around(self, anchor: ast.Anchor, earlier: Distance | None, later: Distance | None) -> list[Stretch]:
        """Before, after or on both sides of an anchor; the anchor itself bounds the open side (R3)."""
        found = []
        for first, last in self._points(anchor):
            boundary = not isinstance(anchor, ast.PostAnchor | ast.Signing)
            start = self._bound(first, earlier, "start")
            end = self._chain((last.moment.lo, last.moment.hi), later) if boundary and later else self._bound(last, later, "end")
            if isinstance(anchor, ast.EventAnchor) and earlier is None:
                start = last.moment.lo, last.moment.hi
            if isinstance(anchor, ast.EventAnchor) and later is None:
                end = first.moment.lo, first.moment.hi
            found.append(self._stretch(first, start, end))
        return found

    def _from_to(self, start: ast.Bound, end: ast.Bound | ast.Until | None) -> list[Stretch]:
        """Two bounds: with the same anchor on both sides post by post, else every start with every end."""
        starts = self._edges(start, "start")
        match end:
            case None:
                return [self._stretch(point, at, (END, END)) for point, at in starts]
            case ast.Until():
                stop = self._until(end)
                return [self._stretch(point, at, (stop.lo, stop.hi)) for point, at in starts]
            case ast.Bound():
                ends = self._edges(end, "end")
                if start.at == end.at:
                    return [self._stretch(point, s, e) for (point, s), (_, e) in zip(starts, ends, strict=True)]
                return [self._stretch(point, s, e) for point, s in starts for _, e in ends]
            case _:
                assert_never(end)

    def _day(self, point: AnchorPoint, anchor: ast.Anchor) -> Stretch:
        """The day of an anchor; the end of a period lies on its last day."""
        zero = Distance(0, 0, 0)
        if isinstance(anchor, ast.PeriodEdge) and anchor.edge == "end" and point.moment.lo > BEGIN:
            point = attrs.evolve(point, moment=Moment(point.moment.lo - 1, min(point.moment.hi - 1, END)))
        return self._stretch(point, self._bound(point, zero, "start"), self._bound(point, zero, "end"))

    def _during(self, span: Span, after: ast.Duration | None) -> Stretch:
        end = span.end.lo, span.end.hi
        if after is not None:
            end = self._chain(end, Distance.of(after, "after"))
        return Stretch((span.start.lo, span.start.hi), end)

    def _then(self, stretch: Stretch, window: ast.Window | None, perpetual: bool) -> Stretch:
        """The stage that starts where `stretch` ends (R11)."""
        if isinstance(window, ast.For):
            end = self._chain(stretch.end, Distance.of(window.duration, "after"))
        else:
            end = (END, END) if perpetual else stretch.end
        return Stretch(stretch.end, end, stretch.cause, stretch.certain)

    def _from_signing_on(self) -> Stretch:
        signed = self._signing()
        return Stretch((signed.lo, signed.hi), (END, END), AnchorPoint(signed, "signing"))

    def _stretch(self, point: AnchorPoint, start: tuple[int, int], end: tuple[int, int]) -> Stretch:
        return Stretch(start, end, point, point.certain)

    # Bounds.

    def _bound(self, point: AnchorPoint, distance: Distance | None, side: Side) -> tuple[int, int]:
        """Earliest and latest instant at a distance from an anchor, or of the anchor itself."""
        moment = point.moment
        if distance is None:
            return moment.lo, moment.hi
        if distance.months:
            self._note_rounding(moment, distance)
        if moment.lo == moment.hi and self.calendar.zone is not None:
            at = at_distance(moment.lo, distance, side, self.calendar.zone, self.reading)
            return at, at

        def bound(instant: int, zone: ZoneInfo, from_below: bool) -> int:
            return at_distance(instant, distance, side, zone, self.reading, from_below)

        return self._edge(moment, bound, distance)

    def _chain(self, boundary: tuple[int, int], distance: Distance) -> tuple[int, int]:
        def bound(instant: int, zone: ZoneInfo, from_below: bool) -> int:
            return chained(instant, distance, zone, self.reading, from_below)

        self._note_rounding(Moment(*boundary), distance)
        return self._edge(Moment(*boundary), bound, distance)

    def _edge(self, moment: Moment, bound: Callable[[int, ZoneInfo, bool], int], distance: Distance) -> tuple[int, int]:
        zone = self.calendar.zone
        if zone is None and distance.civil:
            self.missing.append("timezone")
        return edge(moment, bound, zone if zone or distance.civil else zone_info("UTC"))

    def _note_rounding(self, moment: Moment, distance: Distance) -> None:
        zone = self.calendar.zone
        if self.reading is Reading.CIVIL and zone and distance.months and BEGIN < moment.lo < END // 8:
            day = local_date(moment.lo, zone)
            if rounds(distance, day):
                self.rounded.append(day.isoformat())

    def _edges(self, bound: ast.Bound, side: Side) -> list[tuple[AnchorPoint, tuple[int, int]]]:
        """The instants of one end of a `from … to …` window, for each point of its anchor."""
        if isinstance(bound.at, ast.When):
            moment = self._day_edge(bound.at, 0) if bound.at.kind == "date" else self._literal(bound.at)
            return [(AnchorPoint(moment, bound.at.text), (moment.lo, moment.hi))]
        distance = Distance.of(bound.duration, bound.direction) if bound.duration and bound.direction else None
        found = []
        for first, last in self._points(bound.at):
            event = isinstance(bound.at, ast.EventAnchor)
            point = last if (event and (bound.direction == "after" or (distance is None and side == "end"))) else first
            boundary = not isinstance(bound.at, ast.PostAnchor | ast.Signing)
            if boundary and distance and bound.direction == "after" and side == "end":
                found.append((point, self._chain((point.moment.lo, point.moment.hi), distance)))
            else:  # a boundary is between two days, so that a distance back from it is one too
                found.append((point, self._bound(point, distance, "start" if boundary else side)))
        return found

    def _until(self, end: ast.Until) -> Moment:
        if end.preposition == "until":
            return self._literal(end.when)
        return self._day_edge(end.when, 1 if end.preposition == "through" else 0)

    def _literal(self, at: ast.When) -> Moment:
        """A moment written as a boundary is exact to the minute as written (R14)."""
        moment = when(at, self.calendar.zone)
        if at.kind == "local" and self.calendar.zone is None:
            self.missing.append("timezone")
            return moment
        return Moment(moment.lo, moment.lo)

    def _day_edge(self, day: ast.When, later: int) -> Moment:
        """The start of a civil day, or of the day after."""
        date = day_of(day) + timedelta(days=later)
        if self.calendar.zone is None:
            self.missing.append("timezone")
            spread = day_moment(date, None)
            return Moment(spread.lo, spread.hi - 24 * 3_600_000_000)
        start = start_of_day(date, self.calendar.zone)
        return Moment(start, start)

    # Anchors.

    def _points(self, anchor: ast.Anchor) -> list[tuple[AnchorPoint, AnchorPoint]]:
        """The points of an anchor; an event has a first and a last one."""
        match anchor:
            case ast.PostAnchor():
                return [(point, point) for point in self._posts(anchor)]
            case ast.Signing():
                point = AnchorPoint(self._signing(), "signing")
                return [(point, point)]
            case ast.PeriodEdge(edge=which, period=period):
                span = self._span(period)
                name = period if isinstance(period, str) else period.text
                point = AnchorPoint(span.start if which == "start" else span.end, f"the {which} of the {name}")
                return [(point, point)]
            case ast.EventAnchor(name=name):
                span = self._span(name)
                return [(AnchorPoint(span.start, name.text), AnchorPoint(span.end, name.text))]
            case _:
                assert_never(anchor)

    def _posts(self, anchor: ast.PostAnchor) -> list[AnchorPoint]:
        if self.calendar.posts is None:
            self.missing.append("posts")
            return [AnchorPoint(UNKNOWN, f"{anchor.which} post", certain=False)]
        places = self.calendar.places(anchor.surfaces)
        points: list[AnchorPoint] = []
        for post, its_points in self.calendar.points:
            if not places or post.is_on(places):
                points += its_points
        for point in points:
            if not point.certain:
                self.missing.append("posts")
                break
        if not points:
            return []
        return points if anchor.which == "each" else [first_or_last(points, anchor.which == "last")]

    def _signing(self) -> Moment:
        if self.calendar.signing is None:
            self.missing.append("signing")
            return UNKNOWN
        return self.calendar.signing

    def _span(self, period: str | ast.Name) -> Span:
        name = period if isinstance(period, str) else key(period.text)
        span = (self.calendar.spans if isinstance(period, str) else self.calendar.events).get(name)
        if span is None:
            self.missing.append(name)
            return Span(UNKNOWN, UNKNOWN)
        return span
