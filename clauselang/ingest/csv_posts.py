"""CSV text (RFC 4180; comma, semicolon or tab) → raw rows."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from clauselang.ingest.cells import COLUMNS
from clauselang.ingest.columns import MAX_COLUMNS, Columns
from clauselang.ingest.plain import Mistake, shown
from clauselang.ingest.rows import Raw, Refused

DELIMITERS = (",", ";", "\t")
_END = re.compile(r"\r\n?|\n")


class _Lines:
    """The physical lines of a text with their ends; `at` is where the next one begins."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        start = self.at
        if start >= len(self.text):
            raise StopIteration
        self.at = self.end_of(start)
        return self.text[start : self.at]

    def end_of(self, start: int) -> int:
        """Where the line after the one at `start` begins."""
        found = _END.search(self.text, start)
        return found.end() if found else len(self.text)


def csv_rows(text: str, columns: Columns) -> Iterator[Raw]:
    """The rows below the header. Raises `Refused` when there is no header to read them by."""
    # INVARIANT: the limit belongs to the whole process and is only ever raised. A cell of any length is first read to
    # its end and then refused: giving up inside a quoted caption would read the rest of the caption as rows.
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    delimiter, header = _header(text, columns)
    places = _places(header, columns)
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    for cells in reader:  # as far as the header
        if any(cells):
            break
    while True:
        start = lines.at
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Raw({}, _quoting(lines, start, str(error)), start, lines.end_of(start))
            continue
        if any(not cell.isspace() for cell in cells if cell):
            yield _row(cells, places, len(header), start, lines)


def _row(cells: list[str], places: list[tuple[int, str]], width: int, start: int, lines: _Lines) -> Raw:
    end = lines.end_of(start)
    if len(cells) > width and any(cells[width:]):
        message = f"the row has {len(cells):,} cells, but the header has {width:,}"
        return Raw({}, Mistake(None, message, lambda: "put a cell that contains the delimiter between double quotes"), start, end)
    return Raw({ours: cells[place] for place, ours in places if place < len(cells) and cells[place]}, None, start, end)


def _quoting(lines: _Lines, start: int, error: str) -> Mistake:
    remedy = "put the cell between double quotes, and write a quote inside it twice"
    if error.startswith("unexpected end"):
        lost = lines.text.count("\n", lines.end_of(start))
        tail = f", so the {lost:,} lines below it were not read" if lost > 1 else ""
        return Mistake(None, f"a double quote is opened and never closed{tail}", lambda: remedy)
    return Mistake(None, "text follows a closing double quote", lambda: remedy)


def _header(text: str, columns: Columns) -> tuple[str, list[str]]:
    """The delimiter that finds the most known columns, and the header that it gives."""
    found: list[tuple[int, int, str, list[str]]] = []
    refused = False
    for delimiter in DELIMITERS:
        try:
            names = next((cells for cells in csv.reader(_Lines(text), delimiter=delimiter, strict=True) if any(cells)), [])
        except csv.Error:
            refused = True
            continue
        if len(names) > MAX_COLUMNS:
            refused = True
        else:
            known = sum(bool(Columns(columns.mapping).ours(name)) for name in names)
            found.append((known, len(names), delimiter, names))
    if not any(known for known, *_ in found) and (refused or not found):
        raise Refused(f"the header is not readable as CSV with at most {MAX_COLUMNS:,} columns", "export the file again as CSV", 0)
    known, _, delimiter, names = max(found, key=lambda choice: choice[:2])
    if not names:
        raise Refused("the file is empty", "the first line names the columns, such as `id,published_at,brand`")
    if not known:
        raise Refused("the first line names no known column", "the columns are " + ", ".join(COLUMNS), 0)
    return delimiter, names


def _places(header: list[str], columns: Columns) -> list[tuple[int, str]]:
    places: list[tuple[int, str]] = []
    for place, theirs in enumerate(header):
        for ours in columns.ours(theirs):
            if any(ours == other for _, other in places):
                raise Refused(f"the header has two columns {shown(columns.label(ours))}", "rename one, or leave it out", 0)
            places.append((place, ours))
    return places
