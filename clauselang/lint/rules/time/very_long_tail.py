"""The restriction goes on for more than a year after the work.

## What it does

Finds windows that last more than 12 months after a post, an event or the end of a period.

## Why it matters

Nobody pays for the second year. Most deals end the exclusivity after weeks or a few months; courts ask whether a longer tail is
needed to protect the brand, and a creator who works in one field cannot take any other work in it meanwhile.

## Example

```excl
category sonar, 2 years after last post
```

## Use instead

```excl
category sonar, 3 months after last post
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.syntax import ast

CODE = "L101"
NAME = "very-long-tail"
SEVERITY = "warning"

VALID = (
    "category sonar, 12 months after last post",
    "category sonar, 2 years before signing",
    "category sonar, from signing to 6 months after end of term",
)
INVALID = (
    Invalid("category sonar, 2 years after last post"),
    Invalid("category sonar, during term and 13 months after"),
    Invalid("category sonar, from signing to 400 days after last post"),
)

_DAYS = {"hour": 1 / 24, "day": 1, "week": 7, "month": 30.5, "year": 366}


def check(context: Context) -> Iterator[Diagnostic]:
    """Report lengths of more than a year on the later side of a window."""
    for _, phrase in context.phrases(ast.Around, ast.After, ast.During, ast.FromTo):
        length = _tail(phrase)
        if length is not None and sum(count * _DAYS[unit] for count, unit in length.parts) > 366:
            message = f"the restriction goes on for {length.span.text if length.span else 'long'} afterwards"
            yield Diagnostic(CODE, length.span, message, help="shorten it, or say in the deal what pays for it")


def _tail(phrase: ast.Node) -> ast.Duration | None:
    match phrase:
        case ast.Around(after=after) | ast.During(after=after):
            return after
        case ast.After(duration=duration):
            return duration
        case ast.FromTo(end=ast.Bound(duration=duration, direction="after")):
            return duration
        case _:
            return None
