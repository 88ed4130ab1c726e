"""An account is excepted that is not one of the influencer's.

## What it does

Finds exceptions for accounts that the agreement does not list for the influencer.

## Why it matters

Other people's accounts are free anyway. If the exception is for an account of the creator, the agreement has it under another
name, and nothing is excepted.

## Example

```excl
agreement "Accounts"
  advertiser "Acme Sonar"
  influencer "River Angler"
    instagram @river.angler
    youtube @riveranglertv

category sonar, 2026-03-01 through 2026-03-31, from @river.behind excluded
```

## Use instead

```excl
agreement "Accounts"
  advertiser "Acme Sonar"
  influencer "River Angler"
    instagram @river.angler
    youtube @riveranglertv

category sonar, 2026-03-01 through 2026-03-31, from @riveranglertv excluded
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.resolve.symbols import key
from clauselang.syntax import ast

CODE = "L218"
NAME = "foreign-account-excluded"
SEVERITY = "warning"
NEEDS = (ast.AccountsExcluded, ast.Except)

_DEAL = """
agreement "Accounts"
  advertiser "Acme Sonar"
  influencer "River Angler"
    instagram @river.angler
    youtube @riveranglertv

"""

VALID = (
    _DEAL + "category sonar, 2026-03-01 through 2026-03-31, from @riveranglertv excluded",
    "category sonar, 2026-03-01 through 2026-03-31, from @river.behind excluded",
)
INVALID = (
    Invalid(_DEAL + "category sonar, 2026-03-01 through 2026-03-31, from @river.behind excluded"),
    Invalid(_DEAL + "category sonar, 2026-03-01 through 2026-03-31, except from @river.behind"),
    Invalid(_DEAL + "category sonar, 2026-03-01 through 2026-03-31, except instagram but not from @river.behind"),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report excepted accounts that are not listed."""
    accounts = context.deal.accounts if context.deal else frozenset()
    handles = [handle for _, phrase in context.phrases(ast.AccountsExcluded) for handle in phrase.handles]
    for _, phrase in context.phrases(ast.Except):
        handles += context.within(phrase, ast.Handle)
    for handle in handles if accounts else ():
        if key(handle.text) not in accounts:
            message = f"`@{handle.text}` is not one of the influencer's accounts, so nothing is excepted"
            yield Diagnostic(CODE, handle.span, message, help="name one of the accounts of the agreement, or take it out")
