"""Something is forbidden after the posts, and nothing before them.

## What it does

Finds files whose clauses count only forwards from posts, or only backwards.

## Why it matters

“How long before *and* after?” is to be agreed on. An ad for a rival the evening before hurts as much as one the morning after; if
it is meant to be free, that is worth a remark.

## Example

```excl
category sonar, 1 month after last post
```

## Use instead

```excl
category sonar, 1 week before to 1 month after last post
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.measure import window_span
from clauselang.syntax import ast

CODE = "L303"
NAME = "one-sided-window"
SEVERITY = "info"

VALID = (
    """
        category sonar, 1 month after last post
        full, 24 hours before to 24 hours after each post
    """,
    """
        category sonar, during term
        full, 1 day after each post
    """,
    """
        category sonar, 1 week before first post
        category sonar, 1 month after last post
    """,
    "category sonar, from signing to 1 month after last post",
    "category sonar, on the day of each post",
)
INVALID = (
    Invalid("""
        full, 2 days after each post
        then category sonar, for 1 month
    """),
    Invalid("category sonar, 1 week before first post"),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report the first one-sided clause of a file in which all clauses are one-sided to the same side."""
    windows = [clause.window for clause in context.clauses if clause.window is not None]
    sided = [clause for clause in context.clauses if _side(clause.window) is not None]
    sides = {_side(clause.window) for clause in sided}
    if len(sides) != 1 or any(_side(window) is None and not isinstance(window, ast.For | ast.OnTheDay) for window in windows):
        return
    after = ast.After in sides
    message = f"no clause says what holds {'before' if after else 'after'} a post"
    remedy = "write both sides: `1 week before to 1 month after last post`"
    yield Diagnostic(CODE, window_span(sided[0]), message, help=remedy)


def _side(window: ast.Window | None) -> type[ast.Node] | None:
    """`After` or `Before` for a window on one side of posts."""
    match window:
        case ast.After(anchor=ast.PostAnchor()):
            return ast.After
        case ast.Before(anchor=ast.PostAnchor()):
            return ast.Before
        case _:
            return None
