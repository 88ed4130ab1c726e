"""A phrase says what holds without it.

## What it does

Finds `on any platform`, `from any account` and `worldwide`. `worldwide` is left alone where other clauses name a country, and `from
any account` where the creator has several accounts on one platform: there it answers a question.

## Why it matters

A clause that says in one line what it leaves out in the next makes readers ask for the difference.

## Example

```excl
category sonar, 1 month after last post, on any platform, worldwide
```

## Use instead

```excl
category sonar, 1 month after last post
```
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid, span
from clauselang.resolve.symbols import key
from clauselang.syntax import ast

CODE = "L604"
NAME = "stated-default"
SEVERITY = "info"

VALID = (
    "category sonar, 1 month after last post, on instagram",
    """
        category sonar, 1 month after last post, worldwide
        category lures, 1 month after last post, in NL
    """,
    """
        agreement "Spring"
          advertiser Acme
          influencer River
            tiktok @river
            tiktok @river.behind
          timezone Europe/Vilnius
        category sonar, 1 month after last post, from any account
    """,
)
INVALID = (
    Invalid("category sonar, 1 month after last post, on any platform", "category sonar, 1 month after last post", safe=True),
    Invalid("from any account, category sonar, 1 month after last post, worldwide", "category sonar, 1 month after last post", safe=True),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report phrases without a value, each of which is the default of its facet."""
    local = any(clause.territory for clause in context.clauses)
    accounts = Counter(key(account.platform.text) for account in context.nodes(ast.Account))
    several = any(count > 1 for count in accounts.values())
    for clause, phrase in context.phrases(ast.On, ast.FromAccounts, ast.In):
        match phrase:
            case ast.On(surfaces=()):
                pass
            case ast.FromAccounts(handles=()) if not several:
                pass
            case ast.In(countries=()) if not local:
                pass
            case _:
                continue
        fix = context.without_phrase("take the phrase out", clause, phrase)
        yield Diagnostic(CODE, span(phrase), f"`{span(phrase).text}` holds without being said", help="take it out", fix=fix)
