"""An undecided placement → the verdict all clauses together give, or the smallest set of facts that would settle it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations, product
from typing import TypeAlias

from clauselang.evaluate.harbour import Harbour, harbour
from clauselang.semantics.clock import BEGIN, MINUTE, Moment
from clauselang.semantics.facet import FACETS, INDEX, Values
from clauselang.semantics.facts import Placement
from clauselang.semantics.intervals import IntervalSet
from clauselang.semantics.norm import Norm, Norms
from clauselang.semantics.scope import Box, Region
from clauselang.semantics.verdict import Answer, ClauseVerdict, Word

Prohibited = Callable[[Norm, Box, bool, Mapping[str, bool]], Region]
MAX_WORLDS = 4096
# The clauses that do not leave the placement free, each with the instants that the schedule excuses.
Open: TypeAlias = Mapping[Norm, Harbour]


def settle(
    norms: Norms, placement: Placement, clauses: tuple[ClauseVerdict, ...], prohibited: Prohibited
) -> tuple[Word, tuple[str, ...], tuple[Answer, ...]]:
    """Ask all clauses together; if that does not decide, find the fewest facts whose every answer decides.

    Two clauses can cover between them what neither covers alone (one on stories, one on everything else), so the
    union is asked first.
    """
    open_norms = {clause.norm: harbour(clause.norm, placement.when) for clause in clauses if clause.verdict != "compliant"}
    together = _word(norms, open_norms, placement.box, {}, prohibited)
    if together != "unknown" and not _signing_is_open(open_norms, placement):
        return together, (), ()
    unknowns = _unknowns(norms, open_norms, placement)
    for size in range(1, min(len(unknowns), 4) + 1):
        for chosen in combinations(unknowns, size):
            answers = _answers(norms, open_norms, placement, chosen, prohibited)
            if answers and all(answer.verdict != "unknown" for answer in answers):
                return "unknown", tuple(dict.fromkeys(name for name, _ in chosen)), answers
    named = tuple(dict.fromkeys(name for name, _ in unknowns))
    return "unknown", named or ("posts" if placement.moment.exact else "time",), ()


def _signing_is_open(open_norms: Open, placement: Placement) -> bool:
    signing = _signing(open_norms)
    return signing is not None and placement.moment.lo < signing.hi and not signing.exact


def _signing(open_norms: Open) -> Moment | None:
    """When the agreement was signed: all of its clauses know the same."""
    return next(iter(open_norms)).signing


def _word(norms: Norms, open_norms: Open, box: Box, answers: dict[str, bool], prohibited: Prohibited) -> Word:
    """The verdict of all open clauses on a box: each of its worlds may be a breach, excused by the schedule, or free."""
    unbroken = uncovered = Region((box,))
    touched = breach = False
    for norm, excused in open_norms.items():
        possible = prohibited(norm, box, False, answers) - norms.always_free
        if possible.is_empty:
            continue
        touched = True
        certain = prohibited(norm, box, True, answers) - norms.always_free
        unbroken = unbroken - certain.within(box.when - excused.possible)
        uncovered = uncovered - certain
        breach = breach or not possible.within(box.when - excused.free).is_empty
    if not touched:
        return "compliant"
    if not norms.advertiser_known and "advertiser" not in answers:
        return "unknown"
    if not norms.advertiser_known and answers["advertiser"]:
        return "compliant"
    if not breach and uncovered.is_empty:
        return "excused"
    if not unbroken.is_empty:
        return "unknown"
    signing = _signing(open_norms)
    if signing is None or box.when.intervals[0][0] >= signing.lo:
        return "violation"
    return "misstatement" if box.when.intervals[-1][1] <= signing.lo else "unknown"  # on the day of signing the hour decides


# A fact that is open, and per answer what is shown of it and what it changes: the facet's values, the instants, or switches.
Change = Values | IntervalSet | Mapping[str, bool]
Unknown = tuple[str, tuple[tuple[Values | str, Change], ...]]


def _unknowns(norms: Norms, open_norms: Open, placement: Placement) -> list[Unknown]:
    """Everything open that may matter, each with the answers that make a difference."""
    found: list[Unknown] = []
    box = placement.box
    for facet in FACETS:
        values = box[facet.name]
        if values.single is None:
            cells = _cells(values, _borders(norms, open_norms, facet.name))
            if len(cells) > 1:
                found.append((facet.name, tuple((cell, cell) for cell in cells)))
    times = _time_cells(norms, open_norms, box)
    if len(times) > 1:
        found.append(("time", tuple(times)))
    for norm in open_norms:
        for question in norm.questions:
            if question.value is None:
                found.append((question.name, (("yes", {question.text: True}), ("no", {question.text: False}))))
        found.extend(_open_window(norm, box.when))
    if not norms.advertiser_known:
        found.append(("advertiser", (("it is the brand", {"advertiser": True}), ("it is not", {"advertiser": False}))))
    if _signing_is_open(open_norms, placement):
        found.append(("signing", ()))
    return list({name: (name, cells) for name, cells in found}.values())


def _open_window(norm: Norm, when: IntervalSet) -> Iterator[Unknown]:
    """What keeps the window open at these instants. A minute's doubt about an anchor matters only inside that minute."""
    doubt = norm.may - norm.must
    if (when & doubt).is_empty:
        return
    precise = all(end - start <= MINUTE for start, end in (when & doubt).intervals) and not when <= doubt
    for name in norm.window.missing or (() if precise else ("posts",)):
        yield name, (("in the window", {"window": True}), ("outside it", {"window": False}))


