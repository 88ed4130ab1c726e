"""The standard library: complete in every language, a graph without cycles, written as its README says."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from clauselang.resolve import library
from clauselang.resolve.symbols import LANGUAGES, Symbol, Symbols
from clauselang.source import Source
from clauselang.syntax import ast
from clauselang.syntax.parser import parse

STDLIB = Path(__file__).parents[1] / "stdlib"
FILES = sorted(STDLIB.rglob("*.excl"))
SYMBOLS = [Symbol(*row) for row in library.ROWS]  # type: ignore[arg-type]
CATEGORIES = [symbol for symbol in SYMBOLS if symbol.kind == "category"]
IDS = [f"{symbol.kind} {symbol.key}" for symbol in SYMBOLS]


def written(declaration: ast.Declaration, depth: int = 0) -> list[str]:
    """The lines of an entry as the library's README prescribes them."""
    margin = "  " * depth
    under = f" under {' and '.join(n.text for n in declaration.related)}" if declaration.related else ""
    lines = [f'{margin}{declaration.kind} {declaration.name.text} "{declaration.label}"{under}']
    order = {ast.Alias: 0, ast.Iab: 1, ast.Labels: 2}
    for entry in sorted(declaration.entries, key=lambda e: order[type(e)]):
        match entry:
            case ast.Alias(names=names):
                quoted = (f'"{n.text}"' if n.quoted else n.text for n in names)
                lines.append(f"{margin}  alias {', '.join(quoted)}")
            case ast.Iab(id=number, broad=broad):
                lines.append(f"{margin}  iab {number}{' broad' if broad else ''}")
            case ast.Labels(pairs=pairs):
                lines.append(f"{margin}  " + " ".join(f'{language.text} "{label}"' for language, label in pairs))
    for form in declaration.formats:
        lines.extend(written(form, depth + 1))
    return lines


def test_every_file_is_compiled() -> None:
    """The compiled library is made of exactly the files of `stdlib/`."""
    assert {path.relative_to(STDLIB).with_suffix("").as_posix() for path in FILES} == library.FILES


@pytest.mark.parametrize("path", FILES, ids=[path.relative_to(STDLIB).as_posix() for path in FILES])
def test_file_is_written_as_documented(path: Path) -> None:
    """Two spaces per level, the lines of an entry in order (alias, iab, labels, formats), a comment that says what the file is."""
    text = path.read_text("utf-8")
    parsed = parse(Source(path.name, text))
    assert parsed.diagnostics == ()
    assert text.startswith("# ")
    assert text.endswith("\n")
    code = [line for line in text.splitlines() if line and not line.startswith("#")]
    expected: list[str] = []
    for item in parsed.module.items:
        assert isinstance(item, ast.Declaration)
        expected.extend(written(item))
    assert code == expected


@pytest.mark.parametrize("symbol", SYMBOLS, ids=IDS)
def test_symbol_has_its_labels(symbol: Symbol) -> None:
    """Every symbol has a label in every language of the prose: one line of composed text without straight quotes."""
    assert tuple(symbol.labels) == LANGUAGES
    for label in symbol.labels.values():
        assert label.strip() == label != ""
        assert unicodedata.is_normalized("NFC", label)
        assert not re.search(r"[\"'\n]|  ", label)


@pytest.mark.parametrize("symbol", SYMBOLS, ids=IDS)
def test_name_is_written_as_documented(symbol: Symbol) -> None:
    """Names are lower case, joined by `_`, without a digit first."""
    assert re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", symbol.name)


def test_names_are_unique() -> None:
    """No two entries of a kind have one name."""
    keys = [(symbol.kind, symbol.key) for symbol in SYMBOLS]
    assert len(keys) == len(set(keys))


def test_aliases_are_unique() -> None:
    """An alias stands once for its kind and place, and is never the name of another entry there."""
    taken = {(symbol.kind, symbol.platform, symbol.name): symbol.key for symbol in SYMBOLS}
    for symbol in SYMBOLS:
        for alias in symbol.aliases:
            place = (symbol.kind, symbol.platform, alias)
            assert place not in taken, f"{alias}: {symbol.key} and {taken[place]}"
            taken[place] = symbol.key


def test_parents_exist_and_make_no_cycle() -> None:
    """Every category stands under categories that exist, and under itself by no way."""
    names = {symbol.key for symbol in CATEGORIES}
    for symbol in CATEGORIES:
        assert set(symbol.related) <= names - {symbol.key}
        assert len(set(symbol.related)) == len(symbol.related)
    assert Symbols(library.ROWS).taxonomy().cycle(sorted(names)) == ()


def test_no_parent_is_said_twice() -> None:
    """A category names no parent that another of its parents already stands under."""
    taxonomy = Symbols(library.ROWS).taxonomy()
    for symbol in CATEGORIES:
        for parent in symbol.related:
            others = [other for other in symbol.related if other != parent]
            assert not any(other in taxonomy.below(parent) for other in others), (symbol.key, parent)


@pytest.mark.parametrize("symbol", [s for s in SYMBOLS if s.iab], ids=[s.key for s in SYMBOLS if s.iab])
def test_crosswalk_is_in_range(symbol: Symbol) -> None:
    """A crosswalk id is a row of the taxonomy that it points into."""
    assert symbol.iab
    assert 1000 <= symbol.iab[0] <= 1582


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_tell_categories_apart(language: str) -> None:
    """No two categories, platforms or formats share a label, so that a contract is readable back into the source."""
    for kind in ("category", "platform", "format"):
        labels = [s.labels[language] for s in SYMBOLS if s.kind == kind]
        assert sorted({label for label in labels if labels.count(label) > 1}) == []


@pytest.mark.parametrize("symbol", [s for s in SYMBOLS if s.kind == "format"], ids=[s.key for s in SYMBOLS if s.kind == "format"])
def test_format_labels_have_no_conjunction(symbol: Symbol) -> None:
    """A clause joins formats with “and” and “or”, so their labels do not."""
    joining = {"en": "and or", "nl": "en of", "de": "und oder", "fr": "et ou", "es": "y e o u"}
    for language, words in joining.items():
        assert not set(words.split()) & set(symbol.labels[language].lower().split())


def test_every_platform_format_has_a_general_word() -> None:
    """What a platform calls a format can be said without the platform too."""
    general = {symbol.name for symbol in SYMBOLS if symbol.kind == "format" and not symbol.platform}
    assert {symbol.name for symbol in SYMBOLS if symbol.kind == "format" and symbol.platform} <= general
