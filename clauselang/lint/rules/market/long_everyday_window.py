"""A category that everybody buys from several brands is shut out for more than three months.

## What it does

Finds clauses for the categories that `everyday` in `stdlib/norms/market.toml` lists, or one below them, that last longer than
`everyday_longest`.

## Why it matters

People wear clothes and use creams of many brands, and a creator who shows only one is not believed. Creators in these fields live
on such posts, so that a long exclusivity is either very expensive or broken.

## Example

```excl
category skincare, 6 months after last post
```

## Use instead

```excl
category skincare, 1 month after last post
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.measure import everyday, figure, lasting, norm_note, said, states_a_fact, window_span

CODE = "L404"
NAME = "long-everyday-window"
SEVERITY = "warning"

VALID = (
    "category skincare, 3 months after last post",
    "category sonar, 6 months after last post",
    "category fashion, during term",
    """
        agreement "Spring"
          advertiser Acme
          influencer River
          timezone Europe/Vilnius
          campaign 2026-03-01 through 2026-04-30

        category makeup, during campaign
    """,
)
INVALID = (
    Invalid("category fashion, 1 year after signing"),
    Invalid("category sonar and lip_makeup, 100 days after last post"),
    Invalid("""
        agreement "Spring"
          advertiser Acme
          influencer River
          timezone Europe/Vilnius
          term 2026-03-01 for 1 year

        category shoes, during term
    """),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report long windows of clauses that name an everyday category."""
    for clause in context.clauses:
        lasts = lasting(context, clause).at_least
        category = everyday(context, clause)
        if category is not None and not clause.perpetual and not states_a_fact(clause) and lasts > figure("everyday_longest"):
            message = f"nobody uses one brand only in `{category.name}`, and the clause shuts it out for {said(lasts)}"
            remedy = "shorten it, or name the few brands that matter"
            yield Diagnostic(CODE, window_span(clause), message, help=remedy, notes=norm_note("everyday"))
