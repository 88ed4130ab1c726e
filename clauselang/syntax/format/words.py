"""A statement → its lines in the one style: spelling of words, order of phrases, breaks after commas."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import attrs

from clauselang.syntax import ast
from clauselang.syntax.format.lines import Statement, comment_text
from clauselang.syntax.order import label_place, phrase_place
from clauselang.syntax.tables import KEYWORDS, PATTERNS
from clauselang.syntax.tokens import Token

WIDTH = 100
STEP = "  "
CONTINUED = "    "
BEFORE_COMMENT = "  "

_QUOTE = '"'
_NAME = re.compile(PATTERNS["NAME"], re.ASCII)
_AS_WRITTEN = frozenset(PATTERNS)
# What follows these is a title or a party in the author's own words.
_TITLED = frozenset("AGREEMENT EXCLUSIVITY SCENARIO SCHEDULE ADVERTISER INFLUENCER".split())
_UNITS = frozenset("HOUR HOURS DAY DAYS WEEK WEEKS MONTH MONTHS YEAR YEARS".split())


@attrs.frozen
class Facts:
    """What the tree knows about words, by the place of the first one: clauses, lines of labels, names in quotes."""

    clauses: dict[int, ast.Clause]
    labels: frozenset[int]
    quoted_names: frozenset[int]


def facts(module: ast.Module) -> Facts:
    """Walk a tree once."""
    clauses: dict[int, ast.Clause] = {}
    labels: set[int] = set()
    quoted: set[int] = set()
    waiting: list[object] = [module]
    while waiting:
        value = waiting.pop()
        if isinstance(value, tuple):
            waiting.extend(value)
        elif isinstance(value, ast.Node):
            waiting.extend(getattr(value, name) for name in ast.fields(value))
            if value.span is None:
                continue
            match value:
                case ast.Clause():
                    clauses[value.span.start] = value
                case ast.Labels():
                    labels.add(value.span.start)
                case ast.Name(quoted=True):
                    quoted.add(value.span.start)
                case _:
                    pass
    return Facts(clauses, frozenset(labels), frozenset(quoted))


@attrs.frozen
class _Piece:
    """What stands between two commas, the comments on lines of their own before it, and the one behind it."""

    text: str
    before: tuple[str, ...] = ()
    after: str | None = None

    @property
    def comments(self) -> tuple[str, ...]:
        """Its comments in order."""
        return (*self.before, self.after) if self.after else self.before


def lines_of(statement: Statement, known: Facts) -> list[str]:
    """The lines of a statement, indented to its depth, with its comments."""
    tokens = list(statement.tokens)
    start = tokens[0].start
    lead = ""
    if tokens[0].type == "THEN":
        lead = "then "
        del tokens[0]
    if start in known.labels:
        pairs = sorted(zip(tokens[::2], tokens[1::2], strict=True), key=lambda pair: label_place(pair[0].text))
        tokens = [token for pair in pairs for token in pair]
    pieces = _pieces(tokens, statement, known)
    clause = known.clauses.get(start)
    if clause:
        pieces = _arranged(pieces, clause)
    indent = STEP * statement.depth
    above = [indent + comment for comment in pieces[0].before]
    example = any(token.type == "COLON" for token in tokens)
    return above + list(_filled(pieces, indent, lead, None if example else WIDTH))


# Spelling.


def _pieces(tokens: list[Token], statement: Statement, known: Facts) -> list[_Piece]:
    """Words joined by single spaces, cut at commas, each piece with its comments."""
    pieces: list[_Piece] = []
    comments = statement.comments
    words: list[str] = []
    before: tuple[str, ...] = ()
    previous: Token | None = None
    for index, token in enumerate(tokens):
        if token.type == "COMMA":
            between = [comment for comment in comments if token.start < comment.span.start < tokens[index + 1].start]
            behind = next((comment_text(c) for c in between if not c.own_line), None)
            pieces.append(_Piece(" ".join(words), before, behind))
            before = tuple(comment_text(c) for c in between if c.own_line)
            words = []
        elif token.type == "COLON":
            words[-1] += ":"
        else:
            words.append(_word(token, previous, known.quoted_names))
        previous = token
    behind = next((comment_text(c) for c in comments if c.span.start > tokens[-1].start), None)
    pieces.append(_Piece(" ".join(words), before, behind))
    return pieces


def _word(token: Token, previous: Token | None, quoted_names: frozenset[int]) -> str:
    """One word: keywords in lower case, units in the right number, quotes where they are needed, the rest as written."""
    match token.type:
        case "NAME" | "STRING" if previous and previous.type in _TITLED:
            return unicodedata.normalize("NFC", f'"{token.text.strip(_QUOTE)}"')
        case "STRING":
            return _quoted(token, quoted_names)
        case "LOCAL":
            return token.text.replace("T", " ")
        case "INSTANT":
            return token.text.replace(" ", "T")
        case kind if kind in _UNITS and previous and previous.type in ("NUMBER", "PER"):
            one = previous.type == "PER" or int(previous.text) == 1
            return token.text.lower().rstrip("s") + ("" if one else "s")
        case kind if kind in _AS_WRITTEN:
            return token.text
        case _:
            return token.text.lower()


def _quoted(token: Token, names: frozenset[int]) -> str:
    """A text in quotes, or the bare name if nothing else of the language is spelled so."""
    inside = token.text[1:-1]
    if token.start in names and _NAME.fullmatch(inside) and inside.lower() not in KEYWORDS:
        return inside
    return unicodedata.normalize("NFC", token.text)


# Phrases.


def _arranged(pieces: list[_Piece], clause: ast.Clause) -> list[_Piece]:
    """The phrases in canonical order.

    A comment inside the clause goes with its phrase; if that would change the order of comments, the phrases stay
    as they are. A comment behind the clause is about the clause and stays at its end.
    """
    places = [phrase_place(phrase) for phrase in clause.phrases]
    order = sorted(range(len(pieces)), key=places.__getitem__)
    if order[0] and isinstance(clause.phrases[order[0]], ast.SurfacesExcluded) and pieces[order[0]].text.split()[0].lower() in KEYWORDS:
        return pieces  # at the start of a line, a platform called `brand` would not be read as a name
    last = pieces[-1]
    if not last.before and not any(piece.comments for piece in pieces[:-1]):
        bare = [attrs.evolve(pieces[index], after=None) for index in order]
        return [*bare[:-1], attrs.evolve(bare[-1], after=last.after)]
    arranged = [pieces[index] for index in order]
    return arranged if _comments(arranged) == _comments(pieces) else pieces


def _comments(pieces: list[_Piece]) -> list[str]:
    return [comment for piece in pieces for comment in piece.comments]


def _filled(pieces: list[_Piece], indent: str, lead: str, width: int | None) -> Iterator[str]:
    """Pieces on as few lines as fit into a width; a comment ends its line. Comments before the first piece are the caller's."""
    line, fresh = indent + lead, True
    for index, piece in enumerate(pieces):
        text = piece.text + ("," if index < len(pieces) - 1 else "")
        full = width is not None and len(line) + 1 + len(text) > width
        if not fresh and (full or piece.before):
            yield line
            line, fresh = indent + CONTINUED, True
        if index:
            yield from (indent + CONTINUED + comment for comment in piece.before)
        line += text if fresh else " " + text
        fresh = False
        if piece.after:
            yield line + BEFORE_COMMENT + piece.after
            line, fresh = indent + CONTINUED, True
    if not fresh:
        yield line
