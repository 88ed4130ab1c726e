"""The agreement is said to have ended at a time outside its term.

## What it does

Finds `ended` with a moment before the term begins or after it is over.

## Why it matters

An end before the beginning leaves no term at all, and one after the end changes nothing. One of the dates is wrong.

## Example

```excl
agreement "Dates"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  term 2026-03-01 through 2026-06-30
  ended 2026-12-01 by advertiser for breach
```

## Use instead

```excl
agreement "Dates"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  term 2026-03-01 through 2027-06-30
  ended 2026-12-01 by advertiser for breach
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid, span
from clauselang.lint.rules.time import day_after
from clauselang.semantics.clock import day_of
from clauselang.syntax import ast

CODE = "L135"
NAME = "ended-outside-term"
SEVERITY = "warning"
NEEDS = (ast.Ended,)

_DEAL = """
agreement "Dates"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  term 2026-03-01 for 4 months
"""

VALID = (
    _DEAL + "  ended 2026-06-30 by influencer",
    _DEAL + "  ended 2026-03-01 by influencer",
)
INVALID = (
    Invalid(_DEAL + "  ended 2026-07-01 by influencer"),
    Invalid(_DEAL + "  ended 2025-05-01 by advertiser for breach"),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report early ends that are not within the term."""
    deal = context.deal
    term, ended = (deal.periods.get("term"), deal.ended) if deal else (None, None)
    if term is None or ended is None:
        return
    first, day = day_of(term.first), day_of(ended.when)
    end = day_after(term)
    if not first <= day < end:
        message = f"the agreement ended {'before its term began' if day < first else 'when its term was over'}"
        yield Diagnostic(CODE, ended.span, message, help="correct one of the dates", notes=(f"the {span(term).text}",))
