"""A clause or a post names an account that is not one of the influencer's.

## What it does

Finds accounts behind `from`, in clauses and posts, that the agreement does not list for the influencer.

## Why it matters

A clause binds only what the creator publishes. If the account belongs to somebody else, the clause forbids nothing; if it is the
creator's, the list in the agreement is incomplete.

## Example

```excl
agreement "Accounts"
  advertiser "Acme Sonar"
  influencer "River Angler"
    instagram @river.angler
    youtube @riveranglertv

category sonar, 2026-03-01 through 2026-03-31, from @river.behind
```

## Use instead

```excl
agreement "Accounts"
  advertiser "Acme Sonar"
  influencer "River Angler"
    instagram @river.angler
    youtube @riveranglertv

category sonar, 2026-03-01 through 2026-03-31, from @river.angler
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.resolve.symbols import key
from clauselang.syntax import ast

CODE = "L217"
NAME = "foreign-account"
SEVERITY = "warning"
NEEDS = (ast.FromAccounts, ast.Post)

_DEAL = """
agreement "Accounts"
  advertiser "Acme Sonar"
  influencer "River Angler"
    instagram @river.angler
    youtube @riveranglertv
"""

VALID = (
    _DEAL + "\ncategory sonar, 2026-03-01 through 2026-03-31, from @RIVER.angler",
    _DEAL + "\ncategory sonar, 2026-03-01 through 2026-03-31, from any account",
    "category sonar, 2026-03-01 through 2026-03-31, from @river.behind",
)
INVALID = (
    Invalid(_DEAL + "\ncategory sonar, 2026-03-01 through 2026-03-31, from @river.behind"),
    Invalid(_DEAL + "  posts\n    reel on instagram from @river.anglr, owed\n"),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report accounts that are not listed."""
    accounts = context.deal.accounts if context.deal else frozenset()
    handles = [handle for _, phrase in context.phrases(ast.FromAccounts) for handle in phrase.handles]
    handles += [post.account for post in context.nodes(ast.Post) if post.account]
    for handle in handles if accounts else ():
        if key(handle.text) not in accounts:
            message = f"`@{handle.text}` is not one of the influencer's accounts"
            yield Diagnostic(CODE, handle.span, message, help="add it under `influencer`, with its platform, or correct it")
