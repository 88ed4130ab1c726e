"""One short window counts from posts that live for a day and from posts that live for months.

## What it does

Finds windows of up to a week that count from all posts of the agreement, when these are both of a kind that is gone after a day
(`short_lived` in `stdlib/norms/market.toml`) and of a kind that is found for months (`long_lived`).

## Why it matters

A story is over after 24 hours, a YouTube video is watched for months. The same hours around both are too many for the one or too
few for the other.

## Example

```excl
agreement "Spring"
  advertiser Acme
  influencer River
  timezone Europe/Vilnius
  posts
    story on instagram, planned 2026-03-10
    video on youtube, planned 2026-04-12

full, 24 hours before to 24 hours after each post
```

## Use instead

```excl
agreement "Spring"
  advertiser Acme
  influencer River
  timezone Europe/Vilnius
  posts
    story on instagram, planned 2026-03-10
    video on youtube, planned 2026-04-12

full, 24 hours after each post on instagram
full, 48 hours after each post on youtube
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.measure import figure, is_listed, lasting, norm_note, post_anchor, window_span

CODE = "L413"
NAME = "one-window-for-all-platforms"
SEVERITY = "info"

VALID = (
    """
        agreement "Spring"
          advertiser Acme
          influencer River
          timezone Europe/Vilnius
          posts
            reel on instagram, planned 2026-03-10
            video on youtube, planned 2026-04-12

        full, 24 hours after each post
    """,
    """
        agreement "Spring"
          advertiser Acme
          influencer River
          timezone Europe/Vilnius
          posts
            story on instagram, planned 2026-03-10
            video on youtube, planned 2026-04-12

        category sonar, 1 month after last post
    """,
)
INVALID = (
    Invalid("""
        agreement "Spring"
          advertiser Acme
          influencer River
          timezone Europe/Vilnius
          posts
            story on tiktok, planned 2026-03-10
            post on blog, owed

        category sonar, 3 days after each post
    """),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report windows without a filter on their posts, where the posts differ in how long they live."""
    places = [post.place for post in context.deal.posts] if context.deal else []
    if not any(is_listed(place, "short_lived") for place in places) or not any(is_listed(place, "long_lived") for place in places):
        return
    for clause in context.clauses:
        anchor = post_anchor(clause)
        lasts, exact = lasting(context, clause)
        if anchor is not None and anchor.which == "each" and not anchor.surfaces and exact and lasts <= figure("category_free"):
            message = "the same window is for posts that are gone after a day and for posts that are seen for months"
            remedy = "write a clause for each: `each post on instagram stories`, `each post on youtube`"
            yield Diagnostic(CODE, window_span(clause), message, help=remedy, notes=norm_note("long_lived"))
