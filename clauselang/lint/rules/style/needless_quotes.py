"""A name stands in quotes that it does not need.

## What it does

Finds quoted names in clauses and vocabulary that could stand without quotes. Titles, parties and schedules are left alone, and so
are names that are words of the language.

## Why it matters

The same brand with and without quotes looks like two brands. Quotes are for names with spaces and signs.

## Example

```excl
brands "Garmin", 1 month after last post
```

## Use instead

```excl
brands Garmin, 1 month after last post
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid, span
from clauselang.syntax import ast
from clauselang.syntax.tables import KEYWORDS, PATTERNS

CODE = "L603"
NAME = "needless-quotes"
SEVERITY = "info"

VALID = (
    'brands "Johnson Outdoors", 1 month after last post',
    'brands "Full", 1 month after last post',
    """
        exclusivity "Instagram"
          category sonar, 1 month after last post
    """,
    'category sonar, 1 month after last post, except "charity"',
    'category rods "rods" under fishing',
)
INVALID = (
    Invalid('brands "Garmin" and Moshi, 1 month after last post', "brands Garmin and Moshi, 1 month after last post", safe=True),
    Invalid(
        'category sonar, 1 month after last post, except brands "Garmin"',
        "category sonar, 1 month after last post, except brands Garmin",
        safe=True,
    ),
)

_NAME = re.compile(PATTERNS["NAME"], re.ASCII)
_HOLDERS: tuple[type[ast.Node], ...] = (
    ast.Categories, ast.Brands, ast.Competitors, ast.At, ast.Exempt, ast.CompetitorList, ast.Declaration, ast.Alias,
)  # fmt: skip


def check(context: Context) -> Iterator[Diagnostic]:
    """Report quoted names of clauses and vocabulary that read the same without quotes."""
    for holder in context.nodes(*_HOLDERS):
        if isinstance(holder, ast.Exempt) and holder.facet == "schedule":
            continue
        for part in (getattr(holder, field) for field in ast.fields(holder)):
            for name in part if isinstance(part, tuple) else (part,):
                if isinstance(name, ast.Name) and name.quoted and _NAME.fullmatch(name.text) and name.text.lower() not in KEYWORDS:
                    fix = context.replace("take the quotes away", span(name), name.text)
                    yield Diagnostic(CODE, name.span, f"`{name.text}` needs no quotes", help="take them away", fix=fix)
