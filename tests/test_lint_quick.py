"""What the linter asks first because it is quick says the same as what it would ask otherwise."""

from __future__ import annotations

from itertools import combinations_with_replacement, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clauselang.diagnostics.diagnostic import Fix
from clauselang.lint.meaning import meaning
from clauselang.lint.reread import Reader
from clauselang.lint.rules.style import mixed_case_keyword as capitals
from clauselang.resolve.imports import no_files
from clauselang.resolve.resolver import resolve
from clauselang.semantics.facet import all_but, only
from clauselang.semantics.lower import lower, lower_beside, lower_under
from clauselang.semantics.scope import Box, Region
from clauselang.source import Source, Span
from clauselang.syntax import characters
from clauselang.syntax.parser import parse, parse_clauses
from clauselang.syntax.tables import KEYWORDS

PIECES = ["Full", "fuLL", "AFTER", "at", "Acme", "T", "9", "-", "_", " ", "\n", '"', "#", "@", ",", ".", "é"]
DEAL = """
agreement "A"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  signed 2026-02-20
  term 2026-03-01 through 2026-06-30
  schedule "Existing"
    Moshi
  posts
    reel on instagram, planned 2026-03-10 18:00
    video on youtube, owed

"""
CLAUSES = (
    "category sonar, any mention, 1 month after last post",
    "full, 24 hours before to 24 hours after each post on instagram, on instagram",
    'brands Garmin, during term and 1 month after, except stories, except schedule "Existing"',
    "full, 48 hours after each post\nthen category sonar, for 1 month",
)


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_no_capital_is_passed_over(text: str) -> None:
    """Where the quick look at a text finds no end of a keyword with a capital, the full one finds no such keyword."""
    wrong = {word for word in capitals._WORD.findall(text) if not word.islower() and word.lower() in KEYWORDS}
    ends = {end.lower() for end in capitals._CAPITAL.findall(text)}
    assert not wrong or not text.isascii() or not capitals._ENDS.isdisjoint(ends)


@pytest.mark.parametrize("clause", CLAUSES)
def test_facts_serve_again(clause: str) -> None:
    """Clauses lowered under facts that were collected before oblige to what they oblige to with facts collected anew."""
    resolved, _ = resolve(parse(Source("a.excl", DEAL + clause + "\n")))
    norms, found = lower(resolved)
    again, said = lower_under(resolved, norms.calendar)
    assert [(a.scope, a.window.stretches, a.must, a.may) for a in norms.norms] == [
        (b.scope, b.window.stretches, b.must, b.may) for b in again.norms
    ]
    assert found == said and norms.own == again.own


# Clauses with other targets, surfaces and exceptions, and the same windows as those above.
OTHERS = (
    "full, any mention or appearance, 1 month after last post",
    "category sonar, 24 hours before to 24 hours after each post on instagram, except gifted",
    'brands Moshi, gifts excluded, during term and 1 month after, except schedule "Existing", unless ended by advertiser, fee 100 EUR',
    "category sonar, 48 hours after each post\nthen full, for 1 month, on youtube",
)


@pytest.mark.parametrize(("clause", "other"), list(zip(CLAUSES, OTHERS, strict=True)))
def test_windows_serve_again(clause: str, other: str) -> None:
    """Clauses that apply when others did oblige, with the windows of those, to what they oblige to when all is lowered."""
    before, _ = lower(resolve(parse(Source("a.excl", DEAL + clause + "\n")))[0])
    resolved, _ = resolve(parse(Source("a.excl", DEAL + other + "\n")))
    norms, _ = lower(resolved)
    again = lower_beside(resolved, before.calendar, before.windows)
    assert [(a.scope, a.window.stretches, a.must, a.may) for a in norms.norms] == [
        (b.scope, b.window.stretches, b.must, b.may) for b in again.norms
    ]
    assert [[e.region for e in a.exemptions] for a in norms.norms] == [[e.region for e in b.exemptions] for b in again.norms]
    assert [[(q.text, q.value) for q in a.conditions] for a in norms.norms] == [
        [(q.text, q.value) for q in b.conditions] for b in again.norms
    ]
    assert (again.own, again.advertiser_known) == (norms.own, norms.advertiser_known)


def test_clauses_alone_serve_again() -> None:
    """Without an agreement nobody says which brands are the Advertiser's own."""
    before, _ = lower(resolve(parse(Source("a.excl", "full, 1 month after last post\n")))[0])
    resolved, _ = resolve(parse(Source("a.excl", "category sonar, 1 month after last post\n")))
    again, (under, _) = lower_beside(resolved, before.calendar, before.windows), lower_under(resolved, before.calendar)
    assert again.advertiser_known is under.advertiser_known is before.advertiser_known is False


