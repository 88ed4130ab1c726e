"""Moments, days and intervals at their limits, and what is said of windows that cannot be."""

from __future__ import annotations

import time
from datetime import date
from itertools import pairwise

import pytest

from clauselang.driver import compile_text
from clauselang.semantics.bounds import Distance, Reading, at_distance, chained, edge, rounds
from clauselang.semantics.check import before_signing, straddles_signing
from clauselang.semantics.clock import (
    BEGIN,
    END,
    HOUR,
    MINUTE,
    Moment,
    SkippedTime,
    clamp,
    day_moment,
    day_of,
    iso,
    local_date,
    moment,
    months_later,
    split,
    start_of_day,
    to_datetime,
    zone_info,
)
from clauselang.semantics.lower import lower
from clauselang.semantics.norm import Question
from clauselang.semantics.posts import Post, found_post, merge_found
from clauselang.syntax import ast
from tests.approved import GOLDEN, approved

DAY = 24 * HOUR
AMSTERDAM, SANTIAGO, APIA, UTC = (zone_info(name) for name in ("Europe/Amsterdam", "America/Santiago", "Pacific/Apia", "UTC"))
NOON = moment("2026-03-20T12:00:00Z", None).lo


# What a text can mean.


@pytest.mark.parametrize(
    ("text", "zone", "lo", "width"),
    [
        ("2026-03-20T12:00:00Z", None, 0, 0),
        ("2026-03-20 12:00:00z", None, 0, 0),
        (" 2026-03-20T12:00:00Z ", None, 0, 0),
        ("2026-03-20T13:00:00+01:00", None, 0, 0),
        ("2026-03-20T13:00:00+0100", None, 0, 0),
        ("2026-03-20T12:00Z", None, 0, MINUTE),
        ("2026-03-20T12:00:00.5Z", None, 500_000, 0),
        ("2026-03-20T13:00:00", AMSTERDAM, 0, 0),
        ("2026-03-20T13:00", AMSTERDAM, 0, MINUTE),
        ("2026-03-20T12:00:00", None, -14 * HOUR, 26 * HOUR + 1),
        ("2026-03-20T12:00", None, -14 * HOUR, 26 * HOUR + MINUTE),
        ("2026-03-20", AMSTERDAM, -13 * HOUR, DAY),
        ("2026-03-20", None, -26 * HOUR, 50 * HOUR),
    ],
)
def test_what_a_time_can_mean(text: str, zone: object, lo: int, width: int) -> None:
    """To the second an instant, to the minute a minute, a day its 24 hours; without a zone every zone is possible."""
    found = moment(text, zone)  # type: ignore[arg-type]

    assert (found.lo - NOON, found.hi - found.lo) == (lo, width)
    assert found.exact is (width == 0)


def test_times_that_occur_twice_or_never() -> None:
    """An hour that the clocks repeat is both; one that they skip does not exist."""
    twice = moment("2026-10-25T02:30:00", AMSTERDAM)
    assert (iso(twice.lo), iso(twice.hi)) == ("2026-10-25T00:30:00Z", "2026-10-25T01:30:00.000001Z")
    assert moment("2026-10-25T02:30", AMSTERDAM).hi - twice.lo == HOUR + MINUTE
    with pytest.raises(SkippedTime, match=r"^2026-03-29 02:30 does not exist in Europe/Amsterdam: the clocks jump over it$"):
        moment("2026-03-29T02:30", AMSTERDAM)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("tomorrow", "`tomorrow` is not an ISO date or moment"),
        ("x" * 50, f"`{'x' * 40}` is not an ISO date or moment"),
        ("2026-3-20", "`2026-3-20` is not an ISO date or moment"),
        ("9999-12-31", "`9999-12-31` lies outside the years 1 to 9999"),
        ("0001-01-01T00:10", "`0001-01-01T00:10` lies outside the years 1 to 9999"),
        ("0001-01-01T00:00:00+02:00", None),
    ],
)
def test_texts_that_are_no_moments(text: str, message: str | None) -> None:
    """They are refused with the text, cut where it is long."""
    if message is None:
        assert moment(text, None).lo < moment("0001-01-01T00:00:00Z", None).lo
        return
    with pytest.raises(ValueError) as caught:
        moment(text, AMSTERDAM)
    assert str(caught.value) == message


