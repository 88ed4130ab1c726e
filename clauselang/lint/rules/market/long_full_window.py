"""All other sponsored work is shut out for more than two days.

## What it does

Finds clauses with the target `full` whose window lasts longer than is usual for it (`full_longest` in `stdlib/norms/market.toml`).

## Why it matters

Full exclusivity stops a creator’s income from everybody else. One or two days around a post are usual and enough to let the post
breathe; what is meant for longer is nearly always a category.

## Example

```excl
full, 1 month after last post
```

## Use instead

```excl
full, 2 days after last post
then category sonar, for 1 month
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.measure import figure, lasting, norm_note, said, states_a_fact, window_span
from clauselang.syntax import ast

CODE = "L401"
NAME = "long-full-window"
SEVERITY = "warning"
NEEDS = (ast.Full,)

VALID = (
    "full, 24 hours before to 24 hours after each post",
    "full, 2 days after each post",
    "category sonar, 1 month after last post",
    "full, during term",
    "full, from first post to 1 month after signing",
    "full, 6 months before signing",
    "full, any engagement, 1 year after signing",
    "full, 1 month after last post, at latest through 2026-12-31, on youtube",
)
INVALID = (
    Invalid("full, 72 hours after each post"),
    Invalid("full, 1 month before to 1 month after last post"),
    Invalid("full, from 2 days before first post to 2 days after last post"),
    Invalid("full, 2026-03-01 through 2026-03-31"),
    Invalid("""
        agreement "Spring"
          advertiser Acme
          influencer River
          timezone Europe/Vilnius
          term 2026-03-01 for 6 months

        full, during term
    """),
    Invalid("""
        category sonar, 2 days after last post
        then full, for 1 week
    """),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report windows of `full` that certainly last longer than the norm; one without end is reported as such elsewhere."""
    usual = figure("full_longest")
    for clause in context.clauses:
        lasts = lasting(context, clause).at_least
        if not clause.target.full or clause.act == "engage" or clause.perpetual or clause.events or states_a_fact(clause):
            continue
        if lasts > usual:
            message = f"all other sponsored content is shut out for {said(lasts)}, where {said(usual)} are usual"
            remedy = "shorten it, or go on with a category: `then category …, for …`"
            yield Diagnostic(CODE, window_span(clause), message, help=remedy, notes=norm_note("full_longest"))
