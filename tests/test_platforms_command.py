"""Exports of platforms on the command line, and exports made of anything at all: judged, reported or refused."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clauselang.cli.main import cli
from clauselang.driver import compile_text
from clauselang.ingest import mapping as mappings
from clauselang.ingest.platforms.brands import Brands
from clauselang.ingest.platforms.export import read_export
from clauselang.ingest.platforms.sniff import NAMES, Name
from clauselang.ingest.platforms.words import links, tokens
from tests.test_platforms import BRANDS, DEAL, ROOT, SAMPLES

# The command


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with the deal and the samples."""
    (tmp_path / "deal.excl").write_text(DEAL, "utf-8")
    for path in SAMPLES.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    """Call the command line."""
    result = CliRunner().invoke(cli, ["check", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


@pytest.mark.usefixtures("folder")
def test_the_shape_is_found_out() -> None:
    """With and without `--from` the output is the same; the line below the verdicts names the source."""
    found, told = run("deal.excl", "--posts", "x.json"), run("deal.excl", "--posts", "x.json", "--from", "x")
    assert found.stdout == told.stdout and found.exit_code == told.exit_code == 1
    assert "x.json (x): 7 items, 3 judged, 4 unreadable. Not observed, which is not “no breach”: " in found.stdout


@pytest.mark.usefixtures("folder")
def test_the_evidence_is_in_the_reason() -> None:
    """A verdict that hangs on the kind says which text suggests that the post was paid."""
    lines = run("deal.excl", "--posts", "instagram_api.json").stdout.splitlines()
    assert lines[0].startswith("17895695668004550  unknown       undecided: it depends on the kind")
    assert "`@tidewell_sonar` in caption names Tidewell; `Werbung` in caption suggests paid; `#ad` in caption suggests paid" in lines[0]
    assert lines[4].startswith("17895695668004554  violation")


@pytest.mark.usefixtures("folder")
def test_what_is_not_observed_is_machine_readable() -> None:
    """JSON has the sources beside the posts, JSON Lines at the end, CSV on standard error."""
    whole = json.loads(run("deal.excl", "--posts", "instagram_api.json", "--format", "json").stdout)
    [source] = whole["sources"]
    codes = {one["code"] for one in source["not_observed"]}
    assert {"stories-after-24-hours", "paid-labels", "others-posts", "deleted", "next-page"} <= codes
    assert (source["first"], source["last"]) == ("2026-03-22T10:00:00Z", "2026-03-26T09:00:00Z")
    assert whole["posts"][0]["evidence"][0] == {
        "fact": "brand", "value": "Tidewell", "counts": True, "field": "caption", "at": 46, "text": "@tidewell_sonar",
    }  # fmt: skip
    lines = [json.loads(line) for line in run("deal.excl", "--posts", "instagram_api.json", "--format", "jsonl").stdout.splitlines()]
    assert lines == [*whole["posts"], {"sources": [source]}]
    cells = run("deal.excl", "--posts", "instagram_api.json", "--format", "csv")
    assert cells.stdout.splitlines()[0].endswith("reason,source,evidence") and "Not observed" in cells.stderr


@pytest.mark.usefixtures("folder")
def test_several_files_of_a_download() -> None:
    """A pattern reads them together; each row says which file it is from, and each file has its line."""
    result = run("deal.excl", "--posts", "instagram_export_*.json", "--format", "json")
    whole = json.loads(result.stdout)
    assert [(one["file"], one["row"]) for one in whole["posts"]] == [
        ("instagram_export_posts.json", 1), ("instagram_export_posts.json", 2),
        ("instagram_export_stories.json", 1), ("instagram_export_stories.json", 2),
    ]  # fmt: skip
    gaps = [{one["code"] for one in source["not_observed"]} for source in whole["sources"]]
    assert "stories" in gaps[0] and "stories" not in gaps[1]


def test_many_agreements(folder: Path) -> None:
    """A folder of agreements judges an export as it judges a table."""
    (folder / "deals").mkdir()
    (folder / "deals" / "one.excl").write_text(DEAL, "utf-8")
    (folder / "deals" / "two.excl").write_text(DEAL.replace("River Angler", "Somebody Else").replace("@river", "@other"), "utf-8")
    result = run("deals", "--posts", "instagram_api.json", "--format", "json", "--all")
    assert {row["deal"] for row in json.loads(result.stdout)["posts"]} == {"one"}


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("content", "arguments", "message"),
    [
        ("{}", ("--from", "auto"), "has the shape of no export that is known"),
        ("[1]", ("--from", "youtube"), "not an object with named values"),
        ("17", ("--from", "youtube"), "the file holds no list of YouTube videos"),
        ('{"data": 5}', ("--from", "x"), "the file holds no list of posts of X"),
        ('{"error": {"message": "expired", "code": 190}}', ("--from", "instagram-api"), "an error message of the platform"),
        ("", ("--from", "x"), "the file is empty"),
        ('{"data": [', ("--from", "x"), "not readable as JSON"),
        ("[" * 100_000, ("--from", "tiktok"), "nested too deeply"),
        ('{"a":' * 100_000, ("--from", "tiktok-export"), "nested too deeply"),
    ],
)
def test_files_that_are_no_export(content: str, arguments: tuple[str, ...], message: str) -> None:
    """Each is refused in a sentence, and none with a traceback."""
    Path("bad.json").write_text(content, "utf-8")
    result = run("deal.excl", "--posts", "bad.json", *arguments)
    assert result.exit_code in (1, 2) and message in result.stderr


@pytest.mark.usefixtures("folder")
def test_a_table_stays_a_table() -> None:
    """A mapping that names columns, and a file that is no JSON, are read as ever."""
    Path("map.toml").write_text('[columns]\nid = "id"\npublished_at = "timestamp"\n', "utf-8")
    result = run("deal.excl", "--posts", "instagram_api.json", "--mapping", "map.toml")
    assert "Not observed" not in result.stdout and "instagram_api.json row 11" in result.stderr
    assert run("deal.excl", "--posts", "posts.csv", "--from", "x").exit_code == 2


def test_the_page_on_exports() -> None:
    """Every platform stands in its table, its blocks are accepted, and its links lead somewhere."""
    page = (ROOT / "clauselang/ingest/README.md").read_text("utf-8")
    assert [name for name in NAMES if f"| `{name}` | " not in page] == []
    [brands] = re.findall(r"```excl\n(.*?)```", page, re.DOTALL)
    assert compile_text(brands, meaning=False).usable
    [table] = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    assert mappings.parse_mapping("map.toml", table)[1] == ()
    assert [link for link in re.findall(r"\]\(([^)#]+)\)", page) if not (ROOT / "clauselang/ingest" / link).exists()] == []


# Garbage

WORDS = "2026-03-22T10:00:00Z #ad @tidewell FEED REELS youtube#video PT1M https://tidewell.example 1774173600".split()
NUMBERS = st.integers() | st.floats(allow_nan=False)
LEAVES = st.none() | st.booleans() | NUMBERS | st.text(max_size=12) | st.sampled_from(WORDS)
FIELD = st.sampled_from(
    sorted({name for path in SAMPLES.iterdir() for name in re.findall(r'"([A-Za-z_ ]+)":', path.read_text("utf-8"))} | {"errors", "id"})
)
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(FIELD, inner, max_size=6), max_leaves=25)
ITEMS = st.lists(st.dictionaries(FIELD, VALUES, max_size=10) | VALUES, max_size=6)
AROUND: dict[Name, tuple[str, ...]] = {
    "instagram-api": ("data",), "instagram-export": ("ig_stories",), "youtube": ("items",), "tiktok": ("data", "videos"),
    "tiktok-export": ("Video", "Videos", "VideoList"), "x": ("data",), "twitch": ("data",), "neutral": ("data",),
}  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(NAMES), ITEMS, st.dictionaries(FIELD, VALUES, max_size=3))
def test_random_items_are_judged_or_reported(source: Name, items: list[object], beside: dict[str, object]) -> None:
    """JSON of roughly the right shape never fails, and every element of the list is accounted for."""
    *outer, last = AROUND[source]
    whole: object = {last: items}
    for name in reversed(outer):
        whole = {name: whole}
    assert isinstance(whole, dict)
    export = read_export("p", json.dumps({**beside, **whole}).encode(), source, BRANDS)
    if export.coverage is None:
        assert [d.code for d in export.diagnostics] == ["F101"]
        return
    coverage = export.coverage
    assert coverage.items == coverage.judged + coverage.unreadable + len(coverage.left_out) and coverage.judged == len(export.activities)
    reported = {d.message.split(" row ")[1].split(",")[0].split(":")[0] for d in export.diagnostics if " row " in d.message}
    assert len(reported) == coverage.unreadable
    assert set(export.evidence) <= {a.row for a in export.activities}
    for activity in export.activities:
        assert activity.moment and "organic" not in activity.kinds
    json.dumps([coverage.record(), *(one.record() for found in export.evidence.values() for one in found)])


