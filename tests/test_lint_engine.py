"""The lint engine: rules and their pages, selection, settings, suppressions, baseline, fixes, and the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner, Result

from clauselang.cli.lint import watch
from clauselang.cli.main import cli
from clauselang.diagnostics.diagnostic import Fix, Severity
from clauselang.diagnostics.render.finding import Finding
from clauselang.files import changes
from clauselang.lint import engine
from clauselang.lint.baseline import Baseline
from clauselang.lint.cases import cleaned, problems
from clauselang.lint.engine import Linted, lint
from clauselang.lint.fixes import MAX_ROUNDS, fix, judged
from clauselang.lint.index import index
from clauselang.lint.meaning import changed, differing, meaning, same
from clauselang.lint.registry import GROUPS, Rule, code_of, kinds, rules
from clauselang.lint.registry import rule as rule_of
from clauselang.lint.report import Report
from clauselang.lint.reread import Reader, apply
from clauselang.lint.rule import Context
from clauselang.lint.settings import Choice, Settings, SettingsError, matches, settings
from clauselang.lint.suppressions import suppressions
from clauselang.resolve.imports import no_files
from clauselang.resolve.resolver import resolve
from clauselang.source import Source, Span
from clauselang.syntax import ast
from clauselang.syntax.parser import Parsed, parse

ROOT = Path(__file__).parents[1]
# What the tests of the engine use of the rules; what the other rules find in these texts is not their business.
USED = ("l001", "l002", "l003", "l101", "l102", "l201")
ONLY = Settings(options=Choice(USED))
TAIL = "category sonar, 2 years after last post"
DAYS = "category sonar, 1 month after last post\ncategory lures, 30 days after last post\n"
DEAD = "category sonar, 1 month after last post, on youtube, except instagram"


def found(text: str, chosen: Settings = ONLY, path: str = "a.excl") -> list[str]:
    """The codes that are reported."""
    return [finding.code for finding in lint(Source(path, text), chosen).findings]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test works in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str, text: str | None = None) -> Result:
    """`clauselang lint` with the rules of these tests."""
    return CliRunner().invoke(cli, ["lint", *arguments], input=text)


def run_used(*arguments: str, text: str | None = None) -> Result:
    """The same, with the rules that the tests know and the findings of the rooms below."""
    return run(*arguments, "--select", ",".join((*USED, "s", "r", "m")), text=text)


# Rules.


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.kind.name)
def test_rule_keeps_its_promises(rule: Rule) -> None:
    """The page has its sections; example and cases are found and not found as they say; fixes give what they say."""
    assert list(problems(rule)) == []


def test_rules_bear_every_text() -> None:
    """No rule stumbles over a text of the time vectors, the examples or the library, and every fix there keeps it readable."""
    cases = json.loads((ROOT / "tests" / "data" / "time_vectors.json").read_text("utf-8"))["cases"]
    texts = [case["source"] for case in cases]
    texts += [path.read_text("utf-8") for folder in ("examples", "stdlib") for path in sorted((ROOT / folder).rglob("*.excl"))]
    for text in texts:
        source = Source("a.excl", text)
        for finding in lint(source).findings:
            assert finding.message and finding.message[0] != " " and not finding.message.endswith(".")
        if len(text) < 5_000:
            fixed = fix(source, lint, unsafe=True)
            assert fixed.linted.sound or not lint(source).sound


@pytest.fixture(scope="module")
def read() -> list[Context]:
    """The cases of all rules and the examples, as far as they have no errors."""
    texts = {cleaned(text) for rule in rules() for text in (*rule.valid, *(case.text for case in rule.invalid))}
    texts |= {path.read_text("utf-8") for path in (ROOT / "examples").rglob("*.excl")}
    found = []
    for text in sorted(texts):
        parsed = parse(Source("a.excl", text))
        resolved, names = resolve(parsed, no_files)
        if not any(diagnostic.is_error for diagnostic in (*parsed.diagnostics, *names)):
            found.append(Context(parsed, resolved, suppressions(parsed, code_of)))
    return found


@pytest.mark.parametrize("rule", [rule for rule in rules() if rule.needs], ids=lambda rule: rule.kind.name)
def test_a_rule_says_nothing_without_what_it_needs(rule: Rule, read: list[Context]) -> None:
    """Where no node of the kinds stands that a rule needs, it has nothing to say, so that it need not be asked."""
    without = [context for context in read if rule.needs.isdisjoint(context.kinds)]
    assert len(without) > 50
    assert [context.source.text for context in without if list(rule.check(context))] == []


def test_only_rules_are_asked_that_have_what_they_need(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule that needs a fee is asked about a clause with a fee, and about no other."""
    seen: list[str] = []
    real = rule_of("L408")

    def check(context: Context) -> tuple[()]:
        seen.append(context.source.text)
        return ()

    monkeypatch.setattr(engine, "_rules", lambda codes: ((attrs.evolve(real, check=check),), ()))
    monkeypatch.setattr(engine, "_able", engine._able.__wrapped__)  # what is remembered of the real rules stays as it is
    texts = [f"category sonar, 1 month after last post{fee}\n" for fee in ("", ", fee 500 EUR")]
    for text in texts:
        lint(Source("a.excl", text))
    assert real.needs == {ast.Fee} and seen == texts[1:]



