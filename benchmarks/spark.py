"""Many posts against many deals on Spark with two cores: our path beside Spark SQL written by hand.

    python benchmarks/spark.py [POSTS] [DEALS]

The work and the query by hand are those of `batch.py`; a fifth of it stands below, where what Spark does for any query
weighs more. The rival's windows are given to it ready made, as tables that are sent to both cores; ours are the same ones,
and what can be foreseen of the words of posts is read before as well, since those of the rival stand in its query. Both find
the posts that are forbidden and count those of creators with and without an agreement, which is what `check` prints; the scan
without counting stands below it.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from batch import DEALS, POSTS, RIVALS, generate, terms
from clauselang.backends.sql.tables import ASK
from clauselang.engines import spark_session
from clauselang.engines.deals import read_deals
from clauselang.engines.spark import Spark
from clauselang.engines.spark_posts import of_files
from clauselang.engines.spark_whose import Counted
from clauselang.engines.watch import Watched
from measure import NotMeasured

RUNS = 7
TARGET = 1.3
SMALL = 5  # times smaller
MEMORY = "3GB"
# Settings of Spark that ours differ from in what a query costs.
BY_ITSELF = {
    "spark.sql.adaptive.enabled": "true", "spark.sql.optimizer.inSetConversionThreshold": "10", "spark.sql.codegen.hugeMethodLimit": "65535"
}  # fmt: skip

EXPERT = f"""
WITH survivor AS (
  SELECT /*+ BROADCAST(e) */ p.id, e.deal, unix_micros(p.published_at) AS at, p.brand, p.category, p.format, e.own
  FROM posts p JOIN hand_envelope e ON e.influencer = p.influencer
    AND unix_micros(p.published_at) >= e.opens AND unix_micros(p.published_at) < e.closes
  WHERE p.kind IN ('paid', 'affiliate', 'ambassador') AND p.act IN ('mention', 'show')
)
SELECT /*+ BROADCAST(w) */ DISTINCT s.id, s.deal FROM survivor s
JOIN hand_window w ON w.deal = s.deal AND s.at >= w.opens AND s.at < w.closes
WHERE s.brand <> s.own AND (w.rule = 1 OR (s.format <> 'story' AND (s.brand IN {RIVALS} OR s.category IN (SELECT name FROM hand_category))))
"""
COUNTS = """
SELECT /*+ BROADCAST(c) */ sum(c.deals), count(*) - count(c.deals) FROM posts p LEFT JOIN hand_creator c ON c.influencer = p.influencer
"""


def ready_made(session: Any, spark: Spark, path: str, categories: frozenset[str]) -> None:
    """The rival's tables, out of our windows. The first clause of the terms is rule 1."""
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


def ours(spark: Spark, counted: Counted | None = None) -> set[tuple[str, int]]:
    """Our query once more: the posts that it found. What was `counted` before is not counted again."""
    with spark.views.passing():
        hits, _ = spark.find(spark.count(spark.posts), False, False, counted)
        return {(hit.cells[0], hit.deal) for hit in hits if hit.verdict != ASK}


def by_hand(session: Any, counts: bool) -> set[tuple[str, int]]:
    """The rival's query, with what Spark does by itself: the posts that it found. Planning anew after each step, it gains by that."""
    ours = {name: session.conf.get(name) for name in BY_ITSELF}
    try:
        for name, value in BY_ITSELF.items():
            session.conf.set(name, value)
        if counts:
            session.sql(COUNTS).collect()
        return {(row[0], row[1]) for row in session.sql(EXPERT).collect()}
    finally:
        for name, value in ours.items():
            session.conf.set(name, value)


def side_by_side(posts: int, deals: int) -> tuple[dict[str, tuple[float, float]], int]:
    """Median seconds and seconds of both cores of each way, and how many posts are forbidden."""
    with TemporaryDirectory() as folder:
        path, deal_path = generate(Path(folder), posts, deals)
        resolved, categories = terms()
        agreements, _ = read_deals(deal_path, resolved)
        session = spark_session.session(MEMORY)
        with spark_session.settled(session, "posts.parquet"):
            spark = Spark(session, Watched(agreements), of_files(session, [path], ["posts.parquet"], None), None)
            spark.prepare()
            ready_made(session, spark, path, categories)
            count = spark.count(spark.posts)
            counted = count.scan(count.any_unusual())
            found = count.whose(counted)
            if session.sql(COUNTS).collect() != [(found.met, found.unmatched)]:
                raise NotMeasured("the two count differently")
            try:
                return timed(session, {
                    "ours": lambda: ours(spark),
                    "by hand": lambda: by_hand(session, True),
                    "ours, nothing counted": lambda: ours(spark, counted),
                    "by hand, nothing counted": lambda: by_hand(session, False),
                })  # fmt: skip
            finally:
                spark.close()


def timed(session: Any, works: dict[str, Callable[[], set[tuple[str, int]]]]) -> tuple[dict[str, tuple[float, float]], int]:
    """Median seconds and seconds of both cores of works in turn, and how much they all find.

    As in `measure`, garbage is collected between the runs and not within them.
    """
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in works}
    found: dict[str, set[tuple[str, int]]] = {}
    gc.disable()
    try:
        for run in range(RUNS + 3):
            for name, work in works.items():
                gc.collect()
                start, used = perf_counter(), cpu(session)
                found[name] = work()
                if run > 2:  # Java compiles what it runs often
                    times[name].append((perf_counter() - start, cpu(session) - used))
            if len(set(map(frozenset, found.values()))) != 1:
                raise NotMeasured(f"they find {', '.join(f'{len(each):,}' for each in found.values())} posts")
    finally:
        gc.enable()
    return {name: (median(wall for wall, _ in each), median(used for _, used in each)) for name, each in times.items()}, len(found["ours"])


def figures(posts: int = POSTS, deals: int = DEALS) -> Iterator[tuple[str, str, str, str, str]]:
    """The rows of the table: what, ratio, aim, ours, rival's."""
    # What has an aim comes first, in a Java that has run nothing else.
    for size, agreements, aim in ((posts, deals, f"≤ {TARGET:.1f}×"), (posts // SMALL, deals // SMALL, "")):
        took, hits = side_by_side(size, agreements)
        for more in ("", ", nothing counted"):
            for at, unit in enumerate(("s", "s of both cores")):
                mine, theirs = took[f"ours{more}"][at], took[f"by hand{more}"][at]
                what = f"{size:,} posts × {agreements:,} deals, {hits:,} forbidden, Spark{more}"
                yield what, f"{mine / theirs:.2f}×", aim, f"{mine:.2f} {unit}", f"{theirs:.2f} {unit}  by hand"


def cpu(session: Any) -> float:
    """Seconds of processor time that Java and this process have used; on a busy machine they tell more than the clock."""
    found = sum(os.times()[:2])
    try:
        cells = Path(f"/proc/{session.sparkContext._gateway.proc.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return found + (int(cells[11]) + int(cells[12])) / os.sysconf("SC_CLK_TCK")
    except OSError:
        return found


if __name__ == "__main__":
    for row in figures(*(int(size) for size in sys.argv[1:])):
        print("  ".join(row), flush=True)
