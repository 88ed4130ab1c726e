"""Rows of the output → kept by DuckDB, which puts on disk what memory does not hold, and read back in the order of the posts.

A row that the interpreter judged is kept as JSON. One of which only the verdict is wanted never becomes an object: its
agreement, file and verdict are numbers, and where Parquet is asked for they are written by DuckDB itself.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from clauselang.backends.sql.query import MISSTATEMENT, VIOLATION
from clauselang.engines.batch import Record, bare
from clauselang.semantics.verdict import SEVERITY, Word

WORD: dict[int, Word] = {VIOLATION: "violation", MISSTATEMENT: "misstatement"}
LISTS = ("missing", "flags")
_AT_ONCE = 5_000
_CLAUSES = '[{"clause": "VARCHAR", "index": "BIGINT", "verdict": "VARCHAR", "in_window": "VARCHAR"}]'
_ORDER = "ORDER BY number, row, deal"
_TABLE = "CREATE TEMP TABLE listed (number BIGINT, row BIGINT, deal BIGINT, verdict BIGINT, word VARCHAR, id VARCHAR, record VARCHAR)"


def kind_of(column: str) -> str:
    """The type of a column of Parquet."""
    kinds = {"row": "BIGINT", "clauses": 'STRUCT(clause VARCHAR, "index" BIGINT, verdict VARCHAR, in_window VARCHAR)[]'}
    kinds |= dict.fromkeys(LISTS, "VARCHAR[]") | dict.fromkeys(SEVERITY, "BIGINT")  # the counts of a summary
    return kinds.get(column, "VARCHAR")


class Kept(Collection[Record]):
    """The rows of one run, in a table `listed` of its connection; `files` are the names of inputs by their number."""

    def __init__(self, connection: Any, files: Sequence[str], name: Callable[[int], str]) -> None:
        self.db = connection
        self.files = files
        self.name = name
        self.db.execute(_TABLE)

    def add_bare(self, query: str) -> None:
        """Add what a query lists: the number of the file, the row, the agreement, a verdict of `WORD`, the id."""
        words = " ".join(f"WHEN {verdict} THEN '{word}'" for verdict, word in WORD.items())
        self.db.execute(f"INSERT INTO listed SELECT number, row, deal, verdict, CASE verdict {words} END, id, NULL FROM ({query})")

    def add(self, rows: Iterable[tuple[tuple[Any, ...], Record]]) -> None:
        """Add rows, each with its place: the number of the file, the row in it, the agreement."""
        left = iter(rows)
        while part := list(islice(left, _AT_ONCE)):
            cells = [(*place, record["verdict"], json.dumps(record)) for place, record in part]
            columns = [json.dumps(column) for column in zip(*cells, strict=True)]
            taken = ", ".join(f"unnest(from_json(${at}, '[\"{kind}\"]'))" for at, kind in enumerate((*["BIGINT"] * 3, *["VARCHAR"] * 2), 1))
            self.db.execute(f"INSERT INTO listed (number, row, deal, word, record) SELECT {taken}", columns)

    @property
    def counts(self) -> dict[Word, int]:
        """How many rows there are of each verdict."""
        return dict(self.db.execute("SELECT word, count(*) FROM listed GROUP BY word ORDER BY word").fetchall())

    def __len__(self) -> int:
        return int(self.db.execute("SELECT count(*) FROM listed").fetchone()[0])

    def __contains__(self, row: object) -> bool:
        return any(row == each for each in self)

    def __iter__(self) -> Iterator[Record]:
        found = self.db.execute(f"SELECT number, row, deal, verdict, id, record FROM listed {_ORDER}")
        while part := found.fetchmany(_AT_ONCE):
            for number, row, deal, verdict, id, record in part:
                yield json.loads(record) if record else bare(self.name(deal), self.files[number], id, row + 1, WORD[verdict])

    def copy(self, path: str, columns: Sequence[str]) -> None:
        """Write some columns as Parquet. Raises what DuckDB raises."""
        deals = [deal for (deal,) in self.db.execute("SELECT DISTINCT deal FROM listed WHERE record IS NULL ORDER BY deal").fetchall()]
        called = ((deal, self.name(deal)) for deal in deals)
        self._pairs("called", called)
        self._pairs("shown", enumerate(self.files))
        cells = ", ".join(f'CASE WHEN record IS NULL THEN {_BARE.get(name, "[]")} ELSE {_judged(name)} END AS "{name}"' for name in columns)
        joined = "listed LEFT JOIN called ON called.one = listed.deal LEFT JOIN shown ON shown.one = listed.number"
        self.db.execute(f"COPY (SELECT {cells} FROM {joined} {_ORDER}) TO $1 (FORMAT parquet, COMPRESSION zstd)", [path])

    def _pairs(self, table: str, pairs: Iterable[tuple[int, str]]) -> None:
        self.db.execute(f"CREATE OR REPLACE TEMP TABLE {table} (one BIGINT, name VARCHAR)")
        left = iter(pairs)
        while part := list(islice(left, _AT_ONCE)):
            columns = [json.dumps(column) for column in zip(*part, strict=True)]
            taken = "unnest(from_json($1, '[\"BIGINT\"]')), unnest(from_json($2, '[\"VARCHAR\"]'))"
            self.db.execute(f"INSERT INTO {table} SELECT {taken}", columns)


# A cell of a row with the verdict alone; lists are empty.
_BARE = {
    "deal": "called.name", "file": "shown.name", "id": "listed.id", "row": "listed.row + 1", "verdict": "listed.word", "reason": "''",
}  # fmt: skip


def _judged(column: str) -> str:
    """A cell of a row that is kept as JSON."""
    match kind_of(column):
        case "BIGINT":
            return f"CAST(record ->> '{column}' AS BIGINT)"
        case "VARCHAR":
            return f"record ->> '{column}'"
        case "VARCHAR[]":
            return f"from_json(record -> '{column}', '[\"VARCHAR\"]')"
        case _:
            return f"from_json(record -> '{column}', '{_CLAUSES}')"
