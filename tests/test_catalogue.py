"""The catalogue of codes and its pages: every finding is described, and its example does what the page says."""

import inspect
import re
from pathlib import Path

import pytest

from clauselang.diagnostics import catalogue
from clauselang.diagnostics.catalogue import CATALOGUE
from clauselang.diagnostics.diagnostic import Diagnostics, Severity
from clauselang.ingest.tabular import read
from clauselang.resolve.resolver import resolve
from clauselang.semantics.facts import Vocabulary
from clauselang.semantics.lower import lower
from clauselang.source import Source
from clauselang.syntax.parser import parse

PAGES = Path(catalogue.__file__).with_name("pages")
SECTIONS = ["What it means", "Why it matters", "Example", "Use instead"]
# What no small text shows: sizes, other files, bytes that are no text, a fault of the formatter, whole contracts.
DESCRIBED_ONLY = {"S130", "S132", "S135", "S140", "R102", *(code for code in CATALOGUE if code.startswith("P"))}
_FENCE = re.compile(r"^```(\w+)\n(.*?)\n```$", re.MULTILINE | re.DOTALL)


def sections(code: str) -> dict[str, str]:
    """Heading → text of a page."""
    parts = re.split(r"^## (.*)$", (PAGES / f"{code}.md").read_text("utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def block(code: str, section: str) -> tuple[str, str]:
    """Language and text of the one fenced block of a section."""
    ((language, text),) = _FENCE.findall(sections(code)[section])
    return language, text


def findings(language: str, text: str) -> Diagnostics:
    """Everything that the pipeline says about an example."""
    if language == "csv":
        posts, unreadable = read("posts.csv", text.encode(), "csv")
        library, _ = resolve(parse(Source("empty.excl", "")))
        vocabulary = Vocabulary(library.symbols, library.taxonomy, None)
        return unreadable + tuple(vocabulary.undeclared(posts, "posts.csv"))
    if language == "text":
        return ()
    parsed = parse(Source("example.excl", text))
    if any(d.is_error for d in parsed.diagnostics):
        return parsed.diagnostics
    resolved, named = resolve(parsed, lambda path: Source(path, "") if path.startswith("brands/") else None)
    if any(d.is_error for d in named):
        return parsed.diagnostics + named
    return parsed.diagnostics + named + lower(resolved)[1]


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    """The pages beside the catalogue are those of its codes."""
    assert sorted(path.stem for path in PAGES.glob("*")) == sorted(CATALOGUE)


def test_codes_and_names_are_unique() -> None:
    """A code is entered once, its number is one finding's in its room, and no two findings share a name."""
    entered = re.findall(r'^ {8}\("([A-Z]\d+)", "(\w+)", "([a-z-]+)"\)', inspect.getsource(catalogue), re.MULTILINE)
    codes = [code for code, _, _ in entered]
    assert len(codes) == len(set(codes)) == len(CATALOGUE)
    names = [name for _, _, name in entered]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("code", CATALOGUE)
def test_entry_is_well_formed(code: str) -> None:
    """A code is the letter of its room and three digits, its severity is known, its name completes “allow …”."""
    assert re.fullmatch(r"[SRMFP][1-9]\d\d", code)
    assert CATALOGUE[code].severity.upper() in Severity.__members__
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", CATALOGUE[code].name)


@pytest.mark.parametrize("code", CATALOGUE)
def test_page_has_its_sections(code: str) -> None:
    """A page starts with code and name and has the four sections in order, each with something in it."""
    text = (PAGES / f"{code}.md").read_text("utf-8")
    assert text.startswith(f"# {code} {CATALOGUE[code].name}\n")
    assert list(sections(code)) == SECTIONS
    assert all(body.strip() for body in sections(code).values())


@pytest.mark.parametrize("code", CATALOGUE)
def test_example_triggers_its_code(code: str) -> None:
    """The example has the finding that the page describes, and no other."""
    language, text = block(code, "Example")
    assert (language == "text") == (code in DESCRIBED_ONLY)
    if language == "text":
        return
    assert {d.code for d in findings(language, text)} == {code}


@pytest.mark.parametrize("code", CATALOGUE)
def test_remedy_is_accepted(code: str) -> None:
    """What the page offers instead has neither the finding nor any error."""
    found = findings(*block(code, "Use instead"))
    assert code not in [d.code for d in found]
    assert [d for d in found if d.is_error] == []
