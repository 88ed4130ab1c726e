"""`if …` and `unless …` → a question with its answer, where the facts of the deal give one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import assert_never

import attrs

from clauselang.resolve.resolved import Deal
from clauselang.semantics.bounds import Distance
from clauselang.semantics.clock import day_of
from clauselang.semantics.norm import Question
from clauselang.syntax import ast


def condition(node: ast.Condition, deal: Deal | None) -> Question:
    """The question a condition asks; it holds when the clause applies."""
    return attrs.evolve(_question(node.test, deal), negated=node.negated)


def _question(test: ast.TermLonger | ast.EndedBy | ast.IsFeePaid | ast.Test, deal: Deal | None) -> Question:
    match test:
        case ast.TermLonger(duration=duration):
            return Question("term", "the term is longer", _longer(deal, duration))
        case ast.EndedBy(party=party, for_breach=for_breach):
            text = f"the agreement was ended by the {party}" + (" for breach" if for_breach else "")
            if deal is None:
                return Question("ended", text)
            ended = deal.ended
            return Question("ended", text, ended is not None and ended.by == party and (ended.for_breach or not for_breach))
        case ast.IsFeePaid():
            return Question("fee", "the fee is paid", True if deal and deal.fee_paid else None)
        case ast.Test(text=text):
            return Question("test", text)
        case _:
            assert_never(test)


def _longer(deal: Deal | None, duration: ast.Duration) -> bool | None:
    """Whether the term, its first day counted, ends after that duration would."""
    term = deal.periods.get("term") if deal else None
    if term is None:
        return None
    first = day_of(term.first)
    limit = _end(first, duration)
    end = day_of(term.last) + timedelta(days=1) if term.last else _end(first, term.length)
    return end > limit


def _end(first: date, length: ast.Duration | None) -> date:
    """First day after a period of whole days that starts on `first` (hours count as started days)."""
    assert length is not None
    distance = Distance.of(length, "after")
    return distance.from_day(first, round_up=True) + timedelta(days=-(-distance.hours // 24))
