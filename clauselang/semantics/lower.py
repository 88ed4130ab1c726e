"""`Resolved` and an optional moment of knowledge → norms: boxes, windows, exemptions, conditions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never
from zoneinfo import ZoneInfo

from clauselang.diagnostics.diagnostic import Diagnostic, Diagnostics, in_order
from clauselang.resolve.resolved import Brand, Clause, Deal, Exception_, Exempt, Resolved
from clauselang.resolve.symbols import Place, Symbol, key
from clauselang.semantics import check
from clauselang.semantics.calendar import calendar
from clauselang.semantics.clock import Moment, SkippedTime, when
from clauselang.semantics.conditions import condition
from clauselang.semantics.facet import ANY, Values, all_but, only
from clauselang.semantics.intervals import ALWAYS, IntervalSet
from clauselang.semantics.norm import Chain, Exemption, Norm, Norms, Question
from clauselang.semantics.posts import Post
from clauselang.semantics.scope import EVERYTHING, NOTHING, Box, Region
from clauselang.semantics.window import Calendar, Window
from clauselang.syntax import ast

_SPONSORED = frozenset({"paid", "affiliate", "ambassador"})


def lower(
    resolved: Resolved, as_of: int | None = None, found: Iterable[Post] = (), own_brands: frozenset[str] = frozenset()
) -> tuple[Norms, Diagnostics]:
    """Norms of every clause, in the order of the file.

    `as_of`: only what had happened or was notified by that instant counts. `found` and `own_brands`: posts for the
    advertiser that the activity data shows, and its brands where no agreement names them. A clause whose window
    cannot be is reported and gets an empty one.
    """
    return Lowering(resolved, as_of, tuple(found), own_brands).run()


class Lowering:
    """One run over one file."""

    def __init__(self, resolved: Resolved, as_of: int | None, found: tuple[Post, ...], own_brands: frozenset[str]) -> None:
        self.resolved = resolved
        self.deal: Deal | None = resolved.deal
        self.diagnostics: list[Diagnostic] = []
        self.own = (self.deal.own_brands if self.deal else frozenset()) | own_brands
        self.calendar: Calendar = calendar(resolved, as_of, found, self.diagnostics)
        self.windows: dict[int, Window] = {}

    def run(self) -> tuple[Norms, Diagnostics]:
        """Lower clause by clause: a chained clause finds its predecessor done."""
        norms = [self._norm(clause) for clause in self.resolved.clauses]
        self.diagnostics.extend(check.facts(norms, self.deal, self.calendar))
        known = bool(self.own) or (self.deal is not None and self.deal.advertiser is not None)
        if any(d.code == "M312" for d in self.diagnostics):  # the empty window is the consequence of the missing time
            self.diagnostics = [d for d in self.diagnostics if d.code != "M331"]
        own = Region.of([Box.of({"brand": only(self.own)})] if self.own else [])
        listed = Region.of(box for name in (self.deal.schedules if self.deal else ()) for box in self._commitments(name))
        lowered = Norms(tuple(norms), own, listed, known, self._consents())
        return lowered, in_order(self.diagnostics)

    def _norm(self, clause: Clause) -> Norm:
        errors = check.window(clause)
        self.diagnostics.extend(errors)
        chain = Chain(self._stages(clause), self.calendar)
        try:
            window = Window(()) if any(d.is_error for d in errors) else chain.window()
        except SkippedTime as error:
            self.diagnostics.append(Diagnostic("M312", clause.node.span, str(error), help="write another time, or add its offset"))
            window = Window(())
        exemptions = tuple(self._exemption(exception) for exception in clause.exceptions)
        conditions = tuple(condition(node, self.deal) for node in clause.conditions)
        return Norm(clause, self._scope(clause), window, chain, exemptions, conditions, self.calendar.signing)

    def _stages(self, clause: Clause) -> tuple[Clause, ...]:
        by_index = {c.index: c for c in self.resolved.clauses} if clause.after else {}
        stages = [clause]
        while stages[0].after is not None:
            stages.insert(0, by_index[stages[0].after])
        return tuple(stages)

    # Scope.

    def _scope(self, clause: Clause) -> Region:
        """The union over targets and surfaces of boxes; the other facets restrict all of them alike."""
        shared: dict[str, Values] = {"control": only(["own"])}
        match clause.act:
            case "sponsored":
                shared["act"] = only(["mention", "show"])
                shared["kind"] = Values(_SPONSORED | {"gifted"} if clause.gifts else _SPONSORED)
            case "mention":
                shared["act"] = only(["mention"])
            case "mention or show":
                shared["act"] = only(["mention", "show"])
            case "engage":
                shared["act"] = only(["engage"])
            case _:
                assert_never(clause.act)
        if clause.accounts:
            shared["account"] = only(clause.accounts)
        if clause.territory:
            shared["territory"] = only(clause.territory)
        if clause.events:
            shared["event"] = only(event.key for event in clause.events)
        base = Box.of(shared)
        return Region.of(base & target & surface for target in self._targets(clause) for surface in surfaces(clause.surfaces))

    def _targets(self, clause: Clause) -> list[Box]:
        target = clause.target
        not_own = all_but(self.own)
        boxes = [Box.of({"brand": not_own})] if target.full else []
        if target.categories:
            boxes.append(Box.of({"brand": not_own, "category": self._below(target.categories)}))
        named = {brand.key for brand in target.brands} | {member for symbol in target.lists for member in self._members(symbol)}
        if named:
            boxes.append(Box.of({"brand": only(named)}))
        return boxes

    def _below(self, categories: Iterable[Symbol]) -> Values:
        return Values(frozenset().union(*(self.resolved.taxonomy.below(symbol.key) for symbol in categories)))

    def _members(self, symbol: Symbol) -> Iterable[str]:
        for member in symbol.related:
            brand = self.resolved.symbols.find("brand", member)
            yield brand.key if brand else member

    # Exemptions.

    def _exemption(self, exception: Exception_) -> Exemption:
        region, question = self._exempt(exception.exempt)
        but_not, but_question = self._exempt(exception.but_not) if exception.but_not else (NOTHING, None)
        return Exemption(region, but_not, question, but_question, exception)

    def _exempt(self, exempt: Exempt) -> tuple[Region, Question | None]:
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
                return Region(tuple(box for name in names for box in self._commitments(key(name)))), None
            case "test":
                return EVERYTHING, Question("test", names[0])
            case _:
                assert_never(exempt.facet)

    def _commitments(self, schedule: str) -> Iterable[Box]:
        """What a schedule lists: a brand, within its dates if it has any."""
        listed = self.deal.schedules.get(schedule) if self.deal else None
        for commitment in listed.commitments if listed else ():
            symbol = self.resolved.symbols.find("brand", commitment.brand.text)
            brand = symbol.key if symbol else key(commitment.brand.text)
            yield Box.of({"brand": only([brand])}, self._dates(commitment.first, commitment.last))

    def _dates(self, first: ast.When | None, last: ast.When | None) -> IntervalSet:
        if first is None or last is None:
            return ALWAYS
        zone = self.calendar.zone or ZoneInfo("UTC")
        return IntervalSet.of([(when(first, zone).lo, when(last, zone).hi)])

    def _consents(self) -> tuple[tuple[Region, Moment], ...]:
        found = []
        for brand, places, at in self.deal.consents if self.deal else ():
            base = Box.of({"brand": only([brand])})
            found.append((Region.of(base & box for box in surfaces(places)), when(at, self.calendar.zone)))
        return tuple(found)


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
