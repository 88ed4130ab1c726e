"""A question in quotes asks what the language can say.

## What it does

Finds quoted tests that only say that the fee is paid, who ended the agreement, that the content is gifted or organic, or that name
a platform or a format.

## Why it matters

A quoted test has to be answered by a person for every post. What the language says itself is judged from the data.

## Example

```excl
full, during term, except "Instagram stories"
```

## Use instead

```excl
full, during term, except instagram stories
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid, span
from clauselang.syntax import ast

CODE = "L307"
NAME = "sayable-test"
SEVERITY = "info"
NEEDS = (ast.Test,)

VALID = (
    'full, during term, except "charity appearances"',
    'full, during term, unless "the league rules require it"',
    "full, during term, except gifted",
)
INVALID = (
    Invalid('full, during term, if "the fee has been paid"'),
    Invalid('full, during term, unless "the agreement was terminated by the advertiser for breach"'),
    Invalid('full, during term, except "gifted products"'),
    Invalid('full, during term, except "stories"'),
)

_PATTERNS = (
    (re.compile(r"(?:the )?(?:exclusivity )?fee (?:is |has been |was )?paid"), "`if fee paid`"),
    (
        re.compile(r"(?:(?:the|this) )?(?:agreement|contract|deal) (?:is |was |has been )?(?:ended|terminated) by the \w+(?: for breach)?"),
        "`if ended by advertiser`, `unless ended by influencer for breach`",
    ),
    (re.compile(r"(?:the )?term is (?:longer|more) than .*"), "`if term longer than 1 year`"),
    (re.compile(r"(?:gifted|unpaid|organic)(?: (?:content|posts?|products?|mentions?))?"), "`except gifted`, `except organic`"),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report quoted tests that are a phrase of the language as a whole."""
    for test in context.nodes(ast.Test):
        text = test.text.lower().strip(" .")
        remedy = next((instead for pattern, instead in _PATTERNS if pattern.fullmatch(text)), None) or _surface(context, text)
        if remedy:
            yield Diagnostic(CODE, span(test), "the language can say this, so that nobody has to be asked", help=f"write {remedy}")


def _surface(context: Context, text: str) -> str | None:
    """The exception for a test that is nothing but a platform, a format or both."""
    words = text.removeprefix("on ").split()
    symbols = context.resolved.symbols
    if len(words) == 1 and (symbols.find("platform", words[0]) or symbols.find("format", words[0])):
        return f"`except {words[0]}`"
    if len(words) == 2:
        platform = symbols.find("platform", words[0])
        if platform and symbols.format_of(platform, words[1]):
            return f"`except {words[0]} {words[1]}`"
    return None
