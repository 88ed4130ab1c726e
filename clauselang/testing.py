"""`scenario` blocks → passed or failed, with what was expected and what came out."""

from __future__ import annotations

import attrs

from clauselang.evaluate.contract import Contract, Judged
from clauselang.evaluate.reason import reason
from clauselang.resolve.resolved import Resolved
from clauselang.semantics.facts import Activity
from clauselang.syntax import ast

_ACTS: dict[str, tuple[str, ...]] = {"mention": ("mention",), "appearance": ("show",), "post": (), "engagement": ("engage",)}


@attrs.frozen
class Outcome:
    """One example of a scenario and what the evaluator says of it."""

    scenario: ast.Scenario
    example: ast.Example
    reason: str
    problems: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether everything expected came out."""
        return not self.problems


def run(resolved: Resolved) -> list[Outcome]:
    """Judge every example of a file, against the facts of the file alone."""
    contract, _ = Contract.of(resolved)
    return [_outcome(contract, scenario, example) for scenario in resolved.scenarios for example in scenario.examples]


def _outcome(contract: Contract, scenario: ast.Scenario, example: ast.Example) -> Outcome:
    try:
        judged = contract.decide(activity(example, contract.resolved))
    except ValueError as error:  # a local time that the zone jumps over
        return Outcome(scenario, example, "the post cannot be judged", (str(error),))
    return Outcome(scenario, example, reason(judged, contract.resolved), _problems(example.expected, judged))


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
    return Activity(1, timezone=zone, brands=brands, acts=_ACTS[example.content], kinds=kinds, **facts)  # type: ignore[arg-type]


def _text(detail: ast.Detail) -> str:
    value = detail.values[0]
    assert isinstance(value, ast.When | ast.Handle)
    return value.text


def _problems(expected: ast.Expectation, judged: Judged) -> tuple[str, ...]:
    """What differs between the expectation and the verdict."""
    verdict = judged.verdict
    found = []
    if verdict.word != expected.verdict:
        found.append(f"expected {expected.verdict}, got {verdict.word}")
    needs = {name.text.lower() for name in expected.needs}
    if needs and needs != set(verdict.missing):
        found.append(f"expected it to need {', '.join(sorted(needs))}, it needs {', '.join(verdict.missing) or 'nothing'}")
    found.extend(f"expected the flag {flag}" for flag in expected.flags if flag not in verdict.flags)
    return tuple(found)
