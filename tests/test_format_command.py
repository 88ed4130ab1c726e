"""`clauselang fmt`: files, standard input, what it refuses and leaves as it is."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from clauselang.cli.main import cli
from clauselang.syntax import format

# The command.

UGLY = "CATEGORY sonar,during term # a\n"
NEAT = "category sonar, during term  # a\n"


def fmt(*arguments: str, stdin: str = "") -> Result:
    """Call `clauselang fmt`."""
    return CliRunner().invoke(cli, ["fmt", *arguments], input=stdin)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with an ugly file and a neat one."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "deals").mkdir()
    for name, text in (("deals/ugly.excl", UGLY), ("deals/neat.excl", NEAT)):
        (tmp_path / name).write_bytes(text.encode())
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_fmt_writes(folder: Path) -> None:
    """Files are rewritten in place and only if they change; nothing else is left in the folder."""
    os.utime("deals/neat.excl", (1, 1))
    os.chmod("deals/ugly.excl", 0o640)

    result = fmt("deals")

    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "deals/ugly.excl: formatted\n")
    assert contents(folder) == {"deals/neat.excl": NEAT.encode(), "deals/ugly.excl": NEAT.encode()}
    assert os.stat("deals/neat.excl").st_mtime == 1
    assert stat.S_IMODE(os.stat("deals/ugly.excl").st_mode) == 0o640
    assert (fmt("deals").exit_code, fmt("deals").stderr) == (0, "")


@pytest.mark.parametrize("flags", [["--check"], ["--diff"], ["--check", "--diff"]])
def test_fmt_only_looks(folder: Path, flags: list[str]) -> None:
    """With `--check` or `--diff` nothing is written; `--check` exits with 1, and `--diff` prints a unified diff."""
    before = contents(folder)

    result = fmt(*flags, "deals")

    assert contents(folder) == before
    assert result.exit_code == int("--check" in flags)
    assert result.stderr == ("deals/ugly.excl: would be formatted\n" if "--check" in flags else "")
    difference = f"--- deals/ugly.excl\n+++ deals/ugly.excl\n@@ -1 +1 @@\n-{UGLY}+{NEAT}"
    assert result.stdout == (difference if "--diff" in flags else "")
    assert fmt(*flags, "deals/neat.excl").exit_code == 0
    assert fmt(*flags, "deals/neat.excl").output == ""


def test_fmt_of_standard_input() -> None:
    """`-` reads standard input and writes standard output, whether or not something changes."""
    assert (fmt("-", stdin=UGLY).stdout, fmt("-", stdin=UGLY).exit_code) == (NEAT, 0)
    assert (fmt("-", stdin=NEAT).stdout, fmt("-", stdin=NEAT).exit_code) == (NEAT, 0)
    assert (fmt("--check", "-", stdin=UGLY).stdout, fmt("--check", "-", stdin=UGLY).exit_code) == ("", 1)


def test_fmt_needs_paths() -> None:
    """Without a path the usage is wrong."""
    assert fmt().exit_code == 2


def test_fmt_of_broken_lines(folder: Path) -> None:
    """A file with errors is formatted around them, and the exit code is that of findings."""
    Path("broken.excl").write_text(UGLY + "catgory   x\n", "utf-8")

    result = fmt("broken.excl")

    assert Path("broken.excl").read_text("utf-8") == NEAT + "catgory   x\n"
    assert (result.exit_code, result.stdout) == (1, "")
    assert "`broken.excl` has 1 error" in result.stderr


@pytest.mark.parametrize("flags", [[], ["--check"], ["--diff"]])
def test_fmt_refuses_what_it_cannot_prove(folder: Path, flags: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A result that says something else is not written, the others are, and the exit code is that of trouble."""
    written = format._written
    monkeypatch.setattr(format, "_written", lambda lines: written(lines).replace("solar", "lunar"))
    (folder / "deals" / "bad.excl").write_text("category  solar,  during term\n", "utf-8")
    before = contents(folder)

    result = fmt(*flags, "deals")

    assert result.exit_code == 2
    assert "error[S140]: internal: " in result.stderr
    after = contents(folder)
    assert after["deals/bad.excl"] == before["deals/bad.excl"]
    assert after["deals/ugly.excl"] == (UGLY if flags else NEAT).encode()
    assert list(after) == list(before)


def test_fmt_leaves_no_half_of_a_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the last step fails, the file is the old one and nothing lies beside it."""

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    before = contents(folder)

    result = fmt("deals")

    assert result.exit_code == 2
    assert result.stderr == "clauselang: `deals/ugly.excl` cannot be written: no space left on device\n"
    assert contents(folder) == before


def test_fmt_of_unreadable_files(folder: Path) -> None:
    """What is missing or no text is reported; the other files are formatted."""
    Path("other.excl").write_bytes(b"full, during \xff\n")

    result = fmt("missing.excl", "other.excl", "deals")

    assert result.exit_code == 2
    assert result.stderr.count("error[S135]") == 2
    assert contents(folder)["deals/ugly.excl"] == NEAT.encode()
    assert contents(folder)["other.excl"] == b"full, during \xff\n"


def test_fmt_through_a_link(folder: Path) -> None:
    """A link stays a link; the file that it leads to is formatted."""
    Path("link.excl").symlink_to("deals/ugly.excl")

    assert fmt("link.excl").exit_code == 0
    assert Path("link.excl").is_symlink()
    assert Path("deals/ugly.excl").read_bytes() == NEAT.encode()
