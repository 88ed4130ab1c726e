"""The parts of the linter by themselves, at their limits: paths, words, rules, comments, lengths."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import attrs
import pytest

from clauselang.diagnostics.diagnostic import Severity
from clauselang.lint.engine import lint, suppressible, unread
from clauselang.lint.registry import GROUPS, code_of, kinds, page, page_of, rule, rules, table
from clauselang.lint.rule import Context
from clauselang.lint.rules.measure import length
from clauselang.lint.rules.time import length as distance
from clauselang.lint.rules.time import never_longer, wall
from clauselang.lint.settings import Choice, Settings, SettingsError, matches, settings, words
from clauselang.lint.suppressions import logical_lines, suppressions
from clauselang.lint.table import ROWS
from clauselang.resolve.imports import no_files
from clauselang.resolve.resolver import resolve
from clauselang.semantics.bounds import Distance
from clauselang.semantics.clock import moment, zone_info
from clauselang.source import Source
from clauselang.syntax.parser import parse

DEAL = 'agreement "A"\n  advertiser Acme\n  influencer River\n  timezone Europe/Vilnius\n  term 2026-03-01 for 2 months\n'
LONG = "category sonar, 2 years after last post\n"


def source(text: str, name: str = "a.excl") -> Source:
    """A text under a name."""
    return Source(name, text)


def context(text: str) -> Context:
    """A file as rules see it."""
    parsed = parse(source(text))
    resolved, found = resolve(parsed)
    assert not [one for one in found if one.is_error]
    return Context(parsed, resolved)


# Settings: words and paths.


@pytest.mark.parametrize(
    ("pattern", "path", "meant"),
    [
        ("*.excl", "a.excl", True),
        ("*.excl", "deep/down/a.excl", True),
        ("*.excl", "a.exclx", False),
        ("old", "old/a.excl", True),
        ("old/", "old/deep/a.excl", True),
        ("old", "new/old/a.excl", True),
        ("old", "older/a.excl", False),
        ("old/*.excl", "old/a.excl", True),
        ("old/*.excl", "old/deep/a.excl", False),
        ("old/*.excl", "new/old/a.excl", False),
        ("old/**", "old/deep/a.excl", True),
        ("old/**/a.excl", "old/a.excl", True),
        ("old/**/a.excl", "old/x/y/a.excl", True),
        ("**/b.excl", "b.excl", True),
        ("a?.excl", "ab.excl", True),
        ("a?.excl", "abc.excl", False),
        ("a?c", "a/c", False),
        ("a.excl", "aXexcl", False),
        ("deal (1).excl", "deal (1).excl", True),
    ],
)
def test_which_paths_a_pattern_means(pattern: str, path: str, meant: bool) -> None:
    """`*` and `?` stay in a folder, `**` crosses folders, a folder means all below it, a bare name stands anywhere."""
    assert matches(pattern, path) is meant


@pytest.mark.parametrize(
    ("word", "code", "selected"),
    [
        ("l101", "L101", True),
        ("l10", "L101", True),
        ("l1", "L101", True),
        ("l", "L101", True),
        ("l2", "L101", False),
        ("l10", "L110", False),
        ("time", "L101", True),
        ("scope", "L101", False),
        ("all", "L101", True),
        ("very-long-tail", "L101", True),
        ("m", "M350", True),
        ("meaning", "M350", True),
        ("names", "R104", True),
        ("r1", "R104", True),
        ("very", "L101", False),
    ],
)
def test_what_a_word_selects(word: str, code: str, selected: bool) -> None:
    """A code, its beginning, a name, a group, or everything."""
    assert Settings(options=Choice((word,))).selects(kinds()[code], "a.excl") is selected


def test_the_more_specific_word_wins() -> None:
    """From everything over a group and the start of a code to the code; `ignore` on a tie, and groups are as good as `l1`."""

    def selected(select: tuple[str, ...], ignore: tuple[str, ...]) -> bool:
        return Settings(options=Choice(select, ignore)).selects(kinds()["L101"], "a.excl")

    ladder = ["all", "l", "l1", "l10", "l101"]
    for lower, higher in pairwise(ladder):
        assert selected((higher,), (lower,))
        assert not selected((lower,), (higher,))
    assert not selected(("time",), ("l1",)) and not selected(("l1",), ("time",))
    assert not selected(("l",), ("time",)) and selected(("time",), ("l",))
    assert not selected(("l10",), ("very-long-tail",)) and selected(("very-long-tail",), ("l10",))


def test_without_a_selection_advice_can_be_left_out() -> None:
    """`quiet` leaves out rules that only inform; a selection, a higher severity or a group of the rooms below brings them in."""
    advice, warning = kinds()["L104"], kinds()["L101"]
    assert (advice.severity, warning.severity) == (Severity.INFO, Severity.WARNING)
    quiet = Settings(quiet=True)

    assert [quiet.selects(kind, "a") for kind in (advice, warning)] == [False, True]
    assert Settings().selects(advice, "a")
    assert attrs.evolve(quiet, options=Choice(("l104",))).selects(advice, "a")
    assert attrs.evolve(quiet, severity={"l104": Severity.ERROR}).selects(advice, "a")
    assert not attrs.evolve(quiet, severity={"l101": Severity.INFO}).selects(warning, "a")
    assert all(quiet.selects(kind, "a") for kind in kinds().values() if kind.group not in GROUPS)


def test_levels_from_the_nearest_setting() -> None:
    """The last file pattern that speaks wins, then the table, by the most specific word; errors of syntax stay what they are."""
    chosen = settings(
        {
            "severity": {"time": "error", "l1": "info", "s": "info"},
            "per-file": {
                "old/**": {"severity": {"all": "info", "L101": "error"}},
                "old/deep/**": {"severity": {"L102": "warning"}},
                "new/**": {"ignore": ["L201"]},
            },
        }
    )
    kind, other, syntax = kinds()["L101"], kinds()["L102"], kinds()["S101"]

    assert chosen.level(kind, "a.excl") is Severity.ERROR
    assert chosen.level(kind, "new/a.excl") is Severity.ERROR
    assert chosen.level(kind, "old/a.excl") is Severity.ERROR
    assert chosen.level(other, "old/a.excl") is Severity.INFO
    assert chosen.level(other, "old/deep/a.excl") is Severity.WARNING
    assert chosen.level(kind, "old/deep/a.excl") is Severity.ERROR
    assert chosen.level(kinds()["L201"], "a.excl") is kinds()["L201"].severity
    assert chosen.level(syntax, "a.excl") is Severity.ERROR
    assert Settings(severity={"all": Severity.INFO}).level(kind, "x") is Severity.INFO


def test_excluded_paths() -> None:
    """Any of the patterns excludes."""
    chosen = settings({"exclude": ["old/**", "*.tmp.excl"]})

    assert [chosen.excludes(path) for path in ("old/a.excl", "b/c.tmp.excl", "b/c.excl")] == [True, True, False]
    assert not Settings().excludes("a.excl")


def test_a_whole_table() -> None:
    """Every setting arrives where it belongs."""
    chosen = settings(
        {
            "select": ["time,scope", " L401 "],
            "ignore": ["L102"],
            "severity": {"L101": "ERROR"},
            "exclude": ["x"],
            "fail-level": "warning",
            "baseline": "known.json",
            "per-file": {"old": {"ignore": ["law"], "severity": {"L101": "info"}}},
        }
    )

    assert chosen.table == Choice(("time", "scope", "l401"), ("l102",))
    assert chosen.severity == {"l101": Severity.ERROR}
    assert (chosen.exclude, chosen.fail_level, chosen.baseline) == (("x",), Severity.WARNING, "known.json")
    assert [(one.pattern, one.ignore, dict(one.severity)) for one in chosen.per_file] == [("old", ("law",), {"l101": Severity.INFO})]
    assert settings({}) == Settings()
    assert settings({"select": []}).table == Choice((), ())


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"zzzz": 1}, "lint: there is no setting `zzzz`; known: select, ignore, severity, per-file, exclude, fail-level, baseline"),
        ({"per-file": []}, "lint.per-file: write a table of path patterns"),
        ({"per-file": {"a": {"zzzz": 1}}}, "lint.per-file.'a': there is no setting `zzzz`; known: ignore, severity"),
        ({"per-file": {"a": []}}, "lint.per-file.'a': write a table with `ignore` or `severity`"),
        ({"per-file": {"a": {"ignore": "L101"}}}, "lint.per-file.'a'.ignore: write a list of texts"),
        ({"per-file": {"a": {"severity": {"L101": 1}}}}, "lint.per-file.'a'.severity.L101: write `error`, `warning` or `info`"),
        ({"exclude": [1]}, "lint.exclude: write a list of texts"),
        ({"severity": 1}, "lint.severity: write a table from rules to `error`, `warning` or `info`"),
        ({"severity": {"zzzzzzzz": "info"}}, "lint.severity: there is no rule or group `zzzzzzzz`"),
        ({"select": ["timee"]}, "lint.select: there is no rule or group `timee`; did you mean `time`?"),
        ({"fail-level": "high"}, "lint.fail-level: write `error`, `warning` or `info`"),
        ({"baseline": []}, "lint.baseline: write a text"),
    ],
)
def test_what_is_said_of_a_wrong_table(table: dict[str, object], message: str) -> None:
    """The whole sentence, with the place of the mistake and what would be right."""
    with pytest.raises(SettingsError) as caught:
        settings(table)
    assert str(caught.value) == message


def test_words_of_a_selection() -> None:
    """Separated by commas or not, in any case, blanks around them."""
    assert words(["Time, l101", "", "SCOPE"], "--select") == ("time", "l101", "scope")
    assert words(["names,law", "s"], "--select") == ("names", "law", "s")
    for select, ignore, where in ((["tme"], [], "--select"), ([], ["tme"], "--ignore")):
        with pytest.raises(SettingsError, match=f"^{where}: there is no rule or group `tme`; did you mean `time`\\?$"):
            Settings().with_options(select, ignore)


# The registry.


def test_rules_as_the_table_has_them() -> None:
    """The table from which a run loads rules says the same of each as the rule itself."""
    assert table() == tuple(tuple(row) for row in ROWS)
    for one in rules():
        assert rule(one.kind.code).module == one.module
        assert rule(one.kind.code).last == one.last
        assert kinds()[one.kind.code] == one.kind
    assert [one.kind.code for one in rules()] == sorted(one.kind.code for one in rules())


def test_codes_by_any_spelling() -> None:
    """A code or a name in any case, with blanks around it; nothing else."""
    assert [code_of(word) for word in ("l101", " L101 ", "Very-Long-Tail", "M350", "l9", "")] == [
        "L101",
        "L101",
        "L101",
        "M350",
        None,
        None,
    ]


def test_pages() -> None:
    """A page says name, group, severity and fix, then the text of the rule; a code of the rooms below has a page or at least a title."""
    one = rule("L101")
    assert page(one) == f"# L101 very-long-tail\n\nGroup time · warning · no fix\n\n{one.doc}\n" == page_of("L101")
    assert "· unsafe fix\n" in page(rule("L102"))
    assert "· safe fix\n" in page(rule("L220"))
    assert one.kind.page == page(one)
    assert page_of("M350") == (Path(__file__).parents[1] / "clauselang" / "diagnostics" / "pages" / "M350.md").read_text("utf-8")
    assert one.title == one.doc.splitlines()[0]
    assert all(page_of(code).startswith(f"# {code}") for code in kinds())
    assert {kind.group for kind in kinds().values()} == {*GROUPS, "syntax", "names", "meaning"}


# Findings of one file.


def test_a_file_that_could_not_be_opened() -> None:
    """It is one finding under its name, and nothing was judged."""
    broken = lint(source("full, tomorrow"))
    one = unread(broken.findings[0], "gone.excl")

    assert (one.source.name, one.source.text, one.sound, one.suppressed) == ("gone.excl", "", False, ())
    assert [(f.code, f.path, f.level) for f in one.findings] == [("S101", "gone.excl", Severity.ERROR)]


def test_settings_are_held_against_the_path() -> None:
    """The path under which a file is known decides, else its name."""
    chosen = settings({"per-file": {"old/**": {"ignore": ["L101"]}}})
    text = source(LONG, "old/a.excl")

    assert "L101" not in [one.code for one in lint(text, chosen).findings]
    assert "L101" in [one.code for one in lint(text, chosen, no_files, "new/a.excl").findings]
    assert lint(text, chosen).findings == lint(text, chosen, no_files, "old/b.excl").findings


def test_what_can_be_suppressed() -> None:
    """Errors of reading cannot, nor what is said of the comments themselves."""
    assert [suppressible(code) for code in ("L101", "M350", "R104", "S101", "L001")] == [True, True, True, False, False]


@pytest.mark.parametrize(
    ("comment", "suppressed"),
    [
        ("# excl: ignore[L101] -- agreed", "agreed"),
        ("# EXCL: Ignore[ l101 , L102 ] -- agreed by both ", "agreed by both"),
        ("#excl:ignore[very-long-tail]-- ok", "ok"),
        ("# excl: ignore[L101]", None),
        ("# excl: ignore[L101] --", None),
        ("# excl: ignore[L101] -- …", None),
        ("# excl: ignore[L102] -- agreed", None),
        ("# excl: ignore[] -- agreed", None),
        ("# excl: ignore L101 -- agreed", None),
        ("# note: ignore[L101] -- agreed", None),
    ],
)
def test_comments_that_accept(comment: str, suppressed: str | None) -> None:
    """A comment accepts a finding if it names the rule and a reason in words."""
    for text in (f"{LONG.strip()}  {comment}\n", f"{comment}\n{LONG}"):
        linted = lint(source(text), Settings(options=Choice(("l101",))))
        assert [one.reason for one in linted.suppressed] == ([suppressed] if suppressed else [])
        assert len(linted.findings) + len(linted.suppressed) == 1


def test_a_comment_speaks_of_one_line_of_the_language() -> None:
    """A comma at the end of a line joins it to the next; a comment on its own line speaks of the one that follows."""
    text = "full,\n  2 years after last post,\n  on instagram  # x, y\n\n# own\ncategory sonar, 1 day after last post\n# end\n"
    parsed = parse(source(text))

    assert list(logical_lines(parsed.source, parsed.trivia.comments)) == [(1, 3), (6, 6)]
    late = parse(source("\n# first\nfull, during term\n"))
    assert list(logical_lines(late.source, late.trivia.comments)) == [(3, 3)]
    (several,) = suppressions(parse(source("none  # excl: ignore[L101, very-long-tail] -- both\n")), code_of)
    assert [item.span.text for item in several.items] == ["L101", "very-long-tail"]
    said = (
        "full,\n  2 years after last post  # excl: ignore[L101] -- first\n# excl: ignore[L102] -- second\nnone\n# excl: ignore[x] -- last\n"
    )
    found = suppressions(parse(source(said)), code_of)
    assert [(one.lines, one.reason, [item.code for item in one.items], one.well_formed) for one in found] == [
        ((1, 2), "first", ["L101"], True),
        ((4, 4), "second", ["L102"], True),
        ((5, 5), "last", [None], True),
    ]
    assert [said[item.span.start : item.span.end] for one in found for item in one.items] == ["L101", "L102", "x"]
    assert [said[one.removal.start : one.removal.end] for one in found] == [
        "  # excl: ignore[L101] -- first",
        "# excl: ignore[L102] -- second\n",
        "# excl: ignore[x] -- last\n",
    ]
    assert [found[0].covers(line) for line in (0, 1, 2, 3)] == [False, True, True, False]


# Lengths that hold for every date.


def hours(count: int) -> Distance:
    """A length in hours."""
    return Distance(count, 0, 0)


def civil(days: int, months: int = 0) -> Distance:
    """A length on the calendar."""
    return Distance(0, days, months)


@pytest.mark.parametrize(
    ("a", "b", "never"),
    [
        (hours(24), hours(24), True),
        (hours(25), hours(24), False),
        (Distance(24, 1, 0), hours(100), False),
        (hours(1), Distance(2, 1, 0), False),
        (hours(1), Distance(2, 0, 1), False),
        (Distance(1, 0, 1), hours(9000), False),
        (hours(47), civil(2), True),
        (hours(671), civil(0, 1), True),
        (hours(719), civil(0, 1), False),
        (hours(48), civil(2), False),
        (Distance(1, 1, 0), civil(9), False),
        (Distance(1, 0, 1), civil(99), False),
        (civil(2), hours(73), True),
        (civil(2), hours(72), False),
        (civil(0, 1), hours(24 * 32 + 1), True),
        (civil(0, 1), hours(24 * 32), False),
        (civil(2), Distance(99, 1, 0), False),
        (civil(2), Distance(999, 0, 1), False),
        (civil(2), civil(2), True),
        (civil(3), civil(2), False),
        (civil(0, 1), civil(0, 1), True),
        (civil(1, 1), civil(0, 1), False),
        (civil(28), civil(0, 1), True),
        (civil(29), civil(0, 1), False),
        (civil(0, 1), civil(31), True),
        (civil(0, 1), civil(30), False),
        (civil(59), civil(0, 2), True),
        (civil(60), civil(0, 2), False),
        (civil(0, 2), civil(62), True),
        (civil(0, 2), civil(61), False),
        (civil(89), civil(0, 3), True),
        (civil(90), civil(0, 3), False),
        (civil(0, 3), civil(92), True),
        (civil(0, 6), civil(184), True),
        (civil(181), civil(0, 6), True),
        (civil(365), civil(0, 12), True),
        (civil(366), civil(0, 12), False),
        (civil(0, 12), civil(366), True),
        (civil(0, 12), civil(365), False),
        (civil(112), civil(0, 4), True),
        (civil(113), civil(0, 4), False),
        (civil(0, 4), civil(124), True),
        (civil(0, 4), civil(123), False),
        (civil(1, 1), civil(2, 1), True),
        (civil(2, 1), civil(1, 2), True),
    ],
)
def test_lengths_that_are_never_longer(a: Distance, b: Distance, never: bool) -> None:
    """Whatever the date: 28 days never outlast a month, 29 may; 47 hours never outlast two days, 48 may."""
    assert never_longer(a, b) is never


def test_no_length_at_all() -> None:
    """A bound without a distance lies where its anchor does."""
    assert distance(None) == Distance(0, 0, 0)


def test_lengths_from_an_event() -> None:
    """What lies before an event counts from its first day, what lies after it from its last."""
    facts = DEAL + "  event fair 2026-03-10 through 2026-03-12\n"
    made = context(facts + "full, from 2 days before fair through 2026-03-20\nfull, from 2 days after fair through 2026-03-20\n")

    assert [length(clause, made.deal) for clause in made.clauses] == [(13, True), (6, True)]


def test_what_clocks_show() -> None:
    """Minutes in the zone, UTC where there is none, with the offset where it is asked for."""
    at = moment("2026-03-29T16:05:00+02:00", None).lo

    assert wall(at, zone_info("Europe/Amsterdam")) == "2026-03-29 16:05"
    assert wall(at, zone_info("America/St_Johns"), offset=True) == "2026-03-29 11:35 (-02:30)"
    assert wall(at, None) == "2026-03-29 14:05 UTC"


def test_the_folder_of_this_file_is_tests() -> None:
    """Golden files stand beside it."""
    assert (Path(__file__).parent / "golden" / "lint").is_dir()
