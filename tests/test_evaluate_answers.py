"""What an undecided post asks for: how many facts at most, which facts not; and the windows around a post that is asked about.

As in `test_evaluate_limits.py`, each test is a small agreement and a post of which something is not known.
"""

from __future__ import annotations

import pytest

from clauselang.evaluate import completion
from clauselang.evaluate.item import Item
from clauselang.evaluate.trace import trace
from clauselang.semantics.clock import iso
from tests.test_evaluate_limits import LEAGUE, MARCH, NOTIFIED, PUBLISHED, VILNIUS, answers, words
from tests.test_evaluate_sentences import DEAL, IN, compiled, post

EVERYWHERE = (
    f"{DEAL}  event show 2026-03-25\n  posts\n    reel on instagram, published 2026-03-20 12:00:00\n    video on youtube, owed\n"
    "exclusivity\n  full, 1 week after each post, on instagram stories, in NL, from @river, at show\n"
)


def test_four_facts_are_asked_for_together_and_not_five() -> None:
    """Each alone may free the post; what all answers to five would give is not told, but which five they are."""
    text, place = EVERYWHERE, {"surface": "instagram story", "territories": ("NL",), "account": "@river", "events": ("show",)}
    unknown = {"surface": "", "territories": (), "account": None, "events": ()}
    some = post(IN, **place | {"surface": "", "events": ()})
    every = post(IN, **unknown)

    assert compiled(text).decide(post(IN, **place)).word == "violation"
    assert list(answers(text, some).values()).count("violation") == 1 and len(answers(text, some)) == 8
    assert answers(text, every) == {}
    assert compiled(text).decide(every).verdict.missing == ("platform", "format", "account", "territory", "event")


