"""The sentences of the syntax room: what was expected at a place, and what to write instead."""

from __future__ import annotations

import re

from clauselang.diagnostics.diagnostic import Diagnostic, Fix
from clauselang.diagnostics.suggest import nearest
from clauselang.source import Source, Span
from clauselang.syntax.tables import KEYWORDS
from clauselang.syntax.tokens import DEDENT, END, INDENT, NL, Token
from clauselang.syntax.wording import CHARACTERS, MONTHS, PHRASE, PLACES, SAID, SENTENCE, VAGUE

STAND_IN = "?"

_WORDS = {terminal: word for word, terminal in KEYWORDS.items()}

_HEADERS: dict[str, tuple[str, ...]] = {
    "AGREEMENT": ("AGREEMENT", "NAME", NL),
    "EXCLUSIVITY": ("EXCLUSIVITY", NL),
    "SCENARIO": ("SCENARIO", "NAME", NL),
    "POSTS": ("POSTS", NL),
    "ADVERTISER": ("ADVERTISER", "NAME", NL),
    "INFLUENCER": ("INFLUENCER", "NAME", NL),
    "SCHEDULE": ("SCHEDULE", "NAME", NL),
    "CATEGORY": ("CATEGORY", "NAME", NL),
    "BRAND": ("BRAND", "NAME", NL),
    "COMPETITORS": ("COMPETITORS", "NAME", NL),
    "PLATFORM": ("PLATFORM", "NAME", NL),
    "FORMAT": ("FORMAT", "NAME", NL),
}


def header_for(word: str, expected: frozenset[str]) -> tuple[str, ...]:
    """Terminals of the header that a broken line was probably meant to be; none if it opens no block."""
    choices = [_WORDS[terminal] for terminal in sorted(_HEADERS) if terminal in expected]
    meant = word.lower() if word.lower() in choices else nearest(word, choices)
    return _HEADERS[KEYWORDS[meant]] if meant else ()


def describe_expected(expected: frozenset[str], before: str = "") -> str:
    """The sentence for a place after the terminal `before`, or a plain list of the words that may stand there."""
    for marks, after, sentence in PLACES:
        if marks <= expected and after in ("*", before):
            return sentence
    words = sorted(f"`{_WORDS[terminal]}`" for terminal in expected if terminal in _WORDS)
    return listed(words) if words else "the end of the line"


def listed(words: list[str]) -> str:
    """`a`, `b` or `c`."""
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " or " + words[-1]


def unexpected(source: Source, token: Token, before: list[Token], expected: frozenset[str], correct: bool = True) -> Diagnostic:
    """A word that cannot stand where it stands, or a line that ends too early; `correct`: look for what was meant."""
    phrase = _phrase(before)
    in_clause = bool(phrase) and phrase[0].type == "NAME" and "EXCLUDED" in expected
    found = _advised(source, token, before, phrase, in_clause)
    if correct:
        found = found or _corrected(source, token, before, phrase, expected)
    if found:
        return found
    if in_clause and token.type != "STRING":
        return _no_phrase(source, before, phrase)
    sentence = describe_expected(expected, before[-1].type if before else "")
    if token.type in LAYOUT:
        after = f" after {_shown(before[-1])}" if before and before[-1].text else ""
        place = Span(source, max(token.start - 1, 0), token.start)
        return Diagnostic("S102", place, f"the line ends too early{after}", help=f"expected {sentence}")
    return Diagnostic("S101", _span(source, token), f"unexpected {_shown(token)}", help=_remedy(token, before, expected, sentence))


def _remedy(token: Token, before: list[Token], expected: frozenset[str], sentence: str) -> str:
    """What to write instead of a word that is fine elsewhere."""
    if len(before) > 1 and before[-1].type == "NAME" and before[-2].type in _NAMED and token.type in ("NAME", "NUMBER"):
        return f"put a name of several words in straight double quotes: `\"{before[-1].text[:40]} {token.text[:40]}\"`"
    if token.type in ("AND", "COMMA") or token.text.lower() == "and":
        if "_NL" in expected and [t.type for t in before] in (["NAME"], ["STRING"]):
            return "write one name per line"
        if token.type == "COMMA" and before and before[-1].type == "NUMBER" and expected == {"NAME"}:
            return "write the number without a comma, and its currency, such as `1000 EUR`"
    return f"expected {sentence}"


