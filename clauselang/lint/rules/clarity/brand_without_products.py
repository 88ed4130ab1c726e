"""A brand is declared, and nobody says what it sells.

## What it does

Finds declarations of brands without `sells`, in a file in which a clause forbids or excepts a category.

## Why it matters

Whether a post for a brand is in a category depends on the product. If nobody says what the brand sells, every post for it has to be
asked about.

## Example

```excl
brand Garmin
  alias "Garmin Ltd."

category sonar, 1 month after last post
```

## Use instead

```excl
brand Garmin sells sonar and smartwatches
  alias "Garmin Ltd."

category sonar, 1 month after last post
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid, span
from clauselang.syntax import ast

CODE = "L313"
NAME = "brand-without-products"
SEVERITY = "info"
NEEDS = (ast.Declaration,)

VALID = (
    """
        brand Garmin
          alias "Garmin Ltd."

        brands Garmin, 1 month after last post
    """,
)
INVALID = (
    Invalid("""
        brand Garmin

        full, 1 day after each post, except category books
    """),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report brands without products where categories matter."""
    matters = any(clause.target.categories for clause in context.clauses)
    if not matters and not any(exempt.facet == "category" for exempt in context.nodes(ast.Exempt)):
        return
    for node in context.nodes(ast.Declaration):
        if node.kind == "brand" and not node.related:
            message = f"nobody says what `{node.name.text}` sells"
            yield Diagnostic(CODE, span(node.name), message, help=f"write `brand {span(node.name).text} sells …`")