def test_the_bound_on_answers_is_one_for_all_facts_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two answers to one question and two to another are four."""
    text = f"{DEAL}exclusivity\n  full, {MARCH}, unless {LEAGUE}\n"
    monkeypatch.setattr(completion, "MAX_WORLDS", 3)

    assert answers(text, post(IN, kinds=())) == {}


def test_a_minute_between_two_windows_is_a_question_of_time() -> None:
    """One window ends in some second of the minute in which the next opens: of that day only the second is open, and no post."""
    contract = compiled(
        f"{DEAL}  posts\n    reel on instagram, published 2026-03-20 18:00\n    story on instagram, published 2026-03-22 18:00\n"
        "exclusivity\n  full, 24 hours before to 24 hours after each post\n"
    )
    verdict = contract.decide(post("2026-03-21", **VILNIUS)).verdict

    assert (verdict.word, verdict.missing, verdict.answers) == ("unknown", ("time",), ())


def test_an_answer_names_windows_on_both_of_their_sides() -> None:
    """Until ten the old schedule excuses from one clause, and the other holds all day."""
    text = f"{NOTIFIED}  full, 1 week before each post, on stories\n  full, {MARCH}, stories excluded\n"
    both = "time in the window of 1.2, outside the window of 1.1 by the schedule of that moment"

    assert answers(text, post("2026-03-12", surface="instagram", **VILNIUS)) == {
        f"format story; {both}": "excused", "format story; time in the window of 1.1 and 1.2": "violation",
        f"format all but story; {both}": "violation", "format all but story; time in the window of 1.1 and 1.2": "violation",
    }  # fmt: skip


def test_the_minute_of_signing_is_over_at_the_next_minute() -> None:
    """Two clauses that cover a post between them: from then on it breaks a promise, in the minute before nobody knows."""
    text = f"{DEAL}  signed 2026-03-10 12:00\nexclusivity\n  full, {MARCH}, on stories\n  full, {MARCH}, stories excluded\n"
    rows = [post(f"2026-03-10T12:{at}+02:00", surface="instagram") for at in ("00:59.999999", "01:00")]

    assert words(text, *rows) == ["unknown", "violation"]


def test_a_minute_whose_last_instant_is_another_cell() -> None:
    """Signed in that instant: the minute is not decided by what is known of the instants before it."""
    contract = compiled(f"{DEAL}  signed 2026-03-10 23:59:59.999999\nexclusivity\n  full, {MARCH}\n")
    found = [contract.decide(Item.of(post(f"2026-03-10T23:{at}+02:00"))).word for at in ("58:30", "58", "59")]

    assert found == ["misstatement", "misstatement", "unknown"]


def test_a_deliverable_under_another_name_of_the_advertisers_brand() -> None:
    """A row may have the brand under any of its names."""
    contract = compiled(
        'brand Acme_Lures\n  alias "Lures of Acme"\n' + DEAL.replace('advertiser "Acme Sonar"', "advertiser Acme_Lures")
        + f"exclusivity\n  full, {MARCH}\n"
    )  # fmt: skip
    row = post(IN, "Lures of Acme", None, deliverable=True)

    assert contract.decide(row).verdict.carve_out == "deliverable"
    assert contract.vocabulary.brand("Lures of Acme") == contract.vocabulary.brand("acme_lures")
    assert contract.vocabulary.brand("Moshi").single == "moshi"


def around(text: str, at: str, **facts: object) -> tuple[str, str] | None:
    """The window that the reason for a post names."""
    window = trace(compiled(text).decide(post(at, **facts))).window  # type: ignore[arg-type]
    return (iso(window[0]), iso(window[1])) if window else None


def test_a_window_that_is_over_is_not_around_a_post() -> None:
    """It ends in some second of a minute: at the first instant of that minute it may still run, at the end of the minute no more."""
    text = DEAL + PUBLISHED

    assert around(text, "2026-03-21T17:59:59+02:00") == ("2026-03-20T16:01:00Z", "2026-03-21T16:00:00Z")
    assert around(text, "2026-03-21T18:00:00+02:00") == ("2026-03-20T16:00:00Z", "2026-03-21T16:01:00Z")


def test_a_day_on_which_one_window_is_over_and_the_next_opens() -> None:
    """At midnight, with which the day begins, neither of them runs."""
    text = (
        f"{DEAL}  posts\n    reel on instagram, published 2026-03-20 18:00:00\n    story on instagram, published 2026-03-23 12:00:00\n"
        "exclusivity\n  full, 2 days after each post\n"
    )

    assert around(text, "2026-03-23", **VILNIUS) is None
    assert around(text, "2026-03-22", **VILNIUS) == ("2026-03-20T16:00:00Z", "2026-03-22T22:00:00Z")


def test_of_overlapping_windows_that_which_ends_last_is_named() -> None:
    """Of several that end last it is the one that began first."""
    contract = compiled(
        f"{DEAL}  posts\n    reel on instagram, published 2026-03-02 12:00:00\n    story on instagram, published 2026-03-04 12:00:00\n"
        "    video on youtube, published 2026-03-06 12:00:00\n    short on youtube, published 2026-03-08 12:00:00\n"
        "exclusivity\n  full, from each post on instagram to each post on youtube\n"
    )

    assert trace(contract.decide(post("2026-03-05T12:00:00+02:00"))).posts == ("Instagram reels",)


def test_the_data_of_tomorrow_is_no_post_of_today() -> None:
    """What was published after the moment of knowledge is not even owed then."""
    text = f"{DEAL}exclusivity\n  full, 24 hours after each post\n"
    row = post(IN, "Acme Sonar", None, deliverable=True)
    windows = [compiled(text, as_of, (row,)).norms.norms[0].window for as_of in ("2026-03-24T12:00:00Z", "2026-03-26T12:00:00Z")]

    assert [(len(window.stretches), window.missing) for window in windows] == [(0, ()), (1, ())]


def test_all_brands_of_deliverables_are_the_advertisers() -> None:
    """Where no agreement says who advertises, every post that is owed says it for its brand."""
    rows = tuple(post(IN, brand, None, deliverable=True) for brand in ("Acme Sonar", "Acme Lures"))
    contract = compiled(f"full, {MARCH}\n", activities=rows)
    found = {brand: contract.decide(post(IN, brand)).word for brand in ("Acme Sonar", "Acme Lures", "Moshi")}

    assert found == {"Acme Sonar": "compliant", "Acme Lures": "compliant", "Moshi": "violation"}
