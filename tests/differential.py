"""Long comparisons on all cores: seed after seed, each a share of the cases, until there are as many as wanted."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from itertools import count
from typing import Any

from clauselang.evaluate.contract import Contract
from clauselang.semantics.facts import Activity

Compare = Callable[[int, int], tuple[int, int]]  # how many cases, of which seed → how many there were, and how many of interest


def compare(differential: Compare, wanted: int, share: int, line: str) -> None:
    """Compare at least so many cases, and print a line for each share. Raises what the first disagreement raises."""
    done = special = 0
    cores = os.cpu_count() or 1
    with ProcessPoolExecutor(cores) as pool:
        for first in count(1000, cores):
            for cases, interest in pool.map(differential, [min(share, wanted)] * cores, range(first, first + cores)):
                done, special = done + cases, special + interest
                print(line.format(done, special), flush=True)
            if done >= wanted:
                return


@contextmanager
def asked_once() -> Iterator[None]:
    """What the interpreter said of a post of an agreement it says again without being asked: it is a function of both."""
    ask, known = Contract.interpret, {}

    def interpret(self: Contract, activity: Activity) -> Any:
        key = self.resolved.source.text, self.norms.calendar.posts, self.norms.own_brands, activity
        if key not in known:
            known[key] = ask(self, activity)
        return known[key]

    setattr(Contract, "interpret", interpret)  # noqa: B010 -- mypy would not have a method replaced
    try:
        yield
    finally:
        setattr(Contract, "interpret", ask)  # noqa: B010
