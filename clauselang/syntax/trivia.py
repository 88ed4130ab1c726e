"""What the tree does not hold: comments and blank lines, kept aside by place for the formatter."""

from __future__ import annotations

import attrs

from clauselang.source import Span


@attrs.frozen(repr=False, eq=False)
class Comment:
    """One comment from its `#` to the end of the line; `own_line` when nothing of the language stands before it."""

    span: Span
    own_line: bool


@attrs.frozen(repr=False, eq=False)
class Trivia:
    """Comments in order, and the offsets at which blank lines start."""

    comments: tuple[Comment, ...] = ()
    blank_lines: tuple[int, ...] = ()
