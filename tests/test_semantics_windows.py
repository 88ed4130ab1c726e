"""Windows as they are computed, stretch by stretch: bounds, causes, what is missing, what was rounded, other readings.

Every phrase of a window is held against agreements that differ in what is known: times to the second, the minute or the day,
posts that are planned, moved, cancelled or only owed, no zone, no signing. `CLAUSELANG_ACCEPT=1` writes
`tests/golden/semantics/` anew, to be read again.
"""

from __future__ import annotations

from datetime import date

import pytest

from clauselang.driver import compile_text
from clauselang.evaluate.contract import Contract
from clauselang.prose.write import clause_text
from clauselang.semantics.bounds import Distance, Reading, Side, at_distance, at_distances
from clauselang.semantics.clock import BEGIN, END, HOUR, Moment, moment, to_datetime, zone_info
from clauselang.semantics.facet import Values
from clauselang.semantics.lower import Lowering, lower
from clauselang.semantics.norm import Norm
from clauselang.semantics.posts import AnchorPoint, Post, Published, first_or_last, found_post, owed
from clauselang.semantics.terms import terms_of
from tests.approved import GOLDEN, approved
from tests.test_conformance import CASES, contract_of
from tests.test_evaluate_sentences import SITUATIONS, compiled

FOLDER = GOLDEN / "semantics"
HEAD = 'agreement "Spring"\n  advertiser Acme\n  influencer River\n'
PERIODS = "  term 2026-01-31 for 1 month\n  campaign 2026-03-10 through 2026-03-28\n  event fair 2026-03-28 through 2026-03-30\n"
# What is known of one agreement, from everything to next to nothing.
AGREEMENTS = {
    "all known": HEAD + "  timezone Europe/Amsterdam\n  signed 2026-01-30 15:00\n" + PERIODS + "  posts\n"
    "    reel on instagram, published 2026-01-31 12:00:00\n"
    "    video on youtube, published 2026-03-28 23:30, republished 2026-04-30 08:00:00\n",
    "plans": HEAD + "  timezone Europe/Amsterdam\n  signed 2026-01-30\n" + PERIODS + "  posts\n"
    "    reel on instagram, planned 2026-03-27, planned 2026-03-29 12:00 notified 2026-03-20 09:00\n"
    "    video on youtube, planned 2026-05-30 18:00\n"
    "    story on instagram, planned 2026-04-10 18:00, cancelled\n",
    "owed": HEAD + "  timezone Australia/Lord_Howe\n  signed 2026-01-30\n  posts\n"
    "    reel on instagram, published 2026-04-04 12:00:00\n    video on youtube, owed\n",
    "no zone": HEAD + "  signed 2026-01-30\n" + PERIODS + "  posts\n    reel on instagram, published 2026-03-27T12:00:00+01:00\n",
    "nothing": HEAD,
}
PHRASES = (
    "1 month after last post", "2 days before each post", "36 hours before to 36 hours after each post",
    "1 month 1 day before to 1 month 1 day after first post", "on the day of each post", "on the day of last post",
    "3 days after each post on instagram", "1 week before first post on youtube videos",
    "1 month after signing", "24 hours before signing", "1 day before to 1 day after signing", "on the day of signing",
    "1 month after start of term", "2 weeks before end of term", "on the day of end of campaign", "on the day of start of campaign",
    "during term", "during term and 1 month after", "during campaign and 48 hours after", "during fair", "during usage",
    "2 days after fair", "2 days before fair", "1 day after end of fair", "1 week before to 1 day after fair",
    "36 hours before to 36 hours after fair",
    "from first post to last post", "from first post to 1 month after last post", "from 1 week before each post to 2 days after each post",
    "from signing to 2 weeks after signing", "from 2026-03-01 through 2026-04-30", "from last post through 2026-12-31",
    "from signing before 2026-03-01", "from end of campaign to 1 month after fair",
    "2026-03-01 through 2026-03-29", "2026-03-29 through 2026-03-29", "1 month after last post, at latest through 2026-04-15",
    "from signing, perpetual", "perpetual", "from signing to fair", "from signing to 1 day before fair",
    "from 1 day before fair to 1 day after fair", "from fair to last post",
    "from 2026-03-01 12:00 until 2026-04-01 18:30", "from 2 days after fair to 1 month after fair",
    "from 2 months before last post to 1 month before last post",
)  # fmt: skip


