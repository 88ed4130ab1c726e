"""The brand may use the content for a time, and no clause says what holds in it.

## What it does

Finds agreements with a `usage` period that no clause counts from.

## Why it matters

While ads with the creator’s face run, a post for a rival is seen beside them. Whether exclusivity goes on as long as the licence is
often forgotten, because the licence stands in another article.

## Example

```excl
agreement "Spring"
  advertiser Acme
  influencer River
  timezone Europe/Vilnius
  usage 2026-03-10 through 2026-09-10

category sonar, 1 month after last post
```

## Use instead

```excl
agreement "Spring"
  advertiser Acme
  influencer River
  timezone Europe/Vilnius
  usage 2026-03-10 through 2026-09-10

category sonar, during usage
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid, span
from clauselang.syntax import ast

CODE = "L322"
NAME = "unmentioned-usage-period"
SEVERITY = "info"
NEEDS = (ast.Period,)

VALID = (
    """
        agreement "Spring"
          advertiser Acme
          influencer River
          timezone Europe/Vilnius

        category sonar, 1 month after last post
    """,
    """
        agreement "Spring"
          advertiser Acme
          influencer River
          timezone Europe/Vilnius
          usage 2026-03-10 through 2026-09-10
    """,
    """
        agreement "Spring"
          advertiser Acme
          influencer River
          timezone Europe/Vilnius
          usage 2026-03-10 through 2026-09-10

        category sonar, 1 month after end of usage
    """,
)
INVALID = (
    Invalid("""
        agreement "Spring"
          advertiser Acme
          influencer River
          timezone Europe/Vilnius
          usage 2026-03-10 through 2026-09-10

        full, 1 day after each post
    """),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report usage periods that no window names, if something is forbidden at all."""
    if all(clause.target.is_none for clause in context.clauses):
        return
    named = {node.period for node in context.nodes(ast.During)} | {node.period for node in context.nodes(ast.PeriodEdge)}
    if "usage" in named:
        return
    for node in context.nodes(ast.Period):
        if node.of == "usage":
            message = "no clause says what holds while the brand uses the content"
            yield Diagnostic(CODE, span(node), message, help="add a clause `…, during usage`, or say that there is none in a comment")
