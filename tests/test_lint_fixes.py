"""Fixes: which of them are safe, and what a text is after them."""

from __future__ import annotations

import pytest

from clauselang.diagnostics.diagnostic import Fix, Severity
from clauselang.diagnostics.render.finding import Finding
from clauselang.lint.engine import Linted, lint
from clauselang.lint.fixes import fix, judged
from clauselang.lint.meaning import changed, gone, meaning, same
from clauselang.lint.registry import kinds
from clauselang.lint.reread import Reader, apply
from clauselang.lint.rule import Context
from clauselang.lint.settings import Choice, Settings
from clauselang.resolve.imports import no_files
from clauselang.resolve.resolver import resolve
from clauselang.source import Source, Span
from clauselang.syntax import ast
from clauselang.syntax.parser import parse


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


def found_with(source: Source, *fixes: tuple[str, str]) -> Linted:
    """A finding for each pair: the words that its fix takes away, where they stand first, and those that it puts there."""
    findings = []
    for old, new in fixes:
        at = source.text.index(old)
        mend = Fix("t", Span(source, at, at + len(old)), new)
        findings.append(Finding("L101", mend.span, f"{old} {new}", fix=mend, kind=kinds()["L101"], level=Severity.WARNING))
    return Linted(source, tuple(findings))


def test_fixes_outside_of_clauses_are_told_apart() -> None:
    """One that changes a declaration is unsafe; others are not, in the same declaration, in others, and where two touch."""
    text = text_of("category  small under sonar\ncategory tall\ncategory  large\nfull,  during term\n")
    wanted = {
        ("  small", " small"): True, ("sonar", "lures"): False, ("tall", "high"): False, ("  large", " large"): True,
        ("  lar", " lar"): True, ("  during", " during"): True, (",  dur", ", dur"): True,
    }  # fmt: skip

    assert [finding.safe for finding in judged(found_with(text, *wanted)).findings] == list(wanted.values())


def test_a_fix_that_breaks_a_declaration() -> None:
    """It is no fix, and the one in the next declaration is as safe as it was."""
    text = text_of("category small under sonar\ncategory  large\nfull, during term\n")
    linted = judged(found_with(text, ("sonar", "sonnr"), ("  large", " large")))

    assert [(finding.fix is None, finding.safe) for finding in linted.findings] == [(True, None), (False, True)]


def test_fixes_that_do_not_go_together() -> None:
    """Each of two equal exceptions can go, but not both: the first goes alone."""
    text = "full, except stories, during term, except stories\n"

    def one_too_many(source: Source) -> Linted:
        return found_with(source, ("except stories, ", ""), (", except stories\n", "\n")) if source.text == text else Linted(source, ())

    assert fix(text_of(text), one_too_many).source.text == "full, during term, except stories\n"


def test_a_circle_of_fixes_is_left_where_it_closes() -> None:
    """A text that was there before is not mended again, even if it is not the first one."""
    after = {"1": "2", "2": "3", "3": "2"}

    def turning(source: Source) -> Linted:
        return found_with(source, (f"{source.text[6]} month", f"{after[source.text[6]]} month"))

    turned = fix(text_of("full, 1 month after last post\n"), turning, unsafe=True)

    assert (turned.source.text, len(turned.applied)) == ("full, 3 month after last post\n", 2)


def test_of_fixes_that_overlap_the_first_counts() -> None:
    """The others are left out, and those behind them are not."""
    text = text_of("one two three")
    fixes = [Fix("t", Span(text, *place), word) for place, word in (((0, 3), "1"), ((2, 5), "x"), ((8, 13), "3"))]

    assert apply(text.text, fixes) == "1 two 3"


# What is compared.

DEAL = 'agreement "A"\n  advertiser Acme\n  influencer River\n  timezone Europe/Vilnius\n  term 2026-03-01 for 2 months\n'
SWAPPED = DEAL.replace("  timezone Europe/Vilnius\n", "") + "  timezone Europe/Vilnius\n"


