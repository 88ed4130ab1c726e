"""Source text → `ast.Module`, comments and diagnostics; a broken line is reported and parsing goes on at the next.

The LALR(1) tables are computed by Lark from `grammar/` and checked in (`clauselang.bootstrap`). They are driven here
and not by Lark for three reasons: a word is a keyword only where the state can use it, an error must drop one line
and not a file, and starting Lark takes longer than linting a file.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, TypeAlias

import attrs

from clauselang.diagnostics.diagnostic import Diagnostic, Diagnostics, in_order
from clauselang.source import Source, Span, new_span
from clauselang.syntax import ast, errors
from clauselang.syntax.builder import Builder, Mistake
from clauselang.syntax.characters import check_characters
from clauselang.syntax.rules import READY, Take
from clauselang.syntax.tables import ACTIONS, END_STATE, GOTOS, KEYWORDS, START
from clauselang.syntax.tokens import (
    BAD,
    DEDENT,
    END,
    INDENT,
    NL,
    Token,
    Word,
    end_of_indent,
    is_blank,
    path,
    scan,
    start_of_line,
    words_from,
)
from clauselang.syntax.trivia import Comment, Trivia

MAX_CHARACTERS = 4_000_000
MAX_LINES = 50_000
MAX_LINE = 20_000
MAX_COMMAS = 200
MAX_CORRECTED = 1_000
BLOCK = 2  # blanks that a block is indented by


@attrs.frozen(repr=False, eq=False)
class Parsed:
    """What a text is, as far as it could be read."""

    source: Source
    module: ast.Module
    trivia: Trivia
    diagnostics: Diagnostics


def parse(source: Source) -> Parsed:
    """Read a whole file. Never raises for bad input: each mistake is one diagnostic."""
    refusal = errors.too_large(source, MAX_CHARACTERS, MAX_LINES)
    if refusal:
        return Parsed(source, ast.Module(span=Span(source, 0, 0)), Trivia(), (refusal,))
    return _Parser(source).run()


def parse_clauses(source: Source) -> Parsed:
    """Read lines as they stand in an exclusivity block, under a head that is known."""
    return _Parser(source, _in_block()).run(BLOCK)


@lru_cache(maxsize=1)
def _in_block() -> Stack:
    parser = _Parser(Source("", ""))
    for kind in (KEYWORDS["exclusivity"], NL, INDENT):
        parser.feed((kind, "", 0, 0))
    return parser.stack


# State, value, start in the text, and what lies below. Nothing on it ever changes, so that a broken line is taken back by
# going on with the stack that was there before.
Stack: TypeAlias = tuple[int, Any, int, Any]


class _Unexpected(Exception):
    """The state has no use for this token."""


class _Parser:
    """One run over one source: the stack of the LALR automaton and the layout of lines."""

    rules: tuple[tuple[str, int, Take | None, Builder | None, str], ...] = tuple(rule[:] for rule in READY)  # as plain tuples

    def __init__(self, source: Source, stack: Stack = (START, None, 0, None)) -> None:
        self.source = source
        self.text = source.text
        self.stack = stack
        self.end = 0  # of what was shifted last, and so of whatever is reduced next
        self.line: list[Word] = []  # the words of the line that is being read
        self.diagnostics: list[Diagnostic] = []
        self.comments: list[Comment] = []
        self.blank_lines: list[int] = []
        self.reported: set[int] = set()

    # The automaton.

    def feed(self, word: Word) -> None:
        """Take what no line has as a word: its end, the borders of blocks, what stands in for a header."""
        self.shift(word)

    def shift(self, word: Word) -> None:
        """Reduce as far as `word` asks for, then shift it; `_Unexpected` leaves the stack usable."""
        stack, rules, source, last = self.stack, self.rules, self.source, self.end
        state = stack[0]
        kind, _, at, end = word
        while True:
            try:
                action = ACTIONS[state][kind]
            except KeyError:
                self.stack = stack
                if state == END_STATE and kind == END:
                    return
                raise _Unexpected from None
            if action >= 0:
                self.stack = action, word, at, stack
                self.end = end
                return
            origin, size, take, build, _ = rules[~action]
            if size == 1:  # most are
                _, value, start, stack = stack
                value = [value]
            elif size == 2:
                _, second, _, stack = stack
                _, first, start, stack = stack
                value = [first, second]
            elif size == 3:
                _, third, _, stack = stack
                _, second, _, stack = stack
                _, first, start, stack = stack
                value = [first, second, third]
            else:
                value = [None] * size
                start = at  # of a file without anything; else of the first child
                for index in range(size - 1, -1, -1):
                    _, value[index], start, stack = stack
            if take is not None:
                value = take(value)
            if build is not None:
                try:
                    value = build(value, new_span((source, start, last)))
                except Mistake as mistake:
                    self.diagnostics.append(mistake.diagnostic)
                    value = mistake.instead
            state = GOTOS[stack[0]][origin]
            stack = state, value, start, stack

    def accepted(self) -> dict[str, int]:
        """What the present state can use."""
        return ACTIONS[self.stack[0]]

    # Lines.

    def run(self, *blocks: int) -> Parsed:
        """Read line by line, then close what is open; `blocks` are the widths of those that are open from the start."""
        self.diagnostics.extend(check_characters(self.source))
        self.reported = {d.span.start for d in self.diagnostics if d.span and d.is_error}
        indents = [0, *blocks]
        at, size = 0, len(self.text)
        skip_deeper_than: int | None = None
        while at < size:
            content, blank = start_of_line(self.text, at)
            if blank >= 0:
                self.note_blank(at, blank)
                at = max(blank, at + 1)
                continue
            indent = self.indentation(at, content)
            if skip_deeper_than is not None and indent > skip_deeper_than:
                at = self.skip_line(content)
                continue
            skip_deeper_than = None
            if indent != indents[-1] and not self.open_and_close(indents, indent, content):
                skip_deeper_than = indents[-1]
                at = self.skip_line(content)
                continue
            at, broken = self.read_line(content)
            if broken and not self.repair_header(broken, at, indent):
                skip_deeper_than = indent
        for _ in indents[1:]:
            self.feed((DEDENT, "", size, size))
        self.feed((END, "", size, size))
        module = self.stack[1]
        trivia = Trivia(tuple(self.comments), tuple(self.blank_lines))
        return Parsed(self.source, module, trivia, in_order(self.diagnostics))

    def indentation(self, at: int, content: int) -> int:
        """Width of the indentation between the start of a line and its content."""
        if "\t" not in self.text[at:content]:
            return content - at
        self.diagnostics.append(errors.tab(Span(self.source, at, content)))
        return len(self.text[at:content].expandtabs(2))

    def open_and_close(self, indents: list[int], indent: int, content: int) -> bool:
        """Feed the block ends and the block start that the indentation asks for; False if none fits.

        A block keeps the width its first line has, so that one wrong width is one mistake and not one per line.
        """
        if indent > indents[-1]:
            opens = INDENT in self.accepted()
            if not opens or indent != indents[-1] + 2:
                span = Span(self.source, content - 1, content)
                self.diagnostics.append(errors.indentation(span, 2 * (len(indents) - 1), opens))
            if not opens:
                return False
            self.feed((INDENT, "", content, content))
            indents.append(indent)
        while len(indents) > 1 and indent <= indents[-2]:
            self.feed((DEDENT, "", content, content))
            indents.pop()
        if indent < indents[-1] and indent != 2 * (len(indents) - 1):
            self.diagnostics.append(errors.indentation(Span(self.source, content - 1, content), 2 * (len(indents) - 1), False))
        indents[-1] = min(indent, indents[-1])
        return True

    def read_line(self, content: int) -> tuple[int, list[Word]]:
        """Feed one logical line. Returns where the next starts and, if the line is broken, its words so far."""
        text = self.text
        line = self.line = []
        before: tuple[Stack, int] | None = None
        ended = self.end
        at, words = content, words_from(text, content)
        commas, limit = 0, content + MAX_LINE
        while True:
            stack = self.stack
            accepted = ACTIONS[stack[0]]
            if "PATH" in accepted and (found := path(text, at)):  # it looks like no other word
                match, words = found, words_from(text, found.end())
            else:
                match = next(words)
            kind = match.lastgroup or BAD
            start, end = match.span(kind)
            if kind == "NAME":
                written = text[start:end]
                meant = KEYWORDS.get(written) or KEYWORDS.get(written.lower())
                if meant in accepted:  # a word is a keyword where the state can use it, and a name otherwise
                    kind = meant
                word = kind, written, start, end
            elif kind == "EOL":
                if line and line[-1][0] == "COMMA" and end < len(text):
                    at = self.skip_blank(end)
                    words = words_from(text, at)
                    continue
                last = line[-1][3] if line else start
                word = NL, "", last, last
            elif kind == "COMMENT":
                self.note_comment(start, end)
                at = end
                continue
            elif kind == BAD:
                bad = errors.bad_character(self.source, at)
                if bad.span and bad.span.start not in self.reported:
                    self.diagnostics.append(bad)
                return self.abandon(line, before, at)
            else:
                word = kind, text[start:end], start, end
                if kind == "COMMA":
                    commas += 1
                    limit = limit if commas <= MAX_COMMAS else 0
            if end > limit:
                self.diagnostics.append(errors.line_too_long(Span(self.source, content, content), MAX_COMMAS, MAX_LINE))
                return self.abandon(line, before, at)
            action = accepted.get(kind)
            try:
                if action is not None and action >= 0:  # most words ask for nothing else first
                    self.stack = action, word, start, stack
                    self.end = end
                elif kind == "EOL":
                    self.feed(word)
                    return end, []
                else:
                    self.shift(word)
            except _Unexpected:
                expected, told = self.expected(), [Token(*known) for known in (*line, word)]
                correct = len(self.diagnostics) < MAX_CORRECTED
                self.diagnostics.append(errors.unexpected(self.source, told[-1], told[:-1], expected, correct))
                line.append(word)
                return self.abandon(line, before, at)
            line.append(word)
            if before is None:
                before = self.stack[3], ended
            at = end

    def expected(self) -> frozenset[str]:
        """Terminals that the state can really shift (a reduction may promise more than its outer state keeps)."""
        return frozenset(terminal for terminal in self.accepted() if self.would_shift(terminal))

    def would_shift(self, terminal: str) -> bool:
        """Follow the reductions that `terminal` asks for, without making anything."""
        stack = self.stack
        while True:
            action = ACTIONS[stack[0]].get(terminal)
            if action is None or action >= 0:
                return action is not None
            origin, size, *_ = self.rules[~action]
            for _ in range(size):
                stack = stack[3]
            stack = GOTOS[stack[0]][origin], None, 0, stack

    # After a mistake.

    def abandon(self, line: list[Word], before: tuple[Stack, int] | None, at: int) -> tuple[int, list[Word]]:
        """Take back what this line put on the stack, which was `before`, and go to the next line."""
        if before is not None:
            self.stack, self.end = before
        after_comma = bool(line) and line[-1][0] == "COMMA"
        return self.skip_line(at, after_comma), line or [(NL, "", at, at)]

    def skip_line(self, at: int, after_comma: bool = False) -> int:
        """Start of the logical line after the one that `at` is in."""
        while at < len(self.text):
            match = scan(self.text, at)
            if match is None:
                at += 1
                after_comma = False
                continue
            kind = match.lastgroup
            start, end = match.span(match.lastindex or 0)
            if kind == "EOL":
                if not after_comma or end >= len(self.text):
                    return max(end, start + 1)
                end = self.skip_blank(end)
            elif kind == "COMMENT":
                self.note_comment(start, end)
            else:
                after_comma = kind == "COMMA"
            at = end
        return at

    def repair_header(self, line: list[Word], at: int, indent: int) -> bool:
        """If the broken line opens a block of a known kind, stand in for it so that the block is still checked."""
        while at < len(self.text) and (blank := is_blank(self.text, at)) >= 0 and blank > at:
            at = blank
        if at >= len(self.text) or self.indentation_width(at) <= indent:
            return True
        _, first, here, _ = line[0]
        for terminal in errors.header_for(first, self.expected()):
            self.feed((terminal, errors.STAND_IN, here, here))
        return INDENT in self.accepted()

    def indentation_width(self, at: int) -> int:
        """Columns of blank at `at`."""
        return len(self.text[at : end_of_indent(self.text, at)].expandtabs(2))

    # Blank lines and comments.

    def note_comment(self, start: int, end: int) -> None:
        """Keep a comment behind something, without the `\\r` of its line end."""
        stop = start + len(self.text[start:end].rstrip("\r"))
        self.comments.append(Comment(Span(self.source, start, stop), own_line=False))

    def note_blank(self, at: int, end: int) -> None:
        """Keep a comment of its own line, or the place of a blank line."""
        hash_at = self.text.find("#", at, end)
        if hash_at >= 0:
            stop = hash_at + len(self.text[hash_at:end].rstrip("\r\n"))
            self.comments.append(Comment(Span(self.source, hash_at, stop), own_line=True))
        else:
            self.blank_lines.append(at)

    def skip_blank(self, at: int) -> int:
        """Pass blank and comment lines inside a line that a comma continues."""
        while at < len(self.text) and (end := is_blank(self.text, at)) > at:
            self.note_blank(at, end)
            at = end
        return at
