"""The package: its generated files, its version, its entry point."""

import importlib
import tomllib
from pathlib import Path
from typing import Any

import clauselang
from clauselang import bootstrap

ROOT = Path(__file__).resolve().parents[1]


def project() -> dict[str, Any]:
    """The metadata that the wheel is built with."""
    table: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return table


def test_generated_files_are_fresh() -> None:
    """The checked-in tables are what `grammar/` and `stdlib/` say now; if not, run `make generate`."""
    assert bootstrap.main(["--check"]) == 0


def test_version_is_said_once() -> None:
    """The package and its metadata give the same version."""
    assert project()["version"] == clauselang.__version__


def test_console_script_exists() -> None:
    """The command that an installation puts on the path leads to a function."""
    module, function = project()["scripts"]["clauselang"].split(":")
    assert callable(getattr(importlib.import_module(module), function))
