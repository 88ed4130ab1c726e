"""A fee is a percentage of a base fee that the agreement does not state.

## What it does

Finds fees in percent of the base fee in a file whose agreement has no `base fee`.

## Why it matters

A percentage of an unknown amount is an unknown amount. Each side has another one in mind: the fee of one post, of all posts, of a
month.

## Example

```excl
agreement "Spring"
  advertiser Acme
  influencer River
  timezone Europe/Vilnius

category sonar, 1 month after last post, fee 15% of base per 30 days
```

## Use instead

```excl
agreement "Spring"
  advertiser Acme
  influencer River
  timezone Europe/Vilnius
  base fee 2400 EUR

category sonar, 1 month after last post, fee 15% of base per 30 days
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid, span
from clauselang.lint.rules.measure import fee
from clauselang.syntax import ast

CODE = "L411"
NAME = "percentage-of-nothing"
SEVERITY = "warning"
NEEDS = (ast.Fee,)

VALID = (
    "category sonar, 1 month after last post, fee 15% of base",
    """
        agreement "Spring"
          advertiser Acme
          influencer River
          timezone Europe/Vilnius

        category sonar, 1 month after last post, fee 300 EUR
    """,
)
INVALID = (
    Invalid("""
        agreement "Spring"
          advertiser Acme
          influencer River
          timezone Europe/Vilnius

        category sonar, 1 month after last post, fee 15% of base at least 200 USD
    """),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report percentages in a file with an agreement, and without the fee that they are of."""
    if context.deal is None or context.deal.base_fee is not None:
        return
    for clause in context.clauses:
        price = fee(clause)
        if price is not None and price.percent is not None:
            message = "the percentage is of a base fee that the agreement does not state"
            yield Diagnostic(CODE, span(price), message, help="add `base fee …` to the agreement")
