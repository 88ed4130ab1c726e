"""Names of columns in a file → our columns; what is misspelt, said twice or missing among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from clauselang.diagnostics.suggest import did_you_mean, distance
from clauselang.ingest.cells import COLUMNS
from clauselang.ingest.mapping import Mapping
from clauselang.ingest.plain import shown

MAX_COLUMNS = 1000
_PLURALS = {"brands": "brand", "categories": "category", "acts": "act", "kinds": "kind", "territories": "territory", "events": "event"}
_KNOWN = {name: name for name in COLUMNS} | _PLURALS
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SPACE = re.compile(r"[\s_-]+")


def _plain(name: str) -> str:
    """`publishedAt`, `Published At` and `published-at` are `published_at`."""
    return _SPACE.sub("_", _HUMP.sub("_", name.strip())).lower()


class Columns:
    """Gives each foreign name our columns, and remembers which names a file has."""

    def __init__(self, mapping: Mapping | None) -> None:
        self.mapping = mapping or Mapping()
        self._theirs: dict[str, list[str]] = {}
        for ours, theirs in self.mapping.columns.items():
            self._theirs.setdefault(theirs.casefold(), []).append(ours)
        self._seen: dict[str, tuple[str, ...]] = {}
        self._present: set[str] = set()

    def ours(self, theirs: str) -> tuple[str, ...]:
        """Our columns that a foreign name stands for; several when the mapping says so."""
        found = self._seen.get(theirs)
        if found is None:
            found = self._find(theirs)
            self._present.update(found)
            if len(self._seen) < MAX_COLUMNS:
                self._seen[theirs] = found
        return found

    def _find(self, theirs: str) -> tuple[str, ...]:
        if mapped := self._theirs.get(theirs.strip().casefold()):
            return tuple(mapped)
        known = _KNOWN.get(_plain(theirs[:64]))
        return (known,) if known and known not in self.mapping.columns else ()

    def label(self, ours: str) -> str:
        """What the column is called in the file."""
        return self.mapping.columns.get(ours, ours)

    def findings(self) -> Iterator[tuple[str, str]]:
        """A sentence and a remedy for each name that looks misspelt, and each mapped column that the file lacks."""
        for theirs, found in self._seen.items():
            near = None if found else _near(_plain(theirs[:64]), (name for name in COLUMNS if name not in self._present))
            if near:
                yield f"there is no column {shown(theirs)}", f"did you mean `{near}`?"
        for ours, theirs in self.mapping.columns.items():
            if self._seen and ours not in self._present:
                remedy = did_you_mean(theirs, sorted(self._seen)) or "check the name in the file's header"
                yield f"there is no column {shown(theirs)}, which the mapping names for `{ours}`", remedy


def _near(word: str, choices: Iterable[str]) -> str | None:
    # Stricter than `nearest`: foreign files have many columns of their own, and `user_id` is no misspelling.
    limit = 1 if len(word) < 8 else 2
    scored = ((distance(word, choice, limit), choice) for choice in choices) if len(word) > 4 and word not in _KNOWN else ()
    best = min((pair for pair in scored if pair[0] <= limit), default=None)
    return best[1] if best else None
