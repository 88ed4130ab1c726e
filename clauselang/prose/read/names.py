"""Words of a contract → the names of the vocabulary: labels of categories, platforms, formats and brands."""

from __future__ import annotations

import re
from functools import lru_cache

import attrs

from clauselang.prose.canonical import spoken
from clauselang.prose.language import language
from clauselang.prose.read.leaves import SORTS, Labels, Words
from clauselang.prose.wording import MARKS, markdown, plain
from clauselang.resolve.symbols import Symbol, SymbolKind, Symbols
from clauselang.syntax import ast


class NotKnown(Exception):
    """Words that the vocabulary does not have, or has twice."""

    def __init__(self, words: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.words = words
        self.message = message
        self.remedy = remedy


def _index(symbols: Symbols, kind: SymbolKind, code: str) -> dict[str, tuple[Symbol, ...]]:
    found: dict[str, tuple[Symbol, ...]] = {}
    for key in symbols.keys(kind):
        symbol = symbols.find(kind, key)
        if symbol:
            label = symbol.label(code)
            found[label] = (*found.get(label, ()), symbol)
    return found


@attrs.frozen(eq=False)
class Vocabulary:
    """The labels of one language."""

    symbols: Symbols
    code: str
    categories: dict[str, tuple[Symbol, ...]]
    brands: dict[str, tuple[Symbol, ...]]
    in_markdown: Labels
    in_text: Labels

    def labels(self, form: str) -> Labels:
        """Labels that stand without quotation marks."""
        return self.in_markdown if form == "md" else self.in_text

    def category(self, label: str) -> ast.Name:
        """The category with a label."""
        found = self.categories.get(label, ())
        if len(found) == 1:
            return ast.Name(spoken(found[0].name))
        if found:
            names = " and ".join(f"`{symbol.name}`" for symbol in found)
            raise NotKnown(label, f"“{label}” is the label of {names}", "give the two categories different labels")
        raise NotKnown(label, f"no category is called “{label}” in this language", "give the file that declares it as vocabulary")

    def brand(self, label: str) -> ast.Name:
        """The declared brand with a label, or a brand that needs no declaration."""
        found = self.brands.get(label, ())
        if len(found) > 1:
            names = " and ".join(f"`{symbol.name}`" for symbol in found)
            raise NotKnown(label, f"“{label}” is the label of {names}", "give the two brands different labels")
        return ast.Name(spoken(found[0].name if found else label))


@lru_cache(64)
def vocabulary(symbols: Symbols, code: str) -> Vocabulary:
    """The labels that a file's symbols have in a language."""
    platforms, formats = _index(symbols, "platform", code), _index(symbols, "format", code)
    sorts = {
        "platform": platforms,
        "form": _only(formats, True, True),
        "bare": _only(formats, True, False),
        "generic": {**_only(formats, False, True), **_only(formats, False, False)},
    }
    for form, (pattern, instead) in language(code).lexicon.inflections.items():
        for sort in SORTS:
            sorts[f"{sort}:{form}"] = {re.sub(pattern, instead, label): found for label, found in sorts[sort].items()}
    return Vocabulary(
        symbols,
        code,
        _quoted(_index(symbols, "category", code)),
        _quoted(_index(symbols, "brand", "en")),
        {sort: Words.of({markdown(label): found for label, found in labels.items()}) for sort, labels in sorts.items()},
        {sort: Words.of({plain(label): found for label, found in labels.items()}) for sort, labels in sorts.items()},
    )


def _quoted(labels: dict[str, tuple[Symbol, ...]]) -> dict[str, tuple[Symbol, ...]]:
    """Labels as they stand between quotation marks."""
    found: dict[str, tuple[Symbol, ...]] = {}
    for label, symbols in labels.items():
        said = MARKS.sub('"', plain(label))
        found[said] = (*found.get(said, ()), *symbols)
    return found


def _only(formats: dict[str, tuple[Symbol, ...]], own: bool, labelled: bool) -> dict[str, tuple[Symbol, ...]]:
    """Formats of a platform or general ones, with a label of their own or without."""
    found = {
        label: tuple(s for s in symbols if (s.platform is not None) == own and bool(s.labels) == labelled)
        for label, symbols in formats.items()
    }
    return {label: symbols for label, symbols in found.items() if symbols}
