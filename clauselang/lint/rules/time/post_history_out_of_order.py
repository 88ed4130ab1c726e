"""A post was deleted or published again before it was published.

## What it does

Finds `deleted` and `republished` with a moment before `published`.

## Why it matters

One of the moments is mistyped, and windows count from both publications.

## Example

```excl
agreement "Posts"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  posts
    story on instagram, published 2026-04-14 08:00, deleted 2026-03-14 09:00
```

## Use instead

```excl
agreement "Posts"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  posts
    story on instagram, published 2026-04-14 08:00, deleted 2026-04-14 09:00
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.time import events_of, moment_of, posts_of
from clauselang.syntax import ast

CODE = "L131"
NAME = "post-history-out-of-order"
SEVERITY = "warning"
NEEDS = (ast.PostEvent,)

_DEAL = """
agreement "Posts"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  posts
    story on instagram, published 2026-04-14 08:00"""

VALID = (
    _DEAL,
    _DEAL + ", deleted 2026-04-14",
    _DEAL + ", deleted 2026-04-14 08:00, republished 2026-04-15 08:00",
)
INVALID = (
    Invalid(_DEAL + ", deleted 2026-03-14 09:00"),
    Invalid(_DEAL + ", republished 2026-04-13"),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report moments that certainly lie before the publication."""
    for post in posts_of(context):
        for published in events_of(post, "published"):
            out = moment_of(context, published.when)
            for event in (*events_of(post, "deleted"), *events_of(post, "republished")):
                moment = moment_of(context, event.when)
                if out and moment and moment.hi <= out.lo and moment.lo < out.lo:
                    message = f"the post was {event.what} before it was published"
                    yield Diagnostic(CODE, event.span, message, help="correct one of the two moments")
