"""The first posts, and the names that clauses and declarations hold → dictionaries before any post is judged.

Most posts say nothing else, and are then judged by the scan that finds them. A brand is read without a dictionary where it
is a plain name: if no clause holds it, it is no brand that a clause speaks of. Of posts that say anything else nothing is
guessed: whoever meets one reads what all of them say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import count
from typing import Any

import attrs
from pyspark.sql import functions as f

from clauselang.engines.spark_posts import Posts
from clauselang.engines.spark_words import MOST_BRANCHES, SOURCES, Dictionary, is_written, keys_of, read_cell
from clauselang.engines.unread import COLUMNS
from clauselang.engines.words import ONE, Reader, is_one

FIRST = 4_000  # posts, whose words are looked at before the others
MOST_USUAL = 100  # words of a column
MOST_GUESSED = 20_000  # cells of a dictionary
Words = Mapping[str, Sequence[str]]


@attrs.frozen
class First:
    """What the first posts say: words that can be read, of each column that not every text can stand in; and the cells of each facet."""

    usual: Words
    cells: Mapping[str, frozenset[tuple[str, str]]]

    @classmethod
    def of(cls, posts: Posts, read: Reader) -> First:
        """Look at them, in one job."""
        there = [name for name in COLUMNS if name in posts.shape.theirs]
        pairs = [name for name, keys in SOURCES.items() if any(key in posts.shape.theirs for key in keys)]
        keys = [key.sql("spark") for name in pairs for key in keys_of(name)]
        first = spelt(posts.frame.limit(FIRST).selectExpr(*posts.cells))
        rows = first.selectExpr(*(f"k_{name}" for name in there), *keys).collect() if there or pairs else []
        words = {name: sorted({row[at] for row in rows})[:MOST_USUAL] for at, name in enumerate(there)}
        usual = {name: [key for key in found if not read.asks({name: key})] for name, found in words.items()}
        places = range(len(there), len(there) + 2 * len(pairs), 2)
        return cls(usual, {name: frozenset((row[at], row[at + 1]) for row in rows) for name, at in zip(pairs, places, strict=True)})


def spelt(survivors: Any) -> Any:
    """Survivors with brands and categories in small letters, as declarations compare them; of brands those that are one plain name."""
    is_plain, brand = f.col("k_brand").rlike(rf"\A(?:{ONE})\z"), f.col("k_brand")
    written = {"w_brand": f.when(is_plain, f.lower(brand)).otherwise(brand), "w_category": f.lower("k_category")}
    return survivors.withColumns(written | {"plain": is_plain})


@attrs.frozen
class Guess:
    """A dictionary of each facet, and a brand that nobody speaks of: it stands for all plain names that no dictionary has."""

    words: Mapping[str, Dictionary]
    other: str

    @classmethod
    def of(cls, first: First, read: Reader) -> Guess | None:
        """What can be foreseen, if each text of a brand is one brand, and all files declare the same names."""
        if not read.plain_brands or read.tongues != 1:
            return None
        names = read.plain_names()
        other = next(name for name in map("brand {}".format, count()) if name not in names)
        cells = {name: {("", ""), *first.cells.get(name, ())} for name in SOURCES}
        cells["control"] = {(str(read.own), "")}
        cells["brand"] |= {(name, "") for name in (*names, other)}
        cells["category"] |= {(name, "") for name in (*read.spelt("brand"), other)}
        cells["category"] |= {("", name) for name in read.spelt("category")}
        found = {name: {cell for cell in those if _is_written(name, cell)} for name, those in cells.items()}
        if max(map(len, found.values())) > MOST_GUESSED or len({platform for platform, _ in found["format"]}) > MOST_BRANCHES:
            return None
        return cls({name: _dictionary(read, name, those) for name, those in found.items()}, other)


def _is_written(name: str, cell: tuple[str, str]) -> bool:
    """Whether a cell can stand in a query, or need not since it is a plain brand; a brand says what it sells only if it is one."""
    if "brand" in SOURCES[name] and is_one(cell[0]):
        return True
    return bool(is_written("".join(cell))) and not (name == "category" and cell[0])


def _dictionary(read: Reader, name: str, cells: Iterable[tuple[str, str]]) -> Dictionary:
    """What is read of cells, but those of which somebody would be told that no declaration knows them: that has to be said first."""
    words = {(0, one, two): read.unsaid(partial(read_cell, read, name, 0, one, two)) for one, two in sorted(cells)}
    return {cell: found for cell, found in words.items() if found is not None}
