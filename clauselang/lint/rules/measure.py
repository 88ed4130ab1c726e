"""How long windows are and what they cost per month, as far as text and facts tell: what rules hold against a norm.

Lengths are nominal: a month is 30 days, and the day of an anchor is not counted. A rule that compares asks for what is certain.
"""

from __future__ import annotations

import math
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from clauselang.lint.norms import FIGURES, LISTS
from clauselang.lint.rule import Context, once_each, span
from clauselang.resolve.resolved import Clause, Deal
from clauselang.resolve.symbols import Place, Symbol, key
from clauselang.source import Span
from clauselang.syntax import ast

_DAYS = {"hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.0, "year": 365.0}


class Length(NamedTuple):
    """Days that a window lasts at least, and whether it lasts just as long."""

    at_least: float
    exact: bool


UNKNOWN = Length(0, False)


def days(duration: ast.Duration) -> float:
    """The nominal length of a duration."""
    return sum(count * _DAYS[unit] for count, unit in duration.parts)


def said(count: float) -> str:
    """`36 hours`, `2 days`, `2 days and 1 hour`: a length in the words of a message, to the hour."""
    if math.isinf(count):
        return "an unlimited time"
    whole, hours = divmod(round(count * 24), 24)
    if whole < 2 and hours:
        return _counted(24 * whole + hours, "hour")
    return _counted(whole, "day") + (f" and {_counted(hours, 'hour')}" if hours else "")


def _counted(count: int, unit: str) -> str:
    return f"{count} {unit}{'' if count == 1 else 's'}"


def percent(share: float, norm: float) -> str:
    """A share below a norm in percent, with as many digits as it takes to look smaller than the norm."""
    texts = (f"{share:.{digits}g}" for digits in range(2, 18))
    return f"{Decimal(next(text for text in texts if float(text) < norm)):f}%"


def figure(name: str) -> float:
    """The value of a norm."""
    return FIGURES[name][0]


def norm_note(name: str) -> tuple[str, ...]:
    """What a norm rests on, as the note of a finding."""
    return ((FIGURES.get(name) or LISTS[name])[1],)


# Windows.


@once_each
def lasting(context: Context, clause: Clause) -> Length:
    """How long a window of a clause of the file lasts."""
    return length(clause, context.deal)


def length(clause: Clause, deal: Deal | None) -> Length:
    """How long one window of a clause lasts; the windows of `each post` are measured one by one."""
    if clause.perpetual:
        return Length(math.inf, False)
    if clause.at_latest is not None:
        return UNKNOWN
    match clause.window:
        case ast.Around(before=before, after=after, anchor=anchor):
            return Length(days(before) + days(after), not isinstance(anchor, ast.EventAnchor))
        case ast.Before(duration=duration) | ast.After(duration=duration) | ast.For(duration=duration):
            return Length(days(duration), True)
        case ast.OnTheDay():
            return Length(1, True)
        case ast.Dates(first=first, last=last):
            return _between(_day(first), _day(last) + 1)
        case ast.During(period=period, after=after):
            tail = days(after) if after else 0.0
            found = _between(_edge(period, "start", deal), _edge(period, "end", deal))
            return Length(found.at_least + tail, found.exact)
        case ast.FromTo(start=start, end=end):
            return _from_to(start, end, deal)
        case _:
            return UNKNOWN


def _from_to(start: ast.Bound, end: ast.Bound | ast.Until | None, deal: Deal | None) -> Length:
    if isinstance(end, ast.Bound) and _ordered(start.at, end.at):
        apart = _shift(end) - _shift(start)
        return Length(max(apart, 0), start.at == end.at and not isinstance(end.at, ast.EventAnchor))
    first = _place(start, deal)
    if end is None or first is None:
        return UNKNOWN
    if isinstance(end, ast.Until):
        last: float | None = _day(end.when) + (1 if end.preposition == "through" else 0)
    else:
        last = _place(end, deal)
    return _between(first, last)


def _ordered(start: ast.Anchor | ast.When, end: ast.Anchor | ast.When) -> bool:
    """Whether the second anchor is the first one, or a later one of the same posts or period."""
    if isinstance(start, ast.When):
        return False
    match start, end:
        case ast.PostAnchor(which="first"), ast.PostAnchor(which="last"):
            return start.surfaces == end.surfaces
        case _:
            return start == end


def _shift(bound: ast.Bound) -> float:
    if bound.duration is None:
        return 0
    return days(bound.duration) * (1 if bound.direction == "after" else -1)


def _place(bound: ast.Bound, deal: Deal | None) -> float | None:
    """The day of a bound, if facts or text give it."""
    match bound.at:
        case ast.When():
            day: float | None = _day(bound.at)
        case ast.Signing():
            day = _day(deal.signed) if deal and deal.signed else None
        case ast.PeriodEdge(edge=edge, period=period):
            day = _edge(period, edge, deal)
        case ast.EventAnchor(name=name):
            day = _edge(name, "end" if bound.direction == "after" else "start", deal)
        case _:
            day = None
    return None if day is None else day + _shift(bound)


def _edge(period: str | ast.Name, edge: str, deal: Deal | None) -> float | None:
    """The first day of a period or event, or the day after its last."""
    if deal is None:
        return None
    found = deal.periods.get(period) if isinstance(period, str) else deal.events.get(key(period.text))
    if found is None:
        return None
    if edge == "start":
        return _day(found.first)
    if isinstance(found, ast.Period) and found.length is not None:
        return _day(found.first) + days(found.length)
    return _day(found.last or found.first) + 1


def _day(at: ast.When) -> float:
    return date.fromisoformat(at.text[:10]).toordinal()


def _between(first: float | None, last: float | None) -> Length:
    return UNKNOWN if first is None or last is None else Length(max(last - first, 0), True)


def term(deal: Deal | None) -> float | None:
    """How long the term lasts, if that is known."""
    first, last = _edge("term", "start", deal), _edge("term", "end", deal)
    return None if first is None or last is None else last - first


def tail_after_term(clause: Clause) -> ast.Duration | None:
    """The part of a window that comes after the end of the term, if it has one."""
    match clause.window:
        case ast.During(period="term", after=after):
            return after
        case ast.After(duration=duration, anchor=ast.PeriodEdge(edge="end", period="term")):
            return duration
        case ast.Around(after=duration, anchor=ast.PeriodEdge(edge="end", period="term")):
            return duration
        case ast.FromTo(end=ast.Bound(at=ast.PeriodEdge(edge="end", period="term"), duration=length, direction="after")):
            return length
        case _:
            return None


def states_a_fact(clause: Clause) -> bool:
    """Whether a clause speaks of the time before signing on purpose, so that it promises nothing."""
    return isinstance(clause.window, ast.Before) and isinstance(clause.window.anchor, ast.Signing)


def post_anchor(clause: Clause) -> ast.PostAnchor | None:
    """The posts that a window counts from."""
    match clause.window:
        case ast.Around(anchor=anchor) | ast.Before(anchor=anchor) | ast.After(anchor=anchor) | ast.OnTheDay(anchor=anchor):
            return anchor if isinstance(anchor, ast.PostAnchor) else None
        case ast.FromTo(start=ast.Bound(at=ast.PostAnchor() as anchor)):
            return anchor
        case _:
            return None


def window_span(clause: Clause) -> Span:
    """Where a finding about the window stands."""
    if clause.window is not None and clause.window.span is not None:
        return clause.window.span
    return next((span(phrase) for phrase in clause.node.phrases if isinstance(phrase, ast.Perpetual)), span(clause.node))


# Targets and surfaces.


def everyday(context: Context, clause: Clause) -> Symbol | None:
    """The first category of a clause in which nobody buys from one brand only."""
    below = context.resolved.taxonomy.below
    return next((s for s in clause.target.categories if any(s.key in below(name) for name in LISTS["everyday"][0])), None)


def is_listed(place: Place, name: str) -> bool:
    """Whether a surface is one of a list of norms."""
    return place.platform is not None and f"{place.platform.key}/{place.format_key}" in LISTS[name][0]


# Money.


def fee(clause: Clause) -> ast.Fee | None:
    """What a clause says of its price."""
    for term in clause.commercial:
        if isinstance(term, ast.Fee):
            return term
    return None


def monthly_percent(clause: Clause, deal: Deal | None) -> float | None:
    """What a clause costs per 30 days, in percent of the base fee; `None` where that cannot be told."""
    price = fee(clause)
    if price is None:
        return None
    rate = float(price.percent) if price.percent is not None else _of_base(price.amount, deal)
    if rate is None:
        return None
    if price.per is not None and price.at_least is None:
        return rate * 30 / days(price.per)
    anchor, whole = post_anchor(clause), length(clause, deal)
    if not whole.exact or not whole.at_least or (anchor is not None and anchor.which == "each"):
        return None
    if price.per is not None:
        rate = rate * whole.at_least / days(price.per)
    least = _of_base(price.at_least, deal) if price.at_least is not None else 0.0
    return None if least is None else max(rate, least) * 30 / whole.at_least


def _of_base(money: ast.Money | None, deal: Deal | None) -> float | None:
    """An amount in percent of the base fee."""
    base = deal.base_fee if deal else None
    if money is None or base is None or base.currency != money.currency or not base.amount:
        return None
    return float(money.amount / base.amount * 100)
