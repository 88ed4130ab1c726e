"""The agreements of a batch → tables of their windows, and posts → verdicts, by all cores: both are what one process makes.

The processes are forked before an engine has threads, and begin as if no post were a deliverable. Every one of
them lowers a share of the agreements, this one too, and adds the shares in the order of the agreements: so the first to
need a number gets it, whoever lowered it. What there is to say of agreements is said here, by lowering those again.
Then they wait for posts to be judged.
"""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import attrs

from clauselang import forks
from clauselang.backends.sql.tables import Numbers, Part, Tables
from clauselang.engines.batch import Batch, Record
from clauselang.semantics.facts import Activity
from clauselang.semantics.verdict import Word

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

MANY = 5_000  # agreements from which on processes are worth their start
SHARE = 5_000  # agreements that one process lowers in a row
OWN = 2  # shares of this process, which also adds and stores them all, while every other lowers one more
JUDGED = 200  # posts that one process judges in a row
MOST = 8  # processes

# A post for the interpreter: which agreement, which file, and what it says of itself; and the answer.
Asked: TypeAlias = "tuple[int, str, Activity]"
Answer: TypeAlias = "tuple[Word, Record]"
Lowered: TypeAlias = "tuple[Part, list[int]]"  # the rows of a share, and the agreements of which something new was said
_T = TypeVar("_T")


@attrs.define
class Worker:
    """A process that lowers some shares, and what its numbers are here."""

    process: Any
    link: Connection
    numbers: Numbers = attrs.field(factory=Numbers)
    is_lost: bool = False


def lower_all(batch: Batch, tables: Tables, put: Callable[[], None] = lambda: None) -> None:
    """Add every agreement of a batch to the tables, with the workers of the batch if there are any.

    After each share `put` may take the rows up to then out of the tables.
    """
    creators = batch.numbers
    workers: list[Worker] = batch.workers
    for worker in workers:
        _send(worker, batch.found)
    found: Lowered | None
    turns: list[Worker | None] = [workers[turn] if turn is not None else None for turn in _turns(len(workers))]
    for number, share in enumerate(_shares(len(creators))):
        turn = turns[number % len(turns)]
        found = _received(turn) if turn else None
        if turn is None or found is None:
            lower(batch, tables, creators, share)
            put()
            continue
        part, reported = found
        tables.merge(part, turn.numbers)
        put()
        batch.passed(len(share) - len(reported))
        for index in reported:
            batch.norms(index)


def _shares(size: int) -> Iterator[range]:
    return (range(start, min(start + SHARE, size)) for start in range(0, size, SHARE))


def lower(batch: Batch, tables: Tables, creators: Sequence[int], share: Sequence[int]) -> list[int]:
    """Add some agreements to the tables, at once where that can be; gives those of which something new was said."""
    joint, apart = batch.joint(share)
    for crowd in joint:
        tables.add_joint(creators, crowd)
    alone = frozenset(apart)
    speakers = alone.union(*[crowd.speakers for crowd in joint])
    reported = []
    for index in sorted(speakers):
        heard = batch.heard
        norms = batch.norms(index)
        if index in alone:
            tables.add(index, creators[index], norms)
        if batch.heard > heard:
            reported.append(index)
    batch.passed(len(share) - len(speakers))
    return reported


def judge_all(batch: Batch, parts: Iterable[tuple[_T, Sequence[Asked]]], reasons: bool) -> Iterator[tuple[_T, Sequence[Answer]]]:
    """What the interpreter says of the posts of each part, in the order of the parts, with the workers of the batch if there are any."""
    turns: list[Worker | None] = [None, *batch.workers]
    waiting: deque[tuple[_T, Sequence[Asked], Worker | None]] = deque()

    def first() -> tuple[_T, Sequence[Answer]]:
        part, asked, worker = waiting.popleft()
        found = _received(worker) if worker else None
        if found is None:
            return part, [batch.judged(*each, reasons) for each in asked]
        batch.answered(len(asked))
        return part, found

    for number, (part, asked) in enumerate(parts):
        if len(waiting) == len(turns):  # nobody has two parts at a time, whose answers might not fit into the pipe
            yield first()
        worker = turns[number % len(turns)] if asked else None
        if worker:
            _send(worker, (asked, reasons))
        waiting.append((part, asked, worker))
    while waiting:
        yield first()


@contextmanager
def crew(batch: Batch) -> Iterator[None]:
    """Processes that lower and judge for a batch, where it is large, there are cores, and a fork is safe."""
    is_large = len(batch.agreements) >= MANY
    if is_large:
        gc.freeze()  # what is there stays, and the collector would copy every page of it that processes share
        count = min(MOST, forks.cores()) - 1 if forks.possible() else 0
        batch.workers = [_started(batch, [turn == one for turn in _turns(count)]) for one in range(count)]
    try:
        yield
    finally:
        for worker in batch.workers:
            worker.link.close()
            worker.process.terminate()
            worker.process.join()
        batch.workers = []
        if is_large:
            gc.unfreeze()


def _turns(workers: int) -> list[int | None]:
    """Who lowers one share after another, until it begins anew: a worker by its number, or this process."""
    everyone: list[int | None] = [None, *range(workers)]
    return [*everyone * OWN, *range(workers)] if workers else [None]


def _started(batch: Batch, turns: Sequence[bool]) -> Worker:
    from multiprocessing import get_context

    forking = get_context("fork")
    here, there = forking.Pipe()
    process = forking.Process(target=_work, args=(batch, turns, there), daemon=True)
    process.start()
    there.close()
    return Worker(process, here)


def _work(batch: Batch, turns: Sequence[bool], link: Connection) -> None:
    """Lower every share whose turn it is, and send its rows and which agreements had something new to say; then judge.

    That starts at once, and anew if deliverables are found among the posts.
    """
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is asked, and ends this process
    try:
        batch.silence()
        ahead: list[Lowered] = []
        rest = _lowered(batch, turns)
        while not link.poll() and (share := next(rest, None)):
            ahead.append(share)
        batch.found = link.recv()
        if batch.found:
            batch.forget()
            ahead, rest = [], _lowered(batch, turns)
        for share in chain(ahead, rest):
            link.send(share)
        while True:
            asked, reasons = link.recv()
            link.send([batch.judged(index, file, activity, reasons) for index, file, activity in asked])
    except Exception:  # the parent has no use for the rest, or will meet the same mistake and say it
        return


def _lowered(batch: Batch, turns: Sequence[bool]) -> Iterator[Lowered]:
    """The shares whose turn it is, each with what came after those before it."""
    creators = batch.numbers
    tables, borders, shapes = Tables(), 0, 0
    for number, share in enumerate(_shares(len(creators))):
        if turns[number % len(turns)]:
            reported = lower(batch, tables, creators, share)
            part = tables.take(borders, shapes)
            borders, shapes = borders + len(part.borders), shapes + len(part.shapes)
            yield part, reported


def _send(worker: Worker, message: object) -> None:
    try:
        worker.link.send(message)
    except OSError:
        worker.is_lost = True


def _received(worker: Worker) -> Any:
    """The next answer of a worker; nothing if it is gone, and what it was to do is left to this process."""
    if not worker.is_lost:
        try:
            return worker.link.recv()
        except (EOFError, OSError):
            worker.is_lost = True
    return None
