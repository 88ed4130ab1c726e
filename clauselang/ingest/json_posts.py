"""JSON text (a list of objects, an object that holds one, or an object a line) → raw rows, one in memory at a time."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from clauselang.ingest.columns import Columns
from clauselang.ingest.plain import Mistake, shown
from clauselang.ingest.rows import Raw, Refused, raw_of

LISTS = ("posts", "data", "items")
_SPACE = re.compile(r"[ \t\r\n]*")
_SHAPE = "write a list of objects, or an object with that list under `posts`, `data` or `items`"


def _integer(digits: str) -> int | str:
    # Python refuses to convert very long numbers; as an id they are text anyway.
    return int(digits) if len(digits) <= 40 else digits


def _constant(word: str) -> float:
    if word == "NaN":
        return float("nan")
    raise ValueError(f"`{word}` is no JSON")


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1) if len(names) < 1000 else names[0]
        raise ValueError(f"{shown(twice)} stands twice in one object")
    return found


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_int=_integer, parse_constant=_constant)


def json_rows(text: str, columns: Columns) -> Iterator[Raw]:
    """The rows of one JSON document. Raises `Refused` for a text that is none, whenever that comes to light."""
    return _Scanner(text, columns).document()


class _Scanner:
    """Walks the outer brackets itself, so that only one post is in memory at a time."""

    def __init__(self, text: str, columns: Columns) -> None:
        self.text = text
        self.columns = columns
        self.at = 0

    def document(self) -> Iterator[Raw]:
        """The rows, and then nothing more."""
        match self._peek():
            case "[":
                yield from self._list()
            case "{":
                yield from self._wrapper()
            case "":
                raise Refused("the file is empty", _SHAPE)
            case _:
                self._value()
                raise Refused("the file holds no list of posts", _SHAPE, 0)
        if self._peek():
            raise self._broken("something stands after the end of the JSON")

    def _list(self) -> Iterator[Raw]:
        self.at += 1
        if self._peek() == "]":
            self.at += 1
            return
        while True:
            self._peek()
            start = self.at
            row = self._value()
            yield raw_of(row, self.columns, start, self._line_end(start))
            if not self._goes_on("]"):
                return

    def _wrapper(self) -> Iterator[Raw]:
        self.at += 1
        found: list[str] = []
        more = self._peek() != "}"
        self.at += not more
        while more:
            key = self._key()
            if key in LISTS and self._peek() == "[":
                found.append(key)
                if len(found) > 1:
                    raise Refused(f"the file holds two lists of posts, `{found[0]}` and `{found[1]}`", "keep one of them", self.at)
                yield from self._list()
            else:
                self._value()
            more = self._goes_on("}")
        if not found:
            raise Refused("the file holds no list of posts", _SHAPE, 0)

    def _key(self) -> str:
        key = self._value() if self._peek() == '"' else None
        if not isinstance(key, str) or self._peek() != ":":
            raise self._broken("a name between double quotes and a colon are missing")
        self.at += 1
        return key

    def _goes_on(self, closing: str) -> bool:
        sign = self._peek()
        if sign not in (",", closing):
            raise self._broken(f"`,` or `{closing}` is missing")
        self.at += 1
        return sign == ","

    def _peek(self) -> str:
        space = _SPACE.match(self.text, self.at)
        self.at = space.end() if space else self.at
        return self.text[self.at : self.at + 1]

    def _value(self) -> object:
        self._peek()
        value, self.at = decode(self.text, self.at)
        return value

    def _broken(self, message: str) -> Refused:
        return Refused(f"the file is not readable as JSON: {message}", "export it again", self.at)

    def _line_end(self, start: int) -> int:
        end = self.text.find("\n", start, self.at)
        return end if end >= 0 else self.at


def decode(text: str, at: int) -> tuple[object, int]:
    """The JSON value at `at` and where it ends. Raises `Refused` if there is none."""
    try:
        value, end = _DECODER.raw_decode(text, at)
    except json.JSONDecodeError as error:
        reason = error.msg[:1].lower() + error.msg[1:]
        raise Refused(f"the file is not readable as JSON: {reason}", "export it again", error.pos) from None
    except ValueError as error:
        raise Refused(f"the file is not readable as JSON: {error}", "export it again", at) from None
    except RecursionError:
        raise Refused("the file is not readable as JSON: lists and objects are nested too deeply", _SHAPE, at) from None
    return value, end


def json_lines(text: str, columns: Columns) -> Iterator[Raw]:
    """The rows of a text with one JSON object a line; a line that is none is an unreadable row."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start:end].strip(" \t\r")
        if line:
            yield _line(line, columns, start, end)
        start = end + 1


def _line(line: str, columns: Columns, start: int, end: int) -> Raw:
    try:
        row, stop = decode(line, 0)
    except Refused as error:
        message = error.message.replace("the file", "the line", 1)
        return Raw({}, Mistake(None, message, lambda: "write one object a line"), start, end)
    if stop < len(line):
        return Raw({}, Mistake(None, "something stands after the end of the object", lambda: "write one object a line"), start, end)
    return raw_of(row, columns, start, end)
