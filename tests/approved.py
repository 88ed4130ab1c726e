"""Texts that were read and approved, in files under `tests/golden/`; `CLAUSELANG_ACCEPT=1` writes them anew, to be read again."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

GOLDEN = Path(__file__).parent / "golden"
_MARK = "=== "


@lru_cache(maxsize=64)
def sections(path: Path) -> dict[str, str]:
    """The parts of a file, each under a line `=== title`."""
    parts = path.read_text("utf-8").split(f"\n{_MARK}") if path.is_file() else []
    found = [part.removeprefix(_MARK).partition("\n") for part in parts if part.strip()]
    return {title: body.strip("\n") for title, _, body in found}


def approved(path: Path, title: str, text: str) -> str:
    """What the file has under a title, for `text` to be held against."""
    if os.environ.get("CLAUSELANG_ACCEPT"):
        known = {**sections(path), title: text}
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n\n".join(f"{_MARK}{name}\n{body}" for name, body in known.items()) + "\n", "utf-8")
        sections.cache_clear()
    return sections(path).get(title, "")
