"""Many files → what a function says of each, in their order, with all cores and a line that says how far it is."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from clauselang import forks
from clauselang.cli.output import on_terminal
from clauselang.forks import cores

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

MANY = 50  # files from which on processes are worth their start
_CHUNK = 8  # files that a process is given at once; with many, the others would wait for the last one
_GARBAGE = 50_000  # things made and not dropped before the collector looks for circles

_F = TypeVar("_F")
_T = TypeVar("_T")


def each(function: Callable[[_F], _T], files: list[_F]) -> Iterator[_T]:
    """The results in the order of the files; from some number on with all cores, which changes nothing else."""
    if len(files) <= MANY or "-" in files or cores() < 2:
        yield from _counted(map(function, files), len(files))
        return
    with settled():
        yield from _counted(forks.answers(function, files, cores()) if forks.possible() else _pooled(function, files), len(files))


def _pooled(function: Callable[[_F], _T], files: list[_F]) -> Iterator[_T]:
    """The same where a process cannot be copied as it is: by processes that load everything for themselves."""
    try:
        pool = processes(cores(), function)
    except (ImportError, NotImplementedError, OSError):  # a machine without semaphores
        yield from map(function, files)
        return
    with pool:
        yield from pool.map(_answer, files, chunksize=max(1, min(_CHUNK, len(files) // (4 * cores()))))


def processes(count: int, function: Callable[[Any], object]) -> ProcessPoolExecutor:
    """A pool of processes that know what they are asked; making one needs modules that a run over a few files need not wait for."""
    from concurrent.futures import ProcessPoolExecutor

    return ProcessPoolExecutor(count, initializer=_begin, initargs=(function,))


# In a process of the pool: what it is asked of every file. It gets that once and not with every file, since settings are looked
# up faster from the second time on.
_function: list[Callable[[Any], Any]] = []


def _begin(function: Callable[[Any], object]) -> None:
    settle()
    _function[:] = [function]


def _answer(file: Any) -> Any:
    return _function[0](file)


def settle() -> None:
    """Tell the collector of a process that looks at many files what stays; trees and findings go without its help."""
    gc.freeze()
    gc.set_threshold(_GARBAGE)


@contextmanager
def settled() -> Iterator[None]:
    """The same for a while: before processes are made and while their results come in."""
    before = gc.get_threshold()
    settle()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)


def _counted(results: Iterable[_T], total: int) -> Iterator[_T]:
    """The same results, with a line on a terminal that says how far it is."""
    seen = on_terminal(sys.stderr) and total > MANY
    for number, result in enumerate(results, 1):
        if seen:
            print(f"\r{number} of {total} files", end="", file=sys.stderr, flush=True)
        yield result
    if seen:
        print(f"\r{' ' * len(f'{total} of {total} files')}\r", end="", file=sys.stderr, flush=True)
