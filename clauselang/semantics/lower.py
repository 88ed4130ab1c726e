"""`Resolved` and an optional moment of knowledge → norms: boxes, windows, exemptions, conditions.

In three steps, so that a table of agreements pays each as seldom as it can: what the clauses oblige (`terms`), once a
file; what of that an agreement settles whatever its posts are, once for all agreements that are alike in it; windows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

import attrs

from clauselang.diagnostics.diagnostic import Diagnostic, Diagnostics, in_order
from clauselang.resolve.resolved import Deal, Resolved
from clauselang.resolve.symbols import key
from clauselang.semantics import check
from clauselang.semantics.calendar import calendar, declared, skipped, with_posts
from clauselang.semantics.clock import Moment, SkippedTime, day_of, when
from clauselang.semantics.conditions import condition
from clauselang.semantics.facet import only
from clauselang.semantics.intervals import ALWAYS, IntervalSet
from clauselang.semantics.joint import Crowd, JointNorms, joint_norms
from clauselang.semantics.norm import Commitment, Norms, Rule, Setting
from clauselang.semantics.plan import Plan
from clauselang.semantics.posts import Post, merge_found
from clauselang.semantics.reckoning import Reckoning
from clauselang.semantics.scope import Box, Region
from clauselang.semantics.terms import Term, Terms, surfaces, terms_of
from clauselang.semantics.window import NEVER, Calendar, Window
from clauselang.syntax import ast


def lower(
    resolved: Resolved, as_of: int | None = None, found: Iterable[Post] = (), own_brands: frozenset[str] = frozenset()
) -> tuple[Norms, Diagnostics]:
    """Norms of every clause, in the order of the file.

    `as_of`: only what had happened or was notified by that instant counts. `found` and `own_brands`: posts for the
    advertiser that the activity data shows, and its brands where no agreement names them. A clause whose window
    cannot be is reported and gets an empty one.
    """
    deal = resolved.deal
    lowering = Lowering(terms_of(resolved), deal, as_of)
    reports: list[Diagnostic] = []
    posts = declared(deal.posts, lowering.calendar.zone, reports) if deal else None
    seen = tuple(found)
    own = (deal.own_brands if deal else frozenset()) | own_brands
    norms, every = lowering.norms(merge_found(posts or (), seen) if seen else posts, own, deal.advertiser if deal else None, reports)
    return norms, in_order(list(every))


def lower_under(resolved: Resolved, facts: Calendar) -> tuple[Norms, Diagnostics]:
    """The same of other clauses for the agreement that `facts` were collected from, of which there was nothing to report then."""
    deal = resolved.deal
    own = deal.own_brands if deal else frozenset()
    norms, every = Lowering(terms_of(resolved), deal, None, facts).norms(None, own)
    return norms, in_order(list(every))


def lower_beside(resolved: Resolved, facts: Calendar, windows: tuple[Window, ...]) -> Norms:
    """The norms of other clauses whose windows were found under these facts, with nothing to report of any."""
    deal = resolved.deal
    own = deal.own_brands if deal else frozenset()
    setting = Lowering(terms_of(resolved), deal, None, facts).setting
    return Norms(setting, facts, windows, own, bool(own))


class Lowering:
    """The clauses under the facts of an agreement, but for its posts and its Advertiser."""

    def __init__(self, terms: Terms, deal: Deal | None, as_of: int | None, facts: Calendar | None = None) -> None:
        self.terms = terms
        self.deal = deal
        self.as_of = as_of
        reports = [error for term in terms.terms for error in term.errors]
        self.calendar: Calendar = facts or calendar(deal, as_of, reports, terms.places)
        schedules = deal.schedules if deal else ()
        listed = tuple([each for name in schedules for each in self._listed(name)])
        self.setting = Setting(tuple([self._rule(term) for term in terms.terms]), terms.reach, listed, self._consents(reports))
        self._reports = reports

    def norms(
        self, posts: Sequence[Post] | None, own: frozenset[str], advertiser: str | None = None, found: Iterable[Diagnostic] = ()
    ) -> tuple[Norms, Sequence[Diagnostic]]:
        """The norms with these posts of the agreement (nobody knows which if `None`) and these own brands of the Advertiser.

        `found`: what there was to say of the posts. The findings come in no order.
        """
        facts = self.calendar if posts is None else with_posts(self.calendar, posts)
        reports = list(found)
        windows = self._windows(Reckoning(facts), reports)
        if self.deal is not None:  # a file of clauses alone has no facts to speak of
            reports += check.facts(self.setting.rules, windows, facts)
        norms = Norms(self.setting, facts, windows, own, bool(own) or advertiser is not None)
        return norms, self._with(reports) if reports else self._reports

    def joint(self, crowd: Crowd) -> JointNorms | None:
        """The norms of many agreements at once; nothing where each is to be lowered alone."""
        if self.as_of is not None or self.calendar.zone is None or self.deal is None:
            return None
        try:
            found = joint_norms(self.setting, self.terms.terms, crowd, self.calendar)
        except SkippedTime:
            return None
        return attrs.evolve(found, speakers=found.speakers | {crowd.members[0]}) if self._reports else found

    def _with(self, reports: list[Diagnostic]) -> Sequence[Diagnostic]:
        every = [*self._reports, *reports]
        if any([d.code == "M312" for d in every]):  # noqa: C419 -- the empty window is the consequence of the missing time
            return [d for d in every if d.code != "M331"]
        return every

    def _windows(self, facts: Reckoning, reports: list[Diagnostic]) -> tuple[Window, ...]:
        """The window of every clause: a chained clause finds its predecessor done."""
        windows: list[Window] = []
        done: dict[int, Window] = {}
        for term in self.terms.terms:
            window = NEVER
            try:
                if not term.refused:
                    window = term.plans[0].window(facts) if len(term.plans) == 1 else _chained(facts, term.plans, done)
                    done[term.clause.index] = window
            except SkippedTime as error:
                reports.append(skipped(term.clause.node.span, error))
            windows.append(window)
        return tuple(windows)

    def _rule(self, term: Term) -> Rule:
        exemptions = term.exemptions if term.exemptions is not None else self.terms.exemptions(term.clause, self._boxes)
        conditions = tuple([condition(node, self.deal) for node in term.clause.conditions])
        return Rule(term.clause, term.plans, exemptions, conditions, term.refused, check.last_post(term.clause.window))

    def _boxes(self, schedule: str) -> Iterable[Box]:
        return (listed.box for listed in self._listed(schedule))

    def _listed(self, schedule: str) -> Iterable[Commitment]:
        """What a schedule lists: a brand, within its dates if it has any."""
        listed = self.deal.schedules.get(schedule) if self.deal else None
        for commitment in listed.commitments if listed else ():
            symbol = self.terms.symbols.find("brand", commitment.brand.text)
            brand = symbol.key if symbol else key(commitment.brand.text)
            first, last = commitment.first, commitment.last
            box = Box.of({"brand": only([brand])}, self._dates(first, last))
            yield Commitment(commitment.brand.text, box, day_of(first) if first else None, day_of(last) if last else None)

    def _dates(self, first: ast.When | None, last: ast.When | None) -> IntervalSet:
        if first is None or last is None:
            return ALWAYS
        zone = self.calendar.zone or ZoneInfo("UTC")
        return IntervalSet.of([(when(first, zone).lo, when(last, zone).hi)])

    def _consents(self, reports: list[Diagnostic]) -> tuple[tuple[Region, Moment], ...]:
        """What was allowed, and when; at a local time that does not exist nothing was."""
        found = []
        for brand, places, at in self.deal.consents if self.deal else ():
            base = Box.of({"brand": only([brand])})
            try:
                found.append((Region.of(base & box for box in surfaces(places)), when(at, self.calendar.zone)))
            except SkippedTime as error:
                reports.append(skipped(at.span, error))
        return tuple(found)


def _chained(facts: Reckoning, plans: tuple[Plan, ...], done: dict[int, Window]) -> Window:
    """The window of the last of some stages, from that of the stage before, if it is done."""
    before: Window | None = None
    for at, plan in enumerate(plans):
        known = done.get(plan.clause.index)
        before = known if known is not None else plan.window(facts, before if at else None)
    assert before is not None
    return before
