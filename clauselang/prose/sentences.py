"""One clause → its sentences, in the fixed order: the promise, then what narrows it, then what it costs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from clauselang.prose import scope, windows
from clauselang.prose.canonical import in_short
from clauselang.prose.tree import Amount, Country, Day, Figure, Length, Node, Percent, Quoted, Say, joined, say
from clauselang.resolve.resolved import Clause, Resolved
from clauselang.syntax import ast

_CONTENT = {"sponsored": "content.sponsored", "mention": "content.mention", "mention or show": "content.mention_show"}
_TERMS = (ast.Fee, ast.Penalty, ast.Remedy)


def sentences(clause: Clause, resolved: Resolved, before_signing: bool = False) -> tuple[Say, ...]:
    """Everything that one clause says."""
    if clause.target.is_none:
        return (say("clause.none"),)
    return tuple(_sentences(in_short(clause, resolved.symbols), Figure(clause.number), resolved, before_signing))


def _sentences(clause: Clause, num: Figure, resolved: Resolved, before_signing: bool) -> Iterator[Say]:
    only_stated = windows.before_signing_only(clause.window)
    yield _statement(clause, resolved) if only_stated else _promise(clause, resolved)
    if clause.act == "sponsored" and clause.gifts is False:
        yield say("sentence.gifts_excluded", num=num)
    yield from _narrowings(clause, num)
    for condition in clause.conditions:
        yield say("sentence.unless" if condition.negated else "sentence.if", num=num, test=_test(condition.test))
    yield from scope.exceptions(clause, num, resolved)
    if clause.at_latest:
        yield say("sentence.long_stop", num=num, day=Day(clause.at_latest.text))
    if before_signing and not only_stated:
        yield _statement(clause, resolved)
    for kind in _TERMS:
        for term in sorted((t for t in clause.commercial if isinstance(t, kind)), key=str):
            yield _term(term, num)


# What is promised, and what is stated about the time before signing.


def _surface(clause: Clause) -> Node:
    return scope.surfaces(clause.surfaces)


def _account(clause: Clause) -> Node:
    if not clause.accounts:
        return say("account.any")
    return say("account.some", handles=scope.handles(clause.accounts, scope.spellings(clause)))


def _content(clause: Clause, resolved: Resolved) -> Say:
    key = "content.sponsored_gifted" if clause.act == "sponsored" and clause.gifts else _CONTENT[clause.act]
    return say(key, t=scope.target(clause.target, resolved))


def _promise(clause: Clause, resolved: Resolved) -> Say:
    window = windows.window_of(clause, resolved)
    if clause.act == "engage":
        return say("clause.engage", win=window, t=scope.target(clause.target, resolved))
    return say(
        "clause.publish", win=window, surf=_surface(clause), acct=_account(clause), content=_content(clause, resolved)
    )  # fmt: skip


def _statement(clause: Clause, resolved: Resolved) -> Say:
    """What the Influencer states about the part of the window before signing."""
    each = windows.start_filter(clause, resolved)
    start: dict[str, Node] = {**({"f": each} if each else {}), "s": windows.start_of(clause, resolved)}
    suffix = "_each" if each else ""
    if clause.act == "engage":
        return say(f"clause.statement_engage{suffix}", **start, t=scope.target(clause.target, resolved))
    return say(
        f"clause.statement{suffix}", **start,
        surf=_surface(clause), acct=_account(clause), content=_content(clause, resolved),
    )  # fmt: skip


# What narrows it.


def _narrowings(clause: Clause, num: Figure) -> Iterator[Say]:
    """Territory and events; for engagements also surfaces and accounts, which the promise does not name."""
    engage = "_engage" if clause.act == "engage" else ""
    if engage and clause.surfaces:
        yield say("sentence.engage_surfaces", num=num, surf=_surface(clause))
    if engage and clause.accounts:
        yield say("sentence.engage_accounts", num=num, handles=scope.handles(clause.accounts, scope.spellings(clause)))
    if clause.territory:
        yield say(f"sentence.territory{engage}", num=num, countries=joined("and", [Country(c) for c in clause.territory]))
    events = [Quoted(event.name) for event in clause.events]
    if len(events) == 1:
        yield say(f"sentence.event{engage}", num=num, ev=events[0])
    elif events:
        yield say(f"sentence.events{engage}", num=num, evs=joined("or", events))


def party(of: ast.Party) -> Say:
    """The Advertiser or the Influencer."""
    return say(f"party.{of}")


def _test(node: ast.TermLonger | ast.EndedBy | ast.IsFeePaid | ast.Test) -> Say:
    match node:
        case ast.TermLonger(duration=duration):
            return say("test.term_longer", d=Length(duration))
        case ast.EndedBy(party=by, for_breach=for_breach):
            return say("test.ended_breach" if for_breach else "test.ended", party=party(by))
        case ast.IsFeePaid():
            return say("test.fee_paid")
        case ast.Test(text=text):
            return say("test.quoted", text=Quoted(text))
        case _:
            assert_never(node)


# What it costs.


def _term(node: ast.Fee | ast.Penalty | ast.Remedy, num: Figure) -> Say:
    match node:
        case ast.Fee():
            return _fee(node, num)
        case ast.Penalty(money=money):
            return say("sentence.penalty", num=num, m=Amount(money))
        case ast.Remedy(what=what, duration=duration):
            return say(f"sentence.{what}", num=num, d=Length(duration))
        case _:
            assert_never(node)


def _fee(node: ast.Fee, num: Figure) -> Say:
    per = say("per.period", d=Length(node.per)) if node.per else say("per.none")
    least = say("min.some", m=Amount(node.at_least)) if node.at_least else say("min.none")
    if node.percent is not None:
        return say("sentence.fee_percent", num=num, pct=Percent(node.percent), per=per, min=least)
    if node.amount is not None:
        return say("sentence.fee_amount", num=num, m=Amount(node.amount), per=per, min=least)
    return say("sentence.fee_included", num=num)
