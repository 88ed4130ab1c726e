"""One part × the words that a document has for it → what changed, in words and by its meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

import attrs

from clauselang.prose.tree import Say
from clauselang.prose.verify import meaning, reading
from clauselang.prose.verify.lines import words_of
from clauselang.prose.verify.outcome import Words
from clauselang.prose.verify.parts import Part
from clauselang.prose.wording import Wording
from clauselang.resolve.symbols import Symbols

MAX_WORDS = 3_000
MOST_SHOWN = 8
_TYPOGRAPHY = str.maketrans({**dict.fromkeys("“”„‟«»", '"'), **dict.fromkeys("’‘‚", "'"), **dict.fromkeys("–—−\u2011", "-"), "…": "..."})


@attrs.frozen
class Change:
    """What is to be said of a part whose words differ."""

    meaning: tuple[str, ...]
    words: tuple[Words, ...]
    readable: bool


@attrs.frozen
class Differ:
    """Compares parts in one language."""

    words: Wording
    symbols: Symbols

    def change(self, part: Part, text: str) -> Change:
        """How the text of a document differs from a part."""
        pairs = tuple(different(part.text, text))
        if _typography(part.text) == _typography(text):
            return Change(("only quotation marks, dashes, dots or blanks differ",), pairs, True)
        code = self.words.language.code
        ways = reading.ways(text, part.kind, code, self.symbols)
        # What is read may stand in another tree than what was written: both are compared as read, if both can be.
        ours = reading.ways(part.text, part.kind, code, self.symbols)[:4] if ways else ()
        found = [meaning.changes(tree, way, self.words) for tree in (ours or (part.trees,)) for way in ways]
        if found:
            best = min(found, key=lambda told: (not told, len(told), told))
            return Change(tuple(best) or ("only the order, the letters or the joining of its words differ",), pairs, True)
        told = self._piecewise(part, text)
        unread = (f"not canonical: {_shown(pairs)}",) if not told else ()
        return Change((*told, *unread), pairs, not unread and bool(told))

    def _piecewise(self, part: Part, text: str) -> tuple[str, ...]:
        """The meaning where some sentences can be read and others are no longer there or not canonical."""
        rest, pieces = self._left(part, text)
        read: list[Say] = []
        unread: list[str] = []
        for piece in pieces:
            way = reading.sentence(piece, part.kind, self.words.language.code, self.symbols)
            read.extend(way or ())
            unread.extend(() if way else (piece,))
        if len(unread) == len(pieces) and pieces and (rest or len(pieces) > 1 or not part.trees):
            # Nothing can be read: the words themselves are all there is to show.
            return ()
        if not unread:
            return tuple(meaning.changes(rest, read, self.words))
        gone = self._besides(rest, unread)
        told = meaning.changes([tree for tree in rest if tree not in gone], read, self.words)
        return (*told, *(self._not_canonical(gone, piece) for piece in unread))

    def _left(self, part: Part, text: str) -> tuple[list[Say], list[str]]:
        """The sentences that the text no longer has word for word, and the pieces of the text that are none of them."""
        rest: list[Say] = []
        for tree in part.trees:
            said = self.words.text(tree)
            at = text.find(said)
            whole = at >= 0 and text[at - 1 : at].strip() == "" and text[at + len(said) : at + len(said) + 1].strip() == ""
            if whole:
                text = f"{text[:at]}\x00{text[at + len(said) :]}"
            else:
                rest.append(tree)
        pieces = [piece.strip() for chunk in text.split("\x00") for piece in self._split(chunk)]
        return rest, [piece for piece in pieces if piece]

    def _split(self, chunk: str) -> list[str]:
        """A run of words as sentences."""
        return re.split(r"(?<=[.”»]) (?=[A-ZÀ-Þ¿“„«])", chunk)

    def _besides(self, rest: list[Say], unread: list[str]) -> list[Say]:
        """The sentences that unread pieces stand for: the most similar ones."""
        found: list[Say] = []
        for piece in unread:
            scored = [(_ratio(self.words.text(tree), piece), -at, tree) for at, tree in enumerate(rest) if tree not in found]
            best = max(scored, key=lambda one: one[:2], default=None)
            if best and best[0] > 0.4:
                found.append(best[2])
        return found

    def _not_canonical(self, gone: list[Say], piece: str) -> str:
        best = max(gone, key=lambda tree: _ratio(self.words.text(tree), piece), default=None)
        if best is None or _ratio(self.words.text(best), piece) <= 0.4:
            return f"not canonical: also says “{piece}”"
        return f"not canonical: {_shown(tuple(different(self.words.text(best), piece)))}"


def _typography(text: str) -> str:
    return text.translate(_TYPOGRAPHY).replace(" ", "")


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, words_of(one)[:MAX_WORDS], words_of(other)[:MAX_WORDS], autojunk=False).ratio()


def different(file: str, document: str) -> Iterator[Words]:
    """Where the words of two texts differ, in order."""
    ours, theirs = words_of(file)[:MAX_WORDS], words_of(document)[:MAX_WORDS]
    for kind, i, j, k, stop in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        here, there = " ".join(ours[i:j]), " ".join(theirs[k:stop])
        if kind != "equal" and here.replace(" ", "") != there.replace(" ", ""):
            yield Words(here, there, " ".join(theirs[max(0, k - 4) : k]))


def _shown(pairs: tuple[Words, ...]) -> str:
    said = "; ".join(map(_pair, pairs[:MOST_SHOWN]))
    return said + (f"; and {len(pairs) - MOST_SHOWN} more" if len(pairs) > MOST_SHOWN else "")


def _pair(words: Words) -> str:
    where = f" after “{words.after}”" if words.after else " at its start"
    if not words.file:
        return f"has “{words.document}”{where}"
    if not words.document:
        return f"lacks “{words.file}”{where}"
    return f"“{words.document}” instead of “{words.file}”{where}"
