"""A penalty is due at once, with no time to put things right.

## What it does

Finds clauses with a `penalty` and with neither `cure` nor `takedown`.

## Why it matters

Most breaches are slips: a tag in a story, a scheduled post. For a duty to abstain a penalty is due with the first breach (BGB §
339), elsewhere only after a notice (BW art. 6:93; Code civil art. 1231-5). A time to cure, or to take the post down, makes it the
same for everybody and ends most disputes before they start. Not legal advice.

## Example

```excl
category sonar, 1 month after last post, penalty 500 EUR per breach
```

## Use instead

```excl
category sonar, 1 month after last post, penalty 500 EUR per breach, cure 3 days
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid, span
from clauselang.syntax import ast

CODE = "L503"
NAME = "penalty-without-cure"
SEVERITY = "info"
NEEDS = (ast.Penalty,)

VALID = (
    "category sonar, 1 month after last post, penalty 500 EUR per breach, takedown 24 hours",
    "category sonar, 1 month after last post",
)
INVALID = (
    Invalid("full, 1 day after each post, penalty 500 EUR per breach"),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report penalties without a remedy beside them."""
    for clause, phrase in context.phrases(ast.Penalty):
        if not any(isinstance(term, ast.Remedy) for term in clause.commercial):
            message = "the penalty is due at once, with no time to put the breach right"
            yield Diagnostic(CODE, span(phrase), message, help="add `cure 3 days` or `takedown 24 hours`")
