"""A `but not` takes nothing back.

## What it does

Finds counter-exceptions for content that their exception does not free in this clause.

## Why it matters

The author believes that something stays forbidden because of these words, and it is something else, or it was never free.

## Example

```excl
category sonar, 1 month after last post, except stories but not instagram reels
```

## Use instead

```excl
category sonar, 1 month after last post, except stories but not instagram stories
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid, span
from clauselang.lint.rules.scope import exceptions
from clauselang.source import Span
from clauselang.syntax import ast

CODE = "L203"
NAME = "dead-counter-exception"
SEVERITY = "warning"
NEEDS = (ast.Except,)

VALID = (
    "category sonar, 1 month after last post, except stories but not instagram stories",
    'category sonar, 1 month after last post, except stories but not "the story links to a shop"',
)
INVALID = (
    Invalid(
        "category sonar, 1 month after last post, except stories but not instagram reels",
        "category sonar, 1 month after last post, except stories",
        safe=True,
    ),
    Invalid(
        "category fishing_gear, on instagram, 1 month after last post, except stories but not stories on tiktok",
        "category fishing_gear, on instagram, 1 month after last post, except stories",
        safe=True,
    ),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report counter-exceptions that do not meet what their exception frees."""
    for norm, phrase, exemption in exceptions(context):
        if not isinstance(phrase, ast.Except) or phrase.but_not is None or exemption.but_not_question or exemption.question:
            continue
        free = norm.scope & exemption.region
        if not free.is_empty and not exemption.but_not.is_empty and (free & exemption.but_not).is_empty:
            end = span(phrase.exempt).end
            words = Span(context.source, end, span(phrase.but_not).end)
            fix = context.replace("take `but not …` out", words, "")
            message = "this takes nothing back: the exception does not free it here"
            yield Diagnostic(CODE, phrase.but_not.span, message, help="take it out, or widen the exception", fix=fix)
