"""The `agreement` block: parties, dates, money, posts."""

from __future__ import annotations

from typing import Literal, TypeAlias

from clauselang.syntax.ast.node import Duration, Handle, Money, Name, Node, Surface, When, node


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
