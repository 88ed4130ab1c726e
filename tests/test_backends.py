"""The SQL back end: the same verdicts as the interpreter, through DuckDB, and a query that every dialect can print.

`python -m tests.test_backends 100000` compares that many random meetings instead of the few of the suite.
"""

from __future__ import annotations

import csv
import json
import os
import random
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pytest
import sqlglot
from click.testing import CliRunner, Result

from clauselang.backends.sql.query import ALLOWED, decision
from clauselang.backends.sql.script import CELLS, DIALECTS, near
from clauselang.backends.sql.spelling import Spellings
from clauselang.cli.check import command as check_command
from clauselang.cli.compile import command as compile_command
from clauselang.driver import compile_text
from clauselang.engines.batch import Outcome
from clauselang.engines.deals import Agreement
from clauselang.engines.export import as_sql
from clauselang.engines.run import Request, run
from clauselang.evaluate.contract import Contract
from clauselang.ingest.cells import read_activity
from clauselang.semantics.clock import BEGIN, END, iso
from clauselang.semantics.facet import FACETS
from clauselang.semantics.facts import Activity
from tests.differential import asked_once, compare
from tests.test_laws import EXTRAS, POSTS, TARGETS, WINDOWS, _clash

EXAMPLES = Path(__file__).parents[1] / "examples"

Row = dict[str, str]


def parquet(rows: list[dict[str, Any]], path: Path, types: dict[str, str] | None = None) -> str:
    """Write rows of text as Parquet."""
    lines = path.with_suffix(".jsonl")
    lines.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    columns = ", ".join(f"'{name}': '{(types or {}).get(name, 'VARCHAR')}'" for name in rows[0])
    reader = f"read_json('{lines}', format='newline_delimited', columns={{{columns}}})"
    duckdb.execute(f"COPY (SELECT * FROM {reader}) TO '{path}' (FORMAT parquet)")
    lines.unlink()
    return str(path)


# Random contracts and posts.


def contract_text(chance: random.Random, name: str) -> str:
    """A small agreement with one to three clauses, out of the parts of the laws."""
    posts = chance.sample(POSTS, chance.randint(0, 3))
    signed = chance.choice(["", "  signed 2026-02-20\n", "  signed 2026-03-12T10:00:00+02:00\n", "  signed 2026-03-12T10:00:00.5+02:00\n"])
    lines = []
    for _ in range(chance.randint(1, 3)):
        extras = {_clash(extra): extra for extra in chance.sample(EXTRAS, chance.randint(0, 3))}
        lines.append(", ".join([chance.choice(TARGETS), chance.choice(WINDOWS), *extras.values()]))
    block = "  posts\n" + "".join(f"    {post}\n" for post in posts) if posts else ""
    schedule = chance.choice(["", "", '  schedule "running"\n    Garmin 2026-03-01 through 2026-03-20\n'])
    consent = chance.choice(["", "", "", "  consent Moshi 2026-03-15\n"])
    return (
        f'agreement "{name}"\n  advertiser "Acme Sonar"\n  influencer "{name}"\n    instagram @river\n  timezone Europe/Vilnius\n{signed}'
        f"  term 2026-02-15 through 2026-04-30\n{schedule}{consent}{block}exclusivity\n" + "".join(f"  {line}\n" for line in lines)
    )


