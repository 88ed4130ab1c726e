"""`clauselang lint` on many files: the cache and the processes change nothing that is printed."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from clauselang import files, forks
from clauselang.cli import linting as program
from clauselang.cli import many
from clauselang.cli.main import cli
from clauselang.lint import shelf as shelves
from clauselang.lint.printed import FORMATS
from clauselang.source import Source

DEAL = """
import words
agreement "Sonar {0}"
  advertiser "Acme Sonar"
  influencer "River Angler"
    instagram @river.angler
  timezone Europe/Vilnius
  base fee {0}00 EUR

exclusivity "Sonar {0}"
  category lake_sonar, 30 days after last post, on youtube, except instagram
  brands Garmin and Garmln, 2 years after last post  # excl: ignore[very-long-tail] -- agreed with counsel
"""
WORDS = "category lake_sonar under sonar\n"
FOUND = ".clauselang_cache/found-*.json"
PRINTED = ".clauselang_cache/printed-*.json"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test works in a folder of its own, with a few deals and one broken file."""
    monkeypatch.chdir(tmp_path)
    deals = tmp_path / "deals"
    deals.mkdir()
    for number in range(6):
        (deals / f"d{number}.excl").write_text(DEAL.format(number), "utf-8")
    (deals / "words.excl").write_text(WORDS, "utf-8")
    (deals / "broken.excl").write_text("category sonar, , 1 month\n", "utf-8")
    return tmp_path


def run(*arguments: str, text: str | None = None) -> Result:
    """`clauselang lint`."""
    return CliRunner().invoke(cli, ["lint", *arguments], input=text)


def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are linted from now on."""
    names: list[str] = []
    real = program.lint

    def lint(source: Source, *rest: object) -> object:
        names.append(source.name)
        return real(source, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(program, "lint", lint)
    return names


@pytest.mark.parametrize("form", FORMATS)
def test_the_cache_gives_the_same_bytes(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a cache, with an empty one and with a full one the output is the same in every format, and so is the exit code."""
    plain = run("deals", "--no-cache", "--output-format", form)
    assert plain.output and not Path(".clauselang_cache").exists()
    first = run("deals", "--output-format", form)
    names = asked(monkeypatch)
    second = run("deals", "--output-format", form)

    assert (first.output, second.output) == (plain.output, plain.output)
    assert (first.exit_code, second.exit_code) == (plain.exit_code, plain.exit_code) == (1, 1)
    assert names == []


def test_what_changed_is_linted_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A changed file is linted again, and so is every file that imports it or looked for it in vain; nothing else is."""
    run("deals")
    names = asked(monkeypatch)
    Path("deals/d1.excl").write_text(DEAL.format(8), "utf-8")
    run("deals")
    assert names == ["deals/d1.excl"]

    names.clear()
    Path("deals/words.excl").write_text(WORDS + "brand Moshi\n", "utf-8")
    assert run("deals").output == run("deals", "--no-cache").output
    assert names[:7] == [*(f"deals/d{number}.excl" for number in range(6)), "deals/words.excl"]

    Path("deals/words.excl").unlink()
    run("deals")
    assert "R101" in run("deals").output
    Path("deals/words.excl").write_text(WORDS, "utf-8")
    names.clear()
    assert "R101" not in run("deals").output and len(names) == 7


def test_other_settings_and_another_tool_know_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A record is of use only to runs with the same settings and the same code."""
    run("deals")
    names = asked(monkeypatch)
    assert run("deals", "--select", "clarity").output == run("deals", "--select", "clarity", "--no-cache").output
    assert len(names) == 16

    names.clear()
    monkeypatch.setattr(files, "tool_mark", lambda: "another")
    run("deals")
    assert len(names) == 8
    assert len(list(Path().glob(FOUND))) == len(list(Path().glob(PRINTED))) == 3