@settings(max_examples=80, deadline=None)
@given(st.sampled_from([None, *NAMES]), VALUES | st.binary(max_size=60), st.booleans())
def test_random_files_are_refused_or_read(source: Name | None, value: object, by_line: bool) -> None:
    """Any JSON and any bytes end in activities or in findings, never in a traceback."""
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    export = read_export("p", data, source, BRANDS, None, by_line)
    assert export.coverage is not None or export.diagnostics


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="@#.ab/:wé \uff03_-\n", max_size=60) | st.text(max_size=60))
def test_places_in_a_text(text: str) -> None:
    """What is found in a text stands where it is said to stand."""
    assert all(text[token.at :].startswith(token.text) for token in tokens(text))
    assert all(text[at:].startswith(link) for link, at in links(text))


@pytest.mark.parametrize("piece", ["@", "#", "a.", "http://", "@a", ".", "www.", "a-", "http://a@", "ad ", "@b "])
def test_long_texts_take_no_time(piece: str) -> None:
    """Captions are no way to keep anybody waiting."""
    data = json.dumps({"data": [{"id": "1", "media_product_type": "FEED", "caption": "@a" + piece * (100_000 // len(piece))}]}).encode()
    start = time.process_time()
    read_export("p", data, None, BRANDS)
    assert time.process_time() - start < 2


def test_many_brands_and_territories_stay_within_what_is_judged() -> None:
    """A post whose unknown brand would fall behind the last combination that is judged has no known brand at all."""
    names = [f"Brand{n}" for n in range(51)]
    terms = "".join(f"brand {name}\n" for name in names) + "\nfull, 2026-03-01 through 2026-03-31\n"
    brands = Brands.of([compile_text(terms, meaning=False).resolved])
    one = {"external_id": "1", "work_platform": "x", "mentions": [*names, "stranger"], "territories": ["LT", "LV", "EE", "NL", "DE"]}
    assert read_export("p", json.dumps({"data": [one]}).encode(), "neutral", brands).activities[0].brands == ()
    one["mentions"] = [*names, *(f"other{n}" for n in range(3000))]
    export = read_export("p", json.dumps({"data": [one]}).encode(), "neutral", brands)
    assert not export.activities and [d.code for d in export.diagnostics] == ["F102"]
