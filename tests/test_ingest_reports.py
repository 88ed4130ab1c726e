"""Files and rows that are wrong → what is said of them, bounded; and that hostile input never ends in a traceback."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clauselang.diagnostics.diagnostic import Diagnostics
from clauselang.ingest.cells import COLUMNS
from clauselang.ingest.mapping import parse_mapping
from clauselang.ingest.plain import MAX_CELL
from clauselang.ingest.tabular import Kind, read, read_rows
from clauselang.semantics.facts import Activity
from tests.test_ingest import csv, mapping, mistake, only, rows

# What is reported


def test_report_names_file_row_column_and_line() -> None:
    """A report says where the mistake stands, in rows and in the text, and how to mend it."""
    activities, (found,) = csv("id,published_at\na,2026-05-04\nb,2026-13-01\nc,2026-05-06")
    assert [(a.row, a.id) for a in activities] == [(1, "a"), (3, "c")]
    assert found.message == "posts.csv row 2, column `published_at`: `2026-13-01` is not an ISO date or moment"
    assert found.help == "write it as `2026-05-04`, `2026-05-04 18:30` or `2026-05-04T18:30:00+02:00`"
    assert found.span is not None and found.span.place == "posts.csv:3:1" and found.span.text.strip() == "b,2026-13-01"


def test_report_of_rows_has_no_place_in_a_text() -> None:
    """Rows from elsewhere are reported by number alone."""
    assert mistake("kind", "payed").span is None


def test_json_reports_point_at_the_row() -> None:
    """Reports on JSON and JSON Lines point at the line where the object begins."""
    for text, kind in (('[{"id":1},\n{"kind":"x"}]', "json"), ('{"id":1}\n{"kind":"x"}', "jsonl")):
        _, (found,) = read("p", text.encode(), kind)  # type: ignore[arg-type]
        assert found.span is not None and found.span.place == "p:2:1" and found.message.startswith("p row 2, column `kind`")


def test_all_mistakes_of_a_row_are_reported() -> None:
    """One pass over a row finds everything that is wrong with it."""
    bad = {"published_at": "x", "timezone": "x", "kind": "x;y", "act": "x", "territory": "x", "deliverable": "x", "consent_at": "x"}
    activities, diagnostics = rows(bad)
    assert not activities
    columns = [d.message.split("`")[1] for d in diagnostics]
    assert columns == ["timezone", "published_at", "act", "kind", "kind", "territory", "deliverable", "consent_at"]


@pytest.mark.parametrize(
    ("column", "value", "message", "remedy"),
    [
        ("kind", "payed", "`payed` is not a kind of post", "did you mean `paid`?"),
        ("act", "mentoin", "`mentoin` is not an act", "did you mean `mention`?"),
        ("act", "promote", "`promote` is not an act", "write `mention`, `show` or `engage`"),
        ("timezone", "Europe/Vilnus", "`Europe/Vilnus` is not a time zone", "did you mean `Europe/Vilnius`?"),
        ("timezone", "../../etc/passwd", "`../../etc/passwd` is not a time zone", "write an IANA zone, such as `Europe/Vilnius`"),
        ("territory", "UK", "`UK` is not the code of a country", "the code of the United Kingdom is `GB`"),
        ("territory", "Lithuania", "`Lithuania` is not the code of a country", "write a two-letter code, such as `LT`, for each country"),
        ("deliverable", "maybe", "`maybe` is neither true nor false", "write `true` or `false`"),
        ("published_at", 1777881600, "`1777881600` is a number", "write `2026-05-04T08:00:00Z` if seconds since 1970 are meant"),
        (
            "published_at",
            "1777881600000",
            "`1777881600000` is a number",
            "write `2026-05-04T08:00:00Z` if milliseconds since 1970 are meant",
        ),
        ("published_at", "20260504", "`20260504` is a number", "write `2026-05-04`"),
        ("published_at", "9999-12-31", "`9999-12-31` lies outside the years 1900 to 2999", "leave the cell empty if the day is unknown"),
        ("published_at", "04/05/2026", "`04/05/2026` is not an ISO date or moment", "write it as `2026-05-04`"),
        ("consent_at", {"a": 1}, "an object stands where text is expected", "write the value as text"),
        ("id", b"x", "binary data stands where text is expected", "write the value as text"),
        ("id", ["a"], "a list stands where text is expected", "write the value as text"),
        ("brand", [["a"]], "a list stands where text is expected", "write the value as text"),
        ("brand", ["b"] * 300, "the cell holds 300 values", "at most 256 are read"),
    ],
)
def test_messages(column: str, value: object, message: str, remedy: str) -> None:
    """Each mistake is one sentence with a remedy that can be followed."""
    found = mistake(column, value)
    assert f"posts.parquet row 1, column `{column}`: {message}" in found.message
    assert found.help.startswith(remedy)


def test_skipped_local_time_is_refused() -> None:
    """A time that the clocks of the row's zone jump over is reported, and read in another zone."""
    gap = "2026-03-29T02:30:00"
    assert "does not exist in Europe/Amsterdam" in mistake("published_at", gap, timezone="Europe/Amsterdam").message
    assert rows({"published_at": gap, "timezone": "Asia/Tokyo"})[0]


