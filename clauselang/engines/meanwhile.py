"""Work for an engine → its result, found in a second thread while the first one does something else and no core has to wait."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import partial
from inspect import signature
from threading import Thread, get_native_id
from typing import Any, TypeVar

_AGAIN = 0.05  # seconds
_NICE = 10  # steps that a thread stands back: it gets a tenth of what it got beside others
Result = TypeVar("Result")


@contextmanager
def meanwhile(
    work: Callable[[], Result], stop: Callable[[], object] | None = None, thread_of: Callable[..., Any] = Thread
) -> Iterator[Callable[[], Result]]:
    """Start the work; the function that is given waits for what it returns, and raises what it raises.

    Work that goes on when the block ends is told to `stop`, if it can be, and waited for.
    """
    done: Future[Result] = Future()

    def run() -> None:
        try:
            done.set_result(work())
        except BaseException as error:
            done.set_exception(error)

    def result() -> Result:
        thread.join()
        return done.result(timeout=0)

    thread = thread_of(target=run)
    thread.start()
    try:
        yield result
    finally:
        while stop and thread.is_alive():
            stop()  # again, since it may not have begun
            thread.join(_AGAIN)
        thread.join()


def step_back() -> None:
    """Let this thread, and those that it starts, have only what others leave of the cores; where a system knows the place of a thread."""
    if sys.platform == "linux":
        with suppress(OSError):
            here = get_native_id()
            os.setpriority(os.PRIO_PROCESS, here, os.getpriority(os.PRIO_PROCESS, here) + _NICE)


def on_spark(session: Any, work: Callable[[], Result]) -> AbstractContextManager[Callable[[], Result]]:
    """The same for work of a session; the thread has the job group, the pool and the tags of the one that starts it."""
    from pyspark import InheritableThread

    given = {"session": session} if "session" in signature(InheritableThread).parameters else {}  # before Spark 4 of the process
    return meanwhile(work, thread_of=partial(InheritableThread, **given))
