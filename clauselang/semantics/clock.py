"""Dates, local times and instants with offsets → instants, with their uncertainty; civil arithmetic in a zone.

An instant is a whole number of microseconds since 1970-01-01T00:00Z, so that windows are compared without zones.
`BEGIN` and `END` stand for "since ever" and "for ever".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from clauselang.syntax import ast

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
BEGIN, END = -(1 << 62), 1 << 62

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NAIVE_EPOCH = datetime(1970, 1, 1)
_MICROSECOND = timedelta(microseconds=1)
# How far civil time runs from UTC (Kiribati and Baker Island): a date without a zone is any of 50 hours (R18).
EAST, WEST = 14 * HOUR, -12 * HOUR


class Moment(NamedTuple):
    """Some instant in `[lo, hi)`; exact when `lo == hi`. (A tuple, as all of which a table of agreements makes millions.)"""

    lo: int
    hi: int

    @property
    def exact(self) -> bool:
        """Whether the instant is known."""
        return self.lo == self.hi


UNKNOWN = Moment(BEGIN, END)


class Moments(NamedTuple):
    """Several moments, by column: of those that are all exact `hi` is `lo` itself, so that they are counted from once.

    `owners`: whose each of them is, where those of many agreements stand behind one another; `None` for everybody's.
    """

    lo: Sequence[int]
    hi: Sequence[int]
    owners: Sequence[int] | None = None

    @classmethod
    def of(cls, moments: Sequence[tuple[int, int]], owners: Sequence[int] | None = None) -> Moments:
        """These moments, each as its earliest and its latest instant."""
        lo, hi = [lo for lo, _ in moments], [hi for _, hi in moments]
        return cls(lo, lo if lo == hi else hi, owners)

    def each(self) -> Iterable[Moment]:
        """One after another."""
        return map(Moment, self.lo, self.hi)

    @property
    def exact(self) -> bool:
        """Whether all of them are known."""
        return self.lo is self.hi

    def taken(self, indexes: Iterable[int]) -> Moments:
        """Those at some places."""
        places = tuple(indexes)
        lo = [self.lo[at] for at in places]
        hi = lo if self.exact else [self.hi[at] for at in places]
        return Moments(lo, hi, self.owners and [self.owners[at] for at in places])


class SkippedTime(ValueError):
    """A local time that the clocks of the zone jumped over."""


@lru_cache(maxsize=256)
def zone_info(name: str) -> ZoneInfo:
    """The zone of an IANA name. Raises `KeyError` for an unknown one."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError) as error:
        raise KeyError(name) from error


def from_datetime(value: datetime) -> int:
    """The instant of an aware datetime."""
    return (value - _EPOCH) // _MICROSECOND


def to_datetime(instant: int, zone: ZoneInfo | None = None) -> datetime:
    """The aware datetime of an instant, in UTC or in `zone`. Raises `OverflowError` outside the years 1 to 9999."""
    moment = _EPOCH + timedelta(microseconds=instant)
    return moment.astimezone(zone) if zone else moment


def _resolve(local: datetime, zone: ZoneInfo, fold: int) -> int:
    return from_datetime(local.replace(tzinfo=zone, fold=fold).astimezone(UTC))


@lru_cache(maxsize=65536)
def start_of_day(day: date, zone: ZoneInfo) -> int:
    """First instant whose local date is `day` or later (R7): right for skipped and repeated midnights and days."""
    midnight = datetime(day.year, day.month, day.day)
    late, early = _resolve(midnight, zone, 0), _resolve(midnight, zone, 1)
    if early >= late:
        return late
    while late - early > SECOND:  # midnight was skipped: find the jump
        middle = (late + early) // 2 // SECOND * SECOND
        if to_datetime(middle, zone).date() >= day:
            late = middle
        else:
            early = middle
    return late


