"""Many posts against many deals: our path through DuckDB beside a query written by hand, a bare scan and correlated `EXISTS`.

    python benchmarks/batch.py [POSTS] [DEALS]

The work: posts in time order in zstd Parquet, deals with one to five posts of their own; 24 hours around each Instagram
post nobody else, and from a month before the first post to a month after the last nothing of a category with all that
stands below it, stories excepted. The rival knows nothing of contracts: its windows are given to it ready made.

**The query** is all that DuckDB does once the windows are there, with what is read of distinct cells; **the command** is
a process from its start to a Parquet file with the verdicts, the deals read and lowered in it.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import duckdb

from clauselang.backends.sql.tables import Tables
from clauselang.driver import compile_text
from clauselang.engines.agreements import Agreements
from clauselang.engines.batch import Batch
from clauselang.engines.columns import Shape
from clauselang.engines.deals import read_deals
from clauselang.engines.duck import SOURCES, Duck
from clauselang.engines.parquet import parquet_source
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


class Timed(Duck):
    """Our path with the time of each step."""

    def __init__(self, *arguments: Any) -> None:
        self.took: dict[str, float] = {}
        super().__init__(*arguments)

    def __getattribute__(self, name: str) -> Any:
        found = super().__getattribute__(name)
        if name not in ("_truths", "_creators", "_deliverables", "_lower", "_survive", "_words", "_decide", "_records", "_tally"):
            return found

        def timed(*arguments: Any) -> Any:
            start = perf_counter()
            answer = found(*arguments)
            self.took[name[1:]] = self.took.get(name[1:], 0.0) + perf_counter() - start
            return answer

        return timed

    def again(self) -> None:
        """The query once more."""
        for view in ("near", "survivor"):
            self.db.execute(f"DROP VIEW IF EXISTS {view}")
        for table in ("truth", "file", "survived", "stranger", "near_all", "said", "saying", "reach", "d_zone", *(f"d_{facet}" for facet in SOURCES)):
            self.db.execute(f"DROP TABLE IF EXISTS {table}")
        for step in (self._truths, self._survive, self._words, self._decide):
            step()


EXPERT = f"""
CREATE OR REPLACE TEMP TABLE hand AS
WITH survivor AS MATERIALIZED (
  SELECT p.id, e.deal, epoch_us(p.published_at) AS at, p.brand, p.category, p.format, e.own
  FROM read_parquet($1) p JOIN hand_envelope e ON e.influencer = p.influencer
    AND epoch_us(p.published_at) >= e.opens AND epoch_us(p.published_at) < e.closes
  WHERE p.kind IN ('paid', 'affiliate', 'ambassador') AND p.act IN ('mention', 'show')
)
SELECT DISTINCT s.id, s.deal FROM survivor s JOIN hand_window w ON w.deal = s.deal AND s.at >= w.opens AND s.at < w.closes
WHERE s.brand <> s.own AND (w.rule = 1 OR (s.format <> 'story' AND (s.brand IN {RIVALS} OR s.category IN (SELECT name FROM hand_category))))
"""
CORRELATED = f"""
CREATE OR REPLACE TEMP TABLE hand AS
SELECT p.id FROM read_parquet($1) p
WHERE p.kind IN ('paid', 'affiliate', 'ambassador') AND p.act IN ('mention', 'show') AND EXISTS (
  SELECT 1 FROM hand_envelope e JOIN hand_window w ON w.deal = e.deal
  WHERE e.influencer = p.influencer AND epoch_us(p.published_at) >= w.opens AND epoch_us(p.published_at) < w.closes AND p.brand <> e.own
    AND (w.rule = 1 OR (p.format <> 'story' AND (p.brand IN {RIVALS} OR p.category IN (SELECT name FROM hand_category))))
)
"""
SCAN = """
SELECT count(*), max(influencer), max(epoch_us(published_at)), max(platform), max(format), max(brand), max(category), max(act), max(kind)
FROM read_parquet($1)
"""


def ready_made(connection: Any, agreements: Agreements, categories: frozenset[str]) -> None:
    """Windows out of our tables, as a person would have them: by influencer, and by deal."""
    connection.execute("CREATE OR REPLACE TEMP TABLE hand_deal (deal BIGINT, influencer VARCHAR, own VARCHAR)")
    for start in range(0, len(agreements), 2_000):
        named = [(start + at, a.resolved.deal) for at, a in enumerate(agreements[start : start + 2_000])]
        columns = [[index for index, _ in named], [d.influencer for _, d in named if d], [d.advertiser for _, d in named if d]]
        connection.execute("INSERT INTO hand_deal SELECT unnest($1), unnest($2), unnest($3)", columns)
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE hand_envelope AS SELECT n.*, e.opens, e.closes FROM hand_deal n JOIN envelope e USING (deal)"
    )
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE hand_window AS
           SELECT deal, opens, closes,
             CASE WHEN shape IN (SELECT shape FROM box WHERE part = 0 AND in_brand = 0 AND in_category = 0) THEN 1 ELSE 2 END AS rule
           FROM span"""
    )
    connection.execute("CREATE OR REPLACE TEMP TABLE hand_category AS SELECT unnest($1) AS name", [sorted(categories)])


def terms() -> Any:
    """The clauses, and the categories of the second one with all that stands below them."""
    compiled = compile_text(TERMS, meaning=False)
    assert compiled.usable, compiled.diagnostics
    resolved = compiled.resolved
    (target,) = (clause.target for clause in resolved.clauses if clause.target.categories)
    return resolved, frozenset().union(*(resolved.taxonomy.below(symbol.key) for symbol in target.categories))


