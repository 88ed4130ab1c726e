"""Text of one place → the next word, figure or mark. What a word means is left to the parser's state."""

from __future__ import annotations

import re
from typing import NamedTuple

from clauselang.syntax.tables import KEYWORDS, PATTERNS

NL, INDENT, DEDENT, END = "_NL", "_INDENT", "_DEDENT", "$END"


class Token(NamedTuple):
    """A terminal of the grammar and where it stands."""

    type: str
    text: str
    start: int
    end: int


# The order decides between patterns that match at the same place: the longer thing first.
_ORDER = ("STRING", "HANDLE", "INSTANT", "LOCAL", "DATE", "PERCENT", "NUMBER", "NAME")
_MARKS = r"(?P<COMMA>,)|(?P<COLON>:)|(?P<COMMENT>\#[^\n]*)|(?P<EOL>\r?\n|\Z)"
# ASCII: a figure in the digits of another script would look like something else.
_SCAN = re.compile("[ \\t]*(?:" + "|".join(f"(?P<{name}>{PATTERNS[name]})" for name in _ORDER) + "|" + _MARKS + ")", re.ASCII).match
_PATH = re.compile("[ \\t]*(?P<PATH>" + PATTERNS["PATH"] + ")").match
_BLANK = re.compile(r"[ \t]*(?:\#[^\n]*)?(?:\r?\n|\Z)").match


def scan(text: str, at: int, want_path: bool) -> re.Match[str] | None:
    """The raw token after blanks at `at`, as the last group of a match; `None` when nothing of the language fits."""
    return (want_path and _PATH(text, at)) or _SCAN(text, at)


def keyword(word: str) -> str | None:
    """Terminal of a keyword, whatever its case."""
    return KEYWORDS.get(word) or KEYWORDS.get(word.lower())


def is_blank(text: str, at: int) -> int:
    """End of the blank or comment-only line that starts at `at`, or -1."""
    match = _BLANK(text, at)
    return match.end() if match else -1
