"""Working for others is forbidden after the term, and not only posting for them.

## What it does

Finds clauses with `any engagement` that go on after the end of the term or are `perpetual`.

## Why it matters

To forbid somebody’s work when the contract is over is a restraint of trade. English law holds it void unless it is reasonable for
both sides and the public (Nordenfelt v Maxim Nordenfelt [1894] AC 535; Schroeder v Macaulay [1974] 1 WLR 1308); German and French
law ask for a written form, a limit in time and place, and for commercial agents compensation (HGB § 90a; Code de commerce art.
L134-14). A ban on posts is judged more mildly. Not legal advice.

## Example

```excl
category sonar, any engagement, during term and 6 months after
```

## Use instead

```excl
category sonar, any engagement, during term
category sonar, any mention, during term and 6 months after
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.measure import tail_after_term, window_span
from clauselang.syntax import ast

CODE = "L502"
NAME = "engagement-ban-after-term"
SEVERITY = "warning"
NEEDS = (ast.Act,)

VALID = (
    "category sonar, any engagement, during term",
    "category sonar, any mention, during term and 1 month after",
    "category sonar, any engagement, 1 month after last post",
)
INVALID = (
    Invalid("category sonar, any engagement, 1 year after end of term"),
    Invalid("full, any engagement, from signing, perpetual"),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report engagement clauses that outlast the term."""
    for clause in context.clauses:
        if clause.act == "engage" and (clause.perpetual or tail_after_term(clause) is not None):
            message = "after the term the creator may not even work for these brands"
            yield Diagnostic(CODE, window_span(clause), message, help="end it with the term, or forbid posts instead: `any mention`")
