"""A category is declared and used nowhere.

## What it does

Finds categories in files with clauses that no clause, brand, party, scenario or other category refers to, and that stand under no
category which is used.

## Why it matters

A category of one's own is declared because the deal needs it. If nothing uses it, a clause probably still has the library's wider
or narrower word.

## Example

```excl
category ice_sonar "ice fishing sonar" under boats

category sonar, 1 month after last post
```

## Use instead

```excl
category ice_sonar "ice fishing sonar" under sonar

category sonar, 1 month after last post
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.scope import category_key, names_in
from clauselang.syntax import ast

CODE = "L230"
NAME = "unused-category"
SEVERITY = "info"
NEEDS = (ast.Declaration,)

_OWN = 'category ice_sonar "ice fishing sonar" under boats\n\n'

VALID = (
    _OWN + "category ice_sonar, 1 month after last post",
    _OWN + "category boats, 1 month after last post",
    _OWN + "brand Garmin sells ice_sonar\n\ncategory sonar, 1 month after last post",
    _OWN + "category sonar, 1 month after last post, except category ice_sonar",
    _OWN,
)
INVALID = (Invalid(_OWN + "category sonar, 1 month after last post"),)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report own categories that nothing refers to."""
    declared = [node for node in context.nodes(ast.Declaration) if node.kind == "category"]
    if not declared or not context.clauses:
        return
    names = [name for part in context.nodes(ast.Exempt) if part.facet == "category" for name in names_in(part)]
    names += [name for party in context.nodes(ast.Advertiser) for name in party.sells]
    names += [name for node in context.nodes(ast.Declaration) for name in node.related]
    names += [value for part in context.nodes(ast.Detail) for value in part.values if isinstance(value, ast.Name)]
    used = {category_key(context, name) for name in names}
    reached = {below for part in context.nodes(ast.Categories) for name in part.names for below in _below(context, name)}
    for node in declared:
        if category_key(context, node.name) not in used | reached:
            message = f"nothing refers to the category `{node.name.text}`"
            yield Diagnostic(CODE, node.name.span, message, help="use it in a clause, or delete it")


def _below(context: Context, name: ast.Name) -> frozenset[str]:
    return context.resolved.taxonomy.below(category_key(context, name))
