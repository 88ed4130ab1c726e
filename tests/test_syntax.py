"""Text → tree: the reference's examples, recovery after anything at all, and Lark as a second opinion."""

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
# Ten lines that cannot be read, among others.
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
