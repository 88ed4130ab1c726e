"""An import names a file of the library, which is known without it.

## What it does

Finds imports of files of the standard library, unless the project has a file of that name.

## Why it matters

The library’s words are known in every file. An import of it does nothing; a reader who sees one will think that it does, and add
one in every other file.

## Example

```excl
import categories/fishing

category sonar, 1 month after last post
```

## Use instead

```excl
category sonar, 1 month after last post
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid
from clauselang.resolve.library import FILES
from clauselang.syntax import ast

CODE = "L605"
NAME = "needless-import"
SEVERITY = "info"
NEEDS = (ast.Import,)

VALID = (
    "category sonar, 1 month after last post",
)
INVALID = (
    Invalid(
        """
            import categories/fishing
            category sonar, 1 month after last post
            none
        """,
        """
            category sonar, 1 month after last post
            none
        """,
    ),
)

def check(context: Context) -> Iterator[Diagnostic]:
    """Report imports of library files that no file of the project stands in for."""
    imports = [node for node in context.nodes(ast.Import) if node.path in FILES]
    if not imports:
        return
    own = {symbol.file.removesuffix(".excl") for symbol in context.resolved.symbols.own()}
    for node in imports:
        if not any(file == node.path or file.endswith("/" + node.path) for file in own):
            fix = context.without_lines("take the import out", node)
            yield Diagnostic(CODE, node.span, f"`{node.path}` is known without an import", help="take the line out", fix=fix)
