"""Work for Spark → its result, found in a second thread while the first one reads words and no core has to wait."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any, TypeVar

Result = TypeVar("Result")


@contextmanager
def meanwhile(session: Any, work: Callable[[], Result]) -> Iterator[Callable[[], Result]]:
    """Start the work; the function that is given waits for what it returns, and raises what it raises.

    The thread has the job group, the pool and the tags of the one that starts it.
    """
    from pyspark import InheritableThread

    done: Future[Result] = Future()

    def run() -> None:
        try:
            done.set_result(work())
        except BaseException as error:
            done.set_exception(error)

    def result() -> Result:
        thread.join()
        return done.result(timeout=0)

    thread = InheritableThread(target=run, session=session)
    thread.start()
    try:
        yield result
    finally:
        thread.join()