def test_the_mark_of_the_tool_is_that_of_its_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The mark stays as long as no line of the package changes."""
    (tmp_path / "rules").mkdir()
    rule = tmp_path / "rules" / "rule.py"
    rule.write_text("A = 1\n", "utf-8")
    monkeypatch.setattr(files, "__file__", str(tmp_path / "files.py"))
    before = files.tool_mark()
    assert files.tool_mark() == before
    rule.write_text("A = 2\n", "utf-8")
    assert files.tool_mark() != before


SPOILT = (
    "", "{", "[]", "null", "[" * 100_000, '{"deals/d0.excl": 5}', '{"deals/d0.excl": {}}', '{"deals/d0.excl": {"text": 1}}', "\x00",
)  # fmt: skip


@pytest.mark.parametrize("text", SPOILT)
def test_a_spoilt_cache_is_no_cache(text: str) -> None:
    """A cache that is not one, or only half of one, is made again without a word."""
    plain = run("deals").output
    (found,), (printed,) = Path().glob(FOUND), Path().glob(PRINTED)
    for shelf in (found, printed):
        shelf.write_text(text, "utf-8")

    assert run("deals").output == plain
    assert json.loads(found.read_text("utf-8"))["deals/d0.excl"]["sound"] is True
    assert "M331" in json.loads(printed.read_text("utf-8"))["deals/d0.excl"]["shown"]


WRONG = (
    ("findings", [[]]), ("findings", 5), ("findings", None), ("imports", []), ("imports", {"x.excl": "0"}), ("suppressed", [[1] * 10]),
    ("findings", [[["L1", "a", 9, "b"], None, "m", "", [], None, 1, None, None, ""]]),
    ("findings", [[["L1", "a", 1, "b"], ["", 0, 9999], "m", "", [], None, 1, None, None, ""]]),
    ("findings", [[["L1", "a", 1, "b"], None, 5, "", [], None, 1, None, None, ""]]),
    ("findings", [[["L1", "a", 1, "b"], None, "m", "", [], ["t", None, "r"], 1, None, None, ""]]),
)  # fmt: skip


@pytest.mark.parametrize(("part", "value"), WRONG)
def test_a_record_of_other_shape_is_ignored(part: str, value: object) -> None:
    """A record with a part that cannot be says nothing."""
    plain = run("deals").output
    (found,), (printed,) = Path().glob(FOUND), Path().glob(PRINTED)
    records = json.loads(found.read_text("utf-8"))
    records["deals/d0.excl"][part] = value
    found.write_text(json.dumps(records), "utf-8")
    printed.unlink()

    assert run("deals").output == plain


WRONGLY_PRINTED = (
    *(("shown", shown) for shown in (None, ["x"], "\x1b[2J\n", "a\rb\n", "\u202e\n", "\ud800")),
    *(("tally", tally) for tally in (None, [1, 0, 0, 0], [0, 0, 1, 0, True], [0, 0, "1", 0, 0])),
    *(("imports", imports) for imports in (None, [], {"x": "0"}, {"../x": 5}, {"\x00": ""})),
    ("text", None),
)


@pytest.mark.parametrize(("part", "value"), WRONGLY_PRINTED)
def test_a_record_of_what_cannot_have_been_printed_is_ignored(part: str, value: object) -> None:
    """What a terminal would act on was never printed, nor is a record of use that lacks a part or speaks of another text."""
    plain = run("deals").output
    (printed,) = Path().glob(PRINTED)
    records = json.loads(printed.read_text("utf-8"))
    records["deals/d0.excl"][part] = value
    printed.write_text(json.dumps(records), "utf-8")

    assert run("deals").output == plain


def test_nothing_is_loaded_for_files_that_are_as_they_were() -> None:
    """A run that has nothing new to say loads neither the language nor the rules."""
    given = "import sys; from clauselang.cli.lint import command; command(['deals'], standalone_mode=False)"
    code = f"import atexit; atexit.register(lambda: print(*sorted(sys.modules), sep='\\n', file=sys.stderr)); {given}"
    first, second = (subprocess.run([sys.executable, "-c", code], capture_output=True, text=True) for _ in range(2))

    assert first.stdout == second.stdout and first.returncode == second.returncode == 1
    assert "clauselang.syntax.parser" in first.stderr.split()
    assert not {"attr", "clauselang.driver", "clauselang.syntax", "clauselang.lint.engine"} & set(second.stderr.split())


def test_nothing_is_loaded_that_no_file_needs() -> None:
    """A run without a cache marks no text, and one that prints findings formats no file."""
    given = "import sys; from clauselang.cli.lint import command; command(['deals', '--advice', '--no-cache'], standalone_mode=False)"
    code = f"import atexit; atexit.register(lambda: print(*sorted(sys.modules), sep='\\n', file=sys.stderr)); {given}"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stderr.split()

    assert "clauselang.syntax.order" in loaded
    assert not {"hashlib", "clauselang.syntax.format", "duckdb"} & set(loaded)


def test_one_changed_file_leaves_the_others_as_they_were_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the other files not even the findings are looked up, and the order is that of the files."""
    run("deals")
    Path("deals/d1.excl").write_text(DEAL.format(8), "utf-8")
    plain = run("deals", "--no-cache").output
    names, rendered = asked(monkeypatch), []
    real = program.printed
    monkeypatch.setattr(program, "printed", lambda linted, *rest: [rendered.append(linted.source.name), real(linted, *rest)][1])

    assert run("deals").output == plain
    assert names == rendered == ["deals/d1.excl"]
    assert run("deals").output == plain and len(names) == 1


