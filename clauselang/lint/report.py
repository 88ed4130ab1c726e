"""Linted files → one report: what is left after the baseline, in which format, and how it ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from importlib import import_module

import attrs

from clauselang.diagnostics.diagnostic import Severity
from clauselang.diagnostics.render.finding import Findings
from clauselang.diagnostics.render.full import Paint, plain, summary
from clauselang.lint.baseline import Baseline
from clauselang.lint.engine import Linted

# Each is a module of `diagnostics/render/`, loaded when it is asked for.
FORMATS = ("full", "concise", "json", "json-lines", "github", "gitlab", "junit", "sarif", "rdjson")
_MODULES = {"json-lines": "lines"}
PAINTED = ("full", "concise")


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

    def fails(self, level: Severity) -> bool:
        """Whether some finding matters at least as much as `level`."""
        return any(finding.severity >= level for finding in self.findings)

    def rendered(self, form: str, paint: Paint = plain) -> str:
        """The findings in a format. Colours are for people."""
        render = import_module(f"clauselang.diagnostics.render.{_MODULES.get(form, form)}").render
        options = {"paint": paint} if form in PAINTED else {}
        text = render(self.findings, self.suppressed, **options)
        assert isinstance(text, str)
        return text + self.summary + "\n" if form in PAINTED else text

    @property
    def summary(self) -> str:
        """`2 files: 1 error, 1 warning`, and what can be mended."""
        counted = summary(self.findings) or "nothing to report"
        line = f"{self.files} file{'' if self.files == 1 else 's'}: {counted}"
        safe = sum(finding.fix is not None and finding.safe is True for finding in self.findings)
        unsafe = sum(finding.fix is not None for finding in self.findings) - safe
        mends = [f"{safe} can be mended with --fix"] if safe else []
        mends += [f"{unsafe} {'more ' if safe else ''}with --fix --unsafe-fixes"] if unsafe else []
        return line + (f"; {', '.join(mends)}" if mends else "")

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