def _phrase(before: list[Token]) -> list[Token]:
    """The tokens since the last comma."""
    start = max((i + 1 for i, token in enumerate(before) if token.type == "COMMA"), default=0)
    return before[start:]


def _advised(source: Source, token: Token, before: list[Token], phrase: list[Token], in_clause: bool) -> Diagnostic | None:
    """A stray word that many contracts have and the language says in another way."""
    near = (token, *phrase[-1:])
    for candidate in (*near, *phrase[:1]):
        word = candidate.text.lower()
        if candidate.type in ("NAME", "COMMA") and word in VAGUE:
            return Diagnostic("S107", _span(source, candidate), f"`{candidate.text}` can be read in two ways", help=VAGUE[word])
    for candidate in (*phrase[:1], *near):
        word = candidate.text.lower()
        if candidate.type != "NAME":
            continue
        if word in MONTHS and "NUMBER" in (token.type, *(t.type for t in phrase[-2:])):
            remedy: str | None = "write dates with figures, year first: `2026-03-31`"
        elif before and candidate is before[0] and word in SENTENCE:
            remedy = SENTENCE[word]
        else:
            remedy = (PHRASE.get(word) if in_clause and candidate is phrase[0] else None) or SAID.get(word)
        if remedy:
            return _no_word(source, candidate, remedy)
    return None


def _no_word(source: Source, token: Token, remedy: str, fix: Fix | None = None) -> Diagnostic:
    return Diagnostic("S101", _span(source, token), f"{_shown(token)} is not a word of the language here", help=remedy, fix=fix)


def _corrected(
    source: Source, token: Token, before: list[Token], phrase: list[Token], expected: frozenset[str]
) -> Diagnostic | None:
    """A word that was probably misspelt, or a comma that was left out."""
    choices = sorted(_WORDS[terminal] for terminal in expected if terminal in _WORDS)
    if re.fullmatch(r"[A-Za-z_-]{3,}", token.text) and (meant := nearest(token.text, choices)):
        return _misspelt(source, token, meant)
    if len(before) == 2 and before[0].type == "BRAND" and (token.type == "COMMA" or token.text.lower() == "and"):
        return _misspelt(source, before[0], "brands")
    if phrase and phrase[0].type == "NAME" and len(phrase[0].text) > 3:
        meant = nearest(phrase[0].text, _PHRASE_STARTS)
        if meant and meant != phrase[0].text.lower():
            return _misspelt(source, phrase[0], meant)
    if "COMMA" in expected and before and (KEYWORDS.get(token.text.lower()) or token.type) in _AFTER_A_COMMA:
        place = Span(source, before[-1].end, before[-1].end)
        return Diagnostic(
            "S101", _span(source, token), f"a comma is missing before {_shown(token)}", help="separate phrases with commas",
            fix=Fix("put a comma", place, ","),
        )  # fmt: skip
    return None


def _misspelt(source: Source, token: Token, meant: str) -> Diagnostic:
    return _no_word(source, token, f"did you mean `{meant}`?", Fix(f"write `{meant}`", _span(source, token), meant))


def _no_phrase(source: Source, before: list[Token], phrase: list[Token]) -> Diagnostic:
    """A part between commas that nothing starts with, so that it was read as a surface without `excluded`."""
    span = Span(source, phrase[0].start, phrase[-1].end)
    earlier = _phrase(before[: len(before) - len(phrase) - 1])
    shown = span.text if len(span.text) <= 40 else span.text[:39] + "…"
    if earlier and earlier[0].type in _LISTS:
        remedy = f"if it belongs to `{earlier[0].text}`, join it with `and`; if it stays free, write `{shown} excluded`"
    else:
        remedy = "say who (`category sonar`), when (`during term`), where (`on instagram`) or what stays free (`stories excluded`)"
    return Diagnostic("S101", span, f"`{shown}` is not a phrase of a clause", help=remedy)


