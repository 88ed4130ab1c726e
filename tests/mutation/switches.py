"""Functions that can be exchanged for their mutants while a process runs.

mutmut writes each mutated function as the original, all its mutants and a trampoline, which looks up in the environment, at
every call, which of them is meant. Here the trampoline is a plain call instead, and the function behind it is exchanged once,
in a process of its own for each mutant: the same mutants, at the speed of the program.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from itertools import zip_longest
from pathlib import Path
from typing import Any

import attrs

Function = Callable[..., Any]


@attrs.define(eq=False)
class Switch:
    """One mutated function: what a call of it runs, and what it may run instead."""

    original: Function
    mutants: dict[str, Function]
    become: Callable[[Function], None]

    @property
    def names(self) -> tuple[str, ...]:
        """The mutants' full names, as mutmut lists them."""
        return tuple(f"{self.original.__module__}.{name}" for name in self.mutants if name != "_mutmut_orig")

    def turn(self, mutant: str) -> None:
        """From now on the function is this mutant, given by its full name."""
        self.become(self._mutant(mutant))

    def _mutant(self, mutant: str) -> Function:
        found = self.mutants[mutant.rpartition(".")[2]]
        plain: Function = getattr(found, "__func__", found)
        return plain

    def lines(self, mutant: str) -> tuple[str, range]:
        """The file, and the lines of the original from the one that a mutant changes up to its first.

        A mutant that changes what the parameters are by default changes every line; the first one that is reached stands for all.
        """
        file = self.original.__code__.co_filename
        mine, other = _body(file, self.original.__code__.co_firstlineno), _body(file, self._mutant(mutant).__code__.co_firstlineno)
        if _parameters(mine[1][0]) != _parameters(other[1][0]):
            return file, range(mine[0] + 1, mine[0] + len(mine[1]))
        same = 0
        for a, b in zip_longest(mine[1][1:], other[1][1:]):
            if a != b:
                break
            same += 1
        return file, range(mine[0] + min(same, len(mine[1]) - 2) + 1, mine[0], -1)


@lru_cache(maxsize=64)
def _text(file: str) -> list[str]:
    return Path(file).read_text("utf-8").splitlines()


def _body(file: str, first: int) -> tuple[int, list[str]]:
    """The number of the line with `def`, counted from 1, and the lines from there to the end of the function."""
    lines = _text(file)
    start = next(number for number in range(first - 1, len(lines)) if lines[number].lstrip().startswith(("def ", "async def ")))
    indent = len(lines[start]) - len(lines[start].lstrip())
    end = start + 1
    while end < len(lines) and (
        not lines[end].strip() or len(lines[end]) - len(lines[end].lstrip()) > indent or lines[end].strip().startswith(")")
    ):
        end += 1
    while not lines[end - 1].strip():
        end -= 1
    return start + 1, lines[start:end]


def _parameters(line: str) -> str:
    """What stands in the line with `def` behind the name."""
    return line.partition("(")[2]


# Every mutated function of the modules imported so far.
SWITCHES: list[Switch] = []


def switchable(mutants: dict[str, Function], is_classmethod: bool = False) -> Callable[[Function], Function]:
    """What stands in for mutmut's own `wrap_in_trampoline`, with its arguments."""

    def decorated(function: Function) -> Function:
        current = function

        def become(other: Function) -> None:
            nonlocal current
            current = other

        @wraps(function)
        def call(*args: Any, **kwargs: Any) -> Any:
            return current(*args, **kwargs)

        SWITCHES.append(Switch(function, mutants, become))
        return call

    return decorated
