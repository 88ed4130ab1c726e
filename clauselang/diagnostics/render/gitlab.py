"""Findings → a GitLab code quality report. Its fingerprints differ, since GitLab drops what has the same."""

from __future__ import annotations

import json

from clauselang.diagnostics.diagnostic import Severity
from clauselang.diagnostics.render.finding import Finding, Findings
from clauselang.diagnostics.render.fingerprint import fingerprints

_SEVERITY = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(findings: Findings, suppressed: Findings = ()) -> str:
    """The report."""
    issues = [_issue(finding, mark) for finding, mark in zip(findings, fingerprints(findings), strict=True)]
    return json.dumps(issues, ensure_ascii=False, indent=2) + "\n"


def _issue(finding: Finding, mark: str) -> dict[str, object]:
    line, column, last, end = finding.region
    return {
        "check_name": finding.name,
        "description": f"{finding.code}: {finding.message}",
        "severity": _SEVERITY[finding.severity],
        "fingerprint": mark,
        "location": {
            "path": finding.file,
            "positions": {"begin": {"line": line, "column": column}, "end": {"line": last, "column": end}},
        },
    }
