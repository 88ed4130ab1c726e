"""What was written: one frozen class per construct of the language, in the order of `grammar/clauselang.lark`.

Spans take no part in equality, so two texts with the same content are equal trees. Phrases keep the order in
which they were written. INVARIANT: ordered things are tuples; a text is NFC; names keep the author's spelling and
are compared without case only from `resolve` upwards.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, TypeAlias, TypeVar, dataclass_transform

import attrs

from clauselang.source import Span

_T = TypeVar("_T", bound=type)


@dataclass_transform(frozen_default=True, field_specifiers=(attrs.field,))
def node(cls: _T) -> _T:
    """Make a frozen, slotted class with equality by content."""
    return attrs.frozen(repr=False)(cls)


@attrs.frozen(repr=False)
class Node:
    """A construct and the stretch of source it was read from (`None` for a tree that was built in memory)."""

    span: Span | None = attrs.field(default=None, eq=False, kw_only=True)

    def __repr__(self) -> str:
        shown = (f"{a.name}={getattr(self, a.name)!r}" for a in attrs.fields(type(self)) if a.name != "span")
        return f"{type(self).__name__}({', '.join(shown)})"


# Small parts.


@node
class Name(Node):
    """A name or a quoted name: a brand, category, list, event, format, platform, country."""

    text: str
    quoted: bool = attrs.field(default=False, eq=False)


@node
class Handle(Node):
    """An account, written with its `@`, kept without."""

    text: str


Unit: TypeAlias = Literal["hour", "day", "week", "month", "year"]


@node
class Duration(Node):
    """`1 month 15 days`: figures with units, as written."""

    parts: tuple[tuple[int, Unit], ...]


@node
class Money(Node):
    """An amount and its ISO 4217 code."""

    amount: Decimal
    currency: str


@node
class When(Node):
    """A date, a local moment or a moment with its offset, in ISO 8601 with `T`, as precise as it was written."""

    kind: Literal["date", "local", "instant"]
    text: str


@node
class Surface(Node):
    """`instagram` (platform), `stories` (word: platform or format) or both."""

    word: Name | None = None
    platform: Name | None = None
    format: Name | None = None


# The deal and its facts.


@node
class Import(Node):
    """`import categories/fishing`."""

    path: str


@node
class Account(Node):
    """`instagram @river.angler`: an account that the influencer controls."""

    platform: Name
    handle: Handle


@node
class Timezone(Node):
    """`timezone Europe/Vilnius` (IANA)."""

    zone: str


@node
class Advertiser(Node):
    """The brand that pays: its name, what it sells, its further brands, its zone (display only)."""

    name: Name
    sells: tuple[Name, ...] = ()
    brands: tuple[Name, ...] = ()
    timezone: Timezone | None = None


@node
class Influencer(Node):
    """The creator: name, accounts, zone (display only)."""

    name: Name
    accounts: tuple[Account, ...] = ()
    timezone: Timezone | None = None


@node
class Signed(Node):
    """The moment of the last signature."""

    when: When


@node
class Period(Node):
    """`term`, `campaign` or `usage`, from one date through another, both included, or `term DATE for DURATION`."""

    of: Literal["term", "campaign", "usage"]
    first: When
    last: When | None = None
    length: Duration | None = None


@node
class Event(Node):
    """A named moment to anchor on: one date or a range of dates."""

    name: Name
    first: When
    last: When | None = None


@node
class BaseFee(Node):
    """The fee that percentages count from."""

    money: Money


@node
class FeePaid(Node):
    """When the exclusivity fee was paid."""

    when: When


Party: TypeAlias = Literal["advertiser", "influencer"]


@node
class Ended(Node):
    """Early end of the agreement, by whom, and whether for breach."""

    when: When
    by: Party
    for_breach: bool = False


@node
class Commitment(Node):
    """A brand that the creator already works for, with the dates if they are limited."""

    brand: Name
    first: When | None = None
    last: When | None = None


@node
class Schedule(Node):
    """A closed list of commitments that existed before the agreement."""

    name: Name
    commitments: tuple[Commitment, ...] = ()


@node
class Consent(Node):
    """The advertiser's written consent to content for a brand, on some surfaces or on all."""

    brand: Name
    surfaces: tuple[Surface, ...]
    when: When


@node
class Planned(Node):
    """A planned time and when the creator was told of it."""

    when: When
    notified: When | None = None


@node
class PostEvent(Node):
    """What happened to a post at a known time."""

    what: Literal["published", "deleted", "republished"]
    when: When


@node
class PostState(Node):
    """A post that was cancelled, or is owed without a date."""

    what: Literal["cancelled", "owed"]


@node
class Post(Node):
    """A deliverable of the agreement: an anchor of windows."""

    format: Name
    platform: Name
    account: Handle | None = None
    events: tuple[Planned | PostEvent | PostState, ...] = ()


@node
class Posts(Node):
    """The `posts` block."""

    posts: tuple[Post, ...] = ()


Fact: TypeAlias = (
    Advertiser | Influencer | Timezone | Signed | Period | Event | BaseFee | FeePaid | Ended | Schedule | Consent | Posts
)


@node
class Agreement(Node):
    """A title and the facts, in the order written."""

    title: Name
    facts: tuple[Fact, ...] = ()


