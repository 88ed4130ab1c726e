"""What the evaluator says of posts, word for word: verdict, rule, window, cause, missing facts, and the sentence a creator reads.

The posts are those of the time vectors, the scenario table, and of small agreements each of which shows one way to decide.
`CLAUSELANG_ACCEPT=1` writes `tests/golden/evaluate/` anew, to be read again.
"""

from __future__ import annotations

import attrs
import pytest

from clauselang.driver import compile_text
from clauselang.evaluate.boundary import limits
from clauselang.evaluate.contract import Contract, Judged
from clauselang.evaluate.reason import reason
from clauselang.evaluate.trace import trace
from clauselang.semantics.clock import BEGIN, END, moment, to_datetime
from clauselang.semantics.facet import Values
from clauselang.semantics.facts import Activity
from tests.approved import GOLDEN, approved
from tests.test_conformance import CASES, activity_of, contract_of
from tests.test_scenarios import TABLE, TERMS

FOLDER = GOLDEN / "evaluate"
DEAL = """\
agreement "Spring"
  advertiser "Acme Sonar"
  influencer "River Angler"
    instagram @river
    tiktok @river
  timezone Europe/Vilnius
"""


def compiled(text: str, as_of: str | None = None, activities: tuple[Activity, ...] = ()) -> Contract:
    """A contract without mistakes, at a moment of knowledge."""
    found = compile_text(text)
    assert found.usable, [one.message for one in found.diagnostics]
    return Contract.of(found.resolved, moment(as_of, None).lo if as_of else None, activities)[0]


def instant(at: int) -> str:
    """An instant as it is read in a golden file."""
    return "ever" if at <= BEGIN else "never" if at >= END else f"{to_datetime(at):%Y-%m-%d %H:%M:%S}"


def answer(value: Values | str) -> str:
    """A possible answer to a question about a missing fact."""
    return value if isinstance(value, str) else ("all but " if value.cofinite else "") + "/".join(sorted(value.names))


def told(judged: Judged, contract: Contract) -> str:
    """Everything that is said of one post."""
    verdict, why = judged.verdict, trace(judged)
    lines = [reason(judged, contract.resolved)]
    window = f"{instant(why.window[0])} to {instant(why.window[1])}" if why.window else "no window"
    lines.append(f"{judged.verdict.word}, {why.rule}, {why.place}, {window}, {', '.join(why.posts) or 'no posts'}")
    clauses = (f"{one.norm.clause.number} {one.verdict}/{one.in_window}{'!' if one.flags else ''}" for one in judged.clauses)
    lines.append(f"clauses {', '.join(clauses)}; {verdict.carve_out or 'no carve-out'}; flags {', '.join(verdict.flags) or 'none'}")
    if verdict.missing:
        lines.append(f"missing {', '.join(verdict.missing)}")
    for one in verdict.answers:
        lines.append(f"  {'; '.join(f'{name} {answer(value)}' for name, value in one.facts)}: {one.verdict}")
    return "\n".join(lines)


def post(
    at: str | None, brand: str = "Garmin", category: str | None = "sonar", surface: str = "instagram reel", **facts: object
) -> Activity:
    """A paid post that mentions a brand; an empty word is unknown."""
    platform, _, form = surface.partition(" ")
    known = Activity(
        1, platform=platform or None, format=form or None, brands=(brand,) if brand else (), categories=(category,) if category else (),
        acts=("mention",), kinds=("paid",), published_at=at,
    )  # fmt: skip
    return attrs.evolve(known, **facts)


