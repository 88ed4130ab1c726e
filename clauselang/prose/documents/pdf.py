"""A document → PDF: tagged, with its fonts in it, and the same bytes each time. The layout is `contract.typ`."""

from __future__ import annotations

import json
import pkgutil
from typing import Any

import attrs

from clauselang.prose.documents.blocks import Document, Paragraph, Row, Run, anchor

MISSING = "PDF needs the package typst; install it with `pip install 'clauselang[documents]'`"


class Unavailable(Exception):
    """A library that a form of output needs is not there; the message says which and how to get it."""


def pdf(document: Document) -> bytes:
    """The bytes of the file. Raises `Unavailable` without the library."""
    try:
        import typst
    except ImportError:
        raise Unavailable(MISSING) from None
    template = pkgutil.get_data("clauselang.prose.documents", "contract.typ")
    assert template is not None
    data = json.dumps(_data(document), ensure_ascii=False)
    # INVARIANT: fonts of this machine are not seen, or another machine would give another file.
    made = typst.compile(template, sys_inputs={"document": data}, pdf_standards=["ua-1"], ignore_system_fonts=True)
    assert isinstance(made, bytes)
    return made


def _data(document: Document) -> dict[str, Any]:
    """The document as the layout reads it: names of places in it are made here, all else is text."""
    return {
        "codes": document.codes,
        "names": document.names,
        "title": document.title,
        "page": document.page,
        "rows": [_row(document, row) for row in document.rows],
        "signatures": attrs.asdict(document.signatures),
    }


def _row(document: Document, row: Row) -> dict[str, Any]:
    languages = range(len(row.cells))
    return {
        "kind": row.kind,
        "cells": [[_paragraph(document, paragraph, index) for paragraph in row.cells[index]] for index in languages],
        "anchors": [anchor(document, index, row.number) for index in languages],
    }


def _paragraph(document: Document, paragraph: Paragraph, language: int) -> dict[str, Any]:
    return {"runs": [_run(document, run, language) for run in paragraph.runs], "label": paragraph.label, "role": paragraph.role}


def _run(document: Document, run: Run, language: int) -> dict[str, str]:
    found = {"text": run.text, "kind": run.kind}
    if run.kind == "reference" and run.text in document.anchors:
        found["to"] = anchor(document, language, run.text)
    return found
