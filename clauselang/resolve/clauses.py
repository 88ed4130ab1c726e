"""The phrases of a clause, in any order → one slot per facet; doubled, missing and contradicting phrases."""

from __future__ import annotations

from typing import Any, assert_never

from clauselang.resolve.names import Names
from clauselang.resolve.resolved import Clause, Exception_, Exempt, Target
from clauselang.resolve.symbols import Place, Symbol, key
from clauselang.source import new_span
from clauselang.syntax import ast

_ACTS: dict[str, Any] = {"mention": "mention", "mention or appearance": "mention or show", "engagement": "engage"}

# Slots that one phrase fills once; a second phrase for one of them is a mistake.
_SLOT_OF: dict[type, str] = {
    ast.Target: "target", ast.Gifts: "gifts", ast.Act: "act", ast.Perpetual: "perpetual", ast.AtLatest: "at_latest",
    ast.On: "surfaces", ast.FromAccounts: "accounts", ast.In: "territory", ast.At: "events", ast.Fee: "fee",
    ast.Penalty: "penalty",
    **dict.fromkeys((ast.Around, ast.Before, ast.After, ast.FromTo, ast.OnTheDay, ast.During, ast.Dates, ast.For), "window"),
}  # fmt: skip


_AGAIN: dict[str, tuple[str, str]] = {
    "target": ("target", "join both with `plus`, as in `category sonar plus brands Garmin`"),
    "window": ("window", "write two clauses, one for each window"),
    "act": ("`any …` phrase", "keep one of the two"),
    "at_latest": ("`at latest` phrase", "keep one of the two"),
    "surfaces": ("`on` phrase", "join both with `and`, as in `on instagram and tiktok`"),
    "accounts": ("`from` phrase", "join both with `and`, as in `from @river.angler and @river.behind`"),
    "territory": ("`in` phrase", "join both with `and`, as in `in NL and BE`"),
    "events": ("`at` phrase", "join both with `and`"),
}


def clause(node: ast.Clause, number: str, index: int, after: int | None, names: Names) -> Clause:
    """Put every phrase in its slot and report what cannot be."""
    slots: dict[str, Any] = {"target": Target()}
    exceptions: list[Exception_] = []
    conditions: list[ast.Condition] = []
    commercial: list[ast.Fee | ast.Penalty | ast.Remedy] = []
    seen: dict[str, ast.Phrase] = {}
    for phrase in node.phrases:
        slot = _SLOT_OF.get(type(phrase)) or (phrase.what if isinstance(phrase, ast.Remedy) else None)
        if slot and slot in seen:
            _report_repeated(names, phrase, slot)
            continue
        if slot:
            seen[slot] = phrase
        match phrase:
            case ast.Target():
                slots["target"] = _target(phrase, names)
            case (
                ast.Around() | ast.Before() | ast.After() | ast.FromTo() | ast.OnTheDay() | ast.During() | ast.Dates() | ast.For()
            ):
                names.in_window(phrase)
                slots["window"] = _spelled_once(phrase, names)
            case ast.Gifts(included=included):
                slots["gifts"] = included
            case ast.Act(what=what):
                slots["act"] = _ACTS[what]
            case ast.Perpetual():
                slots["perpetual"] = True
            case ast.AtLatest(date=date):
                slots["at_latest"] = date
            case ast.On(surfaces=surfaces):
                slots["surfaces"] = names.places(surfaces)
            case ast.FromAccounts(handles=handles):
                slots["accounts"] = tuple(key(handle.text) for handle in handles)
            case ast.In(countries=countries):
                slots["territory"] = names.countries(countries)
            case ast.At(events=events):
                slots["events"] = names.events(events)
            case ast.SurfacesExcluded(surfaces=surfaces):
                exceptions.append(Exception_(Exempt("surface", names.places(surfaces))))
            case ast.AccountsExcluded(handles=handles):
                exceptions.append(Exception_(Exempt("account", tuple(key(handle.text) for handle in handles))))
            case ast.Except(exempt=exempt, but_not=but_not):
                exceptions.append(Exception_(_exempt(exempt, names), _exempt(but_not, names) if but_not else None))
            case ast.Condition():
                conditions.append(phrase)
            case ast.Fee() | ast.Penalty() | ast.Remedy():
                names.money_in(phrase)
                commercial.append(phrase)
            case _:
                assert_never(phrase)
    _check_whole(node, seen, slots["target"], names)
    return Clause(
        node, number, index, **slots, exceptions=tuple(exceptions), conditions=tuple(conditions), commercial=tuple(commercial),
        after=after,
    )  # fmt: skip


def _spelled_once(window: ast.Window, names: Names) -> ast.Window:
    """A window whose end names posts or an event as its start does, where both mean the same: equal anchors pair post by post."""
    match window:
        case ast.FromTo(start=start, end=ast.Bound(at=at) as end) if (same := _spelled_as(start.at, at, names)) != at:
            return ast.FromTo(start, ast.Bound(same, end.duration, end.direction, span=end.span), span=window.span)
        case _:
            return window


