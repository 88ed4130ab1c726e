"""Rows of the output → kept by DuckDB, which puts on disk what memory does not hold, and read back in the order of the posts.

A row that the interpreter judged is kept as JSON. One of which only the verdict is wanted never becomes an object: its
agreement, file and verdict are numbers, and where Parquet is asked for they are written by DuckDB itself.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any

from clauselang.backends.sql.tables import MISSTATEMENT, VIOLATION
from clauselang.engines.batch import Record, bare
from clauselang.engines.store import Store, by_column
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


class Rows(Collection[Record]):
    """Rows of the output that are read from somewhere each time they are gone through."""

    __slots__ = ()

    def __contains__(self, row: object) -> bool:
        return any(row == each for each in self)


class Kept(Rows):
    """The rows of one run, in a table `listed` of its connection; `files` and `deals` name inputs and agreements by their number."""

    def __init__(self, store: Store, files: Sequence[str], deals: Sequence[str]) -> None:
        self.store = store
        self.files = files
        self.deals = deals
        self.store.db.execute(_TABLE)

    def add_bare(self, query: str) -> None:
        """Add what a query lists: the number of the file, the row, the agreement, a verdict of `WORD`, the id."""
        words = " ".join(f"WHEN {verdict} THEN '{word}'" for verdict, word in WORD.items())
        self.store.db.execute(f"INSERT INTO listed SELECT number, row, deal, verdict, CASE verdict {words} END, id, NULL FROM ({query})")

    def add(self, rows: Iterable[tuple[tuple[Any, ...], Record]]) -> None:
        """Add rows, each with its place: the number of the file, the row in it, the agreement."""
        cells = ((*place, record["verdict"], json.dumps(record)) for place, record in rows)
        self.store.insert("listed (number, row, deal, word, record)", "nnntt", by_column(cells, _AT_ONCE))

    @property
    def counts(self) -> dict[Word, int]:
        """How many rows there are of each verdict."""
        return dict(self.store.rows("SELECT word, count(*) FROM listed GROUP BY word ORDER BY word"))

    def __len__(self) -> int:
        return int(self.store.one("SELECT count(*) FROM listed"))

    def __iter__(self) -> Iterator[Record]:
        listed = self.store.rows(f"SELECT number, row, deal, verdict, id, record FROM listed {_ORDER}")
        for number, row, deal, verdict, id, record in listed:
            yield json.loads(record) if record else bare(self.deals[deal], self.files[number], id, row + 1, WORD[verdict])

    def copy(self, path: str, columns: Sequence[str]) -> None:
        """Write some columns as Parquet. Raises what DuckDB raises."""
        cell = _cell if self.store.one("SELECT count(record) FROM listed") else _bare
        cells = ", ".join(f'{cell(name)} AS "{name}"' for name in columns)
        joined = "listed LEFT JOIN called ON called.one = listed.deal LEFT JOIN shown ON shown.one = listed.number"
        with self._lent("called", self.deals), self._lent("shown", self.files):
            self.store.db.execute(f"COPY (SELECT {cells} FROM {joined} {_ORDER}) TO $1 (FORMAT parquet, COMPRESSION zstd)", [path])

    def _lent(self, table: str, names: Sequence[str]) -> AbstractContextManager[None]:
        return self.store.lent(table, ("one", "name"), "nt", [range(len(names)), names])


# A cell of a row with the verdict alone; lists are empty.
_BARE = {
    "deal": "called.name", "file": "shown.name", "id": "listed.id", "row": "listed.row + 1", "verdict": "listed.word", "reason": "''",
}  # fmt: skip


def _bare(column: str) -> str:
    return _BARE.get(column, f"[]::{kind_of(column)}")


def _cell(column: str) -> str:
    return f"CASE WHEN record IS NULL THEN {_bare(column)} ELSE {_judged(column)} END"


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
