"""`Resolved` and an optional moment of knowledge → norms: boxes, windows, exemptions, conditions."""

from __future__ import annotations

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from clauselang.diagnostics.diagnostic import Diagnostic, Diagnostics, in_order
from clauselang.resolve.resolved import Deal, Resolved
from clauselang.resolve.symbols import key
from clauselang.semantics import check
from clauselang.semantics.calendar import calendar
from clauselang.semantics.clock import Moment, SkippedTime, day_of, when
from clauselang.semantics.conditions import condition
from clauselang.semantics.facet import only
from clauselang.semantics.intervals import ALWAYS, IntervalSet
from clauselang.semantics.norm import Chain, Commitment, Norm, Norms
from clauselang.semantics.posts import Post
from clauselang.semantics.scope import Box, Region
from clauselang.semantics.terms import Term, Terms, surfaces, terms_of
from clauselang.semantics.window import Calendar, Window
from clauselang.syntax import ast


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
        self.terms: Terms = terms_of(resolved)
        self.deal: Deal | None = resolved.deal
        self.diagnostics: list[Diagnostic] = []
        own = self.deal.own_brands if self.deal else frozenset()
        self.own = own | own_brands if own_brands else own
        self.calendar: Calendar = calendar(resolved.deal, as_of, found, self.diagnostics, self.terms.places)
        self.windows: dict[int, Window] = {}

    def run(self) -> tuple[Norms, Diagnostics]:
        """Lower clause by clause: a chained clause finds its predecessor done."""
        scopes, own = self.terms.reach(self.own)
        norms = [self._norm(term, scope) for term, scope in zip(self.terms.terms, scopes, strict=True)]
        self.diagnostics.extend(check.facts(norms, self.deal, self.calendar))
        known = bool(self.own) or (self.deal is not None and self.deal.advertiser is not None)
        if any(d.code == "M312" for d in self.diagnostics):  # the empty window is the consequence of the missing time
            self.diagnostics = [d for d in self.diagnostics if d.code != "M331"]
        schedules = self.deal.schedules if self.deal else ()
        listed = tuple([each for name in schedules for each in self._listed(name)])
        lowered = Norms(tuple(norms), own, listed, known, self._consents())
        return lowered, in_order(self.diagnostics) if self.diagnostics else ()

    def _norm(self, term: Term, scope: Region) -> Norm:
        clause = term.clause
        self.diagnostics.extend(term.errors)
        chain = Chain(term.stages, self.calendar)
        try:
            window = Window(()) if term.refused else self._window(chain)
        except SkippedTime as error:
            self.diagnostics.append(Diagnostic("M312", clause.node.span, str(error), help="write another time, or add its offset"))
            window = Window(())
        exemptions = term.exemptions if term.exemptions is not None else self.terms.exemptions(clause, self._boxes)
        conditions = tuple([condition(node, self.deal) for node in clause.conditions])
        return Norm(clause, scope, window, chain, exemptions, conditions, self.calendar.signing)

    def _window(self, chain: Chain) -> Window:
        """The window of a chain, from that of the clause before, if it has one."""
        *before, clause = chain.clauses
        known = self.windows.get(before[-1].index) if before else None
        window = chain.window() if known is None else chain.after(known)
        self.windows[clause.index] = window
        return window

    def _boxes(self, schedule: str) -> Iterable[Box]:
        return (listed.box for listed in self._listed(schedule))

    def _listed(self, schedule: str) -> Iterable[Commitment]:
        """What a schedule lists: a brand, within its dates if it has any."""
        listed = self.deal.schedules.get(schedule) if self.deal else None
        for commitment in listed.commitments if listed else ():
            symbol = self.resolved.symbols.find("brand", commitment.brand.text)
            brand = symbol.key if symbol else key(commitment.brand.text)
            first, last = commitment.first, commitment.last
            box = Box.of({"brand": only([brand])}, self._dates(first, last))
            yield Commitment(commitment.brand.text, box, day_of(first) if first else None, day_of(last) if last else None)

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
