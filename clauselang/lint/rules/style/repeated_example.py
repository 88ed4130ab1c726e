"""A scenario has the same line twice.

## What it does

Finds examples that stand in a scenario, or in two, with the same description and the same verdict.

## Why it matters

The second one tests nothing. It was copied in order to be changed, and one of the two facts that should differ still does not.

## Example

```excl
category sonar, 1 month after last post

scenario "Rivals"
  paid mention of Garmin, 2026-04-20: unknown
  paid mention of Garmin, 2026-04-20: unknown
```

## Use instead

```excl
category sonar, 1 month after last post

scenario "Rivals"
  paid mention of Garmin, 2026-04-20: unknown
  paid mention of Garmin, 2026-05-20: unknown
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.syntax import ast

CODE = "L606"
NAME = "repeated-example"
SEVERITY = "warning"
NEEDS = (ast.Example,)

VALID = (
    """
        scenario "Rivals"
          paid mention of Garmin: unknown
          gifted mention of Garmin: unknown
    """,
)
INVALID = (
    Invalid(
        """
            scenario "A"
              paid mention of Garmin: unknown
            scenario "B"
              organic mention of Garmin: compliant
              paid mention of Garmin: unknown
        """,
        """
            scenario "A"
              paid mention of Garmin: unknown
            scenario "B"
              organic mention of Garmin: compliant
        """,
    ),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report examples that are equal to an earlier one."""
    seen: set[ast.Example] = set()
    for example in context.nodes(ast.Example):
        before = len(seen)
        seen.add(example)  # which compares it as well, and once
        if len(seen) == before:
            fix = context.without_lines("take the line out", example)
            yield Diagnostic(CODE, example.span, "the same example stands above", help="change a fact, or take the line out", fix=fix)
