"""Between the windows of two posts a short time is left free.

## What it does

Finds windows for `each post`, each a week or longer, that leave a gap between two posts of at most a quarter of their length.

## Why it matters

A gap of a day or two in the middle of a month-long restriction is seldom meant. Rivals may use it, and creators may stumble over
its edges.

## Example

```excl
agreement "Two posts"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  posts
    reel on instagram, planned 2026-03-10 18:00
    reel on instagram, planned 2026-04-12 18:00

category sonar, 1 month after each post
```

## Use instead

```excl
agreement "Two posts"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  posts
    reel on instagram, planned 2026-03-10 18:00
    reel on instagram, planned 2026-04-12 18:00

category sonar, from first post to 1 month after last post
```
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.time import sides, wall, zone_of
from clauselang.semantics.clock import HOUR
from clauselang.syntax import ast

CODE = "L114"
NAME = "gap-between-posts"
SEVERITY = "info"

_DEAL = """
agreement "Two posts"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  posts
    reel on instagram, planned 2026-03-10 18:00
    reel on instagram, planned 2026-04-12 18:00

"""

VALID = (
    _DEAL + "category sonar, 5 weeks after each post",
    _DEAL + "category sonar, 2 weeks after each post",
    _DEAL + "category sonar, 24 hours before to 24 hours after each post",
    _DEAL + "category sonar, 1 month after last post",
)
INVALID = (
    Invalid(_DEAL + "category sonar, 1 month after each post"),
    Invalid(_DEAL + "category sonar, 2 weeks before to 2 weeks after each post on instagram"),
)

_WEEK = 7 * 24 * HOUR


def check(context: Context) -> Iterator[Diagnostic]:
    """Report short gaps between long parts of one window."""
    zone = zone_of(context)
    for clause, phrase in sides(context):
        intervals = context.norm(clause).may.intervals
        if not (isinstance(phrase.anchor, ast.PostAnchor) and phrase.anchor.which == "each" and context.norm(clause).window.stretches):
            continue
        notes = tuple(
            f"free from {wall(earlier[1], zone)} to {wall(later[0], zone)}"
            for earlier, later in pairwise(intervals)
            if (shorter := min(earlier[1] - earlier[0], later[1] - later[0])) >= _WEEK and 4 * (later[0] - earlier[1]) <= shorter
        )
        if notes:
            message = "the windows of two posts nearly meet, and leave a short time free"
            remedy = "write `from first post to … after last post` if no gap is meant"
            yield Diagnostic(CODE, phrase.span, message, help=remedy, notes=notes)
