"""Contracts as documents: what stands in a DOCX, a PDF and a page, that data stays data, and what a template may do."""

from __future__ import annotations

import builtins
import io
import re
import zipfile
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import docx as word
import pytest
from click.testing import CliRunner, Result

from clauselang.cli.illustrations import illustrations
from clauselang.cli.main import cli
from clauselang.driver import compile_path, compile_text
from clauselang.evaluate.contract import Contract
from clauselang.prose.documents import template
from clauselang.prose.documents.blocks import Document
from clauselang.prose.documents.content import document
from clauselang.prose.documents.docx import docx
from clauselang.prose.documents.html import html
from clauselang.prose.documents.keys import KEYS
from clauselang.prose.documents.pdf import MISSING, pdf
from clauselang.prose.language import LANGUAGES
from clauselang.prose.write import write
from clauselang.resolve.resolved import Resolved

ROOT = Path(__file__).parents[1]
EXAMPLES = sorted((ROOT / "examples").glob("*/terms*.excl"))
GOLDEN = Path(__file__).parent / "golden" / "documents"
AGREEMENT = Path(__file__).parent / "golden" / "prose" / "ambassador.excl"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
EVIL = (
    'agreement "<script>alert(1)</script> & #set page() $x$ *b* ]]> {{ 7*7 }}"\n  advertiser "</w:t></w:r> <b>&amp; \\"A"\n'
    '  influencer "#eval(\\"1\\")"\n  timezone Europe/Paris\n  signed 2026-01-01\n  posts\n    reel on instagram, planned 2026-03-01\n'
    'exclusivity "<img src=x onerror=alert(2)> #let _x_"\n  brands "<i>#panic()</i>", 1 day after each post\n'
).replace('\\"', "'")  # fmt: skip


def resolved(path: Path) -> Resolved:
    """A file without mistakes."""
    found = compile_path(str(path), meaning=False)
    assert found.usable
    return found.resolved


@pytest.fixture(scope="module")
def file() -> Resolved:
    """An agreement with everything in it."""
    return resolved(AGREEMENT)


