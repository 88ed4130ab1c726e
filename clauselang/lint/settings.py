"""`[lint]` tables and options of the command line → which findings count in which file, and how much."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

import attrs

from clauselang.diagnostics.diagnostic import Severity
from clauselang.diagnostics.render.finding import Kind
from clauselang.diagnostics.suggest import did_you_mean
from clauselang.lint.patterns import matches
from clauselang.lint.registry import GROUPS, ROOMS, kinds

_KEYS = ("select", "ignore", "severity", "per-file", "exclude", "fail-level", "baseline")
_FILE_KEYS = ("ignore", "severity")
ALL = "all"
# Findings that mean that the file cannot be read; no setting makes them go away.
UNYIELDING = "S"


class SettingsError(Exception):
    """A setting that means nothing; the message says which and what would."""


@attrs.frozen
class Choice:
    """A selection: what is in and what is out, in words that were checked. The more specific word wins, `out` on a tie."""

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()

    def says(self, kind: Kind) -> bool | None:
        """Whether it takes a kind in (true) or leaves it out; `None` when it does not speak of it."""
        taken = max((_specific(word, kind) for word in self.select or ()), default=0)
        left = max((_specific(word, kind) for word in self.ignore), default=0)
        if left and left >= taken:
            return False
        return bool(taken) if self.select is not None else None


@attrs.frozen
class PerFile:
    """What is different in the files whose path a pattern matches."""

    pattern: str
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = attrs.field(factory=dict)


@attrs.frozen
class Settings:
    """All that a run is told. Later layers win: the table, then the command line, then what is set per file.

    `quiet` leaves advice out (rules that only inform), unless a selection takes it in.
    """

    table: Choice = Choice()
    options: Choice = Choice()
    severity: Mapping[str, Severity] = attrs.field(factory=dict)
    per_file: tuple[PerFile, ...] = ()
    exclude: tuple[str, ...] = ()
    fail_level: Severity = Severity.ERROR
    baseline: str | None = None
    quiet: bool = False

    def selects(self, kind: Kind, path: str) -> bool:
        """Whether findings of a kind count in a file."""
        if kind.code.startswith(UNYIELDING):
            return True
        for own in self._of(path):
            if Choice(None, own.ignore).says(kind) is False:
                return False
        for choice in (self.options, self.table):
            said = choice.says(kind)
            if said is not None:
                return said
        return not (self.quiet and kind.group in GROUPS and self.level(kind, path) is Severity.INFO)

    def level(self, kind: Kind, path: str) -> Severity:
        """How much a kind of finding matters in a file."""
        if kind.code.startswith(UNYIELDING):
            return kind.severity
        for given in (*(own.severity for own in reversed(self._of(path))), self.severity):
            ranked = max(((_specific(word, kind), level) for word, level in given.items()), default=(0, kind.severity))
            if ranked[0]:
                return ranked[1]
        return kind.severity

    def counting(self, path: str) -> Mapping[str, Severity]:
        """The codes of the kinds whose findings count in a file, with how much they matter there."""
        layers = tuple(index for index, own in enumerate(self.per_file) if matches(own.pattern, path))
        if layers not in self._counting:  # the same for all files that the same patterns match
            self._counting[layers] = {code: self.level(kind, path) for code, kind in kinds().items() if self.selects(kind, path)}
        return self._counting[layers]

    @cached_property
    def _counting(self) -> dict[tuple[int, ...], Mapping[str, Severity]]:
        return {}

    def excludes(self, path: str) -> bool:
        """Whether a file is left alone altogether."""
        return any(matches(pattern, path) for pattern in self.exclude)

    def _of(self, path: str) -> tuple[PerFile, ...]:
        return tuple(own for own in self.per_file if matches(own.pattern, path))

    def with_options(self, select: Iterable[str], ignore: Iterable[str]) -> Settings:
        """The settings with the words of `--select` and `--ignore`. Raises `SettingsError`."""
        chosen, left = words(select, "--select"), words(ignore, "--ignore")
        return attrs.evolve(self, options=Choice(chosen or None, left))


def _specific(word: str, kind: Kind) -> int:
    """How closely a word names a kind: its code or name, the start of its code, its group, everything; 0 for not at all."""
    if word in (kind.name, kind.code.lower()):
        return 10
    if word == kind.group:
        return 1 + len("L1")
    if re.fullmatch(r"[a-z]\d{0,2}", word) and kind.code.lower().startswith(word):
        return 1 + len(word)
    return 1 if word == ALL else 0


def words(given: Iterable[str], where: str) -> tuple[str, ...]:
    """Codes, starts of codes, names and groups, separated by commas or not. Raises `SettingsError` for anything else."""
    found = tuple(word.strip().lower() for text in given for word in text.split(",") if word.strip())
    known = list(kinds().values()) if found else []  # loading every rule takes a while
    for word in found:
        if not any(_specific(word, kind) for kind in known) and word not in (*GROUPS, *ROOMS.values()):
            hint = did_you_mean(word, [*GROUPS, *ROOMS.values(), *(kind.name for kind in known), *(kind.code.lower() for kind in known)])
            raise SettingsError(f"{where}: there is no rule or group `{word}`" + (f"; {hint}" if hint else ""))
    return found


# Tables.


def settings(table: Mapping[str, Any]) -> Settings:
    """The settings of a `[lint]` table. Raises `SettingsError`."""
    _only(table, _KEYS, "lint")
    per_file = table.get("per-file", {})
    if not isinstance(per_file, Mapping):
        raise SettingsError("lint.per-file: write a table of path patterns")
    return Settings(
        table=Choice(_words(table, "select", "lint") if "select" in table else None, _words(table, "ignore", "lint")),
        severity=_severities(table, "lint"),
        per_file=tuple(_per_file(pattern, own) for pattern, own in per_file.items()),
        exclude=_texts(table, "exclude", "lint"),
        fail_level=_level(table["fail-level"], "lint.fail-level") if "fail-level" in table else Severity.ERROR,
        baseline=_text(table, "baseline", "lint"),
    )


def _per_file(pattern: str, own: Any) -> PerFile:
    where = f"lint.per-file.{pattern!r}"
    if not isinstance(own, Mapping):
        raise SettingsError(f"{where}: write a table with `ignore` or `severity`")
    _only(own, _FILE_KEYS, where)
    return PerFile(pattern, _words(own, "ignore", where), _severities(own, where))


def _only(table: Mapping[str, Any], known: tuple[str, ...], where: str) -> None:
    for name in table:
        if name not in known:
            hint = did_you_mean(name, known)
            raise SettingsError(f"{where}: there is no setting `{name}`; {hint or 'known: ' + ', '.join(known)}")


def _texts(table: Mapping[str, Any], name: str, where: str) -> tuple[str, ...]:
    value = table.get(name, ())
    if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
        raise SettingsError(f"{where}.{name}: write a list of texts")
    return tuple(value)


def _text(table: Mapping[str, Any], name: str, where: str) -> str | None:
    value = table.get(name)
    if value is not None and not isinstance(value, str):
        raise SettingsError(f"{where}.{name}: write a text")
    return value


def _words(table: Mapping[str, Any], name: str, where: str) -> tuple[str, ...]:
    return words(_texts(table, name, where), f"{where}.{name}")


def _severities(table: Mapping[str, Any], where: str) -> dict[str, Severity]:
    given = table.get("severity", {})
    if not isinstance(given, Mapping):
        raise SettingsError(f"{where}.severity: write a table from rules to `error`, `warning` or `info`")
    return {word: _level(level, f"{where}.severity.{name}") for name, level in given.items() for word in words([name], f"{where}.severity")}


def _level(given: Any, where: str) -> Severity:
    if not isinstance(given, str) or given.upper() not in Severity.__members__:
        raise SettingsError(f"{where}: write `error`, `warning` or `info`")
    return Severity[given.upper()]
