"""Formatting: golden cases, the law (same tree, same comments, stable) on random files, broken lines, ranges.

`python -m tests.test_format 20000` tries the law on as many random files and prints how many there were.
"""

from __future__ import annotations

import itertools
import random
import re
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lark import Lark

from clauselang.source import Source
from clauselang.syntax import format
from clauselang.syntax.format import Formatted, format_range, format_source, lines
from clauselang.syntax.order import in_order
from clauselang.syntax.parser import Parsed, parse
from clauselang.syntax.tables import KEYWORDS

ROOT = Path(__file__).parents[1]
CASES = (ROOT / "tests" / "golden" / "format" / "cases.md").read_text("utf-8")
_CASE = re.compile(r"^## (.*)\n(?:[^`#\n].*\n|\n)*```excl\n((?s:.*?))^```\n\n```excl\n((?s:.*?))^```$", re.MULTILINE)


def formatted(text: str) -> Formatted:
    """Format a text without a file."""
    return format_source(Source("deal.excl", text))


def read(text: str) -> Parsed:
    """Parse a text without a file."""
    return parse(Source("deal.excl", text))


def comments(parsed: Parsed) -> list[str]:
    """Comments in order, without the blanks behind them."""
    return [unicodedata.normalize("NFC", comment.span.text.rstrip()) for comment in parsed.trivia.comments]


def check_law(text: str) -> Formatted:
    """The same tree but for the order of phrases and labels, the same comments in the same order, and stable."""
    result = formatted(text)
    assert not result.refused, text
    before, after = read(text), read(result.text)
    assert in_order(before.module) == in_order(after.module)
    assert comments(before) == comments(after)
    assert formatted(result.text).text == result.text
    return result


# Golden cases.


@pytest.mark.parametrize(("title", "before", "after"), _CASE.findall(CASES), ids=[title for title, _, _ in _CASE.findall(CASES)])
def test_golden_case(title: str, before: str, after: str) -> None:
    """What the page shows second is what the formatter makes of what it shows first, and stays as it is."""
    before = before.replace("␠", " ").replace("␉", "\t").replace("␍", "\r")
    after = after.replace("␠", " ").replace("␉", "\t").replace("␍", "\r")
    assert check_law(before).text == after
    assert check_law(after).text == after


def test_every_golden_case_is_read() -> None:
    """No case of the page is skipped because of its form."""
    assert len(_CASE.findall(CASES)) == CASES.count("\n## ") > 15


# Every file of the repository.

FILES = sorted(path for folder in ("stdlib", "examples", "tests") for path in (ROOT / folder).rglob("*.excl"))


@pytest.mark.parametrize("path", FILES, ids=[path.relative_to(ROOT).as_posix() for path in FILES])
def test_repository_file_keeps_tree_and_comments(path: Path) -> None:
    """The law holds for every `.excl` file of the repository."""
    assert check_law(path.read_text("utf-8")).diagnostics == ()


def test_standard_library_is_formatted() -> None:
    """The library is an example of the style: formatting leaves it as it is."""
    for path in (ROOT / "stdlib").rglob("*.excl"):
        text = path.read_text("utf-8")
        assert formatted(text).text == text, path.name


def test_the_reference_keeps_tree_and_comments() -> None:
    """So it does for every example in the documents, whether accepted or refused."""
    pages = [*ROOT.glob("*.md"), *(ROOT / "grammar").glob("*.md"), *(ROOT / "clauselang" / "diagnostics" / "pages").glob("*.md")]
    blocks = [text for page in pages for text in re.findall(r"^```excl\S*.*\n(.*?)^```$", page.read_text("utf-8"), re.M | re.S)]
    assert blocks
    for text in blocks:
        check_law(text)


# Random files, made from the grammar itself.

