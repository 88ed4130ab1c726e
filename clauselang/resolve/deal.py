"""The `agreement` block → the facts of the deal, each once."""

from __future__ import annotations

from typing import Any, assert_never

from clauselang.resolve.names import Names
from clauselang.resolve.resolved import Deal, Deliverable
from clauselang.resolve.symbols import key
from clauselang.syntax import ast


def deal(node: ast.Agreement, names: Names) -> Deal:
    """Collect the facts; a fact given twice, a name that means nothing or a missing party is reported."""
    facts: dict[str, Any] = {"periods": {}, "events": {}, "schedules": {}}
    consents: list[Any] = []
    posts: list[Deliverable] = []
    seen: set[str] = set()
    for fact in node.facts:
        what = _what(fact)
        if key(what) in seen:
            names.report("R126", fact.span, f"the agreement states `{what}` twice", "keep one of the two")
            continue
        if not isinstance(fact, ast.Consent):
            seen.add(key(what))
        match fact:
            case ast.Advertiser():
                facts["advertiser"] = fact.name.text
                facts["own_brands"] = frozenset(names.brand(n).key for n in (fact.name, *fact.brands))
                names.categories(fact.sells)
                if fact.timezone:
                    names.zone(fact.timezone)
            case ast.Influencer():
                facts["influencer"] = fact.name.text
                for account in fact.accounts:
                    names.find("platform", account.platform)
                facts["accounts"] = frozenset(key(account.handle.text) for account in fact.accounts)
                if fact.timezone:
                    names.zone(fact.timezone)
            case ast.Timezone():
                facts["timezone"] = names.zone(fact)
            case ast.Signed(when=when):
                facts["signed"] = when
            case ast.Period(of=of):
                facts["periods"][of] = fact
            case ast.Event(name=name):
                facts["events"][key(name.text)] = fact
            case ast.BaseFee(money=money):
                names.currency(money)
                facts["base_fee"] = money
            case ast.FeePaid(when=when):
                facts["fee_paid"] = when
            case ast.Ended():
                facts["ended"] = fact
            case ast.Schedule(name=name):
                facts["schedules"][key(name.text)] = fact
            case ast.Consent(brand=brand, surfaces=surfaces, when=when):
                consents.append((names.brand(brand).key, names.places(surfaces), when))
            case ast.Posts():
                posts.extend(_deliverables(fact, names))
            case _:
                assert_never(fact)
    for party in ("advertiser", "influencer"):
        if party not in facts:
            names.report("R128", node.title.span, f"the agreement does not say who the {party} is", f"add a line such as `{party} \"…\"`")
    return Deal(node, node.title.text, **facts, consents=tuple(consents), posts=tuple(posts))


def _what(fact: ast.Fact) -> str:
    """The words that start the fact's line."""
    match fact:
        case ast.Period(of=of):
            return of
        case ast.Event(name=name):
            return f"event {name.text}"
        case ast.Schedule(name=name):
            return f'schedule "{name.text}"'
        case ast.BaseFee():
            return "base fee"
        case ast.FeePaid():
            return "fee paid"
        case _:
            return type(fact).__name__.lower()


def _deliverables(block: ast.Posts, names: Names) -> list[Deliverable]:
    found = []
    for post in block.posts:
        place = names.place_of_post(post.platform, post.format)
        if place:
            found.append(Deliverable(place, key(post.account.text) if post.account else None, post))
    return found
