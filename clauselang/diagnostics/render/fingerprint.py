"""Findings → a mark for each that stays when lines move: code, file, the text of the line, and which of several alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from clauselang.diagnostics.render.finding import Finding


def likeness(finding: Finding) -> str:
    """What makes two findings the same to a reader: rule, file and the words of the line, however spaced."""
    line = finding.span.source.line(finding.region[0]).partition("#")[0] if finding.span else ""
    return _hash(finding.code, finding.file, " ".join(line.split()))


def fingerprints(findings: Iterable[Finding]) -> list[str]:
    """One mark per finding, all different: the second of two that are alike has another than the first."""
    seen: Counter[str] = Counter()
    marks = []
    for finding in findings:
        alike = likeness(finding)
        marks.append(_hash(alike, str(seen[alike])))
        seen[alike] += 1
    return marks


def _hash(*parts: str) -> str:
    from hashlib import sha256  # slow to load, and only some formats need it

    return sha256("\0".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:32]