def test_rules_are_in_groups() -> None:
    """Each rule has a group, a code that no finding of the rooms below has, and a severity."""
    for rule in rules():
        assert rule.kind.group in GROUPS and kinds()[rule.kind.code] == rule.kind


def test_the_index_is_fresh() -> None:
    """`RULES.md` is what `clauselang explain --index` prints."""
    assert (ROOT / "clauselang" / "lint" / "RULES.md").read_text("utf-8") == index()
    assert CliRunner().invoke(cli, ["explain", "--index"]).output == index()


def test_explain_prints_a_rule_and_a_code() -> None:
    """A rule is explained by code or name in any case, a code of the rooms below by its page; a misspelt one by a hint."""
    by_code, by_name = (CliRunner().invoke(cli, ["explain", word]).output for word in ("l101", "Very-Long-Tail"))

    assert by_code == by_name and by_code.startswith("# L101 very-long-tail\n\nGroup time · warning · no fix\n")
    assert CliRunner().invoke(cli, ["explain", "M350"]).output.startswith("# M350")
    assert "did you mean" in CliRunner().invoke(cli, ["explain", "very-long-tale"]).output


# What is found.


def test_rooms_below_and_rules_together() -> None:
    """Findings of meaning and of rules come in one list, by place."""
    text = "category sonar, from first post, perpetual\n" + TAIL

    assert found(text, Settings(options=Choice((*USED, "m")))) == ["M350", "L101"]


def test_rules_keep_silent_on_a_broken_file() -> None:
    """With an error in syntax or names nothing is said of the rest, not even of suppressions."""
    assert found(TAIL + "\ncategory sonarr, 1 month after last post", Settings()) == ["R104"]
    assert found("# excl: ignore[L101] -- why\nfull, tomorrow", Settings()) == ["S101"]


# Selection.


@pytest.mark.parametrize(
    ("select", "ignore", "codes"),
    [
        (("time",), (), ["L102"]),
        (("l1", "scope"), (), ["L102", "L201"]),
        (("month-of-thirty-days",), (), ["L102"]),
        (("all",), ("time",), ["L201"]),
        (("time", "l201"), ("l2",), ["L102", "L201"]),
        (("time",), ("l102",), []),
        (("l102",), ("l102",), []),
        (("m",), (), []),
    ],
)
def test_selection(select: tuple[str, ...], ignore: tuple[str, ...], codes: list[str]) -> None:
    """Codes, beginnings of codes, names and groups select; the more specific word wins, and `ignore` on a tie."""
    every = found(DAYS + DEAD, Settings(options=Choice(select, ignore)))

    assert [code for code in every if code in ("L102", "L201")] == codes


def test_syntax_errors_are_always_said() -> None:
    """No selection hides that a file cannot be read."""
    assert found("full, tomorrow", Settings(options=Choice(("time",), ("s", "s101")))) == ["S101"]


def test_unknown_words_are_refused() -> None:
    """A selection of a rule that does not exist is a mistake, with a hint."""
    result = run("-c", TAIL, "--select", "very-long-tale")

    assert result.exit_code == 2
    assert "--select: there is no rule or group `very-long-tale`; did you mean `very-long-tail`?" in result.stderr


# Settings.


