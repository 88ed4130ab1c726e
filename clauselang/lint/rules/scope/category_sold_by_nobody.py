"""A clause is about a category in which nobody is known to sell anything.

## What it does

Finds categories of targets in which no declared brand sells anything, nor does the advertiser, in a file where both are known.

## Why it matters

Perhaps the wrong word was taken from the library: a clause about `boats` does not protect the maker of a fish finder. And posts
of brands without declared products stay undecided.

## Example

```excl
brand Lowrance sells sonar

agreement "Sonar"
  advertiser "Acme Sonar"
    sells sonar
  influencer "River Angler"

category board_games, 2026-03-01 through 2026-03-31
```

## Use instead

```excl
brand Lowrance sells sonar

agreement "Sonar"
  advertiser "Acme Sonar"
    sells sonar
  influencer "River Angler"

category sonar, 2026-03-01 through 2026-03-31
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.scope import category_key
from clauselang.syntax import ast

CODE = "L213"
NAME = "category-sold-by-nobody"
SEVERITY = "info"

_DEAL = """
brand Lowrance sells sonar

agreement "Sonar"
  advertiser "Acme Sonar"
    sells sonar
  influencer "River Angler"

"""

VALID = (
    _DEAL + "category fishing_gear, 2026-03-01 through 2026-03-31",
    _DEAL + "category fishfinder, 2026-03-01 through 2026-03-31",  # part of what is sold
    _DEAL.replace("brand Lowrance sells sonar\n", "") + "category board_games, 2026-03-01 through 2026-03-31",
    "brand Lowrance sells sonar\n\ncategory board_games, 2026-03-01 through 2026-03-31",
)
INVALID = (
    Invalid(_DEAL + "category board_games, 2026-03-01 through 2026-03-31"),
    Invalid(_DEAL + "category sonar and lures, 2026-03-01 through 2026-03-31"),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report categories that no declared product is in, or could be in."""
    declared = [name for brand in context.nodes(ast.Declaration) if brand.kind == "brand" for name in brand.related]
    own = [name for party in context.nodes(ast.Advertiser) for name in party.sells]
    if not declared or not own:
        return
    below = context.resolved.taxonomy.below
    products = {key for name in (*declared, *own) for key in below(category_key(context, name))}
    for _, target in context.phrases(ast.Target):
        for name in (name for part in target.parts if isinstance(part, ast.Categories) for name in part.names):
            if products.isdisjoint(below(category_key(context, name))):
                message = f"neither the advertiser nor any declared brand sells anything in `{name.text}`"
                yield Diagnostic(CODE, name.span, message, help="declare who does (`brand … sells …`), or take another category")
