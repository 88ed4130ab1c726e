"""Reading contracts back: the laws on random files, circles of translation, and what is said of a text that was changed."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from clauselang.cli.main import cli
from clauselang.driver import Project
from clauselang.prose import canonical
from clauselang.prose.keys import HOLES, KEYS
from clauselang.prose.read import Reading, Refusal, against, detect, read, written
from clauselang.prose.read.excl import excl
from clauselang.prose.read.grammar import grammar
from clauselang.prose.read.reader import as_resolved
from clauselang.prose.write import LANGUAGES, write
from clauselang.resolve.resolved import Resolved
from clauselang.resolve.resolver import resolve
from clauselang.source import Source
from clauselang.syntax import ast
from clauselang.syntax.parser import parse
from tests.random_files import CLAUSES, Maker, file
from tests.roundtrip import check, constructs, run, texts

ROOT = Path(__file__).resolve().parents[1]
FILES = sorted([*(ROOT / "examples").glob("*/*.excl"), *(ROOT / "tests" / "golden" / "prose").glob("*.excl")])
COUNT = 2_000
CIRCLE = ("en", "nl", "de", "fr", "es", "en")
# What a contract does not say, so that reading never gives it.
UNSAID = {"Import", "Module", "Scenario", "Example", "Detail", "Expectation", "Iab", "Node"}


def of_text(text: str) -> Resolved:
    """A file without findings."""
    parsed = parse(Source("test.excl", text))
    resolved, found = resolve(parsed)
    assert not [d.message for d in (*parsed.diagnostics, *found) if d.is_error]
    return resolved


def of_path(path: Path) -> tuple[Resolved, tuple[ast.Item, ...], Project]:
    """A file of the repository, the vocabulary that reading it back needs, and its project."""
    project = Project(path.parent)
    resolved, _ = resolve(parse(Source(path.name, path.read_text("utf-8"))), project.load)
    known = tuple(item for item in resolved.module.items if isinstance(item, ast.Import | ast.Declaration))
    return resolved, known, project


def reading(text: str, **options: object) -> Reading:
    """What an accepted text says."""
    found = read(text, **options)  # type: ignore[arg-type]
    assert isinstance(found, Reading), found
    return found


def refusal(text: str) -> Refusal:
    """What is said of a refused text."""
    found = read(text)
    assert isinstance(found, Refusal)
    return found


# The laws.


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_is_written_is_read_back(code: str) -> None:
    """Reading gives the canonical file, and writing that gives the same bytes, on thousands of random clauses."""
    result = run(code, range(COUNT // CLAUSES))
    assert result.clauses == COUNT
    assert result.failures == []


def test_random_files_have_every_construct() -> None:
    """No construct of the language that a contract can say is left out of the random files."""
    classes = {name for name, value in vars(ast).items() if isinstance(value, type) and issubclass(value, ast.Node)}
    found = {name for seed in range(COUNT // CLAUSES) for name in constructs(file(seed).items)}
    assert classes - UNSAID - found == set()
    wanted = (
        "PostAnchor which each", "PostAnchor which first", "PostAnchor which last", "PeriodEdge edge start", "PeriodEdge edge end",
        "Until preposition until", "Until preposition through", "Until preposition before", "When kind date", "When kind local",
        "When kind instant", "Period of term", "Period of campaign", "Period of usage", "Act what mention", "Act what engagement",
        "Act what mention or appearance", "Remedy what cure", "Remedy what takedown", "PostEvent what published",
        "PostEvent what deleted", "PostEvent what republished", "PostState what cancelled", "PostState what owed",
        *(f"Duration {unit}" for unit in ("hour", "day", "week", "month", "year")),
        *(f"Exempt facet {facet}" for facet in (
            "surface", "kind", "brand", "category", "competitors", "schedule", "account", "territory", "event",
        )),
    )  # fmt: skip
    assert [name for name in wanted if name not in found] == []


def test_no_text_has_two_meanings() -> None:
    """Two clauses that differ in their canonical spelling differ in their text, in every language."""
    seen: dict[tuple[str, int], int] = {}
    for code, text, meaning in texts(range(COUNT // CLAUSES)):
        assert seen.setdefault((code, text), meaning) == meaning


def test_the_canonical_spelling_is_one() -> None:
    """The canonical spelling of a canonical file is that file, and it is written with the same bytes."""
    for seed in range(12):
        of = file(seed)
        once = canonical.canonical(of.resolved)
        again, error = as_resolved((*of.known, *once.items))
        assert not error
        assert canonical.canonical(again) == once
        for code in LANGUAGES:
            assert write(again, code, "text", of.stated) == write(of.resolved, code, "text", of.stated)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_changed_text_is_refused_or_says_itself(code: str) -> None:
    """Whatever is changed in a contract, reading ends in a file that writes the change or in a place, never in an error."""
    random = Random(code)
    for seed in range(12):
        of, form = file(seed), random.choice(("md", "text"))
        words = write(of.resolved, code, form, of.stated).split(" ")
        at = random.randrange(len(words) - 1)
        match random.randrange(4):
            case 0:
                del words[at]
            case 1:
                words.insert(at, words[at])
            case 2:
                words[at] = words[random.randrange(len(words))]
            case _:
                words[at] = words[at][:-1] + random.choice("x1“”«»\n.,;(")
        text = " ".join(words)
        found = read(text, None, form, of.known)
        if isinstance(found, Reading):
            assert written(found) == text
        else:
            assert found.differences
            assert all(0 <= difference.at <= len(text) for difference in found.differences)


# Files of the repository.


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_translation_in_a_circle(path: Path) -> None:
    """English to Dutch, German, French, Spanish and back gives the first bytes; the file is the same all the way."""
    resolved, known, project = of_path(path)
    first = text = write(resolved, CIRCLE[0], "md")
    for code in CIRCLE[1:]:
        found = reading(text, known=known, load=project.load)
        assert found.module == canonical.canonical(resolved)
        text = write(found.resolved, code, "md", found.before_signing)
    assert text == first


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_file_that_is_read_can_be_parsed(path: Path) -> None:
    """The text of a file that was read gives the same tree, in both forms of every language."""
    resolved, known, project = of_path(path)
    for code in LANGUAGES:
        for form in ("md", "text"):
            found = reading(write(resolved, code, form), known=known, load=project.load)
            assert (found.language, found.form) == (code, form)
            assert parse(Source("x.excl", excl(found.module))).module == found.module


# The grammar is made of the table.


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_phrase_can_be_read(code: str) -> None:
    """Each key of the table is a template of some rule, and each hole has something to fill it."""
    rules = grammar(code, "md")
    groups = {key.split(".")[0] for key in KEYS} - {"title", "heading"}
    further = ("any_start", "always_said", "account_of")
    read_by = {template.key for rule in (*groups, *further) for template in rules.rule(rule).templates}
    assert {key for key in KEYS if key.split(".")[0] in groups} - read_by == set()
    assert set(HOLES) >= {hole for holes in KEYS.values() for hole in holes}


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_language_is_found(code: str) -> None:
    """The first sentence says which language a document is in."""
    assert detect(write(of_text("full, during term\n"), code, "text"), "text") == code
    assert detect("A letter.\n\nDear Sir,\n", "text") is None


# What is said of a text that is not canonical.

DEAL = """
agreement "Spring"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  signed 2026-02-20
exclusivity
  category sonar, 1 month before to 1 month after last post
  full, 24 hours after each post on instagram, on instagram, fee 300 USD
