"""`clauselang lint`: files → the findings of parsing, resolving, meaning and of the rules; fixes; a baseline."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import attrs
import click

from clauselang.cli import many
from clauselang.cli.output import EXIT_FINDINGS, EXIT_FINE, EXIT_TROUBLE, on_terminal, paint, say, say_trouble
from clauselang.diagnostics.diagnostic import Severity
from clauselang.diagnostics.render.full import plain, visible
from clauselang.driver import (
    COMMAND_LINE,
    Project,
    Unreadable,
    changes,
    excl_files,
    open_source,
    read_cache,
    read_config,
    read_text,
    tool_mark,
    write_cache,
    write_new_text,
    write_text_atomically,
)
from clauselang.lint import cache
from clauselang.lint.baseline import Baseline
from clauselang.lint.engine import Linted, lint, rules_for, unread
from clauselang.lint.fixes import fix, judged
from clauselang.lint.registry import kinds
from clauselang.lint.report import FORMATS, PAINTED, Report
from clauselang.lint.settings import Settings, SettingsError, settings
from clauselang.source import Source

_POLL_SECONDS = 0.5
_CACHE = ".clauselang_cache"

_Opened = tuple[Source, Project]


@attrs.frozen(repr=False, eq=False)
class Wanted:
    """What the command line asks for."""

    paths: tuple[str, ...]
    text: str | None
    form: str
    output_file: str | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    advice: bool
    config: str | None
    baseline: str | None
    write_baseline: bool
    fix: bool
    unsafe_fixes: bool
    diff: bool
    fail_level: str | None
    exit_zero: bool
    statistics: bool
    stdin_filename: str | None
    force_exclude: bool
    watch: bool
    cache_dir: str
    no_cache: bool

    @property
    def mends(self) -> bool:
        """Whether texts change on the way."""
        return self.fix or self.diff

    @property
    def caches(self) -> bool:
        """Whether to remember what was found: worth it for folders, where most files are as they were."""
        plain_run = not (self.no_cache or self.mends or self.watch)
        return plain_run and any(path != "-" and Path(path).is_dir() for path in self.paths)


@click.command("lint")
@click.argument("paths", nargs=-1)
@click.option("-c", "text", metavar="TEXT", help="Lint TEXT instead of files.")
@click.option("--output-format", "--format", "form", type=click.Choice(FORMATS), default="full", show_default=True)
@click.option("--output-file", metavar="FILE", help="Write the findings to FILE.")
@click.option("--select", multiple=True, metavar="RULES", help="Only these codes, names or groups, separated by commas.")
@click.option("--ignore", multiple=True, metavar="RULES", help="Not these codes, names or groups.")
@click.option("--advice", is_flag=True, help="Also what only informs; --select takes it in, too.")
@click.option("--config", metavar="FILE", help="Settings from FILE instead of clauselang.toml or pyproject.toml.")
@click.option("--baseline", metavar="FILE", help="Do not report the findings that FILE knows.")
@click.option("--write-baseline", is_flag=True, help="Make the baseline; if there is one, take out what is gone.")
@click.option("--fix", is_flag=True, help="Mend what can be mended without changing the meaning.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: also fixes that change the meaning.")
@click.option("--diff", is_flag=True, help="Write nothing; print what --fix would change.")
@click.option("--fail-level", type=click.Choice([str(level) for level in Severity]), help="Least severity that gives exit code 1.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found.")
@click.option("--statistics", is_flag=True, help="Print how often each code was found.")
@click.option("--stdin-filename", metavar="FILE", help="Name and place of what comes on standard input.")
@click.option("--force-exclude", is_flag=True, help="Leave excluded files alone even if they are named.")
@click.option("--watch", is_flag=True, help="Lint again whenever a file changes.")
@click.option("--cache-dir", metavar="FOLDER", default=_CACHE, show_default=True, help="What was found in folders before.")
@click.option("--no-cache", is_flag=True, help="Lint every file again.")
def command(**options: Any) -> None:
    """Report what is wrong or deserves a second look in PATHS: files, folders, or `-` for standard input."""
    wanted = Wanted(**options)
    _check(wanted)
    if wanted.watch:
        watch(lambda: _run(wanted), lambda: changes(wanted.paths, (wanted.config or "clauselang.toml", "pyproject.toml")))
    sys.exit(_run(wanted))


def _check(wanted: Wanted) -> None:
    """Refuse what cannot be meant."""
    if bool(wanted.paths) == (wanted.text is not None):
        raise click.UsageError("give PATHS, `-` for standard input, or a clause with -c TEXT")
    if wanted.unsafe_fixes and not (wanted.fix or wanted.diff):
        raise click.UsageError("--unsafe-fixes says which fixes; add --fix or --diff")
    if wanted.text is not None and (wanted.fix or wanted.diff):
        raise click.UsageError("-c TEXT cannot be mended; give a file, or `-` for standard input")
    if wanted.watch and (wanted.fix or wanted.diff or wanted.text is not None or "-" in wanted.paths):
        raise click.UsageError("--watch only reports on files")
    if wanted.stdin_filename and "-" not in wanted.paths:
        raise click.UsageError("--stdin-filename names what comes for `-`")


def watch(
    run: Callable[[], int], snapshot: Callable[[], dict[str, int]], sleep: Callable[[float], None] = time.sleep, rounds: int | None = None
) -> None:
    """Run now, and again after every change, until the user has enough (or `rounds` looks were taken)."""
    seen = snapshot()
    run()
    try:
        while rounds is None or rounds > 0:
            sleep(_POLL_SECONDS)
            now = snapshot()
            if now != seen:
                seen = now
                run()
            rounds = None if rounds is None else rounds - 1
    except KeyboardInterrupt:
        pass


def _run(wanted: Wanted) -> int:
    """One run; its exit code."""
    try:
        return _Session(wanted).run()
    except SettingsError as error:
        say_trouble(str(error))
    except Unreadable as error:
        say((error.diagnostic,))
    except OSError as error:
        say_trouble(f"cannot write: {(error.strerror or 'error').lower()}")
    return EXIT_TROUBLE


class _Session:
    """One run over all files: settings and baseline read, files linted and mended, findings said."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        table = settings(read_config(wanted.config, "lint"))
        self.settings: Settings = attrs.evolve(table.with_options(wanted.select, wanted.ignore), quiet=not wanted.advice)
        self.baseline_file = wanted.baseline or table.baseline
        if wanted.write_baseline and not self.baseline_file:
            raise SettingsError("--write-baseline: say where, with --baseline FILE or with `baseline` in the settings")
        self.baseline = self._baseline()
        self.trouble = False
        self.changed = False
        self.to_stdout = wanted.fix and not wanted.diff and "-" in wanted.paths

    def _baseline(self) -> Baseline | None:
        if not self.baseline_file:
            return None
        text = read_text(self.baseline_file)
        if text is None and not self.wanted.write_baseline:
            raise SettingsError(f"there is no baseline `{self.baseline_file}`: make it with --write-baseline")
        return Baseline.read(text, self.baseline_file) if text is not None else None

    def run(self) -> int:
        """Lint, mend, report."""
        wanted = self.wanted
        linted = list(self.linted())
        findings = tuple(finding for one in linted for finding in one.findings)
        if wanted.write_baseline:
            self.write_baseline(linted)
        elif self.baseline is not None and self.baseline.shrunk(findings, self.asked(linted)) != self.baseline:
            say_trouble("some findings of the baseline are gone: take them out with --write-baseline")
        report = Report.of(linted, self.baseline)
        if not wanted.diff:
            self.say(report)
        if self.trouble:
            return EXIT_TROUBLE
        level = Severity[wanted.fail_level.upper()] if wanted.fail_level else self.settings.fail_level
        failed = report.fails(level) or (wanted.diff and self.changed)
        return EXIT_FINDINGS if failed and not wanted.exit_zero else EXIT_FINE

    # Files.

    def linted(self) -> Iterator[Linted]:
        """Every file with what is left to say of it."""
        wanted = self.wanted
        if wanted.text is not None:
            project = Project(Path.cwd())
            yield judged(lint(Source(COMMAND_LINE, wanted.text), self.settings, project.load), project.load)
        if not wanted.mends:
            yield from self.remembered(list(self.opened()))
            return
        for path, given in self.opened():
            yield given if isinstance(given, Linted) else self.mended(path, *given)

    def opened(self) -> Iterator[tuple[str, _Opened | Linted]]:
        """Every file that is wanted with its text, or with why it has none."""
        for path in excl_files(self.wanted.paths):
            try:
                source, project = open_source(path, self.wanted.stdin_filename)
            except Unreadable as error:
                self.trouble = True
                yield path, unread(error.diagnostic, visible(path))
                continue
            named = path in self.wanted.paths and not self.wanted.force_exclude
            if named or not self.settings.excludes(source.name):
                yield path, (source, project)

    def remembered(self, opened: list[tuple[str, _Opened | Linted]]) -> Iterator[Linted]:
        """What the cache knows, and of the rest what is found now, in the order of the files."""
        shelf = cache.shelf(self.settings, tool_mark()) if self.wanted.caches else ""
        known = cache.read(read_cache(self.wanted.cache_dir, shelf)) if shelf else {}
        done: dict[int, Linted] = {}
        loads: dict[Path, cache.Watched] = {}
        rest: dict[int, tuple[str, Source, Project]] = {}
        for index, (path, given) in enumerate(opened):
            if isinstance(given, Linted):
                done[index] = given
                continue
            source, project = given
            load = loads.setdefault(project.root, cache.Watched(project.load))  # many files import the same
            before = cache.restored(known.get(source.name), source, load) if path != "-" else None
            if before is not None:
                done[index] = before
            else:
                rest[index] = path, source, project
        fresh: dict[str, cache.Record] = {}
        for index, (linted, record) in zip(rest, self.asked_anew(list(rest.values()), bool(shelf)), strict=True):
            done[index] = linted
            if record is not None and opened[index][0] != "-":
                fresh[linted.source.name] = record
        if fresh and shelf:
            write_cache(self.wanted.cache_dir, shelf, cache.written(known, fresh))
        yield from (done[index] for index in range(len(opened)))

    def asked_anew(self, rest: list[tuple[str, Source, Project]], recording: bool) -> Iterator[tuple[Linted, cache.Record | None]]:
        """The findings of each file; of many files found by all cores."""
        files = [path for path, _, _ in rest]
        if len(files) <= many.MANY or "-" in files:
            for _, source, project in rest:
                yield _found(source, project, self.settings, recording)
            return
        rules_for(self.settings, "")  # here, so that no process has to load them for itself
        with many.settled():
            records = many.each(partial(_record, settings=self.settings), files)
            for (_, source, project), record in zip(rest, records, strict=True):
                linted = cache.restored(record, source, project.load)
                yield (linted, record) if linted else _found(source, project, self.settings, recording)

    def mended(self, path: str, source: Source, project: Project) -> Linted:
        """Mend one file."""

        def ask(text: Source) -> Linted:
            return lint(text, self.settings, project.load)

        wanted = self.wanted
        fixed = fix(source, ask, project.load, wanted.unsafe_fixes)
        text = fixed.source.text
        self.changed = self.changed or text != source.text
        if wanted.diff:
            sys.stdout.write(difference(source, fixed.source))
        elif path == "-":
            sys.stdout.write(text)
        elif text != source.text:
            write_text_atomically(Path(path), text)
            say_trouble(f"{source.name}: mended {len(fixed.applied)} finding{'' if len(fixed.applied) == 1 else 's'}")
        return fixed.linted

    # What is said.

    def say(self, report: Report) -> None:
        """Print the findings, or put them in a file."""
        wanted = self.wanted
        stream = sys.stderr if self.to_stdout else sys.stdout
        colours = paint if on_terminal(stream) and not wanted.output_file and wanted.form in PAINTED else plain
        text = report.statistics(wanted.form) if wanted.statistics else report.rendered(wanted.form, colours)
        if wanted.output_file:
            write_new_text(wanted.output_file, text)
        else:
            stream.write(text)

    # The baseline.

    def asked(self, linted: list[Linted]) -> Callable[[str, str], bool]:
        """Which codes this run would have found in which files."""
        files = {one.source.name for one in linted if one.sound}
        known = kinds()

        def would(file: str, code: str) -> bool:
            here = file in files or not Path(file).exists()
            return here and (code not in known or self.settings.selects(known[code], file))

        return would

    def write_baseline(self, linted: list[Linted]) -> None:
        """Make the baseline, or shrink the one there is."""
        findings = tuple(finding for one in linted for finding in one.findings)
        before = self.baseline
        self.baseline = before.shrunk(findings, self.asked(linted)) if before is not None else Baseline.of(findings)
        assert self.baseline_file is not None
        write_new_text(self.baseline_file, self.baseline.text)


def _found(source: Source, project: Project, given: Settings, recording: bool = True) -> tuple[Linted, cache.Record | None]:
    """What there is to say of one file, and a record of it."""
    watched = cache.Watched(project.load)
    linted = judged(lint(source, given, watched), watched)
    return linted, cache.record(linted, watched) if recording else None


def _record(path: str, settings: Settings) -> cache.Record | None:
    """The record of a file, made by a process of its own."""
    try:
        return _found(*open_source(path), settings)[1]
    except Unreadable:
        return None


def difference(before: Source, after: Source) -> str:
    """The change as a unified diff."""
    import difflib  # only where something is shown

    old, new = (one.text.splitlines(keepends=True) for one in (before, after))
    lines = difflib.unified_diff(old, new, before.name, after.name)
    return "".join(line if line.endswith("\n") else line + "\n\\ No newline at end of file\n" for line in lines)
