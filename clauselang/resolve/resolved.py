"""What a file means by its names: the facts of the deal and the clauses, each facet in its slot."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

import attrs

from clauselang.frozen import frozen
from clauselang.resolve.symbols import Place, Symbol, Symbols
from clauselang.resolve.taxonomy import Taxonomy
from clauselang.source import Source
from clauselang.syntax import ast


@frozen(repr=False, eq=False)
class Deliverable:
    """A post that the agreement owes, with what is known of its times, in the order written."""

    place: Place
    account: str | None
    node: ast.Post


@frozen(repr=False, eq=False)
class Deal:
    """The facts of the agreement. What the author left out is `None` or empty: unknown, never a default."""

    node: ast.Agreement
    title: str
    advertiser: str | None = None
    own_brands: frozenset[str] = frozenset()
    influencer: str | None = None
    accounts: frozenset[str] = frozenset()
    timezone: str | None = None
    signed: ast.When | None = None
    periods: Mapping[str, ast.Period] = attrs.field(factory=dict)
    events: Mapping[str, ast.Event] = attrs.field(factory=dict)
    base_fee: ast.Money | None = None
    fee_paid: ast.When | None = None
    ended: ast.Ended | None = None
    schedules: Mapping[str, ast.Schedule] = attrs.field(factory=dict)
    consents: tuple[tuple[str, tuple[Place, ...], ast.When], ...] = ()
    posts: tuple[Deliverable, ...] = ()


@frozen(repr=False)
class Brand:
    """A brand in a clause: its name as written and the key that facts are compared with."""

    name: str
    key: str


@frozen(repr=False)
class Target:
    """The union of its parts; nothing at all is `none`."""

    full: bool = False
    categories: tuple[Symbol, ...] = ()
    brands: tuple[Brand, ...] = ()
    lists: tuple[Symbol, ...] = ()

    @property
    def is_none(self) -> bool:
        """Whether the clause states that there is no exclusivity."""
        return not (self.full or self.categories or self.brands or self.lists)


Act: TypeAlias = Literal["sponsored", "mention", "mention or show", "engage"]


@frozen(repr=False)
class Exempt:
    """Values of one facet that an exception names; `test` instead when a person must answer a question.

    `values` are places (surface), symbols (category, competitors), brands, and plain keys for the other facets.
    """

    facet: Literal["surface", "kind", "brand", "category", "competitors", "schedule", "account", "territory", "event", "test"]
    values: tuple[Place | Symbol | Brand | str, ...]


@frozen(repr=False)
class Exception_:
    """What a clause does not cover, less the counter-exception."""

    exempt: Exempt
    but_not: Exempt | None = None


@frozen(repr=False)
class Clause:
    """One numbered clause with every facet in its slot; `surfaces`, `accounts`, `territory`, `events` empty = any.

    `number` is `article.clause` as printed; `index` counts the clauses of the file from 1; `after` is the index of
    the clause whose end starts this one.
    """

    node: ast.Clause
    number: str
    index: int
    target: Target
    act: Act = "sponsored"
    gifts: bool | None = None
    window: ast.Window | None = None
    perpetual: bool = False
    at_latest: ast.When | None = None
    surfaces: tuple[Place, ...] = ()
    accounts: tuple[str, ...] = ()
    territory: tuple[str, ...] = ()
    events: tuple[Brand, ...] = ()
    exceptions: tuple[Exception_, ...] = ()
    conditions: tuple[ast.Condition, ...] = ()
    commercial: tuple[ast.Fee | ast.Penalty | ast.Remedy, ...] = ()
    after: int | None = None


@frozen(repr=False, eq=False)
class Article:
    """An exclusivity block; clauses outside a block form an article without title."""

    number: int
    title: str | None
    clauses: tuple[Clause, ...]


@frozen(repr=False, eq=False)
class Resolved:
    """A file whose names are known."""

    source: Source
    module: ast.Module
    symbols: Symbols
    taxonomy: Taxonomy
    deal: Deal | None
    articles: tuple[Article, ...]
    scenarios: tuple[ast.Scenario, ...]

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """All clauses in the order of the file."""
        return tuple(clause for article in self.articles for clause in article.clauses)
