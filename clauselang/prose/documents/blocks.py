"""A document as every output form lays it out: rows of cells, one cell a language, and no language or markup in it."""

from __future__ import annotations

from typing import Literal, TypeAlias

import attrs

# What a row is. `article`, `clause`, `entry` and `rule` are numbered; the label of a paragraph is its printed number.
Kind: TypeAlias = Literal["text", "heading", "group", "definition", "article", "clause", "entry", "rule", "example"]


@attrs.frozen
class Run:
    """A piece of a paragraph: words, a term at the place that defines it, or the number of a clause referred to."""

    text: str
    kind: Literal["words", "term", "reference"] = "words"


@attrs.frozen
class Paragraph:
    """Runs behind a label (`1.`, `1.1`, `(a)`, `T.1`, or none). `role` is `main`, an `item` of a list, or what follows it."""

    runs: tuple[Run, ...]
    label: str = ""
    role: Literal["main", "item", "after"] = "main"

    @property
    def text(self) -> str:
        """The paragraph without its label."""
        return "".join(run.text for run in self.runs)


Cell: TypeAlias = tuple[Paragraph, ...]


@attrs.frozen
class Row:
    """The same thing in each language. `number` is that of an article, clause, entry or rule."""

    kind: Kind
    cells: tuple[Cell, ...]
    number: str = ""


@attrs.frozen
class Signatory:
    """Who signs: the role, and the name if it is known."""

    role: str
    name: str


@attrs.frozen
class Signatures:
    """The block at the end: what is filled in (name, place, date, signature), and by whom."""

    heading: str
    labels: tuple[str, str, str, str]
    parties: tuple[Signatory, Signatory]


@attrs.frozen
class Document:
    """A contract in one language or in two. `page` stands around the number of the page and the number of pages.

    The worked examples are the rows from `examples_at` on.
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    titles: tuple[str, ...]
    caption: str
    rows: tuple[Row, ...]
    signatures: Signatures
    page: tuple[str, str, str]
    examples_at: int

    @property
    def title(self) -> str:
        """The title, in both languages if they differ."""
        return " / ".join(dict.fromkeys(self.titles))

    @property
    def anchors(self) -> frozenset[str]:
        """Numbers of the clauses that a reference can lead to."""
        return frozenset(row.number for row in self.rows if row.kind == "clause")


def anchor(document: Document, language: int, number: str) -> str:
    """The name of the place where a clause stands: `clause-1-2`, with the language if there are two."""
    suffix = f"-{document.codes[language]}" if len(document.codes) > 1 else ""
    return f"clause-{number.replace('.', '-')}{suffix}"
