"""One to three days are counted, where hours were probably meant.

## What it does

Finds windows of 1, 2 or 3 days before or after a post. Where a `then` clause follows, which starts at a midnight, days are what
is meant, and nothing is said.

## Why it matters

Days end at midnight: 2 days after a post at 15:00 last 57 hours, and after one at 1:00 they last 71. Who has a stopwatch in mind
writes 48 hours.

## Example

```excl
full, 2 days after each post
```

## Use instead

```excl
full, 48 hours after each post
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid, span
from clauselang.lint.rules.time import sides
from clauselang.syntax import ast

CODE = "L104"
NAME = "days-meant-as-hours"
SEVERITY = "info"

VALID = (
    "full, 48 hours after each post",
    "full, 1 week after each post",
    "full, 2 days after each post\nthen category sonar, for 1 month",
    "full, 1 day after end of term",
)
INVALID = (
    Invalid("full, 2 days after each post", "full, 48 hours after each post"),
    Invalid(
        "category sonar, 1 day before to 1 day after each post on instagram",
        "category sonar, 24 hours before to 24 hours after each post on instagram",
    ),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report windows around posts whose lengths are 1 to 3 days."""
    chained = {clause.after for clause in context.clauses}
    for clause, phrase in sides(context):
        lengths = list(context.within(phrase, ast.Duration))
        short = all(len(each.parts) == 1 and each.parts[0][1] == "day" and each.parts[0][0] in (1, 2, 3) for each in lengths)
        if short and isinstance(phrase.anchor, ast.PostAnchor) and clause.index not in chained:
            text = _in_hours(phrase, lengths)
            fix = context.replace(f"write `{text}`", phrase, text)
            message = "days end at midnight, so how long this lasts depends on the time of the post"
            yield Diagnostic(CODE, phrase.span, message, help="write hours if a stopwatch is meant", fix=fix)


def _in_hours(phrase: ast.Node, lengths: list[ast.Duration]) -> str:
    whole = span(phrase)
    text = whole.text
    for each in reversed(lengths):
        own = span(each)
        text = text[: own.start - whole.start] + f"{24 * each.parts[0][0]} hours" + text[own.end - whole.start :]
    return text
