"""The phrases of a clause: target, act and kind, surface, account, territory, event, exceptions, conditions, terms."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, TypeAlias

from clauselang.syntax.ast.deal import Party
from clauselang.syntax.ast.node import Duration, Handle, Money, Name, Node, Surface, node
from clauselang.syntax.ast.time import AtLatest, Perpetual, Window


@node
class Full(Node):
    """`full`: any brand but the advertiser's."""


@node
class Categories(Node):
    """`category sonar and lures`."""

    names: tuple[Name, ...]


@node
class Brands(Node):
    """`brands Garmin and Lowrance`."""

    names: tuple[Name, ...]


@node
class Competitors(Node):
    """`competitors rivals`; without a name it is refused by `resolve`."""

    names: tuple[Name, ...]


@node
class NoExclusivity(Node):
    """`none`: states that there is no exclusivity."""


TargetPart: TypeAlias = Full | Categories | Brands | Competitors | NoExclusivity


@node
class Target(Node):
    """Who else may not be posted for: the parts joined by `plus`."""

    parts: tuple[TargetPart, ...]



@node
class Gifts(Node):
    """`gifts included`, `gifts excluded`."""

    included: bool


@node
class Act(Node):
    """`any mention`, `any mention or appearance`, `any engagement`."""

    what: Literal["mention", "mention or appearance", "engagement"]



@node
class On(Node):
    """`on instagram and youtube videos`; no surface at all is `on any platform`."""

    surfaces: tuple[Surface, ...] = ()


@node
class SurfacesExcluded(Node):
    """`instagram stories excluded`."""

    surfaces: tuple[Surface, ...]


@node
class FromAccounts(Node):
    """`from @river.angler`; no handle at all is `from any account`."""

    handles: tuple[Handle, ...] = ()


@node
class AccountsExcluded(Node):
    """`from @river.behind excluded`."""

    handles: tuple[Handle, ...]


@node
class In(Node):
    """`in NL and BE`; no country at all is `worldwide`."""

    countries: tuple[Name, ...] = ()


@node
class At(Node):
    """`at grand_final`."""

    events: tuple[Name, ...]



@node
class Exempt(Node):
    """What an exception names: one facet and its values, or a quoted test that a person must answer."""

    facet: Literal["surface", "kind", "brand", "category", "competitors", "schedule", "account", "territory", "event"]
    values: tuple[Name | Handle | Surface | str, ...]


@node
class Test(Node):
    """A question in the parties' own words."""

    text: str


@node
class Except(Node):
    """`except stories but not stories on tiktok`: cuts its own clause, with one level of counter-exception."""

    exempt: Exempt | Test
    but_not: Exempt | Test | None = None


@node
class TermLonger(Node):
    """`term longer than 1 year`."""

    duration: Duration


@node
class EndedBy(Node):
    """`ended by influencer`."""

    party: Party
    for_breach: bool = False


@node
class IsFeePaid(Node):
    """`fee paid`."""


@node
class Condition(Node):
    """`if …` or `unless …`."""

    negated: bool
    test: TermLonger | EndedBy | IsFeePaid | Test



@node
class Fee(Node):
    """`fee 15% of base per 30 days at least 200 USD`, `fee 300 USD per month`, `fee included` (all empty)."""

    percent: Decimal | None = None
    amount: Money | None = None
    per: Duration | None = None
    at_least: Money | None = None


@node
class Penalty(Node):
    """`penalty 5000 EUR per breach`."""

    money: Money


@node
class Remedy(Node):
    """`cure 30 days`, `takedown 24 hours`."""

    what: Literal["cure", "takedown"]
    duration: Duration


Phrase: TypeAlias = (
    Target | Gifts | Act | Window | Perpetual | AtLatest | On | SurfacesExcluded | FromAccounts | AccountsExcluded
    | In | At | Except | Condition | Fee | Penalty | Remedy
)  # fmt: skip


@node
class Clause(Node):
    """One sentence of phrases; `then` marks one that starts where the clause above it ends."""

    phrases: tuple[Phrase, ...]
    then: bool = False


@node
class Exclusivity(Node):
    """A numbered article: an optional title and its clauses."""

    title: Name | None
    clauses: tuple[Clause, ...] = ()
