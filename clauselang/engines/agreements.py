"""Many agreements as one sequence: each is made of its few facts when it is asked for, and not kept."""

from __future__ import annotations

import marshal
from array import array
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias, cast, overload
from zoneinfo import ZoneInfo

import attrs

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.resolve.resolved import Deal, Deliverable, Resolved
from clauselang.resolve.symbols import Place
from clauselang.semantics.calendar import declared, skipped
from clauselang.semantics.clock import SkippedTime, iso
from clauselang.semantics.lower import Lowering, lower
from clauselang.semantics.norm import Norms
from clauselang.semantics.posts import Event, Post, Published, owed, surface_of
from clauselang.semantics.terms import terms_of
from clauselang.syntax import ast


@attrs.frozen
class Agreement:
    """One agreement of a batch: what it is called, and its file with its facts."""

    name: str
    resolved: Resolved


# A post that an agreement owes: which of the surfaces, whose account, and its events in order.
Owed: TypeAlias = "tuple[int, str | None, tuple[Event, ...]]"
# A period by its name, its first and its last day.
Days: TypeAlias = "tuple[str, str, str]"


class Facts(NamedTuple):
    """What a row says of an agreement; what it leaves out is as in the file of clauses."""

    title: str
    influencer: str | None
    accounts: frozenset[str] | None
    advertiser: str | None
    own_brands: frozenset[str] | None
    timezone: str | None
    signed: str | None
    periods: tuple[Days, ...]
    base_fee: tuple[str, str] | None
    posts: bytes | None  # packed


Whom: TypeAlias = "tuple[str | None, frozenset[str]]"
HELD = 4096  # settings of agreements that are kept, as many as a table has in a row


def packed(posts: Sequence[Owed]) -> bytes | None:
    """Posts as bytes of our own making: a fraction of the memory, and nothing that the collector of garbage would look through.

    Where all are out and nothing else is known of them, those are pairs of a surface and an instant.
    """
    flat: list[int] = []
    for surface, account, events in posts:
        what, at, _ = events[0] if len(events) == 1 else ("", None, None)
        if what != "published" or not isinstance(at, int) or account is not None:
            return marshal.dumps(tuple(posts))
        flat += (surface, at)
    return marshal.dumps(tuple(flat)) if flat else None


def _unpacked(posts: bytes) -> Sequence[Owed]:
    found = marshal.loads(posts)
    if not isinstance(found[0], int):
        return cast("Sequence[Owed]", found)
    return [(surface, None, (("published", at, None),)) for surface, at in zip(found[::2], found[1::2], strict=True)]


