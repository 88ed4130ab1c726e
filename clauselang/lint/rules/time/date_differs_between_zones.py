"""A post falls on another date where one of the parties lives.

## What it does

Finds times of posts and of signing that windows in days or months count from, and that are another civil date in the offset they
are written with, or in the zone of a party, than in the zone of the agreement.

## Why it matters

Days and months are counted from the date in the agreement's zone. A post of 20:00 in New York is already the next day in
Amsterdam, so the creator expects the window to end a day earlier than it does.

## Example

```excl
agreement "Overseas"
  advertiser "Acme Sonar"
  influencer "River Angler"
    timezone America/New_York
  timezone Europe/Amsterdam
  posts
    reel on instagram, published 2026-06-10T20:00:00-04:00

category sonar, 1 month after each post
```

## Use instead

```excl
agreement "Overseas"
  advertiser "Acme Sonar"
  influencer "River Angler"
    timezone America/New_York
  timezone America/New_York
  posts
    reel on instagram, published 2026-06-10T20:00:00-04:00

category sonar, 1 month after each post
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.time import civil, distances, moment_of, plans_of, points, posts_of, zone_of
from clauselang.semantics.clock import local_date, zone_info
from clauselang.syntax import ast

CODE = "L107"
NAME = "date-differs-between-zones"
SEVERITY = "info"

_DEAL = """
agreement "Overseas"
  advertiser "Acme Sonar"
  influencer "River Angler"
    timezone America/New_York
  timezone Europe/Amsterdam
  signed 2026-05-02 03:00
  posts
    reel on instagram, published 2026-06-10T20:00:00-04:00

"""

VALID = (
    _DEAL + "category sonar, 24 hours after each post",
    _DEAL + "category sonar, 1 month after first post on tiktok",
    _DEAL.replace("T20", "T12") + "category sonar, 1 month after each post",
    _DEAL.replace("20:00:00-04:00", "23:00Z").replace("    timezone America/New_York\n", "") + "category sonar, 1 month after each post",
    _DEAL.replace("06-10T20:00:00-04:00", "06-11") + "category sonar, 1 month after each post",
)
INVALID = (
    Invalid(_DEAL + "category sonar, 1 month after each post"),
    Invalid(_DEAL + "category sonar, on the day of last post"),
    Invalid(_DEAL + "category sonar, 6 months after signing"),
    Invalid(_DEAL.replace("    timezone America/New_York\n", "") + "category sonar, 1 month after each post"),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report times with another date elsewhere, where the date counts."""
    zone, deal = zone_of(context), context.deal
    if zone is None or deal is None:
        return
    counted = {point.moment for anchor in _by_date(context) for point in points(context, anchor)}
    times = [deal.signed] if deal.signed else []
    for post in posts_of(context):
        times += [plan.when for plan in plans_of(post)[-1:]]
        times += [event.when for event in post.node.events if isinstance(event, ast.PostEvent) and event.what != "deleted"]
    for node in times:
        moment = moment_of(context, node)
        if node.kind == "date" or moment is None or moment not in counted:
            continue
        own = local_date(moment.lo, zone)
        elsewhere = [f"it is {there} in {name}" for name, there in _elsewhere(context, node, moment.lo) if there != own]
        if elsewhere:
            message = f"this is {own} in {zone.key}, whose dates count"
            remedy = "count in hours, or tell both parties which date counts"
            yield Diagnostic(CODE, node.span, message, help=remedy, notes=tuple(elsewhere))


def _by_date(context: Context) -> Iterator[ast.Anchor]:
    for clause in context.clauses:
        yield from (anchor for anchor, duration, _ in distances(clause) if civil(duration))
        if isinstance(clause.window, ast.OnTheDay):
            yield clause.window.anchor


def _elsewhere(context: Context, node: ast.When, instant: int) -> Iterator[tuple[str, date]]:
    if node.kind == "instant" and not node.text.endswith("Z"):  # nobody lives in UTC
        yield "the offset that is written", datetime.fromisoformat(node.text).date()
    parties: list[ast.Advertiser | ast.Influencer] = [*context.nodes(ast.Advertiser), *context.nodes(ast.Influencer)]
    for party in parties:
        if party.timezone:
            whose = "advertiser" if isinstance(party, ast.Advertiser) else "influencer"
            yield f"{party.timezone.zone}, the zone of the {whose}", local_date(instant, zone_info(party.timezone.zone))
