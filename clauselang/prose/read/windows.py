"""The words of a window → the window: the inverse of `prose/windows.py` and `prose/bounds.py`."""

from __future__ import annotations

from typing import Any

import attrs

from clauselang.prose.canonical import shortest, spoken, surface
from clauselang.prose.tree import Day, Figure, Items, Label, Length, Node, Quoted, Say
from clauselang.resolve.symbols import Place, Symbols
from clauselang.syntax import ast


class NotSaid(Exception):
    """Words that are no part of any clause here, such as a blank; says what is missing."""


def _hole(node: Say, name: str) -> Any:
    return node.holes[name]


def duration(node: Say, name: str = "d") -> ast.Duration:
    """The duration in a hole."""
    found = _hole(node, name)
    assert isinstance(found, Length)
    return found.duration


def quoted(node: Node) -> str:
    """The text between quotation marks."""
    assert isinstance(node, Quoted) and isinstance(node.what, str)
    return node.what


def event(node: Say, name: str = "ev") -> ast.Name:
    """The event in a hole."""
    return ast.Name(spoken(quoted(_hole(node, name))))


def day(node: Node) -> ast.When:
    """A date."""
    if not isinstance(node, Day):
        raise NotSaid("a date")
    return ast.When("date", node.text)


def when(node: Node) -> ast.When:
    """A date or a moment."""
    assert isinstance(node, Say)
    on = day(_hole(node, "day")).text
    match node.key:
        case "when.date":
            return ast.When("date", on)
        case "when.local":
            return ast.When("local", f"{on}T{_figure(node, 'time')}")
        case "when.utc":
            return ast.When("instant", f"{on}T{_figure(node, 'time')}Z")
        case _:
            return ast.When("instant", f"{on}T{_figure(node, 'time')}{_figure(node, 'offset').replace('−', '-')}")


def _figure(node: Say, name: str) -> str:
    found = _hole(node, name)
    assert isinstance(found, Figure)
    return found.text


# Surfaces.


def _places(node: Node, symbols: Symbols) -> list[Place]:
    match node:
        case Items(items=items):
            return [place for item in items for place in _places(item, symbols)]
        case Label(symbol=symbol) if symbol.kind == "platform":
            return [Place(symbol, None)]
        case Label(symbol=symbol):
            return [Place(symbols.find("platform", symbol.platform) if symbol.platform else None, symbol)]
        case Say(key="surface.anywhere"):
            return []
        case Say(key="place.format_on", holes={"form": Label(symbol=form), "platform": Label(symbol=platform)}):
            return [Place(platform, symbols.format_of(platform, form.name))]
        case Say(holes=holes):
            return [place for hole in holes.values() for place in _places(hole, symbols)]
        case _:
            raise AssertionError(node)


def surfaces(node: Node, symbols: Symbols) -> tuple[ast.Surface, ...]:
    """The surfaces that words name; none for any platform."""
    return tuple(surface(place) for place in _places(node, symbols))


# Anchors.


def period(node: Node) -> ast.PeriodName | ast.Name:
    """The Term, the Campaign, the Usage Period or an event."""
    assert isinstance(node, Say)
    if node.key == "period.event":
        return event(node)
    name: Any = node.key.removeprefix("period.")
    return name  # type: ignore[no-any-return]


