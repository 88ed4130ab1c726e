"""What a rule file is written with: the context that it reads, ways to mend the text, and the cases it is tested by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import cached_property, wraps
from typing import Any, NamedTuple, TypeVar

import attrs

from clauselang.diagnostics.diagnostic import Diagnostics, Fix
from clauselang.lint.suppressions import Item, Suppression
from clauselang.resolve.resolved import Clause, Deal, Resolved
from clauselang.semantics.lower import lower
from clauselang.semantics.norm import Norm, Norms
from clauselang.source import Source, Span
from clauselang.syntax import ast
from clauselang.syntax.parser import Parsed
from clauselang.syntax.trivia import Trivia

_N = TypeVar("_N", bound=ast.Node)
_T = TypeVar("_T")
_About = TypeVar("_About")


@attrs.frozen(repr=False, eq=False)
class Invalid:
    """A text in which the rule finds something; `fixed` is what its fix makes of it, `safe` whether that keeps the meaning."""

    text: str
    fixed: str | None = None
    safe: bool = False


class Context:
    """One file without errors in syntax and names, as rules see it. Everything costly is made once and on first use."""

    def __init__(self, parsed: Parsed, resolved: Resolved, suppressions: tuple[Suppression, ...] = ()) -> None:
        self.parsed = parsed
        self.resolved = resolved
        self.deal: Deal | None = resolved.deal
        """The facts of the agreement, if the file has one."""
        self.clauses: tuple[Clause, ...] = resolved.clauses
        """All clauses in the order of the file; `none` is among them (`clause.target.is_none`)."""
        self.suppressions = suppressions
        self.unused: tuple[tuple[Suppression, tuple[Item, ...]], ...] = ()
        self.known: dict[object, Any] = {}
        self._chosen: dict[tuple[type, ...], list[tuple[Clause, ast.Node]]] = {}
        self._inside: dict[tuple[int, tuple[type, ...]], list[ast.Node]] = {}

    # What was written.

    @property
    def source(self) -> Source:
        """The text."""
        return self.parsed.source

    @property
    def module(self) -> ast.Module:
        """The whole tree."""
        return self.parsed.module

    @property
    def trivia(self) -> Trivia:
        """Comments and blank lines."""
        return self.parsed.trivia

    def nodes(self, *kinds: type[_N]) -> Iterator[_N]:
        """Every node of these kinds, wherever it stands, in the order of the text."""
        found = self._tree.by_kind.get(kinds[0], []) if len(kinds) == 1 else self._of_kinds(kinds)
        return iter(found)  # type: ignore[arg-type]

    @property
    def kinds(self) -> Iterable[type[ast.Node]]:
        """Of which kinds the nodes are."""
        return self._tree.by_kind.keys()

    def phrases(self, *kinds: type[_N]) -> Iterator[tuple[Clause, _N]]:
        """Every phrase of these kinds with the clause it belongs to, in the order of the text."""
        if len(kinds) == 1:
            return iter(self._phrases.get(kinds[0], ()))  # type: ignore[arg-type]
        found = self._chosen.get(kinds)
        if found is None:
            among = (pair for kind in kinds for pair in self._phrases.get(kind, ()))
            found = self._chosen[kinds] = sorted(among, key=lambda pair: _start(pair[1]))
        return iter(found)  # type: ignore[arg-type]

    def within(self, node: ast.Node, *kinds: type[_N]) -> Iterator[_N]:
        """`node` itself and the nodes inside it, if they are of these kinds."""
        found = self._inside.get((id(node), kinds))
        if found is None:  # the tree outlives the context, so that no other node gets the same id
            every, _, places = self._tree
            if id(node) not in places:  # a node that can have none inside, or that no line of the file stands for
                return (inner for inner in walk(node) if isinstance(inner, kinds))
            first, end = places[id(node)]
            found = self._inside[id(node), kinds] = [inner for inner in every[first:end] if isinstance(inner, kinds)]
        return iter(found)  # type: ignore[arg-type]

    def _of_kinds(self, kinds: tuple[type[ast.Node], ...]) -> list[ast.Node]:
        return sorted((node for kind in kinds for node in self._tree.by_kind.get(kind, ())), key=_start)

    @cached_property
    def _tree(self) -> _Tree:
        return _gathered(self.module)

    @cached_property
    def _phrases(self) -> dict[type[ast.Node], list[tuple[Clause, ast.Node]]]:
        found: defaultdict[type[ast.Node], list[tuple[Clause, ast.Node]]] = defaultdict(list)
        for clause in self.clauses:
            for phrase in clause.node.phrases:
                found[type(phrase)].append((clause, phrase))
        return dict(found)

    # What it means.

    @property
    def norms(self) -> tuple[Norm, ...]:
        """What the clauses oblige, in the same order as `clauses`."""
        return self.lowered[0].norms

    def norm(self, clause: Clause) -> Norm:
        """What one clause obliges."""
        return self.norms[clause.index - 1]

    @cached_property
    def lowered(self) -> tuple[Norms, Diagnostics]:
        """All norms and the findings of their making."""
        return lower(self.resolved)

    # How to mend it. Whether a fix is safe is not for the rule to say: the engine compares what is meant.

    def replace(self, title: str, what: ast.Node | Span, text: str) -> Fix:
        """Put `text` where `what` stands."""
        return Fix(title, span(what), text)

    def without_phrase(self, title: str, clause: Clause, phrase: ast.Node) -> Fix:
        """Take a phrase and one comma out of a clause."""
        phrases = clause.node.phrases
        at = next(i for i, candidate in enumerate(phrases) if candidate is phrase)
        own = span(phrase)
        if at:
            return Fix(title, Span(own.source, span(phrases[at - 1]).end, own.end), "")
        end = span(phrases[1]).start if len(phrases) > 1 else own.end
        return Fix(title, Span(own.source, own.start, end), "")

    def with_phrase(self, title: str, clause: Clause, text: str) -> Fix:
        """Add a phrase at the end of a clause."""
        end = span(clause.node.phrases[-1]).end
        return Fix(title, Span(self.source, end, end), f", {text}")

    def without_lines(self, title: str, node: ast.Node) -> Fix:
        """Take out all lines that a construct stands on."""
        own = span(node)
        start = self.source.line_starts[self.source.position(own.start)[0] - 1]
        last = max(own.start, own.end - 1)
        end = self.source.text.find("\n", last)
        return Fix(title, Span(self.source, start, len(self.source.text) if end < 0 else end + 1), "")


def once(make: Callable[[Context], _T]) -> Callable[[Context], _T]:
    """Mark what several rules ask of a file, so that only the first of them has it made."""

    @wraps(make)
    def asked(context: Context) -> _T:
        known = context.known.get(make)
        if known is None:
            known = context.known[make] = None, make(context)
        found: _T = known[1]
        return found

    return asked


def once_each(make: Callable[[Context, _About], _T]) -> Callable[[Context, _About], _T]:
    """The same of what they ask of parts of a file."""

    @wraps(make)
    def asked(context: Context, about: _About) -> _T:
        of = make, id(about)
        known = context.known.get(of)
        if known is None:
            known = context.known[of] = about, make(context, about)  # what it is about is kept, so that its id stays its own
        found: _T = known[1]
        return found

    return asked


def span(of: ast.Node | Span) -> Span:
    """The stretch of text of a node that was read from a file."""
    if isinstance(of, Span):
        return of
    assert of.span is not None
    return of.span


def _start(node: ast.Node) -> int:
    return node.span.start if node.span else -1


def walk(node: ast.Node) -> list[ast.Node]:
    """A node and everything inside it, in the order of the text."""
    return _gathered(node).every


class _Tree(NamedTuple):
    """All nodes in the order of the text, and those of each kind.

    `places`: by the id of a node that can have others inside, where it stands among all and where what is inside it ends.
    """

    every: list[ast.Node]
    by_kind: dict[type[ast.Node], list[ast.Node]]
    places: dict[int, tuple[int, int]]


def _gathered(root: ast.Node) -> _Tree:
    tree = _Tree([], defaultdict(list), {})
    _gather((root,), *tree)
    return tree


def _gather(
    parts: tuple[object, ...], every: list[ast.Node], by_kind: dict[type[ast.Node], list[ast.Node]], places: dict[int, tuple[int, int]]
) -> None:
    inner = ast.INNER
    for part in parts:
        kind: type[Any] = type(part)
        if kind is tuple:
            if part:
                _gather(part, every, by_kind, places)  # type: ignore[arg-type]
        elif kind not in _LEAVES:
            at = len(every)
            every.append(part)  # type: ignore[arg-type]
            by_kind[kind].append(part)  # type: ignore[arg-type]
            if (read := inner[kind]) is not None:
                _gather(read(part), every, by_kind, places)
                places[id(part)] = at, len(every)


_LEAVES = frozenset({str, type(None), bool, int, Decimal})
