"""Names as posts write them: DuckDB counts and joins them before it judges, and says what the interpreter says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from clauselang.cli.check import command
from clauselang.engines import parquet as engine
from tests.test_backends import parquet

TERMS = """\
agreement "{name}"
  advertiser "Acme Sonar"
  influencer "{creator}"
    instagram @{account}
  timezone Europe/Vilnius
  signed 2026-01-10
  posts
    reel on instagram, published 2026-03-10T10:00:00Z

full, 5 days before to 5 days after last post
"""
RIVER = ("River Angler", "river angler", "RIVER ANGLER", " River\u00a0Angler", "river\tangler")
NAMES = (*RIVER, "lake angler", "Lake Angler ", "lake anglers", "Nobody", "NOBODY", "", None, " ", "\u2003")
ACCOUNTS = ("@river.angler", "Lake.Angler", "@nobody", "", None)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two agreements, and a folder for posts."""
    return agreements(tmp_path)


def agreements(folder: Path) -> Path:
    """Two agreements in a folder."""
    (folder / "deals").mkdir()
    for creator in ("River Angler", "lake angler"):
        text = TERMS.format(name=creator, creator=creator, account=creator.lower().replace(" ", "."))
        (folder / "deals" / f"{creator.replace(' ', '-')}.excl").write_text(text, "utf-8")
    return folder


def posts(folder: Path, *, without: str = "", unread: bool = False) -> None:
    """A post of every name and account, before, in and after the window, and at no time at all."""
    rows: list[dict[str, Any]] = []
    for name in NAMES:
        for account in ACCOUNTS:
            for when in ("2026-03-01T12:00:00Z", "2026-03-11T12:00:00Z", "2026-03-11", None):
                number = len(rows)
                kind = "sponsored?" if unread and number % 7 == 0 else "paid"
                when = "2026-13-13" if unread and number % 11 == 0 else when
                row = {"id": f"p{number}", "influencer": name, "account": account, "published_at": when, "brand": "Garmin", "kind": kind}
                rows.append({key: cell for key, cell in row.items() if key != without} | {"platform": "instagram", "act": "mention"})
    parquet(rows, folder / "posts.parquet")


def check(folder: Path, by: str, *more: str) -> tuple[str, str]:
    """What `check` prints."""
    files = [str(folder / "deals"), "--posts", str(folder / "posts.parquet"), "--engine", by, *more]
    found = CliRunner().invoke(command, files)
    assert isinstance(found.exception, SystemExit | None), found.exception
    return found.stdout, found.stderr


@pytest.mark.parametrize("without", ["", "account", "influencer"])
@pytest.mark.parametrize("unread", [False, True])
@pytest.mark.parametrize("more", [(), ("--format", "jsonl", "--no-reasons")])
def test_names_otherwise_written(folder: Path, without: str, unread: bool, more: tuple[str, ...]) -> None:
    """A post is of a name in whatever way it is written, else of an account; the totals count each once."""
    posts(folder, without=without, unread=unread)

    assert check(folder, "duckdb", *more) == check(folder, "interpreter", *more)
    if not more and not unread:
        assert "violation" in check(folder, "duckdb")[0]


@pytest.mark.parametrize("alike", ["7", "COALESCE(x[:11], '')"])
@pytest.mark.parametrize("without", ["", "account"])
def test_names_that_a_hash_does_not_tell_apart(folder: Path, monkeypatch: pytest.MonkeyPatch, alike: str, without: str) -> None:
    """Where two known names, or a known one and another, have one hash, the names themselves are compared."""
    settle = engine.settle

    def settled(connection: Any, is_ordered: bool = False) -> None:
        settle(connection, is_ordered)
        connection.execute(f"CREATE OR REPLACE MACRO hash(x) AS {alike}")

    monkeypatch.setattr(engine, "settle", settled)
    posts(folder, without=without)

    found = check(folder, "duckdb", "--format", "jsonl")

    assert found == check(folder, "interpreter", "--format", "jsonl")
    assert {json.loads(line)["deal"] for line in found[0].splitlines()} == {"River-Angler", "lake-angler"}
