"""The bytes of a document → its lines; what form it has is seen from the bytes first and from the name second."""

from __future__ import annotations

from clauselang.prose.verify.lines import Extracted, Unusable, bounded

_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def is_laid_out(data: bytes, name: str) -> bool:
    """Whether a document is more than text: DOCX, PDF or HTML."""
    ending = name.lower().rpartition(".")[2]
    return data.startswith((b"PK", _OLD_WORD)) or b"%PDF-" in data[:1024] or ending in ("docx", "pdf") or _is_html(data[:400], ending)


def _is_html(start: bytes, ending: str) -> bool:
    first = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return ending in ("html", "htm", "xhtml") or first.startswith((b"<!doctype html", b"<html"))


def extract(data: bytes, name: str) -> Extracted:
    """Read a document. Raises `Unusable`."""
    ending = name.lower().rpartition(".")[2]
    if data.startswith(_OLD_WORD):
        raise Unusable("the file is a DOC of an old Word, or a DOCX with a password: save it as DOCX without a password")
    if data.startswith(b"PK"):
        from clauselang.prose.verify.word import from_docx

        after, before = from_docx(data)
        return Extracted("docx", bounded(after), bounded(before) if before is not None else None)
    if b"%PDF-" in data[:1024]:
        from clauselang.prose.verify.pdf import columns, from_pdf

        return Extracted("pdf", bounded(from_pdf(data)), loose=True, columns=lambda: bounded(columns(data)))
    if ending in ("docx", "pdf"):
        raise Unusable(f"the file is no {ending.upper()} that can be read")
    return _of_text(_decoded(data), ending)


def _decoded(data: bytes) -> str:
    try:
        wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        raise Unusable("the file is neither DOCX nor PDF, nor text in UTF-8") from None
    if "\x00" in text:
        raise Unusable("the file is neither DOCX nor PDF, nor text in UTF-8")
    return text


def _of_text(text: str, ending: str) -> Extracted:
    from clauselang.prose.verify import texts

    start = text.lstrip()[:200].lower()
    if _is_html(start.encode(), ending):
        return Extracted("html", bounded(texts.from_html(text)))
    if ending in ("md", "markdown") or (ending != "txt" and (start.startswith("# ") or "\n## " in text)):
        return Extracted("md", bounded(texts.from_markdown(text)))
    return Extracted("text", bounded(texts.from_text(text)))
