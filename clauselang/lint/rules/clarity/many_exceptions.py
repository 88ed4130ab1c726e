"""A clause excepts more than six things.

## What it does

Finds clauses whose exceptions name more than six values in all.

## Why it matters

When so much is free, it is easier to say what is not. A clause that names the forbidden platforms or brands is shorter, and nothing
is free by accident.

## Example

```excl
full, 1 day after each post, except brands Alba and Brio and Celo and Duna and Etna and Fado and Gala
```

## Use instead

```excl
category sonar, 1 day after each post
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid, span
from clauselang.syntax import ast

CODE = "L316"
NAME = "many-exceptions"
SEVERITY = "info"
NEEDS = (ast.Except, ast.SurfacesExcluded, ast.AccountsExcluded)

VALID = (
    "full, 1 day after each post, except brands Alba and Brio and Celo and Duna and Etna and Fado",
    "full, 1 day after each post, except stories but not stories on tiktok",
)
INVALID = (
    Invalid("""
        full, 1 day after each post, except stories, except organic and gifted,
          except in US and CA, except brands Moshi, except category books
    """),
)

_MANY = 6


def check(context: Context) -> Iterator[Diagnostic]:
    """Report clauses with more exceptions than rule."""
    for clause in context.clauses:
        count = sum(len(exception.exempt.values) for exception in clause.exceptions)
        if count > _MANY:
            message = f"the clause excepts {count} things"
            yield Diagnostic(CODE, span(clause.node), message, help="say what is forbidden, with `category …`, `brands …` or `on …`")
