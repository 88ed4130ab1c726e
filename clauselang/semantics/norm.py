"""What a clause obliges: a region of boxes, a window, its exemptions and the questions it depends on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property

import attrs

from clauselang.resolve.resolved import Clause, Exception_
from clauselang.semantics.bounds import OTHER_READINGS, Reading
from clauselang.semantics.clock import BEGIN, Moment
from clauselang.semantics.intervals import IntervalSet
from clauselang.semantics.posts import Knowledge
from clauselang.semantics.scope import NOTHING, Box, Region
from clauselang.semantics.window import Calendar, Window, WindowBuilder


@attrs.frozen(repr=False, eq=False)
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


@attrs.frozen(repr=False, eq=False)
class Exemption:
    """What is cut out of one clause: `region` less `but_not`, each only if its question (if any) is answered yes."""

    region: Region
    but_not: Region = NOTHING
    question: Question | None = None
    but_not_question: Question | None = None
    source: Exception_ | None = None


@attrs.frozen(repr=False, eq=False)
class Chain:
    """A clause with the clauses whose ends it starts from, first stage first; it knows its window at any time."""

    clauses: tuple[Clause, ...]
    calendar: Calendar

    def window(self, reading: Reading = Reading.CIVIL, knowledge: Knowledge | None = None) -> Window:
        """The window under a reading, and with what was known at some moment (R10, R20)."""
        calendar = self.calendar if knowledge is None else attrs.evolve(self.calendar, knowledge=knowledge)
        builder = WindowBuilder(calendar, reading)
        window: Window | None = None
        for clause in self.clauses:
            window = builder.window(clause, window if clause.after is not None else None)
        assert window is not None
        return window

    def window_at(self, instant: int) -> Window:
        """The window that followed from what had happened or been notified by an instant (R10)."""
        latest, signing = self.calendar.knowledge.at, self.calendar.signing
        known = instant if latest is None else min(instant, latest)
        return self.window(knowledge=Knowledge(known, signing.lo if signing else BEGIN))

    def after(self, before: Window) -> Window:
        """The window of the last clause, under the decided rule, from the window of the clause before it."""
        return WindowBuilder(self.calendar, known=before).window(self.clauses[-1], before)


@attrs.frozen(slots=False, eq=False)
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
        return self.must if self.window.exact else self.window.may

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


@attrs.frozen(repr=False, eq=False)
class Commitment:
    """A listed commitment (B.6, 4): its brand as the schedule writes it, its first and last day if it has any, its box."""

    brand: str
    box: Box
    first: date | None = None
    last: date | None = None


@attrs.frozen(repr=False, eq=False)
class Norms:
    """All norms of a file, and what always stays free (B.6): the Advertiser's own brands and the listed commitments.

    `advertiser_known` is false when nobody says which brands are the Advertiser's own.
    """

    norms: tuple[Norm, ...]
    own: Region = NOTHING
    listed: tuple[Commitment, ...] = ()
    advertiser_known: bool = True
    consents: tuple[tuple[Region, Moment], ...] = ()
    commitments: Region = attrs.field(init=False)
    always_free: Region = attrs.field(init=False)

    @commitments.default
    def _region(self) -> Region:
        return Region.of(each.box for each in self.listed) if self.listed else NOTHING

    @always_free.default
    def _both(self) -> Region:
        return self.own | self.commitments
