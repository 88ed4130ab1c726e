"""Rows of agreements (CSV, JSON Lines, Parquet) and a file of clauses → one resolved file for each agreement."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import chain, islice
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeVar

from clauselang.diagnostics.diagnostic import Diagnostic, Diagnostics
from clauselang.diagnostics.suggest import did_you_mean
from clauselang.driver import BATCH, MAX_POSTS_BYTES, Project, decode, parquet_batches, read_bytes
from clauselang.engines.agreements import Agreement as Agreement
from clauselang.engines.agreements import Agreements
from clauselang.engines.owing import Owed, Told
from clauselang.engines.table import Columns, Days, Table
from clauselang.ingest.plain import MAX_CELL, Unreadable, is_empty, pieces, shown, text_of
from clauselang.resolve.codes import CURRENCIES
from clauselang.resolve.resolved import Resolved
from clauselang.resolve.symbols import Place, Symbols, key
from clauselang.semantics.clock import all_exact, exact, moment, zone_info
from clauselang.semantics.posts import Event
from clauselang.syntax import ast

COLUMNS = (
    "deal influencer accounts advertiser brands timezone signed term_first term_last campaign_first campaign_last usage_first usage_last "
    "base_fee posts"
).split()
MAX_REPORTS = 200
_MARK = '"|"'
_OUT = frozenset({"platform", "format", "published"})
HELD = 65_536  # cells of one column that are known
_PERIODS: tuple[Literal["term", "campaign", "usage"], ...] = ("term", "campaign", "usage")
_PLAIN = (str, date)  # what is only equal to what reads alike
_POST = frozenset({"platform", "format", "account", "planned", "notified", "published", "republished", "cancelled"})
_T = TypeVar("_T")


def read_deals(path: str, terms: Resolved) -> tuple[Agreements, Diagnostics]:
    """The agreements of a file. A row that cannot be read is reported and left out. Raises `driver.Unreadable`."""
    name = Project.of(Path(path)).name(Path(path))
    suffix = Path(path).suffix.lower()
    if suffix == ".parquet":
        batches: Iterable[_Cells] = map(_of_parquet, parquet_batches(path, name))
    else:
        text = decode(read_bytes(Path(path), name, MAX_POSTS_BYTES), name)
        rows = _json_lines(text) if suffix in (".jsonl", ".ndjson") else csv.DictReader(io.StringIO(text, newline=""))
        batches = _of_rows(rows)
    return _collect(name, batches, terms)


class _Cells(NamedTuple):
    """Some rows by column: the names of the first row, the cells of the columns that there are, and the rows that are none."""

    names: Iterable[object]
    columns: Mapping[str, Sequence[object]]
    size: int
    broken: frozenset[int] = frozenset()


def _of_parquet(batch: tuple[list[str], list[tuple[object, ...]]]) -> _Cells:
    names, rows = batch
    return _Cells(names, dict(zip(names, zip(*rows, strict=True), strict=True)), len(rows))


def _of_rows(rows: Iterable[object]) -> Iterator[_Cells]:
    """Rows that each name their cells."""
    left = iter(rows)
    while part := list(islice(left, BATCH)):
        objects = [row if isinstance(row, dict) else {} for row in part]
        broken = frozenset(at for at, row in enumerate(part) if not isinstance(row, dict))
        yield _Cells(objects[0], {column: [row.get(column) for row in objects] for column in COLUMNS}, len(part), broken)


def _json_lines(text: str) -> Iterator[object]:
    for line in text.split("\n"):
        if line.strip():
            try:
                yield json.loads(line, parse_float=Decimal)
            except (ValueError, RecursionError):
                yield None


def _collect(name: str, batches: Iterable[_Cells], terms: Resolved) -> tuple[Agreements, Diagnostics]:
    reports: list[Diagnostic] = []
    reader = _Reader(terms.symbols, terms.deal is None or terms.deal.influencer is None)
    found = Table(terms, _accepted(name, batches, reader, reports), reader.surfaces)
    more = len(reports) - MAX_REPORTS
    if more > 0:
        reports = [*reports[:MAX_REPORTS], Diagnostic("F102", None, f"{name}: … and {more:,} more", help="mend the rows above first")]
    return found, tuple(reports)


def _accepted(name: str, batches: Iterable[_Cells], reader: _Reader, reports: list[Diagnostic]) -> Iterator[Columns]:
    """The facts of rows; a row that cannot be read is reported and left out."""
    titles: set[str] = set()
    done = 0
    for batch in batches:
        if not done:
            reports.extend(_header(name, batch.names))
        columns = reader.facts(batch, done)
        good: list[int] = []
        for at, title in enumerate(columns.facts[0]):
            if title in titles and at not in reader.mistakes:
                reader.refuse(at, f"an agreement above is also called {shown(title)}", "deal")
            if at in reader.mistakes:
                where = f"{name} row {done + at + 1}"
                reports.extend(Diagnostic("F102", None, f"{where}{column}: {what}") for column, what in reader.mistakes[at])
                continue
            titles.add(title)
            good.append(at)
        done += batch.size
        yield columns if len(good) == batch.size else columns.of(good)


def _header(name: str, names: Iterable[object]) -> Iterator[Diagnostic]:
    for column in names:
        hint = did_you_mean(column, COLUMNS) if isinstance(column, str) and column and column not in COLUMNS else ""
        if hint:
            yield Diagnostic("F103", None, f"{name}: there is no column {shown(str(column))}", help=hint)


class _Reader:
    """Reads the cells of some rows after another column by column, and keeps every mistake of a row with the place where it stands.

    What many rows share (zones, days, brands, surfaces) is read once and then known.
    """

    def __init__(self, symbols: Symbols, unnamed: bool) -> None:
        self.symbols = symbols
        self.unnamed = unnamed  # the file of clauses does not name the influencer
        self.mistakes: dict[int, list[tuple[str, str]]] = {}
        self.surfaces: list[tuple[Place, ast.Name, ast.Name]] = []
        self._surface_of: dict[tuple[object, object], int] = {}
        self._own: dict[tuple[str | None, tuple[str, ...] | None], frozenset[str]] = {}
        self._known: dict[str, dict[object, Any]] = {}
        self._cells = _Cells((), {}, 0)

    def refuse(self, row: int, what: str, column: str | None = None) -> None:
        """Keep a mistake."""
        self.mistakes.setdefault(row, []).append((f", column `{column}`" if column else "", what))

    def facts(self, cells: _Cells, before: int) -> Columns:
        """The facts of some rows that stand behind `before` others; those of a row with a mistake are worth nothing."""
        self._cells, self.mistakes = cells, {}
        for row in sorted(cells.broken):
            self.refuse(row, "the row is not an object with named values")
        titles = [title or f"{number}" for number, title in enumerate(self._each("deal", self._text), before + 1)]
        influencers = self._each("influencer", self._text)
        if self.unnamed and not all(influencers):
            for row in [row for row, influencer in enumerate(influencers) if not influencer]:
                self.refuse(row, "the row does not say who the influencer is", "influencer")
        accounts = self._alike("accounts", self._accounts)
        advertisers, brands = self._alike("advertiser", self._text), self._alike("brands", self._several)
        own = list(map(self._brands, advertisers, brands))
        paying = [advertiser or (several[0] if several else None) for advertiser, several in zip(advertisers, brands, strict=True)]
        zones, signed = self._alike("timezone", self._zone), self._alike("signed", self._when)
        periods, fees = self._periods(), self._alike("base_fee", self._money)
        return Columns((titles, influencers, accounts, paying, own, zones, signed, periods, fees), self._posts())

    def _each(self, column: str, read: Callable[[object, int, str], _T | None]) -> Sequence[_T | None]:
        """The cells of a column."""
        cells = self._cells.columns.get(column)
        if cells is None:
            return [None] * self._cells.size
        return [None if cell is None else read(cell, row, column) for row, cell in enumerate(cells)]

    def _alike(self, column: str, read: Callable[[object, int, str], _T | None]) -> Sequence[_T | None]:
        """The cells of a column of which many are alike, so that what was read without a mistake is known."""
        cells = self._cells.columns.get(column)
        if cells is None:
            return [None] * self._cells.size
        known = self._known.setdefault(column, {None: None})
        if len(known) > HELD:
            self._known[column] = known = {None: None}
        found: list[_T | None] = []
        for row, cell in enumerate(cells):
            try:
                found.append(known[cell])
            except (KeyError, TypeError):  # not met, or a list
                found.append(read(cell, row, column))
                if type(cell) in _PLAIN and row not in self.mistakes:
                    known[cell] = found[-1]
        return found

    def _text(self, cell: object, row: int, column: str) -> str | None:
        if type(cell) is str and len(cell) < MAX_CELL and cell.isascii():
            return cell.strip() or None
        try:
            return None if is_empty(cell) else text_of(cell).strip()
        except Unreadable as error:
            self.refuse(row, error.message, column)
            return None

    def _several(self, cell: object, row: int, column: str) -> tuple[str, ...] | None:
        try:
            return None if is_empty(cell) else tuple(pieces(cell))
        except Unreadable as error:
            self.refuse(row, error.message, column)
            return None

    def _accounts(self, cell: object, row: int, column: str) -> frozenset[str] | None:
        accounts = self._several(cell, row, column)
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

    def _when(self, cell: object, row: int, column: str) -> str | None:
        """A date or a moment in the form of ISO 8601."""
        text = cell.isoformat() if isinstance(cell, date) else self._text(cell, row, column)
        if not text:
            return None
        text = text.replace(" ", "T").upper()
        try:
            moment(text, None)
        except ValueError:
            self.refuse(row, f"{shown(text)} is not an ISO date or moment", column)
            return None
        return text

    def _day(self, cell: object, row: int, column: str) -> str | None:
        text = self._when(cell, row, column)
        if text and len(text) > 10:
            self.refuse(row, f"{shown(text)} is not a date", column)
            return None
        return text

    def _zone(self, cell: object, row: int, column: str) -> str | None:
        name = self._text(cell, row, column)
        if name:
            try:
                zone_info(name)
            except KeyError:
                self.refuse(row, f"{shown(name)} is not a time zone", column)
        return name

    def _periods(self) -> Sequence[tuple[Days, ...]]:
        found: list[tuple[Days, ...]] = [()] * self._cells.size
        for of in _PERIODS:
            firsts, lasts = self._alike(f"{of}_first", self._day), self._alike(f"{of}_last", self._day)
            for row, (first, last) in enumerate(zip(firsts, lasts, strict=True)):
                if first and last:
                    found[row] += ((of, first, last),)
                    if last < first:
                        self.refuse(row, "the period ends before it starts", f"{of}_last")
                elif first or last:
                    self.refuse(row, "a period needs both its first and its last day", f"{of}_last" if first else f"{of}_first")
        return found

    def _money(self, cell: object, row: int, column: str) -> tuple[str, str] | None:
        text = self._text(cell, row, column)
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

    # Posts.

    def _posts(self) -> Told:
        """The posts of every row: of all rows at once where all are plain."""
        listed = self._listed()
        found = self._plain(listed)
        if found is not None:
            return Told(list(map(len, listed)), *found, {})
        counts, surfaces, instants, others = [], [], [], {}
        for row, posts in enumerate(listed):
            found = self._plain([posts])
            counts.append(len(posts) if found else 0)
            if found:
                surfaces += found[0]
                instants += found[1]
            elif told := tuple([post for item in posts if (post := self._post(item, row))]):
                others[row] = told
        return Told(counts, surfaces, instants, others)

    def _listed(self) -> list[list[object]]:
        """The list of posts of every row."""
        cells = self._cells.columns.get("posts")
        if cells is None:
            return [[]] * self._cells.size
        texts = [cell for cell in cells if isinstance(cell, str) and not is_empty(cell)]
        read = _all_json(texts)
        known = iter(read or ())
        found: list[list[object]] = []
        for row, cell in enumerate(cells):
            listed: object = []
            if not is_empty(cell):
                try:
                    listed = cell if not isinstance(cell, str) else next(known) if read is not None else _json(cell)
                except (ValueError, RecursionError):
                    listed = None
            if not isinstance(listed, list):
                self.refuse(row, "the posts are not a JSON list", "posts")
            found.append(listed if isinstance(listed, list) else [])
        return found

    def _plain(self, listed: Sequence[list[object]]) -> tuple[list[int], list[int]] | None:
        """The surfaces and the instants of posts that are all out, and of which nothing else is told; nothing if some are not."""
        posts: list[Any] = list(chain.from_iterable(listed))
        if not posts:
            return [], []
        if set(map(type, posts)) != {dict} or not all("published" in told and _OUT.issuperset(told) for told in set(map(tuple, posts))):
            return None
        try:
            on = [(post.get("platform"), post.get("format")) for post in posts]
            for platform, form in dict.fromkeys(on):
                if (platform, form) not in self._surface_of and self._find(platform, form) is None:
                    return None
            instants = all_exact([post["published"] for post in posts])
        except TypeError:  # a list, or a number
            return None
        return None if instants is None else ([self._surface_of[each] for each in on], instants)

    def _post(self, item: object, row: int) -> Owed | None:
        if not isinstance(item, dict) or not _POST.issuperset(item):
            unknown = sorted(str(name) for name in item if name not in _POST) if isinstance(item, dict) else []
            self.refuse(row, f"a post has no {shown(unknown[0])}" if unknown else "a post is not an object with named values", "posts")
            return None
        platform, form = item.get("platform"), item.get("format")
        try:
            surface = self._surface_of[platform, form]
        except (KeyError, TypeError):
            found = self._surface(platform, form, row)
            if found is None:
                return None
            surface = found
        if _OUT.issuperset(item):
            at = self._instant(item.get("published"), row)
            return surface, None, () if at is None else (("published", at, None),)
        account = self._text(item["account"], row, "posts") if "account" in item else None
        return surface, key(account.removeprefix("@")) if account else None, tuple(self._events(item, row))

    def _surface(self, platform_cell: object, form_cell: object, row: int) -> int | None:
        named, form = self._text(platform_cell, row, "posts") or "", self._text(form_cell, row, "posts")
        found = self._find(named, form)
        if found is None:
            what, word = ("format", form or "") if self.symbols.find("platform", named) else ("platform", named)
            self.refuse(row, f"a post has an unknown {what} {shown(word)}", "posts")
        return found

    def _find(self, named: object, form: object) -> int | None:
        """The number of a surface, which is known from then on; nothing for what is none."""
        if not isinstance(named, str) or not (form is None or isinstance(form, str)):
            return None
        platform = self.symbols.find("platform", named)
        symbol = self.symbols.format_of(platform, form) if platform and form else None
        if platform is None or (form and symbol is None):
            return None
        number = self._surface_of.get((named, form))
        if number is None:
            self.surfaces.append((Place(platform, symbol), ast.Name(form or ""), ast.Name(named)))
            number = self._surface_of[named, form] = len(self.surfaces) - 1
        return number

    def _events(self, item: Mapping[str, object], row: int) -> Iterator[Event]:
        plans = item.get("planned")
        if plans is not None or "notified" in item:
            for plan in plans if isinstance(plans, list) else [{"at": plans, "notified": item.get("notified")}]:
                cells = plan if isinstance(plan, dict) else {"at": plan}
                if (at := self._instant(cells.get("at"), row)) is not None:
                    yield "planned", at, self._instant(cells.get("notified"), row)
        if (at := self._instant(item.get("published"), row)) is not None:
            yield "published", at, None
        again = item.get("republished")
        if again is not None:
            for cell in again if isinstance(again, list) else [again]:
                if (at := self._instant(cell, row)) is not None:
                    yield "republished", at, None
        if item.get("cancelled") is True:
            yield "cancelled", None, None

    def _instant(self, cell: object, row: int) -> str | int | None:
        """A date or a moment; as its instant if no zone has a say in it."""
        if cell is None:
            return None
        try:
            known = exact(cell) if type(cell) is str else None
        except ValueError:
            known = None
        return self._when(cell, row, "posts") if known is None else known


def _all_json(texts: Sequence[str]) -> list[object] | None:
    """What some texts in JSON say, read as one; nothing where each has to be read alone.

    A mark stands between them. If none of them can write the mark, and all marks are found where they were put, then each
    text is one value by itself.
    """
    joined = f",{_MARK},".join(texts)
    if "\\" in joined or joined.count(_MARK) != len(texts) - 1:
        return None
    try:
        found: Any = _json(f"[{joined}]")
    except (ValueError, RecursionError):
        return None
    marks = found[1::2]
    return found[::2] if len(found) == 2 * len(texts) - 1 and marks.count(_MARK[1:-1]) == len(marks) else None


def _json(text: str) -> object:
    """What a text in JSON says. Raises `ValueError` and `RecursionError`."""
    try:
        found, end = _scan(text, 0)
    except StopIteration:  # nothing, or a space before it
        return json.loads(text)
    return found if end == len(text) else json.loads(text)


_scan: Callable[[str, int], tuple[object, int]] = getattr(json.JSONDecoder(), "scan_once")  # noqa: B009 -- mypy does not know it
