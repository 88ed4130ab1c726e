"""Which findings count: what settings say of a file, and what comments accept."""

from __future__ import annotations

import pytest

from clauselang.diagnostics.diagnostic import Severity
from clauselang.lint.engine import lint, rules_for
from clauselang.lint.registry import kinds
from clauselang.lint.reread import apply
from clauselang.lint.settings import Choice, Settings, SettingsError, settings, words
from clauselang.source import Source

TAIL = "category sonar, 2 years after last post"


def test_each_comment_speaks_for_its_own_line() -> None:
    """One that stands elsewhere, or that gives no reason, does not keep the next one from being heard."""
    text = (
        f"{TAIL}  # excl: ignore[L101]\n"
        f"{TAIL}, on youtube  # excl: ignore[L101] -- the first\n"
        f"{TAIL}, on tiktok  # excl: ignore[L101] -- the second\n"
    )
    linted = lint(Source("a.excl", text), Settings(options=Choice(("l101",))))

    assert [finding.region[0] for finding in linted.findings] == [1]
    assert [(finding.region[0], finding.reason) for finding in linted.suppressed] == [(2, "the first"), (3, "the second")]


def test_what_a_comment_names_in_vain() -> None:
    """All of it is said at once, and the fix leaves what is of use, in the order in which it stood."""
    text = f"{TAIL}, in NL and nl  # excl: ignore[L102, L220, L103, L101] -- agreed\n"
    linted = lint(Source("a.excl", text), Settings(options=Choice(("l101", "l102", "l103", "l220", "unused-suppression"))))
    (finding,) = linted.findings

    assert finding.message == "nothing here is suppressed by `L102`, `L103`"
    assert finding.fix is not None
    assert apply(text, [finding.fix]) == text.replace("L102, L220, L103, L101", "L220, L101")


def test_advice_that_a_file_makes_a_warning_is_not_left_out() -> None:
    """What is advice elsewhere counts in the files in which the settings make more of it."""
    chosen = settings({"per-file": {"old/**": {"severity": {"L104": "warning"}}}})
    quiet = Settings(per_file=chosen.per_file, quiet=True)
    kind = kinds()["L104"]

    assert kind.severity is Severity.INFO
    assert [quiet.selects(kind, path) for path in ("a.excl", "old/a.excl")] == [False, True]


def test_a_selection_of_nothing() -> None:
    """It leaves everything out but what cannot be read."""
    chosen = settings({"select": []})

    assert [code for code, kind in kinds().items() if chosen.selects(kind, "a.excl")] == [code for code in kinds() if code.startswith("S")]


def test_a_code_that_nearly_is_one() -> None:
    """The nearest word is suggested as it is written in settings."""
    with pytest.raises(SettingsError, match=r"^--select: there is no rule or group `l1011`; did you mean `l101`\?$"):
        words(["L1011"], "--select")


def test_the_rules_that_look_at_a_file() -> None:
    """Those of which some finding counts there, the ones that judge the others last."""
    chosen = settings({"select": ["l101", "unused-suppression", "l220"], "per-file": {"old/**": {"ignore": ["l220"]}}})

    assert [[one.kind.code for one in rules_for(chosen, path)] for path in ("a.excl", "old/a.excl")] == [
        ["L101", "L220", "L002"], ["L101", "L002"]
    ]  # fmt: skip


def test_what_does_not_count_hides_nothing_behind_it() -> None:
    """Of the findings of one room those that are left out are left out alone."""
    text = "full, from signing, perpetual\nfull, 1 day 1 hour after last post\n"
    found = lint(Source("a.excl", text), Settings(options=Choice(("m",), ("m350",)))).findings

    assert [finding.code for finding in found] == ["M313"]