def instant(at: int) -> str:
    """An instant in UTC."""
    return "ever" if at <= BEGIN else "never" if at >= END else f"{to_datetime(at):%Y-%m-%dT%H:%M:%S}"


def between(bound: tuple[int, int]) -> str:
    """A bound, or the two instants between which it lies."""
    return instant(bound[0]) if bound[0] == bound[1] else f"[{instant(bound[0])} {instant(bound[1])}]"


def shown(norm: Norm) -> str:
    """A window in lines."""
    window, lines = norm.window, []
    for stretch in window.stretches:
        cause = stretch.cause
        why = f"{cause.label}{' (planned)' if cause.provisional else ''}{'' if cause.post else ' (no post)'}" if cause else "no cause"
        lines.append(f"{between(stretch.start)} to {between(stretch.end)}{'' if stretch.certain else ' perhaps'}, {why}")
    lines += [f"must {instant(start)} to {instant(end)}" for start, end in norm.must.intervals]
    lines += [f"missing {', '.join(window.missing)}"] if window.missing else []
    lines += [f"rounded {', '.join(window.rounded)}"] if window.rounded else []
    for reading, must, may in norm.other_readings:
        spans = ", ".join(f"{instant(start)} to {instant(end)}" for start, end in must.intervals)
        wide = "" if must == may else ", at most " + ", ".join(f"{instant(start)} to {instant(end)}" for start, end in may.intervals)
        lines.append(f"{reading.value}: {spans or 'nothing'}{wide}")
    return "\n".join(lines) or "empty"


@pytest.mark.parametrize("phrase", PHRASES)
@pytest.mark.parametrize("known", AGREEMENTS)
def test_phrases(known: str, phrase: str) -> None:
    """The window of each phrase in each agreement."""
    text = AGREEMENTS[known] + f"exclusivity\n  category sonar, {phrase}\n"
    found = compile_text(text)
    contract, diagnostics = Contract.of(found.resolved)
    said = [f"{one.code} {one.message}" for one in {*found.diagnostics, *diagnostics} if one.code.startswith("M")]
    window = "\n".join([shown(contract.norms.norms[0]), *sorted(said)])

    assert window == approved(FOLDER / "phrases.txt", f"{known}: {phrase}", window)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("each post on instagram", "each post on insta"),
        ("each post on IG", "each post on Instagram"),
        ("each post on instagram and youtube", "each post on youtube and instagram"),
        ("first post on insta", "last post on instagram"),
        ("fair", "Fair"),
        ("end of fair", "end of FAIR"),
    ],
)
def test_an_anchor_is_one_however_it_is_spelled(one: str, other: str) -> None:
    """A window between two spellings of the same anchor is that between two of the first, post by post and in its prose."""
    posts = "    story on instagram, published 2026-02-20 12:00:00\nexclusivity\n"
    texts = [AGREEMENTS["all known"] + f"{posts}  full, from 1 day before {one} to 2 days after {at}\n" for at in (other, _as(one, other))]
    mixed, plain = (compile_text(text) for text in texts)
    assert mixed.usable and plain.usable

    assert shown(Contract.of(mixed.resolved)[0].norms.norms[0]) == shown(Contract.of(plain.resolved)[0].norms.norms[0])
    assert clause_text(mixed.resolved, mixed.resolved.clauses[0]) == clause_text(plain.resolved, plain.resolved.clauses[0])


def _as(one: str, other: str) -> str:
    """The second anchor, spelled as the first one is."""
    return other.partition(" on ")[0] + one[one.index(" on ") :] if " on " in one else one


