"""Prose: a resolved file → the contract in English and Dutch, word for word where the wording is fixed.

`PYTHONPATH=. python tests/test_prose.py` writes the golden contracts anew.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clauselang.driver import compile_path
from clauselang.prose.keys import HOLES, KEYS
from clauselang.prose.language import LISTS, language
from clauselang.prose.plan import contract
from clauselang.prose.tree import Say, keys_in
from clauselang.prose.write import LANGUAGES, clause_text, missing, write
from clauselang.resolve.resolved import Resolved
from clauselang.resolve.resolver import resolve
from clauselang.source import Source
from clauselang.syntax.parser import parse

GOLDEN = Path(__file__).parent / "golden" / "prose"
LINE = "category sonar, 1 month before to 1 month after last post, instagram stories excluded\n"
VOCABULARY = """
category sonar_sets "sonar"
  nl "sonar"
category child_minds "mental health for children"
  nl "mentale gezondheid voor kinderen"
category luxury "luxury fashion"
  nl "luxemode"
category fit "fitness apps"
  nl "fitnessapps"
competitors rivals
  Garmin
  "Lowrance"
"""


def resolved(text: str, faultless: bool = True) -> Resolved:
    """A file as the prose sees it; a finding that is an error fails the test."""
    parsed = parse(Source("test.excl", text))
    found, diagnostics = resolve(parsed)
    if faultless:
        assert not [d.message for d in (*parsed.diagnostics, *diagnostics) if d.is_error]
    return found


def clauses(text: str, code: str) -> list[str]:
    """Each clause with its number."""
    file = resolved(VOCABULARY + text)
    return [f"{clause.number} {clause_text(file, clause, code)}" for clause in file.clauses]


EN = ", the Influencer shall not publish, on any platform and from any account, "
OTHER = ", other than the Advertiser’s brands and products"
NL = "onthoudt de Influencer zich ervan op welk platform dan ook en via welk account dan ook "
BEHALVE = " (met uitzondering van de merken en producten van de Adverteerder)"


def test_the_smallest_file_in_english() -> None:
    """One line gives one article with the clause as a lawyer would write it, and annex T."""
    text = write(resolved(LINE), "en", "md")
    assert (
        "1.1 From the start of the day that is 1 month before through the end of the day that is 1 month after the day on which "
        "the last Post is published, the Influencer shall not publish, on any platform and from any account, Sponsored Content "
        "for any brand or product in the category “sonar devices”, other than the Advertiser’s brands and products. Clause 1.1 "
        "does not apply to Instagram stories.\n"
    ) in text
    assert "T.1 In this agreement a day runs from midnight to midnight in the time zone [time zone]." in text
    assert "[name of the Advertiser]" in text


def test_the_smallest_file_in_dutch() -> None:
    """The Dutch clause is a sentence of its own, with its comma where a subclause ends in a verb."""
    assert (
        "1.1 Vanaf het begin van de dag die 1 maand vóór tot en met het einde van de dag die 1 maand na de dag van plaatsing van "
        "de laatste Post ligt, onthoudt de Influencer zich ervan op welk platform dan ook en via welk account dan ook Gesponsorde "
        "Content voor een merk of product in de categorie “sonarapparaten” (met uitzondering van de merken en producten van de "
        "Adverteerder) te plaatsen. Artikel 1.1 is niet van toepassing op Instagram-stories.\n"
    ) in write(resolved(LINE), "nl", "text")


def test_a_sonar_clause_in_both_alternatives() -> None:
    """Around the last post, and during the term, with any mention."""
    text = "category sonar_sets, any mention, 1 month before to 1 month after last post\ncategory sonar_sets, any mention, during term\n"
    assert clauses(text, "en") == [
        "1.1 From the start of the day that is 1 month before through the end of the day that is 1 month after the day on which the "
        f"last Post is published{EN}content that mentions any brand or product in the category “sonar”{OTHER}.",
        f"1.2 During the Term{EN}content that mentions any brand or product in the category “sonar”{OTHER}.",
    ]
    named = f"{NL}content te plaatsen waarin een merk of product in de categorie “sonar”{BEHALVE} wordt genoemd."
    assert clauses(text, "nl") == [
        "1.1 Vanaf het begin van de dag die 1 maand vóór tot en met het einde van de dag die 1 maand na de dag van plaatsing van de "
        f"laatste Post ligt, {named}",
        f"1.2 Gedurende de Looptijd {named}",
    ]


def test_full_rules_per_platform_and_a_category_month() -> None:
    """Hours run from moment to moment, months through the end of a day; each Post is named once."""
    text = (
        "full, 24 hours before to 24 hours after each post on instagram, on instagram\n"
        "full, 48 hours after each post on youtube, on youtube videos\n"
        "category child_minds, 1 month after each post\n"
    )
    assert clauses(text, "en") == [
        "1.1 For each Post on Instagram, from 24 hours before until 24 hours after the moment at which that Post is published, the "
        "Influencer shall not publish, on Instagram and from any account, Sponsored Content for any brand other than the "
        "Advertiser’s brands.",
        "1.2 For each Post on YouTube, from the moment at which that Post is published until 48 hours after that moment, the "
        "Influencer shall not publish, in the form of YouTube videos and from any account, Sponsored Content for any brand other "
        "than the Advertiser’s brands.",
        "1.3 For each Post, from the moment at which that Post is published through the end of the day that is 1 month after the "
        f"day on which that Post is published{EN}Sponsored Content for any brand or product in the category “mental health for "
        f"children”{OTHER}.",
    ]
    assert clauses(text, "nl") == [
        "1.1 Telkens vanaf 24 uur vóór tot 24 uur na het moment van plaatsing van een Post op Instagram onthoudt de Influencer zich "
        "ervan op Instagram en via welk account dan ook Gesponsorde Content voor een ander merk dan de merken van de Adverteerder te "
        "plaatsen.",
        "1.2 Telkens vanaf het moment van plaatsing van een Post op YouTube tot 48 uur na dat moment onthoudt de Influencer zich "
        "ervan in de vorm van YouTube-video’s en via welk account dan ook Gesponsorde Content voor een ander merk dan de merken van "
        "de Adverteerder te plaatsen.",
        "1.3 Telkens vanaf het moment van plaatsing van een Post tot en met het einde van de dag die 1 maand na de dag van plaatsing "
        f"van die Post ligt, {NL}Gesponsorde Content voor een merk of product in de categorie “mentale gezondheid voor kinderen”"
        f"{BEHALVE} te plaatsen.",
    ]


def test_a_window_of_hours_around_publication() -> None:
    """24 hours on both sides of each post."""
    text = "category luxury, any mention, 24 hours before to 24 hours after each post\n"
    assert clauses(text, "en") == [
        "1.1 For each Post, from 24 hours before until 24 hours after the moment at which that Post is published"
        f"{EN}content that mentions any brand or product in the category “luxury fashion”{OTHER}."
    ]
    assert clauses(text, "nl") == [
        f"1.1 Telkens vanaf 24 uur vóór tot 24 uur na het moment van plaatsing van een Post {NL}content te plaatsen waarin een merk of "
        f"product in de categorie “luxemode”{BEHALVE} wordt genoemd."
    ]


def test_a_chain_with_named_brands_an_exception_and_a_fee() -> None:
    """`then` refers to the clause above by its number; exception and fee are sentences of their own."""
    text = (
        "full, 2 days after last post, instagram stories excluded\n"
        'then category fit plus brands "Brand A" and "Brand B", for 1 month, instagram stories excluded, '
        "fee 15% of base per 30 days at least 200 USD\n"
    )
    assert clauses(text, "en") == [
        "1.1 From the moment at which the last Post is published through the end of the day that is 2 days after the day on which the "
        f"last Post is published{EN}Sponsored Content for any brand other than the Advertiser’s brands. Clause 1.1 does not apply to "
        "Instagram stories.",
        f"1.2 For 1 month starting at the end of the period in clause 1.1{EN}Sponsored Content for any brand or product in the category "
        f"“fitness apps”{OTHER}, or any of the brands “Brand A” or “Brand B”. Clause 1.2 does not apply to Instagram stories. As "
        "consideration for clause 1.2, the Advertiser shall pay the Influencer, in addition to the Base Fee, 15% of the Base Fee for "
        "each started period of 30 days, with a minimum of USD 200.",
    ]
    assert clauses(text, "nl") == [
        "1.1 Vanaf het moment van plaatsing van de laatste Post tot en met het einde van de dag die 2 dagen na de dag van plaatsing van "
        f"de laatste Post ligt, {NL}Gesponsorde Content voor een ander merk dan de merken van de Adverteerder te plaatsen. Artikel 1.1 "
        "is niet van toepassing op Instagram-stories.",
        f"1.2 Gedurende 1 maand vanaf het einde van de periode in artikel 1.1 {NL}Gesponsorde Content voor een merk of product in de "
        f"categorie “fitnessapps”{BEHALVE} of een van de merken “Brand A” of “Brand B” te plaatsen. Artikel 1.2 is niet van toepassing "
        "op Instagram-stories. Als vergoeding voor artikel 1.2 betaalt de Adverteerder aan de Influencer, boven op de Basisvergoeding, "
        "15% van de Basisvergoeding per begonnen periode van 30 dagen, met een minimum van USD 200.",
    ]


# Every construct of the grammar, one clause each.

ANCHORS = (
    "first post", "last post", "each post", "each post on youtube", "last post on stories", "signing", "start of term", "end of term",
    "start of campaign", "end of usage", "start of final", "end of final", "final",
)  # fmt: skip
BOUNDS = tuple(f"{by}{a}" for a in ANCHORS for by in ("", "24 hours before ", "24 hours after ", "2 days before ", "1 month after "))
WINDOWS = (
    *(f"{d} {side} {a}" for a in ANCHORS for d in ("12 hours", "1 month 15 days") for side in ("before", "after")),
    *(f"{b} before to {c} after {a}" for a in ANCHORS for b in ("1 day", "24 hours") for c in ("24 hours", "2 weeks")),
    *(f"on the day of {a}" for a in ANCHORS),
    *(f"from {b} to 3 days after last post on instagram" for b in BOUNDS),
    *(f"from start of term to {b}" for b in BOUNDS if b != "start of term"),
    "from each post on instagram to 1 day after each post on youtube",
    *(f"during {p}{tail}" for p in ("term", "campaign", "usage", "final") for tail in ("", " and 1 month after")),
    "2026-03-01 through 2026-03-31", "from 2026-03-01 before 2026-03-31", "from 2026-03-01 through 2026-03-31",
    "from 2026-03-01T09:00+01:00 until 2026-03-01T18:00Z", "from 2026-03-01 09:00 until 2026-03-01 18:00",
    "perpetual", "from first post, perpetual", "from each post, perpetual", "during term, at latest through 2026-12-31",
)  # fmt: skip
TARGETS = (
    "full", "category sonar", "category sonar and fit", "brands Garmin", "brands Garmin and Lowrance and Simrad", "competitors rivals",
    "category sonar plus brands Garmin", "category sonar plus brands Garmin plus competitors rivals",
)  # fmt: skip
ACTS = ("", "gifts included", "gifts excluded", "any mention", "any mention or appearance", "any engagement")
PHRASES = (
    "", "on instagram", "on instagram and youtube", "on stories", "on youtube videos and youtube shorts",
    "on instagram and stories and x posts", "from @river_angler and @second", "from @river.angler",
    "in NL", "in NL and BE and AW", "at final", "at final and cup",
    "instagram stories excluded", "from @behind excluded", "except stories but not stories on tiktok", "except tiktok",
    "except x and stories and instagram reels",
    "except organic", "except paid and affiliate and ambassador and gifted", "except brands Moshi", "except brands Moshi and Oura",
    "except category books", "except category books and sonar", "except competitors rivals", 'except schedule "B"',
    "except in US", "except at final", "except at final and cup", 'except "charity work"',
    'except tiktok, except "charity work" but not youtube', "if term longer than 1 year", "if ended by influencer",
    "if ended by advertiser for breach", "if fee paid", 'unless "the rules require it"', "unless term longer than 6 months",
    "fee 15% of base", "fee 12.5% of base per month at least 200.5 USD", "fee 300 USD", "fee 300 USD per 30 days", "fee included",
    "penalty 5000 EUR per breach", "cure 30 days", "takedown 24 hours",
)  # fmt: skip


def _all_texts(lines: list[str], code: str, before_signing: bool = False) -> list[str]:
    file = resolved(VOCABULARY + "".join(f"exclusivity\n  {line}\n" for line in lines))
    numbers = re.compile(rf"\b{'clause' if code == 'en' else 'artikel'} \d+\.1\b", re.IGNORECASE)
    return [numbers.sub("C", clause_text(file, clause, code, before_signing)) for clause in file.clauses]


def _combined() -> list[str]:
    lines = [f"full, {window}" for window in WINDOWS]
    lines += [f"{target}, {act + ', ' if act else ''}during term" for target in TARGETS for act in ACTS]
    lines.remove("full, during term")  # one of two
    return lines + [f"full, during term, {phrase}" for phrase in PHRASES if phrase] + ["none"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_different_clauses_have_different_texts(code: str) -> None:
    """Two clauses that differ are told apart by their text, but for a long form that has a short one."""
    lines = _combined()
    texts = _all_texts(lines, code)
    same: dict[str, list[str]] = {}
    for line, text in zip(lines, texts, strict=True):
        same.setdefault(text, []).append(line)
    assert [group for group in same.values() if len(group) > 1] == []


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("before_signing", [False, True])
def test_every_construct_is_said_in_whole_sentences(code: str, before_signing: bool) -> None:
    """No hole stays open, no word is missing, nothing of the program shows."""
    for line, text in zip(_combined(), _all_texts(_combined(), code, before_signing), strict=True):
        assert_clean(text, line)
        assert text.endswith(".") and text[0].isupper(), line


def assert_clean(text: str, said: str = "") -> None:
    """The marks of a phrase that went wrong."""
    for sign in ("{", "}", "None", "  ", " ,", " .", ",,", "..", "( ", "ast."):
        assert sign not in text.replace("\n\n", "\n"), (sign, said, text)


def test_numbers_are_complete() -> None:
    """Every clause of the file and of the carve-outs has its number at the start of a line, each once and in order."""
    file = resolved((GOLDEN / "ambassador.excl").read_text("utf-8"))
    for code in LANGUAGES:
        found = re.findall(r"^(\d+\.\d+) ", write(file, code), re.MULTILINE)
        assert found[: len(file.clauses)] == [clause.number for clause in file.clauses]
        assert found[len(file.clauses) :] == ["4.1", "4.2", "4.3"]
        assert len(re.findall(r"^T\.\d ", write(file, code), re.MULTILINE)) == 9


# The tables.


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_phrase_is_missing_and_none_is_left_over(code: str) -> None:
    """A language has every key of the reference list, no other key, and no hole that the plan does not fill."""
    table = language(code)
    assert missing(code) == ()
    for key, template in table.phrases.items():
        name = key.partition(":")[0]
        assert name in KEYS
        assert set(re.findall(r"\{(\w+)", template)) <= set(KEYS[name]), key
    assert set(LISTS) == set(table.lexicon.lists)


def test_every_hole_is_typed() -> None:
    """The reader of the prose learns from the name of a hole what stands in it."""
    assert {hole for holes in KEYS.values() for hole in holes} == set(HOLES)


def test_a_missing_phrase_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """`missing` lists what a new language still lacks."""
    monkeypatch.delitem(language("nl").phrases, "window.then")
    assert missing("nl") == ("window.then",)


def test_an_unknown_language_is_refused() -> None:
    """There is no silent fallback to English."""
    with pytest.raises(ValueError, match="no prose in `xx`"):
        write(resolved(LINE), "xx")


RARE = (
    "full, 1 day after each post\nthen full, for 1 week\n", "full, 1 day after signing\nthen full, perpetual\n", "then full, for 1 day\n",
    "full, during term, any engagement, on x, from @a, in NL, at final\nfull, any engagement, during term, at final and cup\n",
    "full, any engagement, 1 day after each post\n", "platform foo\n  format bar\nfull, during term, on foo bar\n", "full, on x\n",
    "full, from 2026-03-01 to 2026-03-02\n", "full, from 2026-03-01 until 2026-03-02\n",
    'agreement "Early"\n  ended 2026-04-01 by advertiser\n',
)  # fmt: skip


def test_every_phrase_is_used() -> None:
    """The table holds no phrase that no file can bring about."""
    used: set[str] = set()
    all_of_them = VOCABULARY + "".join(f"exclusivity\n  {line}\n" for line in _combined())
    for text in (all_of_them, *RARE, REST, *(path.read_text("utf-8") for path in sorted(GOLDEN.glob("*.excl")))):
        file = resolved(text, faultless=False)
        for marks in (frozenset[int](), frozenset(clause.index for clause in file.clauses)):
            used |= _keys(contract(file, marks))
    assert sorted(set(KEYS) - used) == []


REST = """
agreement "Rest"
  advertiser A
  influencer B
    timezone Europe/Paris
  signed 2026-02-20 12:00
  term 2026-03-01 for 6 months
  ended 2026-04-01 by influencer for breach
  fee paid 2026-03-01
  event final 2026-03-05
  posts
    story on instagram, cancelled
    story on instagram, published 2026-03-01T10:00Z, deleted 2026-03-02, republished 2026-03-03
    story on instagram
