"""Rows that were made here → small tables of Spark, under names that only one run has, and the query over them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import reduce
from itertools import chain, count, islice
from typing import Any

from pyspark.sql import functions as f
from sqlglot import ErrorLevel, exp

MOST_BROADCAST = 5_000_000  # rows of whole numbers, some 200 MB
WRITTEN = 100  # rows that a query can name
LOADED = 20_000  # rows of a text, so that none is larger than the table
_TYPES = {"n": "bigint", "h": "decimal(38,0)", "t": "string"}
_RUNS = count(1)
_COUNTED = "clauselang_counted"
_FEW = 5


def table(session: Any, columns: Sequence[str], kinds: str, rows: Iterable[Sequence[object]]) -> Any:
    """A table of rows, sent to every machine unless it is large.

    `kinds` has a letter for each column, `n` for numbers, `h` for huge ones and `t` for text. A column travels as one
    text for many rows, as a value of a query: Spark takes rows from Python one by one, and by a Python of its own, which machines
    of a cluster may not have. A few rows of numbers stand in the query, which needs no job then to send them.
    """
    left = iter(rows)
    first = list(islice(left, WRITTEN + 1))
    if 0 < len(first) <= WRITTEN and set(kinds) == {"n"}:
        return sent(_written(session, columns, first), len(first))
    texts, size, left = [], 0, chain(first, left)
    while part := list(islice(left, LOADED)):
        texts.append([json.dumps(cells, ensure_ascii=True) for cells in zip(*part, strict=True)])
        size += len(part)
    packed = _given(session, columns, texts or [["[]"] * len(columns)])
    wanted = zip(columns, kinds, strict=True)
    cells = [f.from_json(name, f"array<{_TYPES[kind]}>", {"mode": "FAILFAST"}).alias(name) for name, kind in wanted]
    frame = packed.select(f.inline(f.arrays_zip(*cells)))
    return sent(frame, size)


def is_of_server(of: Any) -> bool:
    """Whether a session, or a frame of one, is of Spark Connect: nothing of Java is here then."""
    return type(of).__module__.startswith("pyspark.sql.connect.")


def _given(session: Any, columns: Sequence[str], texts: Sequence[Sequence[str]]) -> Any:
    """A table of texts that a query is given beside its own text."""
    named = {f"v{row}_{at}": text for row, cells in enumerate(texts) for at, text in enumerate(cells)}
    rows = ", ".join(f"({', '.join(f':v{row}_{at}' for at in range(len(columns)))})" for row in range(len(texts)))
    return session.sql(f"SELECT * FROM VALUES {rows} AS t({', '.join(columns)})", named)


def _written(session: Any, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> Any:
    values = ", ".join(f"({', '.join(f'{cell}L' for cell in row)})" for row in rows)
    return session.sql(f"SELECT * FROM VALUES {values} AS t({', '.join(columns)})")


def sent(frame: Any, rows: int) -> Any:
    """A table of so many rows, marked to be sent to every machine if that is wise."""
    return f.broadcast(frame) if rows <= MOST_BROADCAST else frame


def every_one(conditions: Iterable[Any]) -> Any:
    """All of some conditions; none holds always."""
    return reduce(lambda left, right: left & right, conditions, f.lit(True))


def among(cell: Any, those: Sequence[str]) -> Any:
    """Whether a text is one of some. A few are compared one by one, which takes less than a look into a set."""
    return reduce(lambda left, right: left | right, (cell == each for each in those)) if 0 < len(those) <= _FEW else cell.isin(those)


def counting(frame: Any, condition: str) -> Any:
    """A frame that tells, when it is collected, of how many rows a condition holds."""
    return frame.observe(_COUNTED, f.expr(f"count_if({condition})"))


def told(frame: Any) -> int | None:
    """What a frame made of a `counting` one has told; nothing, if Spark found that it need not look, or cannot say.

    (`pyspark.sql.Observation` would wait for ever where Spark has put an empty table in place of the frame.)
    """
    if is_of_server(frame):  # which sends what it told with the rows
        info = getattr(frame, "executionInfo", None)  # before Spark 4 there was none
        return next((int(each) for name, row in (info.flows if info else ()) if name == _COUNTED for each in row.values()), None)
    found = frame._jdf.queryExecution().observedMetrics().get(_COUNTED)
    return int(found.get().getLong(0)) if found.isDefined() else None


class Views:
    """The tables of one run in one session."""

    def __init__(self, session: Any) -> None:
        self.session = session
        self._prefix = f"clauselang_{next(_RUNS)}_"
        self._names: set[str] = set()
        self._undo: list[Callable[[], object]] = []
        self._is_local = str(session.conf.get("spark.master", "")).startswith("local")

    def put(self, name: str, frame: Any) -> None:
        """Give a table a name."""
        whole = self._prefix + name
        frame.createOrReplaceTempView(whole)
        self._names.add(name)
        self._undo.append(lambda: self.session.catalog.dropTempView(whole))

    def kept(self, frame: Any, rows: int) -> Any:
        """A table of so many rows that many queries read. On a cluster it can be worked out again, should it be lost with a machine."""
        if self._is_local:
            kept = frame.localCheckpoint()
        else:
            kept = frame.persist()
            self._undo.append(kept.unpersist)
        return sent(kept, rows)

    @contextmanager
    def passing(self) -> Iterator[None]:
        """What the session is given meanwhile is taken away again."""
        before = len(self._undo)
        try:
            yield
        finally:
            self.drop(before)

    def drop(self, first: int = 0) -> None:
        """Take away what the session was given, the first so many excepted."""
        while len(self._undo) > first:
            self._undo.pop()()

    def query(self, tree: exp.Expression) -> Any:
        """What a query finds that calls the tables by the names they were given."""
        return self.session.sql(self.text(tree))

    def text(self, tree: exp.Expression, later: Mapping[str, str] | None = None) -> str:
        """A query as Spark reads it; some of its tables are to be given names `later`, others than the query calls them by."""
        names = {name: name for name in self._names} | dict(later or {})

        def renamed(node: Any) -> Any:
            if isinstance(node, exp.Table) and node.name in names:
                return exp.alias_(exp.to_table(self._prefix + names[node.name]), node.alias or node.name, table=True)
            return node

        return str(tree.transform(renamed).sql("spark", unsupported_level=ErrorLevel.RAISE))
