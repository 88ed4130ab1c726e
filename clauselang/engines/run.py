"""Paths of clauses, deals and posts → what an engine says of them: the one door to engines."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path

import attrs

from clauselang import forks
from clauselang.diagnostics.diagnostic import Diagnostic, Diagnostics
from clauselang.driver import Unreadable, compile_parsed, excl_files, project_of, read_source
from clauselang.engines.agreements import Agreement, Agreements
from clauselang.engines.batch import Outcome
from clauselang.engines.crew import crew
from clauselang.engines.deals import read_deals
from clauselang.engines.judges import judge_of, lowers
from clauselang.engines.parquet import parquet_source as parquet_source
from clauselang.engines.parts import resumed
from clauselang.engines.refusal import refuse
from clauselang.engines.request import Engine as Engine
from clauselang.engines.request import Request as Request
from clauselang.engines.request import Resume as Resume
from clauselang.engines.request import is_address, shown
from clauselang.engines.watch import Watch as Watch
from clauselang.engines.watch import Watched
from clauselang.files import Place, Places
from clauselang.resolve.resolved import Resolved
from clauselang.syntax.parser import Parsed, parse

MANY = 200  # files from which on a copy of the process is worth its start
MOST = 4  # processes: what more of them read, this one could not resolve as fast


def posts_files(pattern: str) -> tuple[str, ...]:
    """The files that a path or a pattern names, in sorted order; of a folder, the Parquet in it. Raises `Unreadable` for none."""
    if is_address(pattern):
        return (pattern,)
    if Path(pattern).is_dir():
        found = tuple(os.path.join(folder, name) for folder, _, names in os.walk(pattern) for name in names if _is_part(name))
    elif Path(pattern).exists():
        return (pattern,)
    else:
        found = tuple(path for path in glob.glob(pattern, recursive=True) if Path(path).is_file())
    if not found:
        raise refuse(pattern, "names no file", "check the path, and put a pattern in quotes")
    return tuple(sorted(found))


def _is_part(name: str) -> bool:
    """Whether a file of a folder holds posts; `_SUCCESS` and hidden files are of those who wrote it."""
    return name.endswith(".parquet") and not name.startswith((".", "_"))


def agreements_below(folder: str) -> tuple[tuple[Agreement, ...], Diagnostics]:
    """Every agreement of a folder, named after its file; a file that cannot be used is reported and left out."""
    found: list[Agreement] = []
    reports: list[Diagnostic] = []
    where = Places()
    places = [(path, where.of(path)) for path in excl_files((folder,))]
    for (path, place), parsed in zip(places, _all_parsed(places), strict=True):
        if isinstance(parsed, Diagnostic):
            raise Unreadable(parsed)
        compiled = compile_parsed(parsed, project_of(place.root), meaning=False)
        reports.extend(compiled.diagnostics)
        if compiled.usable and compiled.resolved.deal is not None:
            found.append(Agreement(Path(path).relative_to(folder).as_posix().removesuffix(".excl"), compiled.resolved))
    return tuple(found), tuple(reports)


def _all_parsed(places: list[tuple[str, Place]]) -> Iterator[Parsed | Diagnostic]:
    """The trees of many files, of which copies of this process read a share: one travels in half the time that it takes to read."""
    processes = min(MOST, forks.cores()) if len(places) >= MANY and forks.possible() else 1
    return forks.answers(_parsed, places, processes) if processes > 1 else map(_parsed, places)


def _parsed(at: tuple[str, Place]) -> Parsed | Diagnostic:
    """The tree of a file, or why it cannot be read."""
    path, place = at
    try:
        return parse(read_source(Path(path), place.name))
    except Unreadable as error:
        return error.diagnostic


def agreements_of(terms: Resolved, deals: str) -> tuple[Agreements, Diagnostics]:
    """The agreements of a table of deals under one set of clauses."""
    return read_deals(deals, terms)


def only(terms: Resolved) -> tuple[Agreement, ...]:
    """A single file as a batch of one."""
    return (Agreement(terms.deal.title if terms.deal else "", terms),)


def run(agreements: Sequence[Agreement], request: Request, alone: bool = False) -> Outcome:
    """Judge, and hold all rows in memory. Raises `Unreadable`."""
    with judging(agreements, request, alone) as outcome:
        return attrs.evolve(outcome, records=tuple(outcome.records))


@contextmanager
def judging(agreements: Sequence[Agreement], request: Request, alone: bool = False) -> Iterator[Outcome]:
    """Judge; the rows are read from the engine, which is there as long as the block is. Raises `Unreadable`.

    Without an engine named, Parquet goes through DuckDB where it is installed.
    """
    request = attrs.evolve(request, posts=tuple(sorted(request.posts, key=shown)))  # every engine lists in this order
    batch = Watched(agreements, request.as_of, alone)
    batch.watch = request.watch
    try:
        # The interpreter asks nobody to lower many agreements before it has met a post of each.
        with crew(batch) if lowers(request) else nullcontext(), judge_of(batch, request) as judge:
            outcome = judge.whole() if request.resume is None else resumed(judge, batch, request)
            if request.watch:
                request.watch.done()
            yield outcome
    finally:
        if request.watch:
            request.watch.done()
