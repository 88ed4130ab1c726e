"""Every page under `tests/corpus/` is a test: input, command, expected output, in the words of the domain.

`CLAUSELANG_ACCEPT=1 pytest tests/test_corpus.py` writes the present output into the pages, to be read in the diff.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.console import ROOT, install, renewed, write_files

PAGES = sorted((ROOT / "tests" / "corpus").rglob("*.md"))


@pytest.mark.parametrize("page", PAGES, ids=[page.relative_to(ROOT / "tests" / "corpus").with_suffix("").as_posix() for page in PAGES])
def test_page(page: Path, tmp_path: Path) -> None:
    """The commands of the page print what the page says."""
    text = page.read_text("utf-8")
    folder, programs = tmp_path / "work", install(tmp_path)
    folder.mkdir()
    write_files(text, folder)

    now = renewed(text, folder, programs)

    if os.environ.get("CLAUSELANG_ACCEPT"):
        page.write_text(now, "utf-8")
    assert now == text


def test_every_page_asks_something() -> None:
    """No page without a command, and no corpus without pages for each room."""
    assert all("$ clauselang" in page.read_text("utf-8") for page in PAGES)
    assert {page.parent.name for page in PAGES} >= {"syntax", "resolve", "semantics", "evaluate", "prose"}
