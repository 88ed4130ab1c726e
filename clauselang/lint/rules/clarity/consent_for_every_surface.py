"""A consent does not say for which platform it was given.

## What it does

Finds `consent` facts without `on …`.

## Why it matters

A brand that allows one story has not allowed a video. Without a surface the consent frees everything that the creator publishes for
that brand.

## Example

```excl
agreement "Spring"
  advertiser Acme
  influencer River
  timezone Europe/Vilnius
  consent Moshi 2026-03-05

full, 1 month after last post
```

## Use instead

```excl
agreement "Spring"
  advertiser Acme
  influencer River
  timezone Europe/Vilnius
  consent Moshi on instagram stories 2026-03-05

full, 1 month after last post
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid, span
from clauselang.syntax import ast

CODE = "L319"
NAME = "consent-for-every-surface"
SEVERITY = "info"
NEEDS = (ast.Consent,)

VALID = (
    """
        agreement "Spring"
          advertiser Acme
          influencer River
          timezone Europe/Vilnius

        full, 1 month after last post
    """,
)
INVALID = (
    Invalid("""
        agreement "Spring"
          advertiser Acme
          influencer River
          timezone Europe/Vilnius
          consent "Old Harbour Rods" 2026-03-05 10:00
          consent Moshi on youtube 2026-03-05
    """),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report consents that hold on any platform."""
    for node in context.nodes(ast.Consent):
        if not node.surfaces:
            message = f"the consent frees all content for `{node.brand.text}`, on any platform"
            yield Diagnostic(CODE, span(node.brand), message, help="say what was allowed: `consent … on instagram stories …`")
