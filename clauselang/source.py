"""Text of a file, and places in it: offset ⇄ line and column, in code points and in UTF-16 units."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import attrs


@attrs.frozen(eq=False, repr=False)
class Source:
    """One text with the name it is shown under (a path relative to the project, `<stdin>`, `<command line>`)."""

    name: str
    text: str
    _starts: list[int] = attrs.field(init=False, factory=list)

    def __repr__(self) -> str:
        return f"Source({self.name!r})"

    @property
    def line_starts(self) -> list[int]:
        """Offsets at which lines begin; computed once, on first use."""
        if not self._starts:
            starts = [0]
            find = self.text.find
            at = find("\n")
            while at >= 0:
                starts.append(at + 1)
                at = find("\n", at + 1)
            self._starts.extend(starts)
        return self._starts

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of `offset`, both from 1, the column in code points."""
        starts = self._starts or self.line_starts
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    def utf16(self, offset: int) -> tuple[int, int]:
        """Line and character of `offset`, both from 0, the character in UTF-16 units (as editors count)."""
        line, _ = self.position(offset)
        before = self.text[self.line_starts[line - 1] : offset]
        return line - 1, len(before.encode("utf-16-le", "surrogatepass")) // 2

    def line(self, number: int) -> str:
        """Text of line `number` (from 1) without its line end."""
        start = self.line_starts[number - 1]
        end = self.text.find("\n", start)
        return self.text[start : end if end >= 0 else len(self.text)].rstrip("\r")


class Span(NamedTuple):
    """The stretch `[start, end)` of a source, in code points."""

    source: Source
    start: int
    end: int

    def to(self, other: Span) -> Span:
        """The span from the start of this one to the end of `other`."""
        return Span(self.source, self.start, other.end)

    @property
    def text(self) -> str:
        """The text that the span covers."""
        return self.source.text[self.start : self.end]

    @property
    def place(self) -> str:
        """`file:line:column`, as people and editors write it."""
        line, column = self.source.position(self.start)
        return f"{self.source.name}:{line}:{column}"


# A named tuple is made by a function in Python, which takes longer than all the rest of making one; a file has hundreds.
new_span: Callable[[tuple[Source, int, int]], Span] = partial(tuple.__new__, Span)
