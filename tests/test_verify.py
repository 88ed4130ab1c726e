"""`clauselang verify`: every mutation is found, named and told by its meaning; the same document is the same in every form."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from clauselang.cli.main import cli
from clauselang.driver import compile_path
from clauselang.prose.documents.content import document
from clauselang.prose.documents.docx import docx
from clauselang.prose.documents.html import html
from clauselang.prose.documents.pdf import pdf
from clauselang.prose.documents.plain import side_by_side
from clauselang.prose.language import LANGUAGES
from clauselang.prose.verify.compare import File, verify
from clauselang.prose.verify.extract import extract
from clauselang.prose.verify.outcome import Found, Outcome
from clauselang.prose.verify.report import as_json
from clauselang.prose.write import write
from clauselang.resolve.resolved import Resolved

DATA = Path(__file__).parent / "data" / "verify"
DEAL = DATA / "deal.excl"
WORDPROCESSING = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def resolved(path: Path) -> Resolved:
    """A file without mistakes."""
    found = compile_path(str(path), meaning=False)
    assert found.usable, found.diagnostics
    return found.resolved


FILE = resolved(DEAL)
TEXTS = {(code, form): write(FILE, code, form) for code in LANGUAGES for form in ("md", "text")}  # type: ignore[arg-type]


def checked(data: str | bytes, name: str = "contract.txt", file: Resolved = FILE, **options: bool) -> Outcome:
    """Compare a document with a file."""
    return verify(extract(data.encode() if isinstance(data, str) else data, name), File(file, **options))


def different(outcome: Outcome) -> list[Found]:
    """What is not the same."""
    return [one for one in outcome.after.found if one.status != "same"]


def run(*arguments: str, given: bytes | None = None) -> Result:
    """Call the command line."""
    return CliRunner().invoke(cli, ["verify", *arguments], input=given)


# Mutations.

MUTATIONS = [
    (code, *line.split("\t"))
    for code in ("en", "nl")
    for line in (DATA / f"mutations.{code}.tsv").read_text("utf-8").splitlines()
]  # fmt: skip


def place(text: str, part: str, old: str) -> int:
    """Where a part says some words."""
    number = re.fullmatch(r"(?:rule )?((?:T|\d)\.\d)", part)
    return text.index(old, text.index(f"\n{number[1]} ") if number else 0)


def test_there_are_enough_mutations() -> None:
    """Fifty of one document."""
    assert sum(code == "en" for code, *_ in MUTATIONS) >= 50


@pytest.mark.parametrize("form", ["md", "text"])
@pytest.mark.parametrize(("code", "name", "part", "old", "new", "meaning"), MUTATIONS, ids=[f"{m[0]}: {m[1]}" for m in MUTATIONS])
def test_mutation_is_found_named_and_told(code: str, name: str, part: str, old: str, new: str, meaning: str, form: str) -> None:
    """A mutation is found in its clause and in nothing else, and told by its meaning if it has one."""
    text = TEXTS[code, form]
    if form == "md":
        old, new = (words.replace("_", "\\_") for words in (old, new))
    at = place(text, part, old)
    found = different(checked(text[:at] + new + text[at + len(old) :], f"contract.{form.replace('text', 'txt')}"))
    assert [(one.status, one.name) for one in found] == [("changed", f"clause {part}" if part[0].isdecimal() else part)]
    assert "; ".join(found[0].meaning) == meaning
    assert found[0].readable != meaning.startswith("not canonical")
    assert found[0].words


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_digit_counts_in_every_language(code: str) -> None:
    """A digit changed anywhere in a clause is found in that clause and in no other."""
    text = TEXTS[code, "text"]
    for line in re.finditer(r"^([123]\.\d) (.*)$", text, re.MULTILINE):
        for digit in list(re.finditer(r"(?<![\d.])\d+(?![\d.]*\d)", line[2]))[:3]:
            at = line.start(2) + digit.start()
            changed = text[:at] + str(int(digit[0]) + 1) + text[at + len(digit[0]) :]
            assert [one.number for one in different(checked(changed))] == [line[1]], changed[at - 60 : at + 40]


def test_only_typography() -> None:
    """Straight quotation marks are told as such."""
    (found,) = different(checked(TEXTS["en", "text"].replace("“Garmin”, “", '"Garmin", "', 1)))
    assert (found.name, found.meaning) == ("clause 1.3", ("only quotation marks, dashes, dots or blanks differ",))


# Missing, added, moved, renumbered.


def without(text: str, number: str) -> str:
    """The text without a clause."""
    return re.sub(rf"^{re.escape(number)} .*\n\n", "", text, flags=re.MULTILINE)


@pytest.mark.parametrize("number", ["1.1", "1.3", "1.4", "2.2", "2.3", "3.1", "4.1", "T.4"])
@pytest.mark.parametrize("code", ["en", "nl"])
def test_deleted_clause_is_missing(code: str, number: str) -> None:
    """A clause that was taken out is missing, and nothing else is."""
    (found,) = different(checked(without(TEXTS[code, "text"], number)))
    assert (found.status, found.number) == ("missing", number)


def test_deleted_definition_is_missing() -> None:
    """So is a definition."""
    text = re.sub("^“Gifted Content”.*\n", "", TEXTS["en", "text"], flags=re.MULTILINE)
    assert [(one.status, one.name) for one in different(checked(text))] == [("missing", "the definition of “Gifted Content”")]


ADDED = "During the Term, the Influencer shall not publish, on Instagram and from any account, Sponsored Content for the brand “Simrad”."


@pytest.mark.parametrize("words", [f"2.4 {ADDED}", ADDED, "2.4 The Influencer shall post on Fridays."])
def test_added_clause(words: str) -> None:
    """A clause that only the document has is added, with a number or by its words."""
    text = TEXTS["en", "text"].replace("\n3. Grand final", f"\n{words}\n\n3. Grand final")
    (found,) = different(checked(text))
    assert found.status == "added"
    assert found.text == words.removeprefix("2.4 ")
    assert found.readable == (ADDED in words)


def test_paragraph_between_two_clauses_is_added() -> None:
    """Inside an article nothing is foreign text."""
    (found,) = different(checked(TEXTS["en", "text"].replace("\n1.2 ", "\nFridays are free.\n\n1.2 ")))
    assert (found.status, found.text) == ("added", "Fridays are free.")


def test_sentence_below_a_clause_belongs_to_it() -> None:
    """A sentence on a clause in a paragraph of its own changes the clause."""
    (found,) = different(checked(TEXTS["en", "text"].replace("\n1.2 ", "\nClause 1.1 does not apply to TikTok stories.\n\n1.2 ")))
    assert (found.status, found.number, found.meaning) == ("changed", "1.1", ("also excepts TikTok stories",))


def test_moved_clauses_are_the_same() -> None:
    """The order of clauses means nothing."""
    text = TEXTS["en", "text"]
    moved = re.search(r"^1\.3 .*\n\n", text, re.MULTILINE)
    assert moved
    assert checked(text.replace(moved[0], "").replace("2. Room", f"{moved[0]}2. Room")).same


def test_clauses_of_a_longer_contract_may_have_other_numbers() -> None:
    """A file's articles stand as articles 7 to 10 of a contract; a reference that was forgotten is found."""
    text = re.sub(r"(?<![\d.T])([1-4])\.(\d)(?!\d)", lambda m: f"{int(m[1]) + 6}.{m[2]}", TEXTS["en", "text"])
    outcome = checked(text)
    assert outcome.same, different(outcome)
    assert {one.stands_as for one in outcome.after.found if one.number == "2.3"} == {"8.3"}
    (found,) = different(checked(text.replace("breach of clause 8.3,", "breach of clause 2.3,")))
    assert (found.number, found.stands_as, found.meaning) == ("2.3", "8.3", ("the clause meant: 2.3 instead of 8.3",))


