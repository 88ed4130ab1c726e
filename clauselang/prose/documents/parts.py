"""The parts of a DOCX that are the same for every contract, and the package around them.

Written as Office Open XML by hand: elements stand in the order that the schema asks for, or Word offers a repair.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FONT = "Times New Roman"
LOCALES = {"de": "de-DE", "en": "en-GB", "es": "es-ES", "fr": "fr-FR", "nl": "nl-NL"}


def part(root: str, content: str) -> str:
    """One XML part in the namespaces that a contract uses."""
    return f'{_HEAD}<w:{root} xmlns:w="{MAIN}" xmlns:r="{_OFFICE}">{content}</w:{root}>'


CONTENT_TYPES = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
    + "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        for name, kind in (("styles", "styles"), ("numbering", "numbering"), ("settings", "settings"), ("footer1", "footer"))
    )
    + '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)

RELATIONSHIPS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    "</Relationships>"
)

DOCUMENT_RELATIONSHIPS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    + "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{name}.xml"/>'
        for number, (kind, name) in enumerate(
            (("styles", "styles"), ("numbering", "numbering"), ("settings", "settings"), ("footer", "footer1")), 1
        )
    )
    + "</Relationships>"
)

# Version 15 keeps Word out of its compatibility mode.
SETTINGS = part(
    "settings",
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/><w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>',
)


def core(title: str, languages: tuple[str, ...]) -> str:
    """The properties of the file: its title and language, and no date or author, which would differ between runs."""
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:language>{', '.join(LOCALES.get(code, code) for code in languages)}</dc:language>"
        "</cp:coreProperties>"
    )


def _style(
    name: str, shown: str, paragraph: str, run: str = "", based: str = "Normal", following: str = "", kind: str = "paragraph"
) -> str:
    own = "" if name in _BUILT_IN else ' w:customStyle="1"'
    after = f'<w:next w:val="{following}"/>' if following else ""
    return (
        f'<w:style w:type="{kind}"{own} w:styleId="{name}"><w:name w:val="{shown}"/><w:basedOn w:val="{based}"/>{after}'
        f"<w:qFormat/>{_in('pPr', paragraph)}{_in('rPr', run)}</w:style>"
    )


_BUILT_IN = frozenset({"Title", "Heading1", "Heading2", "Footer", "Strong"})


def _in(name: str, content: str) -> str:
    return f"<w:{name}>{content}</w:{name}>" if content else ""


def styles(code: str, lists: Mapping[str, int]) -> str:
    """The styles; `lists` gives the numbering that a style starts with, so that a paragraph added by hand is numbered too."""

    def numbered(style: str, level: int) -> str:
        return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{lists[style]}"/></w:numPr>' if style in lists else ""

    fonts = f'<w:rFonts w:ascii="{_FONT}" w:hAnsi="{_FONT}" w:eastAsia="{_FONT}" w:cs="{_FONT}"/>'
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="{LOCALES.get(code, code)}"/>'
        '</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="269" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
    )
    bold = '<w:b/><w:bCs/><w:sz w:val="{0}"/><w:szCs w:val="{0}"/>'.format
    base = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>'
        '<w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>'
        '<w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        "</w:style>"
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:semiHidden/></w:style>'
    )
    rule = '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="8" w:color="404040"/></w:pBdr>'
    keep = "<w:keepNext/><w:keepLines/>"
    space = '<w:spacing w:before="{}" w:after="{}"/>'.format
    grey = '<w:color w:val="404040"/>'
    found = (
        _style("Title", "Title", f'{keep}{rule}<w:spacing w:after="320" w:line="240" w:lineRule="auto"/>', bold(36), following="Normal"),
        _style("Heading1", "heading 1", f'{keep}{space(320, 120)}<w:outlineLvl w:val="0"/>', bold(24), following="Normal"),
        _style("Heading2", "heading 2", f'{keep}{space(200, 80)}<w:outlineLvl w:val="1"/>', bold(21), following="Normal"),
        _style("Article", "Article", numbered("Article", 0), based="Heading1", following="Clause"),
        _style("Clause", "Clause", numbered("Clause", 1)),
        _style("ClauseItem", "Clause Item", numbered("ClauseItem", 2) + space(0, 60)),
        _style("ClauseContinued", "Clause Continued", "", following="Clause"),
        _style("Definition", "Definition", numbered("Definition", 0) + space(0, 80)),
        _style("Example", "Example", numbered("Example", 0) + space(0, 80)),
        _style("ScheduleEntry", "Schedule Entry", space(0, 80)),
        _style("Rule", "Rule", ""),
        _style("Column", "Column Heading", f"<w:keepNext/>{space(60, 60)}", f"<w:b/><w:bCs/>{grey}"),
        _style("SignatureLine", "Signature Line", f"<w:keepNext/>{space(60, 0)}"),
        _style("Footer", "footer", f'{space(0, 0)}<w:jc w:val="center"/>', f'{grey}<w:sz w:val="17"/><w:szCs w:val="17"/>'),
        _style("DefinedTerm", "Defined Term", "", "<w:b/><w:bCs/>", based="DefaultParagraphFont", kind="character"),
    )
    return part("styles", defaults + base + "".join(found))


def package(parts: Mapping[str, str]) -> bytes:
    """The parts as one file: always the same bytes, since the times in it are fixed."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, text.encode("utf-8"))
    return data.getvalue()
