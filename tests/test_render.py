"""Every output format: golden files, and the shapes that their readers publish."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from clauselang.diagnostics.diagnostic import Fix, Severity
from clauselang.diagnostics.render.finding import Finding, Kind
from clauselang.lint.printed import FORMATS
from clauselang.lint.report import Report
from clauselang.source import Source, Span

GOLDEN = Path(__file__).parent / "golden" / "render"
SCHEMAS = Path(__file__).parent / "data" / "schemas"
ENDINGS = {"json": "json", "json-lines": "jsonl", "gitlab": "json", "sarif": "sarif", "rdjson": "json", "junit": "xml"}

TAIL = Kind("L101", "very-long-tail", Severity.WARNING, "time", lambda: "# L101 very-long-tail\n\nA tail.\n")
WORD = Kind("S101", "unexpected-word", Severity.ERROR, "syntax", lambda: "# S101 unexpected-word\n\nA word.\n")
STYLE = Kind("L601", "odd-order", Severity.INFO, "style", lambda: "# L601 odd-order\n\n## What it does\n\nFinds odd orders.\n")

PLAIN = Source("deals/a.excl", "category sonar, 2 years after last post\nbrands “Łódź 🎣” tomorrow\n")
# A file name, a message and a text that are made to break out of every format.
NASTY = Source('deals/b,c: 100% "ö"&<d>.excl', "category sonar,\n  1 month after last post\n")
EVIL = "`x` ]]> </failure> & \"q\" 'r'\n::error::50% \x1b[31m\u202e"


def span(source: Source, text: str) -> Span:
    """Where a text stands."""
    at = source.text.index(text)
    return Span(source, at, at + len(text))


FINDINGS = (
    Finding(
        "L101", span(PLAIN, "2 years"), "the restriction goes on for 2 years afterwards", "shorten it", ("a note",),
        Fix("write `1 year`", span(PLAIN, "2 years"), "1 year"), kind=TAIL, level=Severity.WARNING, safe=False,
    ),
    Finding("S101", span(PLAIN, "tomorrow"), "`tomorrow` is not a word of the language here", kind=WORD, level=Severity.ERROR),
    Finding(
        "L601", span(NASTY, "category sonar,\n  1 month after last post"), EVIL, "100% sure, isn't it?",
        fix=Fix("put\nit", span(NASTY, "category"), "<&\n>"), kind=STYLE, level=Severity.INFO, safe=True,
    ),
    Finding("L101", span(NASTY, "1 month"), "the same", kind=TAIL, level=Severity.ERROR),
    Finding("L101", span(NASTY, "1 month"), "the same again", kind=TAIL, level=Severity.ERROR),
)  # fmt: skip
SUPPRESSED = (
    Finding("L101", span(PLAIN, "2 years"), "a tail", kind=TAIL, level=Severity.WARNING, reason="agreed — 2026 & “all”"),
)
REPORT = Report(FINDINGS, SUPPRESSED, 2)
NOTHING = Report((), (), 1)


@pytest.mark.parametrize("form", FORMATS)
def test_golden(form: str) -> None:
    """Each format gives the bytes of its golden file (`UPDATE_GOLDEN=1` writes them)."""
    path = GOLDEN / f"{form}.{ENDINGS.get(form, 'txt')}"
    text = REPORT.rendered(form)
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_bytes(text.encode("utf-8"))

    assert text.encode("utf-8") == path.read_bytes()


@pytest.mark.parametrize("form", FORMATS)
def test_no_absolute_paths_and_a_line_end(form: str) -> None:
    """No format names a folder of the machine, and each ends with a line end."""
    text = REPORT.rendered(form)

    assert text.endswith("\n") and str(Path.cwd()) not in text and "file://" not in text


@pytest.mark.parametrize("form", [form for form in FORMATS if form in ("full", "concise", "github", "junit")])
def test_text_cannot_steer_a_terminal(form: str) -> None:
    """What a terminal would act on is spelled out in formats that are printed as they are."""
    text = REPORT.rendered(form)

    assert "\x1b" not in text and "\u202e" not in text


def test_github_commands() -> None:
    """A command per finding; nothing in a path or message ends it early or begins another."""
    lines = REPORT.rendered("github").split("\n")

    commands = [line for line in lines if line.startswith("::")]
    assert len(commands) == len(FINDINGS) == sum(re.match(r"\d+\. ", line) is not None for line in lines)
    for command in commands:
        match = re.fullmatch(r"::(error|warning|notice) ((?:\w+=[^,:\r\n]*,?)+)::[^\r\n]*", command)
        assert match, command
        names = [pair.split("=")[0] for pair in match[2].split(",")]
        assert names[:3] == ["file", "line", "endLine"] and names[-1] == "title"
    assert "col=" not in commands[2]  # several lines
    assert "file=deals/b%2Cc%3A 100%25" in commands[2]
    assert "::50%25" in commands[2] and commands[2].endswith("%0Ahelp: 100%25 sure, isn't it?")


def test_gitlab_shape() -> None:
    """Every issue has the fields that GitLab requires, and no two have one fingerprint."""
    issues = json.loads(REPORT.rendered("gitlab"))

    for issue in issues:
        assert set(issue) == {"check_name", "description", "severity", "fingerprint", "location"}
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        begin, end = (issue["location"]["positions"][side] for side in ("begin", "end"))
        assert begin["line"] >= 1 and begin["column"] >= 1 and (end["line"], end["column"]) >= (begin["line"], begin["column"])
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    assert json.loads(NOTHING.rendered("gitlab")) == []


def test_fingerprints_do_not_move_with_lines() -> None:
    """A finding keeps its mark when lines are put above it or its line is spaced anew."""

    def mark(text: str) -> str:
        source = Source("a.excl", text)
        finding = Finding("L101", span(source, "2 years"), "m", kind=TAIL, level=Severity.WARNING)
        found: str = json.loads(Report((finding,), (), 1).rendered("gitlab"))[0]["fingerprint"]
        return found

    assert mark("full, 2 years after signing") == mark("# new\n\n  full,  2 years after signing  # remark\n")
    assert mark("full, 2 years after signing") != mark("full, 2 years after last post")


def test_junit_shape() -> None:
    """The document is well-formed; a suite per file counts its cases, each with one failure."""
    root = ElementTree.fromstring(REPORT.rendered("junit"))

    assert (root.tag, root.get("tests"), root.get("failures"), root.get("errors")) == ("testsuites", "5", "5", "0")
    suites = root.findall("testsuite")
    assert [suite.get("name") for suite in suites] == [PLAIN.name, NASTY.name]
    for suite in suites:
        cases = suite.findall("testcase")
        assert suite.get("tests") == suite.get("failures") == str(len(cases))
        assert all(case.get("name") and case.get("classname") and len(case.findall("failure")) == 1 for case in cases)
    assert ElementTree.fromstring(NOTHING.rendered("junit")).get("failures") == "0"


def test_rdjson_shape() -> None:
    """Messages, places in bytes from 1, severities of the format, and suggestions."""
    result = json.loads(REPORT.rendered("rdjson"))

    assert result["source"]["name"] == "clauselang"
    for diagnostic in result["diagnostics"]:
        assert diagnostic["message"] and diagnostic["location"]["path"] and diagnostic["code"]["value"]
        assert diagnostic["severity"] in ("ERROR", "WARNING", "INFO")
        for place in diagnostic["location"]["range"].values():
            assert set(place) == {"line", "column"} and min(place.values()) >= 1
    before = "brands “Łódź 🎣” ".encode()
    assert result["diagnostics"][1]["location"]["range"]["start"] == {"line": 2, "column": len(before) + 1}
    assert result["diagnostics"][2]["suggestions"][0]["text"] == "<&\n>"


def test_json_lines_are_the_json() -> None:
    """`json-lines` says line by line what `json` says at once."""
    lines = [json.loads(line) for line in REPORT.rendered("json-lines").splitlines()]

    assert lines == json.loads(REPORT.rendered("json"))
    assert NOTHING.rendered("json-lines") == ""


# SARIF.


@pytest.mark.parametrize("report", [REPORT, NOTHING])
def test_sarif_is_valid(report: Report) -> None:
    """The log is what the schema of SARIF 2.1.0 asks for."""
    schema = json.loads((SCHEMAS / "sarif-2.1.0-rtm.5.json").read_text("utf-8"))

    assert list(violations(json.loads(report.rendered("sarif")), schema, schema, "$")) == []


def test_the_validator_finds_mistakes() -> None:
    """The validator of this file is not one that lets everything through."""
    schema = json.loads((SCHEMAS / "sarif-2.1.0-rtm.5.json").read_text("utf-8"))
    log = json.loads(REPORT.rendered("sarif"))
    result = log["runs"][0]["results"][0]

    spoil: list[Callable[[], Any]] = [
        lambda: result.pop("message"),
        lambda: result.update(level="fatal"),
        lambda: result.update(colour="red"),
        lambda: result["locations"][0]["physicalLocation"]["region"].update(startLine=0),
    ]
    for count, break_it in enumerate(spoil, 1):
        break_it()
        assert len(list(violations(log, schema, schema, "$"))) == count


def test_sarif_content() -> None:
    """Rules carry help, results point to them, paths are relative references, suppressions keep their reason."""
    run = json.loads(REPORT.rendered("sarif"))["runs"][0]
    rules, results = run["tool"]["driver"]["rules"], run["results"]

    assert run["columnKind"] == "unicodeCodePoints"
    assert [rule["id"] for rule in rules] == ["L101", "L601", "S101"]
    assert all(rule["help"]["markdown"] and rule["fullDescription"]["text"] for rule in rules)
    assert rules[1]["fullDescription"]["text"] == "Finds odd orders."
    for result in results:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"[A-Za-z0-9._~/%-]+", uri) and not uri.startswith("/")
    assert len({json.dumps(result["partialFingerprints"]) for result in results}) == len(results)
    assert results[-1]["suppressions"] == [{"kind": "inSource", "justification": "agreed — 2026 & “all”"}]
    assert results[0]["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"] == {"text": "1 year"}


def violations(value: Any, schema: dict[str, Any], root: dict[str, Any], at: str) -> Any:
    """What a value has that its schema forbids: the keywords of draft 4 that the SARIF schema uses."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/definitions/")
        yield from violations(value, root["definitions"][name], root, at)
        return
    types: dict[str, Any] = {"object": dict, "array": list, "string": str, "integer": int, "number": (int, float), "boolean": bool}
    if "type" in schema and not isinstance(value, types[schema["type"]]):
        yield f"{at}: is not {schema['type']}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value!r} is none of {schema['enum']}"
    if isinstance(value, int) and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        yield f"{at}: {value} is out of bounds"
    if isinstance(value, str) and "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{at}: {value!r} does not match"
    if isinstance(value, list):
        if len(value) < schema.get("minItems", 0):
            yield f"{at}: is too short"
        if schema.get("uniqueItems") and len({json.dumps(item, sort_keys=True) for item in value}) < len(value):
            yield f"{at}: has two alike"
        for index, item in enumerate(value):
            yield from violations(item, schema.get("items", {}), root, f"{at}[{index}]")
    for some in ("anyOf", "oneOf"):
        if some in schema:
            fitting = sum(not list(violations(value, branch, root, at)) for branch in schema[some])
            if not fitting or (some == "oneOf" and fitting > 1):
                yield f"{at}: fits {fitting} of {some}"
    if isinstance(value, dict):
        yield from (f"{at}: lacks {name}" for name in schema.get("required", ()) if name not in value)
        known = schema.get("properties", {})
        for name, item in value.items():
            if name in known:
                yield from violations(item, known[name], root, f"{at}.{name}")
            elif schema.get("additionalProperties") is False:
                yield f"{at}: does not know {name}"
            elif isinstance(schema.get("additionalProperties"), dict):
                yield from violations(item, schema["additionalProperties"], root, f"{at}.{name}")
