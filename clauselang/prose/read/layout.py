"""The text of a contract → its lines by their place: title, parties, definitions, articles, schedules, annex."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from clauselang.prose.language import Language

_NUMBERED = re.compile(r"(\d+\.\d+) ")
_ARTICLE = re.compile(r"\d+\. ")
_RULE = re.compile(r"(T\.\d+) ")


@attrs.frozen
class Line:
    """What a line says behind its number or mark, and where that stands; `name` is how people call the line."""

    text: str
    start: int
    name: str
    mark: str = ""


@attrs.define
class Article:
    """A heading and its clauses."""

    heading: Line
    clauses: list[Line] = attrs.field(factory=list)


@attrs.define
class Schedule:
    """A heading and its entries."""

    heading: Line
    entries: list[Line] = attrs.field(factory=list)


@attrs.define
class Layout:
    """The lines of a contract. `stray` are lines that stand where no contract has one."""

    title: Line
    parties: Line
    definitions: list[Line] = attrs.field(factory=list)
    articles: list[Article] = attrs.field(factory=list)
    schedules: list[Schedule] = attrs.field(factory=list)
    annex: list[Line] = attrs.field(factory=list)
    stray: list[Line] = attrs.field(factory=list)

    def lines(self) -> Iterator[tuple[tuple[str, int, int], Line]]:
        """Every line under its place, in order."""
        yield ("title", 0, 0), self.title
        yield ("parties", 0, 0), self.parties
        yield from ((("definition", 0, i), line) for i, line in enumerate(self.definitions))
        for i, article in enumerate(self.articles):
            yield ("article", i, -1), article.heading
            yield from ((("article", i, j), line) for j, line in enumerate(article.clauses))
        for i, schedule in enumerate(self.schedules):
            yield ("schedule", i, -1), schedule.heading
            yield from ((("schedule", i, j), line) for j, line in enumerate(schedule.entries))
        yield from ((("annex", 0, i), line) for i, line in enumerate(self.annex))


def layout(text: str, language: Language, form: str) -> Layout:
    """Sort the lines of a document."""
    return _Sorter(text, language, form).run()


class _Sorter:
    def __init__(self, text: str, language: Language, form: str) -> None:
        self.phrases = language.phrases
        self.form = form
        self.mark = "## " if form == "md" else ""
        self.lines: list[tuple[int, str]] = []
        at = 0
        for line in text.split("\n"):
            if line:
                self.lines.append((at, line))
            at += len(line) + 1

    def run(self) -> Layout:
        (at, first), (then, second) = (*self.lines, (0, ""), (0, ""))[:2]
        mark = "# " if self.form == "md" and first.startswith("# ") else ""
        found = Layout(Line(first.removeprefix(mark), at + len(mark), "the title", mark), Line(second, then, "the parties"))
        part = "start"
        for at, line in self.lines[2:]:
            part = self._heading(found, at, line, part) or self._line(found, at, line, part)
        return found

    def _heading(self, found: Layout, at: int, line: str, part: str) -> str:
        """The part that a heading starts; nothing if the line is none."""
        if not line.startswith(self.mark):
            return ""
        said = line.removeprefix(self.mark)
        heading = Line(said, at + len(self.mark), "the heading", self.mark)
        before, _, after = self.phrases["heading.schedule"].partition("{sch}")
        if said == self.phrases["heading.definitions"] and part == "start":
            return "definitions"
        if said == self.phrases["heading.annex"]:
            return "annex"
        if said == self.phrases["heading.posts"] or (said.startswith(before) and said.endswith(after)):
            found.schedules.append(Schedule(heading))
            return "schedules"
        if _ARTICLE.match(said) and part in ("start", "definitions", "articles"):
            found.articles.append(Article(heading))
            return "articles"
        return ""

    def _line(self, found: Layout, at: int, line: str, part: str) -> str:
        number = {"articles": _NUMBERED, "annex": _RULE, "schedules": _ARTICLE}.get(part)
        match = number.match(line) if number else None
        mark = match[0] if match else "- " if self.form == "md" and part == "definitions" and line.startswith("- ") else ""
        one = Line(line.removeprefix(mark), at + len(mark), "the document", mark)
        if match and part == "articles":
            found.articles[-1].clauses.append(attrs.evolve(one, name=f"clause {match[1]}"))
        elif match and part == "annex":
            found.annex.append(attrs.evolve(one, name=f"rule {match[1]}"))
        elif match:
            found.schedules[-1].entries.append(attrs.evolve(one, name=f"entry {mark.rstrip('. ')} of a schedule"))
        elif part == "definitions" and (mark or self.form == "text"):
            found.definitions.append(attrs.evolve(one, name=f"definition {len(found.definitions) + 1}"))
        else:
            found.stray.append(one)
        return part