def test_severity_by_rule_and_by_file() -> None:
    """The table sets severities by rule or group; a setting for a file wins over it."""
    table = {"severity": {"time": "info", "L101": "error"}, "per-file": {"old/**": {"severity": {"very-long-tail": "warning"}}}}
    chosen = settings(table).with_options(USED, ())

    def level(path: str, text: str) -> list[Severity]:
        return [finding.severity for finding in lint(Source(path, text), chosen).findings]

    assert level("a.excl", TAIL) == [Severity.ERROR]
    assert level("old/deep/a.excl", TAIL) == [Severity.WARNING]
    assert level("a.excl", DAYS) == [Severity.INFO]


def test_per_file_ignore_holds_against_the_command_line() -> None:
    """What is ignored in some files stays ignored there, whatever `--select` says."""
    chosen = settings({"per-file": {"old/**": {"ignore": ["L101"]}}}).with_options(USED, ())

    assert (found(TAIL, chosen), found(TAIL, chosen, "old/a.excl")) == (["L101"], [])


def test_command_line_wins_over_the_table() -> None:
    """`--select` replaces the selection of the table; `--ignore` takes away from it."""
    table = {"select": ["L201"], "ignore": ["L102"]}

    assert found(DAYS + DEAD, settings(table)) == ["L201"]
    assert found(DAYS + DEAD, settings(table).with_options(["L102"], [])) == ["L102"]
    assert found(DAYS + DEAD, settings(table).with_options([], ["scope"])) == []


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"selekt": []}, "lint: there is no setting `selekt`; did you mean `select`?"),
        ({"select": "L101"}, "lint.select: write a list of texts"),
        ({"ignore": ["L9x9"]}, "lint.ignore: there is no rule or group `l9x9`"),
        ({"severity": {"L101": "fatal"}}, "lint.severity.L101: write `error`, `warning` or `info`"),
        ({"severity": ["L101"]}, "lint.severity: write a table"),
        ({"per-file": {"a": {"select": []}}}, "lint.per-file.'a': there is no setting `select`"),
        ({"per-file": {"a": 1}}, "lint.per-file.'a': write a table"),
        ({"fail-level": 1}, "lint.fail-level: write `error`"),
        ({"baseline": 1}, "lint.baseline: write a text"),
    ],
)
def test_settings_that_mean_nothing(table: dict[str, object], message: str) -> None:
    """A wrong setting is refused with its place and what would be right."""
    with pytest.raises(SettingsError) as error:
        settings(table)
    assert str(error.value).startswith(message)


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("old/**", "old/a/b.excl", True),
        ("old", "old/a.excl", True),
        ("old/", "old/a.excl", True),
        ("*.excl", "deep/a.excl", True),
        ("a/*.excl", "a/b/c.excl", False),
        ("a/**/c.excl", "a/c.excl", True),
        ("a?.excl", "ab.excl", True),
        ("a.excl", "aXexcl", False),
        ("old", "older/a.excl", False),
    ],
)
def test_patterns(pattern: str, path: str, expected: bool) -> None:
    """`*` stays in a folder, `**` crosses folders, a folder means all below it, a bare name stands anywhere."""
    assert matches(pattern, path) is expected


def test_config_files(folder: Path) -> None:
    """`pyproject.toml` counts, `clauselang.toml` before it, `--config` before both; a broken one is trouble."""
    (folder / "a.excl").write_text(TAIL, "utf-8")
    (folder / "pyproject.toml").write_text('[tool.clauselang.lint]\nselect = ["L101"]\nfail-level = "warning"\n', "utf-8")
    assert run("a.excl").exit_code == 1
    (folder / "clauselang.toml").write_text('[lint]\nselect = ["L101"]\n', "utf-8")
    assert run("a.excl").exit_code == 0
    (folder / "strict.toml").write_text('[lint]\nselect = ["L101"]\nseverity = { time = "error" }\n', "utf-8")
    assert run("a.excl", "--config", "strict.toml").exit_code == 1
    (folder / "clauselang.toml").write_text("[lint", "utf-8")
    broken, missing = run("a.excl"), run("a.excl", "--config", "no.toml")
    assert broken.exit_code == missing.exit_code == 2
    assert "`clauselang.toml` is not TOML" in broken.stderr and "`no.toml` cannot be read" in missing.stderr


def test_exclude(folder: Path) -> None:
    """Excluded files are left out of folders, and when named only with `--force-exclude`."""
    (folder / "old").mkdir()
    (folder / "old" / "a.excl").write_text(TAIL, "utf-8")
    (folder / "clauselang.toml").write_text('[lint]\nexclude = ["old"]\nselect = ["L101"]\n', "utf-8")

    outputs = [run(*arguments).stdout for arguments in (["."], ["old/a.excl"], ["old/a.excl", "--force-exclude"])]

    assert ["L101" in output for output in outputs] == [False, True, False]


