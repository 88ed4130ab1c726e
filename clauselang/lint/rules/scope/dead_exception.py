"""An exception that frees nothing.

## What it does

Finds exceptions for content that the clause does not forbid in the first place.

## Why it matters

Either the exception is a leftover, or (more often) the clause forbids less than its author believes. A reader who meets it will
look for the sense in it, and a judge will too.

## Example

```excl
category sonar, 1 month after last post, on youtube, except instagram
```

## Use instead

```excl
category sonar, 1 month after last post, on youtube
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.syntax import ast

CODE = "L201"
NAME = "dead-exception"
SEVERITY = "warning"
NEEDS = (ast.Except, ast.SurfacesExcluded, ast.AccountsExcluded)

VALID = (
    "category sonar, 1 month after last post, on youtube, except youtube shorts",
    "category sonar, 1 month after last post, except instagram",
    'full, 1 month after last post, on youtube, except "the post is about fishing"',
)
INVALID = (
    Invalid(
        "category sonar, 1 month after last post, on youtube, except instagram",
        "category sonar, 1 month after last post, on youtube",
        safe=True,
    ),
    Invalid(
        "category sonar, except organic, 1 month after last post",
        "category sonar, 1 month after last post",
        safe=True,
    ),
)

_EXCEPTIONS = (ast.Except, ast.SurfacesExcluded, ast.AccountsExcluded)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report exceptions whose region does not meet what the clause forbids."""
    for norm in context.norms:
        phrases = [phrase for phrase in norm.clause.node.phrases if isinstance(phrase, _EXCEPTIONS)]
        for phrase, exemption in zip(phrases, norm.exemptions, strict=True):
            if exemption.question is None and not exemption.region.is_empty and (norm.scope & exemption.region).is_empty:
                fix = context.without_phrase("take the exception out", norm.clause, phrase)
                message = "the exception frees nothing: the clause does not forbid that"
                yield Diagnostic(CODE, phrase.span, message, help="take it out, or widen the clause", fix=fix)
