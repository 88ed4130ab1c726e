"""JSON text (one document, several after one another, or one a line) → pages, and in each the lists of items with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from clauselang.ingest.json_posts import decode
from clauselang.ingest.plain import Mistake, shown
from clauselang.ingest.rows import Refused

MAX_DEPTH = 8  # of wrappers around a list of items
MAX_PAGES = 100_000
_SPACE = re.compile(r"[ \t\r\n]*")


@attrs.frozen
class Element:
    """One element of a list and the stretch of text that it takes."""

    value: object
    start: int
    end: int


@attrs.frozen
class Page:
    """One answer of an API, one file of a download, or a line that holds neither."""

    text: str
    start: int
    end: int
    value: object
    mistake: Mistake | None = None

    @property
    def is_alone(self) -> bool:
        """Whether the text holds nothing else."""
        return _skip(self.text, 0) == self.start and _skip(self.text, self.end) >= len(self.text)

    def at(self, *path: str) -> object:
        """The value under a path of names, or nothing."""
        found = self.value
        for name in path:
            found = found.get(name) if isinstance(found, dict) else None
        return found

    def lists(self) -> Iterator[tuple[tuple[str, ...], list[object]]]:
        """Every list under names alone, with its path, in the order of the text; a list within a list is part of its items."""
        yield from _lists(self.value, ())

    def elements(self, *path: str) -> list[Element]:
        """The elements of the list at a path; nothing where there is no list."""
        values = self.at(*path)
        if not isinstance(values, list):
            return []
        places = _places(self.text, self.start, path)
        return [Element(value, *place) for value, place in zip(values, places, strict=True)]

    def whole(self, *path: str) -> Element:
        """The value at a path as an element that takes the page."""
        return Element(self.at(*path), self.start, self.end)


def pages(text: str, by_line: bool) -> Iterator[Page]:
    """The pages of a text. Raises `Refused` for JSON that is broken, but a broken line among lines is a page with a mistake."""
    at = _skip(text, 0)
    if at >= len(text):
        raise Refused("the file is empty", "export it again")
    count = 0
    while at < len(text):
        count += 1
        if count > MAX_PAGES:
            raise Refused(f"the file holds more than {MAX_PAGES:,} documents", "split it", at)
        try:
            value, end = decode(text, at)
            page = Page(text, at, end, value)
        except Refused:
            if not by_line:
                raise
            end = _line_end(text, at)
            page = Page(text, at, end, None, Mistake(None, _why(text[at:end]), lambda: "write one object a line"))
        yield page
        at = _skip(text, end)


def _why(line: str) -> str:
    """What is wrong with a line that does not begin with a JSON document."""
    try:
        decode(line, 0)
    except Refused as error:
        return error.message.replace("the file", "the line", 1)
    return "the line is not readable as JSON"


def _lists(value: object, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], list[object]]]:
    if isinstance(value, list):
        yield path, value
    elif isinstance(value, dict) and len(path) < MAX_DEPTH:
        for name, inner in value.items():
            yield from _lists(inner, (*path, name))


def _places(text: str, start: int, path: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Where the elements of the list at `path` begin and end. The text is known to be well-formed."""
    at = _skip(text, start)
    for name in path:
        at = _inside(text, at, name)
    at = _skip(text, at + 1)
    while text[at] != "]":
        end = decode(text, at)[1]
        yield at, end
        at = _skip(text, end)
        at = _skip(text, at + 1) if text[at] == "," else at


def _inside(text: str, at: int, wanted: str) -> int:
    """Where the value of a name begins in the object at `at`."""
    at = _skip(text, at + 1)
    while True:
        name, at = decode(text, at)
        at = _skip(text, _skip(text, at) + 1)  # behind the colon
        if name == wanted:
            return at
        at = _skip(text, decode(text, at)[1])
        at = _skip(text, at + 1)  # behind the comma


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return end if end >= 0 else len(text)


def described(path: tuple[str, ...]) -> str:
    """A path for a message."""
    return shown(".".join(path)) if path else "the list at the top"
