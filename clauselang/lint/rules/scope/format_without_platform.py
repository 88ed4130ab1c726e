"""A format is named without its platform.

## What it does

Finds surfaces such as `stories` that stand alone and so mean that format on every platform which has it. Where `but not` names a
platform, the author has thought of it, and nothing is said.

## Why it matters

Stories exist on several platforms, and new ones get them. If those on Instagram are meant, the clause is wider, or its exception
is, than was agreed.

## Example

```excl
category sonar, 1 month after last post, stories excluded
```

## Use instead

```excl
category sonar, 1 month after last post, instagram stories excluded
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid, span
from clauselang.resolve.symbols import Place
from clauselang.syntax import ast

CODE = "L214"
NAME = "format-without-platform"
SEVERITY = "info"

VALID = (
    "category sonar, 1 month after last post, instagram stories excluded",
    "category sonar, 1 month after last post, on youtube",
    "category sonar, 1 month after last post, except stories but not stories on tiktok",
    "category sonar, 1 month after last post, on instagram, stories excluded",
    "category sonar, 1 month after last post, on episodes",  # only podcasts have them
)
INVALID = (
    Invalid("category sonar, 1 month after last post, stories excluded"),
    Invalid("category sonar, 1 month after last post, on reels"),
    Invalid("category sonar, 1 month after last post on stories"),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report formats that several platforms have, where the clause is not about one of them."""
    for clause in context.clauses:
        if clause.surfaces and all(place.platform for place in clause.surfaces):
            continue
        thought_of = [
            surface
            for phrase in clause.node.phrases
            if isinstance(phrase, ast.Except) and phrase.but_not
            for surface in context.within(phrase, ast.Surface)
        ]
        for surface in context.within(clause.node, ast.Surface):
            place = context.resolved.symbols.surface(surface)
            if surface in thought_of or place is None or place.platform or place.format is None:
                continue
            owners = _owners(context, place)
            if len(owners) > 1:
                message = f"`{span(surface).text}` means the format on {', '.join(owners)}"
                yield Diagnostic(CODE, surface.span, message, help="name the platform if only one is meant")


def _owners(context: Context, place: Place) -> list[str]:
    symbols = context.resolved.symbols
    platforms = [symbols.find("platform", name) for name in symbols.keys("platform")]
    return [p.label("en") for p in platforms if p and symbols.find("format", f"{p.key}/{place.format_key}")]
