"""A clause depends on where content is directed.

## What it does

Finds `in …` with countries.

## Why it matters

A post on a global platform appears everywhere. `in NL` is about content that is directed at the public there: its language,
prices, shops. The data of a platform seldom says that, so verdicts stay unknown until somebody adds it.

## Example

```excl
category sonar, 1 month after last post, in NL and BE
```

## Use instead

```excl
category sonar, 1 month after last post, worldwide
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.syntax import ast

CODE = "L219"
NAME = "territory-filter"
SEVERITY = "info"
NEEDS = (ast.In,)

VALID = (
    "category sonar, 1 month after last post, worldwide",
    "category sonar, 1 month after last post",
)
INVALID = (Invalid("category sonar, 1 month after last post, in NL and BE"),)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report filters by country."""
    for _, phrase in context.phrases(ast.In):
        if phrase.countries:
            message = "whether a post is directed at a country is a fact that somebody has to add to each post"
            yield Diagnostic(CODE, phrase.span, message, help="give posts a `territory`, or restrict platforms or accounts instead")
