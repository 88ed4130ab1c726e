"""The command line as people and CI call it: exit codes, formats, inputs, and what never happens (a traceback)."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from clauselang.cli.main import cli
from clauselang.diagnostics.catalogue import CATALOGUE

ROOT = Path(__file__).parents[1]
ONE_LINE = "category sonar, 1 month before to 1 month after last post, instagram stories excluded"
DEAL = """\
agreement "Spring"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  posts
    reel on instagram, published 2026-03-20 18:00:00

category sonar, 1 month after last post, instagram stories excluded

scenario "Stories stay free"
  paid mention of Garmin, story on instagram, 2026-04-01 12:00, category sonar: compliant
  paid mention of Garmin, reel on instagram, 2026-04-01 12:00, category sonar: violation
  mention of Garmin, reel on instagram, 2026-04-01 12:00, category sonar: unknown, needs kind
"""
HEADER = "id,platform,format,published_at,timezone,brand,category,act,kind,text\n"
BAD = "p1,instagram,reel,2026-04-01 12:00:00,Europe/Vilnius,Garmin,sonar,mention,paid,a caption\n"
OPEN = "p2,instagram,,2026-04-01 12:00:00,Europe/Vilnius,Garmin,sonar,mention,paid,\n"
FREE = "p3,instagram,story,2026-04-01 12:00:00,Europe/Vilnius,Garmin,sonar,mention,paid,\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a deal and some posts."""
    (tmp_path / "deal.excl").write_text(DEAL, "utf-8")
    (tmp_path / "posts.csv").write_text(HEADER + BAD + OPEN + FREE, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str, given: str | None = None) -> Result:
    """Call the command line."""
    return CliRunner().invoke(cli, list(arguments), input=given)


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("form", ["md", "text"])
def test_the_one_line_clause_prints(language: str, form: str) -> None:
    """The clause of the card prints whole, numbered, with its exception, in both languages and forms."""
    result = run("prose", "-c", ONE_LINE, "--lang", language, "--to", form)

    assert result.exit_code == 0
    number = "1.1 Vanaf" if language == "nl" else "1.1 From"
    assert number in result.stdout
    exception = "Artikel 1.1 is niet van toepassing op Instagram-stories." if language == "nl" else "Clause 1.1 does not apply"
    assert exception in result.stdout


def test_standard_input_is_a_file_too() -> None:
    """`-` reads the clause from standard input, with the same result as -c."""
    assert run("prose", "-", given=ONE_LINE).stdout == run("prose", "-c", ONE_LINE).stdout


@pytest.mark.parametrize(
    ("rows", "code"),
    [(BAD + FREE, 1), (OPEN + FREE, 3), (FREE, 0), ("", 0)],
    ids=["violation", "unknown", "compliant", "no rows"],
)
def test_exit_codes_of_check(rows: str, code: int) -> None:
    """1 for a violation, 3 when only something is unknown, 0 when nothing is."""
    Path("posts.csv").write_text(HEADER + rows, "utf-8")

    assert run("check", "deal.excl", "--posts", "posts.csv").exit_code == code


def test_unknown_may_be_allowed() -> None:
    """--allow-unknown makes an unknown no finding, and leaves a violation one."""
    Path("open.csv").write_text(HEADER + OPEN, "utf-8")

    assert run("check", "deal.excl", "--posts", "open.csv", "--allow-unknown").exit_code == 0
    assert run("check", "deal.excl", "--posts", "posts.csv", "--allow-unknown").exit_code == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "deal.excl"],
        ["check", "deal.excl", "--posts", "nowhere.csv"],
        ["check", "nowhere.excl", "--posts", "posts.csv"],
        ["prose"],
        ["prose", "deal.excl", "-c", ONE_LINE],
        ["prose", "deal.excl", "--lang", "xx"],
        ["windows", "deal.excl", "--as-of", "next week"],
        ["lint", "nowhere.excl"],
        ["explain", "S999"],
        ["nonsense"],
    ],
)
def test_wrong_usage_is_2(arguments: list[str]) -> None:
    """Wrong usage and unreadable input end with 2 and one sentence on standard error."""
    result = run(*arguments)

    assert result.exit_code == 2
    assert result.output
    assert "Traceback" not in result.output


def test_a_misspelt_command_is_understood() -> None:
    """The nearest command is offered."""
    assert "did you mean `lint`?" in run("lnt", "x").stderr


def test_json_shape_of_check() -> None:
    """The fields and their order are fixed."""
    rows = json.loads(run("check", "deal.excl", "--posts", "posts.csv", "--format", "json").stdout)

    assert [list(row) for row in rows] == [["id", "row", "verdict", "clauses", "missing", "flags", "reason"]] * 3
    assert rows[0]["clauses"] == [{"clause": "1.1", "index": 1, "verdict": "violation", "in_window": "in"}]
    assert [(row["id"], row["row"], row["verdict"], row["missing"]) for row in rows] == [
        ("p1", 1, "violation", []),
        ("p2", 2, "unknown", ["format"]),
        ("p3", 3, "compliant", []),
    ]


