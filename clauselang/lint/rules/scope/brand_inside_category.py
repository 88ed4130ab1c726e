"""A brand is named that sells nothing outside the category beside it.

## What it does

Finds `category … plus brands …` with a brand whose declared products all lie in the categories of the same clause.

## Why it matters

Naming it adds nothing as long as the declaration is complete. The reader may take from it that brands of the category have to be
named to count.

## Example

```excl
brand Lowrance sells sonar

category sonar plus brands Lowrance, 1 month after last post
```

## Use instead

```excl
brand Lowrance sells sonar

category sonar, 1 month after last post
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.scope import sold, without_item
from clauselang.syntax import ast

CODE = "L210"
NAME = "brand-inside-category"
SEVERITY = "info"
NEEDS = (ast.Brands,)

_BRANDS = """
brand Lowrance sells sonar
brand Garmin sells sonar and smartwatches

"""

VALID = (
    _BRANDS + "category sonar plus brands Garmin, 1 month after last post",
    _BRANDS + "category sonar plus brands Moshi, 1 month after last post",
)
INVALID = (
    Invalid(
        _BRANDS + "category sonar plus brands Lowrance, 1 month after last post",
        _BRANDS + "category sonar, 1 month after last post",
    ),
    Invalid(
        _BRANDS + "category fishing_gear plus brands Garmin and Lowrance, 1 month after last post",
        _BRANDS + "category fishing_gear plus brands Garmin, 1 month after last post",
    ),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report brands of a target whose categories all are in the target as well."""
    taxonomy = context.resolved.taxonomy
    for clause, target in context.phrases(ast.Target):
        covered = {below for category in clause.target.categories for below in taxonomy.below(category.key)}
        for part in target.parts:
            for name in part.names if isinstance(part, ast.Brands) and covered else ():
                products = sold(context, name.text)
                if products and products <= covered and isinstance(part, ast.Brands):
                    fix = without_item("take it out", *((part.names, name) if len(part.names) > 1 else (target.parts, part)))
                    message = f"all that `{name.text}` sells is in the category anyway"
                    yield Diagnostic(CODE, name.span, message, help="take the brand out, unless it may sell other things later", fix=fix)
