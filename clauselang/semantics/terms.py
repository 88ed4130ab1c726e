"""What the clauses of a file oblige whatever the agreement is: boxes, exceptions, chains, and what is wrong with windows.

One file of clauses serves a hundred thousand agreements. What depends on an agreement are its windows, its schedules
and its own brands; all else is computed once, and boxes once for each set of own brands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import assert_never

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.frozen import frozen
from clauselang.resolve.resolved import Brand, Clause, Exception_, Exempt, Resolved
from clauselang.resolve.symbols import Place, Symbol, Symbols, key
from clauselang.resolve.taxonomy import Taxonomy
from clauselang.semantics import check
from clauselang.semantics.facet import ANY, INDEX, Values, all_but, only
from clauselang.semantics.norm import Exemption, Question
from clauselang.semantics.plan import Plan
from clauselang.semantics.scope import EVERYTHING, NOTHING, Box, Region
from clauselang.syntax import ast

_SPONSORED = only(["paid", "affiliate", "ambassador"])
_SPONSORED_OR_GIFTED = only([*_SPONSORED.names, "gifted"])
_OWN, _MENTION, _MENTION_OR_SHOW, _ENGAGE = (only(names) for names in (["own"], ["mention"], ["mention", "show"], ["engage"]))
_BRAND = INDEX["brand"]
HELD = 4096  # sets of own brands whose boxes are kept

# The boxes that a schedule lists; what it lists depends on the agreement.
Commitments = Callable[[str], Iterable[Box]]


@frozen(repr=False, eq=False)
class Term:
    """One clause: `boxes` without the Advertiser's own brands where `less_own` says so, beside each box.

    `plans` are those of the clauses whose ends it starts from, first stage first, and its own. `exemptions` is `None`
    where they depend on a schedule.
    """

    clause: Clause
    errors: tuple[Diagnostic, ...]
    refused: bool
    plans: tuple[Plan, ...]
    boxes: tuple[tuple[Box, bool], ...]
    exemptions: tuple[Exemption, ...] | None

    def scope(self, own: frozenset[str]) -> Region:
        """What the clause reaches when these are the Advertiser's own brands."""
        not_own = all_but(own)
        return Region.of(box.with_values("brand", not_own & box.sets[_BRAND]) if less else box for box, less in self.boxes)


