"""A comment suppresses a finding that is not there.

## What it does

Finds comments `# excl: ignore[…] -- reason` that name a rule which finds nothing on their line.

## Why it matters

The clause was mended and the excuse stayed. It would hide the next mistake of that kind on the same line.

## Example

```excl
category sonar, 1 month after last post  # excl: ignore[very-long-tail] -- agreed with counsel
```

## Use instead

```excl
category sonar, 1 month after last post
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic, Fix
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.suppressions import Item, Suppression
from clauselang.source import Span

CODE = "L002"
NAME = "unused-suppression"
SEVERITY = "warning"
LAST = True  # it judges what the other rules left

VALID = (
    "category sonar, 2 years after last post  # excl: ignore[very-long-tail] -- agreed with counsel",
    "# excl: ignore[L101] -- agreed with counsel\ncategory sonar,\n  2 years after last post",
)
INVALID = (
    Invalid(
        "category sonar, 1 month after last post  # excl: ignore[very-long-tail] -- agreed with counsel",
        "category sonar, 1 month after last post",
        safe=True,
    ),
    Invalid(
        "# excl: ignore[L101] -- agreed with counsel\ncategory sonar, 1 month after last post\n",
        "category sonar, 1 month after last post\n",
        safe=True,
    ),
    Invalid(
        "category sonar, 2 years after last post  # excl: ignore[M350, very-long-tail] -- agreed with counsel",
        "category sonar, 2 years after last post  # excl: ignore[very-long-tail] -- agreed with counsel",
        safe=True,
    ),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report what suppressions name in vain."""
    for suppression, items in context.unused:
        named = ", ".join(f"`{item.text}`" for item in items)
        fix = _fix(suppression, items)
        yield Diagnostic(CODE, items[0].span, f"nothing here is suppressed by {named}", help="take it out of the comment", fix=fix)


def _fix(suppression: Suppression, items: tuple[Item, ...]) -> Fix:
    kept = [item.text for item in suppression.items if item not in items]
    if not kept:
        return Fix("delete the comment", suppression.removal, "")
    whole = Span(suppression.span.source, suppression.items[0].span.start, suppression.items[-1].span.end)
    return Fix("name only what is there", whole, ", ".join(kept))
