"""`scenario` blocks → passed or failed, with what was expected and what came out."""

from __future__ import annotations

import re
from collections.abc import Iterable

import attrs

from clauselang.evaluate.contract import Contract
from clauselang.evaluate.reason import reason
from clauselang.evaluate.trace import trace
from clauselang.resolve.resolved import Resolved
from clauselang.resolve.symbols import key
from clauselang.semantics.facts import Activity
from clauselang.syntax import ast

_COMMENT = re.compile(r"""("[^"\n]*")|#.*""")
_ACTS: dict[str, tuple[str, ...]] = {"mention": ("mention",), "appearance": ("show",), "post": (), "engagement": ("engage",)}


@attrs.frozen
class Said:
    """A verdict, the facts it needs and its flags: as a scenario expects them, or as they came out."""

    verdict: str
    needs: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


@attrs.frozen
class Outcome:
    """One example of a scenario and what the evaluator says of it; without an example, a scenario that has none.

    `actual` is missing when the post cannot be judged; `clause` is number and place of the clause that decides.
    Everything in it can be sent to another process.
    """

    scenario: ast.Scenario
    example: ast.Example | None
    actual: Said | None
    reason: str
    clause: str | None = None
    problems: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether everything expected came out."""
        return not self.problems

    @property
    def expected(self) -> Said | None:
        """What the scenario expects."""
        if self.example is None:
            return None
        expected = self.example.expected
        return Said(expected.verdict, tuple(name.text for name in expected.needs), expected.flags)

    @property
    def place(self) -> str:
        """`file:line:column` of the example or the scenario."""
        span = (self.example or self.scenario).span
        return span.place if span else ""

    @property
    def text(self) -> str:
        """The example as it is written, on one line and without comments."""
        span = self.example.span if self.example else None
        return " ".join(_COMMENT.sub(r"\1", span.text).split()) if span else ""


def run(resolved: Resolved) -> list[Outcome]:
    """Judge every example of a file, against the facts of the file alone. A scenario that expects nothing fails."""
    contract, _ = Contract.of(resolved)
    found = []
    for scenario in resolved.scenarios:
        found += [_outcome(contract, scenario, example) for example in scenario.examples]
        if not scenario.examples:
            found.append(Outcome(scenario, None, None, "", problems=("it has no example with a verdict, so it shows nothing",)))
    return found


def _outcome(contract: Contract, scenario: ast.Scenario, example: ast.Example) -> Outcome:
    try:
        judged = contract.decide(activity(example, contract.resolved))
    except ValueError as error:  # a local time that the zone jumps over
        return Outcome(scenario, example, None, str(error), problems=("the post cannot be judged",))
    verdict, why = judged.verdict, trace(judged)
    actual = Said(verdict.word, _needs(verdict.missing, contract.resolved), verdict.flags)
    clause = f"{why.clause.norm.clause.number} ({why.place})" if why.clause else None
    return Outcome(scenario, example, actual, reason(judged, contract.resolved), clause, _problems(example.expected, actual))


def activity(example: ast.Example, resolved: Resolved) -> Activity:
    """The post that an example describes; what it does not say is unknown. Times are in the agreement's zone."""
    facts: dict[str, object] = {}
    for detail in example.details:
        match detail.what:
            case "surface":
                surface = detail.values[0]
                assert isinstance(surface, ast.Surface) and surface.platform
                facts["platform"] = surface.platform.text
                facts["format"] = surface.format.text if surface.format else None
            case "time" | "consent":
                facts["published_at" if detail.what == "time" else "consent_at"] = _text(detail)
            case "account":
                facts["account"] = _text(detail)
            case "territory" | "event" | "category":
                plural = {"territory": "territories", "event": "events", "category": "categories"}[detail.what]
                facts[plural] = tuple(value.text for value in detail.values if isinstance(value, ast.Name))
            case "deliverable":
                facts["deliverable"] = True
    zone = resolved.deal.timezone if resolved.deal else None
    kinds = (example.kind,) if example.kind else ()
    brands = tuple(name.text for name in example.brands)
    if brands and facts.get("deliverable") and resolved.deal and resolved.deal.advertiser:
        brands = (resolved.deal.advertiser, *brands)  # a post of this agreement is for the Advertiser, whatever else it shows
    return Activity(1, timezone=zone, brands=brands, acts=_ACTS[example.content], kinds=kinds, **facts)  # type: ignore[arg-type]


def _text(detail: ast.Detail) -> str:
    value = detail.values[0]
    assert isinstance(value, ast.When | ast.Handle)
    return value.text


def _needs(missing: Iterable[str], resolved: Resolved) -> tuple[str, ...]:
    """Missing facts in the words that follow `needs`: a question is `test`, the dates of an event are `event`."""
    events = resolved.deal.events if resolved.deal else ()
    words = ("test" if name.startswith('"') else "event" if name in events else name for name in missing)
    return tuple(dict.fromkeys(words))


def _problems(expected: ast.Expectation, actual: Said) -> tuple[str, ...]:
    """What differs between the expectation and the verdict."""
    found = []
    if actual.verdict != expected.verdict:
        found.append(f"expected {expected.verdict}, got {actual.verdict}")
    if expected.needs and not same_needs(expected, actual):
        wanted = ", ".join(sorted(name.text for name in expected.needs))
        found.append(f"expected it to need {wanted}, it needs {', '.join(actual.needs) or 'nothing'}")
    found.extend(f"expected the flag {flag}" for flag in expected.flags if flag not in actual.flags)
    return tuple(found)


def same_needs(expected: ast.Expectation, actual: Said) -> bool:
    """Whether both name the same facts."""
    return {key(name.text) for name in expected.needs} == {key(name) for name in actual.needs}
