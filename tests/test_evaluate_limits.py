"""Where decisions turn: questions nobody has answered, the minute of a post, the hour of signing, plans that moved, consent.

Each test is a small agreement and the posts on both sides of the point at which the verdict changes.
"""

from __future__ import annotations

import pytest

from clauselang.evaluate import completion
from clauselang.evaluate.boundary import limits
from clauselang.evaluate.contract import Contract
from clauselang.evaluate.interpreter import in_window
from clauselang.evaluate.item import Item
from clauselang.evaluate.reason import reason
from clauselang.evaluate.trace import trace
from clauselang.semantics.clock import moment
from clauselang.semantics.facts import Activity
from tests.test_evaluate_sentences import DEAL, IN, answer, compiled, post

PUBLISHED = "  posts\n    reel on instagram, published 2026-03-20 18:00\nexclusivity\n  full, 24 hours after each post\n"
MARCH = "2026-03-01 through 2026-03-31"
VILNIUS = {"timezone": "Europe/Vilnius"}
LEAGUE = '"the league requires it"'


def answers(text: str, activity: Activity) -> dict[str, str]:
    """The answers that would settle an undecided post, each with the verdict that it would give."""
    verdict = compiled(text).decide(activity).verdict
    assert verdict.word == "unknown"
    return {"; ".join(f"{name} {answer(value)}" for name, value in one.facts): one.verdict for one in verdict.answers}


def words(text: str, *activities: Activity) -> list[str]:
    """The verdicts on posts, each asked of an agreement on which nothing was asked before."""
    return [compiled(text).decide(activity).verdict.word for activity in activities]


def words_of(contract: Contract, *times: str) -> list[str]:
    """The verdicts on posts at these times."""
    return [contract.decide(post(at)).verdict.word for at in times]


# Questions that nobody has answered.


def test_a_condition_that_only_people_can_judge() -> None:
    """Not forbidden and not free, and the answer decides."""
    text = f"{DEAL}exclusivity\n  full, {MARCH}, unless {LEAGUE}\n"

    assert answers(text, post(IN)) == {f"{LEAGUE} yes": "compliant", f"{LEAGUE} no": "violation"}


def test_a_question_and_a_fact_that_decide_only_together() -> None:
    """Of organic content the answer does not matter; of paid content it does, so that both are asked for."""
    text = f"{DEAL}exclusivity\n  full, {MARCH}, unless {LEAGUE}\n"

    assert compiled(text).decide(post(IN, kinds=())).verdict.missing == ("kind", LEAGUE)
    assert answers(text, post(IN, kinds=())) == {
        f"kind affiliate/ambassador/paid; {LEAGUE} yes": "compliant", f"kind affiliate/ambassador/paid; {LEAGUE} no": "violation",
        f"kind gifted/organic; {LEAGUE} yes": "compliant", f"kind gifted/organic; {LEAGUE} no": "compliant",
    }  # fmt: skip


def test_an_exception_that_only_people_can_judge() -> None:
    """It may free the post, and so may the exception to it take that back."""
    excepted = f'{DEAL}exclusivity\n  full, {MARCH}, except "charity appearances"\n'
    taken_back = f'{DEAL}exclusivity\n  full, {MARCH}, except stories but not "giveaways"\n'
    story = post(IN, surface="instagram story")

    assert answers(excepted, post(IN)) == {'"charity appearances" yes': "compliant", '"charity appearances" no': "violation"}
    assert answers(taken_back, story) == {'"giveaways" yes': "violation", '"giveaways" no': "compliant"}
    assert words(taken_back, post(IN)) == ["violation"]


def test_an_exception_that_does_not_hold_everywhere() -> None:
    """Stories are free, but not on TikTok: of a story somewhere it is not known."""
    text = f"{DEAL}exclusivity\n  full, {MARCH}, except stories but not tiktok\n"

    assert words(text, post(IN, surface="instagram story"), post(IN, surface="tiktok story")) == ["compliant", "violation"]
    assert answers(text, post(IN, surface=" story")) == {"platform tiktok": "violation", "platform all but tiktok": "compliant"}


