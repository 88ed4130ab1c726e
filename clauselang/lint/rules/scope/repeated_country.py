"""A country is listed twice.

## What it does

Finds countries that stand twice in one list.

## Why it matters

The second mention has no effect. Where it was to be another country, that one is missing.

## Example

```excl
category sonar, 1 month after last post, in NL and nl
```

## Use instead

```excl
category sonar, 1 month after last post, in NL and BE
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.scope import names_in, without_item
from clauselang.syntax import ast

CODE = "L220"
NAME = "repeated-country"
SEVERITY = "warning"
NEEDS = (ast.In, ast.Exempt)

VALID = ("category sonar, 1 month after last post, in NL and BE",)
INVALID = (
    Invalid(
        "category sonar, 1 month after last post, in NL and BE and nl",
        "category sonar, 1 month after last post, in NL and BE",
        safe=True,
    ),
    Invalid(
        "category sonar, 1 month after last post, except in US and US",
        "category sonar, 1 month after last post, except in US",
        safe=True,
    ),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report the later of two equal countries."""
    lists = [part.countries for part in context.nodes(ast.In)]
    lists += [tuple(names_in(part)) for part in context.nodes(ast.Exempt) if part.facet == "territory"]
    for names in lists:
        seen: set[str] = set()
        for name in names:
            if name.text.upper() in seen:
                fix = without_item("take it out", names, name)
                message = f"`{name.text}` is listed already"
                yield Diagnostic(CODE, name.span, message, help="take it out, or name the country that is meant", fix=fix)
            seen.add(name.text.upper())
