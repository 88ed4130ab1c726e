"""A diagnostic as a linter reports it: rated for a file, with the kind it belongs to, its fix judged, its suppression."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from clauselang.diagnostics.diagnostic import Diagnostic, Severity
from clauselang.frozen import frozen
from clauselang.source import Span


@frozen(repr=False)
class Kind:
    """What all findings of one code have in common. `read` gives the page, which is long and seldom asked for."""

    code: str
    name: str
    severity: Severity
    group: str
    read: Callable[[], str] = attrs.field(repr=False, eq=False)

    @property
    def page(self) -> str:
        """The page of the code, in Markdown."""
        return self.read()

    @property
    def summary(self) -> str:
        """The name as a sentence: `Unbounded window.`"""
        return self.name.replace("-", " ").capitalize() + "."


@frozen(repr=False)
class Finding(Diagnostic):
    """One finding. `safe` says whether its fix keeps the meaning; `reason` is that of the comment that suppresses it.

    `path` names the file when there is no span to tell it, because the file could not be read.
    """

    kind: Kind = attrs.field(kw_only=True)
    level: Severity = attrs.field(kw_only=True)
    safe: bool | None = attrs.field(default=None, kw_only=True)
    reason: str | None = attrs.field(default=None, kw_only=True)
    path: str = attrs.field(default="", kw_only=True)

    @classmethod
    def of(cls, diagnostic: Diagnostic, kind: Kind, level: Severity, path: str = "") -> Finding:
        """Rate a diagnostic."""
        d = diagnostic
        return cls(d.code, d.span, d.message, d.help, d.notes, d.fix, kind=kind, level=level, path=path)

    @property
    def severity(self) -> Severity:
        """Severity that the settings give to it, else the one of its kind."""
        return self.level

    @property
    def name(self) -> str:
        """The rule's name, which completes "allow …"."""
        return self.kind.name

    @property
    def file(self) -> str:
        """The file it is in, relative to the project."""
        return self.span.source.name if self.span else self.path

    @property
    def region(self) -> Region:
        """Where it stands; a finding about a whole file stands at its start."""
        return region(self.span) if self.span else (1, 1, 1, 1)


Findings = tuple[Finding, ...]
Region = tuple[int, int, int, int]


def region(span: Span) -> Region:
    """First line and column, last line and column (exclusive), from 1, in code points."""
    place = span.source.position
    return *place(span.start), *place(span.end)
