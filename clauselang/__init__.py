"""Exclusivity terms between brands and creators that mean one thing only: the public API.

    from clauselang import Activity, Contract, compile_text, reason

    compiled = compile_text("category sonar, 1 month after last post")
    contract, findings = Contract.of(compiled.resolved)
    judged = contract.decide(Activity(row=1, brands=("Garmin",)))
    print(judged.word, reason(judged, compiled.resolved))

Who decides on millions reads each activity once, with `Item.of`, and gives the item to as many contracts as it meets.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

# Loaded on first use, so that linting a file does not pay for evaluating one.
_HOMES = {
    "Activity": "clauselang.semantics.facts",
    "Compiled": "clauselang.driver",
    "Contract": "clauselang.evaluate.contract",
    "Diagnostic": "clauselang.diagnostics.diagnostic",
    "Item": "clauselang.evaluate.item",
    "Judged": "clauselang.evaluate.contract",
    "Source": "clauselang.source",
    "compile_path": "clauselang.driver",
    "compile_text": "clauselang.driver",
    "reason": "clauselang.evaluate.reason",
    "trace": "clauselang.evaluate.trace",
    "write": "clauselang.prose.write",
}
__all__ = [
    "Activity", "Compiled", "Contract", "Diagnostic", "Item", "Judged", "Source", "compile_path", "compile_text",
    "reason", "trace", "write",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Load a public name from the room it lives in."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
