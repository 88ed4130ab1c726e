"""A clause has more than eight phrases.

## What it does

Finds clauses with nine or more phrases.

## Why it matters

Each phrase is one more thing to keep in mind for one rule. Two clauses with titles are read faster than one that says all.

## Example

```excl
category sonar, any mention, 1 month after last post, on instagram, from @river, in NL, except gifted, if fee paid, fee included
```

## Use instead

```excl
category sonar, any mention, 1 month after last post, on instagram, except gifted, fee included
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid, span

CODE = "L315"
NAME = "very-long-clause"
SEVERITY = "info"

VALID = (
    "category sonar, any mention, 1 month after last post, on instagram, from @river, in NL, except gifted, fee included",
)
INVALID = (
    Invalid("""
        full, 1 day after each post, except stories, except organic, except gifted,
          except in US, except brands Moshi, except category books, fee included
    """),
)

_MANY = 8


def check(context: Context) -> Iterator[Diagnostic]:
    """Report clauses with more phrases than a sentence should have."""
    for clause in context.clauses:
        count = len(clause.node.phrases)
        if count > _MANY:
            yield Diagnostic(CODE, span(clause.node), f"the clause has {count} phrases", help="make two clauses of it")
