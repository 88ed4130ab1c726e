"""A misspelt word and the words that exist → the one that was probably meant."""

from __future__ import annotations

from collections.abc import Iterable


def distance(a: str, b: str, limit: int) -> int:
    """Edits (insert, delete, replace, swap neighbours) between `a` and `b`; `limit + 1` when more than `limit`."""
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, last, row = row, before, [i]
        for j, y in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return row[-1]


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice within a third of the word's length in edits, the first in alphabetical order on a tie."""
    word = word.casefold()[:64]
    limit = max(1, len(word) // 3)
    scored = ((distance(word, choice.casefold(), limit), choice) for choice in choices)
    best = min((pair for pair in scored if pair[0] <= limit), default=None)
    return best[1] if best else None


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """A ready help line, or nothing when no choice is near."""
    best = nearest(word, choices)
    return f"did you mean `{best}`?" if best else ""