@pytest.mark.parametrize(
    ("before", "after", "alike"),
    [
        (DEAL + "full, during term", SWAPPED + "full, during term", True),
        ("full, 2 days after each post on stories", "full, 2 days after each post on reels", False),
        ("full, 2 days after each post on instagram reels", "full, 2 days after each post on instagram stories", False),
        ("full, 2 days after each post on youtube shorts", "full, 48 hours after each post on youtube shorts", False),
        ('full, on reels, during term, except "x"', 'full, during term, on reels, except "x"', True),
        ('full, on reels, during term, except "x"', 'full, during term, on reels, except "y"', False),
        ('full, on reels, during term, except stories but not "x"', 'full, during term, on reels, except stories but not "y"', False),
        ('full, on reels, during term, except "x"', 'full, during term, on reels, except organic but not "x"', False),
        ('full, during term, except "x", except stories', 'full, during term, except "x", except reels', False),
        ("full, from 2026-03-29 03:30 until 2026-04-01 12:00", "full, from 2026-03-29 03:30 until 2026-04-02 12:00", False),
    ],
)
def test_what_changes_the_meaning(before: str, after: str, alike: bool) -> None:
    """The surface that posts stand on does, and what an open exception may free hides no other one; the order of facts does not.

    A time that the clocks of some zone skip proves nothing.
    """
    one, other = (meaning(text_of(f"{text}\n"), no_files) for text in (before, after))

    assert same(one, other) is alike


def test_what_is_gone_of_a_file() -> None:
    """Only what was written once and nowhere any more; a title is no place."""
    before = meaning(text_of("category a\ncategory b\ncategory b\ncategory c\n" + DEAL + "full, during term\n"), no_files)
    after = meaning(text_of("category c\n" + DEAL.replace('"A"', '"B"') + "full, during term\n"), no_files)

    assert [place.text.strip() for place in gone(before, after)] == ["category a"]


def test_fixes_that_reach_into_one_declaration() -> None:
    """Two that meet in the lines of one are read with all the lines that either touches."""
    text = "category one\ncategory two\ncategory three\nfull, during term\n"
    before = meaning(text_of(text), no_files)
    source = before.resolved.module.items[0].span.source  # type: ignore[union-attr]
    places = [(text.index("one"), text.index("two")), (text.index("two") + 3, text.index("three"))]
    fixes = [Fix("t", Span(source, *place), word) for place, word in zip(places, ("uno\ncategory ", "s\ncategory "), strict=True)]

    read, whole = Reader(source, no_files, before).meaning(fixes), meaning(text_of(apply(text, fixes)), no_files)

    assert (read.errors, changed(before, read)) == (whole.errors, changed(before, whole))
    assert [str(item) for item in read.resolved.module.items] == [str(item) for item in whole.resolved.module.items]


# What rules do to a text.


@pytest.mark.parametrize(
    ("text", "phrase", "left"),
    [
        ("full, during term, on instagram", 0, "during term, on instagram"),
        ("full, during term", 0, "during term"),
        ("full, during term", 1, "full"),
        ("none", 0, ""),
    ],
)
def test_a_phrase_goes_with_one_comma(text: str, phrase: int, left: str) -> None:
    """The one behind it where it is the first, the one before it where it is not, and none where it is alone."""
    parsed = parse(text_of(text))
    context = Context(parsed, resolve(parsed)[0])
    (clause,) = context.clauses

    assert apply(text, [context.without_phrase("t", clause, clause.node.phrases[phrase])]) == left


def test_nodes_of_another_tree() -> None:
    """What a rule has made itself, or read elsewhere, can be searched like what stands in the file."""
    parsed = parse(text_of("full, 1 day after last post\n"))
    context = Context(parsed, resolve(parsed)[0])
    other = parse(text_of("full, 2 days before to 3 days after last post\n")).module

    assert [node.parts for node in context.within(other, ast.Duration)] == [((2, "day"),), ((3, "day"),)]
    assert [node.parts for node in context.within(parsed.module, ast.Duration)] == [((1, "day"),)]
