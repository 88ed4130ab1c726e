"""Mistakes in a text → messages: what is read around them, where they point, their wording, and fixes."""

from __future__ import annotations

import re

import pytest

from clauselang.syntax import ast
from tests.test_syntax import TEN, everything, read, tree

# Mistakes.


def test_ten_mistakes_get_ten_messages() -> None:
    """A file with ten different mistakes gets ten errors in one run, each on its line and with a remedy."""
    found = everything(TEN)
    lines = [d.span.source.position(d.span.start)[0] for d in found if d.span]
    assert lines == [3, 5, 6, 7, 9, 10, 13, 14, 16, 19]
    assert len({d.message for d in found}) == 10
    assert all(d.is_error and d.help for d in found)


def test_right_lines_survive_wrong_ones() -> None:
    """What stands between the mistakes is read: the blocks, their other lines, and a block under a misspelt header."""
    module = read(TEN).module
    assert [type(item).__name__ for item in module.items] == ["Agreement", "Exclusivity", "Scenario"]
    kept = read('agreemnt "X"\n  signed 2026-02-20\nexclusivty\n  full, during term\n  full, durin term\nnone\n')
    assert [d.help for d in kept.diagnostics] == [f"did you mean `{w}`?" for w in ("agreement", "exclusivity", "during")]
    agreement, article, none = kept.module.items
    assert isinstance(agreement, ast.Agreement)
    assert agreement.facts == (ast.Signed(ast.When("date", "2026-02-20")),)
    assert isinstance(article, ast.Exclusivity)
    assert len(article.clauses) == 1
    assert none == tree("none").items[0]


def test_a_block_under_an_unknown_line_is_passed_over() -> None:
    """A line that opens no known block is one mistake, and not one for each line below it."""
    parsed = read("zzz\n  yyy\n    xxx\n  yyy\nnone\n")
    assert [d.span.place for d in parsed.diagnostics if d.span] == ["deal.excl:1:1"]
    assert len(parsed.module.items) == 1


def test_two_unreadable_headers_are_two_mistakes() -> None:
    """What stands in for an unreadable header is not reported as declared twice."""
    found = everything('categry one\n  nl "een"\ncategry two\n  nl "twee"\n')
    assert [(d.code, d.help) for d in found] == [("S101", "did you mean `category`?")] * 2


def test_one_character_is_one_mistake() -> None:
    """A look-alike or invisible character in an unquoted name is not reported a second time as unreadable."""
    assert [d.code for d in everything("category s\u043enar, during term")] == ["S120"]
    assert [d.code for d in everything("category so\u200bnar, during term")] == ["S121"]


def test_digits_are_ascii() -> None:
    """Figures in the digits of another script are refused: they look like other figures."""
    assert [d.code for d in everything("full, \uff13 months after last post")] == ["S103"]


