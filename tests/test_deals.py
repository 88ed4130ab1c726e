"""A row of a table of deals is the agreement that says the same in `.excl`, and many processes make the tables of one."""

from __future__ import annotations

import json
import os
import random
import signal
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clauselang import forks
from clauselang.backends.sql.tables import Tables
from clauselang.driver import compile_text
from clauselang.engines import crew
from clauselang.engines.agreements import Agreements
from clauselang.engines.batch import Batch
from clauselang.engines.deals import read_deals
from clauselang.resolve.resolved import Resolved
from clauselang.semantics.bounds import Reading
from clauselang.semantics.clock import SkippedTime
from clauselang.semantics.facts import Activity
from clauselang.semantics.lower import lower
from clauselang.semantics.norm import Norms
from clauselang.semantics.window import Window
from tests.test_laws import EXTRAS, TARGETS, WINDOWS, _clash

MORE = [
    "from 2 days before first post to 1 month after last post on instagram",
    "from 1 month before each post on insta to 1 day after each post on instagram", "from signing to 2 weeks after end of campaign",
    "24 hours before to 1 month after last post", "from end of term through 2027-01-31", "1 month after first post on tiktok",
]  # fmt: skip
ZONES = ["Europe/Vilnius", "America/St_Johns", "Asia/Kolkata", "Pacific/Apia", None]
# Exact, whole minutes, days, local times (one of them the clocks of Vilnius jump over), month ends, other offsets.
TIMES = [
    "2026-03-10T16:00:00Z", "2026-01-31T22:30:00Z", "2026-03-31T12:00:00Z", "2026-03-20", "2026-03-28T18:00", "2026-03-29T03:30:00",
    "2026-10-25T03:30:00", "2026-03-10T18:00:00+02:00", "2026-03-10T16:00:00.5Z", "2026-05-31T04:00Z",
]  # fmt: skip
SURFACES = [("instagram", "reel"), ("instagram", "story"), ("youtube", "video"), ("tiktok", "video")]

times = st.sampled_from(TIMES)
posts = st.fixed_dictionaries(
    {"at": st.sampled_from(SURFACES)},
    optional={
        "planned": st.lists(st.tuples(times, st.none() | times), min_size=1, max_size=2),
        "published": times,
        "republished": st.lists(times, min_size=1, max_size=2),
        "cancelled": st.just(True),
        "account": st.just("@Second"),
    },
)
plain = st.fixed_dictionaries({"at": st.sampled_from(SURFACES), "published": st.sampled_from(TIMES[:3])})
dates = st.dates(date(2025, 11, 1), date(2027, 3, 1))
days = st.tuples(dates, dates).map(lambda pair: tuple(day.isoformat() for day in sorted(pair)))
rows = st.fixed_dictionaries(
    {
        "timezone": st.sampled_from(ZONES),
        "posts": st.lists(posts, max_size=4) | st.lists(plain, max_size=4),
        "advertiser": st.sampled_from(["Acme Sonar", "Moshi"]),
    },
    optional={"signed": times, "term": days, "campaign": days},
)


@st.composite
def clauses(draw: st.DrawFn) -> str:
    """One to three clauses out of the parts of the laws."""
    lines = []
    for _ in range(draw(st.integers(1, 3))):
        extras = {_clash(extra): extra for extra in draw(st.lists(st.sampled_from(EXTRAS), max_size=2))}
        lines.append(", ".join([draw(st.sampled_from(TARGETS)), draw(st.sampled_from(WINDOWS + MORE)), *extras.values()]))
    return "exclusivity\n" + "".join(f"  {line}\n" for line in lines)


def cells(name: str, row: dict[str, Any]) -> dict[str, Any]:
    """A row of a table."""
    found = {"deal": name, "influencer": f"Creator of {name}", "timezone": row["timezone"], "signed": row.get("signed")}
    for of in ("term", "campaign"):
        found[f"{of}_first"], found[f"{of}_last"] = row.get(of, (None, None))
    listed = []
    for post in row["posts"]:
        platform, form = post["at"]
        listed.append({"platform": platform, "format": form} | {key: cell for key, cell in post.items() if key != "at"})
        if "planned" in post:
            listed[-1]["planned"] = [{"at": at, "notified": told} for at, told in post["planned"]]
    return found | {"advertiser": row["advertiser"], "posts": json.dumps(listed)}


