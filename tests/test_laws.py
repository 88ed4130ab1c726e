"""The laws of the architecture that concern meaning: knowledge only settles, scopes and windows are algebras."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date, datetime, timedelta
from itertools import product
from pathlib import Path
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from clauselang.driver import compile_text
from clauselang.evaluate.compiled import Lines
from clauselang.evaluate.contract import Contract
from clauselang.evaluate.interpreter import covers, judge, prohibited
from clauselang.semantics.bounds import OTHER_READINGS, Distance, Reading, at_distance, chained
from clauselang.semantics.clock import from_datetime, iso, local_date, months_later, start_of_day, to_datetime
from clauselang.semantics.facet import FACETS, Values, only
from clauselang.semantics.facts import Activity
from clauselang.semantics.intervals import IntervalSet
from clauselang.semantics.scope import Box, Region

ROOT = Path(__file__).parents[1]
ZONES = [ZoneInfo(name) for name in ("Europe/Amsterdam", "America/Santiago", "Australia/Lord_Howe", "Pacific/Apia", "America/Havana")]

# Sets of values.

NAMES = ["a", "b", "c", "d"]
values = st.builds(Values, st.frozensets(st.sampled_from(NAMES)), st.booleans())


def members(found: Values) -> set[str]:
    """What is in a set, out of the names and one that nobody named."""
    return {name for name in [*NAMES, "nobody"] if name in found}


@given(values, values)
def test_values_are_sets(a: Values, b: Values) -> None:
    """Union, intersection, difference and inclusion are those of the members, also of what nobody named."""
    assert members(a | b) == members(a) | members(b)
    assert members(a & b) == members(a) & members(b)
    assert members(a - b) == members(a) - members(b)
    assert (a <= b) == (members(a) <= members(b))
    assert a.isdisjoint(b) == (not members(a) & members(b))


instants = st.integers(-20, 20)
interval_sets = st.lists(st.tuples(instants, instants), max_size=5).map(IntervalSet.of)


@given(interval_sets, interval_sets)
def test_interval_sets_are_sets(a: IntervalSet, b: IntervalSet) -> None:
    """The same for sets of instants, and equal sets have equal intervals."""
    line = range(-21, 22)

    def points(found: IntervalSet) -> set[int]:
        return {at for at in line if at in found}

    assert points(a | b) == points(a) | points(b)
    assert points(a & b) == points(a) & points(b)
    assert points(a - b) == points(a) - points(b)
    assert (a <= b) == (points(a) <= points(b))
    assert (a == b) == (points(a) == points(b))


# Regions, over three facets with few values.

boxes = st.builds(
    lambda kind, brand, form, when: Box.of({"kind": Values(kind), "brand": brand, "format": form}, when),
    st.frozensets(st.sampled_from(["paid", "organic"]), min_size=1),
    values,
    values,
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=2).map(IntervalSet.of),
)
regions = st.lists(boxes, max_size=3).map(Region.of)
POINTS = list(product(["paid", "organic", "gifted"], [*NAMES, "nobody"], [*NAMES, "nobody"], range(7)))


def inside(region: Region) -> set[tuple[str, str, str, int]]:
    """The points of a region."""
    return {
        (kind, brand, form, at)
        for kind, brand, form, at in POINTS
        if any(kind in box["kind"] and brand in box["brand"] and form in box["format"] and at in box.when for box in region.boxes)
    }


@settings(max_examples=150, deadline=None)
@given(regions, regions)
def test_regions_are_sets(a: Region, b: Region) -> None:
    """Exact union, intersection, difference, inclusion and equality of unions of boxes."""
    assert inside(a | b) == inside(a) | inside(b)
    assert inside(a & b) == inside(a) & inside(b)
    assert inside(a - b) == inside(a) - inside(b)
    assert (a <= b) == (inside(a) <= inside(b))
    assert (a == b) == (inside(a) == inside(b))


@settings(max_examples=150, deadline=None)
@given(boxes, boxes)
def test_differences_are_disjoint(a: Box, b: Box) -> None:
    """What is left of a box is cut into at most one box per facet and one for time, none overlapping another."""
    pieces = a.minus(b)

    assert len(pieces) <= len(FACETS) + 1
    assert all((p & q).is_empty for i, p in enumerate(pieces) for q in pieces[:i])


@settings(max_examples=150, deadline=None)
@given(regions, boxes)
def test_a_look_never_contradicts_the_algebra(region: Region, box: Box) -> None:
    """The quick answer to "inside, outside?" is the algebra's, or none."""
    anytime = Region.of(Box(b.sets) for b in region.boxes)
    untimed = Region.of(Box(b.sets) for b in anytime.boxes)
    here = Region.of([Box(box.sets)])
    assume(not here.is_empty)

    seen = untimed.look(box.sets)

    assert seen is None or seen == (here <= untimed)
    assert seen is not False or (here & untimed).is_empty


