"""A long list of competitors is not in alphabetical order.

## What it does

Finds lists of ten or more competitors that are not sorted. Shorter ones may be in the order of their weight.

## Why it matters

In a long list nobody sees whether a brand is there, or is there twice. The order of a list means nothing.

## Example

```excl
competitors rivals
  Kodo
  Alba
  Brio
  Celo
  Duna
  Etna
  Fado
  Gala
  Hilo
  Ibis

competitors rivals, 1 month after last post
```

## Use instead

```excl
competitors rivals
  Alba
  Brio
  Celo
  Duna
  Etna
  Fado
  Gala
  Hilo
  Ibis
  Kodo

competitors rivals, 1 month after last post
```
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.resolve.symbols import key
from clauselang.syntax import ast

CODE = "L607"
NAME = "unsorted-competitors"
SEVERITY = "info"
NEEDS = (ast.CompetitorList,)

VALID = (
    """
        competitors rivals
          Moshi
          Alba
    """,
)
INVALID = (
    Invalid("""
        competitors rivals
          Alba
          Brio
          Celo
          Duna
          Etna
          Fado
          Gala
          Hilo
          Ibis
          Kodo
          Bora
    """),
)

_LONG = 10


def check(context: Context) -> Iterator[Diagnostic]:
    """Report the first member of a long list that should stand further up."""
    for node in context.nodes(ast.CompetitorList):
        if len(node.members) < _LONG:
            continue
        for above, member in pairwise(node.members):
            if key(member.text) < key(above.text):
                message = f"`{member.text}` stands below `{above.text}` in a list of {len(node.members)}"
                yield Diagnostic(CODE, member.span, message, help="sort the list")
                break
