"""The exceptions of a clause leave nothing of it.

## What it does

Finds clauses whose exceptions together free everything that the clause forbids.

## Why it matters

Such a clause forbids nothing, however long it is. Often one exception is wider than its author thinks: a category includes
everything below it.

## Example

```excl
category sonar, 1 month after last post, except category fishing_gear
```

## Use instead

```excl
category fishing_gear, 1 month after last post, except category sonar
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.scope import forbidden, freed, holds, sample
from clauselang.semantics.norm import Norm
from clauselang.syntax import ast

CODE = "L202"
NAME = "nothing-left"
SEVERITY = "warning"
NEEDS = (ast.Except, ast.SurfacesExcluded, ast.AccountsExcluded)

VALID = (
    "category fishing_gear, 1 month after last post, except category sonar",
    "category sonar, 1 month after last post, except stories but not stories on tiktok",
    'category sonar, 1 month after last post, except "charity appearances"',
)
INVALID = (
    Invalid("category sonar, 1 month after last post, except category fishing_gear"),
    Invalid("full, 1 month after last post, on instagram, except instagram"),
    Invalid("category sonar, 1 month after last post, except paid, except affiliate, except ambassador"),
    Invalid("brands Garmin, 1 month after last post, on stories and reels, stories excluded, reels excluded"),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report clauses of whose region nothing remains."""
    for norm in context.norms:
        if norm.exemptions and not norm.scope.is_empty and not _one_is_left(norm) and forbidden(norm, doubt=True).is_empty:
            several = "exceptions together free" if len(norm.exemptions) > 1 else "exception frees"
            message = f"the {several} all that the clause forbids"
            yield Diagnostic(CODE, norm.clause.node.span, message, help="narrow the exception, or write `none`")


def _one_is_left(norm: Norm) -> bool:
    """Whether some post that the clause forbids is one that no exception frees; mostly the first that comes to mind is."""
    free = [freed(exemption) for exemption in norm.exemptions]
    return any(not any(holds(region, post) for region in free) for post in map(sample, norm.scope.boxes))
