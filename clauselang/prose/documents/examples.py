"""Posts with their verdicts → phrases, for the worked examples behind the articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Literal

import attrs

from clauselang.prose import scope
from clauselang.prose.tree import Day, Figure, Node, Quoted, Say, Word
from clauselang.resolve.resolved import Resolved
from clauselang.resolve.symbols import Place


@attrs.frozen
class Example:
    """A post and what the evaluator says of it, as plain data.

    `group` is the title of a scenario; an example without one shows a limit of `clause`, and `role` says which. A brand or a
    category is a name; `published` is a date, a local time, or a time with an offset, in ISO 8601.
    """

    verdict: Literal["compliant", "excused", "unknown", "misstatement", "violation"]
    by: tuple[str, ...] = ()
    group: str = ""
    clause: str = ""
    role: Literal["before", "first", "last", "after", "excepted"] | None = None
    kind: str | None = None
    engagement: bool = False
    brand: str | None = None
    category: str | None = None
    platform: str | None = None
    format: str | None = None
    published: str | None = None


def headed(examples: Iterable[Example], resolved: Resolved) -> Iterator[tuple[Node, tuple[Say, ...]]]:
    """A heading and its examples: first the limits of each clause, then the scenarios of the file, in the order given."""
    for (clause, group), found in groupby(examples, key=lambda example: ("" if example.group else example.clause, example.group)):
        heading = Word(group) if group else Say("examples.limits", {"num": Figure(clause)})
        yield heading, tuple(_line(example, resolved) for example in found)


def _line(example: Example, resolved: Resolved) -> Say:
    refs = {"refs": Figure(", ".join(example.by))} if example.verdict in ("violation", "misstatement") else {}
    holes: dict[str, Node] = {"post": _post(example, resolved), "v": Say(f"result.{example.verdict}", refs)}
    if example.published is None:
        return Say("example.undated", holes)
    holes["w"] = _when(example.published)
    return Say("example.limit", {"role": Say(f"role.{example.role}"), **holes}) if example.role else Say("example.line", holes)


def _post(example: Example, resolved: Resolved) -> Say:
    target = _target(example, resolved)
    if example.engagement:
        return Say("example.engagement", {"t": target})
    kind = Say(f"example.kind.{example.kind or 'unknown'}")
    return Say("example.post", {"kind": kind, "t": target, "surf": _surface(example, resolved)})


def _target(example: Example, resolved: Resolved) -> Say:
    known = resolved.symbols.find("category", example.category) if example.category else None
    category = {"c": Quoted(known or example.category)} if example.category else {}
    if example.brand is None:
        return Say("example.in_category" if category else "example.other_brand", category)
    return Say("example.brand_in" if category else "example.brand", {"b": Quoted(example.brand), **category})


def _surface(example: Example, resolved: Resolved) -> Node:
    symbols = resolved.symbols
    platform = symbols.find("platform", example.platform) if example.platform else None
    if platform is None:
        return Say("example.anywhere")
    form = symbols.format_of(platform, example.format) if example.format else None
    return scope.surfaces((Place(platform, form),))


def _when(text: str) -> Say:
    """A time of the data, said like a time of the agreement."""
    day, _, clock = text.partition("T")
    if not clock:
        return Say("when.date", {"day": Day(day)})
    holes: dict[str, Node] = {"day": Day(day)}
    if clock.endswith("Z"):
        return Say("when.utc", {"time": Figure(clock[:-1]), **holes})
    if clock[-6:-5] in ("+", "-"):
        return Say("when.instant", {"time": Figure(clock[:-6]), "offset": Figure(clock[-6:].replace("-", "−")), **holes})
    return Say("when.local", {"time": Figure(clock), **holes})
