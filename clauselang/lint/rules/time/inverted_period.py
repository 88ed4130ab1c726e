"""A period ends before it starts.

## What it does

Finds periods, events and listed commitments whose last date lies before the first.

## Why it matters

Every window that counts from it is empty or turned round. One of the dates is mistyped.

## Example

```excl
agreement "Dates"
  advertiser "Acme Sonar"
  influencer "River Angler"
  term 2026-06-30 through 2026-03-01
```

## Use instead

```excl
agreement "Dates"
  advertiser "Acme Sonar"
  influencer "River Angler"
  term 2026-03-01 through 2026-06-30
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid, span
from clauselang.syntax import ast

CODE = "L134"
NAME = "inverted-period"
SEVERITY = "error"

_DEAL = """
agreement "Dates"
  advertiser "Acme Sonar"
  influencer "River Angler"
"""

VALID = (
    _DEAL + "  term 2026-03-01 through 2026-03-01",
    _DEAL + "  event festival 2026-08-01 through 2026-08-03",
)
INVALID = (
    Invalid(_DEAL + "  term 2026-06-30 through 2026-03-01", _DEAL + "  term 2026-03-01 through 2026-06-30"),
    Invalid(_DEAL + "  event festival 2026-08-03 through 2026-08-01", _DEAL + "  event festival 2026-08-01 through 2026-08-03"),
    Invalid(
        _DEAL + '  schedule "B"\n    Moshi 2026-06-30 through 2026-01-01',
        _DEAL + '  schedule "B"\n    Moshi 2026-01-01 through 2026-06-30',
    ),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report pairs of dates in the wrong order."""
    dated: list[ast.Period | ast.Event | ast.Commitment]
    dated = [*context.nodes(ast.Period), *context.nodes(ast.Event), *context.nodes(ast.Commitment)]
    for node in dated:
        first, last = node.first, node.last
        if first and last and last.text < first.text:
            dates = span(first).to(span(last))
            fix = context.replace("swap the dates", dates, f"{last.text} through {first.text}")
            yield Diagnostic(CODE, dates, "the last day lies before the first", help="swap the dates, or correct one of them", fix=fix)
