"""(c) Decisions: the interpreter beside Cedar, asked the same questions about the same agreement.

Cedar knows neither calendars nor unknown facts. So every fact of a question is known, and its policies get the windows as
instants that were worked out beforehand, while the interpreter works with the agreement. Both sides are prepared
once and then answer one question per call; before anything is timed their answers must be the same.
"""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import attrs
from cedarpy import Entities, PolicySet, is_authorized, is_authorized_batch

from clauselang.evaluate.contract import Contract
from clauselang.resolve.library import ROWS
from clauselang.resolve.resolver import resolve
from clauselang.semantics.facts import Activity
from clauselang.source import Source
from clauselang.syntax.parser import parse
from measure import NotMeasured, seconds

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


# Ours.


def interpreter() -> Callable[[Activity], str]:
    """A function from a row of data to its verdict, everything that does not depend on the row done beforehand."""
    resolved, diagnostics = resolve(parse(Source("deal.excl", AGREEMENT)))
    contract, more = Contract.of(resolved)
    if errors := [found for found in (*diagnostics, *more) if found.is_error]:
        raise NotMeasured(f"the agreement has a mistake: {errors[0].message}")
    return lambda activity: contract.decide(activity).verdict.word


def activity(row: int, question: Question) -> Activity:
    """The question as a row of activity data."""
    return Activity(
        row,
        account=question.account,
        platform=question.platform,
        format=question.format,
        published_at=question.at.isoformat(),
        brands=(question.brand,),
        categories=(question.category,),
        acts=("mention",),
        kinds=(question.kind,),
        deliverable=False,
    )


# Side by side.


def decisions() -> dict[str, float]:
    """Decisions per second: ours, Cedar one question per call, and Cedar all questions in one call."""
    asked = questions()
    requests = [cedar_request(question) for question in asked]
    policies, entities = PolicySet.from_str(POLICIES), cedar_entities()
    expected = ["compliant" if is_authorized(request, policies, entities).allowed else "violation" for request in requests]
    decide, rows = interpreter(), [activity(number, question) for number, question in enumerate(asked, 1)]
    for row, answer in zip(rows, expected, strict=True):
        if (verdict := decide(row)) != answer:
            raise NotMeasured(f"Cedar says {answer}, the interpreter {verdict}: {row}")
    took = seconds(
        {
            "clauselang": lambda: [decide(row) for row in rows],
            "cedar": lambda: [is_authorized(request, policies, entities) for request in requests],
            "cedar, batch": lambda: is_authorized_batch(requests, policies, entities),
        }
    )
    return {name: len(asked) / time for name, time in took.items()}