def test_too_many_combinations_are_refused() -> None:
    """A row that would not be judged to its end is not judged at all."""
    activities, (found,) = rows({"brand": [f"b{i}" for i in range(20)], "category": [f"c{i}" for i in range(20)]})
    assert not activities and "400 combinations, more than 256" in found.message


def test_messages_carry_no_control_characters() -> None:
    """Foreign text cannot steer the terminal, nor flood it."""
    found = mistake("kind", "\x1b[2J\u202e" + "x" * 10_000)
    assert found.message.isprintable() and len(found.message) < 150


def test_reports_are_bounded() -> None:
    """After 200 reports the rest is a number, and readable rows are still read."""
    activities, diagnostics = csv("id,kind\n" + "x,payed\n" * 1434 + "y,paid\n")
    assert [a.row for a in activities] == [1435]
    assert len(diagnostics) == 201
    assert diagnostics[-1].message == "posts.csv: … and 1,234 more unreadable rows"


def test_long_rows_are_refused() -> None:
    """A row with more cells than the header is not guessed at; empty cells at its end are harmless."""
    activities, (found,) = csv("id,text\n1,hello, world\n2,x,,\n")
    assert [a.id for a in activities] == ["2"]
    assert found.message == "posts.csv row 1: the row has 3 cells, but the header has 2"


def test_broken_quoting_is_a_broken_row() -> None:
    """Text after a closing quote spoils its row alone; an open quote says how much it swallowed."""
    activities, (found,) = csv('id,text\n1,"a"b\n2,c\n')
    assert [a.id for a in activities] == ["2"] and "text follows a closing double quote" in found.message
    _, (found,) = csv('id,text\n1,"a\n2,b\n3,c\n4,d\n')
    assert found.message == "posts.csv row 1: a double quote is opened and never closed, so the 3 lines below it were not read"


def test_long_caption_is_not_read_as_rows() -> None:
    """A caption beyond the limit is refused as a whole: lines inside it never become posts."""
    activities, diagnostics = csv('id,text\n1,"' + "2,forged\n" * 200_000 + '"\n3,x\n')
    assert [a.id for a in activities] == ["3"] and len(diagnostics) == 1


def test_json_line_that_is_no_object() -> None:
    """A broken line of JSON Lines is one unreadable row."""
    activities, diagnostics = read("p.jsonl", b'{"id":"a"}\n{"id":\n[1]\n{"id":"b"} x\n{"id":"c"}', "jsonl")
    assert [(a.row, a.id) for a in activities] == [(1, "a"), (5, "c")]
    assert [d.message.split(":")[0] for d in diagnostics] == ["p.jsonl row 2", "p.jsonl row 3", "p.jsonl row 4"]


def test_row_without_known_names() -> None:
    """An object that says nothing we know is reported, rather than judged as an unknown post."""
    assert "none of its names is a known column" in only(rows({"foo": 1}), "F102").message


