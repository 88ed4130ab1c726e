"""Two clauses oblige to the same.

## What it does

Finds clauses that forbid the same at the same times as an earlier clause, in whatever words.

## Why it matters

One of them is a leftover. When the other is changed in a negotiation, this one still forbids what was given up.

## Example

```excl
exclusivity "Rivals"
  category sonar, 2 weeks after last post
  category sonar and fishfinder, 14 days after last post
```

## Use instead

```excl
exclusivity "Rivals"
  category sonar, 2 weeks after last post
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.scope import covered

CODE = "L207"
NAME = "duplicate-clause"
SEVERITY = "warning"

_ARTICLE = 'exclusivity "Rivals"\n  '

VALID = (
    _ARTICLE + "category sonar, 2 weeks after last post\n  category lures, 2 weeks after last post",
    _ARTICLE + "category sonar, 2 weeks after last post\n  category sonar, 2 weeks after first post",
    _ARTICLE + "category sonar, during term, if term longer than 1 year\n  category sonar, during term",
)
INVALID = (
    Invalid(
        _ARTICLE + "category sonar, 2 weeks after last post\n  category sonar and fishfinder, 14 days after last post\n",
        _ARTICLE + "category sonar, 2 weeks after last post\n",
    ),
    Invalid(
        _ARTICLE + "full, 1 day after each post\n  full, on instagram, during term\n  full, during term, on instagram, gifts excluded\n",
        _ARTICLE + "full, 1 day after each post\n  full, on instagram, during term\n",
    ),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report the later of two clauses that cover each other."""
    for earlier, later, mutual in covered(context):
        if mutual:
            fix = context.without_lines("delete the clause", later.clause.node)
            message = f"clause {earlier.clause.number} says the same"
            yield Diagnostic(CODE, later.clause.node.span, message, help="delete one of the two", fix=fix)
