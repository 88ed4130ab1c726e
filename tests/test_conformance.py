"""The time vectors: every window, membership and verdict, through the command line as a user types it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from clauselang.cli.main import cli
from clauselang.driver import compile_text
from clauselang.evaluate.contract import Contract
from clauselang.semantics.clock import moment
from clauselang.semantics.facts import Activity

VECTORS = json.loads((Path(__file__).parent / "data" / "time_vectors.json").read_text("utf-8"))
CASES: list[dict[str, Any]] = VECTORS["cases"]
by_id = pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])

# The findings of the vectors that this version reports, under the project's own numbers.
REPORTED = {"W301", "E309", "W320", "W321", "E330", "W331", "I331", "W340", "W350", "E360"}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test works in a folder of its own."""
    monkeypatch.chdir(tmp_path)


def run(arguments: list[str], case: dict[str, Any]) -> Result:
    """Call the command line beside the case's file and its posts."""
    Path("case.excl").write_text(case["source"], "utf-8")
    rows = [dict(probe["activity"], id=str(number)) for number, probe in enumerate(case["probes"])]
    Path("posts.json").write_text(json.dumps(rows), "utf-8")
    if case["as_of"]:
        arguments += ["--as-of", case["as_of"]]
    return CliRunner().invoke(cli, arguments)


@by_id
def test_windows(case: dict[str, Any]) -> None:
    """`windows` gives the expected MUST and MAY of the case's clause."""
    result = run(["windows", "case.excl", "--format", "json"], case)

    window = json.loads(result.stdout)[case["clause"] - 1]

    assert window["index"] == case["clause"]
    assert (window["must"], window["may"]) == (case["must"], case["may"])


@by_id
def test_verdicts(case: dict[str, Any]) -> None:
    """`check` gives the expected membership and verdict of every probe, and an exit code that fits."""
    if not case["probes"]:
        return
    result = run(["check", "case.excl", "--posts", "posts.json", "--format", "json"], case)

    rows = json.loads(result.stdout)
    got = [(row["clauses"][probe.get("clause", case["clause"]) - 1], row, probe) for row, probe in zip(rows, case["probes"], strict=True)]

    for clause, row, probe in got:
        assert clause["in_window"] == probe["in_window"], probe
        assert row["verdict"] == probe.get("verdict", row["verdict"]), probe
    words = {row["verdict"] for row in rows}
    broken = "error[" in result.stderr
    assert result.exit_code == (1 if words & {"violation", "misstatement"} or broken else 3 if "unknown" in words else 0)


@by_id
def test_other_readings(case: dict[str, Any]) -> None:
    """Where the vectors list another reading of a probe, that reading answers so and the verdict is flagged."""
    contract = contract_of(case)
    for probe in case["probes"]:
        if "other_readings" not in probe:
            continue
        norm = contract.norms.norms[case["clause"] - 1]
        activity = activity_of(probe["activity"])
        at = activity.moment.lo
        readings = {reading.value: "in" if at in must else "out" for reading, must, _ in norm.other_readings}
        for reading, expected in probe["other_readings"].items():
            assert readings[reading] == expected, (reading, probe)
        judged = contract.decide(activity)
        if judged.verdict.word == "violation":
            assert "reading-sensitive" in judged.verdict.flags


@by_id
def test_findings(case: dict[str, Any]) -> None:
    """The findings that the vectors name and this version knows are reported, and no other of them."""
    expected = {lint[1:] for lint in case["lints"] if lint in REPORTED}
    if case["id"] == "T06":  # the rounding there is that of the term's own length, which is a fact and no window
        expected -= {"301"}

    found = {d.code[1:] for d in compile_text(case["source"]).diagnostics if d.code.startswith("M")}

    assert found & {code[1:] for code in REPORTED} == expected


def contract_of(case: dict[str, Any]) -> Contract:
    """The contract of a case at its moment of knowledge."""
    as_of = moment(case["as_of"], None).lo if case["as_of"] else None
    return Contract.of(compile_text(case["source"]).resolved, as_of)[0]


def activity_of(facts: dict[str, Any]) -> Activity:
    """A probe's activity."""
    return Activity(
        1,
        platform=facts["platform"],
        format=facts["format"],
        published_at=facts["published_at"],
        timezone=facts.get("timezone"),
        brands=(facts["brand"],),
        categories=(facts["category"],),
        acts=(facts["act"],),
        kinds=(facts["kind"],),
    )
