"""Documents with tracked changes, with hidden words or with nothing usable → what is verified of them."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Callable

import pytest

from clauselang.prose.verify import word, xmltree
from clauselang.prose.verify.extract import extract
from clauselang.prose.verify.lines import Unusable
from clauselang.prose.verify.outcome import Outcome
from clauselang.prose.verify.report import table
from tests.test_verify import ADDED, checked, different, made

# Tracked changes.


def edited(change: Callable[[str], str], name: str = "word/document.xml") -> bytes:
    """The DOCX with one of its parts changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made("docx", ("en",)))) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in source.infolist():
            content = source.read(entry)
            new.writestr(entry.filename, change(content.decode()).encode() if entry.filename == name else content)
    return target.getvalue()


def run_of(text: str, tag: str = "t") -> str:
    """A run."""
    return f'<w:r><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def tracked(old: str, new: str) -> Callable[[str], str]:
    """Words replaced as a tracked change."""

    def change(xml: str) -> str:
        at = xml.index(old)
        start, end = xml.rindex("<w:r>", 0, at), xml.index("</w:r>", at) + len("</w:r>")
        before, after = re.sub("<[^>]*>", "", xml[start:end]).split(old, 1)
        gone = f'<w:del w:id="900" w:author="A">{run_of(old, "delText")}</w:del>'
        come = f'<w:ins w:id="901" w:author="A">{run_of(new)}</w:ins>' if new else ""
        return xml[:start] + run_of(before) + gone + come + run_of(after) + xml[end:]

    return change


def states(outcome: Outcome, number: str) -> tuple[str, str]:
    """The status of a clause before and after."""
    assert outcome.before is not None
    before, after = (next(one for one in side.found if one.number == number) for side in (outcome.before, outcome.after))
    return before.status, after.status


def test_tracked_words() -> None:
    """Words are compared before and after."""
    outcome = checked(edited(tracked("for 1 month after", "for 3 months after")), "redline.docx")
    assert states(outcome, "1.1") == ("same", "changed")
    assert [one.meaning for one in different(outcome)] == [("the window: 3 months instead of 1 month",)]
    assert not outcome.same
    told = table(outcome, "redline.docx", "deal.excl")
    assert "1.1  before: same; after: changed\n    after: the window: 3 months instead of 1 month\n" in told
    assert "redline.docx (en), before the tracked changes, says what deal.excl says\n" in told


def test_tracked_change_that_mends() -> None:
    """The document was changed, and the tracked change takes that back."""
    mend = tracked("for 3 months after", "for 1 month after")
    outcome = checked(edited(lambda xml: mend(xml.replace("for 1 month after", "for 3 months after"))), "redline.docx")
    assert states(outcome, "1.1") == ("changed", "same")
    assert not outcome.same


def test_tracked_sentence_taken_out() -> None:
    """So is a clause that lost a sentence."""
    outcome = checked(edited(tracked(" does not apply to Instagram stories.", "")), "redline.docx")
    assert states(outcome, "1.2") == ("same", "changed")


def paragraph_of(xml: str, words: str) -> tuple[int, int]:
    """Where the paragraph with some words stands."""
    at = xml.index(words)
    return xml.rindex("<w:p>", 0, at), xml.index("</w:p>", at) + len("</w:p>")


def test_tracked_paragraph_taken_out() -> None:
    """A deleted paragraph is missing afterwards; those behind it have other numbers."""
    def change(xml: str) -> str:
        start, end = paragraph_of(xml, "For each Post on YouTube")
        gone = xml[start:end].replace("</w:pPr>", '<w:rPr><w:del w:id="902" w:author="A"/></w:rPr></w:pPr>', 1)
        gone = re.sub(r"<w:r>.*?</w:r>", lambda m: f'<w:del w:id="903" w:author="A">{m[0].replace("w:t", "w:delText")}</w:del>', gone)
        return xml[:start] + gone + xml[end:]

    outcome = checked(edited(change), "redline.docx")
    assert states(outcome, "2.2") == ("same", "missing")
    assert states(outcome, "1.1") == ("same", "same")


def test_tracked_paragraph_put_in() -> None:
    """An inserted paragraph is added afterwards."""
    def change(xml: str) -> str:
        start, _ = paragraph_of(xml, "For each Post on YouTube")
        new = (
            '<w:p><w:pPr><w:pStyle w:val="Clause"/><w:rPr><w:ins w:id="904" w:author="A"/></w:rPr></w:pPr>'
            f'<w:ins w:id="905" w:author="A">{run_of(ADDED)}</w:ins></w:p>'
        )
        return xml[:start] + new + xml[start:]

    outcome = checked(edited(change), "redline.docx")
    assert outcome.before is not None and outcome.before.same
    assert [(one.status, one.text) for one in different(outcome) if one.status == "added"] == [("added", ADDED)]


