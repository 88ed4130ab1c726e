"""German, French and Spanish: the fixed paragraphs word for word, grammar over a wide sample, and the pages for a lawyer.

`CLAUSELANG_ACCEPT=1` writes the pages and the golden contracts anew; the paragraphs are given and never written.
"""

from __future__ import annotations

import os
import re
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from clauselang.prose.keys import KEYS
from clauselang.prose.language import language
from clauselang.prose.write import LANGUAGES, clause_text, missing, write
from clauselang.resolve.library import ROWS
from clauselang.resolve.resolved import Resolved
from tests.test_prose import ACTS, PHRASES, TARGETS, WINDOWS, resolved

ROOT = Path(__file__).parents[1]
GOLDEN = Path(__file__).parent / "golden" / "languages"
NEW = ("de", "es", "fr")
NAMES = {"en": "English", "nl": "Dutch", "de": "German", "fr": "French", "es": "Spanish"}


def numbered(file: Resolved, code: str, before_signing: bool = False) -> list[str]:
    """Each clause with its number."""
    return [f"{clause.number} {clause_text(file, clause, code, before_signing)}" for clause in file.clauses]


def assert_clean(text: str, said: str = "") -> None:
    """No mark of a phrase that went wrong: an open hole, a word of the program, marks or blanks in a row."""
    found = re.search(r"[{}]|\bNone\b|\bast\.|(?<!\n)  | [,.]|,[,.;]|\.\.|\( ", text)
    assert not found, (found, said, text)


def renewed(path: Path, text: str) -> str:
    """What the file says; under `CLAUSELANG_ACCEPT` it is written first."""
    if os.environ.get("CLAUSELANG_ACCEPT"):
        path.write_text(text, "utf-8")
    return path.read_text("utf-8")


# The tables.


@pytest.mark.parametrize("code", NEW)
def test_the_tables_are_complete(code: str) -> None:
    """Every key has a phrase, every country of the English list a name, every list of words its marks."""
    assert missing(code) == ()
    assert {key.partition(":")[0] for key in language(code).phrases} == set(KEYS)
    assert set(language(code).lexicon.countries) == set(language("en").lexicon.countries)


@pytest.mark.parametrize("code", NEW)
def test_a_form_is_asked_for_where_it_exists(code: str) -> None:
    """No entry for a form that no template asks for, and no form that would fall back on the wrong case."""
    table = language(code)
    asked = {hole.split(":")[1] for template in table.phrases.values() for hole in re.findall(r"\{(\w+:\w+)\}", template)}
    of_phrases = {key.partition(":")[2] for key in table.phrases} - {""}
    of_words = {unit.partition(":")[2] for unit in table.lexicon.units} - {""} | set(table.lexicon.inflections)
    assert asked == of_phrases | of_words


@pytest.mark.parametrize("code", NEW)
def test_labels_stand_in_the_marks_of_the_language(code: str) -> None:
    """A phrase uses no quotation marks but its own, so that a quoted name can be told from the words around it."""
    marks = set("".join(language(code).lexicon.quotes)) - {" "}
    for key, template in language(code).phrases.items():
        assert set(template) & set("“”„«»\"'‘") <= marks, key
        assert "'" not in template, key


