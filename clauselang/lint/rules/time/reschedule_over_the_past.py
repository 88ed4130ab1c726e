"""A post was moved, and a window now covers time that had already passed.

## What it does

Finds plans that, at the moment the creator was told of them, pulled a window over earlier days.

## Why it matters

Nobody can keep a promise backwards. What was published in good faith under the schedule known then is excused; the parties should
know which days that concerns.

## Example

```excl
agreement "Moved"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  posts
    video on youtube, planned 2026-04-12, planned 2026-03-31 notified 2026-03-15 10:00

category sonar, 1 month before last post
```

## Use instead

```excl
agreement "Moved"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  posts
    video on youtube, planned 2026-04-12, planned 2026-03-31 notified 2026-02-15 10:00

category sonar, 1 month before last post
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.time import distances, moment_of, plans_of, posts_of, wall, zone_of
from clauselang.semantics.clock import BEGIN, Moment, SkippedTime
from clauselang.semantics.intervals import IntervalSet
from clauselang.semantics.norm import Norm
from clauselang.syntax import ast

CODE = "L110"
NAME = "reschedule-over-the-past"
SEVERITY = "info"
NEEDS = (ast.Planned,)

_DEAL = """
agreement "Moved"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  posts
    video on youtube, planned 2026-04-12, planned 2026-03-31 notified 2026-03-15 10:00

"""

VALID = (
    _DEAL.replace("03-15", "02-15") + "category sonar, 1 month before last post",
    _DEAL.replace("03-31", "04-20") + "category sonar, 1 month before last post",
    _DEAL + "category sonar, 1 month after last post",
)
INVALID = (
    Invalid(_DEAL + "category sonar, 1 month before last post"),
    Invalid(_DEAL + "category sonar, 1 month before to 1 month after each post"),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report notices after which a window covers earlier instants that it did not cover before."""
    moves = [plan for post in posts_of(context) for plan in plans_of(post)[1:]]
    norms = _by_window(context) if moves else []
    for plan in moves:
        told = moment_of(context, plan.notified)
        at = moment_of(context, plan.when)
        if told is None or at is None:
            continue
        late = at.lo < told.hi
        pulled = [(norm.clause, past) for norm in norms if (late or _looks_back(norm)) and (past := _pulled(norm, told)) is not None]
        if pulled:
            zone = zone_of(context)
            notes = tuple(
                f"clause {clause.number}: {wall(past.intervals[0][0], zone)} to {wall(past.intervals[-1][1], zone)}"
                for clause, past in pulled
            )
            message = "when the creator was told of this move, part of the new window had passed; posts in it are excused"
            yield Diagnostic(CODE, plan.span, message, help="tell the creator of a move before the new window starts", notes=notes)


def _by_window(context: Context) -> list[Norm]:
    """The first clause of each window."""
    found: dict[object, Norm] = {}
    for norm in context.norms:
        found.setdefault(tuple((clause.window, clause.perpetual, clause.at_latest) for clause in norm.chain.clauses), norm)
    return list(found.values())


def _looks_back(norm: Norm) -> bool:
    """Whether the window can start before the post that it counts from."""
    first = norm.chain.clauses[0]
    return isinstance(first.window, ast.OnTheDay) or any(direction == "before" for _, _, direction in distances(first))


def _pulled(norm: Norm, told: Moment) -> IntervalSet | None:
    try:
        before, after = norm.chain.window_at(told.lo - 1), norm.chain.window_at(told.hi)
    except SkippedTime:
        return None
    past = (after.must - before.may) & IntervalSet(((BEGIN, told.lo),))
    return None if past.is_empty else past
