"""Runs that end early: parts for each input, what makes a part stale, posts from an instant on, summaries, progress.

The process of a run is killed for good at moments drawn by chance; what it leaves is never half a file.
"""

from __future__ import annotations

import io
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from clauselang.cli.check import command
from clauselang.engines.parquet import connected
from clauselang.engines.watch import Watch, clock, drawn, line
from tests.test_backends import DEALS, FACTS, TERMS, parquet, table

ROOT = Path(__file__).parents[1]
HOURS = 90  # hours of March in which each file has posts


def posts_of(day: int, count: int = HOURS) -> list[dict[str, Any]]:
    """Posts of one file, some of them forbidden, one a deliverable, one without a time and one of a day only."""
    rows = []
    for at in range(count):
        when = f"2026-03-{day:02}T{at % 24:02}:{at % 60:02}:00Z"
        brand = ["Garmin", "Oura", "Moshi"][at % 3]
        row = FACTS | {"id": f"{day}-{at}", "influencer": "River Angler", "published_at": when, "brand": brand, "deliverable": ""}
        rows.append(row)
    rows[5] |= {"published_at": ""}
    rows[6] |= {"published_at": f"2026-03-{day:02}"}
    rows[7] |= {"brand": "Moshi", "deliverable": "true"}
    return rows


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Clauses, deals and six files of posts."""
    (tmp_path / "terms.excl").write_text(TERMS, "utf-8")
    table(DEALS, tmp_path / "deals.csv")
    (tmp_path / "posts").mkdir()
    for day in range(8, 14):
        table(posts_of(day), tmp_path / "posts" / f"{day:02}.csv")
    return tmp_path


def arguments(folder: Path, *more: str) -> list[str]:
    """A run over the folder."""
    posts = str(folder / "posts" / "*.csv")
    return [str(folder / "terms.excl"), "--deals", str(folder / "deals.csv"), "--posts", posts, *more]


def check(folder: Path, *more: str) -> Result:
    """Run `check` here."""
    return CliRunner().invoke(command, arguments(folder, *more))


def parts(output: Path) -> list[str]:
    """What stands among the parts."""
    folder = output.with_name(output.name + ".parts")
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


@pytest.mark.parametrize("form", ["csv", "jsonl", "json", "txt", "parquet"])
def test_parts_make_the_same_output(folder: Path, form: str) -> None:
    """With `--resume` the bytes are those of an ordinary run, and the parts are gone."""
    plain, ours = folder / f"plain.{form}", folder / f"ours.{form}"

    codes = [check(folder, "--output", str(plain)).exit_code, check(folder, "--output", str(ours), "--resume").exit_code]

    assert codes == [1, 1]
    assert ours.read_bytes() == plain.read_bytes() != b""
    assert parts(ours) == []


def test_killed_runs_are_taken_up(folder: Path) -> None:
    """A run that is killed at ten moments leaves whole files only, and ends with the same bytes when it is taken up."""
    whole = folder / "whole.csv"
    run(folder, whole).wait()
    chance = random.Random(20260310)
    killed = skipped = 0
    output = folder / "out.csv"
    for _ in range(10):
        process = run(folder, output)
        wanted = len(parts(output)) + chance.randint(0, 3)
        while process.poll() is None and len(parts(output)) < wanted:
            time.sleep(0.001)
        time.sleep(chance.uniform(0, 0.01))
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            process.wait()
            killed += 1
        for name in parts(output):
            if name.endswith(".jsonl"):
                whole_lines((output.with_name("out.csv.parts") / name).read_text("utf-8"))
        if output.exists():
            assert output.read_bytes() == whole.read_bytes(), "half a file"
            output.unlink()
            continue
        skipped += len([name for name in parts(output) if name.endswith(".jsonl")])

    assert run(folder, output).wait() == 1
    assert output.read_bytes() == whole.read_bytes()
    assert sorted(path.name for path in folder.iterdir()) == ["deals.csv", "out.csv", "posts", "terms.excl", "whole.csv"]
    assert killed >= 5, "the run was too quick to be killed"
    assert skipped > 0, "no run was killed between two parts"


def run(folder: Path, output: Path) -> subprocess.Popen[bytes]:
    """A run in a process of its own."""
    command_line = [sys.executable, "-m", "clauselang.cli.main", "check", *arguments(folder, "--output", str(output), "--resume")]
    return subprocess.Popen(command_line, cwd=folder, env=os.environ | {"PYTHONPATH": str(ROOT)}, stderr=subprocess.DEVNULL)


def whole_lines(text: str) -> None:
    """Fail unless every line is an object, the last one too."""
    assert text.endswith("\n")
    for each in text.splitlines():
        json.loads(each)


@pytest.mark.parametrize("engine", ["interpreter", "duckdb"])
def test_only_what_changed_is_judged_again(folder: Path, engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A part is made again when its own posts change, and every part when the clauses, the deals or an option do."""
    import clauselang.engines.judges as judges
    import clauselang.engines.parts as kept

    if engine == "duckdb":
        for path in sorted((folder / "posts").iterdir()):
            if path.stem in ("08", "09", "10"):
                parquet(posts_of(int(path.stem)), path.with_suffix(".parquet"))
            path.unlink()
    made: list[str] = []
    judge = judges.Interpreter if engine == "interpreter" else judges.DuckDB
    part = judge.part
    monkeypatch.setattr(judge, "part", lambda self, path: made.append(Path(path).stem) or part(self, path))
    monkeypatch.setattr(kept, "finish", lambda output, write: write(output))  # the parts stay
    every = [path.stem for path in sorted((folder / "posts").iterdir())]

    def made_by(*more: str) -> list[str]:
        made.clear()
        posts = str(folder / "posts" / "*")
        options = ["--deals", str(folder / "deals.csv"), "--engine", engine, "--output", str(folder / "o.csv"), "--resume"]
        found = CliRunner().invoke(command, [str(folder / "terms.excl"), "--posts", posts, *options, *more])
        assert found.exit_code == 1, found.output
        return list(made)

    assert made_by() == every
    assert made_by() == []
    first = (folder / "o.csv").read_bytes()
    edited = folder / "posts" / ("10.csv" if engine == "interpreter" else "10.parquet")
    rows = posts_of(10)
    rows[20]["brand"] = "Lowrance"
    table(rows, edited) if engine == "interpreter" else parquet(rows, edited)
    assert made_by() == ["10"]
    assert (folder / "o.csv").read_bytes() != first
    rows[21] |= {"brand": "Moshi", "deliverable": "true"}  # a post of the agreement moves the windows of all files
    table(rows, edited) if engine == "interpreter" else parquet(rows, edited)
    assert made_by() == every
    assert made_by("--all") == every
    (folder / "terms.excl").write_text(TERMS.replace("1 month", "2 months"), "utf-8")
    assert made_by() == every
    damaged = next((folder / "o.csv.parts").glob("*.jsonl"))
    damaged.write_text(damaged.read_text("utf-8")[:-40], "utf-8")
    assert len(made_by()) <= 1