def test_settings_hold_for_what_was_printed_too() -> None:
    """Excluded files, the level that fails and the options count also where everything is known."""
    Path("deals/broken.excl").unlink()
    config = Path("clauselang.toml")
    for text in ("", '[lint]\nfail-level = "info"\n', '[lint]\nexclude = ["d1.excl"]\n', '[lint]\nignore = ["clarity"]\n'):
        config.write_text(text, "utf-8")
        for options in ((), ("--fail-level", "warning"), ("--exit-zero",), ("--output-format", "concise"), ("--ignore", "time")):
            plain, *cached = (run("deals", *options, *more) for more in (("--no-cache",), (), ()))
            assert [(one.output, one.exit_code) for one in cached] == [(plain.output, plain.exit_code)] * 2
    config.write_text("[lint]\nfail-level = 5\n", "utf-8")
    assert run("deals").exit_code == 2


def test_what_was_printed_goes_where_it_is_wanted() -> None:
    """A file for the report is written also where everything is known."""
    plain = run("deals").output
    for name in ("a.txt", "b.txt"):
        assert run("deals", "--output-file", name).output == ""
        assert Path(name).read_text("utf-8") == plain


def test_the_cache_keeps_to_itself() -> None:
    """The folder is ignored by git, stands where it is told to, holds a few shelves and no half-written file."""
    for number in range(10):
        run("deals", "--cache-dir", "elsewhere/cache", "--select", f"l10{number % 10}" if number != 0 else "l")
    assert not Path(".clauselang_cache").exists()
    assert Path("elsewhere/cache/.gitignore").read_text("utf-8") == "*\n"
    assert sorted(path.suffix for path in Path("elsewhere/cache").iterdir()) == ["", *[".json"] * 16]


def test_some_runs_leave_no_cache() -> None:
    """Named files, standard input, a text, fixes and diffs are not remembered."""
    run("deals/d0.excl")
    run("-", text=DEAL)
    run("-c", "category sonar, 1 month after last post")
    run("deals", "--diff")
    run("deals", "--fix")
    assert not Path(".clauselang_cache").exists()


def test_a_folder_that_cannot_be_written_has_no_cache() -> None:
    """Where no cache can be written nothing is said, and the output is the same."""
    plain = run("deals", "--no-cache")
    Path("taken").write_text("", "utf-8")
    cached = run("deals", "--cache-dir", "taken")
    assert (cached.output, cached.stderr, cached.exit_code) == (plain.output, "", plain.exit_code)


def test_standard_input_beside_a_folder_is_not_remembered() -> None:
    """What comes on standard input is linted each time."""
    once = run("deals", "-", text=DEAL.format(1))
    again = run("deals", "-", text="none\n")
    assert "<stdin>" not in "".join(path.read_text("utf-8") for path in Path().glob(".clauselang_cache/*.json"))
    assert once.output != again.output


def test_files_that_are_gone_are_forgotten_when_there_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Records of files that a run does not see are kept up to a number."""
    old = {"gone.excl": {"text": ""}}
    assert json.loads(shelves.written(old, {"new.excl": {}})) == {"gone.excl": {"text": ""}, "new.excl": {}}
    monkeypatch.setattr(shelves, "MOST", 0)
    assert json.loads(shelves.written(old, {"new.excl": {}})) == {"new.excl": {}}


# Many files.


@pytest.mark.parametrize("form", ["full", "sarif"])
@pytest.mark.parametrize("copied", [False, True])
def test_all_cores_print_the_same_bytes(copied: bool, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes change neither a byte nor the exit code; what they found is remembered as well."""
    Path("deals/binary.excl").write_bytes(b"\xff\xfe")
    plain = run("deals", "--no-cache", "--output-format", form)
    monkeypatch.setattr(many, "MANY", 2)
    monkeypatch.setattr(many, "cores", lambda: 2)
    monkeypatch.setattr(forks, "possible", lambda: copied)
    spread = run("deals", "--output-format", form)
    names = asked(monkeypatch)
    again = run("deals", "--output-format", form)

    assert (spread.output, again.output) == (plain.output, plain.output)
    assert spread.exit_code == again.exit_code == plain.exit_code == 2
    assert names == []


def test_what_cannot_be_sent_is_found_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file whose findings a process could not send is linted by the run itself."""
    plain = run("deals", "--no-cache", "--output-format", "json").output
    monkeypatch.setattr(many, "MANY", 2)
    monkeypatch.setattr(many, "each", lambda function, texts: [(None, None) for _ in texts])
    assert run("deals", "--no-cache", "--output-format", "json").output == plain


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_sees_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of many files a terminal sees a count on standard error, which is wiped at the end."""
    monkeypatch.setattr(many, "MANY", 2)
    monkeypatch.setattr(many, "cores", lambda: 1)
    monkeypatch.setattr(sys, "stderr", shown := _Terminal())
    assert list(many.each(str.upper, ["a", "b", "c"])) == ["A", "B", "C"]
    assert "2 of 3 files" in shown.getvalue() and shown.getvalue().endswith(f"\r{' ' * 12}\r")
    assert list(many.each(os.path.basename, ["a"])) == ["a"]
