"""A clause about engagements is limited to surfaces or accounts.

## What it does

Finds `any engagement` together with `on …`, `from …` or exceptions for surfaces and accounts.

## Why it matters

Working for a rival, being its ambassador or owning a part of it happens on no platform. The limit cannot be checked, and leaves
every engagement undecided.

## Example

```excl
category sonar, any engagement, during term, on instagram
```

## Use instead

```excl
category sonar, any engagement, during term
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.syntax import ast

CODE = "L225"
NAME = "engagement-on-a-surface"
SEVERITY = "warning"
NEEDS = (ast.Act,)

VALID = (
    "category sonar, any engagement, during term",
    "category sonar, during term, on instagram",
)
INVALID = (
    Invalid("category sonar, any engagement, during term, on instagram", "category sonar, any engagement, during term"),
    Invalid("category sonar, any engagement, during term, instagram stories excluded", "category sonar, any engagement, during term"),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report surfaces and accounts in clauses about engagements."""
    for clause in context.clauses:
        for phrase in clause.node.phrases if clause.act == "engage" else ():
            limits = isinstance(phrase, ast.SurfacesExcluded | ast.AccountsExcluded)
            limits = limits or (isinstance(phrase, ast.On) and bool(phrase.surfaces))
            limits = limits or (isinstance(phrase, ast.FromAccounts) and bool(phrase.handles))
            if limits or (isinstance(phrase, ast.Except) and _about_posts(phrase.exempt)):
                fix = context.without_phrase("take the phrase out", clause, phrase)
                message = "an engagement happens on no platform and from no account"
                yield Diagnostic(CODE, phrase.span, message, help="take it out, or write a clause about posts", fix=fix)


def _about_posts(exempt: ast.Exempt | ast.Test) -> bool:
    return isinstance(exempt, ast.Exempt) and exempt.facet in ("surface", "account")
