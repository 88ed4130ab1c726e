"""A list of competitors is declared and used by no clause.

## What it does

Finds lists of competitors in files with clauses, none of which names the list.

## Why it matters

Whoever wrote the list believes that its brands are out of bounds. Without a clause that says so, they are not.

## Example

```excl
competitors rivals
  Garmin
  Lowrance

category sonar, 1 month after last post
```

## Use instead

```excl
competitors rivals
  Garmin
  Lowrance

competitors rivals, 1 month after last post
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.scope import names_in
from clauselang.resolve.symbols import key
from clauselang.syntax import ast

CODE = "L229"
NAME = "unused-competitor-list"
SEVERITY = "info"
NEEDS = (ast.CompetitorList,)

_LIST = "competitors rivals\n  Garmin\n  Lowrance\n\n"

VALID = (
    _LIST + "competitors RIVALS, 1 month after last post",
    _LIST + "full, 1 month after last post, except competitors rivals",
    _LIST,
)
INVALID = (Invalid(_LIST + "category sonar, 1 month after last post"),)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report lists that no target and no exception names."""
    used = {key(name.text) for part in context.nodes(ast.Competitors) for name in part.names}
    used |= {key(name.text) for part in context.nodes(ast.Exempt) if part.facet == "competitors" for name in names_in(part)}
    for listed in context.nodes(ast.CompetitorList) if context.clauses else ():
        if key(listed.name.text) not in used:
            message = f"no clause says anything about `{listed.name.text}`"
            remedy = f"write `competitors {listed.name.text}` in a clause, or delete the list"
            yield Diagnostic(CODE, listed.name.span, message, help=remedy)
