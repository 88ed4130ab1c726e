"""A mapping file (TOML) → which foreign column is which of ours, what foreign values mean, and what holds for every row."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable

import attrs

from clauselang.diagnostics.diagnostic import Diagnostic, Diagnostics
from clauselang.diagnostics.suggest import did_you_mean
from clauselang.ingest.cells import COLUMNS, SEVERAL, read_activity
from clauselang.ingest.plain import Mistake, Unreadable, pieces, shown, text_of
from clauselang.source import Source, Span

TABLES = ("columns", "values", "defaults")
MAX_LENGTH = 1_000_000


@attrs.frozen
class Mapping:
    """`columns`: ours → theirs; `values`: our column → their value in small letters → ours; `defaults`: for empty cells."""

    columns: dict[str, str] = attrs.field(factory=dict)
    values: dict[str, dict[str, str]] = attrs.field(factory=dict)
    defaults: dict[str, object] = attrs.field(factory=dict)

    def translate(self, column: str, cell: object) -> object:
        """A cell in our words. The whole cell is looked up first, then each of its values."""
        table = self.values.get(column)
        if not table:
            return cell
        if isinstance(cell, (list, tuple)):
            return [word for item in cell for word in self._pieces(table, item)]
        try:
            text = text_of(cell)
            whole = table.get(text.strip().casefold())
            if whole is not None or column not in SEVERAL:
                return cell if whole is None else whole
            return [word for item in pieces(text) for word in self._pieces(table, item)]
        except Unreadable:  # reported when the cell is read
            return cell

    def _pieces(self, table: dict[str, str], item: object) -> list[object]:
        known = table.get(item.strip().casefold()) if isinstance(item, str) else None
        return [item] if known is None else list(pieces(known))


def parse_mapping(name: str, text: str) -> tuple[Mapping | None, Diagnostics]:
    """Read a mapping file. Without a mapping the file is unusable; unknown names in it are reported and left out."""
    reader = _Reader(Source(name, text))
    return reader.read(), tuple(reader.diagnostics)


class _Reader:
    """Checks the tables of a mapping file one by one."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.diagnostics: list[Diagnostic] = []

    def read(self) -> Mapping | None:
        """The mapping, if nothing in it is unreadable."""
        document = self._document()
        if document is None:
            return None
        self._known(document, TABLES, "a mapping has no table")
        columns = self._table(document, "columns")
        values = self._table(document, "values")
        defaults = self._table(document, "defaults")
        for section in (columns, values, defaults):
            self._known(section, COLUMNS, "there is no column")
        mapping = Mapping(
            {ours: theirs for ours in COLUMNS if isinstance(theirs := self._header(columns, ours), str)},
            {ours: self._values(ours, self._table(values, ours)) for ours in COLUMNS if ours in values},
            self._defaults(defaults),
        )
        return None if any(d.code == "F101" for d in self.diagnostics) else mapping

    def _document(self) -> dict[str, object] | None:
        text = self.source.text.removeprefix("\ufeff")
        if len(text) > MAX_LENGTH:
            self._report("F101", f"the mapping has more than {MAX_LENGTH:,} characters", None, "a mapping is a short list of columns")
            return None
        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            self._refuse_toml(str(error))
        except (ValueError, RecursionError):  # numbers beyond measure, lists within lists
            self._report("F101", "the mapping is not readable as TOML", None, 'write `[columns]` and lines such as `brand = "Sponsor"`')
        return None

    def _refuse_toml(self, message: str) -> None:
        text, starts = self.source.text, self.source.line_starts
        found = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)$", message)
        offset = len(text)
        if found and found[1]:
            offset = min(starts[min(int(found[1]), len(starts)) - 1] + int(found[2]) - 1, len(text))
        reason = (message[: found.start()] if found else message).partition("\n")[0]
        said = "".join(c for c in reason[:1].lower() + reason[1:120] if c.isprintable())
        span = Span(self.source, offset, min(offset + 1, len(text)))
        self._report("F101", f"the mapping is not readable as TOML: {said}", span, 'put text in double quotes: `brand = "Sponsor"`')

    def _table(self, parent: dict[str, object], key: str) -> dict[str, object]:
        value = parent.get(key, {})
        if isinstance(value, dict):
            return value
        self._report("F101", f"`{key}` is not a table", self._place(key), f"write its lines under `[{key}]`")
        return {}

    def _header(self, columns: dict[str, object], ours: str) -> str | None:
        theirs = columns.get(ours)
        if theirs is None or (isinstance(theirs, str) and theirs.strip()):
            return theirs.strip() if isinstance(theirs, str) else None
        remedy = f'write the name of the column in the file: `{ours} = "Name"`'
        self._report("F101", f"`{ours}` does not name a column", self._place(ours), remedy)
        return None

    def _values(self, ours: str, table: dict[str, object]) -> dict[str, str]:
        words: dict[str, str] = {}
        for theirs, value in table.items():
            if isinstance(value, (str, bool)):
                words[theirs.strip().casefold()] = text_of(value)
                self._check(ours, value, theirs)
            else:
                self._report("F101", f"the meaning of {shown(theirs)} is not text", self._place(theirs), "write it between double quotes")
        return words

    def _defaults(self, table: dict[str, object]) -> dict[str, object]:
        known = {ours: table[ours] for ours in COLUMNS if ours in table}
        # A zone is checked with the times that it is for.
        for ours, value in known.items():
            self._check(ours, value, ours, known)
        return known

    def _check(self, ours: str, value: object, key: str, others: dict[str, object] | None = None) -> None:
        zone = {"timezone": others["timezone"]} if others and "timezone" in others else {}
        found = read_activity(1, {**zone, ours: value})
        for mistake in found if isinstance(found, tuple) else ():
            if mistake.column in (ours, None):
                self._refuse_value(mistake, key)

    def _refuse_value(self, mistake: Mistake, key: str) -> None:
        self._report("F101", f"{shown(key)}: {mistake.message}", self._place(key), mistake.remedy())

    def _known(self, table: dict[str, object], names: tuple[str, ...], sentence: str) -> None:
        for key in table:
            if key not in names:
                self._report("F103", f"{sentence} {shown(key)}", self._place(key), did_you_mean(key, names) or _list(names))

    def _place(self, key: str) -> Span | None:
        word = re.escape(key)
        found = re.search(rf"^[ \t]*(?:\[[ \t]*(?:[\w-]+\.)?)?[\"']?({word})[\"']?[ \t]*[=.\]]", self.source.text, re.MULTILINE)
        return Span(self.source, *found.span(1)) if found else None

    def _report(self, code: str, message: str, span: Span | None, remedy: str) -> None:
        place = "" if span else f"{self.source.name}: "
        self.diagnostics.append(Diagnostic(code, span, place + message, help=remedy))


def _list(names: Iterable[str]) -> str:
    return "the names are " + ", ".join(f"`{name}`" for name in names)
