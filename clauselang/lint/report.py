"""Linted files → one report: what is left after the baseline, in which format, and how it ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from importlib import import_module

import attrs

from clauselang.diagnostics.diagnostic import Severity
from clauselang.diagnostics.render.finding import Findings
from clauselang.diagnostics.render.full import Paint, plain
from clauselang.lint.baseline import Baseline
from clauselang.lint.engine import Linted
from clauselang.lint.printed import PAINTED, Printed, Tally

_MODULES = {"json-lines": "lines"}


@attrs.frozen(repr=False, eq=False)
class Report:
    """All findings of a run, in the order of the files; those that comments suppress stand apart."""

    findings: Findings
    suppressed: Findings
    files: int

    @classmethod
    def of(cls, linted: Iterable[Linted], baseline: Baseline | None = None) -> Report:
        """Put the files together, without what the baseline knows."""
        every = tuple(linted)
        findings = tuple(finding for one in every for finding in one.findings)
        suppressed = tuple(finding for one in every for finding in one.suppressed)
        return cls(baseline.new(findings) if baseline else findings, suppressed, len(every))

    @property
    def tally(self) -> Tally:
        """How many there are."""
        return tally(self.findings)

    def rendered(self, form: str, paint: Paint = plain) -> str:
        """The findings in a format. Colours are for people."""
        text = _rendered(form, paint, self.findings, self.suppressed)
        return text + self.summary + "\n" if form in PAINTED else text

    @property
    def summary(self) -> str:
        """`2 files: 1 error, 1 warning`, and what can be mended."""
        return self.tally.summary(self.files)

    def statistics(self, form: str) -> str:
        """How often each code was found, the most frequent first."""
        import json  # slow to load

        counts = Counter(finding.code for finding in self.findings)
        first = {finding.code: finding for finding in reversed(self.findings)}
        rows = [(count, first[code]) for code, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))]
        if form == "json":
            listed = [{"code": f.code, "name": f.name, "severity": str(f.severity), "count": count} for count, f in rows]
            return json.dumps(listed, ensure_ascii=False, indent=2) + "\n"
        width = max((len(str(count)) for count, _ in rows), default=0)
        lines = [f"{count:>{width}}  {finding.code}  {finding.name}" for count, finding in rows]
        return "".join(line + "\n" for line in [*lines, self.summary])


def printed(linted: Linted, form: str, paint: Paint = plain) -> Printed:
    """What a format for people prints of one file."""
    return Printed(_rendered(form, paint, linted.findings, linted.suppressed), tally(linted.findings))


def tally(findings: Findings) -> Tally:
    """How many findings there are."""
    levels = [finding.level for finding in findings]
    mends = [finding.safe is True for finding in findings if finding.fix is not None]
    return Tally(*map(levels.count, (Severity.INFO, Severity.WARNING, Severity.ERROR)), *map(mends.count, (True, False)))


def _rendered(form: str, paint: Paint, findings: Findings, suppressed: Findings) -> str:
    render = import_module(f"clauselang.diagnostics.render.{_MODULES.get(form, form)}").render
    text = render(findings, suppressed, paint) if form in PAINTED else render(findings, suppressed)
    assert isinstance(text, str)
    return text
