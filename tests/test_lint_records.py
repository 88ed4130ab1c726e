"""What the linter keeps of a file, and what it reports: records, shelves, baselines, reports."""

from __future__ import annotations

import json

import attrs
import pytest

from clauselang.diagnostics.diagnostic import Severity
from clauselang.lint import cache, shelf
from clauselang.lint.baseline import Baseline
from clauselang.lint.engine import Linted, lint
from clauselang.lint.fixes import judged
from clauselang.lint.printed import PAINTED, Printed, Tally, whole
from clauselang.lint.report import Report, printed
from clauselang.lint.settings import Choice, Settings, SettingsError
from clauselang.resolve.imports import no_files
from clauselang.source import Source
from tests.test_lint_parts import LONG, source

# Records of the cache.


def recorded(text: str) -> tuple[Linted, cache.Record, Source]:
    """A file with its record, after a journey through a file."""
    one = source(text)
    linted = judged(lint(one, Settings()))
    made = cache.record(linted, cache.Watched(no_files))
    assert made is not None
    return linted, shelf.read(shelf.written({}, {"a.excl": made}))["a.excl"], one


def test_a_record_gives_back_all_that_was_found() -> None:
    """Findings with their places, words, notes, fixes and reasons come back as they were."""
    text = (
        "category sonar, 60 days after last post, in NL and nl\ncategory sonar, 1 month after last post, fee 1% of base\n"
        "category sonar, 2 years after last post  # excl: ignore[L101] -- agreed\n"
    )
    linted, made, one = recorded(text)
    back = cache.restored(made, one, no_files)

    assert back is not None
    assert (back.findings, back.suppressed, back.sound, back.source) == (linted.findings, linted.suppressed, True, one)
    assert [f.kind.page for f in back.findings] == [f.kind.page for f in linted.findings]
    assert any(f.fix for f in back.findings) and any(f.notes for f in back.findings)
    assert [f.reason for f in back.suppressed] == ["agreed"]
    assert cache.restored(made, source(text + " "), no_files) is None
    whole = recorded("category sonar, 60 days after last post, in NL and nl")
    assert any(f.fix and f.fix.span.end == len(whole[2].text) for f in whole[0].findings)
    assert cache.restored(whole[1], whole[2], no_files).findings == whole[0].findings  # type: ignore[union-attr]
    broken = recorded("full, tomorrow\n")
    assert cache.restored(broken[1], broken[2], no_files).sound is False  # type: ignore[union-attr]


def test_a_record_knows_of_an_import_that_is_not_there() -> None:
    """It holds as long as the file is missing, and no longer."""
    one = source("import gone\nfull, during term\n")
    watched = cache.Watched(no_files)
    made = cache.record(judged(lint(one, Settings(), watched), watched), watched)

    assert made is not None and made["imports"] == {"gone.excl": None}
    assert cache.restored(made, one, no_files) is not None
    assert cache.restored(made, one, lambda name: source("category x\n", name)) is None


def test_a_record_holds_while_its_imports_do() -> None:
    """A record names what was imported or looked for in vain, and is nothing once one of them has changed."""
    files = {"words.excl": source("category cats\n", "words.excl")}
    watched = cache.Watched(files.get)
    one = source("import words.excl\ncategory cats, 1 day after last post\n")
    made = cache.record(lint(one, Settings(), watched), watched)

    assert made is not None and list(made["imports"]) == ["words.excl"]
    assert cache.restored(made, one, files.get) is not None
    assert cache.restored(made, one, no_files) is None
    assert cache.restored(made, one, {"words.excl": source("category dogs\n", "words.excl")}.get) is None


@pytest.mark.parametrize("number", range(10))
def test_a_record_with_a_wrong_part_is_none(number: int) -> None:
    """Each part of a packed finding has a shape; a record in which one is a list of numbers is no record."""
    _, made, one = recorded("category sonar, 60 days after last post, in NL and nl\ncategory sonar, 1 month after last post\n")
    packed = next(item for item in made["findings"] if item[5])
    packed[number] = [1]

    assert cache.restored(made, one, no_files) is None


@pytest.mark.parametrize(
    "place", [["", -1, 2], ["", 3, 2], ["", 0, 10_000], ["", "0", 2], ["", 0, None], ["other", 0, 1], ["", True, 2], [""]]
)
def test_a_record_whose_places_cannot_be(place: list[object]) -> None:
    """A place lies in a text that is known, and starts before it ends."""
    _, made, one = recorded("category sonar, 60 days after last post, in NL and nl\n")
    fixed = next(item for item in made["findings"] if item[5])
    assert cache.restored(made, one, no_files) is not None
    fixed[1] = place
    assert cache.restored(made, one, no_files) is None
    fixed[1], fixed[5][1] = ["", 0, 1], place
    assert cache.restored(made, one, no_files) is None


