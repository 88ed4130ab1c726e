"""All posts in DuckDB → how many there are of whom, and how they write names, which the scan for verdicts then need only compare.

A post is of a name, or of an account where it has no name. Of names that are none of the known ones only those are read
that can still be one of them, otherwise written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import attrs

from clauselang.engines.columns import Shape
from clauselang.engines.store import Store
from clauselang.engines.unread import Unread
from clauselang.engines.words import Reader
from clauselang.ingest.plain import TIDY

_OWNED = ("influencer", "account")


class Counted(NamedTuple):
    """Posts of a name and an account, or of names of which nothing has to be read."""

    influencer: str | None
    account: str | None
    deals: int | None  # how many agreements a known name has
    is_alike: bool  # it is no known name, but has the hash of one
    is_unread: bool  # they cannot be read
    posts: int


@attrs.frozen
class Tally:
    """How many meetings there are of posts that can be read, and how many such posts meet nobody.

    `spelt` are names that some posts write otherwise, each with the number of the creator and how many agreements they have;
    the `nameless` say in so many ways that they have no name, and are of an account. A name `is_alike` if a hash cannot tell it.
    """

    met: int
    unmatched: int
    spelt: Mapping[str, tuple[int, int]]
    nameless: frozenset[str]
    is_alike: bool

    @classmethod
    def of(cls, read: Reader, counted: Iterable[Counted]) -> Tally:
        """Read the names that are to be read."""
        met = unmatched = 0
        spelt: dict[str, tuple[int, int]] = {}
        nameless = {""}
        is_alike = False
        for name, account, deals, is_like, is_unread, posts in counted:
            is_alike |= is_like
            if deals is None and name is not None and (owner := read.owner(name, account or "")):
                deals = owner[1]
                if account and not read.owner(name, ""):
                    nameless.add(name)
                else:
                    spelt[name] = owner[:2]
            if not is_unread:
                met += posts * (deals or 0)
                unmatched += 0 if deals else posts
        return cls(met, unmatched, spelt, frozenset(nameless), is_alike)


def counted(connection: Any, read: Reader, unread: Unread, by_name: bool) -> list[Counted]:
    """The posts of a connection. A thread can do this while another one reads cells: nothing is kept of what is read here.

    Where SQL can tell whose a post is `by_name`, there is a table `name` of those that are known.
    """
    is_unread = f"COALESCE({unread.condition}, false)" if unread.values else "false"
    query = f"SELECT k_influencer, k_account, NULL, false, {is_unread}, count(*) FROM posts GROUP BY ALL"
    if by_name:
        query = _by_name(read.shape, is_unread, bool(unread.values))
    found: Counter[Any] = Counter()
    for name, account, *rest, posts in Store(connection).rows(query, unread.values):
        whose = (None, None) if name is None or read.is_nobody(name) else (name, account)
        found[*whose, *rest] += posts
    return [Counted._make((*key, posts)) for key, posts in found.items()]


def _by_name(shape: Shape, is_unread: str, some_are: bool) -> str:
    """Posts are gathered by their names, before a name is joined."""
    posts, cells = "plain", [f"r_{name}" for name in _OWNED if name in shape.theirs]
    if some_are:
        posts = f"(SELECT k_influencer AS r_influencer, k_account AS r_account, {is_unread} AS is_unread FROM posts)"
        cells, is_unread = [*cells, "is_unread"], "p.is_unread"
    read = [f"CASE WHEN y.deals IS NULL AND {_odd(shape)} THEN {shape.key_of(name)} END" for name in _OWNED]
    is_alike = "y.deals IS NULL AND hash(p.r_influencer) IN (SELECT hash(name) FROM name)"
    return (
        f"SELECT {', '.join(read)}, y.deals, {is_alike}, {is_unread}, sum(p.posts)::BIGINT "
        f"FROM (SELECT {', '.join(cells)}, count(*) AS posts FROM {posts} GROUP BY ALL) p LEFT JOIN name y ON y.name = p.r_influencer "
        "GROUP BY ALL"
    )


def _odd(shape: Shape) -> str:
    """Whether the name of posts `p` that is none of the known ones can still be one of them, otherwise written."""
    empty = "COALESCE(p.r_influencer, '') = ''"
    by_account = "COALESCE(p.r_account, '') <> ''" if "account" in shape.theirs else "false"
    other_case = "lower(p.r_influencer) IN (SELECT name FROM name)"  # of ASCII that is how names compare
    return f"CASE WHEN {empty} THEN {by_account} WHEN regexp_full_match(p.r_influencer, '{TIDY}') THEN {other_case} ELSE true END"
