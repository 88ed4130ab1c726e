"""The README is run: its files are written, its commands typed, its output compared (or renewed, as the corpus is)."""

from __future__ import annotations

import os
import re
from pathlib import Path

from clauselang.cli.main import COMMANDS
from tests.console import ROOT, install, renewed, write_files

README = (ROOT / "README.md").read_text("utf-8")


def test_the_readme_shows_real_output(tmp_path: Path) -> None:
    """Every console block that calls the tool prints what it shows."""
    folder, programs = tmp_path / "work", install(tmp_path)
    folder.mkdir()
    write_files(README, folder)

    now = renewed(README, folder, programs)

    if os.environ.get("CLAUSELANG_ACCEPT"):
        (ROOT / "README.md").write_text(now, "utf-8")
    assert now == README


def test_the_readme_names_every_command() -> None:
    """The table of commands is complete."""
    assert [command for command in COMMANDS if f"`clauselang {command} " not in README] == []


def test_links_lead_somewhere() -> None:
    """Every relative link of the README exists."""
    assert [target for target in re.findall(r"\]\(([^)#]+)\)", README) if not (ROOT / target).exists()] == []
