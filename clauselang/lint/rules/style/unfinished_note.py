"""A comment says that something is still to be done.

## What it does

Finds comments with TODO, FIXME, XXX, TBD or TBC.

## Why it matters

Comments stay out of the printed contract. What is still open at signing is then open for good.

## Example

```excl
category sonar, 1 month after last post  # TODO: ask the brand about stories
```

## Use instead

```excl
category sonar, 1 month after last post, instagram stories excluded
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid

CODE = "L608"
NAME = "unfinished-note"
SEVERITY = "info"

VALID = (
    "category sonar, 1 month after last post  # as in the last deal",
    'brands "TODO", 1 month after last post',
)
INVALID = (
    Invalid("""
        # tbd
        category sonar, 1 month after last post
    """),
    Invalid("category sonar, 1 month after last post  # until when? FIXME"),
)

_OPEN = re.compile(r"\b(TODO|FIXME|XXX|TBD|TBC|tbd|tbc|todo|fixme)\b")


def check(context: Context) -> Iterator[Diagnostic]:
    """Report comments that are notes to oneself."""
    for comment in context.trivia.comments:
        match = _OPEN.search(comment.span.text)
        if match:
            yield Diagnostic(CODE, comment.span, f"`{match[0]}`: something is still open here", help="settle it, and take the comment out")
