"""The creator states that there was no other work, and can name no exception.

## What it does

Finds clauses on the time before signing that have no exception, in an agreement without a `schedule`.

## Why it matters

For the past a clause is a statement of fact. A creator who forgot one old deal has then said something wrong, which lets the other
side rescind or claim damages in many laws (BGB § 123; Code civil art. 1112-1 and 1137; Misrepresentation Act 1967 s 2). A schedule
of what there was makes the statement true. Not legal advice.

## Example

```excl
agreement "Spring"
  advertiser Acme
  influencer River
  timezone Europe/Vilnius

category sonar, 6 months before signing
```

## Use instead

```excl
agreement "Spring"
  advertiser Acme
  influencer River
  timezone Europe/Vilnius
  schedule "A"
    Moshi

category sonar, 6 months before signing, except schedule "A"
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.measure import states_a_fact, window_span
from clauselang.syntax import ast

CODE = "L507"
NAME = "statement-without-schedule"
SEVERITY = "info"
NEEDS = (ast.Signing,)

VALID = (
    "category sonar, 6 months before signing, except brands Moshi",
    "category sonar, 6 months after signing",
    """
        agreement "Spring"
          advertiser Acme
          influencer River
          timezone Europe/Vilnius
          schedule "A"
            Moshi

        category sonar, 6 months before signing
    """,
)
INVALID = (
    Invalid("category sonar, 6 months before signing"),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report statements on the past where nothing is listed."""
    if context.deal is not None and context.deal.schedules:
        return
    for clause in context.clauses:
        if states_a_fact(clause) and not clause.exceptions:
            message = "the creator states that there was nothing before signing, and nothing is listed"
            yield Diagnostic(CODE, window_span(clause), message, help="list what there was in a `schedule` of the agreement")