BLOCKS = (
    "category sonar, any mention, 1 month after last post",
    "full, 24 hours before to 24 hours after each post,\n    on instagram, except stories",
    'brands "Acme Sonar" and Garmin, during term and 1 month after, except "by hand", fee 10% of base',
    "then full, for 1 month",
)
WRITTEN = ("", "full", "full,", ", full", "full, 2 days after last post", "then full", '"', "# why", "\n", "\n  ", "é", ",", " ")


def reader(block: str) -> Reader:
    """A text whose second clause is this one, inside a block."""
    source = Source("a.excl", f'{DEAL}exclusivity "Rivals"\n  full, during term\n  {block}\n  none\n')
    return Reader(source, no_files, meaning(source, no_files))


LINES = ("\n  ".join(BLOCKS), "full, during term\nnone", "full\n      none", "full, x y z", "full\n none", "30 February")


@pytest.mark.parametrize("lines", [*BLOCKS, *WRITTEN, *LINES])
def test_a_block_without_its_head(lines: str) -> None:
    """Lines read as those of a block are what they are behind the head of one, with the same mistakes."""
    whole, alone = parse(Source("a.excl", f"exclusivity\n  {lines}\n")), parse_clauses(Source("a.excl", f"  {lines}\n"))
    assert alone.module == whole.module
    assert [(one.code, one.message) for one in alone.diagnostics] == [(one.code, one.message) for one in whole.diagnostics]


@pytest.mark.parametrize("block", BLOCKS)
def test_phrases_read_alone(block: str) -> None:
    """A clause of which only the phrases are read that a fix touches is the clause that its whole text is, or is not told."""
    anew = reader(block)
    old, place = anew.before.norms[1].clause.node, anew.clauses[1]
    spans = [place, *(phrase.span for phrase in old.phrases if phrase.span)]
    ends = sorted({at for own in spans for at in (own.start, own.start + 1, (own.start + own.end) // 2, own.end)})
    for (start, end), written in product(combinations_with_replacement(ends, 2), WRITTEN):
        fixes = [Fix("", Span(anew.source, start, end), written)]
        found = anew._node(old, place, fixes)
        assert found is None or found == anew._read(anew._text(place.start, place.end, fixes), in_block=True)


def test_phrases_left_alone() -> None:
    """What no fix touches is not read again."""
    anew = reader("category sonar, any mention, during term, on instagram")
    old, place = anew.before.norms[1].clause.node, anew.clauses[1]
    start = anew.source.text.index("any mention")
    found = anew._node(old, place, [Fix("", Span(anew.source, start, start + 11), "gifts excluded")])
    assert found is not None
    assert [a is b for a, b in zip(found.phrases, old.phrases, strict=True)] == [True, False, True, True]


def test_long_clauses_are_read_whole() -> None:
    """The parser counts the commas of a line, in those phrases too that no fix touches."""
    anew = reader("full, during term" + ", except stories" * 120)
    old, place = anew.before.norms[1].clause.node, anew.clauses[1]
    few, many = ([Fix("", Span(anew.source, place.end, place.end), ", except reel" * count)] for count in (5, 120))
    assert anew._node(old, place, few) is not None and anew._node(old, place, many) is None


def test_characters_that_are_plain() -> None:
    """Of ASCII, what is passed at once is all but the invisible characters."""
    for sign in map(chr, range(128)):
        assert bool(list(characters.check_characters(Source("a.excl", f"a{sign}b")))) == bool(characters._INVISIBLE.match(sign))


def test_windows_that_change_are_looked_at() -> None:
    """Of a clause with another window the norms are told only if nothing is wrong with it."""
    anew = reader("full, 2026-03-01 through 2026-03-31")
    end = anew.clauses[1].end
    right, wrong = (anew.norms([Fix("", Span(anew.source, end - 10, end), day)]) for day in ("2026-04-30", "2026-01-31"))
    assert right is not None and right[1].window.stretches != anew.before.norms[1].window.stretches
    assert wrong is None


VALUES = st.builds(lambda names, rest: (all_but if rest else only)(names), st.frozensets(st.sampled_from("ab")), st.booleans())
BOXES = st.builds(lambda brand, category: Box.of({"brand": brand, "category": category}), VALUES, VALUES)


@given(st.lists(BOXES, max_size=3), BOXES)
def test_inside_one_box(boxes: list[Box], whole: Box) -> None:
    """A region lies in one box if nothing of it is left without the box."""
    region = Region.of(boxes)
    assert (region <= Region((whole,))) == (region - Region((whole,))).is_empty
