"""`clauselang lint` and what it keeps: baselines, exit codes, fixes in files, standard input, watching."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from clauselang.cli.lint import watch
from clauselang.files import changes
from clauselang.lint.baseline import Baseline
from clauselang.lint.engine import lint
from clauselang.lint.report import Report
from clauselang.source import Source
from tests.test_lint_engine import DAYS, DEAD, TAIL, ask, run, run_used


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test works in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


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
