"""A post was moved, and nobody says when the creator was told.

## What it does

Finds second and further plans of a post without `notified`.

## Why it matters

What a creator published before hearing of a new date is excused. Without the moment of the notice, the new plan counts as known
from the start, and the protection is lost.

## Example

```excl
agreement "Moved"
  advertiser "Acme Sonar"
  influencer "River Angler"
  posts
    video on youtube, planned 2026-04-12, planned 2026-03-31
```

## Use instead

```excl
agreement "Moved"
  advertiser "Acme Sonar"
  influencer "River Angler"
  posts
    video on youtube, planned 2026-04-12, planned 2026-03-31 notified 2026-03-15 10:00
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.time import plans_of, posts_of
from clauselang.syntax import ast

CODE = "L111"
NAME = "unnotified-reschedule"
SEVERITY = "warning"
NEEDS = (ast.Planned,)

_DEAL = """
agreement "Moved"
  advertiser "Acme Sonar"
  influencer "River Angler"
  posts
    video on youtube, planned 2026-04-12"""

VALID = (
    _DEAL,
    _DEAL + ", planned 2026-03-31 notified 2026-03-15",
)
INVALID = (
    Invalid(_DEAL + ", planned 2026-03-31"),
    Invalid(_DEAL + ", planned 2026-04-13 notified 2026-03-15, planned 2026-04-14"),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report later plans that nobody was told of."""
    for post in posts_of(context):
        for plan in plans_of(post)[1:]:
            if plan.notified is None:
                message = "the post was moved, and when the creator was told is not said"
                yield Diagnostic(CODE, plan.span, message, help="add `notified` and the moment")
