"""The export of a platform (bytes of JSON) → activities, what could not be read, evidence for facts, and what the source cannot see.

Every item of the file is judged (it becomes an activity), reported (F102) or left out with a reason (private, planned, no post). Items
are numbered from 1 in the order of the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Mapping as Table
from math import prod
from types import ModuleType

import attrs

from clauselang.diagnostics.diagnostic import Diagnostic, Diagnostics
from clauselang.ingest.columns import Columns
from clauselang.ingest.mapping import Mapping
from clauselang.ingest.platforms import instagram_api, instagram_export, neutral, tiktok, tiktok_export, twitch, x, youtube
from clauselang.ingest.platforms.brands import Brands
from clauselang.ingest.platforms.conclude import conclude
from clauselang.ingest.platforms.item import Evidence, Item
from clauselang.ingest.platforms.listing import Notes
from clauselang.ingest.platforms.pages import Page, pages
from clauselang.ingest.platforms.sniff import NAMES, Name, sniff
from clauselang.ingest.rows import Collector, Raw, Refused
from clauselang.ingest.tabular import text_of_file
from clauselang.semantics.clock import BEGIN, END, iso
from clauselang.semantics.facts import MAX_PLACEMENTS, Activity
from clauselang.source import Source, Span

MAX_BYTES = 256_000_000
MAX_LISTED = 200
_SHOWN = 3


@attrs.frozen
class _Platform:
    """How the export of a platform is read: its items, what it calls our columns, and what it can never show."""

    read: Callable[[Iterable[Page], Notes], Iterator[Item]]
    labels: Table[str, str]
    gaps: Table[str, str]


_MODULES: dict[Name, ModuleType] = {
    "instagram-api": instagram_api,
    "instagram-export": instagram_export,
    "youtube": youtube,
    "tiktok": tiktok,
    "tiktok-export": tiktok_export,
    "x": x,
    "twitch": twitch,
    "neutral": neutral,
}
_PLATFORMS = {name: _Platform(module.read, module.LABELS, module.GAPS) for name, module in _MODULES.items()}


@attrs.frozen
class Coverage:
    """What became of the items of one file, and what its source does not show: *not observed*, which is not *no breach*.

    `first` and `last` are the earliest and the latest time of publication among the judged (UTC). `not_observed` is by code.
    """

    file: str
    source: Name
    items: int
    judged: int
    unreadable: int
    left_out: tuple[tuple[int, str], ...]
    first: str | None
    last: str | None
    not_observed: dict[str, str]

    def record(self) -> dict[str, object]:
        """Plain data for JSON; at most 200 of the items that were left out are listed."""
        return {
            "file": self.file,
            "source": self.source,
            "items": self.items,
            "judged": self.judged,
            "unreadable": self.unreadable,
            "left_out": len(self.left_out),
            "left_out_rows": [{"row": row, "why": why} for row, why in self.left_out[:MAX_LISTED]],
            "first": self.first,
            "last": self.last,
            "not_observed": [{"code": code, "what": what} for code, what in self.not_observed.items()],
        }

    def line(self) -> str:
        """One line for a person."""
        parts = [f"{self.items:,} {'item' if self.items == 1 else 'items'}", f"{self.judged:,} judged"]
        if self.unreadable:
            parts.append(f"{self.unreadable:,} unreadable")
        if self.left_out:
            rows = "; ".join(f"row {row}: {why}" for row, why in self.left_out[:_SHOWN])
            parts.append(f"{len(self.left_out):,} left out ({rows}{' …' if len(self.left_out) > _SHOWN else ''})")
        unseen = "; ".join(self.not_observed.values())
        return f"{self.file} ({self.source}): {', '.join(parts)}. Not observed, which is not “no breach”: {unseen}"


@attrs.frozen
class Export:
    """The activities of one export with everything around them; `evidence` is by row."""

    activities: tuple[Activity, ...]
    diagnostics: Diagnostics
    evidence: dict[int, tuple[Evidence, ...]] = attrs.field(factory=dict)
    coverage: Coverage | None = None


def read_export(
    name: str, data: bytes, source: Name | None, brands: Brands, mapping: Mapping | None = None, by_line: bool = False
) -> Export:
    """Read an export; without a `source` its shape tells. `by_line`: one document a line, where a broken line costs no more.

    An unreadable item is reported (F102) and left out; an unreadable file gives no activities (F101).
    """
    text: Source | None = None
    try:
        text = Source(name, text_of_file(data))
        found = source or sniff(text.text)
        if found is None:
            raise Refused("the file has the shape of no export that is known", f"say which with `--from`: {', '.join(NAMES)}")
        return _read(text, found, brands, mapping or Mapping(), by_line)
    except Refused as error:
        offset = None if error.offset is None or text is None else min(error.offset, len(text.text))
        span = Span(text, offset, min(offset + 1, len(text.text))) if text and offset is not None else None
        return Export((), (Diagnostic("F101", span, f"{name}: {error.message}", help=error.remedy),))


def _read(text: Source, source: Name, brands: Brands, mapping: Mapping, by_line: bool) -> Export:
    platform = _PLATFORMS[source]
    # The mapping's names of columns are those of a table; here they are the platform's. Its values and defaults hold.
    collector = Collector(text.name, Columns(attrs.evolve(mapping, columns=dict(platform.labels))), text)
    notes = Notes()
    evidence: dict[int, tuple[Evidence, ...]] = {}
    left_out: list[tuple[int, str]] = []
    strangers: set[int] = set()
    number = unlabelled = 0
    for number, item in enumerate(platform.read(pages(text.text, by_line), notes), 1):
        if item.left_out is not None and item.mistake is None:
            left_out.append((number, item.left_out))
            continue
        unlabelled += item.paid is None
        if item.mistake is None:
            found, is_open = conclude(item, brands)
            if found:
                evidence[number] = found
            if is_open:
                strangers.add(number)
        collector.take(number, _raw(item))
    activities, reports = collector.result()
    judged = tuple(_with_a_stranger(a) if a.row in strangers and a.brands else a for a in activities)
    unread = [Diagnostic("F103", None, f"{text.name}: {message}", help=remedy) for message, remedy in notes.unread_words()]
    first, last = _span(judged)
    unreadable = number - len(judged) - len(left_out)
    gaps = {**platform.gaps, **notes.gaps}
    if judged and not unlabelled:
        gaps.pop("paid-labels", None)
    coverage = Coverage(text.name, source, number, len(judged), unreadable, tuple(left_out), first, last, gaps)
    rows = {a.row for a in judged}
    return Export(judged, (*unread, *reports), {row: e for row, e in evidence.items() if row in rows}, coverage)


def _raw(item: Item) -> Raw:
    cells = {name: cell for name, cell in item.cells.items() if cell is not None}
    return Raw({} if item.mistake else cells, item.mistake, item.start, item.end)


def _with_a_stranger(activity: Activity) -> Activity:
    """The activity with one brand more, which nobody knows; with no brand known where that would be too many to judge."""
    # INVARIANT: an empty name among the brands is any brand to `Vocabulary.placements`, which looks at so many combinations at most.
    several = (activity.categories, activity.acts, activity.kinds, activity.territories, activity.events)
    fits = prod(len(values) or 1 for values in several) * (len(activity.brands) + 1) <= MAX_PLACEMENTS
    return attrs.evolve(activity, brands=(*activity.brands, "") if fits else ())


def _span(activities: Iterable[Activity]) -> tuple[str | None, str | None]:
    moments = [moment for a in activities if a.published_at and (moment := a.moment).lo > BEGIN and moment.hi < END]
    if not moments:
        return None, None
    return iso(min(moment.lo for moment in moments)), iso(max(moment.lo for moment in moments))
