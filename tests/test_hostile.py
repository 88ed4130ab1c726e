"""Files from strangers: too large, too deep, misleading to the eye, circular. A finding each, never an exception.

Nothing is timed; each text is of a size at which a step that is not linear would be felt at once.
"""

from __future__ import annotations

import pytest

from clauselang.diagnostics.diagnostic import Diagnostics
from clauselang.resolve.imports import MAX_FILES
from clauselang.resolve.resolver import resolve
from clauselang.semantics.lower import lower
from clauselang.source import Source
from clauselang.syntax.parser import MAX_CHARACTERS, MAX_LINES, parse


def findings(text: str, files: dict[str, str] | None = None) -> Diagnostics:
    """What the whole pipeline says; every finding stands inside its source."""
    known = files or {}
    parsed = parse(Source("deal.excl", text))
    resolved, named = resolve(parsed, lambda path: Source(path, known[path]) if path in known else None)
    found = parsed.diagnostics + named
    if not any(d.is_error for d in found):
        found += lower(resolved)[1]
    for one in found:
        assert one.span
        assert 0 <= one.span.start <= one.span.end <= len(one.span.source.text)
    return found


def kinds(text: str) -> set[str]:
    """The codes that a text gets."""
    return {d.code for d in findings(text)}


# Size.


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("full, during term\n" * 100_000, "S130"),
        ("a" * 5_000_000, "S130"),
        ("a" * (MAX_CHARACTERS - 1), "S132"),
        ("full" + ", during term" * 10_000, "S132"),
        ("full" + ",\n  during term" * 10_000, "S132"),
        ("brands " + " and ".join(f"b{i}" for i in range(100_000)) + ", during term", "S132"),
        ("brands " + " and ".join('"x"' for _ in range(50_000)), "S132"),
        ("full, " + "1" * 1_000_000 + " days after last post", "S132"),
        ('brands "' + "x" * 1_000_000 + '", during term', "S132"),
        ("full, from @a" + "." * 1_000_000, "S103"),
        ("full, during term" + " " * 1_000_000 + "x", "S132"),
        (" " * 1_000_000 + "full, during term", "S105"),
    ],
    ids=range(12),
)
def test_too_much_is_one_finding(text: str, code: str) -> None:
    """A file, a line or a word beyond the bounds is one finding, whatever is in it."""
    assert [d.code for d in findings(text)] == [code]


def test_many_right_lines() -> None:
    """A file of as many lines as are allowed is read."""
    parsed = parse(Source("deal.excl", "full, during term\n" * MAX_LINES))
    assert parsed.diagnostics == ()
    assert len(parsed.module.items) == MAX_LINES


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("catgory x{i}, durng term", "S101"),
        ("full, whenever you like{i} it", "S101"),
        ('brands "x{i}', "S104"),
        ("category zz{i}yy, during term", "R104"),
        ("full, during term, zz{i}yy excluded", "R105"),
        ("full, during term, on instagram zz{i}yy", "R106"),
        ("full, during term, in zz{i}", "R114"),
        ("full, during term, fee 3 Q{i}", "R115"),
        ("import f{i}", "R101"),
    ],
)
def test_many_wrong_lines(line: str, code: str) -> None:
    """Ten thousand mistakes are ten thousand findings; looking for what was meant has an end."""
    found = findings("\n".join(line.format(i=i) for i in range(10_000)))
    assert {d.code for d in found} == {code}
    assert len(found) == 10_000


def test_many_declarations() -> None:
    """A long chain of categories, and one that closes to a ring, are followed without recursion."""
    chain = "category c0\n" + "".join(f"category c{i} under c{i - 1}\n" for i in range(1, 20_000))
    assert kinds(chain) == set()
    ring = chain.replace("category c0\n", "category c0 under c19999\n")
    assert [d.code for d in findings(ring)] == ["R113"]
    unknown = "".join(f"category c{i} under nothing{i}\n" for i in range(10_000))
    assert [d.code for d in findings(unknown)] == ["R104"] * 10_000


def test_many_clauses_in_a_chain() -> None:
    """A chain of thousands of `then` is refused where it gets too long, and judged up to there."""
    assert [d.code for d in findings("exclusivity\n  full, 1 day after last post\n" + "  then full, for 1 day\n" * 5_000)] == ["R121"]


def test_many_facts() -> None:
    """Facts that are repeated thousands of times are a finding each."""
    text = 'agreement "X"\n  advertiser "A"\n  influencer "B"\n' + "  timezone Europe/Vilnis\n" * 10_000
    found = [d.code for d in findings(text)]
    assert found.count("R126") == 9_999
    assert found.count("R116") == 1


# Layout.


def test_deep_indentation() -> None:
    """A line deeper than any block is one finding, and what is deeper still is passed over."""
    stairs = "".join("  " * i + "full, during term\n" for i in range(1_900))
    assert [(d.code, d.span.place) for d in findings(stairs) if d.span] == [("S105", "deal.excl:2:2")]


def test_saw_of_indentation() -> None:
    """Lines that go in and out at random are findings on their own lines."""
    saw = "".join(" " * (i * 7 % 23) + "full, during term\n" for i in range(20_000))
    assert kinds(saw) == {"S105"}


@pytest.mark.parametrize("mark", ['"', "'", "“", "„", "«", '"x', 'x"'])
def test_fifty_thousand_quotes(mark: str) -> None:
    """Quotes in one heap or on a line each are findings, closed or not."""
    for text in (mark * 50_000, f"{mark}\n" * 50_000, f"brands {mark} and " * 1_000, mark * 49_999):
        found = findings(text)
        assert found
        assert {d.code for d in found} <= {"S101", "S102", "S103", "S104", "S132"}


