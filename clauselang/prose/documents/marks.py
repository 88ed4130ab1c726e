"""Text with marks in it → runs. Marks are characters that no text of the parties can hold, since they are taken out of it.

`Wording` gives plain text. So that a document knows where a reference, a defined term or an item of a list stands, the phrase
table is read with marks around the holes and quotation marks concerned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module

import attrs

from clauselang.prose.documents.blocks import Paragraph, Run
from clauselang.prose.language import Language, language
from clauselang.prose.wording import Wording, plain

_REF, _TERM, _END, _ITEM = "\ue000", "\ue001", "\ue002", "\ue003"
NUMBER = _REF  # stands before the number of an article in its heading, and `_END` behind it
_PIECE = re.compile(f"([{_REF}{_TERM}])([^{_REF}-{_ITEM}]*){_END}")
# Marks, what XML cannot hold, and signs that turn the direction of what is around them.
_UNWANTED = re.compile("[\ue000-\uf8ff\ud800-\udfff\ufffe\uffff\u0080-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def data(text: str) -> str:
    """Text of the parties for a document: on one line, with no mark and no character that a form of output cannot hold."""
    return _UNWANTED.sub("", plain(text))


def marked(code: str) -> Wording:
    """The wording of a language, with the phrases of documents, that marks what is more than words."""
    known = language(code)
    phrases = {**known.phrases, **import_module(f"clauselang.prose.{code}.document").PHRASES}
    return Wording(attrs.evolve(known, phrases={key: _template(key, text, known) for key, text in phrases.items()}), data)


def _template(key: str, text: str, known: Language) -> str:
    text = re.sub(r"\{(num|ref|refs)\}", rf"{_REF}{{\1}}{_END}", text) if not key.startswith("result.") else text
    if key.startswith("define.") or key == "fact.parties":
        opened, closed = (re.escape(mark.strip()) for mark in known.lexicon.quotes)
        text = re.sub(rf"({opened}\s*)([^{{}}]*?)(\s*{closed})", rf"\1{_TERM}\2{_END}\3", text)
    return _ITEM + text if key == "item.lettered" else text


def number_and_title(text: str) -> tuple[str, str]:
    """The heading of an article → its label (`1.`) and its title."""
    before, _, rest = text.partition(_REF)
    number, _, rest = rest.partition(_END)
    found = re.match(r"\s*[^\w\s“„«\"(\[]*", rest)
    assert found
    return before + number + found[0], clean(rest[found.end() :]).strip()


def clean(text: str) -> str:
    """The text without marks."""
    return re.sub(f"[{_REF}-{_ITEM}]", "", text)


def runs(text: str) -> tuple[Run, ...]:
    """The pieces of one paragraph."""
    return tuple(_runs(text))


def _runs(text: str) -> Iterator[Run]:
    at = 0
    for piece in _PIECE.finditer(text):
        if piece.start() > at:
            yield Run(clean(text[at : piece.start()]))
        yield Run(piece[2], "reference" if piece[1] == _REF else "term")
        at = piece.end()
    if at < len(text):
        yield Run(clean(text[at:]))


def paragraphs(sentences: list[str], label: str) -> tuple[Paragraph, ...]:
    """The sentences of a clause: a sentence with a list in it gives each item a paragraph of its own."""
    found: list[Paragraph] = []
    words: list[str] = []

    def close() -> None:
        if words:
            found.append(Paragraph(runs(" ".join(words)), "" if found else label, "after" if found else "main"))
            words.clear()

    for sentence in sentences:
        head, *items = sentence.split(_ITEM)
        words.append(head.strip())
        if items:
            close()
            found.extend(Paragraph(runs(text), name, "item") for name, text in map(_item, items))
    close()
    return tuple(found)


def _item(text: str) -> tuple[str, str]:
    """`(a) stories; ` → its letter and its words."""
    letter, *words = text.strip().split(maxsplit=1)
    return letter, "".join(words)
