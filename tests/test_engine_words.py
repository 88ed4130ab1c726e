"""The words that DuckDB is told instead of names: the same verdicts as the interpreter's, however a brand is spelt and whoever knows it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from clauselang.cli.check import command
from clauselang.engines import sayings
from tests.test_backends import FACTS, parquet, table

TERMS = """\
category "night lights" under sleep_apps
brand "Luna & Co" sells "night lights"
  alias "Luna"
competitors rivals
  "Garmin"
  "Pokémon"
exclusivity
  category sleep_apps plus competitors rivals, gifts excluded, from 2026-03-01 through 2026-03-31, except stories
"""
DEALS = [
    {"deal": "d1", "influencer": "River Angler", "advertiser": "Acme Sonar", "brands": "Acme; Acme Sonar", "signed": "2026-02-01"},
    {"deal": "d2", "influencer": "Lake Angler", "advertiser": "Moshi Sleep", "brands": "Moshi", "signed": "2026-02-01"},
]
BRANDS = (
    "Garmin", "GARMIN", " garmin", "pokémon", "POKÉMON", "Acme", "acme sonar", "Moshi", "luna", "Luna & Co", "Nobody Knows", "moshi;garmin",
    "garmin|", "", " ", "a" * 3000, "\t", "Ünknown",
)  # fmt: skip
FORMS = (("instagram", "reel"), ("instagram", "story"), ("Instagram", ""), ("tiktok", "video"), ("", "reel"), ("newpipe", "film"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Clauses, deals, and a post for each spelling of a brand with and without its category, each where posts can be."""
    rows = []
    for number, brand in enumerate(BRANDS * 2):
        platform, form = FORMS[number % len(FORMS)]
        said = {"brand": brand, "platform": platform, "format": form, "category": "sleep_apps" if number < len(BRANDS) else ""}
        for name in ("River Angler", "lake angler", " Lake Angler"):
            rows.append(FACTS | {"id": f"p{len(rows)}", "influencer": name, "published_at": "2026-03-11T12:00:00Z"} | said)
    (tmp_path / "terms.excl").write_text(TERMS, "utf-8")
    table(DEALS, tmp_path / "deals.csv")
    parquet(rows, tmp_path / "posts.parquet")
    return tmp_path


def check(folder: Path, engine: str, *more: str) -> tuple[str, str]:
    """What is printed, on both streams."""
    files = [str(folder / "terms.excl"), "--deals", str(folder / "deals.csv"), "--posts", str(folder / "posts.parquet")]
    found = CliRunner().invoke(command, [*files, "--engine", engine, "--format", "jsonl", *more])
    return found.stdout, found.stderr


@pytest.mark.parametrize("most", [sayings.MOST_CASES, 0])
def test_brands_are_read_as_the_interpreter_reads_them(folder: Path, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Known brands in any case or by another name, brands that nobody knows, several in a cell, with and without a category."""
    monkeypatch.setattr(sayings, "MOST_CASES", most)  # whether what posts say is looked through before DuckDB judges, or by it

    for more in ([], ["--all"]):  # names compared by DuckDB, and read first
        (ours, said), (theirs, reported) = check(folder, "duckdb", *more), check(folder, "interpreter", *more)

        assert ours == theirs
        assert said == reported
        assert all(f'"verdict": "{word}"' in ours for word in ("violation", "unknown"))
        assert "nobody declares the platform `newpipe`" in said
