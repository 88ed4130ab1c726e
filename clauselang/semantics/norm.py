"""What a clause obliges: a region of boxes, a window, its exemptions and the questions it depends on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from typing import TypeAlias

import attrs

from clauselang.frozen import frozen
from clauselang.resolve.resolved import Clause, Exception_
from clauselang.semantics.bounds import OTHER_READINGS, Reading
from clauselang.semantics.clock import BEGIN, Moment
from clauselang.semantics.intervals import IntervalSet
from clauselang.semantics.plan import Plan
from clauselang.semantics.posts import Knowledge
from clauselang.semantics.reckoning import Reckoning
from clauselang.semantics.scope import NOTHING, Box, Region
from clauselang.semantics.window import Calendar, Window
from clauselang.syntax import ast


@frozen(repr=False, eq=False)
class Question:
    """Something that only a fact or a person can answer. `fact` is its short name; `answer` the answer, if known.

    It holds for the clause if the answer is yes, or no where it is `negated` (`unless …`).
    """

    fact: str
    text: str
    answer: bool | None = None
    negated: bool = False

    @property
    def value(self) -> bool | None:
        """Whether it holds, as far as the facts tell."""
        return None if self.answer is None else self.answer != self.negated

    def holds(self, answers: Mapping[str, bool], doubt: bool) -> bool:
        """Whether it holds if the open questions are answered so, and `doubt` where they are not."""
        answer = self.answer if self.answer is not None else answers.get(self.text)
        return doubt if answer is None else answer != self.negated

    @property
    def name(self) -> str:
        """How a missing answer is named: the fact, or the question in quotes."""
        return self.fact if self.fact != "test" else f'"{self.text}"'


@frozen(repr=False, eq=False)
class Exemption:
    """What is cut out of one clause: `region` less `but_not`, each only if its question (if any) is answered yes."""

    region: Region
    but_not: Region = NOTHING
    question: Question | None = None
    but_not_question: Question | None = None
    source: Exception_ | None = None


@frozen(repr=False, eq=False)
class Chain:
    """A clause with the clauses whose ends it starts from, first stage first; it knows its window at any time."""

    plans: tuple[Plan, ...]
    calendar: Calendar

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The stages, and the clause itself at the end."""
        return tuple([plan.clause for plan in self.plans])

    def window(self, reading: Reading = Reading.CIVIL, knowledge: Knowledge | None = None) -> Window:
        """The window under a reading, and with what was known at some moment (R10, R20)."""
        facts = Reckoning(self.calendar if knowledge is None else self.calendar._replace(knowledge=knowledge), reading)
        window = self.plans[0].window(facts)
        for plan in self.plans[1:]:
            window = plan.window(facts, window)
        return window

    def window_at(self, instant: int) -> Window:
        """The window that followed from what had happened or been notified by an instant (R10)."""
        latest, signing = self.calendar.knowledge.at, self.calendar.signing
        known = instant if latest is None else min(instant, latest)
        return self.window(knowledge=Knowledge(known, signing.lo if signing else BEGIN))

