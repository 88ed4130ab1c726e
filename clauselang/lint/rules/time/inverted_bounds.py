"""The window ends before it starts, whenever the post is.

## What it does

Finds `from … to …` with two bounds on the same anchor, the first of which always lies after the second.

## Why it matters

The window is empty whatever happens. The two bounds, or `before` and `after`, were swapped.

## Example

```excl
category sonar, from 2 weeks after each post to 1 week before each post
```

## Use instead

```excl
category sonar, from 1 week before each post to 2 weeks after each post
```
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid, span
from clauselang.lint.rules.time import length, never_longer
from clauselang.semantics.bounds import Distance
from clauselang.syntax import ast

CODE = "L126"
NAME = "inverted-bounds"
SEVERITY = "error"
NEEDS = (ast.FromTo,)

VALID = (
    "category sonar, from 1 week before each post to 2 weeks after each post",
    "category sonar, from 2 days after last post to 2 days after last post",
    "category sonar, from 4 weeks after last post to 1 month after last post",
    "category sonar, from 1 month after last post to 28 days after last post",  # the same day after a post in February
    "category sonar, from 2 days after last post to 47 hours after last post",
    "category sonar, from 1 month after last post to 1 month after end of term",
    "category sonar, from first post to last post",
)
INVALID = (
    Invalid(
        "category sonar, from 2 weeks after each post to 1 week before each post",
        "category sonar, from 1 week before each post to 2 weeks after each post",
    ),
    Invalid(
        "category sonar, from last post to 1 month before last post",
        "category sonar, from 1 month before last post to last post",
    ),
    Invalid(
        "category sonar, from 72 hours after last post to 24 hours after last post",
        "category sonar, from 24 hours after last post to 72 hours after last post",
    ),
    Invalid("category sonar, from 48 hours after last post to 48 hours after last post"),
    Invalid("category sonar, from end of term to start of term", "category sonar, from start of term to end of term"),
    Invalid("category sonar, from last post to first post", "category sonar, from first post to last post"),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report windows between bounds that are in the wrong order for all facts."""
    for _, phrase in context.phrases(ast.FromTo):
        if not isinstance(phrase.end, ast.Bound) or not _inverted(phrase.start, phrase.end):
            continue
        if _one_instant(phrase.start, phrase.end):
            yield Diagnostic(CODE, phrase.span, "the window ends at the moment at which it starts", help="write two different bounds")
            continue
        text = f"from {span(phrase.end).text} to {span(phrase.start).text}"
        fix = context.replace(f"write `{text}`", phrase, text)
        yield Diagnostic(CODE, phrase.span, "the window always ends before it starts", help="swap the bounds", fix=fix)


_NONE = length(None)


def _inverted(start: ast.Bound, end: ast.Bound) -> bool:
    if start.at != end.at:
        return start.duration is None and end.duration is None and _later(start.at, end.at)
    from_, to = length(start.duration), length(end.duration)
    match start.direction, end.direction:
        case ("after", "before"):
            return from_ != _NONE and to != _NONE
        case ("after", None) | (None, "before"):
            return from_ != to
        case ("after", "after"):
            return _shorter(to, from_)
        case ("before", "before"):
            return _shorter(from_, to)
        case _:
            return False


def _one_instant(start: ast.Bound, end: ast.Bound) -> bool:
    """Whether both bounds are the same number of hours from the same anchor, so that nothing is gained by a swap."""
    return start.at == end.at and start.direction == end.direction and length(start.duration) == length(end.duration)


def _shorter(a: Distance, b: Distance) -> bool:
    """Whether `a` is no longer, also where one bound is the start of a day and the other the end of one."""
    if a.hours and b.hours:
        return a.hours <= b.hours
    if a.hours:
        return never_longer(a, attrs.evolve(b, days=b.days - 1))
    return never_longer(attrs.evolve(a, days=a.days + 1), b)


def _later(a: ast.Anchor | ast.When, b: ast.Anchor | ast.When) -> bool:
    """Whether `a` never lies before `b`."""
    match a, b:
        case ast.PostAnchor(which="last", surfaces=mine), ast.PostAnchor(which="first", surfaces=yours):
            return mine == yours
        case ast.PeriodEdge(edge="end", period=of), ast.PeriodEdge(edge="start", period=other):
            return of == other
        case _:
            return False
