"""One of several articles has no title.

## What it does

Finds `exclusivity` blocks without a title in a file with several blocks.

## Why it matters

The title is what people call an article in an e-mail. “Article 3” may be another one in the next version.

## Example

```excl
exclusivity "Sonar"
  category sonar, 1 month after last post

exclusivity
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
from clauselang.source import Span
from clauselang.syntax import ast

CODE = "L308"
NAME = "untitled-article"
SEVERITY = "info"
NEEDS = (ast.Exclusivity,)

VALID = (
    """
        exclusivity
          category sonar, 1 month after last post
    """,
)
INVALID = (
    Invalid("""
        exclusivity
          category sonar, 1 month after last post
        exclusivity
          full, 24 hours after each post
    """),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report blocks without a title, if there is another block."""
    blocks = list(context.nodes(ast.Exclusivity))
    for block in blocks if len(blocks) > 1 else ():
        if block.title is None:
            start = span(block).start
            head = Span(context.source, start, start + len("exclusivity"))
            yield Diagnostic(CODE, head, "the article has no title, and there are others", help='give it one: `exclusivity "…"`')
