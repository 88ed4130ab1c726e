"""The smallest things of a contract: text at a place → a date, an amount, a name in quotation marks, a label."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

import attrs

from clauselang.prose.language import Lexicon
from clauselang.prose.tree import Amount, Country, Day, Figure, Label, Length, Letter, Node, Percent, Quoted, Word
from clauselang.prose.wording import MARKS
from clauselang.syntax import ast

Found: TypeAlias = Iterable[tuple[int, Node]]


@attrs.frozen(eq=False)
class Words:
    """Names as they stand in the text, with what each can mean."""

    means: Mapping[str, tuple[Any, ...]]
    lengths: tuple[int, ...]

    @classmethod
    def of(cls, means: Mapping[str, tuple[Any, ...]]) -> Words:
        """Names with their lengths, the longest first."""
        return cls(means, tuple(sorted({len(name) for name in means}, reverse=True)))

    def at(self, text: str, at: int, node: Callable[[Any], Node]) -> Found:
        """Every name that stands at a place."""
        cuts = ((at + size, text[at : at + size]) for size in self.lengths if at + size <= len(text))
        return tuple((end, node(what)) for end, name in cuts for what in self.means.get(name, ()))


# Labels that stand without quotation marks: platforms, formats of a platform (with a label, or bare), general formats.
SORTS = ("platform", "form", "bare", "generic")
# Labels of the vocabulary by sort, and by sort and inflection (`form:dat`).
Labels: TypeAlias = Mapping[str, Words]


@attrs.frozen(eq=False)
class Leaf:
    """Reads one thing. `read` takes the text, the place and the labels; free text, which is read by what stands behind
    it, is `never` a blank to fill in.
    """

    name: str
    read: Callable[[str, int, Labels], Found]
    plain: Callable[[str], str]
    never: frozenset[str] = frozenset()


def unescaped(text: str) -> str:
    """Text of the parties out of Markdown."""
    return re.sub(r"\\(.)", r"\1", text)


def _same(text: str) -> str:
    return text


def leaf(name: str, lexicon: Lexicon, form: str, inflection: str, blanks: frozenset[str]) -> Leaf:
    """The reader of one sort of leaf."""
    plain = unescaped if form == "md" else _same
    read = _label(f"{name}:{inflection}" if inflection else name) if name in SORTS else LEAVES[name](lexicon, form, plain)
    return Leaf(name, read, plain, blanks)


def _pattern(pattern: str, node: Callable[[re.Match[str]], Node | None]) -> Callable[[str, int, Labels], Found]:
    """What a regular expression finds; `None` if it is not what it looks like."""
    match_at = re.compile(pattern).match

    def read(text: str, at: int, labels: Labels) -> Found:
        found = match_at(text, at)
        made = node(found) if found else None
        return ((found.end(), made),) if found and made is not None else ()

    return read


def _number(lexicon: Lexicon) -> str:
    return rf"\d+(?:{re.escape(lexicon.decimal)}\d+)?"


def _decimal(text: str, lexicon: Lexicon) -> Decimal:
    return Decimal(text.replace(lexicon.decimal, "."))


def _filled(pattern: str, **holes: str) -> str:
    """A pattern of the lexicon as a regular expression."""
    parts = re.split(r"\{(\w+)\}", pattern)
    return "".join(re.escape(part) if i % 2 == 0 else f"(?P<{part}>{holes[part]})" for i, part in enumerate(parts))


def _money(lexicon: Lexicon, form: str, plain: Any) -> Any:
    pattern = _filled(lexicon.money, currency="[A-Z]{3}", number=_number(lexicon))
    return _pattern(pattern, lambda m: Amount(ast.Money(_decimal(m["number"], lexicon), m["currency"])))


def _percent(lexicon: Lexicon, form: str, plain: Any) -> Any:
    pattern = _filled(lexicon.percent, number=_number(lexicon))
    return _pattern(pattern, lambda m: Percent(_decimal(m["number"], lexicon)))


def _words(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _day(lexicon: Lexicon, form: str, plain: Any) -> Any:
    special = {word: number for number, word in lexicon.days.items()}
    months = {month: number for number, month in enumerate(lexicon.months, 1)}
    pattern = _filled(lexicon.date, day=_words([*special]) + ("|" if special else "") + r"[1-9]\d?", month=_words(months), year=r"\d{4}")

    def node(m: re.Match[str]) -> Node | None:
        day = special.get(m["day"]) or int(m["day"]) if m["day"] in special or m["day"].isdigit() else 0
        try:
            return Day(date(int(m["year"]), months[m["month"]], day).isoformat())
        except ValueError:
            return None

    return _pattern(pattern, node)


def _duration(lexicon: Lexicon, form: str, plain: Any) -> Any:
    """Any number of units; every stop on the way is offered, since a further unit may belong to something else."""
    units: dict[str, Any] = {word: name.partition(":")[0] for name, words in lexicon.units.items() for word in words}
    one = re.compile(rf"(\d+) ({_words(units)})(?!\w)").match
    between, last = lexicon.lists["duration"]

    def read(text: str, at: int, labels: Labels) -> Iterator[tuple[int, Node]]:
        parts: list[tuple[int, ast.Unit]] = []
        while found := one(text, at):
            parts.append((int(found[1]), units[found[2]]))
            at = found.end()
            yield at, Length(ast.Duration(tuple(parts)))
            at += len(between) if text.startswith(between, at) else len(last) if text.startswith(last, at) else len(text)

    return lambda text, at, labels: tuple(read(text, at, labels))


def _quoted(lexicon: Lexicon, form: str, plain: Callable[[str], str]) -> Any:
    opened, closed = lexicon.quotes

    def read(text: str, at: int, labels: Labels) -> Found:
        if not text.startswith(opened, at):
            return ()
        start = at + len(opened)
        end = text.find(closed, start)
        if end < 0 or MARKS.search(text, start, end):
            return ()
        return ((end + len(closed), Quoted(plain(text[start:end]))),)

    return read


def _label(sort: str) -> Callable[[str, int, Labels], Found]:
    return lambda text, at, labels: labels[sort].at(text, at, Label)


def _country(lexicon: Lexicon, form: str, plain: Any) -> Any:
    names: dict[str, tuple[str, ...]] = {}
    for code, name in lexicon.countries.items():
        names[name] = (*names.get(name, ()), code)
    words = Words.of(names)
    bare = re.compile(r"[A-Z]{2}(?!\w)").match

    def read(text: str, at: int, labels: Labels) -> Found:
        found = tuple(words.at(text, at, Country))
        code = bare(text, at)
        return (*found, (code.end(), Country(code[0]))) if code and code[0] not in lexicon.countries else found

    return read


def _figure(pattern: str) -> Any:
    return lambda lexicon, form, plain: _pattern(pattern, lambda m: Figure(m[0]))


def _handle(lexicon: Lexicon, form: str, plain: Callable[[str], str]) -> Any:
    line = r"\\_" if form == "md" else "_"
    pattern = rf"@((?:[A-Za-z0-9]|{line})(?:(?:[A-Za-z0-9.-]|{line})*(?:[A-Za-z0-9]|{line}))?)"
    return _pattern(pattern, lambda m: Word(plain(m[1])))


def _short(lexicon: Lexicon, form: str, plain: Any) -> Any:
    return _pattern(r"[^\W_]{1,3}(?![^\W_])", lambda m: Word(m[0]))


def _letter(lexicon: Lexicon, form: str, plain: Any) -> Any:
    return _pattern(rf"[{re.escape(lexicon.letters)}]+", lambda m: Letter(0))


def _free(lexicon: Lexicon, form: str, plain: Any) -> Any:
    return lambda text, at, labels: ()


LEAVES: dict[str, Callable[[Lexicon, str, Any], Any]] = {
    **dict.fromkeys(SORTS, _free),
    "country": _country, "day": _day, "duration": _duration, "free": _free,
    "handle": _handle, "letter": _letter, "money": _money,
    "number": _figure(r"\d+(?:\.\d+)?"), "offset": _figure(r"[+−]\d\d:\d\d"), "percent": _percent,
    "quoted": _quoted, "short": _short, "time": _figure(r"\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?"),
}  # fmt: skip