def test_the_formats_of_check_agree() -> None:
    """JSON Lines, CSV and the table say what JSON says."""
    rows = json.loads(run("check", "deal.excl", "--posts", "posts.csv", "--format", "json").stdout)
    lines = [json.loads(line) for line in run("check", "deal.excl", "--posts", "posts.csv", "--format", "jsonl").stdout.splitlines()]
    table = list(csv.DictReader(io.StringIO(run("check", "deal.excl", "--posts", "posts.csv", "--format", "csv").stdout)))
    text = run("check", "deal.excl", "--posts", "posts.csv").stdout

    assert lines == rows
    assert [row["reason"] for row in table] == [row["reason"] for row in rows]
    assert all(row["reason"] in text for row in rows)


def test_json_shape_of_windows() -> None:
    """UTC instants that end in Z, in the order of the clauses."""
    (window,) = json.loads(run("windows", "deal.excl", "--format", "json").stdout)

    interval = {"start": "2026-03-20T16:00:00Z", "end": "2026-04-20T21:00:00Z"}
    assert window == {"clause": "1.1", "index": 1, "must": [interval], "may": [interval]}


def test_parquet_is_read(folder: Path) -> None:
    """Posts in Parquet give the verdicts that the same posts in CSV give."""
    duckdb = pytest.importorskip("duckdb")
    duckdb.sql("SELECT * FROM read_csv('posts.csv', all_varchar=true)").write_parquet("posts.parquet")

    from_csv = run("check", "deal.excl", "--posts", "posts.csv", "--format", "json")
    from_parquet = run("check", "deal.excl", "--posts", "posts.parquet", "--format", "json")

    assert from_parquet.stdout == from_csv.stdout


def test_broken_parquet_is_said(folder: Path) -> None:
    """A file that is no Parquet is unreadable input, without the path of this machine."""
    Path("posts.parquet").write_bytes(b"PAR1 nothing")

    result = run("check", "deal.excl", "--posts", "posts.parquet")

    assert result.exit_code == 2
    assert "posts.parquet" in result.stderr
    assert str(folder) not in result.stderr


def test_unreadable_rows_are_named_and_the_rest_is_judged() -> None:
    """A row that cannot be read is reported with file, row and column; the others get their verdicts."""
    Path("posts.csv").write_text(HEADER + BAD.replace("2026-04-01", "2026-14-01") + FREE, "utf-8")

    result = run("check", "deal.excl", "--posts", "posts.csv", "--format", "json")

    assert "posts.csv row 1, column `published_at`" in result.stderr
    assert [row["id"] for row in json.loads(result.stdout)] == ["p3"]
    assert result.exit_code == 1


def test_foreign_headers_are_mapped() -> None:
    """A mapping file gives foreign columns their meaning."""
    row = "x9;instagram;reel;2026-04-01T12:00:00+03:00;Garmin;Sponsored"
    Path("foreign.csv").write_text(f"Post;Network;Type;When;Sponsor;Deal\n{row}\n", "utf-8")
    Path("map.toml").write_text(
        '[columns]\nid = "Post"\nplatform = "Network"\nformat = "Type"\npublished_at = "When"\nbrand = "Sponsor"\nkind = "Deal"\n'
        '[values.kind]\nSponsored = "paid"\n[defaults]\ncategory = "sonar"\nact = "mention"\n',
        "utf-8",
    )

    rows = json.loads(run("check", "deal.excl", "--posts", "foreign.csv", "--mapping", "map.toml", "--format", "json").stdout)

    assert [(row["id"], row["verdict"]) for row in rows] == [("x9", "violation")]


def test_scenarios_run() -> None:
    """`test` passes what is right and shows what came out where it is wrong."""
    assert (run("test", "deal.excl").stdout, run("test", "deal.excl").exit_code) == ("3 passed, 0 failed\n", 0)

    Path("deal.excl").write_text(DEAL.replace(": compliant", ": violation"), "utf-8")
    result = run("test", "deal.excl")

    assert result.exit_code == 1
    assert "verdict  violation  compliant" in result.stdout
    assert "deal.excl:11:3" in result.stdout


def test_lint_reads_folders() -> None:
    """A folder stands for the files below it; findings are on standard output."""
    Path("more").mkdir()
    Path("more/bad.excl").write_text("category sonarr, 1 day after last post\n", "utf-8")

    result = run("lint", ".")

    assert result.exit_code == 1
    assert "more/bad.excl:1:10" in result.stdout
    assert "did you mean `sonar`?" in result.stdout