def test_a_clause_that_leaves_a_post_free_asks_nothing() -> None:
    """The question is whether it is about sonar; that April forbids something else is no part of it."""
    text = f"{DEAL}exclusivity\n  category sonar, {MARCH}\n  category lures, 2026-04-01 through 2026-04-30\n"

    assert answers(text, post(IN, category=None)) == {
        "category fishfinder/sonar": "violation", "category all but fishfinder/sonar": "compliant"
    }  # fmt: skip


def test_no_more_answers_are_tried_than_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many as the bound are; if there are more, the missing facts are named without what each would give."""
    text = f"{DEAL}exclusivity\n  full, {MARCH}, unless {LEAGUE}\n"
    monkeypatch.setattr(completion, "MAX_WORLDS", 2)

    assert len(answers(text, post(IN))) == 2

    monkeypatch.setattr(completion, "MAX_WORLDS", 1)

    assert answers(text, post(IN)) == {}
    assert compiled(text).decide(post(IN)).verdict.missing == (LEAGUE,)


# Posts of the agreement whose time is open.


def test_a_window_that_waits_for_a_post() -> None:
    """While it is owed nobody knows whether the window has come."""
    text = f"{DEAL}  posts\n    reel on instagram, owed\nexclusivity\n  full, 2 days after each post\n"
    judged = compiled(text).decide(post(IN))

    assert [one.in_window for one in judged.clauses] == ["unknown"]
    assert answers(text, post(IN)) == {"posts in the window": "violation", "posts outside it": "compliant"}


def test_in_a_window_or_not() -> None:
    """A post published in a minute nobody can narrow down opens a window in some second of that minute."""
    contract = compiled(DEAL + PUBLISHED)
    (norm,) = contract.norms.norms
    seconds = {"17:59:59": "out", "18:00:00": "unknown", "18:00:59": "unknown", "18:01:00": "in"}

    assert {at: in_window(norm, moment(f"2026-03-20T{at}+02:00", None)) for at in seconds} == seconds
    assert in_window(norm, moment("2026-03-20T18:00+02:00", None)) == "unknown"
    assert in_window(norm, moment("2026-03-20T18:01+02:00", None)) == "in"


def test_the_minute_of_a_post_raises_no_question() -> None:
    """A day on which a window ends: it depends on the hour, not on the second at which the post of the agreement went out."""
    found = answers(DEAL + PUBLISHED, post("2026-03-21", **VILNIUS))

    assert found == {"time in the window of 1.1": "violation", "time outside every window": "compliant"}


def test_a_day_between_two_windows_has_no_cause() -> None:
    """Where one window ends at midnight and the next opens at noon, neither post is the reason for a doubt about that day."""
    contract = compiled(
        f"{DEAL}  posts\n    reel on instagram, published 2026-03-20 18:00:00\n    story on instagram, published 2026-03-23 12:00:00\n"
        "exclusivity\n  full, 2 days after each post\n"
    )
    judged = contract.decide(post("2026-03-23", **VILNIUS))
    last, first = (contract.decide(post(f"2026-03-{at}+02:00")) for at in ("22T23:59:59", "23T12:00:00"))

    assert (judged.verdict.word, trace(judged).posts) == ("unknown", ())
    assert [trace(one).posts for one in (last, first)] == [("Instagram reels",), ("Instagram stories",)]


def test_a_window_that_may_have_been_open_for_ever_has_no_first_moment() -> None:
    """With a post still owed, and no word of when the agreement was signed, nobody knows since when it is open."""
    contract = compiled(
        f"{DEAL}  posts\n    reel on instagram, planned 2026-03-12 12:00:00\n    story on instagram, owed\n"
        "exclusivity\n  full, 1 month before each post\n  full, 2 days after each post\n"
    )

    assert words_of(contract, "2026-03-05T12:00:00+02:00", "2026-03-13T12:00:00+02:00") == ["violation", "violation"]
    assert [(one.clause, one.role) for one in limits(contract)] == []


# Signing.


def test_on_the_day_of_signing() -> None:
    """Before the hour of signing it contradicts a statement, after it breaks a promise."""
    text = f"{DEAL}  signed 2026-03-10 12:00:00\nexclusivity\n  full, {MARCH}\n"

    assert words(text, post("2026-03-09", **VILNIUS), post("2026-03-11", **VILNIUS)) == ["misstatement", "violation"]
    assert answers(text, post("2026-03-10", **VILNIUS)) == {
        "time in the window of 1.1, before signing": "misstatement", "time in the window of 1.1": "violation"
    }  # fmt: skip


def test_signed_in_the_last_instant_of_a_day() -> None:
    """A post of that day can have appeared at that very instant, and then it is no longer a statement of fact."""
    text = f"{DEAL}  signed 2026-03-10 23:59:59.999999\nexclusivity\n  full, {MARCH}\n"

    assert words(text, post("2026-03-10", **VILNIUS), post("2026-03-10T23:59+02:00")) == ["unknown", "unknown"]
    assert words(text, post("2026-03-10T23:58+02:00")) == ["misstatement"]


def test_a_day_before_signing_that_two_clauses_cover_between_them() -> None:
    """The morning contradicts one statement, the afternoon the other; no moment is named from which on, for there are two."""
    contract = compiled(
        f"{DEAL}  signed 2026-03-10 12:00:00\nexclusivity\n  full, from 2026-03-05T12:00+02:00 through 2026-03-31\n"
        "  full, from 2026-03-01T00:00+02:00 until 2026-03-05T12:00+02:00\n"
    )
    judged = contract.decide(post("2026-03-05", **VILNIUS))
    sentence = "contradicts clause 1.1: the creator states that before signing nothing of this kind was published"

    assert ([one.verdict for one in judged.clauses], judged.word) == (["unknown", "unknown"], "misstatement")
    assert reason(judged, contract.resolved) == sentence
    assert reason(contract.decide(post("2026-03-06", **VILNIUS)), contract.resolved) == f"{sentence} from 5 March 2026, 12:00 Vilnius on"


# Plans that moved: what was forbidden by the schedule that the creator had.

MOVED = (
    f"{DEAL}  signed 2026-02-20\n  posts\n    reel on instagram, planned 2026-03-18 12:00 notified 2026-03-01,"
    " published 2026-03-17 20:00:00\nexclusivity\n  full, 24 hours before each post\n"
)


def test_only_the_schedule_that_was_notified_excuses() -> None:
    """The plan kept the evening of the 16th free; the afternoon of the 17th was forbidden by plan and publication alike."""
    contract = compiled(MOVED)
    found = {at: contract.decide(Item.of(post(f"2026-03-{at}:00+02:00"))).word for at in ("16T21:00", "17T11:59", "17T12:01", "17T19:59")}

    assert found == {"16T21:00": "excused", "17T11:59": "excused", "17T12:01": "violation", "17T19:59": "violation"}


def test_a_schedule_that_leaves_a_minute_open_does_not_excuse() -> None:
    """A plan to the minute opens the window in some second of it: a post at a known second is not excused by that."""
    judged = compiled(MOVED).decide(post("2026-03-17T12:00:30+02:00"))

    assert [one.verdict for one in judged.clauses] == ["violation"]
    assert judged.verdict.missing == ()


def test_before_any_plan_nothing_excuses() -> None:
    """A creator who had no schedule yet cannot have relied on one, even if only the day of the post is known."""
    text = (
        f"{DEAL}  signed 2026-02-20\n  posts\n    reel on instagram, planned 2026-03-15 12:00:00 notified 2026-03-12 10:00:00\n"
        "exclusivity\n  full, 1 week before each post\n"
    )
    judged = compiled(text).decide(post("2026-03-10", **VILNIUS))

    assert [one.verdict for one in judged.clauses] == ["violation"]
    assert (judged.word, judged.verdict.flags) == ("violation", ("provisional",))


NOTIFIED = (
    f"{DEAL}  signed 2026-02-20\n  posts\n    reel on instagram, planned 2026-03-28 12:00 notified 2026-03-01,"
    " planned 2026-03-15 12:00 notified 2026-03-12 10:00, published 2026-03-15 12:00:00\nexclusivity\n"
)


def test_on_the_day_of_a_notice_the_hour_decides() -> None:
    """Until ten she could rely on the old plan, from ten on no longer; of the day alone it is not known which."""
    text = f"{NOTIFIED}  full, 1 week before each post\n"
    hours = {"2026-03-12T09:59:59+02:00": "excused", "2026-03-12T10:00:00+02:00": "violation"}

    assert words(text, *(post(at) for at in hours)) == list(hours.values())
    assert answers(text, post("2026-03-12", **VILNIUS)) == {
        "time in the window of 1.1": "violation", "time outside the window of 1.1 by the schedule of that moment": "excused"
    }  # fmt: skip
    assert words(text, post("2026-03-11", **VILNIUS), post("2026-03-13", **VILNIUS)) == ["excused", "violation"]


def test_both_clauses_that_a_notice_moves_are_named() -> None:
    """The answer says of every clause on which side of its window the hour lies."""
    text = f"{NOTIFIED}  full, 1 week before each post\n  category sonar, 1 week before each post\n"

    assert answers(text, post("2026-03-12", **VILNIUS)) == {
        "time in the window of 1.1 and 1.2": "violation",
        "time outside the window of 1.1 and 1.2 by the schedule of that moment": "excused",
    }


def test_two_clauses_that_cover_an_excused_post_between_them() -> None:
    """What neither clause reaches alone is forbidden by both together, and the old plan excuses from both."""
    text = f"{NOTIFIED}  full, 1 week before each post, on stories\n  full, 1 week before each post, stories excluded\n"
    rows = [post(at, surface="instagram") for at in ("2026-03-11T12:00:00+02:00", "2026-03-13T12:00:00+02:00")]

    assert words(text, *rows) == ["excused", "violation"]


def test_a_clause_that_no_plan_moves_is_broken_all_day() -> None:
    """One clause excuses until ten, the other forbids the whole of March: the day is a breach whatever the hour."""
    text = f"{NOTIFIED}  full, 1 week before each post\n  full, {MARCH}\n"

    assert words(text, post("2026-03-12", **VILNIUS)) == ["violation"]


def test_the_schedule_excuses_from_promises_only() -> None:
    """On the day of signing: before it a statement is contradicted, after it the plan that was notified excuses."""
    text = NOTIFIED.replace("signed 2026-02-20", "signed 2026-03-11T10:00:00+02:00") + "  full, 1 week before each post\n"

    assert answers(text, post("2026-03-11", **VILNIUS)) == {
        "time in the window of 1.1, before signing": "misstatement",
        "time outside the window of 1.1 by the schedule of that moment": "excused",
    }


def test_a_post_that_went_out_twice_on_a_day_of_doubt() -> None:
    """What is published again opens its window from then on only: before it nobody could know of it."""
    text = (
        f"{DEAL}  signed 2026-02-20\n  posts\n    reel on instagram, planned 2026-03-02 notified 2026-02-25, published 2026-03-02 12:00:00,"
        " republished 2026-03-12 12:00:00\nexclusivity\n  full, 24 hours before each post\n"
    )
    day = {"2026-03-12T11:59:59+02:00": "excused", "2026-03-12T12:00:00+02:00": "compliant"}

    assert words(text, *(post(at) for at in day)) == list(day.values())
    assert words(text, post("2026-03-12", **VILNIUS), post("2026-03-11T23:00+02:00")) == ["unknown", "excused"]


def test_what_was_published_later_does_not_hurry_a_post_that_was_owed() -> None:
    """The video was owed when the story appeared and could have come within the week; that it came last was not known."""
    text = (
        f"{DEAL}  signed 2026-02-20\n  posts\n"
        "    reel on instagram, planned 2026-03-15 notified 2026-02-25, published 2026-03-02 12:00:00\n"
        "    reel on instagram, published 2026-04-20 12:00:00\n    video on youtube, owed\nexclusivity\n  full, 1 week before each post\n"
    )

    assert words(text, post("2026-02-26T12:00:00+02:00")) == ["violation"]


def test_what_was_notified_after_the_moment_of_knowledge_does_not_excuse() -> None:
    """As of the 11th nobody knows of a plan that comes on the 12th, and it takes the window off nobody's day."""
    text = (
        f"{DEAL}  signed 2026-02-20\n  posts\n    reel on instagram, planned 2026-03-16 12:00 notified 2026-03-01,"
        " planned 2026-04-15 12:00 notified 2026-03-12 10:00\nexclusivity\n  full, 1 week before each post\n"
    )
    at = post("2026-03-13T12:00:00+02:00")

    assert [compiled(text, as_of).decide(at).word for as_of in ("2026-03-11T12:00:00Z", None)] == ["violation", "compliant"]


