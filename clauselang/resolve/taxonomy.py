"""The categories as a directed acyclic graph: what stands below what."""

from __future__ import annotations

from collections.abc import Mapping


class Taxonomy:
    """Closure of "stands under" over category keys."""

    def __init__(self, parents: Mapping[str, tuple[str, ...]]) -> None:
        self.parents = parents
        self._children: dict[str, list[str]] = {}
        for child, above in parents.items():
            for parent in above:
                self._children.setdefault(parent, []).append(child)
        self._below: dict[str, frozenset[str]] = {}

    def below(self, category: str) -> frozenset[str]:
        """The category and everything under it."""
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
        for start in among:
            trail: list[tuple[str, tuple[str, ...]]] = [(start, (start,))]
            seen: set[str] = set()
            while trail:
                category, path = trail.pop()
                for parent in self.parents.get(category, ()):
                    if parent == start:
                        return (*path, start)
                    if parent not in seen:
                        seen.add(parent)
                        trail.append((parent, (*path, parent)))
        return ()
