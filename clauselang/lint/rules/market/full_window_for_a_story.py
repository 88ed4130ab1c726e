"""Every platform is shut out in full because of a story.

## What it does

Finds clauses with the target `full` on any platform, for longer than a story is shown (`story_life` in `stdlib/norms/market.toml`),
that count from stories only.

## Why it matters

A story is gone after 24 hours and seen on one platform. To refuse all other sponsored work on all platforms for longer than that is
the dearest exclusivity for the cheapest post.

## Example

```excl
full, 24 hours before to 48 hours after each post on instagram stories
```

## Use instead

```excl
full, 24 hours after each post on instagram stories, on instagram stories
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.measure import figure, is_listed, lasting, norm_note, post_anchor, said, window_span
from clauselang.resolve.symbols import Place
from clauselang.syntax import ast

CODE = "L414"
NAME = "full-window-for-a-story"
SEVERITY = "warning"
NEEDS = (ast.Full,)

VALID = (
    "full, 24 hours after each post on instagram stories",
    "full, 2 days after each post on instagram stories, on instagram",
    "full, 48 hours after each post on instagram",
    """
        agreement "Spring"
          advertiser Acme
          influencer River
          timezone Europe/Vilnius
          posts
            story on instagram, planned 2026-03-10
            reel on instagram, planned 2026-03-12

        full, 48 hours after last post
    """,
)
INVALID = (
    Invalid("""
        agreement "Spring"
          advertiser Acme
          influencer River
          timezone Europe/Vilnius
          posts
            story on instagram, planned 2026-03-10

        full, 48 hours after last post
    """),
    Invalid("full, 2 days after each post on stories on instagram"),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report full clauses without a surface whose posts all are stories."""
    for clause in context.clauses:
        anchor = post_anchor(clause)
        lasts = lasting(context, clause).at_least
        if anchor is None or not clause.target.full or clause.surfaces or lasts <= figure("story_life"):
            continue
        places = _places(context, anchor)
        if places and all(is_listed(place, "short_lived") for place in places):
            message = f"all platforms are shut out for {said(lasts)} because of a story that is shown for a day"
            remedy = "name the surface: `on instagram stories`, or shorten the window"
            yield Diagnostic(CODE, window_span(clause), message, help=remedy, notes=norm_note("story_life"))


def _places(context: Context, anchor: ast.PostAnchor) -> list[Place]:
    """The surfaces of the posts that a window counts from, as far as text and agreement tell."""
    if anchor.surfaces:
        return [place for surface in anchor.surfaces if (place := context.resolved.symbols.surface(surface))]
    return [post.place for post in context.deal.posts] if context.deal else []
