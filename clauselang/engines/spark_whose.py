"""All posts, in one scan of few columns → whose they are, how many meet an agreement, and which cannot be read.

A name that compares equal in SQL is joined, and only the others are read. A post that cannot be read stands in no total.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from typing import Any

import attrs
from pyspark.sql import functions as f

from clauselang.engines.spark_posts import Posts, plain_row
from clauselang.engines.spark_tables import table
from clauselang.engines.unread import COLUMNS, MOST_TIMES
from clauselang.engines.words import PLAIN, Reader

OWNED = ("influencer", "account")
Owner = tuple[str, str, int, int, int]  # influencer, account, the creator's number, the word of the account, whether to ask


@attrs.frozen
class Whose:
    """Names and accounts that were read, of those that are somebody's; how many meetings there are, and posts that meet nobody.

    `words` are the cells of each column that not every text can stand in; `unread` are the posts with one that cannot
    be read, if there is any.
    """

    read: list[Owner]
    met: int
    unmatched: int
    words: dict[str, list[str]] = attrs.field(factory=dict)
    unread: Posts | None = None


def whose(posts: Posts, read: Reader, known: Any) -> Whose:
    """Tell whose posts are whose. `known` has the names that need not be read, with the number of agreements."""
    late = _times(posts, read)
    frame = posts.frame if late is None else posts.frame.join(late, _late(posts), "left_anti")
    there = [name for name in COLUMNS if name in posts.shape.theirs]
    sums = ["count(*)"]
    if known is not None:
        frame = frame.join(known, f.expr("r_influencer = known"), "left").withColumn("odd", f.expr("known IS NULL") & odd(posts))
        sums = ["coalesce(sum(agreements), 0)", "count_if(known IS NULL)", "count_if(odd)"]
    groups = frame.groupBy(*(f.expr(posts.text(name)) for name in there)).agg(*map(f.expr, sums)).collect()
    words = {name: sorted({row[at] for row in groups}) for at, name in enumerate(there)}
    bad = {name: [key for key in keys if read.asks({name: key})] for name, keys in words.items()}
    those = [f.expr(posts.text(name)).isin(keys) for name, keys in bad.items() if keys]
    is_bad = reduce(lambda one, other: one | other, those, f.lit(False))
    readable = posts.narrowed(frame.where(~is_bad) if those else frame)
    if known is None:
        found = owners_of(readable, read)
    else:
        good = [row[len(there) :] for row in groups if not any(row[at] in bad[name] for at, name in enumerate(there))]
        met, unknown, strange = (sum(row[at] for row in good) for at in range(3))
        found = owners_of(readable.narrowed(readable.frame.where("odd")), read) if strange else Whose([], 0, 0)
        found = attrs.evolve(found, met=found.met + met, unmatched=found.unmatched + unknown - strange)
    unread = posts.frame.where(is_bad) if those else None
    if late is not None:
        unread = posts.frame.join(late, _late(posts), "left").where(is_bad | f.col("late_time").isNotNull())
    return attrs.evolve(found, words=words, unread=None if unread is None else posts.narrowed(unread))


def _times(posts: Posts, read: Reader) -> Any:
    """The times that cannot be read, each with its zone; times of other types than text always can, as far as they are exact."""
    if posts.shape.types.get("published_at") != "VARCHAR":
        return None
    open_ones = posts.frame.where("at IS NULL AND r_published_at <> ''").selectExpr("r_published_at", posts.text("timezone"))
    found = [plain_row(row) for row in open_ones.distinct().limit(MOST_TIMES + 1).collect()]
    bad = sorted((time, zone) for time, zone in found if read.asks({"published_at": time, "timezone": zone}))
    if not bad or len(found) > MOST_TIMES:
        return None
    return table(posts.frame.sparkSession, ("late_time", "late_zone"), "tt", bad)


def _late(posts: Posts) -> Any:
    return f.expr(f"r_published_at = late_time AND {posts.text('timezone')} = late_zone")


def owners_of(posts: Posts, read: Reader) -> Whose:
    """Tell whose posts are whose by reading every name and account."""
    keys = (f"{posts.text(name)} AS {name}" for name in OWNED)
    return _owners(posts.frame.selectExpr(*keys).groupBy(*OWNED).agg(f.count("*")).collect(), read)


def _owners(rows: Iterable[tuple[str, str, int]], read: Reader) -> Whose:
    met = unmatched = 0
    found = []
    for influencer, account, posts in rows:
        owner = read.owner(influencer, account)
        if owner is None:
            unmatched += posts
            continue
        creator, deals, control, ask = owner
        met += posts * deals
        found.append((influencer, account, creator, control, ask))
    return Whose(sorted(found), met, unmatched)


def odd(posts: Posts) -> Any:
    """Whether a name that is none of the known ones can still be one of them, otherwise written, or the account be known."""
    name, account = posts.text("influencer"), posts.text("account")
    return f.expr(f"{name} = '' AND {account} <> ''") | (f.expr(f"{name} <> ''") & ~f.expr(name).rlike(rf"\A(?:{PLAIN})\z"))
