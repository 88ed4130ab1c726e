"""A platform is shut out in full on which the creator owes nothing.

## What it does

Finds clauses with the target `full` `on` a platform for which the agreement lists no post, although it lists posts.

## Why it matters

Full exclusivity gives a post room on its own platform. Where no post goes out there is nothing to make room for; mostly the clause
was copied, or a post is missing in the agreement.

## Example

```excl
agreement "Spring"
  advertiser Acme
  influencer River
  timezone Europe/Vilnius
  posts
    reel on instagram, planned 2026-03-10

full, 24 hours after each post, on instagram and tiktok
```

## Use instead

```excl
agreement "Spring"
  advertiser Acme
  influencer River
  timezone Europe/Vilnius
  posts
    reel on instagram, planned 2026-03-10

full, 24 hours after each post, on instagram
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid, span
from clauselang.syntax import ast

CODE = "L415"
NAME = "full-away-from-the-posts"
SEVERITY = "warning"
NEEDS = (ast.Full,)

VALID = (
    "full, 24 hours after each post, on tiktok",
    """
        agreement "Spring"
          advertiser Acme
          influencer River
          timezone Europe/Vilnius

        full, 24 hours after each post, on tiktok
    """,
    """
        agreement "Spring"
          advertiser Acme
          influencer River
          timezone Europe/Vilnius
          posts
            reel on instagram, planned 2026-03-10

        full, 24 hours after each post, on instagram stories
        full, 24 hours after each post, on stories
        category sonar, 1 day after each post, on tiktok
    """,
)
INVALID = (
    Invalid("""
        agreement "Spring"
          advertiser Acme
          influencer River
          timezone Europe/Vilnius
          posts
            reel on instagram, planned 2026-03-10

        full, 24 hours after each post, on tiktok videos
    """),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report surfaces of full clauses on platforms without a post."""
    used = {post.place.platform.key for post in context.deal.posts if post.place.platform} if context.deal else set()
    if not used:
        return
    for clause, phrase in context.phrases(ast.On):
        for surface, place in zip(phrase.surfaces, clause.surfaces, strict=False):
            if clause.target.full and place.platform is not None and place.platform.key not in used:
                message = f"all other sponsored content is shut out on {place.platform.label('en')}, where no post is owed"
                yield Diagnostic(CODE, span(surface), message, help="take the platform out, or add the post to the agreement")
