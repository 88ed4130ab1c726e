"""The Spark engine: the bytes of the DuckDB engine, in a real session, and the same verdicts as the interpreter.

`python -m tests.test_spark 20000` compares that many random meetings instead of the few of the suite.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from click.testing import CliRunner

from clauselang.cli.check import command
from clauselang.driver import Unreadable, compile_text
from clauselang.engines.deals import Agreement
from clauselang.engines.run import Request, run
from clauselang.evaluate.contract import Contract
from tests import test_engine_names
from tests.test_backends import DEALS, FACTS, SEEN, TERMS, Row, _same, contract_text, parquet, post, table
from tests.test_foreseen import ALIKE, SAID, UNFORESEEN

pytest.importorskip("pyspark", reason="PySpark is not installed")
if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
    pytest.skip("Spark needs Java, which was not found", allow_module_level=True)

from clauselang.engines import spark, spark_guess, spark_session, spark_tables, spark_words
from clauselang.engines.meanwhile import on_spark

# Few rows: compiling queries to machine code would take longer than running them.
QUICK = {
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.shuffle.partitions": "1",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
}


def started(warehouse: str, more: dict[str, str]) -> Any:
    """A session of this machine, in a zone and with settings that are not ours."""
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master("local[2]").config("spark.sql.warehouse.dir", warehouse)
    user = {"spark.sql.session.timeZone": "America/New_York", "spark.sql.ansi.enabled": "false"}
    for name, value in (spark_session._OF_OUR_OWN | user | more).items():
        builder = builder.config(name, value)
    with spark_session._hushed():
        session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    return session


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """One real session for all tests."""
    found = started(str(tmp_path_factory.mktemp("warehouse")), QUICK)
    yield found
    found.stop()


def differential(meetings: int, seed: int, each: int = 20, reasons: bool = False) -> tuple[int, int]:
    """Compare Spark and the interpreter on so many random meetings: how many there were, and how many the query decided itself.

    Half of the posts stand in each of two files. Raises `AssertionError` with a scenario to run for the first disagreement.
    """
    chance = random.Random(seed)
    agreements: list[Agreement] = []
    texts: dict[str, str] = {}
    rows: list[Row] = []
    for number in range(max(1, meetings // each)):
        name = f"Creator {number}" if number % 3 else f"creator {number}"
        texts[name] = contract_text(chance, name)
        compiled = compile_text(texts[name])
        assert compiled.usable, texts[name]
        agreements.append(Agreement(name, compiled.resolved))
        contract = Contract.of(compiled.resolved)[0]
        rows.extend(post(chance, contract, len(rows) + at, chance.choice([name, name.lower(), f" {name.upper()}"])) for at in range(each))
    with TemporaryDirectory() as folder:
        path = parquet(rows, Path(folder) / "po sts[1].parquet")
        for every in (False, True):  # two ways through the engine: only meetings near a window, and all
            asked = [Request((path,), engine, reasons=reasons, every=every) for engine in ("spark", "interpreter")]  # type: ignore[arg-type]
            ours, reference = (run(tuple(agreements), request) for request in asked)
            _same(ours, reference, rows, texts)
            assert ours.records == reference.records
            assert (ours.counts, ours.unmatched) == (reference.counts, reference.unmatched)
            unread, expected = ([d.message for d in each.diagnostics if d.code == "F102"] for each in (ours, reference))
            assert unread == expected[: len(unread)] and bool(unread) == bool(expected)
    met = sum(reference.counts.values())
    return met, met - ours.asked


def test_spark_and_the_interpreter_agree(session: Any) -> None:
    """Verdict, missing facts and reason are the same for random contracts and posts, and in the same order (law 3)."""
    met, decided = differential(300, seed=11, reasons=True)

    assert met > 250
    assert decided > met // 3, "the query left nearly everything to the interpreter"
    assert session.conf.get("spark.sql.session.timeZone") == "America/New_York", "the user's session was changed"
    assert session.catalog.listTables() == [], "views were left in the user's session"


@pytest.mark.parametrize(("words", "adaptive"), [("foreseen", "false"), ("foreseen", "true"), ("more than foreseen", "false")])
def test_what_posts_say_is_foreseen_or_read(
    session: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str, adaptive: str
) -> None:
    """Whether all that posts say was to be expected or not, every verdict and report is that of the interpreter.

    Nothing is read twice where it was, in a session that plans anew after each step too.
    """
    session.conf.set("spark.sql.adaptive.enabled", adaptive)
    chance = random.Random(words)
    texts = [ALIKE.format(name=f"Creator {number}", advertiser=chance.choice(["Acme Sonar", "Garmin", "Moshi Sleep"]),
                          signed=chance.choice(["2026-02-01", "2026-03-12"])) for number in range(6)]  # fmt: skip
    agreements = tuple(Agreement(f"Creator {number}", compile_text(text).resolved) for number, text in enumerate(texts))
    rows = [
        {"id": f"p{number}", "influencer": f"Creator {number % 7}", "platform": "instagram"}
        | {name: chance.choice(cells) for name, cells in SAID.items()}
        for number in range(400)
    ]
    if words != "foreseen":
        rows += [chance.choice(rows) | {"id": f"q{cell}", name: cell} for name, cells in UNFORESEEN.items() for cell in cells]
    path = parquet(rows, tmp_path / "posts.parquet")
    monkeypatch.setattr(spark_guess, "FIRST", 400)
    decided: list[Any] = []
    decide = spark.Spark._decided
    monkeypatch.setattr(spark.Spark, "_decided", lambda self, survived: decided.append(1) or decide(self, survived))

    for every, reasons in ((False, False), (True, True)):
        ours, reference = (run(agreements, Request((path,), engine, reasons=reasons, every=every)) for engine in ("spark", "interpreter"))

        assert ours.records == reference.records and (ours.counts, ours.unmatched) == (reference.counts, reference.unmatched)
        assert sorted(d.message for d in ours.diagnostics) == sorted(d.message for d in reference.diagnostics)
        assert reference.counts["violation"] > 10 and ours.asked < sum(reference.counts.values())
    session.conf.set("spark.sql.adaptive.enabled", "false")
    assert len(decided) == (0 if words == "foreseen" else 2)


def check(folder: Path, engine: str, *more: str) -> Any:
    """Run `check` on the terms of the other engines' tests."""
    (folder / "terms.excl").write_text(TERMS, "utf-8")
    deals = table(DEALS, folder / "deals.csv")
    return CliRunner().invoke(command, [str(folder / "terms.excl"), "--deals", deals, "--engine", engine, *more])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Posts in two files with other columns, names and types, below a folder as Spark writes it."""
    names = list(dict.fromkeys(name for row in SEEN for name in row))
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "_SUCCESS").write_text("", "utf-8")
    parquet([{name: row.get(name) for name in names} for row in SEEN], tmp_path / "posts" / "a.parquet")
    fact = FACTS | {"influencer": "River Angler", "published_at": "2026-03-11", "brand": ["Garmin"], "account": None}
    more = [
        fact | {"id": "e", "influencer": "RIVER ANGLER ", "brand": ["Garmin", "Acme Sonar"]},
        fact | {"id": "f", "influencer": None, "account": "@River"},
        fact | {"id": "g", "published_at": None, "brand": ["Nobody"], "kind": "nonsense"},
    ]
    parquet(more, tmp_path / "posts" / "b [1].parquet", {"brand": "VARCHAR[]", "published_at": "VARCHAR"})
    return tmp_path


def test_output_has_the_bytes_of_duckdb(session: Any, tmp_path: Path) -> None:
    """Verdicts, reasons, order and exit code are the same; instants of a type, several files, names in capitals, posts by account."""
    (tmp_path / "posts").mkdir()
    for number in (1, 2):
        rows = [
            FACTS | {"id": f"{number}{at}", "influencer": name, "account": account, "published_at": f"2026-03-{at + 9:02}T18:00:00Z",
                     "brand": brand, "deliverable": mark, "kind": kind}
            for at, (name, account, brand, mark, kind) in enumerate([
                ("river angler", None, "Garmin", None, "paid"), ("River Angler", None, "Moshi", "yes", "paid"),
                (None, "@River", "Oura", None, "paid"), ("  RIVER ANGLER", None, "Oura", "no", "gifted"),
                ("someone", None, "Oura", None, "paid"), ("River Angler", None, "Oura", "perhaps", "paid"),
                ("river angler", None, "Oura", None, None),
            ])
        ]  # fmt: skip
        parquet(rows, tmp_path / "posts" / f"p {number}[x].parquet", {"published_at": "TIMESTAMPTZ"})
    posts = str(tmp_path / "posts" / "*.parquet")

    for more in (["--all"], [], ["--no-reasons"]):
        ours, theirs = (check(tmp_path, engine, "--posts", posts, "--format", "jsonl", *more) for engine in ("spark", "duckdb"))

        assert ours.stdout == theirs.stdout != ""
        assert ours.stderr == theirs.stderr and "perhaps" in ours.stderr
        assert ours.exit_code == theirs.exit_code == 1


def test_posts_that_cannot_be_read_are_told_as_by_duckdb(session: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They stand in no total and are reported wherever they are: words, times and zones, far from any window and of nobody.

    How many of the first posts are looked at before the others is of no matter.
    """
    fact = FACTS | {"influencer": "River Angler", "published_at": "2026-03-10T18:00:00Z", "brand": "Oura"}
    far = "2031-01-01T00:00:00Z"
    rows = [
        fact | {"id": "fine"}, fact | {"id": "far", "published_at": far}, fact | {"id": "kind", "kind": "nonsense", "published_at": far},
        fact | {"id": "nobody", "influencer": "Nobody", "act": "nonsense"}, fact | {"id": "time", "published_at": "no time"},
        fact | {"id": "day", "published_at": "2031-01-01"}, fact | {"id": "zone", "timezone": "Nowhere/Land", "published_at": far},
        fact | {"id": "odd", "influencer": "RIVER ANGLER", "published_at": "never"}, fact | {"id": "free", "influencer": "Some One"},
    ]  # fmt: skip
    path = parquet([{"timezone": None} | row for row in rows], tmp_path / "posts.parquet")

    for first, more in ((1_000, []), (1_000, ["--all"]), (1, []), (0, [])):
        monkeypatch.setattr(spark_guess, "FIRST", first)
        ours, theirs = (check(tmp_path, engine, "--posts", path, *more) for engine in ("spark", "duckdb"))

        assert ours.stdout == theirs.stdout and ours.stderr == theirs.stderr
        assert all(word in ours.stderr for word in ("nonsense", "no time", "never", "Nowhere/Land"))


