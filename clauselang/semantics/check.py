"""Windows that cannot be, and windows that deserve a second look (A.5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import islice

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.resolve.resolved import Clause
from clauselang.semantics.clock import BEGIN, END, Moment, day_of
from clauselang.semantics.norm import Norm, Rule
from clauselang.semantics.posts import Published, stands_on
from clauselang.semantics.window import Calendar, Times, Window
from clauselang.syntax import ast


def window(clause: Clause) -> list[Diagnostic]:
    """What is wrong with a window whatever the facts are."""
    found: list[Diagnostic] = []
    match clause.window:
        case ast.Dates(first=first, last=last) if day_of(last) < day_of(first):
            found.append(_inverted(clause.window))
        case ast.FromTo(start=start, end=end):
            found.extend(_literal_ends(clause.window, start, end))
        case _:
            pass
    for duration in _durations(clause.window):
        if len(duration.parts) > 1 and "hour" in (units := {unit for _, unit in duration.parts}) and len(units) > 1:
            message = "hours and days cannot be added: hours are elapsed time, days end at midnight"
            found.append(Diagnostic("M313", duration.span, message, help="write one of the two, such as `36 hours` or `2 days`"))
    if clause.perpetual:
        found.append(
            Diagnostic(
                "M350", clause.node.span, "the restriction has no end, and in some countries either party may then end it at will",
                help="add a long stop: `at latest through 2027-12-31`",
            )
        )  # fmt: skip
    return found


def _inverted(node: ast.Node) -> Diagnostic:
    return Diagnostic("M330", node.span, "the window ends before it starts", help="swap the dates, or correct one of them")


def _literal_ends(node: ast.FromTo, start: ast.Bound, end: ast.Bound | ast.Until | None) -> Iterator[Diagnostic]:
    at = end.when if isinstance(end, ast.Until) else end.at if end else None
    if not isinstance(at, ast.When):
        return
    ambiguous = isinstance(end, ast.Bound) or (isinstance(end, ast.Until) and end.preposition == "until")
    if at.kind == "date" and ambiguous:
        day = at.text
        yield Diagnostic(
            "M360", at.span, f"`{day}` is in the window for some readers and outside for others",
            help=f"write `through {day}` to include the day, or `before {day}` to exclude it",
        )  # fmt: skip
    elif isinstance(start.at, ast.When) and _key(at) < _key(start.at):
        yield _inverted(node)


def _key(node: ast.When) -> str:
    """Literal bounds compare by their dates here; instants of one day are left to the window."""
    return node.text[:10]


def _durations(window: ast.Window | None) -> Sequence[ast.Duration]:
    match window:
        case ast.Around(before=before, after=after):
            return before, after
        case ast.Before(duration=duration) | ast.After(duration=duration) | ast.For(duration=duration):
            return (duration,)
        case ast.During(after=after) if after:
            return (after,)
        case ast.FromTo(start=start, end=end):
            return [bound.duration for bound in (start, end) if isinstance(bound, ast.Bound) and bound.duration]
        case _:
            return ()


def facts(rules: Sequence[Rule], windows: Sequence[Window], calendar: Calendar) -> list[Diagnostic]:
    """What the facts of a deal make of its windows."""
    found: list[Diagnostic] = []
    signed = calendar.signing.lo if calendar.signing else BEGIN
    for rule, of in zip(rules, windows):  # noqa: B905 -- one window a rule; to check it takes as long as the rest
        may, must = of.may.intervals, of.must.intervals
        is_plain = may and may[-1][1] < END and must and must[0][0] >= signed and not of.missing and not of.rounded
        if not is_plain or rule.from_last is not None:
            found.extend(_second_look(rule, of, calendar))
    return found


def _second_look(rule: Rule, of: Window, calendar: Calendar) -> Iterator[Diagnostic]:
    clause = rule.clause
    span = clause.node.span
    if clause.target.is_none:
        return
    if "timezone" in of.missing:
        message = "days and months need to know whose midnight counts"
        yield Diagnostic("M309", span, message, help="add `timezone …` to the agreement")
    for day in of.rounded:
        message = f"counted from {day}, the month has no such day, so its last day is used"
        yield Diagnostic("M301", span, message, help="say days if that matters")
    if of.is_empty and not of.missing and calendar.posts is not None and not rule.is_refused:
        message = "the window is empty: what it counts from never happens"
        yield Diagnostic("M331", span, message, help="check the posts and dates of the agreement")
    if not clause.perpetual and of.may.intervals and of.may.intervals[-1][1] >= END:
        missing = ", ".join(of.missing) or "a date"
        message = f"the window has no end yet: {missing} is open"
        yield Diagnostic("M321", span, message, help="add a long stop: `at latest through 2027-12-31`")
    yield from _hole(rule, calendar)
    deliberate = isinstance(clause.window, ast.Before) and isinstance(clause.window.anchor, ast.Signing)
    if _starts_before(of, calendar.signing) and not deliberate:
        yield Diagnostic(
            "M340", span, "part of the window lies before signing: for it the clause states a fact and promises nothing",
            help="start the window at signing if that is not meant",
        )  # fmt: skip


def first_of_many(
    rule: Rule, times: Times, without: Set[int], clamped: Set[int], signed: Mapping[int, int], crowd: Calendar
) -> set[int]:
    """Of many agreements the first to give a second look at a window each of its reasons; what is said of others is said of them.

    `times` are those of the windows; `without` any are some who say all that was asked; for the `clamped` a month had no such
    day. `crowd` has the posts.
    """
    latest = max(signed.values(), default=BEGIN)
    early = (owner for owner, start, sure in zip(*times[:2], times.certain, strict=True) if sure and start < signed.get(owner, BEGIN))
    reasons: tuple[Iterable[int], ...] = (
        sorted(without)[:1],
        (owner for owner, end in zip(times.owners, times.ends, strict=True) if end >= END),
        early if min(times.starts, default=END) < latest else (),
        sorted(clamped)[:1],
        _with_holes(rule, crowd),
    )
    return {first for reason in reasons for first in islice(reason, 1)}


def last_post(phrase: ast.Window | None) -> ast.PostAnchor | None:
    """The anchor of a window around the last post alone."""
    anchor = phrase.anchor if isinstance(phrase, ast.Around) else None
    return anchor if isinstance(anchor, ast.PostAnchor) and anchor.which == "last" else None


def _hole(rule: Rule, calendar: Calendar) -> Iterator[Diagnostic]:
    phrase = rule.clause.window
    if phrase is None or rule.from_last is None:
        return
    places = calendar.places(rule.from_last.surfaces)
    posts = [post for post in calendar.posts or () if not post.cancelled and post.is_on(places)]
    if len(posts) > 1:
        yield Diagnostic(
            "M320", phrase.span, f"only the last of {len(posts)} posts is protected: nothing is forbidden after the earlier ones",
            help="write `from 1 month before first post to 1 month after last post`, or `each post`",
        )  # fmt: skip


def _with_holes(rule: Rule, crowd: Calendar) -> Iterator[int]:
    """Those of many agreements with more than one post of which only the last is protected."""
    if rule.from_last is None or not isinstance(crowd.posts, Published):
        return
    places = crowd.places(rule.from_last.surfaces)
    seen = -1
    for owner, (_, platform, form) in zip(crowd.posts.owners or (), crowd.posts.surfaces, strict=True):
        if stands_on(platform, form, places):
            if owner == seen:
                yield owner
            seen = owner


def before_signing(norm: Norm) -> bool:
    """Whether some part of the window lies before the agreement was signed (R16)."""
    return _starts_before(norm.window, norm.signing)


def _starts_before(of: Window, signing: Moment | None) -> bool:
    return signing is not None and bool(of.must.intervals) and of.must.intervals[0][0] < signing.lo


def straddles_signing(norm: Norm) -> bool:
    """Whether a window runs from before signing to after it, so that the prose states the first part as a fact."""
    return norm.signing is not None and any(start < norm.signing.lo < end for start, end in norm.must.intervals)
