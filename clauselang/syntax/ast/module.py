"""Whole files: vocabulary, scenarios, items."""

from __future__ import annotations

from typing import Literal, TypeAlias

from clauselang.syntax.ast.deal import Agreement, Import
from clauselang.syntax.ast.node import Handle, Name, Node, Surface, When, node
from clauselang.syntax.ast.phrases import Clause, Exclusivity


@node
class Alias(Node):
    """Further names of an entry."""

    names: tuple[Name, ...]


@node
class Iab(Node):
    """Crosswalk to the IAB Tech Lab Ad Product Taxonomy 2.0."""

    id: int
    broad: bool = False


@node
class Labels(Node):
    """`nl "…" de "…"`: language code and label, in the order written."""

    pairs: tuple[tuple[Name, str], ...]


Entry: TypeAlias = Alias | Iab | Labels


@node
class Declaration(Node):
    """A category, brand, platform, format, act or kind; `related` is what a category stands under or a brand sells."""

    kind: Literal["category", "brand", "platform", "format", "act", "kind"]
    name: Name
    label: str | None = None
    related: tuple[Name, ...] = ()
    entries: tuple[Entry, ...] = ()
    formats: tuple[Declaration, ...] = ()


@node
class CompetitorList(Node):
    """A named, closed list of brands."""

    name: Name
    members: tuple[Name, ...] = ()



@node
class Expectation(Node):
    """Verdict, the missing facts it must name, and its flags."""

    verdict: Literal["compliant", "violation", "misstatement", "excused", "unknown"]
    needs: tuple[Name, ...] = ()
    flags: tuple[str, ...] = ()


@node
class Detail(Node):
    """One known fact of the post that a scenario describes."""

    what: Literal["surface", "account", "time", "territory", "event", "category", "deliverable", "consent"]
    values: tuple[Name | Handle | Surface | When, ...] = ()


@node
class Example(Node):
    """`paid mention of Garmin, reel on instagram, 2026-04-20 12:00: violation`."""

    kind: Literal["paid", "affiliate", "ambassador", "gifted", "organic"] | None
    content: Literal["mention", "appearance", "post", "engagement"]
    brands: tuple[Name, ...]
    details: tuple[Detail, ...]
    expected: Expectation


@node
class Scenario(Node):
    """A title and posts with the verdicts they must get."""

    title: Name
    examples: tuple[Example, ...] = ()


Item: TypeAlias = Import | Agreement | Exclusivity | Clause | Declaration | CompetitorList | Scenario


@node
class Module(Node):
    """A whole file."""

    items: tuple[Item, ...] = ()
