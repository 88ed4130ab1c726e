"""Many posts against many deals: our path through DuckDB beside a query written by hand, a bare scan and correlated `EXISTS`.

    python benchmarks/batch.py [POSTS] [DEALS]

The work: posts in time order in zstd Parquet, deals with one to five posts of their own; 24 hours around each Instagram
post nobody else, and from a month before the first post to a month after the last nothing of a category with all that
stands below it, stories excepted. The rival knows nothing of contracts: its windows are given to it ready made.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import duckdb

from clauselang.driver import compile_text
from clauselang.engines.batch import Batch
from clauselang.engines.columns import Shape
from clauselang.engines.deals import Agreement, read_deals
from clauselang.engines.duck import SOURCES, Duck
from clauselang.engines.run import parquet_source
from clauselang.resolve.library import ROWS

TERMS = """\
exclusivity
  full, gifts excluded, 24 hours before to 24 hours after each post on instagram
  category electronics and fashion and home, gifts excluded, from 1 month before first post to 1 month after last post, except stories
"""
PLATFORMS = ("instagram/story", "instagram/reel", "instagram/post", "youtube/video", "tiktok/video")
YEAR = 365 * 86_400
RUNS = 7


def generate(folder: Path, posts: int, deals: int) -> tuple[str, str]:
    """Write `posts.parquet` and `deals.parquet`; the same numbers give the same rows."""
    categories = sorted(name for kind, name, *_ in ROWS if kind == "category")
    duckdb.execute("CREATE OR REPLACE TEMP TABLE category AS SELECT unnest($1) AS name, generate_subscripts($1, 1) AS at", [categories])
    pick = "(hash(i, {}) % {})::INT"
    paths = str(folder / "posts.parquet"), str(folder / "deals.parquet")
    surfaces = "[" + ", ".join(f"'{surface}'" for surface in PLATFORMS) + f"][1 + {pick.format(3, len(PLATFORMS))}]"
    duckdb.execute(
        f"""COPY (
          SELECT 'p' || i AS id, 'creator ' || {pick.format(1, deals)} AS influencer,
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
          SELECT 'deal ' || i AS deal, 'creator ' || i AS influencer, 'brand ' || (hash(i, 8) % 5000) AS advertiser,
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
        if name not in ("_truths", "_creators", "_deliverables", "_lower", "_survive", "_words", "_decide", "_records"):
            return found

        def timed(*arguments: Any) -> Any:
            start = perf_counter()
            answer = found(*arguments)
            self.took[name[1:]] = self.took.get(name[1:], 0.0) + perf_counter() - start
            return answer

        return timed

    @property
    def query(self) -> float:
        """Seconds in DuckDB, with what is read of distinct cells, once the windows are there."""
        return sum(self.took[name] for name in ("truths", "creators", "deliverables", "survive", "words", "decide"))

    def again(self) -> None:
        """The query once more."""
        self.took.clear()
        self.db.execute("DROP VIEW IF EXISTS near")
        self.db.execute("DROP VIEW IF EXISTS survivor")
        for table in ("truth", "creator", "file", "survived", "near_all", "said", "reach", "d_zone", *(f"d_{facet}" for facet in SOURCES)):
            self.db.execute(f"DROP TABLE IF EXISTS {table}")
        self._truths()
        self._creators()
        self._deliverables()
        self._survive(False)
        self._words()
        self._decide()


EXPERT = """
CREATE OR REPLACE TEMP TABLE hand AS
WITH survivor AS MATERIALIZED (
  SELECT p.id, e.deal, epoch_us(p.published_at) AS at, p.brand, p.category, p.format, e.own
  FROM read_parquet($1) p JOIN hand_envelope e ON e.influencer = p.influencer
    AND epoch_us(p.published_at) >= e.opens AND epoch_us(p.published_at) < e.closes
  WHERE p.kind IN ('paid', 'affiliate', 'ambassador') AND p.act IN ('mention', 'show')
)
SELECT DISTINCT s.id, s.deal FROM survivor s JOIN hand_window w ON w.deal = s.deal AND s.at >= w.opens AND s.at < w.closes
WHERE s.brand <> s.own AND (w.rule = 1 OR (s.format <> 'story' AND s.category IN (SELECT name FROM hand_category)))
"""
CORRELATED = """
CREATE OR REPLACE TEMP TABLE hand AS
SELECT p.id FROM read_parquet($1) p
WHERE p.kind IN ('paid', 'affiliate', 'ambassador') AND p.act IN ('mention', 'show') AND EXISTS (
  SELECT 1 FROM hand_envelope e JOIN hand_window w ON w.deal = e.deal
  WHERE e.influencer = p.influencer AND epoch_us(p.published_at) >= w.opens AND epoch_us(p.published_at) < w.closes AND p.brand <> e.own
    AND (w.rule = 1 OR (p.format <> 'story' AND p.category IN (SELECT name FROM hand_category)))
)
"""
SCAN = """
SELECT count(*), max(influencer), max(epoch_us(published_at)), max(platform), max(format), max(brand), max(category), max(act), max(kind)
FROM read_parquet($1)
"""


def rivals(connection: Any, agreements: tuple[Agreement, ...], categories: frozenset[str], path: str) -> dict[str, Callable[[], object]]:
    """Windows ready made from our tables, and the queries that a person writes over them."""
    named = [(index, a.resolved.deal.influencer, a.resolved.deal.advertiser) for index, a in enumerate(agreements) if a.resolved.deal]
    columns = [json.dumps(list(column)) for column in zip(*named, strict=True)]
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE hand_envelope AS SELECT n.*, e.opens, e.closes
           FROM (SELECT unnest(from_json($1, '["BIGINT"]')) AS deal, unnest(from_json($2, '["VARCHAR"]')) AS influencer,
                        unnest(from_json($3, '["VARCHAR"]')) AS own) n JOIN envelope e ON e.deal = n.deal""",
        columns,
    )
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE hand_window AS
           SELECT c.deal, s.opens, s.closes, CASE WHEN c.clause = first_value(c.clause) OVER (PARTITION BY c.deal ORDER BY c.clause)
             AND count(DISTINCT c.clause) OVER (PARTITION BY c.deal) = 2 THEN 1 ELSE 2 END AS rule
           FROM clause c JOIN stretch s ON s.clause = c.clause"""
    )
    connection.execute("CREATE OR REPLACE TEMP TABLE hand_category AS SELECT unnest($1) AS name", [sorted(categories)])
    return {
        "by hand, two phases": lambda: connection.execute(EXPERT, [path]),
        "correlated EXISTS": lambda: connection.execute(CORRELATED, [path]),
        "bare scan": lambda: connection.execute(SCAN, [path]).fetchall(),
    }


