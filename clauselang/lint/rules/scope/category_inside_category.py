"""A category stands beside one that it is part of.

## What it does

Finds categories that are listed together with the same or a wider category.

## Why it matters

A category includes everything below it. Naming a part beside the whole suggests that other parts are left out.

## Example

```excl
category fishing_gear and sonar, 1 month after last post
```

## Use instead

```excl
category fishing_gear, 1 month after last post
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.scope import category_key, names_in, without_item
from clauselang.syntax import ast

CODE = "L211"
NAME = "category-inside-category"
SEVERITY = "info"

VALID = (
    "category sonar and lures, 1 month after last post",
    "category fishing_gear, 1 month after last post, except category sonar",
)
INVALID = (
    Invalid(
        "category fishing_gear and sonar, 1 month after last post",
        "category fishing_gear, 1 month after last post",
        safe=True,
    ),
    Invalid(
        "category sonar and lures and sonar, 1 month after last post, except category fishfinder",
        "category sonar and lures, 1 month after last post, except category fishfinder",
        safe=True,
    ),
    Invalid(
        "category fishing_gear, 1 month after last post, except category fishfinder and sonar",
        "category fishing_gear, 1 month after last post, except category sonar",
        safe=True,
    ),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report items of lists of categories that another item includes; of two equal ones the later."""
    lists = [part.names for part in context.nodes(ast.Categories)]
    lists += [tuple(names_in(part)) for part in context.nodes(ast.Exempt) if part.facet == "category"]
    taxonomy = context.resolved.taxonomy
    for names in lists:
        keys = [category_key(context, name) for name in names]
        for at, name in enumerate(names):
            above = [other for i, other in enumerate(names) if _includes(taxonomy.below(keys[i]), keys, i, at)]
            if above:
                fix = without_item("take it out", names, name)
                message = f"`{name.text}` is part of `{above[0].text}`, which stands beside it"
                yield Diagnostic(CODE, name.span, message, help="take it out", fix=fix)


def _includes(below: frozenset[str], keys: list[str], i: int, at: int) -> bool:
    return keys[at] in below and (keys[i] != keys[at] or i < at)
