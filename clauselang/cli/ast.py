"""`clauselang ast`: a file → its syntax tree as JSON."""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from typing import Any

import click

from clauselang.cli.output import EXIT_FINDINGS, EXIT_FINE, compiled, say, takes_file
from clauselang.syntax.ast import Node, fields


@click.command("ast")
@takes_file
@click.option("--format", "form", type=click.Choice(["json"]), default="json", show_default=True)
def command(file: str | None, text: str | None, form: str) -> None:
    """Print what FILE says as a tree; `at` is line and column of the start."""
    result = compiled(file, text)
    print(json.dumps(as_data(result.parsed.module), ensure_ascii=False, indent=2))
    say(result.parsed.diagnostics)
    sys.exit(EXIT_FINDINGS if any(d.is_error for d in result.parsed.diagnostics) else EXIT_FINE)


def as_data(value: Any) -> Any:
    """A node as an object with its class under `node`; everything else as JSON has it."""
    if isinstance(value, Node):
        found: dict[str, Any] = {"node": type(value).__name__}
        found |= {name: as_data(getattr(value, name)) for name in fields(value)}
        if value.span is not None:
            found["at"] = list(value.span.source.position(value.span.start))
        return found
    if isinstance(value, tuple):
        return [as_data(item) for item in value]
    return str(value) if isinstance(value, Decimal) else value
