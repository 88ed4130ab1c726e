"""Rows of facts and a file of clauses → agreements, kept by column, of which most are lowered at once."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import repeat
from typing import Any, Literal, NamedTuple, TypeAlias, overload
from zoneinfo import ZoneInfo

import attrs

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.engines.agreements import Agreement, Agreements
from clauselang.engines.arrow import Texts
from clauselang.engines.owing import Owed, Owing, Surface, Told
from clauselang.resolve.resolved import Deal, Deliverable, Resolved
from clauselang.semantics.calendar import calendar, dated, declared, skipped
from clauselang.semantics.clock import SkippedTime, iso
from clauselang.semantics.joint import Crowd, JointNorms
from clauselang.semantics.lower import Lowering
from clauselang.semantics.norm import Norms
from clauselang.semantics.posts import Event, Post, Published, owed, surface_of
from clauselang.semantics.terms import terms_of
from clauselang.semantics.window import Calendar
from clauselang.syntax import ast

HELD = 4096  # settings of agreements that are kept, as many as a table has in a row
FEW = 4  # agreements that are as soon lowered one by one

# A period by its name, its first and its last day.
Days: TypeAlias = "tuple[Literal['term', 'campaign', 'usage'], str, str]"


class Facts(NamedTuple):
    """What a row says of an agreement, but for its posts; what it leaves out is as in the file of clauses."""

    title: str
    influencer: str | None
    accounts: frozenset[str] | None
    advertiser: str | None
    own_brands: frozenset[str] | None
    timezone: str | None
    signed: str | None
    periods: tuple[Days, ...]
    base_fee: tuple[str, str] | None


class Columns(NamedTuple):
    """The facts of some rows by column, each as `Facts` calls it, and their posts."""

    facts: tuple[Sequence[Any], ...]
    posts: Told

    def of(self, rows: Sequence[int]) -> Columns:
        """Some of the rows alone."""
        return Columns(tuple([column[row] for row in rows] for column in self.facts), self.posts.of(rows))


class _Column:
    """Cells of which many are alike: each value once, and for each row its number."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self.numbers = array("I")
        self._number: dict[object, int] = {}

    def extend(self, cells: Sequence[object]) -> None:
        """Add the cells of some rows."""
        known, different = self._number, dict.fromkeys(cells)
        for cell in different:
            if cell not in known:
                known[cell] = len(self.values)
                self.values.append(cell)
        if len(different) == 1:
            self.numbers.extend(array("I", map(known.__getitem__, different)) * len(cells))
        else:
            self.numbers.extend(map(known.__getitem__, cells))

    def close(self) -> None:
        """Forget what only more rows would need."""
        self._number = {}

    def __getitem__(self, row: int) -> Any:
        return self.values[self.numbers[row]]

    def numbered(self, rows: Sequence[int]) -> Sequence[int]:
        """The numbers of several rows."""
        numbers = self.numbers
        return numbers[rows.start : rows.stop] if isinstance(rows, range) else [numbers[row] for row in rows]

    def cells(self, rows: Sequence[int]) -> list[Any]:
        """The cells of several rows."""
        values = self.values
        return [values[number] for number in self.numbered(rows)]


