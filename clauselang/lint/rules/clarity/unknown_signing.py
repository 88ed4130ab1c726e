"""A window starts at signing, and the agreement does not say when that was.

## What it does

Finds windows `from signing …`, or from some time before or after it, in an agreement without `signed`.

## Why it matters

The date of the last signature is known only when everybody has signed; then somebody has to write it down. Until then no post can
be judged by such a clause.

## Example

```excl
agreement "Spring"
  advertiser Acme
  influencer River
  timezone Europe/Vilnius

category sonar, from signing to 1 month after last post
```

## Use instead

```excl
agreement "Spring"
  advertiser Acme
  influencer River
  timezone Europe/Vilnius
  signed 2026-02-20

category sonar, from signing to 1 month after last post
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid, span
from clauselang.syntax import ast

CODE = "L318"
NAME = "unknown-signing"
SEVERITY = "warning"
NEEDS = (ast.Signing,)

VALID = (
    "category sonar, from signing to 1 month after last post",
    """
        agreement "Spring"
          advertiser Acme
          influencer River
          timezone Europe/Vilnius

        category sonar, 6 months after signing
    """,
)
INVALID = (
    Invalid("""
        agreement "Spring"
          advertiser Acme
          influencer River
          timezone Europe/Vilnius
          term 2026-03-01 for 1 year

        category sonar, from 2 weeks before signing to end of term
    """),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report starts at an unknown signing; an end that is unknown is reported as a window without end."""
    if context.deal is None or context.deal.signed is not None:
        return
    for _, window in context.phrases(ast.FromTo):
        if isinstance(window.start.at, ast.Signing):
            message = "the window starts at signing, and the agreement does not say when that was"
            yield Diagnostic(CODE, span(window.start), message, help="add `signed …` to the agreement")
