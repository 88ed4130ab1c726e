"""What a sentence calls the parts of clauses and of posts: brands, lists, exceptions, facets, answers."""

from __future__ import annotations

import attrs
import pytest

from clauselang.evaluate.reason import reason
from clauselang.semantics.facts import Activity
from tests.test_evaluate_sentences import DEAL, IN, compiled, post

WORDS = """\
competitors rivals
  Garmin
  Lowrance
  Oura
competitors many
  Garmin
  Lowrance
  Oura
  Moshi
brand Deep_Sea "Deep Sea"
brand Two_Lines sells fitness and fashion
"""
FACTS = "  event show 2026-03-20\nexclusivity\n"
WINDOW = "2026-03-01 through 2026-03-31"
UNTIL = "forbidden until 31 March 2026, 24:00 Vilnius: this period blocks"


@pytest.mark.parametrize(
    ("clause", "activity", "sentence"),
    [
        ("competitors rivals", post(IN), f"{UNTIL} Garmin, Lowrance and Oura (clause 1.1)"),
        ("competitors many", post(IN), f"{UNTIL} the 4 brands of the list “many” (clause 1.1)"),
        ("full", post(IN, acts=("engage", "mention")), f"{UNTIL} every other brand (clause 1.1)"),
        ("full, except from @river", post(IN, account="@river"), "allowed: clause 1.1 excepts posts from @river"),
        ("full, except in US", post(IN, territories=("US",)), "allowed: clause 1.1 excepts posts for US"),
        ("full, except at show", post(IN, events=("show",)), "allowed: clause 1.1 excepts posts at show"),
        (
            "full, except stories but not stories on tiktok", post(IN, surface="instagram story"),
            "allowed: clause 1.1 excepts stories (but not TikTok stories)",
        ),
        ("full", post(IN, acts=("engage",)), "allowed: clause 1.1 does not cover the act engage"),
        ("full", post(IN, kinds=("organic",)), "allowed: clause 1.1 does not cover the kind organic"),
        (
            "full, on instagram", post(IN, surface="youtube video", kinds=("organic",)),
            "allowed: clause 1.1 does not cover the platform youtube",
        ),
        ("full, on reels", post(IN, surface="instagram story"), "allowed: clause 1.1 does not cover the format story"),
        ("full, on reels", post(IN, surface="Instagram Stories"), "allowed: clause 1.1 does not cover the format Stories"),
        (
            "category sonar plus brands Oura", post(IN, category="lures"),
            "allowed: clause 1.1 does not cover Garmin with “artificial lures”",
        ),
        ("category sonar plus brands Oura", post(IN, "Two_Lines", None), "allowed: clause 1.1 does not cover Two_Lines with this product"),
        ("category sonar", post(IN, "Two_Lines", None), "allowed: clause 1.1 does not cover the category"),
        ("brands Garmin", post(IN, brands=("Acme Sonar", "Oura")), "allowed: clause 1.1 does not cover the brand oura"),
        (
            "full, on instagram stories and facebook reels", post(IN),
            "allowed: clause 1.1 does not cover the format reel on instagram",
        ),
        (
            "category sonar plus brands Oura, on instagram stories and facebook reels", post(IN, surface="facebook story"),
            "allowed: clause 1.1 does not cover the format story on facebook",
        ),
        (
            "category sonar plus brands Oura, on instagram stories and facebook reels", post(IN, "Moshi", "books", "facebook reel"),
            "allowed: clause 1.1 does not cover Moshi with “books”",
        ),
        (
            "brands Deep_Sea", post(IN, ""),
            "undecided: it depends on the brand (Deep Sea: violation; acme sonar or any other: compliant)",
        ),
        (
            "brands Garmin and Oura and Moshi", post(IN, ""),
            "undecided: it depends on the brand (garmin, moshi, oura: violation; acme sonar or any other: compliant)",
        ),
        (
            "brands Garmin and Oura and Moshi and Lowrance", post(IN, ""),
            "undecided: it depends on the brand (garmin, lowrance, moshi …: violation; acme sonar or any other: compliant)",
        ),
        (
            "category sonar and books", post(IN, category=None),
            "undecided: it depends on the category (books, sonar devices: violation; any other: compliant)",
        ),
        ("full, on instagram", post(IN, surface=""), "undecided: it depends on the platform (Instagram: violation; any other: compliant)"),
        (
            "full, from @tube", post(IN, account="@tube"),
            "undecided: it depends on whose account it is (the creator's: violation; somebody else's: compliant)",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_what_a_sentence_calls_things(clause: str, activity: Activity, sentence: str) -> None:
    """Names and labels as people know them; of many values the first three, of long lists the name."""
    contract = compiled(WORDS + DEAL + FACTS + f"  {clause}, {WINDOW}\n")

    assert reason(contract.decide(activity), contract.resolved) == sentence


def test_an_end_that_nobody_knows_yet() -> None:
    """As long as the last post is owed, a window that counts from it has no end to name."""
    facts = "  signed 2026-03-10 10:00:00\n  posts\n    reel on instagram, owed\nexclusivity\n"
    contract = compiled(DEAL + facts + "  full, from signing to 1 month after last post\n")

    assert reason(contract.decide(post(IN)), contract.resolved) == (
        "forbidden with no end known yet: the period “from signing to 1 month after last post” blocks every other brand (clause 1.1)"
    )


@pytest.mark.parametrize(
    ("at", "word"),
    [("2026-03-20T16:00:59Z", "violation"), ("2026-03-20T16:01:00Z", "unknown"), ("2026-03-20T16:01:59Z", "unknown")],
)
def test_what_is_forbidden_at_the_very_end(at: str, word: str) -> None:
    """A post of which the minute is known ends its window in some second of that minute."""
    facts = "  posts\n    reel on instagram, published 2026-03-19 18:01\nexclusivity\n"
    contract = compiled(DEAL + facts + "  full, 24 hours after each post\n")

    assert contract.decide(post(at)).verdict.word == word


def test_any_other_comes_last() -> None:
    """Of the answers with one outcome those that are named come first, wherever they stand in the alphabet."""
    contract = compiled(DEAL + f"  schedule B\n    Zebco\nexclusivity\n  brands Garmin, {WINDOW}\n")

    assert reason(contract.decide(post(IN, "")), contract.resolved) == (
        "undecided: it depends on the brand (garmin: violation; acme sonar or zebco or any other: compliant)"
    )


def test_a_brand_beside_the_advertisers() -> None:
    """An approved post that names another brand as well does not make that one the Advertiser's."""
    shared = post(IN, deliverable=True)
    contract = compiled(DEAL + f"exclusivity\n  full, {WINDOW}\n", activities=(attrs.evolve(shared, brands=("Acme Sonar", "Garmin")),))

    assert [contract.decide(post(IN, brand)).verdict.word for brand in ("Acme Sonar", "Garmin")] == ["compliant", "violation"]


def test_two_clauses_that_cover_a_day_between_them_have_no_end_in_common() -> None:
    """The morning is forbidden by one, the afternoon by the other: no end is named, for there are two."""
    contract = compiled(
        f"{DEAL}exclusivity\n  full, from 2026-03-05T12:00+02:00 through 2026-03-31\n"
        "  full, from 2026-03-01T00:00+02:00 until 2026-03-05T12:00+02:00\n"
    )

    assert reason(contract.decide(post("2026-03-05", timezone="Europe/Vilnius")), contract.resolved) == (
        "forbidden: the period “from 2026-03-05T12:00+02:00 through 2026-03-31” blocks every other brand (clause 1.1)"
    )


def test_a_city_of_a_zone_with_three_names() -> None:
    """The last of them is the city."""
    contract = compiled(DEAL.replace("Europe/Vilnius", "America/Argentina/Buenos_Aires") + f"exclusivity\n  full, {WINDOW}\n")

    assert reason(contract.decide(post(IN)), contract.resolved).startswith("forbidden until 31 March 2026, 24:00 Buenos Aires: ")


def test_clauses_alone_ask_for_an_event_by_its_name() -> None:
    """Nobody says when it is, and it is no question that wants an answer in words."""
    contract = compiled("full, during fair\n")

    assert reason(contract.decide(post(IN)), contract.resolved).startswith("undecided: it depends on fair")
