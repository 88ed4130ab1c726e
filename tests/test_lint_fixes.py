"""Fixes: what rules do to a text, which fixes are safe, what is compared, and what a text is after them."""

from __future__ import annotations

import pytest

from clauselang.diagnostics.diagnostic import Fix, Severity
from clauselang.diagnostics.render.finding import Finding
from clauselang.lint.cases import cleaned
from clauselang.lint.engine import Linted, lint
from clauselang.lint.fixes import fix, judged
from clauselang.lint.meaning import changed, gone, meaning, same
from clauselang.lint.registry import kinds, rules
from clauselang.lint.reread import Reader, apply
from clauselang.lint.rule import Context, span, walk
from clauselang.lint.settings import Choice, Settings
from clauselang.resolve.imports import no_files
from clauselang.resolve.resolver import resolve
from clauselang.source import Source, Span
from clauselang.syntax import ast
from clauselang.syntax.parser import parse
from tests.test_lint_parts import DEAL, context


def text_of(text: str) -> Source:
    """A file with this text."""
    return Source("a.excl", text)


def test_fixes_are_applied_from_left_to_right() -> None:
    """Each once; of two that overlap the first; line ends as in the text."""
    text = text_of("one two three")

    def put(start: int, end: int, words: str) -> Fix:
        return Fix("t", Span(text, start, end), words)

    assert apply("one two three", [put(4, 7, "2"), put(0, 3, "1"), put(4, 7, "2"), put(5, 9, "x")]) == "1 2 three"
    assert apply("one two three", [put(0, 3, "1"), put(3, 4, "-")]) == "1-two three"
    assert apply("a\r\nb", [Fix("t", Span(text, 0, 1), "x\ny")]) == "x\r\ny\r\nb"
    assert apply("a\nb", [Fix("t", Span(text, 0, 1), "x\ny")]) == "x\ny\nb"
    assert apply("same", []) == "same"


def test_what_rules_can_do_to_a_text() -> None:
    """Replace, take a phrase out, add one, take lines out, put a line before."""
    text = "exclusivity\n  full, 1 day after last post, on instagram\n  category sonar,\n    1 day after last post\n"
    made = context(text)
    first, second = made.clauses

    def after(one: Fix) -> str:
        assert one.title == "do it"
        return apply(text, [one])

    phrases = first.node.phrases
    assert after(made.replace("do it", phrases[0], "none")) == text.replace("full", "none", 1)
    assert after(made.replace("do it", span(phrases[0]), "x")) == text.replace("full", "x", 1)
    assert after(made.without_phrase("do it", first, phrases[0])) == text.replace("full, ", "", 1)
    assert after(made.without_phrase("do it", first, phrases[1])) == text.replace(", 1 day after last post", "", 1)
    assert after(made.without_phrase("do it", first, phrases[2])) == text.replace(", on instagram", "", 1)
    assert after(made.with_phrase("do it", first, "in NL")) == text.replace("on instagram", "on instagram, in NL", 1)
    assert after(made.without_lines("do it", second.node)) == "exclusivity\n  full, 1 day after last post, on instagram\n"
    assert after(made.without_lines("do it", first.node)) == text.replace("  full, 1 day after last post, on instagram\n", "")
    only = context("full, 1 day after last post")
    assert apply("full, 1 day after last post", [only.without_lines("do it", only.clauses[0].node)]) == ""


def test_nodes_in_the_order_of_the_text() -> None:
    """All nodes of some kinds, phrases with their clause, and what stands inside a node."""
    made = context("full, 1 day before to 2 days after last post\ncategory sonar, 3 days after first post, on instagram\n")

    assert [node.parts[0][0] for node in made.nodes(ast.Duration)] == [1, 2, 3]
    mixed = [type(node).__name__ for node in made.nodes(ast.PostAnchor, ast.Duration)]
    assert mixed == ["Duration", "Duration", "PostAnchor", "Duration", "PostAnchor"]
    assert [(clause.index, type(phrase).__name__) for clause, phrase in made.phrases(ast.Around, ast.After)] == [
        (1, "Around"),
        (2, "After"),
    ]
    assert len(list(made.within(made.clauses[1].node, ast.Duration))) == 1
    assert made.norm(made.clauses[1]) is made.norms[1]
    assert made.deal is None


def test_a_fix_is_applied_until_nothing_is_left() -> None:
    """Safe fixes alone, or all; what was applied is told; a text without fixes stays as it is."""
    text = "category sonar, 1 month after last post, in NL and nl\ncategory sonar, 60 days after first post, in BE and be\n"
    chosen = Settings(options=Choice(("l220", "l102")))
    safe, every = (fix(text_of(text), lambda one: lint(one, chosen), unsafe=unsafe) for unsafe in (False, True))

    assert safe.source.text == text.replace(" and nl", "").replace(" and be", "")
    assert [one.code for one in safe.applied] == ["L220", "L220"]
    assert [one.code for one in safe.linted.findings] == ["L102"]
    assert every.source.text == safe.source.text.replace("60 days", "2 months")
    assert sorted(one.code for one in every.applied) == ["L102", "L220", "L220"]
    untouched = fix(text_of("full, 1 day after last post\n"), lambda one: lint(one, chosen))
    assert (untouched.source.text, untouched.applied) == ("full, 1 day after last post\n", ())


# Meaning.


