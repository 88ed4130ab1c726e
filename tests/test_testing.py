"""Tests in the language: what fails and how it is shown, coverage, JUnit, new expectations, watching, many files."""

from __future__ import annotations

import os
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result

from clauselang import forks
from clauselang.cli import many
from clauselang.cli import test as program
from clauselang.cli.main import cli
from clauselang.driver import compile_text
from clauselang.testing import Outcome, run
from clauselang.testing.coverage import Point, coverage, share
from clauselang.testing.junit import Suite, junit
from clauselang.testing.update import updated

GOLDEN = Path(__file__).parent / "golden" / "testing"
AGREEMENT = """\
agreement "Spring"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  posts
    reel on instagram, published 2026-04-10 18:00:00

"""
CLAUSE = "exclusivity\n  brands Garmin, 1 month after last post\n\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with the golden deal."""
    shutil.copy(GOLDEN / "deal.excl", tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def call(*arguments: str, given: str | None = None) -> Result:
    """Call `clauselang test`."""
    return CliRunner().invoke(cli, ["test", *arguments], input=given)


def deal(examples: str, clause: str = CLAUSE) -> str:
    """A deal with one scenario."""
    lines = "".join(f"  {line}\n" for line in examples.splitlines())
    return f'{AGREEMENT}{clause}scenario "One"\n{lines}'


def outcomes(examples: str, clause: str = CLAUSE) -> list[Outcome]:
    """What comes out of some examples."""
    compiled = compile_text(deal(examples, clause))
    assert compiled.usable, compiled.diagnostics
    return run(compiled.resolved)


def same(name: str, text: str) -> None:
    """Compare with a golden file; `CLAUSELANG_ACCEPT=1` renews it."""
    if os.environ.get("CLAUSELANG_ACCEPT"):
        (GOLDEN / name).write_text(text, "utf-8")
    assert text == (GOLDEN / name).read_text("utf-8")


# What fails.


def test_expected_and_actual_stand_side_by_side() -> None:
    """Each failure shows both verdicts, needs and flags in columns, the deciding clause with its place, and the reason."""
    result = call("deal.excl")

    assert result.exit_code == 1
    same("failed.txt", result.stdout)


def test_a_scenario_without_examples_fails() -> None:
    """A title alone shows nothing, and must not look like a test that passed."""
    Path("empty.excl").write_text(f'{AGREEMENT}{CLAUSE}scenario "Later"\n', "utf-8")

    result = call("empty.excl")

    assert result.exit_code == 1
    assert result.stdout == "FAILED Later (empty.excl:11:1)\n  it has no example with a verdict, so it shows nothing\n0 passed, 1 failed\n"


@pytest.mark.parametrize(
    ("example", "problem"),
    [
        ("paid mention of Garmin, reel on instagram, 2026-04-20 12:00: violation", None),
        ("mention of Garmin, reel on instagram, 2026-04-20 12:00: unknown", None),
        ("mention of Garmin, reel on instagram, 2026-04-20 12:00: unknown, needs kind", None),
        ("mention of Garmin, reel on instagram, 2026-04-20 12:00: unknown, needs brand", "expected it to need brand, it needs kind"),
        ("mention of Garmin, reel on instagram, 2026-04-20 12:00: compliant", "expected compliant, got unknown"),
        ("paid mention of Garmin, reel on instagram, 2026-04-20 12:00: violation, provisional", "expected the flag provisional"),
        ("paid mention of Garmin, reel on instagram, 2026-03-29 03:30: compliant", "the post cannot be judged"),
    ],
)
def test_what_an_example_expects(example: str, problem: str | None) -> None:
    """Verdict, needs and flags are each compared, needs and flags only where they are stated."""
    (outcome,) = outcomes(example)

    assert outcome.problems == ((problem,) if problem else ())


def test_an_open_question_is_needed_as_test() -> None:
    """`needs test` names a question in quotes, which a file could not name otherwise."""
    clause = CLAUSE.replace("post\n", 'post, except "it is for charity"\n')

    (outcome,) = outcomes("paid mention of Garmin, reel on instagram, 2026-04-20 12:00: unknown, needs test", clause)

    assert outcome.passed
    assert outcome.actual is not None
    assert outcome.actual.needs == ("test",)


def test_outcomes_travel_between_processes() -> None:
    """An outcome that was sent to another process is the same."""
    found = outcomes("paid mention of Garmin, reel on instagram, 2026-04-20 12:00: compliant")

    sent = pickle.loads(pickle.dumps(found))

    assert sent == found
    assert sent[0].place == found[0].place


# Coverage.


def test_coverage_names_what_is_not_touched() -> None:
    """Per clause: forbidden, free, exceptions and counter-exceptions, both edges with the nearest examples; the same each time."""
    first, second = call("deal.excl", "--coverage").stdout, call("deal.excl", "--coverage").stdout

    assert first == second
    same("coverage.txt", first[first.index("coverage of") :])


def points(examples: str, clause: str = CLAUSE) -> dict[str, Point]:
    """The points of the only clause."""
    compiled = compile_text(deal(examples, clause))
    (covered,) = coverage(compiled.resolved).clauses
    return {point.what: point for point in covered.points}


START, END = "start 2026-04-10 18:00:00+03:00", "end 2026-05-11 00:00:00+03:00"


@pytest.mark.parametrize(
    ("time", "edge", "how"),
    [
        ("2026-04-10 17:59:59", START, "inside no example, outside 1 second"),
        ("2026-04-10 18:00:00", START, "inside 0 seconds, outside no example"),
        ("2026-04-12 21:00", START, "inside 2 days 3 hours, outside no example"),
        ("2026-05-10 23:59", END, "inside 1 minute, outside no example"),
        ("2026-05-10", END, "inside 1 day, outside no example"),
        ("2026-05-11 00:00", END, "inside no example, outside 0 seconds"),
    ],
)
def test_the_nearest_example_of_an_edge(time: str, edge: str, how: str) -> None:
    """A window contains its start and not its end; the distance runs from the edge to the start of the moment."""
    assert points(f"paid mention of Garmin, {time}: compliant")[edge].how == how


def test_an_edge_needs_both_sides() -> None:
    """An edge is touched by an example before it together with one after it."""
    inside, outside = ("paid mention of Garmin, 2026-05-10: violation", "paid mention of Garmin, 2026-05-12: compliant")

    touched = [points(examples)[END].touched for examples in (inside, outside, f"{inside}\n{outside}")]

    assert touched == [False, False, True]


def test_a_post_that_the_clause_never_meant_tests_no_edge() -> None:
    """Another brand is free inside the window, and says nothing about where the window ends."""
    found = points("paid mention of Lowrance, 2026-05-10: compliant\npaid mention of Lowrance, 2026-05-12: compliant")

    assert (found["free"].how, found[END].how) == ("1 example", "inside no example, outside no example")


def test_an_approved_post_touches_nothing() -> None:
    """A deliverable is free whatever the clauses say, so it shows nothing about them."""
    found = points("paid mention of Garmin, 2026-05-10, deliverable: compliant")

    assert not any(point.touched for point in found.values())


def test_an_open_clause_is_touched_by_unknown() -> None:
    """Where a question is open, no example can be a violation; asking it is enough."""
    clause = CLAUSE.replace("post\n", 'post, except "it is for charity"\n')

    found = points("paid mention of Garmin, 2026-04-20: unknown", clause)

    assert found["forbidden"].touched
    assert found["except “it is for charity”"].touched


def test_a_window_without_known_posts_has_no_edges() -> None:
    """What cannot be placed in time is said, and no edge is asked for."""
    Path("open.excl").write_text(CLAUSE, "utf-8")

    assert "the window is open: it depends on" in call("open.excl", "--coverage").stdout
    assert "start" not in call("open.excl", "--coverage").stdout


def test_percentages_are_rounded_down() -> None:
    """100% is everything."""
    found = [Point("a", True, "")] * 199 + [Point("b", False, "")]

    assert share(found) == "199 of 200 (99%)"


def test_coverage_of_several_files_has_a_total() -> None:
    """The total counts the points of all files."""
    shutil.copy("deal.excl", "other.excl")

    lines = call(".", "--coverage").stdout.splitlines()

    one, two, total = [line for line in lines if line.startswith("coverage of")]
    assert one.partition(": ")[2] == two.partition(": ")[2]
    assert total.startswith("coverage of 2 files: ")


# JUnit.


def test_junit_is_xml_whatever_files_hold() -> None:
    """Failures, a file with errors and one that is not there; markup and control characters are data."""
    Path("broken.excl").write_text("category sonra, 1 month after last post\n", "utf-8")

    result = call("deal.excl", "broken.excl", "nowhere.excl", "--junit", "report.xml")

    text = Path("report.xml").read_text("utf-8")
    same("junit.xml", text)
    root = ET.fromstring(text)
    assert result.exit_code == 2
    assert [(suite.get("tests"), suite.get("failures"), suite.get("errors")) for suite in root] == [
        ("8", str(len(root.findall(".//failure"))), "0"),
        ("1", "0", "1"),
        ("1", "0", "1"),
    ]


def test_junit_spells_out_what_xml_cannot_hold() -> None:
    """A control character in a name does not break the report."""
    text = junit([Suite("\x1b[31m\x00&<.excl")])

    suite = ET.fromstring(text)[0]
    assert suite.get("name") == "\\u001b[31m\\u0000&<.excl"


def test_a_report_that_cannot_be_written_is_trouble() -> None:
    """One sentence and exit code 2."""
    result = call("deal.excl", "--junit", "nowhere/report.xml")

    assert result.exit_code == 2
    assert "cannot be written" in result.stderr


# Updating.


def test_update_writes_what_came_out_and_nothing_else() -> None:
    """Verdicts and needs are replaced in place; comments, layout, flags, and what cannot be rewritten stay."""
    result = call("deal.excl", "--update")

    same("updated.excl", Path("deal.excl").read_text("utf-8"))
    same("updated.txt", result.stdout)


def test_update_makes_what_it_can_pass() -> None:
    """After it only a missing flag, a time that does not exist and an empty scenario fail; a second one changes nothing."""
    call("deal.excl", "--update")
    once = Path("deal.excl").read_bytes()

    again = call("deal.excl", "--update")

    assert Path("deal.excl").read_bytes() == once
    assert again.stdout.count("FAILED") == 3
    assert "updated" not in again.stdout


def test_update_keeps_bytes_that_it_does_not_mean() -> None:
    """Line ends and the mark at the start of a file stay as they were."""
    text = deal("paid mention of Garmin, reel on instagram, 2026-04-20 12:00: compliant").replace("\n", "\r\n")
    Path("deal.excl").write_bytes(b"\xef\xbb\xbf" + text.encode())

    assert call("deal.excl", "--update").exit_code == 0

    assert Path("deal.excl").read_bytes() == b"\xef\xbb\xbf" + text.replace(": compliant", ": violation").encode()


def test_update_refuses_a_file_with_errors() -> None:
    """A file that does not parse is reported and left as it is."""
    text = deal("paid mention of Garmin, reel on instagram, 2026-04-20 12:00: compliant") + "category sonar, one month\n"
    Path("deal.excl").write_text(text, "utf-8")

    result = call("deal.excl", "--update")

    assert result.exit_code == 1
    assert "error[" in result.stderr
    assert Path("deal.excl").read_text("utf-8") == text


def test_update_leaves_passing_files_alone() -> None:
    """Nothing failed, nothing is written."""
    compiled = compile_text(deal("paid mention of Garmin, reel on instagram, 2026-04-20 12:00: violation"))

    assert updated(compiled.resolved.source, run(compiled.resolved)) is None


@pytest.mark.parametrize("arguments", [("-", "--update"), ("-", "--watch"), ("deal.excl", "--update", "--watch")])
def test_what_cannot_be_meant_is_refused(arguments: tuple[str, ...]) -> None:
    """Standard input is neither written nor watched, and a watcher writes nothing."""
    assert call(*arguments, given="").exit_code == 2


# Watching.


def touch(path: str, text: str, tick: list[int]) -> None:
    """Write a file at a later time, however coarse the clock of the file system is."""
    Path(path).write_text(text, "utf-8")
    tick[0] += 1
    os.utime(path, ns=(tick[0] * 10**9, tick[0] * 10**9))


def test_watch_runs_again_when_a_file_or_its_import_changes() -> None:
    """First look: a run. Then only after a change, of a named file, of an import, of the set of files."""
    tick = [1_700_000_000]
    Path("terms").mkdir()
    touch("rivals.excl", "competitors Rivals\n  Garmin\n", tick)
    one = deal("paid mention of Garmin, 2026-04-20: violation", CLAUSE.replace("brands Garmin", "competitors Rivals"))
    touch("terms/one.excl", "import ../rivals\n" + one, tick)
    runs: list[tuple[program.Tested, ...]] = []

    def once() -> tuple[program.Tested, ...]:
        runs.append(tuple(map(program.examine, program.excl_files(("terms",)))))
        return runs[-1]

    watch = program.Watch(("terms",), once)
    assert [watch.step(), watch.step()] == [True, False]
    assert [outcome.problems for outcome in runs[0][0].outcomes] == [()]

    touch("rivals.excl", "competitors Rivals\n  Lowrance\n", tick)
    assert [watch.step(), watch.step()] == [True, False]
    assert watch.code == 1
    touch("terms/two.excl", CLAUSE, tick)
    assert [watch.step(), watch.step()] == [True, False]
    Path("terms/two.excl").unlink()
    assert [watch.step(), watch.step()] == [True, False]
    touch("elsewhere.excl", CLAUSE, tick)
    assert watch.step() is False


def test_watching_ends_with_the_last_result(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C ends it with the exit code of the last run."""

    def interrupt(seconds: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(program.time, "sleep", interrupt)

    result = call("deal.excl", "--watch")

    assert result.exit_code == 1
    assert "waiting for a change" in result.stderr


# Many files.


@pytest.mark.parametrize("copied", [False, True])
def test_many_files_on_all_cores_print_the_same_bytes(copied: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes change nothing: order, text and exit code are those of one process."""
    text = Path("deal.excl").read_text("utf-8")
    for number in range(12):
        Path(f"deal{number}.excl").write_text(text.replace("Spring", f"Spring {number}"), "utf-8")
    Path("deal5.excl").write_text("category sonra, 1 month after last post\n", "utf-8")
    serial = call(".", "--coverage")
    used: list[int] = []
    pool = many.processes

    def counted(workers: int, function: Callable[[Any], object]) -> object:
        used.append(workers)
        return pool(workers, function)

    monkeypatch.setattr(many, "MANY", 5)
    monkeypatch.setattr(many, "cores", lambda: 2)
    monkeypatch.setattr(many, "processes", counted)
    monkeypatch.setattr(forks, "possible", lambda: copied)

    parallel = call(".", "--coverage")

    assert used == ([] if copied else [2])
    assert (parallel.stdout, parallel.stderr, parallel.exit_code) == (serial.stdout, serial.stderr, serial.exit_code)


def test_progress_is_for_terminals_only(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A line that counts files, wiped at the end; nothing at all where nobody looks."""
    monkeypatch.setattr(many, "MANY", 1)
    monkeypatch.setattr(many, "cores", lambda: 1)
    assert list(many.each(str.upper, ["a", "b"])) == ["A", "B"]
    assert capsys.readouterr().err == ""

    monkeypatch.setattr(many, "on_terminal", lambda stream: True)
    assert list(many.each(str.upper, ["a", "b"])) == ["A", "B"]
    assert capsys.readouterr().err == "\r1 of 2 files\r2 of 2 files\r            \r"


def test_a_machine_without_processes_uses_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no pool can be made, the files are run one after the other."""

    def none(workers: int, function: object) -> None:
        raise OSError

    monkeypatch.setattr(many, "MANY", 1)
    monkeypatch.setattr(many, "cores", lambda: 2)
    monkeypatch.setattr(many, "processes", none)
    monkeypatch.setattr(forks, "possible", lambda: False)

    assert list(many.each(str.upper, ["a", "b"])) == ["A", "B"]
