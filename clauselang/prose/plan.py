"""`Resolved` → the plan of a contract: what is said, in which order, in no language yet."""

from __future__ import annotations

import attrs

from clauselang.prose import facts, schedules
from clauselang.prose.canonical import title
from clauselang.prose.sentences import sentences
from clauselang.prose.tree import Figure, Node, Say, Word, keys_in, lettered, say
from clauselang.resolve.resolved import Article, Resolved


@attrs.frozen
class Numbered:
    """A numbered clause: its sentences in order."""

    number: str
    sentences: tuple[Say, ...]


@attrs.frozen
class Section:
    """An article: its heading and its clauses."""

    heading: Say
    clauses: tuple[Numbered, ...]


@attrs.frozen
class Contract:
    """The whole document, from the title to annex T."""

    title: Node
    parties: tuple[Say, ...]
    definitions: tuple[Say, ...]
    articles: tuple[Section, ...]
    schedules: tuple[schedules.Schedule, ...]
    annex: tuple[Say, ...]


def contract(resolved: Resolved, before_signing: frozenset[int] = frozenset()) -> Contract:
    """Plan the document. Definitions follow from the words that the articles use."""
    deal = resolved.deal
    articles = tuple(_article(article, resolved, before_signing) for article in resolved.articles)
    prohibits = any(not clause.target.is_none for clause in resolved.clauses)
    if prohibits or (deal and deal.consents):
        articles += (_always(len(articles) + 1, resolved),)
    used = frozenset[str]().union(*(keys_in(s) for a in articles for c in a.clauses for s in c.sentences))
    return Contract(
        Word(said) if deal and (said := title(deal.title)) else say("title.default"),
        facts.parties(resolved),
        facts.definitions(used, resolved),
        articles,
        schedules.schedules(resolved) if prohibits or deal else (),
        _annex(resolved) if prohibits or (deal and deal.timezone) else (),
    )


def _article(article: Article, resolved: Resolved, before_signing: frozenset[int]) -> Section:
    num = Figure(str(article.number))
    said = title(article.title)
    heading = say("heading.article", num=num, title=Word(said)) if said else say("heading.untitled", num=num)
    return Section(
        heading,
        tuple(Numbered(c.number, sentences(c, resolved, c.index in before_signing)) for c in article.clauses),
    )


def _always(number: int, resolved: Resolved) -> Section:
    """How clauses stand to each other, and what none of them prohibits."""
    items = ["own", "deliverable", "consent", "online", "harbour"]
    if schedules.names(resolved):
        items.insert(3, "commitments")
    listed = say("always.list", xs=lettered([say(f"always.{item}") for item in items]))
    consents = facts.consents(resolved)
    told = ((say("always.alone"),), (listed,), *(((consents,),) if consents else ()))
    clauses = tuple(Numbered(f"{number}.{place}", said) for place, said in enumerate(told, 1))
    return Section(say("heading.always", num=Figure(str(number))), clauses)


def _annex(resolved: Resolved) -> tuple[Say, ...]:
    zone = resolved.deal.timezone if resolved.deal else None
    first = say("annex.1", zone=Word(zone) if zone else say("blank.zone"))
    return (first, *(say(f"annex.{rule}") for rule in range(2, 10)))
