"""A file of posts (CSV, JSON, JSON Lines) or rows from elsewhere → activities, and what could not be read of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

from clauselang.diagnostics.diagnostic import Diagnostic, Diagnostics
from clauselang.ingest.columns import Columns
from clauselang.ingest.csv_posts import csv_rows
from clauselang.ingest.json_posts import json_lines, json_rows
from clauselang.ingest.mapping import Mapping
from clauselang.ingest.rows import Collector, Raw, Refused, raw_of
from clauselang.semantics.facts import Activity
from clauselang.source import Source, Span

Kind: TypeAlias = Literal["csv", "json", "jsonl"]
Read: TypeAlias = tuple[tuple[Activity, ...], Diagnostics]


def read(name: str, data: bytes, kind: Kind, mapping: Mapping | None = None) -> Read:
    """Read a file of posts. An unreadable row is reported and left out; an unreadable file gives no activities."""
    source: Source | None = None
    try:
        source = Source(name, text_of_file(data))
        columns = Columns(mapping)
        return Collector(name, columns, source).collect(_rows(source.text, kind, columns))
    except Refused as error:
        offset = None if error.offset is None else min(error.offset, len(source.text) if source else 0)
        span = Span(source, offset, min(offset + 1, len(source.text))) if source and offset is not None else None
        return (), (Diagnostic("F101", span, f"{name}: {error.message}", help=error.remedy),)


def read_rows(name: str, rows: Iterable[dict[str, object]], mapping: Mapping | None = None) -> Read:
    """Read rows that something else has taken from a file, with dates and lists as Python values."""
    columns = Columns(mapping)
    return Collector(name, columns).collect(raw_of(row, columns) for row in rows)


def _rows(text: str, kind: Kind, columns: Columns) -> Iterator[Raw]:
    match kind:
        case "csv":
            return csv_rows(text, columns)
        case "json":
            return json_rows(text, columns)
        case "jsonl":
            return json_lines(text, columns)


def text_of_file(data: bytes) -> str:
    """The UTF-8 text of a file, without a byte order mark. Raises `Refused` for anything that is no such text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Refused("the file is UTF-16 text", "save it as UTF-8")
    if data.startswith(b"PK\x03\x04"):
        raise Refused("the file is a spreadsheet or an archive", "export the sheet as CSV in UTF-8")
    if (zero := data.find(b"\0")) >= 0:
        line = data.count(b"\n", 0, zero) + 1
        raise Refused(f"the file is not text: a NUL byte stands in line {line:,}", "export it again as UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        byte = error.object[error.start]
        raise Refused(f"the file is not UTF-8 text: byte 0x{byte:02X} stands in line {line:,}", "save it as UTF-8") from None
