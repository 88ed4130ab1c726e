"""The window of a clause, in its shortest form, → how it is said."""

from __future__ import annotations

from typing import TypeAlias, assert_never

from clauselang.prose.bounds import Posts, bound, each_in, is_calendar, period, until
from clauselang.prose.tree import Day, Figure, Length, Node, Quoted, Say, say
from clauselang.resolve.resolved import Clause, Resolved
from clauselang.syntax import ast

Distance: TypeAlias = ast.Around | ast.Before | ast.After


def bounds(window: Distance | ast.FromTo) -> tuple[ast.Bound, ast.Bound | ast.Until | None]:
    """Where the window starts and ends."""
    match window:
        case ast.Around(before=before, after=after, anchor=anchor):
            return ast.Bound(anchor, before, "before"), ast.Bound(anchor, after, "after")
        case ast.Before(duration=duration, anchor=anchor):
            return ast.Bound(anchor, duration, "before"), ast.Bound(anchor)
        case ast.After(duration=duration, anchor=anchor):
            return ast.Bound(anchor), ast.Bound(anchor, duration, "after")
        case ast.FromTo(start=start, end=end):
            return start, end
        case _:
            assert_never(window)


def _span(window: Distance | ast.FromTo, posts: Posts) -> Say:
    """A window said by its two bounds."""
    start, end = bounds(window)
    posts.each = each = each_in(start, end)
    s = bound(start, "start", posts)
    if end is None:
        return say("window.each_perpetual", f=posts.filter(each[0]), s=s) if each else say("window.perpetual", s=s)
    e = _end(window, end, posts)
    match each:
        case ():
            return say("window.span", s=s, e=e)
        case (one,):
            return say("window.each_span", f=posts.filter(one), s=s, e=e)
        case _:
            return say("window.each_two", f=posts.filter(each[0]), f2=posts.filter(each[1]), s=s, e=e)


def _end(window: Distance | ast.FromTo, end: ast.Bound | ast.Until, posts: Posts) -> Say:
    match window:
        case ast.After(duration=duration) if posts.each and not is_calendar(duration):
            return say("end.hours_that", d=Length(duration))
        case ast.Before(anchor=ast.EventAnchor(name=name)):
            return say("end.event_start", ev=Quoted(name.text))
        case _:
            return bound(end, "end", posts) if isinstance(end, ast.Bound) else until(end)


def _distance(window: Distance, posts: Posts) -> Say:
    """A window around, before or after one anchor."""
    match window:
        case ast.After(duration=duration, anchor=ast.PeriodEdge(edge=edge, period=of)):
            return say(f"window.after_{edge}", d=Length(duration), p=period(of))
        case ast.After(duration=duration, anchor=ast.EventAnchor(name=name)):
            return say("window.after_event", d=Length(duration), ev=Quoted(name.text))
        case ast.Around(before=before, after=after, anchor=anchor) if _folds(before, after, anchor):
            return _around(window, "cal" if is_calendar(before) else "hrs", posts)
        case _:
            return _span(window, posts)


def _folds(before: ast.Duration, after: ast.Duration, anchor: ast.Anchor) -> bool:
    """Whether both sides count from one day or one moment, which is then said once."""
    if isinstance(anchor, ast.EventAnchor) or is_calendar(before) != is_calendar(after):
        return False
    return not (isinstance(anchor, ast.PeriodEdge) and is_calendar(before))


def _around(window: ast.Around, unit: str, posts: Posts) -> Say:
    d, d2 = Length(window.before), Length(window.after)
    if isinstance(window.anchor, ast.PostAnchor) and window.anchor.which == "each":
        return say(f"window.each_around_{unit}", f=posts.filter(window.anchor), d=d, d2=d2)
    return say(f"window.around_{unit}", d=d, d2=d2, a=posts.anchor(window.anchor))


