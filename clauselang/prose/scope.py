"""Target, surfaces, accounts and exceptions of a clause → how they are said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any, assert_never

from clauselang.prose.tree import Country, Label, Node, Quoted, Say, Word, joined, lettered, say
from clauselang.resolve.resolved import Clause, Exception_, Exempt, Resolved, Target
from clauselang.resolve.symbols import Place, Symbol, Symbols, key
from clauselang.syntax import ast

_SINGLE = {"brand": ("b", "bs"), "category": ("c", "cs"), "event": ("ev", "evs")}
_PLURAL = {"brand": "brands", "category": "categories", "event": "events"}


def one_or_more(group: str, facet: str, values: Iterable[Node], **before: Node) -> Say:
    """`item.brand` for one brand, `item.brands` for several."""
    found = tuple(values)
    single, plural = _SINGLE[facet]
    if len(found) == 1:
        return say(f"{group}.{facet}", **before, **{single: found[0]})
    return say(f"{group}.{_PLURAL[facet]}", **before, **{plural: joined("or", found)})


# Surfaces.


def place(node: Place) -> Node:
    """A platform, a format by the label that names its platform, or the general word for a format."""
    if node.format is None:
        assert node.platform
        return Label(node.platform)
    if node.platform is None or node.format.labels:
        return Label(node.format)
    return say("place.format_on", form=Label(node.format), platform=Label(node.platform))


def _sort(node: Place) -> str:
    """A platform, a format of a platform, or a format wherever it exists."""
    if node.format is None:
        return "platforms"
    return "formats" if node.platform else "generic"


def _runs(places: Iterable[Place], group: str) -> Node:
    """Surfaces in the order written, neighbours of one sort together, so that each word belongs to one list."""
    runs = []
    for sort, run in groupby(places, _sort):
        names = joined("or", [place(p) for p in run])
        runs.append(say(f"{group}.platforms", platforms=names) if sort == "platforms" else say(f"{group}.{sort}", forms=names))
    return joined("or", runs)


def surfaces(places: tuple[Place, ...]) -> Node:
    """`on Instagram`, `in the form of stories on any platform`, or any platform."""
    return _runs(places, "surface") if places else say("surface.anywhere")


def filter_of(nodes: tuple[ast.Surface, ...], symbols: Symbols) -> Say:
    """Which posts an anchor counts."""
    places = tuple(found for node in nodes if (found := symbols.surface(node)))
    return say("filter.some", surfs=surfaces(places)) if places else say("filter.all")


# Names as the author wrote them; `Resolved` keeps some of them by key only.


def spellings(clause: Clause) -> Mapping[str, str]:
    """Key of a handle or event in the clause → its spelling."""
    found: dict[str, str] = {}
    for phrase in clause.node.phrases:
        values: tuple[Any, ...] = ()
        match phrase:
            case ast.FromAccounts(handles=handles) | ast.AccountsExcluded(handles=handles):
                values = handles
            case ast.Except(exempt=exempt, but_not=but_not):
                values = tuple(v for e in (exempt, but_not) if isinstance(e, ast.Exempt) for v in e.values)
        found.update((key(v.text), v.text) for v in values if isinstance(v, ast.Handle | ast.Name))
    return found


def handles(keys: Iterable[str], names: Mapping[str, str]) -> Node:
    """`@a or @b`."""
    return joined("or", [Word("@" + names.get(k, k)) for k in keys])


# Targets.


def members(symbol: Symbol, resolved: Resolved) -> Node:
    """The brands of a list of competitors."""
    return joined("and", map(Quoted, resolved.symbols.members(symbol)))


def target(node: Target, resolved: Resolved) -> Node:
    """The union of categories, brands and lists, in this order."""
    parts: list[Node] = [say("target.full")] if node.full else []
    if node.categories:
        parts.append(one_or_more("target", "category", [Quoted(c) for c in node.categories]))
    if node.brands:
        parts.append(one_or_more("target", "brand", [Quoted(b.name) for b in node.brands]))
    parts.extend(say("target.list", n=Quoted(s.name), bs=members(s, resolved)) for s in node.lists)
    return parts[0] if len(parts) == 1 else say("target.union", ts=joined("union", parts))


# Exceptions.


def _exempt(node: Exempt, clause: Clause, resolved: Resolved) -> Node:
    """One thing that a clause does not apply to."""
    values: Any = node.values
    names = spellings(clause)
    match node.facet:
        case "surface":
            return _runs(values, "item" if len({_sort(p) for p in values}) == 1 else "mixed")
        case "kind":
            return say("item.kinds", kinds=joined("union", [say(f"kind.{k}") for k in values]))
        case "brand":
            return one_or_more("item", "brand", [Quoted(b.name) for b in values])
        case "category":
            return one_or_more("item", "category", [Quoted(c) for c in values])
        case "competitors":
            return joined("or", [say("item.list", n=Quoted(s.name), bs=members(s, resolved)) for s in values])
        case "schedule":
            return joined("or", [say("item.schedule", sch=schedule_name(name)) for name in values])
        case "account":
            return say("item.accounts", handles=handles(values, names))
        case "territory":
            return say("item.territory", countries=joined("or", [Country(code) for code in values]))
        case "event":
            return one_or_more("item", "event", [Quoted(names.get(k, k)) for k in values])
        case "test":
            return say("item.test", text=Quoted(values[0]))
        case _:
            assert_never(node.facet)


def _exception(node: Exception_, clause: Clause, resolved: Resolved) -> Node:
    exempt = _exempt(node.exempt, clause, resolved)
    if node.but_not is None:
        return exempt
    return say("item.but_not", x=exempt, y=_exempt(node.but_not, clause, resolved))


def exceptions(clause: Clause, num: Node, resolved: Resolved) -> Iterable[Say]:
    """The sentence that says what the clause does not apply to."""
    items = [_exception(e, clause, resolved) for e in clause.exceptions if e.exempt.values]
    if len(items) == 1:
        yield say("sentence.exception", num=num, x=items[0])
    elif items:
        yield say("sentence.exceptions", num=num, xs=lettered(items))


def schedule_name(name: str) -> Node:
    """`Schedule B`; a longer name stands in quotation marks."""
    return Word(name) if name.isalnum() and len(name) <= 3 else Quoted(name)
