"""One item of an exception frees nothing.

## What it does

Finds items of exceptions for content that the clause does not forbid, where other items of the same exception do free something.

## Why it matters

The author believes that the clause forbids more than it does, for instance that content nobody pays for counts.

## Example

```excl
category sonar, gifts included, 1 month after last post, except gifted and organic
```

## Use instead

```excl
category sonar, gifts included, 1 month after last post, except gifted
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic, Fix
from clauselang.lint.rule import Context, Invalid, span
from clauselang.lint.rules.scope import exceptions, without_item
from clauselang.resolve.names import KINDS
from clauselang.resolve.resolved import Brand
from clauselang.resolve.symbols import Place, Symbol
from clauselang.semantics.facet import only
from clauselang.semantics.scope import Box, Region
from clauselang.semantics.terms import surfaces
from clauselang.source import Span
from clauselang.syntax import ast

CODE = "L226"
NAME = "partly-dead-exception"
SEVERITY = "warning"
NEEDS = (ast.Except,)

VALID = (
    "category sonar, any mention, 1 month after last post, except gifted and organic",
    "category sonar, 1 month after last post, except instagram and tiktok",
    "category sonar, 1 month after last post, on youtube, except instagram and tiktok",  # dead as a whole, which is another finding
)
INVALID = (
    Invalid(
        "category sonar, gifts included, 1 month after last post, except gifted and organic",
        "category sonar, gifts included, 1 month after last post, except gifted",
        safe=True,
    ),
    Invalid(
        "category sonar, 1 month after last post, on youtube and instagram, except tiktok and instagram stories",
        "category sonar, 1 month after last post, on youtube and instagram, except instagram stories",
        safe=True,
    ),
    Invalid(
        "category sonar, 1 month after last post, except category fishfinder and toys",
        "category sonar, 1 month after last post, except category fishfinder",
        safe=True,
    ),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report values of an exception that alone do not meet what the clause forbids."""
    for norm, phrase, exemption in exceptions(context):
        if not isinstance(phrase, ast.Except) or not isinstance(phrase.exempt, ast.Exempt) or exemption.source is None:
            continue
        exempt = exemption.source.exempt
        regions = [_alone(context, exempt.facet, value) for value in exempt.values]
        dead = [region is not None and (norm.scope & region).is_empty for region in regions]
        nodes = [value for value in phrase.exempt.values if isinstance(value, ast.Node)]
        if all(dead) or not any(dead):
            continue
        for at, is_dead in enumerate(dead):
            if is_dead and len(nodes) == len(dead):
                fix = without_item("take it out", nodes, nodes[at])
                message = f"`{span(nodes[at]).text}` frees nothing: the clause does not forbid that"
                yield Diagnostic(CODE, nodes[at].span, message, help="take it out, or widen the clause", fix=fix)
            elif is_dead and phrase.exempt.facet == "kind":
                words = _words(phrase.exempt, at)
                fix = words[1]
                message = f"`{exempt.values[at]}` frees nothing: the clause does not forbid that"
                yield Diagnostic(CODE, words[0], message, help="take it out, or widen the clause", fix=fix)


def _alone(context: Context, facet: str, value: Place | Symbol | Brand | str) -> Region | None:
    """What one value of an exception would free; `None` for lists and schedules, which are not taken apart."""
    match value:
        case Place():
            return Region.of(surfaces((value,)))
        case Brand(key=brand):
            return Region.of([Box.of({"brand": only([brand])})])
        case Symbol(kind="category"):
            return Region.of([Box.of({"category": only(context.resolved.taxonomy.below(value.key))})])
        case str() if facet in ("kind", "account", "territory", "event"):
            return Region.of([Box.of({facet: only([value])})])
        case _:
            return None


def _words(exempt: ast.Exempt, at: int) -> tuple[Span, Fix]:
    """Where the word of a kind stands, and the fix that takes it out; kinds are words without places of their own."""
    whole = span(exempt)
    places = [match.span() for match in re.finditer(r"[A-Za-z]+", whole.text) if match.group().lower() in KINDS]
    start, end = places[at]
    own = Span(whole.source, whole.start + start, whole.start + end)
    cut = Span(whole.source, whole.start + (places[at - 1][1] if at else start), whole.start + (end if at else places[1][0]))
    return own, Fix("take it out", cut, "")
