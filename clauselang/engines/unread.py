"""Posts in DuckDB of which some cell cannot be read → how to tell them in SQL, and what is said of each.

Such a post is reported, whoever's it is and whenever it was, and stands in no total. Cells are looked at once for each
distinct text, and nearly always all of them can be read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import attrs

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.engines.columns import CELLS
from clauselang.engines.words import Reader
from clauselang.semantics.facts import Activity

# Columns of few texts that not every text can stand in; of the others any text can be read.
COLUMNS = ("act", "kind", "territory", "deliverable", "timezone", "consent_at")
MOST_TIMES = 100_000  # distinct times that are no exact instants; of more only those near an agreement are read
_TIME = "CAST(c_published_at AS VARCHAR)"

Rows = Callable[[str, Sequence[str]], Iterator[tuple[Any, ...]]]


@attrs.frozen
class Unread:
    """The posts of a view `posts` that cannot be read, as a condition with its values; all can where there is none."""

    read: Reader
    condition: str
    values: tuple[str, ...]

    @classmethod
    def of(cls, rows: Rows, read: Reader) -> Unread:
        """Read every distinct text of the columns that can fail."""
        values: list[str] = []
        conditions: list[str] = []
        for name in COLUMNS:
            if name in read.shape.theirs:
                keys = sorted(key for (key,) in rows(f"SELECT DISTINCT k_{name} FROM posts", ()))
                if bad := [key for key in keys if read.asks({name: key})]:
                    marks = ", ".join(f"${number}" for number in range(len(values) + 1, len(values) + len(bad) + 1))
                    conditions.append(f"k_{name} IN ({marks})")
                    values.extend(bad)
        for time, zone in _times(rows, read):
            conditions.append(f"({_TIME} = ${len(values) + 1} AND k_timezone = ${len(values) + 2})")
            values.extend((time, zone))
        return cls(read, " OR ".join(conditions) or "false", tuple(values))

    def reports(self, rows: Rows, files: dict[str, str], most: int) -> Iterator[Diagnostic]:
        """What is said of the first of them, in the order of the files, which are shown by these names."""
        if not self.values:
            return
        query = f"SELECT filename, file_row_number, {', '.join(CELLS)} FROM posts WHERE {self.condition}"
        for name, row, *cells in rows(f"{query} ORDER BY filename, file_row_number LIMIT {most}", self.values):
            found = self.read.activity(row, cells)
            if not isinstance(found, Activity):
                yield from self.read.refusals(files[name], row, found)


def _times(rows: Rows, read: Reader) -> list[tuple[str, str]]:
    """The times that cannot be read, each with its zone; times of other types than text always can, as far as they are exact."""
    if read.shape.types.get("published_at") != "VARCHAR":
        return []
    query = f"SELECT DISTINCT {_TIME}, k_timezone FROM posts WHERE posts.at IS NULL AND {_TIME} <> '' LIMIT {MOST_TIMES + 1}"
    found = sorted(rows(query, ()))
    if len(found) > MOST_TIMES:
        return []
    return [(time, zone) for time, zone in found if read.asks({"published_at": time, "timezone": zone})]
