"""Two articles or two scenarios have the same title.

## What it does

Finds `exclusivity` blocks with the same title, and scenarios with the same title.

## Why it matters

People refer to articles by their titles, and a failed test is reported by its title. With two of them nobody knows which is meant.

## Example

```excl
exclusivity "Sonar"
  category sonar, 1 month after last post

exclusivity "Sonar"
  full, 24 hours after each post
```

## Use instead

```excl
exclusivity "Sonar"
  category sonar, 1 month after last post

exclusivity "Room around our posts"
  full, 24 hours after each post
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid, span
from clauselang.resolve.symbols import key
from clauselang.syntax import ast

CODE = "L317"
NAME = "repeated-title"
SEVERITY = "warning"

VALID = (
    """
        exclusivity "Sonar"
          category sonar, 1 month after last post

        scenario "Sonar"
          paid mention of Garmin: unknown
    """,
    """
        exclusivity
          full, 24 hours after each post
        exclusivity
          full, 24 hours before each post
    """,
)
INVALID = (
    Invalid("""
        scenario "Rivals"
          paid mention of Garmin: unknown

        scenario "rivals"
          gifted mention of Garmin: unknown
    """),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report the second of two equal titles."""
    seen: set[tuple[str, str]] = set()
    titles = [("article", node.title) for node in context.nodes(ast.Exclusivity) if node.title is not None]
    titles += [("scenario", node.title) for node in context.nodes(ast.Scenario)]
    for what, title in titles:
        if (what, key(title.text)) in seen:
            yield Diagnostic(CODE, span(title), f"another {what} is called `{title.text}`", help="give it a title of its own")
        seen.add((what, key(title.text)))
