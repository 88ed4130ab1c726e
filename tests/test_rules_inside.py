"""Clauses that lie inside others: what the linter calls redundant, by events, periods, facts and exceptions."""

from __future__ import annotations

import pytest

from clauselang.lint.engine import lint
from clauselang.lint.settings import Choice, Settings
from clauselang.source import Source

REDUNDANT = Settings(options=Choice(("redundant-clause",)))
FACTS = 'agreement "A"\n  advertiser Acme\n  influencer River\n  timezone Europe/Vilnius\n  posts\n'
PUBLISHED = FACTS + "    reel on instagram, published 2026-02-10 12:00:00\n"


def redundant(wide: str, narrow: str, facts: str = "") -> bool:
    """Whether a clause about sonar in the narrow window is said to add nothing to one about everything in the wide window."""
    linted = lint(Source("a.excl", f"{facts}exclusivity\n  full, {wide}\n  category sonar, {narrow}\n"), REDUNDANT)
    assert linted.sound
    return bool(linted.findings)


@pytest.mark.parametrize(
    ("wide", "narrow", "inside"),
    [
        ("1 week before fair", "3 days before fair", True),
        ("3 days before fair", "1 week before fair", False),
        ("1 week before fair", "3 days before show", False),
        ("1 week before fair", "during fair", False),
        ("1 week after fair", "3 days after fair", True),
        ("1 week after fair", "3 days before fair", False),
        ("1 week after fair", "during fair", False),
        ("1 week before to 1 week after fair", "3 days before to 3 days after fair", True),
        ("1 week before to 1 week after fair", "during fair", True),
        ("1 week before to 1 week after fair", "during show", False),
        ("1 week before to 1 day after fair", "3 days before to 3 days after fair", False),
        ("1 day before to 1 week after fair", "3 days before to 3 days after fair", False),
        ("during fair", "1 week before to 1 week after fair", False),
        ("during fair", "during show", False),
        ("during fair and 1 week after", "during fair", True),
        ("during fair and 1 week after", "during fair and 3 days after", True),
        ("during fair and 3 days after", "during fair and 1 week after", False),
        ("during term", "during term and 1 week after", False),
        ("during term", "during campaign", False),
        ("1 day before to 1 day after signing", "on the day of signing", True),
        ("on the day of signing", "1 day before to 1 day after signing", False),
        ("1 week before to 1 day after signing", "3 days before signing", True),
        ("1 week before to 1 day after last post", "1 day after last post", True),
    ],
)
def test_windows_inside_windows_whatever_the_facts_are(wide: str, narrow: str, inside: bool) -> None:
    """From one anchor, or from the two ends of one event or period, lengths alone decide."""
    assert redundant(wide, narrow) is inside


@pytest.mark.parametrize(
    ("wide", "narrow", "inside"),
    [
        ("2026-02-01 through 2026-03-31", "1 month after last post", True),
        ("2026-02-10 through 2026-03-10", "1 month after last post", False),
        ("2 months after last post", "2026-02-11 through 2026-03-10", True),
        ("1 month after last post", "2026-02-11 through 2026-03-10", False),
        ("from 2026-03-29 03:30 until 2026-04-10 12:00", "2026-04-01 through 2026-04-02", False),
    ],
)
def test_windows_inside_windows_by_the_facts(wide: str, narrow: str, inside: bool) -> None:
    """What holds for the facts has to hold under every reading of a month; a bound that the clocks skip holds nothing."""
    assert redundant(wide, narrow, PUBLISHED) is inside


@pytest.mark.parametrize(
    ("wide", "narrow", "inside"),
    [
        ('during term, except stories but not "x"', "during term, on stories", False),
        ('during term, except stories but not "x"', "during term, on reels", True),
        ("during term, except stories but not stories on tiktok", "during term, on tiktok stories", True),
        ("during term, except stories but not stories on tiktok", "during term, on instagram stories", False),
    ],
)
def test_clauses_inside_what_exceptions_leave(wide: str, narrow: str, inside: bool) -> None:
    """What an exception takes back is forbidden again, unless that hangs on an answer."""
    assert redundant(wide, narrow) is inside
