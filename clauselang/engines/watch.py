"""How far a run is → one line on a terminal: what is done, how fast, and how long the rest will take."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from time import monotonic
from typing import IO

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.engines.batch import Batch
from clauselang.evaluate.contract import Judged
from clauselang.semantics.facts import Activity
from clauselang.semantics.norm import Norms

_EVERY = 0.2  # seconds between two lines, so that drawing costs nothing
_WIDTH = 79


class Watch:
    """Draws on a terminal. A step may be left and come back to; its rate counts from its first line."""

    def __init__(self, stream: IO[str], now: Callable[[], float] = monotonic) -> None:
        self.stream = stream
        self.now = now
        self._step = ""
        self._drawn = 0.0
        self._starts: dict[str, float] = {}

    def at(self, step: str, done: int, total: int | None = None, unit: str = "") -> None:
        """So much of a step is done, of so much if that is known."""
        now = self.now()
        start = self._starts.setdefault(step, now)
        if step == self._step and now - self._drawn < _EVERY:
            return
        self._step, self._drawn = step, now
        self._draw(line(step, done, total, unit, now - start))

    def done(self) -> None:
        """Take the line away."""
        if self._step:
            self._draw("")
            self._step = ""

    def _draw(self, text: str) -> None:
        self.stream.write(f"\r{text[:_WIDTH]:<{_WIDTH}}\r{text[:_WIDTH]}")
        self.stream.flush()


@contextmanager
def drawn(watch: Watch | None, step: str, total: Callable[[], int], percent: Callable[[], float], unit: str) -> Iterator[None]:
    """Draw how far a step is that cannot be asked in between, from a thread beside it; `percent` is asked there."""
    if watch is None:
        yield
        return
    count, is_done = total(), Event()

    def draw() -> None:
        while not is_done.wait(_EVERY):
            watch.at(step, int(count * max(percent(), 0.0) / 100), count, unit)

    beside = Thread(target=draw, daemon=True)
    beside.start()
    try:
        yield
    finally:
        is_done.set()
        beside.join()


def line(step: str, done: int, total: int | None, unit: str, seconds: float) -> str:
    """`compiling: 2,000 of 10,000 agreements, 1,000 a second, 0:08 left`."""
    amount = f"{done:,} of {total:,}" if total is not None else f"{done:,}"
    rate = done / seconds if seconds > 0 else 0.0
    speed = f", {rate:,.0f} a second" if rate >= 1 else ""
    left = f", {clock((total - done) / rate)} left" if total is not None and rate > 0 else ""
    return f"{step}: {amount} {unit}".rstrip() + speed + left


def clock(seconds: float) -> str:
    """`0:08`, `12:30`, `1:02:05`."""
    whole = int(seconds + 0.999)
    hours, rest = divmod(whole, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


class Watched(Batch):
    """The agreements of a run that is watched, and whose deliverables are known once it is `sealed`."""

    watch: Watch | None = None
    sealed = False
    _compiled = _judged = 0

    def notice(self, activities: Iterable[Activity]) -> None:
        """Keep the deliverables among the posts, unless all are known."""
        if not self.sealed:
            super().notice(activities)

    def norms(self, index: int) -> Norms:
        """The norms of an agreement."""
        self.passed(1)
        return super().norms(index)

    def passed(self, count: int) -> None:
        """So many agreements more are lowered."""
        self._compiled += count
        if self.watch:
            self.watch.at("compiling", self._compiled, len(self.agreements), "agreements")

    def silence(self) -> None:
        """Draw no line any more."""
        self.watch = None

    def decide(self, index: int, activity: Activity) -> Judged:
        """What the interpreter says of a post that one agreement meets."""
        self.answered(1)
        return super().decide(index, activity)

    def answered(self, count: int) -> None:
        """So many posts more are judged."""
        self._judged += count
        if self.watch:
            self.watch.at("explaining", self._judged, None, "posts")


def said_once(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Findings without those that say the same of the same place."""
    once: dict[tuple[str, str, str], Diagnostic] = {}
    for each in found:
        once.setdefault((each.code, each.message, each.span.place if each.span else ""), each)
    return tuple(once.values())
