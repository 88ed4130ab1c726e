"""A category is shut out for more than a week, and nothing is said of a fee for it.

## What it does

Finds clauses for a category, brands or competitors that last longer than a week (`category_free` in `stdlib/norms/market.toml`) and
have no `fee` phrase, in a file that states a base fee or a fee for another clause.

## Why it matters

A few days are part of the job; what goes beyond is paid extra in most deals. When the file speaks of money and one clause does not,
the parties will later differ on whether that clause was included.

## Example

```excl
agreement "Spring"
  advertiser Acme
  influencer River
  timezone Europe/Vilnius
  base fee 2400 EUR

category sonar, 1 month after last post
```

## Use instead

```excl
agreement "Spring"
  advertiser Acme
  influencer River
  timezone Europe/Vilnius
  base fee 2400 EUR

category sonar, 1 month after last post, fee included
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.measure import fee, figure, lasting, norm_note, said, states_a_fact, window_span
from clauselang.syntax import ast

CODE = "L402"
NAME = "unpaid-category-window"
SEVERITY = "warning"

VALID = (
    "category sonar, 1 month after last post",
    """
        category sonar, 7 days after last post
        category lures, 1 month after last post, fee 300 USD
    """,
    """
        agreement "Spring"
          advertiser Acme
          influencer River
          timezone Europe/Vilnius
          base fee 2400 EUR

        category sonar, 1 month after last post, fee 15% of base per 30 days
    """,
    """
        agreement "Spring"
          advertiser Acme
          influencer River
          timezone Europe/Vilnius
          base fee 2400 EUR

        category sonar, 1 month before signing
        category sonar, 1 month after last post, if fee paid
    """,
)
INVALID = (
    Invalid("""
        category sonar, 1 month after last post
        category lures, 1 month after last post, fee 300 USD
    """),
    Invalid("""
        agreement "Spring"
          advertiser Acme
          influencer River
          timezone Europe/Vilnius
          base fee 2400 EUR

        brands Moshi, 1 week before to 1 week after each post
    """),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report clauses without a word on money in a file that has one."""
    free = figure("category_free")
    deal = context.deal
    if not (deal and deal.base_fee) and not any(fee(clause) for clause in context.clauses):
        return
    for clause in context.clauses:
        lasts = lasting(context, clause).at_least
        paid = fee(clause) is not None or any(isinstance(condition.test, ast.IsFeePaid) for condition in clause.conditions)
        if clause.target.full or clause.perpetual or paid or lasts <= free or states_a_fact(clause):
            continue
        message = f"the clause shuts out work for {said(lasts)} and does not say what is paid for it"
        remedy = "add `fee …`, or `fee included` if the base fee covers it"
        yield Diagnostic(CODE, window_span(clause), message, help=remedy, notes=norm_note("category_free"))
