"""`clauselang lint`: files → the findings of parsing, resolving and meaning."""

from __future__ import annotations

import sys

import click

from clauselang.cli.output import EXIT_FINDINGS, EXIT_FINE, EXIT_TROUBLE, say
from clauselang.diagnostics.diagnostic import Diagnostic, Severity
from clauselang.diagnostics.render.full import summary
from clauselang.driver import Unreadable, compile_path, compile_text, excl_files


@click.command("lint")
@click.argument("paths", nargs=-1)
@click.option("-c", "text", metavar="TEXT", help="Lint TEXT instead of files.")
@click.option("--format", "form", type=click.Choice(["full", "json"]), default="full", show_default=True)
def command(paths: tuple[str, ...], text: str | None, form: str) -> None:
    """Report what is wrong in PATHS: files, folders, or `-` for standard input."""
    if bool(paths) == (text is not None):
        raise click.UsageError("give PATHS, `-` for standard input, or a clause with -c TEXT")
    found: list[Diagnostic] = list(compile_text(text).diagnostics) if text is not None else []
    trouble = False
    files = int(text is not None)
    for path in excl_files(paths):
        files += 1
        try:
            found.extend(compile_path(path).diagnostics)
        except Unreadable as error:
            found.append(error.diagnostic)
            trouble = True
    if form == "json":
        from clauselang.diagnostics.render.json import as_json

        print(as_json(tuple(found)))
    else:
        say(tuple(found), sys.stdout)
        counted = summary(found) or "nothing to report"
        print(("\n" if found else "") + f"{files} file{'' if files == 1 else 's'}: {counted}")
    errors = any(diagnostic.severity is Severity.ERROR for diagnostic in found)
    sys.exit(EXIT_TROUBLE if trouble else EXIT_FINDINGS if errors else EXIT_FINE)