# Suppressions.


@pytest.mark.parametrize(
    "text",
    [
        TAIL + "  # excl: ignore[L101] -- agreed",
        TAIL + "  # excl: ignore[ very-long-tail , ] -- agreed",
        "# excl: ignore[L101] -- agreed\n\n# a remark\n" + TAIL,
        "category sonar,  # excl: ignore[l101] -- agreed\n  2 years after last post",
        "# excl: ignore[L101] -- agreed\ncategory sonar,\n  2 years after last post",
        "category sonar,\n  # excl: ignore[L101] -- agreed\n  2 years after last post",
        'exclusivity "x"\n  # EXCL: Ignore[L101] -- agreed\n  ' + TAIL,
    ],
)
def test_suppression(text: str) -> None:
    """A comment with a reason, on the line or above it, suppresses what its clause is found guilty of, and is kept."""
    linted = lint(Source("a.excl", text), ONLY)

    assert [finding.code for finding in linted.findings] == []
    assert [(finding.code, finding.reason) for finding in linted.suppressed] == [("L101", "agreed")]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (TAIL + "  # excl: ignore[L101]", ["L101", "L001"]),
        (TAIL + "  # excl: ignore[L101] -- ", ["L101", "L001"]),
        (TAIL + "  # excl: ignore[L101] agreed", ["L101", "L003"]),
        (TAIL + "  # excl: ignore[L109x] -- agreed", ["L101", "L003"]),
        (TAIL + "  # excl: ignore[L201] -- agreed", ["L101", "L002"]),
        (TAIL + "  # ignore[L101] -- agreed", ["L101"]),
        (TAIL + "\n# excl: ignore[L101] -- agreed", ["L101", "L002"]),
        ("# excl: ignore[L101] -- agreed\nfull, 1 month after signing\n" + TAIL, ["L002", "L101"]),
        ("full, during term  # excl: ignore[L002] -- agreed", ["L003"]),
    ],
)
def test_suppressions_that_do_not_work(text: str, codes: list[str]) -> None:
    """Without a reason, for another rule, for another line or misspelt a comment suppresses nothing, and is reported."""
    assert found(text) == codes


def test_findings_of_the_rooms_below_can_be_suppressed() -> None:
    """Errors in names and findings of meaning can be accepted; errors of reading cannot."""
    text = "category sonar, from first post, perpetual  # excl: ignore[perpetual-window] -- a life's work"
    assert found(text, Settings(options=Choice((*USED, "m")))) == []
    assert found("category sonarr, during term  # excl: ignore[R104] -- declared elsewhere", Settings()) == []
    assert found("full, tomorrow  # excl: ignore[S101] -- sic", Settings()) == ["S101"]


def test_a_rule_that_was_not_asked_is_not_in_vain() -> None:
    """A suppression is unused only if its rule was selected."""
    text = "category sonar, 1 month after last post  # excl: ignore[L101] -- agreed"

    assert found(text, Settings(options=Choice(("l002",)))) == []
    assert found(text, Settings(options=Choice(("l002", "l101")))) == ["L002"]


# Meaning.


