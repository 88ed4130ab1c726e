"""A window counts from a publication of which only the date is known.

## What it does

Finds `published` and `republished` with a date alone, if a window starts or ends at the moment of the post or counts hours from
it.

## Why it matters

The post is out, so its time can be looked up. Without it, posts of that day stay undecided: nobody knows whether they came before
or after.

## Example

```excl
agreement "Times"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  posts
    reel on instagram, published 2026-03-10

full, 24 hours after each post
```

## Use instead

```excl
agreement "Times"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  posts
    reel on instagram, published 2026-03-10 18:02

full, 24 hours after each post
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.time import clauses_from, counted, events_of, numbers, posts_of
from clauselang.syntax import ast

CODE = "L133"
NAME = "vague-publication-time"
SEVERITY = "warning"
NEEDS = (ast.PostEvent,)

_DEAL = """
agreement "Times"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  posts
    reel on instagram, published 2026-03-10

"""

VALID = (
    _DEAL + "full, on the day of each post",
    _DEAL + "full, 1 week before to 1 week after each post",
    _DEAL + "full, 24 hours after each post on youtube",
    _DEAL.replace("03-10", "03-10 18:02") + "full, 24 hours after each post",
    _DEAL.replace("published", "planned") + "full, 24 hours after each post",
)
INVALID = (
    Invalid(_DEAL + "full, 24 hours before to 24 hours after each post"),
    Invalid(_DEAL + "category sonar, 1 month after last post"),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report dates of publications that leave part of a window open."""
    found = counted(context)
    for post in posts_of(context):
        for event in (*events_of(post, "published"), *events_of(post, "republished")):
            if event.when.kind != "date":
                continue
            clauses = clauses_from(context, event.when, found)
            clauses = [clause for clause in clauses if context.norm(clause).must != context.norm(clause).may]
            if clauses:
                message = f"without the time of the post, part of the window of {numbers(clauses)} is open"
                yield Diagnostic(CODE, event.span, message, help="add the time, such as `2026-03-10 18:02`")