# Line, code, the words it points at, message, help.
# fmt: off
MALFORMED: list[tuple[str, str, str, str, str]] = [
    ("full, 24 hours befor each post", "S101", "befor",
     "`befor` is not a word of the language here",
     "did you mean `before`?"),
    ("full, 24 hours before to after each post", "S101", "after",
     "unexpected `after`",
     "expected a duration, such as `1 month`"),
    ("full, 24 before each post", "S101", "before",
     "unexpected `before`",
     "expected a unit: `hours`, `days`, `weeks`, `months` or `years`"),
    ("full, hours before each post", "S101", "hours",
     "`hours` is not a phrase of a clause",
     "say who (`category sonar`), when (`during term`), where (`on instagram`) or what stays free (`stories excluded`)"),
    ("full, 24 hours before", "S102", "e",
     "the line ends too early after `before`",
     "expected what to count from, such as `first post`, or `to`, as in `1 month before to 1 month after last post`"),
    ("full, 24 hours before to 24 hours after", "S102", "r",
     "the line ends too early after `after`",
     "expected what to count from: `each post`, `last post`, `signing`, `end of term` or a named event"),
    ("full, 1 month before to 1 month last post", "S101", "last",
     "unexpected `last`",
     "expected `after`, as in `1 month before to 1 month after last post` or `during term and 1 month after`"),
    ("full, from 1 month to end of term", "S101", "to",
     "unexpected `to`",
     "expected `before` or `after`, as in `1 month after last post`"),
    ("full, until 31 March", "S101", "until",
     "`until` is not a word of the language here",
     "say from when: `from signing until 2026-03-31 18:00`, or `from signing through 2026-03-31`"),
    ("full, 31 March 2026 through 2026-04-30", "S101", "March",
     "`March` is not a word of the language here",
     "write dates with figures, year first: `2026-03-31`"),
    ("full, 2026-03-01 to 2026-03-31", "S101", "to",
     "unexpected `to`",
     "expected `through` and a date"),
    ("full, from signing until end of term", "S101", "end",
     "unexpected `end`",
     "expected a moment, such as `2026-03-10 18:00`; before anything else write `to`, as in `to end of term`"),
    ("full, between signing and end of term", "S101", "between",
     "`between` is not a word of the language here",
     "write `from` and `to`, as in `from signing to end of term`"),
    ("full, 24h after each post", "S101", "h",
     "`h` is not a word of the language here",
     "write the unit in full: `24 hours`"),
    ("full, 2 fortnights after last post", "S101", "fortnights",
     "unexpected `fortnights`",
     "expected a unit: `hours`, `days`, `weeks`, `months` or `years`"),
    ("full, one month after last post", "S101", "one",
     "`one` is not a word of the language here",
     "write numbers with digits, as in `1 month after last post`"),
    ("full, after last post", "S101", "after",
     "`after` is not a word of the language here",
     "say how long after, as in `1 month after last post`"),
    ("full, 1 month after the last post", "S101", "the",
     "`the` is not a word of the language here",
     "leave it out"),
    ("full, 1 month after every post", "S101", "every",
     "`every` is not a word of the language here",
     "write `each post`"),
    ("full 1 month after last post", "S101", "1",
     "a comma is missing before `1`",
     "separate phrases with commas"),
    ("full", "S102", "l",
     "the line ends too early after `full`",
     "expected a comma and when it applies, such as `, 1 month after last post`"),
    ("full,", "S102", ",",
     "the line ends too early after `,`",
     "expected a phrase of a clause, such as `category sonar`, `1 month after last post` or `on instagram`"),
    ("category sonar or lures, during term", "S101", "or",
     "`or` is not a word of the language here",
     "join with `and`: the clause then covers each of them"),
    ("category sonar, lures, during term", "S101", "lures",
     "`lures` is not a phrase of a clause",
     "if it belongs to `category`, join it with `and`; if it stays free, write `lures excluded`"),
    ("category fishing gear, during term", "S101", "gear",
     "unexpected `gear`",
     'put a name of several words in straight double quotes: `"fishing gear"`'),
    ("category sonar during term", "S101", "during",
     "a comma is missing before `during`",
     "separate phrases with commas"),
    ("catgory sonar, during term", "S101", "catgory",
     "`catgory` is not a word of the language here",
     "did you mean `category`?"),
    ("brand Garmin and Lowrance, during term", "S101", "brand",
     "`brand` is not a word of the language here",
     "did you mean `brands`?"),
    ("no stories, during term", "S101", "no",
     "`no` is not a word of the language here",
     "start with who is excluded and say when, as in `category sonar, 1 month after last post`"),
    ("full, during term, on instagram, tiktok", "S101", "tiktok",
     "`tiktok` is not a phrase of a clause",
     "if it belongs to `on`, join it with `and`; if it stays free, write `tiktok excluded`"),
    ("full, during term, instagram stories", "S101", "instagram stories",
     "`instagram stories` is not a phrase of a clause",
     "say who (`category sonar`), when (`during term`), where (`on instagram`) or what stays free (`stories excluded`)"),
    ("full, during term, mention", "S101", "mention",
     "`mention` is not a word of the language here",
     "write `any mention`"),
    ("full, durng term", "S101", "durng",
     "`durng` is not a word of the language here",
     "did you mean `during`?"),
    ("full, forever", "S101", "forever",
     "`forever` is not a word of the language here",
     "write `perpetual`"),
    ("full, during term, from river.angler", "S103", ".",
     "unexpected character `.`",
     "write an account as `@river.angler`; any other name with a full stop goes in straight double quotes"),
    ("full, during term, from @a and b", "S101", "b",
     "unexpected `b`",
     "expected an account such as `@river.angler`"),
    ("full, during term, gifts", "S102", "s",
     "the line ends too early after `gifts`",
     "expected `included` or `excluded`"),
    ("full, during term, except", "S102", "t",
     "the line ends too early after `except`",
     'expected what stays free, such as `brands Moshi`, `stories` or `schedule "B"`'),
    ("full, during term, if the term is longer than 1 year", "S101", "the",
     "`the` is not a word of the language here",
     "leave it out"),
    ("full, during term, unless rules", "S101", "rules",
     "unexpected `rules`",
     "expected a condition, such as `term longer than 1 year`, `ended by influencer` or a quoted question"),
    ("full, during term, fee 15%", "S102", "%",
     "the line ends too early after `15%`",
     "expected `of base`, as in `15% of base`"),
    ("full, during term, fee 300", "S102", "0",
     "the line ends too early after `300`",
     "expected a currency, such as `EUR`"),
    ("full, during term, fee €300", "S103", "€",
     "unexpected character `€`",
     "write the amount and its ISO 4217 code, such as `300 EUR`"),
    ("full, during term, fee 1,000 USD", "S101", ",",
     "unexpected `,`",
     "write the number without a comma, and its currency, such as `1000 EUR`"),
    ("full, during term, penalty 5000 EUR", "S102", "R",
     "the line ends too early after `EUR`",
     "expected `per breach`, as in `penalty 5000 EUR per breach`"),
    ("full, during term, cure soon", "S101", "soon",
     "unexpected `soon`",
     "expected a duration, such as `1 month`"),
    ("full, during term; on instagram", "S103", ";",
     "unexpected character `;`",
     "separate phrases with commas"),
    ("full, during term.", "S103", ".",
     "unexpected character `.`",
     "leave it out: a clause ends with its line"),
    ("brands “Garmin”, during term", "S103", "“",
     "`“` is not a quote of the language",
     'use straight double quotes: `"…"`'),
    ('brands "Garmin, during term', "S104", '"',
     "this quote is not closed on its line",
     'close it with `"` before the line ends'),
    ("brands sönar, during term", "S120", "ö",
     "`ö` (U+00F6 LATIN SMALL LETTER O WITH DIAERESIS) cannot stand in a name",
     "names use the letters a-z, digits, `_` and `-`; put anything else in straight double quotes"),
    ("full, 1.5 months after last post", "S112", "1.5",
     "`1.5` is not a whole number",
     "write a smaller unit, such as `36 hours` or `45 days`"),
    ("full, 99999 years after last post", "S112", "99999 years",
     "the duration is longer than 100 years",
     "write a shorter one; a window without end is `perpetual`"),
    ("full, 100000 days after last post", "S112", "100000",
     "`100000` has more than five digits",
     "write a larger unit, such as `2 years`"),
    ("full, during term, penalty 1234567890123456 EUR per breach", "S112", "1234567890123456",
     "`1234567890123456…` has more than 15 digits",
     "write an amount such as `2400 EUR`"),
    ("full, 2026-02-30 through 2026-03-31", "S110", "2026-02-30",
     "`2026-02-30` is not a date of the calendar",
     "check the day, the month and the time"),
    ("full, 2026-02-01 through 9999-12-31", "S110", "9999-12-31",
     "the year 9999 is too far away to count from",
     "write a year from 1900 to 2199; a window without end is `perpetual`"),
    ("full, within 1 month of last post", "S107", "within",
     "`within` can be read in two ways",
     "say from what to what: `24 hours before to 24 hours after each post`"),
    ("full, promote, during term", "S107", "promote",
     "`promote` can be read in two ways",
     "say what counts: nothing (sponsored content), `any mention` or `any mention or appearance`"),
    ("category sonar and competing products, during term", "S107", "competing",
     "`competing` can be read in two ways",
     "name the category, such as `category sonar`, or a list, such as `competitors rivals`"),
    ("import", "S102", "t",
     "the line ends too early after `import`",
     "expected a path, such as `categories/fishing`"),
    ('platform "My App"', "S101", '"My App"',
     'unexpected `"My App"`',
     "expected a name without quotes, such as `instagram`"),
    ("2026-03-01", "S102", "1",
     "the line ends too early after `2026-03-01`",
     "expected `through` and a date"),
]
# fmt: on


