"""A brand is listed twice.

## What it does

Finds brands that stand twice in one target, exception or list, also under two of their names, and brands that stand beside a list
which has them.

## Why it matters

The second mention has no effect. Where it was to be another brand, that one is missing.

## Example

```excl
competitors rivals
  Garmin
  Lowrance
  Garmin
```

## Use instead

```excl
competitors rivals
  Garmin
  Lowrance
  Humminbird
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic, Fix
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.scope import brand_key, members, names_in, without_item
from clauselang.syntax import ast

CODE = "L212"
NAME = "repeated-brand"
SEVERITY = "warning"

_BRANDS = """
brand Garmin sells sonar
  alias "Garmin Ltd."

competitors rivals
  Garmin
  Lowrance

"""

VALID = (
    _BRANDS + "brands Garmin and Humminbird, 1 month after last post",
    _BRANDS + "competitors rivals plus brands Humminbird, 1 month after last post",
)
INVALID = (
    Invalid("competitors rivals\n  Garmin\n  Lowrance\n  GARMIN\n", "competitors rivals\n  Garmin\n  Lowrance\n"),
    Invalid(
        _BRANDS + 'brands Garmin and "Garmin Ltd.", 1 month after last post',
        _BRANDS + "brands Garmin, 1 month after last post",
        safe=True,
    ),
    Invalid(
        _BRANDS + "competitors rivals plus brands Garmin, 1 month after last post",
        _BRANDS + "competitors rivals, 1 month after last post",
        safe=True,
    ),
    Invalid(
        _BRANDS + "full, 1 month after last post, except brands Moshi and moshi",
        _BRANDS + "full, 1 month after last post, except brands Moshi",
        safe=True,
    ),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report the later of two names of one brand."""
    for _, target in context.phrases(ast.Target):
        seen = {key for part in target.parts if isinstance(part, ast.Competitors) for name in part.names for key in members(context, name)}
        for part in target.parts:
            for name in part.names if isinstance(part, ast.Brands) else ():
                if brand_key(context, name) in seen and isinstance(part, ast.Brands):
                    fix = without_item("take it out", *((part.names, name) if len(part.names) > 1 else (target.parts, part)))
                    yield _twice(name, fix)
                seen.add(brand_key(context, name))
    lists = [(part.members, True) for part in context.nodes(ast.CompetitorList)]
    lists += [(tuple(names_in(part)), False) for part in context.nodes(ast.Exempt) if part.facet == "brand"]
    for names, by_line in lists:
        seen = set()
        for name in names:
            if brand_key(context, name) in seen:
                yield _twice(name, context.without_lines("delete the line", name) if by_line else without_item("take it out", names, name))
            seen.add(brand_key(context, name))


def _twice(name: ast.Name, fix: Fix | None) -> Diagnostic:
    return Diagnostic(CODE, name.span, f"`{name.text}` is listed already", help="take it out, or name the brand that is meant", fix=fix)
