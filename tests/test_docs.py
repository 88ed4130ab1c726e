"""The README is run: its files are written, its commands typed, its output compared."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(language: str) -> list[str]:
    """The fenced blocks of one language, in order."""
    return [text for found, text in _BLOCK.findall(README) if found == language]


@pytest.fixture
def shell(tmp_path: Path) -> Path:
    """A folder with the README's files and a `clauselang` command of this checkout."""
    (tmp_path / "deal.excl").write_text(blocks("excl")[0], "utf-8")
    (tmp_path / "posts.csv").write_text(blocks("csv")[0], "utf-8")
    command = tmp_path / "bin" / "clauselang"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m clauselang.cli.main "$@"\n', "utf-8")
    command.chmod(0o755)
    return tmp_path


@pytest.mark.parametrize("block", [block for block in blocks("console") if "clauselang" in block])
def test_console_blocks(block: str, shell: Path) -> None:
    """Every console block prints what it shows."""
    path = os.pathsep.join([str(shell / "bin"), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT)}
    for command, expected in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE):
        run = subprocess.run(command, shell=True, cwd=shell, env=environment, capture_output=True, text=True, check=False)

        assert run.stdout == expected, run.stderr


def test_the_readme_names_every_command() -> None:
    """The table of commands is complete."""
    from clauselang.cli.main import COMMANDS

    assert all(f"`clauselang {command} " in README for command in COMMANDS)


def test_links_lead_somewhere() -> None:
    """Every relative link of the README exists."""
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / target).exists(), target
