"""A window phrase → a plan: all about it that no fact changes, worked out once; and a plan with the facts of a deal → its window.

One file of clauses serves a hundred thousand deals. What a phrase says (its form, distances, anchors, surfaces) is looked
at when the plan is made; what is left for each deal is to find the anchors and to count, for all its posts at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import compress
from typing import TypeAlias, assert_never

import attrs

from clauselang.resolve.resolved import Clause
from clauselang.resolve.symbols import Place, key
from clauselang.semantics.bounds import Distance, Side
from clauselang.semantics.clock import BEGIN, END, UNKNOWN, Moment, Moments
from clauselang.semantics.posts import AnchorPoint, Surface, first_or_last, stands_on
from clauselang.semantics.reckoning import Points, Reckoning
from clauselang.semantics.window import NOTHING, Stretches, Window
from clauselang.syntax import ast

_ZERO = Distance(0, 0, 0)
_NEVER_ENDS = Moment(END, END)

# What a plan is made of: functions of the facts.
Places: TypeAlias = Callable[[Iterable[ast.Surface]], tuple[Place, ...]]
Finding: TypeAlias = Callable[[Reckoning], Stretches]
Anchors: TypeAlias = Callable[[Reckoning], Points]
Edges: TypeAlias = Callable[[Reckoning], tuple[Points, Moments]]
Then: TypeAlias = Callable[[Reckoning, Stretches], Stretches]


@attrs.frozen(repr=False, eq=False)
class Plan:
    """The plan of one clause: its own stretches, or the stages that start where the window of the clause before it ends."""

    clause: Clause
    stretches: Finding
    then: Then

    @classmethod
    def of(cls, clause: Clause, places: Places) -> Plan:
        """Work out what the window of a clause says; `places` knows what surfaces name."""
        return cls(clause, _stretches(clause, places), _then(clause))

    def window(self, facts: Reckoning, before: Window | None = None) -> Window:
        """The window; `before` is that of the clause whose end starts it. What kept that one open keeps this one."""
        facts.missing, facts.rounded = ([*before.missing], [*before.rounded]) if before else ([], [])
        return Window.of(self.found(facts, before.columns if before else None), facts.missing, facts.rounded)

    def found(self, facts: Reckoning, before: Stretches | None = None) -> Stretches:
        """The stretches of the window: of the agreement, or of each of many whose facts stand behind one another."""
        found = self.stretches(facts) if before is None else self.then(facts, before)
        if self.clause.at_latest is None:
            return found
        return found._replace(ends=_stopped(found.ends, facts.day_edge(self.clause.at_latest, 1)))


def _stopped(ends: Moments, stop: Moment) -> Moments:
    lo = [min(end, stop.lo) for end in ends.lo]
    return Moments(lo, lo if ends.exact and stop.exact else [min(end, stop.hi) for end in ends.hi], ends.owners)


def _one(moment: Moment) -> Moments:
    return Moments.of((moment,))


def _stretches(clause: Clause, places: Places) -> Finding:
    window = clause.window
    match window:
        case None:
            return _from_signing_on if clause.perpetual else lambda _: NOTHING
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
            return lambda facts: Stretches(_one(facts.day_edge(first, 0)), _one(facts.day_edge(last, 1)))
        case ast.For():
            return lambda _: NOTHING
        case _:
            assert_never(window)


# One function per form of window.


def _around(anchor: ast.Anchor, earlier: Distance | None, later: Distance | None, places: Places) -> Finding:
    """Before, after or on both sides of an anchor; the anchor itself bounds the open side (R3)."""
    anchors = _anchors(anchor, places)
    boundary = not isinstance(anchor, ast.PostAnchor | ast.Signing)
    event = isinstance(anchor, ast.EventAnchor)

    def stretches(facts: Reckoning) -> Stretches:
        first, last, certain, causes = anchors(facts)
        starts = last if event and earlier is None else facts.bound(first, earlier, "start")
        ends = facts.chain(last, later) if boundary and later else facts.bound(last, later, "end")
        return Stretches(starts, first if event and later is None else ends, certain, causes)

    return stretches


def _from_to(start: ast.Bound, end: ast.Bound | ast.Until | None, places: Places) -> Finding:
    """Two bounds: with the same anchor on both sides post by post, else every start with every end."""
    opening = _edges(start, "start", places)
    closing = _edges(end, "end", places) if isinstance(end, ast.Bound) else _stop(end)
    in_pairs = isinstance(end, ast.Bound) and _identity(start.at, places) == _identity(end.at, places)

    def stretches(facts: Reckoning) -> Stretches:
        (_, _, certain, causes), starts = opening(facts)
        _, ends = closing(facts)
        crossed = None if in_pairs else _crossed(starts, ends)
        if crossed is None:
            return Stretches(starts, ends, certain, causes)
        turns, every = crossed
        certain = certain and [certain[at] for at in turns]
        return Stretches(starts.taken(turns), ends.taken(every), certain, lambda: [causes()[at] for at in turns])

    return stretches


def _crossed(starts: Moments, ends: Moments) -> tuple[Sequence[int], Sequence[int]] | None:
    """Which starts meet which ends: every one of an agreement every other of it; nothing where each meets the one beside it."""
    many, each = len(starts.lo), len(ends.lo)
    if starts.owners is None or ends.owners is None:
        if many == each == 1:
            return None
        return [at for at in range(many) for _ in range(each)], list(range(each)) * many
    if starts.owners == ends.owners and len(set(ends.owners)) == each:
        return None
    ends_of: dict[int, list[int]] = {}
    for at, owner in enumerate(ends.owners):
        ends_of.setdefault(owner, []).append(at)
    pairs = [(at, end) for at, owner in enumerate(starts.owners) for end in ends_of.get(owner, ())]
    return [at for at, _ in pairs], [end for _, end in pairs]


def _on_the_day(anchor: ast.Anchor, places: Places) -> Finding:
    """The day of an anchor; the end of a period lies on its last day."""
    anchors = _anchors(anchor, places)
    before = isinstance(anchor, ast.PeriodEdge) and anchor.edge == "end"

    def stretches(facts: Reckoning) -> Stretches:
        points = anchors(facts)
        if before:
            points = Points.at(_just_before(points.first), points.causes()[0].label)
        starts, ends = facts.bound(points.first, _ZERO, "start"), facts.bound(points.first, _ZERO, "end")
        return Stretches(starts, ends, points.certain, points.causes)

    return stretches


def _just_before(moments: Moments) -> Moments:
    """The last instant before each moment that has one."""
    found = [Moment(at.lo - 1, min(at.hi - 1, END)) if at.lo > BEGIN else at for at in moments.each()]
    return Moments.of(found, moments.owners)


def _during(period: str | ast.Name, after: ast.Duration | None) -> Finding:
    distance = Distance.of(after, "after") if after is not None else None

    def stretches(facts: Reckoning) -> Stretches:
        start, end = facts.boundary(period, "start"), facts.boundary(period, "end")
        return Stretches(start, end if distance is None else facts.chain(end, distance))

    return stretches


def _from_signing_on(facts: Reckoning) -> Stretches:
    signed = Points.at(facts.signing(), "signing")
    return Stretches(signed.first, Moments.of([_NEVER_ENDS] * len(signed.first.lo), signed.first.owners), None, signed.causes)


def _then(clause: Clause) -> Then:
    """The stages that start where stretches end (R11)."""
    window = clause.window
    distance = Distance.of(window.duration, "after") if isinstance(window, ast.For) else None

    def then(facts: Reckoning, before: Stretches) -> Stretches:
        starts = before.ends._replace(owners=before.owners)  # where everybody's date ends the window of some
        ends = starts
        if distance is not None:
            ends = facts.chain(ends, distance)
        elif clause.perpetual:
            ends = Moments.of([_NEVER_ENDS] * len(ends.lo), ends.owners)
        return Stretches(starts, ends, before.certain, before.causes)

    return then


# The ends of a `from … to …` window.


def _edges(bound: ast.Bound, side: Side, places: Places) -> Edges:
    """The instants of one end, for each point of its anchor."""
    at = bound.at
    if isinstance(at, ast.When):
        return _written(at, 0 if at.kind == "date" else None)
    anchors = _anchors(at, places)
    distance = Distance.of(bound.duration, bound.direction) if bound.duration and bound.direction else None
    is_after = bound.direction == "after"
    by_last = isinstance(at, ast.EventAnchor) and (is_after or (distance is None and side == "end"))
    boundary = not isinstance(at, ast.PostAnchor | ast.Signing)
    # A boundary is between two days, so that a distance back from it is one too.
    towards: Side = "start" if boundary else side
    following = distance if boundary and side == "end" and is_after else None

    def edges(facts: Reckoning) -> tuple[Points, Moments]:
        points = anchors(facts)
        if by_last:
            points = Points.at(points.last, points.causes()[0].label)
        return points, facts.chain(points.first, following) if following else facts.bound(points.first, distance, towards)

    return edges


def _written(at: ast.When, later: int | None) -> Edges:
    """A moment as it is written, or the start of a day or of one later."""

    def edges(facts: Reckoning) -> tuple[Points, Moments]:
        moment = facts.literal(at) if later is None else facts.day_edge(at, later)
        points = Points.at(_one(moment), at.text)
        return points, points.first

    return edges


def _stop(end: ast.Until | None) -> Edges:
    """An end that is a moment or a date, or none at all."""
    if end is None:
        never = Points.at(_one(_NEVER_ENDS), "")
        return lambda _: (never, never.first)
    return _written(end.when, {"until": None, "through": 1, "before": 0}[end.preposition])


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


def _anchors(anchor: ast.Anchor, places: Places) -> Anchors:
    """The points of an anchor."""
    match anchor:
        case ast.PostAnchor():
            return _posts(anchor, places(anchor.surfaces))
        case ast.Signing():
            return lambda facts: Points.at(facts.signing(), "signing")
        case ast.PeriodEdge(edge=which, period=period):
            label = f"the {which} of the {period if isinstance(period, str) else period.text}"
            return lambda facts: Points.at(facts.boundary(period, which), label)
        case ast.EventAnchor(name=name):

            def both(facts: Reckoning) -> Points:
                span = facts.span(name)
                return Points.at(_one(span.start), name.text)._replace(last=_one(span.end))

            return both
        case _:
            assert_never(anchor)


class _Meant(dict[Surface, bool]):
    """Whether a post on a surface is meant by some places, each looked at once."""

    def __init__(self, places: tuple[Place, ...]) -> None:
        super().__init__()
        self._places = places

    def __missing__(self, surface: Surface) -> bool:
        if len(self) > 1024:
            self.clear()
        found = self[surface] = stands_on(surface[1], surface[2], self._places)
        return found


def _posts(anchor: ast.PostAnchor, places: tuple[Place, ...]) -> Anchors:
    nobody_knows = Points.of([AnchorPoint(UNKNOWN, f"{anchor.which} post", certain=False)])
    each, last = anchor.which == "each", anchor.which == "last"
    meant = _Meant(places)

    def points(facts: Reckoning) -> Points:
        found = facts.posts
        if found is None:
            facts.missing.append("posts")
            return nobody_knows
        if places:
            found = _only(found, [meant[surface] for surface in facts.surfaces])
        if found.certain is not None:
            facts.missing.append("posts")
        return found if each or not found.first.lo else _extreme(found, last)

    return points


def _only(points: Points, kept: list[bool]) -> Points:
    """The points that are kept."""
    if all(kept):
        return points
    moments = points.first.taken(compress(range(len(kept)), kept))
    certain = None if points.certain is None else list(compress(points.certain, kept))
    causes = points.causes
    return Points(moments, moments, None if certain is None or all(certain) else certain, lambda: list(compress(causes(), kept)))


def _extreme(points: Points, last: bool) -> Points:
    """The first or the last of some points."""
    if points.first.owners is not None:
        return _extremes(points.first, last)
    if points.certain is not None or not points.first.exact:
        return Points.of([first_or_last(list(points.causes()), last)])
    at = [max(points.first.lo) if last else min(points.first.lo)]
    moments = Moments(at, at)
    return Points(moments, moments, None, lambda: [first_or_last(list(points.causes()), last)])


def _extremes(moments: Moments, last: bool) -> Points:
    """The first or the last of the exact moments of each owner."""
    assert moments.owners is not None
    pairs = sorted(zip(moments.owners, moments.lo, strict=True))
    # Of the pairs of an owner a dictionary keeps the one that comes last.
    found = dict(pairs) if last else dict(reversed(dict(reversed(pairs)).items()))
    at = list(found.values())
    return Points.at(Moments(at, at, list(found)), "post")
