"""Many posts against many deals: our path through DuckDB beside a query written by hand, a bare scan and correlated `EXISTS`.

    python benchmarks/batch.py [POSTS] [DEALS]

The work: posts in time order in zstd Parquet, deals with one to five posts of their own; 24 hours around each Instagram
post nobody else, and from a month before the first post to a month after the last nothing of 310 categories and of five
competitors, stories excepted. The rival is what somebody who knows DuckDB well writes for these two rules and no others;
it works out its windows by itself, and finds the same violations.

**The query** is all that DuckDB does once the windows are there, what words mean that clauses and the first posts hold, and which
names are a creator's in another spelling; the rival's words stand in its query, and it knows no other spelling. What else posts say
is read in it. **The command** is a process from its start to a Parquet file with the verdicts, the deals read and lowered in it, and
with the count of all posts that `check` prints, from which it learns how names are spelt; the rival's starts from the same two
files, counting or not, or from windows that somebody has put into Parquet.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import attrs
import duckdb

import clauselang.cli  # noqa: F401 -- garbage is collected here as it is in the command
from clauselang.backends.sql.tables import Tables
from clauselang.driver import compile_text
from clauselang.engines.agreements import Agreements
from clauselang.engines.batch import Batch
from clauselang.engines.columns import Shape
from clauselang.engines.crew import lower_all
from clauselang.engines.deals import read_deals
from clauselang.engines.duck import Duck
from clauselang.engines.parquet import parquet_source
from clauselang.engines.words import SOURCES
from clauselang.resolve.library import ROWS
from measure import NotMeasured, seconds

POSTS, DEALS = 10_000_000, 100_000
HAND, SCANNED, CORRELATED_FORM, COMMAND, GROWTH, MANY, MEMORY, COMPILE = 1.10, 1.75, 0.45, 2.5, 5.0, 3.0, 300, 4.0
RIVALS = tuple(f"brand {number}" for number in (7, 77, 777, 1777, 4777))
TOPS = ("electronics", "fashion", "home", "outdoor", "beauty", "health", "food", "finance", "children", "alcohol")  # and 300 below them
TERMS = f"""\
competitors rivals
{"".join(f'  "{brand}"{chr(10)}' for brand in RIVALS)}
exclusivity
  full, gifts excluded, 24 hours before to 24 hours after each post on instagram
  category {" and ".join(TOPS)} plus competitors rivals, gifts excluded,
    from 1 month before first post to 1 month after last post, except stories