FACTS = """
agreement "A"
  advertiser "B"
  influencer "C"
    instagram @c
  timezone Europe/Vilnius
  signed 2026-02-20
  term 2026-03-01 through 2026-06-30
  campaign 2026-03-01 through 2026-04-30
  posts
    reel on instagram, planned 2026-03-10

"""


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("full, 30 days after last post", "full, 1 month after last post", False),
        ("full, 7 days after last post", "full, 1 week after last post", True),
        ("full, 12 months after last post", "full, 1 year after last post", True),
        ("full, 24 hours after last post", "full, 1 day after last post", False),
        ("full, 1 month after last post", "full, 1 month after first post", False),
        ("full, 1 month after each post", "full, 1 month after each post on youtube", False),
        ("full, 1 month before to 1 month after last post", "full, from 1 month before last post to 1 month after last post", True),
        ("full, 1 month before to 1 month after first post", "full, from 1 month before first post to 1 month after last post", False),
        ("full, during term", "full, from start of term to end of term", True),
        ("full, during term", "full, from start of campaign to end of term", False),
        ("full, 2026-03-01 through 2026-03-31", "full, from 2026-03-01 through 2026-03-31", True),
        ("full, during term, on instagram and tiktok", "full, on tiktok and instagram, during term", True),
        ("full, during term, except stories, except gifted", "full, during term, except gifted, except stories", True),
        ("full, during term, stories excluded", "full, during term, except stories", True),
        ("full, during term, in NL", "full, during term", False),
        ("full, during term, penalty 500 EUR per breach", "full, during term, penalty 501 EUR per breach", False),
        ("full, during term, if fee paid", "full, during term, unless fee paid", False),
        ("full, during term", "full, during term\nfull, during term", False),
        ("full, during term  # a remark", "full, during term", False),
        ("full, during term", "full, during term  # a remark", True),
        ('exclusivity "a"\n  full, during term', 'exclusivity "b"\n  full, during term', False),
        ("brand X sells sonar\nfull, during term", "full, during term", False),
        ("full, during term", "full, during terms", False),
    ],
)  # fmt: skip
def test_same_meaning(before: str, after: str, expected: bool) -> None:
    """Two texts mean the same when their norms do, under the facts of the file and under made-up ones."""
    for head in ("", FACTS):
        first, second = (meaning(Source("a.excl", head + text), no_files) for text in (before, after))
        assert same(first, first), head
        assert same(first, second) is expected


# Fixes.


def ask(source: Source) -> Linted:
    """Lint with the rules of these tests."""
    return lint(source, ONLY)


def test_fixes_are_judged_by_meaning() -> None:
    """30 days are not a month; an exception that frees nothing can go."""
    linted = judged(ask(Source("a.excl", DAYS + DEAD)))

    assert [(finding.code, finding.safe) for finding in linted.findings] == [("L102", False), ("L201", True)]


def test_fix() -> None:
    """Safe fixes only, unless unsafe ones are asked for; what is left is reported."""
    source = Source("a.excl", DAYS + DEAD)

    safe, every = fix(source, ask), fix(source, ask, unsafe=True)

    mended = "category sonar, 1 month after last post, on youtube"
    assert safe.source.text == DAYS + mended
    assert [finding.code for finding in safe.linted.findings] == ["L102"]
    assert every.source.text == DAYS.replace("30 days", "1 month") + mended
    assert every.linted.findings == () and [finding.code for finding in every.applied] == ["L102", "L201"]


def with_fix(make: Callable[[str], tuple[tuple[int, int], str]]) -> Callable[[Source], Linted]:
    """A linter with one finding in every text, whose fix `make` gives."""
    kind = kinds()["L101"]

    def one(source: Source) -> Linted:
        place, text = make(source.text)
        fix_ = Fix("t", Span(source, *place), text)
        return Linted(source, (Finding("L101", Span(source, 0, 1), "m", fix=fix_, kind=kind, level=Severity.WARNING),))

    return one


def test_endless_fixes_end() -> None:
    """Fixes that go round in a circle, or that never have enough, stop."""
    text = "full, 1 month after last post"
    turning = with_fix(lambda t: ((6, 7), "2" if t[6] == "1" else "1"))
    growing = with_fix(lambda t: ((0, 0), "\n"))

    assert fix(Source("a.excl", text), turning, unsafe=True).source.text == text.replace("1", "2")
    assert fix(Source("a.excl", text), growing, unsafe=True).source.text.count("\n") == MAX_ROUNDS


def test_a_fix_that_breaks_the_text_is_none() -> None:
    """What cannot be read afterwards is neither offered nor applied."""
    breaking = with_fix(lambda text: ((0, 4), "tomorrow"))
    source = Source("a.excl", "full, 1 month after last post")

    assert [finding.fix for finding in judged(breaking(source)).findings] == [None]
    assert fix(source, breaking, unsafe=True).source is source


def test_fixes_that_touch_are_not_applied_together() -> None:
    """Of two fixes at one place one is applied, and the text is looked at again before the other."""
    text = "category sonar, on youtube, except instagram, except tiktok, 1 month after last post"

    assert fix(Source("a.excl", text), ask).source.text == "category sonar, on youtube, 1 month after last post"


def test_line_ends_are_kept() -> None:
    """A fix that adds a line uses the line ends of the file."""
    source = Source("a.excl", "full, during term\r\n")

    assert apply(source.text, [Fix("t", Span(source, 0, 0), "x\n")]) == "x\r\nfull, during term\r\n"


