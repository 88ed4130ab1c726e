"""Cells of the first posts, and the names that clauses and declarations hold → what is read of them, before any post is judged.

Most posts say nothing else, and are then judged by the scan that finds them. A brand is read without a dictionary where it
is a plain name: if no clause holds it, it is no brand that a clause speaks of. Of posts that say anything else nothing is
guessed: an engine reads what they say before it judges them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import count

import attrs

from clauselang.engines.words import SOURCES, Dictionary, Reader, is_one

FIRST = 4_000  # posts, whose words are looked at before the others
MOST_GUESSED = 20_000  # cells of a dictionary
Cells = tuple[str, str]  # of a post, of which the second may be empty


@attrs.frozen
class Guess:
    """A dictionary of each facet, and a brand that nobody speaks of: it stands for all plain names that no dictionary has."""

    words: Mapping[str, Dictionary]
    other: str

    @classmethod
    def of(cls, first: Mapping[str, Iterable[Cells]], read: Reader, fits: Callable[[str, Cells], object]) -> Guess | None:
        """What can be foreseen, if each text of a brand is one brand, and all files declare the same names.

        `first` are cells of each facet. Of texts that are no plain brand only those are taken of which `fits` is true.
        """
        if not read.plain_brands or read.tongues != 1:
            return None
        names = read.plain_words()
        other = next(name for name in map("brand {}".format, count()) if name not in names)
        cells = {name: {("", ""), *(each for each in first.get(name, ()) if not is_plain(name, each))} for name in SOURCES}
        cells["control"] = {(str(read.own), "")}
        cells["brand"] |= {(other, "")}
        cells["category"] |= {(name, "") for name in (*read.spelt("brand"), other)} | {("", name) for name in read.spelt("category")}
        found = {name: [cell for cell in sorted(those) if is_plain(name, cell) or fits(name, cell)] for name, those in cells.items()}
        if max(map(len, (*found.values(), names))) > MOST_GUESSED:
            return None
        words = {name: _dictionary(read, name, those) for name, those in found.items()}
        words["brand"] |= {(0, name, ""): (word, 0) for name, word in names.items()}
        return cls(words, other)


def is_plain(facet: str, cell: Cells) -> bool:
    """Whether a cell is one plain brand, which says what it sells where the post does not."""
    return "brand" in SOURCES[facet] and not cell[1] and is_one(cell[0]) is not None


def _dictionary(read: Reader, name: str, cells: Iterable[Cells]) -> Dictionary:
    """What is read of cells, but those of which somebody would be told that no declaration knows them: that has to be said first."""
    words = {(0, one, two): read.unsaid(partial(read.said, name, 0, one, two)) for one, two in cells}
    return {cell: found for cell, found in words.items() if found is not None}
