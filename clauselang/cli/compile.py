"""`clauselang compile`: a file, and the facts of many agreements → the query and its tables for another engine."""

from __future__ import annotations

import sys

import click

from clauselang.cli.output import EXIT_FINDINGS, EXIT_FINE, EXIT_TROUBLE, instant, say, takes_file, usable
from clauselang.driver import Unreadable

_DIALECTS = ("duckdb", "spark", "trino", "bigquery", "snowflake", "databricks", "postgres")


@click.command("compile")
@takes_file
@click.option("--to", type=click.Choice(["sql"]), default="sql", show_default=True, help="What to write.")
@click.option("--dialect", type=click.Choice(_DIALECTS), default="duckdb", show_default=True, help="Whose SQL.")
@click.option("--deals", metavar="FILE", help="The facts of many agreements, one a row: CSV, JSON Lines or Parquet.")
@click.option("--as-of", metavar="TIME", help="Count only what had happened or was notified by then.")
@click.option("--output", metavar="FILE", help="Write there instead of printing; the file appears whole or not at all.")
def command(file: str | None, text: str | None, to: str, dialect: str, deals: str | None, as_of: str | None, output: str | None) -> None:
    """Write the clauses of FILE as tables and one query, for an engine of your own."""
    from clauselang.engines import export
    from clauselang.engines.output import write

    compiled = usable(file, text)
    deal = compiled.resolved.deal
    try:
        found = export.as_sql(compiled.resolved, deals, dialect, instant(as_of, deal.timezone if deal else None))
        say((*compiled.diagnostics, *found.diagnostics))
        if output:
            write(output, found.text)
        else:
            sys.stdout.write(found.text)
    except Unreadable as error:
        say((error.diagnostic,))
        sys.exit(EXIT_TROUBLE)
    sys.exit(EXIT_FINDINGS if any(d.is_error for d in found.diagnostics) else EXIT_FINE)
