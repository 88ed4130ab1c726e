"""A year is written in days.

## What it does

Finds windows and terms of 360, 365 or 366 days, and of two and three times as many.

## Why it matters

In a leap year 365 days end a day before the year does, and 360 days are a year only in old interest tables. What was talked about
was a year.

## Example

```excl
category sonar, 365 days after last post
```

## Use instead

```excl
category sonar, 12 months after last post
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.syntax import ast

CODE = "L141"
NAME = "year-in-days"
SEVERITY = "info"

VALID = (
    "category sonar, 12 months after last post",
    "category sonar, 90 days after last post",
)
INVALID = (
    Invalid("category sonar, 365 days after last post", "category sonar, 1 year after last post"),
    Invalid("category sonar, 730 days before signing", "category sonar, 2 years before signing"),
)

_YEARS = {count * days: count for count in (1, 2, 3) for days in (360, 365, 366)}


def check(context: Context) -> Iterator[Diagnostic]:
    """Report lengths in days that stand for years."""
    for duration in context.nodes(ast.Duration):
        match duration.parts:
            case ((count, "day"),) if count in _YEARS:
                written = "1 year" if _YEARS[count] == 1 else f"{_YEARS[count]} years"
                fix = context.replace(f"write `{written}`", duration, written)
                message = f"`{count} days` and {written} end on different dates when there is a leap day"
                yield Diagnostic(CODE, duration.span, message, help=f"write `{written}` if that is meant", fix=fix)
            case _:
                pass