def test_row_that_gives_a_column_twice() -> None:
    """Two names for one column in a row are a contradiction."""
    assert "the row gives it twice" in only(rows({"brand": "a", "brands": "b"}), "F102").message
    assert "`id` stands twice in one object" in only(read("p.json", b'[{"id":1,"id":2}]', "json")).message


# Files that cannot be read


@pytest.mark.parametrize(
    ("data", "kind", "message"),
    [
        (b"", "csv", "the file is empty"),
        (b"\n\n", "csv", "the file is empty"),
        (b"id,kind\n1,\xff", "csv", "not UTF-8 text: byte 0xFF stands in line 2"),
        ("id\n1".encode("utf-16"), "csv", "the file is UTF-16 text"),
        (b"PK\x03\x04rest", "csv", "a spreadsheet or an archive"),
        (b"id\n1\n\x00", "csv", "a NUL byte stands in line 3"),
        (b"17,instagram,Deeper\n18,tiktok,Lowrance", "csv", "the first line names no known column"),
        (b"id,brand,ID\n1,2,3", "csv", "the header has two columns `id`"),
        (b'id,"brand\n1,2', "csv", "the header is not readable as CSV"),
        (b"", "json", "the file is empty"),
        (b'[{"id":1},', "json", "not readable as JSON"),
        (b'[{"id":1} {"id":2}]', "json", "`,` or `]` is missing"),
        (b'[{"id":1}] x', "json", "something stands after the end"),
        (b"{'posts':[]}", "json", "a name between double quotes and a colon are missing"),
        (b"7", "json", "the file holds no list of posts"),
        (b'{"rows":[]}', "json", "the file holds no list of posts"),
        (b'{"posts":[],"data":[]}', "json", "two lists of posts, `posts` and `data`"),
        (b'[{"id":Infinity}]', "json", "`Infinity` is no JSON"),
    ],
)
def test_unreadable_files(data: bytes, kind: Kind, message: str) -> None:
    """A file that cannot be trusted gives one finding and no activities, not even those before the damage."""
    found = only(read("posts", data, kind))
    assert found.message.startswith("posts: ") and message in found.message and found.help


# Columns that are not known


def test_near_names_are_reported_once() -> None:
    """A misspelt column is reported and reading goes on; a foreign one is ignored in silence."""
    activities, (found,) = csv("id,publised_at,user_id,likes,test\na,2026-05-04,7,8,9\nb,,,,\n")
    assert [a.id for a in activities] == ["a", "b"]
    assert (found.code, found.message, found.help) == (
        "F103",
        "posts.csv: there is no column `publised_at`",
        "did you mean `published_at`?",
    )
    activities, diagnostics = rows({"id": "a", "categry": "x"}, {"id": "b", "categry": "y"})
    assert len(activities) == 2 and [d.code for d in diagnostics] == ["F103"]


def test_name_is_not_near_when_the_column_is_there() -> None:
    """A column `texts` beside `text` is somebody's own."""
    assert not csv("text,texts\na,b")[1]


# Size and malice


def test_five_megabytes_in_a_line() -> None:
    """A very long line is one unreadable row, whose report points at its beginning only."""
    activities, (found,) = csv("id,text\n1," + "x" * 5_000_000 + "\n2,ok\n")
    assert [a.id for a in activities] == ["2"]
    assert "5,000,000 characters" in found.message and found.span is not None and len(found.span.text) < 200


def test_deep_json_is_refused() -> None:
    """Nesting beyond measure is a finding, not an overflow; in JSON Lines it is one row."""
    for data in (b"[" * 200_000, b'{"a":' * 200_000, b'[{"id":' + b"[" * 200_000):
        assert "nested too deeply" in only(read("posts", data, "json")).message
    activities, (found,) = read("posts", b"[" * 200_000 + b'\n{"id":"a"}', "jsonl")
    assert [a.row for a in activities] == [2] and "nested too deeply" in found.message