def test_lint_as_json() -> None:
    """Code, place and remedy for other tools."""
    Path("bad.excl").write_text("category sonarr, 1 day after last post\n", "utf-8")

    (finding,) = json.loads(run("lint", "bad.excl", "--format", "json").stdout)

    assert (finding["code"], finding["file"], finding["line"], finding["column"]) == ("R104", "bad.excl", 1, 10)


def test_no_absolute_path_is_shown(folder: Path) -> None:
    """A file named by an absolute path is shown by its path inside the folder."""
    Path("bad.excl").write_text("category sonarr, 1 day after last post\n", "utf-8")

    result = run("lint", str(folder / "bad.excl"))

    assert "bad.excl:1:10" in result.stdout
    assert str(folder) not in result.stdout


def test_imports_stay_in_the_project(folder: Path) -> None:
    """A path or a link out of the folder is refused."""
    outside = folder.parent / "outside.excl"
    outside.write_text("brand Secret sells sonar\n", "utf-8")
    os.symlink(outside, folder / "link.excl")
    Path("a.excl").write_text(f"import ../outside\nimport link\nimport ../../etc/passwd\n{ONE_LINE}\n", "utf-8")

    found = json.loads(run("lint", "a.excl", "--format", "json").stdout)

    assert [d["code"] for d in found if d["severity"] == "error"] == ["R103", "R101", "R103"]


def test_files_that_are_no_text() -> None:
    """Bytes that are not UTF-8 are refused with their place, not guessed at."""
    Path("latin.excl").write_bytes("full, during term # café\n".encode("latin-1"))

    result = run("lint", "latin.excl")

    assert result.exit_code == 2
    assert "is not UTF-8" in result.output


def test_data_is_data_on_the_terminal() -> None:
    """Escape sequences in ids and brands are spelled out; a formula in CSV output is marked as text."""
    evil = BAD.replace("p1", "\x1b[31mp1").replace("Garmin", "=HYPERLINK(1)")
    Path("posts.csv").write_text(HEADER + evil, "utf-8")

    assert "\x1b" not in run("check", "deal.excl", "--posts", "posts.csv").stdout

    Path("posts.csv").write_text(HEADER + BAD.replace("p1", "=1+1"), "utf-8")
    table = list(csv.DictReader(io.StringIO(run("check", "deal.excl", "--posts", "posts.csv", "--format", "csv").stdout)))
    assert table[0]["id"] == "'=1+1"


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_explain_knows_every_code(code: str) -> None:
    """Every finding has a page, by code and by name."""
    by_code = run("explain", code)

    assert by_code.exit_code == 0
    assert by_code.stdout.startswith(f"# {code} ")
    assert run("explain", CATALOGUE[code].name).stdout == by_code.stdout


def test_ast_as_json() -> None:
    """The tree names its nodes and their places."""
    tree = json.loads(run("ast", "-c", ONE_LINE).stdout)

    (clause,) = tree["items"]
    assert [phrase["node"] for phrase in clause["phrases"]] == ["Target", "Around", "SurfacesExcluded"]
    assert clause["at"] == [1, 1]


def test_as_of_forgets_the_future() -> None:
    """Before the post is out its time is unknown, and so is the verdict."""
    result = run("check", "deal.excl", "--posts", "posts.csv", "--as-of", "2026-03-01", "--format", "json")

    assert json.loads(result.stdout)[0]["verdict"] == "unknown"


def test_a_clause_alone_asks_for_its_facts() -> None:
    """Without an agreement the check says which facts it needs, instead of guessing."""
    rows = json.loads(run("check", "-c", ONE_LINE, "--posts", "posts.csv", "--format", "json").stdout)

    assert rows[0]["verdict"] == "unknown"
    assert {"posts", "advertiser"} <= set(rows[0]["missing"])


def test_posts_found_in_the_data_anchor_a_clause() -> None:
    """Deliverables in the table are the posts that a clause counts from, with no edit of the file."""
    rows = [
        "id,platform,format,published_at,brand,category,act,kind,deliverable",
        "d1,instagram,reel,2026-03-20T18:00:00+02:00,Acme Sonar,sonar,mention,paid,true",
        "p1,instagram,reel,2026-04-01T12:00:00+03:00,Garmin,sonar,mention,paid,",
        "p2,instagram,reel,2026-06-01T12:00:00+03:00,Garmin,sonar,mention,paid,",
    ]
    Path("feed.csv").write_text("\n".join(rows) + "\n", "utf-8")

    verdicts = [r["verdict"] for r in json.loads(run("check", "-c", ONE_LINE, "--posts", "feed.csv", "--format", "json").stdout)]

    assert verdicts == ["compliant", "violation", "compliant"]


def test_the_module_runs_as_a_program() -> None:
    """A pipe that closes early and a missing terminal are no trouble."""
    command = [sys.executable, "-m", "clauselang.cli.main", "prose", "-c", ONE_LINE]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}

    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    assert (result.returncode, result.stderr) == (0, "")
    assert "\x1b" not in result.stdout
