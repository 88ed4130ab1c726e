"""A category is shut out for less than a day.

## What it does

Finds clauses for a category, brands or competitors whose window is shorter than a day (`category_shortest` in
`stdlib/norms/market.toml`).

## Why it matters

Followers see a post for a day or two. An exclusivity that ends after some hours protects nothing, and is as easily broken by
accident as a longer one. Often days were meant.

## Example

```excl
category sonar, 12 hours after each post
```

## Use instead

```excl
category sonar, 2 days after each post
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.measure import figure, lasting, norm_note, said, window_span

CODE = "L405"
NAME = "very-short-category-window"
SEVERITY = "warning"

VALID = (
    "full, 12 hours after each post",
    "category sonar, 24 hours after each post",
    "category sonar, 12 hours before to 12 hours after each post",
    "category sonar, on the day of each post",
    "category sonar, from first post to signing",
    "category sonar, 36 hours after first post, on tiktok stories",
)
INVALID = (
    Invalid("category sonar, 3 hours before to 12 hours after each post"),
    Invalid("""
        full, 1 day after each post
        then category sonar, for 6 hours
    """),
    Invalid("brands Moshi, 2 hours before each post"),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report windows that certainly are shorter than the least that is of use."""
    for clause in context.clauses:
        lasts, exact = lasting(context, clause)
        if exact and 0 < lasts < figure("category_shortest") and not clause.target.full and not clause.target.is_none and not clause.events:
            message = f"the clause ends after {said(lasts)}, before most followers have seen the post"
            yield Diagnostic(CODE, window_span(clause), message, help="write at least a day", notes=norm_note("category_shortest"))
