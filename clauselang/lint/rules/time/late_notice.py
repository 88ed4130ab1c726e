"""The creator was told of a plan after its time.

## What it does

Finds plans whose `notified` lies after the planned time, or after the post was published.

## Why it matters

A plan that is announced when it is over plans nothing. One of the two moments is mistyped, and windows and excuses are computed
from it.

## Example

```excl
agreement "Notice"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  posts
    reel on instagram, planned 2026-03-12, planned 2026-03-20 notified 2026-04-11 09:00
```

## Use instead

```excl
agreement "Notice"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  posts
    reel on instagram, planned 2026-03-12, planned 2026-03-20 notified 2026-03-11 09:00
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.time import events_of, moment_of, plans_of, posts_of
from clauselang.syntax import ast

CODE = "L124"
NAME = "late-notice"
SEVERITY = "warning"
NEEDS = (ast.Planned,)

_DEAL = """
agreement "Notice"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  posts
    reel on instagram, planned 2026-03-12, planned 2026-03-20 notified 2026-03-11 09:00
"""

VALID = (
    _DEAL,
    _DEAL.replace("2026-03-11 09:00", "2026-03-20"),
    _DEAL.replace("09:00", "09:00, published 2026-03-20 10:00"),
)
INVALID = (
    Invalid(_DEAL.replace("03-11 09:00", "04-11 09:00")),
    Invalid(_DEAL.replace("09:00", "09:00, published 2026-03-10 10:00")),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report notices that certainly came after what they announce."""
    for post in posts_of(context):
        out = [moment_of(context, event.when) for event in events_of(post, "published")]
        for plan in plans_of(post):
            told = moment_of(context, plan.notified)
            at = [moment for moment in (moment_of(context, plan.when), *out) if moment]
            if told and plan.notified and any(told.lo >= moment.hi and told.hi > moment.lo for moment in at):
                message = "the creator was told of this plan when its time was over"
                yield Diagnostic(CODE, plan.notified.span, message, help="correct one of the two moments")
