"""The columns of Parquet files → a view with our names: keys for words, microseconds for exact instants of publication."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

import attrs
from sqlglot import exp

from clauselang.ingest.columns import Columns
from clauselang.ingest.mapping import Mapping as Foreign

KEYED = ("influencer", "account", "platform", "format", "timezone", "brand", "category", "act", "kind", "territory", "event", "deliverable",
         "consent_at")  # fmt: skip
UNKEYED = ("id", "published_at")
CELLS = (*(f"c_{name}" for name in UNKEYED), *(f"k_{name}" for name in KEYED))  # all that is known of a post, as views call it
# What the interpreter would read as an exact instant too: seconds, and an offset. Everything else is left to it.
EXACT = (
    r"(19|2[0-9])[0-9]{2}-[0-9]{2}-[0-9]{2}[T ]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,6})?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])"
)
_WHOLE = frozenset("TINYINT SMALLINT INTEGER BIGINT UTINYINT USMALLINT UINTEGER UBIGINT BOOLEAN".split())


class Foreignness(Exception):
    """A column that is not of a kind that this engine reads exactly as the interpreter does."""


@attrs.frozen
class Shape:
    """Which column of the files is which of ours, and of what type."""

    theirs: Mapping[str, str]
    types: Mapping[str, str]

    @classmethod
    def of(cls, described: Iterable[tuple[str, str]], foreign: Foreign | None) -> Shape:
        """Find our columns among those of the files. Raises `Foreignness`."""
        columns = Columns(foreign)
        theirs: dict[str, str] = {}
        types: dict[str, str] = {}
        for name, kind in described:
            for ours in columns.ours(name):
                if ours in theirs:
                    raise Foreignness(f"has two columns for `{ours}`")
                theirs[ours], types[ours] = name, kind
        for ours in theirs:
            if ours in KEYED and not _readable(types[ours]):
                raise Foreignness(f"has a column `{ours}` of type {types[ours][:40]}")
        return cls(theirs, types)

    def raw(self, ours: str) -> exp.Expression:
        """The cells of one of our columns as the interpreter is given them."""
        if ours not in self.theirs:
            return exp.cast(exp.Null(), "VARCHAR")
        return self.text(ours, exp.column(self.theirs[ours], quoted=True))

    def text(self, ours: str, found: exp.Expression) -> exp.Expression:
        """A cell as the interpreter is given it: an instant as text."""
        if self.types.get(ours) != "TIMESTAMP WITH TIME ZONE":
            return found
        utc = exp.func("make_timestamp", exp.func("epoch_us", found, dialect="duckdb"), dialect="duckdb")
        return exp.Anonymous(this="strftime", expressions=[utc, exp.Literal.string("%Y-%m-%dT%H:%M:%S.%fZ")])

    def key(self, ours: str, cell: exp.Expression) -> exp.Expression:
        """The cells of one of our columns as text that is equal where they are."""
        if not self.is_text(ours):
            cell = exp.cast(exp.Anonymous(this="to_json", expressions=[cell]), "VARCHAR")
        return exp.Coalesce(this=cell, expressions=[exp.Literal.string("")])

    def key_of(self, ours: str) -> str:
        """The key of a cell of a post `p`, as one of `plain` is, in SQL of DuckDB."""
        if ours not in self.theirs:
            return "''"
        return self.key(ours, self.text(ours, exp.column(f"r_{ours}", table="p"))).sql("duckdb")

    def is_text(self, ours: str) -> bool:
        """Whether the cells of the column are texts."""
        return self.types.get(ours, "VARCHAR") in ("VARCHAR", "TIMESTAMP WITH TIME ZONE")

    def cell(self, ours: str, key: str) -> object:
        """The cell that a key stands for."""
        if not key:
            return None
        return key if self.is_text(ours) else json.loads(key)

    def at(self, translated: bool) -> exp.Expression:
        """Microseconds since 1970 where the cell is an exact instant, else null."""
        kind = self.types.get("published_at", "")
        none = exp.cast(exp.Null(), "BIGINT")
        if translated or kind not in ("VARCHAR", "TIMESTAMP WITH TIME ZONE"):
            return none
        cell = exp.column(self.theirs["published_at"], quoted=True)
        instant = exp.Anonymous(this="epoch_us", expressions=[exp.TryCast(this=cell.copy(), to=exp.DataType.build("TIMESTAMPTZ"))])
        if kind == "VARCHAR":
            matches = exp.Anonymous(this="regexp_full_match", expressions=[cell, exp.Literal.string(EXACT)])
            return exp.Case().when(matches, instant).else_(none)
        first, last = (exp.cast(exp.Literal.string(f"{year}-01-01 00:00:00+00"), "TIMESTAMPTZ") for year in (1900, 3000))
        within = exp.and_(exp.GTE(this=cell, expression=first), exp.LT(this=cell.copy(), expression=last))  # infinity is not within
        return exp.Case().when(within, exp.Anonymous(this="epoch_us", expressions=[cell.copy()])).else_(none)

    def plain(self, source: exp.Expression, translated: bool) -> exp.Select:
        """All posts as they are, so that one scan computes nothing for posts that it drops."""
        wanted = [exp.column("filename"), exp.column("file_row_number")]
        found = [name for name in (*UNKEYED, *KEYED) if name in self.theirs]
        cells = [exp.alias_(exp.column(self.theirs[name], quoted=True), f"r_{name}") for name in found]
        return exp.select(*wanted, *cells, exp.alias_(self.at(translated), "at")).from_(source)

    def keys(self, table: str) -> exp.Select:
        """A table of some of these posts, with its cells, its keys and a number for each row."""
        none = exp.cast(exp.Null(), "VARCHAR")
        cells = {name: self.text(name, exp.column(f"r_{name}")) if name in self.theirs else none.copy() for name in (*UNKEYED, *KEYED)}
        keys = [exp.alias_(cells[name], f"c_{name}") for name in UNKEYED]
        keys += [exp.alias_(self.key(name, cells[name]), f"k_{name}") for name in KEYED]
        return exp.select(exp.alias_(exp.column("rowid"), "place"), exp.Star(), *keys).from_(table)

    def view(self, source: exp.Expression, translated: bool) -> exp.Select:
        """All posts: where they stand, their cells, their keys and when they were published."""
        wanted = [exp.column("filename"), exp.column("file_row_number")]
        cells = [exp.alias_(self.raw(name), f"c_{name}") for name in UNKEYED]
        keys = [exp.alias_(self.key(name, self.raw(name)), f"k_{name}") for name in KEYED]
        return exp.select(*wanted, *cells, *keys, exp.alias_(self.at(translated), "at")).from_(source)


def _readable(kind: str) -> bool:
    return kind in ("VARCHAR", "VARCHAR[]", "TIMESTAMP WITH TIME ZONE") or kind in _WHOLE
