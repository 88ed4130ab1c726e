"""Text of one place → the next word, figure or mark. What a word means is left to the parser's state."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple, TypeAlias

from clauselang.syntax.tables import KEYWORDS, PATTERNS

NL, INDENT, DEDENT, END = "_NL", "_INDENT", "_DEDENT", "$END"
BAD = "BAD"


class Token(NamedTuple):
    """A terminal of the grammar and where it stands."""

    type: str
    text: str
    start: int
    end: int


# A token as a plain tuple, which is what the automaton and the builders work with: a file has hundreds, and a named tuple takes
# five times as long to make and twice as long to take apart.
Word: TypeAlias = tuple[str, str, int, int]
TEXT: Final = 1  # where a word has its text

# The order decides between patterns that match at the same place: the longer thing first. Most words are names.
_ORDER = ("STRING", "HANDLE", "INSTANT", "LOCAL", "DATE", "PERCENT", "NUMBER")
_MARKS = r"(?P<COMMA>,)|(?P<EOL>\r?\n|\Z)|(?P<COLON>:)|(?P<COMMENT>\#[^\n]*)"
_KINDS = "|".join([f"(?P<NAME>{PATTERNS['NAME']})", _MARKS, *(f"(?P<{name}>{PATTERNS[name]})" for name in _ORDER)])
# ASCII: a figure in the digits of another script would look like something else.
_WORD = re.compile(f"[ \\t]*(?:{_KINDS}|(?P<{BAD}>.))", re.ASCII)
_PATH = re.compile("[ \\t]*(?P<PATH>" + PATTERNS["PATH"] + ")").match
_INDENT = re.compile(r"[ \t]*").match
_BLANK = re.compile(r"[ \t]*(?:\#[^\n]*)?(?:\r?\n|\Z)").match
_START = re.compile(r"([ \t]*)((?:\#[^\n]*)?(?:\r?\n|\Z))?").match


def words_from(text: str, at: int) -> Iterator[re.Match[str]]:
    """What stands at `at` after blanks, and what after that, each as the last group of a match; `BAD` fits nothing of the language."""
    return _WORD.finditer(text, at)


def path(text: str, at: int) -> re.Match[str] | None:
    """A path after blanks at `at`, where one may stand."""
    return _PATH(text, at)


def scan(text: str, at: int) -> re.Match[str] | None:
    """The word after blanks at `at`; `None` when nothing of the language fits."""
    match = _WORD.match(text, at)
    return match if match and match.lastgroup != BAD else None


def keyword(word: str) -> str | None:
    """Terminal of a keyword, whatever its case."""
    return KEYWORDS.get(word) or KEYWORDS.get(word.lower())


def start_of_line(text: str, at: int) -> tuple[int, int]:
    """Where the blanks that start at `at` end; and where the line does if nothing else is on it but a comment, else -1."""
    match = _START(text, at)
    return (match.end(1), match.end(2)) if match else (at, -1)


def is_blank(text: str, at: int) -> int:
    """End of the blank or comment-only line that starts at `at`, or -1."""
    match = _BLANK(text, at)
    return match.end() if match else -1


def end_of_indent(text: str, at: int) -> int:
    """Where the blanks that start at `at` end."""
    match = _INDENT(text, at)
    return match.end() if match else at