# Exceptions.


@pytest.mark.parametrize(
    ("facts", "whatever"),
    [
        ({}, ""),
        ({"brands": (), "categories": ()}, ", whatever the brand"),
        ({"categories": ()}, ", whatever the category"),
        ({"brands": (), "kinds": ()}, ", whatever the kind and the brand"),
        ({"account": "somewhere"}, ", whatever the owner of the account"),
    ],
)
def test_an_exception_holds_whatever_is_not_known(facts: dict[str, object], whatever: str) -> None:
    """An excepted story is free, and the reason says which unknown facts do not matter."""
    contract = compiled(f"{DEAL}exclusivity\n  category sonar, {MARCH}, instagram stories excluded\n")
    judged = contract.decide(post(IN, surface="instagram story", **facts))

    assert (judged.word, reason(judged, contract.resolved)) == ("compliant", f"allowed: clause 1.1 excepts Instagram stories{whatever}")


def test_an_exception_is_no_reason_where_the_clause_does_not_reach() -> None:
    """Of a brand and a product that neither half of the clause names, the reason is that, and not the surface."""
    contract = compiled(f"{DEAL}exclusivity\n  category sonar plus brands Garmin, {MARCH}, instagram stories excluded\n")
    judged = contract.decide(post(IN, "Moshi", "books", "instagram story"))

    assert reason(judged, contract.resolved) == "allowed: clause 1.1 does not cover Moshi with “books”"


