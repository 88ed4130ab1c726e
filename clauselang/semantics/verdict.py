"""What is said of a placement and of an item: the verdict, why, and what is missing."""

from __future__ import annotations

from typing import Literal, TypeAlias

import attrs

from clauselang.semantics.facet import Values
from clauselang.semantics.facts import Placement
from clauselang.semantics.norm import Norm

Word: TypeAlias = Literal["compliant", "excused", "unknown", "misstatement", "violation"]
InWindow: TypeAlias = Literal["in", "out", "unknown"]

# From best to worst: an item is as bad as its worst placement, a placement as its worst clause.
SEVERITY: dict[Word, int] = {"compliant": 0, "excused": 1, "unknown": 2, "misstatement": 3, "violation": 4}


@attrs.frozen(repr=False, eq=False)
class ClauseVerdict:
    """What one clause alone says of a placement."""

    norm: Norm
    verdict: Word
    in_window: InWindow
    flags: tuple[str, ...] = ()


@attrs.frozen(repr=False, eq=False)
class Answer:
    """If the missing facts were these, the verdict would be that: possible values of a facet, or words."""

    facts: tuple[tuple[str, Values | str], ...]
    verdict: Word


@attrs.frozen(repr=False, eq=False)
class Verdict:
    """The verdict on one placement; `missing` is the smallest set of facts that would settle an unknown."""

    word: Word
    placement: Placement
    clauses: tuple[ClauseVerdict, ...]
    missing: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()
    flags: tuple[str, ...] = ()
    carve_out: str | None = None


def worst(words: list[Word]) -> Word:
    """The worst of some verdicts; nothing at all is compliant."""
    found: Word = "compliant"
    for word in words:
        if SEVERITY[word] > SEVERITY[found]:
            found = word
    return found
