"""The restriction lasts longer after the term than the term itself.

## What it does

Finds clauses that go on after the end of the term for longer than the agreement’s `term` lasts.

## Why it matters

Courts weigh what a ban protects against what it takes. A brand that worked with a creator for a month has little to protect for
half a year. Where a limit is written down it is two years, with pay, for commercial agents (Directive 86/653/EEC art. 20; HGB §
90a; Code de commerce art. L134-14) and one year for distributors (Regulation (EU) 2022/720 art. 5(3)); they are applied to others
by comparison at most. Not legal advice.

## Example

```excl
agreement "Spring"
  advertiser Acme
  influencer River
  timezone Europe/Vilnius
  term 2026-03-01 through 2026-03-31

category sonar, during term and 6 months after
```

## Use instead

```excl
agreement "Spring"
  advertiser Acme
  influencer River
  timezone Europe/Vilnius
  term 2026-03-01 through 2026-03-31

category sonar, during term and 2 weeks after
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.measure import days, said, tail_after_term, term, window_span

CODE = "L501"
NAME = "tail-longer-than-term"
SEVERITY = "warning"

VALID = (
    "category sonar, during term and 6 months after",
    """
        agreement "Spring"
          advertiser Acme
          influencer River
          timezone Europe/Vilnius
          term 2026-03-01 for 1 year

        category sonar, during term and 6 months after
    """,
)
INVALID = (
    Invalid("""
        agreement "Spring"
          advertiser Acme
          influencer River
          timezone Europe/Vilnius
          term 2026-03-01 for 2 months

        category sonar, 3 months after end of term
    """),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report tails that are longer than a term whose dates are known."""
    lasts = term(context.deal)
    for clause in context.clauses:
        tail = tail_after_term(clause)
        if tail is not None and lasts is not None and days(tail) > lasts:
            message = f"the restriction lasts {said(days(tail))} after a term of {said(lasts)}"
            yield Diagnostic(CODE, window_span(clause), message, help="shorten it to what the term can justify")