def local_date(instant: int, zone: ZoneInfo) -> date:
    """The civil date of an instant in a zone. Raises `OverflowError` outside the years 1 to 9999."""
    return date_all_hour(instant // HOUR, zone) or to_datetime(instant, zone).date()


@lru_cache(maxsize=65536)
def date_all_hour(hour: int, zone: ZoneInfo) -> date | None:
    """The civil date of a whole hour of UTC, numbered from 1970; nothing if it holds a midnight or a change of the clocks."""
    try:
        first, last = to_datetime(hour * HOUR, zone), to_datetime((hour + 1) * HOUR - 1, zone)
    except OverflowError:
        return None
    return first.date() if first.date() == last.date() and first.utcoffset() == last.utcoffset() else None


@lru_cache(maxsize=65536)
def months_later(day: date, months: int, round_up: bool = False) -> date:
    """Same day number `months` later (earlier if negative); a missing day is the last of the month (R4), or the
    first of the next when rounding up (exclusive boundaries, R11). Raises `ValueError` outside the years 1 to 9999."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    first = date(year, month + 1, 1)
    following = date(*((year + 1, 1) if month == 11 else (year, month + 2)), 1)
    length = (following - first).days
    if day.day <= length:
        return first.replace(day=day.day)
    return following if round_up else first.replace(day=length)


def split(parts: tuple[tuple[int, ast.Unit], ...]) -> tuple[int, int, int]:
    """The parts of a duration as (hours, days, months): weeks are 7 days, years 12 months (R4)."""
    hours = days = months = 0
    for figure, unit in parts:
        match unit:
            case "hour":
                hours += figure
            case "day":
                days += figure
            case "week":
                days += 7 * figure
            case "month":
                months += figure
            case "year":
                months += 12 * figure
    return hours, days, months


_WHEN = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d(?:\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?)?", re.ASCII | re.IGNORECASE)


_EXACT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII).fullmatch


def exact(text: str) -> int | None:
    """The instant of a text such as `2026-03-10T16:00:00Z`, as `iso` writes it; nothing for any other form.

    Raises `ValueError` where there is no such day or hour.
    """
    return from_datetime(datetime.fromisoformat(text)) if len(text) == 20 and _EXACT(text) else None


# The instants of the years that are counted from.
NEAR = range(from_datetime(datetime(ast.FIRST_YEAR, 1, 1, tzinfo=UTC)), from_datetime(datetime(ast.LAST_YEAR + 1, 1, 1, tzinfo=UTC)))


def are_near(instants: Sequence[int]) -> bool:
    """Whether all are of the years that are counted from."""
    return not instants or (min(instants) in NEAR and max(instants) in NEAR)


def all_exact(texts: Sequence[str]) -> list[int] | None:
    """The instants of texts that all have the form of `exact` and a year that is counted from, at a third of its cost; else nothing."""
    if not all(map(_EXACT, texts)):
        return None
    try:
        found = [(datetime.fromisoformat(text) - _EPOCH) // _MICROSECOND for text in texts]
    except ValueError:
        return None
    return found if are_near(found) else None


def moment(text: str, zone: ZoneInfo | None) -> Moment:
    """The instants that an ISO 8601 text can mean (R18).

    A date is its day in `zone`; minutes stand for the whole minute; a local time that occurs twice is both; without a
    zone every zone is possible. Raises `SkippedTime` for a local time that the zone jumped over and `ValueError` for
    anything that is not a date or a moment of the years 1 to 9999.
    """
    if (known := exact(text)) is not None:
        return Moment(known, known)
    match = _WHEN.fullmatch(text) or _WHEN.fullmatch(text.strip())
    if not match:
        raise ValueError(f"`{text[:40]}` is not an ISO date or moment")
    day, minute, second, offset = match.groups()
    try:
        if minute is None:
            return _day(day, zone)
        precision = 0 if second else MINUTE
        if offset:
            at = (datetime.fromisoformat(match[0].upper()) - _EPOCH) // _MICROSECOND
            return Moment(at, at + precision)
        local = datetime.fromisoformat(f"{day}T{minute}{second or ''}")
        return _local_moment(local, precision, zone)
    except OverflowError:
        raise ValueError(f"`{match[0]}` lies outside the years 1 to 9999") from None


def _local_moment(local: datetime, precision: int, zone: ZoneInfo | None) -> Moment:
    if zone is None:
        at = (local - _NAIVE_EPOCH) // _MICROSECOND
        return Moment(at - EAST, at - WEST + max(precision, 1))
    first, second = _resolve(local, zone, 0), _resolve(local, zone, 1)
    if second < first:
        raise SkippedTime(f"{local:%Y-%m-%d %H:%M} does not exist in {zone.key}: the clocks jump over it")
    return Moment(first, second + (precision or (1 if second > first else 0)))


@lru_cache(maxsize=4096)
def _day(text: str, zone: ZoneInfo | None) -> Moment:
    return day_moment(date.fromisoformat(text), zone)


def day_moment(day: date, zone: ZoneInfo | None) -> Moment:
    """Some instant of a civil day."""
    if zone is not None:
        return Moment(start_of_day(day, zone), start_of_day(day + timedelta(days=1), zone))
    midnight = from_datetime(datetime(day.year, day.month, day.day, tzinfo=UTC))
    return Moment(midnight - EAST, midnight + 24 * HOUR - WEST)


def when(node: ast.When, zone: ZoneInfo | None) -> Moment:
    """The moment of a date or time in a file."""
    return moment(node.text, zone)


def day_of(node: ast.When) -> date:
    """The civil date that a date or time names, as it is written."""
    return date.fromisoformat(node.text[:10])


def iso(instant: int) -> str:
    """`2026-04-20T21:00:00Z`, or `+inf` and `-inf`."""
    if instant >= END:
        return "+inf"
    if instant <= BEGIN:
        return "-inf"
    value = to_datetime(instant)
    seconds = f"{value.microsecond:06d}".rstrip("0")
    return f"{value:%Y-%m-%dT%H:%M:%S}".zfill(len("2026-04-20T21:00:00")) + (f".{seconds}" if seconds else "") + "Z"


def clamp(instant: int) -> int:
    """Keep results of arithmetic with the infinities at the infinities."""
    return BEGIN if instant < BEGIN // 2 else END if instant > END // 2 else instant
