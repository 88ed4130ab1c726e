"""All posts, in one scan of few columns → whose they are, how many meet an agreement, and which cannot be read.

A name that compares equal in SQL is joined, and only the others are read. A post that cannot be read stands in no total.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from typing import Any

import attrs
from pyspark.sql import functions as f

from clauselang.engines.spark_guess import Words
from clauselang.engines.spark_posts import Posts, plain_row
from clauselang.engines.spark_tables import among, every_one, table
from clauselang.engines.unread import MOST_TIMES
from clauselang.engines.words import Reader
from clauselang.ingest.plain import PLAIN, TIDY

OWNED = ("influencer", "account")
_SUMS = ("coalesce(sum(agreements), 0)", "count_if(agreements IS NULL)", "count_if(odd)")
Counted = tuple[Sequence[int], Sequence[Sequence[Any]]]  # sums over all posts, and over those with unusual words, by these
Owner = tuple[str, str, int, int, int]  # influencer, account, the creator's number, the word of the account, whether to ask


@attrs.frozen
class Whose:
    """Names and accounts that were read, of those that are somebody's; how many meetings there are, and posts that meet nobody.

    `unread` are the posts with a cell that cannot be read, if there is any.
    """

    read: list[Owner]
    met: int
    unmatched: int
    unread: Posts | None = None


@attrs.frozen
class Count:
    """The posts to be counted. Its scan reads nothing by the reader of cells, and can run while others do.

    `known` has the names that need not be read, with the number of agreements, and `words` are the usual ones: few
    posts have others, and to compare them takes less time than to group by them.
    """

    posts: Posts
    read: Reader
    known: Any
    words: Words
    late: Any

    @classmethod
    def of(cls, posts: Posts, read: Reader, known: Any, words: Words) -> Count:
        """Find the times that cannot be read."""
        return cls(posts, read, known, words, _times(posts, read))

    @property
    def frame(self) -> Any:
        """The posts of which the time can be read, with what is known of their names."""
        frame = self.posts.frame if self.late is None else self.posts.frame.join(self.late, _late(self.posts), "left_anti")
        if self.known is None:
            return frame
        joined = frame.join(self.known, f.expr("r_influencer = known"), "left")
        return joined.withColumn("odd", f.expr("agreements IS NULL") & odd(self.posts))  # to look at a number is faster than at a name

    def any_unusual(self) -> bool:
        """Whether some post has an unusual word. To ask that by itself is faster than to count all that is counted in one scan."""
        return bool(self.words) and bool(self.posts.frame.where(self._unusual).count())

    def scan(self, unusual: bool) -> Counted:
        """Count all, and by their words those that have unusual ones, if there are any."""
        sums = tuple(map(f.expr, _SUMS if self.known is not None else ("count(*)",)))
        groups = ()
        if unusual:
            words = (f.expr(self.posts.text(name)) for name in self.words)
            groups = self.frame.where(self._unusual).groupBy(*words).agg(*sums).collect()
        return self.frame.agg(*sums).collect()[0] if self.known is not None else (), groups

    @property
    def _unusual(self) -> Any:
        return ~every_one(among(f.expr(self.posts.text(name)), keys) for name, keys in self.words.items())

    def whose(self, counted: Counted) -> Whose:
        """Tell whose posts are whose."""
        totals, groups = counted
        bad = {name: [key for key in {row[at] for row in groups} if self.read.asks({name: key})] for at, name in enumerate(self.words)}
        those = [f.expr(self.posts.text(name)).isin(sorted(keys)) for name, keys in bad.items() if keys]
        is_bad = reduce(lambda one, other: one | other, those, f.lit(False))
        if self.known is None:
            found = owners_of(self.posts.narrowed(self.frame.where(~is_bad)), self.read)
        else:
            lost = [row[len(bad) :] for row in groups if any(key in keys for keys, key in zip(bad.values(), row, strict=False))]
            met, unknown, strange = (total - sum(row[at] for row in lost) for at, total in enumerate(totals))
            rows = self._otherwise(self.posts.narrowed(self.frame.where("odd").where(~is_bad))) if strange else []
            found = _owners(rows, self.read)
            of_somebody = sum(posts for _, _, posts in rows) - found.unmatched
            found = attrs.evolve(found, met=found.met + met, unmatched=unknown - of_somebody)
        unread = self.posts.frame.where(is_bad) if those else None
        if self.late is not None:
            unread = self.posts.frame.join(self.late, _late(self.posts), "left").where(is_bad | f.col("late_time").isNotNull())
        return attrs.evolve(found, unread=None if unread is None else self.posts.narrowed(unread))

    def _otherwise(self, odd_ones: Posts) -> list[tuple[str, str, int]]:
        """The odd names and accounts with their posts, but those of ASCII that are no known name in small letters, as names compare."""
        same = self.known.selectExpr("known AS same")
        rows = _gathered(odd_ones).join(same, f.expr("lower(influencer) = same"), "left")
        rows = rows.where(f.col("same").isNotNull() | ~f.col("influencer").rlike(rf"\A(?:{TIDY})\z"))
        return [(name, account, posts) for name, account, posts in rows.select(*OWNED, "posts").collect()]


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
    return _owners(_gathered(posts).collect(), read)


def _gathered(posts: Posts) -> Any:
    keys = (f"{posts.text(name)} AS {name}" for name in OWNED)
    return posts.frame.selectExpr(*keys).groupBy(*OWNED).agg(f.count("*").alias("posts"))


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