def parts(data: bytes) -> dict[str, str]:
    """The texts in a DOCX."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def body(data: bytes) -> ElementTree.Element:
    """The document part as a tree."""
    return ElementTree.fromstring(parts(data)["word/document.xml"])


def said(element: ElementTree.Element) -> str:
    """The text of an element, with what its fields last showed."""
    return "".join(node.text or "" for node in element.iter(f"{W}t"))


def run(*arguments: str, given: str | None = None) -> Result:
    """Call the command line."""
    return CliRunner().invoke(cli, list(arguments), input=given)


# Content.


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_has_the_phrases_of_documents(code: str) -> None:
    """Each key of the list, no other, and no hole that the list does not give."""
    from importlib import import_module

    phrases = import_module(f"clauselang.prose.{code}.document").PHRASES
    assert set(phrases) == set(KEYS)
    for name, text in phrases.items():
        assert set(re.findall(r"\{(\w+)\}", text)) <= set(KEYS[name]), name


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_document_says_what_the_text_says(path: Path, code: str) -> None:
    """Word for word and number for number, the rows of a document are the plain text of `write`."""
    source = resolved(path)
    layout = document(source, (code,))
    told = " ".join(f"{p.label} {p.text}" for row in layout.rows for p in row.cells[0])
    plain = re.sub(r"^- ", "", write(source, code, "text").split("\n", 1)[1], flags=re.M)

    def words(text: str) -> list[str]:
        return [word.strip("=-*–") for word in text.split() if word.strip("=-*–")]

    assert words(told) == words(plain)


def test_two_languages_stand_clause_beside_clause(file: Resolved) -> None:
    """Every row has both languages and one number; a last article says which version prevails."""
    layout = document(file, ("en", "nl"), prevails="nl")
    for row in layout.rows:
        assert len(row.cells) == 2 and row.cells[0] and row.cells[1]
        assert [p.label for p in row.cells[0]] == [p.label for p in row.cells[1]]
    english, dutch = next(row.cells for row in layout.rows if row.number == "5.1")
    assert "the version in Dutch prevails" in english[0].text
    assert "gaat de versie in het Nederlands voor" in dutch[0].text


# DOCX.


def listed(data: bytes) -> list[tuple[str, str]]:
    """Style and text of each paragraph of a DOCX, the text behind the number that Word counts for it."""
    numbering = ElementTree.fromstring(parts(data)["word/numbering.xml"])
    patterns = {
        (one.get(f"{W}abstractNumId"), level.get(f"{W}ilvl")): level.find(f"{W}lvlText").get(f"{W}val")  # type: ignore[union-attr]
        for one in numbering.iter(f"{W}abstractNum")
        for level in one.iter(f"{W}lvl")
    }
    counts: dict[str, list[int]] = {}
    found = []
    for paragraph in body(data).iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        number = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
        label = ""
        if number is not None and number.get(f"{W}val") != "0":
            which = number.get(f"{W}val") or ""
            at = int(paragraph.find(f"{W}pPr/{W}numPr/{W}ilvl").get(f"{W}val"))  # type: ignore[union-attr, arg-type]
            so_far = counts.setdefault(which, [0, 0, 0])
            so_far[at:] = [so_far[at] + 1, *[0] * (2 - at)]
            pattern = patterns[which, str(at)] or ""
            label = pattern.replace("%1", str(so_far[0])).replace("%2", str(so_far[1])).replace("%3", chr(96 + so_far[2])) + " "
        found.append((style.get(f"{W}val") or "" if style is not None else "", label + said(paragraph)))
    return found


@pytest.mark.parametrize("codes", [("en",), ("nl",), ("en", "nl"), ("de", "fr"), ("es",)])
def test_word_counts_to_the_same_numbers(file: Resolved, codes: tuple[str, ...]) -> None:
    """The automatic numbers of articles, clauses, items, entries and rules are those of the contract."""
    layout = document(file, codes)
    shown = sorted(text for style, text in listed(docx(layout)) if style not in ("Definition", "Column", "SignatureLine", "Title", ""))
    expected = sorted(
        f"{p.label} {p.text}".strip() for row in layout.rows if row.kind != "definition" for cell in row.cells for p in cell
    )
    assert [text for text in shown if text != layout.signatures.heading] == expected


def test_references_are_fields_to_bookmarks(file: Resolved) -> None:
    """Each reference is a field whose bookmark exists once and whose cached text is the number."""
    tree = body(docx(document(file, ("en", "nl"))))
    names = [mark.get(f"{W}name") for mark in tree.iter(f"{W}bookmarkStart")]
    ids = [mark.get(f"{W}id") for mark in tree.iter(f"{W}bookmarkStart")]
    assert len(set(names)) == len(names) and len(set(ids)) == len(ids)
    fields = [node.text or "" for node in tree.iter(f"{W}instrText")]
    targets = [found[1] for text in fields if (found := re.fullmatch(r" REF (\S+) \\w \\h ", text))]
    assert len(targets) == len(fields) > 20
    assert set(targets) <= set(names)
    text = parts(docx(document(file, ("en",))))["word/document.xml"]
    assert re.search(r"REF _clause_2_2 .*?separate.*?>2\.2</w:t>", text)
    kinds = [node.get(f"{W}fldCharType") for node in tree.iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", "end"] * len(fields)


def test_terms_are_bold_where_they_are_defined(file: Resolved) -> None:
    """The parties and each defined term, in the style for them, and nothing else."""
    found = word.Document(io.BytesIO(docx(document(file, ("en",)))))
    bold = [run.text for paragraph in found.paragraphs for run in paragraph.runs if run.style.name == "Defined Term"]
    assert bold == ["Advertiser", "Influencer", "Post", "Sponsored Content", "Gifted Content", "mentions", "shows", "Product", "Account",
                    "Term", "Campaign", "Usage Period", "Base Fee"]  # fmt: skip


def test_a_docx_is_sound(file: Resolved) -> None:
    """Every part is XML, every style and list that is used exists, and properties stand in the order of the schema."""
    order = ["pStyle", "keepNext", "keepLines", "numPr", "pBdr", "tabs", "spacing", "ind", "jc", "outlineLvl"]
    for codes in (("en",), ("en", "nl")):
        data = docx(document(file, codes, examples=illustrations(file)))
        found = {name: ElementTree.fromstring(text) for name, text in parts(data).items()}
        styles = {style.get(f"{W}styleId") for style in found["word/styles.xml"].iter(f"{W}style")}
        lists = {number.get(f"{W}numId") for number in found["word/numbering.xml"].findall(f"{W}num")}
        for tree in found.values():
            assert {style.get(f"{W}val") for style in tree.iter(f"{W}pStyle")} <= styles
            assert {number.get(f"{W}val") for number in tree.iter(f"{W}numId")} <= {*lists, "0"}
            for properties in tree.iter(f"{W}pPr"):
                places = [order.index(child.tag.removeprefix(W)) for child in properties]
                assert places == sorted(places)
        for cell in found["word/document.xml"].iter(f"{W}tc"):
            assert cell[-1].tag == f"{W}p"
        opened = word.Document(io.BytesIO(data))
        assert opened.core_properties.title == "Sonar ambassador 2026"
        assert [node.text for node in found["word/footer1.xml"].iter(f"{W}instrText")] == [" PAGE ", " NUMPAGES "]


def test_the_signature_block(file: Resolved) -> None:
    """Both parties, with their names and room for place, date and signature, in both languages."""
    tables = word.Document(io.BytesIO(docx(document(file, ("en", "nl"))))).tables
    assert len(tables) == 2
    rows = [[cell.text for cell in row.cells] for row in tables[1].rows]
    assert rows[0] == ["The Advertiser / De Adverteerder", "The Influencer / De Influencer"]
    assert rows[1] == ["Name / Naam:\tAcme Sonar", "Name / Naam:\tRiver Angler"]
    assert [row[0] for row in rows[2:]] == ["Place / Plaats:\t", "Date / Datum:\t", "Signature / Handtekening:\t"]


def test_no_placeholder_is_left(file: Resolved) -> None:
    """A full agreement leaves nothing to fill in but what is signed by hand."""
    for code in LANGUAGES:
        layout = document(file, (code,))
        shown = "".join(said(ElementTree.fromstring(text)) for text in parts(docx(layout)).values()) + html(layout).split("</style>")[1]
        assert not re.search(r"\[[^\]]*\]|\{|\}|[\ue000-\uf8ff]|\x00", shown)


def test_a_list_longer_than_the_alphabet() -> None:
    """After (z) the letters stand as text, since languages and Word go on differently."""
    text = "full, 1 day after first post" + "".join(f', except "case {n}"' for n in range(30)) + "\n"
    found = compile_text(text, meaning=False)
    assert found.usable, found.diagnostics
    items = [text for style, text in listed(docx(document(found.resolved, ("en",)))) if style == "ClauseItem"]
    assert items[25].startswith("(z) ") and items[26].startswith("(aa)")


# PDF.


def test_a_pdf_is_tagged_and_brings_its_fonts(file: Resolved) -> None:
    """Structure, language, title, embedded fonts; the same bytes each time."""
    for codes in (("en",), ("en", "nl")):
        layout = document(file, codes)
        data = pdf(layout)
        assert data.startswith(b"%PDF-1.7") and data == pdf(layout)
        for mark in (b"/StructTreeRoot", b"/MarkInfo", b"/Lang", b"/FontFile3", b"pdfuaid"):
            assert mark in data, mark
        assert b"CreationDate" not in data and b"/JavaScript" not in data


def test_without_the_library_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No traceback, exit code 2, and no file."""
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "typst":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    result = run("prose", str(AGREEMENT), "--out", str(tmp_path / "a.pdf"))
    assert (result.exit_code, result.stderr) == (2, f"clauselang: {MISSING}\n")
    assert list(tmp_path.iterdir()) == []