@pytest.mark.parametrize("part", range(3))
def test_a_record_whose_fix_cannot_be(part: int) -> None:
    """A fix has a title and a replacement, and stands somewhere."""
    _, made, one = recorded("category sonar, 60 days after last post, in NL and nl\n")
    fixed = next(item for item in made["findings"] if item[5])
    fixed[5][part] = None

    assert cache.restored(made, one, no_files) is None


def test_a_record_knows_the_file_as_it_was_named() -> None:
    """The path of a finding comes back with it."""
    one = source(LONG)
    linted = lint(one, Settings())
    named = attrs.evolve(linted, findings=tuple(attrs.evolve(finding, path="old/a.excl") for finding in linted.findings))
    back = cache.restored(cache.record(named, cache.Watched(no_files)), one, no_files)

    assert back is not None and {finding.path for finding in back.findings} == {"old/a.excl"}


def test_shelves() -> None:
    """One shelf for each tool and each set of settings that matter; unreadable ones are empty."""
    plain = Settings()
    assert len(cache.shelf(plain, "1")) == 32
    assert cache.shelf(plain, "1") == cache.shelf(attrs.evolve(plain, exclude=("x",), baseline="b", fail_level=Severity.INFO), "1")
    assert len({cache.shelf(plain, "1"), cache.shelf(plain, "2"), cache.shelf(Settings(quiet=True), "1")}) == 3
    assert [shelf.read(text) for text in (None, "", "[1]", "{", '{"a": {}}')] == [{}, {}, {}, {}, {"a": {}}]
    assert shelf.written({"b": {"x": 1}, "a": {"x": 2}}, {"a": {"x": 3}}) == '{"a":{"x":3},"b":{"x":1}}'
    assert shelf.mark("a", "b") != shelf.mark("ab") != shelf.mark("a", "c")
    assert len({shelf.printed_key("1.0", *about) for about in (("full", {}), ("full", {}, "x"), ("json", {}), ("json", {"a": 1}))}) == 4


def test_shelves_of_other_alphabets() -> None:
    """Names are written as they are, halves of signs have marks as well, and a mark is that of the bytes."""
    assert shelf.written({}, {"café.excl": {}}) == '{"café.excl":{}}'
    assert len(shelf.mark("\ud83d")) == 64
    assert shelf.mark_of_bytes("sóñar".encode()) == shelf.mark_of_bytes("\ufeffsóñar".encode()) == shelf.mark("sóñar")
    assert shelf.printed_key("1.0", "full", {}) != shelf.printed_key("1.1", "full", {})


