"""One end of a window → how it is said: day wording for calendar units, moment wording for hours.

A period or an event starts and ends at midnight. What is counted from there is said as a period that starts or ends
there (rule T.4), not by a day that the reader would count again.
"""

from __future__ import annotations

from typing import Literal, TypeAlias, assert_never

import attrs

from clauselang.prose.scope import filter_of
from clauselang.prose.tree import Day, Figure, Length, Quoted, Say, say
from clauselang.resolve.resolved import Resolved
from clauselang.syntax import ast

Side: TypeAlias = Literal["start", "end"]


def is_calendar(duration: ast.Duration) -> bool:
    """Whether it counts days of the calendar; a duration with hours in it runs from moment to moment."""
    return all(unit != "hour" for _, unit in duration.parts)


def period(of: ast.PeriodName | ast.Name) -> Say:
    """The Term, the Campaign, the Usage Period or an event."""
    return say("period.event", ev=Quoted(of.text)) if isinstance(of, ast.Name) else say(f"period.{of}")


def when(node: ast.When) -> Say:
    """A date, or a time of day with its date and zone."""
    day, _, clock = node.text.partition("T")
    if node.kind == "date":
        return say("when.date", day=Day(day))
    if node.kind == "local":
        return say("when.local", time=Figure(clock), day=Day(day))
    if clock.endswith("Z"):
        return say("when.utc", time=Figure(clock[:-1]), day=Day(day))
    return say("when.instant", time=Figure(clock[:-6]), day=Day(day), offset=Figure(clock[-6:].replace("-", "−")))


@attrs.define
class Posts:
    """Says `each post` in full the first time and `that Post` from then on."""

    resolved: Resolved
    each: tuple[ast.PostAnchor, ...] = ()
    said: int = 0

    def anchor(self, node: ast.Anchor) -> Say:
        """What a window is counted from."""
        match node:
            case ast.PostAnchor(which="each"):
                return self._each(node)
            case ast.PostAnchor(which=which):
                return say(f"anchor.{which}", f=self.filter(node))
            case ast.Signing():
                return say("anchor.signing")
            case ast.PeriodEdge(edge="start", period=of):
                return say("anchor.starts", p=period(of))
            case ast.PeriodEdge(period=of):
                return say("anchor.ends", p=period(of))
            case ast.EventAnchor(name=name):
                return say("anchor.event", ev=Quoted(name.text))
            case _:
                assert_never(node)

    def _each(self, node: ast.PostAnchor) -> Say:
        if len(self.each) == 2:
            return say("anchor.former" if node == self.each[0] else "anchor.latter")
        self.said += 1
        return say("anchor.each", f=self.filter(node)) if self.said == 1 else say("anchor.that")

    def filter(self, node: ast.PostAnchor) -> Say:
        """Which posts an anchor counts."""
        return filter_of(node.surfaces, self.resolved.symbols)


def each_in(*bounds: ast.Bound | ast.Until | None) -> tuple[ast.PostAnchor, ...]:
    """The different `each post` anchors of a window."""
    found: list[ast.PostAnchor] = []
    for bound in bounds:
        at = bound.at if isinstance(bound, ast.Bound) else None
        if isinstance(at, ast.PostAnchor) and at.which == "each" and at not in found:
            found.append(at)
    return tuple(found)


def bound(node: ast.Bound, side: Side, posts: Posts) -> Say:
    """The first instant of a window, or its end."""
    at = node.at
    if isinstance(at, ast.When):
        date = "day" if side == "start" else "date"
        return say(f"{side}.{date}", day=Day(at.text)) if at.kind == "date" else say(f"{side}.moment", w=when(at))
    if isinstance(at, ast.EventAnchor):
        return _of_event(node, at, side)
    if node.duration is None:
        return say(f"{side}.at", a=posts.anchor(at))
    if isinstance(at, ast.PeriodEdge) and is_calendar(node.duration):
        chained = _chained(at, side, node.direction)
        if chained:
            return say(chained, d=Length(node.duration), p=period(at.period))
    return say(f"{side}.{_by(node)}", d=Length(node.duration), a=posts.anchor(at))


def _by(node: ast.Bound) -> str:
    """`before`, `after`, or the same in hours."""
    assert node.duration and node.direction
    return node.direction if is_calendar(node.duration) else f"hours_{node.direction}"


def _chained(edge: ast.PeriodEdge, side: Side, direction: Literal["before", "after"] | None) -> str | None:
    """How a distance from the start or the end of a period is said, if not by its day."""
    if edge.edge == "end":
        return f"{side}.chain_{direction}"
    return "end.chain_start" if side == "end" and direction == "after" else None


def _of_event(node: ast.Bound, event: ast.EventAnchor, side: Side) -> Say:
    """A bound at an event: before it from its start, after it from its end."""
    ev = Quoted(event.name.text)
    if node.duration is None:
        return say(f"{side}.event", ev=ev)
    d = Length(node.duration)
    if not is_calendar(node.duration):
        return say(f"{side}.event_{_by(node)}", d=d, ev=ev)
    if node.direction == "after":
        return say(f"{side}.event_chain", d=d, ev=ev)
    return say(f"{side}.before", d=d, a=say("anchor.event", ev=ev))


def until(node: ast.Until) -> Say:
    """The end of a window that is given as a date or a moment."""
    match node.preposition:
        case "through":
            return say("end.through", day=Day(node.when.text))
        case "before":
            return say("end.before_day", day=Day(node.when.text))
        case "until":
            return say("end.date", day=Day(node.when.text)) if node.when.kind == "date" else say("end.moment", w=when(node.when))
        case _:
            assert_never(node.preposition)
