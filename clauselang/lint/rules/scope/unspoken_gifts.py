"""The clause does not say whether gifted products count.

## What it does

Finds clauses about sponsored content with neither `gifts included` nor `gifts excluded`.

## Why it matters

Free products are the first thing that brands and creators quarrel about. Without a word they do not count, because a clause in
doubt is read narrowly; but few know that when they sign.

## Example

```excl
category sonar, 1 month after last post
```

## Use instead

```excl
category sonar, 1 month after last post, gifts excluded
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.syntax import ast

CODE = "L222"
NAME = "unspoken-gifts"
SEVERITY = "info"

VALID = (
    "category sonar, 1 month after last post, gifts excluded",
    "category sonar, 1 month after last post, gifts included",
    "category sonar, 1 month after last post, any mention",
    "none",
)
INVALID = (
    Invalid(
        "category sonar, 1 month after last post",
        "category sonar, 1 month after last post, gifts excluded",
        safe=True,
    ),
    Invalid(
        "full, on instagram, 24 hours after each post",
        "full, on instagram, 24 hours after each post, gifts excluded",
        safe=True,
    ),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report sponsored clauses without a word about gifts."""
    for clause in context.clauses:
        if clause.act == "sponsored" and clause.gifts is None and not clause.target.is_none:
            fix = context.with_phrase("say what holds now: gifts are free", clause, "gifts excluded")
            for target in (phrase for phrase in clause.node.phrases if isinstance(phrase, ast.Target)):
                message = "whether gifted products count is not said; as written they do not"
                yield Diagnostic(CODE, target.span, message, help="add `gifts included` or `gifts excluded`", fix=fix)
