"""Vocabulary declarations → symbols, and names → the symbol that they mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Literal, TypeAlias

import attrs

from clauselang.frozen import frozen
from clauselang.resolve.taxonomy import Taxonomy
from clauselang.source import Span
from clauselang.syntax import ast

LANGUAGES = ("en", "nl", "de", "fr", "es")

SymbolKind: TypeAlias = Literal["category", "brand", "platform", "format", "act", "kind", "competitors"]


def key(name: str) -> str:
    """How names compare: without case."""
    return name.casefold()


def keys_of(names: Sequence[str]) -> list[str]:
    """The same of many names, at a tenth of what it takes one by one."""
    lines = "\n".join(names).casefold().split("\n") if names else []
    return lines if len(lines) == len(names) else list(map(key, names))


@frozen
class Symbol:
    """What a name means. `related`: parents of a category, what a brand sells, members of a list (all keys).

    `spellings`: the members of a list as their author wrote them, in the order of `related`.
    """

    kind: SymbolKind
    name: str
    labels: Mapping[str, str] = attrs.field(factory=dict, eq=False)
    related: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    iab: tuple[int, bool] | None = None
    platform: str | None = None
    file: str = attrs.field(default="", eq=False)
    spellings: tuple[str, ...] = attrs.field(default=(), eq=False)
    span: Span | None = attrs.field(default=None, eq=False, repr=False)
    key: str = attrs.field(init=False, eq=False, repr=False)
    """The name as it compares; a platform's own format is `platform/format`."""

    @key.default
    def _key(self) -> str:
        return (f"{self.platform}/{self.name}" if self.platform else self.name).casefold()

    @property
    def in_library(self) -> bool:
        """Whether the standard library declares it."""
        return self.span is None

    def label(self, language: str) -> str:
        """The label in `language`; English stands in for a language that the author left out."""
        return self.labels.get(language) or self.labels.get("en") or self.name


def declared(node: ast.Declaration | ast.CompetitorList, file: str, platform: str | None = None) -> Iterator[Symbol]:
    """The symbols of one declaration: itself and, for a platform, its formats."""
    if isinstance(node, ast.CompetitorList):
        written = tuple(member.text for member in node.members)
        related = tuple(map(key, written))
        yield Symbol("competitors", node.name.text, {}, related, file=file, spellings=written, span=node.name.span)
        return
    labels = {"en": node.label} if node.label else {}
    aliases: list[str] = []
    iab: tuple[int, bool] | None = None
    for entry in node.entries:
        match entry:
            case ast.Labels():
                labels.update((language.text.lower(), label) for language, label in entry.pairs)
            case ast.Alias():
                aliases.extend(name.text for name in entry.names)
            case ast.Iab():
                iab = (entry.id, entry.broad)
    related = tuple(key(name.text) for name in node.related)
    yield Symbol(node.kind, node.name.text, labels, related, tuple(aliases), iab, platform, file, span=node.name.span)
    for form in node.formats:
        yield from declared(form, file, node.name.text)


# One row of the compiled library: the fields of `Symbol` that a declaration can set.
Row: TypeAlias = tuple[str, str, dict[str, str], tuple[str, ...], tuple[str, ...], "tuple[int, bool] | None", "str | None", str]


def to_row(symbol: Symbol) -> Row:
    """A symbol as plain data."""
    return (
        symbol.kind, symbol.name, dict(symbol.labels), symbol.related, symbol.aliases, symbol.iab, symbol.platform, symbol.file
    )  # fmt: skip


