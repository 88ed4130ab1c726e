"""A session of Spark, the user's or one of this machine → verdicts, and verdicts back into tables and paths of Spark.

    from pyspark.sql import SparkSession
    from clauselang.engines.spark_session import frame, judge

    outcome = judge(session, agreements, session.table("db.posts"), "db.posts")
    frame(session, outcome.records).writeTo("db.verdicts").createOrReplace()
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from clauselang.engines.agreements import Agreement
from clauselang.engines.batch import Outcome
from clauselang.engines.refusal import refuse
from clauselang.engines.watch import Watched
from clauselang.ingest.mapping import Mapping as Foreign
from clauselang.semantics.verdict import SEVERITY

REMEDY = "install both with `pip install 'clauselang[spark]'`, or use `--engine duckdb`"
JAVA = "install Java 17 or newer and put it on the path, or name its folder in JAVA_HOME"
SERVER = "check the address in SPARK_REMOTE, and install what a server of Spark needs with `pip install 'pyspark[connect]'`"
LOCAL = "local[2]"
TABLE = "table:"
# Instants are those of UTC, wrong casts are errors, and formats mean the same in every session.
SETTINGS = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.timestampType": "TIMESTAMP_LTZ",
    "spark.sql.legacy.timeParserPolicy": "CORRECTED",
    "spark.sql.caseSensitive": "false",
    # Java compiles no method of more than 8,000 bytes: `IN` is a set, which takes few of them, and what is larger runs step by step.
    "spark.sql.optimizer.inSetConversionThreshold": "1",
    "spark.sql.codegen.hugeMethodLimit": "8000",
}
_OF_OUR_OWN = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.shuffle.partitions": "4",  # two cores; a cluster is the user's to set up
    "spark.sql.adaptive.enabled": "false",  # what is small is said to be, and planning anew after each step takes longer than most
    "spark.driver.extraJavaOptions": "-XX:+UseParallelGC",  # which stops the world, but takes less of two cores than one that runs beside
}
_LEAST = 512  # MB, below which Spark does not start
_SIZE = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)\s*(M|G|T)(?:i?B)?", re.IGNORECASE)
COLUMNS = ("deal", "file", "id", "row", "verdict", "clauses", "missing", "flags", "reason")
_KINDS = {
    "row": "bigint",
    "clauses": "array<struct<clause: string, index: bigint, verdict: string, in_window: string>>",
    "missing": "array<string>",
    "flags": "array<string>",
}


def judge(
    session: Any, agreements: Sequence[Agreement], posts: Any, name: str, *, as_of: int | None = None, since: int | None = None,
    every: bool = False, reasons: bool = True, mapping: Foreign | None = None,
) -> Outcome:  # fmt: skip
    """Judge the posts of a DataFrame in a session of the user's, as `clauselang check` does; `name` is what they are called.

    `as_of` and `since` are microseconds since 1970; posts that were certainly published before `since` are left out.
    Settings of the session are as before afterwards. Raises `driver.Unreadable`.
    """
    from clauselang.engines.columns import Foreignness
    from clauselang.engines.spark import Spark
    from clauselang.engines.spark_posts import of_table

    with settled(session, name):
        try:
            found = of_table(posts, name, mapping)
        except Foreignness as error:
            raise refuse(name, str(error), "cast it to text") from None
        spark = Spark(session, Watched(agreements, as_of), found, mapping)
        try:
            spark.prepare()
            later = found if since is None else found.since(since, mapping or Foreign())
            return spark.judge(later, every, reasons)
        finally:
            spark.close()


def frame(session: Any, rows: Iterable[Mapping[str, Any]], columns: Sequence[str] = COLUMNS) -> Any:
    """The rows of an output as a DataFrame."""
    from clauselang.engines.spark_tables import is_of_server

    schema = ", ".join(f"{name} {_KINDS.get(name, 'bigint' if name in SEVERITY else 'string')}" for name in columns)
    unasked = {} if is_of_server(session) else {"verifySchema": False}  # that rows fit, which a server does not ask anyway
    return session.createDataFrame([tuple(_cell(row[name]) for name in columns) for row in rows], schema, **unasked)


def _cell(value: Any) -> Any:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [tuple(each[name] for name in ("clause", "index", "verdict", "in_window")) for each in value]
    return value


def write(session: Any, rows: Iterable[Mapping[str, Any]], columns: Sequence[str], target: str) -> None:
    """Write rows to a table (`table:NAME`) or, as Parquet, to a path that Spark knows. Both are replaced. Raises `Unreadable`."""
    with settled(session, target):
        made = frame(session, rows, columns).write.mode("overwrite").format("parquet")
        if target.startswith(TABLE):
            made.saveAsTable(target.removeprefix(TABLE))
        else:
            made.save(target)


@contextmanager
def settled(session: Any, name: str) -> Iterator[None]:
    """A session set as we need it, and as it was afterwards. What Spark cannot do is raised as `Unreadable`."""
    from py4j.protocol import Py4JError  # type: ignore[import-untyped]
    from pyspark.errors import PySparkException

    before = {key: session.conf.get(key, None) for key in SETTINGS}
    try:
        for key, value in SETTINGS.items():
            session.conf.set(key, value)
        yield
    except (PySparkException, Py4JError) as error:  # their messages name files by their absolute path
        raise _refusal(name, error) from None
    except UnicodeDecodeError:  # which Spark Connect does not send
        raise refuse(name, "has a text that is not UTF-8", "mend it, or use a session that is not of Spark Connect") from None
    finally:
        for key, was in before.items():
            session.conf.unset(key) if was is None else session.conf.set(key, was)


_UNREADABLE = "CANNOT_READ_FILE|FAILED_READ_FILE|PATH_NOT_FOUND|UNABLE_TO_INFER_SCHEMA|PARQUET_TYPE"


def _refusal(name: str, error: Exception) -> Exception:
    condition = getattr(error, "getCondition", getattr(error, "getErrorClass", lambda: None))()
    text = f"{condition or ''} {str(error)[:2_000]}"
    if "TABLE_OR_VIEW_NOT_FOUND" in text:
        return refuse(name, "is no table or view of this session", "check its name and its catalog")
    if re.search(f"{_UNREADABLE}|is not a Parquet file|ParquetFooter", text):
        return refuse(name, "is not readable as Parquet", "write it again, or use CSV and `--engine interpreter`")
    if "PYTHON_VERSION_MISMATCH" in text:
        python = f"Python {sys.version_info.major}.{sys.version_info.minor}"
        return refuse(name, "could not be judged, since Spark works with another Python", f"set PYSPARK_PYTHON to a {python}")
    if "MERGE" in text and "SCHEMA" in text:
        return refuse(name, "has columns of the same name and of different types", "write the files with one type for each column")
    told = f" ({condition})" if isinstance(condition, str) and re.fullmatch(r"[A-Z0-9_.]{1,80}", condition) else ""
    return refuse(name, f"could not be judged by Spark{told}", "look into the log of the session, or use `--engine duckdb`")


def session(memory: str | None) -> Any:
    """The active session, else one of this machine. Raises `Unreadable` where Spark or Java is missing."""
    try:
        import sqlglot  # noqa: F401
        from pyspark.sql import SparkSession
    except ImportError:
        raise refuse("--engine spark", "needs PySpark and sqlglot, which are not installed", REMEDY) from None
    active = SparkSession.getActiveSession()
    return active if active is not None else _started(SparkSession.builder, memory)


def _started(builder: Any, memory: str | None) -> Any:
    from py4j.protocol import Py4JError
    from pyspark import SparkConf
    from pyspark.errors import PySparkException

    is_remote = bool(os.environ.get("SPARK_REMOTE"))
    home = os.environ.get("JAVA_HOME")
    if not is_remote and not (Path(home, "bin", "java").is_file() if home else shutil.which("java")):
        raise refuse("--engine spark", "needs Java, which was not found", JAVA)
    wanted = dict(SETTINGS)
    if not (is_remote or SparkConf().contains("spark.master") or "--master" in os.environ.get("PYSPARK_SUBMIT_ARGS", "")):
        wanted |= {"spark.master": LOCAL, **_OF_OUR_OWN}
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # else whatever `python3` is on the path, which may be another
    if memory:
        wanted["spark.driver.memory"] = f"{_megabytes(memory)}m"
    builder = builder.appName("clauselang")
    for key, value in wanted.items():
        builder = builder.config(key, value)
    try:
        with _hushed():
            session = builder.getOrCreate()
    except (PySparkException, Py4JError, RuntimeError, OSError, ImportError):
        raise refuse("--engine spark", "could not start Spark", SERVER if is_remote else JAVA) from None
    if not is_remote:
        session.sparkContext.setLogLevel("OFF")
    return session


def _megabytes(size: str) -> int:
    match = _SIZE.fullmatch(size.strip())
    found = int(float(match[1]) * {"m": 1, "g": 1_000, "t": 1_000_000}[match[2].lower()]) if match else 0
    if found < _LEAST:
        raise refuse(f"--memory {size[:20]}", "is no size that Spark can start with", f"give at least {_LEAST}MB, such as 2GB")
    return found


@contextmanager
def _hushed() -> Iterator[None]:
    """What the Java program says on standard error, while it starts and later, goes nowhere: errors come as exceptions."""
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
