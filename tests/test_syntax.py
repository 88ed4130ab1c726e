"""Text → tree: the reference's examples, recovery after mistakes, the wording of messages, and Lark as a second opinion."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lark import Lark, Token, Tree

from clauselang.diagnostics.diagnostic import Diagnostics
from clauselang.resolve.resolver import resolve
from clauselang.semantics.lower import lower
from clauselang.source import Source
from clauselang.syntax import ast, parser
from clauselang.syntax.parser import Parsed, parse
from clauselang.syntax.rules import READY
from clauselang.syntax.tables import KEYWORDS
from clauselang.syntax.tokens import Word

GRAMMAR = Path(__file__).parents[1] / "grammar"
_FENCE = re.compile(r"^```(\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FENCED = _FENCE.findall((GRAMMAR / "README.md").read_text("utf-8"))
ACCEPTED = [text for language, text in _FENCED if language == "excl"]
REFUSED = [text for language, text in _FENCED if language == "excl-refused"]


def read(text: str) -> Parsed:
    """Parse a text without a file."""
    return parse(Source("deal.excl", text))


def tree(text: str) -> ast.Module:
    """The tree of a text that must be right."""
    parsed = read(text)
    assert parsed.diagnostics == ()
    return parsed.module


def everything(text: str) -> Diagnostics:
    """What parsing, resolving and (without errors) lowering say."""
    parsed = read(text)
    resolved, named = resolve(parsed)
    found = parsed.diagnostics + named
    return found if any(d.is_error for d in found) else found + lower(resolved)[1]


# The reference.


@pytest.mark.parametrize("text", ACCEPTED)
def test_reference_is_accepted(text: str) -> None:
    """Every example of the language reference is read without an error, by itself, in all rooms."""
    assert [d for d in everything(text) if d.is_error] == []


@pytest.mark.parametrize("text", REFUSED)
def test_reference_is_refused(text: str) -> None:
    """Every line that the reference calls refused gets an error of its own."""
    errors = {d.span.source.position(d.span.start)[0] for d in everything(text) if d.is_error and d.span}
    assert errors == set(range(1, len(text.splitlines()) + 1))


def test_reference_uses_every_word() -> None:
    """No word of the language is missing from the examples of the reference."""
    written = set(re.findall(r"[a-z-]+", " ".join(ACCEPTED).lower()))
    plurals = {"hour", "day", "week", "weeks", "year", "years", "months"}
    assert set(KEYWORDS) - written - plurals - {"act", "kind"} == set()


# Trees.


def name(text: str, quoted: bool = False) -> ast.Name:
    """A name."""
    return ast.Name(text, quoted)


def months(figure: int) -> ast.Duration:
    """A duration."""
    return ast.Duration(((figure, "month"),))


def surface(platform: str, form: str) -> ast.Surface:
    """A format of a platform."""
    return ast.Surface(None, name(platform), name(form))


def test_tree_of_the_smallest_file() -> None:
    """The first example of the reference is one clause of three phrases, in the order written."""
    clause = ast.Clause((
        ast.Target((ast.Categories((name("sonar"),)),)),
        ast.Around(months(1), months(1), ast.PostAnchor("last")),
        ast.SurfacesExcluded((surface("instagram", "stories"),)),
    ))  # fmt: skip
    assert tree(ACCEPTED[0]) == ast.Module((clause,))


def test_tree_of_a_chain() -> None:
    """`then` marks its clause; a percentage, a rate and a minimum are one fee."""
    text = 'exclusivity "Room"\n  full, 48 hours after each post on youtube, on youtube videos\n'
    text += "  then category fishing_gear, for 1 month, fee 15% of base per 30 days at least 200 USD\n"
    first = ast.Clause((
        ast.Target((ast.Full(),)),
        ast.After(ast.Duration(((48, "hour"),)), ast.PostAnchor("each", (ast.Surface(name("youtube")),))),
        ast.On((surface("youtube", "videos"),)),
    ))  # fmt: skip
    second = ast.Clause((
        ast.Target((ast.Categories((name("fishing_gear"),)),)),
        ast.For(months(1)),
        ast.Fee(Decimal(15), None, ast.Duration(((30, "day"),)), ast.Money(Decimal(200), "USD")),
    ), then=True)  # fmt: skip
    assert tree(text) == ast.Module((ast.Exclusivity(name("Room", True), (first, second)),))


def test_tree_of_a_post() -> None:
    """Moments keep the precision and the offset that were written; a reschedule is one more plan."""
    text = 'agreement "X"\n  posts\n    reel on instagram from @a.b, planned 2026-03-10 notified 2026-03-01 09:00, '
    text += "published 2026-03-10T18:00:01+02:00, owed\n"
    plan = ast.Planned(ast.When("date", "2026-03-10"), ast.When("local", "2026-03-01T09:00"))
    published = ast.PostEvent("published", ast.When("instant", "2026-03-10T18:00:01+02:00"))
    post = ast.Post(name("reel"), name("instagram"), ast.Handle("a.b"), (plan, published, ast.PostState("owed")))
    assert tree(text) == ast.Module((ast.Agreement(name("X", True), (ast.Posts((post,)),)),))


def test_tree_of_an_exception() -> None:
    """An exception has one level of counter-exception; a quoted one is a question."""
    (clause,) = tree('full, perpetual, except stories but not stories on tiktok, unless "rules"').items
    stories = ast.Exempt("surface", (ast.Surface(name("stories")),))
    on_tiktok = ast.Exempt("surface", (surface("tiktok", "stories"),))
    assert isinstance(clause, ast.Clause)
    assert clause.phrases[2:] == (ast.Except(stories, on_tiktok), ast.Condition(True, ast.Test("rules")))


def test_tree_of_vocabulary() -> None:
    """A declaration keeps its label, what it stands under, and its entries in order."""
    (item,) = tree('category augers "ice augers" under gear and tools\n  alias auger, "ice drill"\n  iab 1113 broad\n  nl "boren"').items
    entries = (ast.Alias((name("auger"), name("ice drill"))), ast.Iab(1113, True), ast.Labels(((name("nl"), "boren"),)))
    assert item == ast.Declaration("category", name("augers"), "ice augers", (name("gear"), name("tools")), entries)


def test_tree_of_a_scenario() -> None:
    """A scenario's line is a described post and what is expected of it."""
    (item,) = tree('scenario "S"\n  mention of Garmin, on tiktok, 2026-04-20: unknown, needs kind, provisional').items
    details = (ast.Detail("surface", (ast.Surface(None, name("tiktok")),)), ast.Detail("time", (ast.When("date", "2026-04-20"),)))
    expected = ast.Expectation("unknown", (name("kind"),), ("provisional",))
    assert item == ast.Scenario(name("S"), (ast.Example(None, "mention", (name("Garmin"),), details, expected),))


