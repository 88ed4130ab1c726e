"""The window was over when the agreement was signed.

## What it does

Finds windows that lie before signing as a whole, though their text does not speak of signing.

## Why it matters

Nobody can promise the past. Such a clause states a fact at best, and forbids nothing; often a year was mistyped.

## Example

```excl
agreement "Too late"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  signed 2026-02-20

category sonar, 2025-03-01 through 2025-03-31
```

## Use instead

```excl
agreement "Too late"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  signed 2026-02-20

category sonar, 2026-03-01 through 2026-03-31
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.time import days, signing_of, zone_of
from clauselang.syntax import ast

CODE = "L113"
NAME = "window-over-at-signing"
SEVERITY = "warning"
NEEDS = (ast.Signed,)

_DEAL = """
agreement "Too late"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  signed 2026-02-20
  campaign 2026-01-01 through 2026-01-31

"""

VALID = (
    _DEAL + "category sonar, 6 weeks before signing",
    _DEAL + "category sonar, 2026-02-01 through 2026-03-31",
    _DEAL + "category sonar, during campaign and 1 month after",
)
INVALID = (
    Invalid(_DEAL + "category sonar, during campaign"),
    Invalid(_DEAL + "category sonar, 2026-01-01 through 2026-02-19"),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report windows that certainly end before signing."""
    signing = signing_of(context)
    for norm in context.norms:
        window = norm.clause.window
        if signing is None or window is None or any(True for _ in context.within(window, ast.Signing)):
            continue
        if norm.may.intervals and norm.may.intervals[-1][1] <= signing.lo:
            message = f"the window ended on {days(norm.may.intervals[-1][1], zone_of(context))}, before the agreement was signed"
            yield Diagnostic(CODE, window.span, message, help="correct the date, or write `before signing` if a statement is meant")
