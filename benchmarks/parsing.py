"""(b) Parsing: our tables beside Lark's Earley parser on the same grammar file, and the cost of compiling as texts grow.

Both read words with `clauselang.syntax.tokens`, so the difference is the parsing. Ours also makes nodes with places,
keeps comments and looks for look-alike letters; Lark makes its bare tree.
"""

import re
from collections.abc import Generator, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from lark import Lark
from lark.lexer import Lexer
from lark.lexer import Token as LarkToken

import texts
from clauselang.resolve.resolver import resolve
from clauselang.source import Source
from clauselang.syntax.parser import parse
from clauselang.syntax.tokens import DEDENT, INDENT, NL, is_blank, keyword, scan
from measure import NotMeasured, seconds

GRAMMAR = Path(__file__).resolve().parents[1] / "grammar" / "clauselang.lark"
CLAUSES = 200
INDENTATION = re.compile(" *").match
SIZES = (10, 100, 1_000, 10_000)
TARGET = 3.0


class Words(Lexer):
    """Text → the terminals of the grammar with its layout, for texts in which no keyword serves as a name."""

    def __init__(self, _: Any) -> None: ...

    def lex(self, data: str) -> Iterator[LarkToken]:  # type: ignore[override]
        """The tokens of `data`, line by line."""
        widths = [0]
        at = 0
        while at < len(data):
            if (blank := is_blank(data, at)) > at:
                at = blank
                continue
            width = INDENTATION(data, at).end() - at  # type: ignore[union-attr]
            if width > widths[-1]:
                widths.append(width)
                yield LarkToken(INDENT, "")
            while width < widths[-1]:
                widths.pop()
                yield LarkToken(DEDENT, "")
            at = yield from self.line(data, at)
        yield from (LarkToken(DEDENT, "") for _ in widths[1:])

    def line(self, data: str, at: int) -> Generator[LarkToken, None, int]:
        """The tokens of the line at `at`; gives back where the next line starts."""
        while True:
            found = scan(data, at)
            assert found is not None and found.lastgroup is not None
            kind, word, start, at = found.lastgroup, found[found.lastgroup], found.start(found.lastgroup), found.end()
            if kind == "EOL":
                yield LarkToken(NL, "")
                return at
            yield LarkToken((kind == "NAME" and keyword(word)) or kind, word, start)


def side_by_side() -> dict[str, float]:
    """Seconds to parse the same 200 clauses."""
    text = texts.clauses(CLAUSES)
    earley = Lark.open(str(GRAMMAR), parser="earley", lexer=Words, start="module", maybe_placeholders=True)
    if found := parse(Source("clauses.excl", text)).diagnostics:
        raise NotMeasured(f"the text does not parse: {found[0].message}")
    if len(list(earley.parse(text).find_data("clause"))) != CLAUSES:
        raise NotMeasured("Earley finds another number of clauses")
    return seconds({"clauselang": lambda: parse(Source("clauses.excl", text)), "earley": lambda: earley.parse(text)})


def compile_(source: Source, times: int) -> None:
    """Parse and resolve a text some times over."""
    for _ in range(times):
        _, diagnostics = resolve(parse(source))
        if errors := [found for found in diagnostics if found.is_error]:
            raise NotMeasured(f"the text does not resolve: {errors[0].message}")


def compiling() -> dict[int, float]:
    """Seconds to parse and resolve texts of growing size; a short text is read several times in one run."""
    result = {}
    for size in SIZES:
        times = max(1, 100 // size)
        took = seconds({"all": partial(compile_, Source("clauses.excl", texts.clauses(size)), times)})
        result[size] = took["all"] / times
    return result
