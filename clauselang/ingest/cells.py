"""The cells of one row, as text or as values → an activity, or every mistake in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from math import prod
from typing import TypeVar

from clauselang.diagnostics.suggest import did_you_mean, distance
from clauselang.ingest.plain import Mistake, Unreadable, is_empty, kind_of, pieces, shown, text_of
from clauselang.resolve.codes import COUNTRIES
from clauselang.semantics.clock import SECOND, SkippedTime, iso, zone_info
from clauselang.semantics.facet import ACTS, KINDS
from clauselang.semantics.facts import MAX_PLACEMENTS, Activity, moment_of

COLUMNS = tuple(
    "id influencer account platform format published_at timezone brand category act kind territory event deliverable consent_at url text"
    .split()
)  # fmt: skip
SEVERAL = ("brand", "category", "act", "kind", "territory", "event")
MAX_MISTAKES_PER_CELL = 5
SHORT = 200

_ACT_WORDS: dict[str, tuple[str, ...]] = {act: (act,) for act in sorted(ACTS)} | {
    "appearance": ("show",),
    "mention and show": ("mention", "show"),
    "mention+show": ("mention", "show"),
}
_TRUTH = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
_ZONE = re.compile(r"[A-Za-z0-9_+\-/]{1,64}")
_MOMENT_HELP = "write it as `2026-05-04`, `2026-05-04 18:30` or `2026-05-04T18:30:00+02:00`"
# Outside these years stand only placeholders (0001-01-01, 9999-12-31), and windows around them leave the calendar.
FIRST_YEAR, LAST_YEAR = "1900", "2999"

T = TypeVar("T")


def _name(value: object) -> str:
    return text_of(value).strip()


def _truth(value: object) -> bool:
    word = text_of(value).strip().casefold()
    if word not in _TRUTH:
        raise Unreadable(f"{shown(word)} is neither true nor false", "write `true` or `false`")
    return _TRUTH[word]


def _zone(value: object) -> str:
    name = text_of(value).strip()
    try:
        if not _ZONE.fullmatch(name):
            raise KeyError(name)
        zone_info(name)
    except KeyError:
        raise Unreadable(f"{shown(name)} is not a time zone", lambda: _zone_help(name)) from None
    return name


def _zone_help(name: str) -> str:
    return did_you_mean(name, _zones()) or "write an IANA zone, such as `Europe/Vilnius`"


@cache
def _zones() -> tuple[str, ...]:
    from zoneinfo import available_timezones  # only looked through after a mistake

    return tuple(sorted(available_timezones()))


def _act(word: str) -> tuple[str, ...]:
    acts = _ACT_WORDS.get(" ".join(word.casefold().replace("+", " + ").split()).replace(" + ", "+"))
    if acts is None:
        raise Unreadable(f"{shown(word)} is not an act", lambda: _meant(word, _ACT_WORDS) or "write `mention`, `show` or `engage`")
    return acts


def _kind(word: str) -> tuple[str, ...]:
    kind = word.casefold()
    if kind not in KINDS:
        fallback = "write `paid`, `affiliate`, `ambassador`, `gifted` or `organic`"
        raise Unreadable(f"{shown(word)} is not a kind of post", lambda: _meant(word, KINDS) or fallback)
    return (kind,)


def _meant(word: str, choices: Iterable[str]) -> str:
    # Among so few words two edits are safe even in a short one: `payed` is `paid`.
    far = min(((distance(word.casefold(), choice, 2), choice) for choice in choices), default=(3, ""))
    return did_you_mean(word, choices) or (f"did you mean `{far[1]}`?" if far[0] <= 2 < len(word) - 2 else "")


def _territory(word: str) -> tuple[str, ...]:
    code = word.upper()
    if code not in COUNTRIES:
        remedy = "the code of the United Kingdom is `GB`" if code == "UK" else "write a two-letter code, such as `LT`, for each country"
        raise Unreadable(f"{shown(word)} is not the code of a country", remedy)
    return (code,)


def _as_is(word: str) -> tuple[str, ...]:
    return (word,)


_WORDS: dict[str, Callable[[str], tuple[str, ...]]] = {"act": _act, "kind": _kind, "territory": _territory}


def instant_text(value: object) -> str:
    """The ISO text of a moment: dates and datetimes as they are, numbers refused."""
    if isinstance(value, datetime):
        offset = value.utcoffset()
        return (value.astimezone(UTC) if offset and offset.seconds % 60 else value).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    text = text_of(value).strip()
    if re.fullmatch(r"-?\d{1,40}(\.\d+)?", text, re.ASCII):
        raise Unreadable(f"{shown(text)} is a number, not an ISO date or moment", lambda: _number_help(text))
    return text


def _number_help(text: str) -> str:
    digits = text.partition(".")[0]
    if len(digits) == 8 and digits[:2] in ("19", "20"):
        return f"write `{digits[:4]}-{digits[4:6]}-{digits[6:]}`"
    for length, unit, name in ((10, SECOND, "seconds"), (13, SECOND // 1000, "milliseconds"), (16, 1, "microseconds")):
        if len(digits) == length and not digits.startswith("-"):
            return f"write `{iso(int(digits) * unit)}` if {name} since 1970 are meant"
    return _MOMENT_HELP


def _instant(value: object, zone: str | None) -> str:
    text = instant_text(value)
    try:
        moment_of(text, zone)
    except SkippedTime as error:
        raise Unreadable(str(error), "check the time, or write it with its offset from UTC") from None
    except (ValueError, OverflowError):
        raise Unreadable(f"{shown(text)} is not an ISO date or moment", _MOMENT_HELP) from None
    if not FIRST_YEAR <= text[:4] <= LAST_YEAR:
        raise Unreadable(f"{shown(text)} lies outside the years {FIRST_YEAR} to {LAST_YEAR}", "leave the cell empty if the day is unknown")
    return text


class _Row:
    """Reads the cells of one row and keeps every mistake."""

    def __init__(self, cells: Mapping[str, object]) -> None:
        self.cells = cells
        self.mistakes: list[Mistake] = []

    def one(self, column: str, read: Callable[[object], T]) -> T | None:
        """The value of a cell that holds one."""
        cell = self.cells.get(column)
        if cell is None or is_empty(cell):
            return None
        try:
            return read(cell)
        except Unreadable as error:
            self.mistakes.append(Mistake(column, error.message, error.remedy))
        except (ValueError, OverflowError, TypeError):  # of a date type that is not quite one
            self.mistakes.append(Mistake(column, f"{kind_of(cell)} that cannot be read"))
        return None

    def name(self, column: str) -> str | None:
        """The value of a cell that holds a name."""
        return self.one(column, _name)

    def several(self, column: str) -> tuple[str, ...]:
        """The values of a cell that can hold several."""
        cell = self.cells.get(column)
        if cell is None:
            return ()
        short = isinstance(cell, str) and len(cell) <= SHORT
        found, mistakes = _several_again(column, cell) if short else _several(column, cell)
        self.mistakes.extend(mistakes)
        return found


def _several(column: str, cell: object) -> tuple[tuple[str, ...], tuple[Mistake, ...]]:
    read = _WORDS.get(column, _as_is)
    found: dict[str, None] = {}
    wrong: list[Mistake] = []
    try:
        words = [] if is_empty(cell) else pieces(cell)
    except Unreadable as error:
        return (), (Mistake(column, error.message, error.remedy),)
    for word in words:
        try:
            found.update(dict.fromkeys(read(word)))
        except Unreadable as error:
            wrong.append(Mistake(column, error.message, error.remedy))
    return tuple(found), tuple(wrong[:MAX_MISTAKES_PER_CELL])


@lru_cache(maxsize=4096)
def _several_again(column: str, cell: object) -> tuple[tuple[str, ...], tuple[Mistake, ...]]:
    # Few brands and words stand in many rows.
    return _several(column, cell)


def read_activity(number: int, cells: Mapping[str, object]) -> Activity | tuple[Mistake, ...]:
    """The activity of a row, by our column names; or all that is wrong with it, and then no activity."""
    row = _Row(cells)
    zone = row.one("timezone", _zone)
    activity = Activity(
        row=number,
        id=row.name("id"),
        influencer=row.name("influencer"),
        account=row.name("account"),
        platform=row.name("platform"),
        format=row.name("format"),
        published_at=row.one("published_at", lambda value: _instant(value, zone)),
        timezone=zone,
        brands=row.several("brand"),
        categories=row.several("category"),
        acts=row.several("act"),
        kinds=row.several("kind"),
        territories=row.several("territory"),
        events=row.several("event"),
        deliverable=row.one("deliverable", _truth),
        consent_at=row.one("consent_at", lambda value: _instant(value, zone)),
        url=row.name("url"),
        text=row.one("text", text_of),
    )
    if too_many := _combinations(activity):
        row.mistakes.append(too_many)
    return tuple(row.mistakes) or activity


def _combinations(activity: Activity) -> Mistake | None:
    # The judgement stops at this number, and what it does not see must not pass as allowed.
    several = (activity.brands, activity.categories, activity.acts, activity.kinds, activity.territories, activity.events)
    count = prod(len(values) or 1 for values in several)
    if count <= MAX_PLACEMENTS:
        return None
    message = f"its brands, categories, acts, kinds, countries and events make {count:,} combinations, more than {MAX_PLACEMENTS}"
    return Mistake(None, message, lambda: "give each brand a row of its own")