LAYOUT = (NL, INDENT, DEDENT, END)
_LISTS = ("CATEGORY", "BRANDS", "COMPETITORS", "ON", "IN", "AT")
_NAMED = (
    "AGREEMENT", "ADVERTISER", "INFLUENCER", "EXCLUSIVITY", "SCENARIO", "CATEGORY", "BRANDS", "BRAND", "COMPETITORS", "AND",
    "EVENT", "SCHEDULE", "CONSENT", "ALIAS", "OF", "SELLS",
)  # fmt: skip
_AFTER_A_COMMA = frozenset(
    "FULL CATEGORY BRANDS COMPETITORS GIFTS ANY NUMBER FROM ON DURING DATE PERPETUAL AT IN WORLDWIDE EXCEPT IF UNLESS FEE PENALTY "
    "CURE TAKEDOWN PLANNED PUBLISHED DELETED REPUBLISHED CANCELLED OWED".split()
)
_PHRASE_STARTS = (
    "full", "category", "brands", "competitors", "none", "gifts", "any", "from", "during", "perpetual", "worldwide",
    "except", "unless", "fee", "penalty", "cure", "takedown", "then", "agreement", "exclusivity", "scenario", "import",
    "platform", "format", "brand", "advertiser", "influencer", "timezone", "signed", "posts", "campaign", "schedule",
)  # fmt: skip


def _shown(token: Token) -> str:
    """The token as the message names it, shortened."""
    text = token.text if len(token.text) <= 40 else token.text[:39] + "…"
    return f"`{text}`"


def _span(source: Source, token: Token) -> Span:
    return Span(source, token.start, token.end)


def bad_character(source: Source, at: int) -> Diagnostic:
    """Something that no part of the language starts with."""
    text = source.text
    while at < len(text) and text[at] in " \t":
        at += 1
    if at >= len(text):
        return Diagnostic("S103", Span(source, at, at), "unexpected end of text", help="finish the line")
    span = Span(source, at, at + 1)
    character = text[at]
    if character == '"':
        return Diagnostic("S104", span, "this quote is not closed on its line", help='close it with `"` before the line ends')
    if character in "“”„‟«»‘’‚'":
        return Diagnostic("S103", span, f"`{character}` is not a quote of the language", help='use straight double quotes: `"…"`')
    if not character.isascii() and character.isalpha():
        from clauselang.syntax.characters import describe

        return Diagnostic(
            "S120", span, f"`{character}` ({describe(character)}) cannot stand in a name",
            help="names use the letters a-z, digits, `_` and `-`; put anything else in straight double quotes",
        )  # fmt: skip
    shown = character if character.isprintable() else f"U+{ord(character):04X}"
    remedy = CHARACTERS.get(character, "put names with other characters in straight double quotes")
    if character == "." and not text[at + 1 : at + 2].strip():
        remedy = "leave it out: a clause ends with its line"
    return Diagnostic("S103", span, f"unexpected character `{shown}`", help=remedy)


def tab(span: Span) -> Diagnostic:
    """A tab in the indentation."""
    return Diagnostic("S105", span, "a tab in the indentation", help="indent by two spaces per level")


def indentation(span: Span, open_indent: int, may_open: bool) -> Diagnostic:
    """A line that stands deeper than a block allows, or between two blocks."""
    if may_open:
        return Diagnostic("S105", span, "the block is not indented by two spaces", help=f"indent it by {open_indent + 2} spaces")
    return Diagnostic(
        "S105", span, "the line above opens no block here",
        help=f"indent this line by {open_indent} spaces, like its neighbours" if open_indent else "start this line at the margin",
    )


def line_too_long(span: Span, commas: int, characters: int) -> Diagnostic:
    """A line beyond the bounds that keep every tool fast."""
    return Diagnostic(
        "S132", span, f"the line is longer than {commas} phrases or {characters} characters", help="split the clause, or use a named list"
    )


def too_large(source: Source, characters: int, lines: int) -> Diagnostic | None:
    """A file beyond the bounds that keep every tool fast."""
    start = Span(source, 0, 0)
    if len(source.text) > characters:
        return Diagnostic("S130", start, f"the file has more than {characters} characters", help="split it and use `import`")
    if source.text.count("\n") > lines:
        return Diagnostic("S130", start, f"the file has more than {lines} lines", help="split it and use `import`")
    return None