def test_moments_without_a_zone_are_counted_exactly() -> None:
    """To the microsecond, however far away they lie."""
    assert moment("9000-01-01T00:00:00.000001", None).lo == moment("9000-01-01T00:00:00.000001Z", None).lo - 14 * HOUR


def test_the_zone_of_the_machine_is_of_no_account(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no zone is given, UTC is shown, wherever the program runs."""
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        assert to_datetime(0).isoformat() == "1970-01-01T00:00:00+00:00"
    finally:
        monkeypatch.undo()
        time.tzset()


def test_zones_that_do_not_exist() -> None:
    """A zone is found by its name or not at all."""
    for name in ("Europe/Nowhere", "../etc/passwd", ""):
        with pytest.raises(KeyError):
            zone_info(name)


# Days.


def test_where_days_start() -> None:
    """At midnight; where midnight is skipped at the jump; where a whole day is skipped with the next one."""
    assert iso(start_of_day(date(2026, 3, 20), AMSTERDAM)) == "2026-03-19T23:00:00Z"
    assert iso(start_of_day(date(2025, 9, 7), SANTIAGO)) == "2025-09-07T04:00:00Z"
    assert iso(start_of_day(date(2011, 12, 30), APIA)) == iso(start_of_day(date(2011, 12, 31), APIA)) == "2011-12-30T10:00:00Z"
    assert local_date(start_of_day(date(2025, 9, 7), SANTIAGO), SANTIAGO) == date(2025, 9, 7)
    assert day_moment(date(2026, 3, 29), AMSTERDAM) == Moment(*(start_of_day(date(2026, 3, day), AMSTERDAM) for day in (29, 30)))
    assert [day_of(ast.When(*one)) for one in (("date", "2026-03-20"), ("local", "2026-03-20T23:30"))] == [date(2026, 3, 20)] * 2
    assert day_moment(date(2026, 3, 29), AMSTERDAM).hi - day_moment(date(2026, 3, 29), AMSTERDAM).lo == 23 * HOUR


@pytest.mark.parametrize(
    ("day", "months", "down", "up"),
    [
        ("2026-01-31", 1, "2026-02-28", "2026-03-01"),
        ("2024-01-31", 1, "2024-02-29", "2024-03-01"),
        ("2026-01-28", 1, "2026-02-28", "2026-02-28"),
        ("2026-12-31", 1, "2027-01-31", "2027-01-31"),
        ("2026-11-30", 1, "2026-12-30", "2026-12-30"),
        ("2026-10-31", 1, "2026-11-30", "2026-12-01"),
        ("2026-03-31", -1, "2026-02-28", "2026-03-01"),
        ("2026-01-31", -2, "2025-11-30", "2025-12-01"),
        ("2026-01-31", 11, "2026-12-31", "2026-12-31"),
        ("2024-02-29", 12, "2025-02-28", "2025-03-01"),
        ("2026-05-31", 0, "2026-05-31", "2026-05-31"),
    ],
)
def test_months_later(day: str, months: int, down: str, up: str) -> None:
    """The same number, or the last day of a shorter month, or the first day after it."""
    assert months_later(date.fromisoformat(day), months) == date.fromisoformat(down)
    assert months_later(date.fromisoformat(day), months, round_up=True) == date.fromisoformat(up)
    assert rounds(Distance(0, 5, months), date.fromisoformat(day)) is (down != up)


def test_units() -> None:
    """Weeks are seven days and years twelve months; parts of one unit add up."""
    parts = (
        (1, "year"),
        (2, "month"),
        (3, "week"),
        (4, "day"),
        (5, "hour"),
        (6, "hour"),
        (7, "day"),
        (8, "month"),
        (9, "week"),
        (1, "year"),
    )
    assert split(parts) == (11, 21 + 4 + 7 + 63, 12 + 2 + 8 + 12)  # type: ignore[arg-type]
    assert Distance.of(ast.Duration(((2, "day"), (1, "month"))), "before") == Distance(0, -2, -1)  # type: ignore[arg-type]
    assert (Distance(0, 1, 1).civil, Distance(1, 0, 0).civil) == (True, False)


@pytest.mark.parametrize(
    ("instant", "text"),
    [
        (0, "1970-01-01T00:00:00Z"),
        (1, "1970-01-01T00:00:00.000001Z"),
        (500_000, "1970-01-01T00:00:00.5Z"),
        (END, "+inf"),
        (BEGIN, "-inf"),
        (END + 1, "+inf"),
        (BEGIN - 1, "-inf"),
        (-62_135_596_800_000_000, "0001-01-01T00:00:00Z"),
    ],
)
def test_instants_in_writing(instant: int, text: str) -> None:
    """With as many figures as it takes, and four for the year."""
    assert iso(instant) == text


def test_infinity_absorbs() -> None:
    """What comes near the infinities is one."""
    assert [clamp(at) for at in (0, END // 2, END // 2 + 1, BEGIN // 2, BEGIN // 2 - 1)] == [0, END // 2, END, BEGIN // 2, BEGIN]
    assert to_datetime(0, AMSTERDAM).isoformat() == "1970-01-01T01:00:00+01:00"


# Distances.


@pytest.mark.parametrize(
    ("reading", "hours", "expected"),
    [
        (Reading.CIVIL, 24, "2026-03-29T10:20:30Z"),
        (Reading.WALL_HOURS, 24, "2026-03-29T09:20:30Z"),
        (Reading.FULL_HOURS, 24, "2026-03-29T11:00:00Z"),
        (Reading.FULL_HOURS, 1, "2026-03-28T12:00:00Z"),
        (Reading.FULL_HOURS, -24, "2026-03-27T10:00:00Z"),
        (Reading.THIRTY_DAYS, -1, "2026-03-28T09:20:30Z"),
    ],
)
def test_hours_under_each_reading(reading: Reading, hours: int, expected: str) -> None:
    """Elapsed time, what the clock shows, or hours that have begun."""
    at = moment("2026-03-28T10:20:30Z", None).lo

    assert iso(at_distance(at, Distance(hours, 0, 0), "end", AMSTERDAM, reading)) == expected


@pytest.mark.parametrize(
    ("reading", "distance", "side", "expected"),
    [
        (Reading.CIVIL, (0, 0, 1), "end", "2026-02-28T23:00:00Z"),
        (Reading.CIVIL, (0, 0, 1), "start", "2026-02-27T23:00:00Z"),
        (Reading.ROUND_UP, (0, 0, 1), "end", "2026-03-01T23:00:00Z"),
        (Reading.THIRTY_DAYS, (0, 0, 1), "end", "2026-03-02T23:00:00Z"),
        (Reading.THIRTY_DAYS, (0, 0, -1), "start", "2025-12-31T23:00:00Z"),
        (Reading.THIRTY_DAYS, (0, 1, 13), "end", "2027-03-03T23:00:00Z"),
        (Reading.THIRTY_DAYS, (0, -1, -13), "start", "2024-12-30T23:00:00Z"),
        (Reading.FIRST_DAY_COUNTS, (0, 2, 0), "end", "2026-02-01T23:00:00Z"),
        (Reading.FIRST_DAY_COUNTS, (0, -2, 0), "start", "2026-01-29T23:00:00Z"),
        (Reading.FIRST_DAY_COUNTS, (0, 0, 0), "end", "2026-01-31T23:00:00Z"),
        (Reading.FIRST_DAY_COUNTS, (0, 0, 2), "end", "2026-03-30T22:00:00Z"),
        (Reading.SAME_TIME_OF_DAY, (0, 1, 0), "end", "2026-02-01T17:30:00Z"),
        (Reading.SAME_TIME_OF_DAY, (0, 0, 1), "end", "2026-02-28T17:30:00Z"),
        (Reading.SAME_TIME_OF_DAY, (0, 0, 0), "end", "2026-01-31T23:00:00Z"),
    ],
)
def test_days_and_months_under_each_reading(reading: Reading, distance: tuple[int, int, int], side: str, expected: str) -> None:
    """From 31 January 2026, 18:30 in Amsterdam."""
    at = moment("2026-01-31T18:30:00", AMSTERDAM).lo

    assert iso(at_distance(at, Distance(*distance), side, AMSTERDAM, reading)) == expected  # type: ignore[arg-type]


def test_a_distance_at_the_start_of_a_day() -> None:
    """From below, the start of a day still belongs to the day before."""
    at = start_of_day(date(2026, 3, 20), AMSTERDAM)
    found = [at_distance(at, Distance(0, 1, 0), "end", AMSTERDAM, Reading.CIVIL, from_below) for from_below in (False, True)]

    assert [iso(one) for one in found] == ["2026-03-21T23:00:00Z", "2026-03-20T23:00:00Z"]
    assert at_distance(at + 1, Distance(0, 1, 0), "end", AMSTERDAM, Reading.CIVIL, from_below=True) == found[0]
    last = moment("9999-12-31T12:00:00Z", None).lo
    assert at_distance(last, Distance(0, 1, 0), "end", UTC, Reading.CIVIL) == END
    first = moment("0001-01-01T12:00:00Z", None).lo
    assert at_distance(first, Distance(0, -1, 0), "start", UTC, Reading.CIVIL) == BEGIN
    assert at_distance(BEGIN, Distance(0, 1, 0), "end", UTC, Reading.CIVIL) == BEGIN
    assert at_distance(END, Distance(0, 1, 0), "end", UTC, Reading.CIVIL) == END
    assert [
        at_distance(at, Distance(0, days, months), "end", UTC, Reading.CIVIL)
        for days, months in ((4_000_000, 0), (-4_000_000, 0), (0, 120_000), (0, -120_000))
    ] == [END, BEGIN, END, BEGIN]
    assert [at_distance(at, Distance(hours, 0, 0), "end", UTC, Reading.CIVIL) for hours in (10**12, -(10**12))] == [END, BEGIN]


@pytest.mark.parametrize(
    ("at", "distance", "reading", "below", "expected"),
    [
        ("2026-01-31T00:00:00", (0, 0, 1), Reading.CIVIL, False, "2026-02-28T23:00:00Z"),
        ("2026-01-31T00:00:00", (0, 0, 1), Reading.FIRST_DAY_COUNTS, False, "2026-02-28T23:00:00Z"),
        ("2026-01-31T00:00:00", (0, 0, 1), Reading.SAME_TIME_OF_DAY, False, "2026-02-28T23:00:00Z"),
        ("2026-01-31T00:00:00", (0, 0, 1), Reading.THIRTY_DAYS, False, "2026-03-01T23:00:00Z"),
        ("2026-01-31T00:00:00", (0, 2, 0), Reading.CIVIL, False, "2026-02-01T23:00:00Z"),
        ("2026-01-31T00:00:00", (0, 2, 0), Reading.CIVIL, True, "2026-02-01T23:00:00Z"),
        ("2026-03-01T00:00:00", (0, 0, 1), Reading.CIVIL, False, "2026-03-31T22:00:00Z"),
        ("2026-03-01T00:00:00", (0, 0, 1), Reading.CIVIL, True, "2026-03-28T23:00:00Z"),
        ("2026-01-31T12:00:00", (0, 2, 0), Reading.CIVIL, False, "2026-02-02T23:00:00Z"),
        ("2026-01-31T00:00:00", (36, 0, 0), Reading.CIVIL, False, "2026-02-01T11:00:00Z"),
    ],
)
def test_a_period_after_a_period(at: str, distance: tuple[int, int, int], reading: Reading, below: bool, expected: str) -> None:
    """From the start of a day that day is the first one counted, and a missing day rounds up (R11)."""
    instant = moment(at, AMSTERDAM).lo

    assert iso(chained(instant, Distance(*distance), AMSTERDAM, reading, below)) == expected
    assert chained(END, Distance(0, 1, 0), AMSTERDAM, reading, below) == END
    assert chained(start_of_day(date(2026, 1, 1), AMSTERDAM), Distance(0, 0, 120_000), AMSTERDAM, reading, from_below=False) == END


def test_a_bound_without_a_zone() -> None:
    """It lies within the spread of all zones around what UTC gives; a bound that does not move needs none."""

    def same(instant: int, zone: object, from_below: bool) -> int:
        assert zone in (AMSTERDAM, UTC)
        return instant

    def later(instant: int, zone: object, from_below: bool) -> int:
        assert zone in (AMSTERDAM, UTC)
        return instant + (0 if from_below else 1)

    at = Moment(0, DAY)
    assert edge(at, same, None) == (0, DAY)
    assert edge(at, same, AMSTERDAM) == (0, DAY)
    assert edge(at, later, AMSTERDAM) == (1, DAY)
    assert edge(Moment(0, 0), later, AMSTERDAM) == (1, 1)
    assert edge(at, later, None) == (1 - 38 * HOUR, DAY + 84 * HOUR)
    assert edge(Moment(0, 0), later, None) == (1 - 38 * HOUR, 1 + 84 * HOUR)


# Posts that the data shows.


def test_posts_of_the_data_and_of_the_agreement() -> None:
    """Each settles the first open post of its surface, in the order of time; what is there already is not added."""
    at = [Moment(number, number) for number in range(6)]
    owed = (
        Post("a", "instagram", "reel"),
        Post("b", "instagram", "reel"),
        Post("c", "instagram", "reel", cancelled=True),
        Post("d", None, None),
    )

    def merged(*found: Post, posts: tuple[Post, ...] = owed) -> list[tuple[str, int | None]]:
        return [(post.label, post.published.lo if post.published else None) for post in merge_found(posts, found)]

    second, first = found_post("x", "instagram", "reel", None, at[2]), found_post("y", "instagram", "reel", None, at[1])
    assert merged(second, first) == [("a", 1), ("b", 2), ("c", None), ("d", None)]
    assert merged(second, first, found_post("z", "instagram", None, None, at[3])) == [
        ("a", 1),
        ("b", 2),
        ("c", None),
        ("d", None),
        ("z", 3),
    ]
    assert merged(first, first) == [("a", 1), ("b", None), ("c", None), ("d", None)]
    assert merged(first, first, second) == [("a", 1), ("b", 2), ("c", None), ("d", None)]
    assert merged(found_post("v", "youtube", "video", None, at[1])) == [("a", None), ("b", None), ("c", None), ("d", None), ("v", 1)]
    assert merged(found_post("w", None, None, None, at[1])) == [("a", None), ("b", None), ("c", None), ("d", 1)]
    mine = (Post("m", "instagram", "reel", account="mine"), Post("n", "instagram", "reel", account="theirs"))
    assert merged(found_post("x", "instagram", "reel", "theirs", at[1]), posts=mine) == [("m", None), ("n", 1)]
    assert merged(found_post("x", "instagram", "reel", None, at[1]), posts=mine) == [("m", 1), ("n", None)]
    assert merge_found((), [first]) == (first,)
    known = found_post("k", "instagram", "reel", "mine", at[1])
    assert (known.label, known.platform, known.format, known.account, known.published) == ("k", "instagram", "reel", "mine", at[1])


# Questions.


def test_questions_and_their_answers() -> None:
    """A question holds by its fact, else by the answer that is given, else as doubt has it; `unless` turns it round."""
    for negated in (False, True):
        asked = Question("test", "is it so", None, negated)
        assert asked.value is None and asked.name == '"is it so"'
        assert [asked.holds({"is it so": answer}, doubt) for answer in (True, False) for doubt in (True, False)] == [
            not negated,
            not negated,
            negated,
            negated,
        ]
        assert [asked.holds({}, doubt) for doubt in (True, False)] == [True, False]
        known = Question("fee", "the fee is paid", True, negated)
        assert known.value is not negated and known.name == "fee"
        assert known.holds({"the fee is paid": False}, negated) is not negated


HEAD = 'agreement "A"\n  advertiser Acme\n  influencer River\n  timezone Europe/Amsterdam\n'


@pytest.mark.parametrize(
    ("facts", "clause", "answers"),
    [
        ("  term 2026-01-01 through 2026-01-31\n", "if term longer than 1 month", [False]),
        ("  term 2026-01-01 through 2026-02-01\n", "if term longer than 1 month", [True]),
        ("  term 2026-01-01 through 2026-01-31\n", "if term longer than 30 days", [True]),
        ("  term 2026-01-01 through 2026-01-31\n", "if term longer than 31 days", [False]),
        ("  term 2026-01-01 for 2 months\n", "if term longer than 1 month", [True]),
        ("  term 2026-01-01 for 2 months\n", "unless term longer than 1 month", [False]),
        ("  term 2026-01-31 for 1 month\n", "if term longer than 28 days", [True]),
        ("  term 2026-01-01 through 2026-01-02\n", "if term longer than 24 hours", [True]),
        ("  term 2026-01-01 through 2026-01-02\n", "if term longer than 25 hours", [False]),
        ("", "if term longer than 1 month", [None]),
        ("  fee paid 2026-01-05 10:00\n", "if fee paid", [True]),
        ("", "if fee paid", [None]),
        ("  ended 2026-01-05 10:00 by advertiser\n", "if ended by advertiser", [True]),
        ("  ended 2026-01-05 10:00 by advertiser\n", "if ended by influencer", [False]),
        ("  ended 2026-01-05 10:00 by advertiser\n", "if ended by advertiser for breach", [False]),
        ("  ended 2026-01-05 10:00 by advertiser for breach\n", "if ended by advertiser for breach", [True]),
        ("  ended 2026-01-05 10:00 by advertiser for breach\n", "if ended by advertiser", [True]),
        ("", "if ended by advertiser", [False]),
        ("", 'if "it rains"', [None]),
        (None, "if ended by advertiser for breach", [None]),
        (None, "if term longer than 1 month", [None]),
        (None, "if fee paid", [None]),
    ],
)
def test_conditions(facts: str | None, clause: str, answers: list[bool | None]) -> None:
    """A condition asks about a fact; its first day counts to the term, and hours count as days that have begun."""
    text = ("" if facts is None else HEAD + facts) + f"full, 2026-01-01 through 2026-01-31, {clause}\n"
    (norm,) = lower(compile_text(text).resolved)[0].norms

    assert [question.value for question in norm.questions] == answers
    assert norm.questions[0].fact == next((fact for fact in ("term", "fee", "ended") if fact in clause), "test")
    assert approved(GOLDEN / "semantics" / "questions.txt", clause, norm.questions[0].text) == norm.questions[0].text


# What is wrong with windows.

FACTS = HEAD + "  signed 2026-02-20\n  term 2026-01-31 for 1 month\n"
TEXTS = {
    "dates the wrong way round": "full, 2026-03-02 through 2026-03-01\n",
    "one day": "full, 2026-03-01 through 2026-03-01\n",
    "bounds the wrong way round": "full, from 2026-03-02 through 2026-03-01\n",
    "bounds of one day": "full, from 2026-03-02 through 2026-03-02\n",
    "from an hour through that day": "full, from 2026-03-02 12:00 through 2026-03-02\n",
    "until a date": "full, from 2026-03-02 until 2026-04-01\n",
    "to a date": "full, from 2026-03-02 to 2026-04-01\n",
    "until an hour": FACTS + "full, from 2026-03-02 until 2026-04-01 12:00\n",
    "until an hour before": FACTS + "full, from 2026-03-02 12:00 until 2026-03-01 12:00\n",
    "until an hour of that day": FACTS + "full, from 2026-03-02 12:00 until 2026-03-02 10:00\n",
    "hours and days": "full, 1 day 2 hours before to 2 days 3 hours after each post\nfull, 1 day 1 hour after signing\n"
    "full, during term and 1 week 1 hour after\nfull, from 1 day 1 hour before first post to 2 days 1 hour after last post\n"
    "full, 1 week 1 day after signing\nthen full, for 1 day 1 hour\nfull, 1 hour 1 day before each post\n",
    "for ever": "full, from signing, perpetual\n",
    "no zone": HEAD.replace("  timezone Europe/Amsterdam\n", "") + "  posts\n    reel on instagram, published 2026-03-01T10:00:00Z\n"
    "exclusivity\n  full, 1 day after each post\n  full, 24 hours after each post\n  none\n",
    "a month that is too short": FACTS + "  posts\n    reel on instagram, published 2026-01-31 12:00\nfull, 1 month after each post\n",
    "nothing to count from": FACTS + "  posts\n    reel on instagram, cancelled\nfull, 1 day after each post\n",
    "nothing to count from, and wrong": FACTS + "  posts\n    reel on instagram, cancelled\nfull, 1 day 1 hour after each post\n",
    "no end yet": FACTS + "  posts\n    reel on instagram, owed\nfull, 1 day after last post\nfull, during usage\n",
    "a hole before the last post": FACTS + "  posts\n    reel on instagram, planned 2026-03-01 12:00\n"
    "    story on instagram, planned 2026-03-09 12:00\n"
    "    video on tiktok, cancelled\nfull, 1 day before to 1 day after last post\nfull, 1 day before to 1 day after first post\n"
    "full, 1 day before to 1 day after last post on instagram stories\nfull, 1 day after last post\n"
    "full, 1 day before to 1 day after each post\n",
    "a hole before the last post of one platform": FACTS + "  posts\n    reel on instagram, planned 2026-03-01 12:00\n"
    "    story on instagram, planned 2026-03-09 12:00\n    video on tiktok, planned 2026-03-10 12:00\n"
    "full, 1 day before to 1 day after last post on instagram\nfull, 1 day before to 1 day after last post on tiktok\n",
    "before signing": FACTS
    + "full, 2026-02-01 through 2026-02-19\nfull, 2026-02-01 through 2026-03-01\nfull, 2026-02-20 through 2026-03-01\n"
    "full, 1 week before signing\nfull, from signing through 2026-03-01\n",
    "a time that does not exist": FACTS + "  posts\n    reel on instagram, published 2026-03-29 02:30\nfull, 1 day after each post\n",
    "a bound that does not exist": FACTS + "full, from 2026-03-29 02:30 through 2026-04-01\n",
    "signed when the clocks jump": HEAD + "  signed 2026-03-29 02:30\nfull, 1 day after signing\n",
    "allowed when the clocks jump": FACTS + "  consent Moshi on instagram 2026-03-29 02:30\nfull, during term\n",
    "ended when the clocks jump": FACTS + "  ended 2026-03-29 02:30 by advertiser\nfull, during term\n",
}


@pytest.mark.parametrize("title", TEXTS)
def test_what_is_said_of_windows(title: str) -> None:
    """Errors and warnings about windows, word for word and at their places."""
    found = compile_text(TEXTS[title]).diagnostics
    lines = [f"{one.span.place if one.span else '?'} {one.severity} {one.code}: {one.message} | {one.help}" for one in found]
    text = "\n".join(lines) or "nothing"

    assert not [one for one, other in pairwise(found) if one == other]
    assert text == approved(GOLDEN / "semantics" / "findings.txt", title, text)


def test_windows_around_signing() -> None:
    """A window before signing states a fact; one that straddles it states a fact and promises the rest."""
    norms = lower(compile_text(TEXTS["before signing"]).resolved)[0].norms

    assert [before_signing(norm) for norm in norms] == [True, True, False, True, False]
    assert [straddles_signing(norm) for norm in norms] == [False, True, False, False, False]
    (unsigned,) = lower(compile_text(HEAD + "full, 2026-02-01 through 2026-03-01\n").resolved)[0].norms
    assert not before_signing(unsigned) and not straddles_signing(unsigned)
