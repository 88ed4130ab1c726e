"""Findings → the Reviewdog Diagnostic Format, whose suggestions a reviewer can take over with one click."""

from __future__ import annotations

import json
from typing import Any

from clauselang.diagnostics.render.finding import Finding, Findings
from clauselang.source import Span


def render(findings: Findings, suppressed: Findings = ()) -> str:
    """The whole result."""
    found = {"source": {"name": "clauselang"}, "diagnostics": [_diagnostic(finding) for finding in findings]}
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _diagnostic(finding: Finding) -> dict[str, Any]:
    location: dict[str, Any] = {"path": finding.file}
    if finding.span:
        location["range"] = _range(finding.span)
    found: dict[str, Any] = {
        "message": finding.message + (f"\nhelp: {finding.help}" if finding.help else ""),
        "location": location,
        "severity": str(finding.severity).upper(),
        "code": {"value": finding.code},
    }
    if finding.fix:
        found["suggestions"] = [{"range": _range(finding.fix.span), "text": finding.fix.replacement}]
    return found


def _range(span: Span) -> dict[str, Any]:
    return {"start": _position(span, span.start), "end": _position(span, span.end)}


def _position(span: Span, offset: int) -> dict[str, int]:
    """Line and column from 1; the format counts columns in bytes of UTF-8."""
    line, column = span.source.position(offset)
    before = span.source.text[offset - column + 1 : offset]
    return {"line": line, "column": len(before.encode("utf-8", "surrogatepass")) + 1}
