"""A distance from a moment → the instant it names, under the decided rule or another reading (R1-R5, R11, R18, R20)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from functools import lru_cache
from typing import Literal, TypeVar, cast
from zoneinfo import ZoneInfo

import attrs

from clauselang.semantics.clock import (
    BEGIN,
    EAST,
    END,
    HOUR,
    WEST,
    Moment,
    clamp,
    date_all_hour,
    from_datetime,
    local_date,
    months_later,
    split,
    start_of_day,
    to_datetime,
    zone_info,
)  # fmt: skip
from clauselang.syntax import ast


class Reading(Enum):
    """The decided rule and the other ways in which a period is read (R20)."""

    CIVIL = "civil"
    ROUND_UP = "round_up"
    SAME_TIME_OF_DAY = "same_time_of_day"
    THIRTY_DAYS = "thirty_days"
    FIRST_DAY_COUNTS = "first_day_counts"
    FULL_HOURS = "full_hours"
    WALL_HOURS = "wall_hours"


OTHER_READINGS: tuple[Reading, ...] = tuple(reading for reading in Reading if reading is not Reading.CIVIL)
Side = Literal["start", "end"]
_DAY = timedelta(days=1)
_T = TypeVar("_T")


@attrs.frozen
class Distance:
    """`1 month 15 days before` as hours, or days and months, with a sign."""

    hours: int
    days: int
    months: int

    @classmethod
    def of(cls, duration: ast.Duration, direction: Literal["before", "after"]) -> Distance:
        """A duration in one direction."""
        return _distance(duration.parts, -1 if direction == "before" else 1)

    @property
    def civil(self) -> bool:
        """Whether it is counted on the calendar; hours are elapsed time."""
        return not self.hours

    def from_day(self, day: date, reading: Reading = Reading.CIVIL, round_up: bool = False) -> date:
        """The day at this distance: months first, one rounding, then days (R4)."""
        if reading is Reading.THIRTY_DAYS:
            years, months = divmod(abs(self.months), 12)
            length = 365 * years + 30 * months
            return day + timedelta(days=self.days + (length if self.months > 0 else -length))
        moved = months_later(day, self.months, round_up or reading is Reading.ROUND_UP) if self.months else day
        shift = self.days
        if reading is Reading.FIRST_DAY_COUNTS and (self.days or self.months):
            shift -= 1 if self.days + self.months > 0 else -1
        return moved + timedelta(days=shift)


@lru_cache(maxsize=1024)
def _distance(parts: tuple[tuple[int, ast.Unit], ...], sign: int) -> Distance:
    hours, days, months = split(parts)
    return Distance(sign * hours, sign * days, sign * months)


def rounds(distance: Distance, day: date) -> bool:
    """Whether the month that `distance` leads to lacks the day (R4), so that two roundings differ; not beyond the years 1 to 9999."""
    if day.day <= 28 or not distance.months:
        return False
    try:
        return months_later(day, distance.months) != months_later(day, distance.months, round_up=True)
    except ValueError:
        return False


_CIVIL = Reading.CIVIL
HELD = 65_536  # hours of one distance
_FAR = 1 << 60  # beyond which only the clamped arithmetic is safe


def at_distances(instants: Sequence[int], distance: Distance, side: Side, zone: ZoneInfo, reading: Reading) -> list[int]:
    """`at_distance` for several instants, in one step where the decided rule allows."""
    if reading is _CIVIL and distance.hours:
        by = distance.hours * HOUR
        if -_FAR < by < _FAR:
            if min(instants, default=0) > -_FAR and max(instants, default=0) < _FAR:
                return [at + by for at in instants]
            return [at_distance(at, distance, side, zone, reading) for at in instants]
    elif reading is _CIVIL:
        known = _hours_at(distance, side, zone)
        found = list(map(known.__getitem__, [at // HOUR for at in instants]))
        if None not in found:
            return cast("list[int]", found)
        return [at_distance(at, distance, side, zone, reading) if be is None else be for at, be in zip(instants, found, strict=True)]
    return [at_distance(at, distance, side, zone, reading) for at in instants]


class Hours(dict[int, _T]):
    """What is found for whole hours of UTC, numbered from 1970: for each of them once, as it is asked for."""

    __slots__ = ("_find",)

    def __init__(self, find: Callable[[int], _T]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, hour: int) -> _T:
        if len(self) >= HELD:
            self.clear()
        found = self[hour] = self._find(hour)
        return found


@lru_cache(maxsize=64)
def _hours_at(distance: Distance, side: Side, zone: ZoneInfo) -> Hours[int | None]:
    """The bound that every instant of an hour leads to; nothing if it holds a midnight or a change of the clocks."""

    def find(hour: int) -> int | None:
        day = date_all_hour(hour, zone)
        try:
            return _civil(day, distance.days, distance.months, side, zone) if day is not None else None
        except (ValueError, OverflowError):  # beyond the years 1 to 9999
            return None

    return Hours(find)


NONE, ALL, SOME = 0, 1, 2  # of the instants of an hour


@lru_cache(maxsize=64)
def rounding_hours(distance: Distance, zone: ZoneInfo) -> Hours[int]:
    """For which instants of an hour the month that they lead to lacks the day: `SOME` if it holds a midnight or a change of the clocks."""

    def find(hour: int) -> int:
        day = date_all_hour(hour, zone)
        return SOME if day is None else ALL if rounds(distance, day) else NONE

    return Hours(find)


def at_distance(instant: int, distance: Distance, side: Side, zone: ZoneInfo, reading: Reading, from_below: bool = False) -> int:
    """The instant at `distance` from `instant` (section A.3).

    A calendar bound is the start of its day, or its end on the `end` side. `from_below` asks for the limit from
    earlier instants, which matters only when `instant` is the start of a day.
    """
    if not BEGIN < instant < END:
        return instant
    try:
        if distance.hours:
            if reading is Reading.CIVIL:
                return clamp(instant + distance.hours * HOUR)
            return clamp(_hours(instant, distance.hours, zone, reading))
        day = local_date(instant - 1 if from_below else instant, zone)
        if reading is Reading.CIVIL:
            return _civil(day, distance.days, distance.months, side, zone)
        target = distance.from_day(day, reading)
        if reading is Reading.SAME_TIME_OF_DAY and (distance.days or distance.months):
            local = to_datetime(instant, zone)
            return from_datetime(datetime.combine(target, local.time(), zone).astimezone(UTC))
        return start_of_day(target if side == "start" else target + _DAY, zone)
    except (ValueError, OverflowError):  # beyond the years 1 to 9999
        return END if distance.hours + distance.days + distance.months > 0 else BEGIN


@lru_cache(maxsize=65536)
def _civil(day: date, days: int, months: int, side: Side, zone: ZoneInfo) -> int:
    """The bound that a civil date leads to under the decided rule."""
    target = Distance(0, days, months).from_day(day)
    return start_of_day(target if side == "start" else target + _DAY, zone)


def _hours(instant: int, hours: int, zone: ZoneInfo, reading: Reading) -> int:
    """Elapsed time (R1), or wall-clock time, or full hours."""
    if reading is Reading.WALL_HOURS:
        local = to_datetime(instant, zone).replace(tzinfo=None) + timedelta(hours=hours)
        return from_datetime(local.replace(tzinfo=zone).astimezone(UTC))
    if reading is Reading.FULL_HOURS:
        instant = -(-instant // HOUR) * HOUR if hours > 0 else instant // HOUR * HOUR
    return instant + hours * HOUR


def chained(boundary: int, distance: Distance, zone: ZoneInfo, reading: Reading, from_below: bool) -> int:
    """The end of a period that starts where another ends (R11).

    If the boundary is the start of a day, that day is the first one counted and an impossible date rounds up, since
    it is the first instant not covered (BGB 187(2), 188(3)). Otherwise the day of the boundary is not counted.
    """
    if not distance.civil or not BEGIN < boundary < END:
        return at_distance(boundary, distance, "end", zone, reading)
    day = local_date(boundary - 1 if from_below else boundary, zone)
    if boundary != start_of_day(day, zone):
        return at_distance(boundary, distance, "end", zone, reading, from_below)
    try:
        civil = Reading.CIVIL if reading in (Reading.FIRST_DAY_COUNTS, Reading.SAME_TIME_OF_DAY) else reading
        return start_of_day(distance.from_day(day, civil, round_up=True), zone)
    except (ValueError, OverflowError):
        return END


def edge(moment: Moment, bound: Callable[[int, ZoneInfo, bool], int], zone: ZoneInfo | None) -> tuple[int, int]:
    """Earliest and latest instant that a bound can be for an uncertain moment: bounds are monotone (R18).

    Without a zone the bound lies within the spread of all zones around what UTC gives.
    """
    if zone is not None:
        lo = bound(moment.lo, zone, False)
        return lo, lo if moment.lo == moment.hi else bound(moment.hi, zone, True)
    utc = zone_info("UTC")
    lo, hi = bound(moment.lo, utc, False), bound(moment.hi, utc, not moment.exact)
    if lo == moment.lo and hi == moment.hi:
        return lo, hi
    # A civil date differs by at most one day between zones, and midnights by EAST - WEST; a month bound moves with it.
    spread = 24 * HOUR + EAST
    return clamp(lo - spread), clamp(hi + 24 * HOUR - WEST + 2 * 24 * HOUR)
