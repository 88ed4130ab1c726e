"""Cells of some rows of agreements → texts, names, dates, amounts; what cannot be read is refused, with its row and column."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple, TypeAlias, TypeVar, cast

from clauselang.ingest.plain import MAX_CELL, Unreadable, are_tidy, is_empty, pieces, shown, text_of
from clauselang.resolve.codes import CURRENCIES
from clauselang.semantics.clock import moment, zone_info
from clauselang.syntax import ast

NEVER = -1 << 63
HELD = 65_536  # cells of one column that are known
_PLAIN = (str, date)  # what is only equal to what reads alike
_T = TypeVar("_T")

Mistakes: TypeAlias = "list[tuple[str | None, str]]"  # of a row: the column if it is one cell, and what is wrong


class Undated(NamedTuple):
    """Texts, and the same texts with `null` for every instant that stands in them; where the instants of each row end that they give
    as `published`, behind a first 0, and these instants. What is no instant, and of no day there is, is `NEVER`."""

    texts: Sequence[str | None]
    undated: Sequence[str | None]
    ends: array[int]
    instants: array[int]


class Cells(NamedTuple):
    """Some rows by column: the names of the first row, the cells of the columns that there are, and the rows that are none.

    Posts may be among the columns, or be told apart: by what waits for them and is called once.
    """

    names: Iterable[object]
    columns: Mapping[str, Sequence[object]]
    size: int
    broken: frozenset[int] = frozenset()
    posts: Callable[[], Undated] | None = None


class CellReader:
    """Reads the cells of some rows after another, and keeps every mistake of a row with the place where it stands.

    What many rows share (zones, days, brands) is read once and then known.
    """

    def __init__(self) -> None:
        self.cells = Cells((), {}, 0)
        self.mistakes: dict[int, Mistakes] = {}
        self._known: dict[str, dict[object, Any]] = {}

    def take(self, cells: Cells) -> None:
        """Turn to other rows."""
        self.cells, self.mistakes = cells, {}
        for row in sorted(cells.broken):
            self.refuse(row, "the row is not an object with named values")

    def refuse(self, row: int, what: str, column: str | None = None) -> None:
        """Keep a mistake."""
        self.mistakes.setdefault(row, []).append((column, what))

    def texts(self, column: str) -> Sequence[str | None]:
        """The texts of a column whose cells differ."""
        cells: Any = self.cells.columns.get(column) or [None] * self.cells.size
        if set(map(type, cells)) <= {str} and max(map(len, cells), default=0) < MAX_CELL:
            if are_tidy(cells):
                return cast("Sequence[str]", cells)
            if "".join(cells).isascii():
                return [cell.strip() or None for cell in cells]
        return [None if cell is None else self.text(cell, row, column) for row, cell in enumerate(cells)]

    def alike(self, column: str, read: Callable[[object, int, str], _T | None]) -> Sequence[_T | None]:
        """The cells of a column of which many are alike, so that what was read without a mistake is known."""
        cells = self.cells.columns.get(column)
        if cells is None:
            return [None] * self.cells.size
        known = self._known.setdefault(column, {None: None})
        if len(known) > HELD:
            self._known[column] = known = {None: None}
        try:
            return list(map(known.__getitem__, cells))
        except (KeyError, TypeError):
            pass
        found: list[_T | None] = []
        for row, cell in enumerate(cells):
            try:
                found.append(known[cell])
            except (KeyError, TypeError):  # not met, or a list
                found.append(read(cell, row, column))
                if type(cell) in _PLAIN and row not in self.mistakes:
                    known[cell] = found[-1]
        return found

    def text(self, cell: object, row: int, column: str) -> str | None:
        """The text of a cell, without spaces around it."""
        if type(cell) is str and len(cell) < MAX_CELL and cell.isascii():
            return cell.strip() or None
        try:
            return None if is_empty(cell) else text_of(cell).strip()
        except Unreadable as error:
            self.refuse(row, error.message, column)
            return None

    def several(self, cell: object, row: int, column: str) -> tuple[str, ...] | None:
        """The texts of a cell."""
        try:
            return None if is_empty(cell) else tuple(pieces(cell))
        except Unreadable as error:
            self.refuse(row, error.message, column)
            return None

    def when(self, cell: object, row: int, column: str) -> str | None:
        """A date or a moment in the form of ISO 8601."""
        text = cell.isoformat() if isinstance(cell, date) else self.text(cell, row, column)
        if not text:
            return None
        text = text.replace(" ", "T").upper()
        try:
            moment(text, None)
        except ValueError:
            self.refuse(row, f"{shown(text)} is not an ISO date or moment", column)
            return None
        if not ast.FIRST_YEAR <= int(text[:4]) <= ast.LAST_YEAR:  # as in a file
            self.refuse(row, f"the year {text[:4]} is too far away to count from", column)
            return None
        return text

    def day(self, cell: object, row: int, column: str) -> str | None:
        """A date."""
        text = self.when(cell, row, column)
        if text and len(text) > 10:
            self.refuse(row, f"{shown(text)} is not a date", column)
            return None
        return text

    def zone(self, cell: object, row: int, column: str) -> str | None:
        """A time zone by its IANA name."""
        name = self.text(cell, row, column)
        if name:
            try:
                zone_info(name)
            except KeyError:
                self.refuse(row, f"{shown(name)} is not a time zone", column)
        return name

    def money(self, cell: object, row: int, column: str) -> tuple[str, str] | None:
        """An amount and its currency."""
        text = self.text(cell, row, column)
        if text is None:
            return None
        amount, _, currency = text.partition(" ")
        try:
            if currency not in CURRENCIES or not Decimal(amount).is_finite():
                raise InvalidOperation
            return amount, currency
        except InvalidOperation:
            self.refuse(row, f"{shown(text)} is not an amount with its currency, such as `1500 EUR`", column)
            return None