# Commitments that existed before.

LISTED = (
    f'{DEAL}  schedule "A"\n    Moshi 2026-03-10 through 2026-03-12\n    Moshi 2026-03-20 through 2026-03-20\n    Oura\n'
    "exclusivity\n  full, 2026-03-01 through 2026-03-31, stories excluded\n  full, 2026-05-01 through 2026-05-31\n"
)


@pytest.mark.parametrize(
    ("brand", "at", "sentence"),
    [
        ("Oura", IN, "allowed: the agreement lists Oura among the commitments that exist already"),
        (
            "moshi",
            "2026-03-10T00:00:00+02:00",
            "allowed: the agreement lists Moshi among the commitments that exist already, from 10 March 2026 through 12 March 2026",
        ),
        (
            "Moshi",
            "2026-03-20T12:00:00+02:00",
            "allowed: the agreement lists Moshi among the commitments that exist already, on 20 March 2026",
        ),
        (
            "Moshi",
            "2026-03-13T00:00:00+02:00",
            "forbidden until 31 March 2026, 24:00 Vilnius: this period blocks every other brand (clause 1.1); the commitment to Moshi"
            " is listed from 10 March 2026 through 12 March 2026 only; Instagram stories would be allowed",
        ),
        (
            "Moshi",
            IN,
            "forbidden until 31 March 2026, 24:00 Vilnius: this period blocks every other brand (clause 1.1); the commitment to Moshi"
            " is listed on 20 March 2026 only; Instagram stories would be allowed",
        ),
    ],
)
def test_the_reason_names_the_commitment(brand: str, at: str, sentence: str) -> None:
    """What frees a post is the listed commitment with its dates, and what does not free it is the nearest of that brand."""
    contract = compiled(LISTED.replace("stories excluded", "instagram stories excluded"))

    assert reason(contract.decide(post(at, brand, "toys")), contract.resolved) == sentence


