"""Fixes: which of them are safe, and what a text is after them."""

from __future__ import annotations

from clauselang.diagnostics.diagnostic import Fix, Severity
from clauselang.diagnostics.render.finding import Finding
from clauselang.lint.engine import Linted, lint
from clauselang.lint.fixes import fix, judged
from clauselang.lint.registry import kinds
from clauselang.lint.settings import Choice, Settings
from clauselang.source import Source, Span


def text_of(text: str) -> Source:
    """A file with this text."""
    return Source("a.excl", text)


def test_no_fix_of_a_clause_with_an_error_is_safe() -> None:
    """A window that cannot be has no norm to compare, even where the fix only moves a phrase."""
    text = "category sonar, on youtube, 2026-03-02 through 2026-03-01\n"
    linted = judged(lint(text_of(text), Settings(options=Choice(("l609", "m")))))

    assert [(one.code, one.safe) for one in linted.findings] == [("L609", False), ("M330", None)]


def test_fixes_of_a_file_that_imports() -> None:
    """What it imports is there after every step, so that the next fix can be judged as well."""

    def load(name: str) -> Source | None:
        return text_of("category pikes\n") if name == "more.excl" else None

    def blanks(one: Source) -> Linted:
        """The first two blanks are one too many."""
        at = one.text.find("  ")
        mend = Fix("t", Span(one, at, at + 1), "")
        found = Finding("L101", mend.span, "m", fix=mend, kind=kinds()["L101"], level=Severity.WARNING)
        return Linted(one, (found,) if at >= 0 else ())

    mended = fix(text_of("import more\ncategory  small under pikes\ncategory large  under pikes\n"), blanks, load)

    assert mended.source.text == "import more\ncategory small under pikes\ncategory large under pikes\n"
