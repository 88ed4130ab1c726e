"""Many agreements as one sequence: each is made of its few facts when it is asked for, and not kept."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias, overload

import attrs

from clauselang.resolve.resolved import Deal, Deliverable, Resolved
from clauselang.resolve.symbols import Place
from clauselang.syntax import ast


@attrs.frozen
class Agreement:
    """One agreement of a batch: what it is called, and its file with its facts."""

    name: str
    resolved: Resolved


# What happened or is to happen and when; for a plan also when the creator was told.
Event: TypeAlias = "tuple[str, str | None] | tuple[str, str | None, str | None]"


# A post that an agreement owes: which of the surfaces, whose account, and its events in order. (A plain tuple, which
# the collector of garbage forgets about: there are hundreds of thousands.)
Owed: TypeAlias = "tuple[int, str | None, tuple[Event, ...]]"


class Facts(NamedTuple):
    """What a row says of an agreement; what it leaves out is as in the file of clauses. Equal parts are one object."""

    title: str
    influencer: str | None
    accounts: frozenset[str] | None
    advertiser: str | None
    own_brands: frozenset[str] | None
    timezone: str | None
    signed: str | None
    periods: tuple[tuple[str, ast.Period], ...]
    base_fee: ast.Money | None
    posts: tuple[Owed, ...]


_SHARED = frozenset(Facts._fields.index(name) for name in ("accounts", "own_brands", "periods", "base_fee"))
_INFLUENCER, _ACCOUNTS = Facts._fields.index("influencer"), Facts._fields.index("accounts")
Whom: TypeAlias = "tuple[str | None, frozenset[str]]"


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


class Table(Agreements):
    """Agreements as rows of facts under one file of clauses."""

    def __init__(self, terms: Resolved, facts: Iterable[Facts], surfaces: Sequence[tuple[Place, ast.Name, ast.Name]]) -> None:
        self._terms = terms
        self._shared: list[Any] = []
        self._number: dict[object, int] = {}
        self._rows = [self._packed(row) for row in facts]
        self._surfaces = surfaces
        self._days: dict[str, ast.When] = {}
        self._base = terms.deal or Deal(ast.Agreement(ast.Name("", True)), "")

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> Agreement: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Agreement]: ...
    def __getitem__(self, index: int | slice) -> Agreement | Sequence[Agreement]:
        if isinstance(index, slice):
            return [self._made(self._unpacked(row)) for row in self._rows[index]]
        return self._made(self._unpacked(self._rows[index]))

    def name(self, index: int) -> str:
        """What an agreement is called."""
        return str(self._rows[index][0])

    def whom(self) -> Iterator[Whom]:
        """Whom each agreement binds, and their accounts."""
        base = self._base
        for row in self._rows:
            accounts = self._shared[row[_ACCOUNTS]]
            yield row[_INFLUENCER] or base.influencer, base.accounts if accounts is None else accounts

    def vocabularies(self) -> Iterator[Resolved]:
        """The file of clauses, for every agreement."""
        return (self._terms for _ in self._rows)

    def _packed(self, facts: Facts) -> tuple[Any, ...]:
        """A row as texts and numbers, with what many rows share kept once and its posts as bytes of our own making.

        That is a quarter of the memory, and nothing that the collector of garbage would look through.
        """
        return (*[self._share(cell) if at in _SHARED else cell for at, cell in enumerate(facts[:-1])], marshal.dumps(facts.posts))

    def _unpacked(self, row: tuple[Any, ...]) -> Facts:
        return Facts._make([*[self._shared[cell] if at in _SHARED else cell for at, cell in enumerate(row[:-1])], marshal.loads(row[-1])])

    def _share(self, cell: object) -> int:
        known = self._number.get(cell)
        if known is None:
            known = self._number[cell] = len(self._shared)
            self._shared.append(cell)
        return known

    def _made(self, facts: Facts) -> Agreement:
        terms, base = self._terms, self._base
        periods: Mapping[str, ast.Period] = {**base.periods, **dict(facts.periods)} if facts.periods else base.periods
        deal = Deal(
            ast.Agreement(ast.Name(facts.title, True)),
            facts.title,
            base.advertiser if facts.own_brands is None else facts.advertiser,
            base.own_brands if facts.own_brands is None else facts.own_brands,
            facts.influencer or base.influencer,
            base.accounts if facts.accounts is None else facts.accounts,
            facts.timezone or base.timezone,
            self._day(facts.signed) or base.signed,
            periods,
            base.events,
            facts.base_fee or base.base_fee,
            base.fee_paid,
            base.ended,
            base.schedules,
            base.consents,
            tuple([self._deliverable(post) for post in facts.posts]) if facts.posts else base.posts,
        )
        resolved = Resolved(terms.source, terms.module, terms.symbols, terms.taxonomy, deal, terms.articles, terms.scenarios)
        return Agreement(facts.title, resolved)

    def _day(self, text: str | None) -> ast.When | None:
        if not text or len(text) > 10:
            return when_of(text)
        return self._days.get(text) or self._days.setdefault(text, ast.When("date", text))

    def _deliverable(self, post: Owed) -> Deliverable:
        place, form, platform = self._surfaces[post[0]]
        return Deliverable(place, post[1], ast.Post(form, platform, None, tuple([_event(*event) for event in post[2]])))


def _event(what: str, when: str | None, notified: str | None = None) -> ast.Planned | ast.PostEvent | ast.PostState:
    at = when_of(when)
    if at is None:
        return ast.PostState("cancelled")
    if what == "planned":
        return ast.Planned(at, when_of(notified))
    return ast.PostEvent("published" if what == "published" else "republished", at)


def when_of(text: str | None) -> ast.When | None:
    """The date or moment that a text in the form of `deals` is."""
    if not text:
        return None
    if len(text) == 10:
        return ast.When("date", text)
    has_offset = text[-1] == "Z" or "+" in text[11:] or "-" in text[11:]
    return ast.When("instant" if has_offset else "local", text)
