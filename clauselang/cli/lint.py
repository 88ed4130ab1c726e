"""`clauselang lint`: files → the findings of parsing, resolving, meaning and of the rules; fixes; a baseline."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

import click

from clauselang import files
from clauselang.cli.output import EXIT_FINDINGS, EXIT_FINE
from clauselang.cli.recall import recalled
from clauselang.cli.wanted import Wanted
from clauselang.diagnostics.severity import Severity
from clauselang.lint.printed import FORMATS, whole

_POLL_SECONDS = 0.5
_CACHE = ".clauselang_cache"


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
        watch(lambda: _run(wanted), lambda: files.changes(wanted.paths, (wanted.config or "clauselang.toml", "pyproject.toml")))
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
    """One run; its exit code. Files of which everything is known are not even parsed."""
    before = recalled(wanted)
    if before is None or not before.is_all:
        from clauselang.cli.linting import run  # the whole language, which takes longer to load than a thousand files to look up

        return run(wanted, before)
    text, tally = whole([before.known[index] for index in range(len(before.known))])
    sys.stdout.write(text)
    return EXIT_FINDINGS if tally.fails(before.level) and not wanted.exit_zero else EXIT_FINE
