"""Posts in DuckDB → the deliverables among all of them, and those that were not certainly published before an instant."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlglot import exp

from clauselang.backends.sql.sets import Sets
from clauselang.engines.batch import Batch
from clauselang.engines.columns import CELLS, Shape
from clauselang.engines.since import Earlier
from clauselang.engines.words import Reader
from clauselang.ingest.mapping import Mapping
from clauselang.semantics.facts import Activity

_TIME, _ZONE = "clauselang_time", "clauselang_zone"  # no column of a file is called so


def deliverables(connection: Any, batch: Batch, shape: Shape, source: Any, mapping: Mapping | None) -> Iterator[Activity]:
    """The posts that are marked as deliverables, in the order of the files."""
    read = Reader(batch, shape, Sets(), mapping or Mapping())
    view = f"({shape.view(source, False).sql('duckdb')})"
    keys = [key for (key,) in connection.execute(f"SELECT DISTINCT k_deliverable FROM {view} ORDER BY ALL").fetchall()]
    marks = [key for key in keys if read.truth(key)[0]]
    if not marks:
        return
    listed = ", ".join(f"${number}" for number in range(1, len(marks) + 1))
    query = f"SELECT file_row_number, {', '.join(CELLS)} FROM {view} WHERE k_deliverable IN ({listed}) ORDER BY filename, file_row_number"
    for row, *cells in connection.execute(query, marks).fetchall():
        found = read.activity(row, cells)
        if isinstance(found, Activity):
            yield found


def since(connection: Any, shape: Shape, source: Any, mapping: Mapping | None, instant: int) -> Any:
    """An expression for the posts that were not certainly published before an instant.

    Those with an exact instant are compared by DuckDB. Of the others each distinct time is read once, and a table of
    those that lie before stays in the connection.
    """
    translated = mapping is not None and bool({"published_at", "timezone"} & {*mapping.values, *mapping.defaults})
    at = shape.at(translated)
    cells = {_TIME: shape.raw("published_at"), _ZONE: shape.key("timezone", shape.raw("timezone"))}
    is_unclear = exp.Is(this=at.copy(), expression=exp.Null())
    unclear = exp.select(*(exp.alias_(cell, name) for name, cell in cells.items())).distinct().from_(source).where(is_unclear)
    # They are numbered, so that DuckDB, which read the times, also compares them, whatever their type.
    numbered = f"SELECT *, row_number() OVER () AS number FROM ({unclear.sql('duckdb')})"
    connection.execute(f"CREATE OR REPLACE TABLE unclear AS {numbered}")
    earlier = Earlier(shape, mapping or Mapping(), instant)
    rows = connection.execute(f"SELECT number, {_TIME}, {_ZONE} FROM unclear").fetchall()
    gone = [number for number, time, zone in rows if earlier.holds(time, zone)]
    kept = "SELECT * FROM unclear WHERE number IN (SELECT unnest($1::BIGINT[]))"
    connection.execute(f"CREATE OR REPLACE TABLE earlier AS {kept}", [gone])
    later = exp.or_(is_unclear.copy(), exp.GTE(this=at.copy(), expression=exp.Literal.number(instant)))
    query = exp.select("*").from_(source).where(later)
    if gone:
        same = (exp.NullSafeEQ(this=exp.column(name, table="earlier"), expression=cell.copy()) for name, cell in cells.items())
        query = query.where(exp.not_(exp.Exists(this=exp.select("1").from_("earlier").where(*same))))
    return query.subquery("later")
