"""Outcomes that failed → the text of their file with the verdicts (and needs) that came out; nothing else changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import attrs

from clauselang.resolve.resolver import FACETS
from clauselang.resolve.symbols import key
from clauselang.source import Source
from clauselang.syntax import ast
from clauselang.syntax.parser import parse
from clauselang.testing.run import Outcome, same_needs

_NEEDS = re.compile(r",\s*needs\s*\Z", re.IGNORECASE)


@attrs.frozen(order=True)
class Edit:
    """Put `text` where `[start, end)` of the file stands."""

    start: int
    end: int
    text: str


def updated(source: Source, outcomes: Iterable[Outcome]) -> str | None:
    """The text with new expectations; `None` when there is nothing that can be rewritten.

    What cannot be rewritten is left: a scenario without examples, a post that cannot be judged, a missing flag. The
    result is read again, and refused if anything but expectations has changed.
    """
    edits = sorted(edit for outcome in outcomes if not outcome.passed for edit in _edits(source, outcome))
    text = source.text
    for edit in reversed(edits):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text if edits and _only_expectations(source, text) else None


def _edits(source: Source, outcome: Outcome) -> Iterator[Edit]:
    """The verdict's word; the facts after `needs`, or the whole phrase where the verdict needs none."""
    example, actual = outcome.example, outcome.actual
    if example is None or actual is None or example.expected.span is None:
        return
    expected, word = example.expected, example.expected.span
    if expected.verdict != actual.verdict:
        yield Edit(word.start, word.end, actual.verdict)
    names = actual.needs if all(key(name) in FACETS for name in actual.needs) else ()  # else the file could not say it
    spans = [name.span for name in expected.needs if name.span]
    if not spans and names and expected.verdict != actual.verdict:
        yield Edit(word.end, word.end, f", needs {' and '.join(names)}")
    if not spans or same_needs(expected, actual):
        return
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    phrase = _NEEDS.search(source.text, word.end, start)
    if names:
        yield Edit(start, end, " and ".join(names))
    elif phrase:
        yield Edit(phrase.start(), end, "")


def _only_expectations(source: Source, text: str) -> bool:
    """Whether the new text says the same but for what scenarios expect."""
    before, after = parse(source), parse(Source(source.name, text))
    return not any(d.is_error for d in after.diagnostics) and _bare(before.module) == _bare(after.module)


def _bare(module: ast.Module) -> tuple[ast.Node, ...]:
    """What a file says, with the same expectation everywhere."""
    return tuple(_blank(item) if isinstance(item, ast.Scenario) else item for item in module.items)


def _blank(scenario: ast.Scenario) -> ast.Scenario:
    nothing = ast.Expectation("compliant")
    return ast.Scenario(scenario.title, tuple(ast.Example(e.kind, e.content, e.brands, e.details, nothing) for e in scenario.examples))
