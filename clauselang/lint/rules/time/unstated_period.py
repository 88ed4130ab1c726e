"""A clause refers to a term, campaign or licence that the agreement does not state.

## What it does

Finds conditions on the length of the term, and windows with a long stop, that need a period of which the agreement does not say
the dates. That a window without a long stop stays open is reported as `unresolved-anchor`.

## Why it matters

The verdict on every post waits for a date that nobody wrote down. With the condition unanswered, nobody knows whether the clause
applies at all.

## Example

```excl
agreement "Open"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius

category sonar, 2026-03-01 through 2026-03-31, if term longer than 1 year
```

## Use instead

```excl
agreement "Open"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  term 2026-03-01 through 2027-06-30

category sonar, 2026-03-01 through 2026-03-31, if term longer than 1 year
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.syntax import ast

CODE = "L120"
NAME = "unstated-period"
SEVERITY = "warning"

_DEAL = """
agreement "Open"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  campaign 2026-03-01 through 2026-03-31

"""

VALID = (
    _DEAL + "category sonar, during campaign, at latest through 2026-12-31",
    _DEAL + "category sonar, during campaign, if fee paid",
    "category sonar, during term, at latest through 2026-12-31, if term longer than 1 year",
)
INVALID = (
    Invalid(_DEAL + "category sonar, during campaign, if term longer than 1 year"),
    Invalid(_DEAL + "category sonar, during usage and 1 month after, at latest through 2026-12-31"),
    Invalid(_DEAL + "category sonar, 1 month after end of term, at latest through 2026-12-31"),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report periods that are needed and not stated."""
    stated = context.deal.periods if context.deal else {"term": None, "campaign": None, "usage": None}
    for clause in context.clauses:
        needed: list[tuple[str, ast.Node]] = []
        for phrase in clause.node.phrases:
            if isinstance(phrase, ast.Condition):
                needed += [("term", test) for test in context.within(phrase, ast.TermLonger)]
            elif clause.at_latest and phrase is clause.window:
                spans: list[ast.During | ast.PeriodEdge] = [*context.within(phrase, ast.During), *context.within(phrase, ast.PeriodEdge)]
                needed += [(node.period, node) for node in spans if isinstance(node.period, str)]
        for period, node in needed:
            if period not in stated:
                message = f"the agreement does not say when the {period} is"
                yield Diagnostic(CODE, node.span, message, help=f"add a line such as `{period} 2026-03-01 through 2026-06-30`")
