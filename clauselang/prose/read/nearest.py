"""A line that the rules do not read → the place where reading stops, and the nearest line that they read.

The line is mended at the place where reading stops: words that would go on there are put in for words that stand
there, whichever choice lets the rules read furthest; then on from the next place, up to the end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher

import attrs

from clauselang.prose.language import Language
from clauselang.prose.read.grammar import Fill, Rule, Template
from clauselang.prose.read.match import Match

MOST_MENDS = 10
MOST_TRIES = 1_500
_REACH = 90
_MOST_EXPECTED = 12


@attrs.frozen
class Mended:
    """Where reading stopped in a line, the readable line if one was found, and what sort of thing was wanted there."""

    at: int
    text: str | None
    wanted: str = ""


_WANTED = {
    "<duration>": "a duration in figures, such as the word for `1 month` in this language",
    "<day>": "a date that is on the calendar",
    "<quoted>": "a name between the quotation marks of this language",
    "<money>": "an amount with its currency code",
    "<percent>": "a percentage",
    "<number>": "the number of a clause",
    "<time>": "a time of day such as `18:00`",
    "<country>": "a country by its name in this language, or its code",
    "<handle>": "an account such as `@river.angler`",
    "<platform>": "a platform of the vocabulary",
    "<form>": "a format of the vocabulary",
    "<generic>": "a format of the vocabulary",
}


class Mender:
    """Mends lines of one kind: `readable` says whether the rules read a text to its end."""

    def __init__(self, language: Language, match: Callable[[str], Match], readable: Callable[[Match], bool]) -> None:
        self.language = language
        self.match = match
        self.readable = readable
        self.tries = 0

    def mend(self, line: str, tries: int) -> Mended:
        """The nearest readable line that so many tries find."""
        self.tries = tries
        first = self.match(line)
        self.readable(first)
        text = self._usual(line)
        wanted = next((f"here stands {_WANTED[one]}" for one in first.expected if one in _WANTED), "")
        for _ in range(MOST_MENDS):
            match = self.match(text)
            if self.readable(match):
                return Mended(first.furthest, text, wanted)
            better = self._better(text, match)
            if better is None:
                break
            text = better
        return Mended(first.furthest, None, wanted)

    def similar(self, line: str, at: int, fills: tuple[Fill, ...]) -> str:
        """The sentence of the table that is most like the one at a place, with … for what it leaves open."""
        start = line.rfind(". ", 0, at)
        sentence = line[start + 2 if start >= 0 else 0 :].split(". ")[0]
        shapes = [_shape(template) for fill in fills if isinstance(fill, Rule) for template in fill.templates]
        return max(shapes, key=lambda shape: SequenceMatcher(None, shape, sentence, autojunk=False).ratio(), default="")

    def _usual(self, text: str) -> str:
        """Blanks, apostrophes and quotation marks as the language writes them."""
        opened, closed = self.language.lexicon.quotes
        text = re.sub(r"\s+", " ", text).strip().replace("'", "’")
        return re.sub(r'"([^"]*)"', rf"{opened}\1{closed}", text)

    def _better(self, text: str, stopped: Match) -> str | None:
        """The text with one change where reading stopped that lets it go on furthest for least."""
        at = stopped.furthest
        best: tuple[float, str] | None = None
        for words in ["", *(one for one in stopped.expected if one[0] not in "<[")][:_MOST_EXPECTED]:
            for cut in _cuts(text, at):
                if self.tries <= 0:
                    break
                self.tries -= 1
                changed = text[:at] + words + text[at + cut :]
                match = self.match(changed)
                done = self.readable(match)
                gained = (len(changed) if done else match.furthest) - at - len(words)
                if gained <= 0 and not done:
                    continue
                score = gained + cut - _cost(words, text[at : at + cut])
                if best is None or score > best[0]:
                    best = score, changed
        return best[1] if best else None


def _shape(template: Template) -> str:
    return re.sub("…+", "…", "".join(part[0] if isinstance(part, tuple) else "…" for part in template.parts))


def _cuts(text: str, at: int) -> Iterator[int]:
    """How many characters a mistake may have: up to the end of each word that follows, with its blank or without."""
    yield 0
    for found in re.finditer(r"[^\w\s]|\w+|\s+", text[at : at + _REACH]):
        yield found.end()


def _cost(wanted: str, there: str) -> float:
    """How much has to be changed."""
    same = sum(block.size for block in SequenceMatcher(None, wanted, there, autojunk=False).get_matching_blocks())
    return len(wanted) + len(there) - 2 * same
