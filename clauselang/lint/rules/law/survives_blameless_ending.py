"""The creator stays bound without pay even if the brand walks away.

## What it does

Finds clauses that go on after the end of the term, have no `fee`, and no condition on who `ended` the agreement.

## Why it matters

A brand that ends the deal without a reason would otherwise keep the field closed for nothing. Employment and agency law free the
other side then (HGB § 75 and § 90a; BW art. 7:653, paragraph 4, for an employer at fault); for creators the contract has to say it.
Not legal advice.

## Example

```excl
category sonar, during term and 3 months after
```

## Use instead

```excl
category sonar, during term and 3 months after, unless ended by advertiser
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.measure import fee, tail_after_term, window_span
from clauselang.syntax import ast

CODE = "L505"
NAME = "survives-blameless-ending"
SEVERITY = "info"

VALID = (
    "category sonar, during term",
    "category sonar, during term and 3 months after, fee included",
    "category sonar, 3 months after end of term, if ended by influencer for breach",
    "category sonar, 1 month after last post",
)
INVALID = (
    Invalid("category sonar, 1 month after end of term, if term longer than 1 year"),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report unpaid tails that do not ask who ended the agreement."""
    for clause in context.clauses:
        asked = any(isinstance(condition.test, ast.EndedBy) for condition in clause.conditions)
        if tail_after_term(clause) is not None and fee(clause) is None and not asked:
            message = "the tail binds, unpaid, even if the advertiser ends the agreement without a reason"
            yield Diagnostic(CODE, window_span(clause), message, help="add `unless ended by advertiser`, or `fee …`")
