"""What several rules about time ask: moments as written, what windows count from, lengths compared whatever the facts are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import attrs

from clauselang.lint.rule import Context, once, once_each
from clauselang.resolve.resolved import Clause, Deliverable
from clauselang.semantics.bounds import Distance
from clauselang.semantics.clock import BEGIN, END, Moment, SkippedTime, day_of, to_datetime, when, zone_info
from clauselang.semantics.norm import Chain, Norm
from clauselang.semantics.plan import Plan
from clauselang.semantics.posts import AnchorPoint, Post, first_or_last
from clauselang.semantics.window import NEVER, Calendar, Window
from clauselang.syntax import ast

Direction = Literal["before", "after"]


# Facts.


@once
def zone_of(context: Context) -> ZoneInfo | None:
    """The zone of the agreement."""
    return zone_info(context.deal.timezone) if context.deal and context.deal.timezone else None


@once_each
def moment_of(context: Context, node: ast.When | None) -> Moment | None:
    """The moment of a date or time in the file; `None` if there is none, or none that the clocks show."""
    if node is None:
        return None
    try:
        return when(node, zone_of(context))
    except SkippedTime:
        return None


@once
def calendar_of(context: Context) -> Calendar | None:
    """What the windows of the file are computed from, if it has clauses and an agreement."""
    return context.norms[0].chain.calendar if context.norms and context.deal else None


def signing_of(context: Context) -> Moment | None:
    """When the agreement was signed."""
    return moment_of(context, context.deal.signed) if context.deal else None


def posts_of(context: Context) -> tuple[Deliverable, ...]:
    """The posts that the agreement owes."""
    return context.deal.posts if context.deal else ()


def events_of(post: Deliverable, what: str) -> list[ast.PostEvent]:
    """What happened to a post, of one sort."""
    return [event for event in post.node.events if isinstance(event, ast.PostEvent) and event.what == what]


def plans_of(post: Deliverable) -> list[ast.Planned]:
    """The plans of a post, the first one first."""
    return [event for event in post.node.events if isinstance(event, ast.Planned)]


def time_of(post: Deliverable) -> ast.When | None:
    """When a post is out, or is to be out as it was planned last."""
    published, plans = events_of(post, "published"), plans_of(post)
    cancelled = any(isinstance(event, ast.PostState) and event.what == "cancelled" for event in post.node.events)
    return published[0].when if published else plans[-1].when if plans and not cancelled else None


def day_after(period: ast.Period) -> date:
    """The first day that is not in a period any more."""
    if period.last is not None:
        return day_of(period.last) + timedelta(days=1)
    return length(period.length).from_day(day_of(period.first), round_up=True)


# Windows.


def distances(clause: Clause) -> Iterator[tuple[ast.Anchor, ast.Duration, Direction]]:
    """Every length in the window of a clause, with what it counts from and to which side."""
    match clause.window:
        case ast.Around(before=before, after=after, anchor=anchor):
            yield anchor, before, "before"
            yield anchor, after, "after"
        case ast.Before(duration=duration, anchor=anchor):
            yield anchor, duration, "before"
        case ast.After(duration=duration, anchor=anchor):
            yield anchor, duration, "after"
        case ast.FromTo(start=start, end=end):
            for bound in (start, end):
                if isinstance(bound, ast.Bound) and not isinstance(bound.at, ast.When) and bound.duration and bound.direction:
                    yield bound.at, bound.duration, bound.direction
        case _:
            pass


def sides(context: Context) -> Iterator[tuple[Clause, ast.Around | ast.Before | ast.After]]:
    """Windows that count from one anchor, to one side or to both."""
    for clause in context.clauses:
        if isinstance(clause.window, ast.Around | ast.Before | ast.After):
            yield clause, clause.window


@once_each
def points(context: Context, anchor: ast.Anchor) -> list[AnchorPoint]:
    """The posts or the signing that an anchor stands for."""
    calendar = calendar_of(context)
    if calendar is None:
        return []
    match anchor:
        case ast.Signing():
            return [AnchorPoint(calendar.signing, "signing")] if calendar.signing else []
        case ast.PostAnchor(which=which, surfaces=surfaces):
            places = calendar.places(surfaces)
            found = [point for post, own in _posted(context) if post.is_on(places) for point in own]
            return found if which == "each" or not found else [first_or_last(found, which == "last")]
        case _:
            return []


@once
def _posted(context: Context) -> list[tuple[Post, list[AnchorPoint]]]:
    """Every post of the agreement with the times that it counts from."""
    calendar = calendar_of(context)
    return [(post, calendar.knowledge.points(post)) for post in calendar.posts or ()] if calendar else []


@once
def counted(context: Context) -> dict[Moment, list[Clause]]:
    """The times of posts that windows count from, each with the clauses that do."""
    found: dict[Moment, list[Clause]] = {}
    for clause in context.clauses:
        moments: set[Moment] = set()
        for anchor in context.within(clause.window, ast.PostAnchor) if clause.window else ():
            moments.update(point.moment for point in points(context, anchor))
        for moment in moments:
            found.setdefault(moment, []).append(clause)
    return found


def clauses_from(context: Context, node: ast.When, found: dict[Moment, list[Clause]]) -> list[Clause]:
    """The clauses that count from this time of a post."""
    moment = moment_of(context, node)
    return found.get(moment, []) if moment else []


def numbers(clauses: list[Clause]) -> str:
    """`clause 1.1`, `clauses 1.1 and 2.1`."""
    listed = [clause.number for clause in clauses]
    return f"clause {listed[0]}" if len(listed) == 1 else f"clauses {', '.join(listed[:-1])} and {listed[-1]}"


@once_each
def unstopped(_: Context, norm: Norm) -> Window:
    """The window of a clause without its long stop."""
    calendar = norm.chain.calendar
    *before, last = norm.chain.plans
    free = Plan.of(attrs.evolve(last.clause, at_latest=None), calendar.places)
    try:
        return Chain((*before, free), calendar).window()
    except SkippedTime:
        return NEVER


def is_known(window: Window) -> bool:
    """Whether nothing about a window is open or only planned."""
    return not window.missing and all(s.certain and not (s.cause and s.cause.provisional) for s in window.stretches)


def finite(instant: int) -> bool:
    """Whether an instant is neither since ever nor for ever."""
    return BEGIN < instant < END


def wall(instant: int, zone: ZoneInfo | None, offset: bool = False) -> str:
    """What the clocks of a zone show, such as `2026-03-29 16:00 (+02:00)`."""
    local = to_datetime(instant, zone)
    shift = local.strftime("%z")
    return f"{local:%Y-%m-%d %H:%M}" + (f" ({shift[:3]}:{shift[3:5]})" if offset else "" if zone else " UTC")


def days(instant: int, zone: ZoneInfo | None) -> str:
    """The last civil day before the end of a window, or the day it lies in."""
    return f"{to_datetime(instant, zone) - timedelta(microseconds=1):%Y-%m-%d}"


# Lengths.

# The fewest and the most days of so many months, over 400 years and in both directions.
_DAYS = {1: (28, 31), 2: (59, 62), 3: (89, 92), 6: (181, 184), 12: (365, 366)}


def civil(duration: ast.Duration) -> bool:
    """Whether a length is counted on the calendar and not with a stopwatch."""
    return all(unit != "hour" for _, unit in duration.parts)


def length(duration: ast.Duration | None) -> Distance:
    """A length without a direction; no length is none at all."""
    return Distance.of(duration, "after") if duration else Distance(0, 0, 0)


def never_longer(a: Distance, b: Distance) -> bool:
    """Whether `a` reaches no further than `b` from any anchor, clock changes of an hour included; `False` for "it depends"."""
    if a.hours and b.hours:
        return not (a.days or a.months or b.days or b.months) and a.hours <= b.hours
    if a.hours:
        return not (a.days or a.months) and a.hours <= 24 * _in_days(b)[0] - 1
    if b.hours:
        return not (b.days or b.months) and b.hours >= 24 * (_in_days(a)[1] + 1) + 1
    return (a.months <= b.months and a.days <= b.days) or _in_days(a)[1] <= _in_days(b)[0]


def _in_days(distance: Distance) -> tuple[int, int]:
    least, most = _DAYS.get(distance.months, (28 * distance.months, 31 * distance.months))
    return distance.days + least, distance.days + most
