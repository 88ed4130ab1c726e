"""A verdict → why: the rule that decides, its clause and place in the file, the window, and the posts that caused it."""

from __future__ import annotations

from typing import Literal, TypeAlias

import attrs

from clauselang.evaluate.contract import Judged
from clauselang.resolve.resolved import Exception_
from clauselang.semantics.clock import BEGIN, END, MINUTE
from clauselang.semantics.facet import FACETS, INDEX, Facet
from clauselang.semantics.facts import Placement
from clauselang.semantics.norm import Commitment, Norm, Norms
from clauselang.semantics.scope import Box, Region
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
    "late-or-early",  # a clause would reach it, but its window does not run
    "window",  # outside every window
]


@attrs.frozen
class Trace:
    """Why a verdict is what it is. `facets` say what spares a post that a running clause does not reach.

    `exempt` is the exception that frees it, and `facets` then are those that are open and do not matter.

    `commitment` is the listed one that frees the post, or, of a forbidden post, the nearest one for its brand that does not.
    `window` is the interval around the publication in microseconds UTC; `posts` name what it counts from.
    """

    rule: Rule
    clause: ClauseVerdict | None = None
    window: tuple[int, int] | None = None
    stretch: Stretch | None = None
    facets: tuple[Facet, ...] = ()
    exempt: Exception_ | None = None
    commitment: Commitment | None = None

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
            return _spared(judged)
        case "unknown":
            return _running("undecided", _deciding(verdict), verdict.placement)
        case "excused":
            return _running("safe-harbour", _deciding(verdict), verdict.placement)
        case "misstatement":
            rule: Rule = "statement-of-fact"
        case _:
            rule = "prohibited"
    return attrs.evolve(_running(rule, _deciding(verdict), verdict.placement), commitment=_missed(judged))


def _deciding(verdict: Verdict) -> ClauseVerdict:
    """The first of the worst clauses."""
    return max(verdict.clauses, key=lambda clause: SEVERITY[clause.verdict])


def _running(rule: Rule, clause: ClauseVerdict, placement: Placement) -> Trace:
    """A clause whose window runs: overlapping stretches count as one window."""
    at = placement.moment.lo
    inside = [s for s in clause.norm.window.stretches if s.may[0] <= at < s.may[1]]
    return Trace(rule, clause, _window_around(clause.norm, at), max(inside, key=lambda s: s.may[1], default=None))


def _window_around(norm: Norm, at: int) -> tuple[int, int] | None:
    """The interval around an instant: the certain one, if the doubt about its end is only that of a minute."""
    possible = next(((start, end) for start, end in norm.may.intervals if start <= at < end), None)
    certain = next(((start, end) for start, end in norm.must.intervals if start <= at < end), None)
    return certain if certain and possible and possible[1] - certain[1] <= MINUTE else possible


def _spared(judged: Judged) -> Trace:
    """The most telling of the reasons why no clause forbids it."""
    verdict, norms = judged.verdict, judged.norms
    sets = verdict.placement.sets
    if verdict.placement.box["control"].single == "other":
        return Trace("not-the-creators")
    if all(clause.norm.clause.target.is_none for clause in verdict.clauses):
        return Trace("no-exclusivity")
    if norms.own.look(sets):
        return Trace("own-brand")
    reasons = [_why_spared(clause, verdict.placement, norms) for clause in verdict.clauses if not clause.norm.clause.target.is_none]
    return min(reasons, key=lambda why: (_TELLING.index(why.rule), len(why.facets)), default=Trace("window"))


# The more telling a reason, the earlier it is given.
_TELLING: tuple[Rule, ...] = ("commitment", "exception", "late-or-early", "scope", "condition", "window")
# Among the facets that a clause does not reach, the one that says most.
_SAYING = ("platform", "format", "account", "kind", "act", "territory", "event", "brand", "category", "control")


def _why_spared(clause: ClauseVerdict, placement: Placement, norms: Norms) -> Trace:
    """Why one clause does not forbid the placement."""
    norm, box = clause.norm, placement.box
    disjoint = [f for name in _SAYING for f in FACETS if f.name == name and _outside(norm, box, f)]
    seen = False if disjoint else norm.scope.look(placement.sets)
    reached = seen is True
    exempt = _exempting(norm, placement) if seen is not False else None
    if clause.in_window == "out":
        near = reached and exempt is None and all(q.value is not False for q in norm.conditions) and not norm.may.is_empty
        return Trace("late-or-early", clause, _nearest(norm, placement.moment.lo)) if near else Trace("window", clause)
    if any(question.value is False for question in norm.conditions):
        return Trace("condition", clause)
    free = next((listed for listed in norms.listed if box <= listed.box), None)
    if free is not None:
        return Trace("commitment", clause, commitment=free)
    if exempt:
        return Trace("exception", clause, facets=_open(norm, box), exempt=exempt)
    return Trace("scope", clause, facets=tuple(disjoint))


def _missed(judged: Judged) -> Commitment | None:
    """The commitment for the brand of a forbidden post whose dates come nearest to it."""
    placement = judged.verdict.placement
    of_brand = [c for c in judged.norms.listed if placement.box["brand"] <= c.box["brand"] and not c.box.is_empty]
    return min(of_brand, key=lambda listed: _distance(listed.box.when.intervals[0], placement.moment.lo), default=None)


def _distance(interval: tuple[int, int], at: int) -> int:
    return min(abs(interval[0] - at), abs(interval[1] - at))


def _outside(norm: Norm, box: Box, facet: Facet) -> bool:
    """Whether no box of the clause reaches any value that the facet can have."""
    return all((box[facet.name] & scope[facet.name]).is_empty for scope in norm.scope.boxes)


def _open(norm: Norm, box: Box) -> tuple[Facet, ...]:
    """The facets of which it is not known whether the clause reaches them; what a brand sells goes with the brand."""
    names = [name for name in _SAYING if not any(box[name] <= scope[name] for scope in norm.scope.boxes)]
    return tuple(FACETS[INDEX[name]] for name in names if name != "category" or "brand" not in names)


def _nearest(norm: Norm, at: int) -> tuple[int, int]:
    """The interval of the window that lies nearest to an instant outside of it, its bounds as the minute is written."""
    start, end = min(norm.may.intervals, key=lambda interval: _distance(interval, at))
    ends = [e for _, e in norm.must.intervals if 0 <= end - e <= MINUTE]
    return start, ends[0] if ends else end


def _exempting(norm: Norm, placement: Placement) -> Exception_ | None:
    """The exception that the placement falls under."""
    here = Region((placement.box,))
    for exemption in norm.exemptions:
        if exemption.source and here <= exemption.region - exemption.but_not:
            return exemption.source
    return None


def known(instant: int) -> bool:
    """Whether an instant is a real one."""
    return BEGIN < instant < END
