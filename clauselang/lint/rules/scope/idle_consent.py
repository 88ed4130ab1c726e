"""A consent allows what no clause forbids.

## What it does

Finds consents for a brand, on surfaces if they are named, that no clause of the file reaches.

## Why it matters

Nobody asks for consent to something that is free. Either the name is spelt in another way than in the clauses, or a clause
forbids less than the parties believe.

## Example

```excl
brand Moshi sells sleep_apps

agreement "Consent"
  advertiser "Acme Sonar"
  influencer "River Angler"
  consent Moshi on instagram stories 2026-03-05 10:00

category sonar, 2026-03-01 through 2026-03-31
```

## Use instead

```excl
brand Moshi sells sleep_apps

agreement "Consent"
  advertiser "Acme Sonar"
  influencer "River Angler"
  consent Moshi on instagram stories 2026-03-05 10:00

full, 2026-03-01 through 2026-03-31
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.scope import brand_key, sold
from clauselang.semantics.facet import ANY, only
from clauselang.semantics.scope import Box, Region
from clauselang.semantics.terms import surfaces
from clauselang.syntax import ast

CODE = "L228"
NAME = "idle-consent"
SEVERITY = "info"
NEEDS = (ast.Consent,)

_DEAL = """
brand Moshi sells sleep_apps
brand Lowrance sells sonar

agreement "Consent"
  advertiser "Acme Sonar"
  influencer "River Angler"
  consent Moshi on instagram stories 2026-03-05 10:00

"""

VALID = (
    _DEAL + "full, 2026-03-01 through 2026-03-31",
    _DEAL.replace("consent Moshi", "consent Unknown") + "category sonar, 2026-03-01 through 2026-03-31",
    _DEAL.replace("consent Moshi", "consent Lowrance") + "category sonar, 2026-03-01 through 2026-03-31",
    _DEAL,
)
INVALID = (
    Invalid(_DEAL + "category sonar, 2026-03-01 through 2026-03-31"),
    Invalid(_DEAL + "full, 2026-03-01 through 2026-03-31, on tiktok"),
    Invalid(_DEAL + "brands Garmin, 2026-03-01 through 2026-03-31"),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report consents whose region no clause meets."""
    for consent in context.nodes(ast.Consent) if context.clauses else ():
        places = tuple(place for node in consent.surfaces if (place := context.resolved.symbols.surface(node)))
        products = sold(context, consent.brand.text)
        box = Box.of({"brand": only([brand_key(context, consent.brand)]), "category": only(products) if products else ANY})
        allowed = Region.of(box & surface for surface in surfaces(places))
        if all((norm.scope & allowed).is_empty for norm in context.norms):
            message = f"no clause forbids what is allowed here for `{consent.brand.text}`"
            yield Diagnostic(CODE, consent.span, message, help="check the spelling of the brand and the scope of the clauses")
