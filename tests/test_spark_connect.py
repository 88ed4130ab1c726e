"""Spark behind a server (Spark Connect), which has nothing of Java on this side: the bytes of DuckDB, from a real server."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from clauselang.cli.check import command
from tests.test_backends import DEALS, FACTS, SEEN, TERMS, parquet, table

pytest.importorskip("pyspark", reason="PySpark is not installed")
pytest.importorskip("grpc", reason="a server of Spark needs `pip install 'pyspark[connect]'`")
if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
    pytest.skip("Spark needs Java, which was not found", allow_module_level=True)

import pyarrow
from pyarrow import parquet as written

from tests.test_spark import QUICK

# A process of its own, since one with a session of Java cannot have one of a server. It tells how often posts were read anew.
CHECKS = """
import json, os, sys
from click.testing import CliRunner
from clauselang.cli.check import command
from clauselang.engines import spark

decide, anew = spark.Spark._decided, []
spark.Spark._decided = lambda self, survived: anew.append(1) or decide(self, survived)
for arguments in json.load(sys.stdin):
    anew.clear()
    done = CliRunner().invoke(command, arguments)
    print(json.dumps([done.stdout, done.stderr, done.exit_code, len(anew)]), flush=True)
os._exit(0)  # as the command does: PySpark would ask the server to forget what an error still holds, and wait for ever
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Terms, deals, and posts that say what was to be expected, and more, and what no text may."""
    path = tmp_path_factory.mktemp("server")
    (path / "terms.excl").write_text(TERMS, "utf-8")
    table(DEALS, path / "deals.csv")
    (path / "spark-defaults.conf").write_text("".join(f"{name} {value}\n" for name, value in QUICK.items()), "utf-8")
    names = (*FACTS, "id", "influencer", "account", "published_at", "brand")
    seen = [{name: row.get(name) for name in names} | {"id": f"{row['id']}{at}"} for at in range(600) for row in (*SEEN[:1], *SEEN[2:])]
    parquet(seen, path / "foreseen.parquet")
    parquet([*seen, seen[0] | {"id": "later", "category": "no such thing"}], path / "more.parquet")
    odd = {name: [value or ""] for name, value in seen[0].items()} | {"brand": pyarrow.array([b"\xff"]).view(pyarrow.string())}
    written.write_table(pyarrow.table(odd), path / "odd.parquet")
    return path


def test_a_server_answers_as_duckdb_does(folder: Path) -> None:
    """Verdicts, reasons, order and exit codes are the same; what a server cannot send or does not have is said in one sentence."""
    terms = [str(folder / "terms.excl"), "--deals", str(folder / "deals.csv"), "--format", "jsonl", "--posts"]
    checks = [[*terms, str(folder / name), *more] for name, *more in (
        ("foreseen.parquet", "--no-reasons"), ("more.parquet", "--no-reasons"), ("[fm]*.parquet", "--all"),
    )]  # fmt: skip
    asked = [[*each, "--engine", "spark"] for each in (*checks, [*terms, str(folder / "odd.parquet")], [*terms, "table:nowhere"])]
    environment = {**os.environ, "SPARK_REMOTE": "local[2]", "SPARK_CONF_DIR": str(folder)}
    program = [sys.executable, "-c", CHECKS]

    run = subprocess.run(program, env=environment, input=json.dumps(asked), capture_output=True, text=True, check=False)

    found = [json.loads(line) for line in run.stdout.splitlines() if line.startswith("[")]
    assert len(found) == len(asked), run.stderr[-2_000:]
    *ours, odd, nowhere = found
    theirs = [CliRunner().invoke(command, [*each, "--engine", "duckdb"]) for each in checks]
    assert [each[:3] for each in ours] == [[each.stdout, each.stderr, each.exit_code] for each in theirs]
    assert [each.exit_code for each in theirs] == [1] * 3 and all(len(each.stdout.splitlines()) > 500 for each in theirs)
    assert "no such thing" in ours[1][1]
    assert [anew for *_, anew in ours] == [0, 1, 1], "what was foreseen was read once more, or what was not was taken for it"
    assert "`odd.parquet` has a text that is not UTF-8\n" in odd[1] and "is no table or view" in nowhere[1]
    assert odd[2] == nowhere[2] == 2
