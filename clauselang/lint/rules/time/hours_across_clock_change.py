"""A window in hours runs over a clock change.

## What it does

Finds windows in hours whose two ends lie on different sides of a change of the clocks.

## Why it matters

Hours are elapsed time: 48 hours after a post at 16:00 end at 17:00 when the clocks were put forward in between. Who counts on the
face of a clock is an hour off.

## Example

```excl
agreement "Spring"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Amsterdam
  posts
    reel on instagram, published 2026-03-28 16:00

category sonar, 48 hours after each post
```

## Use instead

```excl
agreement "Spring"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Amsterdam
  posts
    reel on instagram, published 2026-03-28 16:00

category sonar, 2 days after each post
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.time import civil, finite, wall, zone_of
from clauselang.semantics.clock import to_datetime
from clauselang.syntax import ast

CODE = "L103"
NAME = "hours-across-clock-change"
SEVERITY = "info"

_DEAL = """
agreement "Spring"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Amsterdam
  posts
    reel on instagram, planned 2026-03-28 16:00

"""

VALID = (
    _DEAL + "category sonar, 3 hours after each post",
    _DEAL + "category sonar, 2 days after each post",
    _DEAL.replace("Amsterdam", "Istanbul") + "category sonar, 48 hours after each post",
    "category sonar, 48 hours after each post",
)
INVALID = (
    Invalid(_DEAL + "category sonar, 48 hours after each post"),
    Invalid(_DEAL + "category sonar, 3 hours before to 24 hours after last post"),
    Invalid(_DEAL + "full, 2 hours after each post\nthen category sonar, for 24 hours"),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report windows in hours with another offset at the end than at the start."""
    zone = zone_of(context)
    for clause, phrase in context.phrases(ast.Around, ast.Before, ast.After, ast.For):
        if zone is None or any(civil(duration) for duration in context.within(phrase, ast.Duration)):
            continue
        notes = [
            f"from {wall(start, zone, offset=True)} to {wall(end, zone, offset=True)}"
            for start, end in ((stretch.start[0], stretch.end[0]) for stretch in context.norm(clause).window.stretches)
            if finite(start) and finite(end) and to_datetime(start, zone).utcoffset() != to_datetime(end, zone).utcoffset()
        ]
        if notes:
            message = "the clocks change within these hours, which are counted as they pass"
            yield Diagnostic(CODE, phrase.span, message, help="write days if midnights are meant", notes=tuple(notes))
