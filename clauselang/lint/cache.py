"""What was found in a file ⇄ a record of plain data, with marks of all that it was found from."""

from __future__ import annotations

from functools import partial
from typing import Any

import attrs

from clauselang.diagnostics.diagnostic import Fix, Severity
from clauselang.diagnostics.render.finding import Finding, Findings, Kind
from clauselang.lint.engine import Linted
from clauselang.lint.registry import page_of
from clauselang.lint.settings import Settings
from clauselang.lint.shelf import FORMAT, Record, holds, mark
from clauselang.resolve.imports import Load
from clauselang.source import Source, Span


class Watched:
    """A way to load imports that remembers what was loaded, and what was looked for in vain."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self.found: dict[str, Source | None] = {}

    def __call__(self, name: str) -> Source | None:
        """The source of an import."""
        if name not in self.found:
            self.found[name] = self._load(name)
        return self.found[name]


def shelf(settings: Settings, tool: str) -> str:
    """Which records may be used together: those of one tool and of settings that say the same of every finding."""
    table = attrs.evolve(settings, exclude=(), fail_level=Severity.ERROR, baseline=None)
    return mark(str(FORMAT), tool, repr(table))[:32]


# Records.


def record(linted: Linted, watched: Watched) -> Record | None:
    """Plain data for what was found; nothing if it speaks of a file that was not watched."""
    names = {id(source): name for name, source in watched.found.items() if source} | {id(linted.source): ""}
    try:
        return {
            "text": mark(linted.source.text),
            "imports": {name: mark(source.text) if source else None for name, source in watched.found.items()},
            "findings": [_pack(finding, names) for finding in linted.findings],
            "suppressed": [_pack(finding, names) for finding in linted.suppressed],
            "sound": linted.sound,
        }
    except KeyError:
        return None


def restored(data: object, source: Source, load: Load) -> Linted | None:
    """What a record says of a text; nothing if the text or an import is another now, or if this is no record."""
    if not isinstance(data, dict) or not holds(data, mark(source.text), lambda name: mark(now.text) if (now := load(name)) else None):
        return None
    try:
        sources = {"": source} | {name: now for name in data["imports"] if (now := load(name))}
        found, suppressed = (_unpacked(data[part], sources) for part in ("findings", "suppressed"))
        return Linted(source, found, suppressed, data["sound"] is True)
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _pack(finding: Finding, names: dict[int, str]) -> list[object]:
    kind, fix = finding.kind, finding.fix
    return [
        [kind.code, kind.name, int(kind.severity), kind.group],
        _place(finding.span, names),
        finding.message,
        finding.help,
        list(finding.notes),
        [fix.title, _place(fix.span, names), fix.replacement] if fix else None,
        int(finding.level),
        finding.safe,
        finding.reason,
        finding.path,
    ]


def _place(span: Span | None, names: dict[int, str]) -> list[object] | None:
    return [names[id(span.source)], span.start, span.end] if span else None


def _unpacked(packed: list[Any], sources: dict[str, Source]) -> Findings:
    return tuple(_finding(item, sources) for item in packed)


def _finding(packed: list[Any], sources: dict[str, Source]) -> Finding:
    (code, name, severity, group), place, message, help, notes, mend, level, safe, reason, path = packed
    texts = (code, name, group, message, help, path, *notes, *(() if reason is None else (reason,)))
    if not all(isinstance(text, str) for text in texts) or safe not in (None, True, False):
        raise TypeError
    kind = Kind(code, name, Severity(severity), group, partial(page_of, code))
    fix = None
    if mend is not None:
        title, where, replacement = mend
        span = _span(where, sources)
        if span is None or not isinstance(title, str) or not isinstance(replacement, str):
            raise TypeError
        fix = Fix(title, span, replacement)
    return Finding(
        code, _span(place, sources), message, help, tuple(notes), fix,
        kind=kind, level=Severity(level), safe=safe, reason=reason, path=path,
    )  # fmt: skip


def _span(place: list[Any] | None, sources: dict[str, Source]) -> Span | None:
    if place is None:
        return None
    name, start, end = place
    if type(start) is not int or type(end) is not int or not 0 <= start <= end <= len(sources[name].text):
        raise ValueError
    return Span(sources[name], start, end)
