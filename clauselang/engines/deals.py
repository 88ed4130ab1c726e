"""Rows of agreements (CSV, JSON Lines, Parquet) and a file of clauses → one resolved file for each agreement."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Literal, NamedTuple

from clauselang.diagnostics.diagnostic import Diagnostic, Diagnostics
from clauselang.diagnostics.suggest import did_you_mean
from clauselang.driver import BATCH, MAX_POSTS_BYTES, Project, decode, read_bytes
from clauselang.engines.agreements import Agreement as Agreement
from clauselang.engines.agreements import Agreements
from clauselang.engines.cells import HELD, CellReader, Cells, Mistakes
from clauselang.engines.owing import Surface
from clauselang.engines.parquet_cells import parquet_cells
from clauselang.engines.table import Columns, Days, Table
from clauselang.engines.told import PostReader
from clauselang.ingest.plain import shown
from clauselang.resolve.resolved import Resolved
from clauselang.resolve.symbols import Symbols, key

COLUMNS = (
    "deal influencer accounts advertiser brands timezone signed term_first term_last campaign_first campaign_last usage_first usage_last "
    "base_fee posts"
).split()
MAX_REPORTS = 200
_PERIODS: tuple[Literal["term", "campaign", "usage"], ...] = ("term", "campaign", "usage")


class Part(NamedTuple):
    """Some rows that were read: what their columns are called, how many they are, what they say, and what is wrong with which."""

    names: Sequence[object]
    size: int
    columns: Columns
    mistakes: dict[int, Mistakes]


def read_deals(path: str, terms: Resolved) -> tuple[Agreements, Diagnostics]:
    """The agreements of a file. A row that cannot be read is reported and left out. Raises `driver.Unreadable`."""
    name = Project.of(Path(path)).name(Path(path))
    suffix = Path(path).suffix.lower()
    reader = _Reader(terms.symbols, terms.deal is None or terms.deal.influencer is None)
    if suffix == ".parquet":
        parts = _parts(reader, parquet_cells(path, name, COLUMNS, ("deal", "influencer")))
    else:
        text = decode(read_bytes(Path(path), name, MAX_POSTS_BYTES), name)
        rows = _json_lines(text) if suffix in (".jsonl", ".ndjson") else csv.DictReader(io.StringIO(text, newline=""))
        parts = _parts(reader, _of_rows(rows))
    return _collect(name, parts, terms, reader.posts.surfaces)


def _parts(reader: _Reader, batches: Iterable[Cells]) -> Iterator[Part]:
    """What rows say."""
    before = 0
    for batch in batches:
        columns = reader.facts(batch, before)
        yield Part(list(batch.names), batch.size, columns, reader.mistakes)
        before += batch.size
    reader.take(Cells((), {}, 0))  # the last ones would stay with the reader, which is held by what it is made of


def _of_rows(rows: Iterable[object]) -> Iterator[Cells]:
    """Rows that each name their cells."""
    left = iter(rows)
    while part := list(islice(left, BATCH)):
        objects = [row if isinstance(row, dict) else {} for row in part]
        broken = frozenset(at for at, row in enumerate(part) if not isinstance(row, dict))
        yield Cells(objects[0], {column: [row.get(column) for row in objects] for column in COLUMNS}, len(part), broken)


def _json_lines(text: str) -> Iterator[object]:
    for line in text.split("\n"):
        if line.strip():
            try:
                yield json.loads(line, parse_float=Decimal)
            except (ValueError, RecursionError):
                yield None


def _collect(name: str, parts: Iterable[Part], terms: Resolved, surfaces: Sequence[Surface]) -> tuple[Agreements, Diagnostics]:
    reports: list[Diagnostic] = []
    found = Table(terms, _accepted(name, parts, reports), surfaces)
    more = len(reports) - MAX_REPORTS
    if more > 0:
        reports = [*reports[:MAX_REPORTS], Diagnostic("F102", None, f"{name}: … and {more:,} more", help="mend the rows above first")]
    return found, tuple(reports)


def _accepted(name: str, parts: Iterable[Part], reports: list[Diagnostic]) -> Iterator[Columns]:
    """The facts of rows; a row that cannot be read is reported and left out."""
    titles: set[str] = set()
    done = 0
    for names, size, columns, mistakes in parts:
        if not done:
            reports.extend(_header(name, names))
        done += size
        called: Sequence[str] = columns.facts[0]
        if not mistakes and len(new := set(called)) == size and titles.isdisjoint(new):
            titles |= new
            yield columns
            continue
        good: list[int] = []
        for at, title in enumerate(called):
            if title in titles and at not in mistakes:
                mistakes[at] = [("deal", f"an agreement above is also called {shown(title)}")]
            if at in mistakes:
                where = f"{name} row {done - size + at + 1}"
                for column, what in mistakes[at]:
                    reports.append(Diagnostic("F102", None, f"{where}{f', column `{column}`' if column else ''}: {what}"))
                continue
            titles.add(title)
            good.append(at)
        yield columns.of(good)


def _header(name: str, names: Iterable[object]) -> Iterator[Diagnostic]:
    for column in names:
        hint = did_you_mean(column, COLUMNS) if isinstance(column, str) and column and column not in COLUMNS else ""
        if hint:
            yield Diagnostic("F103", None, f"{name}: there is no column {shown(str(column))}", help=hint)


class _Reader(CellReader):
    """Reads rows column by column."""

    def __init__(self, symbols: Symbols, unnamed: bool) -> None:
        super().__init__()
        self.symbols = symbols
        self.unnamed = unnamed  # the file of clauses does not name the influencer
        self.posts = PostReader(self, symbols)
        self._own: dict[tuple[str | None, tuple[str, ...] | None], frozenset[str]] = {}

    def facts(self, cells: Cells, before: int) -> Columns:
        """The facts of some rows that stand behind `before` others; those of a row with a mistake are worth nothing."""
        self.take(cells)
        titles = [title or f"{number}" for number, title in enumerate(self.texts("deal"), before + 1)]
        influencers = self.texts("influencer")
        if self.unnamed and not all(influencers):
            for row in [row for row, influencer in enumerate(influencers) if not influencer]:
                self.refuse(row, "the row does not say who the influencer is", "influencer")
        accounts = self.alike("accounts", self._accounts)
        advertisers, brands = self.alike("advertiser", self.text), self.alike("brands", self.several)
        paid_by = list(zip(advertisers, brands, strict=True))
        own_of = {pair: self._brands(*pair) for pair in dict.fromkeys(paid_by)}
        own = list(map(own_of.__getitem__, paid_by))
        paying = [advertiser or (several[0] if several else None) for advertiser, several in paid_by]
        zones, signed = self.alike("timezone", self.zone), self.alike("signed", self.when)
        periods, fees = self._periods(), self.alike("base_fee", self.money)
        return Columns((titles, influencers, accounts, paying, own, zones, signed, periods, fees), self.posts.told())

    def _accounts(self, cell: object, row: int, column: str) -> frozenset[str] | None:
        accounts = self.several(cell, row, column)
        return frozenset(key(account.removeprefix("@")) for account in accounts) if accounts else None

    def _brands(self, advertiser: str | None, brands: tuple[str, ...] | None) -> frozenset[str] | None:
        if not advertiser and not brands:
            return None
        known = self._own.get((advertiser, brands))
        if known is None:
            if len(self._own) > HELD:
                self._own.clear()
            names = (*filter(None, [advertiser]), *(brands or ()))
            known = self._own[advertiser, brands] = frozenset(self._brand(brand) for brand in names)
        return known

    def _brand(self, name: str) -> str:
        symbol = self.symbols.find("brand", name)
        return symbol.key if symbol else key(name)

    def _periods(self) -> Sequence[tuple[Days, ...]]:
        found: list[tuple[Days, ...]] = [()] * self.cells.size
        for of in _PERIODS:
            if not {f"{of}_first", f"{of}_last"} & self.cells.columns.keys():
                continue
            firsts, lasts = self.alike(f"{of}_first", self.day), self.alike(f"{of}_last", self.day)
            for row, (first, last) in enumerate(zip(firsts, lasts, strict=True)):
                if first and last:
                    found[row] += ((of, first, last),)
                    if last < first:
                        self.refuse(row, "the period ends before it starts", f"{of}_last")
                elif (first or last) and row not in self.mistakes:  # else the other one cannot be read
                    self.refuse(row, "a period needs both its first and its last day", f"{of}_last" if first else f"{of}_first")
        return found
