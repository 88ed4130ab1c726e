"""What a cell holds (text, number, list, null) → its text or its texts, or why it has none."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from uuid import UUID

import attrs

from clauselang.semantics.facts import MAX_PLACEMENTS

MAX_CELL = 1_000_000

_BETWEEN = re.compile(r"[;|]")
# Printable ASCII with no space at the ends, which is read as it stands; and with no capitals, so that it is its own key.
TIDY = r"[!-~]([ -~]*[!-~])?"
PLAIN = r"[!-@\[-~]([ -@\[-~]*[!-@\[-~])?"
is_tidy = re.compile(TIDY).fullmatch


@attrs.frozen
class Mistake:
    """What is wrong with one cell, or with the row when no column is named. The remedy is only worked out if shown."""

    column: str | None
    message: str
    remedy: Callable[[], str] = attrs.field(default=str, eq=False)


class Unreadable(ValueError):
    """A value that cannot be what its column holds."""

    def __init__(self, message: str, remedy: Callable[[], str] | str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy: Callable[[], str] = (lambda: remedy) if isinstance(remedy, str) else remedy


def are_tidy(texts: Sequence[str]) -> bool:
    """Whether all of many texts are tidy, told at once; false for some that have to be looked at one by one."""
    lines = "\n".join(["", *texts, ""])
    is_plain = lines.isascii() and lines.replace("\n", "").isprintable() and lines.count("\n") == len(texts) + 1
    return is_plain and not any(gap in lines for gap in ("\n\n", "\n ", " \n"))


def shown(text: str) -> str:
    """Foreign text for a message: in backticks, short, and without characters that steer a terminal."""
    cut = text[:40] + ("…" if len(text) > 40 else "")
    return "`" + "".join(c if c.isprintable() else c.encode("unicode_escape", "replace").decode() for c in cut) + "`"


def is_empty(value: object) -> bool:
    """Whether a cell says nothing: null, not-a-number, an empty list, or nothing but space."""
    if isinstance(value, str):
        return not value or value.isspace()
    if isinstance(value, (list, tuple)):
        return all(is_empty(item) for item in value) if len(value) <= MAX_PLACEMENTS else False
    return value is None or (isinstance(value, (float, datetime)) and value != value)


def text_of(value: object) -> str:
    """The text of one plain value. Raises `Unreadable` for what has no obvious text."""
    match value:
        case str():
            return _whole(value)
        case bool():
            return "true" if value else "false"
        case int() if abs(value) < 10**40:
            return str(value)
        case float() if value.is_integer() and abs(value) < 2**53:
            return str(int(value))
        case UUID():
            return str(value)
    raise Unreadable(f"{kind_of(value)} stands where text is expected", "write the value as text")


def _whole(text: str) -> str:
    if len(text) > MAX_CELL:
        raise Unreadable(f"the value has {len(text):,} characters", f"at most {MAX_CELL:,} are read")
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:  # an emoji that an export cut in two
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def kind_of(value: object) -> str:
    """What a value that has no text is called in a message."""
    match value:
        case dict():
            return "an object"
        case list() | tuple():
            return "a list of lists" if value and isinstance(value[0], (list, tuple)) else "a list"
        case bytes():
            return "binary data"
        case int() | float():
            return "a number"
        case datetime() | date():
            return "a date"
    return f"a value of type {type(value).__name__[:40]}"


def pieces(value: object) -> list[str]:
    """The values of a cell that can hold several: a list, or text with `;` or `|` between them."""
    items = list(value) if isinstance(value, (list, tuple)) else _BETWEEN.split(text_of(value))
    if len(items) > MAX_PLACEMENTS:
        raise Unreadable(f"the cell holds {len(items):,} values", f"at most {MAX_PLACEMENTS} are read")
    texts = (text_of(item).strip() for item in items if not is_empty(item))
    return list(dict.fromkeys(text for text in texts if text))