def written(name: str, row: dict[str, Any]) -> str:
    """The agreement that says the same."""
    lines = [f'agreement "{name}"', f'  advertiser "{row["advertiser"]}"', f'  influencer "Creator of {name}"']
    lines += [f"  {what} {row[what]}" for what in ("timezone", "signed") if row.get(what)]
    lines += [f"  {of} {row[of][0]} through {row[of][1]}" for of in ("term", "campaign") if of in row]
    if row["posts"]:
        lines.append("  posts")
    for post in row["posts"]:
        platform, form = post["at"]
        events = [f"planned {at}" + (f" notified {told}" if told else "") for at, told in post.get("planned", ())]
        events += [f"published {post['published']}"] if "published" in post else []
        events += [f"republished {at}" for at in post.get("republished", ())] + (["cancelled"] if "cancelled" in post else [])
        account = f" from {post['account']}" if "account" in post else ""
        lines.append(", ".join([f"    {form} on {platform}{account}", *events]))
    return "\n".join(lines) + "\n"


def table(folder: Path, clauses: str, listed: list[dict[str, Any]]) -> tuple[Agreements, Resolved]:
    """The rows as agreements, and the clauses."""
    path = folder / "deals.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in listed), "utf-8")
    terms = compile_text(clauses, meaning=False)
    assert terms.usable, terms.diagnostics
    agreements, reports = read_deals(str(path), terms.resolved)
    assert reports == ()
    return agreements, terms.resolved


def said(norms: Norms) -> list[object]:
    """All that norms say of their windows, under every reading."""
    found: list[object] = [norms.advertiser_known, norms.own.boxes, norms.calendar.signing, tuple(norms.calendar.posts or ())]
    for norm in norms.norms:
        found += [norm.clause.number, norm.must, norm.may, norm.provisional, [question.value for question in norm.questions]]
        for reading in Reading:
            try:
                found.append(of_window(norm.chain.window(reading)))
            except SkippedTime as error:
                found.append(str(error))
        found.append(of_window(norm.window))
    return found


def of_window(window: Window) -> tuple[object, ...]:
    """All that a window says."""
    return window.stretches, window.must, window.may, window.missing, window.rounded


@settings(max_examples=150, deadline=None)
@given(clauses(), st.lists(rows, min_size=1, max_size=3), st.sampled_from([None, 1_773_500_000_000_000]))
def test_a_row_is_the_agreement_that_says_the_same(
    tmp_path_factory: pytest.TempPathFactory, clauses: str, deals: list[dict[str, Any]], as_of: int | None
) -> None:
    """Windows, causes, what is missing and what is reported are those of the same facts in a file, at any moment of knowledge."""
    agreements, _ = table(tmp_path_factory.mktemp("deals"), clauses, [cells(f"d{at}", row) for at, row in enumerate(deals)])
    for at, row in enumerate(deals):
        compiled = compile_text(written(f"d{at}", row) + clauses, meaning=False)
        assert compiled.usable, compiled.diagnostics

        norms, reports = agreements.norms(at, as_of)
        expected, expected_reports = lower(compiled.resolved, as_of)
        again, _ = lower(agreements[at].resolved, as_of)

        assert said(norms) == said(expected) == said(again)
        assert {(d.code, d.message) for d in reports} == {(d.code, d.message) for d in expected_reports}


# Many processes.


def deals(count: int) -> list[dict[str, Any]]:
    """Random rows, the same each time; every one of a brand of its own, and some with a setting of their own."""
    chance = random.Random(5)
    found = []
    for number in range(count):
        listed = [
            {"at": chance.choice(SURFACES), "published": f"2026-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}T10:00:00Z"}
            for _ in range(chance.randint(0, 4))
        ]
        brand, signed = f"Brand {chance.randrange(count)}", chance.choice(["2026-03-20", "2026-06-01"])
        row = {"timezone": chance.choice(ZONES[:4]), "posts": listed, "signed": signed, "advertiser": brand}
        found.append(cells(f"d{number}", row))
    return found