def nodes(value: Any) -> list[ast.Node]:
    """All nodes of a tree."""
    if isinstance(value, tuple):
        return [node for part in value for node in nodes(part)]
    if not isinstance(value, ast.Node):
        return []
    return [value, *nodes(tuple(getattr(value, a.name) for a in attrs.fields(type(value)) if a.name != "span"))]


@pytest.mark.parametrize("text", ACCEPTED)
def test_spans_cover_what_was_read(text: str) -> None:
    """Every node has a span inside the source, and a name's span is the name."""
    for node in nodes(tree(text)):
        assert node.span is not None
        assert 0 <= node.span.start <= node.span.end <= len(text)
        if isinstance(node, ast.Name):
            assert node.span.text.strip('"') == node.text


@pytest.mark.parametrize("text", ACCEPTED)
def test_layout_is_no_meaning(text: str) -> None:
    """Spans take no part in equality: comments, blank lines, blanks at line ends and Windows line ends change no tree."""
    spread = "# first\n\n" + re.sub(r"$", "  # why", text.rstrip("\n"), flags=re.MULTILINE).replace("\n", "\n\n# own line\n")
    assert tree(spread) == tree(text)
    assert tree(text.replace("\n", "  \r\n")) == tree(text)
    assert tree(text.rstrip("\n")) == tree(text)


def test_comments_are_kept_aside() -> None:
    """Comments are kept in order, with their text, and whether they have a line of their own; blank lines by place."""
    text = "# one\n\nfull,  # two\n  # three\n  during term # four\n"
    trivia = read(text).trivia
    assert [(c.span.text, c.own_line) for c in trivia.comments] == [
        ("# one", True), ("# two", False), ("# three", True), ("# four", False),
    ]  # fmt: skip
    assert trivia.blank_lines == (text.index("\n") + 1,)


def test_comments_of_a_broken_line_are_kept() -> None:
    """A mistake loses no comment."""
    trivia = read("full, within it # one\nfull, during term # two\n").trivia
    assert [c.span.text for c in trivia.comments] == ["# one", "# two"]


def test_hash_in_quotes_is_no_comment() -> None:
    """A `#` in a quoted name belongs to the name."""
    parsed = read('brands "No. #1", during term')
    assert parsed.trivia.comments == ()
    assert nodes(parsed.module)[4] == name("No. #1")


KEYWORD_NAMES = [
    "brands Full and Then and Category, during term", "full, during signing", "format post", "platform posts\n  format perpetual",
    "agreement Term\n  advertiser Campaign\n  influencer None", "exclusivity term\n  full, during term", "category category under brands",
    "competitors fee\n  Each\n  Last", "full, during term, except schedule except", "brand brand sells fee\n  alias alias, iab",
    'scenario scenario\n  mention of Full and Needs, on post: unknown, needs time',
]  # fmt: skip


@pytest.mark.parametrize("text", KEYWORD_NAMES)
def test_words_of_the_language_can_be_names(text: str) -> None:
    """A word is a keyword only where the place can use it, and a name otherwise."""
    tree(text)


@pytest.mark.parametrize("text", ACCEPTED)
def test_keywords_have_no_case(text: str) -> None:
    """Keywords in capitals give the same tree but for the spelling of names."""

    def shout(match: re.Match[str]) -> str:
        return match.group().upper() if match.group() in KEYWORDS else match.group()

    loud = re.sub(r'"[^"\n]*"|[@#][^\s,]+|[A-Za-z][A-Za-z0-9_/-]*', shout, text)
    assert loud.casefold() == text.casefold()
    assert repr(tree(loud)).casefold() == repr(tree(text)).casefold()


