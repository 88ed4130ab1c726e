"""Findings → one line each, as editors and `grep` read them: `file:line:column: severity[code] sentence`."""

from __future__ import annotations

from clauselang.diagnostics.render.finding import Finding, Findings
from clauselang.diagnostics.render.full import Paint, plain, visible


def line(finding: Finding, paint: Paint = plain) -> str:
    """One finding in one line; `[*]` marks a safe fix."""
    severity = str(finding.severity)
    first, column, _, _ = finding.region
    mark = " [*]" if finding.fix and finding.safe else ""
    return f"{visible(finding.file)}:{first}:{column}: {paint(f'{severity}[{finding.code}]', severity)}{mark} {visible(finding.message)}"


def render(findings: Findings, suppressed: Findings = (), paint: Paint = plain) -> str:
    """All findings."""
    return "".join(line(finding, paint) + "\n" for finding in findings)
