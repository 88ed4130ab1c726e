"""A post lies outside the term.

## What it does

Finds posts that are planned or published before the term begins or after it ends.

## Why it matters

The agreement does not hold when the post appears: `during term` does not protect it, and licences and duties are in doubt.

## Example

```excl
agreement "Dates"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  term 2026-03-01 through 2026-06-30
  posts
    reel on instagram, planned 2026-07-10 18:00
```

## Use instead

```excl
agreement "Dates"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  term 2026-03-01 through 2026-07-31
  posts
    reel on instagram, planned 2026-07-10 18:00
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid, span
from clauselang.lint.rules.time import day_after, moment_of, posts_of, time_of, zone_of
from clauselang.semantics.clock import day_of, start_of_day

CODE = "L122"
NAME = "post-outside-term"
SEVERITY = "warning"

_DEAL = """
agreement "Dates"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  term 2026-03-01 through 2026-06-30
  posts
    reel on instagram, planned 2026-06-30 23:59
"""

VALID = (
    _DEAL,
    _DEAL.replace("planned 2026-06-30 23:59", "planned 2026-07-10, planned 2026-06-10"),
    _DEAL.replace("planned 2026-06-30 23:59", "planned 2026-07-10, cancelled"),
)
INVALID = (
    Invalid(_DEAL.replace("06-30 23:59", "07-01 00:00")),
    Invalid(_DEAL.replace("planned 2026-06-30 23:59", "planned 2026-03-01, published 2026-02-28")),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report posts that are certainly not within the term."""
    term = context.deal.periods.get("term") if context.deal else None
    zone = zone_of(context)
    if term is None or zone is None:
        return
    first = day_of(term.first)
    end = day_after(term)
    for post in posts_of(context):
        node = time_of(post)
        moment = moment_of(context, node)
        if node and moment and (moment.hi <= start_of_day(first, zone) or moment.lo >= start_of_day(end, zone)):
            message = "the post lies outside the term"
            yield Diagnostic(CODE, node.span, message, help="lengthen the term, or correct the date", notes=(f"the {span(term).text}",))
