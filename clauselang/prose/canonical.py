"""`Resolved` → the file in its canonical spelling: the one that reading the contract back gives.

Where the language has several spellings of one meaning, a contract has one wording, so that reading cannot tell which
was written. This is the whole list:

* a name is the declared one, not an alias; a brand is the declared brand of that label; quotation marks inside a
  text are “ ” and blanks are single;
* a window with one anchor has its short form (`from last post to 2 days after last post` is `2 days after last post`),
  and an end that is a moment is `until`;
* the phrases of a clause stand in the order of the formatter, and the parts of a target by kind;
  `X excluded` is `except X`; `on any platform`, `from any account` and `worldwide` say nothing more and are left out;
* facts stand in the order of the grammar, and a party whose name is a blank of the contract has none;
* clauses outside a block are a block without title, and a title that says no more than “Exclusivity”, in whatever
  language, is the heading of a block without title;
* imports, vocabulary and scenarios are no part of a contract; a list of competitors is, once it is named.

LAW: `read(write(file)) == canonical(file)`, and `write(canonical(file)) == write(file)`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Any, assert_never

import attrs

from clauselang.prose.language import LANGUAGES, language
from clauselang.prose.scope import spellings
from clauselang.prose.wording import BLANK, MARKS
from clauselang.resolve.resolved import Brand, Clause, Deal, Exempt, Resolved, Target
from clauselang.resolve.symbols import Place, Symbol, Symbols, key
from clauselang.syntax import ast
from clauselang.syntax.order import phrase_place

TITLE = "Exclusivity"
_FACTS = (
    ast.Advertiser, ast.Influencer, ast.Timezone, ast.Signed, ast.Period, ast.Event, ast.BaseFee, ast.FeePaid, ast.Ended,
    ast.Schedule, ast.Consent, ast.Posts,
)  # fmt: skip
_PERIODS = ("term", "campaign", "usage")


def spoken(text: str) -> str:
    """Text of the parties on one line, its quotation marks in pairs."""
    parts = MARKS.sub('"', BLANK.sub(" ", text).strip()).split('"')
    return "".join(part + ("“" if place % 2 == 0 else "”") for place, part in enumerate(parts[:-1])) + parts[-1]


@cache
def default_titles() -> frozenset[str]:
    """What documents and articles are called that have no title of their own, in every language."""
    found = set()
    for code in LANGUAGES:
        phrases = language(code).phrases
        before, _, after = phrases["heading.article"].partition("{title}")
        found |= {phrases["title.default"], phrases["heading.untitled"].removeprefix(before).removesuffix(after)}
    return frozenset(found)


def title(text: str | None) -> str | None:
    """A title that says something, or none."""
    said = spoken(text or "")
    return None if not said or said in default_titles() else said


# Names.


@cache
def _blanks() -> frozenset[str]:
    return frozenset(language(code).phrases[f"blank.{of}"] for code in LANGUAGES for of in ("advertiser", "influencer"))


def party(text: str | None) -> str:
    """The name of a party; nothing if the contract has a blank there."""
    said = spoken(text or "")
    return "" if said in _blanks() else said


def _name(symbol: Symbol) -> ast.Name:
    return ast.Name(spoken(symbol.name))


@lru_cache(8)
def _labelled(symbols: Symbols) -> dict[str, list[Symbol]]:
    found: dict[str, list[Symbol]] = {}
    for of in symbols.keys("brand"):
        symbol = symbols.find("brand", of)
        if symbol:
            found.setdefault(spoken(symbol.label("en")), []).append(symbol)
    return found


def brand(text: str, symbols: Symbols) -> ast.Name:
    """A brand by its declared name, if some declaration has the text as name, alias or label."""
    symbol = symbols.find("brand", text)
    called = _labelled(symbols).get(spoken(text), ())
    if symbol is None and len(called) == 1:
        symbol = called[0]
    return _name(symbol) if symbol else ast.Name(spoken(text))


def surface(place: Place) -> ast.Surface:
    """A surface by the declared names."""
    if place.platform is None or place.format is None:
        named = place.platform or place.format
        assert named
        return ast.Surface(_name(named))
    return ast.Surface(None, _name(place.platform), _name(place.format))


def _surfaces(places: Iterable[Any]) -> tuple[ast.Surface, ...]:
    return tuple(surface(place) for place in places)


# Windows.


def anchor(node: ast.Anchor, symbols: Symbols) -> ast.Anchor:
    """An anchor with declared names."""
    match node:
        case ast.PostAnchor(which=which, surfaces=surfaces):
            return ast.PostAnchor(which, _surfaces(p for s in surfaces if (p := symbols.surface(s))))
        case ast.PeriodEdge(edge=edge, period=period):
            return ast.PeriodEdge(edge, _period(period))
        case ast.EventAnchor(name=name):
            return ast.EventAnchor(ast.Name(spoken(name.text)))
        case ast.Signing():
            return node
        case _:
            assert_never(node)


def _period(node: ast.PeriodName | ast.Name) -> ast.PeriodName | ast.Name:
    return ast.Name(spoken(node.text)) if isinstance(node, ast.Name) else node


def _bound(node: ast.Bound, symbols: Symbols) -> ast.Bound:
    at = node.at if isinstance(node.at, ast.When) else anchor(node.at, symbols)
    return ast.Bound(at, node.duration, node.direction)


def window(node: ast.Window | None, symbols: Symbols) -> ast.Window | None:
    """A window in its shortest form, with declared names."""
    match node:
        case ast.Around(before=before, after=after, anchor=at):
            return ast.Around(before, after, anchor(at, symbols))
        case ast.Before(duration=duration, anchor=at):
            return ast.Before(duration, anchor(at, symbols))
        case ast.After(duration=duration, anchor=at):
            return ast.After(duration, anchor(at, symbols))
        case ast.OnTheDay(anchor=at):
            return ast.OnTheDay(anchor(at, symbols))
        case ast.During(period=period, after=after):
            return ast.During(_period(period), after)
        case ast.FromTo(start=start, end=end):
            stop = _bound(end, symbols) if isinstance(end, ast.Bound) else end
            return shortest(ast.FromTo(_bound(start, symbols), stop))
        case ast.Dates() | ast.For() | None:
            return node
        case _:
            assert_never(node)


def shortest(node: ast.FromTo) -> ast.FromTo | ast.Around | ast.Before | ast.After:
    """The short form of a window with one anchor: one text for one meaning."""
    start, end = node.start, node.end
    if isinstance(end, ast.Bound) and isinstance(end.at, ast.When):
        return ast.FromTo(start, ast.Until("until", end.at))
    if not isinstance(end, ast.Bound) or start.at != end.at or isinstance(start.at, ast.When):
        return node
    # An event is the only anchor with two edges: alone, its start is meant here and its end there.
    event = isinstance(start.at, ast.EventAnchor)
    match (start.direction, end.direction):
        case ("before", "after"):
            assert start.duration and end.duration
            return ast.Around(start.duration, end.duration, start.at)
        case (None, "after") if not event:
            assert end.duration
            return ast.After(end.duration, start.at)
        case ("before", None) if not event:
            assert start.duration
            return ast.Before(start.duration, start.at)
        case _:
            return node


# Clauses.


def in_short(of: Clause, symbols: Symbols) -> Clause:
    """The clause with its window as `window` gives it."""
    return attrs.evolve(of, window=window(of.window, symbols))


def in_order(phrases: Iterable[ast.Phrase], then: bool) -> ast.Clause:
    """A clause with its phrases in the order of the formatter."""
    return ast.Clause(tuple(sorted(phrases, key=phrase_place)), then)


def clause(of: Clause, resolved: Resolved) -> ast.Clause:
    """A clause from its slots."""
    then = of.after is not None
    if of.target.is_none:
        return ast.Clause((ast.Target((ast.NoExclusivity(),)),), then)
    return in_order(_phrases(of, resolved), then)


_ACTS: dict[str, Any] = {"mention": "mention", "mention or show": "mention or appearance", "engage": "engagement"}


def _phrases(of: Clause, resolved: Resolved) -> Iterator[ast.Phrase]:
    symbols = resolved.symbols
    yield _target(of.target, symbols)
    if of.act != "sponsored":
        yield ast.Act(_ACTS[of.act])
    elif of.gifts is not None:
        yield ast.Gifts(of.gifts)
    when = window(of.window, symbols)
    if when is not None:
        yield when
    if of.perpetual:
        yield ast.Perpetual()
    if of.surfaces:
        yield ast.On(_surfaces(of.surfaces))
    written = spellings(of)
    if of.accounts:
        yield ast.FromAccounts(tuple(ast.Handle(written.get(k, k)) for k in of.accounts))
    if of.territory:
        yield ast.In(tuple(ast.Name(code) for code in of.territory))
    if of.events:
        yield ast.At(tuple(ast.Name(spoken(event.name)) for event in of.events))
    for condition in of.conditions:
        test = ast.Test(spoken(condition.test.text)) if isinstance(condition.test, ast.Test) else condition.test
        yield ast.Condition(condition.negated, test)
    for exception in of.exceptions:
        but_not = _exempt(exception.but_not, of, symbols) if exception.but_not else None
        yield ast.Except(_exempt(exception.exempt, of, symbols), but_not)
    if of.at_latest:
        yield ast.AtLatest(of.at_latest)
    yield from of.commercial


def _target(of: Target, symbols: Symbols) -> ast.Target:
    parts: list[ast.TargetPart] = [ast.Full()] if of.full else []
    if of.categories:
        parts.append(ast.Categories(tuple(map(_name, of.categories))))
    if of.brands:
        parts.append(ast.Brands(tuple(_brand(b, symbols) for b in of.brands)))
    if of.lists:
        parts.append(ast.Competitors(tuple(map(_name, of.lists))))
    return ast.Target(tuple(parts))


def _brand(of: Brand, symbols: Symbols) -> ast.Name:
    return brand(of.key, symbols) if symbols.find("brand", of.key) else brand(of.name, symbols)


def _exempt(of: Exempt, within: Clause, symbols: Symbols) -> ast.Exempt | ast.Test:
    values: Any = of.values
    match of.facet:
        case "test":
            return ast.Test(spoken(values[0]))
        case "surface":
            return ast.Exempt("surface", _surfaces(values))
        case "category" | "competitors":
            return ast.Exempt(of.facet, tuple(map(_name, values)))
        case "brand":
            return ast.Exempt("brand", tuple(_brand(b, symbols) for b in values))
        case "account":
            written = spellings(within)
            return ast.Exempt("account", tuple(ast.Handle(written.get(k, k)) for k in values))
        case "event":
            written = spellings(within)
            return ast.Exempt("event", tuple(ast.Name(spoken(written.get(k, k))) for k in values))
        case "schedule" | "territory":
            return ast.Exempt(of.facet, tuple(ast.Name(spoken(value)) for value in values))
        case "kind":
            return ast.Exempt("kind", values)
        case _:
            assert_never(of.facet)


# Files.


def canonical(resolved: Resolved) -> ast.Module:
    """The file in its canonical spelling; INVARIANT: every name in it is known."""
    items: list[ast.Item] = [_agreement(resolved.deal, resolved)] if resolved.deal else []
    items.extend(_lists(resolved))
    for article in resolved.articles:
        told = title(article.title)
        items.append(ast.Exclusivity(ast.Name(told) if told else None, tuple(clause(c, resolved) for c in article.clauses)))
    return ast.Module(tuple(items))


def _lists(resolved: Resolved) -> Iterator[ast.CompetitorList]:
    """The lists of this file that a clause names, in the order of their first mention."""
    own = {key(item.name.text): item for item in resolved.module.items if isinstance(item, ast.CompetitorList)}
    named: dict[str, None] = {}
    for of in resolved.clauses:
        exempt = [e for exception in of.exceptions for e in (exception.exempt, exception.but_not) if e and e.facet == "competitors"]
        symbols = [*of.target.lists, *(value for e in exempt for value in e.values if isinstance(value, Symbol))]
        named.update(dict.fromkeys(symbol.key for symbol in symbols))
    for name in named:
        if name in own:
            members = tuple(brand(member.text, resolved.symbols) for member in own[name].members)
            yield ast.CompetitorList(ast.Name(spoken(own[name].name.text)), members)


def facts(deal: Deal) -> tuple[ast.Fact, ...]:
    """The facts of the agreement in the order of the grammar, neighbours of one kind as written."""

    def rank(fact: ast.Fact) -> tuple[int, int]:
        return _FACTS.index(type(fact)), _PERIODS.index(fact.of) if isinstance(fact, ast.Period) else 0

    return tuple(sorted(deal.node.facts, key=rank))


def _agreement(deal: Deal, resolved: Resolved) -> ast.Agreement:
    found = tuple(told for fact in facts(deal) if (told := _fact(fact, resolved)))
    given = zip((f for f in found if isinstance(f, ast.Consent)), deal.consents, strict=True)
    consents = iter([ast.Consent(fact.brand, _surfaces(places), fact.when) for fact, (_, places, _) in given])
    return ast.Agreement(
        ast.Name(title(deal.title) or TITLE),
        tuple(next(consents) if isinstance(fact, ast.Consent) else fact for fact in found),
    )


def _fact(fact: ast.Fact, resolved: Resolved) -> ast.Fact | None:
    symbols = resolved.symbols
    match fact:
        case ast.Advertiser():
            sells = tuple(_name(s) for name in fact.sells if (s := symbols.find("category", name.text)))
            return ast.Advertiser(ast.Name(party(fact.name.text)), sells, tuple(map(_said, fact.brands)), fact.timezone)
        case ast.Influencer():
            accounts = tuple(
                ast.Account(_name(s), account.handle)
                for account in fact.accounts
                if (s := symbols.find("platform", account.platform.text))
            )
            return ast.Influencer(ast.Name(party(fact.name.text)), accounts, fact.timezone)
        case ast.Event():
            return ast.Event(_said(fact.name), fact.first, fact.last)
        case ast.Schedule():
            return ast.Schedule(_said(fact.name), tuple(ast.Commitment(_said(c.brand), c.first, c.last) for c in fact.commitments))
        case ast.Consent():
            return ast.Consent(_said(fact.brand), fact.surfaces, fact.when)
        case ast.Posts():
            return _posts(resolved.deal)
        case _:
            return fact


def _said(name: ast.Name) -> ast.Name:
    return ast.Name(spoken(name.text))


def _posts(deal: Deal | None) -> ast.Posts | None:
    found = []
    for post in deal.posts if deal else ():
        assert post.place.platform and post.place.format
        found.append(ast.Post(_name(post.place.format), _name(post.place.platform), post.node.account, post.node.events))
    return ast.Posts(tuple(found)) if found else None
