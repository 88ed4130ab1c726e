"""A post was deleted or published again, but never published.

## What it does

Finds posts with `deleted` or `republished` and without `published`.

## Why it matters

Windows count from the first publication, and a deleted post stays an anchor. Without the moment of publication they still count
from the plan.

## Example

```excl
agreement "Posts"
  advertiser "Acme Sonar"
  influencer "River Angler"
  posts
    story on instagram, planned 2026-04-14, deleted 2026-04-14 09:00
```

## Use instead

```excl
agreement "Posts"
  advertiser "Acme Sonar"
  influencer "River Angler"
  posts
    story on instagram, planned 2026-04-14, published 2026-04-14 08:00, deleted 2026-04-14 09:00
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.time import events_of, posts_of
from clauselang.syntax import ast

CODE = "L130"
NAME = "deleted-without-publication"
SEVERITY = "warning"
NEEDS = (ast.PostEvent,)

_DEAL = """
agreement "Posts"
  advertiser "Acme Sonar"
  influencer "River Angler"
  posts
    story on instagram, planned 2026-04-14"""

VALID = (
    _DEAL,
    _DEAL + ", published 2026-04-14 08:00, deleted 2026-04-14 09:00",
)
INVALID = (
    Invalid(_DEAL + ", deleted 2026-04-14 09:00"),
    Invalid(_DEAL + ", republished 2026-04-15 09:00"),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report what happened to posts that were never out."""
    for post in posts_of(context):
        for event in (*events_of(post, "deleted"), *events_of(post, "republished")):
            if not events_of(post, "published"):
                message = f"the post was {event.what}, but its publication is missing"
                yield Diagnostic(CODE, event.span, message, help="add `published` and the moment")
