"""`clauselang prose`: a file → contract prose, as text or as a document."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from clauselang.cli.output import EXIT_FINDINGS, EXIT_TROUBLE, on_terminal, say, say_trouble, takes_file, usable
from clauselang.driver import MAX_BYTES, Unreadable, decode, read_bytes, write_bytes_atomically

if TYPE_CHECKING:
    from clauselang.prose.documents.blocks import Document
    from clauselang.resolve.resolved import Resolved

_FORMS = ("md", "text", "html", "docx", "pdf")
_BINARY = ("docx", "pdf")


@click.command("prose")
@takes_file
@click.option("--lang", "languages", default="en", show_default=True, metavar="CODE[,CODE]",
              help="Language of the prose; two set the contract in both, side by side.")
@click.option("--to", "form", type=click.Choice(_FORMS), default=None, help="Form of the output; by default that of --out, else md.")
@click.option("--out", metavar="FILE", help="Write to FILE instead of standard output.")
@click.option("--prevails", metavar="CODE", help="Of two languages, the one that prevails; by default the first.")
@click.option("--illustrate", is_flag=True, help="Add worked examples: the limits of each clause on dates, and the scenarios of the file.")
@click.option("--template", metavar="FILE", help="Fill this DOCX or Jinja2 template instead.")
def command(
    file: str | None, text: str | None, languages: str, form: str | None, out: str | None, prevails: str | None,
    illustrate: bool, template: str | None,
) -> None:  # fmt: skip
    """Write FILE as contract prose.

    A clause alone gets placeholders for the parties and dates.
    """
    codes = _codes(languages, prevails)
    if template is not None and (form or illustrate or len(codes) > 1):
        raise click.UsageError("--template stands alone: no --to or --illustrate, and one language")
    form = form or (_form_of(out) if template is None else "")
    if len(codes) > 1 and form == "text":
        raise click.UsageError("plain text holds one language; for two use --to md, html, docx or pdf")
    if out is None and (form in _BINARY or (template or "").lower().endswith(".docx")) and on_terminal(sys.stdout):
        raise click.UsageError(f"a {form.upper() or 'DOCX'} is not written to a terminal; give --out FILE")
    resolved, stated = _compiled(file, text)
    _put(_filled(resolved, codes[0], stated, template) if template else _written(resolved, codes, prevails, form, stated, illustrate), out)


def _codes(languages: str, prevails: str | None) -> tuple[str, ...]:
    """The codes of `--lang`, all known; ends the program otherwise."""
    from clauselang.prose.language import LANGUAGES

    codes = tuple(code.strip() for code in languages.split(","))
    for code in codes:
        if code not in LANGUAGES:
            raise click.BadParameter(f"`{code}` is not a language of the prose; known: {', '.join(LANGUAGES)}", param_hint="--lang")
    if len(codes) > 2 or len(set(codes)) < len(codes):
        raise click.BadParameter("give one language, or two different ones", param_hint="--lang")
    if prevails is not None and (prevails not in codes or len(codes) == 1):
        raise click.BadParameter(f"`{prevails}` is not one of two languages in --lang", param_hint="--prevails")
    return codes


def _form_of(out: str | None) -> str:
    """The form that the name of a file asks for."""
    suffix = Path(out).suffix.lower() if out else ""
    return {".txt": "text", ".htm": "html", ".html": "html", ".docx": "docx", ".pdf": "pdf"}.get(suffix, "md")


def _compiled(file: str | None, text: str | None) -> tuple[Resolved, frozenset[int]]:
    """The file, and the clauses whose window partly lies before signing; ends the program on an error."""
    from clauselang.semantics.check import straddles_signing
    from clauselang.semantics.lower import lower

    compiled = usable(file, text)
    norms, meaning = lower(compiled.resolved)
    errors = tuple(d for d in meaning if d.is_error)
    if errors:
        say(errors)
        sys.exit(EXIT_FINDINGS)
    return compiled.resolved, frozenset(norm.clause.index for norm in norms.norms if straddles_signing(norm))


def _written(
    resolved: Resolved, codes: tuple[str, ...], prevails: str | None, form: str, stated: frozenset[int], illustrate: bool
) -> bytes:
    """The contract in one of the forms."""
    from clauselang.prose.write import write

    one = len(codes) == 1 and form in ("md", "text")
    told = write(resolved, codes[0], "md" if form == "md" else "text", stated) if one else ""
    if one and not illustrate:
        return told.encode("utf-8")
    from clauselang.cli.illustrations import illustrations
    from clauselang.prose.documents import plain
    from clauselang.prose.documents.content import document

    layout = document(resolved, codes, stated, prevails, illustrations(resolved) if illustrate else ())
    if one:
        return (told + plain.appendix(layout, form)).encode("utf-8")
    return plain.side_by_side(layout).encode("utf-8") if form == "md" else _document(layout, form)


def _document(layout: Document, form: str) -> bytes:
    if form == "html":
        from clauselang.prose.documents.html import html

        return html(layout).encode("utf-8")
    if form == "docx":
        from clauselang.prose.documents.docx import docx

        return docx(layout)
    from clauselang.prose.documents.pdf import Unavailable, pdf

    try:
        return pdf(layout)
    except Unavailable as error:
        _stop(str(error))


def _filled(resolved: Resolved, code: str, stated: frozenset[int], path: str) -> bytes:
    """The user's template, filled."""
    from clauselang.prose.documents import template
    from clauselang.prose.documents.content import document
    from clauselang.prose.write import write

    name = Path(path).name
    try:
        data = read_bytes(Path(path), name, MAX_BYTES)
        values = template.variables(document(resolved, (code,), stated), write(resolved, code, "text", stated).strip())
        if data.startswith(b"PK"):
            return template.fill_docx(data, values)
        suffixes = {suffix.lower() for suffix in Path(path).suffixes}
        return template.fill_text(decode(data, name), values, bool(suffixes & {".html", ".htm", ".xml", ".svg"})).encode("utf-8")
    except Unreadable as error:
        say((error.diagnostic,))
        sys.exit(EXIT_TROUBLE)
    except template.TemplateFault as error:
        _stop(f"{name}: {error}")


def _put(data: bytes, out: str | None) -> None:
    """Write to the file or to standard output."""
    if out is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        write_bytes_atomically(out, data)
    except Unreadable as error:
        say((error.diagnostic,))
        sys.exit(EXIT_TROUBLE)


def _stop(message: str) -> NoReturn:
    say_trouble(message)
    sys.exit(EXIT_TROUBLE)
