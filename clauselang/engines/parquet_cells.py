"""A file of agreements in Parquet → cells by column, many rows at a time.

The texts in which agreements list their posts differ in little but their instants. DuckDB takes these out, in a thread of its
own, and what is left is read once for all rows in which it is the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, nullcontext
from functools import partial
from typing import Any

from clauselang.driver import literal_path, opened_parquet, plain_column, quoted, readable_parquet
from clauselang.engines.arrow import Texts, can_fetch, fetched, lists
from clauselang.engines.cells import NEVER, Cells, Undated
from clauselang.engines.meanwhile import meanwhile
from clauselang.engines.refusal import refuse

_AT_ONCE = 50_000  # rows
_PART = "FROM read_parquet($1) LIMIT $2 OFFSET $3"
# An instant in UTC to the second of a year that is counted from, which SQL reads as `clock.exact` does; any other is left where it stands.
_INSTANT = r'"(?:19|2[01])\d\d-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ"'
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
    with opened_parquet(path, name) as connection, closing(connection.cursor()) as beside:
        file = [literal_path(path)]
        ((size,),) = connection.execute("SELECT num_rows FROM parquet_file_metadata($1)", file).fetchall()
        described = connection.execute("DESCRIBE SELECT * FROM read_parquet($1)", file).fetchall()
        types = {str(column): str(kind) for column, kind, *_ in described}
        texts = [column for column in columns if types.get(column) == "VARCHAR"]
        others = [column for column in columns if column in types and column not in texts]
        are_told = "posts" in texts
        texts = [column for column in texts if column != "posts"]
        for start in range(0, size, _AT_ONCE):
            values = [*file, _AT_ONCE, start]
            with meanwhile(partial(_undated, beside, values, name), beside.interrupt) if are_told else nullcontext() as told:
                cells: dict[str, Sequence[object]] = {}
                if texts:
                    (found,) = fetched(connection, f"SELECT {', '.join(map(quoted, texts))} {_PART}", values)
                    read = map(Texts, found)
                    cells.update((column, of.each() if column in differing else of.alike()) for column, of in zip(texts, read, strict=True))
                if others:
                    chosen = ", ".join(plain_column(column, types[column]) for column in others)
                    rows = connection.execute(f"SELECT {chosen} {_PART}", values).fetchall()
                    cells.update(zip(others, zip(*rows, strict=True), strict=True))
                yield Cells(list(types), cells, min(_AT_ONCE, size - start), posts=told)


def _undated(connection: Any, values: Sequence[object], name: str) -> Undated:
    with readable_parquet(name):
        ((texts, undated, instants),) = fetched(connection, f"SELECT {_UNDATED} {_PART}", values)
        return Undated(Texts(texts), Texts(undated).alike(), *lists(instants))
