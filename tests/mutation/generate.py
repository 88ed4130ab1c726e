"""The mutated copy of the repository, in `mutants/`: mutmut's own, made by mutmut."""

from __future__ import annotations

import os
import shutil
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from mutmut.__main__ import create_mutants
from mutmut.configuration import config
from mutmut.mutation.data import SourceFileMutationData
from mutmut.mutation.diff_apply import get_diff_for_mutant

COPY = Path("mutants")
WHOLE = COPY / "whole"  # stands there while no mutant is half written


def generate() -> dict[str, dict[str, str]]:
    """Make or refresh the copy; folder → the full names of its mutants, each with a hash of the function that it changes.

    The working folder is that of pyproject.toml.
    """
    COPY.mkdir(exist_ok=True)
    if not WHOLE.exists():
        for path in config().source_paths:
            shutil.rmtree(COPY / path, ignore_errors=True)
    WHOLE.unlink(missing_ok=True)
    for path in (*config().source_paths, *config().also_copy):
        if path.exists():
            copied(path)
    with redirect_stdout(StringIO()):
        create_mutants(os.cpu_count() or 1)
    WHOLE.touch()
    found: dict[str, dict[str, str]] = {}
    for path in sources():
        data = SourceFileMutationData(path=path)
        data.load()
        for name in data.exit_code_by_key:
            mangled = name.rpartition(".")[2].partition("__mutmut_")[0]
            found.setdefault(path.parts[1], {})[name] = data.hash_by_function_name[mangled]
    return found


def copied(path: Path) -> None:
    """Copy a file or a folder; mutated files stay unless their source is newer, and what is gone goes."""
    target = COPY / path
    if path.is_file():
        shutil.copy2(path, target)
        return
    here = {file.relative_to(path) for file in path.rglob("*") if file.is_file() and "__pycache__" not in file.parts}
    for old in target.rglob("*"):
        if old.is_file() and old.suffix not in (".meta", ".spans", ".pyc") and old.relative_to(target) not in here:
            old.unlink()
    for name in here:
        source, copy = path / name, target / name
        if not copy.exists() or source.stat().st_mtime > copy.stat().st_mtime:
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, copy)


def sources() -> list[Path]:
    """The files that have mutants."""
    return sorted(path for root in config().source_paths for path in root.rglob("*.py") if config().should_mutate(path))


def change(name: str) -> tuple[str, str]:
    """The lines that a mutant takes away, and those that it puts in their place, each without indentation and joined by blanks."""
    module = name.rpartition(".")[0].replace(".", "/")
    path = next(path for path in (Path(f"{module}.py"), Path(module, "__init__.py")) if path.is_file())
    lines = get_diff_for_mutant(name, path=path).splitlines()[2:]
    was = " ".join(line[1:].strip() for line in lines if line.startswith("-"))
    now = " ".join(line[1:].strip() for line in lines if line.startswith("+"))
    return was, now
