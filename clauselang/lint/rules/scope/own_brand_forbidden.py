"""The advertiser's own brand is named as a competitor.

## What it does

Finds own brands of the advertiser among `brands …`, and in lists of competitors that a clause uses.

## Why it matters

Content for the advertiser is always allowed, so the name has no effect. It was probably copied from another deal, or a competitor
with a similar name was meant.

## Example

```excl
agreement "Own"
  advertiser "Acme Sonar"
    brands Deepline
  influencer "River Angler"

brands Garmin and Deepline, 2026-03-01 through 2026-03-31
```

## Use instead

```excl
agreement "Own"
  advertiser "Acme Sonar"
    brands Deepline
  influencer "River Angler"

brands Garmin, 2026-03-01 through 2026-03-31
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.scope import brand_key, members, without_item
from clauselang.syntax import ast

CODE = "L209"
NAME = "own-brand-forbidden"
SEVERITY = "warning"

_DEAL = """
brand Deepline
  alias "Deepline Ltd."

competitors rivals
  Garmin
  Deepline

agreement "Own"
  advertiser "Acme Sonar"
    brands Deepline
  influencer "River Angler"

"""

VALID = (
    _DEAL + "brands Garmin, 2026-03-01 through 2026-03-31",
    _DEAL + "full, 2026-03-01 through 2026-03-31, except brands Deepline",
)
INVALID = (
    Invalid(
        _DEAL + 'brands Garmin and "Deepline Ltd.", 2026-03-01 through 2026-03-31',
        _DEAL + "brands Garmin, 2026-03-01 through 2026-03-31",
    ),
    Invalid(_DEAL + 'brands "ACME SONAR", 2026-03-01 through 2026-03-31'),
    Invalid(_DEAL + "category sonar plus competitors rivals, 2026-03-01 through 2026-03-31"),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report own brands that a target names."""
    own = context.deal.own_brands if context.deal else frozenset()
    for _, target in context.phrases(ast.Target) if own else ():
        for part in target.parts:
            if isinstance(part, ast.Brands):
                for name in part.names:
                    if brand_key(context, name) in own:
                        fix = without_item("take it out", part.names, name)
                        message = f"`{name.text}` is the advertiser's own brand, for which content is always allowed"
                        yield Diagnostic(CODE, name.span, message, help="name the competitor that is meant, or take it out", fix=fix)
            elif isinstance(part, ast.Competitors):
                for name in part.names:
                    listed = [member for member in members(context, name) if member in own]
                    if listed:
                        message = f"the list `{name.text}` has the advertiser's own brand `{listed[0]}` in it"
                        yield Diagnostic(CODE, name.span, message, help="take it out of the list")
