"""The campaign is for one country, and one clause holds in the whole world.

## What it does

Finds clauses that do not say where they hold, in a file whose other clauses all name one and the same country. `worldwide` says
that it is meant.

## Why it matters

A ban may reach as far as what it protects. Where statutes speak of it, it has to be limited to the area that the work was about
(HGB § 90a; Code de commerce art. L134-14; Regulation (EU) 2022/720 art. 5(3)), and a clause that says nothing holds everywhere. Not
legal advice.

## Example

```excl
category sonar, 1 month after last post, in NL
full, 1 day after each post
```

## Use instead

```excl
category sonar, 1 month after last post, in NL
full, 1 day after each post, in NL
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid, span
from clauselang.syntax import ast

CODE = "L509"
NAME = "worldwide-beside-one-country"
SEVERITY = "info"
NEEDS = (ast.In,)

VALID = (
    "category sonar, 1 month after last post",
    """
        category sonar, 1 month after last post, in NL
        full, 1 day after each post, worldwide
    """,
    """
        category sonar, 1 month after last post, in NL
        full, 1 day after each post, in BE
        brands Moshi, 1 day after last post
    """,
    """
        none
        category sonar, 1 month after last post, in NL
    """,
)
INVALID = (
    Invalid(
        """
            category sonar, 1 month after last post, in NL
            brands Moshi, 1 week after last post
        """,
        """
            category sonar, 1 month after last post, in NL
            brands Moshi, 1 week after last post, in NL
        """,
    ),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report clauses without a word on territory beside clauses for one country."""
    countries = {country for clause in context.clauses for country in clause.territory}
    if len(countries) != 1:
        return
    country = min(countries)
    for clause in context.clauses:
        if not clause.target.is_none and not any(isinstance(phrase, ast.In) for phrase in clause.node.phrases):
            fix = context.with_phrase(f"add `in {country}`", clause, f"in {country}")
            message = f"the clause holds in the whole world, and the others in {country} only"
            yield Diagnostic(CODE, span(clause.node), message, help=f"add `in {country}`, or `worldwide` if that is meant", fix=fix)