def test_a_day_on_which_a_commitment_ends_elsewhere() -> None:
    """In another zone only part of the day belongs to the commitment, and the hour decides."""
    assert answers(LISTED, post("2026-03-12", "Moshi", "toys", timezone="America/New_York")) == {
        "time in the window of 1.1, in the commitment to Moshi": "compliant", "time in the window of 1.1": "violation"
    }  # fmt: skip


def test_a_commitment_that_ends_before_it_begins_frees_nothing() -> None:
    """Nor does it say anything of a post that is forbidden."""
    contract = compiled(LISTED.replace("    Oura\n", "    Oura 2026-03-28 through 2026-03-20\n"))
    judged = contract.decide(post(IN, "Oura", "toys"))

    assert (judged.word, trace(judged).commitment) == ("violation", None)


# Other readings of a period (R20).

TWO_DAYS = f"{DEAL}  posts\n    reel on instagram, published 2026-03-20 18:00:00\nexclusivity\n  full, 2 days after each post\n"


@pytest.mark.parametrize(
    ("at", "zone", "word", "flags"),
    [
        ("2026-03-21T20:00:00+02:00", None, "violation", ()),
        ("2026-03-22T20:00:00+02:00", None, "violation", ("reading-sensitive",)),
        ("2026-03-22", "Europe/Vilnius", "violation", ("reading-sensitive",)),
        ("2026-03-24", "America/New_York", "compliant", ()),
    ],
)
def test_where_readings_of_two_days_differ(at: str, zone: str | None, word: str, flags: tuple[str, ...]) -> None:
    """Two days that began with the day of the post would be over on the second day after it."""
    verdict = compiled(TWO_DAYS).decide(post(at, timezone=zone)).verdict

    assert (verdict.word, verdict.flags) == (word, flags)


