"""One agreement and its questions, and the rule of it as Cedar, zen-engine and Python by hand want it.

None of them knows calendars or unknown facts: every fact of a question is known, and the windows are instants that were
worked out beforehand.
"""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import attrs
from cedarpy import Entities

from clauselang.evaluate.item import Item
from clauselang.resolve.library import ROWS

AGREEMENT = """\
agreement "Sonar ambassador 2026"
  advertiser "Acme Sonar"
    sells sonar
  influencer "River Angler"
    instagram @river.angler
    youtube @riveranglertv
    tiktok @river.angler
  timezone Europe/Vilnius
  signed 2026-02-01
  term 2026-02-01 through 2026-12-31
  campaign 2026-03-01 through 2026-04-30
  posts
    reel on instagram, published 2026-03-10T16:00:00Z
    video on youtube, published 2026-03-20T10:00:00Z
    post on instagram, published 2026-04-12T15:00:00Z

competitors rivals
  Garmin
  Lowrance

exclusivity
  full, gifts excluded, 24 hours before to 24 hours after each post on instagram, on instagram
  category fishing_gear, gifts excluded, from 1 month before first post to 1 month after last post, instagram stories excluded
  competitors rivals, any mention, during campaign
"""


@attrs.frozen
class Question:
    """A post about one brand, every fact known."""

    at: datetime
    brand: str
    category: str
    kind: str
    platform: str
    format: str
    account: str


def questions() -> tuple[Question, ...]:
    """Some hundreds of posts, in, before and after the windows."""
    brands = (("Garmin", "sonar"), ("Moshi", "sleep_apps"), ("Reelco", "fishing_rods"), ("Acme Sonar", "sonar"))
    surfaces = (
        ("instagram", "story", "river.angler"),
        ("instagram", "reel", "river.angler"),
        ("youtube", "video", "riveranglertv"),
        ("tiktok", "video", "river.angler"),
    )
    times = (datetime(2026, 1, 20, 7, 30, tzinfo=UTC) + timedelta(days=5 * n, hours=3 * n) for n in range(25))
    return tuple(
        Question(at, brand, category, kind, *surface)
        for at, (brand, category), kind, surface in product(times, brands, ("paid", "gifted", "organic"), surfaces)
    )


# Cedar.


def _epoch(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp())


def _within(*windows: tuple[str, str]) -> str:
    return "(" + " || ".join(f"(context.at >= {_epoch(start)} && context.at < {_epoch(end)})" for start, end in windows) + ")"


SPONSORED = '["paid", "affiliate", "ambassador"].contains(context.kind)'
POLICIES = f"""
permit (principal, action == Action::"publish", resource);

@id("1.1") forbid (principal, action == Action::"publish", resource) when {{
  context.brand != "Acme Sonar" && context.platform == "instagram" && {SPONSORED} &&
  {_within(("2026-03-09T16:00:00Z", "2026-03-11T16:00:00Z"), ("2026-04-11T15:00:00Z", "2026-04-13T15:00:00Z"))}
}};

@id("1.2") forbid (principal, action == Action::"publish", resource in Category::"fishing_gear") when {{
  context.brand != "Acme Sonar" && {SPONSORED} && {_within(("2026-02-09T22:00:00Z", "2026-05-12T21:00:00Z"))}
}} unless {{ context.platform == "instagram" && context.format == "story" }};

@id("1.3") forbid (principal, action == Action::"publish", resource) when {{
  ["Garmin", "Lowrance"].contains(context.brand) && {_within(("2026-02-28T22:00:00Z", "2026-04-30T21:00:00Z"))}
}};
"""


def cedar_request(question: Question) -> dict[str, Any]:
    """The question as Cedar wants it: the product is the resource, the facts of the post are the context."""
    return {
        "principal": f'Account::"{question.account}"',
        "action": 'Action::"publish"',
        "resource": f'Category::"{question.category}"',
        "context": {
            "at": int(question.at.timestamp()),
            "brand": question.brand,
            "kind": question.kind,
            "platform": question.platform,
            "format": question.format,
        },
    }


def cedar_entities() -> Entities:
    """The library's tree of categories, as far as the questions go."""
    parents = {row[1]: row[3] for row in ROWS if row[0] == "category"}
    found = [question.category for question in questions()]
    for name in found:
        found.extend(parent for parent in parents[name] if parent not in found)
    entities = [
        {"uid": {"type": "Category", "id": name}, "attrs": {}, "parents": [{"type": "Category", "id": p} for p in parents[name]]}
        for name in dict.fromkeys(found)
    ]
    return Entities.from_json_str(json.dumps(entities))


# zen-engine.

ZEN_SPONSORED = 'kind in ["paid", "affiliate", "ambassador"]'


def _zen_within(*windows: tuple[str, str]) -> str:
    return "(" + " or ".join(f"(at >= {_epoch(start)} and at < {_epoch(end)})" for start, end in windows) + ")"