IN = "2026-03-25T12:00:00+02:00"
POSTS = "  posts\n    reel on instagram, published 2026-03-20 18:00:00\n    story on instagram, planned 2026-04-02 09:30\n"
# Each agreement with the posts that are held against it.
SITUATIONS: dict[str, tuple[str, dict[str, Activity]]] = {
    "shapes of windows": (
        DEAL + "  signed 2026-02-20 10:00\n  term 2026-03-01 for 2 months\n  campaign 2026-03-15 through 2026-03-31\n"
        "  event final 2026-05-12 through 2026-05-13\n" + POSTS + "exclusivity\n"
        "  category sonar, 1 week before to 2 days after first post\n"
        "  category lures, 24 hours before each post on instagram\n"
        "  category fashion, during term and 1 month after\n"
        "  category beauty, during campaign\n"
        "  category skincare, during final\n"
        "  category fitness, from first post to 1 week after last post\n"
        "  category books, from signing, perpetual\n"
        "  category gaming, on the day of last post\n"
        "  category toys, 36 hours after signing\n"
        "  category travel, 2026-06-01 through 2026-06-30\n"
        "  category food, 1 day before to 2 days after final\n",
        {
            "before the first post": post("2026-03-14T12:00:00+02:00"),
            "after the first post": post("2026-03-21T12:00:00+02:00"),
            "the second before the end of the last day": post("2026-03-22T23:59:59+02:00"),
            "at the end of the last day": post("2026-03-23T00:00:00+02:00"),
            "before a planned post": post("2026-04-01T12:00:00+03:00", category="lures"),
            "in the minute of the planned post": post("2026-04-02T09:30:30+03:00", category="lures"),
            "in the term": post("2026-04-01T12:00:00+03:00", category="fashion"),
            "after the term": post("2026-05-20T12:00:00+03:00", category="fashion"),
            "in the campaign": post(IN, category="beauty"),
            "at an event": post("2026-05-13T12:00:00+03:00", category="skincare"),
            "in a span": post(IN, category="fitness"),
            "for good": post("2031-01-01T12:00:00+02:00", category="books"),
            "before signing": post("2026-02-01T12:00:00+02:00", category="books"),
            "on the day of the last post": post("2026-04-02T00:00:00+03:00", category="gaming"),
            "hours after signing": post("2026-02-21T21:59:59+02:00", category="toys"),
            "too early": post("2026-05-31T12:00:00+03:00", category="travel"),
            "too late": post("2026-07-01T00:00:00+03:00", category="travel"),
            "around an event": post("2026-05-11T00:00:00+03:00", category="food"),
            "no such product": post(IN, category="music"),
        },
    ),
    "who and where": (
        "competitors rivals\n  Garmin\n  Lowrance\ncompetitors many\n  One\n  Two\n  Three\n  Four\n"
        "brand Two_Lines sells fitness and fashion\n" + DEAL + POSTS + "exclusivity\n"
        "  competitors rivals, 2026-03-01 through 2026-03-31, any mention, on instagram and youtube videos\n"
        "  competitors many, 2026-03-01 through 2026-03-31, any mention or appearance, on tiktok, in NL and BE\n"
        "  category sonar plus brands Moshi and Oura, 2026-04-01 through 2026-04-30, stories excluded, except organic,"
        " except in NL, except brands Oura but not stories\n"
        "  category fitness, 2026-05-01 through 2026-05-31, on stories\n"
        "  full, 2026-06-01 through 2026-06-30, on instagram reels and youtube\n",
        {
            "a rival, mentioned": post(IN, category=None, kinds=("organic",)),
            "a rival on a video": post(IN, "Lowrance", None, "youtube video"),
            "a rival on a short": post(IN, "Lowrance", None, "youtube short"),
            "one of many": post(IN, "Four", None, "tiktok video", acts=("show",), territories=("nl",)),
            "one of many elsewhere": post(IN, "Four", None, "tiktok video", territories=("DE",)),
            "one of many somewhere": post(IN, "Four", None, "tiktok video"),
            "sonar": post("2026-04-10T12:00:00+03:00", "Nobody"),
            "a named brand": post("2026-04-10T12:00:00+03:00", "Moshi", None),
            "organic": post("2026-04-10T12:00:00+03:00", "Moshi", None, kinds=("organic",)),
            "gifted": post("2026-04-10T12:00:00+03:00", "Moshi", None, kinds=("gifted",)),
            "a story": post("2026-04-10T12:00:00+03:00", "Moshi", None, "instagram story"),
            "in the Netherlands": post("2026-04-10T12:00:00+03:00", "Moshi", None, territories=("NL",)),
            "a brand that is excepted": post("2026-04-10T12:00:00+03:00", "Oura", None, territories=("DE",)),
            "two brands": post("2026-04-10T12:00:00+03:00", "Moshi", None, brands=("Acme Sonar", "Moshi"), territories=("DE",)),
            "its own brand": post("2026-04-10T12:00:00+03:00", "Acme Sonar", "sonar"),
            "a story on any platform": post("2026-05-10T12:00:00+03:00", "Moshi", "fitness", "snapchat story"),
            "a brand with two lines": post("2026-05-10T12:00:00+03:00", "Two_Lines", None, "instagram story"),
            "a format nobody knows": post("2026-06-10T12:00:00+03:00", "Moshi", None, "instagram"),
            "a platform nobody knows": post("2026-06-10T12:00:00+03:00", "Moshi", None, ""),
            "a kind nobody knows": post("2026-04-10T12:00:00+03:00", "Moshi", None, kinds=(), territories=("DE",)),
            "nothing known": Activity(1, published_at="2026-06-10T12:00:00+03:00"),
            "no time known": post(None, "Moshi", None, "youtube video"),
            "a day without a zone": post("2026-04-01", "Moshi", None, territories=("DE",)),
            "the last day, in a zone nobody knows": post("2026-03-31", category=None),
            "somebody else's": post(IN, influencer="Somebody"),
            "another account": post(IN, account="@elsewhere"),
            "two categories": post("2026-05-10T12:00:00+03:00", "Moshi", None, "instagram story", categories=("fitness", "books")),
        },
    ),
    "promises with conditions": (
        DEAL + "  signed 2026-03-10\n  term 2026-03-01 through 2026-04-30\n"
        '  schedule "B"\n    "Old Deal"\n    Moshi 2026-03-01 through 2026-03-20\n' + POSTS + "exclusivity\n"
        '  category sonar, during term, unless "the league requires it"\n'
        "  category lures, during term, if fee paid\n"
        "  category fashion, during term, if term longer than 1 month\n"
        "  category beauty, during term, if term longer than 3 months\n"
        '  category books, during term, except "charity appearances"\n'
        '  category travel, during term, except stories but not "giveaways"\n'
        "  full, 2026-03-01 through 2026-03-31\n",
        {
            "a question to people": post("2026-04-10T12:00:00+03:00"),
            "the fee": post("2026-04-10T12:00:00+03:00", category="lures"),
            "a long term": post("2026-04-10T12:00:00+03:00", category="fashion"),
            "not that long": post("2026-04-10T12:00:00+03:00", category="beauty"),
            "a test in an exception": post("2026-04-10T12:00:00+03:00", category="books"),
            "a test in a counter-exception": post("2026-04-10T12:00:00+03:00", category="travel", surface="instagram story"),
            "no story": post("2026-04-10T12:00:00+03:00", category="travel"),
            "listed for good": post(IN, "Old Deal", "toys"),
            "listed, in time": post("2026-03-19T12:00:00+02:00", "Moshi", "toys"),
            "listed, too late": post(IN, "Moshi", "toys"),
            "before signing": post("2026-03-05T12:00:00+02:00", category="toys"),
            "on the day of signing": post("2026-03-10T12:00:00+02:00", category="toys"),
            "consent before": post(IN, category="toys", consent_at="2026-03-24T12:00:00+02:00"),
            "consent after": post(IN, category="toys", consent_at="2026-03-26T12:00:00+02:00"),
            "consent that day": post(IN, category="toys", consent_at="2026-03-25", timezone="Europe/Vilnius"),
            "consent at that instant": post(IN, category="toys", consent_at=IN),
            "consent to what may be free": post("2026-04-10T12:00:00+03:00", consent_at="2026-04-11T12:00:00+03:00"),
            "a deliverable": post(IN, "", category="toys", deliverable=True),
            "a deliverable for another brand": post(IN, category="toys", deliverable=True),
        },
    ),
    "plans that moved": (
        DEAL + "  signed 2026-02-20\n  posts\n"
        "    reel on instagram, planned 2026-03-28 12:00 notified 2026-03-01, planned 2026-03-15 12:00 notified 2026-03-12 10:00,"
        " published 2026-03-15 12:00:00\n"
        "    video on youtube, planned 2026-05-10 12:00\n"
        "exclusivity\n  full, 1 week before to 2 days after each post\n  then category sonar, for 1 month\n",
        {
            "before the notice": post("2026-03-11T12:00:00+02:00"),
            "at the notice": post("2026-03-12T10:00:00+02:00"),
            "after the notice": post("2026-03-13T12:00:00+02:00"),
            "a day of doubt": post("2026-03-12", timezone="Europe/Vilnius"),
            "after it": post("2026-03-16T12:00:00+02:00"),
            "in the second stage": post("2026-04-01T12:00:00+03:00"),
            "another brand in the second stage": post("2026-04-01T12:00:00+03:00", category="books"),
            "around the plan": post("2026-05-09T12:00:00+03:00"),
            "the day of the plan": post("2026-05-12", timezone="Europe/Vilnius"),
        },
    ),
    "facts that are missing": (
        'agreement "Open"\n  advertiser "Acme"\n  influencer "River"\n'
        "  posts\n    reel on instagram, owed\n    reel on instagram, published 2026-03-20\n"
        "exclusivity\n  full, 2 days after each post\n  category sonar, during term\n  category lures, 1 month after signing\n"
        "  category books, during usage, unless fee paid\n  category toys, 2026-03-01 through 2026-03-31, if ended by advertiser\n",
        {
            "after an owed post": post(IN, category="music"),
            "in a term nobody gave": post(IN),
            "after a signing nobody gave": post(IN, category="lures"),
            "a usage period": post(IN, category="books"),
            "ended by nobody": post(IN, category="toys"),
            "near the published one": post("2026-03-21T12:00:00+02:00", category="music"),
        },
    ),
    "what the agreement grants": (
        "brand Acme_Lures sells lures\n"
        + DEAL.replace('advertiser "Acme Sonar"\n', 'advertiser "Acme Sonar"\n    brands Acme_Lures\n')
        + '  fee paid 2026-03-02 10:00\n  ended 2026-03-28 by influencer for breach\n  schedule "A"\n    "Old Deal"\n'
        "    Lasting 2026-03-10 through 2026-03-20\n  consent Oura on instagram 2026-03-22 09:00:00\n  consent Moshi 2026-03-23\n"
        "exclusivity\n  full, 2026-03-01 through 2026-03-31\n  category travel, 2026-04-01 through 2026-04-30, if fee paid\n"
        "  category food, 2026-04-01 through 2026-04-30, if ended by influencer\n"
        "  category toys, 2026-04-01 through 2026-04-30, if ended by advertiser\n"
        "  category books, 2026-04-01 through 2026-04-30, unless ended by influencer for breach\n"
        "  full, 2026-05-01 through 2026-05-31\n",
        {
            "a brand of the advertiser": post(IN, "Acme_Lures", "lures"),
            "consented": post(IN, "Oura", "toys"),
            "consented for another platform": post(IN, "Oura", "toys", "tiktok video"),
            "published before the consent": post("2026-03-22T08:59:59+02:00", "Oura", "toys"),
            "published at the consent": post("2026-03-22T09:00:00+02:00", "Oura", "toys"),
            "on the day of a consent": post("2026-03-23T12:00:00+02:00", "Moshi", "toys"),
            "the first day of a commitment": post("2026-03-10T00:00:00+02:00", "Lasting", "toys"),
            "the last second of a commitment": post("2026-03-20T23:59:59+02:00", "Lasting", "toys"),
            "after a commitment": post("2026-03-21T00:00:00+02:00", "Lasting", "toys"),
            "before a commitment": post("2026-03-09T23:59:59+02:00", "Lasting", "toys"),
            "the fee is paid": post("2026-04-10T12:00:00+03:00", category="travel"),
            "ended by this party": post("2026-04-10T12:00:00+03:00", category="food"),
            "ended by the other party": post("2026-04-10T12:00:00+03:00", category="toys"),
            "ended for breach": post("2026-04-10T12:00:00+03:00", category="books"),
            "the last instant": post("2026-05-31T23:59:59+03:00", category="books"),
        },
    ),
    "clauses without an agreement": (
        "full, 24 hours after each post\ncategory sonar, 2026-03-01 through 2026-03-31\n",
        {
            "in the window": post(IN),
            "in no window": post("2026-05-01T12:00:00+02:00"),
            "by an hour in some zones": post("2026-03-31T23:30:00+02:00"),
            "with a deliverable": post("2026-03-31T23:30:00+02:00", deliverable=True),
        },
    ),
    "before and around signing": (
        DEAL + "  signed 2026-03-10 12:00:00\n" + POSTS + "exclusivity\n"
        "  full, 2026-03-01 through 2026-03-31, on stories\n  full, 2026-03-01 through 2026-03-31, stories excluded\n"
        "  category books, 2026-02-01 through 2026-02-20\n  category books, 1 month before signing\n",
        {
            "two clauses together, before": post("2026-03-05T12:00:00+02:00", surface="instagram"),
            "two clauses together, after": post("2026-03-15T12:00:00+02:00", surface="instagram"),
            "the last second before": post("2026-03-10T11:59:59+02:00", surface="instagram reel"),
            "at the second of signing": post("2026-03-10T12:00:00+02:00", surface="instagram reel"),
            "at the second of signing, together": post("2026-03-10T12:00:00+02:00", surface="instagram"),
            "in the minute of signing": post("2026-03-10T12:00+02:00", surface="instagram reel"),
            "in the minute before": post("2026-03-10T11:59+02:00", surface="instagram reel"),
            "on the day before": post("2026-03-09", surface="instagram reel", timezone="Europe/Vilnius"),
            "a month before": post("2026-02-15T12:00:00+02:00", "Moshi", "books"),
        },
    ),
    "words for what is free": (
        'category deep_sea "deep-sea gear"\n' + DEAL + "  event fair 2026-03-25 through 2026-03-26\n  event show 2026-05-10\n"
        '  schedule "B"\n    Moshi\n  posts\n    story on facebook, owed\n    reel on instagram, published 2026-06-10 12:00:00\n'
        "    reel on instagram, published 2026-06-20 12:00:00\nexclusivity\n"
        '  category sonar, 2026-03-01 through 2026-03-31, except schedule "B", except at fair, except in BE and DE, except from @tube,'
        " except category fishfinder\n"
        "  category deep_sea, 2026-04-01 through 2026-04-30, instagram stories excluded, except reels\n"
        "  full, 2026-05-01 through 2026-05-31, from @river, at show\n"
        "  category books, 24 hours after each post on instagram\n"
        "  brands Garmin, 2026-07-01 through 2026-07-31, except stories but not tiktok\n"
        "  category travel, 2026-08-01 through 2026-08-31, in NL, if ended by advertiser\n"
        "  category toys, 1 month after last post on facebook\n"
        "  category food, 2026-09-01 through 2026-09-30, on stories\n",
        {
            "a brand of the schedule": post(IN, "Moshi"),
            "at the fair": post(IN, events=("fair",)),
            "at another event": post(IN, events=("show",)),
            "at no event that is known": post(IN),
            "in Belgium": post(IN, territories=("BE",), events=("show",)),
            "in the Netherlands": post(IN, territories=("NL",), events=("show",), account="@river"),
            "of another category": post(IN, category="fishfinder", territories=("NL",), events=("show",), account="@river"),
            "a category with a label": post("2026-04-10T12:00:00+03:00", category="deep_sea"),
            "a category with a label, on a video": post("2026-04-10T12:00:00+03:00", category="deep_sea", surface="youtube video"),
            "a story": post("2026-04-10T12:00:00+03:00", category="deep_sea", surface="instagram story"),
            "from the account, at the event": post("2026-05-10T12:00:00+03:00", account="@river", events=("show",)),
            "from another account": post("2026-05-10T12:00:00+03:00", account="@tube", events=("show",)),
            "from an account nobody knows": post("2026-05-10T12:00:00+03:00", events=("show",)),
            "not at the event": post("2026-05-10T12:00:00+03:00", account="@river", events=("fair",)),
            "shortly after a window": post("2026-06-11T18:00:00+03:00", category="books"),
            "shortly before a window": post("2026-06-20T11:00:00+03:00", category="books"),
            "nearer to the end of one": post("2026-06-15T23:59:00+03:00", category="books"),
            "nearer to the start of the next": post("2026-06-16T00:01:00+03:00", category="books"),
            "a story elsewhere": post("2026-07-10T12:00:00+03:00", surface="instagram story"),
            "a story on TikTok": post("2026-07-10T12:00:00+03:00", surface="tiktok story"),
            "a video": post("2026-07-10T12:00:00+03:00", surface="tiktok video"),
            "a condition that is not met": post("2026-08-10T12:00:00+03:00", category="travel", territories=("NL",)),
            "a condition that is not met, in another country": post("2026-08-10T12:00:00+03:00", category="travel", territories=("BE",)),
            "an end that is not known": post("2026-10-10T12:00:00+03:00", category="toys"),
            "a reel in place of a story": post("2026-09-10T12:00:00+03:00", category="food"),
            "on a platform nobody knows": post("2026-09-10T12:00:00+03:00", category="food", surface=""),
            "of a brand nobody knows": post("2026-07-10T12:00:00+03:00", "", None, "tiktok video"),
            "of two kinds": post("2026-07-10T12:00:00+03:00", surface="tiktok video", kinds=("paid", "organic"), acts=("mention", "show")),
            "borrowed from the advertiser's brand": post("2026-07-10T12:00:00+03:00", "Acme Sonar", surface="tiktok video"),
        },
    ),
    "a condition that is not met": (
        DEAL + "exclusivity\n  full, 2026-03-01 through 2026-03-31, on instagram, if ended by advertiser\n",
        {
            "inside": post(IN),
            "on another platform": post(IN, surface="youtube video"),
            "outside": post("2026-04-10T12:00:00+03:00"),
        },
    ),
    "not covered": (
        DEAL + "  event show 2026-03-20\n  event fair 2026-03-21\nexclusivity\n"
        "  brands Garmin and Moshi, 2026-03-01 through 2026-03-31, on instagram, in NL, from @river, at show\n"
        "  brands Oura, 2026-05-01 through 2026-05-31, on instagram\n",
        {
            name: attrs.evolve(post(IN, territories=("NL",), account="@river", events=("show",)), **facts)
            for name, facts in {
                "nothing amiss": {},
                "another platform": {"platform": "YouTube", "format": "video"},
                "another country": {"territories": ("be",)},
                "another account": {"account": "@Tube", "influencer": "River Angler"},
                "another event": {"events": ("Fair",)},
                "another brand": {"brands": ("books",)},
                "another kind": {"kinds": ("organic",)},
                "another act": {"acts": ("engage",)},
                "two countries": {"territories": ("BE", "DE")},
            }.items()
        }
        | {"on a platform nobody knows": post("2026-05-10T12:00:00+03:00", "Oura", surface="")},
    ),
    "signed in some second of a minute": (
        DEAL + "  signed 2026-03-10 12:00\nexclusivity\n  full, 2026-03-01 through 2026-03-31\n",
        {
            "in the last second before it": post("2026-03-10T11:59:59+02:00"),
            "in its first second": post("2026-03-10T12:00:00+02:00"),
            "in its last second": post("2026-03-10T12:00:59+02:00"),
            "in the first second after it": post("2026-03-10T12:01:00+02:00"),
        },
    ),
    "gifts and exceptions": (
        DEAL + "  posts\n    reel on instagram, published 2026-06-10 12:00:00\nexclusivity\n"
        "  category sonar, 2026-03-01 through 2026-03-31, gifts included\n"
        "  brands Garmin, 2026-04-01 through 2026-04-30, stories excluded\n"
        "  category books, 1 day before to 2 days after last post\n",
        {
            "a gift": post(IN, kinds=("gifted",)),
            "a gift, of another brand's category": post(IN, category="lures", kinds=("gifted",)),
            "organic": post(IN, kinds=("organic",)),
            "at the instant of the post": post("2026-06-10T12:00:00+03:00", category="books"),
            "a second before the post": post("2026-06-10T11:59:59+03:00", category="books"),
        },
    ),
    "stages after a period": (
        DEAL + "  term 2026-03-01 through 2026-03-31\nexclusivity\n  full, during term\n  then category sonar, for 1 month\n",
        {"in the first": post(IN), "in the second": post("2026-04-10T12:00:00+03:00")},
    ),
    "windows without an end": (
        DEAL + "  posts\n    reel on instagram, owed\nexclusivity\n  category sonar, from signing to 1 month after last post\n"
        "  category books, 1 day after last post\n  category lures, 2026-03-01 through 2026-03-31\n",
        {
            "sonar": post(IN),
            "books": post(IN, category="books"),
            "a day in some zones": post("2026-03-31", category="lures"),
            "a day before in all zones": post("2026-03-29", category="lures"),
            "no time at all": post(None, category="lures"),
        },
    ),
    "none": (DEAL + "exclusivity\n  none\n", {"anything": post(IN)}),
    "two clauses together": (
        DEAL + "exclusivity\n  full, 2026-03-01 through 2026-03-31, on stories\n  full, 2026-03-01 through 2026-03-31, stories excluded\n"
        "  full, 2026-04-01 through 2026-04-30, on stories, except organic\n  full, 2026-04-01 through 2026-04-30, stories excluded\n",
        {
            "covered between them": post(IN, surface="instagram"),
            "all but covered": post("2026-04-10T12:00:00+03:00", surface="instagram", kinds=()),
            "open in two ways": post("2026-04-10T12:00:00+03:00", surface="", kinds=()),
            "a day at the limit": post("2026-03-31", surface="instagram story"),
            "time and kind": post("2026-04-30", surface="instagram", kinds=()),
        },
    ),
}
ROWS = [(title, name) for title, (_, posts) in SITUATIONS.items() for name in posts]


