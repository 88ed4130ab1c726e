"""What posts are thought to say: a scan that judges by it says what the interpreter says, whatever they say in truth."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from clauselang.driver import compile_text
from clauselang.engines import foreseen
from clauselang.engines.deals import Agreement
from clauselang.engines.run import Request, run
from clauselang.engines.sayings import Sayings
from tests.test_backends import differential, parquet

ALIKE = """\
agreement "{name}"
  advertiser "{advertiser}"
  influencer "{name}"
  timezone UTC
  signed {signed}
competitors rivals
  "Garmin"
  "Oura"
exclusivity
  full, gifts excluded, from 2026-03-01 through 2026-03-15, on instagram
  category sleep_apps plus competitors rivals, from 2026-03-10 through 2026-04-10, except stories
"""
SAID = {
    "brand": ["Garmin", "garmin", "ACME SONAR", "Moshi Sleep", "Oura", "Nobody", "some  one", "rock 'n' roll", None],
    "category": ["sleep_apps", "Sleep_Apps", "books", "Sonar", None],
    "kind": ["paid", "Paid", "paid", "gifted", "organic"],
    "act": ["mention", "show", "mention", "show", None],
    "format": ["reel", "story", "reel", None],
    "consent_at": [None] * 19 + ["2026-03-05"],
    "published_at": ["2026-03-05T10:00:00Z", "2026-03-12T23:00:00Z", "2026-04-01T10:00:00+02:00", "2026-02-01T00:00:00Z", "2026-03-10"],
}
UNFORESEEN = {"brand": ["Garmin; Moshi", "Größe", " oura "], "category": ["nothing_known", "sonar;books"], "act": ["engage", "nonsense"]}
NAMES = ("Creator 0", "creator 1", "CREATOR 2", " Creator 3 ", "Creator 4", "Creator 5", "Nobody")
CERTAIN = SAID | {"consent_at": [None], "published_at": [time for time in SAID["published_at"] if "T" in time]}


def agreements(chance: random.Random) -> tuple[Agreement, ...]:
    """Some that declare the same names, with advertisers of their own."""
    texts = [ALIKE.format(name=f"Creator {number}", advertiser=chance.choice(["Acme Sonar", "Garmin", "Moshi Sleep"]),
                          signed=chance.choice(["2026-02-01", "2026-03-12"])) for number in range(6)]  # fmt: skip
    return tuple(Agreement(f"Creator {number}", compile_text(text).resolved) for number, text in enumerate(texts))


def posts(chance: random.Random, said: dict[str, list[Any]], count: int = 400) -> list[dict[str, Any]]:
    """Random posts of creators whose names are written in several ways."""
    return [
        {"id": f"p {number}" if number % 9 else f"  p {number}", "influencer": chance.choice(NAMES), "platform": "instagram"}
        | {name: chance.choice(cells) for name, cells in said.items()}
        for number in range(count)
    ]


@pytest.mark.parametrize("first", [400, 3, 0])
@pytest.mark.parametrize("more", [{}, UNFORESEEN])
def test_the_scan_says_what_the_interpreter_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: int, more: dict[str, list[Any]]
) -> None:
    """However many posts are looked at before; with posts in two files, some of which two clauses forbid."""
    monkeypatch.setattr(foreseen, "FIRST", first)
    chance = random.Random(5)
    deals = agreements(chance)
    rows = posts(chance, SAID)
    rows += [chance.choice(rows) | {"id": f"q{cell}", name: cell} for name, cells in more.items() for cell in cells]
    half = len(rows) // 2
    files = tuple(parquet(part, tmp_path / f"{name}.parquet") for name, part in (("a", rows[:half]), ("b", rows[half:])))

    for reasons in (False, True):
        ours, reference = (run(deals, Request(files, engine, reasons=reasons)) for engine in ("duckdb", "interpreter"))

        assert list(ours.records) == list(reference.records)
        assert (ours.counts, ours.unmatched) == (reference.counts, reference.unmatched)
        assert sorted(d.message for d in ours.diagnostics) == sorted(d.message for d in reference.diagnostics)
        assert all(reference.counts[word] > 10 for word in ("violation", "misstatement", "unknown"))


@pytest.mark.parametrize("column", [{"deliverable": "perhaps"}, {"deliverable": None}, {"timezone": "Nowhere/Land"}, {"account": "@river"}])
def test_a_column_with_one_word_for_all_posts_is_read(tmp_path: Path, column: dict[str, str | None]) -> None:
    """Whether it can be read or not: then no post is judged."""
    chance = random.Random(7)
    deals = agreements(chance)
    path = parquet([row | column for row in posts(chance, CERTAIN, 60)], tmp_path / "posts.parquet")

    ours, reference = (run(deals, Request((path,), engine, reasons=False)) for engine in ("duckdb", "interpreter"))

    assert list(ours.records) == list(reference.records)
    assert (ours.counts, ours.unmatched) == (reference.counts, reference.unmatched)
    assert bool(reference.counts) != ({"perhaps", "Nowhere/Land"} & set(column.values()) != set())


def test_posts_that_say_what_was_foreseen_are_judged_in_the_scan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing more is read of them; of posts that say one word more, only what these say."""
    chance = random.Random(6)
    deals = agreements(chance)
    rows = [row | {"influencer": row["influencer"].strip().lower()} for row in posts(chance, CERTAIN)]
    read: list[int] = []
    learn = Sayings.learn
    monkeypatch.setattr(
        Sayings, "learn", lambda self, known: read.append(self.store.one("SELECT count(*) FROM undecided")) or learn(self, known)
    )

    run(deals, Request((parquet(rows, tmp_path / "posts.parquet"),), "duckdb", reasons=False))
    assert read == []

    rows += [row | {"brand": "Garmin; Moshi"} for row in rows[:20]]
    run(deals, Request((parquet(rows, tmp_path / "posts.parquet"),), "duckdb", reasons=False))
    assert 0 < read[0] <= 20


@pytest.mark.parametrize("seed", [3, 4, 8])
def test_agreements_that_declare_alike_are_judged_as_one_by_one(seed: int) -> None:
    """Verdict, missing facts and reason of random posts of creators with the same random contract."""
    met, _ = differential(300, seed=seed, reasons=True, alike=True)

    assert met > 180