"""
AFTER = "through the end of the day that is 1 month after the day on which the last Post is published"


def changed(old: str, new: str, code: str = "en") -> Refusal:
    """What is said when a phrase of the contract is another."""
    text = write(of_text(DEAL), code, "text")
    assert text.count(old) >= 1
    return refusal(text.replace(old, new, 1))


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("P101", "shall not", "must not"),
        ("P102", "the category “sonar devices”", "the category “fish finders of the future”"),
        ("P103", "For each Post on Instagram, from the", "From the"),
        ("P104", "Definitions", "The parties may agree otherwise by telephone.\n\nDefinitions"),
        ("P105", "This agreement is made between", "Dear influencer, this is between"),
        ("P106", "", ""),
    ],
)
def test_every_difference_has_a_code(code: str, old: str, new: str) -> None:
    """What `explain` has a page for."""
    found = changed(old, new) if old else None
    if found is None:
        read_back = read(write(of_text(DEAL.replace("1 month after", "2 months after")), "en", "text"))
        assert isinstance(read_back, Reading)
        assert [d.code for d in against(read_back, of_text(DEAL))] == ["P106"]
    else:
        assert code in [difference.code for difference in found.differences]


@pytest.mark.parametrize(
    ("old", "new", "where", "place", "meaning"),
    [
        ("1 month after", "1 months after", "clause 1.1", "s after", "1 month after last post"),
        ("through the end of the day", "until the end of the day", "clause 1.1", "until the end", "1 month after last post"),
        ("shall not publish, on Instagram", "must not publish, on Instagram", "clause 1.2", "must not", "24 hours after each post"),
        ("USD 300", "USD 300.", "clause 1.2", ".", "fee 300 USD"),
        ("USD 300", "USD 300.00", "clause 1.2", "00.", "fee 300 USD"),
        ("from any account, Spon", "from any account Spon", "clause 1.1", " Sponsored", "category sonar"),
    ],
)
def test_the_place_the_nearest_text_and_its_meaning(old: str, new: str, where: str, place: str, meaning: str) -> None:
    """A refusal names the clause, points at the first place, and gives the canonical sentence and the clause it would be."""
    text = write(of_text(DEAL), "en", "text")
    (difference,) = changed(old, new).differences
    assert difference.where == where
    assert text.replace(old, new, 1)[difference.at :].startswith(place)
    assert difference.nearest in text
    assert meaning in difference.meaning


def test_other_differences() -> None:
    """Definitions, annex, numbers, names and lines that belong nowhere are told apart."""
    (one,) = changed("“Product” includes a service.\n", "").differences
    assert (one.message, one.nearest) == ("a definition is missing", "“Product” includes a service.")
    (one,) = changed("T.5 No period is", "T.5 A period is not").differences
    assert one.where == "rule T.5" and one.nearest.startswith("No period is extended")
    (one,) = changed("1.2 For each", "1.3 For each").differences
    assert "numbers" in one.message and one.nearest.startswith("1.2 ")
    (one, *_) = changed("“sonar devices”", "“sonar things”").differences
    assert one.message == "no category is called “sonar things” in this language" and one.remedy
    (one,) = changed("Annex T", "The parties are friends.\n\nAnnex T").differences
    assert one.message == "no line of a contract stands here"
    (one,) = changed("20 February", "30 February").differences
    assert one.where == "the parties" and "a date" in one.remedy
    (one,) = changed("24 hours", "twenty-four hours").differences
    assert one.where == "clause 1.2" and one.nearest
    assert refusal("Hello\n\nworld\n").differences and refusal("").differences
    assert "CR" in refusal(write(of_text(DEAL)).replace("\n", "\r\n")).differences[0].message


def test_two_labels_that_are_the_same() -> None:
    """A label that two categories share cannot be read, and the message says which two they are."""
    resolved = of_text('category depth_finders "sonar devices"\nfull, during term\ncategory depth_finders, during term\n')
    known = tuple(item for item in resolved.module.items if isinstance(item, ast.Declaration))
    found = read(write(resolved), known=known)
    assert isinstance(found, Refusal)
    assert found.differences[0].message == "“sonar devices” is the label of `depth_finders` and `sonar`"


@pytest.mark.parametrize(
    ("old", "new", "where", "message"),
    [
        (AFTER, AFTER.replace("1 month", "2 months"), "clause 1.1", "reads as 2 months; the file says 1 month"),
        ("24 hours after that", "36 hours after that", "clause 1.2", "reads as 36 hours; the file says 24 hours"),
        ("USD 300", "EUR 300", "clause 1.2", "reads as 300 EUR; the file says 300 USD"),
        ("“sonar devices”", "“fishing gear”", "clause 1.1", "reads as fishing_gear; the file says sonar"),
        ("20 February 2026", "21 February 2026", "the agreement", "reads as 2026-02-21; the file says 2026-02-20"),
        ("last Post", "first Post", "clause 1.1", "reads as `1 month before to 1 month after first post`; the file says"),
    ],
)
def test_what_the_document_says_otherwise(old: str, new: str, where: str, message: str) -> None:
    """Against a file, a changed document is told by the figure, the date or the name that differs."""
    resolved = of_text(DEAL)
    (difference,) = against(reading(write(resolved, "en", "text").replace(old, new)), resolved)
    assert difference.where == where
    assert difference.message.startswith(message)


def test_a_document_says_what_its_file_says() -> None:
    """Nothing differs between a file and its contract, in any language."""
    for seed in range(6):
        of = file(seed)
        for code in LANGUAGES:
            assert against(reading(write(of.resolved, code), known=of.known), of.resolved) == ()


PARTIES = "  advertiser A\n  influencer B\n"
SMALL = (
    "", "none\n", "exclusivity\n", "none\n\nexclusivity\n  none\n", 'exclusivity "What is always permitted"\n  none\n',
    f"agreement T\n{PARTIES}", f"agreement T\n{PARTIES}  timezone Europe/Paris\n", f"agreement T\n{PARTIES}none\n",
    f"agreement T\n{PARTIES}  consent X 2026-01-01\n  consent Y on stories 2026-01-01 10:00\n", f"agreement T\n{PARTIES}  posts\n",
    f'agreement T\n{PARTIES}  schedule "B"\n', f'agreement ""\n{PARTIES}', f'agreement "# x"\n{PARTIES}full, during term\n',
    f'agreement "Definitions"\n{PARTIES}full, during term\n', f'full, during term\nagreement "Exclusiviteit"\n{PARTIES}',
    'agreement T\n  advertiser "X) and Y"\n  influencer "B. The"\n', 'agreement T\n  advertiser ""\n  influencer ""\n',
    'agreement T\n  advertiser "[name of the Advertiser]"\n    brands X\n  influencer B\n', "full, from 2026-03-01 to 2026-03-02\n",
    'full, during term, except schedule "a long name"\n', "competitors unused\n  A\nfull, during term\n",
)  # fmt: skip


@pytest.mark.parametrize("code", LANGUAGES)
def test_small_files_are_read_back(code: str) -> None:
    """Files with hardly anything in them, and with names that look like parts of a contract."""
    for text in SMALL:
        resolved = of_text(text)
        for form in ("md", "text"):
            found = reading(write(resolved, code, form))
            assert (found.language, found.form) == (code, form)
            assert found.module == canonical.canonical(resolved), text


def test_long_lists_are_read() -> None:
    """Hundreds of brands in a list, and dozens of exceptions, are read without harm."""
    brands = " and ".join(f'"Brand {i}"' for i in range(300))
    exceptions = "".join(f', except brands "Other {i}"' for i in range(60))
    resolved = of_text(f"brands {brands}, during term{exceptions}\n")
    assert reading(write(resolved, "es")).module == canonical.canonical(resolved)


def test_a_seed_makes_one_file() -> None:
    """The random files are the same on every machine."""
    assert Maker(7).items() == Maker(7).items()
    assert check(file(7), "en", "md") == ""


# The commands.


@pytest.fixture
def contract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a file and its contract."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "deal.excl").write_text(DEAL, "utf-8")
    path = tmp_path / "deal.md"
    path.write_bytes(CliRunner().invoke(cli, ["prose", "deal.excl"]).stdout_bytes)
    return path


def test_read_writes_the_file(contract: Path) -> None:
    """The file that `read` prints makes the same contract again."""
    result = CliRunner().invoke(cli, ["read", "deal.md"])
    assert result.exit_code == 0, result.output
    (contract.parent / "again.excl").write_text(result.stdout, "utf-8")
    assert CliRunner().invoke(cli, ["prose", "again.excl"]).stdout_bytes == contract.read_bytes()
    assert CliRunner().invoke(cli, ["fmt", "--check", "again.excl"]).exit_code == 0


def test_read_refuses_with_the_place(contract: Path) -> None:
    """A changed contract is refused with file, line and column on standard error."""
    contract.write_text(contract.read_text("utf-8").replace("shall not", "must not", 1), "utf-8")
    result = CliRunner().invoke(cli, ["read", "deal.md"])
    assert result.exit_code == 1 and result.stdout == ""
    assert "deal.md:17:163: error[P101]: clause 1.1: not canonical from `must not" in result.stderr
    assert "= nearest: From the start" in result.stderr and "= reads as: category sonar" in result.stderr


@pytest.mark.parametrize("form", ["docx", "pdf", "html"])
@pytest.mark.parametrize("code", LANGUAGES)
def test_a_laid_out_document_reads_as_its_file(contract: Path, form: str, code: str) -> None:
    """Numbers, lists, lines and hyphens of the page, signatures and worked examples do not change what is read."""
    made = ["prose", "deal.excl", "--lang", code, "--illustrate", "--out", f"deal.{form}"]
    assert CliRunner().invoke(cli, made).exit_code == 0
    result = CliRunner().invoke(cli, ["read", f"deal.{form}"])
    assert result.exit_code == 0, result.output
    assert result.stdout == CliRunner().invoke(cli, ["read", "deal.md"]).stdout
    assert "signatures and worked examples are not read" in result.stderr


def test_a_changed_document_names_the_clause(contract: Path) -> None:
    """Lines of a page say little, so that places are named by their clause."""
    made = CliRunner().invoke(cli, ["prose", "deal.excl", "--to", "html"]).stdout
    (contract.parent / "deal.html").write_text(made.replace("shall not publish", "must not publish", 1), "utf-8")
    result = CliRunner().invoke(cli, ["read", "deal.html"])
    assert result.exit_code == 1 and result.stdout == ""
    assert result.stderr.startswith("deal.html: error[P101]: clause 1.1: not canonical from `must not publish")


def test_two_languages_are_not_read_as_one(contract: Path) -> None:
    """A document side by side is for `verify`."""
    made = ["prose", "deal.excl", "--lang", "en,nl", "--out", "deal.docx"]
    assert CliRunner().invoke(cli, made).exit_code == 0
    result = CliRunner().invoke(cli, ["read", "deal.docx"])
    assert (result.exit_code, result.stdout) == (1, "")
    assert "two languages" in result.stderr


def test_read_against_a_file(contract: Path) -> None:
    """A contract with another figure is compared with its file."""
    assert CliRunner().invoke(cli, ["read", "deal.md", "--against", "deal.excl"]).exit_code == 0
    contract.write_text(contract.read_text("utf-8").replace("24 hours", "25 hours"), "utf-8")
    result = CliRunner().invoke(cli, ["read", "deal.md", "--against", "deal.excl"])
    assert result.exit_code == 1
    assert "clause 1.2 reads as 25 hours; the file says 24 hours" in result.stdout


def test_translate_in_a_circle(contract: Path) -> None:
    """Through all languages and back, with the command alone."""
    for place, code in enumerate(CIRCLE[1:]):
        source = f"{place}.md" if place else "deal.md"
        result = CliRunner().invoke(cli, ["translate", source, "--to-lang", code])
        assert result.exit_code == 0, result.output
        (contract.parent / f"{place + 1}.md").write_bytes(result.stdout_bytes)
    assert (contract.parent / "5.md").read_bytes() == contract.read_bytes()


def test_translate_needs_a_language_and_a_contract(contract: Path) -> None:
    """An unknown language is wrong usage; a text that is no contract is a finding; a missing file is trouble."""
    assert CliRunner().invoke(cli, ["translate", "deal.md", "--to-lang", "xx"]).exit_code == 2
    assert CliRunner().invoke(cli, ["translate", "deal.excl", "--to-lang", "nl"]).exit_code == 1
    assert CliRunner().invoke(cli, ["read", "nothing.md"]).exit_code == 2


def test_read_with_a_vocabulary(contract: Path) -> None:
    """Categories of the project are known by the file that declares them, which the result imports."""
    (contract.parent / "words.excl").write_text('category jigs "jigs"\n  nl "jigs van lood"\n', "utf-8")
    (contract.parent / "clause.excl").write_text("import words\ncategory jigs, during term\n", "utf-8")
    (contract.parent / "clause.md").write_bytes(CliRunner().invoke(cli, ["prose", "clause.excl", "--lang", "nl"]).stdout_bytes)
    assert CliRunner().invoke(cli, ["read", "clause.md"]).exit_code == 1
    result = CliRunner().invoke(cli, ["read", "clause.md", "--vocabulary", "words.excl"])
    assert result.exit_code == 0, result.output
    assert result.stdout == "import words\n\nexclusivity\n  category jigs, during term\n"


@pytest.mark.parametrize("command", [["read", "-"], ["verify", "-", "deal.excl"]])
def test_a_document_on_standard_input_is_bounded(command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is too long is refused in one sentence, and never read as if it ended there."""
    monkeypatch.setattr("clauselang.driver.MAX_DOCUMENT", 10)
    monkeypatch.chdir(tmp_path)
    Path("deal.excl").write_text("full, during term\n", "utf-8")

    found = CliRunner().invoke(cli, command, input="1.1 A word too many")

    assert (found.exit_code, found.stdout) == (2, "")
    assert "has more than 10 bytes" in found.stderr
