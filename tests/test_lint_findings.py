"""What the rules say, word for word: place, weight, sentence, remedy, notes and fix of every finding in cases and bad files.

The cases of a rule file say whether the rule finds something. Here is what it says, and where its limits lie: in
`tests/golden/lint/edges/` each case stands just inside or just outside a limit, and the findings follow it after `>>>`.
`CLAUSELANG_ACCEPT=1` writes the findings anew, to be read again.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from clauselang.lint.cases import cleaned, run
from clauselang.lint.engine import Linted, lint
from clauselang.lint.fixes import judged
from clauselang.lint.registry import rules
from clauselang.lint.settings import Settings
from clauselang.source import Source
from tests.approved import GOLDEN, approved, sections

ROOT = Path(__file__).parents[1]
BAD = sorted((ROOT / "tests" / "data" / "lint" / "bad").glob("*.excl"))
RULES = {rule.kind.name: rule for rule in rules()}
EDGES = GOLDEN / "lint" / "edges"
CASES = [(path, title) for path in sorted(EDGES.glob("*.txt")) for title in sections(path)]


def said(linted: Linted, code: str | None = None) -> str:
    """The findings, as a reader of the golden files sees them; those of one code, or all."""
    lines = []
    for one in linted.findings:
        if code is None or one.code == code:
            start, end = one.region[:2], one.region[2:]
            lines.append(f"{start[0]}:{start[1]}-{end[0]}:{end[1]} {one.severity} {one.code}: {one.message}")
            lines += [f"  help: {one.help}"] if one.help else []
            lines += [f"  note: {note}" for note in one.notes]
            if one.fix:
                source, begin, finish = one.fix.span
                old = source.text[begin:finish]
                lines.append(f"  {'safe' if one.safe else 'unsafe'} fix: {one.fix.title}: {old!r} at {begin} → {one.fix.replacement!r}")
    return "\n".join(lines) or "nothing"


@pytest.mark.parametrize("name", RULES)
def test_the_words_of_a_rule(name: str) -> None:
    """Each case in which a rule finds something is described as it was approved."""
    rule = RULES[name]
    text = "\n--\n".join(said(run(rule, case.text), rule.kind.code) for case in rule.invalid)

    assert text == approved(GOLDEN / "lint" / f"{rule.kind.group}.txt", f"{rule.kind.code} {name}", text)


def _file(path: Path) -> Linted:
    def load(name: str) -> Source | None:
        file = path.parent / name
        return Source(name, file.read_text("utf-8")) if file.is_file() else None

    return judged(lint(Source(path.name, path.read_text("utf-8")), Settings(), load), load)


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_the_words_in_a_bad_file(path: Path) -> None:
    """All findings of all rules in a bad file, in their order."""
    text = said(_file(path))

    assert text == approved(GOLDEN / "lint" / "bad.txt", path.stem, text)


@pytest.mark.parametrize(("path", "title"), CASES, ids=lambda value: value if isinstance(value, str) else value.stem)
def test_the_limits_of_a_rule(path: Path, title: str) -> None:
    """Just inside its limits a rule finds something, just outside nothing."""
    name, _, _ = title.partition(":")
    before, _, expected = (part.strip("\n") for part in sections(path)[title].partition("\n>>>"))
    linted = run(RULES[name], cleaned(before + "\n"))
    found = said(linted, RULES[name].kind.code)

    assert linted.sound, [finding.message for finding in linted.findings]
    if os.environ.get("CLAUSELANG_ACCEPT"):
        approved(path, title, f"{before}\n>>>\n{found}")
    else:
        assert found == expected
