"""Many agreements as one sequence: each is made of its few facts when it is asked for, and not kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload

import attrs

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.resolve.resolved import Resolved
from clauselang.semantics.joint import JointNorms
from clauselang.semantics.lower import lower
from clauselang.semantics.norm import Norms


@attrs.frozen
class Agreement:
    """One agreement of a batch: what it is called, and its file with its facts."""

    name: str
    resolved: Resolved


class Agreements(Sequence[Agreement]):
    """Agreements that are there already, such as those of a folder."""

    def __init__(self, listed: Sequence[Agreement]) -> None:
        self._listed = listed

    def __len__(self) -> int:
        return len(self._listed)

    @overload
    def __getitem__(self, index: int) -> Agreement: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Agreement]: ...
    def __getitem__(self, index: int | slice) -> Agreement | Sequence[Agreement]:
        return self._listed[index]

    @property
    def names(self) -> Sequence[str]:
        """What each agreement is called."""
        return [agreement.name for agreement in self._listed]

    @property
    def influencers(self) -> Sequence[str | None]:
        """Whom each agreement binds."""
        return [deal.influencer if (deal := agreement.resolved.deal) else None for agreement in self._listed]

    def accounts(self) -> Iterator[tuple[int, frozenset[str]]]:
        """The accounts of those whom agreements bind, for each agreement that names some."""
        for index, agreement in enumerate(self._listed):
            if (deal := agreement.resolved.deal) and deal.accounts:
                yield index, deal.accounts

    def vocabularies(self) -> Iterator[Resolved]:
        """A file that each agreement shares its declarations with, in the order of the agreements."""
        return (agreement.resolved for agreement in self._listed)

    def norms(self, index: int, as_of: int | None) -> tuple[Norms, Sequence[Diagnostic]]:
        """The norms of an agreement, with what there is to say of it in no order."""
        return lower(self._listed[index].resolved, as_of)

    def joint(self, indexes: Sequence[int], as_of: int | None) -> tuple[Sequence[JointNorms], Sequence[int]]:
        """The norms of agreements that can be lowered at once, and the agreements that are to be lowered one by one."""
        return (), indexes
