"""The exclusivity costs more per month than the work itself.

## What it does

Finds fees per period that come to more than `fee_highest` in `stdlib/norms/market.toml` (in percent of the base fee per month).

## Why it matters

The highest price in use is the base fee once more for every month. More than that is mostly a rate that was meant for the whole
window and is written per week or per day.

## Example

```excl
category sonar, 1 month after last post, fee 50% of base per week
```

## Use instead

```excl
category sonar, 1 month after last post, fee 50% of base per month
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid, span
from clauselang.lint.rules.measure import days, fee, figure, monthly_percent, norm_note
from clauselang.syntax import ast

CODE = "L408"
NAME = "very-high-fee"
SEVERITY = "info"
NEEDS = (ast.Fee,)

VALID = (
    "category sonar, 1 month after last post, fee 100% of base per month",
    "full, 2 days after last post, fee 50% of base",
    "full, 2 days after last post, fee 20% of base per day",
)
INVALID = (
    Invalid("category sonar, 1 month after last post, fee 200% of base per month"),
    Invalid("""
        agreement "Spring"
          advertiser Acme
          influencer River
          timezone Europe/Vilnius
          base fee 1000 EUR

        category sonar, 1 month after last post, fee 300 EUR per week
    """),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report rates per week or longer that exceed the base fee within a month."""
    for clause in context.clauses:
        price, share = fee(clause), monthly_percent(clause, context.deal)
        if price is None or price.per is None or share is None or days(price.per) < 7:
            continue
        if share > figure("fee_highest"):
            message = f"the fee comes to {share:.3g}% of the base fee for 30 days"
            remedy = "check the period that it is for"
            yield Diagnostic(CODE, span(price), message, help=remedy, notes=norm_note("fee_highest"))
