"""Many posts against many deals on Spark with two cores: our path beside Spark SQL written by hand.

    python benchmarks/spark.py [POSTS] [DEALS]

The work and the query by hand are those of `batch.py`. The rival's windows are given to it ready made, as tables that
are sent to both cores; ours are the same ones. Both find the posts that are forbidden and count those of creators with
and without an agreement, which is what `check` prints; the scan without counting stands below it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from batch import TERMS, generate
from clauselang.backends.sql.tables import ASK
from clauselang.driver import compile_text
from clauselang.engines import spark_session
from clauselang.engines.deals import read_deals
from clauselang.engines.spark import Spark
from clauselang.engines.spark_posts import of_files
from clauselang.engines.spark_whose import whose
from clauselang.engines.watch import Watched

RUNS = 7
TARGET = 1.3
MEMORY = "4GB"

EXPERT = """
WITH survivor AS (
  SELECT /*+ BROADCAST(e) */ p.id, e.deal, unix_micros(p.published_at) AS at, p.brand, p.category, p.format, e.own
  FROM posts p JOIN hand_envelope e ON e.influencer = p.influencer
    AND unix_micros(p.published_at) >= e.opens AND unix_micros(p.published_at) < e.closes
  WHERE p.kind IN ('paid', 'affiliate', 'ambassador') AND p.act IN ('mention', 'show')
)
SELECT /*+ BROADCAST(w) */ DISTINCT s.id, s.deal FROM survivor s
JOIN hand_window w ON w.deal = s.deal AND s.at >= w.opens AND s.at < w.closes
WHERE s.brand <> s.own AND (w.rule = 1 OR (s.format <> 'story' AND s.category IN (SELECT name FROM hand_category)))
"""
COUNTS = """
SELECT /*+ BROADCAST(c) */ c.deals, count(*) FROM posts p LEFT JOIN hand_creator c ON c.influencer = p.influencer GROUP BY c.deals
"""


def ready_made(session: Any, spark: Spark, path: str, categories: frozenset[str]) -> None:
    """The rival's tables, out of our windows. The first clause of TERMS is rule 1."""
    deals = [agreement.resolved.deal for agreement in spark.batch.agreements]
    named = [(deal.influencer, deal.advertiser) for deal in deals if deal]
    envelope = [(deal, *named[deal], opens, closes) for deal, _, opens, closes in spark.tables.envelope]
    numbers: dict[int, list[int]] = {}
    for clause, deal, *_ in spark.tables.clause:
        numbers.setdefault(deal, []).append(clause)
    rules = {clause: (deal, at) for deal, clauses in numbers.items() for at, clause in enumerate(clauses, 3 - len(clauses))}
    window = [(*rules[clause], opens, closes) for clause, opens, closes, _ in spark.tables.stretch]
    creators: dict[str, int] = {}
    for influencer, _ in named:
        creators[influencer] = creators.get(influencer, 0) + 1
    tables = {
        "hand_envelope": (envelope, "deal bigint, influencer string, own string, opens bigint, closes bigint"),
        "hand_window": (window, "deal bigint, rule bigint, opens bigint, closes bigint"),
        "hand_category": ([(name,) for name in sorted(categories)], "name string"),
        "hand_creator": (list(creators.items()), "influencer string, deals bigint"),
    }
    for name, (rows, schema) in tables.items():
        session.createDataFrame(rows, schema).localCheckpoint().createOrReplaceTempView(name)
    session.read.parquet(path).createOrReplaceTempView("posts")


def ours(spark: Spark, counts: bool, known: Any) -> int:
    """Our query once more: how many posts it found. Without `counts` whose posts are whose is known from before."""
    views = len(spark.views)
    found = whose(spark.session, spark.posts, spark.read) if counts else known
    survived = spark._survive(spark.posts, found.matches, False)
    hits = sum(hit.verdict != ASK for hit in spark._hits(spark.posts, survived, spark._decide(survived), False))
    spark._drop(views)
    return hits


def main(posts: int, deals: int) -> None:
    """Print what each way takes."""
    with TemporaryDirectory() as folder:
        path, deal_path = generate(Path(folder), posts, deals)
        terms = compile_text(TERMS, meaning=False)
        agreements, _ = read_deals(deal_path, terms.resolved)
        session = spark_session.session(MEMORY)
        with spark_session.settled(session, "posts.parquet"):
            spark = Spark(session, Watched(agreements), of_files(session, [path], ["posts.parquet"], None), None)
            spark.prepare()
            (target,) = (clause.target for clause in terms.resolved.clauses if clause.target.categories)
            below = (terms.resolved.taxonomy.below(symbol.key) for symbol in target.categories)
            ready_made(session, spark, path, frozenset().union(*below))
            known = whose(session, spark.posts, spark.read)
            works: dict[str, Callable[[], int]] = {
                "ours": lambda: ours(spark, True, known),
                "by hand": lambda: len(session.sql(EXPERT).collect()) + 0 * len(session.sql(COUNTS).collect()),
                "ours, nothing counted": lambda: ours(spark, False, known),
                "by hand, nothing counted": lambda: len(session.sql(EXPERT).collect()),
            }
            times: dict[str, list[tuple[float, float]]] = {name: [] for name in works}
            hits: dict[str, int] = {}
            for run in range(RUNS + 2):
                for name, work in works.items():
                    start, used = perf_counter(), cpu(session)
                    hits[name] = work()
                    if run > 1:  # Java compiles what it runs often
                        times[name].append((perf_counter() - start, cpu(session) - used))
            spark.close()
        assert len(set(hits.values())) == 1, hits
        print(f"{posts:,} posts, {deals:,} deals, {hits['ours']:,} of them forbidden; medians of {RUNS} runs in turn", flush=True)
        took = {name: [median(each) for each in zip(*found, strict=True)] for name, found in times.items()}
        for name, (wall, used) in took.items():
            print(f"{name:26} {wall:6.2f} s, {used:6.2f} s of both cores")
        for more in ("", ", nothing counted"):
            wall, used = (mine / theirs for mine, theirs in zip(took[f"ours{more}"], took[f"by hand{more}"], strict=True))
            print(f"{f'ratio{more}':26} {wall:6.2f}  , {used:6.2f}  (aim: at most {TARGET})")


def cpu(session: Any) -> float:
    """Seconds of processor time that Java and this process have used; on a busy machine they tell more than the clock."""
    found = sum(os.times()[:2])
    try:
        cells = Path(f"/proc/{session.sparkContext._gateway.proc.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return found + (int(cells[11]) + int(cells[12])) / os.sysconf("SC_CLK_TCK")
    except OSError:
        return found


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000_000, int(sys.argv[2]) if len(sys.argv) > 2 else 20_000)
