"""`clauselang translate`: a contract in one language → the same contract in another, by way of the file that it says."""

from __future__ import annotations

import sys

import click

from clauselang.cli.read import reading


@click.command("translate")
@click.argument("document")
@click.option("--to-lang", "target", required=True, metavar="CODE", help="Language to write.")
@click.option("--lang", "language", metavar="CODE", help="Language of the document; by default that of its first sentence.")
@click.option("--vocabulary", "vocabularies", multiple=True, metavar="FILE", help="File that declares categories, brands or lists.")
@click.option("--to", "form", type=click.Choice(["md", "text"]), default=None, help="Form of the output; by default that of DOCUMENT.")
def command(document: str, target: str, language: str | None, vocabularies: tuple[str, ...], form: str | None) -> None:
    """Write DOCUMENT, a contract as DOCX, PDF, HTML, Markdown or plain text, in another language.

    Nothing is translated word by word: the contract is read, and what it says is written anew. A document that `prose`
    would not have written is refused.
    """
    from clauselang.prose.write import LANGUAGES, write

    if target not in LANGUAGES:
        raise click.BadParameter(f"`{target}` is not a language of the prose; known: {', '.join(LANGUAGES)}", param_hint="--to-lang")
    _, found = reading(document, language, vocabularies)
    shape = found.form if form is None else "md" if form == "md" else "text"
    sys.stdout.write(write(found.resolved, target, shape, found.before_signing))
