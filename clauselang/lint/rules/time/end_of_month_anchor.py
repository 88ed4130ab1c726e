"""A month is counted from the last day of a short month.

## What it does

Finds windows in months that count from the last day of a month to a month that is longer.

## Why it matters

A month after 28 February is 28 March: the same number counts. Some readers take the last day of a month to the last day of the
next, which would be 31 March.

## Example

```excl
agreement "Winter"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  posts
    reel on instagram, published 2026-02-28 12:00

category sonar, 1 month after last post
```

## Use instead

```excl
agreement "Winter"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  posts
    reel on instagram, published 2026-02-28 12:00

category sonar, from last post through 2026-03-31
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.time import distances, finite, points, zone_of
from clauselang.semantics.bounds import Distance
from clauselang.semantics.clock import local_date, months_later

CODE = "L105"
NAME = "end-of-month-anchor"
SEVERITY = "info"

_DEAL = """
agreement "Winter"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  posts
    reel on instagram, published 2026-02-27 12:00
    reel on instagram, published 2026-02-28 12:00

"""

VALID = (
    _DEAL + "category sonar, 1 month after first post",
    _DEAL + "category sonar, 4 weeks after last post",
    _DEAL + "category sonar, 12 months after last post",
    _DEAL.replace("02-28", "03-31") + "category sonar, 2 months after last post",
)
INVALID = (
    Invalid(_DEAL + "category sonar, 1 month after last post"),
    Invalid(_DEAL + "category sonar, 1 month before to 1 week after each post"),
    Invalid(_DEAL + "category sonar, from first post to 2 months after last post"),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report anchors on a last day from which months lead to a day that is not one."""
    zone = zone_of(context)
    for clause in context.clauses:
        notes: dict[str, None] = {}
        for anchor, duration, direction in distances(clause) if zone else ():
            months = Distance.of(duration, direction).months
            for point in points(context, anchor) if months else ():
                day = local_date(point.moment.lo, zone) if zone and finite(point.moment.lo) else None
                if day and _last(day) and not _last(months_later(day, months)):
                    notes[f"from {day} it leads to {months_later(day, months)}, which is not the last day of its month"] = None
        if notes and clause.window:
            message = "the month is counted from the last day of a short month, and ends with the same number"
            yield Diagnostic(CODE, clause.window.span, message, help="write a date if the last day is meant", notes=tuple(notes))


def _last(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1