def post(chance: random.Random, agreement: Contract, number: int, influencer: str) -> Row:
    """A post, often at the very edge of a window, often with something missing, doubtful or broken."""
    platform, form = chance.choice([("instagram", "story"), ("instagram", "reel"), ("youtube", "video"), ("tiktok", "story"), ("x", "post"),
                                    ("IG", "Reels"), ("instgram", "reel"), ("newnet", "thing")])  # fmt: skip
    row = {
        "id": f"p{number}",
        "influencer": influencer,
        "account": chance.choice(["river", "@River", "", "other"]),
        "platform": platform,
        "format": form,
        "published_at": _time(chance, agreement),
        "timezone": "",
        "brand": chance.choice(["Garmin", "Moshi", "Nobody", "Acme Sonar", " garmin ", "Garmin; Moshi", "ACME SONAR|Garmin"]),
        "category": chance.choice(["sonar", "lures", "skincare", "books", "fishing", "nothing_known", "sonar;books"]),
        "act": chance.choice(["mention", "show", "mention", "engage", "mention;show"]),
        "kind": chance.choice(["paid", "gifted", "organic", "paid", "affiliate", "Paid", "paid;gifted"]),
        "territory": chance.choice(["NL", "DE", "nl", "NL;DE"]),
        "event": chance.choice(["", "", "gala"]),
        "deliverable": chance.choice([""] * 9 + ["true"]),
        "consent_at": chance.choice([""] * 9 + ["2026-03-15", "2026-03-01T00:00:00Z"]),
    }
    facts = ["platform", "format", "brand", "category", "act", "kind", "territory", "published_at"]
    for name in chance.sample(facts, chance.choice([0, 0, 0, 1, 2])):
        row[name] = ""
    if chance.random() < 0.03:
        row[chance.choice(["kind", "act", "territory", "deliverable", "published_at", "timezone"])] = "nonsense"
    return row


def _time(chance: random.Random, contract: Contract) -> str:
    edges = [t for norm in contract.norms.norms for pair in (*norm.must.intervals, *norm.may.intervals) for t in pair if BEGIN < t < END]
    how = chance.random()
    if edges and how < 0.4:
        return iso(chance.choice(edges) - chance.choice([0, 1, 1_000_000])) if how < 0.35 else iso(chance.choice(edges))[:10]
    at = datetime(2026, 1, 15, tzinfo=UTC) + timedelta(seconds=chance.randrange(150 * 86_400))
    if how < 0.9:
        return at.isoformat() if how < 0.8 else f"{at:%Y-%m-%d %H:%M:%S}+02:00"
    return chance.choice([f"{at:%Y-%m-%d}", f"{at:%Y-%m-%dT%H:%M}", f"{at:%Y-%m-%dT%H:%M:%S}", f"{at:%Y-%m-%d %H:%M}+0200"])