EXPRESSION = " or ".join(
    (
        f'(platform == "instagram" and brand != "Acme Sonar" and {ZEN_SPONSORED} and '
        f"{_zen_within(('2026-03-09T16:00:00Z', '2026-03-11T16:00:00Z'), ('2026-04-11T15:00:00Z', '2026-04-13T15:00:00Z'))})",
        f'("fishing_gear" in categories and brand != "Acme Sonar" and {ZEN_SPONSORED} and '
        f'{_zen_within(("2026-02-09T22:00:00Z", "2026-05-12T21:00:00Z"))} and not (platform == "instagram" and format == "story"))',
        f'(brand in ["Garmin", "Lowrance"] and {_zen_within(("2026-02-28T22:00:00Z", "2026-04-30T21:00:00Z"))})',
    )
)


def zen_context(question: Question, above: dict[str, tuple[str, ...]]) -> dict[str, Any]:
    """The question as zen-engine wants it: the category comes with all that it stands under, as Cedar's entities do."""
    facts = {name: value for name, value in attrs.asdict(question).items() if name not in ("at", "category", "account")}
    return facts | {"at": int(question.at.timestamp()), "categories": list(_ancestors(question.category, above))}


def _ancestors(category: str, above: dict[str, tuple[str, ...]]) -> Iterator[str]:
    yield category
    for parent in above[category]:
        yield from _ancestors(parent, above)


# Python by hand.


def _micro(text: str) -> int:
    return _epoch(text) * 1_000_000


POST_1 = _micro("2026-03-09T16:00:00Z"), _micro("2026-03-11T16:00:00Z")
POST_2 = _micro("2026-04-11T15:00:00Z"), _micro("2026-04-13T15:00:00Z")
MONTHS = _micro("2026-02-09T22:00:00Z"), _micro("2026-05-12T21:00:00Z")
CAMPAIGN = _micro("2026-02-28T22:00:00Z"), _micro("2026-04-30T21:00:00Z")


def by_hand(below: frozenset[str]) -> tuple[Callable[["Flat"], str], Callable[[Item], str]]:
    """The rule as somebody writes it who wants it fast: constants at hand, the cheapest question first, no loop.

    Once for a flat object with a slot for each fact, once for the `Item` that ours is given.
    """
    (a, b), (c, d), (e, f), (g, h) = POST_1, POST_2, MONTHS, CAMPAIGN
    sponsored, rivals = frozenset({"paid", "affiliate", "ambassador"}), frozenset({"Garmin", "Lowrance"})

    def flat(post: Flat) -> str:
        at = post.at
        if g <= at < h and post.brand in rivals:
            return "violation"
        if post.kind in sponsored and post.brand != "Acme Sonar":
            if e <= at < f and post.category in below and not (post.platform == "instagram" and post.format == "story"):
                return "violation"
            if post.platform == "instagram" and (a <= at < b or c <= at < d):
                return "violation"
        return "compliant"

    def item(item: Item) -> str:
        at, post = item.at, item.activity
        if g <= at < h and post.brands[0] in rivals:
            return "violation"
        if post.kinds[0] in sponsored and post.brands[0] != "Acme Sonar":
            if e <= at < f and post.categories[0] in below and not (post.platform == "instagram" and post.format == "story"):
                return "violation"
            if post.platform == "instagram" and (a <= at < b or c <= at < d):
                return "violation"
        return "compliant"

    return flat, item


Found = tuple[str, str, Any]


def by_hand_with_clause(below: frozenset[str]) -> tuple[Callable[["Flat"], Found], Callable[[Item], Found]]:
    """The same two for somebody who is asked why afterwards: the verdict, the clause that decides, and the post it is about.

    A tuple is the cheapest thing in Python that holds all three; a class of one's own takes half as long again.
    """
    (a, b), (c, d), (e, f), (g, h) = POST_1, POST_2, MONTHS, CAMPAIGN
    sponsored, rivals = frozenset({"paid", "affiliate", "ambassador"}), frozenset({"Garmin", "Lowrance"})

    def flat(post: Flat) -> Found:
        at = post.at
        if g <= at < h and post.brand in rivals:
            return "violation", "1.3", post
        if post.kind in sponsored and post.brand != "Acme Sonar":
            if e <= at < f and post.category in below and not (post.platform == "instagram" and post.format == "story"):
                return "violation", "1.2", post
            if post.platform == "instagram" and (a <= at < b or c <= at < d):
                return "violation", "1.1", post
        return "compliant", "", post

    def item(item: Item) -> Found:
        at, post = item.at, item.activity
        if g <= at < h and post.brands[0] in rivals:
            return "violation", "1.3", item
        if post.kinds[0] in sponsored and post.brands[0] != "Acme Sonar":
            if e <= at < f and post.categories[0] in below and not (post.platform == "instagram" and post.format == "story"):
                return "violation", "1.2", item
            if post.platform == "instagram" and (a <= at < b or c <= at < d):
                return "violation", "1.1", item
        return "compliant", "", item

    return flat, item


class Flat:
    """A question as a function by hand reads it fastest."""

    __slots__ = ("at", "brand", "category", "format", "kind", "platform")

    def __init__(self, question: Question) -> None:
        self.at = int(question.at.timestamp()) * 1_000_000
        self.brand, self.category, self.kind = question.brand, question.category, question.kind
        self.platform, self.format = question.platform, question.format
