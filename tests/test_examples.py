"""The examples: every campaign lints, passes its scenarios and says what its files and its README show.

`python -m tests.test_examples` writes the expected files and the console blocks anew, after a wanted change; read the
difference before keeping it.
"""

from __future__ import annotations

import contextlib
import csv
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from clauselang.cli.main import cli

EXAMPLES = Path(__file__).parent.parent / "examples"
FOLDERS = sorted(path.parent for path in EXAMPLES.glob("*/terms.excl"))
TERMS = [path for folder in FOLDERS for path in sorted(folder.glob("terms*.excl"))]
READMES = [EXAMPLES / "README.md", *(folder / "README.md" for folder in FOLDERS)]
WITH_JSON = {"sonar-maker", "childrens-sleep-app", "luxury-fashion-shop"}
CUT = "…"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

in_folders = pytest.mark.parametrize("folder", FOLDERS, ids=[folder.name for folder in FOLDERS])
for_terms = pytest.mark.parametrize("terms", TERMS, ids=[f"{path.parent.name}/{path.stem}" for path in TERMS])


def run(folder: Path, *arguments: str) -> Result:
    """Call the command line inside a folder, as its README tells the reader to."""
    with contextlib.chdir(folder):
        return CliRunner().invoke(cli, list(arguments))


def check(terms: Path, form: str = "table") -> Result:
    """Judge the posts of an example by one of its files."""
    return run(terms.parent, "check", terms.name, "--posts", "posts.csv", "--format", form)


def expected(terms: Path, ending: str) -> Path:
    """`terms-wide.excl` → `expected-wide.txt`."""
    return terms.with_name(terms.stem.replace("terms", "expected", 1) + ending)


def posts(folder: Path) -> list[dict[str, str]]:
    """The rows of an example's feed."""
    with (folder / "posts.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def blocks(readme: Path, language: str) -> list[str]:
    """The fenced blocks of one language."""
    return [body for found, body in _BLOCK.findall(readme.read_text("utf-8")) if found == language]


def pieces(shown: list[str]) -> Iterator[list[str]]:
    """The lines that a block shows, cut where it leaves some out."""
    piece: list[str] = []
    for line in shown:
        if line == CUT:
            yield piece
            piece = []
        else:
            piece.append(line)
    yield piece


def shows(shown: list[str], printed: list[str]) -> bool:
    """Whether a block is what was printed; a line `…` stands for any number of lines."""
    first, *rest = pieces(shown)
    if not rest:
        return first == printed
    if printed[: len(first)] != first:
        return False
    at = len(first)
    *middle, last = rest
    for piece in middle:
        at = next((i for i in range(at, len(printed)) if printed[i : i + len(piece)] == piece), len(printed)) + len(piece)
    return at + len(last) <= len(printed) and printed[len(printed) - len(last) :] == last


def test_there_are_examples() -> None:
    """The folders are found, so that the tests below test something."""
    assert len(FOLDERS) >= 9


@for_terms
def test_lint(terms: Path) -> None:
    """No file of an example has an error."""
    result = run(terms.parent, "lint", terms.name)

    assert result.exit_code == 0, result.output


@for_terms
def test_scenarios(terms: Path) -> None:
    """Every file has scenarios, and all of them pass."""
    result = run(terms.parent, "test", terms.name)

    assert result.exit_code == 0, result.output
    assert re.search(r"^[1-9]\d* passed, 0 failed$", result.stdout, re.MULTILINE)


@for_terms
def test_verdicts(terms: Path) -> None:
    """`check` prints the expected file, and ends with 1 when something is forbidden."""
    result = check(terms)

    assert result.stdout == expected(terms, ".txt").read_text("utf-8")
    forbidden = re.search(r"\d (violation|misstatement)", result.stdout.splitlines()[-1])
    assert result.exit_code == (1 if forbidden else 3)


@pytest.mark.parametrize(
    "terms", [path for path in TERMS if path.parent.name in WITH_JSON], ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def test_verdicts_as_json(terms: Path) -> None:
    """`check --format json` prints the expected file."""
    assert check(terms, "json").stdout == expected(terms, ".json").read_text("utf-8")


@pytest.mark.parametrize("readme", READMES, ids=[readme.parent.name for readme in READMES])
def test_readme(readme: Path) -> None:
    """What a README shows on a console is what the reader will see; what it shows of the terms stands in them."""
    for block in blocks(readme, "console"):
        command, *shown = block.splitlines()
        program, *arguments = shlex.split(command.removeprefix("$ "))
        assert program == "clauselang"
        assert shows(shown, run(readme.parent, *arguments).stdout.splitlines()), command
    sources = [path.read_text("utf-8") for path in readme.parent.glob("*.excl")]
    for block in blocks(readme, "excl"):
        assert any(block.strip("\n") in source for source in sources), block


@in_folders
def test_feed(folder: Path) -> None:
    """A feed is long and varied enough to teach something, and not everything in it is known."""
    rows = posts(folder)

    assert len(rows) >= 24
    assert len({row["id"] for row in rows}) == len(rows)
    assert len({row["platform"] for row in rows if row["platform"]}) >= 3
    assert any(not row[column] for row in rows for column in ("kind", "format", "category"))
    assert any(row["text"].startswith("=") for row in rows)
    assert any('"' in row["text"] for row in rows)


@for_terms
def test_variety(terms: Path) -> None:
    """Each file judges the feed in at least three different ways."""
    table = expected(terms, ".txt").read_text("utf-8").splitlines()[:-2]

    assert len({line.split()[1] for line in table}) >= 3


def test_the_list() -> None:
    """The README of the examples lists each of them once."""
    listed = re.findall(r"\]\(([\w-]+)/\)", (EXAMPLES / "README.md").read_text("utf-8"))

    assert sorted(listed) == [folder.name for folder in FOLDERS]


def rewritten(block: str, folder: Path) -> str:
    """A console block with each line it shows as it is printed now, found by its first word."""
    command, *shown = block.splitlines()
    printed = run(folder, *shlex.split(command.removeprefix("$ "))[1:]).stdout.splitlines()
    if CUT not in shown:
        return "\n".join([command, *printed, ""])
    by_word = {line.split()[0]: line for line in reversed(printed) if line.strip()}
    lines = [line if line == CUT or not line.strip() else by_word.get(line.split()[0], line) for line in shown]
    if lines[-1].split()[1:2] == ["posts:"]:
        lines[-1] = printed[-1]
    return "\n".join([command, *lines, ""])


def main() -> None:
    """Write the expected files and the console blocks of the READMEs anew."""
    for terms in TERMS:
        expected(terms, ".txt").write_text(check(terms).stdout, "utf-8", newline="\n")
        if terms.parent.name in WITH_JSON:
            expected(terms, ".json").write_text(check(terms, "json").stdout, "utf-8", newline="\n")
    for readme in READMES:
        text = readme.read_text("utf-8")
        for block in blocks(readme, "console"):
            text = text.replace(block, rewritten(block, readme.parent))
        readme.write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    main()
