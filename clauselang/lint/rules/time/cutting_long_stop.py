"""The long stop cuts the window short as things are planned.

## What it does

Finds `at latest` phrases whose date lies within the window that the posts and periods of the agreement give.

## Why it matters

A long stop is meant for the case that something is delayed. When it already cuts the window of the plan, either the date or the
length is not what was agreed.

## Example

```excl
agreement "Stopped"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  posts
    reel on instagram, planned 2026-03-10 18:00

category sonar, 3 months after last post, at latest through 2026-03-31
```

## Use instead

```excl
agreement "Stopped"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  posts
    reel on instagram, planned 2026-03-10 18:00

category sonar, 3 months after last post, at latest through 2026-12-31
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.time import days, finite, unstopped, zone_of
from clauselang.syntax import ast

CODE = "L117"
NAME = "cutting-long-stop"
SEVERITY = "info"
NEEDS = (ast.AtLatest,)

_DEAL = """
agreement "Stopped"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  term 2026-03-01 through 2026-06-30
  posts
    reel on instagram, planned 2026-03-10 18:00

"""

VALID = (
    _DEAL + "category sonar, 3 months after last post, at latest through 2026-12-31",
    _DEAL + "category sonar, from first post, perpetual, at latest through 2026-12-31",
    "category sonar, 3 months after last post, at latest through 2026-03-31",
)
INVALID = (
    Invalid(_DEAL + "category sonar, 3 months after last post, at latest through 2026-03-31"),
    Invalid(_DEAL + "category sonar, during term and 1 month after, at latest through 2026-06-30"),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report long stops inside a window whose facts are all stated."""
    for clause, phrase in context.phrases(ast.AtLatest):
        norm = context.norm(clause)
        if clause.perpetual or norm.must.is_empty or any(fact != "timezone" for fact in norm.window.missing):  # a stop needs no other fact
            continue
        free = unstopped(context, norm)
        if free.missing or not free.must.intervals:
            continue
        end = free.must.intervals[-1][1]
        if finite(end) and norm.may.intervals[-1][1] < end:
            message = f"the long stop cuts the window, which would end on {days(end, zone_of(context))}"
            yield Diagnostic(CODE, phrase.span, message, help="set the stop behind the planned end, or shorten the window")
