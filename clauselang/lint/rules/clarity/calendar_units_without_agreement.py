"""Days or months are counted, and nobody says whose midnight ends them.

## What it does

Finds files without an agreement whose clauses count in days, weeks, months or years. With an agreement the missing zone is an error
(`M309`).

## Why it matters

A day ends at another moment in Vilnius than in New York. The clauses are fine on their own; they cannot be judged before they stand
under an agreement with a `timezone`.

## Example

```excl
category sonar, 1 month after last post
```

## Use instead

```excl
agreement "Spring"
  advertiser Acme
  influencer River
  timezone Europe/Vilnius

category sonar, 1 month after last post
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.measure import window_span
from clauselang.syntax import ast

CODE = "L301"
NAME = "calendar-units-without-agreement"
SEVERITY = "info"

VALID = (
    "full, 24 hours after each post",
    "category sonar, during term",
    "brand Moshi",
)
INVALID = (
    Invalid("category sonar, 1 month before to 1 month after last post"),
    Invalid("category sonar, 2026-03-01 through 2026-03-31"),
    Invalid("""
        full, 24 hours after each post
        full, on the day of each post
    """),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report the first window of a file of clauses that needs a zone."""
    if context.deal is not None:
        return
    for clause in context.clauses:
        window = clause.window
        if window is None:
            continue
        units = {unit for duration in context.within(window, ast.Duration) for _, unit in duration.parts}
        if units - {"hour"} or isinstance(window, ast.Dates | ast.OnTheDay):
            message = "days and months need to know whose midnight counts, and there is no agreement that says it"
            yield Diagnostic(CODE, window_span(clause), message, help="add an agreement with `timezone …`")
            return
