"""Memory that a large read has left behind → given back to the system, where the C library can be asked for that."""

from __future__ import annotations

import ctypes
import sys


def give_back() -> None:
    """Give back what is free: it would be kept, and an engine that asks for memory by itself could not use it."""
    if sys.platform == "linux" and (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)):
        trim(0)