SPELLINGS = {
    "NAME": ["sonar", "Garmin", "instagram", "stories", "EUR", "nl", "de", "es", "grand_final", "a-b", "_x", "post"],
    "STRING": [
        '"Brand A"', '"sonar"', '"none"', '"Post"', '"# no comment"', '"a, b"', '"cafe\u0301"', '"Sonargeräte"', '""', '" x"', '"é"',
    ],
    "HANDLE": ["@river.angler", "@a", "@_x-1"],
    "INSTANT": ["2026-03-10T18:00:00+02:00", "2026-03-10 18:00Z", "2026-03-10T18:00:30.5-05:00"],
    "LOCAL": ["2026-03-10 18:00", "2026-03-10T18:00", "2026-03-10 18:00:59"],
    "DATE": ["2026-03-10", "2028-02-29"],
    "PERCENT": ["15%", "12.5%"],
    "NUMBER": ["1", "2", "30", "01", "12"],
    "PATH": ["categories/fishing", "Europe/Vilnius", "../a.b", "x"],
}  # fmt: skip
REMARKS = ["#", "# a", "#b", "# full, perpetual", '# "', "#  c  ", "# cafe\u0301", "# d,", "#\te"]
DAMAGE = ["x", " ", "  ", "\t", ",", ",\n", "\n", "\n  ", "\r", '"', "#", "wrong words ", "\u200b", "1.5", "2026-02-30", "“"]
GAPS = ["", "", "", " ", "  ", "\t"]


@cache
def grammar() -> tuple[dict[str, list[list[str]]], dict[str, int], dict[str, str]]:
    """Expansions of each symbol, the fewest words that each needs, and the spelling of each keyword."""
    lark = Lark.open(str(ROOT / "grammar" / "clauselang.lark"), parser="lalr", start="module", lexer="basic", maybe_placeholders=True)
    rules: dict[str, list[list[str]]] = {}
    for rule in lark.rules:
        rules.setdefault(rule.origin.name, []).append([symbol.name for symbol in rule.expansion])
    words = {terminal: word for word, terminal in KEYWORDS.items()} | {"COMMA": ",", "COLON": ":"}
    least = dict.fromkeys(rules, 999)
    for _ in range(30):
        for symbol, expansions in rules.items():
            least[symbol] = min(sum(least.get(s, 1) for s in expansion) for expansion in expansions)
    return rules, least, words


def terminals(rng: random.Random, most: int) -> list[str]:
    """A random derivation of `module`; when it is long enough every choice is the shortest."""
    rules, least, _ = grammar()
    found: list[str] = []
    waiting = ["module"]
    while waiting:
        symbol = waiting.pop()
        if symbol not in rules:
            found.append(symbol)
            continue
        choices = rules[symbol]
        if len(found) > most:
            choices = [min(choices, key=lambda expansion: sum(least.get(s, 1) for s in expansion))]
        # Longer lists, and blocks that are not empty, are what is worth trying.
        weights = [0.1 if not e else 3 if symbol in e or ("_INDENT" in e and len(e) > 4) else 1 for e in choices]
        waiting.extend(reversed(rng.choices(choices, weights)[0]))
    return found