@pytest.mark.parametrize(("title", "name"), ROWS, ids=lambda value: value)
def test_situations(title: str, name: str) -> None:
    """What each agreement says of each post."""
    text, posts = SITUATIONS[title]
    contract = compiled(text)
    found = told(contract.decide(posts[name]), contract)

    assert found == approved(FOLDER / "situations.txt", f"{title}: {name}", found)


@pytest.mark.parametrize(("number", "activity"), [row[:2] for row in TABLE], ids=[str(row[0]) for row in TABLE])
def test_the_scenario_table(number: int, activity: Activity) -> None:
    """The rows of the design, with their sentences."""
    contract = compiled(TERMS)
    found = told(contract.decide(activity), contract)

    assert found == approved(FOLDER / "table.txt", str(number), found)


@pytest.mark.parametrize("case", [case for case in CASES if case["probes"]], ids=lambda case: case["id"])
def test_the_time_vectors(case: dict[str, object]) -> None:
    """The probes of the vectors, with their sentences."""
    contract = contract_of(case)
    probes = case["probes"]
    assert isinstance(probes, list)
    found = "\n--\n".join(told(contract.decide(activity_of(probe["activity"])), contract) for probe in probes)

    assert found == approved(FOLDER / "vectors.txt", str(case["id"]), found)


@pytest.mark.parametrize("title", SITUATIONS)
def test_posts_at_the_limits(title: str) -> None:
    """The posts that show where each clause begins and ends, and what it excepts."""
    contract = compiled(SITUATIONS[title][0])
    lines = []
    for limit in limits(contract):
        activity = limit.judged.activity
        where = " ".join(word for word in (activity.platform, activity.format) if word)
        about = limit.brand or limit.category or "any other brand"
        lines.append(f"{limit.clause} {limit.role}: {activity.published_at}, {about}, {where}: {limit.judged.verdict.word}")
    found = "\n".join(lines) or "nothing"

    assert found == approved(FOLDER / "limits.txt", title, found)


def test_on_the_day_of_signing_the_hour_decides() -> None:
    """Before signing such a post contradicts a statement, after it breaks a promise; of the day alone it is not known which."""
    contract = compiled(SITUATIONS["before and around signing"][0])
    hours = {f"2026-03-10T{hour}:00:00+02:00": word for hour, word in (("09", "misstatement"), ("15", "violation"))}

    assert {at: contract.decide(post(at)).verdict.word for at in hours} == hours
    assert contract.decide(post("2026-03-10", timezone="Europe/Vilnius")).verdict.word == "unknown"
