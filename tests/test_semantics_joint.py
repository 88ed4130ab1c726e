"""Agreements that are lowered at once have the windows that each has when it is lowered alone, and the same is said of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clauselang.backends.sql.tables import Tables
from clauselang.engines import crew, table
from clauselang.engines.batch import Batch
from clauselang.semantics.clock import all_exact, exact
from clauselang.semantics.intervals import normalise, normalise_each
from tests import test_deals
from tests.test_deals import SURFACES, ZONES, cells, days, deals, times
from tests.test_laws import EXTRAS, TARGETS, WINDOWS

MORE = [
    "from first post on instagram to last post on youtube", "from 1 week before each post to 2 days after last post",
    "from first post on tiktok to each post", "from last post through 2026-04-30", "from 2026-03-01 to 3 days after each post",
    "on the day of end of term", "1 month before end of term", "during campaign", "from start of term to 1 month after last post",
    "from 2 days before cup to 1 week after last post", "12 hours after cup", "on the day of cup",
    "from 2026-03-29 03:30 to 1 day after last post",  # in Vilnius there is no such time
    *test_deals.MORE,
]  # fmt: skip
# Around midnight, at the end of months, within an hour that half an hour of offset divides.
TIMES = ["2026-03-10T16:00:00Z", "2026-01-31T22:30:00Z", "2026-03-31T12:00:00Z", "2026-05-31T18:15:00Z", "2026-03-29T01:00:00Z"]
TERMS = """\
agreement "the terms of all"
  advertiser "Acme Sonar"
  influencer "Somebody"
  timezone Europe/Vilnius
  event cup 2026-03-28 through 2026-04-02
"""
CONSENT = "  consent Garmin 2026-03-28 10:00\n"

plain = st.lists(st.fixed_dictionaries({"at": st.sampled_from(SURFACES), "published": st.sampled_from(TIMES)}), max_size=4)
planned = st.just([{"at": SURFACES[0], "planned": [("2026-03-20", None)]}])
rows = st.fixed_dictionaries(
    {"timezone": st.sampled_from(["Europe/Vilnius"] * 8 + ZONES), "posts": st.one_of(*[plain] * 6, planned)},
    optional={"signed": times, "term": days, "campaign": days, "advertiser": st.sampled_from(["Acme Sonar", "Moshi"])},
)


@st.composite
def files(draw: st.DrawFn) -> str:
    """One to three clauses, the last of which may go on where the one before ends."""
    lines = []
    for _ in range(draw(st.integers(1, 3))):
        extras = draw(st.lists(st.sampled_from(EXTRAS), max_size=2, unique_by=test_deals._clash))
        lines.append("  " + ", ".join([draw(st.sampled_from(TARGETS)), draw(st.sampled_from(WINDOWS + MORE)), *extras]))
    lines += draw(st.sampled_from([[], [], ["  then category sonar, for 2 weeks"], ["  then full, for 1 month"]]))
    return TERMS + draw(st.sampled_from(["", CONSENT])) + "exclusivity\n" + "\n".join(lines) + "\n"


def contents(tables: Tables) -> dict[int, list[object]]:
    """What the tables say of each agreement, whatever numbers stand for it."""
    borders = {0: None} | {number: (facet, values) for facet, values, number in tables.sets.borders()}
    shapes = {number: [(row[:3], [borders[at] for at in row[3:]]) for row in of] for of, number in tables._shapes.items()}
    times: dict[int, list[tuple[int, ...]]] = {}
    for clause, *time in tables.stretch:
        times.setdefault(clause, []).append(tuple(time))
    found: dict[int, list[object]] = {deal: [row] for deal, *row in tables.envelope}
    for clause, deal, shape, own, *rest in tables.clause:
        found[deal].append((shapes[shape], borders[own], rest, sorted(times[clause])))
    return found


def one_by_one(batch: Batch) -> Tables:
    """The tables without anything done at once."""
    tables = Tables()
    for index in range(len(batch.agreements)):
        tables.add(index, batch.numbers[index], batch.norms(index))
    return tables


@settings(max_examples=300, deadline=None)
@given(files(), st.lists(rows, min_size=3, max_size=8), st.sampled_from([None] * 4 + [1_773_500_000_000_000]))
def test_windows_of_many_are_those_of_each(
    tmp_path_factory: pytest.TempPathFactory, clauses: str, listed: list[dict[str, Any]], as_of: int | None
) -> None:
    """Every form of window, posts that are out or planned, zones, signings and terms of all sorts."""
    try:
        given = [cells(f"d{at}", {"advertiser": None} | row) for at, row in enumerate(listed)]
        agreements, _ = test_deals.table(tmp_path_factory.mktemp("deals"), clauses, given)
    except AssertionError as error:
        raise AssertionError(clauses) from error
    alone, many = Batch(agreements, as_of), Batch(agreements, as_of)
    together = Tables()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(table, "FEW", 1)
        crew.lower_all(many, together)

    assert contents(together) == contents(one_by_one(alone))
    assert list(many.reports.values()) == list(alone.reports.values())


def test_agreements_are_lowered_at_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Those whose posts are out, in few crowds, and few of them are lowered again for what is said of them."""
    agreements, _ = test_deals.table(tmp_path_factory.mktemp("deals"), test_deals.LINES, deals(200))

    crowds, apart = Batch(agreements).joint(range(200))

    assert len(crowds) == len(ZONES) - 1 and not apart
    assert sum(len(crowd.crowd.members) for crowd in crowds) == 200
    assert sum(len(crowd.speakers) for crowd in crowds) < 40


owned = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 9), st.integers(0, 9)), max_size=12)


@given(owned)
def test_intervals_of_many_are_those_of_each(intervals: list[tuple[int, int, int]]) -> None:
    """What merges for one owner merges for many, and nothing merges with another's."""
    expected = [(owner, *each) for owner in range(4) for each in normalise([(a, b) for of, a, b in intervals if of == owner])]

    assert list(zip(*normalise_each(intervals), strict=True)) == expected


@pytest.mark.parametrize("odd", ["2026-02-30T10:00:00Z", "2026-03-01T10:00:00+01:00", "2026-03-01", "2026-03-01T24:00:00Z", ""])
def test_texts_are_read_at_once_or_not_at_all(odd: str) -> None:
    """Many instants are those of each; a text of another form, or of no day, leaves all to be read one by one."""
    assert all_exact(TIMES) == [exact(text) for text in TIMES]
    assert all_exact([*TIMES, odd]) is None


def test_what_is_wrong_with_a_consent_is_said_though_all_is_well_with_the_windows(tmp_path: Path) -> None:
    """A consent that all share was given at a time that the clocks jumped over; nothing else is to be said of anybody."""
    clauses = TERMS + "  consent Garmin 2026-03-29 03:30\nexclusivity\n  full, 1 day after each post\n"
    posts = [{"at": SURFACES[0], "published": "2026-03-10T16:00:00Z"}]
    given = [cells(f"d{at}", {"timezone": "Europe/Vilnius", "advertiser": "Acme Sonar", "posts": posts}) for at in range(6)]
    batch = Batch(test_deals.table(tmp_path, clauses, given)[0])

    crew.lower_all(batch, Tables())

    assert [report.code for report in batch.reports.values()] == ["M312"]