def _of(kind: str, names: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The names of one kind."""
    return (name for of, name in names if of == kind)


class _Library:
    """The rows of a library by kind and key, with what follows from them alone."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows: dict[tuple[str, str], Row] = {}
        self.aliases: dict[tuple[str, str], str] = {}
        for row in rows:
            kind, name, platform = row[0], row[1], row[6]
            own_key = f"{platform}/{name}" if platform else name
            self.rows[kind, own_key] = row
            for alias in row[4]:
                self.aliases[kind, f"{platform}/{key(alias)}" if platform else key(alias)] = own_key
        self.symbols: dict[tuple[str, str], Symbol] = {}
        self._spellings: dict[str, list[str]] = {}

    def symbol(self, name: tuple[str, str]) -> Symbol | None:
        """The symbol of a kind and a key, made when it is first asked for."""
        known = self.symbols.get(name)
        if known is None and name in self.rows:
            known = self.symbols[name] = Symbol(*self.rows[name])  # type: ignore[arg-type]
        return known

    @cached_property
    def keys(self) -> dict[str, list[str]]:
        """All keys of each kind."""
        found: dict[str, list[str]] = {}
        for kind, own_key in self.rows:
            found.setdefault(kind, []).append(own_key)
        return found

    def spellings(self, kind: str) -> list[str]:
        """All keys and aliases of a kind, sorted; asked for again and again where own names are compared with them."""
        known = self._spellings.get(kind)
        if known is None:
            known = self._spellings[kind] = sorted({*_of(kind, self.rows), *_of(kind, self.aliases)})
        return known

    @cached_property
    def taxonomy(self) -> Taxonomy:
        """Every category with the categories it stands under."""
        found = {own_key: row[3] for (kind, own_key), row in self.rows.items() if kind == "category"}
        resolved = {name: tuple(self.aliases.get(("category", p), p) for p in parents) for name, parents in found.items()}
        return Taxonomy({name: tuple(p for p in resolved[name] if p in resolved) for name in sorted(resolved)})


_shelf: list[tuple[Iterable[Row], _Library]] = []


def _library(rows: Iterable[Row]) -> _Library:
    """The library of these rows, made once: nothing of it is ever changed."""
    for known, library in _shelf:
        if known is rows:
            return library
    library = _Library(rows)
    if isinstance(rows, tuple):
        _shelf[:] = [(rows, library)]
    return library


_REMEMBERED = 4096  # names that were asked for


class Symbols:
    """The names of a project over those of the library. The project's own win."""

    def __init__(self, library: Iterable[Row]) -> None:
        self._library = _library(library)
        self._rows = self._library.rows
        self._own_aliases: dict[tuple[str, str], str] = {}
        self._own: dict[tuple[str, str], Symbol] = {}
        self._found: dict[tuple[str, str], Symbol | None] = {}

    def add(self, symbol: Symbol) -> Symbol | None:
        """Declare; returns the symbol of this project that already has the name."""
        self._found.clear()
        before = self._own.get((symbol.kind, symbol.key))
        if before is None:
            self._own[symbol.kind, symbol.key] = symbol
            for alias in symbol.aliases:
                scoped = f"{symbol.platform}/{alias}" if symbol.platform else alias
                self._own_aliases[symbol.kind, key(scoped)] = symbol.key
        return before

    def find(self, kind: SymbolKind, name: str) -> Symbol | None:
        """The symbol called `name` or having it as an alias. Whatever reads a file asks for the same names again and again."""
        try:
            return self._found[kind, name]
        except KeyError:
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            found = self._found[kind, name] = self._look_up(kind, name)
            return found

    def _look_up(self, kind: SymbolKind, name: str) -> Symbol | None:
        called = kind, name.casefold()
        found = self._own.get(called) or self._library.symbols.get(called) or self._library.symbol(called)
        if found is None and (alias := self._alias(*called)) is not None:
            called = kind, alias
            return self._own.get(called) or self._library.symbol(called)
        return found

    def _alias(self, kind: str, name: str) -> str | None:
        """What a name is another name for."""
        return self._own_aliases.get((kind, name)) or self._library.aliases.get((kind, name))

    def members(self, competitors: Symbol) -> tuple[str, ...]:
        """The brands of a list as readers see them: a declared brand by its label, others as the list has them."""
        known = zip(competitors.related, competitors.spellings, strict=True)
        return tuple(found.label("en") if (found := self.find("brand", own_key)) else written for own_key, written in known)

    def own(self) -> Iterable[Symbol]:
        """What the project declares."""
        return self._own.values()

    def in_library(self, symbol: Symbol) -> bool:
        """Whether the library also has this name."""
        return (symbol.kind, symbol.key) in self._rows

    def keys(self, kind: SymbolKind) -> list[str]:
        """All keys of a kind, sorted."""
        return sorted({*self._library.keys.get(kind, ()), *_of(kind, self._own)})

    def spellings(self, kind: SymbolKind) -> list[str]:
        """Keys and aliases, for suggestions."""
        own = {*_of(kind, self._own), *_of(kind, self._own_aliases)}
        known = self._library.spellings(kind)
        return sorted({*known, *own}) if own else [*known]

    def taxonomy(self) -> Taxonomy:
        """Every category with the categories it stands under; names that mean nothing are left out."""
        if not any(kind == "category" for kind, _ in self._own):
            return self._library.taxonomy
        found: dict[str, tuple[str, ...]] = {}
        for (kind, own_key), row in self._rows.items():
            if kind == "category" and (kind, own_key) not in self._own:
                found[own_key] = row[3]
        for (kind, own_key), symbol in self._own.items():
            if kind == "category":
                found[own_key] = symbol.related
        resolved = {name: tuple(self._category_key(p) for p in parents) for name, parents in found.items()}
        return Taxonomy({name: tuple(p for p in resolved[name] if p in resolved) for name in sorted(resolved)})

    def _category_key(self, name: str) -> str:
        return name if ("category", name) in self._own else self._alias("category", name) or name

    def surface(self, node: ast.Surface) -> Place | None:
        """The platform and format that a surface names; `None` if one is unknown."""
        if node.word is not None:
            platform = self.find("platform", node.word.text)
            if platform:
                return Place(platform, None)
            form = self.find("format", node.word.text)
            return Place(None, form) if form else None
        assert node.platform is not None and node.format is not None
        platform = self.find("platform", node.platform.text)
        form = self.format_of(platform, node.format.text) if platform else None
        return Place(platform, form) if form else None

    def format_of(self, platform: Symbol, name: str) -> Symbol | None:
        """A platform's own format, by its name, its alias or the general word for it."""
        found = self.find("format", f"{platform.key}/{name}")
        if found:
            return found
        general = self.find("format", name)
        return self.find("format", f"{platform.key}/{general.key}") if general and not general.platform else None


@frozen
class Place:
    """A surface: a platform, one format of it, or (without platform) one format wherever it exists."""

    platform: Symbol | None
    format: Symbol | None

    @property
    def format_key(self) -> str | None:
        """The general word for the format, which is what facts carry."""
        return key(self.format.name) if self.format else None
