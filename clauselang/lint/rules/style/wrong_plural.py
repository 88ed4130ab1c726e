"""A unit has the wrong number: `1 months`, `2 month`.

## What it does

Finds durations whose unit is not in the number that the figure asks for.

## Why it matters

The meaning is the same, but in a contract `1 months` reads like a figure that was changed at the last minute.

## Example

```excl
category sonar, 1 months after last post
```

## Use instead

```excl
category sonar, 1 month after last post
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid, span
from clauselang.syntax import ast

CODE = "L601"
NAME = "wrong-plural"
SEVERITY = "info"

VALID = (
    "category sonar, 2 months after last post",
    "category sonar, 1 month 15 days after last post",
    "category sonar, 1 month after last post, fee 300 USD per month",
)
INVALID = (
    Invalid("category sonar, 2 month after last post", "category sonar, 2 months after last post", safe=True),
    Invalid(
        "full, 1 days before to 36 hour after each post, fee 10% of base per 30 day",
        "full, 1 day before to 36 hours after each post, fee 10% of base per 30 days",
        safe=True,
    ),
)

_PART = re.compile(r"(\d+)(\s+)(hour|day|week|month|year)(s?)\b", re.IGNORECASE)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report durations that change when every unit is put into its number."""
    for node in context.nodes(ast.Duration):
        written = span(node).text
        right = _PART.sub(_numbered, written)
        if right != written:
            fix = context.replace(f"write `{right}`", node, right)
            yield Diagnostic(CODE, node.span, f"`{written}` has a unit in the wrong number", help=f"write `{right}`", fix=fix)


def _numbered(match: re.Match[str]) -> str:
    plural = int(match[1]) != 1
    if plural == bool(match[4]):
        return match[0]
    return match[1] + match[2] + match[3] + ("s" if plural else "")