# HTML.


class _Page(HTMLParser):
    """Checks that elements close in order; collects them."""

    VOID = frozenset({"meta", "br"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element starts."""
        self.found.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """An element ends."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Text that a reader sees."""
        if not {"style", "title"} & set(self.open):
            self.text += data


@pytest.mark.parametrize("codes", [("en",), ("en", "nl")])
def test_a_page_is_whole_and_accessible(file: Resolved, codes: tuple[str, ...]) -> None:
    """Well formed; a language; headings in order; links that lead somewhere; nothing that runs or is loaded."""
    page = _Page(html(document(file, codes, examples=illustrations(file))))
    tags = [tag for tag, _ in page.found]
    assert page.found[0] == ("html", {"lang": codes[0]})
    assert not {"script", "img", "link", "iframe", "object", "form"} & set(tags)
    assert not any(name.startswith("on") or name in ("src", "style") for _, attributes in page.found for name in attributes)
    levels = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1 and levels.count(1) == 1 and all(b - a <= 1 for a, b in pairwise(levels))
    ids = [attributes["id"] for _, attributes in page.found if "id" in attributes]
    links = [attributes["href"] or "" for tag, attributes in page.found if tag == "a"]
    assert len(set(ids)) == len(ids) and links and {link.removeprefix("#") for link in links} <= set(ids)
    if len(codes) == 2:
        heads = [attributes for tag, attributes in page.found if tag == "th" and attributes.get("scope") == "col"]
        assert [head["lang"] for head in heads] == list(codes)
        assert tags.count("caption") == 3
    assert "2.3" in page.text and "River Angler" in page.text


# Data stays data.


def test_names_are_never_markup() -> None:
    """Titles and brands with markup of every kind in them come out as they were written."""
    found = compile_text(EVIL, meaning=False)
    assert found.usable, found.diagnostics
    for codes in (("en",), ("nl", "en")):
        layout = document(found.resolved, codes)
        page = _Page(html(layout))
        tree = body(docx(layout))
        assert "script" not in {tag for tag, _ in page.found} and "img" not in {tag for tag, _ in page.found}
        for shown in (page.text, said(tree)):
            assert "<script>alert(1)</script> & #set page() $x$ *b* ]]> {{ 7*7 }}" in shown
            assert "<i>#panic()</i>" in shown and "<img src=x onerror=alert(2)> #let _x_" in shown
            assert "</w:t></w:r> <b>&amp; 'A" in shown
        assert pdf(layout) == pdf(layout)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_same_file_gives_the_same_bytes(path: Path) -> None:
    """Nothing of the clock and nothing of a set's order enters a document."""
    layouts = [document(source, ("en", "nl"), examples=illustrations(source)) for source in (resolved(path), resolved(path))]
    for made in (docx, html, pdf):
        one, other = map(made, layouts)
        assert one == other


@pytest.mark.parametrize("codes", ["en", "en,nl"])
def test_golden_pages(file: Resolved, codes: str) -> None:
    """The page and the body of the DOCX of the full agreement, to be read in a review."""
    layout: Document = document(file, codes.split(","))
    name = codes.replace(",", "-")
    text = parts(docx(layout))["word/document.xml"].replace("<w:p>", "\n<w:p>")
    assert html(layout) == (GOLDEN / f"ambassador.{name}.html").read_text("utf-8")
    assert text == (GOLDEN / f"ambassador.{name}.document.xml").read_text("utf-8")


# Worked examples.


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_limits_are_judged(path: Path) -> None:
    """Every limit is one instant or one second away from the other side, and the evaluator agrees with its role."""
    source = resolved(path)
    contract, _ = Contract.of(source)
    found = illustrations(source)
    numbers = {clause.number for clause in source.clauses}
    assert any(example.role == "first" for example in found) or not contract.norms.norms
    for example in found:
        if example.role:
            assert example.clause in numbers
            assert (example.verdict in ("violation", "misstatement")) == (example.role in ("first", "last"))
    assert [e.group for e in found if e.group] == [s.title.text for s in source.scenarios for _ in s.examples]


def test_a_creator_sees_the_clause_on_dates() -> None:
    """Last permitted, first prohibited, the same at the end, and an excepted format."""
    result = run("prose", str(ROOT / "examples" / "stories-free" / "terms.excl"), "--illustrate", "--to", "text")
    assert result.exit_code == 0
    for words in (
        "Last permitted moment before the period: Paid content for another brand in the category “coffee” in the form of Instagram reels, "
        "published: 23:59:59 on 30 September 2026 (time zone of this agreement); permitted.",
        "First prohibited moment: Paid content for another brand in the category “coffee” in the form of Instagram reels, "
        "published: 00:00 on 1 October 2026 (time zone of this agreement); prohibited by clause 1.1.",
        "Within the period, but excepted: Paid content for another brand in the category “coffee” in the form of Instagram stories",
    ):
        assert words in result.stdout


# Templates.


def test_a_text_template_is_filled(tmp_path: Path) -> None:
    """Variables, loops and conditions work; in HTML values are escaped."""
    path = tmp_path / "own.html"
    loop = "{% for a in articles %}{% if a.title %}<p>{{ a.number }} {{ a.clauses[0].text }}</p>{% endif %}{% endfor %}"
    path.write_text("<h1>{{ advertiser }}</h1>" + loop + "{{ clauses['2.3']|upper }}{{ definitions|join('\n') }}", "utf-8")
    result = run("prose", str(AGREEMENT), "--template", str(path))
    assert result.exit_code == 0, result.output
    assert "<h1>Acme Sonar</h1>" in result.stdout and "<p>2 For each Post on Instagram" in result.stdout
    path.write_text("<p>{{ title }}</p>", "utf-8")
    evil = run("prose", "-", "--template", str(path), given=EVIL)
    assert "<p>&lt;script&gt;alert(1)" in evil.stdout and "{{ 7*7 }}" in evil.stdout


def test_a_docx_template_is_filled(tmp_path: Path, file: Resolved) -> None:
    """A tag is found also where Word cut it into pieces; values are text; lines break."""
    made = word.Document()
    paragraph = made.add_paragraph("Between {{ advert")
    paragraph.add_run("iser }} and ").bold = True
    paragraph.add_run("{{ influencer }}").italic = True
    made.add_paragraph("{% for c in articles[0].clauses %}{{ c.number }} ")
    made.paragraphs[-1].add_run("{{ c.text }}\n{% endfor %}")
    made.add_paragraph("Untouched & plain")
    made.save(str(tmp_path / "own.docx"))
    own, out = str(tmp_path / "own.docx"), str(tmp_path / "out.docx")
    result = run("prose", "-", "--template", own, "--out", out, given=EVIL)
    assert result.exit_code == 0, result.output
    lines = [paragraph.text for paragraph in word.Document(out).paragraphs]
    assert lines[0].startswith("Between </w:t></w:r> <b>&amp; 'A and #eval")
    assert lines[1].startswith("1.1 For each Post, from the moment")
    assert lines[2] == "Untouched & plain"


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__ }}", "{{ title.__class__.__mro__ }}", "{{ title['__class__'] }}", "{{ self }}", "{{ articles.append(1) }}",
        "{% include 'a' %}", "{% import 'a' as b %}", "{% extends 'a' %}", "{% set x = title ~ title %}", "{{ title * 9999999 }}",
        "{{ 9 ** 9 ** 9 }}", "{% for i in range(9) %}{% endfor %}", "{{ title|format(1) }}", "{{ title|attr('upper') }}",
        "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", "{% filter upper %}x{% endfilter %}", "{{ title", "{% for %}", "{{ nothing }}",
        "{% for a in contract %}{% for b in contract %}{% for c in contract %}{% endfor %}{% endfor %}{% endfor %}",
        "{% for a in contract %}{% for b in articles %}{{ contract }}{% endfor %}{% endfor %}", "{{ title.format(1) }}", "{{ 1 / 0 }}",
        "{{ clauses.items }}", "{{ articles }}", "{% for x in title recursive %}{% endfor %}", "{{ loop }}", "{{ title|join(articles) }}",
        "{% for a in articles %}" * 30 + "{% endfor %}" * 30, "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}", "{{ " + "9" * 5000 + " }}",
        "{% for a in contract %}{% if contract|join(contract) %}{% endif %}{% endfor %}", "{{ contract|join(contract)|join(contract) }}",
        "x" * (template.MAX_TEMPLATE + 1),
    ],
)  # fmt: skip
def test_a_template_can_do_nothing_else(text: str, tmp_path: Path) -> None:
    """Everything but reading, choosing and repeating is refused in one sentence, and soon."""
    path = tmp_path / "own.txt"
    path.write_text(text, "utf-8")
    result = run("prose", str(AGREEMENT), "--template", str(path))
    assert result.exit_code == 2, result.output
    assert result.stderr.startswith("clauselang: own.txt: the template") and result.stderr.count("\n") == 1