class _Column:
    """Cells of which many are alike: each value once, and for each row its number."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self.numbers = array("I")
        self._number: dict[object, int] = {}

    def extend(self, cells: Sequence[object]) -> None:
        """Add the cells of some rows."""
        known = self._number
        for cell in dict.fromkeys(cells):
            if cell not in known:
                known[cell] = len(self.values)
                self.values.append(cell)
        self.numbers.extend(map(known.__getitem__, cells))

    def close(self) -> None:
        """Forget what only more rows would need."""
        self._number = {}

    def __getitem__(self, row: int) -> Any:
        return self.values[self.numbers[row]]


class Agreements(Sequence[Agreement]):
    """Agreements that are there already, such as those of a folder."""

    def __init__(self, listed: Sequence[Agreement]) -> None:
        self._listed = listed

    def __len__(self) -> int:
        return len(self._listed)

    @overload
    def __getitem__(self, index: int) -> Agreement: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Agreement]: ...
    def __getitem__(self, index: int | slice) -> Agreement | Sequence[Agreement]:
        return self._listed[index]

    def name(self, index: int) -> str:
        """What an agreement is called."""
        return self._listed[index].name

    def whom(self) -> Iterator[Whom]:
        """Whom each agreement binds, and their accounts."""
        for agreement in self._listed:
            deal = agreement.resolved.deal
            yield (deal.influencer, deal.accounts) if deal else (None, frozenset())

    def vocabularies(self) -> Iterator[Resolved]:
        """A file that each agreement shares its declarations with, in the order of the agreements."""
        return (agreement.resolved for agreement in self._listed)

    def norms(self, index: int, as_of: int | None) -> tuple[Norms, Sequence[Diagnostic]]:
        """The norms of an agreement, with what there is to say of it in no order."""
        return lower(self._listed[index].resolved, as_of)


class Table(Agreements):
    """Agreements as rows of facts under one file of clauses, kept by column."""

    def __init__(self, terms: Resolved, facts: Iterable[Sequence[Facts]], surfaces: Sequence[tuple[Place, ast.Name, ast.Name]]) -> None:
        self._resolved = terms
        self._terms = terms_of(terms)
        self._base = terms.deal or Deal(ast.Agreement(ast.Name("", True)), "")
        self._surfaces = surfaces
        self._titles: list[str] = []
        self._influencers: list[str | None] = []
        self._shared = tuple(_Column() for _ in Facts._fields[2:-1])
        self._settings = _Column()  # the zone, the signing and the periods of each together
        self._posts: list[bytes | None] = []
        self._lowerings: dict[int, Lowering] = {}
        for rows in facts:
            titles, influencers, *shared, posts = zip(*rows, strict=True)
            self._titles += titles
            self._influencers += influencers
            self._posts += posts
            for column, cells in zip(self._shared, shared, strict=True):
                column.extend(cells)
            self._settings.extend(list(zip(*shared[3:6], strict=True)))
        for column in (*self._shared, self._settings):
            column.close()
        self._called = [surface_of(place) for place, _, _ in surfaces]
        self._again = lru_cache(maxsize=1)(self._made)  # posts are judged agreement by agreement

    def __len__(self) -> int:
        return len(self._titles)

    @overload
    def __getitem__(self, index: int) -> Agreement: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Agreement]: ...
    def __getitem__(self, index: int | slice) -> Agreement | Sequence[Agreement]:
        if isinstance(index, slice):
            return [self._made(row) for row in range(*index.indices(len(self)))]
        return self._again(range(len(self))[index])

    def name(self, index: int) -> str:
        """What an agreement is called."""
        return self._titles[index]

    def whom(self) -> Iterator[Whom]:
        """Whom each agreement binds, and their accounts."""
        base, accounts = self._base, self._shared[0]
        for influencer, number in zip(self._influencers, accounts.numbers, strict=True):
            own = accounts.values[number]
            yield influencer or base.influencer, base.accounts if own is None else own

    def vocabularies(self) -> Iterator[Resolved]:
        """The file of clauses, for every agreement."""
        return (self._resolved for _ in self._titles)

    def norms(self, index: int, as_of: int | None) -> tuple[Norms, Sequence[Diagnostic]]:
        """The norms of an agreement without its file: from its row."""
        _, advertiser, own, *_ = self._shared
        base, posts, brands = self._base, self._posts[index], own[index]
        lowering = self._lowering(self._settings.numbers[index], index, as_of)
        reports: list[Diagnostic] = []
        zone = lowering.calendar.zone
        return lowering.norms(
            self._owed(posts, zone, reports) if posts else declared(base.posts, zone, reports),
            base.own_brands if brands is None else brands,
            base.advertiser if brands is None else advertiser[index],
            reports,
        )

    def _lowering(self, setting: int, index: int, as_of: int | None) -> Lowering:
        """The clauses for an agreement in whose zone, signing and periods many others are alike."""
        known = self._lowerings.get(setting)
        if known is None or known.as_of != as_of:
            if len(self._lowerings) >= HELD:
                self._lowerings.clear()
            known = self._lowerings[setting] = Lowering(self._terms, self._deal(self._facts(index)._replace(posts=None)), as_of)
        return known

    def _owed(self, posts: bytes, zone: ZoneInfo | None, reports: list[Diagnostic]) -> Sequence[Post]:
        facts = marshal.loads(posts)
        if isinstance(facts[0], int):
            return Published(facts[1::2], [self._called[surface] for surface in facts[::2]])
        found = []
        for surface, account, events in facts:
            try:
                found.append(owed(self._surfaces[surface][0], account, events, zone))
            except SkippedTime as error:
                reports.append(skipped(None, error))
        return tuple(found)

    def _facts(self, row: int) -> Facts:
        return Facts._make((self._titles[row], self._influencers[row], *[column[row] for column in self._shared], self._posts[row]))

    def _made(self, row: int) -> Agreement:
        terms, deal = self._resolved, self._deal(self._facts(row))
        resolved = Resolved(terms.source, terms.module, terms.symbols, terms.taxonomy, deal, terms.articles, terms.scenarios)
        return Agreement(deal.title, resolved)

    def _deal(self, facts: Facts) -> Deal:
        base = self._base
        periods = {of: ast.Period(of, ast.When("date", first), ast.When("date", last)) for of, first, last in facts.periods}  # type: ignore[arg-type]
        return Deal(
            ast.Agreement(ast.Name(facts.title, True)),
            facts.title,
            base.advertiser if facts.own_brands is None else facts.advertiser,
            base.own_brands if facts.own_brands is None else facts.own_brands,
            facts.influencer or base.influencer,
            base.accounts if facts.accounts is None else facts.accounts,
            facts.timezone or base.timezone,
            _when(facts.signed) if facts.signed else base.signed,
            {**base.periods, **periods},
            base.events,
            ast.Money(Decimal(facts.base_fee[0]), facts.base_fee[1]) if facts.base_fee else base.base_fee,
            base.fee_paid,
            base.ended,
            base.schedules,
            base.consents,
            tuple([self._deliverable(post) for post in _unpacked(facts.posts)]) if facts.posts else base.posts,
        )

    def _deliverable(self, post: Owed) -> Deliverable:
        place, form, platform = self._surfaces[post[0]]
        return Deliverable(place, post[1], ast.Post(form, platform, None, tuple([_event(event) for event in post[2]])))


def _event(event: Event) -> ast.Planned | ast.PostEvent | ast.PostState:
    what, at, told = event
    if at is None:
        return ast.PostState("cancelled")
    if what == "planned":
        return ast.Planned(_when(at), None if told is None else _when(told))
    return ast.PostEvent("published" if what == "published" else "republished", _when(at))


def _when(at: str | int) -> ast.When:
    """The date or moment that a cell was."""
    text = iso(at) if isinstance(at, int) else at
    if len(text) == 10:
        return ast.When("date", text)
    has_offset = text[-1] == "Z" or "+" in text[11:] or "-" in text[11:]
    return ast.When("instant" if has_offset else "local", text)
