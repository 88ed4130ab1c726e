"""Findings → workflow commands that GitHub Actions shows beside the changed lines, and a plain list.

GitHub shows ten errors and ten warnings per step; the list beneath has all of them.
"""

from __future__ import annotations

from clauselang.diagnostics.diagnostic import Severity
from clauselang.diagnostics.render import concise
from clauselang.diagnostics.render.finding import Finding, Findings
from clauselang.diagnostics.render.full import visible

_COMMAND = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(findings: Findings, suppressed: Findings = ()) -> str:
    """One command per finding, then one line per finding."""
    listed = "".join(f"{number}. {concise.line(finding)}\n" for number, finding in enumerate(findings, 1))
    return "".join(_command(finding) + "\n" for finding in findings) + listed


def _command(finding: Finding) -> str:
    line, column, last, end = finding.region
    place = {"file": finding.file, "line": str(line), "endLine": str(last)}
    if line == last:  # columns of a stretch of several lines are taken for columns of its first
        place |= {"col": str(column), "endColumn": str(max(end, column + 1))}
    place["title"] = f"{finding.code} {finding.name}"
    text = visible(finding.message) + (f"\nhelp: {visible(finding.help)}" if finding.help else "")
    return f"::{_COMMAND[finding.severity]} {','.join(f'{name}={_property(value)}' for name, value in place.items())}::{_data(text)}"


def _data(text: str) -> str:
    """Text as data: what would end the command is written as its number."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
