"""A document → DOCX: styles, numbers that Word counts itself, references that are fields, one table for two languages."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

import attrs

from clauselang.prose.documents import parts
from clauselang.prose.documents.blocks import Document, Paragraph, Row, Run, anchor

_STYLES = {
    "text": "Normal", "heading": "Heading1", "group": "Heading2", "definition": "Definition", "article": "Article",
    "clause": "Clause", "entry": "ScheduleEntry", "rule": "Rule", "example": "Example",
}  # fmt: skip
_WIDTH = 9356  # of the text, in twentieths of a point: A4 less the margins


def docx(document: Document) -> bytes:
    """The bytes of the file."""
    writer = _Writer(document)
    body = "".join(writer.body())
    return parts.package(
        {
            "[Content_Types].xml": parts.CONTENT_TYPES,
            "_rels/.rels": parts.RELATIONSHIPS,
            "word/document.xml": parts.part("document", f"<w:body>{body}</w:body>"),
            "word/_rels/document.xml.rels": parts.DOCUMENT_RELATIONSHIPS,
            "word/styles.xml": parts.styles(document.codes[0], writer.style_lists),
            "word/numbering.xml": writer.numbering(),
            "word/settings.xml": parts.SETTINGS,
            "word/footer1.xml": parts.part("ftr", _footer(document)),
            "docProps/core.xml": parts.core(document.title, document.codes),
        }
    )


def _footer(document: Document) -> str:
    before, between, after = document.page
    fields = (_words(before), _field("PAGE"), _words(between), _field("NUMPAGES"), _words(after))
    return f'<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{"".join(fields)}</w:p>'


def _words(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def _field(code: str, shown: str = "1", properties: str = "") -> str:
    """A field with the text that it showed last, so that a program that updates no fields prints the right thing."""

    def mark(kind: str) -> str:
        return f'<w:r>{properties}<w:fldChar w:fldCharType="{kind}"/></w:r>'

    told = f'<w:r>{properties}<w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return f"{mark('begin')}{told}{mark('separate')}{_words(shown, properties)}{mark('end')}"


@attrs.frozen
class _Level:
    """How one level of a list is numbered, and where its text stands."""

    form: str
    pattern: str
    left: int
    hanging: int
    style: str = ""


class _Writer:
    """Collects lists and bookmarks while the body is written. Every list has a number of its own, so none continues another."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.two = len(document.codes) > 1
        self.left = 480 if self.two else 709
        self.lists: list[tuple[_Level, ...]] = []
        self.marks = 0
        self.clauses = [self._clauses(index) for index in range(len(document.codes))]
        self.bullets = self._list(_Level("bullet", "–", 284, 284))
        self.rules = [self._list(_Level("decimal", "T.%1", self.left, self.left)) for _ in document.codes]
        self.entries: list[int] = []
        self.style_lists = {
            **dict.fromkeys(("Article", "Clause", "ClauseItem"), self.clauses[0]),
            **dict.fromkeys(("Definition", "Example"), self.bullets),
        }

    # Lists.

    def _list(self, *levels: _Level) -> int:
        self.lists.append(levels)
        return len(self.lists)

    def _clauses(self, language: int) -> int:
        """Articles, clauses and items: three levels, numbered as the labels of the document are."""
        left = self.left
        article, item = self._pattern("article", language), self._pattern("item", language)
        style = ("Article", "Clause", "ClauseItem") if language == 0 else ("", "", "")
        return self._list(
            _Level("decimal", article, left, left, style[0]),
            _Level("decimal", "%1.%2", left, left, style[1]),
            _Level("lowerLetter", item, left + 400, 400, style[2]),
        )

    def _pattern(self, what: str, language: int) -> str:
        """The label of the first article or item, with the place where Word counts."""
        for row in self.document.rows:
            for paragraph in row.cells[language]:
                if what == "article" and row.kind == "article":
                    return paragraph.label.replace(row.number, "%1", 1)
                if what == "item" and paragraph.role == "item":
                    return paragraph.label.replace("a", "%3", 1)
        return "%1." if what == "article" else "(%3)"

    def numbering(self) -> str:
        """The part with all lists."""
        kinds = "".join(
            f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="{"multilevel" if len(levels) > 1 else "singleLevel"}"/>'
            + "".join(_level(at, level) for at, level in enumerate(levels))
            + "</w:abstractNum>"
            for number, levels in enumerate(self.lists, 1)
        )
        used = "".join(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number in range(1, len(self.lists) + 1)
        )
        return parts.part("numbering", kinds + used)

    # Body.

    def body(self) -> Iterator[str]:
        """Title, rows, signatures, page."""
        document = self.document
        yield _paragraph("Title", _words(document.title))
        if self.two:
            yield from self._table()
        else:
            for row in document.rows:
                yield from self._cell(row, 0)
        yield from self._signatures()
        yield (
            '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/>'
            '<w:pgMar w:top="1304" w:right="1275" w:bottom="1304" w:left="1275" w:header="624" w:footer="624" w:gutter="0"/></w:sectPr>'
        )

    def _table(self) -> Iterator[str]:
        """The two languages side by side; the names of the languages stand again on each page."""
        half = _WIDTH // 2
        yield (
            f'<w:tbl><w:tblPr><w:tblW w:w="{_WIDTH}" w:type="dxa"/><w:tblBorders>'
            '<w:bottom w:val="single" w:sz="4" w:space="0" w:color="A6A6A6"/>'
            '<w:insideV w:val="single" w:sz="4" w:space="0" w:color="A6A6A6"/></w:tblBorders><w:tblLayout w:type="fixed"/>'
            '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="120" w:type="dxa"/><w:right w:w="120" w:type="dxa"/></w:tblCellMar>'
            f'<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
            f'<w:tblCaption w:val="{escape(self.document.caption, {chr(34): "&quot;"})}"/></w:tblPr>'
            f'<w:tblGrid><w:gridCol w:w="{half}"/><w:gridCol w:w="{half}"/></w:tblGrid>'
        )
        shade = '<w:shd w:val="clear" w:color="auto" w:fill="EDEDED"/>'
        heads = (_paragraph("Column", _words(name, self._language(i))) for i, name in enumerate(self.document.names))
        yield f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(_tc(half, head, shade) for head in heads)}</w:tr>"
        for row in self.document.rows:
            cells = (_tc(half, "".join(self._cell(row, index))) for index in range(len(row.cells)))
            yield f"<w:tr>{''.join(cells)}</w:tr>"
        yield "</w:tbl>"

    def _cell(self, row: Row, language: int) -> Iterator[str]:
        """The paragraphs of a row in one language."""
        if row.kind == "entry" and row.number == "1":
            listed = self._list(_Level("decimal", "%1.", self.left, self.left))
            self.entries[language:] = [listed]
        for paragraph in row.cells[language]:
            if paragraph.role == "main":
                yield _paragraph(_STYLES[row.kind], self._marked(row, paragraph, language), self._number(row, language))
            elif paragraph.role == "item":
                yield self._item(paragraph, language)
            else:
                yield _paragraph("ClauseContinued", self._runs(paragraph.runs, language), f'<w:ind w:left="{self.left}"/>')

    def _number(self, row: Row, language: int) -> str:
        level = 1 if row.kind == "clause" else 0
        match row.kind:
            case "article" | "clause":
                listed = self.clauses[language]
            case "definition" | "example":
                listed = self.bullets
            case "entry":
                listed = self.entries[language]
            case "rule":
                listed = self.rules[language]
            case _:
                return ""
        return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{listed}"/></w:numPr>'

    def _item(self, paragraph: Paragraph, language: int) -> str:
        words = self._runs(paragraph.runs, language)
        if len(paragraph.label.strip("().")) == 1:
            number = f'<w:numPr><w:ilvl w:val="2"/><w:numId w:val="{self.clauses[language]}"/></w:numPr>'
            return _paragraph("ClauseItem", words, number)
        # After z languages count on in their own ways: the label stands as text.
        properties = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr><w:ind w:left="{self.left + 400}" w:hanging="400"/>'
        return _paragraph("ClauseItem", f"{_words(paragraph.label)}<w:r><w:tab/></w:r>{words}", properties)

    def _marked(self, row: Row, paragraph: Paragraph, language: int) -> str:
        """The words, inside the bookmark that references lead to."""
        words = self._runs(paragraph.runs, language)
        if row.kind != "clause":
            return words
        self.marks += 1
        name = self._bookmark(language, row.number)
        return f'<w:bookmarkStart w:id="{self.marks}" w:name="{name}"/>{words}<w:bookmarkEnd w:id="{self.marks}"/>'

    def _bookmark(self, language: int, number: str) -> str:
        return "_" + anchor(self.document, language, number).replace("-", "_")

    def _runs(self, runs: tuple[Run, ...], language: int) -> str:
        return "".join(self._run(run, language) for run in runs)

    def _run(self, run: Run, language: int) -> str:
        if run.kind == "reference" and run.text in self.document.anchors:
            return _field(rf"REF {self._bookmark(language, run.text)} \w \h", run.text, self._language(language))
        term = '<w:rStyle w:val="DefinedTerm"/>' if run.kind == "term" else ""
        return _words(run.text, self._language(language, term))

    def _language(self, language: int, style: str = "") -> str:
        """Which language a run is in, if it is not that of the document."""
        code = self.document.codes[language]
        told = f'<w:lang w:val="{parts.LOCALES.get(code, code)}"/>' if language else ""
        return f"<w:rPr>{style}{told}</w:rPr>" if style or told else ""

    def _signatures(self) -> Iterator[str]:
        """One column for each party, kept together on one page."""
        block = self.document.signatures
        half = _WIDTH // 2
        yield _paragraph("Heading1", _words(block.heading))
        yield (
            f'<w:tbl><w:tblPr><w:tblW w:w="{_WIDTH}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="480" w:type="dxa"/></w:tblCellMar>'
            '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
            f'</w:tblPr><w:tblGrid><w:gridCol w:w="{half}"/><w:gridCol w:w="{half}"/></w:tblGrid>'
        )
        yield _tr("".join(_tc(half, _paragraph("Column", _words(party.role) or _words(" "))) for party in block.parties), header=True)
        name, *others = block.labels
        yield _tr("".join(_tc(half, _line(name, party.name)) for party in block.parties))
        for label in others:
            yield _tr("".join(_tc(half, _line(label, "", label == others[-1])) for _ in block.parties))
        yield '</w:tbl><w:p><w:pPr><w:spacing w:after="0"/></w:pPr></w:p>'


def _level(at: int, level: _Level) -> str:
    style = f'<w:pStyle w:val="{level.style}"/>' if level.style else ""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{level.form}"/>{style}<w:suff w:val="tab"/>'
        f'<w:lvlText w:val="{escape(level.pattern)}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:tabs><w:tab w:val="num" w:pos="{level.left}"/></w:tabs>'
        f'<w:ind w:left="{level.left}" w:hanging="{level.hanging}"/></w:pPr></w:lvl>'
    )


def _paragraph(style: str, content: str, properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def _tr(cells: str, header: bool = False) -> str:
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if header else ''}</w:trPr>{cells}</w:tr>"


def _tc(width: int, content: str, shade: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{content}</w:tc>'


def _line(label: str, filled: str, tall: bool = False) -> str:
    """A label with a line to write on."""
    room = '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="2" w:color="404040"/></w:pBdr>'
    space = f'<w:spacing w:before="{720 if tall else 200}" w:after="0"/>'
    tab = '<w:tabs><w:tab w:val="left" w:pos="1400"/></w:tabs>'
    return _paragraph("SignatureLine", f"{_words(label + ':')}<w:r><w:tab/></w:r>{_words(filled)}", room + tab + space)
