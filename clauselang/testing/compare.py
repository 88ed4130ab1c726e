"""An outcome that failed → expected and actual side by side, the clause that decides, and the reason."""

from __future__ import annotations

from clauselang.diagnostics.render.full import visible
from clauselang.testing.run import Outcome, Said

_ROWS = (("needs", "nothing"), ("flags", "none"))


def comparison(outcome: Outcome) -> list[str]:
    """The lines under the title of a failed outcome. Text from files is shown as data."""
    if outcome.example is None:
        return [f"  {problem}" for problem in outcome.problems]
    lines = [f"  {visible(outcome.text)}", *_table(outcome)]
    if outcome.actual is not None:
        lines.append(f"  decided by {f'clause {visible(outcome.clause)}' if outcome.clause else 'no clause'}")
    return [*lines, f"  because: {visible(outcome.reason)}"]


def _table(outcome: Outcome) -> list[str]:
    """Aligned columns; a row for needs and flags only where one side has some."""
    expected, actual = outcome.expected, outcome.actual
    assert expected is not None
    rows = [("", "expected", "actual"), ("verdict", expected.verdict, actual.verdict if actual else "cannot be judged")]
    for name, nothing in _ROWS:
        left, right = _listed(expected, name), _listed(actual, name)
        if left or right:
            rows.append((name, left or "not stated", (right or nothing) if actual else "-"))
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    return [f"  {row[0]:<{widths[0]}}  {row[1]:<{widths[1]}}  {row[2]}".rstrip() for row in rows]


def _listed(said: Said | None, name: str) -> str:
    values: tuple[str, ...] = getattr(said, name) if said else ()
    return visible(", ".join(values))
