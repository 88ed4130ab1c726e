"""A contract → the file that it says, if writing that file gives the contract back to the byte.

LAW: `read(write(file)) == canonical(file)`, and `write(read(text)) == text` for every text that `read` accepts. The words
of a line are read by the rules that `grammar.py` makes of the phrase table; words that never change (definitions,
carve-outs, annex T) are not understood but compared, as everything is, after writing.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from clauselang.prose.canonical import clause as clause_of
from clauselang.prose.language import LANGUAGES
from clauselang.prose.read.excl import clause as clause_excl
from clauselang.prose.read.grammar import grammar
from clauselang.prose.read.layout import Layout, Line, layout
from clauselang.prose.read.leaves import SORTS, Words
from clauselang.prose.read.match import Match
from clauselang.prose.read.outcome import Difference, Form, Reading, Refusal
from clauselang.prose.read.reader import Known, Reader
from clauselang.prose.tree import Say
from clauselang.prose.write import write
from clauselang.resolve.imports import Load, no_files
from clauselang.syntax import ast


def read(
    text: str,
    language: str | None = None,
    form: Form | None = None,
    known: tuple[ast.Item, ...] = (),
    load: Load = no_files,
) -> Reading | Refusal:
    """Read a contract. `known` is the vocabulary beyond the standard library: imports and declarations."""
    if "\r" in text:
        return Refusal((Difference("P101", "the document", text.index("\r"), "lines end with CR; a contract is written with LF alone"),))
    refused = None
    for shape in (form,) if form else _forms(text):
        code = language or detect(text, shape)
        if code is None:
            continue
        found = _Document(text, Known(code, shape, known, load)).read()
        if isinstance(found, Reading):
            return found
        refused = refused or found
    return refused or Refusal((Difference("P105", "the parties", 0, "the text starts like no contract in a language of the prose"),))


def _forms(text: str) -> tuple[Form, ...]:
    """Markdown starts with a mark; but so may the title of a plain text."""
    return ("md", "text") if text.startswith("# ") else ("text",)


def detect(text: str, form: Form) -> str | None:
    """The language whose first sentence the text has."""
    for code in LANGUAGES:
        rules = grammar(code, form)
        line = layout(text, rules.language, form).parties
        found = Match(line.text, {sort: Words.of({}) for sort in SORTS}).find(rules.rule("fact"), 0)
        if any(isinstance(node, Say) and node.key == "fact.parties" for _, node in found):
            return code
    return None


def written(reading: Reading) -> str:
    """The document that a reading makes."""
    return write(reading.resolved, reading.language, reading.form, reading.before_signing)


class _Document:
    """A text and the law that it is held to."""

    def __init__(self, text: str, known: Known) -> None:
        self.text = text
        self.known = known
        self.reader = Reader(text, known)

    def read(self) -> Reading | Refusal:
        """The one file that says this text, or the differences to the nearest text that a file says."""
        if self.reader.differences:
            best = self._mended()
            return self._refusal(self._explained(best) if best else self.reader.differences, best)
        readings = []
        for reading in self.reader.readings():
            if isinstance(reading, str):
                return self._refusal([Difference("P102", "the document", 0, reading)])
            readings.append(reading)
        accepted = [reading for reading in readings if written(reading) == self.text]
        if len(accepted) == 1:
            return accepted[0]
        if accepted:
            return self._refusal([Difference("P106", "the document", 0, "the text has two meanings")])
        return self._refusal(self._compared(readings[0]), readings[0])

    def _refusal(self, differences: list[Difference], nearest: Reading | None = None) -> Refusal:
        return Refusal(tuple(sorted(differences, key=lambda difference: difference.at)), nearest)

    # What is not canonical.

    def _mended(self) -> Reading | None:
        """The file that the document says when the lines that cannot be read are mended."""
        text, mended = self.text, self.reader.mended
        for line, instead in sorted(mended, key=lambda mend: -mend[0].start):
            text = text[: line.start] + instead + text[line.start + len(line.text) :]
        best = next(Reader(text, self.known).readings(), None) if mended else None
        return best if isinstance(best, Reading) else None

    def _explained(self, best: Reading) -> list[Difference]:
        """Lines that cannot be read, each with what the nearest canonical document has in its place."""
        told = {line.start: (nearest, meaning) for _, line, nearest, meaning in self._told(best)}
        lines = [line for line, _ in self.reader.mended]

        def explained(difference: Difference) -> Difference:
            line = next((line for line in lines if line.start <= difference.at <= line.start + len(line.text)), None)
            if line is None:
                return difference
            nearest, meaning = told[line.start]
            return attrs.evolve(difference, nearest=_sentence(nearest, _common(line.text, nearest)), meaning=meaning)

        return [explained(difference) for difference in self.reader.differences]

    def _layout(self, text: str) -> Layout:
        return layout(text, self.reader.rules.language, self.known.form)

    def _told(self, reading: Reading) -> Iterator[tuple[str, Line, str, str]]:
        """Each line of the document, what the canonical document of a reading has there, and what that means."""
        canonical = dict(self._layout(written(reading)).lines())
        articles = reading.resolved.articles
        for place, line in self.reader.layout.lines():
            part, article, index = place
            there = canonical.get(place)
            meaning = ""
            if part == "article" and article < len(articles) and 0 <= index < len(articles[article].clauses):
                meaning = clause_excl(clause_of(articles[article].clauses[index], reading.resolved))
            yield part, line, there.text if there else "", meaning

    def _compared(self, reading: Reading) -> list[Difference]:
        """The lines of a readable document that are not as they would be written."""
        differences = list(self._definitions(reading))
        for part, line, nearest, meaning in self._told(reading):
            if part != "definition" and line.text != nearest:
                same = _common(line.text, nearest)
                message = "this is not how it is written" if nearest else "no line of this contract stands here"
                code = "P101" if nearest else "P104"
                differences.append(Difference(code, line.name, line.start + same, message, _sentence(nearest, same), meaning))
        if differences:
            return differences
        other = written(reading)
        at = _common(self.text, other)
        line_there = other[other.rfind("\n", 0, at) + 1 :].split("\n")[0]
        message = "the numbers, the marks or the blanks between the lines are not as they are written"
        return [Difference("P101", "the document", at, message, line_there)]

    def _definitions(self, reading: Reading) -> Iterator[Difference]:
        """Definitions that the articles do not call for, and those that they call for."""
        here = self.reader.layout.definitions
        there = [line.text for line in self._layout(written(reading)).definitions]
        for line in here:
            if line.text not in there:
                yield Difference("P104", line.name, line.start, "the contract does not call for this definition as it is written")
        at = here[-1].start if here else self.reader.layout.parties.start
        for text in there:
            if text not in [line.text for line in here]:
                yield Difference("P104", "the definitions", at, "a definition is missing", text)


def _sentence(line: str, at: int) -> str:
    """The sentence of a line that a place is in."""
    start = line.rfind(". ", 0, at)
    end = line.find(". ", at)
    return line[start + 2 if start >= 0 else 0 : end + 1 if end >= 0 else len(line)]


def _common(text: str, other: str) -> int:
    """How many characters two texts have in common from the start."""
    pairs = enumerate(zip(text, other, strict=False))
    return next((i for i, (here, there) in pairs if here != there), min(len(text), len(other)))
