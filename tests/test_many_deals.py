"""Many agreements: read by several processes as by one, and a post judged for each agreement of its creator."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import attrs
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from clauselang import forks
from clauselang.cli.check import command
from clauselang.driver import compile_text
from clauselang.engines import deals, words
from clauselang.engines.deals import Agreement, read_deals
from tests.test_backends import parquet

CLAUSES = "exclusivity\n  category sonar, 1 month after last post\n  full, 24 hours before to 24 hours after each post on tiktok\n"
SURFACES = (("instagram", "reel"), ("tiktok", "video"), ("youtube", "short"), ("instagram", "story"))


def row(number: int, **more: str) -> dict[str, str]:
    """An agreement with two posts; later rows begin with other surfaces, and every seventh has a post that is only planned."""
    posts: list[dict[str, Any]] = [
        {"platform": platform, "format": form, "published": f"2026-03-{1 + number % 28:02}T10:00:00Z"}
        for platform, form in (SURFACES[-1 - number // 12 % 4], SURFACES[number % 4])
    ]
    if number % 7 == 0:
        posts[0] = {"platform": "tiktok", "format": "video", "planned": "2026-04-02", "notified": "2026-03-01"}
    found = {"deal": f"d{number}", "influencer": f"Creator {number // 3}", "timezone": "Europe/Vilnius", "signed": "2026-02-01"}
    return found | {"advertiser": "Acme Sonar", "posts": json.dumps(posts)} | more


def facts(agreement: Agreement) -> object:
    """What is known of an agreement."""
    deal = agreement.resolved.deal
    assert deal is not None
    return attrs.asdict(deal, recurse=False) | {"posts": [(post.place, post.account, post.node) for post in deal.posts]}


MISTAKES = {
    5: {"timezone": "Europe/Vilnus"},
    21: {"deal": "d3"},  # as a row that another process may have read
    22: {"posts": "[{]"},
    40: {"posts": '[{"platform": "myspace", "published": "2026-03-01"}]'},
    47: {"deal": "d46", "signed": "2026-02-30"},
}


@pytest.mark.skipif(sys.platform != "linux", reason="only there are processes copied")
@pytest.mark.parametrize("mistakes", [{}, MISTAKES])
def test_several_processes_read_what_one_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mistakes: dict[int, Any]) -> None:
    """The same agreements with the same posts, and the same reports in the same order."""
    monkeypatch.setattr(deals, "MANY", 10)
    monkeypatch.setattr(forks, "possible", lambda: True)
    path = parquet([row(number, **mistakes.get(number, {})) for number in range(50)], tmp_path / "deals.parquet")
    terms = compile_text(CLAUSES, meaning=False).resolved

    (alone, said), (together, reported) = read_deals(path, terms), read_deals(path, terms, 3)

    assert reported == said and len(said) == len(mistakes)
    assert len(alone) == len(together) == 50 - len(mistakes)
    for at in range(len(alone)):
        assert facts(together[at]) == facts(alone[at])
        here, there = (agreements.norms(at, None)[0].windows for agreements in (alone, together))
        assert [window.times for window in there] == [window.times for window in here]


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
    assert words._are_tidy(texts) == all(map(words.is_tidy, texts))
