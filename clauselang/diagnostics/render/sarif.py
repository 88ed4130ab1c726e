"""Findings → SARIF 2.1.0: rules with their pages, results with fixes, and what was suppressed, by whose words."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import clauselang
from clauselang.diagnostics.diagnostic import Severity
from clauselang.diagnostics.render.finding import Finding, Findings, Kind, Region, region
from clauselang.diagnostics.render.fingerprint import fingerprints

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_ROOT = "%SRCROOT%"


def render(findings: Findings, suppressed: Findings = ()) -> str:
    """One run. Every path is relative to the root of the project, which the reader knows."""
    results = [*findings, *suppressed]
    kinds = sorted({finding.code: finding.kind for finding in results}.items())
    index = {code: number for number, (code, _) in enumerate(kinds)}
    run = {
        "tool": {
            "driver": {
                "name": "clauselang",
                "version": clauselang.__version__,
                "rules": [_rule(kind) for _, kind in kinds],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the project."}}},
        "results": [_result(f, index[f.code], mark) for f, mark in zip(results, fingerprints(results), strict=True)],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(kind: Kind) -> dict[str, Any]:
    page = kind.page
    return {
        "id": kind.code,
        "name": "".join(word.capitalize() for word in kind.name.split("-")),
        "shortDescription": {"text": kind.summary},
        "fullDescription": {"text": _first_paragraph(page) or kind.summary},
        "help": {"text": page, "markdown": page},
        "defaultConfiguration": {"level": _LEVEL[kind.severity]},
        "properties": {"tags": [kind.group]},
    }


def _first_paragraph(page: str) -> str:
    """The first sentence or two of a page, without its headings."""
    paragraphs = (" ".join(part.split()) for part in page.split("\n\n"))
    return next((part for part in paragraphs if part and not part.startswith(("#", "Group "))), "")


def _result(finding: Finding, index: int, mark: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVEL[finding.severity],
        "message": {"text": finding.message + (f"; {finding.help}" if finding.help else "")},
        "locations": [{"physicalLocation": {"artifactLocation": _file(finding.file), "region": _region(finding.region)}}],
        "partialFingerprints": {"clauselang/v1": mark},
    }
    if finding.fix:
        inserted = {"text": finding.fix.replacement}
        replacement = {"deletedRegion": _region(region(finding.fix.span)), "insertedContent": inserted}
        change = {"artifactLocation": _file(finding.fix.span.source.name), "replacements": [replacement]}
        found["fixes"] = [{"description": {"text": finding.fix.title}, "artifactChanges": [change]}]
        found["properties"] = {"fix": "safe" if finding.safe else "unsafe"}
    if finding.reason is not None:
        found["suppressions"] = [{"kind": "inSource", "justification": finding.reason}]
    return found


def _file(name: str) -> dict[str, str]:
    """A relative reference: what a URI cannot hold is percent-encoded."""
    return {"uri": quote(name, safe="/", errors="backslashreplace"), "uriBaseId": _ROOT}


def _region(place: Region) -> dict[str, int]:
    line, column, last, end = place
    return {"startLine": line, "startColumn": column, "endLine": last, "endColumn": end}
