"""Raw rows of any kind of file → activities, and a bounded report of the rows that cannot be read."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from clauselang.diagnostics.diagnostic import Diagnostic, Diagnostics
from clauselang.ingest.cells import read_activity
from clauselang.ingest.columns import MAX_COLUMNS, Columns
from clauselang.ingest.plain import Mistake, is_empty, shown
from clauselang.semantics.facts import Activity
from clauselang.source import Source, Span

MAX_REPORTS = 200
_SPAN = 120


@attrs.frozen
class Raw:
    """One row: its cells by our names, or what is wrong with it as a whole; and where it stands in the text."""

    cells: dict[str, object]
    mistake: Mistake | None = None
    start: int = 0
    end: int = 0


class Refused(Exception):
    """A file that holds no rows at all that could be trusted."""

    def __init__(self, message: str, remedy: str, offset: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.offset = offset


@attrs.define
class Collector:
    """Takes rows one by one; rows are numbered from 1."""

    name: str
    columns: Columns
    source: Source | None = None
    activities: list[Activity] = attrs.field(factory=list)
    reports: list[Diagnostic] = attrs.field(factory=list)
    unreported: int = 0
    _full: Span | None = None

    def collect(self, rows: Iterable[Raw]) -> tuple[tuple[Activity, ...], Diagnostics]:
        """The activities, and what is to be said of the file and its rows."""
        for number, raw in enumerate(rows, 1):
            self.take(number, raw)
        return self.result()

    def result(self) -> tuple[tuple[Activity, ...], Diagnostics]:
        """What was taken so far, and what is to be said of it."""
        if self.unreported:
            word = "row" if self.unreported == 1 else "rows"
            message = f"{self.name}: … and {self.unreported:,} more unreadable {word}"
            self.reports.append(Diagnostic("F102", self._full, message, help="mend the rows above first"))
        header = [Diagnostic("F103", self._header(), f"{self.name}: {message}", help=help) for message, help in self.columns.findings()]
        return tuple(self.activities), (*header, *self.reports)

    def take(self, number: int, raw: Raw) -> None:
        """Read one row, or report it."""
        if raw.mistake:
            return self._refuse(number, raw, (raw.mistake,))
        mapping = self.columns.mapping
        cells = {ours: mapping.translate(ours, cell) for ours, cell in raw.cells.items()} if mapping.values else raw.cells
        for ours, default in mapping.defaults.items():
            if is_empty(cells.get(ours)):
                cells[ours] = default
        found = read_activity(number, cells)
        if isinstance(found, Activity):
            self.activities.append(found)
        else:
            self._refuse(number, raw, found)

    def _refuse(self, number: int, raw: Raw, mistakes: tuple[Mistake, ...]) -> None:
        span = Span(self.source, raw.start, min(raw.end, raw.start + _SPAN)) if self.source else None
        if self._full or self.unreported or len(self.reports) + len(mistakes) > MAX_REPORTS:
            self._full = self._full or span
            self.unreported += 1
            return
        for mistake in mistakes:
            column = f", column {shown(self.columns.label(mistake.column))}" if mistake.column else ""
            message = f"{self.name} row {number}{column}: {mistake.message}"
            self.reports.append(Diagnostic("F102", span, message, help=mistake.remedy()))

    def _header(self) -> Span | None:
        return Span(self.source, 0, 0) if self.source else None


def raw_of(row: object, columns: Columns, start: int = 0, end: int = 0) -> Raw:
    """A row that is a table from names to values."""
    if not isinstance(row, dict):
        return Raw({}, Mistake(None, "the row is not an object with named values", lambda: "write `{…}` for each post"), start, end)
    if len(row) > MAX_COLUMNS:
        return Raw({}, Mistake(None, f"the row has {len(row):,} names, more than {MAX_COLUMNS:,}"), start, end)
    cells: dict[str, object] = {}
    for theirs, value in row.items():
        for ours in columns.ours(theirs) if isinstance(theirs, str) else ():
            if ours in cells:
                return Raw({}, Mistake(ours, "the row gives it twice", lambda: "keep one of the two names"), start, end)
            cells[ours] = value
    if not cells:
        remedy = "name them as in the manual, or say in a mapping what they are called"
        return Raw({}, Mistake(None, "none of its names is a known column", lambda: remedy), start, end)
    return Raw(cells, None, start, end)