def test_what_is_said_may_be_too_much_to_look_through_here(session: Any, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where dictionaries are long they are joined, and where posts can say many things Spark runs the whole query: with the same answer."""
    (folder / "posts" / "a.parquet").unlink()
    few = check(folder, "spark", "--posts", str(folder / "posts"), "--format", "jsonl")
    for room, name, most in ((spark_tables, "WRITTEN", 0), (spark_words, "MOST_WRITTEN", -1), (spark, "MOST_CASES", 0)):
        monkeypatch.setattr(room, name, most)

        many = check(folder, "spark", "--posts", str(folder / "posts"), "--format", "jsonl")

        assert many.stdout == few.stdout != "" and many.stderr == few.stderr


def test_cells_that_are_no_text_are_left_to_the_interpreter(session: Any) -> None:
    """Bytes that are no UTF-8 come back from Python otherwise than they went; the post is judged all the same."""
    compiled = compile_text('agreement "One"\n  influencer "River Angler"\n  advertiser "Acme Sonar"\n  signed 2026-01-01\n'
                            "  timezone UTC\nexclusivity\n  full, from 2026-03-01 through 2026-03-31\n")  # fmt: skip
    posts = session.sql(
        "SELECT 'x' AS id, 'River Angler' AS influencer, '2026-03-05T10:00:00Z' AS published_at, 'paid' AS kind, 'mention' AS act, "
        "explode(array(CAST(X'FF47' AS STRING), 'Acme Sonar')) AS brand"
    )

    outcome = spark_session.judge(session, (Agreement("One", compiled.resolved),), posts, "posts")

    assert [record["verdict"] for record in outcome.records] == ["violation"]


def test_work_in_the_meantime_fails_where_it_is_asked_for(session: Any) -> None:
    """What a second thread finds or raises comes out where its result is wanted, with the job group of the first."""
    group = "spark.jobGroup.id"
    session.sparkContext.setLocalProperty(group, "ours")
    with on_spark(session, lambda: session.sparkContext.getLocalProperty(group)) as found:
        assert found() == "ours"
    session.sparkContext.setLocalProperty(group, None)

    with on_spark(session, lambda: session.table("nowhere").collect()) as found, pytest.raises(Exception, match="nowhere"):
        found()


@pytest.mark.parametrize("unread", [False, True])
def test_names_otherwise_written(session: Any, tmp_path: Path, unread: bool) -> None:
    """Names in capitals and with spaces are those of creators, and the totals count each post once."""
    test_engine_names.posts(test_engine_names.agreements(tmp_path), unread=unread)

    assert test_engine_names.check(tmp_path, "spark") == test_engine_names.check(tmp_path, "interpreter")


def test_a_folder_of_parts(session: Any, folder: Path) -> None:
    """A folder that Spark wrote is all Parquet in it; what cannot be merged is said in one sentence."""
    found = check(folder, "spark", "--posts", str(folder / "posts"))

    assert found.exit_code == 2 and "different types" in found.stderr
    (folder / "posts" / "a.parquet").unlink()
    ours, theirs = (check(folder, engine, "--posts", str(folder / "posts"), "--format", "csv", "--all") for engine in ("spark", "duckdb"))
    assert ours.stdout == theirs.stdout and ours.stderr == theirs.stderr
    assert ours.stdout.count("b [1].parquet") == 4


def test_no_machine_of_a_cluster_needs_a_python(session: Any, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Posts are judged by SQL alone. What does need a Python on every machine says so in one sentence, where it is another one."""
    (folder / "posts" / "a.parquet").unlink()
    expected = check(folder, "duckdb", "--posts", str(folder / "posts"), "--all")
    monkeypatch.setattr(session.sparkContext, "pythonExec", "no such python")

    found = check(folder, "spark", "--posts", str(folder / "posts"), "--all")

    assert (found.stdout, found.stderr, found.exit_code) == (expected.stdout, expected.stderr, expected.exit_code)
    monkeypatch.undo()
    monkeypatch.setattr(session.sparkContext, "pythonVer", "2.7")
    with pytest.raises(Unreadable) as refused, spark_session.settled(session, "verdicts"):
        session.createDataFrame([("x",)], "id string").collect()
    assert "Spark works with another Python" in refused.value.diagnostic.message
    assert f"set PYSPARK_PYTHON to a Python 3.{sys.version_info.minor}" in str(refused.value.diagnostic.help)


def test_tables_are_read_and_written(session: Any, tmp_path: Path) -> None:
    """A table of the session is judged as a file is, in the order of its cells, and verdicts go to a table or a path of Spark."""
    names = list(dict.fromkeys(name for row in SEEN for name in row))
    path = parquet([{name: row.get(name) for name in names} for row in reversed(SEEN)], tmp_path / "posts.parquet")
    session.read.parquet(path).repartition(2).write.mode("overwrite").saveAsTable("seen")

    by_file = check(tmp_path, "duckdb", "--posts", path, "--format", "jsonl")
    written = check(tmp_path, "spark", "--posts", "table:seen", "--output", "table:verdicts")

    rows = [row.asDict(True) for row in session.table("verdicts").collect()]
    expected = [json.loads(line) | {"file": "seen", "row": None} for line in by_file.stdout.splitlines()]
    assert rows == sorted(expected, key=lambda row: row["id"]) and len(rows) == 3
    assert written.exit_code == by_file.exit_code == 1
    spark_session.write(session, rows, spark_session.COLUMNS, f"file://{tmp_path}/out.parquet")
    assert [row.asDict(True) for row in session.read.parquet(f"{tmp_path}/out.parquet").collect()] == rows
    session.sql("DROP TABLE seen")
    session.sql("DROP TABLE verdicts")


def test_a_session_of_the_user(session: Any) -> None:
    """A DataFrame and a session are all that the API needs; the verdicts come as a DataFrame again."""
    compiled = compile_text('agreement "One"\n  influencer "River Angler"\n  advertiser "Acme Sonar"\n  signed 2026-01-01\n'
                            "  timezone UTC\nexclusivity\n  full, from 2026-03-01 through 2026-03-31\n")  # fmt: skip
    facts = {"published_at": "2026-03-05T10:00:00Z", "kind": "paid", "act": "mention", "brand": "Garmin"}
    row = {"id": "x", "influencer": "River Angler"} | facts
    posts = session.createDataFrame([tuple(each.values()) for each in (row, row | {"id": "y", "kind": "nonsense"})], list(row))

    outcome = spark_session.judge(session, (Agreement("One", compiled.resolved),), posts, "posts")

    assert [each.message for each in outcome.diagnostics if each.code == "F102"] == [
        "posts, post `y`, column `kind`: `nonsense` is not a kind of post"
    ]
    (found,) = spark_session.frame(session, outcome.records).collect()
    assert (found.deal, found.file, found.id, found.row, found.verdict) == ("One", "posts", "x", None, "violation")


def test_since_and_resume(session: Any, folder: Path) -> None:
    """Posts from an instant on, and a run by parts, are those of DuckDB."""
    (folder / "posts" / "a.parquet").unlink()
    fact = FACTS | {"influencer": "River Angler", "brand": ["Oura"], "account": None}
    times = {"z": "2026-03-10T16:30:00Z", "y": "2026-03-08", "x": "2026-03-10"}  # of which the last is of no certain hour
    parquet([fact | {"id": name, "published_at": at} for name, at in times.items()], folder / "posts" / "c.parquet", {"brand": "VARCHAR[]"})
    posts = ["--posts", str(folder / "posts" / "*.parquet"), "--all", "--since", "2026-03-10T18:00:00Z"]
    outputs = [folder / "spark.jsonl", folder / "duckdb.jsonl"]
    more = [["--resume", "--output", str(outputs[0])], ["--output", str(outputs[1])]]

    codes = [check(folder, engine, *posts, *options).exit_code for engine, options in zip(("spark", "duckdb"), more, strict=True)]

    assert outputs[0].read_bytes() == outputs[1].read_bytes() != b""
    assert [name for name in times if f'"{name}"' in outputs[0].read_text("utf-8")] == ["x"]
    assert codes[0] == codes[1]


def test_an_empty_time_that_is_translated_is_no_missing_one(session: Any, tmp_path: Path) -> None:
    """A post whose time is empty is left out if a mapping says that this was long ago; one that has no time is not."""
    fact = FACTS | {"influencer": "River Angler", "brand": "Oura"}
    rows = [fact | {"id": name, "published_at": at} for name, at in (("empty", ""), ("none", None))]
    path = parquet(rows, tmp_path / "posts.parquet")
    (tmp_path / "map.toml").write_text("[values.published_at]\n\"\" = \"2026-01-05\"\n", "utf-8")
    more = ["--posts", path, "--mapping", str(tmp_path / "map.toml"), "--since", "2026-03-01T00:00:00Z", "--all", "--format", "jsonl"]

    ours, theirs = (check(tmp_path, engine, *more) for engine in ("spark", "duckdb"))

    assert ours.stdout == theirs.stdout and ours.stderr == theirs.stderr
    assert '"none"' in ours.stdout and '"empty"' not in ours.stdout


@pytest.mark.parametrize(
    ("posts", "said"),
    [("table:nowhere", "is no table or view"), ("broken.parquet", "is not readable as Parquet"), ("odd.parquet", "of type DOUBLE"),
     ("posts.csv", "is not Parquet, which the Spark engine reads")],
)  # fmt: skip
def test_what_spark_cannot_take_is_said(session: Any, tmp_path: Path, posts: str, said: str) -> None:
    """A table that is not there, a file that is no Parquet and a column of a strange type are refused in one sentence."""
    (tmp_path / "broken.parquet").write_text("no", "utf-8")
    parquet([FACTS | {"brand": 1.5}], tmp_path / "odd.parquet", {"brand": "DOUBLE"})
    table(SEEN, tmp_path / "posts.csv")

    found = check(tmp_path, "spark", "--posts", posts if ":" in posts else str(tmp_path / posts))

    assert said in found.stderr and found.exit_code == 2 and str(tmp_path) not in found.stderr


def test_a_missing_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without PySpark the engine says what to install, without Java which one, and what a server needs."""
    path = parquet(SEEN[:1], tmp_path / "p.parquet")
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "pyspark.sql", None)
        found = check(tmp_path, "spark", "--posts", path)
    assert "pip install 'clauselang[spark]'" in found.stderr and found.exit_code == 2

    from pyspark.sql import SparkSession

    monkeypatch.setattr(SparkSession, "getActiveSession", lambda: None)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    found = check(tmp_path, "spark", "--posts", path)
    assert "install Java 17 or newer" in found.stderr and found.exit_code == 2

    monkeypatch.setenv("SPARK_REMOTE", "sc://nowhere")
    monkeypatch.setitem(sys.modules, "grpc", None)
    found = check(tmp_path, "spark", "--posts", path)
    assert "pip install 'pyspark[connect]'" in found.stderr and found.exit_code == 2


@pytest.mark.parametrize(("size", "megabytes"), [("2GB", 2000), ("512MB", 512), ("1.5 GiB", 1500)])
def test_memory_of_a_session(size: str, megabytes: int) -> None:
    """Sizes are written as for DuckDB; what Spark cannot start with is refused."""
    assert spark_session._megabytes(size) == megabytes
    for wrong in ("300MB", "much", "-1GB"):
        with pytest.raises(Unreadable, match="is no size that Spark can start with"):
            spark_session._megabytes(wrong)


if __name__ == "__main__":
    wanted = int(sys.argv[1])
    with TemporaryDirectory() as away:
        local = started(away, {})
        done = by_sql = seed = 0
        while done < wanted:
            seed += 1
            met, decided = differential(min(20_000, max(400, wanted - done)), seed + 1000)
            done, by_sql = done + met, by_sql + decided
            print(f"{done:,} meetings agree, {by_sql:,} of them decided by the query", flush=True)
        local.stop()