def test_thousands_of_columns_are_refused() -> None:
    """A header beyond measure is no header, nor a row with more cells than any."""
    assert "at most 1,000 columns" in only(csv("id" + ",x" * 5000 + "\n1")).message
    assert "1,000,002 cells" in only(csv("id\n1" + "," * 1_000_000 + ",x"), "F102").message
    assert "1,001 names" in only(rows({f"n{i}": 1 for i in range(1001)}), "F102").message


def test_huge_values_are_refused() -> None:
    """Numbers that Python will not print and texts beyond the limit are mistakes like others."""
    assert "a number stands where text is expected" in mistake("id", 10**5000).message
    assert "the value has 1,000,001 characters" in mistake("text", "x" * (MAX_CELL + 1)).message


def test_a_hundred_thousand_rows() -> None:
    """A year of a large agency's posts is read in seconds of processor time."""
    line = '{0},2026-05-04T18:30:00,Europe/Vilnius,"A; B",paid,"caption ""{0}"""\n'
    text = "id,published_at,timezone,brand,kind,text\n" + "".join(line.format(i) for i in range(100_000))
    start = time.process_time()
    activities, diagnostics = csv(text)
    assert len(activities) == 100_000 and not diagnostics
    assert time.process_time() - start < 30


def test_a_hundred_thousand_names() -> None:
    """Objects whose names are all different cost no more memory than others, and mapped names are still found."""
    data = json.dumps([{f"n{i}_{j}": 1 for j in range(300)} | {"Soort": "paid"} for i in range(300)]).encode()
    activities, diagnostics = read("p.json", data, "json", mapping('[columns]\nkind = "Soort"'))
    assert len(activities) == 300 and not diagnostics


def survives(found: tuple[tuple[Activity, ...], Diagnostics]) -> None:
    """Whatever was read can be judged, and whatever was reported can be printed."""
    for activity in found[0]:
        assert activity.moment.lo <= activity.moment.hi
    for diagnostic in found[1]:
        assert diagnostic.code in ("F101", "F102", "F103") and diagnostic.message.isprintable() and diagnostic.help.isprintable()
        assert diagnostic.span is None or diagnostic.span.place


WORDS = st.sampled_from(
    [*COLUMNS, "paid", "mention", "2026-05-04", "Europe/Riga", "LT", ",", ";", "\t", "|", '"', "\n", "\r", "\\", "\ud800"]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS | st.text(max_size=5), max_size=40), st.booleans())
def test_any_csv_is_survived(parts: list[str], header: bool) -> None:
    """No text ends in a traceback."""
    text = (",".join(COLUMNS) + "\n" if header else "") + "".join(parts)
    survives(read("p.csv", text.encode("utf-8", "surrogatepass"), "csv"))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(COLUMNS) | st.text(max_size=4), inner, max_size=6),
    max_leaves=20,
)


@settings(max_examples=300, deadline=None)
@given(JSON, st.integers(0, 200))
def test_any_json_is_survived(value: object, cut: int) -> None:
    """No JSON ends in a traceback, whole or cut off."""
    data = json.dumps(value).encode()
    survives(read("p.json", data, "json"))
    survives(read("p.json", data[:cut], "json"))
    survives(read("p.jsonl", data[:cut] + b"\n" + data, "jsonl"))


PYTHON = JSON | st.dates() | st.datetimes() | st.datetimes(timezones=st.timezones()) | st.binary(max_size=3) | st.decimals() | st.uuids()


@settings(max_examples=300, deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from(COLUMNS), PYTHON, max_size=6), max_size=4))
def test_any_rows_are_survived(values: list[dict[str, object]]) -> None:
    """No Python values end in a traceback."""
    survives(read_rows("p.parquet", values))


@settings(max_examples=200, deadline=None)
@given(
    st.text(max_size=60)
    | st.lists(WORDS | st.sampled_from(["[columns]\n", "[values.kind]\n", "[defaults]\n", " = "]), max_size=20).map("".join)
)
def test_any_mapping_is_survived(text: str) -> None:
    """No mapping ends in a traceback."""
    _, diagnostics = parse_mapping("m.toml", text)
    survives(((), diagnostics))
