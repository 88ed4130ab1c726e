"""A finding is waved through without a word why.

## What it does

Finds comments `# excl: ignore[…]` that give no reason after `--`. Such a comment suppresses nothing.

## Why it matters

A contract is read years later, by people who were not there. A warning that somebody chose to live with is only of use to them
together with the reason.

## Example

```excl
category sonar, 2 years after last post  # excl: ignore[very-long-tail]
```

## Use instead

```excl
category sonar, 2 years after last post  # excl: ignore[very-long-tail] -- agreed with counsel on 2026-03-02
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid

CODE = "L001"
NAME = "unexplained-suppression"
SEVERITY = "warning"

VALID = (
    "category sonar, 2 years after last post  # excl: ignore[very-long-tail] -- agreed with counsel",
    "category sonar, 1 month after last post  # a comment like any other: ignore[this]",
)
INVALID = (
    Invalid("category sonar, 2 years after last post  # excl: ignore[very-long-tail]"),
    Invalid("category sonar, 2 years after last post  # excl: ignore[L101] -- ..."),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report comments that name rules and give no reason."""
    for suppression in context.suppressions:
        if suppression.well_formed and suppression.reason is None:
            message = "the comment suppresses nothing, because it gives no reason"
            yield Diagnostic(CODE, suppression.span, message, help="say why: `# excl: ignore[…] -- agreed with counsel on 2026-03-02`")
