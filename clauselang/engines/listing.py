"""What a query says of some posts → rows of the output: each is read once more, and judged where a sentence is wanted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

import attrs

from clauselang.backends.sql.tables import ASK
from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.engines.batch import Batch, Record, bare
from clauselang.engines.crew import JUDGED, Asked, judge_all
from clauselang.engines.kept import WORD
from clauselang.engines.unread import COLUMNS
from clauselang.engines.words import Reader
from clauselang.ingest.plain import shown
from clauselang.semantics.facts import Activity

MAX_REPORTS = 200
UNREAD = (*COLUMNS, "published_at")


class Hit(NamedTuple):
    """A post that the query speaks of. `order` is its place in the output; `row` counts from 0, and is nothing where rows have no order."""

    order: tuple[Any, ...]
    deal: int
    verdict: int
    file: str
    row: int | None
    cells: Sequence[object]


@attrs.define
class Listing:
    """The rows in the order of the posts, how many posts could not be read, and how many the interpreter was asked about."""

    batch: Batch
    read: Reader
    refused: int = 0
    asked: int = 0
    passed: int = 0  # refused, and for none of the columns that `unread` looks at
    _found: list[tuple[tuple[Any, ...], Record]] = attrs.field(factory=list)
    _reports: dict[str, Diagnostic] = attrs.field(factory=dict)

    def collect(self, hits: Iterable[Hit], every: bool, reasons: bool) -> None:
        """Judge the posts; those that are free are listed only when `every` one is asked for."""
        self._found.extend(self.each(hits, every, reasons))

    def each(self, hits: Iterable[Hit], every: bool, reasons: bool) -> Iterator[tuple[tuple[Any, ...], Record]]:
        """The rows with their places, as they are judged."""
        names = self.batch.agreements.names
        for part, answers in judge_all(self.batch, self._parts(hits, reasons), reasons):
            given = iter(answers)
            for hit, is_asked in part:
                row = hit.row or 0
                if is_asked:
                    word, record = next(given)
                    if hit.verdict != ASK and word != WORD.get(hit.verdict, "compliant"):
                        raise AssertionError(f"the query says {WORD.get(hit.verdict)} and the interpreter {word} of row {row + 1}")
                    if word == "compliant" and not every:
                        continue
                else:
                    record = bare(names[hit.deal], hit.file, self.read.id(hit.cells), row + 1, WORD[hit.verdict])
                yield hit.order, record if hit.row is not None else record | {"row": None}

    def _parts(self, hits: Iterable[Hit], reasons: bool) -> Iterator[tuple[list[tuple[Hit, bool]], list[Asked]]]:
        """Some hits at a time, each with whether the interpreter is asked, and what it is asked."""
        left = iter(hits)
        while part := list(islice(left, JUDGED)):
            found: list[tuple[Hit, bool]] = []
            asked: list[Asked] = []
            for hit in part:
                is_asked = reasons or hit.verdict not in WORD
                activity = self._activity(hit) if is_asked else None
                if activity is not None:
                    asked.append((hit.deal, hit.file, activity))
                if activity is not None or not is_asked:
                    found.append((hit, is_asked))
            yield found, asked

    def _activity(self, hit: Hit) -> Activity | None:
        """What a post says of itself; nothing if it cannot be read, which is reported."""
        row = hit.row or 0
        activity = self.read.activity(row, hit.cells)
        if isinstance(activity, Activity):
            self.asked += hit.verdict == ASK
            return activity
        self.refused += 1
        self.passed += not any(mistake.column in UNREAD for mistake in activity)
        for report in self.read.refusals(hit.file, row, activity):
            if hit.row is None:
                place = f"{hit.file}, post {shown(self.read.id(hit.cells) or '?')}"
                report = attrs.evolve(report, message=report.message.replace(f"{hit.file} row 1", place, 1))
            self._reports.setdefault(report.message, report)
        return None

    @property
    def records(self) -> tuple[Record, ...]:
        """The rows of the output."""
        return tuple(record for _, record in sorted(self._found, key=lambda each: each[0]))

    @property
    def reports(self) -> tuple[Diagnostic, ...]:
        """What is said of the posts that could not be read."""
        return tuple(self._reports.values())[:MAX_REPORTS]