def _reference(clause: Clause, resolved: Resolved) -> Node:
    """The number of the clause that a `then` clause follows."""
    return next((Figure(c.number) for c in resolved.clauses if c.index == clause.after), say("blank.clause"))


def per_post(clause: Clause, resolved: Resolved) -> bool:
    """Whether a chain of clauses starts from each post."""
    while clause.after is not None:
        clause = next(c for c in resolved.clauses if c.index == clause.after)
    return bool(each_of(clause))


def window_of(clause: Clause, resolved: Resolved) -> Say:
    """The words that a clause starts with."""
    window, posts = clause.window, Posts(resolved)
    match window:
        case None if clause.perpetual and clause.after is not None:
            return say("window.perpetual_then", ref=_reference(clause, resolved))
        case None:
            return say("window.perpetual_signing" if clause.perpetual else "window.missing")
        case ast.FromTo():
            return _span(window, posts)
        case ast.Around() | ast.Before() | ast.After():
            return _distance(window, posts)
        case ast.OnTheDay(anchor=ast.PostAnchor(which="each") as anchor):
            return say("window.each_on_day", f=posts.filter(anchor), a=posts.anchor(anchor))
        case ast.OnTheDay(anchor=ast.EventAnchor(name=name)):
            return say("window.on_event", ev=Quoted(name.text))
        case ast.OnTheDay(anchor=anchor):
            return say("window.on_day", a=posts.anchor(anchor))
        case ast.During(period=of, after=None):
            return say("window.during", p=period(of))
        case ast.During(period=of, after=after):
            assert after
            return say("window.during_plus", p=period(of), d=Length(after))
        case ast.Dates(first=first, last=last):
            return say("window.dates", day=Day(first.text), day2=Day(last.text))
        case ast.For(duration=duration):
            key = "window.then_each" if per_post(clause, resolved) else "window.then"
            return say(key, d=Length(duration), ref=_reference(clause, resolved))
        case _:
            assert_never(window)


def start_of(clause: Clause, resolved: Resolved) -> Say:
    """Where the window starts, for the statement about the time before signing."""
    window, posts = clause.window, Posts(resolved)
    match window:
        case None if clause.after is None:
            return say("start.at", a=say("anchor.signing"))
        case None | ast.For():
            return say("start.clause", ref=_reference(clause, resolved))
        case ast.After(anchor=ast.EventAnchor(name=name)):
            return say("start.at", a=say("anchor.ends", p=period(name)))
        case ast.Around() | ast.Before() | ast.After() | ast.FromTo():
            start, _ = bounds(window)
            posts.each = each_in(start)
            return bound(start, "start", posts)
        case ast.OnTheDay(anchor=anchor):
            return say("start.on_day", a=posts.anchor(anchor))
        case ast.During(period=of):
            return say("start.period", p=period(of))
        case ast.Dates(first=first):
            return say("start.day", day=Day(first.text))
        case _:
            assert_never(window)


def each_of(clause: Clause) -> tuple[ast.PostAnchor, ...]:
    """The posts that a window runs for, if it runs for each of several."""
    window = clause.window
    match window:
        case ast.OnTheDay(anchor=anchor):
            return each_in(ast.Bound(anchor))
        case ast.Around() | ast.Before() | ast.After() | ast.FromTo():
            return each_in(*bounds(window))
        case _:
            return ()


def start_filter(clause: Clause, resolved: Resolved) -> Say | None:
    """Which posts a window starts at, if it starts at each of several."""
    window = clause.window
    match window:
        case ast.Around() | ast.Before() | ast.After() | ast.FromTo():
            each = each_in(bounds(window)[0])
        case _:
            each = each_of(clause)
    return Posts(resolved).filter(each[0]) if each else None


def before_signing_only(window: ast.Window | None) -> bool:
    """Whether the window ends when the agreement is signed: a fact to state, with nothing left to promise."""
    return isinstance(window, ast.Before) and isinstance(window.anchor, ast.Signing)
