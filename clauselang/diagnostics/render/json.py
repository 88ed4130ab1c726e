"""Diagnostics → JSON for other tools: code, name, severity, message, help, place in lines and columns from 1."""

from __future__ import annotations

import json
from typing import Any

from clauselang.diagnostics.diagnostic import Diagnostic, Diagnostics
from clauselang.diagnostics.render.finding import Finding, Findings, region


def as_dict(diagnostic: Diagnostic) -> dict[str, Any]:
    """One diagnostic as plain data."""
    found: dict[str, Any] = {
        "code": diagnostic.code,
        "name": diagnostic.name,
        "severity": str(diagnostic.severity),
        "message": diagnostic.message,
        "help": diagnostic.help,
    }
    if diagnostic.span is not None:
        line, column, end_line, end_column = region(diagnostic.span)
        found |= {"file": diagnostic.span.source.name, "line": line, "column": column, "end_line": end_line, "end_column": end_column}
    if diagnostic.fix is not None:
        line, column, end_line, end_column = region(diagnostic.fix.span)
        found["fix"] = {"title": diagnostic.fix.title, "replacement": diagnostic.fix.replacement}
        found["fix"] |= {"line": line, "column": column, "end_line": end_line, "end_column": end_column}
        if isinstance(diagnostic, Finding):
            found["fix"]["safe"] = bool(diagnostic.safe)
    return found


def as_json(diagnostics: Diagnostics) -> str:
    """All diagnostics as a JSON list."""
    return json.dumps([as_dict(diagnostic) for diagnostic in diagnostics], ensure_ascii=False, indent=2)


def render(findings: Findings, suppressed: Findings = ()) -> str:
    """All findings as a JSON list."""
    return as_json(findings) + "\n"
