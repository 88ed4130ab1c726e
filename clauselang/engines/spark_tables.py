"""Rows that were made here → small tables of Spark, and what all steps of a run build their conditions of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from typing import Any

from pyspark.sql import functions as f

MOST_BROADCAST = 5_000_000  # rows of whole numbers, some 200 MB


def table(session: Any, columns: Sequence[str], kinds: str, rows: Iterable[Sequence[object]]) -> Any:
    """A table of rows, sent to every machine unless it is large; `kinds` has a letter for each column, `n` number, `t` text."""
    schema = ", ".join(f"{name} {'bigint' if kind == 'n' else 'string'}" for name, kind in zip(columns, kinds, strict=True))
    found = [tuple(row) for row in rows]
    frame = session.createDataFrame(found, schema, verifySchema=False)
    return f.broadcast(frame) if len(found) <= MOST_BROADCAST else frame


def every_one(conditions: Iterable[Any]) -> Any:
    """All of some conditions; none holds always."""
    return reduce(lambda left, right: left & right, conditions, f.lit(True))
