"""Single names → what they mean in this file, with a diagnostic and a suggestion for each that means nothing."""

from __future__ import annotations

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.diagnostics.suggest import did_you_mean
from clauselang.resolve.codes import COUNTRIES, CURRENCIES
from clauselang.resolve.resolved import Brand, Deal
from clauselang.resolve.symbols import Place, Symbol, SymbolKind, Symbols, key
from clauselang.source import Span
from clauselang.syntax import ast

MAX_COMPARISONS = 250_000
KINDS = ("paid", "affiliate", "ambassador", "gifted", "organic")

_MISSING: dict[str, tuple[str, str]] = {
    "category": ("R104", "category"),
    "platform": ("R105", "platform"),
    "format": ("R106", "format"),
    "competitors": ("R107", "list of competitors"),
}


# Words that a clause without an agreement would take for a named event, though they mean something else.
_POST = "write `each post`, `first post` or `last post`"
_NO_EVENTS = {
    "posting": _POST, "publication": _POST, "publishing": _POST, "posts": _POST, "upload": _POST, "contract": "write `term`",
    "agreement": "write `term`, or `signing`", "collaboration": "write `term` or `campaign`", "cooperation": "write `term` or `campaign`",
    "expiry": "write `end of term`", "termination": "write `end of term`", "signature": "write `signing`",
}  # fmt: skip


