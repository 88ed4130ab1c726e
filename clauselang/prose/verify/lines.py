"""The lines of a document, whatever form it came in: what a line says, and the number that stands before it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

import attrs

from clauselang.prose.language import LANGUAGES, language

MAX_CHARACTERS = 2_000_000
MAX_LINES = 20_000

_LABEL = re.compile(r"(?:§ ?)?(?P<number>\d{1,3}(?:\.\d{1,3}){1,3}|T\.\d{1,2}|\d{1,3}(?=[.)]))[.):]?(?: |$)")
_BULLET = re.compile(r"[-–—•◦▪·*] ")
_BLANK = re.compile(r"[\s\x00-\x1f\x7f\u200b\u2028\u2029\ufeff]+")
_HOLE = re.compile(r"(\w+)\W*\{(?:num|ref|refs)\}")
STRUCK = "~~"  # stands around words that are struck out, as in Markdown: they are seen, and said no more
_ENDS = (".", ";", ":", "!", "?", "”", "»", "“", ")")


class Unusable(Exception):
    """A document that cannot be compared; the message says why in one sentence."""


@attrs.frozen
class Line:
    """One paragraph, or one line of a form that does not know paragraphs.

    `starts`: a paragraph begins here; `heading`: the form says that it is a heading.
    """

    text: str
    starts: bool = True
    heading: bool = False


@attrs.frozen
class Extracted:
    """What a document says. `before` differs from `after` only if it holds tracked changes.

    `loose`: blanks and line ends are those of a page and not of the text (PDF), whose `columns` are another order of its lines.
    """

    form: str
    after: tuple[Line, ...]
    before: tuple[Line, ...] | None = None
    loose: bool = False
    columns: Callable[[], tuple[Line, ...]] | None = None


def tidy(text: str) -> str:
    """Blanks of all kinds as one blank, and characters in their composed form."""
    return _BLANK.sub(" ", unicodedata.normalize("NFC", text)).strip()


def label_at(text: str) -> tuple[str, int]:
    """The number that a line starts with, and where its words start; a bullet is no number."""
    bullet = _BULLET.match(text)
    at = bullet.end() if bullet else 0
    found = _LABEL.match(text, at)
    return (found["number"], found.end()) if found else ("", at)


@cache
def referring() -> frozenset[str]:
    """Words that the number of a clause stands behind in a sentence: `clause`, `artikel`, …"""
    words: set[str] = set()
    for code in LANGUAGES:
        for phrase in language(code).phrases.values():
            words.update(found[1].lower() for found in _HOLE.finditer(phrase))
    return frozenset(words)


def is_label(number: str, alone: bool, above: str, last: str) -> bool:
    """Whether a number at the start of a line is that of a paragraph, and not one that a sentence above runs on to.

    `last` is the last number of its kind above.
    """
    words = re.findall(r"\w+", above[-60:])
    if above.endswith(",") or above.count("(") > above.count(")") or (words and words[-1].lower() in referring()):
        return False
    article, _, place = number.rpartition(".")
    follows = place == "1" or last == f"{article}.{int(place) - 1}".lstrip(".")
    return above.endswith(_ENDS) or (follows and not (alone and article))


@lru_cache(4096)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text with their marks."""
    return tuple(text.split())


def bounded(lines: list[Line]) -> tuple[Line, ...]:
    """The lines that say something; a number that stands alone belongs to the line below it."""
    found: list[Line] = []
    waiting: Line | None = None
    total = 0
    for line in lines:
        text = tidy(line.text)
        if not text:
            continue
        if waiting is not None:
            text, line = f"{waiting.text} {text}", attrs.evolve(line, starts=True)
            waiting = None
        number, at = label_at(text)
        total += len(text)
        if len(found) >= MAX_LINES or total > MAX_CHARACTERS:
            raise Unusable("the document is too long to compare")
        if number and at >= len(text) and line.starts and not line.heading:
            waiting = attrs.evolve(line, text=text)
        else:
            found.append(attrs.evolve(line, text=text))
    return (*found, waiting) if waiting else tuple(found)
