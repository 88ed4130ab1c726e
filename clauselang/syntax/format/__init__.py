"""Source text → the same text in the one style, with a proof that it says the same.

The style: two spaces per level, single spaces, keywords in lower case; phrases and labels in canonical order; a blank
line between items, at most one within; clauses and lists of at most 100 columns where a comma allows it, while an
example stays on its line, so that scenarios read as tables; quotes around titles and parties and where a name needs
them. Comments keep their order and their place: behind a line, before a line (with its indentation), or behind the
phrase that they follow. What could not be read is left as it is, with everything indented below it.

LAW: the result has the same tree (regardless of the order of phrases and labels) and the same comments in the same
order, and formatting it again changes nothing. This is checked on every call; on any difference the text is returned
as it was, with an error.
"""

from __future__ import annotations

import attrs

from clauselang.diagnostics.diagnostic import Diagnostic, Diagnostics
from clauselang.source import Source, Span
from clauselang.syntax.format.lines import Element, Kept, Lines, Remark, Statement, comment_text, items, read_lines
from clauselang.syntax.format.words import STEP, Facts, facts, lines_of
from clauselang.syntax.order import in_order

REFUSED = "S140"


@attrs.frozen
class Formatted:
    """The text to keep, and the errors because of which lines (or, if `refused`, all of them) were left alone."""

    text: str
    diagnostics: Diagnostics = ()

    @property
    def refused(self) -> bool:
        """Whether nothing was formatted because the result could not be proved to say the same."""
        return any(diagnostic.code == REFUSED for diagnostic in self.diagnostics)


def format_source(source: Source) -> Formatted:
    """Format a whole file."""
    before = read_lines(source)
    errors = _errors(before)
    if before.too_large:
        return Formatted(source.text, errors)
    text = _written(before)
    after = read_lines(Source(source.name, text))
    if after.too_large:
        return Formatted(source.text, tuple(attrs.evolve(found, span=Span(source, 0, 0)) for found in after.parsed.diagnostics))
    if not _same(before, after) or _written(after) != text:
        return Formatted(source.text, (_unstable(source), *errors))
    return Formatted(text, errors)


def format_range(source: Source, first_line: int, last_line: int) -> Formatted:
    """Format the lines from `first_line` through `last_line` (from 1) and leave the others untouched, line ends too.

    A statement of several lines is formatted as a whole, and so is a block whose indentation has to be mended.
    """
    before = read_lines(source)
    chosen = _chosen(before, first_line - 1, last_line - 1)
    errors = _errors(before)
    if not chosen:
        return Formatted(source.text, errors)
    text = _patched(before, chosen)
    if not _same(before, read_lines(Source(source.name, text))):
        return Formatted(source.text, (_unstable(source), *errors))
    return Formatted(text, errors)


def _errors(lines: Lines) -> Diagnostics:
    """Errors of the text that formatting does not mend."""
    kept = {line for element in lines.elements if isinstance(element, Kept) for line in range(element.first, element.last + 1)}
    return tuple(
        found
        for found in lines.parsed.diagnostics
        if found.is_error and (found.code != "S105" or (found.span and lines.line_of(found.span.start) in kept))
    )


# The proof.


def _same(before: Lines, after: Lines) -> bool:
    """Same tree, same comments in the same order, and the same lines left alone."""
    old, new = before.parsed, after.parsed
    return (
        before.complete
        and in_order(old.module) == in_order(new.module)
        and [comment_text(c) for c in old.trivia.comments] == [comment_text(c) for c in new.trivia.comments]
        and _left_alone(before) == _left_alone(after)
    )


def _left_alone(lines: Lines) -> list[str]:
    """The lines that stay as they are, in order; comments between them are compared as comments."""
    kept = (element for element in lines.elements if isinstance(element, Kept) or (isinstance(element, Statement) and element.broken))
    texts = (line.rstrip("\r") for element in kept for line in lines.physical[element.first : element.last + 1])
    return [text for text in texts if text.strip(" \t") and not text.lstrip(" \t").startswith("#")]


def _unstable(source: Source) -> Diagnostic:
    return Diagnostic(
        REFUSED,
        Span(source, 0, 0),
        "internal: the formatted text would not say the same, so nothing was changed",
        help="please report it with the file that caused it",
    )


