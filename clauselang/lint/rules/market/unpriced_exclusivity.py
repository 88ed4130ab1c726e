"""An agreement with a long exclusivity says nothing of money.

## What it does

Finds agreements in which some clause lasts longer than a week (`category_free` in `stdlib/norms/market.toml`) and which state
neither a base fee nor a fee for any clause.

## Why it matters

Whether exclusivity is paid for, per which period, and whether the price changes with the scope are the first things that the two
sides ask. The answer may be in another document; then nobody who reads this one can tell.

## Example

```excl
agreement "Spring"
  advertiser Acme
  influencer River
  timezone Europe/Vilnius

category sonar, 1 month after last post
```

## Use instead

```excl
agreement "Spring"
  advertiser Acme
  influencer River
  timezone Europe/Vilnius

category sonar, 1 month after last post, fee included
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.measure import fee, figure, lasting, norm_note, said, states_a_fact, window_span

CODE = "L403"
NAME = "unpriced-exclusivity"
SEVERITY = "info"

VALID = (
    "category sonar, 1 month after last post",
    """
        agreement "Spring"
          advertiser Acme
          influencer River
          timezone Europe/Vilnius

        category sonar, 1 week after last post
    """,
    """
        agreement "Spring"
          advertiser Acme
          influencer River
          timezone Europe/Vilnius
          base fee 2400 EUR

        category sonar, 1 month after last post
    """,
)
INVALID = (
    Invalid("""
        agreement "Spring"
          advertiser Acme
          influencer River
          timezone Europe/Vilnius

        full, 1 day after each post
        category sonar, 2 weeks after each post
    """),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report the longest clause of an agreement that has no word on money."""
    deal = context.deal
    if deal is None or deal.base_fee or deal.fee_paid or any(fee(clause) for clause in context.clauses):
        return
    promises = (clause for clause in context.clauses if not clause.perpetual and not states_a_fact(clause))
    longest = max(promises, key=lambda clause: lasting(context, clause).at_least, default=None)
    if longest is None:
        return
    lasts = lasting(context, longest).at_least
    if lasts > figure("category_free"):
        message = f"the clause lasts {said(lasts)}, and the agreement does not say what exclusivity costs"
        remedy = "add `fee …` or `fee included` to the clause, and `base fee …` to the agreement"
        yield Diagnostic(CODE, window_span(longest), message, help=remedy, notes=norm_note("category_free"))