def ours(agreements: tuple[Agreement, ...], path: str) -> tuple[Any, Timed, Any]:
    """One run of our path; the connection stays open."""
    connection = duckdb.connect()
    connection.execute("SET preserve_insertion_order = false")
    source = parquet_source([path])
    described = connection.execute(f"DESCRIBE SELECT * FROM {source.sql('duckdb')}").fetchall()
    shape = Shape.of([(name, kind) for name, kind, *_ in described if name not in ("filename", "file_row_number")], None)
    duck = Timed(connection, Batch(agreements), shape, source, {path: "posts.parquet"}, None)
    return connection, duck, duck.run(reasons=False)


def main(posts: int, deals: int) -> None:
    """Print what each way takes."""
    with TemporaryDirectory() as folder:
        path, deal_path = generate(Path(folder), posts, deals)
        print(f"{posts:,} posts ({Path(path).stat().st_size / 1e6:.0f} MB), {deals:,} deals", flush=True)
        terms = compile_text(TERMS, meaning=False)
        assert terms.usable, terms.diagnostics
        start = perf_counter()
        agreements, _ = read_deals(deal_path, terms.resolved)
        print(f"read deals {perf_counter() - start:.2f} s", flush=True)
        connection, duck, outcome = ours(agreements, path)
        print("first run: " + ", ".join(f"{name} {seconds:.2f} s" for name, seconds in duck.took.items()))
        print(f"  {outcome.counts}, {outcome.asked:,} asked", flush=True)
        (target,) = (clause.target for clause in terms.resolved.clauses if clause.target.categories)
        categories = frozenset().union(*(terms.resolved.taxonomy.below(symbol.key) for symbol in target.categories))
        times: dict[str, list[float]] = {}
        for name, work in rivals(connection, agreements, categories, path).items():
            for _ in range(RUNS + 1):
                start = perf_counter()
                work()
                times.setdefault(name, []).append(perf_counter() - start)
            times[name] = times[name][1:]
            if name.startswith("by hand"):
                print(f"  by hand: {connection.execute('SELECT count(*) FROM hand').fetchone()[0]:,} violations", flush=True)
        for _ in range(RUNS):
            duck.again()
            times.setdefault("ours, the query", []).append(duck.query)
        for name, found in times.items():
            print(f"{name:22} {median(found):.3f} s", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000, int(sys.argv[2]) if len(sys.argv) > 2 else 10_000)