def test_many_fixes_are_judged_in_little_time() -> None:
    """Hundreds of safe fixes are judged in one reading; what there is no time for counts as unsafe."""
    linted = judged(ask(Source("a.excl", (DEAD + "\n") * 200)))

    assert all(finding.safe for finding in linted.findings) and len(linted.findings) == 200


AROUND = """# Notes
import categories/fishing
category lake_sonar under sonar

agreement "Notes"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius

exclusivity "A"
  category sonar, any mention, 1 month after last post # noted
  full, 24 hours after each post, on instagram,
    # why
    except instagram stories
  then category lures, for 1 month, fee 10% of base per 30 days
category lake_sonar, 30 days after last post, on youtube
"""
# What stands there, and what a fix puts in its place.
CHANGES = (
    ("any mention", "any mention or appearance"), ("1 month after last", "30 days after last"), (", on instagram", ""),
    ("    # why\n", ""), ("    except instagram stories\n", ""), ("import categories/fishing\n", ""), ("# Notes\n", "# Other\n"),
    ("per 30 days", "per month"), ("lures", "lake_sonar"), ("lures", "lurse"), ("then ", ""), ("on youtube", "on instagram"),
    ("category lake_sonar, 30", "category lake_sonar\n30"), ("on youtube\n", "on youtube,\n"), ("under sonar", "under lures"),
    ("lake_sonar under", "pond_sonar under"), ("Europe/Vilnius", "Europe/Vilnus"), ("exclusivity \"A\"\n", ""), ("24 hours", "1 day"),
    ("24 hours after each post", "perpetual, from first post"), ("1 month after last post", "2026-03-01 through 2026-02-01"),
    ("category sonar, any mention", "category sonar, , any mention"), ("  timezone Europe/Vilnius\n", ""), ("# noted", ""),
    ("category sonar, any mention, 1 month after last post", "any mention, category sonar, 1 month after last post"),
)  # fmt: skip


@pytest.mark.parametrize("pair", [(a, b) for a in CHANGES for b in (a, *CHANGES[:6])], ids=lambda pair: f"{pair[0][0]!r} {pair[1][0]!r}")
def test_reading_again_what_fixes_touch_is_reading_everything(pair: tuple[tuple[str, str], tuple[str, str]]) -> None:
    """Fixes are judged by the clauses and items that they stand in, as if the whole text had been read with each of them."""
    source = Source("a.excl", AROUND)
    before = meaning(source, no_files)
    assert before.errors == (0, 0)

    def mend(change: tuple[str, str]) -> Fix:
        start = AROUND.index(change[0])
        return Fix("t", Span(source, start, start + len(change[0])), change[1])

    fixes = sorted({mend(change) for change in pair}, key=lambda fix: fix.span.start)
    if len(fixes) == 2 and fixes[0].span.end >= fixes[1].span.start:
        fixes = fixes[:1]
    reader = Reader(source, no_files, before)
    norms, read = reader.norms(fixes), reader.meaning(fixes)
    whole = meaning(Source("a.excl", apply(AROUND, fixes)), no_files)

    assert read.errors == whole.errors
    assert changed(before, read) == changed(before, whole)
    if norms is not None:
        assert differing(before.norms, norms) == changed(before, whole)


def test_a_fix_inside_a_clause_is_read_with_its_clause_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """However long the file is, judging such a fix reads no more than the clause."""
    linted = ask(Source("a.excl", DAYS))
    read: list[str] = []

    def noted(text: Source) -> Parsed:
        read.append(text.text)
        return parse(text)

    for module in ("reread", "meaning"):
        monkeypatch.setattr(f"clauselang.lint.{module}.parse", noted)

    assert [finding.safe for finding in judged(linted).findings if finding.fix] == [False]
    assert read == ["category lures, 1 month after last post"]


