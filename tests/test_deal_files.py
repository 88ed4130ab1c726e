"""A table of agreements says in Parquet, whose posts are read without their instants, what it says in JSON Lines."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import attrs
import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clauselang.diagnostics.diagnostic import Diagnostics
from clauselang.driver import Unreadable, compile_text
from clauselang.engines import parquet_cells
from clauselang.engines.agreements import Agreement, Agreements
from clauselang.engines.deals import read_deals
from clauselang.resolve.resolved import Resolved
from clauselang.semantics.clock import exact
from tests.test_backends import parquet

CLAUSES = "exclusivity\n  category sonar, 1 month after last post\n  full, 24 hours before to 24 hours after each post on tiktok\n"
TERMS = compile_text(CLAUSES, meaning=False).resolved
SURFACES = (("instagram", "reel"), ("tiktok", "video"), ("youtube", "short"), ("instagram", "story"))


def row(number: int, **more: str) -> dict[str, str]:
    """An agreement with two posts; later rows begin with other surfaces, and every seventh has a post that is only planned."""
    posts: list[dict[str, Any]] = [
        {"platform": platform, "format": form, "published": f"2026-03-{1 + number % 28:02}T10:00:00Z"}
        for platform, form in (SURFACES[-1 - number // 12 % 4], SURFACES[number % 4])
    ]
    if number % 7 == 0:
        posts[0] = {"platform": "tiktok", "format": "video", "planned": "2026-04-02", "notified": "2026-03-01"}
    found = {"deal": f"d{number}", "influencer": f"Creator {number // 3}", "timezone": "Europe/Vilnius", "signed": "2026-02-01"}
    return found | {"advertiser": "Acme Sonar", "posts": json.dumps(posts)} | more


def facts(agreement: Agreement) -> object:
    """What is known of an agreement."""
    deal = agreement.resolved.deal
    assert deal is not None
    return attrs.asdict(deal, recurse=False) | {"posts": [(post.place, post.account, post.node) for post in deal.posts]}


def in_lines(rows: list[dict[str, Any]], folder: Path, terms: Resolved = TERMS) -> tuple[Agreements, Diagnostics]:
    """What a table says in JSON Lines."""
    (folder / "lines").mkdir(exist_ok=True)
    path = folder / "lines" / "deals.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return read_deals(str(path), terms)


def same(rows: list[dict[str, Any]], folder: Path) -> Diagnostics:
    """Read a table in both forms: all that is known and reported has to be the same. What is reported."""
    (found, said), (expected, expected_said) = read_deals(parquet(rows, folder / "deals.parquet"), TERMS), in_lines(rows, folder)
    reports = [report.message.replace("deals.parquet", "deals.jsonl") for report in said]
    assert reports == [report.message.removeprefix("lines/") for report in expected_said]
    assert [facts(each) for each in found] == [facts(each) for each in expected]
    for at in range(len(found)):
        here, there = (agreements.norms(at, None)[0].windows for agreements in (found, expected))
        assert [window.times for window in here] == [window.times for window in there]
    return said


MISTAKES = {
    5: {"timezone": "Europe/Vilnus"},
    21: {"deal": "d3"},
    22: {"posts": "[{]"},
    40: {"posts": '[{"platform": "myspace", "published": "2026-03-01"}]'},
    47: {"deal": "d46", "signed": "2026-02-30"},
}


@pytest.mark.parametrize("mistakes", [{}, MISTAKES])
@pytest.mark.parametrize("at_once", [7, 1_000])
def test_rows_and_mistakes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mistakes: dict[int, Any], at_once: int) -> None:
    """The same agreements, and the same reports in the same order, however many rows are read at once."""
    monkeypatch.setattr(parquet_cells, "_AT_ONCE", at_once)
    assert len(same([row(number, **mistakes.get(number, {})) for number in range(50)], tmp_path)) == len(mistakes)


@pytest.mark.parametrize("column", ["signed", "term_first", "posts"])
@pytest.mark.parametrize("year", ["0206", "1899", "2200", "9999"])
def test_a_year_that_no_file_may_say(tmp_path: Path, column: str, year: str) -> None:
    """In a table neither, so that nothing counts from a slip of the keys."""
    posts = json.dumps([{"platform": "instagram", "published": f"{year}-03-10T10:00:00Z"}])
    far = {"signed": f"{year}-03-10", "term_first": f"{year}-03-10", "posts": posts}
    rows = [row(number, term_first="2026-01-01", term_last="2026-12-31") for number in range(1, 6)]
    said = same([*rows[:4], rows[4] | {column: far[column]}], tmp_path)
    assert [report.message for report in said] == [f"deals.parquet row 5, column `{column}`: the year {year} is too far away to count from"]


# Posts that differ in little from such as are all out.
OUT = '{"platform": "instagram", "published": "2026-03-10T16:00:00Z"}'
TEXTS = [
    "", " ", "[]", "null", "[null]", "{}", '"[]"', "[" + OUT, OUT, f"[{OUT}] ", f" [{OUT}]", f"[{OUT}]x", f"[{OUT},]", f"[[{OUT}]]",
    f"[{OUT}, {OUT}]", '"2026-03-10T16:00:00Z"', '["2026-03-10T16:00:00Z"]',
    '[{"published":"2026-03-10T16:00:00Z","platform":"tiktok","format":"video"}]',
    # No day or hour that there is, or another form of one.
    *(OUT.join("[]").replace("2026-03-10T16:00:00Z", at) for at in (
        "2026-02-30T16:00:00Z", "2026-03-10T24:00:00Z", "2026-03-10T16:60:00Z", "2026-03-10T16:00:60Z", "0000-03-10T16:00:00Z",
        "0001-01-01T00:00:00Z", "1899-12-31T23:59:59Z", "1900-01-01T00:00:00Z", "2199-12-31T23:59:59Z", "2200-01-01T00:00:00Z",
        "9999-12-31T00:00:00Z", "2026-03-10T16:00:00z", "2026-03-10T16:00:00+02:00", "2026-03-10T16:00:00.5Z", "2026-03-10T16:00Z",
        "2026-03-10 16:00:00Z", "2026-03-10", "", "null", " 2026-03-10T16:00:00Z", "2026-03-10T16:00:00Z ", "\uff12026-03-10T16:00:00Z",
    )),
    # An instant, or what stands for one, at another place, or twice.
    '[{"platform": "instagram", "published": null}]', '[{"platform": null, "published": "2026-03-10T16:00:00Z"}]',
    '[{"platform": "instagram", "published": null, "format": "2026-03-10T16:00:00Z"}]',
    '[{"platform": "instagram", "published": "2026-03-10T16:00:00Z", "format": null}]',
    '[{"platform": "2026-03-10T16:00:00Z", "published": null}, {"platform": "instagram", "published": "2026-03-10T16:00:00Z"}]',
    '[{"platform": "instagram", "published": "2026-03-10T16:00:00Z", "published": "2026-04-10T16:00:00Z"}]',
    '[{"platform": "instagram", "published": "2026-03-10T16:00:00Z", "published": null}]',
    '[{"platform": "instagram", "published": ["2026-03-10T16:00:00Z"]}]', '[{"platform": "instagram", "published": {"at": 0}}]',
    '[{"platform": "instagram", "published": -"2026-03-10T16:00:00Z"}]',
    '[{"platform": "instagram", "published": n"2026-03-10T16:00:00Z"}]',
    '[{"platform": "instagram", "published": "2026-03-10T16:00:00Z""2026-03-10T16:00:00Z"}]',
    r'[{"platform": "instagram", "published": "\"2026-03-10T16:00:00Z"}]', r'[{"platform": "instagram\"2026-03-10T16:00:00Z"}]',
    r'[{"platform": "instagram", "publi\u0073hed": "2026-03-10T16:00:00Z"}]',
    r'[{"platform": "inst\u0061gram", "published": "2026-03-10T16:00:00Z"}]',
    '[{"platform": "instagram", "published": "2026-03-10T16:00:00Z", "account": "@second"}]',
    '[{"platform": "instagram", "published": "2026-03-10T16:00:00Z", "planned": "2026-03-10T16:00:00Z"}]',
    '[{"platform": "instagram", "cancelled": true}]', '[{"platform": "myspace", "published": "2026-03-10T16:00:00Z"}]',
    '[{"platform": "null", "published": "2026-03-10T16:00:00Z"}]', "[{}, " + OUT + "]",
    f"[5, {OUT}]", f'["x", {OUT}]', "[NaN]", '["\\ud800"]',
    "[" * 5_000, '[{"platform": "instagram", "published": "2026-03-10T16:00:00Z", "note": "ä ü 日"}]',
]  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
def test_texts_of_posts(tmp_path: Path, text: str) -> None:
    """Each text by itself, and between others that are plain."""
    same([row(1, posts=text)], tmp_path)
    same([row(number, posts=text if number == 2 else f"[{OUT}]") for number in range(4)], tmp_path)


pieces = st.sampled_from([
    "[", "]", "{", "}", ",", ":", " ", '"platform"', '"format"', '"published"', '"instagram"', '"reel"', '"2026-03-10T16:00:00Z"',
    '"2024-02-29T23:59:59Z"', "null", "\\", '"', "0", "ä",
])  # fmt: skip
posts = st.fixed_dictionaries(
    {"platform": st.sampled_from(["instagram", "tiktok", "null", None, 0])},
    optional={
        "format": st.sampled_from(["reel", "video", None, ""]),
        "published": st.sampled_from(["2026-03-10T16:00:00Z", "2026-02-30T16:00:00Z", "2026-03-10", None, 0]),
        "account": st.sampled_from(["@second", "2026-03-10T16:00:00Z"]),
    },
)
listed = st.lists(posts, max_size=3)
close = listed.map(lambda found: json.dumps(found, separators=(",", ":")))
texts = listed.map(json.dumps) | close | st.lists(pieces, max_size=24).map("".join)


@settings(max_examples=60, deadline=None)
@given(st.lists(texts, min_size=1, max_size=12))
def test_any_text_of_posts(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    """Whatever stands in the cells."""
    same([row(number, posts=text) for number, text in enumerate(texts)], tmp_path_factory.mktemp("deals"))


@given(st.lists(st.datetimes(datetime(1900, 1, 1), datetime(2199, 12, 31)), min_size=1, max_size=20))
@settings(max_examples=30, deadline=None)
def test_any_instant(tmp_path_factory: pytest.TempPathFactory, times: list[datetime]) -> None:
    """SQL reads an instant in UTC to the second as the clock does."""
    texts = [f"{at:%Y-%m-%dT%H:%M:%SZ}" for at in times]
    listed = json.dumps([{"platform": "instagram", "published": text} for text in texts])
    path = parquet([row(1, posts=listed)], tmp_path_factory.mktemp("deals") / "deals.parquet")

    for cells in parquet_cells.parquet_cells(path, "deals.parquet", ("posts",), ()):
        assert cells.posts is not None
        posts = cells.posts()

    assert posts.undated == [json.dumps([{"platform": "instagram", "published": None}] * len(times))]
    assert posts.instants.tolist() == [exact(text) for text in texts]


def test_columns_of_other_types(tmp_path: Path) -> None:
    """Days, lists of texts and of posts, cells without a text or beyond ASCII, a column without anything, and one that nobody knows."""
    path = tmp_path / "deals.parquet"
    duckdb.execute(
        f"""COPY (SELECT 'd' || i AS deal, CASE WHEN i % 3 > 0 THEN 'Crëator' END AS influencer, DATE '2026-02-01' AS signed,
          NULL AS timezone, ['Acme', 'Acme Sonar'] AS brands, 5 AS unknown, DATE '2026-02-01' AS term_first, '2026-05-01' AS term_last,
          [{{'platform': 'instagram', 'published': '2026-03-10T16:00:00Z'}}] AS posts,
        FROM range(4) t(i)) TO '{path}' (FORMAT parquet)"""
    )
    post = {"platform": "instagram", "published": "2026-03-10T16:00:00Z"}
    term = {"signed": "2026-02-01", "term_first": "2026-02-01", "term_last": "2026-05-01"}
    terms = compile_text('agreement "A"\n  influencer "Base"\n' + CLAUSES, meaning=False).resolved
    rows = [{"deal": f"d{at}", "brands": "Acme; Acme Sonar", "posts": [post]} | term for at in range(4)]

    found, said = read_deals(str(path), terms)
    expected, _ = in_lines([row | {"influencer": "Crëator" if at % 3 else None} for at, row in enumerate(rows)], tmp_path, terms)

    assert said == () and len(found) == 4
    assert [facts(each) for each in found] == [facts(each) for each in expected]


def test_many_rows_in_small_groups(tmp_path: Path) -> None:
    """The groups that a file is written in are not the parts in which it is read."""
    path = tmp_path / "deals.parquet"
    duckdb.execute(
        f"""COPY (SELECT 'd' || i AS deal, 'c' || i % 7 AS influencer, '[{{"platform": "tiktok", "published": "2026-03-10T16:00:' ||
          lpad((i % 60)::VARCHAR, 2, '0') || 'Z"}}]' AS posts FROM range(110_000) t(i) ORDER BY i)
        TO '{path}' (FORMAT parquet, ROW_GROUP_SIZE 2048)"""
    )
    found, said = read_deals(str(path), TERMS)
    assert said == () and len(found) == 110_000
    for at in (0, 49_999, 50_000, 109_999):
        seen = exact(f"2026-03-10T16:00:{at % 60:02}Z")
        assert found.names[at] == f"d{at}" and [post.published for post in found.norms(at, None)[0].calendar.posts or ()] == [(seen, seen)]


def test_what_is_not_installed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the command that brings it."""
    path = parquet([row(1)], tmp_path / "deals.parquet")
    monkeypatch.setitem(sys.modules, "nanoarrow", None)
    with pytest.raises(Unreadable) as refused:
        read_deals(path, TERMS)
    assert refused.value.diagnostic.message == "`deals.parquet` is Parquet with agreements, which needs nanoarrow"


@pytest.mark.parametrize("keep", [40, 2_000])
def test_a_broken_file_is_refused(tmp_path: Path, keep: int) -> None:
    """Whichever thread meets it."""
    path = Path(parquet([row(number) for number in range(2_000)], tmp_path / "deals.parquet"))
    whole = path.read_bytes()
    path.write_bytes(whole[:keep] + bytes(2_000) + whole[keep + 2_000 :] if keep > 40 else whole[:keep])
    with pytest.raises(Unreadable) as refused:
        read_deals(str(path), TERMS)
    assert refused.value.diagnostic.message == "`deals.parquet` is not readable as Parquet"
