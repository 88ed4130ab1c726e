"""The lines of a contract → what each of them says, in every way that the rules allow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice, product

import attrs

from clauselang.prose.canonical import spoken
from clauselang.prose.read.clauses import Clauses, NotStated
from clauselang.prose.read.facts import Facts
from clauselang.prose.read.grammar import Fill, Grammar, grammar
from clauselang.prose.read.layout import Article, Layout, Line, Schedule, layout
from clauselang.prose.read.leaves import unescaped
from clauselang.prose.read.match import Match
from clauselang.prose.read.names import NotKnown, Vocabulary, vocabulary
from clauselang.prose.read.nearest import MOST_TRIES, Mender
from clauselang.prose.read.outcome import Difference, Form, Reading
from clauselang.prose.read.windows import NotSaid
from clauselang.prose.tree import Say, Word
from clauselang.resolve.imports import Load, no_files
from clauselang.resolve.resolved import Resolved
from clauselang.resolve.resolver import resolve
from clauselang.source import Source
from clauselang.syntax import ast
from clauselang.syntax.parser import Parsed
from clauselang.syntax.trivia import Trivia

MOST_WAYS = 64
MOST_MENDED = 20


def as_resolved(items: tuple[ast.Item, ...], load: Load = no_files) -> tuple[Resolved, str]:
    """A file in memory as `resolve` sees it, with the first error that it finds."""
    resolved, found = resolve(Parsed(Source("contract.excl", ""), ast.Module(items), Trivia(), ()), load)
    return resolved, next((d.message for d in found if d.is_error), "")


@cache
def _library() -> Resolved:
    return as_resolved(())[0]


@attrs.frozen
class Known:
    """What is known before reading: the language, the form and the vocabulary beyond the standard library."""

    code: str
    form: Form
    items: tuple[ast.Item, ...] = ()
    load: Load = no_files


# A clause, and whether it also states what was so before signing.
Told = tuple[ast.Clause, bool]


@attrs.frozen
class Choices:
    """An article and, for each clause, every way to read it."""

    title: ast.Name | None
    clauses: tuple[tuple[Told, ...], ...]


class Reader:
    """One run over one document. `mended` are the lines that had to be changed to be read, `differences` why."""

    def __init__(self, text: str, known: Known) -> None:
        self.known = known
        self.rules: Grammar = grammar(known.code, known.form)
        self.layout: Layout = layout(text, self.rules.language, known.form)
        symbols = (as_resolved(known.items, known.load)[0] if known.items else _library()).symbols
        self.words: Vocabulary = vocabulary(symbols, known.code)
        self.facts = Facts(self.words)
        self.clauses = Clauses(self.words)
        self.differences: list[Difference] = []
        self.mended: list[tuple[Line, str]] = []
        self._around()
        for line in self.layout.stray:
            self.differences.append(Difference("P104", line.name, line.start, "no line of a contract stands here"))
        self.articles = tuple(self._articles())

    def readings(self) -> Iterator[Reading | str]:
        """The files that the document can mean, hardly ever more than one; an error instead of a file with one."""
        if self.differences:
            return
        every = product(*(ways for article in self.articles for ways in article.clauses))
        for choice in islice(every, MOST_WAYS):
            yield self._reading(choice)

    def _reading(self, told: tuple[Told, ...]) -> Reading | str:
        agreement = self.facts.agreement()
        items: list[ast.Item] = [*((agreement,) if agreement else ()), *self.clauses.lists.values()]
        rest = iter(told)
        for article in self.articles:
            clauses = tuple(clause for clause, _ in islice(rest, len(article.clauses)))
            items.append(ast.Exclusivity(article.title, clauses))
        resolved, error = as_resolved((*self.known.items, *items), self.known.load)
        stated = frozenset(index for index, (_, before) in enumerate(told, 1) if before)
        return error or Reading(ast.Module(tuple(items)), resolved, stated, self.known.code, self.known.form)

    # Lines around the articles.

    def _around(self) -> None:
        phrases = self.rules.language.phrases
        said = self._data(self.layout.title.text)
        self.facts.title = None if said == phrases["title.default"] else spoken(said)
        self._each(self.layout.parties, "fact", self.facts.fact)
        for line in self.layout.definitions:
            self._each(line, "define", self.facts.definition)
        for schedule in self.layout.schedules:
            self._schedule(schedule, schedule.heading.text == phrases["heading.posts"])
        for line in self.layout.annex:
            for node in self._sentences(line, "annex"):
                zone = node.holes.get("zone")
                self.facts.zone = zone.text if isinstance(zone, Word) else self.facts.zone

    def _data(self, text: str) -> str:
        """Text of the parties as they wrote it."""
        return unescaped(text) if self.known.form == "md" else text

    def _each(self, line: Line, rule: str, take: Callable[[Say], None]) -> None:
        for node in self._sentences(line, rule):
            try:
                take(node)
            except NotKnown as error:
                self.differences.append(_unknown(line, error))
            except NotSaid as error:
                self.differences.append(Difference("P103", line.name, line.start, f"the sentence does not say {error}"))

    def _sentences(self, line: Line, rule: str) -> tuple[Say, ...]:
        """The first way to read a line as sentences of one rule."""
        fills = (self.rules.rule(rule),)
        nodes = next(self._ways(line, fills, fills), None)
        if nodes is None:
            self.differences.append(self._unread(line, fills, fills))
        return nodes or ()

    def _ways(self, line: Line, first: tuple[Fill, ...], further: tuple[Fill, ...]) -> Iterator[tuple[Say, ...]]:
        return sentences(Match(line.text, self.words.labels(self.known.form)), first, further)

    def _schedule(self, schedule: Schedule, posts: bool) -> None:
        if posts:
            for line in schedule.entries:
                self._each(line, "post_entry", self.facts.post)
            return
        named = self._sentences(schedule.heading, "heading.schedule")
        entries = [node for line in schedule.entries for node in self._sentences(line, "commitment_entry")]
        if named and self.facts.agreement():
            self.facts.schedule(named[0].holes["sch"], entries)

    # Articles.

    def _articles(self) -> Iterator[Choices]:
        for article in self.layout.articles:
            if self._is_always(article):
                self._always(article)
            else:
                clauses = tuple(tuple(self._clause(line)) for line in article.clauses)
                yield Choices(self._title(article.heading), clauses)

    def _is_always(self, article: Article) -> bool:
        """Whether this is the article on what is always permitted."""
        return bool(article.clauses) and article.clauses[0].text == self.rules.language.phrases["always.alone"]

    def _always(self, article: Article) -> None:
        for line in article.clauses:
            for node in self._sentences(line, "always_said"):
                if node.key == "always.consents":
                    self.facts.consents(node.holes["xs"])

    def _title(self, line: Line) -> ast.Name | None:
        untitled = (self.rules.rule("heading.untitled"),)
        if next(self._ways(line, untitled, untitled), None) is not None:
            return None
        nodes = self._sentences(line, "heading.article")
        title = nodes[0].holes.get("title") if nodes else None
        return ast.Name(spoken(title.text)) if isinstance(title, Word) else None

    def _clause(self, line: Line) -> list[Told]:
        """Every way to read the sentences of a clause."""
        first, further = (self.rules.rule("clause"),), (self.rules.rule("sentence"), self.rules.rule("statement"))
        found: list[Told] = []
        failed: Difference | None = None
        for nodes in islice(self._ways(line, first, further), MOST_WAYS):
            try:
                told = self.clauses.clause(nodes)
            except NotKnown as error:
                failed = failed or _unknown(line, error)
            except NotSaid as error:
                failed = failed or Difference("P103", line.name, line.start, f"the clause does not say {error}")
            except NotStated:
                failed = failed or Difference("P103", line.name, line.start, "the clause states what was and promises nothing")
            else:
                if told not in found:
                    found.append(told)
        if not found:
            self.differences.append(failed or self._unread(line, first, further))
        return found

    def _unread(self, line: Line, first: tuple[Fill, ...], further: tuple[Fill, ...]) -> Difference:
        """Where a line stops being canonical; what it should say is known when all lines are."""
        labels = self.words.labels(self.known.form)
        mender = Mender(
            self.rules.language,
            lambda text: Match(text, labels, watch=True),
            lambda match: next(sentences(match, first, further), None) is not None,
        )
        mended = mender.mend(line.text, MOST_TRIES if len(self.differences) < MOST_MENDED else 0)
        if mended.text is not None:
            self.mended.append((line, mended.text))
        there = line.text[mended.at :].split(". ")[0][:60].strip()
        message = f"not canonical from `{there}` on" if there else "the line is not complete"
        nearest = "" if mended.text is not None else mender.similar(line.text, mended.at, (*first, *further))
        return Difference("P101", line.name, line.start + mended.at, message, nearest, remedy=mended.wanted)


def _unknown(line: Line, error: NotKnown) -> Difference:
    return Difference("P102", line.name, line.start + max(line.text.find(error.words), 0), error.message, remedy=error.remedy)


def sentences(match: Match, first: tuple[Fill, ...], further: tuple[Fill, ...]) -> Iterator[tuple[Say, ...]]:
    """Every way to read a text as sentences, the first by one set of rules and the others by another."""
    todo: list[tuple[int, tuple[Say, ...]]] = [(0, ())]
    while todo:
        at, before = todo.pop()
        if before and at == len(match.text):
            yield before
            continue
        found: list[tuple[int, tuple[Say, ...]]] = []
        for rule in further if before else first:
            for end, node in match.find(rule, at):
                assert isinstance(node, Say)
                if end == len(match.text):
                    found.append((end, (*before, node)))
                elif match.text[end] == " " and end + 1 < len(match.text):
                    found.append((end + 1, (*before, node)))
                elif match.watch:
                    match.stop(end, " ")
        todo.extend(reversed(found))
