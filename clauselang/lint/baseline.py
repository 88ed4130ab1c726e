"""A file of findings that were there before → which findings are new. It can only shrink.

A finding is known by rule, file and the words of its line, so that it stays known when lines move. Errors of reading are never
let through.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

import attrs

from clauselang.diagnostics.render.finding import Finding, Findings
from clauselang.diagnostics.render.fingerprint import likeness
from clauselang.lint.settings import UNYIELDING, SettingsError

VERSION = 1
Key = tuple[str, str, str]


@attrs.frozen(repr=False)
class Baseline:
    """How often each known finding was there: by file, code and mark."""

    known: Counter[Key] = attrs.field(factory=Counter)

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> Baseline:
        """Everything that is there now, errors of reading apart."""
        return cls(Counter(_key(finding) for finding in findings if not finding.code.startswith(UNYIELDING)))

    @classmethod
    def read(cls, text: str, name: str) -> Baseline:
        """The baseline that a file holds. Raises `SettingsError`."""
        import json  # slow to load

        try:
            data = json.loads(text)
            version, files = data["version"], data["findings"]
            known = {
                (file, code, mark): count for file, codes in files.items() for code, marks in codes.items() for mark, count in marks.items()
            }
        except (ValueError, TypeError, KeyError, AttributeError):
            raise SettingsError(f"`{name}` is not a baseline: make it again with --write-baseline") from None
        if version != VERSION or not all(type(count) is int and count > 0 for count in known.values()):
            raise SettingsError(f"`{name}` is not a baseline of this version: make it again with --write-baseline")
        return cls(Counter(known))

    def new(self, findings: Findings) -> Findings:
        """The findings that the baseline does not know; of more alike than it knows, the last ones."""
        left = Counter(self.known)
        fresh = []
        for finding in findings:
            if left[_key(finding)] > 0 and not finding.code.startswith(UNYIELDING):
                left[_key(finding)] -= 1
            else:
                fresh.append(finding)
        return tuple(fresh)

    def shrunk(self, findings: Findings, asked: Callable[[str, str], bool]) -> Baseline:
        """Less what is gone. `asked` says whether this run would have found a code in a file."""
        now = Baseline.of(findings).known
        kept = {key: min(count, now[key]) if asked(key[0], key[1]) else count for key, count in self.known.items()}
        return Baseline(+Counter(kept))

    @property
    def text(self) -> str:
        """The file, sorted, so that a change of it reads as what changed."""
        import json  # slow to load

        files: dict[str, dict[str, dict[str, int]]] = {}
        for (file, code, mark), count in sorted(self.known.items()):
            files.setdefault(file, {}).setdefault(code, {})[mark] = count
        return json.dumps({"version": VERSION, "findings": files}, ensure_ascii=False, indent=2) + "\n"


def _key(finding: Finding) -> Key:
    return finding.file, finding.code, likeness(finding)
