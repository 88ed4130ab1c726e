"""Sets of facet values → numbers, and a table of which words lie in which set: what SQL compares instead of names.

A **border** is a set that a clause draws a line with; a **word** is what a cell of a post can be. Both are numbered,
so that no name of a brand stands in a query, and how they lie to each other is one row of a table:

| reach | the word lies | |
|--:|---|---|
| 0 | outside | never stored: what no row says of a finite set (number > 0) |
| 1 | across the border | so the row is left to the interpreter |
| 2 | inside | what no row says of a set of all but some names (number < 0), and of no border (0) |
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

import attrs

from clauselang.semantics.facet import FACETS, Values, everything

OUTSIDE, ACROSS, INSIDE = 0, 1, 2
_ALL = tuple(everything(facet) for facet in FACETS)


def reach(word: Values, border: Values) -> int:
    """How a word lies to a border."""
    if word <= border:
        return INSIDE
    return OUTSIDE if word.isdisjoint(border) else ACROSS


@attrs.define
class Sets:
    """Numbers borders and words as they come; equal sets of one facet get one number."""

    _borders: dict[tuple[int, Values], int] = attrs.field(factory=dict)
    _words: dict[tuple[int, Values], int] = attrs.field(factory=dict)
    _wide: list[dict[int, Values]] = attrs.field(factory=lambda: [{} for _ in FACETS])  # the borders of each facet
    _named: list[dict[str, list[tuple[int, Values]]]] = attrs.field(factory=lambda: [{} for _ in FACETS])  # and by their names
    _placed: int = 0  # how many borders stand in both

    def border(self, facet: int, values: Values) -> int:
        """The number of a border: 0 for none, below 0 for all but some names, else above 0."""
        if values == _ALL[facet]:
            return 0
        found = self._borders.get((facet, values))
        if found is None:
            count = len(self._borders) + 1
            found = self._borders[facet, values] = -count if values.cofinite else count
        return found

    def borders(self, since: int = 0) -> list[tuple[int, Values, int]]:
        """The borders that came after so many others: facet, set and number."""
        return [(facet, values, number) for (facet, values), number in islice(self._borders.items(), since, None)]

    def word(self, facet: int, values: Values) -> int:
        """The number of what a cell can be; it is above 0."""
        return self._words.setdefault((facet, values), len(self._words) + 1)

    def values(self, facet: int, border: int) -> Values:
        """The set that a number of a border stands for."""
        return next((values for (at, values), number in self._borders.items() if at == facet and number == border), _ALL[facet])

    def names(self, facet: int) -> list[str]:
        """The names that the borders of one facet are drawn with."""
        return sorted({name for at, values in self._borders if at == facet for name in values.names})

    @property
    def facets(self) -> frozenset[int]:
        """The facets with a border; no query needs to ask for another."""
        return frozenset(facet for facet, _ in self._borders)

    def classes(self, borders: Iterable[int], rows: Iterable[tuple[int, int, int]]) -> dict[int, int]:
        """For each word the first of its facet that lies to all these borders as it does; `rows` are those of the table."""
        found = Classes(self, frozenset(borders))
        found.learn(rows)
        return found.of

    def rows(self, since: int = 0) -> list[tuple[int, int, int]]:
        """(border, word, reach) wherever it is not what the border's sign says, of the words that came after so many others."""
        found = []
        self._place()
        for (facet, word), number in islice(self._words.items(), since, None):
            named = self._named[facet]
            near = self._wide[facet] if word.cofinite else dict(each for name in word.names for each in named.get(name, ()))
            is_one = len(word.names) == 1 and not word.cofinite  # of a name that the border has, most often the only one
            for at, border in near.items():
                beyond = INSIDE if border.cofinite else OUTSIDE
                lies = INSIDE - beyond if is_one else reach(word, border)
                if lies != beyond:
                    found.append((at, number, lies))
        return sorted(found, key=lambda row: (abs(row[0]), row[1]))

    def _place(self) -> None:
        """Find borders by the names that they are drawn with; those that came since the last time."""
        for facet, border, at in self.borders(self._placed):
            self._wide[facet][at] = border
            for name in border.names:
                self._named[facet].setdefault(name, []).append((at, border))
        self._placed = len(self._borders)

    def words(self, since: int = 0) -> Iterator[tuple[int, int]]:
        """The words that came after so many others: facet and number."""
        return ((facet, number) for (facet, _), number in islice(self._words.items(), since, None))

    @property
    def many(self) -> int:
        """How many words there are."""
        return len(self._words)


@attrs.define
class Classes:
    """`of`: for each word the first of its facet that lies to all these borders as it does.

    Of thousands of brands a clause tells five from all others: with classes for words, what posts say is a few cases.
    """

    sets: Sets
    borders: frozenset[int] = frozenset()
    of: dict[int, int] = attrs.field(factory=dict)
    _first: dict[tuple[int, tuple[tuple[int, int], ...]], int] = attrs.field(factory=dict)

    def learn(self, rows: Iterable[tuple[int, int, int]]) -> None:
        """Add the words that came since the last time; `rows` are what the table says of them."""
        lies: dict[int, list[tuple[int, int]]] = {}
        for border, word, found in rows:
            if border in self.borders:
                lies.setdefault(word, []).append((border, found))
        for facet, number in self.sets.words(len(self.of)):
            self.of[number] = self._first.setdefault((facet, tuple(lies.get(number, ()))), number)
