"""The examples of a file → what of each clause they touch: its prohibition, what it leaves free, exceptions, window edges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

import attrs

from clauselang.evaluate.contract import Contract
from clauselang.evaluate.interpreter import covers, judge_clause
from clauselang.evaluate.naming import exempt_words
from clauselang.resolve.resolved import Exception_, Resolved
from clauselang.semantics.clock import BEGIN, END, HOUR, MINUTE, SECOND, UNKNOWN, to_datetime, zone_info
from clauselang.semantics.facts import Placement
from clauselang.semantics.intervals import Interval, IntervalSet
from clauselang.semantics.norm import Exemption, Norm
from clauselang.semantics.scope import Region
from clauselang.semantics.verdict import ClauseVerdict
from clauselang.testing.run import activity

_BREACH = ("violation", "misstatement", "excused")
_UNITS = (("day", 24 * HOUR), ("hour", HOUR), ("minute", MINUTE), ("second", SECOND))


@attrs.frozen
class Point:
    """One thing that examples should touch, in words, and how they do."""

    what: str
    touched: bool
    how: str


@attrs.frozen
class ClauseCoverage:
    """A clause with its points; `note` says why its window has no certain edges."""

    number: str
    place: str
    points: tuple[Point, ...]
    note: str = ""


@attrs.frozen
class Coverage:
    """What the examples of one file touch."""

    file: str
    clauses: tuple[ClauseCoverage, ...]

    @property
    def points(self) -> tuple[Point, ...]:
        """The points of all clauses."""
        return tuple(point for clause in self.clauses for point in clause.points)


def coverage(resolved: Resolved) -> Coverage:
    """Ask every clause that forbids something about every example."""
    contract, _ = Contract.of(resolved)
    placements = tuple(_placements(contract))
    zone = zone_info(resolved.deal.timezone) if resolved.deal and resolved.deal.timezone else None
    norms = [norm for norm in contract.norms.norms if not norm.clause.target.is_none]
    return Coverage(resolved.source.name, tuple(_Clause(contract, norm, placements, zone).coverage() for norm in norms))


def _placements(contract: Contract) -> Iterator[tuple[int, Placement]]:
    """The number of an example and each thing it describes; an approved post says nothing about clauses."""
    examples = (example for scenario in contract.resolved.scenarios for example in scenario.examples)
    for number, example in enumerate(examples):
        try:
            found = tuple(contract.vocabulary.placements(activity(example, contract.resolved)))
        except ValueError:  # a local time that the zone jumps over
            continue
        yield from ((number, placement) for placement in found if not placement.deliverable)


class _Clause:
    """One clause and what it says of every example."""

    def __init__(self, contract: Contract, norm: Norm, placements: Iterable[tuple[int, Placement]], zone: ZoneInfo | None) -> None:
        self.contract, self.norm, self.zone = contract, norm, zone
        self.judged = [(number, p, judge_clause(norm, contract.norms, p)) for number, p in placements]
        # Whom the clause would meet if only the time were right; edges are tested by these alone.
        self.meant = [(number, p, said) for number, p, said in self.judged if self._means(p)]
        # Where a person has to answer or a date is open, "unknown" is as near to a breach as an example can come.
        self.open = norm.must.is_empty or not contract.norms.advertiser_known or any(q.value is None for q in norm.questions)

    def coverage(self) -> ClauseCoverage:
        """All points in the order of the clause: forbidden, free, exceptions, edges."""
        clause, span = self.norm.clause, self.norm.clause.node.span
        points = [self._forbidden(), self._free()]
        for exemption in self.norm.exemptions:
            points += self._exemption(exemption)
        points += self._edges()
        missing = self.norm.window.missing
        note = f"the window is open: it depends on {', '.join(missing)}" if missing else ""
        return ClauseCoverage(clause.number, span.place if span else "", tuple(points), note)

    def _means(self, placement: Placement) -> bool:
        return covers(self.norm, self.contract.norms, attrs.evolve(placement, moment=UNKNOWN)) is not False

    def _forbidden(self) -> Point:
        wanted = (*_BREACH, "unknown") if self.open else _BREACH
        return _counted("forbidden", {number for number, _, said in self.judged if said.verdict in wanted})

    def _free(self) -> Point:
        """Free, although either the time or everything else would be right."""
        meant = {number for number, _, _ in self.meant}
        near = {n for n, _, said in self.judged if said.verdict == "compliant" and (said.in_window != "out" or n in meant)}
        return _counted("free", near)

    def _exemption(self, exemption: Exemption) -> Iterator[Point]:
        """An exception is touched by what it frees, a counter-exception by what it takes back."""
        source = exemption.source
        if source is None:
            return
        free = exemption.region - exemption.but_not
        yield _counted(
            f"except {exempt_words(attrs.evolve(source, but_not=None))}",
            {n for n, p, said in self._inside(free) if said.verdict == ("unknown" if exemption.question else "compliant")},
        )
        if source.but_not:
            taken = exemption.region & exemption.but_not
            back = {n for n, p, said in self._inside(taken) if said.verdict in (*_BREACH, "unknown")}
            yield _counted(f"but not {exempt_words(Exception_(source.but_not))}", back)

    def _inside(self, region: Region) -> Iterator[tuple[int, Placement, ClauseVerdict]]:
        """Examples in the window and the scope that lie in a region."""
        for number, placement, said in self.judged:
            here = Region((placement.box,))
            if said.in_window == "in" and here <= region and not (here & self.norm.scope).is_empty:
                yield number, placement, said

    # Edges.

    def _edges(self) -> Iterator[Point]:
        """Both edges of every interval that certainly exists; what has no beginning or end has no edge there."""
        may = self.norm.may.intervals
        for index, (start, end) in enumerate(may):
            certain = (self.norm.must & IntervalSet(((start, end),))).intervals
            if not certain:
                continue
            before = may[index - 1][1] if index else BEGIN
            after = may[index + 1][0] if index + 1 < len(may) else END
            first, last = certain[0][0], certain[-1][1]
            times = [(p.moment.lo, max(p.moment.hi, p.moment.lo + 1)) for _, p, _ in self.meant]
            inside = [(lo, hi) for lo, hi in times if first <= lo and hi <= last]
            if start > BEGIN:
                early = [start - lo for lo, hi in times if before <= lo and hi <= start]
                yield self._edge("start", (start, first), [lo - first for lo, _ in inside], early)
            if end < END:
                late = [lo - end for lo, hi in times if end <= lo and hi <= after]
                yield self._edge("end", (last, end), [last - lo for lo, _ in inside], late)

    def _edge(self, name: str, at: Interval, inside: list[int], outside: list[int]) -> Point:
        shown = " to ".join(self._local(instant) for instant in dict.fromkeys(at))
        sides = [f"{side} {_length(min(found)) if found else 'no example'}" for side, found in (("inside", inside), ("outside", outside))]
        return Point(f"{name} {shown}", bool(inside and outside), ", ".join(sides))

    def _local(self, instant: int) -> str:
        return to_datetime(instant, self.zone).isoformat(sep=" ", timespec="seconds")


def _counted(what: str, numbers: set[int]) -> Point:
    how = f"{len(numbers)} example{'' if len(numbers) == 1 else 's'}" if numbers else "no example"
    return Point(what, bool(numbers), how)


def _length(distance: int) -> str:
    """A distance in its two largest units: `9 days 18 hours`."""
    parts = []
    for unit, size in _UNITS:
        figure, distance = divmod(distance, size)
        if figure:
            parts.append(f"{figure} {unit}{'' if figure == 1 else 's'}")
    return " ".join(parts[:2]) or "0 seconds"


def share(points: Iterable[Point]) -> str:
    """`5 of 6 (83%)`; the percentage is rounded down, so that 100% is all."""
    found = list(points)
    touched = sum(point.touched for point in found)
    return f"{touched} of {len(found)} ({100 * touched // len(found) if found else 100}%)"


def shown(covered: Coverage) -> list[str]:
    """The report of one file: `+` before what is touched, `-` before what is not."""
    lines = [f"coverage of {covered.file}: {share(covered.points)}"]
    for clause in covered.clauses:
        lines.append(f"  clause {clause.number} ({clause.place}): {share(clause.points)}")
        width = max(len(point.what) for point in clause.points)
        lines += [f"    {'+' if point.touched else '-'} {point.what:<{width}}  {point.how}" for point in clause.points]
        if clause.note:
            lines.append(f"      {clause.note}")
    return lines
