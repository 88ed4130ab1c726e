"""One decision, through the public API: a contract, a post, the verdict, and why."""

from __future__ import annotations

import attrs
import pytest

import clauselang
from clauselang import Activity, Contract, Item, compile_text, reason, trace

SONAR = """\
agreement "Sonar ambassador 2026"
  advertiser "Acme Sonar"
    sells sonar
  influencer "River Angler"
    instagram @river.angler
    youtube @riveranglertv
  timezone Europe/Vilnius
  signed 2026-02-01
  posts
    reel on instagram, published 2026-03-10 18:00:00
    video on youtube, published 2026-03-20 12:00:00

exclusivity
  category sonar, 1 month after last post, instagram stories excluded
"""
RIVAL = Activity(
    row=1,
    influencer="River Angler",
    platform="youtube",
    format="video",
    published_at="2026-04-20T23:59:59+03:00",
    brands=("Garmin",),
    categories=("sonar",),
    acts=("mention",),
    kinds=("paid",),
)
WHY = (
    "forbidden until 20 April 2026, 24:00 Vilnius: the last post of 20 March blocks sonar brands for 1 month after (clause 1.1); "
    "Instagram stories would be allowed"
)


@pytest.fixture
def contract() -> Contract:
    """The agreement above."""
    compiled = compile_text(SONAR)
    contract, findings = Contract.of(compiled.resolved)
    assert compiled.usable and not [found for found in findings if found.is_error]
    return contract


def test_a_decision_and_its_reason(contract: Contract) -> None:
    """The last second of a month after the last post is forbidden, the first of the next day is free."""
    judged = contract.decide(RIVAL)
    later = contract.decide(attrs.evolve(RIVAL, published_at="2026-04-21T00:00:00+03:00"))

    assert judged.word == "violation"
    assert reason(judged, contract.resolved) == WHY
    assert trace(judged).place == "<command line>:14:3"
    assert later.word == "compliant"


def test_an_item_is_judged_as_its_activity(contract: Contract) -> None:
    """An item that has been read once gets the same verdict, each clause the same, and the same reason."""
    for changes in (
        {},
        {"format": "story", "platform": "instagram"},
        {"kinds": ()},
        {"published_at": "2026-04-20"},
        {"brands": ("Acme Sonar",)},
    ):
        activity = attrs.evolve(RIVAL, **changes)
        expected = contract.decide(activity)
        item = Item.of(activity)

        for judged in (contract.decide(item), contract.decide(item)):  # at first, and when it is known
            assert judged.activity is activity
            assert judged.word == expected.word == expected.verdict.word == judged.verdict.word
            assert [c.verdict for c in judged.clauses] == [c.verdict for c in expected.clauses]
            assert judged.verdict.missing == expected.verdict.missing
            assert reason(judged, contract.resolved) == reason(expected, contract.resolved)
        assert contract.predicate()(item) == expected.word


def test_an_item_serves_every_contract(contract: Contract) -> None:
    """What is read once is decided by as many contracts as there are, each by its own clauses."""
    others = [compile_text(SONAR.replace("category sonar, 1 month", terms)) for terms in ("category skincare, 1 month", "full, 1 week")]
    item, early = Item.of(RIVAL), Item.of(attrs.evolve(RIVAL, published_at="2026-03-22T12:00:00Z"))

    contracts = [contract, *(Contract.of(compiled.resolved)[0] for compiled in others)]

    assert [each.decide(item).word for each in contracts] == ["violation", "compliant", "compliant"]
    assert [each.decide(early).word for each in contracts] == ["violation", "compliant", "violation"]


def test_many_keep_their_order(contract: Contract) -> None:
    """Activities and items may come mixed; each verdict stands where its activity stood."""
    days = [f"2026-04-{day}T12:00:00Z" for day in (19, 20, 21, 22)]
    activities = [attrs.evolve(RIVAL, row=row, published_at=at) for row, at in enumerate(days, 1)]
    mixed = [Item.of(each) if each.row % 2 else each for each in activities]

    judged = list(contract.decide_many(mixed))

    assert [(each.activity.row, each.word) for each in judged] == [(1, "violation"), (2, "violation"), (3, "compliant"), (4, "compliant")]
    assert repr(judged[0]) == "Judged('violation', row=1)"


@pytest.mark.parametrize("made", [Item.of, lambda activity: activity])
def test_a_time_that_is_none_is_refused(contract: Contract, made: object) -> None:
    """A text that is no moment is an error of the caller, not an unknown."""
    assert callable(made)
    with pytest.raises(ValueError, match="is not an ISO date or moment"):
        contract.decide(made(attrs.evolve(RIVAL, published_at="yesterday")))


def test_every_public_name_is_there() -> None:
    """What the package promises can be imported, and says what it is."""
    for name in clauselang.__all__:
        assert getattr(clauselang, name).__doc__
