"""The mutants that no test kills, and why that is as it should be: `survivors.toml`.

A mutant is known by its function and its change, not by its number, which moves with every edit above it.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import NamedTuple

import attrs

LIST = Path(__file__).parent / "survivors.toml"


class Change(NamedTuple):
    """A mutant as a reader sees it: the lines that it takes away, and what stands in their place."""

    function: str
    was: str
    now: str


@attrs.frozen
class Explained:
    """The list: single mutants, and kinds of change that no test can see wherever they stand."""

    single: dict[Change, str]
    kinds: tuple[tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], str], ...]

    @classmethod
    def read(cls) -> Explained:
        """What the file says."""
        table = tomllib.loads(LIST.read_text("utf-8"))
        single = {Change(one["function"], one["was"], one["now"]): one["why"] for one in table.get("survivor", ())}
        kinds = tuple(
            (re.compile(kind.get("function", "")), re.compile(kind["was"]), re.compile(kind["now"]), kind["why"])
            for kind in table.get("kind", ())
        )
        return cls(single, kinds)

    def why(self, change: Change) -> str | None:
        """Why a mutant may survive, if anybody has said so."""
        for function, was, now, why in self.kinds:
            if function.search(change.function) and was.search(change.was) and now.search(change.now):
                return why
        return self.single.get(change)


def function_of(name: str) -> str:
    """`clauselang.semantics.clock.x_moment__mutmut_3` → `semantics.clock.moment`."""
    module, _, mangled = name.partition("__mutmut_")[0].rpartition(".")
    return f"{module.removeprefix('clauselang.')}.{mangled.removeprefix('x_').removeprefix('xǁ').replace('ǁ', '.')}"
