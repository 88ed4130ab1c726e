"""Some posts are out, and a window still counts from the plan of another.

## What it does

Finds planned posts that a window counts from, in an agreement that already has published ones.

## Why it matters

A verdict that rests on a plan is provisional. Once the work has begun, it pays to keep the times of the posts up to date: a post
that went out late moves every window behind it.

## Example

```excl
agreement "Under way"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  posts
    reel on instagram, published 2026-03-10 18:02
    video on youtube, planned 2026-04-12

category sonar, 1 month after last post
```

## Use instead

```excl
agreement "Under way"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  posts
    reel on instagram, published 2026-03-10 18:02
    video on youtube, planned 2026-04-12, published 2026-04-13 17:02

category sonar, 1 month after last post
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.time import clauses_from, counted, events_of, numbers, plans_of, posts_of
from clauselang.syntax import ast

CODE = "L109"
NAME = "plan-beside-published-posts"
SEVERITY = "info"
NEEDS = (ast.Planned,)

_DEAL = """
agreement "Under way"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  posts
    reel on instagram, published 2026-03-10 18:02
    video on youtube, planned 2026-04-12

"""

VALID = (
    _DEAL.replace("published", "planned") + "category sonar, 1 month after last post",
    _DEAL + "category sonar, 1 month after first post",
    _DEAL + "category sonar, 1 month after each post on instagram",
)
INVALID = (
    Invalid(_DEAL + "category sonar, 1 month after last post"),
    Invalid(_DEAL + "full, 24 hours after each post\nthen category sonar, for 1 month"),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report plans that stand beside publications."""
    found = counted(context)
    posts = posts_of(context)
    if not any(events_of(post, "published") for post in posts):
        return
    for post in posts:
        plans = plans_of(post)
        if plans and not events_of(post, "published"):
            clauses = clauses_from(context, plans[-1].when, found)
            if clauses:
                message = f"the window of {numbers(clauses)} rests on a plan, although other posts are out"
                yield Diagnostic(CODE, plans[-1].span, message, help="add `published …` as soon as it is out")
