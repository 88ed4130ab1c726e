"""DOCX → the lines that are printed; with tracked changes, those before them and those after them."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Literal

import attrs

from clauselang.prose.verify.lines import STRUCK, Line, Unusable
from clauselang.prose.verify.numbers import Counter, Numbering
from clauselang.prose.verify.xmltree import Element, parse

MAX_ENTRIES = 4_000
MAX_UNPACKED = 40_000_000
Side = Literal["before", "after"]
_GONE: dict[Side, frozenset[str]] = {"before": frozenset({"ins", "moveTo"}), "after": frozenset({"del", "moveFrom"})}
_TRACKED = frozenset({"ins", "del", "moveFrom", "moveTo"})
# What is no text but printed; a note changes what a clause says, and a picture of a sign may.
_SIGNS = {
    **dict.fromkeys(("tab", "br", "cr", "ptab"), " "), "noBreakHyphen": "-", "sym": "[sign]",
    **dict.fromkeys(("footnoteReference", "endnoteReference"), "[note]"),
}  # fmt: skip
_NOT_SAID = frozenset({"instrText", "delInstrText", "pPr", "rPr", "sectPr", "tblPr", "trPr", "tcPr", "sdtPr", "*Fallback"})


def from_docx(data: bytes) -> tuple[list[Line], list[Line] | None]:
    """The lines after all tracked changes, and those before them if there are any. Raises `Unusable`."""
    document, numbering, styles = _parts(data)
    body = document.first("body")
    if body is None:
        raise Unusable("the file is no DOCX: it has no text in it")
    lists = Numbering.of(numbering, styles)
    after = _Reader("after", Counter(lists)).run(body)
    return after, _Reader("before", Counter(lists)).run(body) if _tracked(body) else None


def _parts(data: bytes) -> tuple[Element, Element | None, Element | None]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > MAX_ENTRIES:
                raise Unusable("the DOCX is too large when unpacked")
            names = {entry.filename: entry for entry in entries}
            if "word/document.xml" not in names:
                raise Unusable("the file is no DOCX: it has no document in it")
            if any(entry.flag_bits & 1 for entry in entries):
                raise Unusable("the DOCX is encrypted: save it without a password")
            room = MAX_UNPACKED
            found: list[Element | None] = []
            for name in ("word/document.xml", "word/numbering.xml", "word/styles.xml"):
                content = b""
                if name in names:
                    with archive.open(names[name]) as part:
                        content = part.read(room + 1)
                room -= len(content)
                if room < 0:
                    raise Unusable("the DOCX is too large when unpacked")
                found.append(parse(content) if content else None)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error, OSError, ValueError):
        raise Unusable("the file is no DOCX that can be read") from None
    document, numbering, styles = found
    if document is None:
        raise Unusable("the file is no DOCX: it has no text in it")
    return document, numbering, styles


def _tracked(element: Element) -> bool:
    return element.tag in _TRACKED or any(map(_tracked, element.children))


@attrs.define
class _Reader:
    """One run over the body, with the changes taken back or accepted."""

    side: Side
    counter: Counter
    found: list[Line] = attrs.field(factory=list)
    begun: str | None = None  # a paragraph whose end is gone: the next one goes on with it
    heading: bool = False

    def run(self, body: Element) -> list[Line]:
        """All lines."""
        self._blocks(body)
        if self.begun is not None:
            self.found.append(Line(self.begun, heading=self.heading))
        return self.found

    def _gone(self, element: Element) -> bool:
        return element.tag in _GONE[self.side]

    def _blocks(self, element: Element) -> None:
        for child in element.children:
            if child.tag == "p":
                self._paragraph(child)
            elif child.tag == "tr" and (properties := child.first("trPr")) and any(map(self._gone, properties.children)):
                continue
            elif child.tag not in _NOT_SAID and not self._gone(child):
                self._blocks(child)

    def _paragraph(self, element: Element) -> None:
        properties = element.first("pPr")
        words: list[str] = []
        boxes: list[Element] = []
        self._runs(element, words, boxes)
        marks = properties.first("rPr") if properties else None
        open_ended = marks is not None and any(map(self._gone, marks.children))
        text = "".join(words)
        if open_ended and self.begun is None and not text.strip():
            return  # what is wholly gone is not counted either
        if self.begun is None:
            label = self.counter.label(properties)
            style = (properties.value("pStyle") or "") if properties else ""
            self.heading = style.lower().startswith(("heading", "title", "article"))
            self.begun = f"{label} {text}" if label else text
        else:
            self.begun += text
        if not open_ended:
            self.found.append(Line(self.begun, heading=self.heading))
            self.begun = None
        for box in boxes:
            self._blocks(box)

    def _runs(self, element: Element, words: list[str], boxes: list[Element]) -> None:
        for child in element.children:
            if child.tag in ("t", "delText"):
                words.extend(child.text)
            elif child.tag in _SIGNS:
                words.append(_SIGNS[child.tag])
            elif child.tag == "txbxContent":
                boxes.append(child)
            elif child.tag == "r" and _is(child, "vanish"):
                continue
            elif child.tag == "r" and (_is(child, "strike") or _is(child, "dstrike")):
                words.append(STRUCK)
                self._runs(child, words, boxes)
                words.append(STRUCK)
            elif child.tag not in _NOT_SAID and not self._gone(child):
                self._runs(child, words, boxes)


def _is(run: Element, what: str) -> bool:
    """Whether a run is not printed (`vanish`) or printed as struck out."""
    mark = run.first("rPr", what)
    return mark is not None and mark.attributes.get("val", "1") not in ("0", "false", "off")