# The calendar.

days = st.dates(date(1972, 1, 1), date(2099, 12, 31))
moments = st.datetimes(datetime(1972, 1, 1), datetime(2099, 12, 31))
zones = st.sampled_from(ZONES)
distances = st.builds(Distance, st.just(0), st.integers(-40, 40), st.integers(-30, 30))


@given(days, st.integers(-60, 60))
def test_months_clamp_once(day: date, months: int) -> None:
    """The same number in the target month, or its last day; rounding up is the day after that."""
    down, up = months_later(day, months), months_later(day, months, round_up=True)

    target = divmod(day.year * 12 + day.month - 1 + months, 12)
    assert (down.year, down.month - 1) == target
    assert down.day == day.day or (down + timedelta(days=1)).day == 1
    assert up == (down if down.day == day.day else down + timedelta(days=1))


@given(days, days, st.integers(-60, 60))
def test_months_are_monotone(a: date, b: date, months: int) -> None:
    """A later day is never moved to an earlier one, which is what lets bounds of uncertain moments be bounds."""
    early, late = sorted((a, b))

    assert months_later(early, months) <= months_later(late, months)


@given(days, zones)
def test_a_day_starts_at_its_first_instant(day: date, zone: ZoneInfo) -> None:
    """The start of a day is on that day or later, and the second before it is on an earlier one."""
    start = start_of_day(day, zone)

    assert local_date(start, zone) >= day
    assert local_date(start - 1_000_000, zone) < day


@given(moments, moments, distances, zones, st.sampled_from(["start", "end"]))
def test_bounds_are_monotone(a: datetime, b: datetime, distance: Distance, zone: ZoneInfo, side: str) -> None:
    """A later anchor never gives an earlier bound (theorem 3 of the date paper), on both sides and for chains."""
    early, late = sorted(from_datetime(m.replace(tzinfo=ZoneInfo("UTC"))) for m in (a, b))

    assert at_distance(early, distance, side, zone, Reading.CIVIL) <= at_distance(late, distance, side, zone, Reading.CIVIL)  # type: ignore[arg-type]


@given(days, st.integers(0, 40), st.integers(0, 30), zones)
def test_a_chain_from_midnight_counts_that_day(day: date, n: int, months: int, zone: ZoneInfo) -> None:
    """From a boundary at the start of a day, n days are the n days from it on (R11)."""
    start = start_of_day(day, zone)
    assume(local_date(start, zone) == day)

    end = chained(start, Distance(0, n, 0), zone, Reading.CIVIL, from_below=False)

    assert end == start_of_day(day + timedelta(days=n), zone)


@given(moments, st.integers(1, 1000), zones)
def test_hours_know_no_calendar(at: datetime, hours: int, zone: ZoneInfo) -> None:
    """n hours are n times 3,600 seconds wherever the clocks stand (R1)."""
    instant = from_datetime(at.replace(tzinfo=ZoneInfo("UTC")))

    assert at_distance(instant, Distance(hours, 0, 0), "end", zone, Reading.CIVIL) - instant == hours * 3_600_000_000
    assert to_datetime(instant).replace(tzinfo=None) == at


