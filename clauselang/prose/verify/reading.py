"""The words of a part → its sentences as the language has them, if it has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from clauselang.prose.language import language
from clauselang.prose.read.grammar import grammar
from clauselang.prose.read.match import Match
from clauselang.prose.read.names import vocabulary
from clauselang.prose.read.reader import sentences
from clauselang.prose.tree import Items, Letter, Node, Say, Word
from clauselang.prose.verify.parts import Kind
from clauselang.resolve.symbols import Symbols

MOST_WAYS = 24
MAX_READ = 8_000  # characters; no clause of a contract is longer
_RULES: dict[Kind, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "clause": (("clause",), ("sentence", "statement")), "parties": (("fact",), ("fact",)), "definition": (("define",), ()),
    "always": (("always_said",), ()), "schedule": (("heading.schedule",), ()), "entry": (("post_entry", "commitment_entry"), ()),
    "rule": (("annex",), ()),
}  # fmt: skip
_LEAST_WORDS, _LEAST_TURN = 10, 20  # characters of words that only a clause has, and of those that no clause lacks


def ways(text: str, kind: Kind, code: str, symbols: Symbols) -> tuple[tuple[Say, ...], ...]:
    """Ways to read the words of a part. A list from which an item was taken may lack an “or” or a letter."""
    if kind not in _RULES:
        return ()
    found = tuple(_ways(text, *_RULES[kind], code, symbols))
    mended = _relisted(text, code) if not found else text
    return found if found or mended == text else tuple(_ways(mended, *_RULES[kind], code, symbols))


def sentence(text: str, kind: Kind, code: str, symbols: Symbols) -> tuple[Say, ...] | None:
    """One way to read a piece of a part: some of its sentences in a row."""
    if kind not in _RULES:
        return None
    rules = tuple(dict.fromkeys((*_RULES[kind][0], *_RULES[kind][1])))
    return next(_ways(text, rules, rules, code, symbols), None)


def is_clause(text: str, code: str, symbols: Symbols) -> bool:
    """Whether a text can be read as a clause."""
    return bool(ways(text, "clause", code, symbols))


def _relisted(text: str, code: str) -> str:
    """The text with the items of its lists joined as a list of that many items is."""
    lexicon = language(code).lexicon
    between, last = lexicon.lists["lettered"]
    item = re.compile(rf"(?:{re.escape(last)}|{re.escape(between)}|(?<=[:,]) |, )?\((\w{{1,2}})\) (?=\S)")
    begun = [mark for mark in item.finditer(text) if mark[1].strip(lexicon.letters) == ""]
    if not begun or not text[: begun[0].start()].endswith(":"):
        return text
    made, at = "", 0
    for count, mark in enumerate(begun):
        joint = " " if count == 0 else last if count == len(begun) - 1 else between
        made += f"{text[at : mark.start()]}{joint}({mark[1]}) "
        at = mark.end()
    return made + text[at:]


def _ways(text: str, first: tuple[str, ...], further: tuple[str, ...], code: str, symbols: Symbols) -> Iterator[tuple[Say, ...]]:
    if len(text) > MAX_READ:
        return
    rules = grammar(code, "text")
    match = Match(text, vocabulary(symbols, code).labels("text"))
    begin, after = (tuple(rules.rule(name) for name in names) for names in (first, further))
    try:
        for way in islice(sentences(match, begin, after or begin), MOST_WAYS):
            if further or len(way) == 1:
                yield tuple(_as_written(node) for node in way)
    except RecursionError:  # a list of thousands of things: no list of a clause
        return


def _as_written(node: Say) -> Say:
    """What is read in the shape that it is written in: handles with their sign, items with their letters."""
    return Say(node.key, {hole: _part(inside, hole) for hole, inside in node.holes.items()})


def _part(node: Node, hole: str) -> Node:
    match node:
        case Word(text=text) if hole in ("handle", "handles"):
            return Word(f"@{text.removeprefix('@')}")
        case Say():
            return _as_written(node)
        case Items(kind="lettered", items=items):
            return Items("lettered", tuple(_lettered(item, at) for at, item in enumerate(items)))
        case Items(kind=kind, items=items):
            return Items(kind, tuple(_part(item, hole) for item in items))
        case _:
            return node


def _lettered(node: Node, at: int) -> Node:
    return Say(node.key, {"letter": Letter(at), "x": _part(node.holes["x"], "x")}) if isinstance(node, Say) else node


@lru_cache(8)
def turns(code: str) -> tuple[tuple[str, ...], ...]:
    """Words that only a promise has: for each way to begin a clause, the long words between its holes."""
    found = []
    for template in grammar(code, "text").rule("clause").templates:
        words = tuple(part[0].strip() for part in template.parts if isinstance(part, tuple) and len(part[0]) >= _LEAST_WORDS)
        if max(map(len, words), default=0) >= _LEAST_TURN:
            found.append(words)
    return tuple(found)
