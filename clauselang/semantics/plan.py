"""A window phrase → a plan: all about it that no fact changes, worked out once; and a plan with the facts of a deal → its window.

One file of clauses serves a hundred thousand deals. What a phrase says (its form, distances, anchors, surfaces) is looked
at when the plan is made; what is left for each deal is to find the anchors and to count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from functools import lru_cache
from typing import TypeAlias, assert_never
from zoneinfo import ZoneInfo

import attrs

from clauselang.resolve.resolved import Clause
from clauselang.resolve.symbols import Place, key
from clauselang.semantics.bounds import Distance, Reading, Side, at_distance, chained, edge, rounds
from clauselang.semantics.clock import (
    BEGIN,
    END,
    HOUR,
    UNKNOWN,
    Moment,
    day_moment,
    day_of,
    local_date,
    start_of_day,
    when,
    zone_info,
)
from clauselang.semantics.posts import AnchorPoint, first_or_last, stands_on
from clauselang.semantics.window import Calendar, Span, Stretch, Window
from clauselang.syntax import ast

_ZERO = Distance(0, 0, 0)
_EVER = Moment(END, END)


class Reckoning:
    """Computes windows from one calendar under one reading, and notes what it does not find."""

    def __init__(self, calendar: Calendar, reading: Reading = Reading.CIVIL) -> None:
        self.calendar = calendar
        self.zone = calendar.zone
        self.reading = reading
        self.missing: list[str] = []
        self.rounded: list[str] = []
        of = calendar.knowledge.points
        self.points = [point for post in calendar.posts or () for point in of(post)]

    def window(self, plan: Plan, before: Window | None = None) -> Window:
        """The window of a clause; `before` is that of the clause whose end starts it. What kept that one open keeps this one."""
        self.missing, self.rounded = ([*before.missing], [*before.rounded]) if before else ([], [])
        stretches = plan.stretches(self) if before is None else [plan.then(self, stretch) for stretch in before.stretches]
        if plan.clause.at_latest is not None:
            stop = self.day_edge(plan.clause.at_latest, 1)
            stretches = [_stopped(stretch, stop) for stretch in stretches]
        if not self.missing and not self.rounded:
            return Window.of(stretches)
        return Window.of(stretches, tuple(dict.fromkeys(self.missing)), tuple(dict.fromkeys(self.rounded)))

    # Facts.

    def signing(self) -> Moment:
        """When the agreement was signed."""
        if self.calendar.signing is None:
            self.missing.append("signing")
            return UNKNOWN
        return self.calendar.signing

    def span(self, period: str | ast.Name) -> Span:
        """The time of a period of the agreement, or of an event by its name."""
        name = period if isinstance(period, str) else key(period.text)
        span = (self.calendar.spans if isinstance(period, str) else self.calendar.events).get(name)
        if span is None:
            self.missing.append(name)
            return Span(UNKNOWN, UNKNOWN)
        return span

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

    def bound(self, moment: Moment, distance: Distance | None, side: Side) -> Moment:
        """Earliest and latest instant at a distance from a moment, or the moment itself."""
        if distance is None:
            return moment
        if distance.months:
            self._note_rounding(moment, distance)
        reading, zone = self.reading, self.zone
        if moment.lo == moment.hi and zone is not None:
            at = at_distance(moment.lo, distance, side, zone, reading)
            return Moment(at, at)

        def bound(instant: int, zone: ZoneInfo, from_below: bool) -> int:
            return at_distance(instant, distance, side, zone, reading, from_below)

        return self._edge(moment, bound, distance)

    def chain(self, boundary: Moment, distance: Distance) -> Moment:
        """The end of a period that starts where another ends."""

        def bound(instant: int, zone: ZoneInfo, from_below: bool) -> int:
            return chained(instant, distance, zone, self.reading, from_below)

        self._note_rounding(boundary, distance)
        return self._edge(boundary, bound, distance)

    def _edge(self, moment: Moment, bound: Callable[[int, ZoneInfo, bool], int], distance: Distance) -> Moment:
        if self.zone is None and distance.civil:
            self.missing.append("timezone")
        return Moment(*edge(moment, bound, self.zone if self.zone or distance.civil else zone_info("UTC")))

    def _note_rounding(self, moment: Moment, distance: Distance) -> None:
        if self.reading is Reading.CIVIL and self.zone and distance.months and BEGIN < moment.lo < END // 8:
            day = local_date(moment.lo, self.zone)
            if day.day > 28 and rounds(distance, day):
                self.rounded.append(day.isoformat())


def _stopped(stretch: Stretch, stop: Moment) -> Stretch:
    return stretch._replace(end=Moment(min(stretch.end.lo, stop.lo), min(stretch.end.hi, stop.hi)))


# What a plan is made of: functions of the facts.
Places: TypeAlias = Callable[[Iterable[ast.Surface]], tuple[Place, ...]]
Stretches: TypeAlias = Callable[[Reckoning], list[Stretch]]
Points: TypeAlias = Callable[[Reckoning], Sequence[tuple[AnchorPoint, AnchorPoint]]]  # an event has a first and a last one
Edges: TypeAlias = Callable[[Reckoning], list[tuple[AnchorPoint, Moment]]]
Then: TypeAlias = Callable[[Reckoning, Stretch], Stretch]


@attrs.frozen(repr=False, eq=False)
class Plan:
    """The plan of one clause: its own stretches, or the stage that starts where a stretch of the clause before it ends."""

    clause: Clause
    stretches: Stretches
    then: Then

    @classmethod
    def of(cls, clause: Clause, places: Places) -> Plan:
        """Work out what the window of a clause says; `places` knows what surfaces name."""
        return cls(clause, _stretches(clause, places), _then(clause))


def _stretches(clause: Clause, places: Places) -> Stretches:
    window = clause.window
    match window:
        case None:
            return _from_signing_on if clause.perpetual else lambda _: []
        case ast.Around(before=earlier, after=later, anchor=anchor):
            return _around(anchor, Distance.of(earlier, "before"), Distance.of(later, "after"), places)
        case ast.Before(duration=duration, anchor=anchor):
            return _around(anchor, Distance.of(duration, "before"), None, places)
        case ast.After(duration=duration, anchor=anchor):
            return _around(anchor, None, Distance.of(duration, "after"), places)
        case ast.OnTheDay(anchor=anchor):
            return _on_the_day(anchor, places)
        case ast.FromTo(start=start, end=end):
            return _from_to(start, end, places)
        case ast.During(period=period, after=after):
            return _during(period, after)
        case ast.Dates(first=first, last=last):
            return lambda facts: [Stretch(facts.day_edge(first, 0), facts.day_edge(last, 1))]
        case ast.For():
            return lambda _: []
        case _:
            assert_never(window)


# One function per form of window.


def _around(anchor: ast.Anchor, earlier: Distance | None, later: Distance | None, places: Places) -> Stretches:
    """Before, after or on both sides of an anchor; the anchor itself bounds the open side (R3)."""
    points = _points(anchor, places)
    boundary = not isinstance(anchor, ast.PostAnchor | ast.Signing)
    event = isinstance(anchor, ast.EventAnchor)

    def stretches(facts: Reckoning) -> list[Stretch]:
        found = []
        for first, last in points(facts):
            start = last.moment if event and earlier is None else facts.bound(first.moment, earlier, "start")
            end = facts.chain(last.moment, later) if boundary and later else facts.bound(last.moment, later, "end")
            if event and later is None:
                end = first.moment
            found.append(Stretch(start, end, first, first.certain))
        return found

    return stretches


def _from_to(start: ast.Bound, end: ast.Bound | ast.Until | None, places: Places) -> Stretches:
    """Two bounds: with the same anchor on both sides post by post, else every start with every end."""
    starts = _edges(start, "start", places)
    ends = _edges(end, "end", places) if isinstance(end, ast.Bound) else _stop(end)
    if isinstance(end, ast.Bound) and _identity(start.at, places) == _identity(end.at, places):

        def pairs(facts: Reckoning) -> list[Stretch]:
            both = zip(starts(facts), ends(facts), strict=True)
            return [Stretch(opens, closes, point, point.certain) for (point, opens), (_, closes) in both]

        return pairs

    def stretches(facts: Reckoning) -> list[Stretch]:
        opening, closing = starts(facts), ends(facts)
        return [Stretch(opens, closes, point, point.certain) for point, opens in opening for _, closes in closing]

    return stretches


def _on_the_day(anchor: ast.Anchor, places: Places) -> Stretches:
    """The day of an anchor; the end of a period lies on its last day."""
    points = _points(anchor, places)
    before = isinstance(anchor, ast.PeriodEdge) and anchor.edge == "end"

    def stretches(facts: Reckoning) -> list[Stretch]:
        found = []
        for point, _ in points(facts):
            lo, hi = point.moment
            if before and lo > BEGIN:
                point = point._replace(moment=Moment(lo - 1, min(hi - 1, END)))
            opens, closes = facts.bound(point.moment, _ZERO, "start"), facts.bound(point.moment, _ZERO, "end")
            found.append(Stretch(opens, closes, point, point.certain))
        return found

    return stretches


def _during(period: str | ast.Name, after: ast.Duration | None) -> Stretches:
    distance = Distance.of(after, "after") if after is not None else None

    def stretches(facts: Reckoning) -> list[Stretch]:
        span = facts.span(period)
        return [Stretch(span.start, facts.chain(span.end, distance) if distance is not None else span.end)]

    return stretches


def _from_signing_on(facts: Reckoning) -> list[Stretch]:
    signed = facts.signing()
    return [Stretch(signed, _EVER, AnchorPoint(signed, "signing"))]


def _then(clause: Clause) -> Then:
    """The stage that starts where a stretch ends (R11)."""
    window = clause.window
    distance = Distance.of(window.duration, "after") if isinstance(window, ast.For) else None

    def then(facts: Reckoning, stretch: Stretch) -> Stretch:
        end = stretch.end
        if distance is not None:
            end = facts.chain(stretch.end, distance)
        elif clause.perpetual:
            end = _EVER
        return Stretch(stretch.end, end, stretch.cause, stretch.certain)

    return then


# The ends of a `from … to …` window.


def _edges(bound: ast.Bound, side: Side, places: Places) -> Edges:
    """The instants of one end, for each point of its anchor."""
    at = bound.at
    if isinstance(at, ast.When):
        return _literal(at, bool(at.kind == "date"))
    points = _points(at, places)
    distance = Distance.of(bound.duration, bound.direction) if bound.duration and bound.direction else None
    is_after = bound.direction == "after"
    by_last = isinstance(at, ast.EventAnchor) and (is_after or (distance is None and side == "end"))
    boundary = not isinstance(at, ast.PostAnchor | ast.Signing)
    if boundary and side == "end" and is_after and distance:
        chained = distance
        return lambda facts: [(pair[by_last], facts.chain(pair[by_last].moment, chained)) for pair in points(facts)]
    # A boundary is between two days, so that a distance back from it is one too.
    towards: Side = "start" if boundary else side
    return lambda facts: [(pair[by_last], facts.bound(pair[by_last].moment, distance, towards)) for pair in points(facts)]


def _literal(at: ast.When, is_day: bool) -> Edges:
    def edges(facts: Reckoning) -> list[tuple[AnchorPoint, Moment]]:
        moment = facts.day_edge(at, 0) if is_day else facts.literal(at)
        return [(AnchorPoint(moment, at.text), moment)]

    return edges


def _stop(end: ast.Until | None) -> Edges:
    """An end that is a moment or a date, or none at all."""
    if end is None:
        return lambda _: [(AnchorPoint(_EVER, ""), _EVER)]
    if end.preposition == "until":
        return _literal(end.when, False)
    later = 1 if end.preposition == "through" else 0

    def edges(facts: Reckoning) -> list[tuple[AnchorPoint, Moment]]:
        moment = facts.day_edge(end.when, later)
        return [(AnchorPoint(moment, end.when.text), moment)]

    return edges


# Anchors.


def _identity(anchor: ast.Anchor | ast.When, places: Places) -> object:
    """What an anchor stands for, however it is spelled."""
    match anchor:
        case ast.PostAnchor(which=which, surfaces=surfaces):
            return which, frozenset(places(surfaces))
        case ast.PeriodEdge(edge=which, period=period):
            return which, period if isinstance(period, str) else (key(period.text),)
        case ast.EventAnchor(name=name):
            return (key(name.text),)
        case _:
            return anchor


def _points(anchor: ast.Anchor, places: Places) -> Points:
    """The points of an anchor."""
    match anchor:
        case ast.PostAnchor():
            return _posts(anchor, places(anchor.surfaces))
        case ast.Signing():
            return lambda facts: [(point := AnchorPoint(facts.signing(), "signing"), point)]
        case ast.PeriodEdge(edge=which, period=period):
            label = f"the {which} of the {period if isinstance(period, str) else period.text}"

            def edge_of(facts: Reckoning) -> list[tuple[AnchorPoint, AnchorPoint]]:
                span = facts.span(period)
                point = AnchorPoint(span.start if which == "start" else span.end, label)
                return [(point, point)]

            return edge_of
        case ast.EventAnchor(name=name):

            def both(facts: Reckoning) -> list[tuple[AnchorPoint, AnchorPoint]]:
                span = facts.span(name)
                return [(AnchorPoint(span.start, name.text), AnchorPoint(span.end, name.text))]

            return both
        case _:
            assert_never(anchor)


def _posts(anchor: ast.PostAnchor, places: tuple[Place, ...]) -> Points:
    nobody_knows = AnchorPoint(UNKNOWN, f"{anchor.which} post", certain=False)
    each, last = anchor.which == "each", anchor.which == "last"

    @lru_cache(maxsize=1024)
    def is_meant(platform: str | None, form: str | None) -> bool:
        return stands_on(platform, form, places)

    def points(facts: Reckoning) -> list[tuple[AnchorPoint, AnchorPoint]]:
        if facts.calendar.posts is None:
            facts.missing.append("posts")
            return [(nobody_knows, nobody_knows)]
        found = facts.points
        if places:
            found = [point for point in found if (post := point.post) and is_meant(post.platform, post.format)]
        if not found:
            return []
        if not all([point.certain for point in found]):  # noqa: C419 -- a list is faster for a few
            facts.missing.append("posts")
        if each:
            return [(point, point) for point in found]
        point = first_or_last(found, last)
        return [(point, point)]

    return points
