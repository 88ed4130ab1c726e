"""The files of a run and the cache → what was printed of the files that are as they were, without loading the language.

Whatever is out of the ordinary (a file that cannot be read, settings that mean nothing, no cache) is left to the run itself,
which looks at it again and says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from clauselang import files
from clauselang.cli.wanted import Wanted
from clauselang.diagnostics.severity import Severity
from clauselang.files import MAX_BYTES, Place
from clauselang.lint import shelf
from clauselang.lint.patterns import matches
from clauselang.lint.printed import Printed
from clauselang.lint.shelf import Record


class Recalled(NamedTuple):
    """What is known of a run before the language is loaded; `known` are the files that need not be linted, by their number."""

    places: list[tuple[str, Place]]
    known: dict[int, Printed]
    level: Severity

    @property
    def is_all(self) -> bool:
        """Whether nothing is left to find out."""
        return len(self.known) == len(self.places)


def recalled(wanted: Wanted) -> Recalled | None:
    """What the cache knows of a run; nothing if the run is not one that the cache can answer for."""
    if not (wanted.caches and wanted.prints) or wanted.in_colour or wanted.output_file or "-" in wanted.paths:
        return None
    try:
        table = files.config(wanted.config, "lint")
        text = files.read_cache(wanted.cache_dir, key(wanted, table))
        level = Severity[(wanted.fail_level or table.get("fail-level", "error")).upper()]
        if text is None or "baseline" in table:
            return None
        found = list(places(wanted, table.get("exclude", [])))
        return Recalled(found, _known(found, shelf.read(text)), level)
    except (files.Refused, files.Misconfigured, KeyError, AttributeError, TypeError):
        return None


def key(wanted: Wanted, table: dict[str, Any]) -> str:
    """The name of the shelf for what a run prints."""
    return "printed-" + shelf.printed_key(files.tool_mark(), wanted.form, table, wanted.select, wanted.ignore, wanted.advice)


def places(wanted: Wanted, exclude: Sequence[str]) -> Iterator[tuple[str, Place]]:
    """Every file that is wanted, with where it stands."""
    where = files.Places()
    for path in files.excl_files(wanted.paths):
        place = where.of(path) if path != "-" else where.of_input(wanted.stdin_filename)
        named = path in wanted.paths and not wanted.force_exclude
        if named or not any(matches(pattern, place.name) for pattern in exclude):
            yield path, place


def _known(found: list[tuple[str, Place]], records: dict[str, Record]) -> dict[int, Printed]:
    """What was printed of files that are as they were. Raises `Refused` for one that cannot be read."""
    marks: dict[Place, str | None] = {}  # of imports, which many files share

    def mark(root: str, imported: str) -> str | None:
        place = Place(root, imported)
        if place not in marks:
            text = files.imported(root, imported)
            marks[place] = shelf.mark(text) if text is not None else None
        return marks[place]

    known = {}
    for index, (path, (root, name)) in enumerate(found):
        record, data = records.get(name), files.read(path, MAX_BYTES)
        if record is not None and shelf.holds(record, shelf.mark_of_bytes(data), partial(mark, root)):
            printed = shelf.printed(record)
            if printed is not None:
                known[index] = printed
    return known
