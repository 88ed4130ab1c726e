"""What is said, without language: phrases by key with their holes filled by phrases, lists and plain data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TypeAlias

import attrs

from clauselang.prose.keys import KEYS
from clauselang.resolve.symbols import Symbol
from clauselang.syntax import ast


@attrs.frozen
class Say:
    """One entry of the phrase table; `holes` are its named parts."""

    key: str
    holes: Mapping[str, Node] = attrs.field(factory=dict)


@attrs.frozen
class Items:
    """Things in a row; `kind` says how they are joined (`or`, `and`, `lettered` …)."""

    kind: str
    items: tuple[Node, ...]


@attrs.frozen
class Length:
    """A duration, such as 1 month and 15 days."""

    duration: ast.Duration


@attrs.frozen
class Figure:
    """A number that reads the same in every language: a clause, an article."""

    text: str


@attrs.frozen
class Letter:
    """The letter of a list item, counted from 0."""

    index: int


@attrs.frozen
class Percent:
    """A share in hundredths."""

    value: Decimal


@attrs.frozen
class Amount:
    """An amount of money."""

    money: ast.Money


@attrs.frozen
class Day:
    """A date, in ISO 8601."""

    text: str


@attrs.frozen
class Country:
    """An ISO 3166 code."""

    code: str


@attrs.frozen
class Label:
    """What the vocabulary calls a thing, without quotes: a platform, a format."""

    symbol: Symbol


@attrs.frozen
class Quoted:
    """A name between quotation marks: a category by its label, anything else as the parties wrote it."""

    what: Symbol | str


@attrs.frozen
class Word:
    """Text of the parties as it is: a party, a handle, a time zone, a title."""

    text: str


Node: TypeAlias = Say | Items | Length | Figure | Letter | Percent | Amount | Day | Country | Label | Quoted | Word


def say(key: str, **holes: Node) -> Say:
    """A phrase; INVARIANT: its holes are those that `keys.KEYS` lists."""
    assert KEYS[key] == tuple(holes), f"{key}: {tuple(holes)}"
    return Say(key, holes)


def joined(kind: str, items: Iterable[Node]) -> Node:
    """A list; one item stands alone."""
    found = tuple(items)
    return found[0] if len(found) == 1 else Items(kind, found)


def lettered(items: Iterable[Node]) -> Items:
    """A list of items marked (a), (b) …"""
    return Items("lettered", tuple(say("item.lettered", letter=Letter(i), x=item) for i, item in enumerate(items)))


def keys_in(node: Node) -> frozenset[str]:
    """Every key of the phrase table that `node` uses."""
    match node:
        case Say(key=key, holes=holes):
            return frozenset({key}).union(*(keys_in(hole) for hole in holes.values()))
        case Items(items=items):
            return frozenset().union(*(keys_in(item) for item in items))
        case _:
            return frozenset()
