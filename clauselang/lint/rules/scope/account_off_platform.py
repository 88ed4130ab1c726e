"""A clause is about an account on a platform where it does not exist.

## What it does

Finds clauses with `on …` and `from …` whose accounts the agreement lists for other platforms only, and posts from an account of
another platform.

## Why it matters

The two phrases together leave nothing. Perhaps the handle on the platform is a different one.

## Example

```excl
agreement "Accounts"
  advertiser "Acme Sonar"
  influencer "River Angler"
    instagram @river.angler
    youtube @riveranglertv

category sonar, 2026-03-01 through 2026-03-31, on youtube, from @river.angler
```

## Use instead

```excl
agreement "Accounts"
  advertiser "Acme Sonar"
  influencer "River Angler"
    instagram @river.angler
    youtube @riveranglertv

category sonar, 2026-03-01 through 2026-03-31, on youtube, from @riveranglertv
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.resolve.symbols import key
from clauselang.syntax import ast

CODE = "L236"
NAME = "account-off-platform"
SEVERITY = "warning"
NEEDS = (ast.Account,)

_DEAL = """
agreement "Accounts"
  advertiser "Acme Sonar"
  influencer "River Angler"
    instagram @river.angler
    youtube @riveranglertv
"""

VALID = (
    _DEAL + "\ncategory sonar, 2026-03-01 through 2026-03-31, on instagram and youtube, from @river.angler",
    _DEAL + "\ncategory sonar, 2026-03-01 through 2026-03-31, on videos, from @river.angler",
    _DEAL + "  posts\n    reel on instagram from @river.angler, owed\n",
)
INVALID = (
    Invalid(_DEAL + "\ncategory sonar, 2026-03-01 through 2026-03-31, on youtube, from @river.angler"),
    Invalid(_DEAL + "  posts\n    video on youtube from @river.angler, owed\n"),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report accounts that no platform of the clause, or of the post, has."""
    found: list[tuple[ast.Handle, set[str]]] = []
    for clause, phrase in context.phrases(ast.FromAccounts):
        if clause.surfaces and all(place.platform for place in clause.surfaces):
            platforms = {place.platform.key for place in clause.surfaces if place.platform}
            found += [(handle, platforms) for handle in phrase.handles]
    for post in context.nodes(ast.Post):
        if post.account:
            found.append((post.account, {_key(context, post.platform)}))
    has: dict[str, set[str]] = {}
    for account in context.nodes(ast.Account):
        has.setdefault(key(account.handle.text), set()).add(_key(context, account.platform))
    for handle, platforms in found:
        own = has.get(key(handle.text))
        if own and own.isdisjoint(platforms):
            message = f"`@{handle.text}` is an account on {' and '.join(sorted(own))}, not on {' or '.join(sorted(platforms))}"
            yield Diagnostic(CODE, handle.span, message, help="name the account of that platform, or list this one for it")


def _key(context: Context, platform: ast.Name) -> str:
    symbol = context.resolved.symbols.find("platform", platform.text)
    return symbol.key if symbol else key(platform.text)
