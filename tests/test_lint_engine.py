"""The lint engine: rules and their pages, what is found, selection, settings, suppressions."""

from __future__ import annotations

import json
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner, Result

from clauselang.cli.main import cli
from clauselang.diagnostics.diagnostic import Severity
from clauselang.lint import engine
from clauselang.lint.cases import cleaned, problems
from clauselang.lint.engine import Linted, lint
from clauselang.lint.fixes import fix
from clauselang.lint.index import index
from clauselang.lint.registry import GROUPS, Rule, code_of, kinds, rules
from clauselang.lint.registry import rule as rule_of
from clauselang.lint.rule import Context
from clauselang.lint.settings import Choice, Settings, SettingsError, matches, settings
from clauselang.lint.suppressions import suppressions
from clauselang.resolve.imports import no_files
from clauselang.resolve.resolver import resolve
from clauselang.source import Source
from clauselang.syntax import ast
from clauselang.syntax.parser import parse

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


def ask(source: Source) -> Linted:
    """Lint with the rules of these tests."""
    return lint(source, ONLY)


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
