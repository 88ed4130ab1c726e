"""The categories as a directed acyclic graph: what stands below what."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property


class Taxonomy:
    """Closure of "stands under" over category keys."""

    def __init__(self, parents: Mapping[str, tuple[str, ...]]) -> None:
        self.parents = parents
        self._below: dict[str, frozenset[str]] = {}

    @cached_property
    def _children(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for child, above in self.parents.items():
            for parent in above:
                found.setdefault(parent, []).append(child)
        return found

    def below(self, category: str) -> frozenset[str]:
        """The category and everything under it."""
        if category not in self.parents:
            return frozenset((category,))
        if category not in self._below:
            found = {category}
            queue = [category]
            while queue:
                for child in self._children.get(queue.pop(), ()):
                    if child not in found:
                        found.add(child)
                        queue.append(child)
            self._below[category] = frozenset(found)
        return self._below[category]

    def cycle(self, among: list[str]) -> tuple[str, ...]:
        """A cycle that one of `among` is part of, in order, or nothing."""
        done: set[str] = set()
        for start in among:
            path: dict[str, None] = {}  # in order, and quick to ask
            branches = [iter((start,))]
            while branches:
                category = next(branches[-1], None)
                if category is None:
                    branches.pop()
                    if path:
                        done.add(path.popitem()[0])
                elif category in path:
                    cycle = list(path)[list(path).index(category) :]
                    return _from_first(cycle, among)
                elif category not in done:
                    path[category] = None
                    branches.append(iter(self.parents.get(category, ())))
        return ()


def _from_first(cycle: list[str], among: list[str]) -> tuple[str, ...]:
    """The cycle as a closed walk that starts at the first of `among` in it."""
    place = next((cycle.index(name) for name in among if name in set(cycle)), 0)
    return (*cycle[place:], *cycle[:place], cycle[place])
