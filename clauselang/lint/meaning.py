"""Two texts → whether they oblige to the same: their norms compared, under the facts of the deal and under others.

Most files of clauses have no facts, and without facts every window that counts from a post looks alike. So windows are
computed also for made-up deals that differ in zone, months, hours and number of posts, under every reading of a period.
What no norm holds (vocabulary, facts, money, titles) has to be the same as written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

import attrs

from clauselang.diagnostics.diagnostic import Diagnostics
from clauselang.lint.rule import walk
from clauselang.resolve.imports import Load
from clauselang.resolve.resolved import Clause, Resolved
from clauselang.resolve.resolver import resolve
from clauselang.resolve.symbols import key
from clauselang.semantics.bounds import Reading
from clauselang.semantics.clock import HOUR, MINUTE, Moment, SkippedTime, moment, zone_info
from clauselang.semantics.lower import lower
from clauselang.semantics.norm import Chain, Norm
from clauselang.semantics.posts import Knowledge, Plan, Post
from clauselang.semantics.scope import NOTHING, Region
from clauselang.semantics.window import Calendar, Span
from clauselang.source import Source
from clauselang.source import Span as Place
from clauselang.syntax import ast
from clauselang.syntax.parser import Parsed, parse
from clauselang.syntax.trivia import Trivia


@attrs.frozen(repr=False, eq=False)
class Meaning:
    """What a text says, in the parts that are compared. `errors` counts those of syntax and names, then those of meaning."""

    resolved: Resolved
    trivia: Trivia
    norms: tuple[Norm, ...]
    errors: tuple[int, int]

    @property
    def remarks(self) -> Counter[str]:
        """The comments to people; those to the linter say nothing about the deal."""
        texts = (comment.span.text for comment in self.trivia.comments)
        return Counter(text for text in texts if not text.lower().lstrip("# ").startswith("excl:"))


def meaning(source: Source, load: Load) -> Meaning:
    """Read a text."""
    parsed = parse(source)
    return meaning_of(parsed, *resolve(parsed, load))


def meaning_of(parsed: Parsed, resolved: Resolved, names: Diagnostics) -> Meaning:
    """What a text says that was resolved, which gave the findings `names`. A text with errors has no norms."""
    errors = sum(diagnostic.is_error for diagnostic in (*parsed.diagnostics, *names))
    if errors:
        return Meaning(resolved, parsed.trivia, (), (errors, 0))
    norms, found = lower(resolved)
    return Meaning(resolved, parsed.trivia, norms.norms, (0, sum(d.is_error for d in found)))


def same(before: Meaning, after: Meaning) -> bool:
    """Whether it was shown that nothing changed: norms, comments and all that stands around them."""
    return changed(before, after) == frozenset()


def changed(before: Meaning, after: Meaning) -> frozenset[int] | None:
    """The clauses, counted from 0, whose norms differ; `None` when more than clauses differs, or a text has errors."""
    if before.errors != (0, 0) or after.errors != (0, 0) or len(before.norms) != len(after.norms):
        return None
    one, other = _frames(before, after)
    if one != other or _articles(before) != _articles(after) or before.remarks - after.remarks:
        return None
    return differing(before.norms, after.norms)


def differing(before: tuple[Norm, ...], after: tuple[Norm, ...]) -> frozenset[int]:
    """The clauses, counted from 0, whose norms differ, where nothing else does."""
    pairs = zip(before, after, strict=True)
    return frozenset(index for index, (a, b) in enumerate(pairs) if a is not b and not _same_norm(a, b))


def gone(before: Meaning, after: Meaning) -> Iterator[Place]:
    """Where the items of the frame stand that were written once and are not written any more."""
    one, other = _frames(before, after)
    for item, count in one.items():
        if count == 1 and not other[item] and isinstance(item, ast.Node) and item.span is not None:
            yield item.span


def _articles(of: Meaning) -> list[tuple[str | None, int]]:
    return [(article.title, len(article.clauses)) for article in of.resolved.articles]


def _frames(before: Meaning, after: Meaning) -> tuple[Counter[object], Counter[object]]:
    """Everything but the clauses, less the items that both texts have as the very same object: they tell nothing."""
    one, other = before.resolved.module.items, after.resolved.module.items
    shared = {id(item) for item in one} & {id(item) for item in other}
    return _frame(item for item in one if id(item) not in shared), _frame(item for item in other if id(item) not in shared)


def _frame(items: Iterable[ast.Item]) -> Counter[object]:
    """The facts, the vocabulary, the scenarios; their order is style."""
    facts: Counter[object] = Counter()
    for item in items:
        match item:
            case ast.Agreement(title=title, facts=own):
                facts.update([("title", title), *own])
            case ast.Clause() | ast.Exclusivity():
                pass
            case _:
                facts[item] += 1
    return facts


def _same_norm(a: Norm, b: Norm) -> bool:
    one, other = a.clause, b.clause
    if one.node == other.node:
        return True  # what stands around it is the same; a clause that it starts from is compared for itself
    return (
        _same_items(one.commercial, other.commercial)
        and _same_items(one.conditions, other.conditions)
        and one.target.is_none == other.target.is_none
        and a.scope == b.scope
        and _free(a) == _free(b)
        and list(_asked(a)) == list(_asked(b))
        and _same_window(a.chain, b.chain)
    )


def _same_items(a: tuple[ast.Node, ...], b: tuple[ast.Node, ...]) -> bool:
    """Whether the same is listed, in whatever order."""
    return len(a) == len(b) and (a == b or (len(a) > 1 and Counter(a) == Counter(b)))


def _free(norm: Norm) -> Region:
    """What of the forbidden is free whatever anybody answers."""
    free = NOTHING
    for exemption in norm.exemptions:
        if exemption.question is None and exemption.but_not_question is None:
            free = free | (norm.scope & (exemption.region - exemption.but_not))
    return free


def _asked(norm: Norm) -> Iterator[tuple[str | None, str | None, Region, Region]]:
    """What hangs on answers: the questions in their words, and what they free and take back."""
    for e in norm.exemptions:
        words = [None if question is None else question.name for question in (e.question, e.but_not_question)]
        if any(words):
            yield words[0], words[1], e.region, e.but_not


# Windows.


def _same_window(a: Chain, b: Chain) -> bool:
    if [_written(clause) for clause in a.clauses] == [_written(clause) for clause in b.clauses]:
        return True
    nodes = [node for clause in (*a.clauses, *b.clauses) if clause.window for node in walk(clause.window)]
    made_up = ((_made_up(deal, a.calendar, nodes), _made_up(deal, b.calendar, nodes)) for deal in _DEALS)
    try:
        return all(
            _alike(attrs.evolve(a, calendar=mine), attrs.evolve(b, calendar=yours))
            for mine, yours in chain(made_up, [(a.calendar, b.calendar)])
        )
    except SkippedTime:  # a time of the text that a made-up zone does not have
        return False


def _written(clause: Clause) -> tuple[object, ...]:
    return clause.window, clause.perpetual, clause.at_latest


def _alike(a: Chain, b: Chain) -> bool:
    """Whether two windows are the same under every reading."""
    for reading in Reading:
        one, other = a.window(reading), b.window(reading)
        if (one.must, one.may) != (other.must, other.may):
            return False
    return True


@attrs.frozen(repr=False, eq=False)
class _Deal:
    """A deal that nobody made: its zone, a month end near which its posts lie, signing, and a term."""

    zone: str
    posts: str
    signing: str
    first: str
    last: str


_DEALS = (
    _Deal("Europe/Vilnius", "2026-01-31T18:20", "2026-01-30T11:30", "2026-02-01", "2026-06-30"),
    _Deal("America/New_York", "2027-08-31T23:59", "2027-07-31T08:05", "2027-08-15", "2028-02-29"),
    _Deal("Asia/Kolkata", "2024-02-29T00:00", "2024-01-31T23:10", "2024-02-29", "2024-03-31"),
)
_STEP = (17 * 24 + 5) * HOUR + 13 * MINUTE


def _made_up(deal: _Deal, real: Calendar, nodes: list[ast.Node]) -> Calendar:
    """The facts of a made-up deal: three posts on every surface that the windows name, and three elsewhere."""
    zone = zone_info(deal.zone)
    signing = moment(deal.signing, zone)
    start, first, last = (moment(text, zone) for text in (deal.posts, deal.first, deal.last))
    places = real.places(surface for node in nodes if isinstance(node, ast.PostAnchor) for surface in node.surfaces)
    surfaces: list[tuple[str | None, str | None]] = [(None, None)]
    surfaces += [(place.platform.key if place.platform else None, place.format_key) for place in dict.fromkeys(places)]
    posts = tuple(
        _post(platform, form, start.lo + (index + turn * len(surfaces)) * _STEP)
        for turn in range(3)
        for index, (platform, form) in enumerate(surfaces)
    )
    spans = {name: _moved(first, last, 3 * index * _STEP) for index, name in enumerate(("term", "campaign", "usage"))}
    named = sorted({key(node.text) for node in nodes if isinstance(node, ast.Name)})
    events = {name: _moved(first, first, (1 + 2 * index) * _STEP) for index, name in enumerate(named)}
    return Calendar(zone, spans, events, signing, posts, Knowledge(), real.places)


def _post(platform: str | None, form: str | None, at: int) -> Post:
    """A post that is out, or (one in three) planned for some moment within two hours."""
    if at // HOUR % 3 == 0:
        return Post("post", platform, form, (Plan(Moment(at, at + 2 * HOUR)),))
    return Post("post", platform, form, published=Moment(at, at))


def _moved(first: Moment, last: Moment, by: int) -> Span:
    """From the start of a first day to the end of a last, later by some time."""
    return Span(Moment(first.lo + by, first.lo + by), Moment(last.hi + by, last.hi + by))
