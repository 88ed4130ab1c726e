"""A clause is about an event that takes place outside its window.

## What it does

Finds `at …` and `except at …` with an event whose days lie outside the window of the clause.

## Why it matters

Content at the event is forbidden, or free, only while the clause applies, which is never. The window or the date of the event is
wrong.

## Example

```excl
agreement "Final"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  event grand_final 2026-07-12

category sonar, 2026-03-01 through 2026-03-31, at grand_final
```

## Use instead

```excl
agreement "Final"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  event grand_final 2026-07-12

category sonar, 1 week before to 1 week after grand_final, at grand_final
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.lint.rules.scope import names_in
from clauselang.resolve.symbols import key
from clauselang.semantics.intervals import IntervalSet
from clauselang.syntax import ast

CODE = "L221"
NAME = "event-outside-window"
SEVERITY = "warning"
NEEDS = (ast.Event,)

_DEAL = """
agreement "Final"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  event grand_final 2026-07-12

"""

VALID = (
    _DEAL + "category sonar, 1 week before to 1 week after grand_final, at grand_final",
    _DEAL + "category sonar, 2026-07-12 through 2026-07-31, except at grand_final",
    _DEAL + "category sonar, during term, at grand_final",
    "category sonar, 2026-03-01 through 2026-03-31, at grand_final",
)
INVALID = (
    Invalid(_DEAL + "category sonar, 2026-03-01 through 2026-03-31, at grand_final"),
    Invalid(_DEAL + "category sonar, 2026-07-13 through 2026-07-31, except at grand_final"),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report events that the window certainly does not meet."""
    for norm in context.norms:
        events = norm.chain.calendar.events
        for phrase in norm.clause.node.phrases if not norm.may.is_empty else ():
            names = list(phrase.events) if isinstance(phrase, ast.At) else []
            if isinstance(phrase, ast.Except) and isinstance(phrase.exempt, ast.Exempt) and phrase.exempt.facet == "event":
                names = names_in(phrase.exempt)
            for name in names:
                days = events.get(key(name.text))
                if days and (norm.may & IntervalSet.of([(days.start.lo, days.end.hi)])).is_empty:
                    message = f"`{name.text}` takes place outside the window of the clause"
                    yield Diagnostic(CODE, name.span, message, help=f"write `during {name.text}`, or correct the dates")
