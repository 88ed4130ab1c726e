"""Parquet files → what DuckDB reads them with, in an engine of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from clauselang.driver import literal_path
from clauselang.engines.refusal import refuse

DUCKDB = "install them with `pip install 'clauselang[duckdb]'`, or use `--engine interpreter`"


def installed() -> bool:
    """Whether DuckDB, the writer of its queries and what carries rows to it are there."""
    try:
        import duckdb  # noqa: F401
        import nanoarrow  # noqa: F401
        import sqlglot  # noqa: F401
    except ImportError:
        return False
    return True


def settle(connection: Any, is_ordered: bool = False) -> None:
    """Set a connection or a cursor as we need it: rows in any order but where `is_ordered`; it counts how far it is, and draws no bar."""
    connection.execute(f"SET preserve_insertion_order = {str(is_ordered).lower()}")
    connection.execute("SET enable_progress_bar = true")
    connection.execute("SET enable_progress_bar_print = false")


@contextmanager
def connected(memory: str | None, name: str) -> Iterator[Any]:
    """A connection to an engine of its own, in memory. Raises `Unreadable` for what DuckDB cannot read."""
    import duckdb

    connection = duckdb.connect(":memory:")
    try:
        settle(connection)
        if memory:
            try:
                connection.execute("SET memory_limit = $1", [memory])
            except duckdb.Error:
                raise refuse(f"--memory {memory[:20]}", "is no size", "write it as 300MB or 2GB") from None
        yield connection
    except (duckdb.IOException, duckdb.InvalidInputException, duckdb.HTTPException):  # its message names the file by its absolute path
        raise refuse(name, "is not readable as Parquet", "write it again, or use CSV") from None
    finally:
        connection.close()


def parquet_source(paths: Sequence[str]) -> Any:
    """`read_parquet(…)` over some files, no character of whose paths is a pattern."""
    from sqlglot import exp

    literal = [exp.Literal.string(path if "://" in path else literal_path(path)) for path in paths]
    options = [exp.Kwarg(this=exp.var(name), expression=exp.true()) for name in ("filename", "file_row_number", "union_by_name")]
    return exp.Anonymous(this="read_parquet", expressions=[exp.Array(expressions=literal), *options])
