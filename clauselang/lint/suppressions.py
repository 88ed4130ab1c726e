"""Comments `# excl: ignore[rule] -- reason` → which findings on which lines are accepted, by whose words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator

import attrs

from clauselang.source import Source, Span
from clauselang.syntax.parser import Parsed
from clauselang.syntax.trivia import Comment

_DIRECTIVE = re.compile(r"#\s*excl:\s*(?P<rest>.*)", re.IGNORECASE)
_IGNORE = re.compile(r"ignore\[(?P<items>[^\]]*)\]\s*(?:--\s*(?P<reason>.*))?", re.IGNORECASE)
_ITEM = re.compile(r"[^,\s](?:[^,]*[^,\s])?")


@attrs.frozen(repr=False, eq=False)
class Item:
    """One rule that a comment names; `code` is `None` for a rule that does not exist."""

    text: str
    span: Span
    code: str | None


@attrs.frozen(repr=False, eq=False)
class Suppression:
    """One comment and the lines, first and last, that it speaks of. Without a reason it suppresses nothing."""

    comment: Comment
    items: tuple[Item, ...]
    reason: str | None
    lines: tuple[int, int]
    well_formed: bool = True

    @property
    def span(self) -> Span:
        """Where the comment stands."""
        return self.comment.span

    def covers(self, line: int) -> bool:
        """Whether a finding that starts on `line` is meant."""
        return self.lines[0] <= line <= self.lines[1]

    @property
    def removal(self) -> Span:
        """What to delete so that nothing of the comment is left: its line, or the blanks before it."""
        source, start, end = self.span
        text = source.text
        while start > 0 and text[start - 1] in " \t":
            start -= 1
        if self.comment.own_line:
            end = len(text) if (at := text.find("\n", end)) < 0 else at + 1
        return Span(source, start, end)


def suppressions(parsed: Parsed, code_of: Callable[[str], str | None]) -> tuple[Suppression, ...]:
    """Every comment that speaks to the linter, in order. `code_of` gives the code of a rule's code or name."""
    comments = [(comment, match) for comment in parsed.trivia.comments if (match := _DIRECTIVE.fullmatch(comment.span.text))]
    if not comments:
        return ()
    lines = list(logical_lines(parsed.source, parsed.trivia.comments))
    found = (_suppression(comment, match, lines, code_of) for comment, match in comments)
    return tuple(sorted(found, key=lambda s: s.span.start))


def _suppression(
    comment: Comment, match: re.Match[str], lines: list[tuple[int, int]], code_of: Callable[[str], str | None]
) -> Suppression:
    source, start, _ = comment.span
    own, _ = source.position(start)
    at = bisect_left(lines, own, key=lambda pair: pair[1])
    covered = lines[at] if at < len(lines) else (own, own)
    ignore = _IGNORE.fullmatch(match["rest"].rstrip())
    if ignore is None:
        return Suppression(comment, (), None, covered, well_formed=False)
    offset = start + match.start("rest") + ignore.start("items")
    items = tuple(
        Item(item.group(), Span(source, offset + item.start(), offset + item.end()), code_of(item.group()))
        for item in _ITEM.finditer(ignore["items"])
    )
    reason = ignore["reason"]
    said = reason if reason and re.search(r"\w", reason) else None
    return Suppression(comment, items, said, covered, well_formed=bool(items))


def logical_lines(source: Source, comments: tuple[Comment, ...]) -> Iterator[tuple[int, int]]:
    """First and last line of every line of the language: a comma at the end of a line joins it to the next."""
    hashes = {source.position(comment.span.start)[0]: comment.span.start for comment in comments}
    first = 0
    last = 0
    for number, start in enumerate(source.line_starts, 1):
        code = source.text[start : hashes[number]] if number in hashes else source.line(number)
        code = code.strip()
        if not code:
            continue
        first = first or number
        last = number
        if not code.endswith(","):
            yield first, last
            first = 0
    if first:
        yield first, last
