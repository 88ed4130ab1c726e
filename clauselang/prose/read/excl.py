"""`ast.Module` → `.excl` text, one phrase after the other as the tree has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, assert_never

from clauselang.syntax import ast
from clauselang.syntax.tables import KEYWORDS, PATTERNS

_NAME = re.compile(PATTERNS["NAME"], re.ASCII)


def excl(module: ast.Module) -> str:
    """The text of a file."""
    return "\n".join("\n".join(_item(item)) + "\n" for item in module.items)


def _item(node: ast.Item) -> Iterator[str]:
    match node:
        case ast.Import(path=path):
            yield f"import {path}"
        case ast.Agreement(title=title, facts=facts):
            yield f"agreement {name(title)}"
            yield from (f"  {line}" for fact in facts for line in _fact(fact))
        case ast.Exclusivity(title=title, clauses=clauses):
            yield f"exclusivity {name(title)}" if title else "exclusivity"
            yield from (f"  {clause(c)}" for c in clauses)
        case ast.Clause():
            yield clause(node)
        case ast.CompetitorList(name=of, members=members):
            yield f"competitors {name(of)}"
            yield from (f"  {name(member)}" for member in members)
        case ast.Declaration() | ast.Scenario():
            raise ValueError("a contract declares no vocabulary and has no scenarios")
        case _:
            assert_never(node)


# Small parts.


def name(node: ast.Name) -> str:
    """A name, in quotation marks where it needs them."""
    bare = _NAME.fullmatch(node.text) and node.text.lower() not in KEYWORDS
    return node.text if bare else f'"{node.text}"'


def _names(nodes: Iterable[Any]) -> str:
    return " and ".join(map(name, nodes))


def duration(node: ast.Duration) -> str:
    """`1 month 15 days`."""
    return " ".join(f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in node.parts)


def _figure(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def money(node: ast.Money) -> str:
    """`2400 EUR`."""
    return f"{_figure(node.amount)} {node.currency}"


def when(node: ast.When) -> str:
    """`2026-03-10 18:00`."""
    return node.text.replace("T", " ") if node.kind == "local" else node.text


def _handles(nodes: Iterable[Any]) -> str:
    return " and ".join(f"@{node.text}" for node in nodes)


def _surface(node: ast.Surface) -> str:
    if node.word:
        return node.word.text
    assert node.platform and node.format
    return f"{node.platform.text} {node.format.text}"


def _surfaces(nodes: Iterable[Any]) -> str:
    return " and ".join(map(_surface, nodes))


# The agreement.

_FACTS = (
    ast.Advertiser, ast.Influencer, ast.Timezone, ast.Signed, ast.Period, ast.Event, ast.BaseFee, ast.FeePaid, ast.Ended,
    ast.Schedule, ast.Consent, ast.Posts,
)  # fmt: skip


def _fact(node: ast.Fact) -> Iterator[str]:
    match node:
        case ast.Advertiser(name=of, sells=sells, brands=brands, timezone=zone):
            yield f"advertiser {name(of)}"
            yield from (f"  sells {_names(sells)}",) if sells else ()
            yield from (f"  brands {_names(brands)}",) if brands else ()
            yield from (f"  timezone {zone.zone}",) if zone else ()
        case ast.Influencer(name=of, accounts=accounts, timezone=zone):
            yield f"influencer {name(of)}"
            yield from (f"  {account.platform.text} @{account.handle.text}" for account in accounts)
            yield from (f"  timezone {zone.zone}",) if zone else ()
        case ast.Schedule(name=of, commitments=commitments):
            yield f"schedule {name(of)}"
            yield from (f"  {name(c.brand)}{_through(c.first, c.last)}" for c in commitments)
        case ast.Posts(posts=posts):
            yield "posts"
            yield from (f"  {_post(post)}" for post in posts)
        case _:
            yield _line(node)


def any_of(node: ast.Fact | ast.Phrase) -> str:
    """A fact or a phrase on one line."""
    return "; ".join(line.strip() for line in _fact(node)) if isinstance(node, _FACTS) else phrase(node)


def _through(first: ast.When | None, last: ast.When | None) -> str:
    return (f" {when(first)}" if first else "") + (f" through {when(last)}" if last else "")


def _line(node: ast.Fact) -> str:
    match node:
        case ast.Timezone(zone=zone):
            return f"timezone {zone}"
        case ast.Signed(when=at):
            return f"signed {when(at)}"
        case ast.Period(of=of, first=first, last=last, length=length):
            return f"{of}{_through(first, last)}" + (f" for {duration(length)}" if length else "")
        case ast.Event(name=of, first=first, last=last):
            return f"event {name(of)}{_through(first, last)}"
        case ast.BaseFee(money=amount):
            return f"base fee {money(amount)}"
        case ast.FeePaid(when=at):
            return f"fee paid {when(at)}"
        case ast.Ended(when=at, by=by, for_breach=breach):
            return f"ended {when(at)} by {by}" + (" for breach" if breach else "")
        case ast.Consent(brand=brand, surfaces=surfaces, when=at):
            return f"consent {name(brand)}" + (f" on {_surfaces(surfaces)}" if surfaces else "") + f" {when(at)}"
        case _:
            raise AssertionError(node)


def _post(node: ast.Post) -> str:
    events = []
    for event in node.events:
        match event:
            case ast.Planned(when=at, notified=notified):
                events.append(f"planned {when(at)}" + (f" notified {when(notified)}" if notified else ""))
            case ast.PostEvent(what=what, when=at):
                events.append(f"{what} {when(at)}")
            case ast.PostState(what=state):
                events.append(state)
    account = f" from @{node.account.text}" if node.account else ""
    return ", ".join([f"{node.format.text} on {node.platform.text}{account}", *events])


# Clauses.


def clause(node: ast.Clause) -> str:
    """One line of phrases."""
    return ("then " if node.then else "") + ", ".join(map(phrase, node.phrases))


def phrase(node: ast.Phrase) -> str:
    """One phrase."""
    match node:
        case ast.Target(parts=parts):
            return " plus ".join(map(_part, parts))
        case ast.Gifts(included=included):
            return f"gifts {'included' if included else 'excluded'}"
        case ast.Act(what=what):
            return f"any {what}"
        case ast.On(surfaces=surfaces):
            return f"on {_surfaces(surfaces)}" if surfaces else "on any platform"
        case ast.SurfacesExcluded(surfaces=surfaces):
            return f"{_surfaces(surfaces)} excluded"
        case ast.FromAccounts(handles=handles):
            return f"from {_handles(handles)}" if handles else "from any account"
        case ast.AccountsExcluded(handles=handles):
            return f"from {_handles(handles)} excluded"
        case ast.In(countries=countries):
            return f"in {_names(countries)}" if countries else "worldwide"
        case ast.At(events=events):
            return f"at {_names(events)}"
        case ast.Except(exempt=exempt, but_not=but_not):
            return f"except {_exempt(exempt)}" + (f" but not {_exempt(but_not)}" if but_not else "")
        case ast.Condition(negated=negated, test=test):
            return f"{'unless' if negated else 'if'} {_test(test)}"
        case ast.Fee() | ast.Penalty() | ast.Remedy():
            return _term(node)
        case _:
            return _time(node)


def _part(node: ast.TargetPart) -> str:
    match node:
        case ast.Full():
            return "full"
        case ast.Categories(names=names):
            return f"category {_names(names)}"
        case ast.Brands(names=names):
            return f"brands {_names(names)}"
        case ast.Competitors(names=names):
            return f"competitors {_names(names)}"
        case ast.NoExclusivity():
            return "none"
        case _:
            assert_never(node)


_WORD = {
    "brand": "brands ", "category": "category ", "competitors": "competitors ", "schedule": "schedule ", "territory": "in ",
    "event": "at ",
}  # fmt: skip


def _exempt(node: ast.Exempt | ast.Test) -> str:
    if isinstance(node, ast.Test):
        return f'"{node.text}"'
    match node.facet:
        case "surface":
            return _surfaces(node.values)
        case "kind":
            return " and ".join(map(str, node.values))
        case "account":
            return f"from {_handles(node.values)}"
        case _:
            return _WORD[node.facet] + _names(node.values)


def _test(node: ast.TermLonger | ast.EndedBy | ast.IsFeePaid | ast.Test) -> str:
    match node:
        case ast.TermLonger(duration=of):
            return f"term longer than {duration(of)}"
        case ast.EndedBy(party=party, for_breach=breach):
            return f"ended by {party}" + (" for breach" if breach else "")
        case ast.IsFeePaid():
            return "fee paid"
        case ast.Test(text=text):
            return f'"{text}"'
        case _:
            assert_never(node)


def _term(node: ast.Fee | ast.Penalty | ast.Remedy) -> str:
    match node:
        case ast.Penalty(money=amount):
            return f"penalty {money(amount)} per breach"
        case ast.Remedy(what=what, duration=of):
            return f"{what} {duration(of)}"
        case ast.Fee(percent=percent, amount=amount, per=per, at_least=least):
            rate = f" per {duration(per)}" if per else ""
            if percent is not None:
                return f"fee {_figure(percent)}% of base{rate}" + (f" at least {money(least)}" if least else "")
            return f"fee {money(amount)}{rate}" if amount else "fee included"
        case _:
            assert_never(node)


# Windows.


def _time(node: ast.Window | ast.Perpetual | ast.AtLatest) -> str:
    match node:
        case ast.Around(before=before, after=after, anchor=at):
            return f"{duration(before)} before to {duration(after)} after {_anchor(at)}"
        case ast.Before(duration=of, anchor=at):
            return f"{duration(of)} before {_anchor(at)}"
        case ast.After(duration=of, anchor=at):
            return f"{duration(of)} after {_anchor(at)}"
        case ast.FromTo(start=start, end=end):
            return f"from {_bound(start)}{_end(end)}"
        case ast.OnTheDay(anchor=at):
            return f"on the day of {_anchor(at)}"
        case ast.During(period=of, after=after):
            return f"during {_period(of)}" + (f" and {duration(after)} after" if after else "")
        case ast.Dates(first=first, last=last):
            return f"{when(first)} through {when(last)}"
        case ast.For(duration=of):
            return f"for {duration(of)}"
        case ast.Perpetual():
            return "perpetual"
        case ast.AtLatest(date=date):
            return f"at latest through {when(date)}"
        case _:
            assert_never(node)


def _bound(node: ast.Bound) -> str:
    at = when(node.at) if isinstance(node.at, ast.When) else _anchor(node.at)
    return f"{duration(node.duration)} {node.direction} {at}" if node.duration else at


def _end(node: ast.Bound | ast.Until | None) -> str:
    match node:
        case None:
            return ""
        case ast.Bound():
            return f" to {_bound(node)}"
        case ast.Until(preposition=preposition, when=at):
            return f" {preposition} {when(at)}"


def _anchor(node: ast.Anchor) -> str:
    match node:
        case ast.PostAnchor(which=which, surfaces=surfaces):
            return f"{which} post" + (f" on {_surfaces(surfaces)}" if surfaces else "")
        case ast.Signing():
            return "signing"
        case ast.PeriodEdge(edge=edge, period=of):
            return f"{edge} of {_period(of)}"
        case ast.EventAnchor(name=of):
            return name(of)
        case _:
            assert_never(node)


def _period(node: ast.PeriodName | ast.Name) -> str:
    return name(node) if isinstance(node, ast.Name) else node
