"""Findings → JUnit XML: one suite per file, one failed case per finding."""

from __future__ import annotations

from itertools import groupby

from clauselang.diagnostics.render.finding import Finding, Findings
from clauselang.diagnostics.render.full import visible

_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"}


def render(findings: Findings, suppressed: Findings = ()) -> str:
    """The document. A run without findings is one suite with one case that passed."""
    suites = [_suite(file, list(found)) for file, found in groupby(findings, key=lambda finding: finding.file)]
    if not suites:
        suites = ['  <testsuite name="clauselang" tests="1" failures="0" errors="0">\n    <testcase name="lint"/>\n  </testsuite>\n']
    total = len(findings)
    head = f'<testsuites name="clauselang lint" tests="{total or 1}" failures="{total}" errors="0">\n'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}{"".join(suites)}</testsuites>\n'


def _suite(file: str, findings: list[Finding]) -> str:
    name = _text(file)
    cases = "".join(_case(name, finding) for finding in findings)
    count = len(findings)
    return f'  <testsuite name="{name}" tests="{count}" failures="{count}" errors="0">\n{cases}  </testsuite>\n'


def _case(file: str, finding: Finding) -> str:
    line, column, _, _ = finding.region
    title = _text(f"{finding.code} {finding.name}")
    place = f"line {line}, column {column}, {finding.severity}"
    body = _text(place + (f"; {finding.help}" if finding.help else ""))
    failure = f'<failure message="{_text(finding.message)}" type="{finding.code}">{body}</failure>'
    return f'    <testcase classname="{file}" name="{title} ({line}:{column})">\n      {failure}\n    </testcase>\n'


def _text(text: str) -> str:
    """Text as data: XML has no way at all to write most control characters, so they are spelled out."""
    return "".join(_NAMED.get(character, character) for character in visible(text))
