"""The exclusivity goes on for months after the term, and nobody pays for that time.

## What it does

Finds clauses that go on after the end of the term for longer than `unpaid_tail` in `stdlib/norms/market.toml`, or that are
`perpetual`, and have no `fee` phrase.

## Why it matters

During the term the work pays for the exclusivity. Afterwards nothing does, and the creator is shut out of a field without income
from it. Statutes on similar bans after the end of a contract ask for compensation.

## Example

```excl
category sonar, during term and 6 months after
```

## Use instead

```excl
category sonar, during term and 6 months after, fee 15% of base per 30 days
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.measure import days, fee, figure, norm_note, said, tail_after_term, window_span

CODE = "L410"
NAME = "unpaid-tail"
SEVERITY = "warning"

VALID = (
    "category sonar, during term and 1 month after",
    "category sonar, 6 months after last post",
    "category sonar, during term and 6 months after, fee included",
)
INVALID = (
    Invalid("category sonar, 3 months after end of term"),
    Invalid("category sonar, from signing to 60 days after end of term"),
    Invalid("category sonar, from first post, perpetual"),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report clauses that outlast the term without a word on money."""
    for clause in context.clauses:
        tail = tail_after_term(clause)
        if clause.target.is_none or fee(clause) is not None:
            continue
        if clause.perpetual or (tail is not None and days(tail) > figure("unpaid_tail")):
            lasts = "without end" if clause.perpetual or tail is None else f"for {said(days(tail))} after the term"
            remedy = "add `fee …` for that time, or shorten it"
            message = f"the restriction goes on {lasts}, and nothing is paid for it"
            yield Diagnostic(CODE, window_span(clause), message, help=remedy, notes=norm_note("unpaid_tail"))
