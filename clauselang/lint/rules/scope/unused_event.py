"""An event is declared and no clause refers to it.

## What it does

Finds events of the agreement that neither a window nor an `at …` names, in files with clauses.

## Why it matters

Somebody wrote the date down because something was to hold around it.

## Example

```excl
agreement "Final"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  event grand_final 2026-07-12

category sonar, 2026-03-01 through 2026-03-31
```

## Use instead

```excl
agreement "Final"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  event grand_final 2026-07-12

category sonar, 1 week before to 1 week after grand_final
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.resolve.symbols import key
from clauselang.syntax import ast

CODE = "L232"
NAME = "unused-event"
SEVERITY = "info"
NEEDS = (ast.Event,)

_DEAL = """
agreement "Final"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  event grand_final 2026-07-12

"""

VALID = (
    _DEAL + "category sonar, during Grand_Final",
    _DEAL + "category sonar, from start of grand_final through 2026-12-31",
    _DEAL + "category sonar, 2026-07-01 through 2026-07-31, except at grand_final",
    _DEAL,
)
INVALID = (Invalid(_DEAL + "category sonar, 2026-03-01 through 2026-03-31"),)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report events that no clause names."""
    used = {key(name.text) for clause in context.clauses for name in _names(context, clause.node)}
    for event in context.nodes(ast.Event) if context.clauses else ():
        if key(event.name.text) not in used:
            message = f"no clause refers to `{event.name.text}`"
            yield Diagnostic(CODE, event.name.span, message, help="use it in a window or behind `at`, or delete it")


def _names(context: Context, clause: ast.Clause) -> Iterator[ast.Name]:
    for phrase in clause.phrases:
        if not isinstance(phrase, ast.Target | ast.On | ast.In):
            yield from context.within(phrase, ast.Name)
