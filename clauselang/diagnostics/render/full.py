"""A diagnostic → the lines a person reads: sentence, place, the source line with a caret, the remedy."""

from __future__ import annotations

from collections.abc import Callable

from clauselang.diagnostics.diagnostic import Diagnostic, Diagnostics
from clauselang.diagnostics.render.finding import Finding, Findings

Paint = Callable[[str, str], str]
_WIDTH = 120


def plain(text: str, style: str) -> str:
    """No colours."""
    return text


def visible(text: str) -> str:
    """Text from a file as data: what a terminal would act on or not show is spelled out."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" if c != "\t" else "  " for c in text)


def full(diagnostic: Diagnostic, paint: Paint = plain) -> str:
    """One diagnostic in several lines."""
    severity = str(diagnostic.severity)
    lines = [f"{paint(f'{severity}[{diagnostic.code}]', severity)}: {visible(diagnostic.message)}"]
    span = diagnostic.span
    if span is not None:
        line, column = span.source.position(span.start)
        margin = " " * len(str(line))
        lines.append(f"{margin}{paint('-->', 'frame')} {visible(span.source.name)}:{line}:{column}")
        text, caret = _quote(span.source.line(line), column - 1, span.end - span.start)
        bar = paint("|", "frame")
        lines += [f"{margin} {bar}", f"{paint(str(line), 'frame')} {bar} {text}", f"{margin} {bar} {paint(caret, severity)}"]
    indent = " " * (len(str(line)) if span else 0)
    lines += [f"{indent} = note: {visible(note)}" for note in diagnostic.notes]
    if diagnostic.help:
        lines.append(f"{indent} = help: {visible(diagnostic.help)}")
    if isinstance(diagnostic, Finding) and diagnostic.fix:
        lines.append(f"{indent} = fix{'' if diagnostic.safe else ' (unsafe)'}: {visible(diagnostic.fix.title)}")
    return "\n".join(lines)


def _quote(line: str, start: int, length: int) -> tuple[str, str]:
    """The source line, cut to a window when it is very long, and the carets under it."""
    if len(line) <= _WIDTH and line.isprintable():
        return line, " " * min(start, len(line)) + "^" * max(1, min(len(line) - start, length))
    left = max(0, start - _WIDTH // 2) if len(line) > _WIDTH else 0
    shown = line[left : left + _WIDTH]
    before = visible(shown[: start - left])
    marked = visible(shown[start - left : start - left + max(length, 1)])
    return visible(shown), " " * len(before) + "^" * max(1, min(len(marked), _WIDTH))


def report(diagnostics: Diagnostics, paint: Paint = plain) -> str:
    """All diagnostics, with an empty line between."""
    return "\n\n".join(full(diagnostic, paint) for diagnostic in diagnostics)


def render(findings: Findings, suppressed: Findings = (), paint: Paint = plain) -> str:
    """All findings, with an empty line after each."""
    return "".join(full(finding, paint) + "\n\n" for finding in findings)