@pytest.mark.parametrize(("line", "code", "place", "message", "remedy"), MALFORMED, ids=[row[0] for row in MALFORMED])
def test_message(line: str, code: str, place: str, message: str, remedy: str) -> None:
    """One mistake gives one message: what is wrong, where, and what to write."""
    (found,) = read(line).diagnostics
    assert found.span
    assert (found.code, found.span.text, found.message, found.help) == (code, place, message, remedy)


@pytest.mark.parametrize("line", [row[0] for row in MALFORMED])
def test_message_keeps_the_house_style(line: str) -> None:
    """A message is one sentence that starts small and ends without a full stop, and speaks of no nodes or tokens."""
    (found,) = read(line).diagnostics
    for text in (found.message, found.help):
        assert not text.endswith(".")
        assert text[0] == "`" or text[0].islower()
        assert not re.search(r"\b(node|token|terminal|parse|syntax)", text)


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ("full, 24 hours befor each post", "full, 24 hours before each post"),
        ("catgory sonar, during term", "category sonar, during term"),
        ("full, durng term", "full, during term"),
        ("category sonar during term", "category sonar, during term"),
        ("full 1 month after last post", "full, 1 month after last post"),
        ("brand Garmin and Lowrance, during term", "brands Garmin and Lowrance, during term"),
    ],
)
def test_fix_mends_the_line(line: str, mended: str) -> None:
    """A fix that a tool applies gives the text that was meant."""
    (found,) = read(line).diagnostics
    assert found.fix
    start, end = found.fix.span.start, found.fix.span.end
    assert line[:start] + found.fix.replacement + line[end:] == mended
    tree(mended)
