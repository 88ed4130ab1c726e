"""The table of facets, and sets of values of one facet: finite, or all but finitely many."""

from __future__ import annotations

from collections.abc import Iterable

from clauselang.frozen import frozen


@frozen
class Facet:
    """One dimension of a clause. `universe` lists the values of a closed facet; an open one has none.

    `column` is the field of an activity that it reads; `label` is how the facet is named to people, before its value.
    """

    name: str
    column: str
    label: str
    universe: frozenset[str] | None = None

    @property
    def open(self) -> bool:
        """Whether values may exist that nobody has named yet."""
        return self.universe is None


ACTS = frozenset({"mention", "show", "engage"})
KINDS = frozenset({"paid", "affiliate", "ambassador", "gifted", "organic"})

# Every room walks this table; none spells a facet where the table can serve. Time stands beside it (`window`).
FACETS: tuple[Facet, ...] = (
    Facet("act", "act", "the act", ACTS),
    Facet("kind", "kind", "the kind", KINDS),
    Facet("brand", "brand", "the brand"),
    Facet("category", "category", "the category"),
    Facet("platform", "platform", "the platform"),
    Facet("format", "format", "the format"),
    Facet("account", "account", "the account"),
    Facet("control", "account", "the owner of the account", frozenset({"own", "other"})),
    Facet("territory", "territory", "the country"),
    Facet("event", "event", "the event"),
)
INDEX: dict[str, int] = {facet.name: index for index, facet in enumerate(FACETS)}


@frozen
class Values:
    """`names`, or everything but `names`. INVARIANT: sets over a closed facet are never cofinite."""

    names: frozenset[str] = frozenset()
    cofinite: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether no value is in the set."""
        return not self.cofinite and not self.names

    @property
    def single(self) -> str | None:
        """The only value, if there is just one."""
        return next(iter(self.names)) if not self.cofinite and len(self.names) == 1 else None

    def __contains__(self, value: object) -> bool:
        return (value in self.names) != self.cofinite

    def __and__(self, other: Values) -> Values:
        if self is other or (other.cofinite and not other.names):  # most sets are everything
            return self
        if self.cofinite and not self.names:
            return other
        if self.cofinite and other.cofinite:
            return Values(self.names | other.names, True)
        if self.cofinite:
            self, other = other, self
        names = self.names - other.names if other.cofinite else self.names & other.names
        return self if len(names) == len(self.names) else Values(names)  # what stays the same need not be compared later

    def __or__(self, other: Values) -> Values:
        if self.cofinite and other.cofinite:
            return Values(self.names & other.names, True)
        if self.cofinite:
            return Values(self.names - other.names, True)
        if other.cofinite:
            return Values(other.names - self.names, True)
        return Values(self.names | other.names)

    def __sub__(self, other: Values) -> Values:
        return self & Values(other.names, not other.cofinite)

    def __le__(self, other: Values) -> bool:
        if self.cofinite:
            return other.cofinite and other.names <= self.names
        return self.names.isdisjoint(other.names) if other.cofinite else self.names <= other.names

    def isdisjoint(self, other: Values) -> bool:
        """Whether the two have no value in common."""
        if self.cofinite:
            return not other.cofinite and other.names <= self.names
        return self.names <= other.names if other.cofinite else self.names.isdisjoint(other.names)


ANY = Values(frozenset(), True)


def only(names: Iterable[str]) -> Values:
    """Just these values."""
    return Values(frozenset(names))


def all_but(names: Iterable[str]) -> Values:
    """Every value of an open facet but these."""
    return Values(frozenset(names), True)


def everything(facet: Facet) -> Values:
    """All values of a facet."""
    return ANY if facet.universe is None else Values(facet.universe)
