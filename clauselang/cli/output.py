"""What all commands share: exit codes, colours on a terminal, and how findings are said."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import IO, TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from clauselang.diagnostics.diagnostic import Diagnostics
    from clauselang.driver import Compiled

# What knows the language is loaded where it is needed: a command may end without.

EXIT_FINE, EXIT_FINDINGS, EXIT_TROUBLE, EXIT_UNKNOWN = 0, 1, 2, 3

_COLOURS = {"error": "red", "warning": "yellow", "info": "cyan", "frame": "blue"}
_WORDS = {"violation": "red", "misstatement": "red", "unknown": "yellow", "excused": "cyan", "compliant": "green"}


def on_terminal(stream: IO[str]) -> bool:
    """Whether colours and progress may be shown."""
    return stream.isatty()


def paint(text: str, style: str) -> str:
    """Colour a word by its role."""
    return click.style(text, fg=_COLOURS.get(style) or _WORDS.get(style), bold=style in ("error", "violation"))


def say(diagnostics: Diagnostics, stream: IO[str] | None = None) -> None:
    """Print findings, in colour on a terminal; to standard error unless told otherwise."""
    from clauselang.diagnostics.render.full import report

    target = stream or sys.stderr
    if diagnostics:
        print(report(diagnostics, paint) if on_terminal(target) else report(diagnostics), file=target)


def say_trouble(message: str) -> None:
    """One line on standard error."""
    from clauselang.diagnostics.render.full import visible

    print(f"clauselang: {visible(message)}", file=sys.stderr)


def compiled(file: str | None, text: str | None) -> Compiled:
    """Compile FILE or the text of `-c`; ends the program when there is neither or the file cannot be read."""
    from clauselang.driver import Unreadable, compile_path, compile_text

    if (file is None) == (text is None):
        raise click.UsageError("give a FILE, `-` for standard input, or a clause with -c TEXT")
    if text is not None:
        return compile_text(text, meaning=False)
    assert file is not None
    try:
        return compile_path(file, meaning=False)
    except Unreadable as error:
        say((error.diagnostic,))
        sys.exit(EXIT_TROUBLE)


def usable(file: str | None, text: str | None) -> Compiled:
    """Compile, and end the program with the findings when the file cannot be used."""
    result = compiled(file, text)
    if not result.usable:
        say(result.diagnostics)
        sys.exit(EXIT_FINDINGS)
    return result


def instant(text: str | None, zone: str | None) -> int | None:
    """The instant of `--as-of`: the latest that a date or minute can mean. Ends the program for anything else."""
    if text is None:
        return None
    from clauselang.semantics.clock import moment, zone_info

    try:
        found = moment(text, zone_info(zone) if zone else None)
    except ValueError as error:
        raise click.BadParameter(f"{error}; write 2026-03-10 or 2026-03-10T18:00:00+02:00", param_hint="--as-of") from None
    return found.lo if found.exact else found.hi - 1


_F = TypeVar("_F", bound=Callable[..., object])


def takes_file(function: _F) -> _F:
    """Add FILE and -c TEXT to a command."""
    with_text = click.option("-c", "text", metavar="TEXT", help="Compile TEXT instead of a file.")(function)
    return click.argument("file", required=False)(with_text)