@contextmanager
def ours(agreements: Agreements, path: str) -> Iterator[tuple[Any, Timed]]:
    """Our path, once through and ready to go through again."""
    connection = duckdb.connect()
    connection.execute("SET preserve_insertion_order = false")
    source = parquet_source([path])
    described = connection.execute(f"DESCRIBE SELECT * FROM {source.sql('duckdb')}").fetchall()
    shape = Shape.of([(name, kind) for name, kind, *_ in described if name not in ("filename", "file_row_number")], None)
    duck = Timed(connection, Batch(agreements), shape, source, {path: "posts.parquet"}, None)
    for step in (duck._truths, duck._creators, duck._deliverables, duck._lower, duck._survive, duck._words, duck._decide):
        step()
    try:
        yield connection, duck
    finally:
        connection.close()


def compiling(path: str) -> float:
    """Seconds from the file of deals to the tables of windows, in this process."""
    resolved, _ = terms()
    start = perf_counter()
    agreements, _ = read_deals(path, resolved)
    batch, tables = Batch(agreements), Tables()
    for index in range(len(agreements)):
        tables.add(index, index + 1, batch.norms(index))
    return perf_counter() - start


def queries(posts: str, deals: str) -> dict[str, float]:
    """Seconds of the query, and of its rivals over the same windows; all find the same violations."""
    resolved, categories = terms()
    agreements, _ = read_deals(deals, resolved)
    with ours(agreements, posts) as (connection, duck):
        ready_made(connection, agreements, categories)
        work: dict[str, Callable[[], object]] = {
            "clauselang": duck.again,
            "by hand": lambda: connection.execute(EXPERT, [posts]),
            "bare scan": lambda: connection.execute(SCAN, [posts]).fetchall(),
            "EXISTS": lambda: connection.execute(CORRELATED, [posts]),
        }
        work["by hand"]()
        found = connection.execute("SELECT (SELECT count(*) FROM said WHERE verdict = 4), (SELECT count(*) FROM hand)").fetchone()
        if found is None or found[0] != found[1]:
            raise NotMeasured(f"the query finds {found[0] if found else 0} violations and the one by hand {found[1] if found else 0}")
        return seconds(work, RUNS)


def query(posts: str, deals: str) -> float:
    """Seconds of our query alone."""
    with ours(read_deals(deals, terms()[0])[0], posts) as (_, duck):
        return seconds({"clauselang": duck.again}, RUNS)["clauselang"]


BY_HAND = """
import sys, duckdb
connection = duckdb.connect()
posts, windows, out = sys.argv[1:]
for table in ("hand_envelope", "hand_window", "hand_category"):
    connection.execute(f"CREATE TEMP TABLE {table} AS FROM read_parquet('{windows}/{table}.parquet')")
connection.execute(EXPERT, [posts])
connection.execute(f"COPY hand TO '{out}' (FORMAT parquet)")
"""


def commands(folder: Path, posts: str, deals: str) -> dict[str, tuple[float, float]]:
    """Seconds and peak megabytes of our command, and of a process that runs the query by hand on windows in Parquet."""
    resolved, categories = terms()
    agreements, _ = read_deals(deals, resolved)
    with ours(agreements, posts) as (connection, _):
        ready_made(connection, agreements, categories)
        for table in ("hand_envelope", "hand_window", "hand_category"):
            connection.execute(f"COPY {table} TO '{folder}/{table}.parquet' (FORMAT parquet)")
    (folder / "terms.excl").write_text(TERMS, "utf-8")
    (folder / "by_hand.py").write_text(f"EXPERT = {EXPERT!r}\n{BY_HAND}", "utf-8")
    program = Path(sys.executable).parent / "clauselang"
    if not program.exists():
        raise NotMeasured("clauselang is not installed beside this Python")
    check = [str(program), "check", str(folder / "terms.excl"), "--deals", deals, "--posts", posts, "--no-reasons"]
    work = {
        "clauselang": [*check, "--output", str(folder / "verdicts.parquet")],
        "by hand": [sys.executable, str(folder / "by_hand.py"), posts, str(folder), str(folder / "hand.parquet")],
    }
    took = {name: sorted(process(arguments) for _ in range(3)) for name, arguments in work.items()}
    return {name: (runs[1][0], max(peak for _, peak in runs)) for name, runs in took.items()}


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
        for rival, aim in (("by hand", HAND), ("bare scan", SCANNED), ("EXISTS", CORRELATED_FORM)):
            ratio = times["clauselang"] / times[rival]
            yield f"{what}, query", f"{ratio:.2f}×", f"≤ {aim:.2f}×", f"{times['clauselang']:.2f} s", f"{times[rival]:.2f} s  {rival}"
        used = commands(folder, post_file, deal_file)
        (ours_took, ours_peak), (hand_took, hand_peak) = used["clauselang"], used["by hand"]
        yield f"{what}, command", f"{ours_took / hand_took:.2f}×", f"≤ {COMMAND:.1f}×", f"{ours_took:.1f} s", f"{hand_took:.1f} s  by hand"
        yield f"{what}, peak memory", f"{ours_peak:.0f} MB", f"≤ {MEMORY} MB", "", f"{hand_peak:.0f} MB  by hand"
    for name, size, each, aim in (("five times the posts", 5 * posts, 1, GROWTH), ("ten deals a creator", posts, 10, MANY)):
        with TemporaryDirectory() as folder_name:
            post_file, deal_file = generate(Path(folder_name), size, deals, each)
            took = query(post_file, deal_file)
        before = times["clauselang"]
        yield f"{name}, query", f"{took / before:.2f}×", f"≤ {aim:.1f}×", f"{took:.2f} s", f"{before:.2f} s  as above"


if __name__ == "__main__":
    for row in figures(*(int(size) for size in sys.argv[1:])):
        print("  ".join(row), flush=True)
