"""Parquet files, a table or a frame of Spark → posts with our names, types as the other engine calls them, and their instants.

What is an exact instant is decided as in `columns`: seconds and an offset, or a type that is one. All else is left to
the interpreter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import unquote, urlsplit

import attrs
from pyspark.sql import functions as f
from pyspark.sql import types as t

from clauselang.engines.columns import EXACT, KEYED, UNKEYED, Shape
from clauselang.engines.since import Earlier
from clauselang.engines.spark_tables import every_one, table
from clauselang.ingest.mapping import Mapping as Foreign

_NOWHERE = "'' AS file"
_ROW = "_metadata.row_index AS row"
_TYPES: dict[type[t.DataType], str] = {
    t.StringType: "VARCHAR", t.TimestampType: "TIMESTAMP WITH TIME ZONE", t.TimestampNTZType: "TIMESTAMP", t.DateType: "DATE",
    t.ByteType: "TINYINT", t.ShortType: "SMALLINT", t.IntegerType: "INTEGER", t.LongType: "BIGINT", t.BooleanType: "BOOLEAN",
    t.FloatType: "FLOAT", t.DoubleType: "DOUBLE", t.BinaryType: "BLOB",
}  # fmt: skip
_PLAIN = (str, int)
_UTC = "concat(date_format({0}, 'yyyy-MM-dd'), 'T', date_format({0}, 'HH:mm:ss.SSSSSS'), 'Z')"  # in the zone of the session


@attrs.frozen
class File:
    """An input: its number in the order of the output, and how it is shown."""

    number: int
    shown: str


@attrs.frozen
class Posts:
    """Posts of some files, or of a table, whose rows have no number (`files` is empty)."""

    frame: Any
    shape: Shape
    files: Mapping[str, File]
    shown: str
    open: Callable[[str], Any] | None = None

    @property
    def is_table(self) -> bool:
        """Whether rows have no place of their own."""
        return not self.files

    @property
    def first(self) -> str:
        """The last part of the name of the first file, under which words that nobody declares are reported."""
        return min((file.shown for file in self.files.values()), default=self.shown).rpartition("/")[2]

    def cell(self, ours: str) -> str:
        """One of our columns as the interpreter is given it: an instant as text. (As SQL, which needs one call into Java.)"""
        if ours not in self.shape.theirs:
            return "CAST(NULL AS STRING)"
        return _UTC.format(f"r_{ours}") if self.shape.types[ours] == "TIMESTAMP WITH TIME ZONE" else f"r_{ours}"

    def text(self, ours: str) -> str:
        """The key of one of our columns: text that is equal where the cells are."""
        if ours not in self.shape.theirs:
            return "''"
        cell, kind = self.cell(ours), self.shape.types[ours]
        if kind not in ("VARCHAR", "TIMESTAMP WITH TIME ZONE"):
            cell = f"to_json({cell})" if kind.endswith("[]") else f"CAST({cell} AS STRING)"
        return f"coalesce({cell}, '')"

    @property
    def cells(self) -> list[str]:
        """All that is known of a post, in the order in which a hit has it."""
        return [*(f"{self.cell(name)} AS c_{name}" for name in UNKEYED), *(f"{self.text(name)} AS k_{name}" for name in KEYED)]

    def narrowed(self, frame: Any) -> Posts:
        """Some of these posts."""
        return attrs.evolve(self, frame=frame)

    def of(self, path: str) -> Posts:
        """The posts of one of the files, with the columns that all of them have together."""
        assert self.open is not None
        return self.narrowed(self.open(path))

    def file(self, path: str) -> File:
        """The file of a post; a table stands first and alone."""
        return self.files[_local(path)] if self.files else File(0, self.shown)

    def place(self, file: File, row: int, cells: Sequence[object]) -> tuple[object, ...]:
        """Where a post stands in the output: a table has no order but that of its cells."""
        return (file.number, row) if self.files else tuple("" if cell is None else str(cell) for cell in cells)

    def since(self, instant: int, mapping: Foreign) -> Posts:
        """Those that were not certainly published before an instant."""
        time = self.cell("published_at")
        keys = [self.text("published_at"), self.text("timezone"), f"CAST({time} IS NULL AS BIGINT)"]  # `""` may be translated
        open_ones = self.frame.where("at IS NULL").selectExpr(time, *keys).distinct()
        earlier = Earlier(self.shape, mapping, instant)
        gone = [key for cell, *key in map(plain_row, open_ones.collect()) if earlier.holds(cell, key[1])]
        frame = self.frame.where(f.col("at").isNull() | (f.col("at") >= instant))
        if gone:
            drop = table(self.frame.sparkSession, ("gone_time", "gone_zone", "gone_null"), "ttn", gone)
            same = every_one(f.expr(key) == drop[name] for key, name in zip(keys, drop.columns, strict=True))
            frame = frame.join(drop, same, "left_anti")
        return self.narrowed(frame)


def of_files(session: Any, paths: Sequence[str], shown: Sequence[str], foreign: Foreign | None) -> Posts:
    """The posts of Parquet files, which may have different columns. Raises `columns.Foreignness`."""
    found = session.read.option("mergeSchema", "true").parquet(*map(_literal, paths))
    shape = _shape(found, foreign)
    ordered = sorted(range(len(paths)), key=lambda at: (shown[at], paths[at]))
    is_one = len(paths) == 1  # whose name need not stand at every row
    files = {"" if is_one else _local(paths[at]): File(number, shown[at]) for number, at in enumerate(ordered)}
    place = (_NOWHERE if is_one else "_metadata.file_path AS file", _ROW)

    def opened(path: str) -> Any:
        return _ours(session.read.schema(found.schema).parquet(_literal(path)), shape, foreign, place)

    return Posts(_ours(found, shape, foreign, place), shape, files, shown[0], opened)


def of_table(frame: Any, name: str, foreign: Foreign | None) -> Posts:
    """The posts of a table or a frame, whose rows have no order. Raises `columns.Foreignness`."""
    shape = _shape(frame, foreign)
    return Posts(_ours(frame, shape, foreign, (_NOWHERE, "0L AS row")), shape, {}, name)


def plain_row(row: Sequence[Any]) -> tuple[Any, ...]:
    """Values as the other engine gives them."""
    return tuple([cell if cell is None or type(cell) in _PLAIN else _value(cell) for cell in row])


def _value(cell: Any) -> Any:
    if isinstance(cell, bytearray):
        return bytes(cell)
    return cell.asDict(True) if hasattr(cell, "asDict") else cell


@lru_cache
def _local(path: str) -> str:
    """A path as files are known by: without scheme where it is of this machine, and not quoted."""
    parts = urlsplit(path)
    return unquote(parts.path) if parts.scheme == "file" else path


def _literal(path: str) -> str:
    """A path in which no character is a pattern for Spark."""
    return "".join(f"\\{character}" if character in "\\*?[]{}" else character for character in path)


def _shape(frame: Any, foreign: Foreign | None) -> Shape:
    return Shape.of([(field.name, _type(field.dataType)) for field in frame.schema.fields], foreign)


def _ours(frame: Any, shape: Shape, foreign: Foreign | None, place: Iterable[str]) -> Any:
    """All posts as they are, so that a scan works out nothing for those that it drops."""
    cells = [_raw(shape, name).alias(f"r_{name}") for name in (*UNKEYED, *KEYED) if name in shape.theirs]
    translated = foreign is not None and bool({"published_at", "timezone"} & {*foreign.values, *foreign.defaults})
    return frame.select(*(f.expr(each) for each in place), *cells, _at(shape, translated).alias("at"))


def _type(kind: t.DataType) -> str:
    if isinstance(kind, t.ArrayType) and isinstance(kind.elementType, t.StringType):
        return "VARCHAR[]"
    return _TYPES.get(type(kind), kind.simpleString())


def _raw(shape: Shape, ours: str) -> Any:
    cell = _column(shape.theirs[ours])
    # without the collation of a table, so that texts compare by their characters
    return cell.cast("string") if shape.types[ours] == "VARCHAR" else cell


def _column(name: str) -> Any:
    return f.col("`" + name.replace("`", "``") + "`")


def _at(shape: Shape, translated: bool) -> Any:
    """Microseconds since 1970 where the cell is an exact instant, else null."""
    kind = shape.types.get("published_at", "")
    if translated or kind not in ("VARCHAR", "TIMESTAMP WITH TIME ZONE"):
        return f.lit(None).cast("bigint")
    cell = _column(shape.theirs["published_at"])
    if kind == "VARCHAR":
        return f.when(cell.rlike(rf"\A(?:{EXACT})\z"), f.unix_micros(f.try_to_timestamp(cell)))
    instant = f.unix_micros(cell)
    first, last = (_micros(year) for year in (1900, 3000))
    return f.when((instant >= first) & (instant < last), instant)


def _micros(year: int) -> int:
    from datetime import UTC, datetime, timedelta

    return (datetime(year, 1, 1, tzinfo=UTC) - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
