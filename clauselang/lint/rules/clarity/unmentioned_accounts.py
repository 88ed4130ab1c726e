"""The creator has several accounts on one platform, and no clause says which are bound.

## What it does

Finds agreements in which the influencer has two or more accounts on one platform while no clause has a `from …` phrase. `from any
account` says that all are meant.

## Why it matters

Without the phrase a clause binds every account that the creator controls: the second channel, the one for the dog, the private one.
Creators are often surprised by that, and brands by the opposite.

## Example

```excl
agreement "Spring"
  advertiser Acme
  influencer River
    tiktok @river
    tiktok @river.behind
  timezone Europe/Vilnius

category sonar, 1 month after last post
```

## Use instead

```excl
agreement "Spring"
  advertiser Acme
  influencer River
    tiktok @river
    tiktok @river.behind
  timezone Europe/Vilnius

category sonar, 1 month after last post, from @river.behind excluded
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid, span
from clauselang.resolve.symbols import key
from clauselang.syntax import ast

CODE = "L304"
NAME = "unmentioned-accounts"
SEVERITY = "warning"
NEEDS = (ast.Account,)

VALID = (
    """
        agreement "Spring"
          advertiser Acme
          influencer River
            tiktok @river
            tiktok @river.behind
          timezone Europe/Vilnius

        category sonar, 1 month after last post, from any account
    """,
    """
        agreement "Spring"
          advertiser Acme
          influencer River
            tiktok @river
            youtube @river.behind
          timezone Europe/Vilnius

        category sonar, 1 month after last post
    """,
    """
        agreement "Spring"
          advertiser Acme
          influencer River
            tiktok @river
            tiktok @river.behind
          timezone Europe/Vilnius
    """,
    """
        agreement "Spring"
          advertiser Acme
          influencer River
            tiktok @river
            tiktok @river.behind
          timezone Europe/Vilnius

        category sonar, 1 month after last post, except from @river
    """,
)
INVALID = (
    Invalid("""
        agreement "Spring"
          advertiser Acme
          influencer River
            tiktok @river
            tiktok @river.behind
          timezone Europe/Vilnius

        full, 1 day after each post
        category sonar, during term
    """),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report the second account of a platform if no clause speaks of accounts."""
    if not any(not clause.target.is_none for clause in context.clauses):
        return
    if next(context.nodes(ast.FromAccounts, ast.AccountsExcluded), None) is not None:
        return
    if any(exempt.facet == "account" for exempt in context.nodes(ast.Exempt)):
        return
    seen: set[str] = set()
    for account in context.nodes(ast.Account):
        platform = key(account.platform.text)
        if platform in seen:
            message = f"no clause says whether it binds `@{account.handle.text}` as well"
            remedy = f"add `from @{account.handle.text} excluded` to the clauses, or `from any account`"
            yield Diagnostic(CODE, span(account), message, help=remedy)
            return
        seen.add(platform)
