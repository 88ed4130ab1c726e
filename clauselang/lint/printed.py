"""What a format for people prints of each file, and how much it found there → the whole report and how it ends.

Such a report is that of one file after the other and a line that counts. So what was printed of a file can be printed again
without knowing the language, as long as it would be found again (`shelf`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from clauselang.diagnostics.severity import Severity

# Each is a module of `diagnostics/render/`, loaded when it is asked for.
FORMATS = ("full", "concise", "json", "json-lines", "github", "gitlab", "junit", "sarif", "rdjson")
PAINTED = ("full", "concise")  # those for people: in colour on a terminal, and with a line that counts


class Tally(NamedTuple):
    """How many findings there are of each severity, and how many can be mended without a change of meaning, or with one."""

    infos: int = 0
    warnings: int = 0
    errors: int = 0
    safe: int = 0
    unsafe: int = 0

    def fails(self, level: Severity) -> bool:
        """Whether some finding matters at least as much as `level`."""
        return any(self[severity - 1] for severity in Severity if severity >= level)

    @property
    def severities(self) -> str:
        """`2 errors, 1 warning`; nothing if there is nothing."""
        counts = [(severity, self[severity - 1]) for severity in sorted(Severity, reverse=True)]
        words = (f"{count} {severity}{'s' if count != 1 and severity is not Severity.INFO else ''}" for severity, count in counts if count)
        return ", ".join(words)

    def summary(self, files: int) -> str:
        """`2 files: 1 error, 1 warning`, and what can be mended."""
        line = f"{files} file{'' if files == 1 else 's'}: {self.severities or 'nothing to report'}"
        mends = [f"{self.safe} can be mended with --fix"] if self.safe else []
        mends += [f"{self.unsafe} {'more ' if self.safe else ''}with --fix --unsafe-fixes"] if self.unsafe else []
        return line + (f"; {', '.join(mends)}" if mends else "")


class Printed(NamedTuple):
    """What was printed of one file."""

    text: str
    tally: Tally


def total(tallies: Iterable[Tally]) -> Tally:
    """All of them added up."""
    columns = tuple(map(sum, zip(*tallies, strict=True)))
    return Tally(*columns)


def whole(files: list[Printed]) -> tuple[str, Tally]:
    """The report of a run, and what it counts."""
    tally = total(printed.tally for printed in files)
    return "".join([*(printed.text for printed in files), tally.summary(len(files)), "\n"]), tally