# Word for word.


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_fixed_paragraphs(code: str) -> None:
    """The paragraphs that the wording was agreed on come out as they are, with their numbers."""
    file = resolved((GOLDEN / "paragraphs.excl").read_text("utf-8"))
    assert numbered(file, code)[1:] == (GOLDEN / f"paragraphs.{code}.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize("code", NEW)
def test_golden_contract(code: str) -> None:
    """A whole contract comes out as it was read and approved."""
    file = resolved((GOLDEN / "contract.excl").read_text("utf-8"))
    text = write(file, code, "md", frozenset({file.clauses[0].index}))
    assert text == renewed(GOLDEN / f"contract.{code}.md", text)
    assert_clean(text)


# Ten clauses, from plain to hard, for a lawyer to read in one sitting.

CLAUSES = (
    ("A month on both sides of the last post", "category sonar, 1 month before to 1 month after last post, instagram stories excluded\n"),
    ("Any mention, while the agreement runs and for a while after", "category sonar, any mention, during term and 3 months after\n"),
    (
        "Named brands, gifts included, between two dates",
        "brands Moshi and Oura, gifts included, 2026-03-01 through 2026-04-30, on instagram and tiktok\n",
    ),
    ("Hours around each post", "full, 24 hours before to 24 hours after each post on instagram, on instagram\n"),
    (
        "A chain, with a fee",
        "full, 2 days after each post on youtube, on youtube videos\n"
        "then category sonar plus brands Garmin, for 1 month, fee 15% of base per 30 days at least 200 USD\n",
    ),
    (
        "For good, in some countries, from one account",
        "category sonar, from first post, perpetual, at latest through 2027-12-31, in FR and IT, from @river_angler\n",
    ),
    (
        "Around an event",
        "full, any mention or appearance, 2 days before to 2 days after grand_final, at grand_final\n",
    ),
    (
        "Exceptions, and an exception to one of them",
        "full, during campaign,\n"
        '  except schedule "B", except stories but not stories on tiktok, except gifted and organic,\n'
        '  except brands Moshi, except in US, except "charity work"\n',
    ),
    (
        "Conditions and remedies",
        "category sonar and books, from 1 month 15 days before end of usage to 36 hours after end of usage,\n"
        "  if term longer than 6 months, unless ended by advertiser for breach,\n"
        "  penalty 5000 EUR per breach, cure 10 days, takedown 24 hours\n",
    ),
    (
        "Work for a competitor, and what was so before signing",
        "competitors rivals\n  Garmin\n  Lowrance\n\n"
        "competitors rivals, any engagement, during term\nbrands Garmin, any mention, 6 months before signing\n",
    ),
)


def page(code: str) -> str:
    """The page of a language: ten clauses as they are written and as they print."""
    parts = [
        f"# The {NAMES[code]} wording\n",
        "Ten clauses, from plain to hard, each as it is written in a file and as it prints. To change a wording, change it in\n"
        "`phrases.py`, and only there: each meaning has one entry, which every contract uses. What stands in braces is filled in\n"
        "by another entry or by data. Units, months, lists and marks are in `lexicon.py`, names of countries in `countries.py`.\n"
        "`CLAUSELANG_ACCEPT=1 python -m pytest tests/test_languages.py` then writes this page anew.\n",
    ]
    for place, (title, source) in enumerate(CLAUSES, 1):
        said = "\n>\n".join(f"> {text}" for text in numbered(resolved(source), code))
        parts.append(f"## {place}. {title}\n\n```excl\n{source}```\n\n{said}\n")
    return "\n".join(parts)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_page_for_a_lawyer_is_fresh(code: str) -> None:
    """The page beside the phrases shows what they print now."""
    text = page(code)
    assert text == renewed(ROOT / "clauselang" / "prose" / code / "README.md", text)


# A wide sample of clauses.

DURATIONS = ("1 hour", "2 hours", "1 day", "2 days", "1 week", "2 weeks", "1 month", "2 months", "1 year", "2 years", "1 month 15 days")
# Hours in it or not: whether a distance is said from a moment or from a day.
MIXED = ("1 day 12 hours", "2 months 1 hour", "1 year 2 hours")
TIMED = tuple(
    pattern.format(d=d)
    for d, pattern in product(
        (*DURATIONS, *MIXED),
        (
            "full, {d} before to {d} after last post", "full, {d} before to {d} after each post", "full, {d} before first post",
            "full, {d} after final", "full, {d} after end of term", "full, {d} after start of usage",
            "full, from {d} after signing to {d} before end of campaign", "full, from {d} before final to {d} after final",
            "full, from {d} before each post, perpetual",
        ),
    )
) + tuple(
    pattern.format(d=d)
    for d, pattern in product(
        DURATIONS,
        (
            "full, during usage and {d} after", "full, during term, if term longer than {d}", "full, during term, fee 300 USD per {d}",
            "full, during term, cure {d}, takedown {d}",
        ),
    )
)  # fmt: skip
VOCABULARY = 'category fit "fitness apps"\ncompetitors rivals\n  Garmin\n  "Lowrance"\n'


@cache
def sample(code: str) -> tuple[tuple[str, str], ...]:
    """Clauses and what they say, with the statement about the time before signing and without it."""
    lines = [f"full, {window}" for window in WINDOWS]
    lines += [f"{target}, {act + ', ' if act else ''}during term" for target in TARGETS for act in ACTS]
    lines += [f"{act}{phrase}" for act in ("full, during term, ", "full, any engagement, during term, ") for phrase in PHRASES if phrase]
    lines += TIMED
    file = resolved(VOCABULARY + "exclusivity\n" + "".join(f"  {line}\n" for line in lines), faultless=False)
    assert len(file.clauses) == len(lines)
    return tuple(
        (line, clause_text(file, clause, code, before))
        for line, clause in zip(lines, file.clauses, strict=True)
        for before in (False, True)
    )


def unquoted(text: str, code: str) -> str:
    """The text without what the parties wrote."""
    opened, closed = language(code).lexicon.quotes
    return re.sub(rf"{opened}.*?{closed}|@[\w.]*\w", "…", text)


def assert_none(code: str, pattern: str) -> None:
    """Nothing in the sample has the mistake that the pattern describes."""
    for line, text in sample(code):
        found = re.search(pattern, unquoted(text, code))
        assert not found, (line, found, text)


@pytest.mark.parametrize("code", NEW)
def test_every_clause_is_said_in_whole_sentences(code: str) -> None:
    """No open hole, no doubled mark, a capital at the start and a full stop at the end."""
    for line, text in sample(code):
        assert_clean(text, line)
        assert text[0].isupper() and text.endswith("."), line
        assert all(sentence[0].isupper() for sentence in re.split(r"(?<=[^\d]\.) ", text)), (line, text)


@pytest.mark.parametrize("code", NEW)
def test_different_clauses_have_different_texts(code: str) -> None:
    """What differs in the file differs in print, apart from the number of the clause."""
    said: dict[str, str] = {}
    for line, text in sample(code)[::2]:
        bare = re.sub(r"\b1\.\d+\b", "1.n", text)
        assert said.setdefault(bare, line) == line, (line, said[bare])


@pytest.mark.parametrize("code", NEW)
def test_one_is_singular_and_more_are_plural(code: str) -> None:
    """`1 month`, `2 months`, in every case that the language has."""
    for unit, (singular, plural) in language(code).lexicon.units.items():
        if singular != plural:
            assert_none(code, rf"(?<!\d)1 {plural}\b")
            assert_none(code, rf"(?:[2-9]|\d\d) {singular}\b"), unit


# German.


def test_german_durations_have_their_case() -> None:
    """Accusative for a distance, dative behind `von`."""
    assert_none("de", r"(?i)\b(?:von|innerhalb von) \d+ (?:Tage|Monate|Jahre)\b")
    assert_none("de", r"(?i)\bvon \d+ \w+ und \d+ (?:Tage|Monate|Jahre)\b")
    assert_none("de", r"(?:der|als|bis) \d+ (?:Tagen|Monaten|Jahren)\b")
    file = resolved("full, 2 months before to 2 months after last post\nthen full, for 2 months\nfull, 2 days 1 hour after first post\n")
    first, second, third = numbered(file, "de")
    assert "der 2 Monate vor, bis zum Ablauf des Tages, der 2 Monate nach dem Tag" in first
    assert "Für die Dauer von 2 Monaten ab dem Ende" in second
    assert "bis 2 Tage und 1 Stunde nach dem Zeitpunkt" in third


def test_german_subclauses_end_in_a_comma() -> None:
    """Behind a verb that ends a subclause stands a comma, and a comma before the infinitive."""
    assert_none("de", r"\b(?:liegt|endet|beginnt) (?!spätestens)")
    assert_none("de", r"\bunterlassen(?: zu haben)?(?=[ .])(?! zu haben)")


def test_german_labels_take_the_dative() -> None:
    """`in Form von` asks for the dative; after `für` the same label stands as it is."""
    file = resolved("full, during term, on articles and episodes\nfull, during term, on blog post\nfull, during term, except articles\n")
    first, second, third = numbered(file, "de")
    assert "in Form von Artikeln oder Folgen auf einer beliebigen Plattform" in first
    assert "in Form von Blogbeiträgen und" in second
    assert "gilt nicht für Artikel auf einer beliebigen Plattform." in third


# French.

VOWEL = "[aàâeéèêiîoôuûœ]"


def test_french_elides() -> None:
    """`de`, `le`, `la`, `ne`, `que`, `se`, `si il` never meet a vowel, and `de le` and `à le` contract."""
    assert_none("fr", rf"(?i)\b(?:de|le|la|ne|que|se|me|jusque|lorsque) {VOWEL}")
    assert_none("fr", r"\bsi il|\b(?:de|à) les? (?!\w+ant)|'")
    file = resolved("full, during term, on episodes\nfull, during term, on stories and articles, except pins\nfull, during term, on pins\n")
    first, second, third = numbered(file, "fr")
    assert "sous forme d’épisodes sur" in first
    assert "sous forme de stories ou articles sur" in second and "suivants : épingles" in second
    assert "sous forme d’épingles sur" in third


def test_french_marks_have_their_spaces() -> None:
    """A space inside « » and before ; and :."""
    assert_none("fr", r"(?<! )[;:](?!\d)|«(?! )|(?<! )»")


def test_the_first_of_a_french_month_is_1er() -> None:
    """Only the first."""
    text = numbered(resolved("full, 2026-03-01 through 2026-05-11\nfull, from 2026-08-21 through 2026-12-31\n"), "fr")
    assert text[0].startswith("1.1 Du 1er mars 2026 au 11 mai 2026 inclus, l’Influenceur ")
    assert text[1].startswith("1.2 À compter du début du 21 août 2026 et jusqu’à la fin du 31 décembre 2026, ")
    assert_none("fr", r"\b1 (?:janvier|mars|avril|mai|juin|août)")


# Spanish.


def test_spanish_o_and_y_change_before_their_own_sound() -> None:
    """`u` before o-, ho-; `e` before i-, hi-, but not before a diphthong."""
    lines = (
        "brands Moshi and Oura, during term", "brands Oura and Moshi, during term", 'brands A and "Hotel", during term',
        "full, during term, in FR and IT", "full, during term, in IT and FR", "full, during term, in IE and IN and UY",
        "brands A plus competitors mixed, during term", "full, during term, except brands A and \"Óbolo\"",
    )  # fmt: skip
    said = numbered(resolved("competitors mixed\n  Nike\n  Ibex\n\nexclusivity\n" + "".join(f"  {line}\n" for line in lines)), "es")
    for text, part in zip(
        said,
        (
            "«Moshi» u «Oura»", "«Oura» o «Moshi»", "«A» u «Hotel»", "Francia e Italia", "Italia y Francia", "Irlanda, India y Uruguay",
            "(«Nike» e «Ibex»)", "«A» u «Óbolo»",
        ),
        strict=True,
    ):  # fmt: skip
        assert part in text
    cold = resolved("competitors cold\n  Agua\n  Hielo\n\ncompetitors cold, during term\n")
    assert "(«Agua» y «Hielo»)" in numbered(cold, "es")[0]


def test_spanish_contracts() -> None:
    """`de el` is `del`, `a el` is `al`; nothing is said twice."""
    assert_none("es", r"\b(?:de|a) el\b|\b(?:de|del) (?:de|del)\b|\b(?:el|la|los|las) (?:el|la|los|las)\b")


# The library.


def _library() -> list[tuple[str, str, str]]:
    """Each platform, format and category: its name, a clause that names it, and what kind it is."""
    found = []
    for kind, name, *_, platform, _file in ROWS:
        if kind in ("platform", "format"):
            path = (platform, name) if platform else (name,)
            found.append(("/".join(path), kind, f"full, during term, on {' '.join(path)}"))
        elif kind in ("category", "brand"):
            found.append((name, kind, f"{'category' if kind == 'category' else 'brands'} {name}, during term"))
    return found


@pytest.mark.parametrize("code", NEW)
def test_every_symbol_of_the_library_can_be_printed(code: str) -> None:
    """Every platform, format and category has a label in the language, and it stands in the clause that names it."""
    library = _library()
    file = resolved("exclusivity\n" + "".join(f"  {line}\n" for _, _, line in library), faultless=False)
    assert len(file.clauses) == len(library)
    for (name, kind, _), clause in zip(library, file.clauses, strict=True):
        text = clause_text(file, clause, code)
        symbol = file.symbols.find(kind, name)  # type: ignore[arg-type]
        assert symbol
        assert kind == "brand" or code in symbol.labels, name
        label = symbol.label("en" if kind == "brand" else code)
        assert label in text or (code == "de" and kind == "format" and f"{label}n" in text), (name, text)
        assert_clean(text)
        assert not re.search(rf"\bde {VOWEL}", unquoted(text, code)) or code != "fr", text