# Clauses and posts.

WINDOWS = [
    "1 month before to 1 month after last post", "24 hours before to 24 hours after each post on instagram", "2 days after first post",
    "48 hours after each post", "from 1 week before first post to 1 month after last post", "during term and 1 month after",
    "2026-03-01 through 2026-03-31", "1 month after signing", "on the day of each post", "1 week before each post on youtube",
    "from first post to 5 days after signing", "from signing, perpetual",
]  # fmt: skip
TARGETS = ["full", "category sonar", "category fishing", "brands Garmin and Moshi", "category skincare plus brands Garmin"]
EXTRAS = [
    "on instagram", "on youtube videos", "on stories", "in NL and BE", "gifts included", "any mention", "any mention or appearance",
    "instagram stories excluded", "except organic", "except stories but not stories on tiktok", "except brands Moshi",
    "except category lures", 'except "charity appearances"', 'unless "the league requires it"', "if term longer than 1 month",
    "at latest through 2026-04-15",
]  # fmt: skip
POSTS = [
    "reel on instagram, published 2026-03-10T18:00:00+02:00", "video on youtube, published 2026-03-20",
    "story on instagram, planned 2026-03-25 12:00", "reel on instagram, owed",
    "video on tiktok, planned 2026-03-28 12:00 notified 2026-03-01, planned 2026-03-15 12:00 notified 2026-03-12, "
    "published 2026-03-15 12:00:00",
]  # fmt: skip


def _clash(extra: str) -> str:
    """Extras of which a clause can have one."""
    if extra.startswith("on "):
        return "on"
    return "act" if extra.startswith(("gifts", "any")) else extra


clauses = st.builds(
    lambda target, window, extras: ", ".join([target, window, *extras]),
    st.sampled_from(TARGETS),
    st.sampled_from(WINDOWS),
    st.lists(st.sampled_from(EXTRAS), max_size=3, unique_by=_clash),
)


@st.composite
def contracts(draw: st.DrawFn) -> Contract:
    """A small agreement with one to three clauses."""
    posts = draw(st.lists(st.sampled_from(POSTS), min_size=0, max_size=3))
    lines = draw(st.lists(clauses, min_size=1, max_size=3))
    signed = draw(st.sampled_from(["", "  signed 2026-02-20\n", "  signed 2026-03-12T10:00:00+02:00\n"]))
    block = "  posts\n" + "".join(f"    {post}\n" for post in posts) if posts else ""
    text = (
        'agreement "x"\n  advertiser "Acme Sonar"\n  influencer "River Angler"\n    instagram @river\n  timezone Europe/Vilnius\n'
        f"{signed}  term 2026-02-15 through 2026-04-30\n{block}exclusivity\n" + "".join(f"  {line}\n" for line in lines)
    )
    compiled = compile_text(text)
    assert compiled.usable, [d.message for d in compiled.diagnostics]
    return Contract.of(compiled.resolved)[0]


activities = st.builds(
    lambda at, brand, category, surface, act, kind, country: Activity(
        1, published_at=at, brands=(brand,), categories=(category,), platform=surface[0], format=surface[1], acts=(act,), kinds=(kind,),
        territories=(country,), account="river",
    ),
    st.datetimes(datetime(2026, 1, 15), datetime(2026, 6, 15)).map(lambda at: at.replace(microsecond=0).isoformat() + "+02:00"),
    st.sampled_from(["Garmin", "Moshi", "Nobody", "Acme Sonar"]),
    st.sampled_from(["sonar", "lures", "skincare", "books"]),
    st.sampled_from([("instagram", "story"), ("instagram", "reel"), ("youtube", "video"), ("tiktok", "story"), ("x", "post")]),
    st.sampled_from(["mention", "show"]),
    st.sampled_from(["paid", "gifted", "organic"]),
    st.sampled_from(["NL", "DE"]),
)  # fmt: skip

