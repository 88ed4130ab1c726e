"""A surface is listed twice, or beside the platform that it is part of.

## What it does

Finds surfaces of one list that another surface of the list includes.

## Why it matters

A platform includes all its formats. Naming one of them beside it suggests that the others are left out.

## Example

```excl
category sonar, 1 month after last post, on instagram and instagram stories
```

## Use instead

```excl
category sonar, 1 month after last post, on instagram
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid, span
from clauselang.lint.rules.scope import without_item
from clauselang.resolve.symbols import Place
from clauselang.syntax import ast

CODE = "L216"
NAME = "repeated-surface"
SEVERITY = "warning"

VALID = (
    "category sonar, 1 month after last post, on instagram and youtube videos",
    "category sonar, 1 month after last post, on instagram, instagram stories excluded",
)
INVALID = (
    Invalid(
        "category sonar, 1 month after last post, on instagram and instagram stories",
        "category sonar, 1 month after last post, on instagram",
        safe=True,
    ),
    Invalid(
        "category sonar, 1 month after last post, except stories on tiktok and stories",
        "category sonar, 1 month after last post, except stories",
        safe=True,
    ),
    Invalid(
        "category sonar, 1 month after last post on youtube and youtube",
        "category sonar, 1 month after last post on youtube",
        safe=True,
    ),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report surfaces that lie within others; of two equal ones the later."""
    lists = [part.surfaces for part in context.nodes(ast.On)]
    lists += [part.surfaces for part in context.nodes(ast.SurfacesExcluded)]
    lists += [part.surfaces for part in context.nodes(ast.PostAnchor)]
    lists += [tuple(v for v in part.values if isinstance(v, ast.Surface)) for part in context.nodes(ast.Exempt)]
    for surfaces in lists:
        places = [context.resolved.symbols.surface(surface) for surface in surfaces]
        for at, place in enumerate(places):
            wider = [
                surfaces[i]
                for i, other in enumerate(places)
                if place and other and i != at and _within(place, other) and (i < at or not _within(other, place))
            ]
            if wider:
                fix = without_item("take it out", surfaces, surfaces[at])
                message = f"`{span(surfaces[at]).text}` is part of `{span(wider[0]).text}`, which stands beside it"
                yield Diagnostic(CODE, surfaces[at].span, message, help="take it out", fix=fix)


def _within(a: Place, b: Place) -> bool:
    same_platform = b.platform is None or (a.platform is not None and a.platform.key == b.platform.key)
    return same_platform and (b.format is None or a.format_key == b.format_key)
