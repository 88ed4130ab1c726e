"""Rows of verdicts → a table, JSON, JSON Lines, CSV or Parquet; a file appears whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from clauselang.diagnostics.render.full import visible
from clauselang.driver import write_bytes_atomically
from clauselang.engines.parquet import DUCKDB
from clauselang.engines.refusal import refuse
from clauselang.semantics.verdict import SEVERITY

Row = Mapping[str, Any]
Paint = Callable[[str, str], str]
_LISTS = ("missing", "flags")


def as_table(rows: Sequence[Row], paint: Paint | None = None, total: str | None = None) -> str:
    """One line a post, and a count at the end. Names from the data are printed as text."""
    shown = [(visible(_name(row)), row["verdict"], visible(row["reason"]), row["flags"]) for row in rows]
    width = max((len(name) for name, *_ in shown), default=0)
    lines = []
    for name, word, why, flags in shown:
        label = f"{word:<12}"
        marks = f" [{', '.join(flags)}]" if flags else ""
        lines.append(f"{name:<{min(width, 40)}}  {paint(label, word) if paint else label}  {why}{marks}".rstrip(" "))
    return "\n".join([*lines, "", total if total is not None else summary(rows)]) + "\n"


def _name(row: Row) -> str:
    post = row["id"] or f"row {row['row']}"
    return f"{row['deal']}: {post}" if "deal" in row else post


def summary(rows: Sequence[Row]) -> str:
    """How many posts there are, and how many with each verdict."""
    counts = {word: sum(1 for row in rows if row["verdict"] == word) for word in SEVERITY}
    return f"{len(rows)} posts: {in_words(counts)}" if rows else "no posts"


def in_words(counts: Mapping[Any, int]) -> str:
    """`3 violation, 2 compliant`, the worst first."""
    ordered = sorted(SEVERITY, key=SEVERITY.__getitem__, reverse=True)
    return ", ".join(f"{counts[word]:,} {word}" for word in ordered if counts.get(word))


def as_json(rows: Sequence[Row]) -> str:
    """One list."""
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def as_json_lines(rows: Sequence[Row]) -> str:
    """One object a line."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def as_csv(rows: Sequence[Row], columns: Sequence[str]) -> str:
    """A flat table; a cell that a spreadsheet would take for a formula is marked as text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_guarded(_flat(name, row[name])) for name in columns])
    return out.getvalue()


def _flat(column: str, cell: Any) -> Any:
    if column == "clauses":
        return "; ".join(f"{c['clause']} {c['verdict']} ({c['in_window']})" for c in cell)
    return "; ".join(cell) if column in _LISTS else "" if cell is None else cell


def _guarded(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def write_parquet(path: str, rows: Iterable[Row], columns: Sequence[str]) -> None:
    """Write Parquet. Raises `Unreadable` where DuckDB is missing or the folder cannot be written to."""
    try:
        import duckdb
    except ImportError:
        raise refuse(path, "is to be Parquet, which needs DuckDB", DUCKDB) from None
    target = Path(path).resolve()
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    kinds = {"row": "BIGINT", "clauses": 'STRUCT(clause VARCHAR, "index" BIGINT, verdict VARCHAR, in_window VARCHAR)[]'}
    kinds |= dict.fromkeys(_LISTS, "VARCHAR[]") | dict.fromkeys(SEVERITY, "BIGINT")  # the counts of a summary
    lines = beside.with_suffix(".jsonl")
    connection = duckdb.connect(":memory:")
    try:
        with lines.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps({name: row[name] for name in columns}) + "\n" for row in rows)
        wanted = "{" + ", ".join(f"'{name}': '{kinds.get(name, 'VARCHAR')}'" for name in columns) + "}"
        reader = f"SELECT * FROM read_json($1, format = 'newline_delimited', columns = {wanted})"
        connection.execute(f"COPY ({reader}) TO $2 (FORMAT parquet, COMPRESSION zstd)", [_literal(str(lines)), str(beside)])
        os.replace(beside, target)
    except (OSError, duckdb.Error):
        raise refuse(Path(path).name, "cannot be written", "check the folder and the rights") from None
    finally:
        connection.close()
        for part in (lines, beside):
            part.unlink(missing_ok=True)


def _literal(path: str) -> str:
    return "".join(f"[{character}]" if character in "*?[" else character for character in path)


def write(path: str, text: str) -> None:
    """Write a file so that a reader finds the old text or the new one. Raises `Unreadable`."""
    write_bytes_atomically(path, text.encode("utf-8", "backslashreplace"))
