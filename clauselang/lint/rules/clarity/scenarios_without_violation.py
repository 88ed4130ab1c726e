"""All scenarios show what is allowed, and none what is forbidden.

## What it does

Finds files whose scenarios expect no `violation` and no `misstatement`.

## Why it matters

A clause that forbids nothing at all passes such tests. The example of a breach is the one that people look for.

## Example

```excl
category sonar, 1 month after last post

scenario "Rivals"
  organic mention of Garmin, category sonar: compliant
```

## Use instead

```excl
agreement "Spring"
  advertiser Acme
  influencer River
  timezone Europe/Vilnius
  posts
    reel on instagram, published 2026-03-10 18:00

category sonar, 1 month after last post

scenario "Rivals"
  paid mention of Garmin, category sonar, 2026-03-20: violation
  organic mention of Garmin, category sonar: compliant
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid, span
from clauselang.syntax import ast

CODE = "L310"
NAME = "scenarios-without-violation"
SEVERITY = "info"
NEEDS = (ast.Example,)

VALID = (
    "category sonar, 1 month after last post",
    """
        none

        scenario "Rivals"
          paid mention of Garmin: compliant
    """,
)
INVALID = (
    Invalid("""
        full, 1 day after each post
        scenario "Rivals"
          paid mention of Garmin: unknown
    """),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report the first scenario of a file without an example of a breach."""
    scenarios = context.resolved.scenarios
    verdicts = {example.expected.verdict for scenario in scenarios for example in scenario.examples}
    bound = any(not clause.target.is_none for clause in context.clauses)
    if bound and verdicts and not verdicts & {"violation", "misstatement"}:
        message = "no scenario shows a post that is a breach"
        yield Diagnostic(CODE, span(scenarios[0].title), message, help="add an example that ends in `: violation`")
