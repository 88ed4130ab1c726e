"""What the formatter may reorder: the phrases of a clause and the labels of a line, and trees regardless of that order.

The order of phrases never matters and every language has one label, so trees that differ in these orders only are
one tree. Everything else stands as its author put it.
"""

from __future__ import annotations

from clauselang.syntax import ast

# Target, act and kind, time, surface, account, territory, event, exceptions, conditions, terms.
_PLACES: tuple[tuple[type[ast.Node], ...], ...] = (
    (ast.Target,),
    (ast.Act,),
    (ast.Gifts,),
    (ast.Around, ast.Before, ast.After, ast.FromTo, ast.OnTheDay, ast.During, ast.Dates, ast.For),
    (ast.Perpetual,),
    (ast.AtLatest,),
    (ast.On,),
    (ast.FromAccounts,),
    (ast.AccountsExcluded,),
    (ast.In,),
    (ast.At,),
    (ast.SurfacesExcluded, ast.Except),
    (ast.Condition,),
    (ast.Fee,),
    (ast.Penalty,),
    (ast.Remedy,),
)
_PLACE = {kind: place for place, kinds in enumerate(_PLACES) for kind in kinds}
_REMEDIES = ("cure", "takedown")
_LANGUAGES = ("en", "nl", "de", "fr", "es")


def phrase_place(phrase: ast.Phrase) -> tuple[int, int]:
    """Where a phrase stands in a clause; phrases of one place keep the order in which they were written."""
    return _PLACE[type(phrase)], _REMEDIES.index(phrase.what) if isinstance(phrase, ast.Remedy) else 0


def label_place(language: str) -> int:
    """Where a label stands in its line: the languages of the project first, then the others as written."""
    known = language.lower()
    return _LANGUAGES.index(known) if known in _LANGUAGES else len(_LANGUAGES)


def in_order(module: ast.Module) -> ast.Module:
    """The same file with phrases and labels in their canonical order."""
    return ast.Module(tuple(_item(item) for item in module.items), span=module.span)


def _item(item: ast.Item) -> ast.Item:
    match item:
        case ast.Clause():
            return _clause(item)
        case ast.Exclusivity():
            return ast.Exclusivity(item.title, tuple(_clause(clause) for clause in item.clauses), span=item.span)
        case ast.Declaration():
            return _declaration(item)
        case _:
            return item


def _clause(clause: ast.Clause) -> ast.Clause:
    return ast.Clause(tuple(sorted(clause.phrases, key=phrase_place)), clause.then, span=clause.span)


def _declaration(of: ast.Declaration) -> ast.Declaration:
    entries = tuple(_labels(entry) if isinstance(entry, ast.Labels) else entry for entry in of.entries)
    formats = tuple(_declaration(form) for form in of.formats)
    return ast.Declaration(of.kind, of.name, of.label, of.related, entries, formats, span=of.span)


def _labels(labels: ast.Labels) -> ast.Labels:
    return ast.Labels(tuple(sorted(labels.pairs, key=lambda pair: label_place(pair[0].text))), span=labels.span)
