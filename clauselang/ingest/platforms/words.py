"""A caption → its links, handles, hashtags and words, each with its place; and how names in it compare."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Literal, TypeVar

import attrs

# What people write without `https://` is only taken for a link where a brand owns it.
_LINK = re.compile(r"(?:https?://|(?<![\w.@/])www\.)[^\s<>\"'()\[\]{}]{1,2000}", re.IGNORECASE)
_BARE = re.compile(r"(?<![\w.@/#-])(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,24}(?![\w@-])", re.IGNORECASE | re.ASCII)
_TOKEN = re.compile(r"(?<![\w@#])@(?P<mention>\w[\w.]{0,60})|[#\uff03](?P<hashtag>\w{1,200})|(?P<word>\w{1,200})")
_HOST = re.compile(r"(?:https?://)?(?:[^/@\s]{0,200}@)?([^/:?#\s]{1,253})([^?#\s]{0,500})", re.IGNORECASE)

T = TypeVar("T")


@attrs.frozen
class Token:
    """A piece of a text: its folded form without sign, the text as it stands, and its offset in code points."""

    kind: Literal["mention", "hashtag", "word"]
    folded: str
    text: str
    at: int


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Without case and accents: `Publicité` is `publicite`."""
    if text.isascii():
        return text.casefold()
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()


@lru_cache(maxsize=65536)
def squash(text: str) -> str:
    """How a name is written as a handle or hashtag: `Acme Sonar`, `@acme_sonar` and `#AcmeSonar` are `acmesonar`."""
    return "".join(c for c in fold(text) if c.isalnum())


def links(text: str) -> Iterator[tuple[str, int]]:
    """The addresses of a text, and what only looks like one (without `https://` or `www.`)."""
    end = 0
    for found in _LINK.finditer(text):
        yield from ((bare[0], bare.start()) for bare in _BARE.finditer(text, end, found.start()))
        yield found[0].rstrip(".,;:!?…"), found.start()
        end = found.end()
    yield from ((bare[0], bare.start()) for bare in _BARE.finditer(text, end))


def tokens(text: str) -> list[Token]:
    """Handles, hashtags and words of a text in order. Addresses are left out."""
    plain = _LINK.sub(lambda found: " " * len(found[0]), text)
    result = []
    for found in _TOKEN.finditer(plain):
        kind = found.lastgroup
        if kind == "mention":
            handle = found["mention"].rstrip(".")
            result.append(Token("mention", fold(handle), "@" + handle, found.start()))
        elif kind == "hashtag":
            result.append(Token("hashtag", fold(found["hashtag"]), found[0], found.start()))
        else:
            result.append(Token("word", fold(found["word"]), found[0], found.start()))
    return result


def host_and_path(link: str) -> tuple[str, str]:
    """The host of an address in small letters without `www.`, and the path behind it."""
    found = _HOST.match(link)
    return (found[1].casefold().removeprefix("www.").rstrip("."), found[2]) if found else ("", "")


def by_first_word(known: Mapping[tuple[str, ...], T]) -> dict[str, list[tuple[tuple[str, ...], T]]]:
    """Phrases of folded words, found by their first word, the longest first."""
    table: dict[str, list[tuple[tuple[str, ...], T]]] = {}
    for words in sorted(known, key=len, reverse=True):
        table.setdefault(words[0], []).append((words, known[words]))
    return table


def phrases(found: list[Token], table: Mapping[str, list[tuple[tuple[str, ...], T]]]) -> Iterator[tuple[Token, str, T]]:
    """Where the phrases of a table stand among plain words: the first word, the text of all, and what the table says."""
    free = 0  # a word is part of one phrase
    for at, token in enumerate(found):
        if token.kind != "word" or at < free:
            continue
        for words, known in table.get(token.folded, ()):
            here = found[at : at + len(words)]
            if tuple(t.folded for t in here if t.kind == "word") == words:
                yield token, " ".join(t.text for t in here), known
                free = at + len(words)
                break
