"""A length of time is zero.

## What it does

Finds durations of no time in windows and periods, such as `0 days after each post`.

## Why it matters

Zero days after a post are the rest of its day, zero hours are nothing, and a term of zero months never holds. If that is meant,
there are words that say so.

## Example

```excl
category sonar, 0 days after each post
```

## Use instead

```excl
category sonar, on the day of each post
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.syntax import ast

CODE = "L127"
NAME = "zero-duration"
SEVERITY = "warning"

VALID = (
    "category sonar, on the day of each post",
    "category sonar, 1 month 0 days after last post",
)
INVALID = (
    Invalid("category sonar, 0 days after each post"),
    Invalid("category sonar, 0 hours before to 24 hours after each post"),
    Invalid("full, 2 days after last post\nthen category sonar, for 0 days"),
)

_LENGTHS = (ast.Around, ast.Before, ast.After, ast.FromTo, ast.During, ast.For)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report durations whose figures are all zero."""
    places: list[ast.Node] = [phrase for _, phrase in context.phrases(*_LENGTHS)]
    places += context.nodes(ast.Period)
    for duration in (duration for place in places for duration in context.within(place, ast.Duration)):
        if not any(count for count, _ in duration.parts):
            remedy = "write `on the day of …` for the day itself, or take the length out"
            yield Diagnostic(CODE, duration.span, "this is no time at all", help=remedy)
