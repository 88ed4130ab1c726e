"""The engines, each over the inputs of one run: all of them at once, or one after another, with the same verdicts.

Posts of an agreement are looked for in all inputs, whichever of them is judged, so that windows are the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import attrs

from clauselang.diagnostics.diagnostic import Diagnostics
from clauselang.driver import read_posts
from clauselang.engines.batch import Outcome, interpret
from clauselang.engines.parquet import DUCKDB, connected, installed, parquet_source, settle
from clauselang.engines.refusal import refuse
from clauselang.engines.request import Request, is_address, shown
from clauselang.engines.watch import Watched
from clauselang.ingest.mapping import Mapping as Foreign
from clauselang.semantics.facts import Activity

_ADDED = ("filename", "file_row_number")


class Judge(Protocol):
    """One engine over the inputs of one run."""

    def notice(self) -> None:
        """Find the deliverables among all posts, and look for none from then on."""

    def whole(self) -> Outcome:
        """The verdicts on all posts."""

    def part(self, path: str) -> Outcome:
        """The verdicts on the posts of one input, once deliverables are known; its rows are there until the next part."""


class Interpreter:
    """The reference interpreter."""

    def __init__(self, batch: Watched, request: Request) -> None:
        self.batch = batch
        self.request = request

    def notice(self) -> None:
        """Find the deliverables among all posts."""
        for path in self.request.posts:
            self.batch.notice(self._read(path)[0])
        self.batch.sealed = True

    def whole(self) -> Outcome:
        """The verdicts on all posts."""
        read = [(shown(path), *self._read(path)) for path in self.request.posts]
        for _, activities, _ in read:
            self.batch.notice(activities)
        self.batch.sealed = True
        return self._judged(read)

    def part(self, path: str) -> Outcome:
        """The verdicts on the posts of one input."""
        first = shown(self.request.posts[0])  # what nobody declares is reported under the name of the first
        return self._judged([(first, (), ()), (shown(path), *self._read(path))])

    def _read(self, path: str) -> tuple[tuple[Activity, ...], Diagnostics]:
        return read_posts(path, self.request.mapping)

    def _judged(self, read: list[tuple[str, tuple[Activity, ...], Diagnostics]]) -> Outcome:
        from clauselang.engines.since import is_before

        since = self.request.since
        files = [(name, tuple(a for a in found if since is None or not is_before(a, since))) for name, found, _ in read]
        outcome = interpret(self.batch, files, self.request.every, self.request.reasons)
        return attrs.evolve(outcome, diagnostics=(*outcome.diagnostics, *(d for *_, found in read for d in found)))


class DuckDB:
    """DuckDB over Parquet, in one connection."""

    def __init__(self, batch: Watched, request: Request, connection: Any) -> None:
        from clauselang.engines.columns import Foreignness, Shape

        self.batch = batch
        self.request = request
        self.connection = connection
        self.foreign, self.found = request.foreign()
        self.paths = tuple(each for path in request.posts for each in self._expanded(path))
        self.source = parquet_source(self.paths)
        described = connection.execute(f"DESCRIBE SELECT * FROM {self.source.sql('duckdb')}").fetchall()
        try:
            self.shape = Shape.of([(str(name), str(kind)) for name, kind, *_ in described if name not in _ADDED], self.foreign)
        except Foreignness as error:
            raise refuse(shown(request.posts[0]), str(error), "use `--engine interpreter`") from None
        self.names = {self._local(path): shown(path) for path in self.paths}
        self._later: Any = None
        self._first: Any = None  # the part that has lowered the agreements
        self._cursor: Any = None  # of the last part

    def _expanded(self, path: str) -> list[str]:
        """A pattern of a store stands for the files that DuckDB finds there."""
        if not is_address(path) or not any(character in path for character in "*?["):
            return [path]
        found = [str(name) for (name,) in self.connection.execute("SELECT file FROM glob($1) ORDER BY file", [path]).fetchall()]
        if not found:
            raise refuse(path, "names no file", "check the address")
        return found

    @staticmethod
    def _local(path: str) -> str:
        return path if is_address(path) else str(Path(path).resolve())

    def whole(self) -> Outcome:
        """The verdicts on all posts."""
        if self.request.since is None:
            return self._judged(self.connection, self.source)
        self.notice()
        return self._judged(self.connection, self._since())

    def notice(self) -> None:
        """Find the deliverables among all posts."""
        from clauselang.engines.earlier import deliverables

        self.batch.notice(deliverables(self.connection, self.batch, self.shape, self.source, self.foreign))
        self.batch.sealed = True

    def part(self, path: str) -> Outcome:
        """The verdicts on the posts of one input."""
        from sqlglot import exp

        source = self._since()
        only = exp.EQ(this=exp.column("filename"), expression=exp.Literal.string(self._local(path)))
        if self._cursor is not None:
            self._cursor.close()
        self._cursor = self.connection.cursor()
        settle(self._cursor)
        return self._judged(self._cursor, exp.select("*").from_(source).where(only).subquery("one"), is_part=True)

    def _since(self) -> Any:
        """The posts from an instant on; worked out once, and left where every part finds it."""
        from clauselang.engines.earlier import since

        if self.request.since is not None and self._later is None:
            self._later = since(self.connection, self.shape, self.source, self.foreign, self.request.since)
        return self.source if self._later is None else self._later

    def _judged(self, connection: Any, source: Any, is_part: bool = False) -> Outcome:
        from clauselang.engines.duck import Duck

        duck = Duck(connection, self.batch, self.shape, source, self.names, self.foreign, self._first)
        self._first = (self._first or duck) if is_part else None
        outcome = duck.run(self.request.every, self.request.reasons)
        return attrs.evolve(outcome, diagnostics=(*self.found, *outcome.diagnostics))


class OnSpark:
    """Spark over Parquet or a table, in a session that was there or is started here."""

    def __init__(self, batch: Watched, request: Request, session: Any) -> None:
        from clauselang.engines.columns import Foreignness
        from clauselang.engines.spark import Spark
        from clauselang.engines.spark_posts import of_files, of_table

        self.request = request
        self.batch = batch
        self.foreign, self.found = request.foreign()
        try:
            if request.posts[0].startswith("table:"):
                name = request.posts[0].removeprefix("table:")
                posts = of_table(session.table(name), name, self.foreign)
            else:
                paths = [path if is_address(path) else str(Path(path).resolve()) for path in request.posts]
                posts = of_files(session, paths, [shown(path) for path in request.posts], self.foreign)
        except Foreignness as error:
            raise refuse(shown(request.posts[0]), str(error), "cast it to text") from None
        self.spark = Spark(session, batch, posts, self.foreign)
        self._is_ready = False

    def notice(self) -> None:
        """Find the deliverables among all posts."""
        self.spark.prepare()
        self.batch.sealed = self._is_ready = True

    def whole(self) -> Outcome:
        """The verdicts on all posts."""
        self.notice()
        return self._judged(self.spark.posts)

    def part(self, path: str) -> Outcome:
        """The verdicts on the posts of one input."""
        if not self._is_ready:
            self.notice()
        return self._judged(self.spark.posts.of(path if is_address(path) else str(Path(path).resolve())))

    def _judged(self, posts: Any) -> Outcome:
        if self.request.since is not None:
            posts = posts.since(self.request.since, self.foreign or Foreign())
        outcome = self.spark.judge(posts, self.request.every, self.request.reasons)
        return attrs.evolve(outcome, diagnostics=(*self.found, *outcome.diagnostics))


def lowers(request: Request) -> bool:
    """Whether it is for an engine that has all agreements lowered; to be known before that engine is loaded."""
    return request.engine != "interpreter" if request.engine else _is_parquet(request)


def _is_parquet(request: Request) -> bool:
    return all(path.lower().endswith(".parquet") for path in request.posts)


@contextmanager
def judge_of(batch: Watched, request: Request) -> Iterator[Judge]:
    """The engine of a request, ready. Raises `driver.Unreadable`."""
    is_parquet = _is_parquet(request)
    engine = request.engine or ("duckdb" if is_parquet and installed() else "interpreter")
    is_table = any(path.startswith("table:") for path in request.posts)
    if is_table and engine != "spark":
        raise refuse(request.posts[0], "is a table of Spark", "add `--engine spark`")
    if engine == "interpreter":
        yield Interpreter(batch, request)
        return
    if engine == "duckdb" and not installed():
        raise refuse("--engine duckdb", "needs DuckDB, nanoarrow and sqlglot, which are not all installed", DUCKDB)
    first = shown(request.posts[0])
    if not is_parquet and not is_table:
        name = {"duckdb": "DuckDB", "spark": "Spark"}[engine]
        raise refuse(first, f"is not Parquet, which the {name} engine reads", "write Parquet, or use `--engine interpreter`")
    if engine == "duckdb":
        with connected(request.memory, first) as connection:
            yield DuckDB(batch, request, connection)
        return
    from clauselang.engines import spark_session

    session = spark_session.session(request.memory)
    with spark_session.settled(session, first):
        judge = OnSpark(batch, request, session)
        try:
            yield judge
        finally:
            judge.spark.close()
