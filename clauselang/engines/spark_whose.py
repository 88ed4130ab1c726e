"""Names and accounts of posts → the creators whose they are, and how many posts meet an agreement.

A name that compares equal in SQL is joined, and only the others are read.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs
from pyspark.sql import functions as f

from clauselang.engines.spark_posts import Posts
from clauselang.engines.words import PLAIN, Reader

OWNED = ("influencer", "account")
Owner = tuple[str, str, int, int, int]  # influencer, account, the creator's number, the word of the account, whether to ask


@attrs.frozen
class Whose:
    """Names and accounts that were read, of those that are somebody's; how many meetings there are, and how many posts meet nobody."""

    read: list[Owner]
    met: int
    unmatched: int


def whose(posts: Posts, read: Reader, known: Any) -> Whose:
    """Tell whose posts are whose. `known` has the names that need not be read, with the number of agreements."""
    if known is None:
        return owners_of(posts, read)
    joined = posts.frame.join(known, f.col("r_influencer") == f.col("known"), "left")
    is_odd = f.col("known").isNull() & odd(posts)
    counted = joined.agg(f.expr("coalesce(sum(agreements), 0)"), f.expr("count_if(known IS NULL)"), f.count_if(is_odd))
    ((met, rows, strange),) = counted.collect()
    found = owners_of(posts.narrowed(joined.where(is_odd)), read) if strange else Whose([], 0, 0)
    return Whose(found.read, found.met + met, found.unmatched + rows - strange)


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