def test_resume_needs_a_file(folder: Path) -> None:
    """Parts stand beside an output; without one there is nothing to go on with."""
    found = check(folder, "--resume")

    assert found.exit_code == 2 and "name it with --output" in found.stderr


# Posts from an instant on.


@pytest.mark.parametrize("engine", ["interpreter", "duckdb"])
@pytest.mark.parametrize(
    ("kind", "form"), [("VARCHAR", "{}T12:00:00Z"), ("TIMESTAMPTZ", "{}T12:00:00Z"), ("DATE", "{}"), ("VARCHAR", "{}")]
)
def test_since_leaves_out_what_was_certainly_before(tmp_path: Path, engine: str, kind: str, form: str) -> None:
    """Posts before the instant are neither listed nor counted; those of an unknown or straddling time are."""
    days = ["2026-03-09", "2026-03-10", "2026-03-11"]
    fact = FACTS | {"influencer": "River Angler", "timezone": "Europe/Vilnius", "brand": "Garmin"}
    rows = [fact | {"id": day[-2:], "published_at": form.format(day)} for day in days]
    rows.append(rows[0] | {"id": "unknown", "published_at": None})
    path = parquet(rows, tmp_path / "p.parquet", {"published_at": kind})
    (tmp_path / "terms.excl").write_text(TERMS, "utf-8")
    options = ["--deals", table(DEALS[:1], tmp_path / "deals.csv"), "--posts", path, "--engine", engine, "--all", "--format", "jsonl"]

    found = CliRunner().invoke(command, [str(tmp_path / "terms.excl"), *options, "--since", "2026-03-10T12:00:00Z"])

    listed = {row["id"]: row["verdict"] for row in map(json.loads, found.stdout.splitlines())}
    assert listed == {"10": "violation", "11": "violation", "unknown": "unknown"}


@pytest.mark.parametrize("engine", ["interpreter", "duckdb"])
def test_earlier_posts_still_open_windows(tmp_path: Path, engine: str) -> None:
    """A deliverable before the instant is not judged, and what it forbids after the instant is."""
    fact = FACTS | {"influencer": "River Angler", "deliverable": "true"}
    own = fact | {"id": "own", "published_at": "2026-03-20T12:00:00Z", "brand": "Moshi"}
    other = own | {"id": "other", "published_at": "2026-03-20T20:00:00Z", "brand": "Garmin", "deliverable": ""}
    path = parquet([own, other], tmp_path / "p.parquet")
    (tmp_path / "terms.excl").write_text(TERMS, "utf-8")
    options = ["--deals", table(DEALS[1:], tmp_path / "deals.csv"), "--posts", path, "--engine", engine, "--all", "--format", "jsonl"]

    found = CliRunner().invoke(command, [str(tmp_path / "terms.excl"), *options, "--since", "2026-03-20T18:00:00Z"])

    assert [(row["id"], row["verdict"]) for row in map(json.loads, found.stdout.splitlines())] == [("other", "violation")]


