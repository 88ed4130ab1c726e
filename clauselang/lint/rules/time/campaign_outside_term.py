"""The campaign is not within the term.

## What it does

Finds campaigns that begin before the term or end after it.

## Why it matters

Work is owed at a time when the agreement does not hold. One of the dates is wrong, or the term is too short.

## Example

```excl
agreement "Dates"
  advertiser "Acme Sonar"
  influencer "River Angler"
  term 2026-03-01 through 2026-03-31
  campaign 2026-03-15 through 2026-04-30
```

## Use instead

```excl
agreement "Dates"
  advertiser "Acme Sonar"
  influencer "River Angler"
  term 2026-03-01 through 2026-05-31
  campaign 2026-03-15 through 2026-04-30
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid, span
from clauselang.lint.rules.time import day_after

CODE = "L121"
NAME = "campaign-outside-term"
SEVERITY = "warning"

_DEAL = """
agreement "Dates"
  advertiser "Acme Sonar"
  influencer "River Angler"
  term 2026-03-01 for 2 months
"""

VALID = (
    _DEAL,
    _DEAL + "  campaign 2026-03-01 through 2026-04-30",
    _DEAL.replace("for 2 months", "through 2026-04-30") + "  campaign 2026-04-30 through 2026-04-30",
)
INVALID = (
    Invalid(_DEAL + "  campaign 2026-03-01 through 2026-05-01"),
    Invalid(_DEAL + "  campaign 2026-02-28 through 2026-04-30"),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report campaigns with a day outside the term."""
    term = context.deal.periods.get("term") if context.deal else None
    campaign = context.deal.periods.get("campaign") if context.deal else None
    if term and campaign and (campaign.first.text < term.first.text or day_after(campaign) > day_after(term)):
        message = "the campaign is not within the term"
        yield Diagnostic(CODE, campaign.span, message, help="lengthen the term, or correct the dates", notes=(f"the {span(term).text}",))