@pytest.mark.parametrize(
    ("before", "after", "alike"),
    [
        ("full, 1 month after last post", "full, 1 month after last post", True),
        ("full, 1 month after last post", "full, 1 month after first post", False),
        ("full, 1 month after last post", "full, 30 days after last post", False),
        ("full, 12 months after last post", "full, 1 year after last post", True),
        ("full, 14 days after last post", "full, 2 weeks after last post", True),
        ("full, 24 hours after last post", "full, 1 day after last post", False),
        ("full, 2 days after each post on instagram", "full, 2 days after each post on instagram reels", False),
        ("full, 2 days after each post on instagram", "full, 2 days after each post on tiktok", False),
        ("full, during term", "full, from start of term to end of term", True),
        ("full, during term", "full, during campaign", False),
        ("full, during usage", "full, from start of usage to end of usage", True),
        ("full, during usage", "full, during usage and 1 month after", False),
        ("full, 1 day after signing", "full, 1 day after first post", False),
        ("full, 2 days before fair", "full, 2 days before show", False),
        ("full, during term, at latest through 2026-12-31", "full, during term", False),
        ("full, from signing, perpetual", "full, from signing", False),
        ("category sonar, during term, except organic", "category sonar, during term", True),
        ("category sonar, during term, except paid", "category sonar, during term", False),
        ("full, during term, stories excluded", "full, during term, except stories", True),
        ("full, during term, stories excluded", "full, during term, reels excluded", False),
        ('full, during term, except "x"', 'full, during term, except "y"', False),
        ('full, during term, except stories but not "x"', "full, during term, except stories", False),
        ("full, during term, if fee paid", "full, during term, unless fee paid", False),
        ("full, during term, if fee paid, on instagram", "full, during term, on instagram, if fee paid", True),
        ('full, during term, if fee paid, unless "x"', 'full, during term, unless "x", if fee paid', True),
        ('full, during term, if fee paid, unless "x"', 'full, during term, if fee paid, unless "y"', False),
        ("full, during term, fee included", "full, during term", False),
        ("full, during term, fee 9 EUR, penalty 1 EUR per breach", "full, during term, penalty 1 EUR per breach, fee 9 EUR", True),
        ("full, during term, fee 9 EUR, penalty 1 EUR per breach", "full, during term, fee 9 EUR, penalty 2 EUR per breach", False),
        ("full, during term, fee 100 EUR", "full, during term, fee 200 EUR", False),
        ("category sonar, during term", "category lures, during term", False),
        ("full, during term, on instagram and tiktok", "full, during term, on tiktok and instagram", True),
        ("full, during term  # a note", "full, during term", False),
        ("full, during term", "full, during term  # a note", True),
        ("full, during term  # excl: ignore[L101] -- x", "full, during term", True),
        ("full, during term", "full, during term\nnone", False),
        ("full, during term", "full, tomorrow", False),
        ("category a\ncategory b\nfull, during term", "category b\ncategory a\nfull, during term", True),
        ("category a\nfull, during term", "category b\nfull, during term", False),
        ("category a\nfull, during term", "full, during term", False),
        (DEAL + "full, during term", DEAL + "full, from start of term to end of term", True),
        (DEAL + "full, during term", DEAL.replace("2 months", "3 months") + "full, during term", False),
        (DEAL + "full, during term", DEAL.replace('"A"', '"B"') + "full, during term", False),
        (DEAL + "full, during term", DEAL + "full, 2026-03-01 through 2026-04-30", False),
        ('exclusivity "A"\n  full, during term', 'exclusivity "B"\n  full, during term', False),
        ("exclusivity\n  full, during term\n  none", "exclusivity\n  full, during term\nexclusivity\n  none", False),
    ],
)
def test_texts_that_mean_the_same(before: str, after: str, alike: bool) -> None:
    """The same norms under every made-up deal, the same facts and words around them, and no comment lost."""
    one, other = (meaning(text_of(text + "\n"), no_files) for text in (before, after))

    assert same(one, other) is alike


def test_a_judged_fix_says_whether_it_is_safe() -> None:
    """Fixes of one file are judged each for itself."""
    text = "category sonar, 1 month after last post, in NL and nl\ncategory sonar, 60 days after last post\n"
    linted = judged(lint(text_of(text), Settings(options=Choice(("l220", "l102")))))

    assert [(one.code, one.safe) for one in linted.findings] == [("L220", True), ("L102", False)]
    assert linted.meaning is None  # it is large, and a run of many files keeps them all


def every(part: object) -> list[ast.Node]:
    """All nodes in a part of a tree, found by looking everywhere."""
    inner = ast.parts(part) if isinstance(part, ast.Node) else part if isinstance(part, tuple) else ()
    return [*([part] if isinstance(part, ast.Node) else []), *(node for one in inner for node in every(one))]


def test_no_node_is_overlooked() -> None:
    """What looks only where nodes can be finds all of them, in the order of the text, in the cases of every rule."""
    texts = {text for rule in rules() for text in (*rule.valid, *(case.text for case in rule.invalid))}
    seen: set[type] = set()
    for text in texts:
        module = parse(text_of(cleaned(text))).module
        found = walk(module)
        assert [id(node) for node in found] == [id(node) for node in every(module)]
        seen.update(map(type, found))
    assert len(seen) > 70


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


def test_a_fix_that_takes_the_next_declaration_away() -> None:
    """It stands in two, and what is read again has neither more nor less than the text."""
    text = "category one\ncategory two\ncategory three\nfull, during term\n"
    before = meaning(text_of(text), no_files)
    mend = Fix("t", Span(text_of(text), text.index("one"), text.index("category three")), "one\n")

    read, whole = Reader(text_of(text), no_files, before).meaning([mend]), meaning(text_of(apply(text, [mend])), no_files)

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
