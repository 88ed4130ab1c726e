"""What comes out of an engine: posts that cannot be read, rows written one by one or by DuckDB itself, forms of text."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest

from clauselang.driver import compile_text
from clauselang.engines import output
from clauselang.engines.agreements import Agreement
from clauselang.engines.deals import read_deals
from clauselang.engines.kept import Kept
from clauselang.engines.run import Request, judging, run
from tests.test_backends import DEALS, FACTS, TERMS, check, parquet, table

NEAR, FAR = "2026-03-11T12:00:00Z", "2027-03-11T12:00:00Z"
COLUMNS = ("deal", "file", "id", "row", "verdict", "clauses", "missing", "flags", "reason")


def post(id: str | None, influencer: str, when: str, **more: str) -> dict[str, Any]:
    """A post about another brand."""
    return FACTS | {"id": id, "influencer": influencer, "published_at": when, "brand": "Garmin", "territory": ""} | more


def agreements(folder: Path) -> Any:
    """One agreement of River Angler."""
    return read_deals(table(DEALS[:1], folder / "deals.csv"), compile_text(TERMS, meaning=False).resolved)[0]


@pytest.mark.parametrize("every", [False, True])
def test_what_cannot_be_read_is_reported_and_stands_in_no_total(tmp_path: Path, every: bool) -> None:
    """Near a window or far from it, of a creator or a stranger: DuckDB says and counts what the interpreter does."""
    path = parquet(
        [
            post("1", "River Angler", NEAR),
            post("2", "River Angler", FAR),
            post("3", "River Angler", FAR, kind="nonsense"),
            post("4", "River Angler", NEAR, kind="nonsense"),
            post("5", "Someone", NEAR, act="nonsense"),
            post("6", "Someone", NEAR),
            post("7", "River Angler", FAR, territory="UK"),
            post("8", "Someone", "yesterday"),
            post("9", "River Angler", "yesterday"),
        ],
        tmp_path / "posts.parquet",
    )

    found = {engine: run(agreements(tmp_path), Request((path,), engine, every=every)) for engine in ("interpreter", "duckdb")}  # type: ignore[arg-type]

    assert {name: (dict(sorted(one.counts.items())), one.unmatched) for name, one in found.items()} == {
        name: ({"compliant": 1, "violation": 1}, 1) for name in found
    }
    said = {name: [one.message for one in each.diagnostics if one.code == "F102"] for name, each in found.items()}
    assert said["duckdb"] == said["interpreter"]
    assert [message.partition(" row ")[2][0] for message in said["duckdb"]] == list("345789")


@pytest.mark.parametrize("reasons", [False, True])
def test_duckdb_writes_the_rows_that_it_gives(tmp_path: Path, reasons: bool) -> None:
    """Parquet written by DuckDB holds the very rows that are read one by one, whatever the ids and the kinds of verdict are."""
    rows = [post(id, "River Angler", NEAR) for id in ("a", " b ", "ü; c", "", None, '"d"')]
    rows += [post("open", "River Angler", NEAR, kind=""), post("free", "River Angler", FAR)]
    path = parquet(rows, tmp_path / "posts.parquet")

    with judging(agreements(tmp_path), Request((path,), "duckdb", reasons=reasons)) as outcome:
        kept = outcome.records
        listed = list(kept)
        assert isinstance(kept, Kept) and len(kept) == len(listed) == 7
        output.write_parquet(str(tmp_path / "by_duckdb.parquet"), kept, COLUMNS)
    output.write_parquet(str(tmp_path / "one_by_one.parquet"), listed, COLUMNS)

    by_duckdb, one_by_one = (duckdb.sql(f"SELECT * FROM '{tmp_path / name}.parquet'") for name in ("by_duckdb", "one_by_one"))
    assert (by_duckdb.columns, by_duckdb.types) == (one_by_one.columns, one_by_one.types)
    assert by_duckdb.fetchall() == one_by_one.fetchall()
    assert [row["id"] for row in listed] == ["a", "b", "ü; c", None, None, '"d"', "open"]
    assert all(bool(row["reason"]) == reasons for row in listed)


@pytest.mark.parametrize("rows", [[], [{"id": "a", "verdict": "violation"}], [{"id": 'a"\n', "verdict": "é"}, {"id": None, "verdict": ""}]])
def test_json_is_written_as_a_whole_would_be(rows: list[dict[str, Any]]) -> None:
    """Rows written one after another make the text of the list."""
    assert "".join(output.as_json(rows, ("id", "verdict"))) == json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def test_a_spreadsheet_takes_no_cell_for_a_formula(tmp_path: Path) -> None:
    """Cells of the data stay text in CSV."""
    path = parquet([post("=HYPERLINK(1)", "River Angler", NEAR)], tmp_path / "posts.parquet")

    found = check(tmp_path, "--deals", table(DEALS[:1], tmp_path / "deals.csv"), "--posts", path, "--format", "csv")

    assert "\nd1,posts.parquet,'=HYPERLINK(1),1,violation," in found.stdout


def test_an_agreement_is_named_as_it_is(tmp_path: Path) -> None:
    """The name of an agreement is text in Parquet that DuckDB writes, whatever it looks like."""
    facts = 'agreement "d"\n  advertiser "Acme Sonar"\n  influencer "River Angler"\n  timezone Europe/Vilnius\n  signed 2026-02-01\n'
    terms = compile_text(f"{facts}full, any mention, 2026-03-01 through 2026-03-31\n", meaning=False).resolved
    path = parquet([post("a", "River Angler", NEAR)], tmp_path / "posts.parquet")

    with judging([Agreement("'); DROP TABLE x; --", terms)], Request((path,), "duckdb", reasons=False)) as outcome:
        output.write_parquet(str(tmp_path / "out.parquet"), outcome.records, COLUMNS)

    assert duckdb.sql(f"SELECT deal, verdict FROM '{tmp_path}/out.parquet'").fetchall() == [("'); DROP TABLE x; --", "violation")]


def test_nothing_of_an_engine_is_needed_without_one(tmp_path: Path) -> None:
    """Where DuckDB, nanoarrow, sqlglot and Spark are not installed, posts in CSV are judged, for one agreement and for many."""
    (tmp_path / "terms.excl").write_text(TERMS, "utf-8")
    names = [table([post("a", "River Angler", NEAR)], tmp_path / "posts.csv"), table(DEALS[:1], tmp_path / "deals.csv")]
    absent = "import sys; sys.modules.update(dict.fromkeys(('duckdb', 'nanoarrow', 'sqlglot', 'pyspark')))"
    without = f"{absent}; from clauselang.cli.main import main; main()"
    alone = ["check", str(tmp_path / "terms.excl"), "--posts", names[0]]

    found = [
        subprocess.run([sys.executable, "-c", without, *alone, *more], capture_output=True, text=True, check=False, cwd=tmp_path)
        for more in ((), ("--deals", names[1]))
    ]

    assert [(one.returncode, "internal error" in one.stderr) for one in found] == [(3, False), (1, False)]
