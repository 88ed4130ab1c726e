"""What the linter asks first because it is quick says the same as what it would ask otherwise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clauselang.lint.rules.style import mixed_case_keyword as capitals
from clauselang.resolve.resolver import resolve
from clauselang.semantics.facet import all_but, only
from clauselang.semantics.lower import lower, lower_under
from clauselang.semantics.scope import Box, Region
from clauselang.source import Source
from clauselang.syntax.parser import parse
from clauselang.syntax.tables import KEYWORDS

PIECES = ["Full", "fuLL", "AFTER", "at", "Acme", "T", "9", "-", "_", " ", "\n", '"', "#", "@", ",", ".", "é"]
DEAL = """
agreement "A"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  signed 2026-02-20
  term 2026-03-01 through 2026-06-30
  posts
    reel on instagram, planned 2026-03-10 18:00
    video on youtube, owed

"""
CLAUSES = (
    "category sonar, any mention, 1 month after last post",
    "full, 24 hours before to 24 hours after each post on instagram, on instagram",
    "brands Garmin, during term and 1 month after, except stories",
    "full, 48 hours after each post\nthen category sonar, for 1 month",
)


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_no_capital_is_passed_over(text: str) -> None:
    """Where the quick look at a text finds no end of a keyword with a capital, the full one finds no such keyword."""
    wrong = {word for word in capitals._WORD.findall(text) if not word.islower() and word.lower() in KEYWORDS}
    ends = {end.lower() for end in capitals._CAPITAL.findall(text)}
    assert not wrong or not text.isascii() or not capitals._ENDS.isdisjoint(ends)


@pytest.mark.parametrize("clause", CLAUSES)
def test_facts_serve_again(clause: str) -> None:
    """Clauses lowered under facts that were collected before oblige to what they oblige to with facts collected anew."""
    resolved, _ = resolve(parse(Source("a.excl", DEAL + clause + "\n")))
    norms, found = lower(resolved)
    again, said = lower_under(resolved, norms.calendar)
    assert [(a.scope, a.window.stretches, a.must, a.may) for a in norms.norms] == [
        (b.scope, b.window.stretches, b.must, b.may) for b in again.norms
    ]
    assert found == said and norms.own == again.own


VALUES = st.builds(lambda names, rest: (all_but if rest else only)(names), st.frozensets(st.sampled_from("ab")), st.booleans())
BOXES = st.builds(lambda brand, category: Box.of({"brand": brand, "category": category}), VALUES, VALUES)


@given(st.lists(BOXES, max_size=3), BOXES)
def test_inside_one_box(boxes: list[Box], whole: Box) -> None:
    """A region lies in one box if nothing of it is left without the box."""
    region = Region.of(boxes)
    assert (region <= Region((whole,))) == (region - Region((whole,))).is_empty
