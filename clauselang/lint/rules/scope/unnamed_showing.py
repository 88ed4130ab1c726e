"""Paid content that shows a rival without naming it is free.

## What it does

Finds `any mention` where no clause covers sponsored content of the same kind that shows the product only. A scenario about a mere
appearance says that the author has thought of it.

## Why it matters

`any mention` is about naming, tagging, linking and codes. A paid video with the rival's product in the hand and no name in it is
not covered, which few people expect of a word like `any`.

## Example

```excl
category sonar, any mention, 1 month after last post
```

## Use instead

```excl
category sonar, any mention or appearance, 1 month after last post
```
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import sub

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.scope import holds, sample
from clauselang.semantics.facet import only
from clauselang.semantics.scope import Box, Region
from clauselang.syntax import ast

CODE = "L223"
NAME = "unnamed-showing"
SEVERITY = "info"
NEEDS = (ast.Act,)

VALID = (
    "category sonar, any mention or appearance, 1 month after last post",
    "category sonar, any mention, 1 month after last post\nfull, 1 month after last post",
    """
    category sonar, any mention, 1 month after last post

    scenario "Seen but not named"
      organic appearance of Garmin, category sonar, 2026-04-20: unknown
    """,
)
INVALID = (
    Invalid(
        "category sonar, any mention, 1 month after last post",
        "category sonar, any mention or appearance, 1 month after last post",
    ),
    Invalid(
        "full, 1 month after last post, on instagram\ncategory sonar, any mention, 1 month after last post",
        "full, 1 month after last post, on instagram\ncategory sonar, any mention or appearance, 1 month after last post",
    ),
)

_SHOWING = Region((Box.of({"act": only(["show"]), "kind": only(["paid", "affiliate", "ambassador"])}),))


def check(context: Context) -> Iterator[Diagnostic]:
    """Report clauses about mentions beside which sponsored showing is not restricted."""
    if any(example.content == "appearance" for scenario in context.resolved.scenarios for example in scenario.examples):
        return
    others = [norm.scope for norm in context.norms if any("show" in box["act"] for box in norm.scope.boxes)]
    for norm in context.norms:
        if norm.clause.act != "mention":
            continue
        shown = Region(tuple(box.with_values("act", only(["show"])) for box in norm.scope.boxes)) & _SHOWING
        for phrase in norm.clause.node.phrases if _is_left(shown, others) else ():
            if isinstance(phrase, ast.Act):
                fix = context.replace("cover what is shown, too", phrase, "any mention or appearance")
                message = "paid content that shows a product and never names it is free"
                yield Diagnostic(CODE, phrase.span, message, help="write `any mention or appearance` if that is not meant", fix=fix)


def _is_left(shown: Region, others: list[Region]) -> bool:
    """Whether something is outside of all others; mostly one post tells."""
    if any(not any(holds(other, post) for other in others) for post in map(sample, shown.boxes)):
        return True
    if any(shown <= other for other in others):  # mostly one of them covers it alone
        return False
    return not reduce(sub, others, shown).is_empty