@pytest.mark.parametrize("data", [b"PK\x03\x04 no archive", b"PK"])
def test_a_broken_docx_template_is_said(data: bytes, tmp_path: Path) -> None:
    """A file that only looks like a DOCX gets one sentence."""
    (tmp_path / "own.docx").write_bytes(data)
    result = run("prose", str(AGREEMENT), "--template", str(tmp_path / "own.docx"), "--out", str(tmp_path / "out.docx"))
    assert (result.exit_code, result.stderr) == (2, "clauselang: own.docx: the template is no DOCX that can be read\n")


# The command.


def test_the_form_follows_the_name_of_the_file(tmp_path: Path) -> None:
    """`--out a.docx` writes a DOCX; `--to` decides where it is given; a folder that is not there is said."""
    for name, start in (("a.docx", b"PK"), ("a.pdf", b"%PDF"), ("a.html", b"<!DOCTYPE"), ("a.md", b"# Sonar"), ("a.txt", b"SONAR")):
        result = run("prose", str(AGREEMENT), "--out", str(tmp_path / name))
        assert (result.exit_code, result.output) == (0, "")
        assert (tmp_path / name).read_bytes().upper().startswith(start.upper())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.docx", "a.html", "a.md", "a.pdf", "a.txt"]
    missing = run("prose", str(AGREEMENT), "--out", str(tmp_path / "no" / "a.docx"))
    assert missing.exit_code == 2 and "`a.docx` cannot be written: no such file or directory" in missing.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["--lang", "en,xx"], ["--lang", "en,en"], ["--lang", "en,nl,en"], ["--prevails", "en"], ["--lang", "en,nl", "--prevails", "de"],
        ["--lang", "en,nl", "--to", "text"], ["--template", "x.txt", "--to", "md"], ["--template", "x.txt", "--lang", "en,nl"],
    ],
)  # fmt: skip
def test_wrong_usage(arguments: list[str]) -> None:
    """Exit code 2 and a sentence."""
    result = run("prose", str(AGREEMENT), *arguments)
    assert result.exit_code == 2 and "Error: " in result.stderr


def test_two_languages_in_markdown() -> None:
    """A table with a column for each language."""
    result = run("prose", str(AGREEMENT), "--lang", "en,nl")
    lines = result.stdout.splitlines()
    assert lines[2:4] == ["| English | Nederlands |", "| --- | --- |"]
    assert all(len(re.findall(r"(?<!\\)\|", line)) == 3 for line in lines[2:])
