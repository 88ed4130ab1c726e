"""A file of agreements in Parquet → cells by column, many rows at a time.

The texts in which agreements list their posts differ in little but their instants. DuckDB takes these out, in a thread of its
own, and what is left is read once for all rows in which it is the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import starmap
from typing import Any

from clauselang.driver import literal_path, opened_parquet, plain_column, quoted, readable_parquet
from clauselang.engines.arrow import Column, can_fetch, fetched, lists
from clauselang.engines.cells import NEVER, Cells, Undated
from clauselang.engines.refusal import refuse

_AT_ONCE = 50_000  # rows
_PART = "FROM read_parquet($1) LIMIT $2 OFFSET $3"
# An instant in UTC to the second, which SQL reads as `clock.exact` does; what is written otherwise is left where it stands.
_INSTANT = r'"\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ"'
_UNDATED = (
    f"posts, regexp_replace(posts, '{_INSTANT}', 'null', 'g'), list_transform(TRY(json_extract_string(posts, '$[*].published')), "
    f"lambda each: COALESCE(epoch_us(TRY_CAST(each AS TIMESTAMP)), {NEVER}))"
)


def parquet_cells(path: str, name: str, columns: Sequence[str], differing: Collection[str]) -> Iterator[Cells]:
    """What the rows of a file say in some columns, as far as it has these. Raises `driver.Unreadable`.

    Texts of a column that is `differing` are made one by one; of any other, texts that are the same are one object.
    """
    if not can_fetch():
        raise refuse(name, "is Parquet with agreements, which needs nanoarrow", "install it with `pip install 'clauselang[parquet]'`")
    with opened_parquet(path, name) as connection, closing(connection.cursor()) as beside, ThreadPoolExecutor(1) as ahead:
        file = [literal_path(path)]
        ((size,),) = connection.execute("SELECT num_rows FROM parquet_file_metadata($1)", file).fetchall()
        described = connection.execute("DESCRIBE SELECT * FROM read_parquet($1)", file).fetchall()
        types = {str(column): str(kind) for column, kind, *_ in described if column in columns}
        texts = [column for column, kind in types.items() if kind == "VARCHAR"]
        parts = [[*file, _AT_ONCE, start] for start in range(0, size, _AT_ONCE)]
        posts = (ahead.submit(_undated, beside, part, name) for part in (parts if "posts" in texts else ()))
        coming = next(posts, None)
        for part, left in zip(parts, range(size, 0, -_AT_ONCE), strict=True):
            cells = _texts(connection, part, [column for column in texts if column != "posts"], differing)
            cells |= _objects(connection, part, {column: kind for column, kind in types.items() if column not in texts})
            now, coming = coming, next(posts, None)  # which is read while somebody looks at this one
            yield Cells([column for column, *_ in described], cells, min(_AT_ONCE, left), posts=now.result if now else None)


def _texts(connection: Any, part: Sequence[object], columns: Sequence[str], differing: Collection[str]) -> dict[str, Sequence[object]]:
    if not columns:
        return {}
    (found,) = fetched(connection, f"SELECT {', '.join(map(quoted, columns))} {_PART}", part)
    texts = zip(columns, map(Column, found), strict=True)
    return {column: of.each() if column in differing else of.alike() for column, of in texts}


def _objects(connection: Any, part: Sequence[object], types: Mapping[str, str]) -> dict[str, Sequence[object]]:
    """Columns of any other type."""
    if not types:
        return {}
    rows = connection.execute(f"SELECT {', '.join(starmap(plain_column, types.items()))} {_PART}", part).fetchall()
    return dict(zip(types, zip(*rows, strict=True), strict=True))


def _undated(connection: Any, part: Sequence[object], name: str) -> Undated:
    with readable_parquet(name):
        ((texts, undated, instants),) = fetched(connection, f"SELECT {_UNDATED} {_PART}", part)
        return Undated(Column(texts), Column(undated).alike(), *lists(instants))
