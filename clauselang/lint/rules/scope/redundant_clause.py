"""A clause forbids only what another clause forbids anyway.

## What it does

Finds clauses that lie within one other clause: in what they forbid, and surely also in time, either because both windows are
measured alike from the same anchor or because all their dates are settled. Clauses with conditions or terms of their own are left
alone.

## Why it matters

It adds nothing but length, and a reader will look for what it adds. When the wider clause is negotiated away, the narrower one
stays behind unnoticed.

## Example

```excl
exclusivity "Rivals"
  category fishing_gear, 1 month after last post
  category sonar, 2 weeks after last post
```

## Use instead

```excl
exclusivity "Rivals"
  category sonar, 1 month after last post
  category fishing_gear, 2 weeks after last post
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.scope import covered

CODE = "L206"
NAME = "redundant-clause"
SEVERITY = "warning"

_ARTICLE = 'exclusivity "Rivals"\n  '

VALID = (
    _ARTICLE + "category sonar, 1 month after last post\n  category fishing_gear, 2 weeks after last post",
    _ARTICLE + "category fishing_gear, 1 month after last post, stories excluded\n  category sonar, 2 weeks after last post",
    _ARTICLE + "category fishing_gear, 1 month after first post\n  category sonar, 2 weeks after last post",
    _ARTICLE + "category fishing_gear, 29 days after last post\n  category sonar, 1 month after last post",
    _ARTICLE + "category fishing_gear, 2 days after last post\n  category sonar, 48 hours after last post",
    _ARTICLE + "category fishing_gear, during term, if term longer than 1 year\n  category sonar, during term",
    _ARTICLE + "category fishing_gear, during term, unless ended by advertiser\n  category sonar, during term",
    _ARTICLE + "category fishing_gear, during term\n  category sonar, during term, penalty 500 EUR per breach",
    _ARTICLE + "category fishing_gear, during term\n  category sonar, during term, any mention",
    _ARTICLE + 'category fishing_gear, during term, except "charity appearances"\n  category sonar, during term',
)
INVALID = (
    Invalid(_ARTICLE + "category fishing_gear, 1 month after last post\n  category sonar, 2 weeks after last post"),
    Invalid(_ARTICLE + "category sonar, 28 days after last post, on instagram\n  category fishing_gear, 1 month after each post"),
    Invalid(_ARTICLE + "category sonar, 4 weeks after last post on tiktok\n  category fishing_gear, 1 month after each post"),
    Invalid(_ARTICLE + "full, 2 days before to 2 days after each post\n  category sonar, 47 hours after last post, stories excluded"),
    Invalid(_ARTICLE + "category sonar, on the day of each post\n  full, 1 week before to 1 week after each post, gifts included"),
    Invalid(_ARTICLE + "full, during term and 1 month after, any mention or appearance\n  category sonar, during term, if fee paid"),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report clauses that another clause covers, if the two are not the same."""
    for wide, narrow, mutual in covered(context):
        if not mutual:
            message = f"clause {wide.clause.number} forbids all of this already"
            yield Diagnostic(CODE, narrow.clause.node.span, message, help="take the clause out, or say what it adds")
