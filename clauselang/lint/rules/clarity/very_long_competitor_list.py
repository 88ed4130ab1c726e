"""A list of competitors has more than 25 names.

## What it does

Finds lists of competitors, and clauses for `brands`, with more than 25 names.

## Why it matters

Nobody remembers so many names before a post, and the next new brand is missing. A category says the same in one word; a list is for
the five that matter.

## Example

```excl
competitors rivals
  Brand01
  Brand02
  Brand03
  Brand04
  Brand05
  Brand06
  Brand07
  Brand08
  Brand09
  Brand10
  Brand11
  Brand12
  Brand13
  Brand14
  Brand15
  Brand16
  Brand17
  Brand18
  Brand19
  Brand20
  Brand21
  Brand22
  Brand23
  Brand24
  Brand25
  Brand26

competitors rivals, 1 month after last post
```

## Use instead

```excl
category sonar, 1 month after last post
```
"""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_lowercase

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid, span
from clauselang.syntax import ast

CODE = "L314"
NAME = "very-long-competitor-list"
SEVERITY = "info"
NEEDS = (ast.CompetitorList, ast.Brands)

VALID = (
    """
        competitors rivals
          Garmin
          Lowrance
    """,
)
INVALID = (
    Invalid("brands " + " and ".join(ascii_lowercase) + ", 1 month after last post"),
)

_MANY = 25


def check(context: Context) -> Iterator[Diagnostic]:
    """Report lists that are longer than a reader can keep in mind."""
    lists: list[tuple[ast.Node, int]] = [(node.name, len(node.members)) for node in context.nodes(ast.CompetitorList)]
    lists += [(node, len(node.names)) for node in context.nodes(ast.Brands)]
    for where, count in lists:
        if count > _MANY:
            remedy = "name the category, and the few brands that matter most"
            yield Diagnostic(CODE, span(where), f"the list has {count} names", help=remedy)
