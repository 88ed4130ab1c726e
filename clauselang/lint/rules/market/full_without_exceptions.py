"""For weeks every other brand is shut out everywhere, without any exception.

## What it does

Finds clauses with the target `full` that last longer than a week (`category_free` in `stdlib/norms/market.toml`) on any platform,
from any account, worldwide, and except nothing.

## Why it matters

Over weeks things happen that nobody meant to forbid: a post that was promised before, a charity, a story about a friend’s shop.
Deals that hold keep something free: stories, another account, commitments in a schedule.

## Example

```excl
full, 1 month after last post
```

## Use instead

```excl
full, 1 month after last post, except stories
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.measure import figure, lasting, states_a_fact, window_span
from clauselang.syntax import ast

CODE = "L416"
NAME = "full-without-exceptions"
SEVERITY = "info"
NEEDS = (ast.Full,)

VALID = (
    "full, 2 days after last post",
    "full, 1 month after last post, on instagram",
    'full, 1 month after last post, except "charity appearances"',
    "category sonar, 1 month after last post",
)
INVALID = (
    Invalid("full, 2 weeks after each post, gifts excluded"),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report long full clauses that nothing narrows."""
    for clause in context.clauses:
        if states_a_fact(clause):
            continue
        narrowed = clause.exceptions or clause.surfaces or clause.accounts or clause.territory or clause.events or clause.conditions
        if clause.target.full and not narrowed and lasting(context, clause).at_least > figure("category_free"):
            message = "nothing is excepted: no surface, no account, no commitment"
            yield Diagnostic(CODE, window_span(clause), message, help="say what stays free: `except stories`, `except schedule \"A\"`")