@frozen(slots=False, eq=False)
class Norm:
    """One clause as it obliges. `scope` says what, `window` when, `exemptions` what stays free, `conditions` whether.

    `must` and `may` are the instants that are certainly and possibly in the window.
    """

    clause: Clause
    scope: Region
    window: Window
    chain: Chain
    exemptions: tuple[Exemption, ...] = ()
    conditions: tuple[Question, ...] = ()
    signing: Moment | None = None
    must: IntervalSet = attrs.field(init=False, repr=False)
    may: IntervalSet = attrs.field(init=False, repr=False)

    @must.default
    def _must(self) -> IntervalSet:
        return self.window.must

    @may.default
    def _may(self) -> IntervalSet:
        return self.window.may

    @property
    def questions(self) -> tuple[Question, ...]:
        """Conditions and quoted tests."""
        tests = (q for e in self.exemptions for q in (e.question, e.but_not_question) if q is not None)
        return (*self.conditions, *tests)

    @cached_property
    def provisional(self) -> bool:
        """Whether the window rests on a planned time."""
        return any(stretch.cause is not None and stretch.cause.provisional for stretch in self.window.stretches)

    @cached_property
    def other_readings(self) -> tuple[tuple[Reading, IntervalSet, IntervalSet], ...]:
        """MUST and MAY under each other reading that gives a different window."""
        found = []
        for reading in OTHER_READINGS:
            window = self.chain.window(reading)
            must, may = window.must, window.may
            if (must, may) != (self.must, self.may):
                found.append((reading, must, may))
        return tuple(found)

    @cached_property
    def disputed(self) -> IntervalSet:
        """Instants at which some other reading answers differently."""
        found = IntervalSet()
        for _, must, may in self.other_readings:
            found = found | (must - self.must) | (self.must - must) | (may - self.may) | (self.may - may)
        return found


@frozen(repr=False, eq=False)
class Commitment:
    """A listed commitment (B.6, 4): its brand as the schedule writes it, its first and last day if it has any, its box."""

    brand: str
    box: Box
    first: date | None = None
    last: date | None = None


@frozen(repr=False, eq=False)
class Rule:
    """A clause with all of its norm but its window and the brands of the Advertiser."""

    clause: Clause
    plans: tuple[Plan, ...]
    exemptions: tuple[Exemption, ...]
    conditions: tuple[Question, ...]
    is_refused: bool = False  # its window cannot be, whatever the facts
    from_last: ast.PostAnchor | None = None  # it lies around the last post alone


# The scope of each clause, and the region of the own brands, when these are the Advertiser's own brands.
Reach: TypeAlias = Callable[[frozenset[str]], tuple[tuple[Region, ...], Region]]


@frozen(repr=False, eq=False)
class Setting:
    """What agreements share that differ in their posts and in the Advertiser alone."""

    rules: tuple[Rule, ...]
    reach: Reach
    listed: tuple[Commitment, ...] = ()
    consents: tuple[tuple[Region, Moment], ...] = ()
    commitments: Region = attrs.field(init=False)

    @commitments.default
    def _region(self) -> Region:
        return Region.of(each.box for each in self.listed) if self.listed else NOTHING


@frozen(repr=False, eq=False, slots=False)
class Norms:
    """All norms of a file, each made of its window and its rule when somebody asks.

    Of a hundred thousand agreements most are asked for their windows alone. `advertiser_known` is false when nobody says
    which brands are the Advertiser's own. `commitments` and `own` always stay free (B.6).
    """

    setting: Setting
    calendar: Calendar
    windows: tuple[Window, ...]
    own_brands: frozenset[str] = frozenset()
    advertiser_known: bool = True

    @cached_property
    def norms(self) -> tuple[Norm, ...]:
        """The norms in the order of the clauses."""
        scopes, _ = self.setting.reach(self.own_brands)
        calendar = self.calendar
        return tuple(
            Norm(rule.clause, scope, window, Chain(rule.plans, calendar), rule.exemptions, rule.conditions, calendar.signing)
            for rule, scope, window in zip(self.setting.rules, scopes, self.windows, strict=True)
        )

    @property
    def consents(self) -> tuple[tuple[Region, Moment], ...]:
        """What the Advertiser agreed to, and when."""
        return self.setting.consents

    @property
    def listed(self) -> tuple[Commitment, ...]:
        """What the schedules list."""
        return self.setting.listed

    @property
    def commitments(self) -> Region:
        """What the schedules list, as a region."""
        return self.setting.commitments

    @cached_property
    def own(self) -> Region:
        """The Advertiser's own brands."""
        return self.setting.reach(self.own_brands)[1]

    @cached_property
    def always_free(self) -> Region:
        """What no clause forbids."""
        return self.own | self.commitments
