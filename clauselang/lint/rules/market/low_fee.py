"""The fee for the exclusivity is far below what is usual.

## What it does

Finds fees that come to less than `fee_easy` in `stdlib/norms/market.toml` (in percent of the base fee per 30 days), for clauses
that last longer than the days that are free (`category_free`).

## Why it matters

A figure that is off by a factor is more often a slip (a month’s share for half a year, a percentage of the wrong fee) than a
bargain, and a creator who finds out will not renew.

## Example

```excl
agreement "Spring"
  advertiser Acme
  influencer River
  timezone Europe/Vilnius
  base fee 2400 EUR

category sonar, 6 months after last post, fee 100 EUR
```

## Use instead

```excl
agreement "Spring"
  advertiser Acme
  influencer River
  timezone Europe/Vilnius
  base fee 2400 EUR

category sonar, 6 months after last post, fee 10% of base per month
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid, span
from clauselang.lint.rules.measure import fee, figure, lasting, monthly_percent, norm_note, percent
from clauselang.syntax import ast

CODE = "L406"
NAME = "low-fee"
SEVERITY = "warning"
NEEDS = (ast.Fee,)

VALID = (
    "category sonar, 1 month after last post, fee 10% of base per 30 days",
    "category sonar, 1 month after last post, fee 50 EUR",
    "category sonar, 5 days after last post, fee 1% of base",
    "category sonar, 1 month after last post, fee included",
    """
        agreement "Spring"
          advertiser Acme
          influencer River
          timezone Europe/Vilnius
          base fee 2000 USD

        category sonar, 2 weeks after last post, fee 100 USD
    """,
    """
        agreement "Spring"
          advertiser Acme
          influencer River
          timezone Europe/Vilnius
          base fee 500 USD

        category sonar, 1 month after last post, fee 5% of base per month at least 200 USD
    """,
    "category sonar, 1 month after each post, fee 5% of base",
)
INVALID = (
    Invalid("category sonar, 1 month after last post, fee 5% of base per 30 days"),
    Invalid("category sonar, 1 year after last post, fee 20% of base"),
    Invalid("""
        agreement "Spring"
          advertiser Acme
          influencer River
          timezone Europe/Vilnius
          base fee 5000 USD

        category sonar, 3 months after last post, fee 5% of base per month at least 200 USD
    """),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report fees whose share per month is known and low."""
    for clause in context.clauses:
        price, share = fee(clause), monthly_percent(clause, context.deal)
        if price is None or share is None or lasting(context, clause).at_least <= figure("category_free"):
            continue
        little = figure("fee_easy")
        if share < little:
            message = f"the fee comes to {percent(share, little)} of the base fee for 30 days, where {little:g}% is little"
            remedy = "check the figure and the period that it is for"
            yield Diagnostic(CODE, span(price), message, help=remedy, notes=norm_note("fee_easy"))
