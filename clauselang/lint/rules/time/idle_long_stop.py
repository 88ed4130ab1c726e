"""The long stop never stops anything.

## What it does

Finds `at latest` phrases behind windows that certainly end earlier: by dates, by a period of the agreement, or by posts that are
out.

## Why it matters

A long stop is there for what is still open. Where nothing is, it makes readers look for a case that does not exist.

## Example

```excl
category sonar, 2026-03-01 through 2026-03-31, at latest through 2026-12-31
```

## Use instead

```excl
category sonar, 2026-03-01 through 2026-03-31
```
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.time import days, finite, is_known, unstopped
from clauselang.semantics.clock import HOUR
from clauselang.semantics.norm import Norm
from clauselang.semantics.window import Stretch
from clauselang.syntax import ast

CODE = "L116"
NAME = "idle-long-stop"
SEVERITY = "info"
NEEDS = (ast.AtLatest,)

_DEAL = """
agreement "Stopped"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  posts
    reel on instagram, planned 2026-03-10 18:00

"""

VALID = (
    _DEAL + "category sonar, 1 month after last post, at latest through 2026-12-31",
    _DEAL.replace("planned", "published") + "category sonar, 1 month after last post, at latest through 2026-03-31",
    "category sonar, 1 month after last post, at latest through 2026-12-31",
)
INVALID = (
    Invalid(
        "category sonar, 2026-03-01 through 2026-03-31, at latest through 2026-12-31",
        "category sonar, 2026-03-01 through 2026-03-31",
        safe=True,
    ),
    Invalid(
        _DEAL.replace("planned", "published") + "category sonar, 1 month after last post, at latest through 2026-12-31",
        _DEAL.replace("planned", "published") + "category sonar, 1 month after last post",
    ),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report long stops that change nothing in a window that is certain."""
    for clause, phrase in context.phrases(ast.AtLatest):
        norm = context.norm(clause)
        stopped = norm.window.stretches
        if not stopped or not _apart(norm, stopped):  # told without reckoning anew
            continue
        free = unstopped(context, norm)
        if free.stretches == stopped and (isinstance(clause.window, ast.Dates) or is_known(free)):
            fix = context.without_phrase("take the long stop out", clause, phrase)
            yield Diagnostic(CODE, phrase.span, "the window ends before the long stop anyway", help="take it out", fix=fix)


def _apart(norm: Norm, stretches: Iterable[Stretch]) -> bool:
    """Whether days lie between the ends and the stop, so that no other way of counting reaches it."""
    stop, zone = norm.clause.at_latest, norm.chain.calendar.zone
    return stop is not None and all(finite(s.end[1]) and days(s.end[1] + _SLACK, zone) < stop.text for s in stretches)


_SLACK = 4 * 24 * HOUR
