"""What several rules about scope ask: what exceptions free, which windows lie in others, items of lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, reduce
from itertools import combinations, islice
from operator import contains, or_

import attrs

from clauselang.diagnostics.diagnostic import Fix
from clauselang.lint.rule import Context, once, span
from clauselang.lint.rules.time import is_known, length, never_longer
from clauselang.resolve.resolved import Clause
from clauselang.semantics.bounds import OTHER_READINGS, Distance
from clauselang.semantics.clock import SkippedTime
from clauselang.semantics.facet import INDEX, Values
from clauselang.semantics.norm import Exemption, Norm
from clauselang.semantics.scope import NOTHING, Box, Region
from clauselang.source import Span
from clauselang.syntax import ast

Excepting = ast.Except | ast.SurfacesExcluded | ast.AccountsExcluded


# Exceptions.


def exceptions(context: Context) -> Iterator[tuple[Norm, Excepting, Exemption]]:
    """Every exception: its clause, its phrase, what it cuts out."""
    for norm in context.norms:
        phrases = [phrase for phrase in norm.clause.node.phrases if isinstance(phrase, Excepting)]
        for phrase, exemption in zip(phrases, norm.exemptions, strict=True):
            yield norm, phrase, exemption


def freed(exemption: Exemption) -> Region:
    """What an exception frees whatever anybody answers."""
    return NOTHING if exemption.question else exemption.region - exemption.but_not


def forbidden(norm: Norm, doubt: bool) -> Region:
    """What a clause forbids less its exceptions; with `doubt` every open question frees nothing, else all it can free."""
    left = norm.scope
    for exemption in norm.exemptions:
        if doubt:
            left = left - freed(exemption)
        elif exemption.region.is_empty:  # a schedule that no agreement lists: it can free anything
            return NOTHING
        else:
            left = left - (exemption.region - (NOTHING if exemption.but_not_question else exemption.but_not))
    return left


# One post instead of all: a quick way to see that something is left of a region.

Sample = tuple[tuple[str, ...], int]


def sample(box: Box) -> Sample:
    """One post out of a box that is not empty: a value per facet (of an open set, a name that nobody has used) and an instant."""
    return tuple(["" if values.cofinite else min(values.names) for values in box.sets]), box.when.intervals[0][0]


def holds(region: Region, post: Sample) -> bool:
    """Whether a post is in a region."""
    values, at = post
    return any(all(map(contains, box.sets, values)) and at in box.when for box in region.boxes)


# Windows.


@attrs.frozen
class _End:
    """One end of a window: how far it lies from what it counts from, outwards. `on` is the same for equal anchors."""

    on: object
    far: Distance | None = None


def _ends(window: ast.Window | None) -> tuple[_End, _End] | None:
    match window:
        case ast.Around(before=before, after=after, anchor=anchor):
            return _End(_edge(anchor, "start"), length(before)), _End(_edge(anchor, "end"), length(after))
        case ast.Before(duration=duration, anchor=anchor):
            return _End(_edge(anchor, "start"), length(duration)), _End(_edge(anchor, "start"))
        case ast.After(duration=duration, anchor=anchor):
            return _End(_edge(anchor, "end")), _End(_edge(anchor, "end"), length(duration))
        case ast.OnTheDay(anchor=ast.PostAnchor() | ast.Signing() as anchor):
            return _End(anchor, length(None)), _End(anchor, length(None))
        case ast.During(period=period, after=after):
            start, end = ast.PeriodEdge("start", period), ast.PeriodEdge("end", period)
            return _End(start), _End(end, length(after)) if after else _End(end)
        case _:
            return None


def _edge(anchor: ast.Anchor, side: str) -> object:
    """An event is its first bound for what lies before it and its last one for what lies after."""
    return ast.PeriodEdge("start" if side == "start" else "end", anchor.name) if isinstance(anchor, ast.EventAnchor) else anchor


def window_within(a: Norm, b: Norm) -> bool:
    """Whether every instant of the one window surely lies in the other: whatever the facts are, or by facts that are settled."""
    if _written(a) == _written(b):
        return True
    if a.clause.after is None and b.clause.after is None and b.clause.at_latest in (None, a.clause.at_latest):
        mine, yours = _ends(a.clause.window), _ends(b.clause.window)
        if mine and yours and _counts_from(mine[0].on, yours[0].on) and _counts_from(mine[1].on, yours[1].on):
            return _not_beyond(mine[0], yours[0]) and _not_beyond(mine[1], yours[1])
    return _within_by_facts(a, b)


def _written(norm: Norm) -> list[object]:
    return [(clause.window, clause.perpetual, clause.at_latest) for clause in norm.chain.clauses]


def _counts_from(a: object, b: object) -> bool:
    """Whether `a` is `b`, or one of the posts of `b`."""
    if isinstance(a, ast.PostAnchor) and isinstance(b, ast.PostAnchor) and b.which == "each":
        return not b.surfaces or a.surfaces == b.surfaces
    return a == b


def _not_beyond(a: _End, b: _End) -> bool:
    """Whether the end `a` reaches no further out than `b`, both on one side of the same anchor."""
    if a.far is None:
        return True
    return b.far is not None and never_longer(a.far, b.far)


def _within_by_facts(a: Norm, b: Norm) -> bool:
    if not (is_known(a.window) and is_known(b.window)) or a.may.is_empty:
        return False
    try:
        windows = [(a.chain.window(reading), b.chain.window(reading)) for reading in OTHER_READINGS]
    except SkippedTime:
        return False
    return a.may <= b.must and all(mine.may <= yours.must for mine, yours in windows)


# Clauses inside clauses.

MAX_PAIRS = 20_000
# The facets, those in which clauses differ most first.
_MOST_TELLING = sorted(INDEX.values(), key=lambda at: at not in (INDEX["brand"], INDEX["category"]))


@once
def covered(context: Context) -> tuple[tuple[Norm, Norm, bool], ...]:
    """Clauses that another clause of the contract covers: the wide one, the narrow one, whether each covers the other.

    Each narrow clause comes once, and of two equal ones the later. Loose clauses without an agreement and without blocks are no
    contract: they are often alternatives. Of very many clauses only those that stand first are compared.
    """
    if context.deal is None and not any(True for _ in context.nodes(ast.Exclusivity)):
        return ()
    sides = [_Side(norm) for norm in context.norms if not norm.clause.target.is_none]
    found: dict[int, tuple[Norm, Norm, bool]] = {}
    for one, other in islice(combinations(sides, 2), MAX_PAIRS):
        forth, back = one.covers(other), other.covers(one)
        narrow, wide = (other, one) if forth else (one, other)
        clause = narrow.norm.clause
        if (forth or back) and clause.index not in found and not has_sequel(context, clause):
            found[clause.index] = wide.norm, narrow.norm, forth and back
    return tuple(found.values())


def _shadow(region: Region) -> tuple[Values, ...]:
    """What each facet can be; most clauses are one box."""
    if len(region.boxes) == 1:
        return region.boxes[0].sets
    return tuple(reduce(or_, (box.sets[at] for box in region.boxes), Values()) for at in INDEX.values())


class _Side:
    """A clause as it is compared with others; the costly parts are made once and when they are needed."""

    def __init__(self, norm: Norm) -> None:
        self.norm = norm
        self.shadow = _shadow(norm.scope)
        # A condition that the facts of the agreement answer for good does not limit the clause.
        self.conditions = {
            node
            for question, node in zip(norm.conditions, norm.clause.conditions, strict=True)
            if not (question.fact == "term" and question.value)
        }

    @cached_property
    def least(self) -> Region:
        """What it forbids whatever anybody answers."""
        return forbidden(self.norm, doubt=False)

    @cached_property
    def most(self) -> Region:
        """What it can forbid."""
        return forbidden(self.norm, doubt=True)

    @cached_property
    def samples(self) -> list[Sample]:
        """One post out of each part of what it can forbid, those with a certain brand first."""
        return [sample(box) for box in sorted(self.most.boxes, key=lambda box: box["brand"].cofinite)]

    def reaches(self, narrow: _Side) -> bool:
        """Whether no facet of `narrow` can be what it cannot be here."""
        mine, yours = self.shadow, narrow.shadow
        for facet in _MOST_TELLING:  # noqa: SIM110 -- a plain loop is faster, and every clause is held against every other
            if yours[facet] is not mine[facet] and not yours[facet] <= mine[facet]:  # mostly both are everything
                return False
        return True

    def covers(self, narrow: _Side) -> bool:
        """Whether this clause forbids all that `narrow` forbids, whenever it does, at no lesser price. What is quick is asked first."""
        mine, yours = self.norm.clause, narrow.norm.clause
        return (
            self.reaches(narrow)
            and self.conditions <= set(yours.conditions)
            and all(term in mine.commercial for term in yours.commercial)
            and window_within(narrow.norm, self.norm)
            and not narrow.most.is_empty
            and all(holds(self.least, post) for post in narrow.samples)
            and narrow.most <= self.least
        )


def has_sequel(context: Context, clause: Clause) -> bool:
    """Whether a `then` clause starts where this one ends."""
    return any(other.after == clause.index for other in context.clauses)


# Lists.


def without_item(title: str, items: Sequence[ast.Node], item: ast.Node) -> Fix | None:
    """Take one of several items out of a list, with the word that joins it to its neighbour."""
    if len(items) < 2:
        return None
    at = next(i for i, candidate in enumerate(items) if candidate is item)
    own = span(item)
    if at:
        return Fix(title, Span(own.source, span(items[at - 1]).end, own.end), "")
    return Fix(title, Span(own.source, own.start, span(items[1]).start), "")


def brand_key(context: Context, name: ast.Name) -> str:
    """What a brand is compared by, under whichever of its names it stands."""
    symbol = context.resolved.symbols.find("brand", name.text)
    return symbol.key if symbol else name.text.casefold()


def category_key(context: Context, name: ast.Name) -> str:
    """What a category is compared by."""
    symbol = context.resolved.symbols.find("category", name.text)
    return symbol.key if symbol else name.text.casefold()


def sold(context: Context, brand: str) -> frozenset[str]:
    """The categories that a brand is declared to sell in and those below them; none if nobody says."""
    symbol = context.resolved.symbols.find("brand", brand)
    found = [context.resolved.symbols.find("category", name) for name in symbol.related] if symbol else []
    keys = [category.key for category in found if category]
    return frozenset[str]().union(*(context.resolved.taxonomy.below(key) for key in keys))


def members(context: Context, name: ast.Name) -> tuple[str, ...]:
    """The brands of a list of competitors."""
    listed = context.resolved.symbols.find("competitors", name.text)
    found = [(member, context.resolved.symbols.find("brand", member)) for member in (listed.related if listed else ())]
    return tuple(brand.key if brand else member for member, brand in found)


def names_in(exempt: ast.Exempt) -> list[ast.Name]:
    """The names that an exception lists."""
    return [value for value in exempt.values if isinstance(value, ast.Name)]