@pytest.mark.parametrize("as_of", ["2026-03-01T00:00:00Z", "2026-03-20T08:00:00Z", "2026-03-20T07:59:59Z", "2026-06-01T00:00:00Z"])
@pytest.mark.parametrize("known", ["all known", "plans", "owed"])
def test_as_it_was_known(known: str, as_of: str) -> None:
    """Only what had happened, or was notified, by a moment counts then."""
    clauses = "  full, 1 day before to 2 days after each post\n  full, 1 week after first post\n  full, 1 week after last post\n"
    contract = compiled(AGREEMENTS[known] + "exclusivity\n" + clauses, as_of)
    windows = "\n--\n".join(shown(norm) for norm in contract.norms.norms)

    assert windows == approved(FOLDER / "as_of.txt", f"{known}, {as_of}", windows)


def test_what_a_clause_without_a_window_counts_from() -> None:
    """A perpetual clause starts when the agreement is signed, and that is what its reason can name."""
    (norm,) = compiled(AGREEMENTS["all known"] + "exclusivity\n  full, perpetual\n").norms.norms
    (stretch,) = norm.window.stretches

    assert stretch.cause is not None
    assert (stretch.cause.label, stretch.cause.moment) == ("signing", norm.signing)


@pytest.mark.parametrize("phrase", ["1 day after last post", "1 day before each post", "during fair", "2 days after signing"])
def test_clauses_alone(phrase: str) -> None:
    """Without an agreement nobody knows which posts and periods there are."""
    (norm,) = lower(compile_text(f"full, {phrase}\n").resolved)[0].norms

    assert shown(norm) == approved(FOLDER / "phrases.txt", f"clauses alone: {phrase}", shown(norm))


def test_posts_that_only_the_data_shows() -> None:
    """Clauses alone count from the posts of the data, as far as these were out at the moment of knowledge."""
    posts = [found_post("reel", "instagram", "reel", None, moment(f"2026-03-{day}T12:00:00Z", None)) for day in ("10", "20")]
    resolved = compile_text("full, 24 hours after each post\n").resolved

    for as_of, lasting in (("2026-03-09T00:00:00Z", 0), ("2026-03-11T00:00:00Z", 1), ("2026-03-21T00:00:00Z", 2)):
        (norm,) = lower(resolved, moment(as_of, None).lo, posts)[0].norms
        assert [stretch.certain for stretch in norm.window.stretches] == [number < lasting for number in range(2)]


SURFACES = (("Instagram reels", "instagram", "reel"), ("YouTube videos", "youtube", "video"), ("Instagram reels", "instagram", "reel"))
TIMES = tuple(moment(f"2026-0{day}T23:30:00Z", None).lo for day in ("3-28", "1-31", "2-10"))


@pytest.mark.parametrize("as_of", [None, TIMES[2]])
@pytest.mark.parametrize("phrase", [phrase for phrase in PHRASES if "post" in phrase])
def test_posts_by_column(phrase: str, as_of: int | None) -> None:
    """Published posts that come as columns make the windows that they make one by one."""
    agreement = AGREEMENTS["all known"].partition("  posts")[0]
    resolved = compile_text(f"{agreement}exclusivity\n  full, {phrase}\n").resolved
    lowering = Lowering(terms_of(resolved), resolved.deal, as_of)
    singly = [Post(*surface, published=Moment(at, at)) for surface, at in zip(SURFACES, TIMES, strict=True)]
    columns = Published(TIMES, SURFACES)
    (one, said), (other, as_said) = (lowering.norms(posts, frozenset()) for posts in (columns, singly))

    assert lowering.as_of == as_of
    assert (shown(one.norms[0]), said) == (shown(other.norms[0]), as_said)
    assert one.norms[0].window.stretches == other.norms[0].window.stretches


def test_columns_of_posts_are_posts() -> None:
    """They can be counted, taken out one by one, and cut."""
    columns = Published(TIMES, SURFACES)

    assert (len(columns), columns[1]) == (3, Post("YouTube videos", "youtube", "video", published=Moment(TIMES[1], TIMES[1])))
    assert list(columns[1:]) == list(columns)[1:]
    assert [each.owners for each in (columns[1:], Published(TIMES, SURFACES, (4, 4, 7))[1:])] == [None, (4, 7)]


