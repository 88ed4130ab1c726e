"""`clauselang test`: scenarios → passed or failed, coverage, JUnit XML, new expectations; on many files with all cores."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import NoReturn, TypeAlias

import attrs
import click

from clauselang.cli.many import each
from clauselang.cli.output import EXIT_FINDINGS, EXIT_FINE, EXIT_TROUBLE, on_terminal, paint, say, say_trouble
from clauselang.diagnostics.diagnostic import Diagnostics
from clauselang.diagnostics.render.full import visible
from clauselang.driver import Project, Unreadable, compile_path, excl_files, write_text_atomically
from clauselang.resolve.imports import Imports
from clauselang.syntax.parser import Parsed
from clauselang.testing import Outcome, run
from clauselang.testing.compare import comparison
from clauselang.testing.coverage import Coverage, coverage, share, shown
from clauselang.testing.junit import Suite, junit
from clauselang.testing.update import updated

_BOM = "\ufeff"
_PAUSE = 0.3

_Stamps: TypeAlias = dict[str, tuple[int, int]]


@attrs.frozen
class Tested:
    """What became of one file: its outcomes, or why it could not be run. `imports` are the files it is made of."""

    path: str
    name: str
    outcomes: tuple[Outcome, ...] = ()
    coverage: Coverage | None = None
    errors: Diagnostics = ()
    unreadable: bool = False
    imports: tuple[str, ...] = ()


@click.command("test")
@click.argument("paths", nargs=-1, required=True)
@click.option("--coverage", "covering", is_flag=True, help="Say which clauses, exceptions and window edges no scenario touches.")
@click.option("--junit", "report", metavar="FILE", help="Write the outcomes as JUnit XML too.")
@click.option("--update", is_flag=True, help="Write the verdicts that come out into the scenarios that failed.")
@click.option("--watch", is_flag=True, help="Run again whenever a file changes, until interrupted.")
def command(paths: tuple[str, ...], covering: bool, report: str | None, update: bool, watch: bool) -> None:
    """Run the scenarios of PATHS and compare verdicts with what they expect."""
    if update and watch:
        raise click.UsageError("use --update or --watch, not both: a watched file is changed by its author only")
    if "-" in paths and (update or watch):
        raise click.UsageError("standard input can be neither updated nor watched; name a file")

    def once() -> tuple[Tested, ...]:
        tested = tuple(each(partial(examine, covering=covering), list(excl_files(paths))))
        if update:
            tested = tuple(_renewed(file, covering) for file in tested)
        _show(tested)
        if report is not None:
            _write(report, junit(Suite(file.name, file.outcomes, file.errors) for file in tested))
        return tested

    if watch:
        _watch(Watch(paths, once))
    sys.exit(_code(once()))


def examine(path: str, covering: bool = False) -> Tested:
    """Run the scenarios of one file."""
    try:
        compiled = compile_path(path)
    except Unreadable as error:
        return Tested(path, path, errors=(error.diagnostic,), unreadable=True)
    parsed, name = compiled.parsed, compiled.resolved.source.name
    imports = () if path == "-" else _imports(path, parsed)
    if not compiled.usable:
        return Tested(path, name, errors=tuple(d for d in compiled.diagnostics if d.is_error), imports=imports)
    covered = coverage(compiled.resolved) if covering else None
    return Tested(path, name, tuple(run(compiled.resolved)), covered, imports=imports)


def _imports(path: str, parsed: Parsed) -> tuple[str, ...]:
    """The files of the project that a file imports."""
    project = Project.of(Path(path))
    imports = Imports(project.load, frozenset())
    imports.follow(parsed, (parsed.source.name.removesuffix(".excl"),))
    return tuple(str(project.root / module.source.name) for module in imports.modules)


# What is printed and written.


def _show(tested: tuple[Tested, ...]) -> None:
    """Failures, coverage, and a count at the end."""
    for file in tested:
        say(file.errors)
        for outcome in file.outcomes:
            if not outcome.passed:
                mark = paint("FAILED", "error") if on_terminal(sys.stdout) else "FAILED"
                print(f"{mark} {visible(outcome.scenario.title.text)} ({visible(outcome.place)})")
                print("\n".join(comparison(outcome)))
    covered = [file.coverage for file in tested if file.coverage and file.coverage.clauses]
    for part in covered:
        print("\n".join(visible(line) for line in shown(part)))
    if len(covered) > 1:
        print(f"coverage of {len(covered)} files: {share(point for part in covered for point in part.points)}")
    passed, failed = (sum(outcome.passed is wanted for file in tested for outcome in file.outcomes) for wanted in (True, False))
    print(f"{passed} passed, {failed} failed")


def _code(tested: tuple[Tested, ...]) -> int:
    if any(file.unreadable for file in tested):
        return EXIT_TROUBLE
    wrong = any(file.errors or not all(outcome.passed for outcome in file.outcomes) for file in tested)
    return EXIT_FINDINGS if wrong else EXIT_FINE


def _write(path: str, text: str) -> None:
    try:
        Path(path).write_text(text, "utf-8", newline="\n")
    except OSError as error:
        _stop(path, error)


def _stop(path: str, error: OSError) -> NoReturn:
    say_trouble(f"`{path}` cannot be written: {(error.strerror or 'error').lower()}")
    sys.exit(EXIT_TROUBLE)


def _renewed(file: Tested, covering: bool) -> Tested:
    """The file with the verdicts that came out, run again. A file with errors is left as it is."""
    source = next((o.scenario.span.source for o in file.outcomes if o.scenario.span), None)
    text = updated(source, file.outcomes) if source else None
    if text is None:
        return file
    path = Path(file.path)
    try:
        mark = _BOM if path.read_bytes().startswith(_BOM.encode()) else ""
        write_text_atomically(path, mark + text)
    except OSError as error:
        _stop(file.name, error)
    after = examine(file.path, covering)
    count = sum(o.passed for o in after.outcomes) - sum(o.passed for o in file.outcomes)
    print(f"updated {visible(file.name)}: {count} more passed")
    return after


# Watching.


class Watch:
    """Runs again when a file named by `paths`, or imported by one of them, was written, appeared or went away."""

    def __init__(self, paths: tuple[str, ...], once: Callable[[], tuple[Tested, ...]]) -> None:
        self.paths, self.once = paths, once
        self.imported: tuple[str, ...] = ()
        self.seen: tuple[_Stamps, _Stamps] | None = None
        self.code = EXIT_FINE

    def step(self) -> bool:
        """Look once; run if something changed. A change during the run is seen by the next step."""
        named, imported = _stamps(excl_files(self.paths)), _stamps(self.imported)
        if (named, imported) == self.seen:
            return False
        tested = self.once()
        self.code = _code(tested)
        self.imported = tuple(dict.fromkeys(path for file in tested for path in file.imports))
        self.seen = named, {path: imported.get(path, stamp) for path, stamp in _stamps(self.imported).items()}
        return True


def _stamps(paths: Iterable[str]) -> _Stamps:
    """When each file was last written, and how long it is; what is not there is left out."""
    found = {}
    for path in paths:
        try:
            status = os.stat(path)
        except OSError:
            continue
        found[path] = status.st_mtime_ns, status.st_size
    return found


def _watch(watch: Watch) -> NoReturn:
    try:
        while True:
            if watch.step():
                print("waiting for a change; Ctrl+C ends it", file=sys.stderr, flush=True)
            time.sleep(_PAUSE)
    except KeyboardInterrupt:
        sys.exit(watch.code)
