"""Files that have to be looked at → linted with all cores, mended, held against a baseline, said and remembered."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from pathlib import Path
from typing import NamedTuple

import attrs

from clauselang import files
from clauselang.cli import many, recall
from clauselang.cli.output import EXIT_FINDINGS, EXIT_FINE, EXIT_TROUBLE, paint, say, say_trouble
from clauselang.cli.recall import Recalled
from clauselang.cli.wanted import Wanted
from clauselang.diagnostics.diagnostic import Severity
from clauselang.diagnostics.render.full import plain, visible
from clauselang.driver import (
    COMMAND_LINE,
    Unreadable,
    project_of,
    read_config,
    read_input,
    read_text,
    write_new_text,
    write_text_atomically,
)
from clauselang.files import Place
from clauselang.lint import cache, shelf
from clauselang.lint.baseline import Baseline
from clauselang.lint.engine import Linted, lint, rules_for, unread
from clauselang.lint.fixes import fix, judged
from clauselang.lint.printed import Printed, Tally, whole
from clauselang.lint.registry import kinds
from clauselang.lint.report import Report, printed
from clauselang.lint.settings import Settings, SettingsError, settings
from clauselang.lint.shelf import Record
from clauselang.source import Source


class Text(NamedTuple):
    """A text to be linted: where it comes from (`-` for no file), how it is shown, whose files it may import, what it says."""

    path: str
    name: str
    root: str
    text: str

    @property
    def source(self) -> Source:
        """The text with its name."""
        return Source(self.name, self.text)

    def load(self, name: str) -> Source | None:
        """What it imports."""
        return _imported(self.root, name)


@lru_cache(maxsize=4096)
def _imported(root: str, name: str) -> Source | None:
    """A file that others import, read once a run: many files import the same."""
    return project_of(root).load(name)


Said = Linted | Printed  # of one file


class Asked(NamedTuple):
    """What is to be found out about every file: with which settings, printed in which format if at all, to be remembered or not."""

    settings: Settings
    form: str | None
    in_colour: bool
    recording: bool

    def said(self, linted: Linted) -> Said:
        """What was found, as it is asked for."""
        return printed(linted, self.form, paint if self.in_colour else plain) if self.form else linted


def run(wanted: Wanted, before: Recalled | None) -> int:
    """One run, with what is known from earlier ones; its exit code."""
    try:
        return _Session(wanted, before).run()
    except SettingsError as error:
        say_trouble(str(error))
    except Unreadable as error:
        say((error.diagnostic,))
    except OSError as error:
        say_trouble(f"cannot write: {(error.strerror or 'error').lower()}")
    return EXIT_TROUBLE


class _Session:
    """One run over all files: settings and baseline read, files linted and mended, findings said."""

    def __init__(self, wanted: Wanted, before: Recalled | None) -> None:
        _imported.cache_clear()
        self.wanted = wanted
        self.before = before
        table = read_config(wanted.config, "lint")
        given = settings(table)
        self.settings: Settings = attrs.evolve(given.with_options(wanted.select, wanted.ignore), quiet=not wanted.advice)
        self.baseline_file = wanted.baseline or given.baseline
        if wanted.write_baseline and not self.baseline_file:
            raise SettingsError("--write-baseline: say where, with --baseline FILE or with `baseline` in the settings")
        self.baseline = self._baseline()
        prints = wanted.prints and self.baseline is None
        self.memory = _Memory(wanted, self.settings, recall.key(wanted, table) if prints else None) if wanted.caches else None
        self.asked = Asked(self.settings, wanted.form if prints else None, wanted.in_colour, self.memory is not None)
        self.trouble = False
        self.changed = False

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
        tally = self.print() if self.asked.form else self.report()
        if self.trouble:
            return EXIT_TROUBLE
        level = Severity[wanted.fail_level.upper()] if wanted.fail_level else self.settings.fail_level
        failed = tally.fails(level) or (wanted.diff and self.changed)
        return EXIT_FINDINGS if failed and not wanted.exit_zero else EXIT_FINE

    def print(self) -> Tally:
        """Print what there is to say of one file after the other."""
        text, tally = whole([one for one in self.said() if isinstance(one, Printed)])
        self.say(text)
        return tally

    def report(self) -> Tally:
        """Report on all files together."""
        wanted = self.wanted
        linted = list(self.mended()) if wanted.mends else [one for one in self.said() if isinstance(one, Linted)]
        findings = tuple(finding for one in linted for finding in one.findings)
        if wanted.write_baseline:
            self.write_baseline(linted)
        elif self.baseline is not None and self.baseline.shrunk(findings, self.would_find(linted)) != self.baseline:
            say_trouble("some findings of the baseline are gone: take them out with --write-baseline")
        report = Report.of(linted, self.baseline)
        if not wanted.diff:
            colours = paint if wanted.in_colour else plain
            self.say(report.statistics(wanted.form) if wanted.statistics else report.rendered(wanted.form, colours))
        return report.tally

    def say(self, text: str) -> None:
        """Print the report, or put it in a file."""
        if self.wanted.output_file:
            write_new_text(self.wanted.output_file, text)
        else:
            self.wanted.stream.write(text)

    # Files.

    def given(self) -> Iterator[Text | Said]:
        """The text of every file that is wanted; in its place what is said of it, if that is known or if it has no text."""
        if self.wanted.text is not None:
            yield Text("-", COMMAND_LINE, files.Places().here, self.wanted.text)
        places, known = (self.before.places, self.before.known) if self.before else (recall.places(self.wanted, self.settings.exclude), {})
        for index, (path, place) in enumerate(places):
            yield known[index] if index in known else self.text(path, place)

    def text(self, path: str, place: Place) -> Text | Linted:
        """The text of a file, or why it has none."""
        try:
            return Text(path, place.name, place.root, read_input(path, place.name))
        except Unreadable as error:
            self.trouble = True
            return unread(error.diagnostic, visible(path))

    def said(self) -> list[Said]:
        """What is known of the files, and of the rest what is found now, in the order of the files."""
        done: dict[int, Said] = {}
        rest: dict[int, Text] = {}
        for index, one in enumerate(self.given()):
            found = self.memory.of(one) if self.memory and isinstance(one, Text) else one
            if isinstance(found, Text):
                rest[index] = found
            else:
                done[index] = self.asked.said(found) if isinstance(found, Linted) else found
                if self.memory and isinstance(one, Text):
                    self.memory.keep(one, self.memory.found[one.name], done[index])
        for (index, text), (answer, record) in zip(rest.items(), self.anew(list(rest.values())), strict=True):
            done[index] = answer
            if self.memory and record:
                self.memory.keep(text, record, answer)
        if self.memory:
            self.memory.write()
        return [done[index] for index in range(len(done))]

    def anew(self, texts: list[Text]) -> Iterator[Answer]:
        """What is found now; in many files by all cores."""
        if len(texts) <= many.MANY or any(text.path == "-" for text in texts):
            yield from (_answer(text, self.asked) for text in texts)
            return
        rules_for(self.settings, "")  # here, so that no process has to load them for itself
        for text, (page, record) in zip(texts, many.each(partial(_sent, asked=self.asked), texts), strict=True):
            yield page or cache.restored(record, text.source, text.load) or _linted(text, self.settings)[0], record

    def mended(self) -> Iterator[Linted]:
        """Every file after its fixes, with what is left to say of it."""
        for one in self.given():
            if isinstance(one, Text):
                yield self.mend(one)
            elif isinstance(one, Linted):
                yield one

    def mend(self, text: Text) -> Linted:
        """Mend one file."""
        wanted, source = self.wanted, text.source
        load = project_of(text.root).load  # each time anew, since what is imported may be mended, too
        fixed = fix(source, lambda anew: lint(anew, self.settings, load), load, wanted.unsafe_fixes)
        after = fixed.source.text
        self.changed = self.changed or after != source.text
        if wanted.diff:
            sys.stdout.write(difference(source, fixed.source))
        elif text.path == "-":
            sys.stdout.write(after)
        elif after != source.text:
            write_text_atomically(Path(text.path), after)
            say_trouble(f"{source.name}: mended {len(fixed.applied)} finding{'' if len(fixed.applied) == 1 else 's'}")
        return fixed.linted

    # The baseline.

    def would_find(self, linted: list[Linted]) -> Callable[[str, str], bool]:
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
        self.baseline = before.shrunk(findings, self.would_find(linted)) if before is not None else Baseline.of(findings)
        assert self.baseline_file is not None
        write_new_text(self.baseline_file, self.baseline.text)


Answer = tuple[Said, Record | None]


def _linted(text: Text, given: Settings) -> tuple[Linted, cache.Watched]:
    """What is found in a text, and what was loaded for it."""
    watched = cache.Watched(text.load)
    return judged(lint(text.source, given, watched), watched), watched


def _answer(text: Text, asked: Asked) -> Answer:
    """What there is to say of one file, and a record of it."""
    linted, watched = _linted(text, asked.settings)
    return asked.said(linted), cache.record(linted, watched) if asked.recording else None


def _sent(text: Text, asked: Asked) -> tuple[Printed | None, Record | None]:
    """The same, made by a process of its own: findings travel as their record."""
    answer, record = _answer(text, asked if asked.form else asked._replace(recording=True))
    return (answer if isinstance(answer, Printed) else None), record


class _Memory:
    """The cache during a run: what was found, and what was printed if that is asked for."""

    def __init__(self, wanted: Wanted, given: Settings, printed_key: str | None) -> None:
        self.folder = wanted.cache_dir
        self.found_key, self.printed_key = "found-" + cache.shelf(given, files.tool_mark()), printed_key
        self.found = shelf.read(files.read_cache(self.folder, self.found_key))
        self.printed = shelf.read(files.read_cache(self.folder, printed_key)) if printed_key else {}
        self.fresh: tuple[dict[str, Record], dict[str, Record]] = {}, {}

    def of(self, text: Text) -> Text | Linted:
        """What is known of a text; the text itself if that is nothing."""
        if text.path == "-":
            return text
        return cache.restored(self.found.get(text.name), text.source, text.load) or text

    def keep(self, text: Text, record: Record, said: Said) -> None:
        """Remember what was found in a text, and what was printed of it."""
        if text.path == "-":
            return
        if record is not self.found.get(text.name):
            self.fresh[0][text.name] = record
        if isinstance(said, Printed):
            self.fresh[1][text.name] = shelf.with_printed(record, said)

    def write(self) -> None:
        """Put what is new beside what was known."""
        for key, known, fresh in zip((self.found_key, self.printed_key), (self.found, self.printed), self.fresh, strict=True):
            if key and fresh:
                files.write_cache(self.folder, key, shelf.written(known, fresh))


def difference(before: Source, after: Source) -> str:
    """The change as a unified diff."""
    import difflib  # only where something is shown

    old, new = (one.text.splitlines(keepends=True) for one in (before, after))
    lines = difflib.unified_diff(old, new, before.name, after.name)
    return "".join(line if line.endswith("\n") else line + "\n\\ No newline at end of file\n" for line in lines)
