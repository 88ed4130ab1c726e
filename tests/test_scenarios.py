"""The scenario table of the design (B.9), each row as a post that a manager would recognise."""

from __future__ import annotations

import attrs
import pytest

from clauselang.driver import compile_text
from clauselang.evaluate.contract import Contract
from clauselang.evaluate.reason import reason
from clauselang.evaluate.trace import trace
from clauselang.semantics.facet import only
from clauselang.semantics.facts import Activity

# W1: 20 to 22 March (full), W2: 23 March to 22 April (category and two names); Instagram stories are free in both.
TERMS = """
category fitness
category fashion
category fitness_app under fitness
brand Shoe_Brand sells fashion
brand Rival_A sells fashion
brand Two_Lines sells fitness and fashion

agreement "Own brand and creator"
  advertiser "Own Brand"
  influencer "River Angler"
    instagram @river
    youtube @river
    tiktok @river
  timezone Europe/Amsterdam
  schedule "B"
    "Old Deal"
  posts
    reel on instagram, published 2025-03-20T15:00:00+01:00

exclusivity
  full, 2 days after last post, instagram stories excluded
  then category fitness plus brands Rival_A and Rival_B, for 1 month, instagram stories excluded
"""
W1, W2, BEFORE = "2025-03-21T12:00:00+01:00", "2025-04-02T12:00:00+02:00", "2025-03-01T12:00:00+01:00"


@pytest.fixture(scope="module")
def contract() -> Contract:
    """The contract of the table."""
    compiled = compile_text(TERMS)
    assert not compiled.has_errors
    return Contract.of(compiled.resolved)[0]


def post(brand: str, at: str, surface: str = "instagram reel", kind: str = "paid", **facts: object) -> Activity:
    """A post that mentions a brand; empty words are unknown."""
    platform, _, form = surface.partition(" ")
    known = Activity(1, platform=platform or None, format=form or None, brands=(brand,), acts=("mention",), published_at=at)
    return attrs.evolve(known, kinds=(kind,) if kind else (), **facts)


TABLE: list[tuple[int, Activity, str, str]] = [
    (1, post("Shoe_Brand", W1), "violation", ""),
    (2, post("Shoe_Brand", W1, "instagram story"), "compliant", ""),
    (3, post("Shoe_Brand", W2), "compliant", ""),
    (4, post("Rival_A", W2), "violation", ""),
    (5, post("Rival_A", W2, kind="organic"), "compliant", ""),
    (6, post("Rival_A", W2, kind="gifted"), "compliant", ""),
    (7, post("Fit App", W2, "youtube video", "affiliate", categories=("fitness_app",)), "violation", ""),
    (8, post("Rival_A", W2, kind=""), "unknown", "kind"),
    (9, post("Rival_A", W2, "instagram story", kind=""), "compliant", ""),
    (10, post("Shoe_Brand", W1, "instagram"), "unknown", "format"),
    (11, post("Shoe_Brand", W1, "youtube"), "violation", ""),
    (12, post("Two_Lines", W2), "unknown", "category"),
    (13, post("Own Brand", W1), "compliant", ""),
    (14, post("Own Brand", W2, brands=("Own Brand", "Rival_A")), "violation", ""),
    (15, post("Own Brand", W2, brands=("Own Brand", "Rival_A"), deliverable=True), "compliant", ""),
    (16, post("Rival_A", W2, consent_at=BEFORE), "compliant", ""),
    (17, post("Rival_A", W2, consent_at="2025-04-09T12:00:00+02:00"), "excused", ""),
    (18, post("Old Deal", W1), "compliant", ""),
    (19, post("Unlisted Deal", W1), "violation", ""),
    (20, post("Rival_A", BEFORE), "compliant", ""),
    (21, post("Rival_A", W2), "violation", ""),
    (22, post("Rival_A", W2, "instagram story"), "compliant", ""),
    (23, post("Rival_A", W2, "youtube video", influencer="Rival A"), "compliant", ""),
    (24, post("Shoe_Brand", W1, "newplatform clip"), "violation", ""),
    (25, post("Shoe_Brand", W1, account="@alt"), "unknown", "control"),
    (26, post("Shoe_Brand", W1, "instagram reel", text="deleted after five minutes"), "violation", ""),
    (27, post("Shoe_Brand", "2025-03-22", timezone="Europe/Amsterdam"), "violation", ""),
    (28, post("Shoe_Brand", "2025-03-23"), "unknown", "time"),
]


@pytest.mark.parametrize(("number", "activity", "verdict", "missing"), TABLE, ids=[str(row[0]) for row in TABLE])
def test_table(contract: Contract, number: int, activity: Activity, verdict: str, missing: str) -> None:
    """The row gets its verdict; an unknown names the fact that would settle it."""
    judged = contract.decide(activity)

    assert (judged.verdict.word, judged.verdict.missing) == (verdict, (missing,) if missing else ())