def test_an_open_quote_ends_with_its_line() -> None:
    """What a quote leaves open is not closed by a quote further down."""
    assert [d.span.place for d in findings('brands "Garmin, during term\nbrands Lowrance", during term\nnone') if d.span] == [
        "deal.excl:1:8",
        "deal.excl:2:16",
    ]


# What the eye does not see.

INVISIBLE = [
    "\x00", "\x08", "\x1b", "\x7f", "\x85", "\u00ad", "\u061c", "\u180e", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2028",
    "\u2029", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2060", "\u2066", "\u2067", "\u2068", "\u2069", "\ufeff", "\U000e0041",
    "\ud800", "\u3164",
]  # fmt: skip


@pytest.mark.parametrize("character", INVISIBLE, ids=[f"{ord(c):04X}" for c in INVISIBLE])
@pytest.mark.parametrize(
    "text", ["category so{}nar, during term", 'brands "Gar{}min", during term', "full, during term # so{}nar", "full,{} during term"]
)
def test_invisible_characters(text: str, character: str) -> None:
    """A control, direction mark or zero-width character is one error in a name, in quotes, in a comment and between words."""
    (found,) = findings(text.format(character))
    assert found.span
    assert (found.code, found.span.text) == ("S121", character)
    assert f"U+{ord(character):04X}" in found.message


def test_invisible_characters_in_heaps() -> None:
    """A million of them are a handful of findings."""
    assert [d.code for d in findings("\x00" * 1_000_000)] == ["S121"] * 20
    assert [d.code for d in findings('brands "x\u202ey", during term\n' * 10_000)] == ["S121"] * 20


@pytest.mark.parametrize("word", ["Gаrmin", "Gаrmιn", "sοnar", "Lоwrance", "Ｇarmin", "сonar", "Αcme", "Ԍarmin"])  # noqa: RUF001
def test_look_alikes(word: str) -> None:
    """A Cyrillic, Greek or full-width letter among Latin ones is one error, in a name and in a quoted brand."""
    for text in (f"brands {word}, during term", f'brands "{word}", during term', f'brands "Acme {word}", during term'):
        (found,) = findings(text)
        assert found.code == "S120"
        assert found.span
        assert not found.span.text.isascii()


@pytest.mark.parametrize("word", ["Škoda", "Nestlé", "Ångström", "Яндекс", "Ελλάς", "資生堂", "Яндекс Go", "L’Oréal"])
def test_honest_words_of_the_world(word: str) -> None:
    """A quoted brand in any one alphabet is a brand."""
    assert findings(f'brands "{word}", during term') == ()


@pytest.mark.parametrize("text", ["e\u0301", "a\u0327\u0301", "\u1100\u1161", "q\u0323\u0307" + "o\u0308", "\u212b", "\u2126"])
def test_text_that_is_not_normal(text: str) -> None:
    """Text outside normal form C is one warning, also where no two neighbours alone show it."""
    assert [d.code for d in findings(f'brands "{text}", during term')] == ["S122"]


def test_heaps_of_marks() -> None:
    """A million combining marks, and a million mixed words, end."""
    assert kinds("e\u0301" * 500_000) == {"S103", "S122"}
    assert "S122" in kinds("# a" + "\u0301" * 500_000)
    assert [d.code for d in findings("# " + "аb " * 300_000)] == ["S120"] * 20  # noqa: RUF001
    assert [d.code for d in findings("# " + "аb" * 500_000)] == ["S120"]  # noqa: RUF001


# Time.


def test_windows_stay_on_the_calendar() -> None:
    """The longest chain of the longest windows after the last day that can be written is computed."""
    text = (
        'agreement "X"\n  advertiser "A"\n  influencer "B"\n  timezone Pacific/Kiritimati\n  signed 2199-12-31\n'
        "  term 2199-12-31 for 100 years\nexclusivity\n  full, 100 years after end of term\n"
    )
    assert kinds(text + "  then full, for 100 years\n" * 50 + "  full, 100 years before signing\n") <= {"M301"}
    early = text.replace("2199-12-31", "1900-01-01").replace("Kiritimati", "Pago_Pago")
    assert kinds(early + "  full, 100 years before signing\n  full, 876000 hours before signing\n") <= {"S112"}


# Imports.


def test_import_cycles() -> None:
    """Rings of imports, of any length, end with an error."""
    for size in (1, 2, 50):
        files = {f"f{i}.excl": f"import f{(i + 1) % size}\n" for i in range(size)}
        assert {d.code for d in findings("import f0", files)} == {"R102"}
    everybody = {f"f{i}.excl": "".join(f"import f{j}\n" for j in range(20)) for i in range(20)}
    assert {d.code for d in findings("import f0", everybody)} == {"R102"}


def test_three_hundred_imports() -> None:
    """Imports side by side, and one behind the other, are read up to the bound; each further one is a finding."""
    side_by_side = {f"f{i}.excl": f"brand b{i}\n" for i in range(300)}
    found = findings("".join(f"import f{i}\n" for i in range(300)), side_by_side)
    assert [d.code for d in found] == ["R101"] * (300 - MAX_FILES)
    assert "one file too many" in found[0].message
    behind = {f"f{i}.excl": f"import f{i + 1}\n" for i in range(300)}
    assert [d.code for d in findings("import f0", behind)] == ["R101"]
