"""Rows of agreements (CSV, JSON Lines, Parquet) and a file of clauses → one resolved file for each agreement."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Literal

from clauselang.diagnostics.diagnostic import Diagnostic, Diagnostics
from clauselang.diagnostics.suggest import did_you_mean
from clauselang.driver import MAX_POSTS_BYTES, Project, decode, parquet_rows, read_bytes
from clauselang.engines.agreements import Agreement as Agreement
from clauselang.engines.agreements import Agreements, Event, Facts, Owed, Table
from clauselang.ingest.plain import MAX_CELL, Unreadable, is_empty, pieces, shown, text_of
from clauselang.resolve.codes import CURRENCIES
from clauselang.resolve.resolved import Resolved
from clauselang.resolve.symbols import Place, Symbols, key
from clauselang.semantics.clock import moment, zone_info
from clauselang.syntax import ast

COLUMNS = (
    "deal influencer accounts advertiser brands timezone signed term_first term_last campaign_first campaign_last usage_first usage_last "
    "base_fee posts"
).split()
MAX_REPORTS = 200
_PERIODS: tuple[Literal["term", "campaign", "usage"], ...] = ("term", "campaign", "usage")
_POST = frozenset({"platform", "format", "account", "planned", "notified", "published", "republished", "cancelled"})


def read_deals(path: str, terms: Resolved) -> tuple[Agreements, Diagnostics]:
    """The agreements of a file. A row that cannot be read is reported and left out. Raises `driver.Unreadable`."""
    name = Project.of(Path(path)).name(Path(path))
    suffix = Path(path).suffix.lower()
    if suffix == ".parquet":
        rows: Iterable[object] = parquet_rows(path, name)
    else:
        text = decode(read_bytes(Path(path), name, MAX_POSTS_BYTES), name)
        rows = _json_lines(text) if suffix in (".jsonl", ".ndjson") else csv.DictReader(io.StringIO(text, newline=""))
    return _collect(name, rows, terms)


def _json_lines(text: str) -> Iterator[object]:
    for line in text.split("\n"):
        if line.strip():
            try:
                yield json.loads(line, parse_float=Decimal)
            except (ValueError, RecursionError):
                yield None


def _collect(name: str, rows: Iterable[object], terms: Resolved) -> tuple[Agreements, Diagnostics]:
    reports: list[Diagnostic] = []
    reader = _Reader(terms.symbols, terms.deal is None or terms.deal.influencer is None)
    found = Table(terms, _each(name, rows, reader, reports), reader.surfaces)
    more = len(reports) - MAX_REPORTS
    if more > 0:
        reports = [*reports[:MAX_REPORTS], Diagnostic("F102", None, f"{name}: … and {more:,} more", help="mend the rows above first")]
    return found, tuple(reports)


def _each(name: str, rows: Iterable[object], reader: _Reader, reports: list[Diagnostic]) -> Iterator[Facts]:
    """The facts of each row; a row that cannot be read is reported and left out."""
    names: set[str] = set()
    for number, row in enumerate(rows, 1):
        reader.start(row if isinstance(row, dict) else {})
        if number == 1:
            reports.extend(_header(name, reader.cells))
        if not isinstance(row, dict):
            reader.refuse("the row is not an object with named values")
        facts = reader.facts(f"{number}")
        if facts is not None and facts.title in names:
            reader.refuse(f"an agreement above is also called {shown(facts.title)}", "deal")
        if facts is None or reader.mistakes:
            reports.extend(Diagnostic("F102", None, f"{name} row {number}{where}: {what}") for where, what in reader.mistakes)
            continue
        names.add(facts.title)
        yield facts


def _header(name: str, cells: Mapping[str, object]) -> Iterator[Diagnostic]:
    for column in cells:
        hint = did_you_mean(column, COLUMNS) if column and column not in COLUMNS else ""
        if hint:
            yield Diagnostic("F103", None, f"{name}: there is no column {shown(column)}", help=hint)


class _Reader:
    """Reads the cells of one agreement after another, and keeps every mistake of a row with the place where it stands.

    What many rows share (zones, days, brands, surfaces) is read once and then known.
    """

    def __init__(self, symbols: Symbols, unnamed: bool) -> None:
        self.cells: Mapping[Any, object] = {}
        self.symbols = symbols
        self.unnamed = unnamed  # the file of clauses does not name the influencer
        self.mistakes: list[tuple[str, str]] = []
        self.surfaces: list[tuple[Place, ast.Name, ast.Name]] = []
        self._surface_of: dict[tuple[str, str | None], int] = {}
        self._own: dict[tuple[str | None, tuple[str, ...]], frozenset[str]] = {}
        self._days: dict[str, str] = {}
        self._zones: dict[str, str] = {}
        self._period_of: dict[tuple[str, str, str], ast.Period] = {}

    def start(self, cells: Mapping[Any, object]) -> None:
        """Begin with a row."""
        self.cells = cells
        self.mistakes = []

    def refuse(self, what: str, column: str | None = None) -> None:
        """Keep a mistake."""
        self.mistakes.append((f", column `{column}`" if column else "", what))

    def facts(self, number: str) -> Facts | None:
        """The facts of the row; nothing if a cell cannot be read."""
        title = self.text("deal") or number
        influencer = self.text("influencer")
        if self.unnamed and not influencer:
            self.refuse("the row does not say who the influencer is", "influencer")
        accounts = self.several("accounts")
        advertiser, brands = self.text("advertiser"), self.several("brands")
        facts = Facts(
            title,
            influencer,
            frozenset(key(account.removeprefix("@")) for account in accounts) if accounts else None,
            advertiser or (brands[0] if brands else None),
            self._brands(advertiser, tuple(brands)) if advertiser or brands else None,
            self._zone(),
            self.when("signed"),
            tuple(self._periods()),
            self._money(),
            self._posts(),
        )
        return None if self.mistakes else facts

    def _brands(self, advertiser: str | None, brands: tuple[str, ...]) -> frozenset[str]:
        known = self._own.get((advertiser, brands))
        if known is None:
            known = self._own[advertiser, brands] = frozenset(self._brand(brand) for brand in (*filter(None, [advertiser]), *brands))
        return known

    def text(self, column: str) -> str | None:
        """The text of a cell that holds one value."""
        cell = self.cells.get(column)
        return self._text(cell, column) if cell is not None else None

    def _text(self, cell: object, column: str) -> str | None:
        if cell is None:
            return None
        if type(cell) is str and len(cell) < MAX_CELL and cell.isascii():
            return cell.strip() or None
        try:
            return None if is_empty(cell) else text_of(cell).strip()
        except Unreadable as error:
            self.refuse(error.message, column)
            return None

    def several(self, column: str) -> list[str]:
        """The values of a cell that can hold several."""
        cell = self.cells.get(column)
        if cell is None:
            return []
        try:
            return [] if is_empty(cell) else pieces(cell)
        except Unreadable as error:
            self.refuse(error.message, column)
            return []

    def when(self, column: str, date_only: bool = False) -> str | None:
        """The date or moment of a cell, in the form of ISO 8601."""
        cell = self.cells.get(column)
        return self._when(cell, column, date_only) if cell is not None else None

    def _when(self, cell: object, column: str, date_only: bool = False) -> str | None:
        text = cell.isoformat() if hasattr(cell, "isoformat") else self._text(cell, column)
        if not text:
            return None
        text = str(text).replace(" ", "T").upper()
        if len(text) == 10:
            text = self._days.setdefault(text, text)
        try:
            moment(text, None)
        except ValueError:
            self.refuse(f"{shown(text)} is not an ISO date or moment", column)
            return None
        if date_only and len(text) > 10:
            self.refuse(f"{shown(text)} is not a date", column)
            return None
        return text

    def _brand(self, name: str) -> str:
        symbol = self.symbols.find("brand", name)
        return symbol.key if symbol else key(name)

    def _zone(self) -> str | None:
        name = self.text("timezone")
        if not name:
            return None
        known = self._zones.get(name)
        if known is None:
            try:
                zone_info(name)
            except KeyError:
                self.refuse(f"{shown(name)} is not a time zone", "timezone")
            known = self._zones[name] = name
        return known

    def _periods(self) -> Iterator[tuple[str, ast.Period]]:
        for of in _PERIODS:
            first, last = self.when(f"{of}_first", True), self.when(f"{of}_last", True)
            if first and last and last < first:
                self.refuse("the period ends before it starts", f"{of}_last")
            elif first and last:
                known = self._period_of.get((of, first, last))
                if known is None:
                    known = self._period_of[of, first, last] = ast.Period(of, ast.When("date", first), ast.When("date", last))
                yield of, known
            elif first or last:
                self.refuse("a period needs both its first and its last day", f"{of}_last" if first else f"{of}_first")

    def _money(self) -> ast.Money | None:
        text = self.text("base_fee")
        if text is None:
            return None
        amount, _, currency = text.partition(" ")
        try:
            if currency not in CURRENCIES or not Decimal(amount).is_finite():
                raise InvalidOperation
            return ast.Money(Decimal(amount), currency)
        except InvalidOperation:
            self.refuse(f"{shown(text)} is not an amount with its currency, such as `1500 EUR`", "base_fee")
            return None

    def _posts(self) -> tuple[Owed, ...]:
        cell = self.cells.get("posts")
        if is_empty(cell):
            return ()
        try:
            listed = json.loads(cell) if isinstance(cell, str) else cell
        except (ValueError, RecursionError):
            listed = None
        if not isinstance(listed, list):
            self.refuse("the posts are not a JSON list", "posts")
            return ()
        return tuple([post for item in listed if (post := self._post(item))])

    def _post(self, item: object) -> Owed | None:
        if not isinstance(item, dict) or not _POST.issuperset(item):
            unknown = sorted(str(name) for name in item if name not in _POST) if isinstance(item, dict) else []
            self.refuse(f"a post has no {shown(unknown[0])}" if unknown else "a post is not an object with named values", "posts")
            return None
        surface = self._surface(item.get("platform"), item.get("format"))
        if surface is None:
            return None
        account = self._text(item.get("account"), "posts") if "account" in item else None
        return surface, key(account.removeprefix("@")) if account else None, tuple(self._events(item))

    def _surface(self, platform_cell: object, form_cell: object) -> int | None:
        named, form = self._text(platform_cell, "posts") or "", self._text(form_cell, "posts")
        known = self._surface_of.get((named, form))
        if known is not None:
            return known
        platform = self.symbols.find("platform", named)
        symbol = self.symbols.format_of(platform, form) if platform and form else None
        if platform is None or (form and symbol is None):
            what, word = ("platform", named) if platform is None else ("format", form or "")
            self.refuse(f"a post has an unknown {what} {shown(word)}", "posts")
            return None
        self.surfaces.append((Place(platform, symbol), ast.Name(form or ""), ast.Name(named)))
        return self._surface_of.setdefault((named, form), len(self.surfaces) - 1)

    def _events(self, item: Mapping[str, object]) -> Iterator[Event]:
        plans = item.get("planned")
        if plans is not None or "notified" in item:
            for plan in plans if isinstance(plans, list) else [{"at": plans, "notified": item.get("notified")}]:
                cells = plan if isinstance(plan, dict) else {"at": plan}
                if at := self._when(cells.get("at"), "posts"):
                    yield "planned", at, self._when(cells.get("notified"), "posts")
        if at := self._when(item.get("published"), "posts"):
            yield "published", at
        again = item.get("republished")
        if again is not None:
            for cell in again if isinstance(again, list) else [again]:
                if at := self._when(cell, "posts"):
                    yield "republished", at
        if item.get("cancelled") is True:
            yield "cancelled", None
