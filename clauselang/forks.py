"""A function and many things → what it says of each, in their order, found by this process and by copies of it.

A copy knows what this process knew when it was made: nothing is loaded twice, and only what was found has to travel. Whoever is
free takes the next thing, this process too, so that no core waits as long as something is left. What a copy does not bring, because
it came to grief, this process finds itself, and so meets the same mistake.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NoReturn, TypeVar

_F = TypeVar("_F")
_T = TypeVar("_T")

_SIZE = 4  # bytes of a number
_MOST = 1_000  # numbers that every pipe has room for
_READ = 1 << 20


def possible() -> bool:
    """Whether this process can be copied: it must have no other thread, which the copy would lack with all that it holds."""
    return sys.platform == "linux" and len(os.listdir("/proc/self/task")) == 1


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def answers(function: Callable[[_F], _T], things: Sequence[_F], processes: int) -> Iterator[_T]:
    """What a function says of each thing, by so many processes; results have to be such as can be pickled."""
    size = max(1, -(-len(things) // _MOST))
    shares = [things[start : start + size] for start in range(0, len(things), size)]
    turns = _turns(len(shares))
    copies: list[_Copy] = []
    found: dict[int, list[_T]] = {}
    told = 0
    try:
        for _ in range(processes - 1):
            copies += _copied(function, shares, turns)
        while (turn := _next(turns)) is not None:
            own = []
            for thing in shares[turn]:
                own.append(function(thing))
                for copy in copies:  # each time, so that none has to wait until there is room for what it found
                    found.update(copy.heard())
            found[turn] = own
            while told in found:
                yield from found.pop(told)
                told += 1
        for copy in copies:
            found.update(copy.heard_out())
        for turn in range(told, len(shares)):
            yield from found.pop(turn) if turn in found else [function(thing) for thing in shares[turn]]
    finally:
        os.close(turns)
        for copy in copies:
            copy.end()


def _turns(count: int) -> int:
    """A pipe with the number of every share, from which each process takes the next."""
    here, there = os.pipe()
    os.write(there, b"".join(turn.to_bytes(_SIZE, "big") for turn in range(count)))
    os.close(there)
    return here


def _next(turns: int) -> int | None:
    data = os.read(turns, _SIZE)
    return int.from_bytes(data, "big") if data else None


def _copied(function: Callable[[_F], object], shares: Sequence[Sequence[_F]], turns: int) -> list[_Copy]:
    """A copy at work; none if the machine has no room for one."""
    here, there = os.pipe()
    try:
        process = os.fork()
    except OSError:
        os.close(here)
        os.close(there)
        return []
    if not process:
        _work(function, shares, turns, there)
    os.close(there)
    os.set_blocking(here, False)
    return [_Copy(process, here)]


class _Copy:
    """A copy of this process, and what it sent so far."""

    def __init__(self, process: int, link: int) -> None:
        self.process = process
        self.link = link
        self.sent = bytearray()

    def heard(self) -> Iterator[tuple[int, Any]]:
        """What came in until now, without waiting: numbers of shares, and what was found in them."""
        while (data := self.read()) is not None:
            if not data:
                break
            self.sent += data
        yield from self.whole()

    def heard_out(self) -> Iterator[tuple[int, Any]]:
        """All that is still to come."""
        os.set_blocking(self.link, True)
        return self.heard()

    def read(self) -> bytes | None:
        """Some bytes, none at the end; nothing if there are none yet."""
        try:
            return os.read(self.link, _READ)
        except BlockingIOError:
            return None

    def whole(self) -> Iterator[tuple[int, Any]]:
        """The messages that came in whole."""
        while len(self.sent) >= _SIZE and len(self.sent) >= (end := _SIZE + int.from_bytes(self.sent[:_SIZE], "big")):
            yield pickle.loads(self.sent[_SIZE:end])
            del self.sent[:end]

    def end(self) -> None:
        """End it, whether or not it is done."""
        os.close(self.link)
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)


def _work(function: Callable[[_F], object], shares: Sequence[Sequence[_F]], turns: int, link: int) -> NoReturn:
    """In a copy: take turns until none is left. It must never go on where the other one does."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the other process is asked, and ends this one
        while (turn := _next(turns)) is not None:
            data = pickle.dumps((turn, [function(thing) for thing in shares[turn]]), pickle.HIGHEST_PROTOCOL)
            _send(link, len(data).to_bytes(_SIZE, "big") + data)
    finally:
        os._exit(0)


def _send(link: int, data: bytes) -> None:
    while data:
        data = data[os.write(link, data) :]