def test_a_comma_joins_lines() -> None:
    """A line that ends in a comma goes on in the next, whatever its indentation."""
    assert tree("full,\nduring term,\n        on instagram\nnone") == tree("full, during term, on instagram\nnone")


def test_text_is_kept_in_normal_form() -> None:
    """A decomposed letter in quotes is a warning, and the name is kept composed."""
    parsed = read('brands "Cafe\u0301", during term')
    assert [(d.code, d.span.text) for d in parsed.diagnostics if d.span] == [("S122", "e")]
    assert nodes(parsed.module)[4] == name("Caf\u00e9")


# Mistakes.

TEN = """\
agreement "Ten mistakes"
  advertiser "Acme Sonar"
    sels sonar
  influencer "River Angler"
    instagram river.angler
  signed 20 February 2026
  term 2026-03-01 to 2027-06-30
  posts
    reel on instagram planned 2026-03-10
    video on youtube, planned 2026-04-31

exclusivity "Sonar brands"
  category sonar 1 month after last post
  category sonar, 24 hours around each post
  then category sonar, for 1 month
  brands “Garmin”, during term

scenario "Rivals"
  paid mention of Garmin, reel on instagram: forbidden
"""


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


# Two drivers of one grammar.

Shape = Any


def shape(name: str, kept: list[Any], place: object) -> Shape:
    """A shape instead of a node."""
    return name, kept


class Recorder(parser._Parser):
    """Our driver over the checked-in tables, making plain shapes and remembering the words that it fed."""

    rules = tuple(rule._replace(build=rule.build and partial(shape, rule.callback)) for rule in READY)

    def __init__(self, source: Source) -> None:
        super().__init__(source)
        self.fed: list[tuple[str, str]] = []

    def feed(self, word: Word) -> None:
        """Remember the words up to here, then go on."""
        self.fed += [(kind, text) for kind, text, *_ in (*self.line, word)]
        self.line = []
        super().feed(word)


def ours(value: Any) -> Shape:
    """Name and children of our shape."""
    if isinstance(value, tuple) and len(value) == 4:
        return value[:2]
    return (value[0], [ours(child) for child in value[1]]) if isinstance(value, tuple) else value


def larks(value: Any) -> Shape:
    """Name and children of Lark's tree."""
    if isinstance(value, Token):
        return value.type, value.value
    return (str(value.data), [larks(child) for child in value.children]) if isinstance(value, Tree) else value


@pytest.fixture(scope="module")
def lark() -> Lark:
    """The grammar in Lark's own LALR parser."""
    return Lark.open(str(GRAMMAR / "clauselang.lark"), parser="lalr", start="module", lexer="basic", maybe_placeholders=True)


@pytest.mark.parametrize("text", ACCEPTED)
def test_driver_agrees_with_lark(text: str, lark: Lark) -> None:
    """Fed with the same words, Lark's own parser derives the same tree as the driver over the checked-in tables."""
    recorder = Recorder(Source("deal.excl", text))
    recorder.run()
    interactive = lark.parse_interactive("")
    for kind, word in recorder.fed[:-1]:
        interactive.feed_token(Token(kind, word))
    assert larks(interactive.feed_eof()) == ours(recorder.stack[1])


# Anything at all.

MARKS = [",", ", ", ":", "#", "\n", "\n  ", "\n    ", "\r\n", "\t", " ", '"', '"x"', "sonar", "1", "15%", "2026-03-10", "@a"]
WORDS = [*sorted(KEYWORDS), *MARKS]
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(WORDS) | st.characters(), max_size=60).map(" ".join))


def check_anything(text: str) -> None:
    """Reading ends with a tree, and every finding points into the source."""
    source = Source("deal.excl", text)
    parsed = parse(source)
    resolved, named = resolve(parsed)
    for found in (*parsed.diagnostics, *named):
        assert found.message
        assert found.span
        assert found.span.source is source
        assert 0 <= found.span.start <= found.span.end <= len(text)
        source.position(found.span.start)
    if not any(d.is_error for d in (*parsed.diagnostics, *named)):
        lower(resolved)
    assert parse(source).diagnostics == parsed.diagnostics


@given(TEXTS)
@settings(max_examples=400, deadline=None, derandomize=True)
def test_any_text_is_read(text: str) -> None:
    """No text makes reading raise or run on, and every finding stands inside the text."""
    check_anything(text)


@given(st.sampled_from([*ACCEPTED, TEN]), st.lists(st.tuples(st.integers(0, 1500), st.integers(0, 9), st.sampled_from(WORDS)), max_size=4))
@settings(max_examples=400, deadline=None, derandomize=True)
def test_any_change_of_a_file_is_read(text: str, changes: list[tuple[int, int, str]]) -> None:
    """Neither do changes of a valid file: pieces cut out, words put in."""
    for at, length, word in changes:
        at %= len(text) + 1
        text = text[:at] + word + text[at + length :]
    check_anything(text)
