"""What all constructs share: a frozen class, a span outside equality; and the small parts they are made of."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from operator import attrgetter
from typing import Any, Literal, TypeAlias, TypeVar, dataclass_transform

import attrs

from clauselang.frozen import frozen
from clauselang.source import Span

_T = TypeVar("_T", bound=type)


@dataclass_transform(frozen_default=True, field_specifiers=(attrs.field,))
def node(cls: _T) -> _T:
    """Make a frozen, slotted class. Equality is `Node`'s: making it anew for every class would slow each start."""
    return frozen(repr=False, eq=False)(cls)


@node
class Node:
    """A construct and the stretch of source it was read from (`None` for a tree that was built in memory)."""

    span: Span | None = attrs.field(default=None, eq=False, kw_only=True)

    def __repr__(self) -> str:
        shown = (f"{name}={getattr(self, name)!r}" for name in fields(self))
        return f"{type(self).__name__}({', '.join(shown)})"

    def _content(self) -> object:
        """What equality compares."""
        return PARTS[type(self)](self)

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self._content() == other._content()

    def __hash__(self) -> int:
        return hash((type(self), self._content()))


# Looked up per class, once: trees are walked and compared all the time.
_FIELDS: dict[type, tuple[str, ...]] = {}


def fields(of: Node) -> tuple[str, ...]:
    """Names of the parts of a node, in order, without its span."""
    return _fields(type(of))


def _fields(kind: type) -> tuple[str, ...]:
    if kind not in _FIELDS:
        names: tuple[str, ...] = getattr(kind, "__match_args__")  # noqa: B009 -- attrs makes it
        _FIELDS[kind] = tuple(name for name in names if name != "span")
    return _FIELDS[kind]


def parts(of: Node) -> tuple[object, ...]:
    """The parts of a node, in order, without its span."""
    return PARTS[type(of)](of)


# Kinds of parts that are no nodes and hold none; any other name in an annotation may be that of one.
_PLAIN = frozenset({"Decimal", "Literal", "None", "Party", "Unit"})


class _Inner(dict[type, Callable[[Any], tuple[object, ...]] | None]):
    """What reads those parts of a node in which nodes may be; nothing for a kind of node that has none."""

    def __missing__(self, kind: type) -> Callable[[Any], tuple[object, ...]] | None:
        holders = [own.name for own in attrs.fields(kind) if own.name != "span" and set(re.findall(r"[A-Z]\w*", str(own.type))) - _PLAIN]
        self[kind] = _reader(tuple(holders)) if holders else None
        return self[kind]


INNER = _Inner()


class _Parts(dict[type, Callable[[Any], tuple[object, ...]]]):
    """What reads all parts of a node."""

    def __missing__(self, kind: type) -> Callable[[Any], tuple[object, ...]]:
        self[kind] = _reader(_fields(kind))
        return self[kind]


PARTS = _Parts()


def _reader(names: tuple[str, ...]) -> Callable[[Any], tuple[object, ...]]:
    """What reads these attributes of an object, in this order."""
    if len(names) > 1:
        return attrgetter(*names)
    if not names:
        return lambda of: ()
    read = attrgetter(names[0])
    return lambda of: (read(of),)



@node
class Name(Node):
    """A name or a quoted name: a brand, category, list, event, format, platform, country."""

    text: str
    quoted: bool = False

    def _content(self) -> object:
        return self.text  # quotes are spelling


@node
class Handle(Node):
    """An account, written with its `@`, kept without."""

    text: str


Unit: TypeAlias = Literal["hour", "day", "week", "month", "year"]


@node
class Duration(Node):
    """`1 month 15 days`: figures with units, as written."""

    parts: tuple[tuple[int, Unit], ...]


@node
class Money(Node):
    """An amount and its ISO 4217 code."""

    amount: Decimal
    currency: str


FIRST_YEAR, LAST_YEAR = 1900, 2199  # beyond these years some zone's or calendar's arithmetic ends


@node
class When(Node):
    """A date, a local moment or a moment with its offset, in ISO 8601 with `T`, as precise as it was written.

    INVARIANT: of the years from `FIRST_YEAR` to `LAST_YEAR`.
    """

    kind: Literal["date", "local", "instant"]
    text: str


@node
class Surface(Node):
    """`instagram` (platform), `stories` (word: platform or format) or both."""

    word: Name | None = None
    platform: Name | None = None
    format: Name | None = None
