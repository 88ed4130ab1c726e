"""Rows of numbers and texts → tables of one DuckDB connection, and rows back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import attrs

LOADED = 20_000  # rows of a table at a time: a text of all would be larger than the table
_TYPES = {"b": "TINYINT", "i": "INTEGER", "n": "BIGINT", "h": "HUGEINT", "t": "VARCHAR"}


@attrs.frozen
class Store:
    """A connection. Kinds of columns are a letter each: `b`, `i`, `n` and `h` for ever larger numbers, `t` for text.

    Tables are of the connection alone, unless they are `shared` with its cursors.
    """

    db: Any
    shared: frozenset[str] = frozenset()

    def load(self, name: str, columns: Sequence[str], kinds: str, rows: Iterable[Sequence[object]]) -> None:
        """Make a table of rows."""
        self.define(name, columns, kinds)
        self.insert(name, kinds, by_column(rows))

    def define(self, name: str, columns: Sequence[str], kinds: str) -> None:
        """Make a table without rows."""
        defined = ", ".join(f"{column} {_TYPES[kind]}" for column, kind in zip(columns, kinds, strict=True))
        self.db.execute(f"CREATE {'' if name in self.shared else 'TEMP '}TABLE {name} ({defined})")

    def insert(self, name: str, kinds: str, parts: Iterable[Iterable[Sequence[object]]]) -> None:
        """Add rows to a table, some at a time as columns; `name` may say which columns they are."""
        for part in parts:
            taken = [_column(at, _TYPES[kind], cells) for at, (kind, cells) in enumerate(zip(kinds, part, strict=True), 1)]
            self.db.execute(f"INSERT INTO {name} SELECT {', '.join(sql for sql, _ in taken)}", [value for _, value in taken])

    def rows(self, query: str, values: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a query; they end when another is asked."""
        found = self.db.execute(query, list(values))
        while part := found.fetchmany(LOADED):
            yield from part

    def one(self, query: str) -> Any:
        """The only cell of the only row of a query."""
        return self.db.execute(query).fetchone()[0]

    def drop(self, *tables: str) -> None:
        """Give back the memory of tables that nobody asks any more."""
        for table in tables:
            self.db.execute(f"DROP TABLE IF EXISTS {table}")


def _column(at: int, kind: str, cells: Sequence[Any]) -> tuple[str, object]:
    """A column as an expression in SQL and its value: numbers without a gap are counted there, and of equal cells one travels."""
    first, count = cells[0], len(cells)
    if kind != _TYPES["h"] and isinstance(first, int):
        if cells[-1] == first + count - 1 and list(cells) == list(range(first, first + count)):
            return f"unnest(range(${at}, ${at} + {count}))::{kind}", first
        if cells.count(first) == count:
            return f"unnest(repeat([${at}::{kind}], {count}))", first
    return f"unnest(from_json(${at}, '[\"{kind}\"]'))", json.dumps(cells)


def by_column(rows: Iterable[Sequence[object]], at_once: int = LOADED) -> Iterator[Iterable[Sequence[object]]]:
    """Rows as columns, some at a time."""
    left = iter(rows)
    while part := list(islice(left, at_once)):
        yield zip(*part, strict=True)
