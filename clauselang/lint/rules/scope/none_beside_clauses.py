"""The contract says that there is no exclusivity, and restricts the creator all the same.

## What it does

Finds `none` in a contract that has other clauses. A file of loose clauses without an agreement and without blocks is not a
contract, and left alone.

## Why it matters

`none` prints as a sentence of the contract. Together with a restriction the contract contradicts itself, and whoever drafted it
will bear the doubt.

## Example

```excl
exclusivity "Exclusivity"
  none

exclusivity "Competitors"
  category sonar, 1 month after last post
```

## Use instead

```excl
exclusivity "Competitors"
  category sonar, 1 month after last post
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.syntax import ast

CODE = "L208"
NAME = "none-beside-clauses"
SEVERITY = "warning"
NEEDS = (ast.NoExclusivity,)

VALID = (
    'exclusivity "Exclusivity"\n  none',
    "none\ncategory sonar, 1 month after last post",
)
INVALID = (
    Invalid('exclusivity "Exclusivity"\n  none\n  category sonar, 1 month after last post\n'),
    Invalid('exclusivity "A"\n  none\n\nexclusivity "B"\n  category sonar, 1 month after last post\n'),
    Invalid('agreement "A"\n  advertiser "B"\n  influencer "C"\n\nnone\ncategory sonar, 2026-03-01 through 2026-03-31\n'),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report `none` beside clauses that forbid something."""
    contract = context.deal is not None or any(True for _ in context.nodes(ast.Exclusivity))
    others = [clause for clause in context.clauses if not clause.target.is_none]
    for clause in context.clauses if contract and others else ():
        if clause.target.is_none:
            message = f"`none` contradicts clause {others[0].number}, which restricts the creator"
            yield Diagnostic(CODE, clause.node.span, message, help="keep `none`, or the restrictions")
