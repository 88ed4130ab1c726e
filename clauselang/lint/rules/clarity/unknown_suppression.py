"""A comment to the linter that it does not understand.

## What it does

Finds comments that begin with `# excl:` and are not of the form `ignore[rule] -- reason`, name a rule that does not exist, or
name one that cannot be suppressed.

## Why it matters

The author believes that something is suppressed, and it is not; or the comment has outlived the rule.

## Example

```excl
category sonar, 1 month after last post  # excl: ignore[very-long-tale] -- agreed with counsel
```

## Use instead

```excl
category sonar, 2 years after last post  # excl: ignore[very-long-tail] -- agreed with counsel
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid

CODE = "L003"
NAME = "unknown-suppression"
SEVERITY = "warning"

VALID = (
    "category sonar, 2 years after last post  # excl: ignore[very-long-tail] -- agreed with counsel",
    "category sonar, 1 month after last post  # exclusivity as in the last deal",
)
INVALID = (
    Invalid("category sonar, 1 month after last post  # excl: ignore[very-long-tale] -- agreed with counsel"),
    Invalid("category sonar, 1 month after last post  # excl: ignore"),
    Invalid("category sonar, 1 month after last post  # excl: ignore[] -- agreed with counsel"),
    Invalid("category sonar, 1 month after last post  # excl: ignore[S101] -- agreed with counsel"),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report comments that were meant for the linter and do not reach it."""
    for suppression in context.suppressions:
        if not suppression.well_formed:
            remedy = "write `# excl: ignore[rule] -- reason`"
            yield Diagnostic(CODE, suppression.span, "the comment is for the linter but says nothing to it", help=remedy)
        for item in suppression.items:
            if item.code is None:
                remedy = "`clauselang explain --index` lists the rules"
                yield Diagnostic(CODE, item.span, f"there is no rule `{item.text}`", help=remedy)
            elif item.code.startswith(("S", "L0")):
                yield Diagnostic(CODE, item.span, f"`{item.text}` cannot be suppressed", help="mend what it reports")