# Lines.


def _written(lines: Lines) -> str:
    """All elements in the one style."""
    known = facts(lines.parsed.module)
    blank = _blanks(lines.elements, known)
    out: list[str] = []
    for element, before in zip(lines.elements, blank, strict=True):
        out.extend([""] * before)
        out.extend(_lines(element, lines, known))
    # A lone carriage return at the very end is a mistake; with a line feed behind it, it would be a line end.
    return "\n".join(out) + ("\n" if out and not out[-1].endswith("\r") else "")


def _lines(element: Element, lines: Lines, known: Facts) -> list[str]:
    """The lines of one element."""
    match element:
        case Remark():
            return [STEP * element.depth + comment_text(element.comment)]
        case Statement(broken=False):
            return lines_of(element, known)
        case _:
            return [_without_line_end(line, lines) for line in range(element.first, element.last + 1)]


def _without_line_end(line: int, lines: Lines) -> str:
    """A line without the `\\r` of its line end; more than one are no line end but a mistake, which stays."""
    text = lines.physical[line]
    ended = text.endswith("\r") and not text.endswith("\r\r") and line + 1 < len(lines.physical)
    return text[:-1] if ended else text


def _blanks(elements: tuple[Element, ...], known: Facts) -> list[int]:
    """How many blank lines stand before each element: at most one, and none where a file or a block starts."""
    found: list[int] = []
    below: Element | None = None  # the element that was looked at before, since this goes upwards
    head: Statement | None = None  # the top-level line that the remarks here lead to, if it is one
    block = False  # whether it has a block
    for place in range(len(elements) - 1, 0, -1):
        above, element = elements[place - 1], elements[place]
        if not isinstance(element, Remark):
            head = element if isinstance(element, Statement) and element.depth == 0 else None
            block = below is not None and below.depth > 0
        if element.depth > above.depth:
            found.append(0)
        elif element.depth == 0 and not isinstance(element, Kept) and _apart(above, head, block, known):
            found.append(1)
        else:
            found.append(min(element.first - above.last - 1, 1))
        below = element
    return [0] * bool(elements) + found[::-1]


def _apart(above: Element, head: Statement | None, block: bool, known: Facts) -> bool:
    """Whether a blank line has to part two items: lines of one kind without blocks may stand together."""
    if above.depth > 0 or head is None or not isinstance(above, Statement):
        return above.depth > 0
    return block or _kind(above, known) != _kind(head, known)


def _kind(head: Statement, known: Facts) -> str:
    """What a top-level line is; a lone clause may start with any word."""
    first = head.tokens[0]
    return "CLAUSE" if first.start in known.clauses else first.type


# Parts of a file.


def _chosen(lines: Lines, first: int, last: int) -> frozenset[int]:
    """Places of the elements that touch some lines, with the whole block where its indentation is to be mended."""
    found: set[int] = set()
    place = 0
    for item in items(lines.elements):
        places = range(place, place + len(item))
        touched = [p for p in places if lines.elements[p].first <= last and lines.elements[p].last >= first]
        mended = any(isinstance(element, Statement) and element.width != 2 * element.depth for element in item)
        found.update(places if touched and mended else touched)
        place += len(item)
    return frozenset(found)


def _patched(lines: Lines, chosen: frozenset[int]) -> str:
    """The text with the chosen elements, and the blank lines between two of them, in the one style."""
    known = facts(lines.parsed.module)
    blank = _blanks(lines.elements, known)
    line_end = "\r" if lines.physical[0].endswith("\r") else ""
    out: list[str] = []
    copied = 0
    for place, element in enumerate(lines.elements):
        if place in chosen and (place == 0 or place - 1 in chosen):
            out.extend([line_end] * blank[place])
        else:
            out.extend(lines.physical[copied : element.first])
        copied = element.last + 1
        if place in chosen and not isinstance(element, Kept):
            out.extend(line + line_end for line in _lines(element, lines, known))
        else:
            out.extend(lines.physical[element.first : copied])
    out.extend([""] if len(lines.elements) - 1 in chosen else lines.physical[copied:])
    return "\n".join(out)