def test_events_of_a_table() -> None:
    """An instant can stand for its text, and an event without one says nothing, whatever follows it."""
    (place,) = compile_text("full, during term, on instagram reels\n").resolved.clauses[0].surfaces
    events = (("planned", None, None), ("planned", 5, None), ("planned", 9, 7), ("published", 3, None), ("republished", 4, None))

    found = owed(place, "river", events, None)

    assert [(plan.at, plan.notified) for plan in found.plans] == [(Moment(5, 5), None), (Moment(9, 9), Moment(7, 7))]
    assert (found.published, found.republished, found.account, found.label) == (Moment(3, 3), (Moment(4, 4),), "river", "Instagram reels")


# What is known, and clauses of which the last window is shown.
FACTS = HEAD + "  timezone Europe/Amsterdam\n  signed 2026-01-30\n"
ON_TWO = "    story on instagram, published 2026-02-0{}\n    video on youtube, published 2026-02-{}\n"
OTHERS = {
    "every start with every end": FACTS + "  posts\n" + ON_TWO.format(1, "03") + ON_TWO.format(8, 10)
    + "exclusivity\n  full, from each post on instagram to each post on youtube\n",
    "a start that may never come": FACTS + "  posts\n" + ON_TWO.format(1, "03") + "    video on youtube, published 2026-02-10\n"
    "    reel on instagram, owed\nexclusivity\n  full, from each post on instagram to each post on youtube\n",
    "a stage after a post that may never come": FACTS + "  posts\n    reel on instagram, owed\nexclusivity\n"
    "  full, 2 days after each post, at latest through 2026-02-10\n  then full, for 1 month\n",
    "a stage after the first of posts of which none may come": FACTS + "  posts\n    reel on instagram, owed\n    video on youtube, owed\n"
    "exclusivity\n  full, 2 days after first post, at latest through 2026-02-10\n  then full, for 1 month\n",
    "counted from the first half hour of a day": FACTS.replace("Europe/Amsterdam", "Asia/Kolkata")
    + "  posts\n    story on instagram, published 2026-01-31 00:10:00\nexclusivity\n  full, 1 month after each post\n",
}  # fmt: skip


@pytest.mark.parametrize("title", OTHERS)
def test_other_agreements(title: str) -> None:
    """Windows that need facts of their own."""
    window = shown(compiled(OTHERS[title]).norms.norms[-1])

    assert window == approved(FOLDER / "others.txt", title, window)


@pytest.mark.parametrize(
    ("points", "last", "moment", "certain"),
    [
        ([(0, 24, True), (12, 13, True)], False, (0, 13), True),
        ([(0, 24, True), (12, 13, True)], True, (12, 24), True),
        ([(5, 9, False), (3, 30, False)], False, (3, END), False),
        ([(5, 9, False), (3, 30, False)], True, (3, 30), False),
        ([(5, 9, True), (3, 30, False)], False, (3, 9), False),
        ([(5, 9, True), (3, 30, False)], True, (5, 30), False),
        ([(5, 9, True), (6, 30, False)], False, (5, 9), True),
        ([(5, 30, True), (3, 30, False)], True, (5, 30), False),
        ([(5, 9, False)], True, (5, 9), False),
    ],
)
def test_the_first_and_the_last_of_posts_whose_time_is_open(
    points: list[tuple[int, int, bool]], last: bool, moment: tuple[int, int], certain: bool
) -> None:
    """The hours between which it lies (R18), and whether it comes at all: a post that may not can only move it outwards."""
    found = first_or_last([AnchorPoint(Moment(lo, hi), "post", certain=sure) for lo, hi, sure in points], last)

    assert (found.moment, found.certain, found.provisional) == (moment, certain, False)


