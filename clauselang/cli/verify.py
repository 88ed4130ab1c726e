"""`clauselang verify`: a document and a file → whether each clause of the document still says what the file says."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from clauselang.cli.output import EXIT_FINDINGS, EXIT_FINE, EXIT_TROUBLE, on_terminal, paint, say, say_trouble, usable
from clauselang.driver import Unreadable, read_document


@click.command("verify")
@click.argument("document")
@click.argument("file")
@click.option("--lang", "languages", metavar="CODE[,CODE]", help="Language of the document, or both; by default found out.")
@click.option("--clauses", "clauses_only", is_flag=True, help="Only the clauses, not the parties, definitions, schedules and rules.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def command(document: str, file: str, languages: str | None, clauses_only: bool, form: str) -> None:
    """Compare DOCUMENT (DOCX, PDF, HTML, Markdown or text; `-` for standard input) with FILE, clause by clause.

    Other text around the clauses is passed over. Exit codes: 0 the document says what the file says; 1 something is
    changed, missing or added (in a DOCX with tracked changes: before or after them); 2 the document cannot be read.
    """
    from clauselang.prose.verify.compare import File, verify
    from clauselang.prose.verify.extract import extract
    from clauselang.prose.verify.lines import Unusable
    from clauselang.prose.verify.report import as_json, table
    from clauselang.semantics.check import straddles_signing
    from clauselang.semantics.lower import lower

    if document == "-" and file == "-":
        raise click.UsageError("only one of DOCUMENT and FILE can be standard input")
    codes = _codes(languages)
    resolved = usable(file, None).resolved
    norms, meaning = lower(resolved)
    errors = tuple(d for d in meaning if d.is_error)
    if errors:
        say(errors)
        sys.exit(EXIT_FINDINGS)
    stated = frozenset(norm.clause.index for norm in norms.norms if straddles_signing(norm))
    name = "standard input" if document == "-" else Path(document).name
    try:
        outcome = verify(extract(read_document(document, name), name), File(resolved, stated, clauses_only), codes)
    except Unusable as error:
        say_trouble(f"{name}: {error}")
        sys.exit(EXIT_TROUBLE)
    except Unreadable as error:
        say((error.diagnostic,))
        sys.exit(EXIT_TROUBLE)
    shown = resolved.source.name
    if form == "json":
        sys.stdout.write(as_json(outcome, name, shown))
    else:
        sys.stdout.write(table(outcome, name, shown, paint) if on_terminal(sys.stdout) else table(outcome, name, shown))
    sys.exit(EXIT_FINE if outcome.same else EXIT_FINDINGS)


def _codes(languages: str | None) -> tuple[str, ...]:
    from clauselang.prose.language import LANGUAGES

    codes = tuple(code.strip() for code in languages.split(",")) if languages else ()
    for code in codes:
        if code not in LANGUAGES:
            raise click.BadParameter(f"`{code}` is not a language of the prose; known: {', '.join(LANGUAGES)}", param_hint="--lang")
    if len(codes) > 2 or len(set(codes)) < len(codes):
        raise click.BadParameter("give one language, or two different ones", param_hint="--lang")
    return codes