class Terms:
    """The clauses of one file."""

    def __init__(self, resolved: Resolved) -> None:
        self.articles = resolved.articles
        self.symbols: Symbols = resolved.symbols
        self.taxonomy: Taxonomy = resolved.taxonomy
        self._reached: dict[frozenset[str], tuple[tuple[Region, ...], Region]] = {}
        plans = {clause.index: Plan.of(clause, self.places) for clause in resolved.clauses}
        self.terms = tuple(self._term(clause, plans) for clause in resolved.clauses)

    def places(self, nodes: Iterable[ast.Surface]) -> tuple[Place, ...]:
        """The places that the surfaces of an anchor name, without the unknown ones."""
        return tuple(place for node in nodes if (place := self.symbols.surface(node)))

    def reach(self, own: frozenset[str]) -> tuple[tuple[Region, ...], Region]:
        """The scope of each clause, and the region of the own brands."""
        known = self._reached.get(own)
        if known is None:
            if len(self._reached) >= HELD:
                self._reached.clear()
            regions = tuple(term.scope(own) for term in self.terms)
            known = self._reached[own] = regions, Region.of([Box.of({"brand": only(own)})])
        return known

    def _term(self, clause: Clause, plans: dict[int, Plan]) -> Term:
        errors = tuple(check.window(clause))
        exempts = [exempt for e in clause.exceptions for exempt in (e.exempt, e.but_not) if exempt]
        exemptions = None if any(exempt.facet == "schedule" for exempt in exempts) else self.exemptions(clause, lambda _: ())
        refused = any(error.is_error for error in errors)
        return Term(clause, errors, refused, _stages(clause, plans), tuple(self._boxes(clause)), exemptions)

    # Scope.

    def _boxes(self, clause: Clause) -> Iterable[tuple[Box, bool]]:
        """The union over targets and surfaces of boxes; the other facets restrict all of them alike."""
        shared: dict[str, Values] = {"control": _OWN}
        match clause.act:
            case "sponsored":
                shared["act"] = _MENTION_OR_SHOW
                shared["kind"] = _SPONSORED_OR_GIFTED if clause.gifts else _SPONSORED
            case "mention":
                shared["act"] = _MENTION
            case "mention or show":
                shared["act"] = _MENTION_OR_SHOW
            case "engage":
                shared["act"] = _ENGAGE
            case _:
                assert_never(clause.act)
        if clause.accounts:
            shared["account"] = only(clause.accounts)
        if clause.territory:
            shared["territory"] = only(clause.territory)
        if clause.events:
            shared["event"] = only(event.key for event in clause.events)
        places = surfaces(clause.surfaces) if clause.surfaces else ()
        for target, less_own in self._targets(clause):
            box = Box.of(shared | target)
            for part in [box & place for place in places] or [box]:
                yield part, less_own

    def _targets(self, clause: Clause) -> Iterable[tuple[dict[str, Values], bool]]:
        """What each part of a target restricts, and whether the Advertiser's own brands are not in it."""
        target = clause.target
        if target.full:
            yield {}, True
        if target.categories:
            yield {"category": self._below(target.categories)}, True
        named = {brand.key for brand in target.brands} | {member for symbol in target.lists for member in self._members(symbol)}
        if named:
            yield {"brand": only(named)}, False

    def _below(self, categories: Iterable[Symbol]) -> Values:
        return Values(frozenset().union(*(self.taxonomy.below(symbol.key) for symbol in categories)))

    def _members(self, symbol: Symbol) -> Iterable[str]:
        for member in symbol.related:
            brand = self.symbols.find("brand", member)
            yield brand.key if brand else member

    # Exemptions.

    def exemptions(self, clause: Clause, commitments: Commitments) -> tuple[Exemption, ...]:
        """What is cut out of a clause, where `commitments` knows the schedules."""
        return tuple(self._exemption(exception, commitments) for exception in clause.exceptions)

    def _exemption(self, exception: Exception_, commitments: Commitments) -> Exemption:
        region, question = self._exempt(exception.exempt, commitments)
        but_not, but_question = self._exempt(exception.but_not, commitments) if exception.but_not else (NOTHING, None)
        return Exemption(region, but_not, question, but_question, exception)

    def _exempt(self, exempt: Exempt, commitments: Commitments) -> tuple[Region, Question | None]:
        """The region that an exception names; a quoted test names everything, if it is answered yes."""
        values = exempt.values
        names = [value for value in values if isinstance(value, str)]
        symbols = [value for value in values if isinstance(value, Symbol)]
        match exempt.facet:
            case "surface":
                return Region.of(surfaces(tuple(v for v in values if isinstance(v, Place)))), None
            case "kind" | "account" | "territory" | "event":
                return Region.of([Box.of({exempt.facet: only(names)})]), None
            case "brand":
                return Region.of([Box.of({"brand": only(v.key for v in values if isinstance(v, Brand))})]), None
            case "competitors":
                return Region.of([Box.of({"brand": only(m for s in symbols for m in self._members(s))})]), None
            case "category":
                return Region.of([Box.of({"category": self._below(symbols)})]), None
            case "schedule":
                return Region(tuple(box for name in names for box in commitments(key(name)))), None
            case "test":
                return EVERYTHING, Question("test", names[0])
            case _:
                assert_never(exempt.facet)


def _stages(clause: Clause, plans: dict[int, Plan]) -> tuple[Plan, ...]:
    stages = [plans[clause.index]]
    while (before := stages[-1].clause.after) is not None:
        stages.append(plans[before])
    return tuple(reversed(stages))


_shelf: list[Terms] = []


def terms_of(resolved: Resolved) -> Terms:
    """The terms of a file. Those of the last file are kept, for the next agreement with the same clauses."""
    for known in _shelf:
        if known.articles is resolved.articles and known.symbols is resolved.symbols and known.taxonomy is resolved.taxonomy:
            return known
    found = Terms(resolved)
    _shelf[:] = [found]
    return found


def surfaces(places: tuple[Place, ...]) -> list[Box]:
    """Boxes of platform × format pairs: whole platforms in one, then one per format."""
    if not places:
        return [Box()]
    whole = {p.platform.key for p in places if p.platform and p.format is None}
    boxes = [Box.of({"platform": only(whole)})] if whole else []
    by_format: dict[str, set[str] | None] = {}
    for place in places:
        if place.format_key is None:
            continue
        known = by_format.setdefault(place.format_key, set())
        if place.platform is None:
            by_format[place.format_key] = None
        elif known is not None:
            known.add(place.platform.key)
    for form in sorted(by_format):
        platforms = by_format[form]
        boxes.append(Box.of({"format": only([form]), "platform": ANY if platforms is None else only(platforms)}))
    return boxes