def test_an_owed_post_comes_after_signing() -> None:
    """Nobody owes a post before there is an agreement."""
    facts = "  timezone Europe/Amsterdam\n  signed 2026-01-30 15:00\n  posts\n    reel on instagram, owed\n"
    (norm,) = compiled(HEAD + facts + "exclusivity\n  full, on the day of last post\n").norms.norms

    assert [instant(start) for start, _ in norm.may.intervals] == ["2026-01-29T23:00:00"]
    assert norm.chain.window_at(moment("2026-01-01", None).lo).may == norm.may, "nor did anybody before there was one"


def test_a_stage_after_a_day_of_which_the_hour_is_open() -> None:
    """At the latest it starts at the end of a day, whose number in the next month counts, not that of the day after."""
    facts = "  timezone Europe/Amsterdam\n  posts\n    reel on instagram, published 2026-02-27\n"
    stages = "exclusivity\n  full, 24 hours after last post\n  then full, for 1 month\n"
    *_, norm = compiled(HEAD + facts + stages).norms.norms

    assert [between(stretch.end) for stretch in norm.window.stretches] == ["[2026-03-27T23:00:00 2026-03-28T23:00:00]"]


def test_a_stage_after_a_month_that_was_too_short() -> None:
    """It rests on the shortened month as much as the stage before."""
    stages = "exclusivity\n  full, 1 month after first post\n  then full, for 1 day\n"
    first, then = compiled(AGREEMENTS["all known"] + stages).norms.norms

    assert first.window.rounded == then.window.rounded == ("2026-01-31",)


@pytest.mark.parametrize(
    "stage", ["then category sonar, for 1 month", "then category sonar, for 36 hours", "then category sonar, perpetual"]
)
@pytest.mark.parametrize("first", ["full, 2 days after each post", "full, during term", "full, 36 hours after last post"])
@pytest.mark.parametrize("known", AGREEMENTS)
def test_stages(known: str, first: str, stage: str) -> None:
    """A stage starts where the one before it ends."""
    found = compile_text(AGREEMENTS[known] + f"exclusivity\n  {first}\n  {stage}\n")
    windows = "\n--\n".join(shown(norm) for norm in Contract.of(found.resolved)[0].norms.norms[1:])

    assert windows == approved(FOLDER / "stages.txt", f"{known}: {first}; {stage}", windows)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_vectors(case: dict[str, object]) -> None:
    """The windows of the vectors with their causes."""
    windows = "\n--\n".join(shown(norm) for norm in contract_of(case).norms.norms)

    assert windows == approved(FOLDER / "vectors.txt", str(case["id"]), windows)


def members(values: Values) -> str:
    """A set of values: all of them if they are few, else two, because the library grows."""
    names = sorted(values.names)
    return ("all but " if values.names else "any") * values.cofinite + "/".join(names if len(names) < 6 else [*names[:2], "…"])


@pytest.mark.parametrize("title", SITUATIONS)
def test_scopes(title: str) -> None:
    """What the clauses of an agreement reach, box by box, with their exceptions and conditions."""
    lines = []
    for norm in compiled(SITUATIONS[title][0]).norms.norms:
        lines.append(f"{norm.clause.number}")
        regions = [("scope", norm.scope)]
        for exemption in norm.exemptions:
            regions += [(f"exempt if {exemption.question.name}" if exemption.question else "exempt", exemption.region)]
            regions += [("but not", exemption.but_not)] if exemption.but_not.boxes else []
        for what, region in regions:
            for box in region.boxes:
                when = " ".join(f"{instant(start)}..{instant(end)}" for start, end in box.when.intervals)
                lines.append(f"  {what}: {', '.join(members(values) for values in box.sets)}; {when}")
        lines += [f"  asks {one.name}: {one.text}, {one.value}" for one in norm.questions]
    found = "\n".join(lines)

    assert found == approved(FOLDER / "scopes.txt", title, found)


# Days and distances at their limits.


