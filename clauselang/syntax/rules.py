"""The rules of the tables, made ready for the parser: whatever of a reduction is the same each time is decided here."""

from __future__ import annotations

from typing import NamedTuple

from clauselang.syntax.builder import BUILD, Builder
from clauselang.syntax.tables import RULES

SPREAD = 1000  # what a plan adds to the index of a child whose items are taken one by one


class Rule(NamedTuple):
    """A rule of the tables, made ready: `keep` are the children it takes (`None` for all), `build` makes its node of them.

    Without `build` the value is a list; with `grows` it is the list that the first child is already, and the others. A rule that
    `passes` puts one symbol for one other, whose value stays the same.
    """

    origin: str
    callback: str
    size: int
    passes: bool
    grows: bool
    keep: tuple[int, ...] | None
    build: Builder | None


def _ready(origin: str, callback: str, size: int, plan: tuple[int, ...]) -> Rule:
    keep = None if plan == tuple(range(size)) else plan
    if callback == "=":
        return Rule(origin, callback, size, True, False, keep, None)
    is_list = callback == "*"
    return Rule(origin, callback, size, False, is_list and plan[0] >= SPREAD, keep, None if is_list else BUILD[callback])


READY = tuple(_ready(*rule) for rule in RULES)
