"""A month is counted from a post that is planned for the end of a month.

## What it does

Finds windows in months that count from a post planned for the 29th, 30th or 31st, if the month they lead to lacks one of these
days, and not the day that is planned.

## Why it matters

A post often moves by a day or two. From the 31st, a month leads to a day that the next month does not have, so that its last day
is taken: the window is shorter than it was planned.

## Example

```excl
agreement "Autumn"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  posts
    reel on instagram, planned 2026-08-30 12:00

category sonar, 1 month after last post
```

## Use instead

```excl
agreement "Autumn"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  posts
    reel on instagram, planned 2026-08-30 12:00

category sonar, 30 days after last post
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.time import distances, points, zone_of
from clauselang.semantics.bounds import Distance, rounds
from clauselang.semantics.clock import local_date, months_later

CODE = "L106"
NAME = "month-from-late-day"
SEVERITY = "info"

_DEAL = """
agreement "Autumn"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  posts
    reel on instagram, planned 2026-08-30 12:00

"""

VALID = (
    _DEAL + "category sonar, 30 days after last post",
    _DEAL + "category sonar, 2 months after last post",
    _DEAL.replace("planned", "published") + "category sonar, 1 month after last post",
    _DEAL.replace("30 12", "31 12") + "category sonar, 1 month after last post",  # that it is rounded, is said elsewhere
)
INVALID = (
    Invalid(_DEAL + "category sonar, 1 month after last post"),
    Invalid(_DEAL.replace("08-30", "03-29").replace("2026", "2028") + "category sonar, 1 month before to 1 week after each post"),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report plans at the end of a month that is longer than the month the window leads to."""
    zone = zone_of(context)
    for clause in context.clauses:
        late: dict[str, None] = {}
        for anchor, duration, direction in distances(clause) if zone else ():
            distance = Distance.of(duration, direction)
            for point in points(context, anchor) if distance.months else ():
                if zone is None or not point.provisional or not point.certain:
                    continue
                day = local_date(point.moment.lo, zone)
                longer = _days_of(day) > _days_of(months_later(day, distance.months))
                if day.day >= 29 and longer and not rounds(distance, day):
                    late[day.isoformat()] = None
        if late and clause.window:
            message = f"if the post planned for {', '.join(late)} is a day or two late, the month is cut to the last day of a shorter one"
            yield Diagnostic(CODE, clause.window.span, message, help="write days if that matters")


def _days_of(day: date) -> int:
    return (months_later(day.replace(day=1), 1) - day.replace(day=1)).days