class Typist:
    """Types words with random spacing, case, blank lines, indentation, and comments wherever the language takes them."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.text = ""
        self.depth = 0
        self.indentation = "  " if rng.random() < 0.7 else rng.choice(["    ", "\t", " ", "   "])
        self.line_end = rng.choice(["\n", "\n", "\n", "\r\n"])
        self.remarks = rng.choice([0, 0.1, 0.5, 1])

    def remark(self) -> str:
        """A comment behind something, or none."""
        return self.rng.choice(GAPS) + self.rng.choice(REMARKS) if self.rng.random() < self.remarks else ""

    def end_line(self) -> None:
        """End a line and pass some blank and comment lines."""
        self.text += self.rng.choice(GAPS) + self.remark() + self.line_end
        while self.rng.random() < 0.15 + self.remarks / 3:
            self.text += self.rng.choice(["", "  ", "    ", " "]) + self.remark() + self.line_end

    def word(self, kind: str, previous: str) -> None:
        """One terminal, as somebody might write it."""
        rng = self.rng
        spelling = rng.choice(SPELLINGS[kind]) if kind in SPELLINGS else grammar()[2][kind]
        if kind not in SPELLINGS and rng.random() < 0.1:
            spelling = rng.choice([spelling.upper(), spelling.title()])
        if previous in ("", "_NL"):
            self.text += self.indentation * self.depth
        else:
            glued = kind in ("COMMA", "COLON") or previous in ("COMMA", "COLON") or (previous == "STRING" and kind not in SPELLINGS)
            self.text += rng.choice(GAPS if glued else [" ", " ", " ", "  ", "\t"])
        self.text += spelling
        if kind == "COMMA" and rng.random() < 0.2 + self.remarks / 3:
            self.end_line()
            self.text += rng.choice(["", "  ", "      ", "\t"])


def random_file(rng: random.Random, most: int = 100) -> str:
    """A file that the grammar allows."""
    typist, previous = Typist(rng), ""
    if rng.random() < 0.3:
        typist.text = rng.choice(["# head\n", "\n", "\n\n# a\n\n"])
    for kind in terminals(rng, most):
        if kind in ("_INDENT", "_DEDENT"):
            typist.depth += 1 if kind == "_INDENT" else -1
            continue
        if kind == "_NL":
            typist.end_line()
        else:
            typist.word(kind, previous)
        previous = kind
    return typist.text if rng.random() < 0.8 else typist.text.rstrip()


def damaged(rng: random.Random, text: str) -> str:
    """A file with some mistakes: something cut out or put in."""
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(text) + 1)
        text = text[:at] + rng.choice(DAMAGE) + text[at + rng.choice([0, 0, 1, 5]) :]
    return text


seeds = st.integers(0, 2**63).map(random.Random)


@settings(max_examples=300, deadline=None)
@given(seeds)
def test_law_on_random_files(rng: random.Random) -> None:
    """Formatting keeps the tree, the comments and their order, and is stable, with comments wherever they can stand."""
    text = random_file(rng, rng.randint(5, 150))
    assert [d for d in read(text).diagnostics if d.is_error and d.code not in ("S105", "S112")] == []
    check_law(text)


@settings(max_examples=300, deadline=None)
@given(seeds)
def test_law_on_damaged_files(rng: random.Random) -> None:
    """The same for files with mistakes, and every line that could not be read is still there to the letter."""
    text = damaged(rng, random_file(rng, 60))
    result = check_law(text)
    lines = Counter(result.text.split("\n"))
    for line in broken_lines(text):
        assert lines[line] >= 1, line


def broken_lines(text: str) -> list[str]:
    """Lines with an error, if none is a matter of indentation (which is mended) or of line ends (which are replaced)."""
    parsed = read(text)
    errors = [d for d in parsed.diagnostics if d.is_error and d.span]
    if "\r" in text or any(d.code == "S105" for d in errors):
        return []
    numbers = {parsed.source.position(d.span.start)[0] for d in errors if d.span}
    remarks = {parsed.source.position(c.span.start)[0] for c in parsed.trivia.comments if c.own_line}
    return [line for number, line in enumerate(text.split("\n"), 1) if number in numbers - remarks]


def test_every_word_is_tried() -> None:
    """The random files have every word of the language, blocks in blocks, and comments between phrases."""
    files = [random_file(random.Random(seed)) for seed in range(400)]
    words = set(re.findall(r"[a-z-]+", " ".join(files).lower()))
    assert set(KEYWORDS) - words == set()
    assert any(re.search(r",[ \t]*#.*\n\s*#", text) for text in files)
    assert any(re.search(r"^ {4}\w", text, re.MULTILINE) for text in files)


def test_law_holds_for_large_files() -> None:
    """Time grows with the text and no faster: the largest files take seconds."""
    for line in ("# a\n", "full, durin term\n", "full,\n# a\n", "exclusivity\n  full, during term\n"):
        start = time.process_time()
        result = formatted(line * 5_000)
        assert not result.refused
        assert time.process_time() - start < 20


def test_too_large_is_left_alone() -> None:
    """A file that is too large, or would be with its blank lines, stays as it is and says so."""
    for text in ("full,  during term\n" * 50_001, "exclusivity\n  full\n" * 20_000):
        result = formatted(text)
        assert result.text == text
        assert [d.code for d in result.diagnostics] == ["S130"]


# What is proved at run time.

CALLS = itertools.count()


@pytest.mark.parametrize(
    "spoiled",
    [
        lambda text: text.replace("sonar", "solar"),
        lambda text: text.replace("# who", "# whom"),
        lambda text: text.replace("# who", "").replace("# when", "# when # who"),
        lambda text: text + "\n" * next(CALLS),
        lambda text: text.replace("catgory", "category"),
        lambda text: text.replace("catgory", "catgori"),
    ],
    ids=["tree", "comment", "comments", "unstable", "mended line", "broken line"],
)
def test_a_wrong_result_is_refused(spoiled: Callable[[str], str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Were the formatter to change the tree or a comment, or not to come to rest, the text would come back as it was."""
    text = "category   sonar, # who\nduring term # when\ncatgory x\n"
    written = format._written
    monkeypatch.setattr(format, "_written", lambda lines: spoiled(written(lines)))
    result = formatted(text)
    assert (result.text, result.refused) == (text, True)
    assert format_range(Source("deal.excl", text), 1, 9).text != text  # which does not go that way


