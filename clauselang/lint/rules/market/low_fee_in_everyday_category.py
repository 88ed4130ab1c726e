"""The fee would be fair for an odd category, but this one is most of a creator’s work.

## What it does

Finds fees below `fee_hard` in `stdlib/norms/market.toml` (in percent of the base fee per month) for a clause on an `everyday`
category that lasts longer than the days that are free. What is below `fee_easy` is reported as `low-fee`.

## Why it matters

Giving up fishing sonars costs a creator one deal a year; giving up skincare costs most of them. The usual price differs by a factor
of three to five.

## Example

```excl
category skincare, 1 month after last post, fee 15% of base per month
```

## Use instead

```excl
category skincare, 1 month after last post, fee 50% of base per month
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid, span
from clauselang.lint.rules.measure import everyday, fee, figure, lasting, monthly_percent, norm_note, percent
from clauselang.syntax import ast

CODE = "L407"
NAME = "low-fee-in-everyday-category"
SEVERITY = "info"
NEEDS = (ast.Fee,)

VALID = (
    "category sonar, 1 month after last post, fee 15% of base per month",
    "category skincare, 3 days after last post, fee 15% of base per month",
)
INVALID = (
    Invalid("category clothing, 2 months after last post, fee 12% of base per 30 days"),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report fees between the two norms for a category of the dearer kind."""
    for clause in context.clauses:
        price, share = fee(clause), monthly_percent(clause, context.deal)
        if price is None or share is None or lasting(context, clause).at_least <= figure("category_free"):
            continue
        category = everyday(context, clause)
        if category is not None and figure("fee_easy") <= share < figure("fee_hard"):
            usual = f"around {figure('fee_hard'):g}% is usual for `{category.name}`"
            message = f"the fee comes to {percent(share, figure('fee_hard'))} of the base fee for 30 days, where {usual}"
            remedy = "pay more, shorten the window, or name a narrower category"
            yield Diagnostic(CODE, span(price), message, help=remedy, notes=norm_note("fee_hard"))
