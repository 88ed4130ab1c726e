"""A restriction lasts more than a month longer than the whole campaign.

## What it does

Finds windows around posts or the campaign that cover more time than the campaign and 30 days. Windows that follow the term, the
licence of the content or signing are left alone.

## Why it matters

The restriction protects the campaign. When it lasts much longer, the creator is paid for the one and bound for the other.

## Example

```excl
agreement "Two weeks"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  campaign 2026-03-01 through 2026-03-14

category sonar, during campaign and 3 months after
```

## Use instead

```excl
agreement "Two weeks"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  campaign 2026-03-01 through 2026-03-14

category sonar, during campaign and 2 weeks after
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.time import calendar_of, distances, finite
from clauselang.semantics.clock import HOUR
from clauselang.semantics.norm import Norm
from clauselang.syntax import ast

CODE = "L112"
NAME = "window-longer-than-campaign"
SEVERITY = "info"

_DEAL = """
agreement "Two weeks"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  signed 2026-02-01
  campaign 2026-03-01 through 2026-03-14
  posts
    reel on instagram, planned 2026-03-10 18:00

"""

VALID = (
    _DEAL + "category sonar, during campaign and 30 days after",
    _DEAL + "category sonar, 24 hours after each post",
    _DEAL + "category sonar, 6 months after signing",
    "category sonar, during campaign and 3 months after",
)
INVALID = (
    Invalid(_DEAL + "category sonar, during campaign and 3 months after"),
    Invalid(_DEAL + "category sonar, 1 month before to 1 month after last post"),
    Invalid(_DEAL + "full, 24 hours after each post\nthen category sonar, for 2 months"),
)

_MONTH = 30 * 24 * HOUR


def check(context: Context) -> Iterator[Diagnostic]:
    """Report windows that certainly cover more time than the campaign and 30 days."""
    calendar = calendar_of(context)
    campaign = calendar.spans.get("campaign") if calendar else None
    if campaign is None:
        return
    longest = campaign.end.hi - campaign.start.lo + _MONTH
    for norm in context.norms:
        intervals = norm.must.intervals
        if intervals and finite(intervals[-1][1]) and sum(end - start for start, end in intervals) > longest and _follows(norm):
            window = norm.clause.window
            message = "the restriction lasts over 30 days longer than the campaign"
            place = window.span if window else norm.clause.node.span
            yield Diagnostic(CODE, place, message, help="shorten it, or say in the deal what pays for it")


def _follows(norm: Norm) -> bool:
    """Whether the window counts from the campaign or from posts alone."""
    first = norm.chain.clauses[0].window
    anchors = [anchor for anchor, _, _ in distances(norm.chain.clauses[0])]
    if isinstance(first, ast.During):
        return first.period == "campaign"
    return bool(anchors) and all(
        isinstance(anchor, ast.PostAnchor) or (isinstance(anchor, ast.PeriodEdge) and anchor.period == "campaign") for anchor in anchors
    )
