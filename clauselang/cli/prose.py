"""`clauselang prose`: a file → contract prose."""

from __future__ import annotations

import sys

import click

from clauselang.cli.output import EXIT_FINDINGS, say, takes_file, usable


@click.command("prose")
@takes_file
@click.option("--lang", "language", default="en", show_default=True, metavar="CODE", help="Language of the prose.")
@click.option("--to", "form", type=click.Choice(["md", "text"]), default="md", show_default=True, help="Markdown or plain text.")
def command(file: str | None, text: str | None, language: str, form: str) -> None:
    """Write FILE as contract prose.

    A clause alone gets placeholders for the parties and dates.
    """
    from clauselang.prose import write
    from clauselang.semantics.check import straddles_signing
    from clauselang.semantics.lower import lower

    if language not in write.LANGUAGES:
        raise click.BadParameter(f"`{language}` is not a language of the prose; known: {', '.join(write.LANGUAGES)}", param_hint="--lang")
    compiled = usable(file, text)
    norms, meaning = lower(compiled.resolved)
    errors = tuple(d for d in meaning if d.is_error)
    if errors:
        say(errors)
        sys.exit(EXIT_FINDINGS)
    stated = frozenset(norm.clause.index for norm in norms.norms if straddles_signing(norm))
    sys.stdout.write(write.write(compiled.resolved, language, "md" if form == "md" else "text", stated))
