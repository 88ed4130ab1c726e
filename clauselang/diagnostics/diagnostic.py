"""The one shape of everything the tools say about a file: code, severity, place, sentence, remedy."""

from __future__ import annotations

from clauselang.diagnostics.catalogue import CATALOGUE
from clauselang.diagnostics.severity import Severity as Severity
from clauselang.frozen import frozen
from clauselang.source import Span


@frozen(repr=False, cache_hash=True)  # fixes are sorted into one place after the other when they are judged
class Fix:
    """A suggestion that a tool can apply: put `replacement` where `span` stands."""

    title: str
    span: Span
    replacement: str


@frozen(repr=False)
class Diagnostic:
    """One finding. `message` is the fact, `help` the remedy, `notes` what else a reader should know."""

    code: str
    span: Span | None
    message: str
    help: str = ""
    notes: tuple[str, ...] = ()
    fix: Fix | None = None

    @property
    def severity(self) -> Severity:
        """Severity that the catalogue gives to the code."""
        return Severity[CATALOGUE[self.code].severity.upper()]

    @property
    def name(self) -> str:
        """The rule's name, which completes "allow …"."""
        return CATALOGUE[self.code].name

    @property
    def is_error(self) -> bool:
        """Whether the file cannot be used before this is mended."""
        return self.severity is Severity.ERROR


Diagnostics = tuple[Diagnostic, ...]


def in_order(diagnostics: list[Diagnostic] | Diagnostics) -> Diagnostics:
    """Sort by file, place and code, each finding once."""

    def key(d: Diagnostic) -> tuple[str, int, str, str]:
        return (d.span.source.name if d.span else "", d.span.start if d.span else -1, d.code, d.message)

    seen: dict[tuple[str, int, str, str], Diagnostic] = {}
    for diagnostic in diagnostics:
        seen.setdefault(key(diagnostic), diagnostic)
    return tuple(seen[k] for k in sorted(seen))
