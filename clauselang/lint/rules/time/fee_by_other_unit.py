"""The fee counts 30-day periods and the window months, or the other way round.

## What it does

Finds clauses with a fee per 30 days and a window in whole months, and clauses with a fee per month and a window in days or weeks.

## Why it matters

A month with 31 days is one month, and one day more than a period of 30 days. The price is fixed by counting a month as one
period; the parties should know that they agreed to it.

## Example

```excl
category sonar, 2 months after last post, fee 15% of base per 30 days
```

## Use instead

```excl
category sonar, 2 months after last post, fee 15% of base per month
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.time import length
from clauselang.syntax import ast

CODE = "L140"
NAME = "fee-by-other-unit"
SEVERITY = "info"
NEEDS = (ast.Fee,)

VALID = (
    "category sonar, 2 months after last post, fee 15% of base per month",
    "category sonar, 60 days after last post, fee 15% of base per 30 days",
    "category sonar, 2 months after last post, fee 300 USD",
    "category sonar, during term, fee 15% of base per 30 days",
)
INVALID = (
    Invalid(
        "category sonar, 2 months after last post, fee 15% of base per 30 days",
        "category sonar, 2 months after last post, fee 15% of base per 1 month",
    ),
    Invalid("category sonar, 6 weeks after last post, fee 300 USD per month"),
    Invalid(
        "full, 2 days after last post\nthen category sonar, for 1 month, fee 100 USD per 30 days",
        "full, 2 days after last post\nthen category sonar, for 1 month, fee 100 USD per 1 month",
    ),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report fees whose period is not of the kind that the window is measured in."""
    for clause, fee in context.phrases(ast.Fee):
        per = length(fee.per)
        lengths = [length(each) for each in context.within(clause.window, ast.Duration)] if clause.window else []
        if not lengths or isinstance(clause.window, ast.During) or fee.per is None:
            continue
        if per.days == 30 and not per.months and all(each.months and not each.days for each in lengths):
            fix = context.replace("count months", fee.per, "1 month")
            message = "the fee counts 30-day periods, the window months: each month counts as one period"
            yield Diagnostic(CODE, fee.span, message, help="write `per month`", fix=fix)
        elif per.months and all((each.days or each.hours) and not each.months for each in lengths):
            yield Diagnostic(CODE, fee.span, "the fee counts months, and the window has none", help="write `per 30 days`")
