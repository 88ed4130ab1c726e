"""The first posts of Spark → what they say, and what is guessed by that: of any other word all that posts say is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import attrs
from pyspark.sql import functions as f

from clauselang.engines.guess import FIRST, Cells, Guess
from clauselang.engines.spark_posts import Posts
from clauselang.engines.spark_words import MOST_BRANCHES, is_written, keys_of
from clauselang.engines.unread import COLUMNS
from clauselang.engines.words import ONE, SOURCES, Reader

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


def guessed(first: First, read: Reader) -> Guess | None:
    """What can be foreseen, and stand in a query."""
    names = Guess.of(read, _is_written)
    if names is None:
        return None
    found = names.seen(first.cells)
    are_few = max(map(len, found.words.values())) <= MOST_GUESSED
    return found if are_few and len({platform for _, platform, _ in found.words["format"]}) <= MOST_BRANCHES else None


def _is_written(name: str, cell: Cells) -> bool:
    """Whether a cell can stand in a query; a brand says what it sells only if it is one plain name."""
    return bool(is_written("".join(cell))) and not (name == "category" and cell[0])
