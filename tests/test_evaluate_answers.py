"""What an undecided post asks for: how many facts at most, which facts not, and where they make no difference.

As in `test_evaluate_limits.py`, each test is a small agreement and a post of which something is not known.
"""

from __future__ import annotations

import pytest

from clauselang.evaluate import completion
from clauselang.evaluate.item import Item
from tests.test_evaluate_limits import LEAGUE, MARCH, NOTIFIED, VILNIUS, answers, words
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
