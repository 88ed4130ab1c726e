"""Source text → its lines as the formatter sees them: statements, comments of their own line, and what is left alone.

Statements are words of the text with the meaning that the parser gave them, not nodes: what the tree does not hold
(a second `timezone` line, a broken line, the order of entries) must come out as it went in.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import TypeAlias

import attrs

from clauselang.source import Source
from clauselang.syntax import errors, parser
from clauselang.syntax.tokens import DEDENT, INDENT, NL, Token, Word
from clauselang.syntax.trivia import Comment


@attrs.frozen
class Statement:
    """One logical line that could be read, from its first line to its last, and the comments in these lines."""

    first: int
    last: int
    depth: int
    width: int
    tokens: tuple[Token, ...]
    opens: bool
    comments: tuple[Comment, ...] = ()
    broken: bool = False


@attrs.frozen
class Remark:
    """A comment of its own line; `depth` is that of the block it stands in."""

    first: int
    depth: int
    comment: Comment

    @property
    def last(self) -> int:
        """Its only line."""
        return self.first


@attrs.frozen
class Kept:
    """Lines that stay as they are: a line with a mistake and everything indented below it."""

    first: int
    last: int
    depth: int
    width: int


Element: TypeAlias = Statement | Remark | Kept


@attrs.frozen
class Lines:
    """A parsed text, its physical lines (with their `\\r`), and the elements that stand in them."""

    parsed: parser.Parsed
    physical: tuple[str, ...]
    elements: tuple[Element, ...]

    @property
    def too_large(self) -> bool:
        """Whether the text was not even looked at."""
        return any(found.code == "S130" for found in self.parsed.diagnostics)

    @property
    def complete(self) -> bool:
        """Whether every line that is not blank stands in an element."""
        held = {line for element in self.elements for line in range(element.first, element.last + 1)}
        return all(line in held or not text.strip(" \t\r") for line, text in enumerate(self.physical))

    def line_of(self, offset: int) -> int:
        """The physical line, from 0, that an offset is in."""
        return _line(self.parsed.source, offset)


class _Recorder(parser._Parser):
    """The parser, remembering the words of each line and what it had to skip."""

    def __init__(self, source: Source) -> None:
        super().__init__(source)
        self.depth = 0
        self.read: list[tuple[tuple[Token, ...], int, bool]] = []  # words, depth, whether a block may follow
        self.skipped: list[tuple[int, int, int]] = []  # start, end, depth

    def feed(self, word: Word) -> None:
        """Remember the words of a line at its end, after the automaton took it."""
        super().feed(word)
        kind = word[0]
        if kind == NL:
            words = tuple([Token(*own) for own in self.line])
            if any(own.end > own.start for own in words):  # else it stands in for a broken header
                self.read.append((words, self.depth, INDENT in self.accepted()))
            self.line = []
        elif kind in (INDENT, DEDENT):
            self.depth += 1 if kind == INDENT else -1
        else:
            self.line.append(word)

    def skip_line(self, at: int, after_comma: bool = False) -> int:
        """Remember a line that is not understood, from its first word on."""
        start = self.line[0][2] if self.line else at
        self.line = []
        end = super().skip_line(at, after_comma)
        self.skipped.append((start, min(end, len(self.text)), self.depth))
        return end


def read_lines(source: Source) -> Lines:
    """Parse and cut into elements; a text that is too large to be parsed has none."""
    physical = tuple(source.text.split("\n"))
    if errors.too_large(source, parser.MAX_CHARACTERS, parser.MAX_LINES):
        return Lines(parser.parse(source), physical, ())
    recorder = _Recorder(source)
    parsed = recorder.run()
    kept = _kept(recorder, physical)
    lines_kept = {line for region in kept for line in range(region.first, region.last + 1)}
    statements = [found for found in _statements(recorder, parsed, physical) if found.first not in lines_kept]
    taken = lines_kept.union(*(range(s.first, s.last + 1) for s in statements)) if statements else lines_kept
    remarks = [
        Remark(line, 0, comment)
        for comment in parsed.trivia.comments
        if (line := _line(source, comment.span.start)) not in taken
    ]
    elements: list[Element] = sorted([*kept, *statements, *remarks], key=lambda element: element.first)
    return Lines(parsed, physical, tuple(_alone(list(_placed(elements, physical)))))


def _line(source: Source, offset: int) -> int:
    return source.position(offset)[0] - 1


def _width(text: str) -> int:
    return len(text[: len(text) - len(text.lstrip(" \t"))].expandtabs(2))


def _kept(recorder: _Recorder, physical: tuple[str, ...]) -> list[Kept]:
    """Skipped lines, each with everything that is indented below it, none inside another."""
    source = recorder.source
    found: list[Kept] = []
    read = ((tokens[0].start, tokens[-1].end, -1) for tokens, _, _ in recorder.read)
    for start, end, depth in sorted([*recorder.skipped, *read]):
        first, last = _line(source, start), _line(source, max(end - 1, start))
        if found and first <= found[-1].last:  # a line below another, which a comma may join to more than stands below
            if last > found[-1].last:
                found[-1] = attrs.evolve(found[-1], last=_end_of_block(last, found[-1].width, physical))
        elif depth >= 0:
            width = _width(physical[first])
            found.append(Kept(first, _end_of_block(last, width, physical), depth, width))
    return found


def _end_of_block(last: int, width: int, physical: tuple[str, ...]) -> int:
    """The last line below `last` that is indented by more than `width`; comments do not end a block."""
    end = last
    for below in range(last + 1, len(physical)):
        text = physical[below].strip(" \t\r")
        if text and _width(physical[below]) > width:
            end = below
        elif text and not text.startswith("#"):
            break
    return end


def _statements(recorder: _Recorder, parsed: parser.Parsed, physical: tuple[str, ...]) -> Iterator[Statement]:
    """The lines that were read; one with a mistake of another kind than its indentation is broken all the same."""
    source = recorder.source
    mistakes = {_line(source, d.span.start) for d in parsed.diagnostics if d.is_error and d.span and d.code != "S105"}
    comments = iter([(_line(source, comment.span.start), comment) for comment in parsed.trivia.comments])
    upcoming = next(comments, None)
    for tokens, depth, opens in recorder.read:
        first, last = _line(source, tokens[0].start), _line(source, tokens[-1].end)
        inside: list[Comment] = []
        while upcoming and upcoming[0] <= last:
            if upcoming[0] >= first:
                inside.append(upcoming[1])
            upcoming = next(comments, None)
        broken = not mistakes.isdisjoint(range(first, last + 1))
        yield Statement(first, last, depth, _width(physical[first]), tokens, opens, tuple(inside), broken)


def _placed(elements: list[Element], physical: tuple[str, ...]) -> Iterator[Element]:
    """Give each remark its block: that of the line below it, or a deeper one that ends here if it is indented so."""
    widths = [0]  # of the open blocks
    deepest = 0  # that a remark can stand in here
    for element, below in zip(elements, _depth_below(elements), strict=True):
        if isinstance(element, Remark):
            width = _width(physical[element.first])
            while deepest > below and width < (widths[deepest] if deepest < len(widths) else widths[-1] + 1):
                deepest -= 1
            deepest = max(deepest, below)
            yield attrs.evolve(element, depth=deepest)
            continue
        # What is left alone may open its block at another width than the one that the rest of it will have.
        width = element.width if isinstance(element, Statement) else min(element.width, 2 * element.depth)
        widths[element.depth :] = [min([width, *widths[element.depth : element.depth + 1]])]
        deepest = element.depth + (isinstance(element, Statement) and element.opens)
        yield element


def _depth_below(elements: list[Element]) -> list[int]:
    """For each element, the depth of the next one below it that is no remark."""
    found: list[int] = []
    depth = 0
    for element in reversed(elements):
        found.append(depth)
        if not isinstance(element, Remark):
            depth = element.depth
    return found[::-1]


def _alone(elements: list[Element]) -> Iterator[Element]:
    """Leave a whole top-level item alone when mending its indentation would change how its broken lines are read."""
    for item in items(elements):
        statements = [element for element in item if isinstance(element, Statement)]
        mistaken = any(isinstance(e, Kept) or (isinstance(e, Statement) and e.broken) for e in item)
        if mistaken and any(statement.width != 2 * statement.depth for statement in statements):
            yield Kept(item[0].first, item[-1].last, 0, 0)
        else:
            yield from item


def items(elements: Iterable[Element]) -> Iterator[list[Element]]:
    """Runs of elements: a top-level line with its block, or a remark between two such."""
    run: list[Element] = []
    for element in elements:
        if element.depth == 0 and run:
            yield run
            run = []
        run.append(element)
    if run:
        yield run


def comment_text(comment: Comment) -> str:
    """A comment without the blanks behind it, in normal form C."""
    return unicodedata.normalize("NFC", comment.span.text.rstrip(" \t\r"))
