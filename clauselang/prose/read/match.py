"""A text × the rules of its language → every way to read it from a place on.

Each rule is tried once at each place (a packrat parser that keeps all results instead of the first).
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.prose.read.grammar import Fill, Hole, Row, Rule, Words
from clauselang.prose.read.leaves import Labels, Leaf
from clauselang.prose.tree import Items, Node, Say, Word
from clauselang.prose.wording import MARKS

Found = tuple[tuple[int, Node], ...]


class Match:
    """One run over one text. `furthest` is where reading had to stop, and `expected` what would have gone on there."""

    def __init__(self, text: str, labels: Labels, watch: bool = False) -> None:
        self.text = text
        self.labels = labels
        self.watch = watch
        self.furthest = 0
        self.expected: dict[str, None] = {}
        self._found: dict[tuple[int, int], Found] = {}

    def find(self, fill: Fill, at: int) -> Found:
        """Every way to read `fill` at `at`: where it ends and what it is."""
        known = self._found.get((id(fill), at))
        if known is None:
            match fill:
                case Rule():
                    known = tuple(self._rule(fill, at))
                case Row():
                    known = tuple(self._row(fill, at))
                case Leaf():
                    known = tuple(fill.read(self.text, at, self.labels))
                    if self.watch and not known:
                        self.stop(at, f"<{fill.name}>")
            self._found[id(fill), at] = known
        return known

    def _rule(self, rule: Rule, at: int) -> Iterator[tuple[int, Node]]:
        for template in rule.templates:
            parts = template.parts
            if parts and isinstance(parts[0], tuple) and not self.text.startswith(parts[0], at):
                if self.watch:
                    self.stop(at, parts[0][0])
                continue
            for end, holes in self._parts(parts, 0, at):
                yield end, Say(template.key, dict(holes))

    def _parts(self, parts: tuple[Words | Hole, ...], index: int, at: int) -> Iterator[tuple[int, tuple[tuple[str, Node], ...]]]:
        if index == len(parts):
            yield at, ()
            return
        part = parts[index]
        if isinstance(part, tuple):
            for end in self._words(part, at):
                yield from self._parts(parts, index + 1, end)
            return
        for fill in part.fills:
            found = self._free(fill, parts, index, at) if isinstance(fill, Leaf) and fill.name == "free" else self.find(fill, at)
            for end, node in found:
                for stop, rest in self._parts(parts, index + 1, end):
                    yield stop, ((part.name, node), *rest)

    def _words(self, words: Words, at: int) -> list[int]:
        """Where words end that stand at a place."""
        found = [at + len(one) for one in words if self.text.startswith(one, at)]
        if self.watch and not found:
            self.stop(at, words[0])
        return found

    def _free(self, leaf: Leaf, parts: tuple[Words | Hole, ...], index: int, at: int) -> Iterator[tuple[int, Node]]:
        """Text of the parties up to any place where the next words of the template stand."""
        stop = MARKS.search(self.text, at)
        most = stop.start() if stop else len(self.text)
        if index + 1 == len(parts):
            if most == len(self.text):
                yield most, Word(leaf.plain(self.text[at:]))
            return
        after = parts[index + 1]
        assert isinstance(after, tuple)
        for words in after:
            end = self.text.find(words, at)
            while 0 <= end <= most:
                if self.text[at:end] not in leaf.never:
                    yield end, Word(leaf.plain(self.text[at:end]))
                end = self.text.find(words, end + 1)

    def _row(self, row: Row, at: int) -> Iterator[tuple[int, Node]]:
        for end, nodes in self._items(row, at):
            if len(nodes) == 1 and row.kind != "lettered":
                if row.least == 1:
                    yield end, nodes[0]
            else:
                yield end, Items(row.kind, nodes)

    def _items(self, row: Row, at: int) -> Iterator[tuple[int, tuple[Node, ...]]]:
        """One item, or several of which the last two are joined by the words for the last."""
        same = row.last == row.between
        open_: list[tuple[int, tuple[Node, ...]]] = [(end, (node,)) for end, node in self._item(row, at)]
        yield from open_
        while open_:
            longer: list[tuple[int, tuple[Node, ...]]] = []
            for end, nodes in open_:
                if not same:
                    for start in self._words(row.last, end):
                        yield from ((stop, (*nodes, node)) for stop, node in self._item(row, start))
                for start in self._words(row.between, end):
                    longer.extend((stop, (*nodes, node)) for stop, node in self._item(row, start))
            if same:
                yield from longer
            open_ = longer

    def _item(self, row: Row, at: int) -> Iterator[tuple[int, Node]]:
        return (found for fill in row.of for found in self.find(fill, at))

    def stop(self, at: int, wanted: str) -> None:
        """Note how far the text agrees with what was wanted."""
        if not wanted.startswith("<"):
            same = 0
            for here, there in zip(self.text[at : at + len(wanted)], wanted, strict=False):
                if here != there:
                    break
                same += 1
            at, wanted = at + same, wanted[same:]
        if at > self.furthest:
            self.furthest, self.expected = at, {}
        if at == self.furthest:
            self.expected[wanted] = None
