"""A resolved file → the layout of its contract as rows, in one language or in two side by side.

The plan is the one that `write` puts into Markdown, so that every form says the same; what is added here is what only a document
has: the clause on the prevailing language, the worked examples, the signatures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from clauselang.prose.documents import marks
from clauselang.prose.documents.blocks import Cell, Document, Kind, Paragraph, Row, Signatory, Signatures
from clauselang.prose.documents.examples import Example, headed
from clauselang.prose.plan import Contract, Section, contract
from clauselang.prose.tree import Figure, Node, Say
from clauselang.prose.wording import Wording
from clauselang.resolve.resolved import Resolved


@attrs.frozen
class _Line:
    """A row in one language."""

    kind: Kind
    cell: Cell
    number: str = ""


def document(
    resolved: Resolved,
    codes: Sequence[str],
    before_signing: frozenset[int] = frozenset(),
    prevails: str | None = None,
    examples: Sequence[Example] = (),
) -> Document:
    """Lay a contract out. With two languages, the version in `prevails` (by default the first) prevails."""
    plan = contract(resolved, before_signing)
    wordings = [marks.marked(code) for code in codes]
    languages = (tuple(codes), prevails or codes[0]) if len(codes) > 1 else None
    columns = [list(_lines(plan, words, languages, examples, resolved)) for words in wordings]
    rows = tuple(_row(lines) for lines in zip(*columns, strict=True))
    return Document(
        codes=tuple(codes),
        names=tuple(_capital(marks.clean(words.text(Say(f"language.{code}")))) for words, code in zip(wordings, codes, strict=True)),
        titles=tuple(marks.clean(words.text(plan.title)) for words in wordings),
        caption=_both(wordings, Say("document.side_by_side")),
        rows=rows,
        signatures=_signatures(resolved, wordings),
        page=_page(wordings),
        examples_at=len(rows) - len(list(_examples(examples, wordings[0], resolved))),
    )


def _row(lines: tuple[_Line, ...]) -> Row:
    return Row(lines[0].kind, tuple(line.cell for line in lines), lines[0].number)


def _both(wordings: list[Wording], node: Node) -> str:
    """A phrase in each language, said once if it is the same."""
    return " / ".join(dict.fromkeys(_capital(marks.clean(words.text(node))) for words in wordings))


def _page(wordings: list[Wording]) -> tuple[str, str, str]:
    """What stands around the two numbers at the foot of a page; with two languages only a stroke between them."""
    if len(wordings) > 1:
        return "", " / ", ""
    before, between, after = wordings[0].text(Say("document.page", {"page": Figure("\x00"), "pages": Figure("\x00")})).split("\x00")
    return before, between, after


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lines(
    plan: Contract, words: Wording, languages: tuple[tuple[str, ...], str] | None, examples: Sequence[Example], resolved: Resolved
) -> Iterator[_Line]:
    """The document in one language, from the parties to annex T."""
    text = words.text
    yield _Line("text", marks.paragraphs([text(fact) for fact in plan.parties], ""))
    if plan.definitions:
        yield _heading(text(Say("heading.definitions")))
        yield from (_Line("definition", marks.paragraphs([text(definition)], "")) for definition in plan.definitions)
    for number, article in enumerate(plan.articles, 1):
        yield from _article(article, str(number), words)
    if languages:
        yield from _languages(len(plan.articles) + 1, languages, words)
    for schedule in plan.schedules:
        yield _heading(text(schedule.heading))
        for number, entry in enumerate(schedule.entries, 1):
            yield _Line("entry", marks.paragraphs([text(entry)], f"{number}."), str(number))
    if plan.annex:
        yield _heading(text(Say("heading.annex")))
        for number, rule in enumerate(plan.annex, 1):
            yield _Line("rule", marks.paragraphs([text(rule)], f"T.{number}"), f"T.{number}")
    yield from _examples(examples, words, resolved)


def _heading(text: str) -> _Line:
    return _Line("heading", (Paragraph(marks.runs(marks.clean(text))),))


def _article(article: Section, number: str, words: Wording) -> Iterator[_Line]:
    label, title = marks.number_and_title(words.text(article.heading))
    yield _Line("article", (Paragraph(marks.runs(title), label),), number)
    for clause in article.clauses:
        yield _Line("clause", marks.paragraphs([words.text(sentence) for sentence in clause.sentences], clause.number), clause.number)


def _languages(number: int, languages: tuple[tuple[str, ...], str], words: Wording) -> Iterator[_Line]:
    """Which version prevails."""
    (first, second, *_), prevails = languages
    label, title = marks.number_and_title(words.text(Say("heading.languages", {"num": Figure(str(number))})))
    yield _Line("article", (Paragraph(marks.runs(title), label),), str(number))
    names = {hole: Say(f"language.{code}") for hole, code in (("l", first), ("l2", second), ("l3", prevails))}
    clause = f"{number}.1"
    yield _Line("clause", marks.paragraphs([words.text(Say("document.prevails", names))], clause), clause)


def _examples(examples: Sequence[Example], words: Wording, resolved: Resolved) -> Iterator[_Line]:
    if not examples:
        return
    yield _heading(words.text(Say("heading.examples")))
    yield _Line("text", marks.paragraphs([words.text(Say("examples.note"))], ""))
    for heading, found in headed(examples, resolved):
        yield _Line("group", (Paragraph(marks.runs(words.text(heading))),))
        yield from (_Line("example", marks.paragraphs([words.text(line)], "")) for line in found)


def _signatures(resolved: Resolved, wordings: list[Wording]) -> Signatures:
    deal = resolved.deal
    name, place, date, signature = (_both(wordings, Say(f"sign.{what}")) for what in ("name", "place", "date", "signature"))
    return Signatures(
        _both(wordings, Say("heading.signatures")),
        (name, place, date, signature),
        (
            Signatory(_both(wordings, Say("party.advertiser")), marks.data(deal.advertiser or "") if deal else ""),
            Signatory(_both(wordings, Say("party.influencer")), marks.data(deal.influencer or "") if deal else ""),
        ),
    )