@attrs.define
class Anchors:
    """Reads anchors; `each` holds the `each post` anchors that the window names."""

    symbols: Symbols
    each: list[ast.PostAnchor] = attrs.field(factory=list)

    def post(self, which: Any, node: Node | None) -> ast.PostAnchor:
        """Posts, all or those on some surfaces."""
        some = isinstance(node, Say) and node.key == "filter.some"
        return ast.PostAnchor(which, surfaces(node, self.symbols) if some and node else ())

    def collect(self, node: Node) -> None:
        """Find every `each post` that is said in full inside the words of a window."""
        if not isinstance(node, Say):
            return
        if node.key == "anchor.each" and "f" in node.holes and not self.each:
            self.each.append(self.post("each", node.holes["f"]))
        for hole in node.holes.values():
            self.collect(hole)

    def the_each(self, place: int = 0) -> ast.PostAnchor:
        """The `each post` that the window named before."""
        if not self.each:
            raise NotSaid("which posts are meant")
        return self.each[place]

    def anchor(self, node: Node) -> ast.Anchor:
        """What a window is counted from."""
        assert isinstance(node, Say)
        match node.key:
            case "anchor.first" | "anchor.last":
                return self.post(node.key.removeprefix("anchor."), node.holes.get("f"))
            case "anchor.each" | "anchor.that" | "anchor.former":
                return self.the_each()
            case "anchor.latter":
                return self.the_each(-1)
            case "anchor.signing":
                return ast.Signing()
            case "anchor.starts":
                return ast.PeriodEdge("start", period(_hole(node, "p")))
            case "anchor.ends":
                return ast.PeriodEdge("end", period(_hole(node, "p")))
            case _:
                return ast.EventAnchor(event(node))

    def bound(self, node: Node) -> ast.Bound | ast.Until:
        """The start or the end of a window."""
        assert isinstance(node, Say)
        how = node.key.partition(".")[2]
        match how:
            case "at":
                return ast.Bound(self.anchor(_hole(node, "a")))
            case "before" | "after" | "hours_before" | "hours_after":
                return ast.Bound(self.anchor(_hole(node, "a")), duration(node), _side(how))
            case "hours_that":
                return ast.Bound(self.the_each(), duration(node), "after")
            case "event" | "event_start":
                return ast.Bound(ast.EventAnchor(event(node)))
            case "event_chain":
                return ast.Bound(ast.EventAnchor(event(node)), duration(node), "after")
            case "event_hours_before" | "event_hours_after":
                return ast.Bound(ast.EventAnchor(event(node)), duration(node), _side(how))
            case "chain_before" | "chain_after":
                return ast.Bound(ast.PeriodEdge("end", period(_hole(node, "p"))), duration(node), _side(how))
            case "chain_start":
                return ast.Bound(ast.PeriodEdge("start", period(_hole(node, "p"))), duration(node), "after")
            case _:
                return self._literal(node, how)

    def _literal(self, node: Say, how: str) -> ast.Bound | ast.Until:
        match how:
            case "day":
                return ast.Bound(day(_hole(node, "day")))
            case "moment" if node.key == "start.moment":
                return ast.Bound(when(_hole(node, "w")))
            case "moment":
                return ast.Until("until", when(_hole(node, "w")))
            case "through":
                return ast.Until("through", day(_hole(node, "day")))
            case "before_day":
                return ast.Until("before", day(_hole(node, "day")))
            case "date":
                return ast.Until("until", day(_hole(node, "day")))
            case _:
                raise NotSaid("a start that a clause can have")


def _side(how: str) -> Any:
    return "before" if how.endswith("before") else "after"


# Windows.


def window(node: Node, symbols: Symbols) -> tuple[tuple[ast.Phrase, ...], bool]:
    """The phrases that say when, and whether the clause goes on from the one above it."""
    assert isinstance(node, Say)
    how = node.key.removeprefix("window.")
    anchors = Anchors(symbols)
    anchors.each.extend(anchors.post("each", node.holes[name]) for name in ("f", "f2") if name in node.holes)
    anchors.collect(node)
    match how:
        case "then" | "then_each":
            return (ast.For(duration(node)),), True
        case "perpetual_then":
            return (ast.Perpetual(),), True
        case "perpetual_signing":
            return (ast.Perpetual(),), False
        case "perpetual" | "each_perpetual":
            return (ast.FromTo(_start(node, anchors)), ast.Perpetual()), False
        case "span" | "each_span" | "each_two":
            return (_span(_start(node, anchors), _hole(node, "e"), anchors),), False
        case _:
            return (_simple(node, how, anchors),), False


def _start(node: Say, anchors: Anchors) -> ast.Bound:
    found = anchors.bound(_hole(node, "s"))
    assert isinstance(found, ast.Bound)
    return found


def _span(start: ast.Bound, node: Node, anchors: Anchors) -> ast.Window:
    end = anchors.bound(node)
    if isinstance(node, Say) and node.key == "end.event_start" and start.duration and not isinstance(start.at, ast.When):
        return ast.Before(start.duration, start.at)
    return shortest(ast.FromTo(start, end))


def _simple(node: Say, how: str, anchors: Anchors) -> ast.Window:
    match how:
        case "around_cal" | "around_hrs":
            return ast.Around(duration(node), duration(node, "d2"), anchors.anchor(_hole(node, "a")))
        case "each_around_cal" | "each_around_hrs":
            return ast.Around(duration(node), duration(node, "d2"), anchors.the_each())
        case "after_end" | "after_start":
            edge: Any = how.removeprefix("after_")
            return ast.After(duration(node), ast.PeriodEdge(edge, period(_hole(node, "p"))))
        case "after_event":
            return ast.After(duration(node), ast.EventAnchor(event(node)))
        case "on_event":
            return ast.OnTheDay(ast.EventAnchor(event(node)))
        case "during":
            return ast.During(period(_hole(node, "p")))
        case "during_plus":
            return ast.During(period(_hole(node, "p")), duration(node))
        case "dates":
            return ast.Dates(day(_hole(node, "day")), day(_hole(node, "day2")))
        case "on_day":
            return ast.OnTheDay(anchors.anchor(_hole(node, "a")))
        case "each_on_day":
            return ast.OnTheDay(anchors.the_each())
        case _:
            raise NotSaid("when the clause applies")
