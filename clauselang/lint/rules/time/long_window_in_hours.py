"""A window of a week or longer is written in hours.

## What it does

Finds windows of 168 hours or more.

## Why it matters

Hours are counted with a stopwatch from the minute of the post, over every change of the clocks. For a week or a month nobody
counts that way, and the exact minute of the end surprises both sides.

## Example

```excl
category sonar, 720 hours after last post
```

## Use instead

```excl
category sonar, 1 month after last post
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.time import length
from clauselang.syntax import ast

CODE = "L142"
NAME = "long-window-in-hours"
SEVERITY = "info"

VALID = (
    "category sonar, 96 hours after last post",
    "category sonar, 30 days after last post, takedown 200 hours",
)
INVALID = (
    Invalid("category sonar, 720 hours after last post", "category sonar, 30 days after last post"),
    Invalid("category sonar, 24 hours before to 200 hours after last post"),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report many hours."""
    for _, phrase in context.phrases(ast.Around, ast.Before, ast.After, ast.FromTo, ast.During, ast.For):
        lengths = list(context.within(phrase, ast.Duration))
        for duration in lengths:
            hours = length(duration).hours
            if hours >= 168:
                days = f"{hours // 24} days"
                fix = context.replace(f"write `{days}`", duration, days) if hours % 24 == 0 and len(lengths) == 1 else None
                message = f"{hours} hours end in the middle of a day, at the minute of the post"
                yield Diagnostic(CODE, duration.span, message, help="write days, weeks or months", fix=fix)
