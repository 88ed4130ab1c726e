"""One breach costs more than all the work earns.

## What it does

Finds penalties above `penalty_of_base` in `stdlib/norms/law.toml` (in percent of the base fee), in the same currency.

## Why it matters

A judge may reduce a penalty that is out of proportion (BGB § 343; Code civil art. 1231-5; BW art. 6:94; Código Civil art. 1154), in
England it is void if it is out of all proportion to the interest that it protects (Cavendish v Makdessi [2015] UKSC 67). One that a
judge will cut protects less than one that stands. Not legal advice.

## Example

```excl
agreement "Spring"
  advertiser Acme
  influencer River
  timezone Europe/Vilnius
  base fee 800 EUR

category sonar, 1 month after last post, penalty 5000 EUR per breach, cure 3 days
```

## Use instead

```excl
agreement "Spring"
  advertiser Acme
  influencer River
  timezone Europe/Vilnius
  base fee 800 EUR

category sonar, 1 month after last post, penalty 400 EUR per breach, cure 3 days
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid, span
from clauselang.lint.rules.measure import figure, norm_note
from clauselang.syntax import ast

CODE = "L504"
NAME = "disproportionate-penalty"
SEVERITY = "warning"
NEEDS = (ast.Penalty,)

VALID = (
    "category sonar, 1 month after last post, penalty 5000 EUR per breach",
    """
        agreement "Spring"
          advertiser Acme
          influencer River
          timezone Europe/Vilnius
          base fee 800 EUR

        category sonar, 1 month after last post, penalty 5000 USD per breach
    """,
    """
        agreement "Spring"
          advertiser Acme
          influencer River
          timezone Europe/Vilnius
          base fee 800 EUR

        category sonar, 1 month after last post, penalty 800 EUR per breach
    """,
)
INVALID = (
    Invalid("""
        agreement "Spring"
          advertiser Acme
          influencer River
          timezone Europe/Vilnius
          base fee 800 EUR

        category sonar, 1 month after last post, penalty 801 EUR per breach
    """),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report penalties that are larger than the known base fee."""
    base = context.deal.base_fee if context.deal else None
    if base is None:
        return
    for _, phrase in context.phrases(ast.Penalty):
        money = phrase.money
        if money.currency == base.currency and float(money.amount) * 100 > float(base.amount) * figure("penalty_of_base"):
            message = f"one breach costs {money.amount} {money.currency}, the work earns {base.amount} {base.currency}"
            remedy = "lower it; a judge may do that anyway"
            yield Diagnostic(CODE, span(phrase), message, help=remedy, notes=norm_note("penalty_of_base"))
