"""Values of JSON from elsewhere, under names that may be missing or hold anything → texts, numbers, truths, moments; or a mistake."""

from __future__ import annotations

import re
from collections.abc import Callable

from clauselang.ingest.plain import MAX_CELL, Mistake, Unreadable, is_empty, kind_of, shown, text_of
from clauselang.semantics.clock import SECOND, iso

MAX_LIST = 1000
# 1900 to 2999: what lies outside are milliseconds, or nonsense.
_FIRST_SECOND, _LAST_SECOND = -2_208_988_800, 32_503_680_000
_TRUTH = {"true": True, "false": False}


def unchanged(text: str) -> str:
    """Text that needs no repair."""
    return text


class Fields:
    """The fields of one item. What is missing or null gives `None`; what is of the wrong kind is remembered as a mistake."""

    def __init__(self, value: object, repair: Callable[[str], str] = unchanged) -> None:
        self.repair = repair
        self.mistake: Mistake | None = None
        self.value: dict[str, object] = value if isinstance(value, dict) else {}
        if not isinstance(value, dict):
            self.refuse(None, "the item is not an object with named values")

    def refuse(self, name: str | None, message: str, remedy: str = "") -> None:
        """Remember the first mistake."""
        if self.mistake is None:
            place = f"field {shown(name)}: " if name else ""
            self.mistake = Mistake(None, place + message, lambda: remedy)

    def get(self, path: str) -> object:
        """The raw value at `a.b.c`."""
        if "." not in path:
            return self.value.get(path)
        found: object = self.value
        names = path.split(".")
        for depth, name in enumerate(names):
            if found is None:
                return None
            if not isinstance(found, dict):
                self.refuse(".".join(names[:depth]), f"{_kind(found)} stands where an object is expected")
                return None
            found = found.get(name)
        return found

    def text(self, path: str) -> str | None:
        """A text; numbers and truth values count as their text."""
        value = self.get(path)
        if value is None or is_empty(value):
            return None
        try:
            return self.repair(text_of(value))
        except Unreadable as error:
            self.refuse(path, error.message, error.remedy())
            return None

    def word(self, path: str) -> str | None:
        """A text as a word to compare: in capitals, without space around it."""
        text = self.text(path)
        return text.strip().upper() if text is not None else None

    def truth(self, path: str) -> bool | None:
        """True or false, as itself or as text."""
        value = self.get(path)
        if value is None or isinstance(value, bool):
            return value
        known = _TRUTH.get(value.strip().casefold()) if isinstance(value, str) else None
        if known is None and not is_empty(value):
            self.refuse(path, f"{_kind(value)} stands where true or false is expected")
        return known

    def number(self, path: str) -> float | None:
        """A finite number, as itself or as text."""
        value = self.get(path)
        if value is None or (isinstance(value, str) and is_empty(value)):
            return None
        if isinstance(value, str) and re.fullmatch(r"-?\d{1,20}(\.\d{1,20})?", value.strip(), re.ASCII):
            value = float(value)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not abs(value) < 1e20:
            self.refuse(path, f"{_kind(value)} stands where a number is expected")
            return None
        return float(value)

    def epoch(self, path: str) -> str | None:
        """Seconds since 1970-01-01T00:00Z as an ISO text in UTC."""
        seconds = self.number(path)
        if seconds is None:
            return None
        if not _FIRST_SECOND <= seconds < _LAST_SECOND:
            remedy = "the field counts seconds since 1970; these look like milliseconds" if 1e12 <= seconds < 1e14 else ""
            self.refuse(path, f"{shown(f'{seconds:.0f}')} is no number of seconds of the years 1900 to 2999", remedy)
            return None
        return iso(int(seconds * SECOND))

    def items(self, path: str) -> list[object]:
        """The elements of a list, or of the `data` that the Graph API wraps one in."""
        value = self.get(path)
        if isinstance(value, dict) and "data" in value:
            value = value["data"]
        if value is None:
            return []
        if not isinstance(value, list):
            self.refuse(path, f"{_kind(value)} stands where a list is expected")
            return []
        if len(value) > MAX_LIST:
            self.refuse(path, f"the list has {len(value):,} values, more than {MAX_LIST:,}")
            return []
        return value

    def texts(self, path: str, *names: str) -> list[str]:
        """The texts of a list: each its own value, or the first of `names` that an object in it has."""
        found: list[str] = []
        for value in self.items(path):
            if isinstance(value, dict):
                value = next((value[name] for name in names if not is_empty(value.get(name))), None)
            if value is None or is_empty(value):
                continue
            try:
                found.append(self.repair(text_of(value)).strip())
            except Unreadable as error:
                self.refuse(path, error.message, error.remedy())
        return list(dict.fromkeys(found))


def mojibake(text: str) -> str:
    """UTF-8 that was written as if it were Latin-1, put right; any other text as it is.

    The data download of Instagram writes captions this way. Text that is not wholly such is not touched.
    """
    if text.isascii() or len(text) > 2 * MAX_CELL:
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text


def _kind(value: object) -> str:
    if isinstance(value, str):
        return f"the text {shown(value)}"
    if isinstance(value, bool):
        return "a truth value"
    return kind_of(value)
