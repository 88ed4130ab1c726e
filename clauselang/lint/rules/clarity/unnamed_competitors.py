"""A category is shut out, and no competitor in it is named.

## What it does

Finds clauses for a category for which the file knows no brand: none in the clause, no `brand … sells` in the category, no list of
competitors.

## Why it matters

“Who are the main competitors?” is the first thing to ask. A category has edges: a smartwatch with a sonar, a shop that sells
everything. A few names show what is meant, and posts that mention them can be judged without asking.

## Example

```excl
category sonar, 1 month after last post
```

## Use instead

```excl
brand Garmin sells sonar and smartwatches

category sonar, 1 month after last post
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid, span
from clauselang.resolve.resolved import Clause
from clauselang.syntax import ast

CODE = "L302"
NAME = "unnamed-competitors"
SEVERITY = "info"

VALID = (
    "category sonar plus brands Garmin, 1 month after last post",
    "full, 1 day after each post",
    """
        competitors rivals
          Garmin

        category sonar, 1 month after last post
        competitors rivals, 1 month after last post
    """,
    """
        brand Garmin sells sonar

        category fishing_electronics, 1 month after last post
    """,
)
INVALID = (
    Invalid("""
        brand Moshi sells books

        category sonar, 1 month after last post
    """),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report the first clause on each set of categories that no known brand is in."""
    clauses = [clause for clause in context.clauses if clause.target.categories]
    if not clauses or any(clause.target.brands or clause.target.lists for clause in context.clauses):
        return
    sold = _sold(context)
    seen: set[tuple[str, ...]] = set()
    for clause in clauses:
        names = tuple(symbol.key for symbol in clause.target.categories)
        below = frozenset[str]().union(*(context.resolved.taxonomy.below(name) for name in names))
        if names not in seen and not below & sold:
            label = _written(context, clause)
            message = f"no competitor in `{label}` is named"
            yield Diagnostic(CODE, span(clause.node.phrases[0]), message, help=f"name the main ones: `brand … sells {label}`")
        seen.add(names)


def _sold(context: Context) -> set[str]:
    """The categories that the known brands sell in."""
    symbols = context.resolved.symbols
    found: set[str] = set()
    for name in symbols.keys("brand"):
        brand = symbols.find("brand", name)
        for category in brand.related if brand else ():
            symbol = symbols.find("category", category)
            found.add(symbol.key if symbol else category)
    return found


def _written(context: Context, clause: Clause) -> str:
    return next(node.names[0].text for node in context.within(clause.node, ast.Categories))
