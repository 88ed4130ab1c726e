"""A file → what its contract has to say, part by part: clauses, and the fixed parts around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from itertools import permutations
from typing import Literal

import attrs

from clauselang.prose.language import Language, language
from clauselang.prose.plan import Contract, contract
from clauselang.prose.tree import Figure, Items, Node, Say
from clauselang.prose.verify.lines import tidy
from clauselang.prose.wording import Wording, plain
from clauselang.resolve.resolved import Resolved

Kind = Literal["clause", "parties", "definition", "always", "languages", "schedule", "entry", "annex", "rule"]
# Signs that documents leave out of the data of the parties, since they turn or break the text around them.
_UNWANTED = re.compile("[\ue000-\uf8ff\ud800-\udfff\ufffe\uffff\u0080-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@attrs.frozen(eq=False)
class Part:
    """What one paragraph has to say. `texts`: what counts as the same; `trees`: its sentences, where they can be read."""

    kind: Kind
    name: str
    number: str
    texts: tuple[str, ...]
    trees: tuple[Say, ...] = ()

    @property
    def article(self) -> str:
        """The article of a clause."""
        return self.number.partition(".")[0] if self.numbered else ""

    @property
    def numbered(self) -> bool:
        """Whether it is a clause of some article."""
        return self.kind in ("clause", "always", "languages")

    @property
    def text(self) -> str:
        """The words that the file asks for."""
        return self.texts[0]


def wording(code: str) -> Wording:
    """The words of a language without marks of any form."""
    return Wording(language(code), plain)


def parts(
    resolved: Resolved,
    code: str,
    before_signing: frozenset[int],
    other: str | None = None,
    numbers: Mapping[str, str] | None = None,
) -> tuple[Part, ...]:
    """Everything, in the order of the contract. `other`: the second language of the document; `numbers`: how the document
    numbers the clauses that have another number in the file."""
    return tuple(_Writer(wording(code), numbers or {}).run(contract(resolved, before_signing), other))


@attrs.frozen
class _Writer:
    words: Wording
    numbers: Mapping[str, str]

    def run(self, plan: Contract, other: str | None) -> Iterator[Part]:
        yield self._part("parties", "the parties", "", plan.parties)
        for definition in plan.definitions:
            yield self._part("definition", self._defined(definition), "", (definition,))
        last = ""
        for article in plan.articles:
            always = article.heading.key == "heading.always"
            for clause in article.clauses:
                yield self._part("always" if always else "clause", f"clause {clause.number}", clause.number, clause.sentences)
                last = clause.number
        if other:
            number = f"{int(last.partition('.')[0] or 0) + 1}.1"
            yield Part("languages", f"clause {number}", number, tuple(_prevailing(self.words.language, other)))
        for schedule in plan.schedules:
            heading = self.words.text(schedule.heading)
            yield self._part("schedule", f"the heading “{heading}”", "", (schedule.heading,))
            for at, entry in enumerate(schedule.entries, 1):
                assert isinstance(entry, Say)
                yield self._part("entry", f"entry {at} of {heading}", str(at), (entry,))
        if plan.annex:
            yield self._part("annex", "the heading of Annex T", "", (Say("heading.annex"),))
        for rule, told in enumerate(plan.annex, 1):
            yield self._part("rule", f"rule T.{rule}", f"T.{rule}", (told,))

    def _part(self, kind: Kind, name: str, number: str, trees: tuple[Say, ...]) -> Part:
        told = tuple(renumbered(tree, self.numbers) for tree in trees) if self.numbers else trees
        text = " ".join(map(self.words.text, told))
        return Part(kind, name, number, tuple(dict.fromkeys((tidy(text), tidy(_UNWANTED.sub("", text))))), told)

    def _defined(self, definition: Say) -> str:
        opened, closed = (re.escape(mark) for mark in self.words.language.lexicon.quotes)
        term = re.search(f"{opened}(.*?){closed}", self.words.text(definition))
        return f"the definition of “{term[1]}”" if term else "the definition of an event"


def renumbered(node: Say, numbers: Mapping[str, str]) -> Say:
    """A sentence with the numbers that clauses have in a document."""
    return Say(node.key, {hole: _renumbered(inside, numbers, hole in ("num", "ref")) for hole, inside in node.holes.items()})


def _renumbered(node: Node, numbers: Mapping[str, str], is_number: bool) -> Node:
    match node:
        case Figure(text=text):
            return Figure(numbers.get(text, text)) if is_number else node
        case Say():
            return renumbered(node, numbers)
        case Items(kind=kind, items=items):
            return Items(kind, tuple(_renumbered(item, numbers, False) for item in items))
        case _:
            return node


def _prevailing(of: Language, other: str) -> Iterator[str]:
    """The clause on two languages, in every order and with every version prevailing."""
    phrases = import_module(f"clauselang.prose.{of.code}.document").PHRASES
    names = {code: phrases[f"language.{code}"] for code in (of.code, other)}
    for first, second in permutations((of.code, other)):
        for prevails in (of.code, other):
            holes = {"l": names[first], "l2": names[second], "l3": names[prevails]}
            yield tidy(re.sub(r"\{(\w+)(?::\w+)?\}", lambda hole, holes=holes: holes[hole[1]], phrases["document.prevails"]))  # type: ignore[misc]
