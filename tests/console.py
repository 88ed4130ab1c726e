"""A Markdown page → its files written, its commands typed, its output compared or renewed.

A fenced block whose info string has a second word is a file of that name; a `console` block holds `$ command` lines,
each followed by what it prints (standard output, then standard error).
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
_BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)


def write_files(page: str, folder: Path) -> None:
    """Write the named blocks of a page."""
    for _, name, text in _BLOCK.findall(page):
        if name:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, "utf-8")


def install(folder: Path) -> Path:
    """Put a `clauselang` command of this checkout into the folder `bin` of `folder`."""
    command = folder / "bin" / "clauselang"
    command.parent.mkdir(exist_ok=True)
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m clauselang.cli.main "$@"\n', "utf-8")
    command.chmod(0o755)
    return command.parent


def type_in(command: str, folder: Path, programs: Path) -> str:
    """What a command prints in a folder."""
    environment = {**os.environ, "PATH": os.pathsep.join([str(programs), os.environ["PATH"]]), "PYTHONPATH": str(ROOT)}
    run = subprocess.run(
        command, shell=True, cwd=folder, env=environment, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    assert "Traceback" not in run.stderr, run.stderr
    return run.stdout + run.stderr


def renewed(page: str, folder: Path, programs: Path) -> str:
    """The page with the output of every command as it is now."""

    def block(match: re.Match[str]) -> str:
        language, _, text = match.groups()
        if language != "console" or "$ clauselang" not in text:
            return match.group()
        shown = "".join(f"$ {command}\n{type_in(command, folder, programs)}" for command, _ in _COMMAND.findall(text))
        return f"```console\n{shown}```"

    return _BLOCK.sub(block, page)
