"""What posts can say, if that is few cases → which of it each shape of a clause forbids.

The cases are looked through here, by the part of the portable query that does so, in SQLite: an engine would take longer
to plan that part than this takes. Whoever has too many of them gives that part to the engine with the rest.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import lru_cache
from math import prod
from typing import Any

import attrs
from sqlglot import exp

from clauselang.backends.sql.query import SAYS, WORDS, Beside, conclusion, excepted, judged, looked, reached
from clauselang.backends.sql.tables import COLUMNS, Tables

REACHED = ("shape", SAYS, "forbids")
LARGEST = 2**62
_KEYS = (SAYS,)


@attrs.frozen
class Digits:
    """The words that the digits of each facet that is drawn stand for: together they number what a post can say."""

    digits: Mapping[int, Sequence[int]]

    @property
    def many(self) -> int:
        """How many things a post can say."""
        return prod(map(len, self.digits.values()))

    @property
    def kind(self) -> str:
        """The letter of a column of numbers of what is said."""
        return "n" if self.many < LARGEST else "h"

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of a table of what the numbers stand for."""
        return SAYS, *(WORDS[facet] for facet in self.digits)

    def sayings(self, numbers: Iterable[Any]) -> Iterator[tuple[int, ...]]:
        """What numbers stand for: a word for each facet that is drawn."""
        for says in numbers:
            words, rest = [], int(says)
            for digits in self.digits.values():
                rest, digit = divmod(rest, len(digits))
                words.append(digits[digit])
            yield says, *words


def are_few(tables: Tables, said: Digits, most: int) -> bool:
    """Whether all that posts can say can be looked through for every shape."""
    return said.many * len(_shapes(tables)) <= most


def forbidden(tables: Tables, said: Digits, reach: Iterable[Sequence[int]]) -> list[tuple[int, int, int]]:
    """The rows of `reached`, for all that can be said."""
    drawn = tables.borders
    rows: dict[str, tuple[Sequence[str], Iterable[Sequence[int]]]] = {
        "saying": (said.columns, said.sayings(range(said.many))),
        "said_of": (REACHED[:2], ((shape, says) for shape in _shapes(tables) for says in range(said.many))),
        "box": (COLUMNS["box"], tables.boxes),
        "reach": (COLUMNS["reach"], (row for row in reach if row[0] in drawn)),
    }
    with closing(sqlite3.connect(":memory:")) as database:
        for name, (columns, found) in rows.items():
            database.execute(f"CREATE TABLE {name} ({', '.join(columns)})")
            database.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(columns))})", found)
        database.execute("CREATE INDEX at ON reach (border, word)")
        return database.execute(forbidding(frozenset(said.digits))).fetchall()


@lru_cache
def forbidding(facets: frozenset[int]) -> str:
    """The query for `reached`, which depends on no post."""
    query = reached(_KEYS).with_("looked", as_=looked(sorted(facets), _KEYS, "saying")).with_("excepted", as_=excepted(_KEYS))
    return query.sql("sqlite")


def judging(beside: Beside, near: exp.Select | None = None) -> exp.Select:
    """The query that judges posts where it is known what a shape forbids; `near` is a table, or the query given."""
    query = conclusion(beside)
    if near is not None:
        query = query.with_("near", as_=near)
    return query.with_("judged", as_=judged(_KEYS, beside))


def _shapes(tables: Tables) -> list[int]:
    return sorted({shape for shape, *_ in tables.boxes})
