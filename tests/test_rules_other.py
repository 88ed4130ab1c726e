"""Rules of the groups market, clarity, law and style: the norms that they rest on, bad files, and good ones."""

from __future__ import annotations

import math
import tomllib
from pathlib import Path

import pytest

from clauselang.diagnostics.diagnostic import Severity
from clauselang.lint.engine import Linted, lint
from clauselang.lint.fixes import fix
from clauselang.lint.norms import FIGURES, LISTS
from clauselang.lint.registry import kinds, rules
from clauselang.lint.rules.looks import letters
from clauselang.lint.rules.measure import length, monthly_percent, said, term
from clauselang.lint.settings import Choice, Settings
from clauselang.resolve.resolver import resolve
from clauselang.source import Source
from clauselang.syntax.parser import parse

ROOT = Path(__file__).parents[1]
GROUPS = ("market", "clarity", "law", "style")
BAD = sorted(path for group in GROUPS for path in (ROOT / "tests" / "data" / "lint" / "bad").glob(f"{group}*.excl"))
DEAL = """agreement "Spring"
  advertiser Acme
  influencer River
  timezone Europe/Vilnius
  signed 2026-02-20
  term 2026-03-01 for 2 months
  campaign 2026-03-01 through 2026-03-31
  event final 2026-07-12 through 2026-07-13
  base fee 1000 EUR
"""


def linted(path: Path) -> Linted:
    """A file with the rules of these groups, and its imports from the folder that it is in."""

    def load(name: str) -> Source | None:
        file = path.parent / name
        return Source(name, file.read_text("utf-8")) if file.is_file() else None

    chosen = Settings(options=Choice(GROUPS))
    return lint(Source(path.name, path.read_text("utf-8")), chosen, load)


# Files.


def test_every_rule_finds_something_in_the_bad_files() -> None:
    """No rule of these groups is forgotten, and the bad files can be read."""
    every = {rule.kind.code for rule in rules() if rule.kind.group in GROUPS}
    found = [linted(path) for path in BAD]

    assert all(one.sound for one in found)
    assert every - {finding.code for one in found for finding in one.findings} == set()