# Posts whose plans moved: who was told what in time is excused (R10).
MOVED = [
    "reel on instagram, planned 2026-04-12, planned 2026-03-12 18:00 notified 2026-03-11 20:00, published 2026-03-12 18:00:00",
    "reel on instagram, planned 2026-03-05 12:00, planned 2026-04-02 12:00 notified 2026-03-01T09:30:00Z",
    "video on youtube, planned 2026-04-12, planned 2026-03-20 notified 2026-03-15 10:00, published 2026-03-20 12:00:00",
    "video on youtube, planned 2026-03-18 09:00 notified 2026-02-22, cancelled",
    "story on instagram, planned 2026-03-03, published 2026-03-01T10:00Z, republished 2026-03-13T16:20:00Z",
]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(MOVED), min_size=1, max_size=3, unique=True),
    st.lists(st.sampled_from([window for window in WINDOWS if "post" in window]), min_size=1, max_size=3),
    st.sampled_from([date(2026, 3, day) for day in (1, 11, 12, 13, 15)]) | st.dates(date(2026, 2, 20), date(2026, 4, 20)),
)
def test_a_day_is_what_its_hours_are(posts: list[str], windows: list[str], day: date) -> None:
    """If every instant of a day has the same verdict, the day has it; else it is unknown, also where schedules excuse (B.7)."""
    block = "".join(f"    {post}\n" for post in posts)
    clauses = "".join(f"  full, {window}\n" for window in windows)
    text = (
        'agreement "x"\n  advertiser "Acme Sonar"\n  influencer "River Angler"\n  timezone Europe/Vilnius\n  signed 2026-03-01T10:00:00Z\n'
        f"  term 2026-02-15 through 2026-04-30\n  posts\n{block}exclusivity\n{clauses}"
    )
    contract = Contract.of(compile_text(text).resolved)[0]
    post = Activity(1, published_at=day.isoformat(), timezone="Europe/Vilnius", brands=("Moshi",), acts=("mention",), kinds=("paid",))
    moment = post.moment

    edges = Lines.of(contract.norms).row(contract.vocabulary.placements(post)).edges
    hours = [moment.lo, *(edge for edge in edges if moment.lo < edge < moment.hi)]
    words = {contract.decide(attrs.evolve(post, published_at=iso(at), timezone=None)).verdict.word for at in hours}

    assert contract.decide(post).verdict.word == (words.pop() if len(words) == 1 else "unknown")


FORGET: dict[str, object] = {
    "brands": (), "categories": (), "platform": None, "format": None, "acts": (), "kinds": (), "territories": (), "published_at": None,
}  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(contracts(), activities, st.sets(st.sampled_from(sorted(FORGET)), min_size=1, max_size=4), st.booleans())
def test_knowledge_only_settles(contract: Contract, full: Activity, forgotten: set[str], to_the_day: bool) -> None:
    """One fact more may turn an unknown into a verdict, never one verdict into another (law 4)."""
    facts = {name: FORGET[name] for name in forgotten}
    if to_the_day and "published_at" in facts and full.published_at:
        facts["published_at"] = full.published_at[:10]
    partial = attrs.evolve(full, **facts)

    before, after = contract.decide(partial).verdict.word, contract.decide(full).verdict.word

    assert before in ("unknown", after)


@settings(max_examples=150, deadline=None)
@given(contracts(), activities, st.sets(st.sampled_from(["platform", "format", "kinds", "acts", "territories"]), min_size=1, max_size=3))
def test_a_verdict_is_that_of_all_completions(contract: Contract, full: Activity, forgotten: set[str]) -> None:
    """Violation if every completion is one, compliant if every completion is, else unknown (B.7)."""
    facts = {"platform": "platform", "format": "format", "kinds": "kind", "acts": "act", "territories": "territory"}
    choices = {
        "platform": ["instagram", "youtube", "tiktok", "somewhere"],
        "format": ["story", "reel", "video", "something"],
        "kind": ["paid", "affiliate", "ambassador", "gifted", "organic"],
        "act": ["mention", "show"],
        "territory": ["NL", "BE", "DE"],
    }
    placement = next(contract.vocabulary.placements(attrs.evolve(full, **{name: FORGET[name] for name in forgotten})))
    names = sorted(facts[name] for name in forgotten)
    words = set()
    for world in product(*(choices[name] for name in names)):
        box = placement.box
        for name, value in zip(names, world, strict=True):
            box = box.with_values(name, only([value]))
        words.add(judge(contract.norms, attrs.evolve(placement, sets=box.sets)).word)

    assert judge(contract.norms, placement).word == (words.pop() if len(words) == 1 else "unknown")


