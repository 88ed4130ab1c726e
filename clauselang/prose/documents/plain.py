"""Parts of a document → Markdown or plain text: two languages in a table, and the worked examples behind a contract."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from clauselang.prose.documents.blocks import Cell, Document, Row
from clauselang.prose.wording import markdown


def side_by_side(document: Document) -> str:
    """Two languages as a table of Markdown."""
    lines = [f"# {markdown(document.title)}", "", _line(document.names), _line("---" for _ in document.names)]
    lines += [_line(_cell(row, cell) for cell in row.cells) for row in document.rows]
    return "\n".join(lines) + "\n"


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(row: Row, cell: Cell) -> str:
    words = " ".join(f"{p.label} {markdown(p.text)}".strip() for p in cell)
    return f"**{words}**" if row.kind in ("heading", "group", "article") else words


def appendix(document: Document, form: str) -> str:
    """The worked examples of a document in one language."""
    rows = document.rows[document.examples_at :]
    return "".join(_rows(rows, form == "md"))


def _rows(rows: tuple[Row, ...], marked: bool) -> Iterator[str]:
    before = ""
    for row in rows:
        words = row.cells[0][0].text
        words = markdown(words) if marked else words
        mark = {"heading": "## ", "group": "### "}.get(row.kind, "") if marked else ""
        listed = row.kind == "example"
        yield ("" if listed and before == "example" else "\n") + ("- " if listed else mark) + words + "\n"
        before = row.kind
