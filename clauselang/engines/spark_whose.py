"""Names and accounts of posts → the creators whose they are, and how many posts meet an agreement.

A name that compares equal in SQL is joined, and only the others are read.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs
from pyspark.sql import functions as f

from clauselang.engines.spark_posts import Posts
from clauselang.engines.spark_tables import table
from clauselang.engines.words import PLAIN, Reader

OWNED = ("influencer", "account")
Owner = tuple[str, str, int, int, int]  # influencer, account, the creator's number, the word of the account, whether to ask


@attrs.frozen
class Match:
    """Posts and the keys by which their creator is told.

    Each row has the values of the keys, and for them the creator's number, the word of the account and whether to ask.
    """

    frame: Any
    keys: list[Any]
    rows: list[tuple[tuple[str, ...], int, int, int]]


@attrs.frozen
class Whose:
    """Whose some posts are; how many meetings there are, and how many posts meet nobody."""

    matches: tuple[Match, ...]
    met: int
    unmatched: int


def whose(session: Any, posts: Posts, read: Reader) -> Whose:
    """Tell whose posts are whose."""
    if not read.by_name:
        owners, met, unmatched = owners_of(posts, read)
        there = [at for at, name in enumerate(OWNED) if name in posts.shape.theirs]
        rows = [(tuple([owner[:2][at] for at in there]), *owner[2:]) for owner in owners]
        return Whose((Match(posts.frame, [posts.text(OWNED[at]) for at in there], rows),), met, unmatched)
    names = list(read.names())
    known = table(session, ("known", "agreements"), "tn", ((name, deals) for name, _, deals in names))
    is_odd = f.col("agreements").isNull() & _is_odd(posts)
    cells = [f.when(is_odd, posts.text(name)).alias(name) for name in OWNED]
    joined = posts.frame.join(known, f.col("r_influencer") == f.col("known"), "left")
    counted = joined.groupBy(*cells, "agreements").agg(f.count("*")).collect()
    odd, met, unmatched = _owners(((name, account, rows) for name, account, _, rows in counted if name is not None), read)
    for name, _, deals, rows in counted:
        if name is None:
            met += rows * (deals or 0)
            unmatched += 0 if deals else rows
    plain = Match(posts.frame, [f.col("r_influencer")], [((name,), creator, read.own, 0) for name, creator, _ in names])
    if not odd:
        return Whose((plain,), met, unmatched)
    both = [posts.text(name) for name in OWNED]
    other = Match(posts.frame.where(_is_odd(posts)), both, [(owner[:2], *owner[2:]) for owner in odd])
    return Whose((plain, other), met, unmatched)


def owners_of(posts: Posts, read: Reader) -> tuple[list[Owner], int, int]:
    """The creators of posts, by reading every name and account; how many meetings there are, and how many posts meet nobody."""
    keys = [posts.text(name).alias(name) for name in OWNED]
    return _owners(posts.frame.groupBy(*keys).agg(f.count("*")).collect(), read)


def _owners(rows: Iterable[tuple[str, str, int]], read: Reader) -> tuple[list[Owner], int, int]:
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
    return sorted(found), met, unmatched


def _is_odd(posts: Posts) -> Any:
    """Whether a name that is none of the known ones can still be one of them, otherwise written, or the account be known."""
    name = posts.text("influencer")
    by_account = (name == "") & (posts.text("account") != "") if "account" in posts.shape.theirs else f.lit(False)
    return by_account | ((name != "") & ~name.rlike(rf"\A(?:{PLAIN})\z"))
