"""Characters that a reader cannot see or cannot tell apart, before any parsing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.source import Source, Span

# Controls, bidirectional marks and overrides, zero-width and other invisible format characters (UAX #9, UTS #39).
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"
)
_PLAIN = bytes(range(0x20, 0x7F)) + b"\t\n\r"  # all of ASCII but its controls
_LETTERS = re.compile(r"[^\W\d_]+(?:[^\w\s]?[^\W\d_]+)*")
_MOST = 20


def check_characters(source: Source) -> Iterator[Diagnostic]:
    """Invisible characters (errors), mixed scripts in one word and text that is not NFC (warnings)."""
    text = source.text
    if text.isascii() and not text.encode().translate(None, _PLAIN):  # nearly always
        return
    for count, match in enumerate(_INVISIBLE.finditer(text)):
        if count == _MOST:
            break
        yield Diagnostic(
            "S121",
            Span(source, match.start(), match.end()),
            f"invisible character {describe(match.group())}",
            help="delete it, so that what is read is what is there",
        )
    if text.isascii():
        return
    import unicodedata  # seldom needed, and slow to load

    yield from islice(_mixed_scripts(source), _MOST)
    if not unicodedata.is_normalized("NFC", text):
        composed = unicodedata.normalize("NFC", text)
        at = next((i for i, (written, normal) in enumerate(zip(text, composed, strict=False)) if written != normal), len(composed))
        yield Diagnostic(
            "S122", Span(source, at, at + 1), "text is not in Unicode normal form C", help="save the file normalised (NFC)"
        )


def _mixed_scripts(source: Source) -> Iterator[Diagnostic]:
    """Words that mix Latin with letters of another script that look like Latin ones."""
    for match in _LETTERS.finditer(source.text):
        word = match.group()
        if word.isascii():
            continue
        scripts = {_script(letter) for letter in word}
        if "LATIN" in scripts and scripts & {"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "FULLWIDTH", "MATHEMATICAL"}:
            odd = next(i for i, letter in enumerate(word) if _script(letter) not in ("LATIN", ""))
            at = match.start() + odd
            yield Diagnostic(
                "S120",
                Span(source, at, at + 1),
                f"`{word}` mixes scripts: {describe(word[odd])} looks like a Latin letter",
                help="type the word again in one script",
            )


def _script(letter: str) -> str:
    """First word of the Unicode name, which for letters is the script."""
    import unicodedata  # seldom needed, and slow to load

    return unicodedata.name(letter, "").split(" ")[0]


def describe(character: str) -> str:
    """`U+0441 CYRILLIC SMALL LETTER ES`."""
    import unicodedata  # seldom needed, and slow to load

    return f"U+{ord(character):04X} {unicodedata.name(character, 'CONTROL')}"
