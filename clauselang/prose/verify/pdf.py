"""The text layer of a PDF → lines, without what stands again on each page. Comments and lines drawn over it are not read."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable
from typing import Any

from clauselang.prose.verify.lines import MAX_CHARACTERS, Line, Unusable, tidy

MAX_PAGES = 500
MISSING = "reading PDF needs the package pypdf; install it with `pip install 'clauselang[documents]'`"
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"})


def from_pdf(data: bytes) -> list[Line]:
    """The lines of all pages. Raises `Unusable`."""
    lines = _joined([[line for line in map(tidy, page.splitlines()) if line] for page in _pages(data, _plain)])
    if not lines:
        raise Unusable("the PDF has no text layer: it holds pictures of pages, which are not read")
    return lines


def columns(data: bytes) -> list[Line]:
    """The lines of the left half of all pages, then those of the right half."""
    pages = _pages(data, _halves)
    halves = ([[tidy(line) for line in page.split("\f")[side].splitlines() if tidy(line)] for page in pages] for side in (0, 1))
    return [line for half in halves for line in _joined(half)]


def _joined(pages: list[list[str]]) -> list[Line]:
    """The lines of pages without what stands again at the head or the foot of another page."""
    edges = Counter(mark for page in pages for mark in {_mark(line) for line in (*page[:1], *page[-1:])})
    return [
        Line(line, starts=False)
        for page in pages
        for at, line in enumerate(page)
        if len(pages) == 1 or at not in (0, len(page) - 1) or edges[_mark(line)] == 1
    ]


def _mark(line: str) -> str:
    """A line of the head or the foot of a page without its numbers."""
    return re.sub(r"\d+", "#", line)


def _plain(page: Any) -> str:
    return str(page.extract_text())


def _halves(page: Any) -> str:
    """The text of the left half and, behind a form feed, that of the right half."""
    middle = float(page.mediabox.left) + float(page.mediabox.width) / 2
    halves: tuple[list[str], list[str]] = ([], [])
    heights = [0.0, 0.0]

    def take(text: str, page_at: Any, text_at: Any, font: Any, size: Any) -> None:
        if not text.strip():
            return
        x, y = (float(page_at[i]) + float(text_at[i]) * float(page_at[j]) for i, j in ((4, 0), (5, 3)))
        side = int(x >= middle)
        if abs(y - heights[side]) > 1:
            halves[side].append("\n")
            heights[side] = y
        halves[side].append(text.replace("\f", " "))

    page.extract_text(visitor_text=take)
    return "\f".join("".join(half) for half in halves)


def _pages(data: bytes, text_of: Callable[[Any], str]) -> list[str]:
    try:
        import logging

        import pypdf
    except ImportError:
        raise Unusable(MISSING) from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it mends on the way is not said
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unusable("the PDF is encrypted: save it without a password")
        if len(reader.pages) > MAX_PAGES:
            raise Unusable(f"the PDF has more than {MAX_PAGES} pages")
        found: list[str] = []
        total = 0
        for page in reader.pages:
            text = text_of(page).translate(_LIGATURES)
            total += len(text)
            if total > MAX_CHARACTERS:
                raise Unusable("the document is too long to compare")
            found.append(text)
        return found
    except Unusable:
        raise
    except Exception:  # broken files break the library in many ways
        raise Unusable("the file is no PDF that can be read") from None
