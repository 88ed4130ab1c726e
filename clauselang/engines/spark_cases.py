"""What posts can say, if that is few cases → which of it each shape of a clause forbids.

The cases are looked through here, by the part of the portable query that does so, in SQLite: a cluster would take longer
to be told than they take. Whoever has too many of them gives that part to Spark with the rest.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from functools import lru_cache

from clauselang.backends.sql.query import SAYS, excepted, looked, reached
from clauselang.backends.sql.tables import COLUMNS, Tables
from clauselang.engines.spark_words import Said

MOST = 20_000
REACHED = ("shape", SAYS, "forbids")
_KEYS = (SAYS,)


def are_few(tables: Tables, said: Said) -> bool:
    """Whether all that posts can say can be looked through for every shape."""
    return said.many * len({shape for shape, *_ in _boxes(tables)}) <= MOST


def forbidden(tables: Tables, said: Said, reach: Iterable[Sequence[int]]) -> list[tuple[int, int, int]]:
    """The rows of `reached`, for all that can be said."""
    drawn, boxes = tables.borders, list(_boxes(tables))
    shapes = sorted({shape for shape, *_ in boxes})
    rows: dict[str, tuple[Sequence[str], Iterable[Sequence[int]]]] = {
        "saying": (said.columns, said.sayings(range(said.many))),
        "said_of": (REACHED[:2], ((shape, says) for shape in shapes for says in range(said.many))),
        "box": (COLUMNS["box"], boxes),
        "reach": (COLUMNS["reach"], (row for row in reach if row[0] in drawn)),
    }
    with closing(sqlite3.connect(":memory:")) as database:
        for name, (columns, found) in rows.items():
            database.execute(f"CREATE TABLE {name} ({', '.join(columns)})")
            database.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(columns))})", found)
        database.execute("CREATE INDEX at ON reach (border, word)")
        return database.execute(_query(tuple(sorted(said.digits)))).fetchall()


@lru_cache
def _query(facets: tuple[int, ...]) -> str:
    query = reached(_KEYS).with_("looked", as_=looked(facets, _KEYS, "saying")).with_("excepted", as_=excepted(_KEYS))
    return query.sql("sqlite")


def _boxes(tables: Tables) -> Iterable[Sequence[int]]:
    """The boxes of all shapes; every shape has some."""
    return next(rows for name, rows in tables.rows() if name == "box")