class Names:
    """Looks names up for one file and collects what it could not find."""

    def __init__(self, symbols: Symbols) -> None:
        self.symbols = symbols
        self.deal: Deal | None = None
        self.diagnostics: list[Diagnostic] = []
        self._comparisons = MAX_COMPARISONS

    def report(self, code: str, span: Span | None, message: str, remedy: str = "") -> None:
        """Add a finding."""
        self.diagnostics.append(Diagnostic(code, span, message, help=remedy))

    def suggest(self, word: str, *kinds: SymbolKind) -> str:
        """The declared word that was probably meant."""
        return self.near(word, (s for kind in kinds for s in self.symbols.spellings(kind) if "/" not in s))

    def near(self, word: str, choices: Iterable[str]) -> str:
        """What was probably meant; only so often, since a file of unknown names should not keep anybody waiting."""
        if self._comparisons <= 0:
            return ""
        known = sorted(set(choices))
        self._comparisons -= len(known)
        return did_you_mean(word, known) if self._comparisons > 0 else ""

    def find(self, kind: SymbolKind, name: ast.Name) -> Symbol | None:
        """The symbol of a kind that must be declared."""
        symbol = self.symbols.find(kind, name.text)
        if symbol is None:
            code, word = _MISSING[kind]
            known = self.suggest(name.text, kind)
            self.report(code, name.span, f"unknown {word} `{name.text}`", known or "declare it, or import the file that does")
        return symbol

    def categories(self, names: Iterable[ast.Name]) -> tuple[Symbol, ...]:
        """Declared categories."""
        return tuple(symbol for name in names if (symbol := self.find("category", name)))

    def lists(self, names: Iterable[ast.Name]) -> tuple[Symbol, ...]:
        """Declared lists of competitors, not empty."""
        found = []
        for name in names:
            symbol = self.find("competitors", name)
            if symbol and not symbol.related:
                self.report("R123", name.span, f"the list `{symbol.name}` names nobody", "put one brand per line under it, indented")
            if symbol:
                found.append(symbol)
        return tuple(found)

    def brand(self, name: ast.Name) -> Brand:
        """A brand by name or alias. Brands need no declaration: the list of all brands is open."""
        symbol = self.symbols.find("brand", name.text)
        return Brand(symbol.label("en"), symbol.key) if symbol else Brand(name.text, key(name.text))

    def brands(self, names: Iterable[ast.Name]) -> tuple[Brand, ...]:
        """Brands in order."""
        return tuple(self.brand(name) for name in names)

    def place(self, node: ast.Surface) -> Place | None:
        """Platform and format of a surface."""
        found = self.symbols.surface(node)
        if found:
            return found
        if node.word is not None:
            word = node.word.text
            known = f"write `except {key(word)}`" if key(word) in KINDS else self.suggest(word, "platform", "format")
            remedy = known or f"declare it with `platform`, or write `brands {word}` if it is a brand"
            self.report("R105", node.word.span, f"unknown platform or format `{word}`", remedy)
            return None
        assert node.platform and node.format
        platform = self.find("platform", node.platform)
        if platform:
            self._no_format(platform, node.format)
        return None

    def _no_format(self, platform: Symbol, name: ast.Name) -> None:
        prefix = f"{platform.key}/"
        own = [s.removeprefix(prefix) for s in self.symbols.spellings("format") if s.startswith(prefix)]
        general = [s for s in self.symbols.spellings("format") if "/" not in s and self.symbols.format_of(platform, s)]
        remedy = self.near(name.text, {*own, *general}) or f"known: {', '.join(sorted(own)) or 'none'}"
        self.report("R106", name.span, f"`{platform.label('en')}` has no format `{name.text}`", remedy)

    def places(self, nodes: Iterable[ast.Surface]) -> tuple[Place, ...]:
        """Surfaces in order."""
        return tuple(place for node in nodes if (place := self.place(node)))

    def place_of_post(self, platform: ast.Name, form: ast.Name) -> Place | None:
        """Where a deliverable or a described post stands."""
        return self.place(ast.Surface(None, platform, form))

    def countries(self, names: Iterable[ast.Name]) -> tuple[str, ...]:
        """ISO 3166 codes, upper case."""
        found = []
        for name in names:
            code = name.text.upper()
            if code in COUNTRIES:
                found.append(code)
            else:
                also = " (the United Kingdom is `GB`)" if code == "UK" else ""
                self.report("R114", name.span, f"`{name.text}` is not a country code", f"write the ISO 3166 code, such as `NL`{also}")
        return tuple(found)

    def event(self, name: ast.Name) -> Brand | None:
        """A named event. Without an agreement nobody can have declared it, and it stays open."""
        if self.deal is None and key(name.text) in _NO_EVENTS:
            self.report("R108", name.span, f"`{name.text}` is not a moment that the language knows", _NO_EVENTS[key(name.text)])
            return None
        if self.deal is None or key(name.text) in self.deal.events:
            return Brand(name.text, key(name.text))
        known = self.near(name.text, [*self.deal.events, "signing", "term", "campaign", "usage"])
        self.report("R108", name.span, f"unknown event `{name.text}`", known or f"add `event {name.text} 2026-07-12` to the agreement")
        return None

    def events(self, names: Iterable[ast.Name]) -> tuple[Brand, ...]:
        """Named events in order."""
        return tuple(event for name in names if (event := self.event(name)))

    def schedules(self, names: Iterable[ast.Name]) -> tuple[str, ...]:
        """Lists of commitments; existing commitments must be listed somewhere, or nobody can check them."""
        for name in names:
            if self.deal is not None and key(name.text) not in self.deal.schedules:
                remedy = f"add `schedule \"{name.text}\"` with one brand per line to the agreement"
                self.report("R109", name.span, f"the agreement has no schedule `{name.text}`", remedy)
        return tuple(name.text for name in names)

    def currency(self, money: ast.Money | None) -> None:
        """ISO 4217 codes only."""
        if money and money.currency not in CURRENCIES:
            known = self.near(money.currency, CURRENCIES) if len(money.currency) == 3 else ""
            self.report("R115", money.span, f"`{money.currency}` is not a currency code", known or "write the ISO 4217 code, such as `EUR`")

    def money_in(self, phrase: ast.Fee | ast.Penalty | ast.Remedy) -> None:
        """Check every amount of a commercial term."""
        match phrase:
            case ast.Fee():
                self.currency(phrase.amount)
                self.currency(phrase.at_least)
            case ast.Penalty():
                self.currency(phrase.money)
            case ast.Remedy():
                pass

    def zone(self, node: ast.Timezone) -> str | None:
        """An IANA zone that the installed time zone database knows."""
        try:
            ZoneInfo(node.zone)
        except (KeyError, ValueError, OSError):
            from zoneinfo import available_timezones

            known = self.near(node.zone, available_timezones())
            self.report("R116", node.span, f"unknown time zone `{node.zone}`", known or "write an IANA zone, such as `Europe/Vilnius`")
            return None
        return node.zone

    def in_window(self, window: ast.Window) -> None:
        """Check the names inside a window: surfaces of anchors, events."""
        match window:
            case ast.Around() | ast.Before() | ast.After() | ast.OnTheDay():
                self._anchor(window.anchor)
            case ast.FromTo(start=start, end=end):
                for bound in (start, end):
                    if isinstance(bound, ast.Bound) and not isinstance(bound.at, ast.When):
                        self._anchor(bound.at)
            case ast.During(period=period):
                if isinstance(period, ast.Name):
                    self.event(period)
            case ast.Dates() | ast.For():
                pass

    def _anchor(self, anchor: ast.Anchor) -> None:
        match anchor:
            case ast.PostAnchor():
                self.places(anchor.surfaces)
            case ast.EventAnchor():
                self.event(anchor.name)
            case ast.PeriodEdge():
                if isinstance(anchor.period, ast.Name):
                    self.event(anchor.period)
            case ast.Signing():
                pass