def _borders(norms: Norms, open_norms: Open, facet: str) -> list[Values]:
    """The sets of one facet that clauses and exemptions draw lines with."""
    regions = [norm.scope for norm in open_norms]
    regions += [region for norm in open_norms for e in norm.exemptions for region in (e.region, e.but_not)]
    sets = [box.sets[INDEX[facet]] for region in (*regions, norms.always_free) for box in region.boxes]
    return list(dict.fromkeys(sets))


def _cells(values: Values, borders: list[Values]) -> list[Values]:
    """Cut a set of possible values along the borders; values in one cell make no difference to any clause."""
    cells = [values]
    for border in borders:
        cut = [piece for cell in cells for piece in (cell & border, cell - border) if not piece.is_empty]
        cells = cut if len(cut) <= 64 else cells
    return cells


# The clauses in whose windows an instant lies, and those whose windows it left by the schedule of that moment.
_Where: TypeAlias = tuple[tuple[str, ...], tuple[str, ...]]


def _where(inside: tuple[str, ...], free: tuple[str, ...]) -> str:
    parts = [f"in the window of {' and '.join(inside)}"] if inside else []
    parts += [f"outside the window of {' and '.join(free)} by the schedule of that moment"] if free else []
    return ", ".join(parts) or "outside every window"


def _time_cells(norms: Norms, open_norms: Open, box: Box) -> list[tuple[str, IntervalSet]]:
    """Cut the possible instants of publication at the bounds of windows and of commitments to the brand, and at signing.

    The minute in which an anchor that is known to the minute may lie is left out: it would make every answer doubtful.
    """
    when = box.when
    if when.intervals[0][1] - when.intervals[0][0] <= 1:
        return []
    named: list[tuple[_Where, IntervalSet]] = [(((), ()), when - _minutes_of_doubt(open_norms))]
    for norm, excused in open_norms.items():
        number = norm.clause.number
        held, spared = norm.may - excused.free, norm.may & excused.free
        cut = [(((*inside, number), free), cell & held) for (inside, free), cell in named]
        cut += [((inside, (*free, number)), cell & spared) for (inside, free), cell in named]
        cut += [(where, cell - norm.may) for where, cell in named]
        named = [(where, cell) for where, cell in cut if not cell.is_empty]
    shown = [(_where(*where), cell) for where, cell in named]
    if box["brand"].single is not None:
        for listed in norms.listed:
            if box["brand"] <= listed.box["brand"]:
                shown = _split(shown, f"in the commitment to {listed.brand}", listed.box.when)
    signing = _signing(open_norms)
    return _split(shown, "before signing", IntervalSet(((BEGIN, signing.lo),))) if signing and signing.exact else shown


def _split(shown: list[tuple[str, IntervalSet]], name: str, when: IntervalSet) -> list[tuple[str, IntervalSet]]:
    """Cut named sets of instants at the bounds of one; what lies in that one takes its name too."""
    cut = [(f"{other}, {name}", cell & when) for other, cell in shown] + [(other, cell - when) for other, cell in shown]
    return [(other, cell) for other, cell in cut if not cell.is_empty]


def _minutes_of_doubt(open_norms: Open) -> IntervalSet:
    doubts = (interval for norm in open_norms for interval in (norm.may - norm.must).intervals)
    return IntervalSet.of((start, end) for start, end in doubts if end - start <= MINUTE)


def _answers(
    norms: Norms, open_norms: Open, placement: Placement, chosen: tuple[Unknown, ...], prohibited: Prohibited
) -> tuple[Answer, ...]:
    """The verdict for every combination of answers; none if there are too many to try."""
    size = 1
    for _, cells in chosen:
        size *= len(cells)
    if not 0 < size <= MAX_WORLDS:
        return ()
    return tuple(_worlds(norms, open_norms, placement, chosen, prohibited))


def _worlds(norms: Norms, open_norms: Open, placement: Placement, chosen: tuple[Unknown, ...], prohibited: Prohibited) -> Iterator[Answer]:
    for world in product(*(cells for _, cells in chosen)):
        box = placement.box
        given: dict[str, bool] = {}
        for (name, _), (_, value) in zip(chosen, world, strict=True):
            if isinstance(value, Values):
                box = box.with_values(name, value)
            elif isinstance(value, IntervalSet):
                box = Box(box.sets, value)
            else:
                given.update(value)
        word = _word(norms, open_norms, box, given, prohibited)
        yield Answer(tuple((name, shown) for (name, _), (shown, _) in zip(chosen, world, strict=True)), word)
