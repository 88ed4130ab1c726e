"""`clauselang explain`: a code → its page."""

from __future__ import annotations

import sys

import click

from clauselang.cli.output import EXIT_FINE
from clauselang.diagnostics.catalogue import CATALOGUE
from clauselang.diagnostics.suggest import did_you_mean


@click.command("explain")
@click.argument("code", required=False)
@click.option("--index", "listed", is_flag=True, help="Print the list of all rules and codes.")
def command(code: str | None, listed: bool) -> None:
    """Print what the finding CODE (or its name) means, why it matters and what to write instead."""
    if (code is None) != listed:
        raise click.UsageError("give a CODE or a name, or --index")
    if code is None:
        from clauselang.lint.index import index

        sys.stdout.write(index())
    else:
        sys.stdout.write(page(code))
    sys.exit(EXIT_FINE)


def page(code: str) -> str:
    """The page of a code or name, of a file's findings or of those about posts."""
    from clauselang.lint.registry import code_of, kinds, page_of_code

    known = code_of(code)
    if known:
        return kinds()[known].page
    names = {entry.name: other for other, entry in CATALOGUE.items()}
    other = names.get(code.lower(), code.upper())
    if other in CATALOGUE:
        return page_of_code(other)
    choices = {*CATALOGUE, *names, *kinds(), *(kind.name for kind in kinds().values())}
    hint = did_you_mean(code, sorted(choices))
    raise click.BadParameter(f"there is no finding `{code}`" + (f"; {hint}" if hint else ""), param_hint="CODE")
