"""A document → one HTML page: it needs nothing else, runs nothing, and says in which language each part is."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby

from clauselang.prose.documents.blocks import Cell, Document, Kind, Row, Run, anchor

# Nothing is loaded and nothing runs, also if a browser is told otherwise by something else.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_CSS = """
:root { color-scheme: light; }
body { margin: 0; color: #1a1a1a; background: #fff; font: 1rem/1.5 Georgia, "Times New Roman", serif; }
main { max-width: 46rem; margin: 0 auto; padding: 2.5rem 1.25rem; }
main.two { max-width: 72rem; }
h1 { margin: 0 0 1.5rem; padding-bottom: .6rem; border-bottom: 1px solid #404040; font-size: 1.75rem; line-height: 1.2; }
h2 { margin: 2rem 0 .5rem; font-size: 1.15rem; line-height: 1.3; }
h3 { margin: 1.25rem 0 .4rem; font-size: 1rem; }
p, li { margin: 0 0 .6rem; overflow-wrap: anywhere; }
ul, ol { margin: 0; padding: 0; list-style: none; }
li { padding-left: 2.75rem; position: relative; }
li > .label, .row > .label { position: absolute; left: 0; }
.row { padding-left: 2.75rem; position: relative; margin: 0 0 .6rem; }
h2.row { margin: 2rem 0 .5rem; }
ul > li { padding-left: 1.25rem; }
ul > li::before { content: "–"; position: absolute; left: 0; }
ol ol > li, .row ol > li { padding-left: 2rem; }
a { color: inherit; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
table.two th, table.two td { width: 50%; padding: .3rem 1rem; text-align: left; vertical-align: top; }
table.two th + th, table.two td + td { border-left: 1px solid #a6a6a6; }
table.two thead th { background: #ededed; }
table.two tbody th { font-weight: inherit; }
table.two h2 { margin: 1rem 0 .25rem; }
caption { padding: 0 0 .6rem; text-align: left; font-style: italic; }
.sign { break-inside: avoid; }
.sign th, .sign td { padding: .9rem 2rem .15rem 0; text-align: left; vertical-align: bottom; }
.sign td { border-bottom: 1px solid #404040; border-right: 2rem solid #fff; }
.sign tr:last-child > * { padding-top: 2.5rem; }
.sign caption { font-weight: bold; font-style: normal; padding: 1rem 0 0; }
.sign tbody th { width: 7rem; font-weight: normal; }
@page { size: A4; margin: 2.2cm; }
@media print { main { max-width: none; padding: 0; } h2, h3 { break-after: avoid; } thead { display: table-header-group; } }
"""


def html(document: Document) -> str:
    """The page."""
    two = len(document.codes) > 1
    main = '<main class="two">' if two else "<main>"
    return (
        f'<!DOCTYPE html>\n<html lang="{document.codes[0]}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{escape(document.title)}</title>\n'
        f"<style>{_CSS}</style>\n</head>\n<body>\n{main}\n"
        f"<h1>{escape(document.title)}</h1>\n{_two(document) if two else _one(document)}{_signatures(document)}</main>\n</body>\n</html>\n"
    )


_LISTS: dict[Kind, str] = {"definition": "ul", "example": "ul", "clause": "ol", "entry": "ol", "rule": "ol"}


def _one(document: Document) -> str:
    """One language: rows of one kind in a row form a list."""
    found = []
    for kind, rows in groupby(document.rows, key=lambda row: row.kind):
        content = "".join(_row(document, row, 0, "li") for row in rows)
        element = _LISTS.get(kind)
        # The style takes the bullets away, and with them what some screen readers need to see a list.
        found.append(f'<{element} role="list">\n{content}</{element}>\n' if element else content)
    return "".join(found)


def _two(document: Document) -> str:
    """Two languages in one table, clause beside clause."""
    heads = "".join(
        f'<th scope="col" lang="{code}">{escape(name)}</th>' for code, name in zip(document.codes, document.names, strict=True)
    )
    rows = "".join(_pair(document, row) for row in document.rows)
    return (
        f'<table class="two">\n<caption>{escape(document.caption)}</caption>\n<thead>\n<tr>{heads}</tr>\n</thead>\n'
        f"<tbody>\n{rows}</tbody>\n</table>\n"
    )


def _pair(document: Document, row: Row) -> str:
    cells = "".join(
        f'<td lang="{code}">\n{_row(document, row, index, "div")}</td>\n' for index, code in enumerate(document.codes)
    )
    return f"<tr>\n{cells}</tr>\n"


def _row(document: Document, row: Row, language: int, element: str) -> str:
    cell = row.cells[language]
    words = _runs(document, cell[0].runs, language)
    match row.kind:
        case "text":
            return f"<p>{words}</p>\n"
        case "heading":
            return f"<h2>{words}</h2>\n"
        case "group":
            return f"<h3>{words}</h3>\n"
        case "article":
            return f'<h2 class="row"><span class="label">{escape(cell[0].label)}</span> {words}</h2>\n'
        case _:
            place = f' id="{anchor(document, language, row.number)}"' if row.kind == "clause" else ""
            style = ' class="row"' if element == "div" and cell[0].label else ""
            return f"<{element}{place}{style}>{_label(cell[0].label)}{words}{''.join(_rest(document, cell, language))}</{element}>\n"


def _label(text: str) -> str:
    return f'<span class="label">{escape(text)}</span> ' if text else ""


def _rest(document: Document, cell: Cell, language: int) -> Iterator[str]:
    """What follows the first paragraph of a clause: lists of items, and sentences behind them."""
    for role, found in groupby(cell[1:], key=lambda paragraph: paragraph.role):
        for paragraph in found if role != "item" else ():
            yield f"\n<p>{_runs(document, paragraph.runs, language)}</p>"
        if role == "item":
            items = "".join(f"<li>{_label(item.label)}{_runs(document, item.runs, language)}</li>\n" for item in found)
            yield f'\n<ol role="list">\n{items}</ol>'


def _runs(document: Document, runs: tuple[Run, ...], language: int) -> str:
    return "".join(_run(document, run, language) for run in runs)


def _run(document: Document, run: Run, language: int) -> str:
    text = escape(run.text)
    if run.kind == "term":
        return f"<dfn><strong>{text}</strong></dfn>"
    if run.kind == "reference" and run.text in document.anchors:
        return f'<a href="#{anchor(document, language, run.text)}">{text}</a>'
    return text


def _signatures(document: Document) -> str:
    block = document.signatures
    tables = "".join(
        f'<table class="sign">\n<caption>{escape(party.role)}</caption>\n<tbody>\n'
        + "".join(
            f'<tr><th scope="row">{escape(label)}</th><td>{escape(party.name) if at == 0 else ""}</td></tr>\n'
            for at, label in enumerate(block.labels)
        )
        + "</tbody>\n</table>\n"
        for party in block.parties
    )
    return f"<h2>{escape(block.heading)}</h2>\n{tables}"
