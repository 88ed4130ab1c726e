"""A period or an event of the agreement was over when it was signed.

## What it does

Finds terms, campaigns, licences and events that end before the day of signing.

## Why it matters

Nothing can be promised for it any more. Usually a year was mistyped, or the dates come from an older deal.

## Example

```excl
agreement "Copied"
  advertiser "Acme Sonar"
  influencer "River Angler"
  signed 2026-02-20
  campaign 2025-03-01 through 2025-04-30
```

## Use instead

```excl
agreement "Copied"
  advertiser "Acme Sonar"
  influencer "River Angler"
  signed 2026-02-20
  campaign 2026-03-01 through 2026-04-30
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.time import day_after
from clauselang.semantics.clock import day_of
from clauselang.syntax import ast

CODE = "L132"
NAME = "period-over-at-signing"
SEVERITY = "warning"
NEEDS = (ast.Signed,)

_DEAL = """
agreement "Copied"
  advertiser "Acme Sonar"
  influencer "River Angler"
  signed 2026-02-20
"""

VALID = (
    _DEAL + "  campaign 2025-12-01 through 2026-02-20",
    _DEAL + "  term 2026-01-01 for 2 months",
    _DEAL + "  event grand_final 2026-07-12",
)
INVALID = (
    Invalid(_DEAL + "  campaign 2025-12-01 through 2026-02-19"),
    Invalid(_DEAL + "  term 2025-01-01 for 2 months"),
    Invalid(_DEAL + "  event grand_final 2025-07-12"),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report periods and events whose last day lies before that of signing."""
    signed = context.deal.signed if context.deal else None
    dated: list[ast.Period | ast.Event] = [*context.nodes(ast.Period), *context.nodes(ast.Event)]
    for node in dated:
        if signed and _last(node) < day_of(signed):
            name = node.of if isinstance(node, ast.Period) else node.name.text
            yield Diagnostic(CODE, node.span, f"`{name}` was over when the agreement was signed", help="correct one of the dates")


def _last(node: ast.Period | ast.Event) -> date:
    return day_after(node) - timedelta(days=1) if isinstance(node, ast.Period) else day_of(node.last or node.first)
