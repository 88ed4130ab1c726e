"""What a rule file promises → what of it does not hold: its page, its cases, their fixes, each told in words."""

from __future__ import annotations

import attrs
import pytest

from clauselang.lint import cases
from clauselang.lint.cases import all_problems, cleaned, problems, run
from clauselang.lint.registry import Rule, page, rule
from clauselang.lint.rule import Invalid
from tests.test_lint_parts import LONG

DAYS = "category sonar, 1 month after last post\ncategory lures, 30 days after last post\n"


def with_page(good: Rule, doc: str) -> Rule:
    """The rule with another page."""
    return attrs.evolve(good, kind=attrs.evolve(good.kind, read=lambda: page(attrs.evolve(good, doc=doc))))


def test_what_the_cases_of_a_rule_may_not_do() -> None:
    """Each broken promise of a rule file is told in words."""
    good = rule("L220")
    case = good.invalid[0]
    assert list(problems(good)) == []

    def said(changed: Rule) -> list[str]:
        return [line.partition("\n")[0] for line in problems(changed)]

    for empty in (attrs.evolve(good, valid=()), attrs.evolve(good, invalid=())):
        assert said(empty) == ["needs at least one VALID and one INVALID text"]
    assert said(attrs.evolve(good, valid=(case.text,))) == ["VALID: finds ``nl` is listed already` in:"]
    assert said(attrs.evolve(good, invalid=(Invalid(good.valid[0]),))) == ["INVALID: finds nothing in:"]
    assert said(attrs.evolve(good, invalid=(Invalid(case.text),))) == ["INVALID: has a fix that the case does not expect, in:"]
    assert said(attrs.evolve(good, invalid=(Invalid(case.text, "full", True),))) == ["INVALID: the fix gives:"]
    assert said(attrs.evolve(good, invalid=(Invalid(case.text, case.fixed, False),))) == [
        "INVALID: the fix is safe, the case says otherwise:"
    ]
    assert said(attrs.evolve(good, valid=("full, tomorrow",)))[0].startswith("VALID: cannot be read (")
    assert said(attrs.evolve(rule("L101"), invalid=(Invalid(LONG, LONG),))) == ["INVALID: has no fix, or one that breaks the text:"]
    assert said(with_page(good, "No page")) == ["the page has the headings ; it needs What it does, Why it matters, Example, Use instead"]
    assert "Example has no ```excl block" in said(with_page(good, good.doc.replace("```excl", "```text")))
    swapped = good.doc.replace("in NL and nl", "in NL and BE")
    assert said(with_page(good, swapped)) == ["Example: finds nothing in:"]
    for code, name, line in [
        ("X1", "repeated-country", "CODE X1 is not an L with three figures"),
        ("L220", "other-name", "NAME other-name is not the name of the file"),
        *(
            ("L220", f"{word}-country", f"NAME {word}-country names a remedy; it should complete “allow …”")
            for word in ("no", "disallow", "avoid", "require")
        ),
    ]:
        assert line in said(attrs.evolve(good, kind=attrs.evolve(good.kind, code=code, name=name)))


def test_a_case_is_dedented() -> None:
    """A case stands indented in its file, and is read without that."""
    assert cleaned("\n        full\n          x\n    ") == "full\n  x\n"
    assert cleaned("\n      x\n    full\n") == "  x\nfull\n"
    found = run(rule("L101"), f"\n    {LONG}")
    assert (found.findings[0].code, found.source.name, found.source.text) == ("L101", "case.excl", LONG)


@pytest.mark.parametrize("kind", ["VALID", "INVALID", "Example", "Use instead"])
def test_a_case_that_cannot_be_read(kind: str) -> None:
    """It is told with all that is wrong with it, and where it stands."""
    good, broken = rule("L220"), "full, tomorrow\nfull, yesterday\n"
    match kind:
        case "VALID":
            changed = attrs.evolve(good, valid=(broken,))
        case "INVALID":
            changed = attrs.evolve(good, invalid=(Invalid(broken),))
        case _:
            before, heading, after = good.doc.partition(f"## {kind}\n")
            doc = before + heading + after.replace("```excl\n", f"```excl\n{broken}", 1)
            changed = with_page(good, doc)
    line, _, text = next(problems(changed)).partition("\n")

    assert line == f"{kind}: cannot be read (`tomorrow` is not a phrase of a clause; `yesterday` is not a phrase of a clause):"
    assert text.startswith(broken)


def test_a_page_without_one_of_its_parts() -> None:
    """The headings that there are and those that are needed are told."""
    good = rule("L220")
    doc = good.doc.replace("## Why it matters\n", "")

    assert list(problems(with_page(good, doc))) == [
        "the page has the headings What it does, Example, Use instead; it needs What it does, Why it matters, Example, Use instead"
    ]


def test_what_a_page_recommends_is_not_found() -> None:
    """The text under the last heading is held against the rule as well."""
    good = rule("L220")
    before, _, after = good.doc.rpartition("```excl\n")
    doc = f"{before}```excl\n{cleaned(good.invalid[0].text)}{after}"

    assert [one.partition(":")[0] for one in problems(with_page(good, doc))] == ["Use instead"]


@pytest.mark.parametrize(("code", "expected", "is_said"), [("L220", False, "safe"), ("L102", True, "unsafe")])
def test_a_fix_is_as_safe_as_its_case_says(code: str, expected: bool, is_said: str) -> None:
    """The fix that changes what is meant is unsafe, and one that only tidies up is safe."""
    good = rule(code)
    case = next(one for one in good.invalid if one.fixed is not None and one.safe is not expected)
    (line,) = problems(attrs.evolve(good, invalid=(attrs.evolve(case, safe=expected),)))

    assert line == f"INVALID: the fix is {is_said}, the case says otherwise:\n{cleaned(case.text)}"


@pytest.mark.parametrize(
    ("mended", "lines"),
    [
        (LONG, ["INVALID: the fix gives:"]),
        ("full, tomorrow\n", ["INVALID: the fix gives:", "INVALID, fixed: cannot be read (`tomorrow` is not a phrase of a clause):"]),
        (
            "category sonar, 1 day after last post, in NL and nl\n",
            ["INVALID: the fix gives:", "INVALID: the fixed text is found again:"],
        ),
    ],
)
def test_a_fixed_text_is_read_again(mended: str, lines: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """It has to be what the case says, without mistakes, and nothing that the rule still finds."""
    monkeypatch.setattr(cases, "apply", lambda text, fixes: mended)
    good = rule("L220")
    found = list(problems(attrs.evolve(good, invalid=good.invalid[:1])))

    assert [one.partition("\n")[0] for one in found if one.startswith("INVALID")] == lines
    assert all(one.partition("\n")[2] == mended for one in found)


def test_the_problems_of_all_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each comes with the file of its rule."""
    good = rule("L220")
    monkeypatch.setattr(cases, "rules", lambda: (good, attrs.evolve(good, valid=())))

    assert list(all_problems()) == [(good.module, "needs at least one VALID and one INVALID text")]
