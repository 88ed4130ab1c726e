"""Markdown, plain text and HTML → lines."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from clauselang.prose.verify.lines import STRUCK, Line

_MARKS = re.compile(r"\\([!-/:-@\[-`{-~])|\*\*|__|[*`]|<!--.*?-->|<br ?/?>")
_CELL = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"[-:| =*_]{3,}")
_SENTENCE_END = (".", ":", ";", "”", "»", "“", ")")


def from_text(text: str) -> list[Line]:
    """Lines of plain text; a paragraph starts behind an empty line or behind a sentence."""
    return _lines(text.splitlines())


def _lines(lines: list[str]) -> list[Line]:
    found: list[Line] = []
    fresh = True
    for line in lines:
        stripped = line.strip()
        if stripped:
            found.append(Line(stripped, fresh or found[-1].text.endswith(_SENTENCE_END)))
        fresh = not stripped
    return found


def from_markdown(text: str) -> list[Line]:
    """Lines of Markdown without its marks; each cell of a table is a paragraph."""
    found: list[Line] = []
    fresh = True
    for line in text.splitlines():
        stripped = line.strip()
        if not stripped or _RULE.fullmatch(stripped):
            fresh = True
        elif stripped.startswith("#"):
            found.append(Line(_bare(stripped.lstrip("#").strip()), heading=True))
            fresh = True
        elif stripped.startswith("|"):
            cells = (cell.strip() for cell in _CELL.split(stripped.strip("|")))
            found.extend(Line(_bare(cell), heading=cell.startswith("**") and cell.endswith("**")) for cell in cells if cell)
            fresh = True
        else:
            bullet = stripped[:2] in ("- ", "* ", "+ ", "> ")
            said = _bare(stripped[2:].strip() if bullet else stripped)
            found.append(Line(said, fresh or bullet or found[-1].text.endswith(_SENTENCE_END)))
            fresh = False
    return found


def _bare(text: str) -> str:
    """The words without emphasis and escapes."""
    return _MARKS.sub(lambda mark: mark[1] or (" " if mark[0].startswith("<br") else ""), text)


_BLOCKS = frozenset(
    "address article aside blockquote body caption dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr html li main "
    "nav ol p pre section table tbody td tfoot th thead tr ul".split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_STRUCK = frozenset("del s strike".split())
_SILENT = frozenset("script style head template noscript title".split())


class _Page(HTMLParser):
    """Collects what a page shows, block by block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Line] = []
        self.words: list[str] = []
        self.silent = ""
        self.heading = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.silent:
            return
        if tag in _SILENT:
            self.silent = tag
        elif tag == "br":
            self.words.append(" ")
        elif tag in _STRUCK:
            self.words.append(STRUCK)
        elif tag in _BLOCKS:
            self.close_block()
            self.heading = tag in _HEADINGS

    def handle_endtag(self, tag: str) -> None:
        if self.silent:
            self.silent = "" if tag == self.silent else self.silent
        elif tag in _STRUCK:
            self.words.append(STRUCK)
        elif tag in _BLOCKS:
            self.close_block()
            self.heading = False

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words.append(data)

    def close_block(self) -> None:
        """The block ends here."""
        text = "".join(self.words).replace("\u00ad", "").strip()
        self.words.clear()
        if text:
            self.found.append(Line(text, heading=self.heading))


def from_html(text: str) -> list[Line]:
    """Lines of a page."""
    page = _Page()
    page.feed(text)
    page.close()
    page.close_block()
    return page.found