@settings(max_examples=150, deadline=None)
@given(contracts(), activities, st.sets(st.sampled_from(["format", "kinds", "categories"]), min_size=1))
def test_missing_facts_settle(contract: Contract, full: Activity, forgotten: set[str]) -> None:
    """The answers to the missing facts decide, each in its way, and no fewer facts would."""
    verdict = contract.decide(attrs.evolve(full, **{name: FORGET[name] for name in forgotten})).verdict

    if verdict.word == "unknown":
        assert verdict.missing
        assert all(answer.verdict != "unknown" for answer in verdict.answers)
    else:
        assert not verdict.missing


@settings(max_examples=100, deadline=None)
@given(contracts(), activities)
def test_one_look_and_the_algebra_agree(contract: Contract, activity: Activity) -> None:
    """The quick decision on complete facts is that of the region algebra."""
    placement = next(contract.vocabulary.placements(activity))
    for norm in contract.norms.norms:
        here = Box(placement.sets, placement.when & norm.may)
        if here.is_empty:
            continue
        certain = Region((here,)) <= prohibited(norm, here, certainly=True, answers={"window": True}) - contract.norms.always_free
        possible = not (prohibited(norm, here, certainly=False) - contract.norms.always_free).is_empty

        assert covers(norm, contract.norms, placement) == (True if certain else None if possible else False)


@settings(max_examples=100, deadline=None)
@given(contracts())
def test_windows_hold_together(contract: Contract) -> None:
    """What is certainly in a window is possibly in it, under every reading; both are canonical."""
    for norm in contract.norms.norms:
        windows = [norm.window, *(norm.chain.window(reading) for reading in OTHER_READINGS)]
        for window in windows:
            assert window.must <= window.may
            assert IntervalSet.of(window.may.intervals) == window.may


@given(st.sampled_from(["24 hours before to 24 hours after", "1 month after", "2 days after", "1 week before"]), st.permutations(POSTS[:3]))
def test_each_post_is_the_union_of_its_posts(window: str, posts: list[str]) -> None:
    """`each post` over several posts is the union of the windows of each alone, whatever their order (R15)."""

    def may(chosen: list[str]) -> IntervalSet:
        block = "".join(f"    {post}\n" for post in chosen)
        text = f'agreement "x"\n  advertiser "A"\n  influencer "B"\n  timezone Europe/Vilnius\n  posts\n{block}full, {window} each post\n'
        return Contract.of(compile_text(text).resolved)[0].norms.norms[0].may

    union = IntervalSet()
    for post in posts:
        union = union | may([post])

    assert may(list(posts)) == union


@pytest.mark.parametrize("seed", ["1", "2"])
def test_same_input_same_bytes(seed: str) -> None:
    """Nothing depends on the hash seed (law 9)."""
    clause = "category sonar plus brands Moshi and Oura, during term, on instagram and youtube videos, except organic, except in NL and BE"
    command = [sys.executable, "-m", "clauselang.cli.main"]
    for arguments in (["prose", "-c", clause], ["prose", "--lang", "nl", "-c", clause], ["ast", "-c", clause], ["lint", "-"]):
        printed = []
        for number in (seed, "7"):
            environment = {**os.environ, "PYTHONHASHSEED": number, "PYTHONPATH": str(ROOT)}
            run = subprocess.run([*command, *arguments], env=environment, capture_output=True, input=b"fulll\ncategory x y\n", check=False)
            printed.append(run.stdout)
        assert printed[0] == printed[1] != b""
