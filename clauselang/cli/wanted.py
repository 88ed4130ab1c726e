"""The options of `clauselang lint` → what is asked of a run."""

from __future__ import annotations

import os
import sys
from typing import NamedTuple, TextIO

from clauselang.cli.output import on_terminal
from clauselang.lint.printed import PAINTED


class Wanted(NamedTuple):
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
        return plain_run and any(path != "-" and os.path.isdir(path) for path in self.paths)

    @property
    def prints(self) -> bool:
        """Whether the report is that of one file after the other, so that nobody has to see all findings at once."""
        return self.form in PAINTED and not (self.mends or self.statistics or self.write_baseline or self.baseline)

    @property
    def stream(self) -> TextIO:
        """Where the report goes, unless it goes into a file: beside the text that was mended, if that is printed."""
        return sys.stderr if self.fix and not self.diff and "-" in self.paths else sys.stdout

    @property
    def in_colour(self) -> bool:
        """Whether the report is for a terminal."""
        return self.form in PAINTED and not self.output_file and on_terminal(self.stream)