def test_since_is_a_time(folder: Path) -> None:
    """What is no date or moment is refused with an example."""
    found = check(folder, "--since", "yesterday")

    assert found.exit_code == 2 and "--since" in found.stderr and "2026-03-10" in found.stderr


# Summaries and progress.


def test_summary_counts_by_deal_clause_and_influencer(folder: Path) -> None:
    """Each listed post counts once for its deal and its influencer, and in each clause with what that clause says."""
    listed = [json.loads(each) for each in check(folder, "--format", "jsonl").stdout.splitlines()]
    found = check(folder, "--format", "json", "--summary")

    rows = {(row["of"], row["name"]): row for row in json.loads(found.stdout)}
    assert list(rows) == sorted(rows, key=lambda at: ["deal", "clause", "influencer"].index(at[0]))
    for deal in ("d1", "d2"):
        assert rows["deal", deal]["violation"] == sum(row["deal"] == deal and row["verdict"] == "violation" for row in listed) > 0
    assert rows["influencer", "River Angler"]["unknown"] == sum(row["verdict"] == "unknown" for row in listed) > 0
    first = [clause["verdict"] for row in listed for clause in row["clauses"] if clause["index"] == 1]
    assert rows["clause", "1.1"]["violation"] == first.count("violation")
    assert found.exit_code == 1


def test_summary_is_a_table(folder: Path) -> None:
    """On a terminal the three tables stand below each other, numbers to the right, with the count of all posts."""
    lines = check(folder, "--summary").stdout.splitlines()

    assert lines[0].split() == ["deal", "violation", "misstatement", "unknown", "excused", "compliant"]
    assert [each.split()[0] for each in lines if each.split()[1:2] == ["violation"]] == ["deal", "clause", "influencer"]
    assert len({len(each) for each in lines[:3]}) == 1
    assert lines[-1].startswith("2 agreements, ")


def test_summary_needs_one_agreement_only(folder: Path) -> None:
    """A single agreement and one file of posts have a summary too, with a file that is named after its kind."""
    out = folder / "summary.csv"
    terms = folder / "one.excl"
    terms.write_text('agreement "One"\n  influencer "River Angler"\n  advertiser "Acme Sonar"\n' + TERMS, "utf-8")

    CliRunner().invoke(command, [str(terms), "--posts", str(folder / "posts" / "08.csv"), "--summary", "--output", str(out)])

    assert out.read_text("utf-8").splitlines()[0] == "of,name,violation,misstatement,unknown,excused,compliant"
    assert "influencer,River Angler," in out.read_text("utf-8")


def test_progress_says_rate_and_time_left() -> None:
    """A line says how much is done, how fast, and how long the rest takes; it is drawn five times a second at most, and taken away."""
    stream, now = io.StringIO(), [0.0]
    watch = Watch(stream, lambda: now[0])
    for done in range(0, 3001, 500):
        watch.at("compiling", done, 10_000, "agreements")
        now[0] += 0.125
    watch.done()

    drawn = [each.strip() for each in stream.getvalue().split("\r") if each.strip()]
    assert drawn[-1] == "compiling: 3,000 of 10,000 agreements, 4,000 a second, 0:02 left"
    assert len(set(drawn)) == 4
    assert stream.getvalue().endswith(" \r")
    assert line("explaining", 10, None, "posts", 2.0) == "explaining: 10 posts, 5 a second"
    assert [clock(7.2), clock(754), clock(3725)] == ["0:08", "12:34", "1:02:05"]


def test_progress_is_for_terminals(folder: Path) -> None:
    """Where standard error is no terminal, nothing is drawn."""
    assert "\r" not in check(folder, "--resume", "--output", str(folder / "o.csv")).stderr


def test_a_step_that_cannot_be_asked_is_drawn_from_beside_it() -> None:
    """While one query runs its share is drawn with rate and time left; nothing is asked or drawn without a terminal."""
    stream, done = io.StringIO(), iter([10.0, 50.0, 50.0])
    watch = Watch(stream)

    with drawn(watch, "scanning", lambda: 2_000, lambda: next(done, 100.0), "posts"):
        while "2,000 of 2,000" not in stream.getvalue():
            time.sleep(0.01)
    with drawn(None, "scanning", lambda: 1 // 0, lambda: 1 // 0, "posts"):
        pass

    assert "scanning: 200 of 2,000 posts" in stream.getvalue()


def test_duckdb_draws_nothing_itself() -> None:
    """A bar of DuckDB's own would stand among the verdicts."""
    with connected(None, "posts.parquet") as connection:
        assert connection.execute("SELECT current_setting('enable_progress_bar_print')").fetchone() == (False,)