LINES = "exclusivity\n  full, 24 hours before to 24 hours after each post on instagram\n  category sonar, 1 month after last post\n"


def rows_of(batch: Batch) -> tuple[list[tuple[str, list[tuple[int, ...]]]], list[str]]:
    """The tables of a batch with all that was reported."""
    tables = Tables()
    crew.lower_all(batch, tables)
    return [(name, list(rows)) for name, rows in tables.rows()], [report.message for report in batch.reports.values()]


@pytest.fixture
def batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Batch]:
    """Some deals, of which three processes lower seven in turn. One has a deliverable among the posts."""
    monkeypatch.setattr(crew, "MANY", 10)
    monkeypatch.setattr(crew, "SHARE", 7)
    monkeypatch.setattr(forks, "possible", lambda: True)
    monkeypatch.setattr(forks, "cores", lambda: 3)
    yield Batch(table(tmp_path, LINES, deals(60))[0])


def noticed(batch: Batch) -> Batch:
    """The batch when the posts are read."""
    batch.notice([Activity(1, influencer="Creator of d9", published_at="2026-07-01T00:00:00Z", platform="instagram", deliverable=True)])
    return batch


def test_many_processes_make_the_tables_of_one(batch: Batch) -> None:
    """The same rows with the same numbers of shapes and borders, and the same reports in the same order."""
    alone = rows_of(noticed(Batch(batch.agreements)))

    with crew.crew(batch):
        assert len(batch.workers) == 2
        together = rows_of(noticed(batch))

    assert together == alone and batch.workers == []
    assert len(alone[0][1][1]) > 60 and alone[1]  # clauses, reports


def test_a_column_of_one_number_is_known() -> None:
    """Which columns of a table have the same number in all rows; in a table without rows there are none."""
    tables = Tables()
    assert tables.alike("stretch") == {}

    tables.stretch.append([1, 10, 20, 2])
    tables.stretch.append([2, 10, 30, 2])

    assert tables.alike("stretch") == {"opens": 10, "certain": 2}


def test_the_share_of_a_process_that_died_is_not_lost(batch: Batch) -> None:
    """The tables are whole when a process is killed before it has done its part."""
    alone = rows_of(Batch(batch.agreements))

    with crew.crew(batch):
        os.kill(batch.workers[0].process.pid, signal.SIGKILL)
        together = rows_of(batch)

    assert together == alone


def asked(batch: Batch) -> list[tuple[int, list[tuple[int, str, Activity]]]]:
    """Posts of every creator on some days, in parts, of which some are empty."""
    days = [f"2026-{month:02}-15T12:00:00Z" for month in range(1, 13)]
    seen = [Activity(1, published_at=day, brands=("Garmin",)) for day in days]
    posts = [(index, "posts.csv", activity) for index in range(len(batch.agreements)) for activity in seen]
    return [(at, posts[at : at + 50] if at % 150 else []) for at in range(0, len(posts), 50)]


@pytest.mark.parametrize("is_killed", [False, True])
def test_many_processes_judge_as_one(batch: Batch, is_killed: bool) -> None:
    """The same answers in the same order, of whoever is asked, and of this process alone when another has died."""
    parts = asked(batch)
    alone = list(crew.judge_all(Batch(batch.agreements), parts, True))

    with crew.crew(batch):
        rows_of(batch)
        if is_killed:
            os.kill(batch.workers[1].process.pid, signal.SIGKILL)
        together = list(crew.judge_all(batch, parts, True))

    assert together == alone and len({word for _, answers in alone for word, _ in answers}) > 1


def test_a_fork_would_not_leave_threads_behind(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where this process has other threads, or there is one core, one process does it all."""
    batch = Batch(table(tmp_path, LINES, deals(12))[0])
    monkeypatch.setattr(crew, "MANY", 10)
    for alone, cores in ((False, 3), (True, 1)):
        monkeypatch.setattr(forks, "possible", lambda alone=alone: alone)
        monkeypatch.setattr(forks, "cores", lambda cores=cores: cores)
        with crew.crew(batch):
            assert batch.workers == []