@pytest.mark.parametrize(
    ("length", "refused"),
    [("1 hour 30 hours", False), ("1 week 1 day", False), ("1 month 2 days", False), ("1 day 12 hours", True), ("12 hours 1 month", True)],
)
def test_hours_cannot_be_added_to_days(length: str, refused: bool) -> None:
    """Hours to hours can, and days to weeks and months."""
    _, found = Contract.of(compile_text(f"full, {length} after last post\n").resolved)

    assert [one.code for one in found] == ["M313"] * refused


@pytest.mark.parametrize(
    ("distance", "day", "round_up", "expected"),
    [
        (Distance(0, 0, 1), date(2026, 1, 31), False, date(2026, 2, 28)),
        (Distance(0, 0, 1), date(2026, 1, 31), True, date(2026, 3, 1)),
        (Distance(0, 1, 1), date(2026, 1, 31), False, date(2026, 3, 1)),
        (Distance(0, 0, -1), date(2026, 3, 31), False, date(2026, 2, 28)),
        (Distance(0, 0, -1), date(2026, 3, 31), True, date(2026, 3, 1)),
        (Distance(0, 0, 12), date(2024, 2, 29), False, date(2025, 2, 28)),
        (Distance(0, -1, 0), date(2026, 1, 1), False, date(2025, 12, 31)),
        (Distance(0, 0, 0), date(2026, 1, 1), True, date(2026, 1, 1)),
        (Distance(0, 1, 0), date(9999, 12, 15), False, date(9999, 12, 16)),
    ],
)
def test_a_distance_from_a_day(distance: Distance, day: date, round_up: bool, expected: date) -> None:
    """Months first, clamped or rounded up once, then days (R4)."""
    assert distance.from_day(day, round_up=round_up) == expected


@pytest.mark.parametrize(
    ("text", "exact", "seconds"),
    [("2026-03-20T18:00:00+02:00", True, 0), ("2026-03-20T18:00+02:00", False, 60), ("2026-03-20T18:00:00Z", True, 0)],
)
def test_how_exact_a_moment_is(text: str, exact: bool, seconds: int) -> None:
    """A time to the second is an instant, one to the minute a minute."""
    found = moment(text, None)

    assert (found.exact, (found.hi - found.lo) // 1_000_000) == (exact, seconds)


LORD_HOWE = zone_info("Australia/Lord_Howe")
# Some of them midnights there, some in half hours that the clocks repeat or skip, and some beyond all years.
INSTANTS = (
    *(moment(text, None).lo for text in ("2026-01-31T12:00:00Z", "2026-01-31T13:00:00Z", "2026-04-04T14:45:00Z", "2026-10-03T15:30:00Z")),
    *(moment(text, None).lo for text in ("0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z")),
    BEGIN, BEGIN + 1, BEGIN // 4, END // 4, END // 4 + 1, END // 2, END - 1, END,
)  # fmt: skip


@pytest.mark.parametrize("reading", Reading)
@pytest.mark.parametrize("side", ["start", "end"])
@pytest.mark.parametrize("distance", [Distance(1, 0, 0), Distance(-30, 0, 0), Distance(10**9, 0, 0), Distance(0, 0, 1), Distance(0, -2, 0)])
def test_several_instants_at_once(reading: Reading, side: Side, distance: Distance) -> None:
    """Counted from in one step, every instant leads where it leads alone."""
    for instants in (INSTANTS, INSTANTS * 3, INSTANTS[:4] * 9):
        found = at_distances(instants, distance, side, LORD_HOWE, reading)
        assert found == [at_distance(at, distance, side, LORD_HOWE, reading) for at in instants]
    assert all(type(at) is int for at in found)


def test_instants_are_whole_numbers_to_the_last_microsecond() -> None:
    """Of the year 9999 a fraction would lose the microseconds."""
    assert moment("9999-12-31T23:59:59.999999Z", None).lo - moment("9999-12-31T23:59:59.999998Z", None).lo == 1
    assert moment("9999-12-31T23:59:59.999999Z", None).lo == 2_932_897 * 24 * HOUR - 1