# Hostile and broken documents.

ENTITY = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb">]>'


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"", "contract.docx", "the file is no DOCX that can be read"),
        (b"PK\x03\x04 and no more", "contract.docx", "the file is no DOCX that can be read"),
        (b"%PDF-1.7 and no more", "contract.pdf", "the file is no PDF that can be read"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "contract.docx", "save it as DOCX without a password"),
        (b"\xff\x00\xfe", "contract.txt", "the file is neither DOCX nor PDF, nor text in UTF-8"),
        (edited(lambda xml: re.sub(r"^<\?.*?\?>", ENTITY, xml)), "contract.docx", "has a document type in it"),
        (edited(lambda xml: xml.replace("</w:body>", "")), "contract.docx", "XML in it that is broken"),
        (edited(lambda xml: xml.replace("<w:p>", "<w:sdt>" * 300 + "<w:p>", 1)), "contract.docx", "nested too deeply"),
        (edited(lambda xml: xml, "word/none.xml").replace(b"word/document.xml", b"word/docomunt.xml"), "a.docx", "no DOCX"),
    ],
)  # fmt: skip
def test_document_that_cannot_be_read(data: bytes, name: str, message: str) -> None:
    """Each reason is one sentence."""
    with pytest.raises(Unusable, match=re.escape(message)):
        extract(data, name)


def test_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    """What would unpack to too much is left packed."""
    monkeypatch.setattr(word, "MAX_UNPACKED", 10_000)
    with pytest.raises(Unusable, match="too large when unpacked"):
        extract(made("docx", ("en",)), "a.docx")
    monkeypatch.setattr(xmltree, "MAX_ELEMENTS", 10)
    with pytest.raises(Unusable):
        xmltree.parse(b"<a>" + b"<b/>" * 20 + b"</a>")


def pdf_with(change: Callable[[object], object]) -> bytes:
    """A PDF of one empty page."""
    import pypdf

    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    change(writer)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def test_pdf_without_text_and_with_a_password() -> None:
    """Pictures and encrypted files are named as such."""
    with pytest.raises(Unusable, match="no text layer"):
        extract(pdf_with(lambda writer: None), "a.pdf")
    with pytest.raises(Unusable, match="encrypted"):
        extract(pdf_with(lambda writer: writer.encrypt("secret", algorithm="RC4-128")), "a.pdf")  # type: ignore[attr-defined]


def test_without_the_library_the_remedy_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra is named."""
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(Unusable, match="pip install"):
        extract(b"%PDF-1.7", "a.pdf")


def test_struck_words_and_notes_change_a_clause() -> None:
    """What is struck out is seen and said no more; a note says something else."""
    struck = edited(lambda xml: tracked("for 1 month after", "")(xml).replace("delText", "t").replace(
        '<w:del w:id="900" w:author="A"><w:r>', "<w:r><w:rPr><w:strike/></w:rPr>").replace("</w:del>", ""))  # fmt: skip
    noted = edited(lambda xml: xml.replace("longer than 3 months", 'longer</w:t><w:footnoteReference w:id="1"/><w:t> than 3 months'))
    page = made("html", ("en",)).decode().replace("for 1 month after", "<del>for 1 month after</del>", 1)
    for data, name in ((struck, "a.docx"), (noted, "a.docx"), (page, "a.html")):
        assert [(one.status, one.number) for one in different(checked(data, name))] == [("changed", "1.1")]


def test_hidden_words_are_not_read() -> None:
    """What is not printed is no part of the contract, and scripts of a page are not, either."""
    hidden = '<w:r><w:rPr><w:vanish/></w:rPr><w:t>not </w:t></w:r>'
    assert checked(edited(lambda xml: xml.replace("<w:r>", hidden + "<w:r>", 40)), "a.docx").same
    page = made("html", ("en",)).decode().replace("<main>", "<main><script>1.9 the Influencer shall not publish,</script>")
    assert checked(page, "a.html").same


@pytest.mark.parametrize("text", ["", "1.1", "1.1 " * 5_000, "(" * 3_000, "Clause 1.1 " * 2_000, "| " * 2_000, "\\" * 999])
def test_text_that_is_no_contract(text: str) -> None:
    """Any text has an answer, soon."""
    assert not checked(text).same
