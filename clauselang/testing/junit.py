"""Outcomes of some files → JUnit XML, without times, so that the same input gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree as ET

import attrs

from clauselang.diagnostics.diagnostic import Diagnostics
from clauselang.diagnostics.render.full import full, visible
from clauselang.testing.compare import comparison
from clauselang.testing.run import Outcome


@attrs.frozen
class Suite:
    """One file: its outcomes, or the findings for which it could not be run."""

    name: str
    outcomes: tuple[Outcome, ...] = ()
    errors: Diagnostics = ()


def junit(suites: Iterable[Suite]) -> str:
    """The report. What is not printable is spelled out, since XML cannot hold it."""
    root = ET.Element("testsuites", name="clauselang")
    for suite in suites:
        _suite(root, suite)
    for count in ("tests", "failures", "errors"):
        root.set(count, str(sum(int(child.get(count, "0")) for child in root)))
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _suite(root: ET.Element, suite: Suite) -> None:
    failed = sum(not outcome.passed for outcome in suite.outcomes)
    counts = {"tests": len(suite.outcomes) + len(suite.errors), "failures": failed, "errors": len(suite.errors)}
    node = ET.SubElement(root, "testsuite", {"name": visible(suite.name)} | {name: str(count) for name, count in counts.items()})
    for error in suite.errors:
        case = _case(node, suite, f"{error.code} {error.name}", error.span.place if error.span else "")
        _told(case, "error", error.message, error.code, full(error).split("\n"))
    for outcome in suite.outcomes:
        name = ": ".join(part for part in (outcome.scenario.title.text, outcome.text) if part)
        case = _case(node, suite, name, outcome.place)
        if not outcome.passed:
            _told(case, "failure", "; ".join(outcome.problems), "scenario", comparison(outcome))


def _case(node: ET.Element, suite: Suite, name: str, place: str) -> ET.Element:
    case = ET.SubElement(node, "testcase", classname=visible(suite.name), name=visible(name), file=visible(suite.name))
    if place:
        case.set("line", place.rsplit(":", 2)[-2])
    return case


def _told(case: ET.Element, tag: str, message: str, kind: str, lines: Iterable[str]) -> None:
    told = ET.SubElement(case, tag, message=visible(message), type=kind)
    told.text = "\n" + "\n".join(visible(line) for line in lines) + "\n"
