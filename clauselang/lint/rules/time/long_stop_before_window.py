"""The long stop lies before the window starts, so nothing is forbidden.

## What it does

Finds `at latest` phrases whose date is over before the window begins, under the facts of the agreement.

## Why it matters

The clause is in the contract and paid for, and forbids nothing. Usually the posts moved and the long stop stayed, or a year was
mistyped.

## Example

```excl
agreement "Stopped"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  posts
    reel on instagram, planned 2026-03-10 18:00

category sonar, 1 month after last post, at latest through 2025-12-31
```

## Use instead

```excl
agreement "Stopped"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  posts
    reel on instagram, planned 2026-03-10 18:00

category sonar, 1 month after last post, at latest through 2026-12-31
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.time import unstopped
from clauselang.syntax import ast

CODE = "L115"
NAME = "long-stop-before-window"
SEVERITY = "warning"
NEEDS = (ast.AtLatest,)

_DEAL = """
agreement "Stopped"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  posts
    reel on instagram, planned 2026-03-10 18:00

"""

VALID = (
    _DEAL + "category sonar, 1 month after last post, at latest through 2026-12-31",
    _DEAL + "category sonar, 1 month after last post, at latest through 2026-03-10",
    "category sonar, 1 month after last post, at latest through 2025-12-31",
)
INVALID = (
    Invalid(_DEAL + "category sonar, 1 month after last post, at latest through 2026-03-09"),
    Invalid(_DEAL + "category sonar, 2026-03-01 through 2026-03-31, at latest through 2026-02-28"),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report long stops that leave nothing of a window."""
    for clause, phrase in context.phrases(ast.AtLatest):
        norm = context.norm(clause)
        if clause.after is None and norm.may.is_empty and not unstopped(context, norm).may.is_empty:
            message = "the window is over before it starts: the long stop lies before it"
            yield Diagnostic(CODE, phrase.span, message, help="correct the date")
