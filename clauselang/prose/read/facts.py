"""The sentences on the parties, the definitions and the schedules → the facts of the agreement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from clauselang.prose.canonical import TITLE, spoken
from clauselang.prose.read.clauses import amount, party, schedule
from clauselang.prose.read.names import Vocabulary
from clauselang.prose.read.windows import day, duration, quoted, surfaces, when
from clauselang.prose.tree import Day, Items, Label, Node, Say, Word
from clauselang.resolve.symbols import Symbol
from clauselang.syntax import ast


@attrs.define
class Facts:
    """Collects what a document says of its agreement. Blanks say nothing."""

    vocabulary: Vocabulary
    title: str | None = None
    advertiser: dict[str, Any] = attrs.field(factory=dict)
    influencer: dict[str, Any] = attrs.field(factory=dict)
    zone: str | None = None
    facts: dict[str, list[ast.Fact]] = attrs.field(factory=dict)
    posts: list[ast.Post] = attrs.field(factory=list)

    def agreement(self) -> ast.Agreement | None:
        """The agreement; a document that states nothing of one has none."""
        if not (self.title or self.advertiser or self.influencer or self.zone or self.facts or self.posts):
            return None
        return ast.Agreement(ast.Name(self.title or TITLE), tuple(self._facts()))

    def _facts(self) -> Iterator[ast.Fact]:
        blank = {"name": ast.Name("")}
        yield ast.Advertiser(**{**blank, **self.advertiser})
        yield ast.Influencer(**{**blank, **self.influencer})
        if self.zone:
            yield ast.Timezone(self.zone)
        for kind in ("signed", "term", "campaign", "usage", "event", "base_fee", "fee_paid", "ended", "schedule", "consent"):
            yield from self.facts.get(kind, ())
        if self.posts:
            yield ast.Posts(tuple(self.posts))

    def _add(self, kind: str, fact: ast.Fact) -> None:
        self.facts.setdefault(kind, []).append(fact)

    # The parties.

    def fact(self, node: Say) -> None:
        """A sentence on the parties."""
        holes = node.holes
        match node.key.removeprefix("fact."):
            case "parties":
                for of in ("advertiser", "influencer"):
                    name = holes[of]
                    if isinstance(name, Word):
                        self._side(of)["name"] = ast.Name(spoken(name.text))
            case "brands":
                self.advertiser["brands"] = tuple(ast.Name(spoken(quoted(b))) for b in _each(holes["bs"]))[1:]
            case "sells":
                self.advertiser["sells"] = tuple(self.vocabulary.category(quoted(c)) for c in _each(holes["cs"]))
            case "accounts":
                self.influencer["accounts"] = tuple(_account(item) for item in _each(holes["xs"]))
            case "zone":
                word = holes["zone"]
                assert isinstance(word, Word)
                self._side(party(holes["party"]))["timezone"] = ast.Timezone(word.text)
            case "signed_day":
                self._add("signed", ast.Signed(day(holes["day"])))
            case "signed_moment":
                self._add("signed", ast.Signed(when(holes["w"])))
            case "ended" | "ended_breach":
                self._add("ended", ast.Ended(when(holes["w"]), party(holes["party"]), node.key.endswith("breach")))
            case "fee_paid":
                self._add("fee_paid", ast.FeePaid(when(holes["w"])))
            case "event" | "event_range":
                last = day(holes["day2"]) if "day2" in holes else None
                self._add("event", ast.Event(ast.Name(spoken(quoted(holes["ev"]))), day(holes["day"]), last))

    def _side(self, of: str) -> dict[str, Any]:
        return self.advertiser if of == "advertiser" else self.influencer

    # Definitions.

    def definition(self, node: Say) -> None:
        """The Term, the Campaign, the Usage Period and the Base Fee; other definitions are fixed words."""
        holes = node.holes
        if node.key == "define.base_fee" and not isinstance(holes["m"], Say):
            self._add("base_fee", ast.BaseFee(amount(holes["m"])))
        if not isinstance(holes.get("day"), Day):
            return
        of: Any = node.key.removeprefix("define.").removesuffix("_length")
        if node.key == "define.term_length":
            self._add(of, ast.Period(of, day(holes["day"]), length=duration(node)))
        else:
            self._add(of, ast.Period(of, day(holes["day"]), day(holes["day2"])))

    def consents(self, node: Node) -> None:
        """The consents that the advertiser has given."""
        for item in _each(node):
            assert isinstance(item, Say)
            one = item.holes["x"] if item.key == "item.lettered" else item
            assert isinstance(one, Say)
            places = surfaces(one.holes["surf"], self.vocabulary.symbols)
            self._add("consent", ast.Consent(ast.Name(spoken(quoted(one.holes["b"]))), places, when(one.holes["w"])))

    # Schedules.

    def post(self, node: Say) -> None:
        """A line of schedule A."""
        if node.key == "blank.posts":
            return
        place, account = node.holes["place"], node.holes["acct"]
        form, platform = self._place(place)
        assert isinstance(account, Say)
        handle = account.holes.get("handle")
        self.posts.append(
            ast.Post(
                ast.Name(spoken(form.name)),
                ast.Name(spoken(platform.name)),
                ast.Handle(handle.text) if isinstance(handle, Word) else None,
                tuple(event for item in _each(node.holes["events"]) if (event := _event(item))),
            )
        )

    def _place(self, node: Node) -> tuple[Symbol, Symbol]:
        if isinstance(node, Label):
            platform = self.vocabulary.symbols.find("platform", node.symbol.platform or "")
            assert platform
            return node.symbol, platform
        assert isinstance(node, Say)
        form, on = node.holes["form"], node.holes["platform"]
        assert isinstance(form, Label) and isinstance(on, Label)
        return form.symbol, on.symbol

    def schedule(self, heading: Node, entries: list[Say]) -> None:
        """A list of commitments."""
        found = [_commitment(entry) for entry in entries if entry.key.startswith("commitment.")]
        self._add("schedule", ast.Schedule(schedule(heading), tuple(found)))


def _each(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, Items) else (node,)


def _account(node: Node) -> ast.Account:
    assert isinstance(node, Say)
    handle, platform = node.holes["handle"], node.holes["platform"]
    assert isinstance(handle, Word) and isinstance(platform, Label)
    return ast.Account(ast.Name(spoken(platform.symbol.name)), ast.Handle(handle.text))


def _event(node: Node) -> ast.Planned | ast.PostEvent | ast.PostState | None:
    assert isinstance(node, Say)
    what: Any = node.key.removeprefix("post.")
    match what:
        case "unknown":
            return None
        case "planned":
            return ast.Planned(when(node.holes["w"]))
        case "notified":
            return ast.Planned(when(node.holes["w"]), when(node.holes["y"]))
        case "cancelled" | "owed":
            return ast.PostState(what)
        case _:
            return ast.PostEvent(what, when(node.holes["w"]))


def _commitment(node: Say) -> ast.Commitment:
    name = ast.Name(spoken(quoted(node.holes["b"])))
    if node.key == "commitment.open":
        return ast.Commitment(name)
    return ast.Commitment(name, day(node.holes["day"]), day(node.holes["day2"]))
