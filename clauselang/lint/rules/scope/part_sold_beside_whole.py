"""A brand is said to sell a category and a part of it.

## What it does

Finds `sells` with a category that stands below another one of the same line.

## Why it matters

To sell a category means that anything in it may be sold. With the whole beside the part, posts of the brand without a known
product stay undecided that the part alone would settle.

## Example

```excl
brand Garmin sells fishing_gear and sonar
```

## Use instead

```excl
brand Garmin sells sonar and smartwatches
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.scope import category_key
from clauselang.syntax import ast

CODE = "L231"
NAME = "part-sold-beside-whole"
SEVERITY = "info"

VALID = ("brand Garmin sells sonar and smartwatches",)
INVALID = (
    Invalid("brand Garmin sells fishing_gear and sonar"),
    Invalid('agreement "A"\n  advertiser "B"\n    sells sonar and fishfinder\n  influencer "C"'),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report categories of one seller that lie within each other."""
    lists = [node.related for node in context.nodes(ast.Declaration) if node.kind == "brand"]
    lists += [party.sells for party in context.nodes(ast.Advertiser)]
    below = context.resolved.taxonomy.below
    for names in lists:
        for name in names:
            for other in names:
                part, whole = category_key(context, name), category_key(context, other)
                if part != whole and part in below(whole):
                    message = f"`{name.text}` is part of `{other.text}`, which stands beside it"
                    yield Diagnostic(CODE, name.span, message, help=f"take `{other.text}` out if the brand sells no other part of it")