def test_text_around_is_passed_over() -> None:
    """Other contract text is neither changed nor added."""
    text = TEXTS["en", "text"].replace(
        "\nDefinitions\n",
        "\nI. Services\n\nI.1 The Influencer shall make three videos.\n\nI.2 The fee falls due in 30 days.\n\nDefinitions\n",
    ).replace("\nSchedule A", "\n12. Law\n\n12.1 The law of Lithuania applies.\n\nSigned in Vilnius on 1 March 2026.\n\nSchedule A")
    assert checked(f"Acme Sonar\n\nDraft of 1 March\n\n{text}\nAppendix 7\n\n1. A list\n2. Another\n").same


def test_only_the_clauses() -> None:
    """Clauses alone can be compared alone."""
    clauses = "\n\n".join(re.findall(r"^[123]\.\d .*$", TEXTS["en", "text"], re.MULTILINE))
    assert checked(clauses, clauses_only=True).same
    assert {one.status for one in different(checked(clauses))} == {"missing"}


# Forms.


def made(form: str, codes: tuple[str, ...]) -> bytes:
    """The document in one of the forms."""
    layout = document(FILE, codes)
    match form:
        case "docx":
            return docx(layout)
        case "pdf":
            return pdf(layout)
        case "html":
            return html(layout).encode()
        case "md" if len(codes) > 1:
            return side_by_side(layout).encode()
        case _:
            return write(FILE, codes[0], "md" if form == "md" else "text").encode()


@pytest.mark.parametrize("form", ["docx", "pdf", "html", "md", "txt"])
@pytest.mark.parametrize("code", LANGUAGES)
def test_document_is_the_same_in_every_form(form: str, code: str) -> None:
    """What was written is what is found."""
    outcome = checked(made(form, (code,)), f"contract.{form}")
    assert outcome.after.languages == (code,)
    assert outcome.same, different(outcome)


