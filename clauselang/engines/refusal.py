"""An input that an engine cannot take → the one diagnostic that says so."""

from __future__ import annotations

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.driver import Unreadable


def refuse(name: str, fact: str, remedy: str) -> Unreadable:
    """What is wrong with an input as an exception to raise: its name, one fact, and what helps."""
    return Unreadable(Diagnostic("S135", None, f"`{name}` {fact}", help=remedy))
