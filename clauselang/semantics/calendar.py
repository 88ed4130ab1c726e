"""The facts of the deal → what windows are computed from: zone, periods, events, signing, posts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.resolve.resolved import Deal, Deliverable
from clauselang.resolve.symbols import Place
from clauselang.semantics.bounds import Distance, Reading, chained, edge
from clauselang.semantics.clock import BEGIN, HOUR, Moment, SkippedTime, day_moment, day_of, start_of_day, when, zone_info
from clauselang.semantics.posts import Knowledge, Post, Published, from_deliverable
from clauselang.semantics.window import Calendar, Span
from clauselang.source import Span as SourceSpan
from clauselang.syntax import ast


def calendar(
    deal: Deal | None, as_of: int | None, diagnostics: list[Diagnostic], places: Callable[[Iterable[ast.Surface]], tuple[Place, ...]]
) -> Calendar:
    """Collect all facts but the posts; a local time that does not exist is reported and left unknown."""
    if deal is None:
        return Calendar(None, {}, {}, None, None, Knowledge(as_of), places)
    zone = zone_info(deal.timezone) if deal.timezone else None
    events = {name: _days(event.first, event.last or event.first, zone) for name, event in deal.events.items()}
    shared = Calendar(zone, {}, events, None, (), Knowledge(as_of), places)
    return dated(shared, deal.signed, deal.periods, deal.ended, diagnostics)


def dated(
    shared: Calendar, signed: ast.When | None, periods: Mapping[str, ast.Period], ended: ast.Ended | None, diagnostics: list[Diagnostic]
) -> Calendar:
    """A calendar with its signing and its periods, of which an early end cuts the term."""
    zone = shared.zone
    signing = _moment(signed, zone, diagnostics)
    spans = {name: _period(period, zone) for name, period in periods.items()}
    if ended and "term" in spans:
        spans["term"] = _cut(spans["term"], _moment(ended.when, zone, diagnostics))
    knowledge = Knowledge(shared.knowledge.at, signing.lo if signing else BEGIN)
    return shared._replace(spans=spans, signing=signing, knowledge=knowledge)


def with_posts(facts: Calendar, posts: Sequence[Post]) -> Calendar:
    """The calendar with the posts. One that is still owed comes after signing and after every post that is out by then."""
    zone, spans, events, signing, _, (at, floor), places = facts
    if at is None:  # at a moment of knowledge what is still owed comes after that moment, and so after all that was out
        out: Sequence[int] = posts.at if isinstance(posts, Published) else [post.published.lo for post in posts if post.published]
        floor = max(floor, max(out)) if out else floor
    return Calendar(zone, spans, events, signing, posts, Knowledge(at, floor), places)


def declared(deliverables: Iterable[Deliverable], zone: ZoneInfo | None, diagnostics: list[Diagnostic]) -> tuple[Post, ...]:
    """The posts of the agreement; one with a local time that does not exist is reported and left out."""
    found = []
    for deliverable in deliverables:
        try:
            found.append(from_deliverable(deliverable, zone))
        except SkippedTime as error:
            diagnostics.append(skipped(deliverable.node.span, error))
    return tuple(found)


def _moment(node: ast.When | None, zone: ZoneInfo | None, diagnostics: list[Diagnostic]) -> Moment | None:
    if node is None:
        return None
    try:
        return when(node, zone)
    except SkippedTime as error:
        diagnostics.append(skipped(node.span, error))
        return None


def skipped(span: SourceSpan | None, error: SkippedTime) -> Diagnostic:
    """What is said of a local time that does not exist."""
    return Diagnostic("M312", span, str(error), help="write another time, or add its offset")


def _days(first: ast.When, last: ast.When, zone: ZoneInfo | None) -> Span:
    """From the start of the first day to the end of the last."""
    return Span(_start(first, 0, zone), _start(last, 1, zone))


def _start(node: ast.When, later: int, zone: ZoneInfo | None) -> Moment:
    day = day_of(node) + timedelta(days=later)
    if zone is None:
        spread = day_moment(day, None)
        return Moment(spread.lo, spread.hi - 24 * HOUR)
    at = start_of_day(day, zone)
    return Moment(at, at)


def _period(period: ast.Period, zone: ZoneInfo | None) -> Span:
    """A period by its dates, or by its first date and a length whose first day counts (R12)."""
    if period.last is not None:
        return _days(period.first, period.last, zone)
    assert period.length is not None
    start = _start(period.first, 0, zone)
    distance = Distance.of(period.length, "after")

    def bound(instant: int, in_zone: ZoneInfo, from_below: bool) -> int:
        return chained(instant, distance, in_zone, Reading.CIVIL, from_below)

    return Span(start, Moment(*edge(start, bound, zone)))


def _cut(span: Span, ended: Moment | None) -> Span:
    """Early termination cuts the term at its instant (R12)."""
    if ended is None:
        return span
    return Span(span.start, Moment(min(span.end.lo, ended.lo), min(span.end.hi, ended.hi)))