@pytest.mark.parametrize("form", ["docx", "pdf", "html", "md"])
@pytest.mark.parametrize("codes", [("en", "nl"), ("fr", "de"), ("es", "en")])
def test_two_languages(form: str, codes: tuple[str, str]) -> None:
    """Each column is compared, in its language."""
    outcome = checked(made(form, codes), f"contract.{form}")
    assert outcome.after.languages == codes
    assert outcome.same, different(outcome)


def test_one_of_two_languages_is_changed() -> None:
    """The language of a change is named."""
    text = made("md", ("en", "nl")).decode().replace("gedurende 1 maand na", "gedurende 2 maanden na", 1)
    (found,) = different(checked(text, "contract.md"))
    assert (found.number, found.language, found.meaning) == ("1.1", "nl", ("the window: 2 maanden instead of 1 maand",))


def test_lines_that_a_mail_program_broke() -> None:
    """Lines need not be paragraphs."""
    lines = (re.sub(r"(.{1,70})(?: |$)", r"\1\n", line) for line in TEXTS["en", "text"].splitlines())
    text = "\n".join(lines)
    assert checked(text).same
    (found,) = different(checked(text.replace("EUR\n5000", "EUR\n500").replace("EUR 5000", "EUR 500")))
    assert (found.number, found.meaning) == ("2.3", ("the penalty: EUR 500 instead of EUR 5000",))


def test_blanks_that_do_not_break() -> None:
    """A blank is a blank."""
    assert checked(TEXTS["en", "text"].replace("1 month", "1\u00a0month")).same


def test_change_in_a_pdf() -> None:
    """A change is told the same in a PDF."""
    other = resolved_text(DEAL.read_text("utf-8").replace("5000 EUR", "500 EUR"))
    (found,) = different(verify(extract(pdf(document(other, ("en",))), "a.pdf"), File(FILE)))
    assert (found.number, found.meaning) == ("2.3", ("the penalty: EUR 500 instead of EUR 5000",))


def resolved_text(text: str) -> Resolved:
    """A text without mistakes."""
    from clauselang.driver import compile_text

    found = compile_text(text, meaning=False)
    assert found.usable
    return found.resolved


# The command.


def test_command(tmp_path: Path) -> None:
    """Exit codes, and text of the document as data."""
    contract = tmp_path / "contract.md"
    contract.write_text(TEXTS["en", "md"], "utf-8")
    result = run(str(contract), str(DEAL))
    assert result.exit_code == 0
    assert re.fullmatch(r"contract\.md \(en\) says what .*deal\.excl says", result.output.splitlines()[-1])
    contract.write_text(TEXTS["en", "md"].replace("EUR 5000", "EUR 500\x1b[2J"), "utf-8")
    result = run(str(contract), str(DEAL))
    assert result.exit_code == 1
    assert "2.3  changed\n" in result.output
    assert "\x1b" not in result.output


def test_json_and_standard_input() -> None:
    """JSON says what the table says."""
    changed = TEXTS["nl", "md"].replace("EUR 5000", "EUR 500")
    result = run("-", str(DEAL), "--format", "json", given=changed.encode())
    assert result.exit_code == 1
    told = json.loads(result.output)
    assert (told["same"], told["form"], told["languages"], told["tracked_changes"]) == (False, "md", ["nl"], False)
    (part,) = [one for one in told["after"]["parts"] if one["status"] != "same"]
    assert (part["number"], part["meaning"]) == ("2.3", ["the penalty: EUR 500 instead of EUR 5000"])
    assert part["words"] == [{"file": "5000.", "document": "500.", "after": "een boete van EUR"}]


def test_deterministic() -> None:
    """The same twice."""
    text = TEXTS["en", "text"].replace("Garmin", "Simrad").replace("month", "week")
    assert len({as_json(checked(text), "a", "b") for _ in range(3)}) == 1


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("none.docx", str(DEAL)), 2), (("-", "-"), 2), ((str(DEAL), str(DEAL), "--lang", "xx"), 2),
        ((str(DEAL), str(DEAL), "--lang", "en,en"), 2), ((str(DEAL), "none.excl"), 2), ((str(DEAL), str(DEAL)), 1),
    ],
)  # fmt: skip
def test_exit_codes(arguments: tuple[str, ...], code: int) -> None:
    """Wrong usage and unreadable input are 2."""
    result = run(*arguments)
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output


def test_language_can_be_given() -> None:
    """What is given is not found out."""
    result = run("-", str(DEAL), "--lang", "nl", given=TEXTS["en", "text"].encode())
    assert result.exit_code == 1
    assert "(nl) differs from" in result.output
