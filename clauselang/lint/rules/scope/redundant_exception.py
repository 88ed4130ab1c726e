"""An exception frees what another exception of the clause frees already.

## What it does

Finds exceptions that lie within the other exceptions of their clause.

## Why it matters

Whoever changes one of the two later will believe that the matter is settled, and it is not.

## Example

```excl
category sonar, 1 month after last post, except stories, instagram stories excluded
```

## Use instead

```excl
category sonar, 1 month after last post, except stories
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.scope import exceptions, freed
from clauselang.semantics.scope import NOTHING, Region
from clauselang.syntax import ast

CODE = "L205"
NAME = "redundant-exception"
SEVERITY = "warning"
NEEDS = (ast.Except, ast.SurfacesExcluded, ast.AccountsExcluded)

VALID = (
    "category sonar, 1 month after last post, except stories, except instagram reels",
    "category sonar, 1 month after last post, except stories but not instagram stories, except stories on instagram",
    'category sonar, 1 month after last post, except stories, except "charity appearances"',
)
INVALID = (
    Invalid(
        "category sonar, 1 month after last post, except stories, instagram stories excluded",
        "category sonar, 1 month after last post, except stories",
        safe=True,
    ),
    Invalid(
        "category sonar, 1 month after last post, on youtube, except brands Garmin and Moshi, except brands Moshi",
        "category sonar, 1 month after last post, on youtube, except brands Garmin and Moshi",
        safe=True,
    ),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report exceptions that add nothing to the others; of two equal ones the later."""
    gone: set[int] = set()
    for norm, phrase, exemption in reversed(list(exceptions(context))):
        others = [freed(other) for other in norm.exemptions if other is not exemption and id(other) not in gone]
        mine = norm.scope & freed(exemption) if others else NOTHING
        if not mine.is_empty and mine <= Region(tuple(box for region in others for box in region.boxes)):
            gone.add(id(exemption))
            fix = context.without_phrase("take the exception out", norm.clause, phrase)
            message = "the other exceptions of the clause free all of this already"
            yield Diagnostic(CODE, phrase.span, message, help="take it out", fix=fix)
