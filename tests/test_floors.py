"""The house: who imports whom, how long a file may be, how it begins."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "clauselang"
GENERATED = (PACKAGE / "syntax" / "tables.py", PACKAGE / "resolve" / "library.py")
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "_data" not in path.parts)
NAMES = [path.relative_to(ROOT).as_posix() for path in MODULES]


def test_contracts_are_kept() -> None:
    """Higher floors import lower ones and never the reverse, and only the driver opens files."""
    command = "from importlinter.cli import lint_imports_command; lint_imports_command(['--no-cache', '--no-logo'])"
    result = subprocess.run([sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_file_is_short(path: Path) -> None:
    """A file that a person edits has at most 500 lines."""
    lines = len(path.read_text("utf-8").splitlines())
    assert path in GENERATED or lines <= 500, f"{lines} lines: the file does more than one thing"


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_file_says_what_it_is(path: Path) -> None:
    """A file begins with a docstring that says what it turns into what; an empty one has nothing to say."""
    module = ast.parse(path.read_text("utf-8"))
    assert not module.body or ast.get_docstring(module)
