"""`clauselang fmt`: files → the same files in the one style, never half-written and never saying anything else."""

from __future__ import annotations

import difflib
import sys
from pathlib import Path

import click

from clauselang.cli.output import EXIT_FINDINGS, EXIT_FINE, EXIT_TROUBLE, on_terminal, say, say_trouble
from clauselang.diagnostics.render.full import visible
from clauselang.driver import Unreadable, excl_files, open_source, write_text_atomically
from clauselang.source import Source
from clauselang.syntax.format import Formatted, format_source


@click.command("fmt")
@click.argument("paths", nargs=-1, required=True)
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if a file would change.")
@click.option("--diff", is_flag=True, help="Write nothing; print what would change.")
def command(paths: tuple[str, ...], check: bool, diff: bool) -> None:
    """Format PATHS: files, folders, or `-` for standard input to standard output.

    There is one style and no options for it. Lines with errors are left as they are.
    """
    codes = [_format(path, check, diff) for path in excl_files(paths)]
    sys.exit(max(codes, default=EXIT_FINE))


def _format(path: str, check: bool, diff: bool) -> int:
    """Format one file; its exit code."""
    try:
        source, _ = open_source(path)
    except Unreadable as error:
        say((error.diagnostic,))
        return EXIT_TROUBLE
    result = format_source(source)
    if result.refused:
        say(result.diagnostics[:1])
        return EXIT_TROUBLE
    changed = result.text != source.text
    code = EXIT_FINDINGS if result.diagnostics or (check and changed) else EXIT_FINE
    if diff and changed:
        sys.stdout.write(_difference(source, result))
    if not (check or diff):
        code = max(code, _write(path, source, result, changed))
    elif check and changed:
        print(f"{visible(source.name)}: would be formatted", file=sys.stderr)
    if result.diagnostics:
        _say_left_alone(source, result)
    return code


def _write(path: str, source: Source, result: Formatted, changed: bool) -> int:
    """Put the text where it came from."""
    if path == "-":
        sys.stdout.write(result.text)
    elif changed:
        try:
            write_text_atomically(Path(path), result.text)
        except OSError as error:
            say_trouble(f"`{source.name}` cannot be written: {(error.strerror or 'error').lower()}")
            return EXIT_TROUBLE
        print(f"{visible(source.name)}: formatted", file=sys.stderr)
    return EXIT_FINE


def _say_left_alone(source: Source, result: Formatted) -> None:
    """Errors are what `lint` reports; here it counts that their lines were not formatted."""
    count = len(result.diagnostics)
    errors = f"{count} error{'' if count == 1 else 's'}"
    say_trouble(f"`{source.name}` has {errors}, whose lines are left as they are; `clauselang lint` says more")


def _difference(source: Source, result: Formatted) -> str:
    """The change as a unified diff: on a terminal without what a terminal would act on, else to the letter."""
    name = visible(source.name)
    old, new = ([line + "\n" for line in text.split("\n")] for text in (source.text, result.text))
    for lines in (old, new):  # the last one ends where the text ends
        lines[-1] = lines[-1][:-1]
    difference = list(difflib.unified_diff([line for line in old if line], [line for line in new if line], name, name))
    ended = (line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in difference)
    if not on_terminal(sys.stdout):
        return "".join(ended)
    return "".join("\n".join(visible(part) for part in line.split("\n")) for line in ended)
