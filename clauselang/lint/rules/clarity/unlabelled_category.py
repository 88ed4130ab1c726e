"""A category of the project has no label.

## What it does

Finds declarations of categories without an English label after the name.

## Why it matters

The label is what the contract prints. Without one it prints the name with its underscores: “any brand or product in the category
sonar_watch”.

## Example

```excl
category sonar_watch under sonar

category sonar_watch, 1 month after last post
```

## Use instead

```excl
category sonar_watch "sonar watches" under sonar

category sonar_watch, 1 month after last post
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid, span
from clauselang.syntax import ast

CODE = "L312"
NAME = "unlabelled-category"
SEVERITY = "info"
NEEDS = (ast.Declaration,)

VALID = (
    'category sonar_watch "sonar watches"',
    """
        category sonar_watch
          en "sonar watches"
    """,
)
INVALID = (
    Invalid("category sonar_watch under sonar"),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report categories that no English words stand for."""
    for node in context.nodes(ast.Declaration):
        if node.kind != "category" or node.label:
            continue
        pairs = [pair for entry in node.entries if isinstance(entry, ast.Labels) for pair in entry.pairs]
        if not any(language.text.lower() == "en" for language, _ in pairs):
            message = f"the contract will print `{node.name.text}`"
            yield Diagnostic(CODE, span(node.name), message, help='add what people call it: `category … "…"`')
