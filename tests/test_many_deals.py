"""Many agreements: a post is judged for each agreement of its creator, and names are looked at together as alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from clauselang.cli.check import command
from clauselang.ingest.plain import are_tidy, is_tidy
from clauselang.resolve.symbols import key, keys_of
from tests.test_backends import parquet

AGREEMENT = """\
{declared}
agreement "{name}"
  advertiser "Acme Sonar"
  influencer "{creator}"
    instagram @{account}
  timezone Europe/Vilnius
  signed 2026-01-10
  posts
    reel on instagram, published 2026-03-{day:02}T10:00:00Z

category lake_gear, 10 days before to {days} days after last post
full, 24 hours before to 24 hours after each post
"""
DECLARED = ("category lake_gear under sonar", "category lake_gear under travel")  # one word, and two things that it means


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two creators with three agreements each, which do not mean the same by a word or hold at the same time, and their posts."""
    (tmp_path / "deals").mkdir()
    for number in range(6):
        creator = ("River Angler", "lake angler")[number % 2]
        said = {"declared": DECLARED[number // 2 % 2], "name": f"A{number}", "creator": creator, "day": 5 + 4 * number}
        text = AGREEMENT.format(**said, account=creator.lower().replace(" ", "."), days=3 + 5 * number)
        (tmp_path / "deals" / f"a{number}.excl").write_text(text, "utf-8")
    rows = []
    names = ("River Angler", "lake angler", " Lake  Angler", "river angler", "Nobody", "")
    for number in range(120):
        when = f"2026-{3 + number % 2:02}-{1 + number % 28:02}" + ("T12:00:00Z" if number % 5 else "")
        name = names[number % 6]
        whose = {"id": f"p{number}", "influencer": name, "account": "" if name else "@river.angler"}
        where = {"published_at": when, "timezone": "Europe/Vilnius", "platform": "instagram", "format": ("reel", "story")[number % 2]}
        what = {"brand": "Garmin", "category": ("lake_gear", "travel", "sonar", "")[number % 4], "act": "mention"}
        rows.append(whose | where | what | {"kind": "paid" if number % 3 else ""})
    parquet(rows, tmp_path / "posts.parquet")
    return tmp_path


@pytest.mark.parametrize("more", [[], ["--all"], ["--no-reasons"], ["--all", "--no-reasons"], ["--since", "2026-03-20T00:00:00Z"]])
def test_a_post_is_judged_for_every_agreement_of_its_creator(folder: Path, more: list[str]) -> None:
    """As the interpreter does it, whatever the agreements of one creator declare and whenever they hold."""

    def check(engine: str) -> tuple[str, str]:
        files = [str(folder / "deals"), "--posts", str(folder / "posts.parquet")]
        found = CliRunner().invoke(command, [*files, "--engine", engine, "--format", "jsonl", *more])
        return found.stdout, found.stderr

    assert check("duckdb") == check("interpreter")
    assert len({json.loads(line)["deal"] for line in check("duckdb")[0].splitlines()}) > 3


@given(st.lists(st.text(st.sampled_from("aZ ~!\n\t\x7fé"), max_size=4), max_size=4))
def test_texts_that_are_tidy_together_are_tidy_alone(texts: list[str]) -> None:
    """One look at all names says what a look at each says."""
    assert are_tidy(texts) == all(map(is_tidy, texts))


@given(st.lists(st.text(st.sampled_from("aZ \nẞİß"), max_size=4), max_size=4))
def test_many_names_compare_as_each_does(names: list[str]) -> None:
    """Also where letters become several, and where a name has lines."""
    assert keys_of(names) == list(map(key, names))
