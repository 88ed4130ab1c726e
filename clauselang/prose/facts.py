"""The facts of the deal → sentences on the parties, and the definitions that the articles need."""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.prose import scope
from clauselang.prose.bounds import when
from clauselang.prose.canonical import facts
from clauselang.prose.canonical import party as named
from clauselang.prose.keys import KEYS
from clauselang.prose.sentences import party
from clauselang.prose.tree import Amount, Day, Label, Length, Node, Quoted, Say, Word, joined, lettered, say
from clauselang.resolve.resolved import Deal, Resolved
from clauselang.syntax import ast


def parties(resolved: Resolved) -> tuple[Say, ...]:
    """Who agrees, and what is known of both; without an agreement, blanks to fill in."""
    deal = resolved.deal
    if deal is None:
        return (say("fact.parties", advertiser=say("blank.advertiser"), influencer=say("blank.influencer")),)
    return tuple(_parties(deal, resolved))


def _parties(deal: Deal, resolved: Resolved) -> Iterator[Say]:
    yield say(
        "fact.parties",
        advertiser=Word(said) if (said := named(deal.advertiser)) else say("blank.advertiser"),
        influencer=Word(said) if (said := named(deal.influencer)) else say("blank.influencer"),
    )
    for fact in facts(deal):
        match fact:
            case ast.Advertiser():
                yield from _advertiser(fact, resolved)
            case ast.Influencer():
                yield from _influencer(fact, resolved)
            case ast.Event():
                yield _event(fact)
            case ast.Signed(when=at):
                yield say("fact.signed_day", day=Day(at.text)) if at.kind == "date" else say("fact.signed_moment", w=when(at))
            case ast.Ended(when=at, by=by, for_breach=for_breach):
                yield say("fact.ended_breach" if for_breach else "fact.ended", party=party(by), w=when(at))
            case ast.FeePaid(when=at):
                yield say("fact.fee_paid", w=when(at))
            case _:
                pass


def _advertiser(node: ast.Advertiser, resolved: Resolved) -> Iterator[Say]:
    if node.brands:
        yield say("fact.brands", bs=joined("and", [Quoted(named(node.name.text)), *(Quoted(name.text) for name in node.brands)]))
    found = [symbol for name in node.sells if (symbol := resolved.symbols.find("category", name.text))]
    if found:
        yield say("fact.sells", cs=joined("and", [Quoted(symbol) for symbol in found]))
    if node.timezone:
        yield say("fact.zone", party=party("advertiser"), zone=Word(node.timezone.zone))


def _influencer(node: ast.Influencer, resolved: Resolved) -> Iterator[Say]:
    accounts = [
        say("fact.account", handle=Word("@" + account.handle.text), platform=Label(platform))
        for account in node.accounts
        if (platform := resolved.symbols.find("platform", account.platform.text))
    ]
    if accounts:
        yield say("fact.accounts", xs=joined("and", accounts))
    if node.timezone:
        yield say("fact.zone", party=party("influencer"), zone=Word(node.timezone.zone))


def _event(node: ast.Event) -> Say:
    ev, day = Quoted(node.name.text), Day(node.first.text)
    return say("fact.event_range", ev=ev, day=day, day2=Day(node.last.text)) if node.last else say("fact.event", ev=ev, day=day)


def consents(resolved: Resolved) -> Say | None:
    """The consents that the Advertiser has given."""
    deal = resolved.deal
    nodes = [fact for fact in deal.node.facts if isinstance(fact, ast.Consent)] if deal else []
    if deal is None or not nodes:
        return None
    given = zip(nodes, deal.consents, strict=True)
    items = [say("consent.one", b=Quoted(n.brand.text), surf=scope.surfaces(places), w=when(at)) for n, (_, places, at) in given]
    return say("always.consents", xs=items[0] if len(items) == 1 else lettered(items))


# Definitions: which phrases call for which, in the order of print.

_CONTENT = frozenset({"content.sponsored", "content.sponsored_gifted"})
_GIFTED = frozenset({"content.sponsored_gifted", "sentence.gifts_excluded", "kind.gifted"})
_MENTION = _CONTENT | _GIFTED | {"content.mention", "content.mention_show", "always.deliverable"}
_TIMED = ("window", "start", "end", "anchor", "period")
_EVENT = frozenset(key for key in KEYS if key.split(".")[0] in _TIMED and "event" in key)
_CALLED_BY: tuple[tuple[str, frozenset[str]], ...] = (
    ("post", frozenset({"always.list"})),
    ("sponsored", _CONTENT),
    ("gifted", _GIFTED),
    ("mention", _MENTION),
    ("show", (_MENTION - {"content.mention"})),
    ("product", frozenset({"always.list"})),
    ("account", frozenset({"clause.publish", "clause.statement", "clause.statement_each"})),
    ("term", frozenset({"period.term", "test.term_longer"})),
    ("campaign", frozenset({"period.campaign"})),
    ("usage", frozenset({"period.usage"})),
    ("base_fee", frozenset({"sentence.fee_percent", "sentence.fee_amount", "sentence.fee_included"})),
    ("event", _EVENT),
)


def definitions(used: frozenset[str], resolved: Resolved) -> tuple[Say, ...]:
    """The definitions that phrases in the articles call for, and the periods and the fee that the agreement states."""
    deal = resolved.deal
    stated = {*deal.periods, *(("base_fee",) if deal.base_fee else ())} if deal else set()
    return tuple(_definition(term, deal) for term, callers in _CALLED_BY if callers & used or term in stated)


def _definition(term: str, deal: Deal | None) -> Say:
    match term:
        case "term" | "campaign" | "usage":
            return _period(term, deal.periods.get(term) if deal else None)
        case "base_fee":
            return say("define.base_fee", m=Amount(deal.base_fee) if deal and deal.base_fee else say("blank.amount"))
        case _:
            return say(f"define.{term}")


def _period(term: str, node: ast.Period | None) -> Say:
    first: Node = Day(node.first.text) if node else say("blank.first")
    if node and node.length:
        return say("define.term_length", d=Length(node.length), day=first)
    return say(f"define.{term}", day=first, day2=Day(node.last.text) if node and node.last else say("blank.last"))
