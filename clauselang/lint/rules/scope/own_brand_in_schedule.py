"""The advertiser's own brand is listed as a commitment to somebody else.

## What it does

Finds own brands of the advertiser in schedules of existing commitments.

## Why it matters

A schedule lists the rivals that the creator already works for. The advertiser needs no place in it; another brand was probably
meant, and is now missing.

## Example

```excl
agreement "Own"
  advertiser "Acme Sonar"
  influencer "River Angler"
  schedule "B"
    "Acme Sonar"
```

## Use instead

```excl
agreement "Own"
  advertiser "Acme Sonar"
  influencer "River Angler"
  schedule "B"
    "Old Harbour Rods"
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.scope import brand_key
from clauselang.syntax import ast

CODE = "L227"
NAME = "own-brand-in-schedule"
SEVERITY = "warning"
NEEDS = (ast.Commitment,)

_DEAL = """
agreement "Own"
  advertiser "Acme Sonar"
    brands Deepline
  influencer "River Angler"
  schedule "B"
    Moshi
"""

VALID = (_DEAL,)
INVALID = (
    Invalid(_DEAL + "    deepline", _DEAL),
    Invalid(_DEAL + '    "Acme Sonar" 2026-01-01 through 2026-06-30', _DEAL),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report commitments to the advertiser."""
    own = context.deal.own_brands if context.deal else frozenset()
    for commitment in context.nodes(ast.Commitment):
        if brand_key(context, commitment.brand) in own:
            fix = context.without_lines("delete the line", commitment)
            message = f"`{commitment.brand.text}` is the advertiser's own brand"
            yield Diagnostic(CODE, commitment.span, message, help="name the brand that is meant, or delete the line", fix=fix)