def test_shelves_do_not_grow_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of files that were not looked at records are kept as long as there are not too many."""
    monkeypatch.setattr(shelf, "MOST", 2)
    known = {name: {"text": name} for name in "abc"}

    assert sorted(shelf.read(shelf.written({"a": known["a"], "b": known["b"]}, {"d": {}}))) == ["a", "b", "d"]
    assert sorted(shelf.read(shelf.written(known, {"d": {}}))) == ["d"]


# What was printed.

SHOWN = Printed("a.excl:1:1 something\n\n", Tally(1, 2, 0, 1, 0))
RECORD = {"text": "mark", "imports": {"b.excl": None}, "shown": "a.excl:1:1 something\n\n", "tally": [1, 2, 0, 1, 0]}


def test_a_record_of_what_was_printed() -> None:
    """It is about the same text and imports as the record of what was found, and gives back what was printed."""
    assert shelf.with_printed({"text": "mark", "imports": {"b.excl": None}, "findings": []}, SHOWN) == RECORD
    assert shelf.printed(RECORD) == SHOWN


@pytest.mark.parametrize(
    "wrong",
    [
        {"shown": None}, {"shown": ["a"]}, {"shown": "\x1b[2J"}, {"shown": "a\rb"}, {"tally": None}, {"tally": "12345"},
        {"tally": [1, 2, 0, 1]}, {"tally": [1, 2, 0, 1, 0, 0]}, {"tally": [1, 2, 0, 1, "0"]}, {"tally": [True, 2, 0, 1, 0]}, {"tally": {}},
    ],
)  # fmt: skip
def test_a_record_of_what_was_not_printed(wrong: dict[str, object]) -> None:
    """Nothing in it may be a command to a terminal, and its figures are five whole numbers."""
    assert shelf.printed(RECORD | wrong) is None
    assert shelf.printed({key: value for key, value in RECORD.items() if key not in wrong}) is None


def test_a_report_of_what_was_printed_before() -> None:
    """One file after the other, and a line that counts them all."""
    report, tally = whole([SHOWN, Printed("", Tally()), Printed("b.excl:2:1 more\n", Tally(errors=1))])

    assert report == "a.excl:1:1 something\n\nb.excl:2:1 more\n3 files: 1 error, 2 warnings, 1 info; 1 can be mended with --fix\n"
    assert tally == Tally(1, 2, 1, 1, 0)


# Baselines and reports.


def test_a_baseline_knows_findings_by_their_lines() -> None:
    """Of equal findings it lets as many through as it knows; it shrinks and never grows; errors of reading are never known."""
    linted = lint(source(LONG * 3), Settings(options=Choice(("l101",))))
    known = Baseline.of(linted.findings[:2])

    assert Baseline.of(lint(source("full, tomorrow")).findings).known == {}
    assert known.new(linted.findings) == linted.findings[2:]
    assert Baseline.read(known.text, "b.json") == known
    assert json.loads(known.text)["version"] == 1
    assert list(json.loads(known.text)["findings"]) == ["a.excl"]
    assert known.shrunk(linted.findings, lambda file, code: True) == known
    assert known.shrunk(linted.findings[:1], lambda file, code: True).known.total() == 1
    assert known.shrunk((), lambda file, code: code != "L101") == known
    assert known.shrunk((), lambda file, code: file == "a.excl").known == {}
    for text in ("[]", "{", '{"version": 1}', '{"version": 1, "findings": []}'):
        with pytest.raises(SettingsError, match=r"^`b.json` is not a baseline: make it again with --write-baseline$"):
            Baseline.read(text, "b.json")
    for text in ('{"version": 2, "findings": {}}', '{"version": 1, "findings": {"a": {"b": {"c": 0}}}}'):
        with pytest.raises(SettingsError, match=r"^`b.json` is not a baseline of this version: make it again with --write-baseline$"):
            Baseline.read(text, "b.json")


def test_a_report_in_one_line() -> None:
    """How many files, what was found, and what can be mended."""
    chosen = Settings(options=Choice(("l101", "l102", "l220")))

    def line(*texts: str) -> str:
        return Report.of(judged(lint(source(text), chosen)) for text in texts).summary

    assert line("full, 1 day after last post\n") == "1 file: nothing to report"
    assert line(LONG, LONG) == "2 files: 2 warnings"
    twice = "category sonar, 1 month after last post, in NL and nl\n"
    days = "category sonar, 1 month after last post\ncategory sonar, 60 days after last post\n"
    assert line(twice) == "1 file: 1 warning; 1 can be mended with --fix"
    assert line(days) == "1 file: 1 info; 1 with --fix --unsafe-fixes"
    assert line(twice, days) == "2 files: 1 warning, 1 info; 1 can be mended with --fix, 1 more with --fix --unsafe-fixes"


def test_statistics_and_failing() -> None:
    """The most frequent code first, then by code; a run fails from a level on."""
    chosen = Settings(options=Choice(("l101", "l220")))
    found = Report.of([lint(source(LONG * 10 + "category sonar, 1 month after last post, in NL and nl\n"), chosen)])

    assert (
        found.statistics("full")
        == "10  L101  very-long-tail\n 1  L220  repeated-country\n1 file: 11 warnings; 1 with --fix --unsafe-fixes\n"
    )
    assert json.loads(found.statistics("json")) == [
        {"code": "L101", "name": "very-long-tail", "severity": "warning", "count": 10},
        {"code": "L220", "name": "repeated-country", "severity": "warning", "count": 1},
    ]
    assert found.statistics("json") == json.dumps(json.loads(found.statistics("json")), indent=2) + "\n"
    rare = Report.of([lint(source(LONG + "category sonar, 1 month after last post, in NL and nl and BE and be\n"), chosen)])
    assert [line.split()[:2] for line in rare.statistics("full").splitlines()[:2]] == [["2", "L220"], ["1", "L101"]]
    tied = Report.of([lint(source("category sonar, 1 month after last post, in NL and nl\n" + LONG), chosen)])
    assert [line.split()[1] for line in tied.statistics("full").splitlines()[:2]] == ["L101", "L220"]
    assert [found.tally.fails(level) for level in Severity] == [True, True, False]
    assert Report.of([]).statistics("full") == "0 files: nothing to report\n"
    assert Report.of([]).rendered("full") == "0 files: nothing to report\n"
    assert found.rendered("concise").endswith("\n1 file: 11 warnings; 1 with --fix --unsafe-fixes\n")
    assert Report.of([lint(source(LONG), chosen)], Baseline.of(lint(source(LONG), chosen).findings)).findings == ()


def test_formats_of_a_report() -> None:
    """Colours are for people; what comments suppress is in the formats of machines that can say so; every format has its module."""
    accepted = LONG.rstrip() + "  # excl: ignore[L101] -- agreed\n"
    found = Report.of([lint(source(LONG + accepted), Settings(options=Choice(("l101",))))])

    def painted(text: str, *styles: str) -> str:
        return f"<{text}>"

    for form in PAINTED:
        assert "<" in found.rendered(form, painted) and "<" not in found.rendered(form)
        assert found.rendered(form) == printed(lint(source(LONG), Settings(options=Choice(("l101",)))), form).text + found.summary + "\n"
    assert [len(json.loads(found.rendered("sarif"))["runs"][0]["results"])] == [2]
    assert [json.loads(line)["code"] for line in found.rendered("json-lines").splitlines()] == ["L101"]