def test_a_reason_for_every_row(contract: Contract) -> None:
    """Every verdict comes with one sentence that starts with what it means for the creator."""
    starts = {"violation": "forbidden", "compliant": "allowed", "excused": "excused", "unknown": "undecided"}
    for _, activity, verdict, _ in TABLE:
        assert reason(contract.decide(activity), contract.resolved).startswith(starts[verdict])


def test_the_sentence_a_creator_reads() -> None:
    """The reason names the end of the window, the post that causes it, whom it blocks, and what stays free."""
    compiled = compile_text(
        'agreement "x"\n  advertiser "Acme Sonar"\n  influencer "River Angler"\n  timezone Europe/Vilnius\n'
        "  posts\n    reel on instagram, published 2026-03-20 18:00:00\n"
        "exclusivity\n  category sonar, 1 month before to 1 month after last post, instagram stories excluded\n"
    )
    contract, _ = Contract.of(compiled.resolved)

    judged = contract.decide(post("Garmin", "2026-04-02T12:00:00+03:00", categories=("sonar",)))

    assert reason(judged, compiled.resolved) == (
        "forbidden until 20 April 2026, 24:00 Vilnius: the last post of 20 March blocks sonar brands for 1 month after (clause 1.1); "
        "Instagram stories would be allowed"
    )


def test_answers_of_an_unknown(contract: Contract) -> None:
    """An unknown says what each answer would give."""
    judged = contract.decide(post("Rival_A", W2, kind=""))

    answers = {values: answer.verdict for answer in judged.verdict.answers for _, values in answer.facts}

    assert answers == {only(["affiliate", "ambassador", "paid"]): "violation", only(["gifted", "organic"]): "compliant"}


def test_two_clauses_that_cover_everything_together() -> None:
    """One clause on stories and one on everything else: an unknown format is a violation in every world (B.7)."""
    compiled = compile_text(
        'agreement "x"\n  advertiser "Acme"\n  influencer "R"\n  timezone Europe/Vilnius\n'
        "exclusivity\n  full, 2026-03-01 through 2026-03-31, on stories\n  full, 2026-03-01 through 2026-03-31, stories excluded\n"
    )
    contract, _ = Contract.of(compiled.resolved)

    assert contract.decide(post("Garmin", "2026-03-10T12:00:00+02:00", "instagram")).verdict.word == "violation"


def test_a_trace_names_what_decides(contract: Contract) -> None:
    """The trace holds the rule, the clause and its place, the window and the post behind it."""
    why = trace(contract.decide(post("Shoe_Brand", W1)))

    assert (why.rule, why.place, why.posts) == ("prohibited", "<command line>:22:3", ("Instagram reels",))
    assert why.clause is not None
    assert why.clause.norm.clause.number == "1.1"
    assert why.window == why.clause.norm.must.intervals[0]


@pytest.mark.parametrize(
    ("activity", "rule", "sentence"),
    [
        (post("Own Brand", W1), "own-brand", "allowed: it is for the advertiser's own brand"),
        (post("Old Deal", W1), "commitment", "allowed: the agreement lists Old Deal among the commitments that exist already"),
        (post("Shoe_Brand", W1, "instagram story"), "exception", "allowed: clause 1.1 excepts Instagram stories"),
        (post("Rival_A", W2, kind="organic"), "scope", "allowed: clause 1.2 does not cover the kind organic"),
        (post("Rival_A", BEFORE), "late-or-early", "allowed: the window of clause 1.1 opens on 20 March 2025, 15:00 Amsterdam"),
        (post("Rival_A", BEFORE, kind="organic"), "window", "allowed: it lies outside every window"),
        (post("Rival_A", W2, influencer="Somebody"), "not-the-creators", "allowed: it is not the creator's own publication"),
        (post("Own Brand", W2, deliverable=True), "deliverable", "allowed: it is an approved post of this agreement"),
    ],
    ids=lambda value: value if isinstance(value, str) and " " not in value else "",
)
def test_why_a_post_is_allowed(contract: Contract, activity: Activity, rule: str, sentence: str) -> None:
    """Each way of being allowed has its own rule and sentence."""
    judged = contract.decide(activity)

    assert (trace(judged).rule, reason(judged, contract.resolved)) == (rule, sentence)


def test_only_posts_for_the_advertiser_anchor() -> None:
    """A deliverable that the data shows for another brand moves no window of this agreement (R9)."""
    resolved = compile_text(
        'agreement "x"\n  advertiser "Acme"\n  influencer "River"\n  timezone Europe/Vilnius\n'
        "  posts\n    reel on instagram, owed\nexclusivity\n  full, 24 hours after each post\n"
    ).resolved
    ours = post("Acme", W1, deliverable=True)
    theirs = post("Rival_A", W2, deliverable=True)

    with_both, with_ours = (Contract.of(resolved, activities=found)[0].norms.norms[0] for found in ([ours, theirs], [ours]))

    assert with_both.must == with_ours.must
    assert len(with_ours.must.intervals) == 1
