"""The rules of the tables, made ready for the parser: whatever of a reduction is the same each time is decided here."""

from __future__ import annotations

from collections.abc import Callable
from operator import itemgetter
from typing import Any, NamedTuple

from clauselang.syntax.builder import BUILD, Builder
from clauselang.syntax.tables import RULES

SPREAD = 1000  # what a plan adds to the index of a child whose items are taken one by one
Take = Callable[[list[Any]], list[Any]]


class Rule(NamedTuple):
    """A rule of the tables, made ready: `take` chooses among the children (`None` for all), `build` makes a node of the chosen.

    Without `build` the value is the list of the chosen.
    """

    origin: str
    size: int
    take: Take | None
    build: Builder | None
    callback: str


def _ready(origin: str, callback: str, size: int, plan: tuple[int, ...]) -> Rule:
    is_list = callback == "*"
    return Rule(origin, size, _take(plan, size, is_list), None if is_list else BUILD[callback], callback)


def _take(plan: tuple[int, ...], size: int, is_list: bool) -> Take | None:
    """How the children of a plan are taken. A list that begins with the items of a list is that list, and grows."""
    if plan == tuple(range(size)):
        return None
    if is_list and plan[0] >= SPREAD:
        first, rest = plan[0] - SPREAD, plan[1:]

        def grown(children: list[Any]) -> list[Any]:
            kept: list[Any] = children[first]
            for index in rest:
                kept.append(children[index])
            return kept

        return grown
    if len(plan) == 1 and plan[0] >= 0:
        return _items(plan[0] - SPREAD) if plan[0] >= SPREAD else _one(plan[0])
    if plan and all(index < SPREAD for index in plan):
        return _several(plan)

    def mixed(children: list[Any]) -> list[Any]:
        kept: list[Any] = []
        for index in plan:
            if index >= SPREAD:
                kept += children[index - SPREAD]
            else:
                kept.append(children[index] if index >= 0 else None)
        return kept

    return mixed


def _one(index: int) -> Take:
    return lambda children: [children[index]]


def _items(index: int) -> Take:
    return itemgetter(index)


def _several(indexes: tuple[int, ...]) -> Take:
    """Several children, and nothing for an index of -1, which is the place behind the last."""
    if indexes == (-1,):
        return lambda _: [None]
    chosen = itemgetter(*indexes)
    if -1 in indexes:
        return lambda children: [*chosen([*children, None])]
    return lambda children: [*chosen(children)]


READY = tuple(_ready(*rule) for rule in RULES)
