"""The agreement does not say which accounts are the creator’s.

## What it does

Finds agreements with clauses whose influencer has no account.

## Why it matters

A clause binds the accounts that the creator controls. If none is listed, no post can be judged for certain, and the other channels
of the creator come up only when something is published there.

## Example

```excl
agreement "Spring"
  advertiser Acme
  influencer River
  timezone Europe/Vilnius

category sonar, 1 month after last post
```

## Use instead

```excl
agreement "Spring"
  advertiser Acme
  influencer River
    tiktok @river
  timezone Europe/Vilnius

category sonar, 1 month after last post
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.syntax import ast

CODE = "L305"
NAME = "undeclared-accounts"
SEVERITY = "info"

VALID = (
    "category sonar, 1 month after last post",
    """
        agreement "Spring"
          advertiser Acme
          influencer River
          timezone Europe/Vilnius
    """,
)
INVALID = (
    Invalid("""
        agreement "Spring"
          advertiser Acme
          influencer River
          timezone Europe/Vilnius

        full, 24 hours after each post
    """),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report influencers without accounts, if something is forbidden."""
    if all(clause.target.is_none for clause in context.clauses):
        return
    for node in context.nodes(ast.Influencer):
        if not node.accounts:
            message = f"nobody knows which accounts `{node.name.text}` controls"
            yield Diagnostic(CODE, node.name.span, message, help="list them below the name: `instagram @…`")
