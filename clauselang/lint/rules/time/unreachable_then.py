"""A `then` clause never begins.

## What it does

Finds `then` clauses behind a clause that has no end, or whose own long stop lies before the clause above ends.

## Why it matters

The second stage stands in the contract, is perhaps paid for, and will never come.

## Example

```excl
full, from first post, perpetual
then category sonar, for 1 month
```

## Use instead

```excl
full, 2 days after last post
then category sonar, for 1 month
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.time import unstopped

CODE = "L118"
NAME = "unreachable-then"
SEVERITY = "warning"

_DEAL = """
agreement "Stages"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  posts
    reel on instagram, planned 2026-03-10 18:00

"""

VALID = (
    "full, 2 days after last post\nthen category sonar, for 1 month",
    "full, from first post, perpetual, at latest through 2026-12-31\nthen category sonar, for 1 month",
    _DEAL + "full, 2 weeks after last post\nthen category sonar, for 1 month, at latest through 2026-03-31",
)
INVALID = (
    Invalid("full, from first post, perpetual\nthen category sonar, for 1 month"),
    Invalid(_DEAL + "full, 1 month after last post\nthen category sonar, for 1 month, at latest through 2026-03-31"),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report stages behind one without end, and stages that are stopped before they start."""
    for norm in context.norms:
        clause = norm.clause
        if clause.after is None:
            continue
        above = context.clauses[clause.after - 1]
        if above.perpetual and above.at_latest is None:
            message, remedy = f"clause {above.number} has no end, so this one never begins", f"give clause {above.number} an end"
            yield Diagnostic(CODE, clause.node.span, message, help=remedy)
        elif clause.at_latest and norm.may.is_empty and not unstopped(context, norm).may.is_empty:
            message = f"the long stop lies before the end of clause {above.number}, so this one never begins"
            yield Diagnostic(CODE, clause.at_latest.span, message, help="correct the date")
