"""Windows that cannot be, and windows that deserve a second look (A.5)."""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.resolve.resolved import Clause, Deal
from clauselang.semantics.clock import END, day_of
from clauselang.semantics.norm import Norm
from clauselang.semantics.window import Calendar
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
    found.extend(
        Diagnostic(
            "M313", duration.span, "hours and days cannot be added: hours are elapsed time, days end at midnight",
            help="write one of the two, such as `36 hours` or `2 days`",
        )
        for duration in _durations(clause.window)
        if "hour" in (units := {unit for _, unit in duration.parts}) and len(units) > 1
    )  # fmt: skip
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


def _durations(window: ast.Window | None) -> Iterator[ast.Duration]:
    match window:
        case ast.Around(before=before, after=after):
            yield from (before, after)
        case ast.Before(duration=duration) | ast.After(duration=duration) | ast.For(duration=duration):
            yield duration
        case ast.During(after=after) if after:
            yield after
        case ast.FromTo(start=start, end=end):
            yield from (bound.duration for bound in (start, end) if isinstance(bound, ast.Bound) and bound.duration)
        case _:
            pass


def facts(norms: list[Norm], deal: Deal | None, calendar: Calendar) -> Iterator[Diagnostic]:
    """What the facts of this deal make of its windows. A file of clauses alone has no facts to speak of."""
    if deal is None:
        return
    for norm in norms:
        span = norm.clause.node.span
        if norm.clause.target.is_none:
            continue
        if "timezone" in norm.window.missing:
            message = "days and months need to know whose midnight counts"
            yield Diagnostic("M309", span, message, help="add `timezone …` to the agreement")
        for day in norm.window.rounded:
            message = f"counted from {day}, the month has no such day, so its last day is used"
            yield Diagnostic("M301", span, message, help="say days if that matters")
        if not norm.window.stretches and norm.window.missing == () and calendar.posts is not None and not check_failed(norm):
            message = "the window is empty: what it counts from never happens"
            yield Diagnostic("M331", span, message, help="check the posts and dates of the agreement")
        if not norm.clause.perpetual and norm.may.intervals and norm.may.intervals[-1][1] >= END:
            missing = ", ".join(norm.window.missing) or "a date"
            message = f"the window has no end yet: {missing} is open"
            yield Diagnostic("M321", span, message, help="add a long stop: `at latest through 2027-12-31`")
        yield from _hole(norm, calendar)
        yield from _before_signing(norm)


def check_failed(norm: Norm) -> bool:
    """Whether the window was refused, so that its emptiness says nothing."""
    return any(d.is_error for d in window(norm.clause))


def _hole(norm: Norm, calendar: Calendar) -> Iterator[Diagnostic]:
    shape = norm.clause.window
    if not isinstance(shape, ast.Around) or not isinstance(shape.anchor, ast.PostAnchor) or shape.anchor.which != "last":
        return
    posts = [post for post in calendar.posts or () if not post.cancelled and post.is_on(calendar.places(shape.anchor.surfaces))]
    if len(posts) > 1:
        yield Diagnostic(
            "M320", shape.span, f"only the last of {len(posts)} posts is protected: nothing is forbidden after the earlier ones",
            help="write `from 1 month before first post to 1 month after last post`, or `each post`",
        )  # fmt: skip


def _before_signing(norm: Norm) -> Iterator[Diagnostic]:
    deliberate = isinstance(norm.clause.window, ast.Before) and isinstance(norm.clause.window.anchor, ast.Signing)
    if before_signing(norm) and not deliberate:
        yield Diagnostic(
            "M340", norm.clause.node.span, "part of the window lies before signing: for it the clause states a fact and promises nothing",
            help="start the window at signing if that is not meant",
        )  # fmt: skip


def before_signing(norm: Norm) -> bool:
    """Whether some part of the window lies before the agreement was signed (R16)."""
    return norm.signing is not None and bool(norm.must.intervals) and norm.must.intervals[0][0] < norm.signing.lo


def straddles_signing(norm: Norm) -> bool:
    """Whether a window runs from before signing to after it, so that the prose states the first part as a fact."""
    return norm.signing is not None and any(start < norm.signing.lo < end for start, end in norm.must.intervals)