@pytest.mark.parametrize("path", sorted((ROOT / "examples").rglob("*.excl")), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_examples_deserve_no_warning(path: Path) -> None:
    """What people copy from is advised at most."""
    found = linted(path)

    assert found.sound
    assert [finding for finding in found.findings if finding.severity > Severity.INFO] == []


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_safe_fixes_come_to_rest(path: Path) -> None:
    """What the fixes of style leave is read like before, and has none of their findings left."""
    chosen = Settings(options=Choice(("style",)))
    mended = fix(Source(path.name, path.read_text("utf-8")), lambda source: lint(source, chosen))

    assert mended.linted.sound
    assert not [finding for finding in mended.linted.findings if finding.safe]


def test_an_import_that_a_file_of_the_project_stands_in_for() -> None:
    """A file of the library need not be imported, unless the project has one of its own in its place."""
    chosen = Settings(options=Choice(("needless-import",)))
    text = Source("a.excl", "import categories/food\nfull, during term\n")

    def own(file: str) -> list[str]:
        def load(name: str) -> Source | None:
            return Source(file, "category broths\n") if name == "categories/food.excl" else None

        return [finding.code for finding in lint(text, chosen, load).findings]

    assert (len(lint(text, chosen).findings), own("categories/food.excl"), own("deals/categories/food.excl")) == (1, [], [])


# Norms.


def test_norms_have_a_source_with_a_date() -> None:
    """Every figure and list says where it comes from, since when, and in what unit."""
    for path in (ROOT / "stdlib" / "norms").glob("*.toml"):
        table = tomllib.loads(path.read_text("utf-8"))
        assert all(len(source["date"]) == 10 and source["title"] for source in table["sources"].values())
        for kind, known in (("figures", FIGURES), ("lists", LISTS)):
            for name, norm in table.get(kind, {}).items():
                assert name in known and norm["says"] and norm["source"] in table["sources"]
                assert kind == "lists" or norm["unit"]


def test_norms_name_words_of_the_library() -> None:
    """Categories and formats in the lists exist."""
    symbols = resolve(parse(Source("a.excl", "")))[0].symbols

    assert all(symbols.find("category", name) for name in LISTS["everyday"][0])
    assert all(symbols.find("format", name) for name in (*LISTS["short_lived"][0], *LISTS["long_lived"][0]))


# Measures.


@pytest.mark.parametrize(
    ("clause", "at_least", "exact"),
    [
        ("full, 12 hours before to 36 hours after each post", 2, True),
        ("full, 1 week after signing", 7, True),
        ("full, on the day of first post", 1, True),
        ("full, 2026-03-01 through 2026-03-31", 31, True),
        ("full, during term", 60, True),
        ("full, during campaign and 1 week after", 38, True),
        ("full, during usage", 0, False),
        ("full, during final", 2, True),
        ("full, 2 days before to 2 days after final", 4, False),
        ("full, from signing to end of campaign", 40, True),
        ("full, from signing to start of campaign", 9, True),
        ("full, from signing through 2026-02-28", 9, True),
        ("full, from signing before 2026-02-28", 8, True),
        ("full, from 2026-03-01 12:00 until 2026-03-03 12:00", 2, True),
        ("full, from 2026-03-05 before 2026-03-05", 0, True),
        ("full, from 1 week before first post to 1 week after last post", 14, False),
        ("full, from 1 week before last post to 1 week after last post", 14, True),
        ("full, from last post to 1 week after first post", 0, False),
        ("full, from 2026-03-01 to 2 days after final", 137, True),
        ("full, from first post to 1 month after signing", 0, False),
        ("full, 1 month after last post, at latest through 2026-12-31", 0, False),
        ("none", 0, False),
    ],
)
def test_length(clause: str, at_least: float, exact: bool) -> None:
    """The nominal length that is certain, and whether it is all."""
    resolved, found = resolve(parse(Source("a.excl", DEAL + clause)))

    assert not [diagnostic for diagnostic in found if diagnostic.is_error]
    assert length(resolved.clauses[0], resolved.deal) == (at_least, exact)
    assert term(resolved.deal) == 60


@pytest.mark.parametrize(
    ("fee", "percent"),
    [
        ("fee 15% of base per 30 days", 15),
        ("fee 15% of base per week", 15 * 30 / 7),
        ("fee 20% of base", 10),
        ("fee 0.5% of base", 0.25),
        ("fee 300 EUR per month", 30),
        ("fee 300 EUR", 15),
        ("fee 300 USD", None),
        ("fee included", None),
        ("fee 5% of base per month at least 400 EUR", 20),
        ("fee 50% of base at least 400 EUR", 25),
        ("fee 5% of base at least 400 USD", None),
    ],
)
def test_monthly_percent(fee: str, percent: float | None) -> None:
    """Prices of all kinds in percent of the base fee for 30 days, for a window of two months."""
    resolved, _ = resolve(parse(Source("a.excl", f"{DEAL}category sonar, 2 months after last post, {fee}")))

    assert monthly_percent(resolved.clauses[0], resolved.deal) == percent


def test_monthly_percent_of_a_window_between_facts() -> None:
    """The dates of the agreement say how long such a window lasts."""
    resolved, _ = resolve(parse(Source("a.excl", f"{DEAL}category sonar, during term, fee 20% of base")))

    assert monthly_percent(resolved.clauses[0], resolved.deal) == 10


@pytest.mark.parametrize("window", ["2 days before to 2 days after final", "during usage", "from last post to 2 days before last post"])
def test_no_percentage_of_a_window_without_a_known_length(window: str) -> None:
    """A price for the whole window cannot be counted by the month where the length is open, is only a part of it, or is nothing."""
    resolved, _ = resolve(parse(Source("a.excl", f"{DEAL}category sonar, {window}, fee 300 EUR")))

    assert monthly_percent(resolved.clauses[0], resolved.deal) is None


def test_words_for_lengths() -> None:
    """Short ones in hours, others in days, and none is rounded to what it is not."""
    assert [said(count) for count in (1 / 24, 0.5, 1, 1.5, 2, 30)] == ["1 hour", "12 hours", "1 day", "36 hours", "2 days", "30 days"]
    assert [said(count) for count in (49 / 24, 31.5, math.inf)] == ["2 days and 1 hour", "31 days and 12 hours", "an unlimited time"]


@pytest.mark.parametrize(
    ("clause", "message"),
    [
        ("full, 49 hours after last post", "all other sponsored content is shut out for 2 days and 1 hour, where 2 days are usual"),
        (
            "category sonar, 2 months after last post, fee 9.96% of base per 30 days",
            "the fee comes to 9.96% of the base fee for 30 days, where 10% is little",
        ),
        (
            "category sonar, 2 months after last post, fee 9.999999% of base per 30 days",
            "the fee comes to 9.999999% of the base fee for 30 days, where 10% is little",
        ),
        (
            "category sonar, 2 months after last post, fee 0.00001% of base per 30 days",
            "the fee comes to 0.00001% of the base fee for 30 days, where 10% is little",
        ),
        (
            "category clothing, 2 months after last post, fee 49.7% of base per 30 days",
            "the fee comes to 49.7% of the base fee for 30 days, where around 50% is usual for `clothing`",
        ),
        (
            "category clothing, 2 months after last post, fee 12.34% of base per 30 days",
            "the fee comes to 12% of the base fee for 30 days, where around 50% is usual for `clothing`",
        ),
    ],
)
def test_a_figure_is_not_rounded_to_the_norm_it_falls_short_of(clause: str, message: str) -> None:
    """A sentence that holds a figure against a norm is true of the figures that it prints."""
    found = lint(Source("a.excl", f"{DEAL}\n{clause}\n"), Settings(options=Choice(GROUPS)))

    assert message in [finding.message for finding in found.findings]


def test_equal_bounds_in_hours_are_not_swapped() -> None:
    """What starts and ends at one moment is reported, and no fix is offered that would leave it as it is."""
    text = "category sonar, from 48 hours after last post to 48 hours after last post\n"
    (found,) = [one for one in lint(Source("a.excl", text), Settings()).findings if one.code == "L126"]

    assert (found.message, found.fix) == ("the window ends at the moment at which it starts", None)


def test_letters() -> None:
    """Names that readers take for one another are one; others are not."""
    assert len({letters(name) for name in ("Garmin", "GARMlN", "garrnin", "Gármin", "gar-min", "Garm1n")}) == 1
    assert letters("Garmin") != letters("Germin")


TWO_POSTS = (
    'agreement "A"\n  advertiser Acme\n  influencer River\n  timezone Europe/Vilnius\n  posts\n'
    "    reel on instagram, planned 2026-03-10 18:00\n    reel on instagram, planned 2026-04-12 18:00\n"
)


@pytest.mark.parametrize(
    ("name", "quiet", "loud"),
    [
        ("gap-between-posts", "category sonar, 1 month after last post", "category lures, 1 month after each post"),
        ("hours-across-clock-change", "category sonar, 2 days after each post", "category lures, 600 hours after each post"),
        ("very-long-tail", "category sonar, 1 day after last post", "category lures, 1 day before to 2 years after last post"),
        ("partly-dead-exception", "full, during term", "full, during term, except Organic and PAID"),
    ],
)
def test_a_rule_goes_on_behind_a_clause_of_which_it_has_nothing_to_say(name: str, quiet: str, loud: str) -> None:
    """It finds what it has to find, whatever stands before it, and however it is written."""
    code = next(code for code, kind in kinds().items() if kind.name == name)

    assert [
        [one.code for one in lint(Source("a.excl", f"{TWO_POSTS}{text}\n"), Settings(options=Choice((code.lower(),)))).findings]
        for text in (quiet, loud, f"{quiet}\n{loud}")
    ] == [[], [code], [code]]
