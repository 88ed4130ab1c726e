"""An entry has no label in a language that its neighbours have.

## What it does

Finds categories, platforms and formats without a label in a language in which another entry of the file has one.

## Why it matters

The contract prints the English label where another is missing. A Dutch article with one English word in it looks like a mistake,
and reads like a defined term that is not defined.

## Example

```excl
category sonar_watch "sonar watches" under sonar
  nl "sonarhorloges" de "Sonaruhren"

category sonar_rods "sonar rods" under sonar
  nl "sonarhengels"
```

## Use instead

```excl
category sonar_watch "sonar watches" under sonar
  nl "sonarhorloges" de "Sonaruhren"

category sonar_rods "sonar rods" under sonar
  nl "sonarhengels" de "Sonarruten"
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid, span
from clauselang.resolve.symbols import LANGUAGES
from clauselang.syntax import ast

CODE = "L311"
NAME = "missing-label"
SEVERITY = "warning"
NEEDS = (ast.Declaration,)

VALID = (
    """
        category sonar_watch "sonar watches" under sonar
          nl "sonarhorloges" de "Sonaruhren"
    """,
    """
        category sonar_watch "sonar watches" under sonar

        category sonar_rods "sonar rods" under sonar
    """,
    """
        category sonar_watch "sonar watches" under sonar
          nl "sonarhorloges" de "Sonaruhren"

        brand Garmin sells sonar
    """,
)
INVALID = (
    Invalid("""
        category sonar_watch "sonar watches" under sonar
          nl "sonarhorloges" de "Sonaruhren"

        category sonar_rods "sonar rods" under sonar
    """),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report entries that lack a language which the file uses."""
    labelled = {node: _languages(node) for node in context.nodes(ast.Declaration) if node.kind in ("category", "platform", "format")}
    used = set[str]().union(*labelled.values())
    for node, own in labelled.items():
        missing = [language for language in LANGUAGES if language in used - own - {"en"}]
        if missing:
            named = " and ".join(f"`{language}`" for language in missing)
            message = f"`{node.name.text}` has no label in {named}, and other entries do"
            yield Diagnostic(CODE, span(node.name), message, help="add the label")


def _languages(node: ast.Declaration) -> set[str]:
    return {language.text.lower() for entry in node.entries if isinstance(entry, ast.Labels) for language, _ in entry.pairs}
