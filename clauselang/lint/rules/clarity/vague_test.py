"""A question in quotes leaves the decision to whoever asks it.

## What it does

Finds quoted tests with words such as “reasonable”, “similar”, “substantially”, “in its sole discretion” or “as determined by the
advertiser”.

## Why it matters

A quoted test is a question that a person has to answer. With such words two people answer differently, and one of them is a party.
Who decides a borderline case, and by what test, is worth a sentence of its own.

## Example

```excl
category sonar, 1 month after last post, except "similar products"
```

## Use instead

```excl
category sonar, 1 month after last post, except "the product has no sonar"
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid, span
from clauselang.syntax import ast

CODE = "L306"
NAME = "vague-test"
SEVERITY = "warning"
NEEDS = (ast.Test,)

VALID = (
    'category sonar, 1 month after last post, unless "the league rules require it"',
    """
        exclusivity "Similar and reasonable"
          category sonar, 1 month after last post
    """,
)
INVALID = (
    Invalid('category sonar, 1 month after last post, if "the Advertiser in its sole discretion says so"'),
    Invalid('full, 1 day after each post, except "reasonable appearances" but not "posts as determined by the advertiser"'),
)

_VAGUE = re.compile(
    r"\b(reasonabl[ey]|similar|appropriate(?:ly)?|substantial(?:ly)?|material(?:ly)?|significant(?:ly)?|sole discretion|its discretion"
    r"|as determined by|satisfactory|good faith|best efforts|and so on|etc|promptly|or the like|mainly|primarily)\b",
    re.IGNORECASE,
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report quoted tests with a word that means what the reader wants."""
    for test in context.nodes(ast.Test):
        match = _VAGUE.search(test.text)
        if match:
            message = f"“{match[0]}” is answered differently by the two sides"
            yield Diagnostic(CODE, span(test), message, help="ask for something that can be seen, or name who decides outside the parties")