def differential(meetings: int, seed: int, each: int = 20, reasons: bool = False, alike: bool = False) -> tuple[int, int]:
    """Compare both engines on so many random meetings: how many there were, and how many the query decided itself.

    Agreements that are `alike` differ in the creator alone, so that it can be foreseen what posts say.
    Raises `AssertionError` with a scenario to run for the first disagreement.
    """
    chance = random.Random(seed)
    agreements: list[Agreement] = []
    texts: list[str] = []
    rows: list[Row] = []
    for number in range(max(1, meetings // each)):
        name = f"Creator {number}"
        texts.append(texts[0].replace("Creator 0", name) if alike and texts else contract_text(chance, name))
        compiled = compile_text(texts[-1])
        assert compiled.usable, (texts[-1], [d.message for d in compiled.diagnostics])
        agreements.append(Agreement(name, compiled.resolved))
        contract = Contract.of(compiled.resolved)[0]
        spellings = [name] * 5 + [name.upper(), name.lower(), f" {name} ", "", "Straße", "Nobody Known"]
        rows.extend(post(chance, contract, len(rows) + at, chance.choice(spellings)) for at in range(each))
    with TemporaryDirectory() as folder:
        path = parquet(rows, Path(folder) / "posts.parquet")
        known = dict(zip((a.name for a in agreements), texts, strict=True))
        for every in (False, True):  # two ways through the engine: all meetings, and only those near a window
            ours, reference = (
                run(tuple(agreements), Request((path,), engine, reasons=reasons, every=every)) for engine in ("duckdb", "interpreter")
            )
            _same(ours, reference, rows, known)
            assert (ours.counts, ours.unmatched) == (reference.counts, reference.unmatched)
        without = parquet([row | {"deliverable": ""} for row in rows], Path(folder) / "others.parquet")  # names are joined as they are
        plain, reference_of_plain = (
            run(tuple(agreements), Request((without,), engine, reasons=reasons)) for engine in ("duckdb", "interpreter")
        )
        _same(plain, reference_of_plain, rows, known)
        assert (plain.counts, plain.unmatched) == (reference_of_plain.counts, reference_of_plain.unmatched)
    return sum(reference.counts.values()), sum(reference.counts.values()) - ours.asked


def _remembering(meetings: int, seed: int) -> tuple[int, int]:
    """The same in half the time: three of four times a post is looked at the interpreter has been asked before.

    Every other time it is of five contracts that many share.
    """
    with asked_once():
        if seed % 2:
            return differential(meetings, seed)
        met, decided = zip(*(differential(meetings // 5, 5 * seed + part, alike=True) for part in range(5)), strict=True)
        return sum(met), sum(decided)


def _same(ours: Outcome, reference: Outcome, rows: list[Row], texts: dict[str, str]) -> None:
    mine = {(record["deal"], record["row"]): record for record in ours.records}
    theirs = {(record["deal"], record["row"]): record for record in reference.records}
    for at in sorted({*mine, *theirs}, key=repr):
        a, b = mine.get(at), theirs.get(at)
        if a is None or b is None or a != b:
            row = rows[at[1] - 1]  # type: ignore[operator]
            header = ",".join(row) + "\n" + ",".join(row.values())
            shown = [record and (record["verdict"], record["missing"], record["reason"]) for record in (a, b)]
            raise AssertionError(f"DuckDB says {shown[0]}, the interpreter {shown[1]}\n\n{texts[str(at[0])]}\n{header}\n")


def test_duckdb_and_the_interpreter_agree() -> None:
    """Verdict, missing facts and reason are the same for random contracts and posts, at the edges of windows and with doubts (law 3)."""
    met, decided = differential(520, seed=1, reasons=True)

    assert met > 350
    assert decided > met // 3, "the query left nearly everything to the interpreter"


# A table of deals.

TERMS = """\
exclusivity
  full, gifts excluded, 24 hours before to 24 hours after each post on instagram, on instagram
  category sleep_apps, gifts excluded, 1 month after last post
"""
DEALS = [
    {
        "deal": "d1", "influencer": "River Angler", "accounts": "@river", "advertiser": "Acme Sonar", "timezone": "Europe/Vilnius",
        "signed": "2026-02-01", "term_first": "2026-02-01", "term_last": "2026-12-31", "base_fee": "1500 EUR",
        "posts": '[{"platform": "instagram", "format": "reel", "published": "2026-03-10T16:00:00Z"}]',
    },
    {"deal": "d2", "influencer": "River Angler", "accounts": "@river", "advertiser": "Moshi Sleep", "brands": "Moshi",
     "timezone": "Europe/Vilnius", "signed": "2026-02-01"},
]  # fmt: skip
FACTS = {"platform": "instagram", "format": "reel", "category": "sleep_apps", "kind": "paid", "act": "mention"}
SEEN: list[dict[str, Any]] = [
    FACTS | {"id": "a", "influencer": "river angler", "published_at": "2026-03-11T12:00:00Z", "brand": "Garmin"},
    FACTS | {"id": "b", "account": "@river", "published_at": "2026-03-20T12:00:00+02:00", "brand": "Moshi", "deliverable": "true"},
    FACTS | {"id": "c", "influencer": "someone", "published_at": "2026-03-20T12:00:00Z", "brand": "Garmin"},
    FACTS | {"id": "d", "influencer": "River Angler", "published_at": "2026-03-21T09:00:00Z", "brand": "Oura", "category": "books"},
]


def table(rows: list[dict[str, Any]], path: Path) -> str:
    """Write rows as CSV."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)
    return str(path)


def check(folder: Path, *arguments: str) -> Result:
    """Run `check` on the terms above."""
    (folder / "terms.excl").write_text(TERMS, "utf-8")
    return CliRunner().invoke(check_command, [str(folder / "terms.excl"), *arguments])


@pytest.fixture
def posts(tmp_path: Path) -> str:
    """The posts above as Parquet."""
    names = list(dict.fromkeys(name for row in SEEN for name in row))
    return parquet([{name: row.get(name) for name in names} for row in SEEN], tmp_path / "posts.parquet")


@pytest.mark.parametrize("engine", ["interpreter", "duckdb"])
def test_deals_are_rows(tmp_path: Path, posts: str, engine: str) -> None:
    """Each deal judges the posts of its creator, by name or account; a deliverable of one is a paid post to the other."""
    found = check(tmp_path, "--deals", table(DEALS, tmp_path / "deals.csv"), "--posts", posts, "--engine", engine, "--format", "jsonl")

    rows = [json.loads(line) for line in found.stdout.splitlines()]
    assert [(row["deal"], row["id"], row["verdict"]) for row in rows] == [
        ("d1", "a", "violation"),  # within 24 hours of its own post
        ("d1", "b", "violation"),  # a sleep app within a month of it
        ("d2", "d", "violation"),  # within 24 hours of the deliverable that the posts show
    ]
    assert rows[0]["reason"].startswith("forbidden until 11 March 2026, 18:00 Vilnius")
    assert list(rows[0]) == ["deal", "file", "id", "row", "verdict", "clauses", "missing", "flags", "reason"]
    assert found.exit_code == 1


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_deals_of_every_format_are_the_same(tmp_path: Path, posts: str, form: str) -> None:
    """A deal says the same in CSV, JSON Lines and Parquet."""
    path = tmp_path / f"deals.{form}"
    rows = [{name: row.get(name) for name in DEALS[0] | DEALS[1]} for row in DEALS]
    if form == "csv":
        table(rows, path)
    elif form == "jsonl":
        path.write_text("".join(json.dumps(row | {"posts": json.loads(row["posts"] or "[]")}) + "\n" for row in rows), "utf-8")
    else:
        parquet(rows, path)

    found = check(tmp_path, "--deals", str(path), "--posts", posts, "--all")

    assert "2 agreements, 6 posts under them: 3 violation, 3 compliant; 1 post is by a creator without an agreement" in found.stdout


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"timezone": "Nowhere/X"}, "column `timezone`: `Nowhere/X` is not a time zone"),
        ({"signed": "1 May"}, "column `signed`: `1TMAY` is not an ISO date or moment"),
        ({"influencer": ""}, "column `influencer`: the row does not say who the influencer is"),
        ({"term_last": "2026-01-01"}, "column `term_last`: the period ends before it starts"),
        ({"term_last": ""}, "column `term_last`: a period needs both its first and its last day"),
        ({"base_fee": "many"}, "column `base_fee`: `many` is not an amount with its currency"),
        ({"posts": "{"}, "column `posts`: the posts are not a JSON list"),
        ({"posts": '[{"platform": "nowhere"}]'}, "column `posts`: a post has an unknown platform `nowhere`"),
        ({"posts": '[{"plattform": "instagram"}]'}, "column `posts`: a post has no `plattform`"),
        ({"deal": "d2"}, "column `deal`: an agreement above is also called `d2`"),
    ],
)
def test_a_broken_deal_is_reported_and_left_out(tmp_path: Path, posts: str, cells: dict[str, str], said: str) -> None:
    """What cannot be read of a deal is said with its row and column, and the other deals are judged."""
    rows = [DEALS[1], DEALS[0] | cells]

    found = check(tmp_path, "--deals", table(rows, tmp_path / "deals.csv"), "--posts", posts)

    assert f"deals.csv row 2, {said}" in found.stderr
    assert found.stdout.endswith(
        "1 agreement, 3 posts under it: 1 violation, 2 compliant; 1 post is by a creator without an agreement\n"
    )


def test_a_folder_is_a_table_of_deals(tmp_path: Path) -> None:
    """Every agreement below a folder judges, under the name of its file, in both engines alike."""
    subject = {"category": "childrens_mental_health", "brand": "Moshi"}
    rows = [FACTS | subject | {"influencer": "Bedtime Diaries", "published_at": "2026-02-10T12:00:00Z"}]
    arguments = [str(EXAMPLES), "--posts", parquet(rows, tmp_path / "p.parquet"), "--format", "csv"]

    ours, reference = (CliRunner().invoke(check_command, [*arguments, "--engine", engine]) for engine in ("duckdb", "interpreter"))

    assert ours.stdout == reference.stdout
    assert "childrens-sleep-app/terms,p.parquet,,1," in ours.stdout


@pytest.mark.parametrize("example", sorted(path.parent.name for path in EXAMPLES.glob("*/posts.csv")))
def test_examples_agree(example: str, tmp_path: Path) -> None:
    """One agreement and its posts give the same rows through DuckDB, those that are allowed among them."""
    with (EXAMPLES / example / "posts.csv").open(encoding="utf-8", newline="") as file:
        path = parquet(list(csv.DictReader(file)), tmp_path / "posts.parquet")
    arguments = [str(EXAMPLES / example / "terms.excl"), "--posts", path, "--format", "json"]

    plain, ours = CliRunner().invoke(check_command, arguments), CliRunner().invoke(check_command, [*arguments, "--engine", "duckdb"])

    assert json.loads(plain.stdout) == json.loads(ours.stdout) != []
    assert plain.exit_code == ours.exit_code
    assert plain.stderr.count("F104") == ours.stderr.count("F104")


@pytest.mark.parametrize("form", ["csv", "json", "jsonl", "parquet", "txt"])
def test_output_is_whole_or_absent(tmp_path: Path, posts: str, form: str) -> None:
    """The file has every row, nothing else is left in the folder, and nothing is printed."""
    out = tmp_path / "out"
    out.mkdir()
    target = out / f"verdicts.{form}"

    found = check(tmp_path, "--deals", table(DEALS, tmp_path / "deals.csv"), "--posts", posts, "--output", str(target))

    assert found.stdout == "" and [path.name for path in out.iterdir()] == [target.name]
    if form == "parquet":
        rows = duckdb.execute("SELECT deal, row, verdict, clauses[1].verdict FROM read_parquet($1)", [str(target)]).fetchall()
        assert rows == [("d1", 1, "violation", "violation"), ("d1", 2, "violation", "compliant"), ("d2", 4, "violation", "violation")]
    else:
        assert target.read_text("utf-8").count("forbidden") == 3


@pytest.mark.parametrize(
    ("kind", "value"), [("TIMESTAMPTZ", "2026-03-11T12:00:00Z"), ("TIMESTAMP", "2026-03-11 12:00:00"), ("DATE", "2026-03-11")]
)
def test_types_of_time(tmp_path: Path, kind: str, value: str) -> None:
    """A time of any type is read as the interpreter reads it; only an instant is decided by the query."""
    row = FACTS | {"influencer": "River Angler", "published_at": value, "brand": "Garmin"}
    path = parquet([row], tmp_path / "p.parquet", {"published_at": kind})
    arguments = ["--deals", table(DEALS, tmp_path / "deals.csv"), "--posts", path, "--format", "json", "--all"]

    ours, reference = (check(tmp_path, *arguments, "--engine", engine) for engine in ("duckdb", "interpreter"))

    assert ours.stdout == reference.stdout and ours.exit_code in (1, 3)


def test_lists_are_several_values(tmp_path: Path) -> None:
    """A list of brands is what the interpreter makes of it."""
    row = FACTS | {"influencer": "River Angler", "published_at": "2026-03-11T12:00:00Z", "brand": ["Acme Sonar", "Garmin"]}
    path = parquet([row], tmp_path / "p.parquet", {"brand": "VARCHAR[]"})
    arguments = ["--deals", table(DEALS, tmp_path / "deals.csv"), "--posts", path, "--format", "json", "--all"]

    ours, reference = (check(tmp_path, *arguments, "--engine", engine) for engine in ("duckdb", "interpreter"))

    assert ours.stdout == reference.stdout and '"violation"' in ours.stdout


def test_mapping_holds_for_both_engines(tmp_path: Path) -> None:
    """Foreign columns, foreign words and defaults mean the same."""
    mapping = tmp_path / "map.toml"
    mapping.write_text('[columns]\nbrand = "Marke"\n[values.kind]\nbezahlt = "paid"\n[defaults]\ninfluencer = "River Angler"\n', "utf-8")
    row = FACTS | {"published_at": "2026-03-11T12:00:00Z", "Marke": "Garmin", "kind": "bezahlt"}
    path = parquet([row], tmp_path / "p.parquet")
    deals = table(DEALS, tmp_path / "deals.csv")
    arguments = ["--deals", deals, "--posts", path, "--format", "json", "--all", "--mapping", str(mapping)]

    ours, reference = (check(tmp_path, *arguments, "--engine", engine) for engine in ("duckdb", "interpreter"))

    assert ours.stdout == reference.stdout and '"violation"' in ours.stdout


def test_what_duckdb_cannot_take_is_said(tmp_path: Path, posts: str) -> None:
    """A file that is no Parquet, a pattern without files and a column of a strange type are refused in one sentence."""
    (tmp_path / "broken.parquet").write_text("no", "utf-8")
    odd = parquet([FACTS | {"brand": 1.5}], tmp_path / "odd.parquet", {"brand": "DOUBLE"})
    for path, said in ((tmp_path / "none*.parquet", "names no file"), (tmp_path / "broken.parquet", "is not readable as Parquet"),
                       (table(SEEN, tmp_path / "p.csv"), "is not Parquet"), (odd, "has a column `brand` of type DOUBLE")):  # fmt: skip
        found = check(tmp_path, "--posts", str(path), "--engine", "duckdb")
        assert said in found.stderr and found.exit_code == 2, found.stderr


@pytest.mark.parametrize("missing", ["duckdb", "nanoarrow", "sqlglot"])
def test_a_missing_extra_is_named(missing: str, tmp_path: Path, posts: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an extra the engine says what to install, and nothing else is asked of the user."""
    monkeypatch.setitem(sys.modules, missing, None)

    found = check(tmp_path, "--posts", posts, "--engine", "duckdb")

    assert "pip install 'clauselang[duckdb]'" in found.stderr and found.exit_code == 2


# The query for other engines.

SMALL = """\
agreement "Small \u2019 \\ ;--"
  advertiser "Acme Sonar"
  influencer "O'Neill \\ Co"
  timezone Europe/Vilnius
  signed 2026-02-01
  posts
    reel on instagram, published 2026-03-10T16:00:00Z
exclusivity
  category sonar plus brands "Robert'); DROP TABLE x;--", 24 hours before to 24 hours after each post, except stories, except "charity"
"""


def script(dialect: str, tmp_path: Path) -> str:
    """The script of the small agreement."""
    (tmp_path / "small.excl").write_text(SMALL, "utf-8")
    found = CliRunner().invoke(compile_command, [str(tmp_path / "small.excl"), "--to", "sql", "--dialect", dialect])
    assert found.exit_code == 0, found.stderr
    return found.stdout


@pytest.mark.parametrize("dialect", DIALECTS)
def test_scripts_are_parsed_back(dialect: str, tmp_path: Path) -> None:
    """sqlglot reads each script as the tables and the one query that were meant, and prints it the same again."""
    trees = sqlglot.parse(script(dialect, tmp_path), read=dialect)

    assert len([tree for tree in trees if tree.key == "create"]) == 8
    assert [tree.key for tree in trees if tree.key not in ("create", "insert")] == ["select"]
    assert sqlglot.parse_one(trees[-1].sql(dialect), read=dialect) == trees[-1]
    values = {literal.this for tree in trees if tree.key == "insert" for literal in tree.find_all(sqlglot.exp.Literal) if literal.is_string}
    assert {"small ’ \\ ;--".capitalize(), "o'neill \\ co", "robert'); drop table x;--"} <= values


@pytest.mark.parametrize("dialect", ["duckdb", "bigquery"])
def test_scripts_are_golden(dialect: str, tmp_path: Path) -> None:
    """The whole text but the list of spellings is as it was; `UPDATE=1` in the environment renews it."""
    text = "".join(part for part in script(dialect, tmp_path).split("\n\n") if "INSERT INTO excl_spelling" not in part)
    path = Path(__file__).parent / "golden" / "sql" / f"small.{dialect}.sql"
    if os.environ.get("UPDATE"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    assert text == path.read_text("utf-8")


def test_queries_use_portable_nodes_only() -> None:
    """Joins, comparisons, `CASE`, `MAX` and `GROUP BY`: no function, array, date or text that dialects print differently."""
    everything = range(len(FACETS))
    query = decision(everything, near(everything, Spellings((), dict.fromkeys((f.name for f in FACETS), 1), {}), 1))

    assert {type(node).__name__ for node in query.walk()} <= {kind.__name__ for kind in ALLOWED} | {"Subquery"}
    assert {literal.this for literal in query.find_all(sqlglot.exp.Literal) if literal.is_string} == {""}


def test_the_script_says_what_the_interpreter_says() -> None:
    """Run in DuckDB, the script for other engines never contradicts the interpreter, and decides most posts itself."""
    chance = random.Random(5)
    decided = 0
    for number in range(12):
        name = f"creator {number}"
        resolved = compile_text(contract_text(chance, name)).resolved
        contract = Contract.of(resolved)[0]
        rows = [plain for at in range(25) if (plain := _plain_post(post(chance, contract, at, name)))]
        connection = duckdb.connect()
        columns = ("post", "influencer", "published", *CELLS, "soft")
        kinds = ", ".join(f"{each} {'BIGINT' if each in ('post', 'published', 'soft') else 'VARCHAR'}" for each in columns)
        connection.execute(f"CREATE TABLE excl_post ({kinds})")
        for index, (activity, at) in enumerate(rows):
            cells = [activity.acts, activity.kinds, activity.brands, activity.categories, activity.platform, activity.format,
                     (activity.account or "").removeprefix("@"), activity.territories, activity.events]  # fmt: skip
            flat = [(cell[0] if isinstance(cell, tuple) and cell else cell or None) for cell in cells]
            small = [cell.casefold() if isinstance(cell, str) else None for cell in flat]
            values = [index, name, at, *small, int(bool(activity.deliverable or activity.consent_at))]
            connection.execute(f"INSERT INTO excl_post VALUES ({', '.join('?' * len(columns))})", values)
        *setup, query = sqlglot.parse(as_sql(resolved, None, "duckdb").text, read="duckdb")
        for statement in setup:
            connection.execute(statement.sql("duckdb"))
        said = {row: verdict for row, _, verdict in connection.execute(query.sql("duckdb")).fetchall()}
        for index, (activity, _) in enumerate(rows):
            word = contract.decide(activity).verdict.word
            told = {4: "violation", 3: "misstatement", 0: "compliant"}.get(said.get(index, 0))
            assert told in (None, word), (told, word, activity)
            decided += told is not None
    assert decided > 50


def _plain_post(row: Row) -> tuple[Activity, int] | None:
    """A post whose instant is known and whose cells hold one value each."""
    found = read_activity(1, {name: cell for name, cell in row.items() if name != "account" or cell != "other"})
    if not isinstance(found, Activity) or not found.moment.exact:
        return None
    several = (found.brands, found.categories, found.acts, found.kinds, found.territories, found.events)
    return None if any(len(values) > 1 for values in several) else (found, found.moment.lo)


if __name__ == "__main__":
    compare(_remembering, int(sys.argv[1]), 5_000, "{:,} meetings agree, {:,} of them decided by the query")
