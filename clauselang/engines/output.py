"""Rows of verdicts → a table, JSON, JSON Lines, CSV or Parquet; a file appears whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from clauselang.diagnostics.render.full import visible
from clauselang.driver import write_bytes_atomically
from clauselang.engines.kept import LISTS, Kept, kind_of
from clauselang.engines.parquet import DUCKDB, settle
from clauselang.engines.refusal import refuse
from clauselang.semantics.verdict import SEVERITY

Row = Mapping[str, Any]
Paint = Callable[[str, str], str]


def as_table(rows: Iterable[Row], paint: Paint | None = None, total: str | None = None) -> Iterator[str]:
    """One line a post, and a count at the end. Names from the data are printed as text. The rows are gone through twice."""
    width = min(max((len(visible(_name(row))) for row in rows), default=0), 40)
    for row in rows:
        word = str(row["verdict"])
        label = f"{word:<12}"
        marks = f" [{', '.join(row['flags'])}]" if row["flags"] else ""
        shown = f"{visible(_name(row)):<{width}}  {paint(label, word) if paint else label}  {visible(row['reason'])}{marks}"
        yield shown.rstrip(" ") + "\n"
    yield f"\n{total if total is not None else summary(rows)}\n"


def _name(row: Row) -> str:
    post = row["id"] or f"row {row['row']}"
    return f"{row['deal']}: {post}" if "deal" in row else post


def summary(rows: Iterable[Row]) -> str:
    """How many posts there are, and how many with each verdict."""
    counts = Counter(row["verdict"] for row in rows)
    return f"{counted(counts.total(), 'post')}: {in_words(counts)}" if counts else "no posts"


def counted(number: int, what: str) -> str:
    """`1 post`, `2 posts`."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def in_words(counts: Mapping[Any, int]) -> str:
    """`3 violation, 2 compliant`, the worst first."""
    ordered = sorted(SEVERITY, key=SEVERITY.__getitem__, reverse=True)
    return ", ".join(f"{counts[word]:,} {word}" for word in ordered if counts.get(word))


def as_json(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[str]:
    """One list."""
    before = "[\n  "
    for row in rows:
        yield before + json.dumps(_chosen(row, columns), ensure_ascii=False, indent=2).replace("\n", "\n  ")
        before = ",\n  "
    yield "[]\n" if before[0] == "[" else "\n]\n"


def as_json_lines(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[str]:
    """One object a line."""
    for row in rows:
        yield json.dumps(_chosen(row, columns), ensure_ascii=False) + "\n"


def _chosen(row: Row, columns: Sequence[str]) -> dict[str, Any]:
    return {name: row[name] for name in columns}


def as_csv(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[str]:
    """A flat table; a cell that a spreadsheet would take for a formula is marked as text."""
    for cells in chain((columns,), ([_guarded(_flat(name, row[name])) for name in columns] for row in rows)):
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerow(cells)
        yield out.getvalue()


def _flat(column: str, cell: Any) -> Any:
    if column == "clauses":
        return "; ".join(f"{c['clause']} {c['verdict']} ({c['in_window']})" for c in cell)
    return "; ".join(cell) if column in LISTS else "" if cell is None else cell


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
    try:
        if isinstance(rows, Kept):
            rows.copy(str(beside), columns)
        else:
            _copy(beside, rows, columns)
        os.replace(beside, target)
    except (OSError, duckdb.Error):
        raise refuse(Path(path).name, "cannot be written", "check the folder and the rights") from None
    finally:
        beside.unlink(missing_ok=True)


def _copy(path: Path, rows: Iterable[Row], columns: Sequence[str]) -> None:
    import duckdb

    lines = path.with_suffix(".jsonl")
    try:
        with duckdb.connect(":memory:") as connection:
            settle(connection, is_ordered=True)
            with lines.open("w", encoding="utf-8") as file:
                file.writelines(json.dumps({name: row[name] for name in columns}) + "\n" for row in rows)
            wanted = "{" + ", ".join(f"'{name}': '{kind_of(name)}'" for name in columns) + "}"
            reader = f"SELECT * FROM read_json($1, format = 'newline_delimited', columns = {wanted})"
            connection.execute(f"COPY ({reader}) TO $2 (FORMAT parquet, COMPRESSION zstd)", [_literal(str(lines)), str(path)])
    finally:
        lines.unlink(missing_ok=True)


def _literal(path: str) -> str:
    return "".join(f"[{character}]" if character in "*?[" else character for character in path)


def write(path: str, pieces: Iterable[str]) -> None:
    """Write a file so that a reader finds the old text or the new one. Raises `Unreadable`."""
    write_bytes_atomically(path, (piece.encode("utf-8", "backslashreplace") for piece in pieces))
