"""The least that is paid for the exclusivity is below the usual minimum.

## What it does

Finds a least fee (`at least …`) in US dollars that is below `fee_minimum` in `stdlib/norms/market.toml`.

## Why it matters

A minimum is there for small base fees, where a percentage would not pay for the trouble of declining other work. Creators with a
price list start at about 200 dollars.

## Example

```excl
category sonar, 1 month after last post, fee 15% of base per 30 days at least 50 USD
```

## Use instead

```excl
category sonar, 1 month after last post, fee 15% of base per 30 days at least 200 USD
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid, span
from clauselang.lint.rules.measure import fee, figure, norm_note
from clauselang.syntax import ast

CODE = "L409"
NAME = "low-minimum-fee"
SEVERITY = "info"
NEEDS = (ast.Fee,)

VALID = (
    "category sonar, 1 month after last post, fee 15% of base per 30 days",
    "category sonar, 1 month after last post, fee 15% of base at least 50 EUR",
    "category sonar, 2 weeks after last post, fee 100 USD",
)
INVALID = (
    Invalid("category sonar, 1 month after last post, fee 15% of base at least 199 USD"),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report minimum fees below the norm, in its own currency only."""
    for clause in context.clauses:
        price = fee(clause)
        least = price.at_least if price else None
        if least is not None and least.currency == "USD" and least.amount < figure("fee_minimum"):
            message = f"the least fee is {least.amount} USD, where {figure('fee_minimum'):g} USD is usual"
            yield Diagnostic(CODE, span(least), message, help="raise it, or leave the minimum out", notes=norm_note("fee_minimum"))