# Phrases: the target.


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


# Phrases: act and kind.


@node
class Gifts(Node):
    """`gifts included`, `gifts excluded`."""

    included: bool


@node
class Act(Node):
    """`any mention`, `any mention or appearance`, `any engagement`."""

    what: Literal["mention", "mention or appearance", "engagement"]


# Phrases: time.


PeriodName: TypeAlias = Literal["term", "campaign", "usage"]


@node
class PostAnchor(Node):
    """`each post`, `first post`, `last post`, optionally only those on some surfaces."""

    which: Literal["each", "first", "last"]
    surfaces: tuple[Surface, ...] = ()


@node
class Signing(Node):
    """`signing`: the last signature."""


@node
class PeriodEdge(Node):
    """`start of term`, `end of campaign`, `end of grand_final`."""

    edge: Literal["start", "end"]
    period: PeriodName | Name


@node
class EventAnchor(Node):
    """A named event as anchor: its start for what lies before it, its end for what lies after."""

    name: Name


Anchor: TypeAlias = PostAnchor | Signing | PeriodEdge | EventAnchor


@node
class Around(Node):
    """`24 hours before to 24 hours after each post`."""

    before: Duration
    after: Duration
    anchor: Anchor


@node
class Before(Node):
    """`1 month before first post`: up to the anchor."""

    duration: Duration
    anchor: Anchor


@node
class After(Node):
    """`48 hours after each post on youtube`: from the anchor on."""

    duration: Duration
    anchor: Anchor


@node
class Bound(Node):
    """One end of a window: a distance from an anchor, the anchor itself, or a literal moment."""

    at: Anchor | When
    duration: Duration | None = None
    direction: Literal["before", "after"] | None = None


@node
class Until(Node):
    """The end of a span that is given as a moment or a date: `until`, `through` (date included), `before` (excluded)."""

    preposition: Literal["until", "through", "before"]
    when: When


@node
class FromTo(Node):
    """`from BOUND to BOUND`, `from BOUND through DATE`, or `from BOUND` with `perpetual` beside it."""

    start: Bound
    end: Bound | Until | None = None


@node
class OnTheDay(Node):
    """`on the day of each post`."""

    anchor: Anchor


@node
class During(Node):
    """`during term and 1 month after`."""

    period: PeriodName | Name
    after: Duration | None = None


@node
class Dates(Node):
    """`2026-03-01 through 2026-03-31`, both included."""

    first: When
    last: When


@node
class For(Node):
    """`for 1 month`, from the end of the clause above."""

    duration: Duration


@node
class Perpetual(Node):
    """`perpetual`: without end."""


@node
class AtLatest(Node):
    """`at latest through 2026-12-31`: the long stop."""

    date: When


Window: TypeAlias = Around | Before | After | FromTo | OnTheDay | During | Dates | For


# Phrases: surface, account, territory, event.


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


# Phrases: exceptions and conditions.


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


# Phrases: commercial terms, which print and never decide a breach.


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


# Vocabulary.


@node
class Alias(Node):
    """Further names of an entry."""

    names: tuple[Name, ...]


@node
class Iab(Node):
    """Crosswalk to the IAB Tech Lab Ad Product Taxonomy 2.0."""

    id: int
    broad: bool = False


@node
class Labels(Node):
    """`nl "…" de "…"`: language code and label, in the order written."""

    pairs: tuple[tuple[Name, str], ...]


Entry: TypeAlias = Alias | Iab | Labels


@node
class Declaration(Node):
    """A category, brand, platform, format, act or kind; `related` is what a category stands under or a brand sells."""

    kind: Literal["category", "brand", "platform", "format", "act", "kind"]
    name: Name
    label: str | None = None
    related: tuple[Name, ...] = ()
    entries: tuple[Entry, ...] = ()
    formats: tuple[Declaration, ...] = ()


@node
class CompetitorList(Node):
    """A named, closed list of brands."""

    name: Name
    members: tuple[Name, ...] = ()


# Scenarios.


@node
class Expectation(Node):
    """Verdict, the missing facts it must name, and its flags."""

    verdict: Literal["compliant", "violation", "misstatement", "excused", "unknown"]
    needs: tuple[Name, ...] = ()
    flags: tuple[str, ...] = ()


@node
class Detail(Node):
    """One known fact of the post that a scenario describes."""

    what: Literal["surface", "account", "time", "territory", "event", "category", "deliverable", "consent"]
    values: tuple[Name | Handle | Surface | When, ...] = ()


@node
class Example(Node):
    """`paid mention of Garmin, reel on instagram, 2026-04-20 12:00: violation`."""

    kind: Literal["paid", "affiliate", "ambassador", "gifted", "organic"] | None
    content: Literal["mention", "appearance", "post", "engagement"]
    brands: tuple[Name, ...]
    details: tuple[Detail, ...]
    expected: Expectation


@node
class Scenario(Node):
    """A title and posts with the verdicts they must get."""

    title: Name
    examples: tuple[Example, ...] = ()


Item: TypeAlias = Import | Agreement | Exclusivity | Clause | Declaration | CompetitorList | Scenario


@node
class Module(Node):
    """A whole file."""

    items: tuple[Item, ...] = ()