full, during term
"""


def _keys(value: object) -> set[str]:
    if isinstance(value, tuple):
        return {key for item in value for key in _keys(item)}
    if isinstance(value, Say):
        return set(keys_in(value))
    if hasattr(value, "__attrs_attrs__"):
        found = {key for field in value.__attrs_attrs__ for key in _keys(getattr(value, field.name))}
        return found | {"heading.definitions", "heading.annex"}
    return set()


# Facts, data of the parties, the time before signing.


def test_before_signing_is_stated_not_promised() -> None:
    """The part of a window before signing is a statement of fact; a window that ends at signing is nothing else."""
    file = resolved("brands Garmin, during term\nfull, 6 months before signing\n")
    first, second = file.clauses
    assert clause_text(file, first, "en", before_signing=True).endswith(
        " The Influencer states that from the start of the Term until the moment at which this agreement is signed the Influencer did "
        "not publish, on any platform and from any account, Sponsored Content for the brand “Garmin”."
    )
    assert clause_text(file, first, "nl", before_signing=True).endswith(
        " De Influencer verklaart vanaf het begin van de Looptijd tot het moment van ondertekening van deze overeenkomst op welk "
        "platform dan ook en via welk account dan ook geen Gesponsorde Content voor het merk “Garmin” te hebben geplaatst."
    )
    assert clause_text(file, second, "en").startswith("The Influencer states that from the start of the day that is 6 months before ")
    assert "shall not" not in clause_text(file, second, "en")
    assert "states that" in write(file, "en", "text", frozenset({1})).partition("1.2")[0]


def test_every_target_of_a_union_has_its_own_conjunction() -> None:
    """Without it, the second of three targets reads as part of the exception that ends the first."""
    [text] = clauses("category sonar_sets plus competitors rivals plus brands Simrad, during term\n", "en")
    assert text.endswith(
        f"any brand or product in the category “sonar”{OTHER}, or the brand “Simrad”, "
        "or any of the brands on the closed list “rivals” (“Garmin” and “Lowrance”)."
    )


def test_brands_of_an_imported_list_keep_their_spelling(tmp_path: Path) -> None:
    """Names compare without case, and print as the list has them, wherever it stands."""
    (tmp_path / "lists.excl").write_text('competitors rivals\n  "Maison Quai"\n  Vitrine\n', "utf-8")
    (tmp_path / "deal.excl").write_text("import lists\ncompetitors rivals, during term\n", "utf-8")
    file = compile_path(str(tmp_path / "deal.excl"), meaning=False).resolved
    assert "“rivals” (“Maison Quai” and “Vitrine”)" in clause_text(file, file.clauses[0])


def test_data_of_the_parties_is_no_markup() -> None:
    """What a file quotes cannot become Markdown, HTML or a new line; plain text keeps it as it is."""
    file = resolved('exclusivity "<b>*T*_x_ [a](b) `c` #1 | \\ &amp;"\n  brands "A*B_“C”", during term\n')
    text = write(file, "en", "md")
    assert "## 1. \\<b\\>\\*T\\*\\_x\\_ \\[a\\](b) \\`c\\` \\#1 \\| \\\\ \\&amp;\n" in text
    assert "the brand “A\\*B\\_\"C\"”" in text
    assert "1. <b>*T*_x_ [a](b) `c` #1 | \\ &amp;\n" in write(file, "en", "text")


def test_long_forms_take_the_short_form() -> None:
    """Equal windows have equal texts."""
    for long, short in (
        ("from 1 month before last post to 1 month after last post", "1 month before to 1 month after last post"),
        ("from each post to 2 days after each post", "2 days after each post"),
        ("from 2 days before first post to first post", "2 days before first post"),
    ):
        for code in LANGUAGES:
            text, other = _all_texts([f"full, {long}", f"full, {short}"], code)
            assert text == other


def test_only_definitions_in_use_are_printed() -> None:
    """No gifts, no definition of gifts; no term, no definition of the Term."""
    text = write(resolved(LINE), "en")
    assert "“Gifted Content”" not in text and "“Term”" not in text and "“Base Fee”" not in text
    text = write(resolved("full, any mention, during term, fee 300 USD\n"), "en")
    assert "“Sponsored Content”" not in text and "“Term” means the period from and including [first day]" in text
    assert "“Base Fee” means the fee of [amount]" in text


def test_no_exclusivity_needs_no_annex() -> None:
    """`none` alone prints one sentence, without carve-outs, schedules and rules for periods."""
    assert "T.1" not in write(resolved("none\n"), "en") and "2." not in write(resolved("none\n"), "en")


# Golden contracts.


def _goldens() -> list[tuple[Path, str, str]]:
    return [(path, code, form) for path in sorted(GOLDEN.glob("*.excl")) for code in LANGUAGES for form in ("md", "text")]


def _expected(path: Path, code: str, form: str) -> Path:
    return path.with_suffix(f".{code}.{'md' if form == 'md' else 'txt'}")


def _contract(path: Path, code: str, form: str) -> str:
    return write(resolved(path.read_text("utf-8")), code, "md" if form == "md" else "text")


@pytest.mark.parametrize(("path", "code", "form"), _goldens(), ids=lambda value: value.stem if isinstance(value, Path) else value)
def test_golden(path: Path, code: str, form: str) -> None:
    """Whole contracts come out as they were read and approved."""
    text = _contract(path, code, form)
    assert text == _expected(path, code, form).read_text("utf-8")
    assert_clean(text.replace("..", "") if form == "text" else text)


def test_reading_a_file_loads_no_template_engine() -> None:
    """Importing the room leaves Jinja2 alone; only `write` needs it."""
    program = "import sys, clauselang.prose.write; sys.exit('jinja2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False, cwd=GOLDEN.parents[2]).returncode == 0


# Random clauses.

LINES = st.builds(
    lambda target, act, window, phrases: ", ".join(p for p in (target, act, window, *phrases) if p),
    st.sampled_from(TARGETS), st.sampled_from(ACTS), st.sampled_from(WINDOWS), st.lists(st.sampled_from(PHRASES), max_size=4, unique=True),
)  # fmt: skip


@given(st.lists(LINES, min_size=1, max_size=4), st.sampled_from(LANGUAGES), st.sampled_from(["md", "text"]))
def test_any_clauses_make_a_clean_contract(lines: list[str], code: str, form: str) -> None:
    """Whatever phrases stand together, the contract has no open hole and is the same each time."""
    file = resolved(VOCABULARY + "exclusivity\n" + "".join(f"  {line}\n" for line in lines), faultless=False)
    marks = frozenset(clause.index for clause in file.clauses if clause.index % 2)
    text = write(file, code, "md" if form == "md" else "text", marks)
    assert_clean(text)
    assert text == write(file, code, "md" if form == "md" else "text", marks)


if __name__ == "__main__":
    for golden in _goldens():
        _expected(*golden).write_text(_contract(*golden), "utf-8")
