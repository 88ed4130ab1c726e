"""`clauselang explain`: a code → its page."""

from __future__ import annotations

import sys
from importlib.resources import files

import click

from clauselang.cli.output import EXIT_FINE
from clauselang.diagnostics.catalogue import CATALOGUE
from clauselang.diagnostics.suggest import did_you_mean


@click.command("explain")
@click.argument("code")
def command(code: str) -> None:
    """Print what the finding CODE (or its name) means, why it matters and what to write instead."""
    names = {entry.name: known for known, entry in CATALOGUE.items()}
    known = names.get(code.lower(), code.upper())
    if known not in CATALOGUE:
        hint = did_you_mean(code, [*sorted(CATALOGUE), *sorted(names)])
        raise click.BadParameter(f"there is no finding `{code}`" + (f"; {hint}" if hint else ""), param_hint="CODE")
    page = files("clauselang") / "diagnostics" / "pages" / f"{known}.md"
    sys.stdout.write(page.read_text("utf-8"))
    sys.exit(EXIT_FINE)
