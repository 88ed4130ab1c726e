"""Several clauses, and no scenario that shows what they forbid.

## What it does

Finds files with three or more clauses and no `scenario`.

## Why it matters

Clauses add up, and nobody sees all at once. A scenario is an example that both sides understand, a test when the text changes, and
can be printed in the contract.

## Example

```excl
full, 2 days after last post
then category sonar, for 1 month
category lures, during term
```

## Use instead

```excl
full, 2 days after last post
then category sonar, for 1 month
category lures, during term

scenario "Rivals"
  paid mention of Garmin, category sonar: unknown
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid, span

CODE = "L309"
NAME = "untested-clauses"
SEVERITY = "info"

VALID = (
    """
        full, 2 days after last post
        then category sonar, for 1 month
    """,
    """
        none
        full, 2 days after last post
        category sonar, during term
    """,
)
INVALID = (
    Invalid("""
        full, 1 day after last post
        full, 1 day before first post
        category sonar, during term
    """),
)

_SEVERAL = 3


def check(context: Context) -> Iterator[Diagnostic]:
    """Report the first clause of a file that has many and tests none."""
    bound = [clause for clause in context.clauses if not clause.target.is_none]
    if len(bound) >= _SEVERAL and not context.resolved.scenarios:
        message = f"{len(bound)} clauses, and no example of what they forbid"
        remedy = 'add a `scenario "…"` with a post that is a violation and one that is not'
        yield Diagnostic(CODE, span(bound[0].node), message, help=remedy)