def test_a_lost_line_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor may a line disappear that stands neither in the tree nor among the comments."""
    kept = lines._kept
    monkeypatch.setattr(lines, "_kept", lambda recorder, physical: kept(recorder, physical)[1:])
    text = "full,   during term\ncatgory x\n"
    assert (formatted(text).text, formatted(text).refused) == (text, True)


# Parts of a file.

PART = """import   rivals


agreement   "x"
  signed   2026-02-20
  # about   the term
  term   2026-03-01   through 2026-06-30


exclusivity
  full,   during term,
    on   instagram
  full,   perpetual"""


@pytest.mark.parametrize(
    ("first", "last", "changed"),
    [
        (1, 1, {1: "import rivals"}),
        (5, 5, {5: "  signed 2026-02-20"}),
        (11, 11, {11: "  full, during term, on instagram", 12: None}),
        (12, 12, {11: "  full, during term, on instagram", 12: None}),
        (2, 3, {}),
        (1, 4, {1: "import rivals", 2: "", 3: None, 4: 'agreement "x"'}),
        (13, 13, {13: "  full, perpetual\n"}),
        (13, 99, {13: "  full, perpetual\n"}),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_range(first: int, last: int, changed: dict[int, str | None], line_end: str) -> None:
    """Only the statements that touch the lines change, and the blank lines between two of them."""
    result = format_range(Source("deal.excl", PART.replace("\n", line_end)), first, last)
    new = [changed.get(number, line) for number, line in enumerate(PART.split("\n"), 1)]
    assert result.text == "\n".join(line for line in new if line is not None).replace("\n", line_end)


def test_range_mends_the_indentation_of_a_whole_block() -> None:
    """One line of a block cannot move alone."""
    text = "full,   perpetual\nexclusivity\n    full,   during term\n    full,   perpetual\n"
    assert format_range(Source("deal.excl", text), 3, 3).text == (
        "full,   perpetual\nexclusivity\n  full, during term\n  full, perpetual\n"
    )


@settings(max_examples=100, deadline=None)
@given(seeds)
def test_law_on_random_ranges(rng: random.Random) -> None:
    """A range keeps tree and comments too, and the range of everything is the file."""
    text = random_file(rng, 40)
    text = damaged(rng, text) if rng.random() < 0.5 else text
    count = text.count("\n") + 1
    first = rng.randint(1, count)
    result = format_range(Source("deal.excl", text), first, rng.randint(first, count))
    before, after = read(text), read(result.text)
    assert not result.refused
    assert in_order(before.module) == in_order(after.module)
    assert comments(before) == comments(after)
    if "\r" not in text and text.strip():
        assert format_range(Source("deal.excl", text), 1, count).text == formatted(text).text


def main(count: int) -> None:
    """Try the law on random files, half of them damaged; the same ones every time."""
    words = 0
    for seed in range(count):
        rng = random.Random(seed)
        text = random_file(rng, rng.randint(5, 150))
        text = damaged(rng, text) if seed % 2 else text
        words += len(text.split())
        try:
            check_law(text)
        except AssertionError:
            print(f"seed {seed}:\n{text}")
            raise
    print(f"{count} files of {words} words: same tree, same comments, stable")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
