"""A phrase with its holes → text in one language. Knows no language: words come from the table and the lexicon."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import assert_never

import attrs

from clauselang.prose.language import Language
from clauselang.prose.tree import (
    Amount,
    Country,
    Day,
    Figure,
    Items,
    Label,
    Length,
    Letter,
    Node,
    Percent,
    Quoted,
    Say,
    Word,
)  # fmt: skip
from clauselang.resolve.symbols import Symbol
from clauselang.syntax import ast

_HOLE = re.compile(r"\{(\w+)(?::(\w+))?\}")
BLANK = re.compile(r"[\s\x00-\x1f\x7f\u200b\u2028\u2029\ufeff]+")
# Marks that stand around a label in some language. INVARIANT: none of them occurs in data of the parties.
MARKS = re.compile("[“”„‟«»]")


def plain(text: str) -> str:
    """Text of the parties for a plain document: on one line."""
    return BLANK.sub(" ", text).strip()


def markdown(text: str) -> str:
    """Text of the parties for Markdown: on one line, with nothing in it that is markup."""
    return re.sub(r"([\\`*_\[\]<>#|~])|&(?=#?\w+;)", r"\\\g<0>", plain(text))


def _digits(value: Decimal) -> str:
    """The number without an exponent and without zeros that say nothing."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@attrs.frozen
class Wording:
    """Puts a language to a plan; `escape` makes data of the parties safe for the form that is written."""

    language: Language
    escape: Callable[[str], str] = plain

    def text(self, node: Node, form: str = "") -> str:
        """The words for one node, in the form that the hole around it asks for."""
        lexicon = self.language.lexicon
        match node:
            case Say():
                return self._phrase(node, form)
            case Items(kind=kind, items=items):
                return self._list(kind, [self.text(item, form) for item in items])
            case Length(duration=duration):
                return self._list("duration", [self._units(count, unit, form) for count, unit in duration.parts])
            case Figure(text=text):
                return text
            case Letter(index=index):
                return self._letter(index)
            case Percent(value=value):
                return lexicon.percent.format(number=self._number(_digits(value)))
            case Amount(money=money):
                return self._money(money)
            case Day(text=text):
                return self._day(text)
            case Country(code=code):
                return lexicon.countries.get(code, code)
            case Label(symbol=symbol):
                return self._label(symbol, form)
            case Quoted(what=what):
                return self._quoted(what)
            case Word(text=text):
                return self._data(text)
            case _:
                assert_never(node)

    def _phrase(self, node: Say, form: str) -> str:
        phrases = self.language.phrases
        template = phrases.get(f"{node.key}:{form}", phrases[node.key]) if form else phrases[node.key]
        said, place = "", 0
        for hole in _HOLE.finditer(template):
            said = self._meet(said + template[place : hole.start()], self.text(node.holes[hole[1]], hole[2] or ""))
            place = hole.end()
        return said + template[place:]

    def _list(self, kind: str, items: list[str]) -> str:
        between, last = self.language.lexicon.lists[kind]
        said = items[0]
        for place, item in enumerate(items[1:], 2):
            said = self._meet(said + (last if place == len(items) else between), item)
        return said

    def _meet(self, before: str, after: str) -> str:
        """Both texts in a row; the word before changes if the language wants another one in front of `after`."""
        for word, start, instead in self.language.lexicon.euphony:
            if before.endswith(word) and re.match(start, after, re.IGNORECASE):
                return before.removesuffix(word) + instead + after
        return before + after

    def _label(self, symbol: Symbol, form: str) -> str:
        label = symbol.label(self.language.code)
        if form in self.language.lexicon.inflections:
            label = re.sub(*self.language.lexicon.inflections[form], label)
        return self.escape(label)

    def _letter(self, index: int) -> str:
        letters = self.language.lexicon.letters
        before, place = divmod(index, len(letters))
        return (letters[before - 1] if before else "") + letters[place]

    def _units(self, count: int, unit: ast.Unit, form: str) -> str:
        units = self.language.lexicon.units
        singular, plural = units.get(f"{unit}:{form}", units[unit])
        return f"{count} {singular if count == 1 else plural}"

    def _number(self, text: str) -> str:
        return text.replace(".", self.language.lexicon.decimal)

    def _money(self, money: ast.Money) -> str:
        """Digits without grouping, since languages group differently and `1.000` reads in two ways."""
        text = _digits(money.amount)
        if "." in text:
            text = text.ljust(text.index(".") + 3, "0")
        return self.language.lexicon.money.format(currency=money.currency, number=self._number(text))

    def _day(self, text: str) -> str:
        year, month, day = (int(part) for part in text.split("-"))
        lexicon = self.language.lexicon
        return lexicon.date.format(day=lexicon.days.get(day, str(day)), month=lexicon.months[month - 1], year=year)

    def _quoted(self, what: Symbol | str) -> str:
        opened, closed = self.language.lexicon.quotes
        text = what.label(self.language.code) if isinstance(what, Symbol) else what
        return f"{opened}{self._data(text)}{closed}"

    def _data(self, text: str) -> str:
        """Text of the parties, which cannot be taken for a word of the contract."""
        return self.escape(MARKS.sub('"', text))
