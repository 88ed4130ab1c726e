"""The sentences of a clause → the clause: the inverse of `prose/sentences.py` and `prose/scope.py`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from clauselang.prose.canonical import in_order, spoken
from clauselang.prose.read.names import Vocabulary
from clauselang.prose.read.windows import day, duration, quoted, surfaces, window
from clauselang.prose.tree import Amount, Country, Items, Node, Percent, Quoted, Say, Word
from clauselang.syntax import ast


@attrs.define
class Clauses:
    """Reads clauses of one document, and collects the lists of competitors that they name."""

    vocabulary: Vocabulary
    lists: dict[str, ast.CompetitorList] = attrs.field(factory=dict)

    def clause(self, sentences: tuple[Say, ...]) -> tuple[ast.Clause, bool]:
        """The clause, and whether it states what was so before signing besides what it promises."""
        first, *further = sentences
        if first.key == "clause.none":
            return ast.Clause((ast.Target((ast.NoExclusivity(),)),)), False
        phrases, then = self._first(first)
        stated = False
        for sentence in further:
            if sentence.key.startswith("clause."):
                stated = True
            else:
                phrases.extend(self._further(sentence))
        return in_order(phrases, then), stated

    # The promise.

    def _first(self, node: Say) -> tuple[list[ast.Phrase], bool]:
        holes = node.holes
        phrases: list[ast.Phrase] = []
        then = False
        if "win" in holes:
            found, then = window(holes["win"], self.vocabulary.symbols)
            phrases.extend(found)
        else:  # a clause that ends at signing has nothing left to promise
            start = holes["s"]
            assert isinstance(start, Say)
            if not start.key.endswith("before") or "d" not in start.holes:
                raise NotStated
            phrases.append(ast.Before(duration(start), ast.Signing()))
        if "content" in holes:
            content = holes["content"]
            assert isinstance(content, Say)
            phrases.extend((self._target(content.holes["t"]), *_ACTS[content.key]))
            places = surfaces(holes["surf"], self.vocabulary.symbols)
            phrases.extend((ast.On(places),) if places else ())
            account = holes["acct"]
            assert isinstance(account, Say)
            phrases.extend((ast.FromAccounts(_handles(account.holes["handles"])),) if "handles" in account.holes else ())
        else:
            phrases.extend((self._target(holes["t"]), ast.Act("engagement")))
        return phrases, then

    def _target(self, node: Node) -> ast.Target:
        nodes = _each(node.holes["ts"]) if isinstance(node, Say) and node.key == "target.union" else (node,)
        parts: list[ast.TargetPart] = []
        for part in nodes:
            assert isinstance(part, Say)
            match part.key:
                case "target.full":
                    parts.append(ast.Full())
                case "target.category" | "target.categories":
                    parts.append(ast.Categories(self._categories(part)))
                case "target.brand" | "target.brands":
                    parts.append(ast.Brands(self._brands(part)))
                case _:
                    parts.append(ast.Competitors((self._list(part),)))
        lists = tuple(name for part in parts if isinstance(part, ast.Competitors) for name in part.names)
        others = tuple(part for part in parts if not isinstance(part, ast.Competitors))
        return ast.Target((*others, ast.Competitors(lists)) if lists else others)

    def _categories(self, node: Say) -> tuple[ast.Name, ...]:
        return tuple(self.vocabulary.category(quoted(c)) for c in _each(node.holes.get("cs") or node.holes["c"]))

    def _brands(self, node: Say) -> tuple[ast.Name, ...]:
        return tuple(self.vocabulary.brand(quoted(b)) for b in _each(node.holes.get("bs") or node.holes["b"]))

    def _list(self, node: Say) -> ast.Name:
        """A list with its members; the vocabulary may have it already."""
        name = spoken(quoted(node.holes["n"]))
        if self.vocabulary.symbols.find("competitors", name) is None:
            self.lists.setdefault(name, ast.CompetitorList(ast.Name(name), self._brands(node)))
        return ast.Name(name)

    # What narrows it, and what it costs.

    def _further(self, node: Say) -> Iterator[ast.Phrase]:
        holes = node.holes
        match node.key.removeprefix("sentence."):
            case "gifts_excluded":
                yield ast.Gifts(False)
            case "engage_surfaces":
                yield ast.On(surfaces(holes["surf"], self.vocabulary.symbols))
            case "engage_accounts":
                yield ast.FromAccounts(_handles(holes["handles"]))
            case "territory" | "territory_engage":
                yield ast.In(_countries(holes["countries"]))
            case "event" | "events" | "event_engage" | "events_engage":
                yield ast.At(_events(node))
            case "if" | "unless":
                yield ast.Condition(node.key.endswith("unless"), _test(holes["test"]))
            case "exception":
                yield self._except(holes["x"])
            case "exceptions":
                for item in _each(holes["xs"]):
                    assert isinstance(item, Say)
                    yield self._except(item.holes["x"])
            case "long_stop":
                yield ast.AtLatest(day(holes["day"]))
            case _:
                yield _term(node)

    def _except(self, node: Node) -> ast.Except:
        if isinstance(node, Say) and node.key == "item.but_not":
            return ast.Except(self._exempt(node.holes["x"]), self._exempt(node.holes["y"]))
        return ast.Except(self._exempt(node))

    def _exempt(self, node: Node) -> ast.Exempt | ast.Test:
        first = _each(node)[0]
        assert isinstance(first, Say)
        match first.key.partition(".")[2]:
            case "platforms" | "formats" | "generic":
                return ast.Exempt("surface", surfaces(node, self.vocabulary.symbols))
            case "kinds":
                return ast.Exempt("kind", tuple(_key(kind) for kind in _each(first.holes["kinds"])))
            case "brand" | "brands":
                return ast.Exempt("brand", self._brands(first))
            case "category" | "categories":
                return ast.Exempt("category", self._categories(first))
            case "list":
                return ast.Exempt("competitors", tuple(self._list(part) for part in _each(node) if isinstance(part, Say)))
            case "schedule":
                return ast.Exempt("schedule", tuple(schedule(part.holes["sch"]) for part in _each(node) if isinstance(part, Say)))
            case "accounts":
                return ast.Exempt("account", _handles(first.holes["handles"]))
            case "territory":
                return ast.Exempt("territory", _countries(first.holes["countries"]))
            case "event" | "events":
                return ast.Exempt("event", _events(first))
            case _:
                return ast.Test(spoken(quoted(first.holes["text"])))


class NotStated(Exception):
    """A statement about the past that stands where a promise should."""


_ACTS: dict[str, tuple[ast.Phrase, ...]] = {
    "content.sponsored": (),
    "content.sponsored_gifted": (ast.Gifts(True),),
    "content.mention": (ast.Act("mention"),),
    "content.mention_show": (ast.Act("mention or appearance"),),
}


def _each(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, Items) else (node,)


def _key(node: Node) -> str:
    assert isinstance(node, Say)
    return node.key.partition(".")[2]


def _handles(node: Node) -> tuple[ast.Handle, ...]:
    return tuple(ast.Handle(word.text) for word in _each(node) if isinstance(word, Word))


def _countries(node: Node) -> tuple[ast.Name, ...]:
    return tuple(ast.Name(country.code) for country in _each(node) if isinstance(country, Country))


def _events(node: Say) -> tuple[ast.Name, ...]:
    return tuple(ast.Name(spoken(quoted(ev))) for ev in _each(node.holes.get("evs") or node.holes["ev"]))


def schedule(node: Node) -> ast.Name:
    """The name of a schedule, with quotation marks or without."""
    return ast.Name(spoken(quoted(node)) if isinstance(node, Quoted) else node.text if isinstance(node, Word) else "")


def party(node: Node) -> Any:
    """`advertiser` or `influencer`."""
    return _key(node)


def amount(node: Node) -> ast.Money:
    """An amount of money."""
    assert isinstance(node, Amount)
    return node.money


def _test(node: Node) -> Any:
    assert isinstance(node, Say)
    match node.key:
        case "test.term_longer":
            return ast.TermLonger(duration(node))
        case "test.ended" | "test.ended_breach":
            return ast.EndedBy(party(node.holes["party"]), node.key.endswith("breach"))
        case "test.fee_paid":
            return ast.IsFeePaid()
        case _:
            return ast.Test(spoken(quoted(node.holes["text"])))


def _term(node: Say) -> ast.Fee | ast.Penalty | ast.Remedy:
    holes = node.holes
    match node.key.removeprefix("sentence."):
        case "fee_included":
            return ast.Fee()
        case "penalty":
            return ast.Penalty(amount(holes["m"]))
        case "cure":
            return ast.Remedy("cure", duration(node))
        case "takedown":
            return ast.Remedy("takedown", duration(node))
    per, least = holes["per"], holes["min"]
    assert isinstance(per, Say) and isinstance(least, Say)
    rate = duration(per) if per.holes else None
    at_least = amount(least.holes["m"]) if least.holes else None
    if node.key == "sentence.fee_percent":
        share = holes["pct"]
        assert isinstance(share, Percent)
        return ast.Fee(share.value, None, rate, at_least)
    return ast.Fee(None, amount(holes["m"]), rate, at_least)
