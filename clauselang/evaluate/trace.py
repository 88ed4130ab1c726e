"""A verdict → why: the rule that decides, its clause and place in the file, the window, and the posts that caused it."""

from __future__ import annotations

from typing import Literal, TypeAlias

import attrs

from clauselang.evaluate.contract import Judged
from clauselang.resolve.resolved import Exempt
from clauselang.semantics.clock import BEGIN, END
from clauselang.semantics.facet import FACETS, Facet
from clauselang.semantics.facts import Placement
from clauselang.semantics.norm import Norm
from clauselang.semantics.scope import Region
from clauselang.semantics.verdict import SEVERITY, ClauseVerdict, Verdict
from clauselang.semantics.window import Stretch

Rule: TypeAlias = Literal[
    "prohibited",  # inside a clause and its window
    "statement-of-fact",  # R16: the same before signing
    "safe-harbour",  # R10: the schedule notified then left it free
    "undecided",
    "deliverable",  # B.6, 2
    "consent",  # B.6, 3
    "own-brand",  # B.6, 1
    "commitment",  # B.6, 4
    "not-the-creators",
    "exception",
    "condition",
    "scope",  # some facet of a running clause does not reach it
    "no-exclusivity",
    "window",  # outside every window
]


@attrs.frozen
class Trace:
    """Why a verdict is what it is. `facet` or `exempt` say what spares a post that a running clause does not reach.

    `window` is the interval around the publication in microseconds UTC; `posts` name what it counts from.
    """

    rule: Rule
    clause: ClauseVerdict | None = None
    window: tuple[int, int] | None = None
    stretch: Stretch | None = None
    facet: Facet | None = None
    exempt: Exempt | None = None

    @property
    def place(self) -> str | None:
        """`file:line:column` of the clause."""
        span = self.clause.norm.clause.node.span if self.clause else None
        return span.place if span else None

    @property
    def posts(self) -> tuple[str, ...]:
        """The posts that the window counts from."""
        cause = self.stretch.cause if self.stretch else None
        return (cause.label,) if cause and cause.post else ()


def trace(judged: Judged) -> Trace:
    """Why the item's worst placement has its verdict."""
    verdict = judged.verdict
    if verdict.carve_out == "deliverable":
        return Trace("deliverable")
    if verdict.carve_out == "consent":
        return Trace("consent", _deciding(verdict))
    match verdict.word:
        case "compliant":
            return _spared(verdict)
        case "unknown":
            return _running("undecided", _deciding(verdict), verdict.placement)
        case "excused":
            return _running("safe-harbour", _deciding(verdict), verdict.placement)
        case "misstatement":
            return _running("statement-of-fact", _deciding(verdict), verdict.placement)
        case _:
            return _running("prohibited", _deciding(verdict), verdict.placement)


def _deciding(verdict: Verdict) -> ClauseVerdict:
    """The first of the worst clauses."""
    return max(verdict.clauses, key=lambda clause: SEVERITY[clause.verdict])


def _running(rule: Rule, clause: ClauseVerdict, placement: Placement) -> Trace:
    """A clause whose window runs: overlapping stretches count as one window."""
    at = placement.moment.lo
    window = next(((start, end) for start, end in clause.norm.may.intervals if start <= at < end), None)
    inside = [s for s in clause.norm.window.stretches if s.may[0] <= at < s.may[1]]
    return Trace(rule, clause, window, max(inside, key=lambda s: s.may[1], default=None))


def _spared(verdict: Verdict) -> Trace:
    """The first reason that applies to a running clause; else no window runs."""
    placement = verdict.placement
    if placement.box["control"].single == "other":
        return Trace("not-the-creators")
    running = [clause for clause in verdict.clauses if clause.in_window != "out"]
    if all(clause.norm.clause.target.is_none for clause in verdict.clauses):
        return Trace("no-exclusivity")
    found = [_why_spared(clause, placement) for clause in running if not clause.norm.clause.target.is_none]
    return min(found, key=lambda why: _TELLING.index(why.rule), default=Trace("window"))


# The more telling a reason, the earlier it is given.
_TELLING: tuple[Rule, ...] = ("own-brand", "commitment", "exception", "condition", "scope")


def _why_spared(clause: ClauseVerdict, placement: Placement) -> Trace:
    norm, box = clause.norm, placement.box
    if any(question.value is False for question in norm.conditions):
        return Trace("condition", clause)
    disjoint = [f for f in FACETS if all((box[f.name] & scope[f.name]).is_empty for scope in norm.scope.boxes)]
    brand = box["brand"].single
    if any(scope["brand"].cofinite and brand in scope["brand"].names for scope in norm.scope.boxes):
        return Trace("own-brand", clause)
    exempt = _exempting(norm, placement)
    if exempt and not disjoint:
        return Trace("exception", clause, exempt=exempt)
    return Trace("scope", clause, facet=disjoint[0]) if disjoint else Trace("commitment", clause)


def _exempting(norm: Norm, placement: Placement) -> Exempt | None:
    """The exception that the placement falls under."""
    here = Region((placement.box,))
    for exemption in norm.exemptions:
        if exemption.source and here <= exemption.region - exemption.but_not:
            return exemption.source.exempt
    return None


def known(instant: int) -> bool:
    """Whether an instant is a real one."""
    return BEGIN < instant < END