def _spelled_as(start: ast.Anchor | ast.When, end: ast.Anchor | ast.When, names: Names) -> ast.Anchor | ast.When:
    match start, end:
        case ast.PostAnchor(surfaces=mine), ast.PostAnchor(surfaces=yours) if _places(mine, names) == _places(yours, names):
            return ast.PostAnchor(end.which, mine, span=end.span)
        case ast.EventAnchor(name=mine), ast.EventAnchor(name=yours) if key(mine.text) == key(yours.text):
            return ast.EventAnchor(mine, span=end.span)
        case ast.PeriodEdge(period=ast.Name() as mine), ast.PeriodEdge(period=ast.Name() as yours) if key(mine.text) == key(yours.text):
            return ast.PeriodEdge(end.edge, mine, span=end.span)
        case _:
            return end


def _places(nodes: tuple[ast.Surface, ...], names: Names) -> set[Place | None]:
    return {names.symbols.surface(node) for node in nodes}


def _report_repeated(names: Names, phrase: ast.Phrase, slot: str) -> None:
    what, remedy = _AGAIN.get(slot, (f"`{slot}` phrase", "keep one of the two"))
    names.report("R118", phrase.span, f"the clause has a second {what}", remedy)


def _check_whole(node: ast.Clause, seen: dict[str, ast.Phrase], target: Target, names: Names) -> None:
    """What a clause must have, and what cannot stand together."""
    start = new_span((node.span.source, node.span.start, node.span.start + 1)) if node.span else None
    none = [part for p in node.phrases if isinstance(p, ast.Target) for part in p.parts if isinstance(part, ast.NoExclusivity)]
    if "target" not in seen:
        message = "the clause does not say for whom nothing may be published"
        names.report("R119", start, message, "add `full`, `category …`, `brands …` or `none`")
    if none and (len(node.phrases) > 1 or not target.is_none):
        message = "`none` says that there is no exclusivity, the rest of the clause says something else"
        names.report("R125", start, message, "write `none` alone")
        return
    window = seen.get("window")
    if not none and window is None and "perpetual" not in seen:
        names.report(
            "R120", start, "the clause does not say when it applies", "add a window, such as `1 month after last post` or `during term`"
        )
    if isinstance(window, ast.For) and not node.then:
        remedy = "write `1 month after last post`, or start the line with `then`"
        names.report("R121", window.span, "`for` counts from the clause above, so it needs `then`", remedy)
    if node.then and window is not None and not isinstance(window, ast.For):
        names.report("R121", window.span, "a `then` clause starts where the clause above ends", "say only how long: `for 1 month`")
    if isinstance(window, ast.FromTo) and (window.end is None) != ("perpetual" in seen):
        names.report("R120", window.span, "the window does not say when it ends", "add `to …`, `through …`, or `perpetual` as a phrase")
    elif window is not None and "perpetual" in seen and not isinstance(window, ast.FromTo):
        remedy = "take `perpetual` out, or write `from first post, perpetual`"
        names.report("R125", window.span, "a window with an end cannot be perpetual", remedy)
    if "act" in seen and "gifts" in seen:
        message = "`any …` already covers gifts, so `gifts …` contradicts or repeats it"
        names.report("R125", seen["gifts"].span, message, "keep one of the two; `except gifted` takes gifts out")


def _target(node: ast.Target, names: Names) -> Target:
    full = any(isinstance(part, ast.Full) for part in node.parts)
    categories = tuple(s for p in node.parts if isinstance(p, ast.Categories) for s in names.categories(p.names))
    brands = tuple(brand for p in node.parts if isinstance(p, ast.Brands) for brand in names.brands(p.names))
    lists: list[Symbol] = []
    for part in node.parts:
        if isinstance(part, ast.Competitors):
            if not part.names:
                names.report(
                    "R122", part.span, "`competitors` does not say who they are",
                    "name a list (`competitors rivals`), brands (`brands Garmin and Lowrance`) or a category (`category sonar`)",
                )  # fmt: skip
            lists.extend(names.lists(part.names))
    if full and (categories or brands or lists):
        names.report("R125", node.span, "`full` already covers every other brand", "write `full` alone, or only the narrower target")
    return Target(full, categories, brands, tuple(lists))


def _exempt(node: ast.Exempt | ast.Test, names: Names) -> Exempt:
    if isinstance(node, ast.Test):
        return Exempt("test", (node.text,))
    values: Any = node.values
    match node.facet:
        case "surface":
            return Exempt("surface", names.places(values))
        case "category":
            return Exempt("category", names.categories(values))
        case "competitors":
            return Exempt("competitors", names.lists(values))
        case "brand":
            return Exempt("brand", names.brands(values))
        case "territory":
            return Exempt("territory", names.countries(values))
        case "event":
            return Exempt("event", tuple(event.key for event in names.events(values)))
        case "account":
            return Exempt("account", tuple(key(handle.text) for handle in values))
        case "schedule":
            return Exempt("schedule", names.schedules(values))
        case "kind":
            return Exempt("kind", tuple(values))
        case _:
            assert_never(node.facet)

