"""A word of the language is not written in lower case.

## What it does

Finds keywords with capitals, such as `Full` or `AFTER`. Names are left as they are.

## Why it matters

The language does not mind, but readers do: in contracts a capital marks a defined term or a name, and `Full` is neither.

## Example

```excl
Full, 24 hours AFTER each post
```

## Use instead

```excl
full, 24 hours after each post
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.source import Span
from clauselang.syntax import ast
from clauselang.syntax.tables import KEYWORDS

CODE = "L602"
NAME = "mixed-case-keyword"
SEVERITY = "info"

VALID = (
    "brands On and Full, 24 hours after each post",
    """
        # Full, AFTER
        full, 24 hours after each post
    """,
    'full, 24 hours after each post, except "After a Full moon"',
    "full, 2 days after last post, in IN and AT",
    "category sonar, 1 month after last post, from @Full",
)
INVALID = (
    Invalid("category sonar, 1 Month After last post", "category sonar, 1 month after last post", safe=True),
    Invalid("NONE", "none", safe=True),
)

# Words; those without a capital that stand in a row are one, for there are many of them and nothing is wrong with any.
_WORD = re.compile(r'"[^"\n]*"|#[^\n]*|@\S+|(?:[a-z_][a-z0-9_-]*(?![\w-])[^A-Za-z_"#@]*)+|[A-Za-z_][\w-]*')
# What no word is looked for in, or a capital with the rest of its word; and all that such a rest can be of a keyword. The first
# character is told apart twice, so that the others are passed at once.
_CAPITAL = re.compile(r'["#@A-Z](?:(?<=")[^"\n]*"|(?<=\#)[^\n]*|(?<=@)\S+|(?<=[A-Z])[\w-]*)')
_ENDS = frozenset(keyword[start:] for keyword in KEYWORDS for start in range(len(keyword)))
_WHOLE = (ast.Name, ast.Handle, ast.When, ast.Timezone, ast.Import, ast.Money)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report words that are keywords, stand where no name does, and have a capital."""
    source = context.source
    if source.text.isascii() and _ENDS.isdisjoint(map(str.lower, _CAPITAL.findall(source.text))):  # nearly always, and soon seen
        return
    wrong = {word for word in {*_WORD.findall(source.text)} if not word.islower() and word.lower() in KEYWORDS}
    if not wrong:
        return
    found = [match for match in _WORD.finditer(source.text) if match[0] in wrong]
    names = [node.span for node in context.nodes(*_WHOLE) if node.span is not None]
    for match in found:
        if any(own.start <= match.start() < own.end for own in names):
            continue
        word, where = match[0], Span(source, *match.span())
        fix = context.replace(f"write `{word.lower()}`", where, word.lower())
        yield Diagnostic(CODE, where, f"`{word}` is a word of the language", help=f"write `{word.lower()}`", fix=fix)
