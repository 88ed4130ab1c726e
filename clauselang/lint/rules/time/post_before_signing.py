"""A post was out, or is to be out, before the agreement is signed.

## What it does

Finds posts that are planned or published before the moment of signing.

## Why it matters

The work is done before the deal exists. Windows around that post lie partly in the past, where a clause can only state a fact;
and perhaps the date of signing is wrong.

## Example

```excl
agreement "Dates"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  signed 2026-02-20
  posts
    reel on instagram, planned 2026-02-10 18:00
```

## Use instead

```excl
agreement "Dates"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  signed 2026-02-20
  posts
    reel on instagram, planned 2026-03-10 18:00
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.time import moment_of, posts_of, signing_of, time_of
from clauselang.syntax import ast

CODE = "L123"
NAME = "post-before-signing"
SEVERITY = "warning"
NEEDS = (ast.Signed,)

_DEAL = """
agreement "Dates"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  signed 2026-02-20 11:30
  posts
    reel on instagram, planned 2026-02-20
"""

VALID = (
    _DEAL,
    _DEAL.replace("planned 2026-02-20", "planned 2026-02-10, planned 2026-02-21"),
)
INVALID = (
    Invalid(_DEAL.replace("planned 2026-02-20", "planned 2026-02-20 11:00")),
    Invalid(_DEAL.replace("planned 2026-02-20", "planned 2026-02-21, published 2026-02-19")),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report posts that certainly lie before signing."""
    signing = signing_of(context)
    for post in posts_of(context):
        node = time_of(post)
        moment = moment_of(context, node)
        if node and moment and signing and moment.hi <= signing.lo and moment.lo < signing.lo:
            message = "the post lies before the agreement was signed"
            yield Diagnostic(CODE, node.span, message, help="correct one of the two dates, or sign before the work begins")
