"""A month is written as 30 days.

## What it does

Finds windows of 30, 60 or 90 days in a file that counts in months elsewhere.

## Why it matters

30 days and a month differ by up to two days, and only one of them is what the parties talked about. When a file counts in months and
once in 30 days, readers wonder whether the difference was meant.

## Example

```excl
category sonar, 1 month after last post
category lures, 30 days after last post
```

## Use instead

```excl
category sonar, 1 month after last post
category lures, 1 month after last post
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.syntax import ast

CODE = "L102"
NAME = "month-of-thirty-days"
SEVERITY = "info"

VALID = (
    "category sonar, 30 days after last post",
    "category sonar, 1 month after last post, takedown 30 days",
)
INVALID = (
    Invalid(
        "category sonar, 1 month after last post\ncategory lures, 60 days after last post\n",
        "category sonar, 1 month after last post\ncategory lures, 2 months after last post\n",
    ),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report multiples of 30 days in windows, if another window counts in months."""
    windows = context.phrases(ast.Around, ast.Before, ast.After, ast.FromTo, ast.During, ast.For)
    lengths = [duration for _, window in windows for duration in context.within(window, ast.Duration)]
    if not any(unit == "month" for duration in lengths for _, unit in duration.parts):
        return
    for duration in lengths:
        match duration.parts:
            case ((30 | 60 | 90 as days, "day"),):
                written = f"{days // 30} month{'s' if days > 30 else ''}"
                fix = context.replace(f"write `{written}`", duration, written)
                message = f"`{days} days` stands beside windows in months, and is not the same as {written}"
                yield Diagnostic(CODE, duration.span, message, help=f"write `{written}` if that is meant", fix=fix)
            case _:
                pass
