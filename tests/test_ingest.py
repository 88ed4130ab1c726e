"""Posts from files and rows: what is read of each column, and what a mapping makes of foreign ones."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from clauselang.diagnostics.diagnostic import Diagnostic, Diagnostics
from clauselang.ingest.cells import COLUMNS
from clauselang.ingest.mapping import Mapping, parse_mapping
from clauselang.ingest.tabular import read, read_rows
from clauselang.semantics.facts import Activity

FULL = (
    "p1,Ana,@ana,instagram,story,2026-05-04T18:30:00,Europe/Vilnius,Deeper,fish finders,mention,paid,LT,Fishing Expo,yes,"
    "2026-05-01,https://example.com/1,Look at this!"
)


def csv(text: str, mapping: Mapping | None = None) -> tuple[tuple[Activity, ...], Diagnostics]:
    """Read a CSV text as `posts.csv`."""
    return read("posts.csv", text.encode(), "csv", mapping)


def rows(*values: dict[str, Any]) -> tuple[tuple[Activity, ...], Diagnostics]:
    """Read rows as `posts.parquet`."""
    return read_rows("posts.parquet", values)


def cell(column: str, value: object) -> Activity:
    """The activity of a row with one cell, which must be readable."""
    activities, diagnostics = rows({column: value})
    assert not diagnostics
    return activities[0]


def mistake(column: str, value: object, **others: object) -> Diagnostic:
    """The report on a row with one unreadable cell."""
    activities, diagnostics = rows({column: value, **others})
    assert not activities and len(diagnostics) == 1 and diagnostics[0].code == "F102"
    return diagnostics[0]


def only(found: tuple[tuple[Activity, ...], Diagnostics], code: str = "F101") -> Diagnostic:
    """The one finding on a file that gives no activities."""
    activities, diagnostics = found
    assert not activities and [d.code for d in diagnostics] == [code]
    return diagnostics[0]


def mapping(text: str) -> Mapping:
    """A mapping without mistakes."""
    found, diagnostics = parse_mapping("map.toml", text)
    assert found is not None and not diagnostics
    return found


# What is read


def test_every_column_is_read() -> None:
    """Each of the seventeen columns fills its field of the activity."""
    activities, diagnostics = csv(",".join(COLUMNS) + "\n" + FULL)
    assert not diagnostics
    assert activities == (
        Activity(
            row=1,
            id="p1",
            influencer="Ana",
            account="@ana",
            platform="instagram",
            format="story",
            published_at="2026-05-04T18:30:00",
            timezone="Europe/Vilnius",
            brands=("Deeper",),
            categories=("fish finders",),
            acts=("mention",),
            kinds=("paid",),
            territories=("LT",),
            events=("Fishing Expo",),
            deliverable=True,
            consent_at="2026-05-01",
            url="https://example.com/1",
            text="Look at this!",
        ),
    )


def test_missing_is_unknown() -> None:
    """A column that is not there, an empty cell and null are all unknown."""
    nothing = Activity(row=1, id="a")
    assert csv("id\na")[0] == csv("id,brand,kind,text,deliverable\na,, ,,")[0] == (nothing,)
    assert rows({"id": "a", "brand": None, "kind": [], "act": [None, ""], "timezone": float("nan"), "text": ""})[0] == (nothing,)


def test_short_row_is_unknown_at_its_end() -> None:
    """Cells that a row does not reach are unknown."""
    assert csv("id,brand,kind\na,Deeper")[0] == (Activity(row=1, id="a", brands=("Deeper",)),)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiter_is_detected(delimiter: str) -> None:
    """Comma, semicolon and tab are told apart by the header, even when cells hold the others."""
    text = f'id{delimiter}brand{delimiter}"notes, a; b"\nx{delimiter}"A;B"{delimiter}y'
    assert csv(text) == ((Activity(row=1, id="x", brands=("A", "B")),), ())


def test_one_column_with_semicolons() -> None:
    """A file with one column keeps its several values."""
    assert csv("brand\nA;B")[0][0].brands == ("A", "B")


def test_byte_order_mark_is_no_part_of_the_header() -> None:
    """Every kind of file may begin with a byte order mark."""
    assert read("p", b"\xef\xbb\xbfid\na", "csv")[0] == read("p", b'\xef\xbb\xbf[{"id":"a"}]', "json")[0] == (Activity(row=1, id="a"),)
    assert read("p", b'\xef\xbb\xbf{"id":"a"}', "jsonl")[0] == (Activity(row=1, id="a"),)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end: str) -> None:
    """Lines end as on any system, blank ones are no rows, and the last needs no end."""
    assert [a.id for a in csv(end.join(["", "id,brand", "a,A", "", "b,B"]))[0]] == ["a", "b"]


def test_quoted_cells_keep_lines_and_quotes() -> None:
    """A quoted caption may hold delimiters, line ends and doubled quotes."""
    activities, _ = csv('id,text\n1,"say ""hi"",\r\nid,text\n2,no row"\n3,x')
    assert [(a.row, a.text) for a in activities] == [(1, 'say "hi",\r\nid,text\n2,no row'), (2, "x")]


def test_rows_of_nothing_are_no_posts() -> None:
    """Rows of empty cells, as spreadsheets leave them, are left out in silence."""
    assert csv("id,brand\na,A\n,\n , \n") == ((Activity(row=1, id="a", brands=("A",)),), ())


def test_captions_are_kept_as_they_are() -> None:
    """A caption is data: neither trimmed nor split nor understood."""
    caption = "  kind: paid; act=show | {{7*7}} =cmd() \x1b[2J\n"
    assert cell("text", caption) == Activity(row=1, text=caption)


def test_half_an_emoji_is_replaced() -> None:
    """A caption that an export cut inside an emoji can still be written to a file."""
    activities, _ = read("p.json", b'[{"text":"hi \\ud83d"}]', "json")
    assert activities[0].text == "hi \ufffd"


@pytest.mark.parametrize("value", ["A; B|A ;; ", ["A", " B ", "A", None], ("A", "B")])
def test_several_values(value: object) -> None:
    """Lists and separated texts are trimmed, each value once, in order."""
    assert cell("brand", value).brands == ("A", "B")


@pytest.mark.parametrize("column", ["brand", "category", "event"])
def test_names_in_lists_are_whole(column: str) -> None:
    """A value of a list is not split again."""
    field = {"brand": "brands", "category": "categories", "event": "events"}[column]
    assert getattr(cell(column, ["A|B"]), field) == ("A|B",)


@pytest.mark.parametrize(
    ("word", "acts"),
    [
        ("Mention", ("mention",)),
        ("show", ("show",)),
        ("engage", ("engage",)),
        ("appearance", ("show",)),
        ("mention and show", ("mention", "show")),
        ("mention + show", ("mention", "show")),
        ("Mention+Show", ("mention", "show")),
        ("show;mention", ("show", "mention")),
        ("appearance|show", ("show",)),
    ],
)
def test_words_for_acts(word: str, acts: tuple[str, ...]) -> None:
    """Acts are understood in any case and as the words that exports use."""
    assert cell("act", word).acts == acts


@pytest.mark.parametrize("word", ["paid", "Affiliate", "AMBASSADOR", "gifted", "organic"])
def test_words_for_kinds(word: str) -> None:
    """The five kinds are understood in any case."""
    assert cell("kind", word).kinds == (word.lower(),)


@pytest.mark.parametrize(
    ("value", "truth"), [("Yes", True), ("1", True), ("true", True), (True, True), (1, True), ("NO", False), (0, False)]
)
def test_deliverable(value: object, truth: bool) -> None:
    """True and false in the words of spreadsheets, and as booleans."""
    assert cell("deliverable", value).deliverable is truth


def test_territories_are_codes() -> None:
    """Codes of countries in any case are given in capitals."""
    assert cell("territory", "lt;LV").territories == ("LT", "LV")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("2026-05-04", "2026-05-04"),
        ("2026-05-04T18:30:00+0000", "2026-05-04T18:30:00+0000"),
        (date(2026, 5, 4), "2026-05-04"),
        (datetime(2026, 5, 4, 18, 30), "2026-05-04T18:30:00"),
        (datetime(2026, 5, 4, 18, 30, tzinfo=UTC), "2026-05-04T18:30:00+00:00"),
    ],
)
def test_moments(value: object, text: str) -> None:
    """Moments are ISO texts; dates and datetimes of a table become such."""
    assert cell("published_at", value).published_at == text
    assert cell("consent_at", value).consent_at == text


def test_numbers_as_names() -> None:
    """Numeric ids are text, however long."""
    assert cell("id", 17841405822304914).id == "17841405822304914"
    assert cell("id", 5.0).id == "5"
    assert read("p.json", b'[{"id":' + b"7" * 9000 + b"}]", "json")[0][0].id == "7" * 9000


def test_headers_in_other_styles() -> None:
    """Headers are found in any case, with spaces or humps, and in the plural where several values stand."""
    activities, diagnostics = csv("ID,Published At,Brands,consentAt\na,2026-05-04,A;B,2026-05-01")
    assert not diagnostics
    assert activities == (Activity(row=1, id="a", published_at="2026-05-04", brands=("A", "B"), consent_at="2026-05-01"),)


@pytest.mark.parametrize(
    "text", ['[{"id":"a"}]', '{"posts":[{"id":"a"}]}', '{"paging":{"next":[1]},"data":[{"id":"a"}],"n":1}', '{"items" : [ {"id":"a"} ] }']
)
def test_json_shapes(text: str) -> None:
    """JSON is a list, or an object with the list under `posts`, `data` or `items`, beside anything else."""
    assert read("p.json", text.encode(), "json") == ((Activity(row=1, id="a"),), ())


def test_json_without_posts() -> None:
    """A list of no posts gives no activities and nothing to report."""
    assert read("p.json", b"[]", "json") == read("p.json", b'{"data":[]}', "json") == ((), ())


def test_json_lines() -> None:
    """Each line is a post; blank lines are none."""
    assert [a.id for a in read("p.jsonl", b'{"id":"a"}\r\n\n{"id":"b"}\n', "jsonl")[0]] == ["a", "b"]


# Mappings


def test_mapping_renames_translates_and_completes() -> None:
    """Foreign headers, foreign words and facts that hold for the whole file."""
    found = mapping(
        """
        [columns]
        published_at = "Datum"
        kind = "Soort"
        act = "Vorm"
        deliverable = "Eigen"
        [values.kind]
        "Gesponsord" = "paid"
        "n.v.t." = ""
        [values.act]
        "Beide" = "mention; show"
        [values.deliverable]
        "Ja" = true
        [defaults]
        timezone = "Europe/Amsterdam"
        platform = "instagram"
        brand = ["A", "B"]
        """
    )
    activities, diagnostics = csv(
        "datum;Soort;Vorm;Eigen;platform;kind\n2026-05-04;gesponsord|gifted;Beide;ja;tiktok;zzz\n;n.v.t.;;;;\n", found
    )
    assert not diagnostics
    first, second = activities
    assert (first.published_at, first.kinds, first.acts, first.deliverable) == ("2026-05-04", ("paid", "gifted"), ("mention", "show"), True)
    assert (first.timezone, first.platform, first.brands) == ("Europe/Amsterdam", "tiktok", ("A", "B"))
    assert (second.kinds, second.platform, second.published_at) == ((), "instagram", None)


def test_one_foreign_column_for_two_of_ours() -> None:
    """One of their columns may stand for several of ours."""
    found = mapping('[columns]\nplatform = "Type"\nformat = "Type"\n[values.platform]\nreel = "instagram"')
    assert csv("Type\nreel", found)[0] == (Activity(row=1, platform="instagram", format="reel"),)


def test_reports_name_their_column() -> None:
    """A report on a mapped column calls it what the file calls it."""
    _, (found,) = csv("Soort\npayed", mapping('[columns]\nkind = "Soort"'))
    assert "column `Soort`: `payed`" in found.message


def test_mapped_column_that_the_file_lacks() -> None:
    """A mapping to a column that is not there is reported with the nearest that is."""
    found = mapping('[columns]\nkind = "Sort"')
    for read_it in (csv("id,Soort\na,b", found), read("p.json", b'[{"id":"a","Soort":"b"}]', "json", found)):
        assert [d.code for d in read_it[1]] == ["F103"] and len(read_it[0]) == 1
        assert read_it[1][0].message.endswith("there is no column `Sort`, which the mapping names for `kind`")
        assert read_it[1][0].help == "did you mean `Soort`?"


def test_unknown_names_in_a_mapping() -> None:
    """Unknown tables and columns are pointed at, and the rest of the mapping holds."""
    text = '[columns]\npublised_at = "Date"\nkind = "Type"\n[vales.kind]\nx = "paid"\n[defaults]\ntimzone = "UTC"\n'
    found, diagnostics = parse_mapping("map.toml", text)
    assert found == Mapping(columns={"kind": "Type"})
    assert [d.code for d in diagnostics] == ["F103"] * 3
    assert [d.help for d in diagnostics] == [f"did you mean `{name}`?" for name in ("values", "published_at", "timezone")]
    assert [d.span and d.span.text for d in diagnostics] == ["vales", "publised_at", "timzone"]


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [
        ('[columns]\nkind = "Type', "the mapping is not readable as TOML", "map.toml:2:"),
        ("[columns]\nkind = Type", "the mapping is not readable as TOML", "map.toml:2:"),
        ("columns = 1", "`columns` is not a table", "map.toml:1:1"),
        ("[values]\nkind = 1", "`kind` is not a table", "map.toml:2:1"),
        ("[columns]\nkind = 1", "`kind` does not name a column", "map.toml:2:1"),
        ('[columns]\nkind = ""', "`kind` does not name a column", "map.toml:2:1"),
        ('[values.kind]\nSponsored = "payed"', "`Sponsored`: `payed` is not a kind of post", "map.toml:2:1"),
        ("[values.kind]\nSponsored = 1", "the meaning of `Sponsored` is not text", "map.toml:2:1"),
        ('[defaults]\ntimezone = "Europe/Vilnus"', "`timezone`: `Europe/Vilnus` is not a time zone", "map.toml:2:1"),
    ],
)
def test_unusable_mappings(text: str, message: str, place: str) -> None:
    """A mapping that cannot be meant is refused with its place."""
    found, (report,) = parse_mapping("map.toml", text)
    assert found is None and report.code == "F101" and message in report.message and report.help
    assert report.span is not None and report.span.place.startswith(place)


def test_hostile_mappings() -> None:
    """Neither depth nor length nor control characters end in a traceback."""
    for text in ("a = " + "[" * 100_000, "a = " + "9" * 100_000, "x" * 1_100_000, "\x00", '"' * 9):
        found, diagnostics = parse_mapping("map.toml", text)
        assert found is None and [d.code for d in diagnostics] == ["F101"]
