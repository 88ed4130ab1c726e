"""Rules about time and scope: what they claim about all dates is held against windows that were computed; what they leave alone."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path

import pytest

from clauselang.lint.engine import lint
from clauselang.lint.settings import Choice, Settings
from clauselang.resolve.resolver import resolve
from clauselang.semantics.intervals import IntervalSet
from clauselang.semantics.lower import lower
from clauselang.source import Source
from clauselang.syntax.parser import parse

VECTORS = json.loads((Path(__file__).parent / "data" / "time_vectors.json").read_text("utf-8"))
CASES = VECTORS if isinstance(VECTORS, list) else VECTORS["cases"]
# Findings that the vectors name, and the rules that report them.
NAMED = {"I303": "L103", "I304": "L105", "I310": "L107", "I324": "L110"}

LENGTHS = ("1 hour", "23 hours", "24 hours", "25 hours", "47 hours", "48 hours", "73 hours", "1 day", "2 days")
LENGTHS += ("4 weeks", "29 days", "31 days", "1 month", "1 month 1 day", "59 days", "2 months", "700 hours")
WINDOWS = tuple(f"{length} {side} each post" for length, side in product(LENGTHS, ("before", "after")))
WINDOWS += ("on the day of each post", "24 hours before to 24 hours after each post", "1 day before to 2 days after each post")
BOUNDS = ("each post", *(f"{length} {side} each post" for length, side in product(LENGTHS[2:], ("before", "after"))))
# Month ends, leap days, changes of the clocks, and posts in the first and the last minute of a day.
POSTS = (
    "2026-01-31 00:00", "2026-02-28 23:59", "2024-02-29 12:00", "2026-03-28 23:30", "2026-03-29 01:30", "2026-03-30 00:00",
    "2026-10-24 23:30", "2026-10-25 12:00", "2026-03-31 18:00", "2025-12-31 23:59", "2026-07-31 00:00", "2026-05-01 09:00",
)  # fmt: skip


def found(text: str, *codes: str) -> list[str]:
    """What these rules find."""
    return [f.code for f in lint(Source("a.excl", text), Settings(options=Choice(tuple(code.lower() for code in codes)))).findings]


def windows(post: str, phrases: tuple[str, ...]) -> list[IntervalSet]:
    """The windows around one post in Amsterdam."""
    facts = 'agreement "A"\n  advertiser "B"\n  influencer "C"\n  timezone Europe/Amsterdam\n  posts\n'
    text = f"{facts}    reel on instagram, published {post}:00\n" + "".join(f"full, {phrase}\n" for phrase in phrases)
    resolved, _ = resolve(parse(Source("a.excl", text)))
    return [norm.must for norm in lower(resolved)[0].norms]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_vectors(case: dict[str, object]) -> None:
    """The rules report what the vectors name, and on no other vector."""
    named = case["lints"]
    assert isinstance(named, list)
    expected = {NAMED[lint] for lint in named if lint in NAMED}

    assert set(found(str(case["source"]), *NAMED.values())) == expected


def test_a_clause_that_is_called_redundant_is() -> None:
    """Where the rules say without any facts that one window lies in another, it does so for every post."""
    computed = [windows(post, WINDOWS) for post in POSTS]
    said = 0
    for (i, one), (j, other) in product(enumerate(WINDOWS), repeat=2):
        if i == j:
            continue
        text = f'exclusivity "A"\n  full, {one}\n  category sonar, {other}\n'
        if "L206" in found(text, "L206"):
            said += 1
            assert all(window[j] <= window[i] for window in computed), (one, other)
    assert said > 200


def test_a_window_that_is_called_inverted_is_empty() -> None:
    """Where the rules say that a window always ends before it starts, it is empty for every post; they miss few."""
    phrases = tuple(f"from {start} to {end}" for start, end in product(BOUNDS, repeat=2))
    computed = [windows(post, phrases) for post in POSTS]
    said = missed = 0
    for index, phrase in enumerate(phrases):
        empty = all(window[index].is_empty for window in computed)
        if found(f"full, {phrase}", "L126"):
            said += 1
            assert empty, phrase
        else:
            missed += empty
    assert said > 250 and missed < said / 10


def test_a_long_stop_that_cuts_without_a_zone() -> None:
    """A window between two instants is known without one, and what a stop cuts off of it; the end of a window of dates is not."""
    facts = 'agreement "A"\n  advertiser Acme\n  influencer River\nexclusivity\n'
    stop = "at latest through 2026-03-31"
    dates, instants = (
        f"  full, {window}, {stop}\n" for window in ("2026-03-01 through 2026-06-30", "from 2026-03-01 10:00Z until 2026-06-30 10:00Z")
    )

    assert found(facts + dates, "L117") == []
    assert found(facts + instants, "L117") == found(facts + dates + instants, "L117") == ["L117"]


def test_an_answer_is_not_taken_for_granted() -> None:
    """What only an open exception may free is left of a clause, though another exception frees the first brand for good."""
    clause = "brands Garmin and Lowrance, 1 month after last post, except brands Garmin"

    assert found(f'{clause}, except "charity appearances"\n', "L202") == []
    assert found(f"{clause}, except brands Lowrance\n", "L202") == ["L202"]
