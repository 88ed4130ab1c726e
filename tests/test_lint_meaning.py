"""Two texts → whether they mean the same, and fixes → whether they keep the meaning, read again as little as it takes."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import pytest

from clauselang.diagnostics.diagnostic import Fix, Severity
from clauselang.diagnostics.render.finding import Finding
from clauselang.lint.engine import Linted, lint
from clauselang.lint.fixes import MAX_ROUNDS, fix, judged
from clauselang.lint.meaning import changed, differing, meaning, same
from clauselang.lint.registry import kinds
from clauselang.lint.reread import Reader, apply
from clauselang.resolve.imports import Load, no_files
from clauselang.source import Source, Span
from clauselang.syntax.parser import Parsed, parse
from tests.test_lint_engine import DAYS, DEAD, ONLY, ask

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
    ("category lures, for 1 month", "for 1 month, category lures"), ("per 30 days\n", "per 30 days "),
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


def finding(source: Source, old: str, new: str) -> Finding:
    """A finding whose fix puts some words in the place of others."""
    at = source.text.index(old)
    mend = Fix("t", Span(source, at, at + len(old)), new)
    return Finding("L101", mend.span, f"{old} {new}", fix=mend, kind=kinds()["L101"], level=Severity.WARNING)


def verdicts(text: str, *fixes: tuple[str, str], load: Load = no_files) -> list[bool | None]:
    """Of each fix whether it is safe; `None` where it is none, because it breaks the text."""
    source = Source("a.excl", text)
    linted = attrs.evolve(lint(source, ONLY, load), findings=tuple(finding(source, *one) for one in fixes))
    return [one.safe if one.fix else None for one in judged(linted, load).findings]


def test_an_error_is_more_than_another_clause() -> None:
    """What has a window that cannot be is not compared clause by clause, on whichever side it is."""
    good, bad = (meaning(Source("a.excl", f"full, 2026-03-0{one}\n"), no_files) for one in ("1 through 2026-03-02", "2 through 2026-03-01"))

    assert (changed(good, bad), changed(bad, good), changed(bad, bad)) == (None, None, None)


def test_fixes_of_a_text_that_cannot_be_read() -> None:
    """None is shown to be safe, one that breaks another line is none at all, and the file stays unsound."""
    text = "full, tomorrow\ncategory  small\nfull,  during term\n"

    assert verdicts(text, ("  small", " small"), ("small", "small under"), ("  during", " during")) == [False, None, False]
    assert verdicts("category tall\nfull, tomorrow\ncategory small under sonar\n", ("under sonar", "under sonnr")) == [None]
    source = Source("a.excl", text)
    assert judged(attrs.evolve(lint(source), findings=(finding(source, "  during", " during"),))).sound is False


def test_an_import_that_is_needed_cannot_become_another() -> None:
    """What it brings in is missing then, and the fix is none; where nothing names that, it is a fix that changes the text."""
    files = {"more.excl": "category pikes\n", "other.excl": "category trouts\n"}

    def load(name: str) -> Source | None:
        return Source(name, files[name]) if name in files else None

    for other in ("categories/fishing", "other"):
        for clause, expected in (("category pikes, during term\n", None), ("full, during term\n", False)):
            assert verdicts(f"import more\n{clause}", ("import more", f"import {other}"), load=load) == [expected]


def test_a_fix_that_names_what_the_agreement_lacks() -> None:
    """Inside a clause as anywhere: an event that nobody declares breaks the text."""
    deal = 'agreement "A"\n  advertiser Acme\n  influencer River\n  event fair 2026-03-10\n  event show 2026-03-10\n'

    assert verdicts(f"{deal}full, during fair, at fair\n", ("at fair", "at shew")) == [None]
    assert verdicts(f"{deal}full, during fair, at fair\n", ("at fair", "at show")) == [False]


def test_fixes_that_touch_each_other_are_not_taken_together() -> None:
    """The first alone is taken, and the text is looked at again before the other."""
    text = "full, during term, except stories, except reels\n"

    def mended(source: Source) -> Linted:
        away = (finding(source, ", except stories", ""), finding(source, ", except reels", "")) if source.text == text else ()
        return Linted(source, away)

    assert fix(Source("a.excl", text), mended, unsafe=True).source.text == "full, during term, except reels\n"


def test_a_window_in_other_words() -> None:
    """Under the posts of the agreement as well as under others a week is seven days, and not a month."""
    text = f"{FACTS}full, 7 days after last post\n"

    assert verdicts(text, ("7 days", "1 week")) == [True]
    assert verdicts(text, ("7 days", "1 month")) == [False]


def test_a_stage_that_is_read_again() -> None:
    """What is said of it is put in order with what is said of the others, under the name of the file."""
    text = "exclusivity\n  full, from 2026-03-01 until 2026-04-01\n  then category sonar, perpetual\n"

    assert verdicts(text, ("2026-03-01", "2026-03-02")) == [False]


def test_what_a_schedule_lists_stays_excepted() -> None:
    """A fix of another phrase of its clause takes nothing from an exception that names a schedule."""
    deal = FACTS.replace("  posts\n", '  schedule "Existing"\n    Moshi\n  posts\n')
    clause = 'category sonar, during term, in NL and nl, except schedule "Existing"\n'

    assert verdicts(deal + clause, (" and nl", ""), ('"Existing"', "Existing")) == [True, True]
    assert verdicts(deal + clause, (', except schedule "Existing"', "")) == [False]


def test_fixes_within_clauses_come_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is time for three texts alone, they are told apart, and the one in a declaration is left."""
    monkeypatch.setattr("clauselang.lint.fixes.MAX_READ", 0)
    text = "category  small\nfull, 1 day after last post,  on youtube\n"

    assert verdicts(text, ("  small", " small"), ("1 day", "2 days"), (",  on", ", on")) == [False, False, True]


def test_a_stage_that_is_none_any_more() -> None:
    """Without `then` a perpetual clause starts at signing and not where the one before it ends."""
    assert verdicts("full, 1 month after last post\nthen full, perpetual\n", ("then ", "")) == [False]


NAMES = ("One", "Two", " Three", " Four")


@pytest.mark.parametrize("line", ["category {} under sonar\n", "brands {}, during term\n"])
@pytest.mark.parametrize(("reads", "judged_ones"), [(0, 1), (3, 1), (4, 2), (5, 4), (20, 4)])
def test_what_there_is_no_time_for_is_unsafe(line: str, reads: int, judged_ones: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """So many texts may be read, each as long as the file: what is not judged by then is neither safe nor dropped."""
    text = "".join(line.format(name) for name in NAMES)
    monkeypatch.setattr("clauselang.lint.fixes.MAX_READ", reads * len(text))
    found = verdicts(text, *((name, f"{name} {name}") for name in NAMES[:2]), *((f" {name}", name) for name in NAMES[2:]))

    assert found == [*[None, None, True, True][:judged_ones], *[False] * (4 - judged_ones)]
