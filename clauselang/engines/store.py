"""Rows of numbers and texts → tables of one DuckDB connection, and rows back. They go there as Arrow, which DuckDB reads in place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from itertools import islice
from typing import Any

import attrs

from clauselang.engines.arrow import packed

LOADED = 20_000  # rows of a table at a time: until they are there, they are held twice
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
        self.load_columns(name, columns, kinds, by_column(rows))

    def load_columns(self, name: str, columns: Sequence[str], kinds: str, parts: Iterable[Iterable[Sequence[object]]]) -> None:
        """Make a table of rows that are given by column, some at a time."""
        self.define(name, columns, kinds)
        self.insert(name, kinds, parts)

    def define(self, name: str, columns: Sequence[str], kinds: str) -> None:
        """Make a table without rows."""
        defined = ", ".join(f"{column} {_TYPES[kind]}" for column, kind in zip(columns, kinds, strict=True))
        self.db.execute(f"CREATE {'' if name in self.shared else 'TEMP '}TABLE {name} ({defined})")

    def insert(self, name: str, kinds: str, parts: Iterable[Iterable[Sequence[object]]]) -> None:
        """Add rows to a table, some at a time as columns; `name` may say which columns they are."""
        for part in parts:
            with self.lent("given", map(str, range(len(kinds))), kinds, part):
                self.db.execute(f"INSERT INTO {name} FROM given")

    @contextmanager
    def lent(self, name: str, columns: Iterable[str], kinds: str, cells: Iterable[Sequence[Any]]) -> Iterator[None]:
        """A table for a while of rows that stay here, given by column; its numbers are all of the size of `n`."""
        self.db.register(name, packed(columns, kinds, cells))
        try:
            yield
        finally:
            self.db.unregister(name)

    def sparing(self) -> AbstractContextManager[None]:
        """For a while, memory that a statement has left behind is given back at once. In a scan it would be wanted again at once."""
        return self._set("allocator_bulk_deallocation_flush_threshold", "1MB")

    def as_written(self) -> AbstractContextManager[None]:
        """For a while, tables are joined in the order in which a query names them, the first of them read row by row."""
        return self._set("disabled_optimizers", "join_order,build_side_probe_side")

    @contextmanager
    def _set(self, setting: str, value: str) -> Iterator[None]:
        self.db.execute(f"SET {setting} = '{value}'")
        try:
            yield
        finally:
            self.db.execute(f"RESET {setting}")

    def restart(self) -> None:
        """Let this thread start those of the engine again, which then stand back as far as it does."""
        count = self.one("SELECT current_setting('threads')")
        for threads in (1, count):
            self.db.execute(f"SET threads = {threads}")

    def rows(self, query: str, values: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a query; they end when another is asked."""
        found = self.db.execute(query, list(values))
        while part := found.fetchmany(LOADED):
            yield from part

    def one(self, query: str) -> Any:
        """The only cell of the only row of a query."""
        ((cell,),) = self.db.execute(query).fetchall()
        return cell

    def drop(self, *tables: str) -> None:
        """Give back the memory of tables that nobody asks any more."""
        for table in tables:
            self.db.execute(f"DROP TABLE IF EXISTS {table}")


def by_column(rows: Iterable[Sequence[object]], at_once: int = LOADED) -> Iterator[Iterable[Sequence[object]]]:
    """Rows as columns, some at a time."""
    left = iter(rows)
    while part := list(islice(left, at_once)):
        yield zip(*part, strict=True)
