"""Two files → what the first says otherwise than the second, clause by clause, down to the figure that differs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from clauselang.prose.canonical import canonical
from clauselang.prose.language import language
from clauselang.prose.read import excl
from clauselang.prose.read.document import written
from clauselang.prose.read.layout import layout
from clauselang.prose.read.outcome import Difference, Reading
from clauselang.resolve.resolved import Resolved
from clauselang.syntax import ast


def against(reading: Reading, file: Resolved) -> tuple[Difference, ...]:
    """Where a document says something else than a file does."""
    places = {line.name: line.start for _, line in layout(written(reading), language(reading.language), reading.form).lines()}
    found = _modules(reading.module, canonical(file))
    return tuple(Difference("P106", where, places.get(where, 0), message) for where, message in found)


def _modules(read: ast.Module, file: ast.Module) -> Iterator[tuple[str, str]]:
    yield from _agreements(_first(read, ast.Agreement), _first(file, ast.Agreement))
    for here, there in zip_longest(_all(read, ast.CompetitorList), _all(file, ast.CompetitorList)):
        yield from (("the lists of competitors", told) for told in _nodes(here, there))
    articles = zip_longest(_all(read, ast.Exclusivity), _all(file, ast.Exclusivity))
    for number, (here, there) in enumerate(articles, 1):
        titles = [excl.name(article.title) if article and article.title else "no title" for article in (here, there)]
        if titles[0] != titles[1]:
            yield "the heading", _said(*titles)
        pairs = zip_longest(here.clauses if here else (), there.clauses if there else ())
        for place, (clause, other) in enumerate(pairs, 1):
            yield from ((f"clause {number}.{place}", told) for told in _clauses(clause, other))


def _first(module: ast.Module, kind: Any) -> Any:
    return next(iter(_all(module, kind)), None)


def _all(module: ast.Module, kind: Any) -> list[Any]:
    return [item for item in module.items if isinstance(item, kind)]


def _said(here: str, there: str) -> str:
    return f"reads as {here}; the file says {there}"


def _agreements(here: ast.Agreement | None, there: ast.Agreement | None) -> Iterator[tuple[str, str]]:
    if here is None or there is None:
        yield from (("the parties", _said(_whether(here), _whether(there))) for _ in (0,) if here != there)
        return
    if here.title != there.title:
        yield "the title", _said(excl.name(here.title), excl.name(there.title))
    kinds = {type(fact): None for fact in (*here.facts, *there.facts)}
    for kind in kinds:
        pairs = zip_longest(*([fact for fact in side.facts if type(fact) is kind] for side in (here, there)))
        yield from (("the agreement", told) for one, other in pairs for told in _nodes(one, other))


def _whether(agreement: ast.Agreement | None) -> str:
    return "an agreement" if agreement else "clauses without parties"


# Phrases of one slot are compared with one another.
_SLOTS: dict[type, str] = dict.fromkeys(
    (ast.Around, ast.Before, ast.After, ast.FromTo, ast.OnTheDay, ast.During, ast.Dates, ast.For), "window"
)


def _clauses(here: ast.Clause | None, there: ast.Clause | None) -> Iterator[str]:
    if here is None or there is None:
        shown = [f"`{excl.clause(clause)}`" if clause else "no clause" for clause in (here, there)]
        yield _said(*shown)
        return
    if here.then != there.then:
        yield _said(*("a clause that follows the one above" if clause.then else "a clause of its own" for clause in (here, there)))
    slots = {_SLOTS.get(type(phrase), type(phrase).__name__): None for phrase in (*here.phrases, *there.phrases)}
    for slot in slots:
        pairs = zip_longest(*([p for p in side.phrases if _SLOTS.get(type(p), type(p).__name__) == slot] for side in (here, there)))
        yield from (told for one, other in pairs for told in _nodes(one, other))


# Things that are shown on their own where they differ; any other is shown within the phrase around it.
_SHOWN: dict[type, Any] = {ast.Duration: excl.duration, ast.When: excl.when, ast.Money: excl.money, ast.Name: excl.name}


def _nodes(here: Any, there: Any) -> Iterator[str]:
    """The least parts in which two nodes of one sort differ."""
    if here == there:
        return
    if type(here) is type(there) and type(here) in _SHOWN:
        show = _SHOWN[type(here)]
        yield _said(show(here), show(there))
        return
    parts = list(_parts(here, there))
    yield from parts or [_said(_shown(here), _shown(there))]


def _parts(here: Any, there: Any) -> Iterator[str]:
    """The differences inside two nodes, if all of them are in parts that can be shown on their own."""
    if type(here) is not type(there) or not isinstance(here, ast.Node):
        return
    told: list[str] = []
    for field in ast.fields(here):
        one, other = getattr(here, field), getattr(there, field)
        if one == other:
            continue
        pairs = list(zip(one, other, strict=True)) if isinstance(one, tuple) and len(one) == len(other) else [(one, other)]
        for left, right in pairs:
            if left != right and not (isinstance(left, ast.Node) and type(left) is type(right)):
                return
            if left != right:
                inside = list(_nodes_within(left, right))
                if not inside:
                    return
                told.extend(inside)
    yield from told


def _nodes_within(here: Any, there: Any) -> Iterator[str]:
    if type(here) in _SHOWN:
        yield _said(_SHOWN[type(here)](here), _SHOWN[type(here)](there))
    else:
        yield from _parts(here, there)


def _shown(node: Any) -> str:
    """A phrase or a fact as a file has it."""
    if node is None:
        return "nothing"
    if isinstance(node, ast.CompetitorList):
        return "`" + ", ".join(map(excl.name, (node.name, *node.members))) + "`"
    return f"`{excl.any_of(node)}`"
