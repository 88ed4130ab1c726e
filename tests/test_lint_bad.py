"""`tests/data/lint/bad/`: files in which every rule finds something."""

import json
from pathlib import Path

from click.testing import CliRunner

from clauselang.cli.main import cli
from clauselang.lint.registry import rules

ROOT = Path(__file__).parents[1]


def test_every_rule_finds_something() -> None:
    """`clauselang lint tests/data/lint/bad/` fires every rule at least once."""
    arguments = ["lint", str(ROOT / "tests" / "data" / "lint" / "bad"), "--advice", "--no-cache", "--output-format", "json-lines"]
    lines = CliRunner().invoke(cli, arguments).output.splitlines()
    found = {json.loads(line)["code"] for line in lines}

    assert [f"{rule.kind.code} {rule.kind.name}" for rule in rules() if rule.kind.code not in found] == []


def test_the_examples_are_clean() -> None:
    """What a rule finds in the examples on purpose is suppressed there with its reason."""
    result = CliRunner().invoke(cli, ["lint", str(ROOT / "examples"), "--no-cache", "--statistics"])
    assert (result.exit_code, result.output) == (0, "14 files: nothing to report\n")
