"""A clause → posts at its limits, each with the verdict of the evaluator: the clause seen on dates.

The bounds come from the windows, the verdicts from `Contract.decide`: a post is given only if the two agree.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Literal, TypeAlias

import attrs

from clauselang.evaluate.contract import Contract, Judged
from clauselang.resolve.resolved import Clause
from clauselang.resolve.symbols import Place
from clauselang.semantics.clock import BEGIN, END, MINUTE, SECOND, to_datetime, zone_info
from clauselang.semantics.facts import Activity
from clauselang.semantics.norm import Norm

Role: TypeAlias = Literal["before", "first", "last", "after", "excepted"]
_FORBIDDEN = ("violation", "misstatement")
_FORBIDS: dict[Role, bool] = {"before": False, "first": True, "last": True, "after": False, "excepted": False}
MAX_TRIES = 64


@attrs.frozen
class Limit:
    """A post at a limit of a clause. `brand` and `category` are what the clause is about, and `None` for any other brand."""

    clause: str
    role: Role
    judged: Judged
    brand: str | None
    category: str | None


@attrs.frozen
class _Subject:
    """What a post must be about for a clause to reach it: the facts, and how they are named to people."""

    brand: str | None
    category: str | None
    facts: Activity


def limits(contract: Contract) -> Iterator[Limit]:
    """For each clause: the last permitted and first prohibited moment, the same where it ends, and an excepted format."""
    for norm in contract.norms.norms:
        subject = _subject(norm, contract)
        if subject is None:
            continue
        for role, at in _moments(norm):
            judged = contract.decide(_at(subject.facts, at, contract))
            if (judged.verdict.word in _FORBIDDEN) == _FORBIDS[role] and judged.verdict.word != "unknown":
                yield Limit(norm.clause.number, role, judged, subject.brand, subject.category)
        yield from _excepted(norm, subject, contract)


def _moments(norm: Norm) -> Iterator[tuple[Role, int]]:
    """Around the start of the first stretch and the end of the last, as far as they are known; to the second."""
    must, may = norm.must.intervals, norm.may.intervals
    if not must:
        return
    if may[0][0] > BEGIN:
        yield "before", may[0][0] - SECOND
        yield "first", must[0][0]
    if must[-1][1] < END and may[-1][1] < END:
        yield "last", must[-1][1] - SECOND
        yield "after", may[-1][1]


def _excepted(norm: Norm, subject: _Subject, contract: Contract) -> Iterator[Limit]:
    """A post in the middle of the window, in a format that the clause excepts."""
    middle = _middle(norm)
    places = [v for e in norm.clause.exceptions if e.exempt.facet == "surface" for v in e.exempt.values if isinstance(v, Place)]
    if middle is None or not places:
        return
    place = places[0]
    facts = _placed(subject.facts, place) if place.platform else attrs.evolve(subject.facts, format=place.format_key)
    judged = contract.decide(_at(facts, middle, contract))
    if judged.verdict.word == "compliant":
        yield Limit(norm.clause.number, "excepted", judged, subject.brand, subject.category)


def _middle(norm: Norm) -> int | None:
    known = [(start, end) for start, end in norm.must.intervals if start > BEGIN and end < END]
    return (known[0][0] + known[0][1]) // 2 // MINUTE * MINUTE if known else None


def _subject(norm: Norm, contract: Contract) -> _Subject | None:
    """A post that the clause certainly reaches inside its window; none if no simple one is found."""
    clause = norm.clause
    inside = _middle(norm) or next((start for start, _ in norm.must.intervals if start > BEGIN), None)
    if inside is None or clause.act == "engage" or clause.target.is_none:
        return None
    tries = product(_abouts(clause, contract), _places(clause, contract))
    for (brand, category), place in (pair for pair, _ in zip(tries, range(MAX_TRIES), strict=False)):
        facts = _placed(_facts(clause, brand, category), place)
        judged = contract.decide(_at(facts, inside, contract))
        if any(found.norm is norm and found.verdict in _FORBIDDEN for found in judged.clauses):
            return _Subject(brand, category, facts)
    return None


def _abouts(clause: Clause, contract: Contract) -> list[tuple[str | None, str | None]]:
    """Brands and categories that the clause names; for a full clause another brand of any kind."""
    target = clause.target
    listed = [name for each in target.lists for name in contract.resolved.symbols.members(each)]
    named = [(brand.name, None) for brand in target.brands] + [(brand, None) for brand in listed]
    categories = [(None, category.name) for category in target.categories]
    return [*categories, *named, *([(None, None)] if target.full else [])]


def _places(clause: Clause, contract: Contract) -> list[Place]:
    """Where such a post can appear: where the clause applies, else where posts of the agreement do."""
    symbols = contract.resolved.symbols
    deal = contract.resolved.deal
    owed = [post.place for post in deal.posts if post.place.platform] if deal else []
    platforms = [place.platform for place in owed if place.platform]
    platforms += [known for name in ("instagram", "tiktok", "youtube") if (known := symbols.find("platform", name))]
    if not clause.surfaces:
        return list(dict.fromkeys([*owed, *(Place(platform, None) for platform in platforms)]))
    found: list[Place] = []
    for place in clause.surfaces:
        if place.platform:
            found.append(place)
        elif place.format_key:
            found.extend(Place(p, form) for p in platforms if (form := symbols.format_of(p, place.format_key)))
    return list(dict.fromkeys(found + [place for place in owed if place.platform in {one.platform for one in found}]))


# A name that no brand of a real agreement has; it is never shown.
_NOBODY = "\u2014another brand\u2014"


def _facts(clause: Clause, brand: str | None, category: str | None) -> Activity:
    """A paid post; everything else is as the clause asks."""
    return Activity(
        1,
        brands=(brand or _NOBODY,),
        categories=(category,) if category else (),
        acts=("mention",),
        kinds=("paid",),
        account=clause.accounts[0] if clause.accounts else None,
        territories=clause.territory[:1],
        events=tuple(event.name for event in clause.events[:1]),
        deliverable=False,
    )


def _placed(facts: Activity, place: Place) -> Activity:
    return attrs.evolve(facts, platform=place.platform.name if place.platform else None, format=place.format_key)


def _at(facts: Activity, instant: int, contract: Contract) -> Activity:
    """The post at an instant, said in the zone of the agreement."""
    deal = contract.resolved.deal
    zone = zone_info(deal.timezone) if deal and deal.timezone else None
    return attrs.evolve(facts, published_at=to_datetime(instant, zone).isoformat())
