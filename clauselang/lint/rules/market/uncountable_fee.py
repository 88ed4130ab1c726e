"""A fee per period is for a window whose length nobody knows at signing.

## What it does

Finds fees `per` a period in clauses whose window has no nominal length: from the first to the last post, without end, or during a
period that the agreement does not date.

## Why it matters

The price of exclusivity should be known on the day of signing. A fee per month until some post goes out can double because the
brand is late in approving it.

## Example

```excl
category sonar, from first post to 1 month after last post, fee 15% of base per 30 days
```

## Use instead

```excl
category sonar, from first post to 1 month after last post, fee 500 EUR
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid, span
from clauselang.lint.rules.measure import fee, lasting
from clauselang.resolve.resolved import Clause, Deal
from clauselang.syntax import ast

CODE = "L412"
NAME = "uncountable-fee"
SEVERITY = "warning"
NEEDS = (ast.Fee,)

VALID = (
    "category sonar, 1 month after last post, fee 15% of base per 30 days",
    "category sonar, during term, fee 300 EUR per month",
    """
        agreement "Spring"
          advertiser Acme
          influencer River
          timezone Europe/Vilnius
          term 2026-03-01 for 6 months

        category sonar, during term, fee 300 EUR per month
    """,
    "category sonar, from 1 week before last post to 3 weeks after last post, fee 300 EUR per month",
    """
        agreement "Spring"
          advertiser Acme
          influencer River
          timezone Europe/Vilnius
          campaign 2026-03-01 through 2026-04-30
          signed 2026-02-20

        category sonar, from signing to end of campaign, fee 300 EUR per month
    """,
)
INVALID = (
    Invalid("""
        agreement "Spring"
          advertiser Acme
          influencer River
          timezone Europe/Vilnius

        category sonar, during term, fee 300 EUR per month
    """),
    Invalid("category sonar, from signing, perpetual, fee 300 EUR per month"),
    Invalid("""
        agreement "Spring"
          advertiser Acme
          influencer River
          timezone Europe/Vilnius
          signed 2026-02-20

        category sonar, from signing to 1 month after last post, fee 300 EUR per month
    """),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report rates where the number of periods cannot be counted."""
    for clause in context.clauses:
        price = fee(clause)
        if price is not None and price.per is not None and not lasting(context, clause).exact and _open(clause, context.deal):
            message = "the fee counts periods, and the window has no length that is known at signing"
            yield Diagnostic(CODE, span(price), message, help="agree on an amount, or on a window that can be counted")


def _open(clause: Clause, deal: Deal | None) -> bool:
    """Whether it is the text that leaves the length open. Dates that a file of clauses alone lacks may stand elsewhere."""
    if clause.perpetual:
        return True
    if clause.at_latest is not None or isinstance(clause.window, ast.For):
        return False
    if isinstance(clause.window, ast.During):
        return deal is not None
    if not isinstance(clause.window, ast.FromTo):
        return False
    end = clause.window.end
    anchors = {type(bound.at): bound.at for bound in (clause.window.start, end) if isinstance(bound, ast.Bound)}
    return ast.PostAnchor in anchors or deal is not None
