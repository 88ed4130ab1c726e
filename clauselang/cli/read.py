"""`clauselang read`: a contract → the file that it says, or where it is not what `prose` would write."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clauselang.cli.output import EXIT_FINDINGS, EXIT_FINE, EXIT_TROUBLE, say, say_trouble
from clauselang.diagnostics.render.full import visible
from clauselang.driver import STDIN, Project, Unreadable, compile_path, compile_source, decode, read_document
from clauselang.source import Source

if TYPE_CHECKING:
    from clauselang.prose.read import Difference, Reading, Refusal
    from clauselang.syntax import ast



@click.command("read")
@click.argument("document")
@click.option("--lang", "language", metavar="CODE", help="Language of the document; by default that of its first sentence.")
@click.option("--vocabulary", "vocabularies", multiple=True, metavar="FILE", help="File that declares categories, brands or lists.")
@click.option("--against", metavar="FILE", help="Print what DOCUMENT says otherwise than FILE, and nothing else.")
def command(document: str, language: str | None, vocabularies: tuple[str, ...], against: str | None) -> None:
    """Write the file that DOCUMENT says: a contract as DOCX, PDF, HTML, Markdown or plain text (`-` for standard input).

    Only the wording of `clauselang prose` is read: writing the file again gives the same bytes. Anything else is refused
    with the place, the nearest such wording and its meaning.
    """
    if against is not None:
        sys.exit(_compared(*_outcome(document, language, vocabularies), against))
    source, found = reading(document, language, vocabularies)
    text = excl_of(found, vocabularies)
    differences = _stated(found, text, vocabularies)
    if differences:
        tell(source, differences)
        sys.exit(EXIT_FINDINGS)
    sys.stdout.write(text)


def reading(document: str, language: str | None, vocabularies: tuple[str, ...]) -> tuple[Source, Reading]:
    """Read a document; ends the program if it cannot be read or is refused."""
    from clauselang.prose.read import Reading

    source, found = _outcome(document, language, vocabularies)
    if isinstance(found, Reading):
        return source, found
    tell(source, found.differences)
    sys.exit(EXIT_FINDINGS)


def _outcome(document: str, language: str | None, vocabularies: tuple[str, ...]) -> tuple[Source, Reading | Refusal]:
    from clauselang.prose.language import LANGUAGES
    from clauselang.prose.read import read
    from clauselang.prose.verify.extract import is_laid_out

    if language is not None and language not in LANGUAGES:
        raise click.BadParameter(f"`{language}` is not a language of the prose; known: {', '.join(LANGUAGES)}", param_hint="--lang")
    project, imports = _project(vocabularies), _imports(vocabularies)
    try:
        name = STDIN if document == "-" else Project.of(Path(document)).name(Path(document))
        data = read_document(document, name)
        if is_laid_out(data, name):
            return _laid_out(data, name, language, imports, project)
        source = Source(name, decode(data, name))
    except Unreadable as error:
        say((error.diagnostic,))
        sys.exit(EXIT_TROUBLE)
    return source, read(source.text, language, known=imports, load=project.load)


def _laid_out(
    data: bytes, name: str, language: str | None, known: tuple[ast.Item, ...], project: Project
) -> tuple[Source, Reading | Refusal]:
    """The contract in a DOCX, PDF or HTML. Places in it are named by their clause, since its lines are those of a page."""
    from clauselang.prose.read import Difference, Reading, Refusal, read
    from clauselang.prose.verify.assemble import contract_text, languages
    from clauselang.prose.verify.extract import extract
    from clauselang.prose.verify.lines import Unusable

    try:
        found = extract(data, name)
    except Unusable as error:
        say_trouble(f"{name}: {error}")
        sys.exit(EXIT_TROUBLE)
    if found.before is not None and found.before != found.after:
        say_trouble(f"{name}: the document has tracked changes: accept or reject them, or compare it with its file by `verify`")
        sys.exit(EXIT_TROUBLE)
    codes = languages(found)
    if len(codes) > 1:
        remedy = "compare it with its file by `clauselang verify`, or read a document in one of them"
        return Source(name, ""), Refusal((Difference("P105", "the document", 0, "the document is in two languages", remedy=remedy),))
    code = language or next(iter(codes), "en")
    outcome = read(contract_text(found, code), code, "text", known, project.load)
    if isinstance(outcome, Reading):
        print(f"note: {visible(name)}: signatures and worked examples are not read", file=sys.stderr)
    return Source(name, ""), outcome


def _project(vocabularies: tuple[str, ...]) -> Project:
    """The folder that all vocabulary is imported from."""
    return Project.of(Path(vocabularies[0])) if vocabularies else Project(Path.cwd())


def _imports(vocabularies: tuple[str, ...]) -> tuple[ast.Import, ...]:
    from clauselang.syntax import ast

    project = _project(vocabularies)
    for vocabulary in vocabularies:
        _check_vocabulary(vocabulary)
    return tuple(ast.Import(project.name(Path(vocabulary)).removesuffix(".excl")) for vocabulary in vocabularies)


def _check_vocabulary(path: str) -> None:
    """End the program with the findings of a vocabulary that cannot be used."""
    try:
        compiled = compile_path(path, meaning=False)
    except Unreadable as error:
        say((error.diagnostic,))
        sys.exit(EXIT_TROUBLE)
    if not compiled.usable:
        say(compiled.diagnostics)
        sys.exit(EXIT_FINDINGS)


def excl_of(found: Reading, vocabularies: tuple[str, ...]) -> str:
    """The file of a reading in the one style."""
    from clauselang.prose.read.excl import excl
    from clauselang.syntax import ast
    from clauselang.syntax.format import format_source

    text = excl(ast.Module((*_imports(vocabularies), *found.module.items)))
    return format_source(Source("contract.excl", text)).text


def _stated(found: Reading, text: str, vocabularies: tuple[str, ...]) -> tuple[Difference, ...]:
    """Where the document and the dates of its file disagree on what lies before signing."""
    from clauselang.prose.read import Difference
    from clauselang.semantics.check import straddles_signing
    from clauselang.semantics.lower import lower

    compiled = compile_source(Source("contract.excl", text), _project(vocabularies), meaning=False)
    norms, _ = lower(compiled.resolved)
    differences = []
    for norm in norms.norms:
        here, there = norm.clause.index in found.before_signing, straddles_signing(norm)
        if here != there:
            said = "states what was so before signing, but no part" if here else "does not state what was so before signing, and part"
            differences.append(Difference("P106", f"clause {norm.clause.number}", 0, f"the clause {said} of its window lies there"))
    return tuple(differences)


def _compared(source: Source, found: Reading | Refusal, path: str) -> int:
    """Print what a document, or the nearest that can be read, says otherwise than a file."""
    from clauselang.prose.read import Reading, against

    try:
        compiled = compile_path(path, meaning=False)
    except Unreadable as error:
        say((error.diagnostic,))
        return EXIT_TROUBLE
    if not compiled.usable:
        say(compiled.diagnostics)
        return EXIT_FINDINGS
    if not isinstance(found, Reading):
        tell(source, found.differences)
    nearest = found if isinstance(found, Reading) else found.nearest
    differences = against(nearest, compiled.resolved) if nearest else ()
    for difference in differences:
        print(visible(f"{_place(source, difference)}: {difference.where} {difference.message}"))
    return EXIT_FINDINGS if differences or found is not nearest else EXIT_FINE


def tell(source: Source, differences: tuple[Difference, ...]) -> None:
    """Say on standard error where a document is not canonical."""
    for difference in differences:
        lines = [f"{_place(source, difference)}: error[{difference.code}]: {difference.where}: {difference.message}"]
        notes = (("nearest", difference.nearest), ("reads as", difference.meaning), ("help", difference.remedy))
        lines.extend(f"  = {name}: {text}" for name, text in notes if text)
        print("\n".join(map(visible, lines)), file=sys.stderr)


def _place(source: Source, difference: Difference) -> str:
    if not source.text:
        return source.name
    line, column = source.position(difference.at)
    return f"{source.name}:{line}:{column}"
