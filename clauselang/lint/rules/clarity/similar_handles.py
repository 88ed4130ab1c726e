"""Two accounts differ only in dots, strokes or letters that look alike.

## What it does

Finds handles in clauses, posts and scenarios that the influencer does not have, and that look like one that the influencer has; and
two accounts of one platform that look alike.

## Why it matters

`@river.angler`, `@river_angler` and `@river.ang1er` are three accounts. Two of them may belong to somebody else, and a clause about
the wrong one binds nobody.

## Example

```excl
agreement "Spring"
  advertiser Acme
  influencer River
    tiktok @river
  timezone Europe/Vilnius

category sonar, 1 month after last post, from @r1ver
```

## Use instead

```excl
agreement "Spring"
  advertiser Acme
  influencer River
    tiktok @river
  timezone Europe/Vilnius

category sonar, 1 month after last post, from @river
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.looks import letters
from clauselang.resolve.symbols import key
from clauselang.syntax import ast

CODE = "L320"
NAME = "similar-handles"
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

        category sonar, 1 month after last post, from @River.Behind
    """,
    """
        agreement "Spring"
          advertiser Acme
          influencer River
            tiktok @river
            tiktok @river.behind
          timezone Europe/Vilnius

        category sonar, 1 month after last post, from @river.fans
    """,
    """
        agreement "Spring"
          advertiser Acme
          influencer River
            tiktok @river
            youtube @ri.ver
          timezone Europe/Vilnius
    """,
    "category sonar, 1 month after last post, from @river and @ri.ver",
)
INVALID = (
    Invalid("""
        agreement "Spring"
          advertiser Acme
          influencer River
            tiktok @river
            tiktok @river.behind
          timezone Europe/Vilnius

        category sonar, 1 month after last post, from @river_behind excluded
    """),
    Invalid("""
        agreement "Spring"
          advertiser Acme
          influencer River
            tiktok @river
            tiktok @rlver
          timezone Europe/Vilnius
    """),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report handles that are written otherwise than the account that they look like."""
    by_place: dict[tuple[str, str], str] = {}
    known: dict[str, str] = {}
    for account in context.nodes(ast.Account):
        handle = account.handle.text
        twin = by_place.setdefault((key(account.platform.text), letters(handle)), handle)
        if key(twin) != key(handle):
            yield _finding(account.handle, twin)
        known[letters(handle)] = handle
    declared = {key(account.handle.text) for account in context.nodes(ast.Account)}
    seen: set[str] = set()
    for node in context.nodes(ast.Handle):
        meant = known.get(letters(node.text))
        if meant is not None and key(node.text) not in declared | seen:
            seen.add(key(node.text))
            yield _finding(node, meant)


def _finding(node: ast.Handle, twin: str) -> Diagnostic:
    return Diagnostic(CODE, node.span, f"`@{node.text}` looks like `@{twin}` and is another account", help=f"is `@{twin}` meant?")
