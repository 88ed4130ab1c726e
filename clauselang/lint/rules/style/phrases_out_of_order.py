"""The phrases of a clause are not in the usual order.

## What it does

Finds clauses whose phrases stand in another order than the formatter’s: target, act and kind, time, surface, account, territory,
event, exceptions, conditions, terms.

## Why it matters

The order means nothing, but who reads many clauses looks for the time in the same place. `clauselang fmt` puts all of them right.

## Example

```excl
1 month after last post, on youtube, category sonar
```

## Use instead

```excl
category sonar, 1 month after last post, on youtube
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic, Fix
from clauselang.lint.rule import Context, Invalid, span
from clauselang.source import Span
from clauselang.syntax import ast
from clauselang.syntax.order import phrase_place

CODE = "L609"
NAME = "phrases-out-of-order"
SEVERITY = "info"

VALID = (
    "category sonar, 1 month after last post, on youtube, fee 300 USD",
    "category sonar, any mention, 1 month after last post",
)
INVALID = (
    Invalid(
        "category sonar, on youtube, 1 month after last post, gifts excluded",
        "category sonar, gifts excluded, 1 month after last post, on youtube",
        safe=True,
    ),
    Invalid("""
        category sonar, on youtube,
          # why: the launch
          1 month after last post
    """),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report clauses that the formatter would reorder."""
    for clause in context.clauses:
        written = clause.node.phrases
        ordered = tuple(sorted(written, key=phrase_place))
        for phrase, rightful in zip(written, ordered, strict=True):
            if phrase is not rightful:
                message = f"`{span(rightful).text}` usually stands before `{span(phrase).text}`"
                yield Diagnostic(CODE, span(rightful), message, help="`clauselang fmt` sorts the phrases", fix=_fix(ordered, written))
                break


def _fix(ordered: tuple[ast.Phrase, ...], written: tuple[ast.Phrase, ...]) -> Fix | None:
    """The phrases in order, if all of them stand on one line, so that no comment is between them."""
    whole = Span(span(written[0]).source, span(written[0]).start, span(written[-1]).end)
    if "\n" in whole.text:
        return None
    return Fix("sort the phrases", whole, ", ".join(span(phrase).text for phrase in ordered))
