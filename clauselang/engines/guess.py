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

FIRST = 2_000  # posts, whose words are looked at before the others
Cells = tuple[str, str]  # of a post, of which the second may be empty
Fits = Callable[[str, Cells], object]  # of a facet


@attrs.frozen
class Guess:
    """A dictionary of each facet, and a brand that nobody speaks of: it stands for all plain names that no dictionary has.

    Of cells that are no plain brand only those are foreseen for which `fits` is true.
    """

    read: Reader
    fits: Fits
    words: Mapping[str, Dictionary]
    other: str

    @classmethod
    def of(cls, read: Reader, fits: Fits) -> Guess | None:
        """What names say, in small letters: if each text of a brand is one brand, and all files declare the same names."""
        if not read.plain_brands or read.tongues != 1:
            return None
        names = read.plain_words()
        other = next(name for name in map("brand {}".format, count()) if name not in names)
        cells = {name: {("", "")} for name in SOURCES} | {"control": {(str(read.own), "")}}
        cells["brand"] |= {(other, "")}
        cells["category"] |= {(name, "") for name in (*read.spelt("brand"), other)} | {("", name) for name in read.spelt("category")}
        found = {name: {cell for cell in those if is_plain(name, cell) or fits(name, cell)} for name, those in cells.items()}
        words = {name: _dictionary(read, name, those) for name, those in found.items()}
        words["brand"] |= {(0, name, ""): (word, 0) for name, word in names.items()}
        return cls(read, fits, words, other)

    def seen(self, first: Mapping[str, Iterable[Cells]]) -> Guess:
        """With the cells of the first posts as well. Of plain brands enough is known already."""
        found = dict(self.words)
        for name, cells in first.items():
            more = {cell for cell in cells if (0, *cell) not in found[name] and not is_plain(name, cell) and self.fits(name, cell)}
            found[name] = found[name] | _dictionary(self.read, name, more)
        return attrs.evolve(self, words=found)


def is_plain(facet: str, cell: Cells) -> bool:
    """Whether a cell is one plain brand, which says what it sells where the post does not."""
    return "brand" in SOURCES[facet] and not cell[1] and is_one(cell[0]) is not None


def _dictionary(read: Reader, name: str, cells: Iterable[Cells]) -> Dictionary:
    """What is read of cells, but those of which somebody would be told that no declaration knows them: that has to be said first."""
    words = {(0, one, two): read.unsaid(partial(read.said, name, 0, one, two)) for one, two in sorted(cells)}
    return {cell: found for cell, found in words.items() if found is not None}