def test_one_unsafe_fix_does_not_spoil_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a file that is read only a few times the fixes of other clauses keep their verdict."""
    monkeypatch.setattr("clauselang.lint.fixes.MAX_READ", 0)

    linted = judged(ask(Source("a.excl", DAYS + (DEAD + "\n") * 100)))

    assert [finding.safe for finding in linted.findings] == [False] + [True] * 100


# The baseline.


def test_baseline_knows_what_was_there() -> None:
    """Known findings are not reported, wherever their lines went; a second one alike is new."""
    before = ask(Source("a.excl", TAIL))
    known = Baseline.read(Baseline.of(before.findings).text, "b.json")

    def new(text: str) -> int:
        return len(Report.of([ask(Source("a.excl", text))], known).findings)

    assert (new(TAIL), new("# moved\n\n" + TAIL), new(TAIL + "\n" + TAIL), new(TAIL.replace("2", "3"))) == (0, 0, 1, 1)


def test_baseline_only_shrinks(folder: Path) -> None:
    """Making it takes all in; making it again takes out what is gone and never takes in what is new."""
    file = folder / "a.excl"
    file.write_text(TAIL + "\n" + DEAD + "\n", "utf-8")
    with_baseline = ("a.excl", "--baseline", "known.json", "--fail-level", "warning")
    assert run_used(*with_baseline).exit_code == 2  # there is none yet
    assert run_used(*with_baseline, "--write-baseline").exit_code == 0
    assert run_used(*with_baseline).exit_code == 0
    size = len(Baseline.read((folder / "known.json").read_text("utf-8"), "").known)
    assert size == 2

    file.write_text(TAIL + "\n" + TAIL.replace("sonar", "lures") + "\n", "utf-8")
    result = run_used(*with_baseline)
    assert result.exit_code == 1 and result.stdout.count("[L101]") == 1 and "are gone" in result.stderr
    again = run_used(*with_baseline, "--write-baseline")
    assert again.exit_code == 1
    assert len(Baseline.read((folder / "known.json").read_text("utf-8"), "").known) == 1
    assert run_used(*with_baseline).stderr == ""


def test_baseline_keeps_what_was_not_asked(folder: Path) -> None:
    """A run over some files or rules leaves alone what it says of others; a file that is no baseline is trouble."""
    for name in ("a.excl", "b.excl"):
        (folder / name).write_text(TAIL + "\n", "utf-8")
    run_used(".", "--baseline", "known.json", "--write-baseline")
    before = (folder / "known.json").read_text("utf-8")

    (folder / "a.excl").write_text("full, during term\n", "utf-8")
    run("a.excl", "--select", "L201", "--baseline", "known.json", "--write-baseline")
    assert (folder / "known.json").read_text("utf-8") == before
    run_used("a.excl", "--baseline", "known.json", "--write-baseline")
    assert list(json.loads((folder / "known.json").read_text("utf-8"))["findings"]) == ["b.excl"]
    (folder / "known.json").write_text("[]", "utf-8")
    assert run_used(".", "--baseline", "known.json").exit_code == 2


def test_errors_of_reading_are_in_no_baseline() -> None:
    """A file that cannot be read is reported every time."""
    linted = lint(Source("a.excl", "full, tomorrow"))

    assert Baseline.of(linted.findings).known == {}
    assert len(Baseline.of(linted.findings).new(linted.findings)) == 1


# The command line.


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["a.excl"], 0),
        (["a.excl", "--fail-level", "warning"], 1),
        (["a.excl", "--fail-level", "info"], 1),
        (["a.excl", "--fail-level", "warning", "--exit-zero"], 0),
        (["broken.excl"], 1),
        (["broken.excl", "--exit-zero"], 0),
        (["missing.excl"], 2),
        (["missing.excl", "--exit-zero"], 2),
        ([], 2),
        (["a.excl", "--unsafe-fixes"], 2),
        (["a.excl", "--fail-level", "fatal"], 2),
        (["a.excl", "--write-baseline"], 2),
        (["a.excl", "--stdin-filename", "b.excl"], 2),
        (["-", "--watch"], 2),
    ],
)
def test_exit_codes(arguments: list[str], code: int, folder: Path) -> None:
    """0 nothing that matters, 1 findings of the level that fails, 2 what cannot be done."""
    (folder / "a.excl").write_text(TAIL, "utf-8")
    (folder / "broken.excl").write_text("full, tomorrow", "utf-8")

    assert run(*arguments, "--select", "L101").exit_code == code


def test_missing_file_is_a_finding_with_its_name() -> None:
    """A file that cannot be read is named in formats that machines read."""
    result = run("missing.excl", "--output-format", "json")

    assert [row["code"] for row in json.loads(result.stdout)] == ["S135"]


def test_statistics(folder: Path) -> None:
    """How often each code was found, the most frequent first."""
    (folder / "a.excl").write_text(f"{TAIL}\n{TAIL}\n{DEAD}\n", "utf-8")

    text = run_used("a.excl", "--statistics").stdout
    data = json.loads(run_used("a.excl", "--statistics", "--output-format", "json").stdout)

    assert text.splitlines()[:2] == ["2  L101  very-long-tail", "1  L201  dead-exception"]
    assert [(row["code"], row["count"]) for row in data] == [("L101", 2), ("L201", 1)]


def test_stdin_filename(folder: Path) -> None:
    """Standard input is shown, imports and is set up under the name it is said to have."""
    (folder / "clauselang.toml").write_text('[lint.per-file]\n"old/**" = { ignore = ["L101"] }\n', "utf-8")
    for name in ("new", "old"):
        (folder / name).mkdir()
        (folder / name / "rivals.excl").write_text("competitors rivals\n  Garmin\n", "utf-8")
    text = "import rivals\ncompetitors rivals, 2 years after last post\n"

    plain = run_used("-", "--stdin-filename", "new/a.excl", "--output-format", "concise", text=text)
    quiet = run_used("-", "--stdin-filename", "old/a.excl", "--output-format", "concise", text=text)

    assert plain.stdout.startswith("new/a.excl:2:21: warning[L101]")
    assert "L101" not in quiet.stdout


def test_fix_writes_and_diff_does_not(folder: Path) -> None:
    """`--diff` prints the change and exits with 1; `--fix` makes it; a second `--fix` finds nothing to do."""
    file = folder / "a.excl"
    file.write_text(DAYS + DEAD, "utf-8")

    shown = run_used("a.excl", "--diff")
    assert file.read_text("utf-8") == DAYS + DEAD
    assert shown.exit_code == 1
    assert shown.stdout.splitlines()[:2] == ["--- a.excl", "+++ a.excl"] and "\\ No newline at end of file" in shown.stdout
    assert "-category lures, 30 days" not in shown.stdout
    assert "-category lures, 30 days" in run_used("a.excl", "--diff", "--unsafe-fixes").stdout

    assert run_used("a.excl", "--fix").stderr == "clauselang: a.excl: mended 1 finding\n"
    assert file.read_text("utf-8") == DAYS + DEAD.removesuffix(", except instagram")
    assert run_used("a.excl", "--fix").stderr == ""
    assert run_used("a.excl", "--diff").exit_code == 0
    run_used("a.excl", "--fix", "--unsafe-fixes")
    assert "1 month after last post\ncategory lures, 1 month" in file.read_text("utf-8")


def test_fix_of_standard_input() -> None:
    """What comes in by standard input goes out mended by standard output; the findings go to standard error."""
    result = run_used("-", "--fix", text=DEAD)

    assert result.stdout == DEAD.removesuffix(", except instagram")
    assert "nothing to report" in result.stderr


def test_nothing_is_written_where_nothing_parses(folder: Path) -> None:
    """A file with an error that no fix mends stays as it is, to the byte."""
    file = folder / "a.excl"
    data = (DEAD + "\r\nfull, on the morrow\n").encode()
    file.write_bytes(data)

    assert run_used("a.excl", "--fix", "--unsafe-fixes").exit_code == 1
    assert file.read_bytes() == data


def test_output_file_and_formats(folder: Path) -> None:
    """`--output-file` takes any format, and the screen stays free of it."""
    (folder / "a.excl").write_text(TAIL, "utf-8")

    result = run_used("a.excl", "--output-format", "sarif", "--output-file", "out.sarif")

    assert result.stdout == ""
    assert json.loads((folder / "out.sarif").read_text("utf-8"))["runs"][0]["results"][0]["ruleId"] == "L101"


def test_watch(folder: Path) -> None:
    """The files are linted at once and after every change, and not in between."""
    file = folder / "a.excl"
    file.write_text(TAIL, "utf-8")
    runs: list[int] = []
    looks: list[float] = []

    def sleep(seconds: float) -> None:
        looks.append(seconds)
        if len(looks) == 2:
            file.write_text(TAIL + "\n# more", "utf-8")
            (folder / "b.excl").write_text(TAIL, "utf-8")

    def once() -> int:
        runs.append(len(looks))
        return 0

    watch(once, lambda: changes((".",)), sleep, rounds=3)

    assert runs == [0, 2] and len(looks) == 3


def test_same_bytes_every_time(folder: Path) -> None:
    """Two runs over the same files print the same."""
    for name in ("b.excl", "a.excl"):
        (folder / name).write_text(DAYS + DEAD, "utf-8")

    assert run_used(".", "--output-format", "sarif").stdout == run_used(".", "--output-format", "sarif").stdout
