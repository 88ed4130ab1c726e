"""The facts of many agreements under the same clauses → the windows of all of them at once.

A platform has a hundred thousand agreements that differ in their posts and dates alone. Their facts stand behind one
another as columns, each with its owner, and every plan goes through them once: the same plans, the same dates.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, count
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

import attrs

from clauselang.semantics import check
from clauselang.semantics.bounds import ALL, Distance, rounding_hours, rounds
from clauselang.semantics.clock import BEGIN, END, HOUR, UNKNOWN, Moment, Moments, local_date
from clauselang.semantics.intervals import normalise_each
from clauselang.semantics.norm import Setting
from clauselang.semantics.posts import Published
from clauselang.semantics.reckoning import Reckoning
from clauselang.semantics.terms import Term
from clauselang.semantics.window import NOTHING, Calendar, Stretches, Times, Window
from clauselang.syntax import ast


@attrs.frozen(repr=False, eq=False)
class Crowd:
    """Agreements of one zone, by number in ascending order, with the calendar of each and the posts of all."""

    members: Sequence[int]
    calendars: Sequence[Calendar]  # without posts
    posts: Published
    own_brands: Sequence[frozenset[str]]
    has_advertiser: Sequence[bool]


@attrs.frozen(repr=False, eq=False)
class JointNorms:
    """What a crowd owes: the setting that its agreements share, and for each clause the times of all their windows.

    `speakers` are the agreements to be lowered one by one, since of those of whom the same is to be said they are the first.
    """

    setting: Setting
    crowd: Crowd
    windows: tuple[Times, ...]
    speakers: frozenset[int]


class _Reckoning(Reckoning):
    """Counts for a whole crowd; for the `clamped` a month had no such day, and the `lacking` do not say all that was asked."""

    def __init__(self, crowd: Crowd, calendar: Calendar) -> None:
        super().__init__(calendar._replace(posts=crowd.posts))
        self.crowd = crowd
        self.clamped: set[int] = set()
        self.lacking: set[int] = set()

    def signing(self) -> Moments:
        """When each agreement was signed."""
        return self._dated([each.signing for each in self.crowd.calendars])

    def boundary(self, period: str | ast.Name, which: Literal["start", "end"]) -> Moments:
        """A bound of a period of each agreement; an event is everybody's."""
        if not isinstance(period, str):
            return super().boundary(period, which)
        spans = [each.spans.get(period) for each in self.crowd.calendars]
        return self._dated([None if span is None else span.start if which == "start" else span.end for span in spans])

    def _dated(self, moments: Sequence[Moment | None]) -> Moments:
        members = self.crowd.members
        self.lacking.update(compress(members, [moment is None for moment in moments]))
        return Moments.of([moment or UNKNOWN for moment in moments], members)

    def _note_rounding(self, moments: Moments, distance: Distance, zone: ZoneInfo) -> None:
        rounded = rounding_hours(distance, zone)
        each = list(map(rounded.__getitem__, [at // HOUR for at in moments.lo]))
        for place in compress(count(), each):
            at = moments.lo[place]
            if each[place] == ALL or (BEGIN < at < END // 8 and rounds(distance, local_date(at, zone))):
                self.clamped.update(self.crowd.members if moments.owners is None else (moments.owners[place],))


class _Found(NamedTuple):
    """The stretches of a clause, for whom a month was clamped, and who does not say all that it asks."""

    stretches: Stretches
    clamped: frozenset[int] = frozenset()
    lacking: frozenset[int] = frozenset()


def joint_norms(setting: Setting, terms: Iterable[Term], crowd: Crowd, calendar: Calendar) -> JointNorms:
    """Lower a crowd; `calendar` has what all of it share. Raises `SkippedTime` for a clause with a time that its zone jumped over."""
    facts = _Reckoning(crowd, calendar)
    found = tuple(_all_found(facts, terms))
    windows = tuple(_times(each.stretches, crowd.members) for each in found)
    signed = {owner: each.signing.lo for owner, each in zip(crowd.members, crowd.calendars, strict=True) if each.signing}
    speakers: set[int] = set()
    for rule, (stretches, clamped, lacking), times in zip(setting.rules, found, windows, strict=True):
        without = set(crowd.members).difference(lacking, stretches.owners or (crowd.members if stretches.starts.lo else ()))
        speakers |= check.first_of_many(rule, times, without, clamped, signed, facts.calendar)
    return JointNorms(setting, crowd, windows, frozenset(speakers))


def _all_found(facts: _Reckoning, terms: Iterable[Term]) -> Iterator[_Found]:
    """What each clause finds: one that is chained finds its predecessor done."""
    done: dict[int, _Found] = {}
    for term in terms:
        found = _Found(NOTHING)
        for at, plan in enumerate(() if term.refused else term.plans):
            facts.clamped, facts.lacking = set(found.clamped), set(found.lacking)
            known = done.get(plan.clause.index)
            if known is None:
                stretches = plan.found(facts, found.stretches if at else None)
                known = _Found(stretches, frozenset(facts.clamped), frozenset(facts.lacking))
            found = known
        if not term.refused:
            done[term.clause.index] = found
        yield found


def _times(found: Stretches, members: Sequence[int]) -> Times:
    """The times of the windows of all members; none of an owner overlaps another."""
    starts, ends, certain, _ = found
    owners = found.owners
    if owners is None:
        times = Window.of(found).times
        return Times.of((owner, *time) for owner in members for time in times)
    if starts.exact and ends.exact and certain is None:
        columns = normalise_each(zip(owners, starts.lo, ends.lo, strict=True))
        return Times(*columns, [True] * len(columns[0]))
    places: dict[int, list[int]] = {}
    for place, owner in enumerate(owners):
        places.setdefault(owner, []).append(place)
    return Times.of((owner, *time) for owner in sorted(places) for time in Window.of(_taken(found, places[owner])).times)


def _taken(found: Stretches, places: Sequence[int]) -> Stretches:
    certain = found.certain and [found.certain[place] for place in places]
    return Stretches(found.starts.taken(places), found.ends.taken(places), certain)
