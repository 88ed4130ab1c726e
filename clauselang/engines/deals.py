"""Rows of agreements (CSV, JSON Lines, Parquet) and a file of clauses → one resolved file for each agreement."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Literal

import attrs

from clauselang.diagnostics.diagnostic import Diagnostic, Diagnostics
from clauselang.diagnostics.suggest import did_you_mean
from clauselang.driver import MAX_POSTS_BYTES, Project, decode, parquet_rows, read_bytes
from clauselang.ingest.plain import Unreadable, is_empty, pieces, shown, text_of
from clauselang.resolve.codes import CURRENCIES
from clauselang.resolve.resolved import Deal, Deliverable, Resolved
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


@attrs.frozen
class Agreement:
    """One agreement of a batch: what it is called, and its file with its facts."""

    name: str
    resolved: Resolved


def read_deals(path: str, terms: Resolved) -> tuple[tuple[Agreement, ...], Diagnostics]:
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


def _collect(name: str, rows: Iterable[object], terms: Resolved) -> tuple[tuple[Agreement, ...], Diagnostics]:
    found: list[Agreement] = []
    reports: list[Diagnostic] = []
    names: set[str] = set()
    for number, row in enumerate(rows, 1):
        reader = _Row(row if isinstance(row, dict) else {}, terms.symbols)
        if number == 1:
            reports.extend(_header(name, reader.cells))
        if not isinstance(row, dict):
            reader.refuse("the row is not an object with named values")
        deal = reader.deal(terms.deal, f"{number}")
        if deal is not None and deal.title in names:
            reader.refuse(f"an agreement above is also called {shown(deal.title)}", "deal")
        if deal is None or reader.mistakes:
            reports.extend(Diagnostic("F102", None, f"{name} row {number}{where}: {what}") for where, what in reader.mistakes)
            continue
        names.add(deal.title)
        found.append(Agreement(deal.title, attrs.evolve(terms, deal=deal)))
    more = len(reports) - MAX_REPORTS
    if more > 0:
        reports = [*reports[:MAX_REPORTS], Diagnostic("F102", None, f"{name}: … and {more:,} more", help="mend the rows above first")]
    return tuple(found), tuple(reports)


def _header(name: str, cells: Mapping[str, object]) -> Iterator[Diagnostic]:
    for column in cells:
        hint = did_you_mean(column, COLUMNS) if column and column not in COLUMNS else ""
        if hint:
            yield Diagnostic("F103", None, f"{name}: there is no column {shown(column)}", help=hint)


@attrs.define
class _Row:
    """Reads the cells of one agreement and keeps every mistake, with the place where it stands."""

    cells: Mapping[Any, object]
    symbols: Symbols
    mistakes: list[tuple[str, str]] = attrs.field(factory=list)

    def refuse(self, what: str, column: str | None = None) -> None:
        """Keep a mistake."""
        self.mistakes.append((f", column `{column}`" if column else "", what))

    def deal(self, base: Deal | None, number: str) -> Deal | None:
        """The facts of the row over those of the file of clauses; nothing if a cell cannot be read."""
        title = self.text("deal") or number
        node = ast.Agreement(ast.Name(title, True))
        deal = attrs.evolve(base, node=node, title=title) if base else Deal(node, title)
        facts: dict[str, Any] = {}
        if influencer := self.text("influencer"):
            facts["influencer"] = influencer
        elif deal.influencer is None:
            self.refuse("the row does not say who the influencer is", "influencer")
        if accounts := self.several("accounts"):
            facts["accounts"] = frozenset(key(account.removeprefix("@")) for account in accounts)
        advertiser, brands = self.text("advertiser"), self.several("brands")
        if advertiser or brands:
            facts["advertiser"] = advertiser or brands[0]
            facts["own_brands"] = frozenset(self._brand(brand) for brand in (*filter(None, [advertiser]), *brands))
        if zone := self.text("timezone"):
            facts["timezone"] = zone
            self._zone(zone)
        if signed := self.when("signed"):
            facts["signed"] = signed
        if periods := dict(self._periods()):
            facts["periods"] = {**deal.periods, **periods}
        if fee := self._money():
            facts["base_fee"] = fee
        if posts := tuple(self._posts()):
            facts["posts"] = posts
        return None if self.mistakes else attrs.evolve(deal, **facts)

    def text(self, column: str) -> str | None:
        """The text of a cell that holds one value."""
        return self._text(self.cells.get(column), column)

    def _text(self, cell: object, column: str) -> str | None:
        try:
            return None if is_empty(cell) else text_of(cell).strip()
        except Unreadable as error:
            self.refuse(error.message, column)
            return None

    def several(self, column: str) -> list[str]:
        """The values of a cell that can hold several."""
        cell = self.cells.get(column)
        try:
            return [] if is_empty(cell) else pieces(cell)
        except Unreadable as error:
            self.refuse(error.message, column)
            return []

    def when(self, column: str, date_only: bool = False) -> ast.When | None:
        """The date or moment of a cell."""
        return self._when(self.cells.get(column), column, date_only)

    def _when(self, cell: object, column: str, date_only: bool = False) -> ast.When | None:
        text = cell.isoformat() if hasattr(cell, "isoformat") else self._text(cell, column)
        if not text:
            return None
        text = str(text).replace(" ", "T").upper()
        try:
            moment(text, None)
        except ValueError:
            self.refuse(f"{shown(text)} is not an ISO date or moment", column)
            return None
        if date_only and len(text) > 10:
            self.refuse(f"{shown(text)} is not a date", column)
            return None
        has_offset = len(text) > 10 and (text.endswith("Z") or "+" in text[11:] or "-" in text[11:])
        return ast.When("date" if len(text) == 10 else "instant" if has_offset else "local", text)

    def _brand(self, name: str) -> str:
        symbol = self.symbols.find("brand", name)
        return symbol.key if symbol else key(name)

    def _zone(self, name: str) -> None:
        try:
            zone_info(name)
        except KeyError:
            self.refuse(f"{shown(name)} is not a time zone", "timezone")

    def _periods(self) -> Iterator[tuple[str, ast.Period]]:
        for of in _PERIODS:
            first, last = self.when(f"{of}_first", True), self.when(f"{of}_last", True)
            if first and last and last.text < first.text:
                self.refuse("the period ends before it starts", f"{of}_last")
            elif first and last:
                yield of, ast.Period(of, first, last)
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

    def _posts(self) -> Iterator[Deliverable]:
        cell = self.cells.get("posts")
        if is_empty(cell):
            return
        try:
            listed = json.loads(cell) if isinstance(cell, str) else cell
        except (ValueError, RecursionError):
            listed = None
        if not isinstance(listed, list):
            self.refuse("the posts are not a JSON list", "posts")
            return
        for item in listed:
            post = self._post(item)
            if post:
                yield post

    def _post(self, item: object) -> Deliverable | None:
        if not isinstance(item, dict) or not _POST.issuperset(item):
            unknown = sorted(str(name) for name in item if name not in _POST) if isinstance(item, dict) else []
            self.refuse(f"a post has no {shown(unknown[0])}" if unknown else "a post is not an object with named values", "posts")
            return None
        named, form = self._text(item.get("platform"), "posts") or "", self._text(item.get("format"), "posts")
        platform = self.symbols.find("platform", named)
        symbol = self.symbols.format_of(platform, form) if platform and form else None
        if platform is None or (form and symbol is None):
            what, word = ("platform", named) if platform is None else ("format", form or "")
            self.refuse(f"a post has an unknown {what} {shown(word)}", "posts")
            return None
        account = self._text(item.get("account"), "posts")
        node = ast.Post(ast.Name(form or ""), ast.Name(named), None, tuple(self._events(item)))
        return Deliverable(Place(platform, symbol), key(account.removeprefix("@")) if account else None, node)

    def _events(self, item: Mapping[str, object]) -> Iterator[ast.Planned | ast.PostEvent | ast.PostState]:
        plans = item.get("planned")
        for plan in plans if isinstance(plans, list) else [{"at": plans, "notified": item.get("notified")}]:
            cells = plan if isinstance(plan, dict) else {"at": plan}
            if at := self._when(cells.get("at"), "posts"):
                yield ast.Planned(at, self._when(cells.get("notified"), "posts"))
        if at := self._when(item.get("published"), "posts"):
            yield ast.PostEvent("published", at)
        again = item.get("republished")
        for cell in again if isinstance(again, list) else [again]:
            if at := self._when(cell, "posts"):
                yield ast.PostEvent("republished", at)
        if item.get("cancelled") is True:
            yield ast.PostState("cancelled")
