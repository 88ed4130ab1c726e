"""A post is said to be both published and cancelled.

## What it does

Finds posts with `published` and `cancelled`.

## Why it matters

A post that is out anchors windows, a cancelled one does not. The file says both, and the publication wins without a word.

## Example

```excl
agreement "Posts"
  advertiser "Acme Sonar"
  influencer "River Angler"
  posts
    reel on instagram, published 2026-03-10 18:00, cancelled
```

## Use instead

```excl
agreement "Posts"
  advertiser "Acme Sonar"
  influencer "River Angler"
  posts
    reel on instagram, published 2026-03-10 18:00, deleted 2026-03-11 09:00
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.time import events_of, posts_of
from clauselang.syntax import ast

CODE = "L129"
NAME = "cancelled-after-publication"
SEVERITY = "warning"
NEEDS = (ast.PostState,)

_DEAL = """
agreement "Posts"
  advertiser "Acme Sonar"
  influencer "River Angler"
  posts
    reel on instagram"""

VALID = (
    _DEAL + ", planned 2026-03-10, cancelled",
    _DEAL + ", published 2026-03-10 18:00, deleted 2026-03-11 09:00",
)
INVALID = (
    Invalid(_DEAL + ", published 2026-03-10 18:00, cancelled"),
    Invalid(_DEAL + ", cancelled, published 2026-03-10 18:00"),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report posts that are out and called off."""
    for post in posts_of(context):
        for event in post.node.events:
            if isinstance(event, ast.PostState) and event.what == "cancelled" and events_of(post, "published"):
                message = "the post was published, so it cannot be cancelled"
                yield Diagnostic(CODE, event.span, message, help="write `deleted` and the moment, or take one of the two out")
