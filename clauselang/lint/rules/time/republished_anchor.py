"""A post that was published again counts as a further post.

## What it does

Finds re-publications that some window counts from.

## Why it matters

A re-publication is an anchor like any other. `each post` gets one more window, and `last post` may move by weeks, without anybody
having agreed to a longer restriction.

## Example

```excl
agreement "Again"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  posts
    story on instagram, published 2026-04-14 08:00, deleted 2026-04-14 09:00, republished 2026-05-15 08:00

category sonar, 1 week after last post
```

## Use instead

```excl
agreement "Again"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  posts
    story on instagram, published 2026-04-14 08:00, deleted 2026-04-14 09:00, republished 2026-05-15 08:00

category sonar, 1 week after first post
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.time import clauses_from, counted, events_of, numbers, posts_of
from clauselang.syntax import ast

CODE = "L108"
NAME = "republished-anchor"
SEVERITY = "info"
NEEDS = (ast.PostEvent,)

_DEAL = """
agreement "Again"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  posts
    story on instagram, published 2026-04-14 08:00, republished 2026-05-15 08:00

"""

VALID = (
    _DEAL + "category sonar, 1 week after first post",
    _DEAL + "category sonar, 1 week after each post on youtube",
)
INVALID = (
    Invalid(_DEAL + "category sonar, 1 week after last post"),
    Invalid(_DEAL + "category sonar, 1 week before to 1 week after each post on stories"),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report re-publications, with the clauses that count from them."""
    for post in posts_of(context):
        for event in events_of(post, "republished"):
            clauses = clauses_from(context, event.when, counted(context))
            if clauses:
                message = f"{numbers(clauses)} {_count(len(clauses))} from this re-publication as from a further post"
                yield Diagnostic(CODE, event.span, message, help="say `first post` if the first publication alone should count")


def _count(clauses: int) -> str:
    return "counts" if clauses == 1 else "count"
