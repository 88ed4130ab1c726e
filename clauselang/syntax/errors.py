"""The sentences of the syntax room: what was expected at a place, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterable

from clauselang.diagnostics.diagnostic import Diagnostic, Fix
from clauselang.diagnostics.suggest import nearest
from clauselang.source import Source, Span
from clauselang.syntax.tables import KEYWORDS
from clauselang.syntax.tokens import DEDENT, END, INDENT, NL, Token

STAND_IN = "?"

_WORDS = {terminal: word for word, terminal in KEYWORDS.items()}

# What may stand at a place: the terminals that mark the place, the sentence, an example. The first that fits is used.
_PLACES: tuple[tuple[frozenset[str], str], ...] = tuple(
    (frozenset(terminals.split()), sentence)
    for terminals, sentence in (
        ("HOUR DAY MONTH BEFORE AFTER", "a unit, `before` or `after`, as in `1 month before last post`"),
        ("HOUR DAY MONTH", "a unit: `hours`, `days`, `weeks`, `months` or `years`"),
        ("EACH FIRST LAST SIGNING", "a moment to count from, such as `last post`, `signing` or `end of term`"),
        ("TERM CAMPAIGN USAGE NAME", "`term`, `campaign`, `usage` or a named event"),
        ("AGREEMENT EXCLUSIVITY SCENARIO", "an agreement, an exclusivity block, a clause or a vocabulary entry"),
        ("ADVERTISER INFLUENCER TIMEZONE", "a fact of the agreement, such as `signed 2026-02-20` or `timezone Europe/Vilnius`"),
        ("PLANNED PUBLISHED OWED", "what happened to the post, such as `published 2026-03-10 18:00`, `planned …` or `owed`"),
        ("COMPLIANT VIOLATION UNKNOWN", "the expected verdict: `compliant`, `violation`, `misstatement`, `excused` or `unknown`"),
        ("FULL CATEGORY PERPETUAL", "a phrase of a clause, such as `category sonar`, `1 month after last post` or `on instagram`"),
        ("FULL CATEGORY THEN", "a clause, such as `category sonar, 1 month after last post`"),
        ("MENTION APPEARANCE ENGAGEMENT", "`any mention`, `any mention or appearance` or `any engagement`"),
        ("MENTION APPEARANCE POST", "a described post, such as `paid mention of Garmin, reel on instagram`"),
        ("INCLUDED EXCLUDED", "`included` or `excluded`"),
        ("INCLUDED PERCENT NUMBER", "a fee such as `15% of base per 30 days`, `300 USD` or `included`"),
        ("TO UNTIL THROUGH", "the end of the window: `to 1 month after last post`, `through 2026-03-31`"),
        ("THROUGH FOR", "`through` and a date, or `for` and a duration"),
        ("BEFORE AFTER", "`before` or `after`"),
        ("DATE LOCAL INSTANT", "a date or a moment, such as `2026-03-10` or `2026-03-10 18:00`"),
        ("DATE", "a date such as `2026-03-10`"),
        ("EXCLUDED NAME", "a format of the platform, or `excluded`, as in `instagram stories excluded`"),
        ("EXCLUDED AND", "`excluded`, as in `instagram stories excluded`"),
        ("HANDLE ACCOUNT", "an account such as `@river.angler`"),
        ("HANDLE ANY", "an account such as `@river.angler`, `any account`, or the start of a window"),
        ("HANDLE", "an account such as `@river.angler`"),
        ("PLATFORM NAME", "a platform or format, such as `instagram` or `instagram stories`"),
        ("BRANDS CATEGORY SCHEDULE STRING", "what is excepted, such as `brands Moshi`, `stories` or `schedule \"B\"`"),
        ("TERM ENDED FEE STRING", "a condition, such as `term longer than 1 year` or a quoted question"),
        ("ADVERTISER INFLUENCER", "`advertiser` or `influencer`"),
        ("ALIAS IAB NAME", "an entry, such as `nl \"sonarapparaten\"`, `alias sonars` or `iab 1113`"),
        ("PERCENT NUMBER", "a figure such as `15%` or `300 USD`"),
        ("NUMBER", "a duration such as `1 month`, or an amount such as `200 USD`"),
        ("PATH", "a path such as `categories/fishing`, or a time zone such as `Europe/Vilnius`"),
        ("STRING COMMA", "a comma, or the end of the line"),
        ("STRING NAME", "a name, such as `sonar` or `\"Acme Sonar\"`"),
        ("STRING", "a text in straight double quotes"),
        ("COLON", "a comma and a further fact, or `:` and the expected verdict"),
        ("COMMA _NL", "a comma and a further phrase, or the end of the line"),
        ("COMMA", "a comma and a time phrase, such as `, 1 month after last post`"),
        ("_NL", "the end of the line"),
    )
)

# Words that two people read differently, and what can be said instead.
VAGUE: dict[str, str] = {
    "around": "say both sides: `24 hours before to 24 hours after each post`",
    "within": "say from what to what: `24 hours before to 24 hours after each post`",
    "promote": "say what counts: nothing (sponsored content), `any mention` or `any mention or appearance`",
    "endorse": "say what counts: nothing (sponsored content), `any mention` or `any engagement`",
    "collaborate": "say what counts: nothing (sponsored content), `any mention` or `any engagement`",
    "advertise": "say what counts: nothing (sponsored content) or `any mention`",
    "similar": "name the category, such as `category sonar`, or a list, such as `brands Garmin and Lowrance`",
    "competing": "name the category, such as `category sonar`, or a list, such as `competitors rivals`",
    "competitive": "name the category, such as `category sonar`, or a list, such as `competitors rivals`",
    "rivals": "name a list of competitors: `competitors rivals`",
    "including": "list everything that is meant: an open list cannot be checked",
    "reasonable": "say a duration, such as `30 days`",
    "immediately": "say a duration, such as `24 hours`",
    "till": "write `through` and a date to include it, or `before` and a date to exclude it",
    "forever": "write `perpetual`",
    "exclusive": "write `full`, or name what is excluded: `category sonar`",
    "weekdays": "write a number of days; every day counts",
}

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


def describe_expected(expected: frozenset[str]) -> str:
    """The sentence for a place, or a plain list of the words that may stand there."""
    for marks, sentence in _PLACES:
        if marks <= expected:
            return sentence
    words = sorted(f"`{_WORDS[terminal]}`" for terminal in expected if terminal in _WORDS)
    return listed(words) if words else "the end of the line"


def listed(words: list[str]) -> str:
    """`a`, `b` or `c`."""
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " or " + words[-1]


def unexpected(source: Source, token: Token, before: list[Token], expected: frozenset[str]) -> Diagnostic:
    """A word that cannot stand where it stands, or a line that ends too early."""
    phrase = _phrase(before)
    for candidate in (token, *phrase[:1]):
        if candidate.type in ("NAME", "COMMA") or candidate.text.lower() in VAGUE:
            advice = VAGUE.get(candidate.text.lower())
            if advice:
                return Diagnostic("S107", _span(source, candidate), f"`{candidate.text}` can be read in two ways", help=advice)
    sentence = describe_expected(expected)
    if token.type in (NL, INDENT, DEDENT, END):
        after = f" after `{before[-1].text}`" if before and before[-1].text else ""
        place = Span(source, max(token.start - 1, 0), token.start)
        return Diagnostic("S102", place, f"the line ends too early{after}", help=f"expected {sentence}")
    fix = _correction(source, token, phrase, expected)
    if fix:
        return Diagnostic(
            "S101", fix.span, f"`{fix.span.text}` is not a word of the language here", help=f"did you mean `{fix.replacement}`?", fix=fix
        )
    return Diagnostic("S101", _span(source, token), f"unexpected {_shown(token)}", help=f"expected {sentence}")


def _phrase(before: list[Token]) -> list[Token]:
    """The tokens since the last comma."""
    start = max((i + 1 for i, token in enumerate(before) if token.type == "COMMA"), default=0)
    return before[start:]


def _correction(source: Source, token: Token, phrase: list[Token], expected: frozenset[str]) -> Fix | None:
    """A keyword that the unexpected word, or the first word of its phrase, was probably meant to be."""
    if token.type not in ("NAME", *KEYWORDS.values()) and not phrase:
        return None
    here = sorted(_WORDS[terminal] for terminal in expected if terminal in _WORDS)
    if re.fullmatch(r"[A-Za-z_-]{3,}", token.text) and (meant := nearest(token.text, here)):
        return Fix(f"write `{meant}`", _span(source, token), meant)
    if phrase and phrase[0].type == "NAME" and len(phrase[0].text) > 3:
        meant = nearest(phrase[0].text, _PHRASE_STARTS)
        if meant and meant != phrase[0].text.lower():
            return Fix(f"write `{meant}`", _span(source, phrase[0]), meant)
    return None


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
            "S120", span, f"{describe(character)} cannot stand in a name",
            help="names use the letters a-z, digits, `_` and `-`; put anything else in straight double quotes",
        )  # fmt: skip
    shown = character if character.isprintable() else f"U+{ord(character):04X}"
    return Diagnostic("S103", span, f"unexpected character `{shown}`", help="put names with other characters in straight double quotes")


def tab(span: Span) -> Diagnostic:
    """A tab in the indentation."""
    return Diagnostic("S105", span, "a tab in the indentation", help="indent by two spaces per level")


def indentation(span: Span, open_indent: int, may_open: bool) -> Diagnostic:
    """A line that stands deeper than a block allows, or between two blocks."""
    if may_open:
        return Diagnostic("S105", span, "the block is not indented by two spaces", help=f"indent it by {open_indent + 2} spaces")
    return Diagnostic(
        "S105", span, "the line above opens no block here", help=f"indent this line by {open_indent} spaces like its neighbours"
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


def one_of(words: Iterable[str]) -> str:
    """Words as a list for a help line."""
    return listed([f"`{word}`" for word in words])
