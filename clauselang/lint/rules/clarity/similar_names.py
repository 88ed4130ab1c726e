"""Two names differ only in letters that look alike, accents, spaces or signs.

## What it does

Finds brands that look like another brand of the file, and categories, platforms and lists of the project that look like another one
or like an entry of the library. Aliases of one brand are one brand.

## Why it matters

A clause about `Garmln` forbids nothing. Names are compared letter by letter, without case; “Acme Sonar” and “AcmeSonar” are two
brands unless one is an alias of the other.

## Example

```excl
brands Garmin, 1 month after last post
brands Garmln, 1 month after last post, on youtube
```

## Use instead

```excl
brands Garmin, 1 month after last post
brands Garmin, 1 month after last post, on youtube
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid, span
from clauselang.lint.rules.looks import letters
from clauselang.resolve.symbols import SymbolKind, key
from clauselang.syntax import ast

CODE = "L321"
NAME = "similar-names"
SEVERITY = "warning"

VALID = (
    "brands Garmin and GARMIN, 1 month after last post",
    """
        brand "Oura Ring"
          alias ouraring

        brands ouraring, 1 month after last post
        brands "oura ring", 1 week before first post
    """,
    'category sonar_watch "sonar watches"',
    "brands Garmin and Germin, 1 month after last post",
)
INVALID = (
    Invalid("""
        brand "Acme Rods"

        brands AcmeRods, 1 month after last post
    """),
    Invalid("""
        category skin_care_ "creams"

        category skin_care_, 1 month after last post
    """),
    Invalid("""
        brands Garmin, 1 month after last post

        scenario "x"
          paid mention of "Garrnin": compliant
    """),
)

_KINDS: tuple[SymbolKind, ...] = ("category", "platform", "competitors")


def check(context: Context) -> Iterator[Diagnostic]:
    """Report names that look like another one and mean something else."""
    symbols = context.resolved.symbols
    seen: dict[str, tuple[str, str]] = {}
    for name in _brands(context):
        symbol = symbols.find("brand", name.text)
        meant = symbol.key if symbol else key(name.text)
        twin, own = seen.setdefault(letters(name.text), (name.text, meant))
        if own != meant:
            yield _finding(name, twin)
            seen[letters(name.text)] = (name.text, meant)
    yield from _vocabulary(context)


def _brands(context: Context) -> Iterator[ast.Name]:
    """Every name of a brand, in the order of the text."""
    for node in context.nodes(
        ast.Advertiser, ast.Brands, ast.CompetitorList, ast.Declaration, ast.Exempt, ast.Commitment, ast.Consent, ast.Example
    ):  # fmt: skip
        match node:
            case ast.Advertiser(name=name, brands=others):
                yield from (name, *others)
            case ast.Brands(names=names) | ast.CompetitorList(members=names) | ast.Example(brands=names):
                yield from names
            case ast.Declaration(kind="brand", name=name):
                yield name
            case ast.Exempt(facet="brand", values=values):
                yield from (value for value in values if isinstance(value, ast.Name))
            case ast.Commitment(brand=name) | ast.Consent(brand=name):
                yield name
            case _:
                pass


def _vocabulary(context: Context) -> Iterator[Diagnostic]:
    """Entries of this file that look like another entry, of the project or of the library."""
    symbols = context.resolved.symbols
    for kind in _KINDS:
        own = [node.name for node in context.nodes(ast.Declaration) if node.kind == kind]
        own += [node.name for node in context.nodes(ast.CompetitorList) if kind == "competitors"]
        known = {letters(name): name for name in symbols.spellings(kind)} if own else {}
        for name in own:
            twin = known.get(letters(name.text), name.text)
            there, here = symbols.find(kind, twin), symbols.find(kind, name.text)
            if there is not None and here is not None and there.key != here.key:
                yield _finding(name, there.name)


def _finding(name: ast.Name, twin: str) -> Diagnostic:
    message = f"`{name.text}` looks like `{twin}` and is another name"
    return Diagnostic(CODE, span(name), message, help=f"write `{twin}`, or make one an `alias` of the other")