"""
PLATFORMS = ("instagram/story", "instagram/reel", "instagram/post", "youtube/video", "tiktok/video")
YEAR = 365 * 86_400
RUNS = 7


def generate(folder: Path, posts: int, deals: int, each: int = 1) -> tuple[str, str]:
    """Write `posts.parquet` and `deals.parquet`, `each` creator with so many deals; the same numbers give the same rows."""
    creators = max(1, deals // each)
    taxonomy = terms()[0].taxonomy
    categories = sorted(name for kind, name, *_ in ROWS if kind == "category" and taxonomy.below(name) == {name})
    duckdb.execute("CREATE OR REPLACE TEMP TABLE category AS SELECT unnest($1) AS name, generate_subscripts($1, 1) AS at", [categories])
    pick = "(hash(i, {}) % {})::INT"
    paths = str(folder / "posts.parquet"), str(folder / "deals.parquet")
    surfaces = "[" + ", ".join(f"'{surface}'" for surface in PLATFORMS) + f"][1 + {pick.format(3, len(PLATFORMS))}]"
    duckdb.execute(
        f"""COPY (
          SELECT 'p' || i AS id, 'creator ' || {pick.format(1, creators)} AS influencer,
            (TIMESTAMP '2025-01-01' + INTERVAL (i * {YEAR} // {posts}) SECOND)::TIMESTAMPTZ AS published_at,
            split_part(surface, '/', 1) AS platform, split_part(surface, '/', 2) AS format, 'brand ' || {pick.format(4, 5000)} AS brand,
            category.name AS category, ['mention', 'show'][1 + {pick.format(5, 2)}] AS act,
            ['organic', 'organic', 'organic', 'paid', 'gifted'][1 + {pick.format(6, 5)}] AS kind
          FROM (SELECT i, {surfaces} AS surface FROM range({posts}) t(i))
          JOIN category ON category.at = 1 + {pick.format(7, len(categories))}
          ORDER BY i
        ) TO '{paths[0]}' (FORMAT parquet, COMPRESSION zstd)"""
    )
    moment = "strftime(TIMESTAMP '2025-01-15' + INTERVAL ({} % 28000000) SECOND, '%Y-%m-%dT%H:%M:%SZ')"
    own = (
        "list_transform(range(1 + (hash(i, 9) % 5)::INT), lambda k: "
        "{'platform': ['instagram', 'youtube'][1 + (hash(i, k) % 2)::INT], 'published': "
        + moment.format("hash(i, 11) % 25000000 + k * 600000")
        + "})"
    )
    duckdb.execute(
        f"""COPY (
          SELECT 'deal ' || i AS deal, 'creator ' || (i % {creators}) AS influencer, 'brand ' || (hash(i, 8) % 5000) AS advertiser,
            'Europe/Vilnius' AS timezone, '2024-12-01' AS signed, CAST(to_json({own}) AS VARCHAR) AS posts
          FROM range({deals}) t(i)
        ) TO '{paths[1]}' (FORMAT parquet)"""
    )
    return paths


class Again(Duck):
    """Our path, of which the query can be run once more."""

    def again(self) -> None:
        """The query once more, from where everything but the posts is known."""
        for view in ("near", "undecided", "survivor"):
            self.store.db.execute(f"DROP VIEW IF EXISTS {view}")
        self.store.drop("survived", "stranger", "said", "saying", "reached", *(f"d_{name}" for name in SOURCES))
        self.sayings = attrs.evolve(self.sayings, same={"truth": self.sayings.same["truth"]}, joins={})
        self.find(reasons=False)


WINDOWS = """
CREATE OR REPLACE TEMP TABLE hand_post AS
SELECT deal, influencer, advertiser, timezone, post.platform AS platform, post.published::TIMESTAMPTZ AS published
FROM (SELECT *, unnest(from_json(posts, '[{"platform": "VARCHAR", "published": "VARCHAR"}]')) AS post FROM read_parquet($deals));
CREATE OR REPLACE TEMP TABLE hand_window AS
SELECT deal, 1 AS rule, epoch_us(published - INTERVAL 24 HOUR) AS opens, epoch_us(published + INTERVAL 24 HOUR) AS closes
FROM hand_post WHERE platform = 'instagram'
UNION ALL
SELECT deal, 2, epoch_us((date_trunc('day', min(published) AT TIME ZONE zone) - INTERVAL 1 MONTH) AT TIME ZONE zone),
  epoch_us((date_trunc('day', max(published) AT TIME ZONE zone) + INTERVAL 1 MONTH + INTERVAL 1 DAY) AT TIME ZONE zone)
FROM (SELECT deal, published, timezone AS zone FROM hand_post) GROUP BY deal, zone;
CREATE OR REPLACE TEMP TABLE hand_envelope AS
SELECT d.deal, d.influencer, d.advertiser AS own, min(w.opens) AS opens, max(w.closes) AS closes
FROM read_parquet($deals) d JOIN hand_window w ON w.deal = d.deal GROUP BY ALL;
CREATE OR REPLACE TEMP TABLE hand_rule AS
SELECT e.influencer, e.own, w.rule, w.opens, w.closes FROM hand_envelope e JOIN hand_window w ON w.deal = e.deal
"""
_KINDS = "p.kind IN ('paid', 'affiliate', 'ambassador') AND p.act IN ('mention', 'show')"
_BANNED = f"(p.format <> 'story' AND (p.brand IN {RIVALS} OR p.category IN (SELECT name FROM hand_category)))"
EXPERT = f"""
CREATE OR REPLACE TEMP TABLE hand AS
WITH p AS MATERIALIZED (
  SELECT p.id, e.deal, epoch_us(p.published_at) AS at, p.brand, p.category, p.format, e.own
  FROM read_parquet($1) p JOIN hand_envelope e ON e.influencer = p.influencer
    AND epoch_us(p.published_at) >= e.opens AND epoch_us(p.published_at) < e.closes
  WHERE {_KINDS}
)
SELECT DISTINCT p.id, p.deal FROM p JOIN hand_window w ON w.deal = p.deal AND p.at >= w.opens AND p.at < w.closes
WHERE p.brand <> p.own AND (w.rule = 1 OR {_BANNED})
"""
_WITHIN = "w.influencer = p.influencer AND epoch_us(p.published_at) >= w.opens AND epoch_us(p.published_at) < w.closes AND p.brand <> w.own"
CORRELATED = f"""
CREATE OR REPLACE TEMP TABLE hand AS
SELECT p.id FROM read_parquet($1) p WHERE {_KINDS} AND (
  EXISTS (SELECT 1 FROM hand_rule w WHERE w.rule = 1 AND {_WITHIN})
  OR {_BANNED} AND EXISTS (SELECT 1 FROM hand_rule w WHERE w.rule = 2 AND {_WITHIN})
)
"""
CORRELATED_ONCE = f"""
CREATE OR REPLACE TEMP TABLE hand AS
SELECT p.id FROM read_parquet($1) p WHERE {_KINDS} AND EXISTS (SELECT 1 FROM hand_rule w WHERE {_WITHIN} AND (w.rule = 1 OR {_BANNED}))
"""
COUNTS = """
SELECT sum(c.deals), count(*) - count(c.deals) FROM read_parquet($1) p
LEFT JOIN (SELECT influencer, count(*) AS deals FROM read_parquet($2) GROUP BY influencer) c ON c.influencer = p.influencer
"""
SCAN = """
SELECT count(*), max(influencer), max(epoch_us(published_at)), max(platform), max(format), max(brand), max(category), max(act), max(kind)
FROM read_parquet($1)
"""


def by_hand(connection: Any, deals: str, categories: frozenset[str]) -> None:
    """The rival's windows, by influencer and by deal."""
    connection.execute("SET TimeZone = 'UTC'")
    for statement in WINDOWS.split(";"):
        connection.execute(statement, {"deals": deals} if "$deals" in statement else None)
    connection.execute("CREATE OR REPLACE TEMP TABLE hand_category AS SELECT unnest($1) AS name", [sorted(categories)])


def terms() -> Any:
    """The clauses, and the categories of the second one with all that stands below them."""
    compiled = compile_text(TERMS, meaning=False)
    assert compiled.usable, compiled.diagnostics
    resolved = compiled.resolved
    (target,) = (clause.target for clause in resolved.clauses if clause.target.categories)
    return resolved, frozenset().union(*(resolved.taxonomy.below(symbol.key) for symbol in target.categories))


@contextmanager
def ours(agreements: Agreements, path: str) -> Iterator[tuple[Any, Again]]:
    """Our path, once through and ready to go through again."""
    connection = duckdb.connect()
    connection.execute("SET preserve_insertion_order = false")
    source = parquet_source([path])
    described = connection.execute(f"DESCRIBE SELECT * FROM {source.sql('duckdb')}").fetchall()
    shape = Shape.of([(name, kind) for name, kind, *_ in described if name not in ("filename", "file_row_number")], None)
    duck = Again(connection, Batch(agreements), shape, source, {path: "posts.parquet"}, None)
    duck.prepare()
    duck.find(reasons=False)
    try:
        yield connection, duck
    finally:
        connection.close()


def compiling(path: str) -> float:
    """Seconds from the file of deals to the tables of windows, in this process."""
    resolved, _ = terms()
    start = perf_counter()
    agreements, _ = read_deals(path, resolved)
    lower_all(Batch(agreements), Tables())
    return perf_counter() - start


def queries(posts: str, deals: str) -> dict[str, float]:
    """Seconds of the query, and of its rivals over windows of their own; all find the same violations."""
    resolved, categories = terms()
    agreements, _ = read_deals(deals, resolved)
    with ours(agreements, posts) as (connection, duck):
        by_hand(connection, deals, categories)
        rivals = {"by hand": EXPERT, "EXISTS a rule": CORRELATED, "one EXISTS": CORRELATED_ONCE}
        for name, sql in rivals.items():
            connection.execute(sql, [posts])
            mine, theirs = (connection.execute(f"SELECT count(*) FROM {each}").fetchone()[0] for each in ("said WHERE verdict = 4", "hand"))
            if mine != theirs:
                raise NotMeasured(f"the query finds {mine} violations and `{name}` {theirs}")
        work: dict[str, Callable[[], object]] = {
            "clauselang": duck.again,
            "bare scan": lambda: connection.execute(SCAN, [posts]).fetchall(),
            **{name: (lambda sql=sql: connection.execute(sql, [posts])) for name, sql in rivals.items()},
        }
        return seconds(work, RUNS)


def query(posts: str, deals: str) -> float:
    """Seconds of our query alone."""
    with ours(read_deals(deals, terms()[0])[0], posts) as (_, duck):
        return seconds({"clauselang": duck.again}, RUNS)["clauselang"]


BY_HAND = """
import sys, duckdb
posts, deals, what, out = sys.argv[1:]
windows = what == "ready"
connection = duckdb.connect()
tables = ("hand_envelope", "hand_window", "hand_category") if windows else ("hand_category",)
for table in tables:
    connection.execute(f"CREATE TEMP TABLE {table} AS FROM read_parquet('{folder}/{table}.parquet')")
if not windows:
    connection.execute("SET TimeZone = 'UTC'")
    for statement in WINDOWS.split(";")[:3]:
        connection.execute(statement, {"deals": deals} if "$deals" in statement else None)
connection.execute(EXPERT, [posts])
if what == "counted":
    print(connection.execute(COUNTS, [posts, deals]).fetchall())
connection.execute(f"COPY hand TO '{out}' (FORMAT parquet)")
"""


def commands(folder: Path, posts: str, deals: str) -> dict[str, tuple[float, float]]:
    """Seconds and peak megabytes of our command, and of processes that run the query by hand."""
    with duckdb.connect() as connection:
        by_hand(connection, deals, terms()[1])
        for table in ("hand_envelope", "hand_window", "hand_category"):
            connection.execute(f"COPY {table} TO '{folder}/{table}.parquet' (FORMAT parquet)")
    (folder / "terms.excl").write_text(TERMS, "utf-8")
    given = {"EXPERT": EXPERT, "COUNTS": COUNTS, "WINDOWS": WINDOWS, "folder": str(folder)}
    (folder / "by_hand.py").write_text("".join(f"{name} = {value!r}\n" for name, value in given.items()) + BY_HAND, "utf-8")
    program = Path(sys.executable).parent / "clauselang"
    if not program.exists():
        raise NotMeasured("clauselang is not installed beside this Python")
    check = [str(program), "check", str(folder / "terms.excl"), "--deals", deals, "--posts", posts, "--no-reasons"]
    hand = [sys.executable, str(folder / "by_hand.py"), posts, deals]
    work = {
        "clauselang": [*check, "--output", str(folder / "verdicts.parquet")],
        "by hand, same files": [*hand, "", str(folder / "hand.parquet")],
        "by hand, same files, counted": [*hand, "counted", str(folder / "hand.parquet")],
        "by hand, windows ready made": [*hand, "ready", str(folder / "hand.parquet")],
    }
    took: dict[str, list[tuple[float, float]]] = {name: [] for name in work}
    for _ in range(RUNS):
        for name, arguments in work.items():
            took[name].append(process(arguments))
    return {name: (median(took for took, _ in runs), median(peak for _, peak in runs)) for name, runs in took.items()}


# A process inherits the peak of the one that starts it, so that a small one stands between.
_WATCH = """
import os, sys, time
start = time.perf_counter()
null = os.open(os.devnull, os.O_WRONLY)
child = os.posix_spawn(sys.argv[1], sys.argv[1:], dict(os.environ), file_actions=[(os.POSIX_SPAWN_DUP2, null, fd) for fd in (1, 2)])
_, status, used = os.wait4(child, 0)
print(time.perf_counter() - start, used.ru_maxrss / 1024, os.waitstatus_to_exitcode(status))
"""


def process(arguments: Sequence[str]) -> tuple[float, float]:
    """Seconds and peak megabytes of a process."""
    done = subprocess.run([sys.executable, "-c", _WATCH, *arguments], capture_output=True, text=True, check=True)
    took, peak, code = done.stdout.split()
    if code not in ("0", "1", "3"):  # violations and unknowns have codes of their own
        raise NotMeasured(f"`{' '.join(arguments[:3])}` ended with {code}")
    return float(took), float(peak)


def figures(posts: int = POSTS, deals: int = DEALS) -> Iterator[tuple[str, str, str, str, str]]:
    """The rows of the table: what, ratio, aim, ours, rival's."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        post_file, deal_file = generate(folder, posts, deals)
        took = compiling(deal_file)
        yield f"{deals:,} deals to windows", f"{took:.1f} s", f"≤ {COMPILE:.0f} s", f"{took / deals * 1e6:.0f} µs each", ""
        times = queries(post_file, deal_file)
        what = f"{posts:,} posts × {deals:,} deals"
        for rival, most in (("by hand", HAND), ("bare scan", SCANNED), ("EXISTS a rule", CORRELATED_FORM), ("one EXISTS", 0.0)):
            ratio, aim = times["clauselang"] / times[rival], f"≤ {most:.2f}×" if most else ""
            yield f"{what}, query", f"{ratio:.2f}×", aim, f"{times['clauselang']:.2f} s", f"{times[rival]:.2f} s  {rival}"
        used = commands(folder, post_file, deal_file)
        mine, peak = used.pop("clauselang")
        for (rival, (theirs, _)), aim in zip(used.items(), (f"≤ {COMMAND:.1f}×", "", ""), strict=True):
            yield f"{what}, command", f"{mine / theirs:.2f}×", aim, f"{mine:.2f} s", f"{theirs:.2f} s  {rival}"
        theirs = used["by hand, same files"][1]
        yield f"{what}, peak memory", f"{peak:.0f} MB", f"≤ {MEMORY} MB", "", f"{theirs:.0f} MB  by hand, same files"
    for name, size, each, aim in (("five times the posts", 5 * posts, 1, GROWTH), ("ten deals a creator", posts, 10, MANY)):
        with TemporaryDirectory() as folder_name:
            post_file, deal_file = generate(Path(folder_name), size, deals, each)
            took = query(post_file, deal_file)
        before = times["clauselang"]
        yield f"{name}, query", f"{took / before:.2f}×", f"≤ {aim:.1f}×", f"{took:.2f} s", f"{before:.2f} s  as above"


if __name__ == "__main__":
    for row in figures(*(int(size) for size in sys.argv[1:])):
        print("  ".join(row), flush=True)
