"""Content has to be taken down in less than a day.

## What it does

Finds `takedown` times shorter than `takedown_shortest` in `stdlib/norms/law.toml`.

## Why it matters

A notice that comes in the evening is read in the morning. A duty that cannot be met in the ordinary course turns every breach into
a second one, and a period that is too short is replaced by a fair one in many laws (BGB § 314 with the case law on § 323; Code
civil art. 1226). Not legal advice.

## Example

```excl
category sonar, 1 month after last post, takedown 2 hours
```

## Use instead

```excl
category sonar, 1 month after last post, takedown 24 hours
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid, span
from clauselang.lint.rules.measure import days, figure, norm_note, said
from clauselang.syntax import ast

CODE = "L508"
NAME = "hasty-takedown"
SEVERITY = "warning"
NEEDS = (ast.Remedy,)

VALID = (
    "category sonar, 1 month after last post, takedown 1 day",
    "category sonar, 1 month after last post, cure 12 hours",
)
INVALID = (
    Invalid("category sonar, 1 month after last post, takedown 23 hours"),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report short times for taking content down."""
    for _, phrase in context.phrases(ast.Remedy):
        if phrase.what == "takedown" and days(phrase.duration) < figure("takedown_shortest"):
            message = f"content has to be taken down within {said(days(phrase.duration))} of a notice"
            yield Diagnostic(CODE, span(phrase), message, help="write at least `takedown 24 hours`", notes=norm_note("takedown_shortest"))