class Table(Agreements):
    """Agreements as rows of facts under one file of clauses, kept by column."""

    def __init__(self, terms: Resolved, facts: Iterable[Columns], surfaces: Sequence[Surface]) -> None:
        self._resolved = terms
        self._terms = terms_of(terms)
        self._base = terms.deal or Deal(ast.Agreement(ast.Name("", True)), "")
        self._surfaces = surfaces
        self._titles = Texts()
        self._influencers: list[str | None] = []
        self._shared = tuple(_Column() for _ in Facts._fields[2:])
        self._settings = _Column()  # the zone, the signing and the periods of each together
        self._owing = Owing()
        self._lowerings: dict[int, Lowering] = {}
        for (titles, influencers, *shared), posts in facts:
            self._titles.extend(titles)
            self._influencers += influencers
            self._owing.extend(posts)
            for column, cells in zip(self._shared, shared, strict=True):
                column.extend(cells)
            self._settings.extend(list(zip(*shared[3:6], strict=True)))
        for column in (*self._shared, self._settings):
            column.close()
        self._called = [surface_of(place) for place, _, _ in surfaces]
        self._again = lru_cache(maxsize=1)(self._made)  # posts are judged agreement by agreement
        self._in_zone = lru_cache(maxsize=HELD)(self._zoned)

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

    @property
    def names(self) -> Sequence[str]:
        """What each agreement is called."""
        return self._titles

    @property
    def influencers(self) -> Sequence[str | None]:
        """Whom each agreement binds."""
        base = self._base.influencer
        return self._influencers if base is None else [influencer or base for influencer in self._influencers]

    def accounts(self) -> Iterator[tuple[int, frozenset[str]]]:
        """The accounts of those whom agreements bind, for each agreement that names some."""
        accounts = [self._base.accounts if own is None else own for own in self._shared[0].values]
        if any(accounts):
            yield from ((row, accounts[number]) for row, number in enumerate(self._shared[0].numbers) if accounts[number])

    def vocabularies(self) -> Iterator[Resolved]:
        """The file of clauses, for every agreement."""
        return repeat(self._resolved, len(self))

    def norms(self, index: int, as_of: int | None) -> tuple[Norms, Sequence[Diagnostic]]:
        """The norms of an agreement without its file: from its row."""
        _, advertiser, own, *_ = self._shared
        base, brands = self._base, own[index]
        lowering = self._lowering(self._settings.numbers[index], index, as_of)
        reports: list[Diagnostic] = []
        return lowering.norms(
            self._owed(index, lowering.calendar.zone, reports),
            base.own_brands if brands is None else brands,
            base.advertiser if brands is None else advertiser[index],
            reports,
        )

    def joint(self, indexes: Sequence[int], as_of: int | None) -> tuple[Sequence[JointNorms], Sequence[int]]:
        """The norms of agreements whose posts are out, zone by zone; where clauses ask for the term, also term by term."""
        groups: dict[object, list[int]] = {}
        calendars: dict[int, Calendar] = {}  # of settings of which there is nothing to say
        apart: list[int] = []
        settings, owing = self._settings, self._owing
        by_term = any(isinstance(each.test, ast.TermLonger) for clause in self._resolved.clauses for each in clause.conditions)
        numbers = settings.numbered(indexes)
        together: dict[int, list[int]] = {}  # the group of each setting
        for setting in dict.fromkeys(numbers):
            zone, _, periods = facts = settings.values[setting]
            calendar = self._dated(*facts)
            if calendar is None:
                together[setting] = apart
            else:
                calendars[setting] = calendar
                together[setting] = groups.setdefault((zone, by_term and periods), [])
        for row, setting in zip(indexes, numbers, strict=True):
            is_plain = owing.is_plain(row) and not (self._base.posts and not owing.plain(row)[0])
            (together[setting] if is_plain else apart).append(row)
        found: list[JointNorms] = []
        for rows in groups.values():
            of = list(map(calendars.__getitem__, settings.numbered(rows)))
            norms = self._joint(rows, of, as_of) if len(rows) >= FEW else None
            if norms is None:
                apart += rows
            else:
                found.append(norms)
        return found, sorted(apart)

    def _joint(self, rows: Sequence[int], calendars: Sequence[Calendar], as_of: int | None) -> JointNorms | None:
        """The norms of some agreements that are alike in what clauses ask for."""
        base, first = self._base, rows[0]
        owners, surfaces, instants = self._owing.columns(rows)
        posts = Published(instants.tolist(), [self._called[surface] for surface in surfaces], owners)
        _, advertiser, own, *_ = self._shared
        brands = [base.own_brands if of is None else of for of in own.cells(rows)]
        named = [of is not None or base.advertiser is not None for of in advertiser.cells(rows)]
        return self._lowering(self._settings.numbers[first], first, as_of).joint(Crowd(rows, calendars, posts, brands, named))

    def _dated(self, zone: str | None, signed: str | None, periods: tuple[Days, ...]) -> Calendar | None:
        """The calendar of an agreement without its posts; nothing if there is something to say of it."""
        reports: list[Diagnostic] = []
        base = self._base
        found = dated(self._in_zone(zone), _when(signed) if signed else base.signed, self._periods(periods), base.ended, reports)
        return None if reports else found

    def _zoned(self, zone: str | None) -> Calendar:
        """What all agreements of a zone share of a calendar."""
        base = self._base
        return calendar(attrs.evolve(base, timezone=zone or base.timezone, signed=None, ended=None), None, [], self._terms.places)

    def _periods(self, periods: tuple[Days, ...]) -> dict[str, ast.Period]:
        """The periods of an agreement; those that its row leaves out are as in the file of clauses."""
        of_row: dict[str, ast.Period] = {of: ast.Period(of, ast.When("date", first), ast.When("date", last)) for of, first, last in periods}
        return {**self._base.periods, **of_row}

    def _lowering(self, setting: int, index: int, as_of: int | None) -> Lowering:
        """The clauses for an agreement in whose zone, signing and periods many others are alike."""
        known = self._lowerings.get(setting)
        if known is None or known.as_of != as_of:
            if len(self._lowerings) >= HELD:
                self._lowerings.clear()
            known = self._lowerings[setting] = Lowering(self._terms, self._deal(self._facts(index), self._base.posts), as_of)
        return known

    def _owed(self, row: int, zone: ZoneInfo | None, reports: list[Diagnostic]) -> Sequence[Post]:
        if self._owing.is_plain(row):
            surfaces, instants = self._owing.plain(row)
            called = [self._called[surface] for surface in surfaces]
            return Published(instants.tolist(), called) if called else declared(self._base.posts, zone, reports)
        found = []
        for surface, account, events in self._owing.told(row):
            try:
                found.append(owed(self._surfaces[surface][0], account, events, zone))
            except SkippedTime as error:
                reports.append(skipped(None, error))
        return tuple(found)

    def _facts(self, row: int) -> Facts:
        return Facts._make((self._titles[row], self._influencers[row], *[column[row] for column in self._shared]))

    def _made(self, row: int) -> Agreement:
        posts = tuple([self._deliverable(post) for post in self._owing.told(row)])
        terms, deal = self._resolved, self._deal(self._facts(row), posts or self._base.posts)
        resolved = Resolved(terms.source, terms.module, terms.symbols, terms.taxonomy, deal, terms.articles, terms.scenarios)
        return Agreement(deal.title, resolved)

    def _deal(self, facts: Facts, posts: tuple[Deliverable, ...]) -> Deal:
        base = self._base
        return Deal(
            ast.Agreement(ast.Name(facts.title, True)),
            facts.title,
            base.advertiser if facts.own_brands is None else facts.advertiser,
            base.own_brands if facts.own_brands is None else facts.own_brands,
            facts.influencer or base.influencer,
            base.accounts if facts.accounts is None else facts.accounts,
            facts.timezone or base.timezone,
            _when(facts.signed) if facts.signed else base.signed,
            self._periods(facts.periods),
            base.events,
            ast.Money(Decimal(facts.base_fee[0]), facts.base_fee[1]) if facts.base_fee else base.base_fee,
            base.fee_paid,
            base.ended,
            base.schedules,
            base.consents,
            posts,
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
