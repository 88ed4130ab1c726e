"""A `but not` takes back everything that its exception frees.

## What it does

Finds exceptions whose counter-exception covers all of them.

## Why it matters

The two cancel each other, so the clause reads as if something were free and nothing is.

## Example

```excl
category sonar, 1 month after last post, except instagram stories but not stories
```

## Use instead

```excl
category sonar, 1 month after last post, except stories but not instagram stories
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.scope import exceptions
from clauselang.syntax import ast

CODE = "L204"
NAME = "exception-undone"
SEVERITY = "warning"
NEEDS = (ast.Except, ast.SurfacesExcluded, ast.AccountsExcluded)

VALID = (
    "category sonar, 1 month after last post, except stories but not instagram stories",
    'category sonar, 1 month after last post, except stories but not "the story links to a shop"',
)
INVALID = (
    Invalid(
        "category sonar, 1 month after last post, except instagram stories but not stories",
        "category sonar, 1 month after last post",
        safe=True,
    ),
    Invalid(
        "category sonar, 1 month after last post, on instagram, except stories but not instagram",
        "category sonar, 1 month after last post, on instagram",
        safe=True,
    ),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report exceptions of which the counter-exception leaves nothing."""
    for norm, phrase, exemption in exceptions(context):
        if exemption.question or exemption.but_not_question or exemption.but_not.is_empty:
            continue
        free = norm.scope & exemption.region
        if not free.is_empty and free <= exemption.but_not:
            fix = context.without_phrase("take the exception out", norm.clause, phrase)
            message = "`but not` takes back all that the exception frees"
            yield Diagnostic(CODE, phrase.span, message, help="narrow what stands behind `but not`", fix=fix)
