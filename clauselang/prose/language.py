"""A folder of this room → one prose language: its phrase table and its lexicon."""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from importlib import import_module

import attrs

import clauselang.prose
from clauselang.prose.keys import KEYS

# Codes of the languages: the folders beside this file that are named by a code of two letters.
LANGUAGES: tuple[str, ...] = tuple(
    sorted(module.name for module in pkgutil.iter_modules(clauselang.prose.__path__) if module.ispkg and len(module.name) == 2)
)

# INVARIANT: these lists are joined by every language.
LISTS = ("or", "and", "union", "lettered", "duration", "events")


@attrs.frozen
class Lexicon:
    """Words and patterns below the phrase: plain data, one instance per language.

    `units`: unit (or `unit:form`) → singular and plural; `lists`: kind → what stands between items and before the
    last; `days`: day of the month → its word, if it is not the figure; `date`, `money`, `percent`: patterns.
    `inflections`: form → which labels change in it (a pattern) and to what; `euphony`: words that change before a hole
    or a list item: the word, a pattern of what follows, the word instead (Spanish `o` → `u` before `o-`).
    """

    units: Mapping[str, tuple[str, str]]
    months: tuple[str, ...]
    date: str
    money: str
    percent: str
    decimal: str
    quotes: tuple[str, str]
    lists: Mapping[str, tuple[str, str]]
    countries: Mapping[str, str]
    letters: str = "abcdefghijklmnopqrstuvwxyz"
    days: Mapping[int, str] = attrs.field(factory=dict)
    inflections: Mapping[str, tuple[str, str]] = attrs.field(factory=dict)
    euphony: tuple[tuple[str, str, str], ...] = ()


@attrs.frozen
class Language:
    """What `write` needs to know of a language."""

    code: str
    phrases: Mapping[str, str]
    lexicon: Lexicon


def language(code: str) -> Language:
    """Load the folder of a language."""
    if code not in LANGUAGES:
        raise ValueError(f"no prose in `{code}`; there is {', '.join(LANGUAGES)}")
    folder = f"clauselang.prose.{code}"
    return Language(code, import_module(f"{folder}.phrases").PHRASES, import_module(f"{folder}.lexicon").LEXICON)


def missing(code: str) -> tuple[str, ...]:
    """Keys of the reference list that the phrase table of a language lacks, in the order of the list."""
    phrases = language(code).phrases
    return tuple(key for key in KEYS if key not in phrases)
