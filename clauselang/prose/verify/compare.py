"""A document × a file → for each part of the file whether the document still says it, and what it says besides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import attrs

from clauselang.prose.language import LANGUAGES
from clauselang.prose.verify import reading
from clauselang.prose.verify.align import Alignment, Page, Place, before
from clauselang.prose.verify.differ import Differ
from clauselang.prose.verify.lines import Extracted, Line, words_of
from clauselang.prose.verify.outcome import Compared, Found, Outcome
from clauselang.prose.verify.parts import Part, parts, wording
from clauselang.resolve.resolved import Resolved

_CLAUSES = ("clause",)


@attrs.frozen
class File:
    """A file to compare with. `clauses_only`: not the parties, definitions, schedules and rules around the clauses."""

    resolved: Resolved
    before_signing: frozenset[int] = frozenset()
    clauses_only: bool = False

    def parts(self, code: str, other: str | None = None, numbers: dict[str, str] | None = None) -> tuple[Part, ...]:
        """What the contract says in one language."""
        found = parts(self.resolved, code, self.before_signing, other, numbers)
        return tuple(part for part in found if part.kind in _CLAUSES) if self.clauses_only else found


def verify(document: Extracted, file: File, languages: tuple[str, ...] = ()) -> Outcome:
    """Compare. `languages`: those of the document; by default they are found out."""
    codes = languages or detected(document.after, file)
    after = compared(document.after, document.loose, file, codes)
    if len(codes) > 1 and not after.same and document.columns is not None:
        after = max(after, compared(document.columns(), document.loose, file, codes), key=_agreement)
    earlier = compared(document.before, document.loose, file, codes) if document.before is not None else None
    return Outcome(document.form, after, earlier)


def _agreement(found: Compared) -> tuple[int, int]:
    """How many parts are the same, and how few are there besides."""
    return sum(one.status == "same" for one in found.found), -len(found.found)


def detected(lines: tuple[Line, ...], file: File) -> tuple[str, ...]:
    """The language whose own words the document has most of, and a second one if it has many of its words, too."""
    said = {code: frozenset(_words(" ".join(part.text for part in file.parts(code)))) for code in LANGUAGES}
    here = frozenset(word for line in lines for word in _words(line.text))
    often = Counter(word for words in said.values() for word in words)
    share = {}
    for code, words in said.items():
        own = [word for word in words if often[word] == 1]
        share[code] = sum(word in here for word in own) / (len(own) or 1)
    first, second = sorted(LANGUAGES, key=lambda code: (-share[code], code))[:2]
    if share[second] < 0.5 or share[second] < share[first] * 0.6:
        return (first,)
    return tuple(sorted((first, second), key=lambda code: _first_place(lines, file.parts(code))))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]{3,}", text.lower())


def _first_place(lines: tuple[Line, ...], found: tuple[Part, ...]) -> int:
    texts = {words_of(text)[:6] for part in found for text in part.texts}
    return next((at for at, line in enumerate(lines) if words_of(line.text)[:6] in texts), len(lines))


def compared(lines: tuple[Line, ...], loose: bool, file: File, codes: tuple[str, ...]) -> Compared:
    """One state of a document against a file."""
    others = {code: next((o for o in codes if o != code), None) for code in codes}
    wanted = {code: file.parts(code, others[code]) for code in codes}
    page = Page(lines, loose, [part.text for found in wanted.values() for part in found])
    taken: set[int] = set()
    columns = []
    for code in codes:
        alignment = Alignment(page, taken)
        alignment.run(wanted[code])
        columns.append(_Column(code, file, others[code], wanted[code], alignment))
    for column in columns:
        column.attach()
    found = [one for column in columns for one in column.found()]
    return Compared(codes, (*found, *_added(columns, page, taken)))


class _Column:
    """A document in one of its languages."""

    def __init__(self, code: str, file: File, other: str | None, wanted: tuple[Part, ...], alignment: Alignment) -> None:
        self.code = code
        self.symbols = file.resolved.symbols
        self.alignment = alignment
        self.page = alignment.page
        self.differ = Differ(wording(code), self.symbols)
        self.numbers = self._numbers(wanted)
        self.parts = file.parts(code, other, self.numbers) if self.numbers else wanted
        self.further: dict[str, list[int]] = {}
        self.mention = re.compile("|".join(rf"(?<![\d.]){re.escape(n)}(?!\.?\d)" for n in self._own_numbers()) or r"(?!)")

    def _numbers(self, wanted: tuple[Part, ...]) -> dict[str, str]:
        """How the document numbers the clauses that have another number in the file."""
        places = self.alignment.places
        pairs = ((part.number, places[part.name].number) for part in wanted if part.numbered and part.name in places)
        return {ours: theirs for ours, theirs in pairs if "." in theirs and ours != theirs}

    def _own_numbers(self) -> list[str]:
        return [self.numbers.get(part.number, part.number) for part in self.parts if part.numbered]

    @property
    def articles(self) -> frozenset[str]:
        """Articles of the file by the numbers that they have in the document."""
        return frozenset(number.rpartition(".")[0] for number in self._own_numbers())

    def clauses(self) -> list[tuple[Place, Part]]:
        """Where the clauses stand, in the order of the document."""
        places = self.alignment.places
        found = [(places[part.name], part) for part in self.parts if part.numbered and part.name in places]
        return sorted(found, key=lambda one: one[0].first)

    def attach(self) -> None:
        """Free lines right below a clause that speak of a clause belong to it."""
        taken = self.alignment.taken
        for place, part in self.clauses():
            run: list[int] = []
            at = place.last
            while at < len(self.page.lines) and at not in taken and not self.page.bounds(at):
                if self.page.lines[at].starts and self.promises(self.page.lines[at].text):
                    break  # a clause of its own
                run.append(at)
                at += 1
            while run and not self._speaks(" ".join(self.page.lines[i].text for i in run)):
                run.pop()
            if run:
                self.further[part.name] = run
                taken.update(run)

    def _speaks(self, text: str) -> bool:
        return bool(self.mention.search(text)) or self.reads(text)

    def reads(self, text: str) -> bool:
        """Whether some text can only be of a clause: it reads as sentences of one, or has words that nothing else has."""
        return self.promises(text) or reading.sentence(text, "clause", self.code, self.symbols) is not None

    def promises(self, text: str) -> bool:
        """Whether it says what only the first sentence of a clause says."""
        return any(all(words in text for words in turn) for turn in reading.turns(self.code))

    def found(self) -> Iterator[Found]:
        """What became of each part."""
        for part in self.parts:
            place = self.alignment.places.get(part.name)
            if place is None:
                yield Found("missing", part.kind, part.name, part.number, self.code, text=part.text)
                continue
            text = self.page.said(place)
            if part.name in self.further:
                text = f"{text} {' '.join(self.page.lines[i].text for i in self.further[part.name])}"
            stands = place.number if part.numbered and place.number not in ("", part.number) else ""
            if any(self.page.same(text, one) for one in part.texts):
                yield Found("same", part.kind, part.name, part.number, self.code, stands, line=place.first + 1)
                continue
            change = self.differ.change(part, text)
            yield Found(
                "changed", part.kind, part.name, part.number, self.code, stands,
                change.meaning, change.words, change.readable, text, place.first + 1,
            )  # fmt: skip


# What only the document has.


def _added(columns: list[_Column], page: Page, taken: set[int]) -> Iterator[Found]:
    at = 0
    while at < len(page.lines):
        if at in taken:
            at += 1
            continue
        stop = at + 1
        while stop < len(page.lines) and stop not in taken and not page.bounds(stop) and not page.lines[stop].starts:
            stop += 1
        place = Place(at, stop, page.labels[at])
        found = _one_added(columns, page, place)
        if found:
            yield found
        at = stop


def _one_added(columns: list[_Column], page: Page, place: Place) -> Found | None:
    text = page.said(place)
    for column in columns:
        article = place.number.rpartition(".")[0]
        reads = column.reads(text)
        inside = _inside(column, place) and not page.lines[place.first].heading
        if not (reads or inside or (article and article in column.articles)):
            continue
        readable = reading.is_clause(text, column.code, column.symbols)
        name = f"clause {place.number} of the document" if "." in place.number else "a paragraph of the document"
        meaning = () if readable else ("not canonical",)
        return Found("added", "clause", name, place.number, column.code, "", meaning, (), readable, text, place.first + 1)
    return None


def _inside(column: _Column, place: Place) -> bool:
    """Whether it stands between two clauses of one article."""
    clauses = column.clauses()
    above = before([one for one, _ in clauses], place.first)
    if above is None:
        return False
    at = next(i for i, (one, _) in enumerate(clauses) if one == above)
    below = clauses[at + 1] if at + 1 < len(clauses) else None
    if below is None or below[1].article != clauses[at][1].article:
        return False
    return not any(column.page.lines[i].heading for i in range(above.last, place.first))