def test_a_doubtful_day_that_another_reading_leaves_free() -> None:
    """A day in New York lies partly inside two days in Vilnius, and wholly behind them if the day of the post counts."""
    verdict = compiled(TWO_DAYS).decide(post("2026-03-22", timezone="America/New_York")).verdict

    assert (verdict.word, verdict.flags) == ("unknown", ("reading-sensitive",))


# Consent.


def test_a_late_consent_excuses_only_what_is_forbidden() -> None:
    """What is free needs none, and what may be free is not yet excused."""
    text = f"{DEAL}exclusivity\n  category sonar, {MARCH}\n  category lures, {MARCH}, unless {LEAGUE}\n"
    contract = compiled(text)
    late = {"consent_at": "2026-07-01T12:00:00+03:00"}
    found = [contract.decide(post(IN, category=category, **late)).verdict for category in ("books", "lures", "sonar")]

    assert [(one.word, one.carve_out) for one in found] == [("compliant", None), ("unknown", None), ("excused", "consent")]


# Items that are decided by the table.


def test_the_second_item_of_a_kind_is_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the first the interpreter is asked, of the next nobody."""
    contract = compiled(f"{DEAL}exclusivity\n  full, {MARCH}\n")
    first, second = Item.of(post(IN)), Item.of(post("2026-03-26T12:00:00+02:00"))
    assert contract.decide(first).word == "violation"

    def refused(self: Contract, activity: object) -> None:
        raise AssertionError(f"asked about {activity}")

    monkeypatch.setattr(Contract, "_ask", refused)

    assert contract.decide(second).word == "violation"


def test_a_brand_with_the_name_of_a_platform() -> None:
    """The brand TikTok and the platform TikTok are told apart, whichever was met first."""
    contract = compiled(f"{DEAL}exclusivity\n  brands TikTok, {MARCH}, on instagram\n")
    rows = [post(IN, "Moshi", None, "tiktok video"), post(IN, "Moshi", None), post(IN, "TikTok", None)]

    assert [contract.decide(Item.of(row)).word for row in rows] == ["compliant", "compliant", "violation"]


def test_items_that_no_clause_tells_apart_are_decided_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of another brand that no clause names the interpreter is not asked again."""
    contract = compiled(f"{DEAL}exclusivity\n  full, {MARCH}\n")
    assert contract.decide(Item.of(post(IN, "Moshi"))).word == "violation"

    def refused(self: Contract, activity: object) -> None:
        raise AssertionError(f"asked about {activity}")

    monkeypatch.setattr(Contract, "interpret", refused)

    assert contract.decide(Item.of(post(IN, "Oura"))).word == "violation"


def test_an_item_with_a_consent_of_its_own() -> None:
    """Its consent frees that item alone, and neither those before it nor those after it."""
    contract = compiled(f"{DEAL}exclusivity\n  full, {MARCH}\n")
    consents = (None, "2026-03-20T12:00:00+02:00", "2026-03-28T12:00:00+02:00", None)

    found = [contract.decide(Item.of(post(IN, consent_at=at))).word for at in consents]

    assert found == ["violation", "compliant", "excused", "violation"]
