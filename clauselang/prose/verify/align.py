"""Parts of a file × lines of a document → which lines say which part: equal words first, then the most similar ones."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

import attrs

from clauselang.prose.verify.lines import Line, is_label, label_at, words_of
from clauselang.prose.verify.parts import Part

LEAST, LEAST_WITH_NUMBER = 0.6, 0.35
_ROUNDS = 8
_FEW = 8  # words; of so few one that is changed is much


@attrs.frozen
class Place:
    """Lines `first` to `last` (not included), and the number before them."""

    first: int
    last: int
    number: str


class Page:
    """The lines of a document, with the numbers they start with, as one text to search in."""

    def __init__(self, lines: tuple[Line, ...], loose: bool, expected: Iterable[str]) -> None:
        self.lines = lines
        self.loose = loose
        self.known = frozenset(word.strip("“”„«».,;:()").lower() for text in expected for word in words_of(text))
        labels = [label_at(line.text) for line in lines]
        self.labels = tuple(self._labels(labels))
        self.bodies = tuple(at if self.labels[i] or not number else 0 for i, (number, at) in enumerate(labels))
        pieces: list[str] = []
        self.starts: dict[int, list[tuple[int, str]]] = {}
        self.ends: dict[int, int] = {}
        at = 0
        for i, line in enumerate(lines):
            text, gap = self._as_joined(i)
            self.starts.setdefault(at, []).append((i, ""))
            # Behind a number that stands alone the words start on the next line.
            alone = len(gap) if self.bodies[i] >= len(line.text) else 0
            words = at + len(self._form(line.text[: self.bodies[i]])) + self._blank(i) + alone
            if words > at:
                self.starts.setdefault(words, []).append((i, self.labels[i]))
            at += len(text)
            self.ends[at] = i + 1
            pieces.append(text + gap)
            at += len(gap)
        self.text = "".join(pieces)

    def _blank(self, i: int) -> int:
        """The blank behind a number, which the number includes."""
        return 0 if self.loose or not self.bodies[i] else int(self.lines[i].text[: self.bodies[i]].endswith(" "))

    def _form(self, text: str) -> str:
        return text.replace(" ", "") if self.loose else text.strip()

    def _labels(self, found: list[tuple[str, int]]) -> Iterator[str]:
        """The number of each line, if what stands there is one."""
        last = {False: "", True: ""}
        for i, (number, at) in enumerate(found):
            line, kind = self.lines[i], "." in number
            if number and not line.starts and i and not is_label(number, at >= len(line.text), self.lines[i - 1].text, last[kind]):
                number = ""
            last[kind] = number or last[kind]
            yield number

    def _as_joined(self, i: int) -> tuple[str, str]:
        """The text of a line in the text of the document, and what stands between it and the next."""
        text = self.lines[i].text
        if not self.loose:
            return text, " "
        after = words_of(self.lines[i + 1].text)[0] if i + 1 < len(self.lines) else ""
        if len(text) > 1 and text[-1] in "-\u00ad" and text[-2].isalpha() and after[:1].isalpha():
            whole = words_of(text)[-1][:-1] + after
            if text[-1] == "\u00ad" or whole.strip("“”„«».,;:()").lower() in self.known:
                text = text[:-1]
        return text.replace(" ", "").replace("\u00ad", ""), ""

    def said(self, place: Place) -> str:
        """The words of some lines without the number before them."""
        found = ""
        for i in range(place.first, place.last):
            text = self.lines[i].text
            joined = self._as_joined(i)[0] if self.loose else text
            cut = self.loose and i + 1 < place.last and text[-1] in "-\u00ad" and text[-2:-1].isalpha()
            if cut:
                found += text if joined.endswith("-") else text[:-1]
            else:
                found += text + " "
        start = self.bodies[place.first]
        return found[start:].replace("\u00ad", "").strip()

    def same(self, one: str, other: str) -> bool:
        """Whether two texts are equal but for what reading the document does to a text."""
        return self._form(one) == self._form(other)

    def exact(self, text: str) -> Iterator[Place]:
        """Every place whose lines say just this."""
        wanted = self._form(text)
        at = self.text.find(wanted) if wanted else -1
        while at >= 0:
            end = self.ends.get(at + len(wanted))
            if end is not None:
                yield from (Place(first, end, number) for first, number in self.starts.get(at, ()))
            at = self.text.find(wanted, at + 1)

    def bounds(self, i: int) -> bool:
        """Whether something new starts at a line, whatever stands above it."""
        return bool(self.labels[i]) or self.lines[i].heading


@attrs.define
class Alignment:
    """Who says what. `taken` holds the lines that some part has, also one of another language."""

    page: Page
    taken: set[int]
    places: dict[str, Place] = attrs.field(factory=dict)

    def run(self, parts: tuple[Part, ...]) -> None:
        """Find a place for each part."""
        for part in parts:
            found = [p for text in part.texts for p in self.page.exact(text) if self._is_free(p)]
            if found:
                self._take(part, min(found, key=lambda p: (_differs(part, p.number), p.first)))
        for _ in range(_ROUNDS):
            if not self._round([part for part in parts if part.name not in self.places]):
                break

    def _is_free(self, place: Place) -> bool:
        return self.taken.isdisjoint(range(place.first, place.last))

    def _take(self, part: Part, place: Place) -> None:
        self.places[part.name] = place
        self.taken.update(range(place.first, place.last))

    def _round(self, parts: list[Part]) -> bool:
        """Give the parts their places, the best first, until one of them is in the way of another."""
        ranked = sorted(
            ((score, at, place) for at, part in enumerate(parts) for score, place in self._similar(part)),
            key=lambda found: (-found[0], found[1], found[2].first),
        )
        given: set[int] = set()
        blocked: set[int] = set()
        for _, at, place in ranked:
            if at in given or at in blocked:
                continue
            if self._is_free(place):
                self._take(parts[at], place)
                given.add(at)
            else:
                blocked.add(at)
        return bool(given and blocked)

    def _similar(self, part: Part) -> Iterator[tuple[float, Place]]:
        """Places that could say a part in other words."""
        wanted = Counter(word.lower() for word in words_of(part.text))
        size = sum(wanted.values())
        for i, line in enumerate(self.page.lines):
            if i in self.taken or not (self.page.loose or line.starts or self.page.labels[i]):
                continue
            first = words_of(line.text)
            if sum(word.lower() in wanted for word in first) * 4 < len(first):
                continue
            score, last = self._best(i, wanted, size)
            if size <= _FEW and score < LEAST:
                score = self._by_letters(line.text[self.page.bodies[i] :], part.text)
            number = self.page.labels[i]
            same_number = bool(number) and number == part.number and "." in number
            if score >= (LEAST_WITH_NUMBER if same_number else LEAST):
                bonus = 0.15 if same_number else 0.05 if number and part.number else 0
                yield score + bonus, Place(i, last, number)

    def _by_letters(self, text: str, wanted: str) -> float:
        """How similar two texts of a few words are."""
        return SequenceMatcher(None, wanted, text, autojunk=False).ratio() if len(text) <= 2 * len(wanted) else 0.0

    def _best(self, first: int, wanted: Counter[str], size: int) -> tuple[float, int]:
        """How similar the lines from one on are, and where they then end."""
        left = wanted.copy()
        shared = seen = 0
        best, last = 0.0, first + 1
        for i in range(first, len(self.page.lines)):
            if i in self.taken or seen > 2 * size + 20 or (i > first and self.page.bounds(i)):
                break
            for word in words_of(self.page.lines[i].text[self.page.bodies[i] if i == first else 0 :]):
                low = word.lower()
                seen += 1
                if left[low] > 0:
                    left[low] -= 1
                    shared += 1
            score = 2 * shared / (seen + size) if seen + size else 0.0
            if score >= best:
                best, last = score, i + 1
        return best, self._to_its_end(last)

    def _to_its_end(self, last: int) -> int:
        """A sentence that is broken off goes on in the lines below that start nothing new."""
        lines = self.page.lines
        for at in range(last, min(last + 3, len(lines))):
            if lines[at - 1].text.endswith((".", ":", ";")) or at in self.taken or lines[at].starts or self.page.bounds(at):
                return at
        return last


def _differs(part: Part, number: str) -> bool:
    return number != part.number


def before(places: list[Place], line: int) -> Place | None:
    """The last place that starts above a line; `places` are in order."""
    at = bisect_right([place.first for place in places], line)
    return places[at - 1] if at else None
