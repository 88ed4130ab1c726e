"""Work in a second thread: its result comes out where it is asked for, and nobody waits for work that nobody wants."""

from __future__ import annotations

import os
import sys
from contextlib import closing, suppress
from threading import get_native_id
from time import sleep

import pytest

from clauselang.engines.meanwhile import meanwhile, step_back
from clauselang.engines.store import Store


def test_a_result_and_a_failure_come_out_where_they_are_asked_for() -> None:
    """Also after the block, which waits for the work."""
    nothing: list[int] = []
    with meanwhile(lambda: 6 * 7) as found, meanwhile(lambda: nothing[0]) as failing:
        assert found() == 42
        with pytest.raises(IndexError):
            failing()
    assert found() == 42


def test_work_that_nobody_wants_is_stopped() -> None:
    """A count that would take hours ends with the block that fails, whose error is the one that is told."""
    duckdb = pytest.importorskip("duckdb")
    with closing(duckdb.connect()) as connection, pytest.raises(RuntimeError, match="refused"):
        count = "SELECT count(*) FROM range(1000000000000) a, range(1000000) b"
        with meanwhile(lambda: connection.execute(count).fetchall(), connection.interrupt):
            raise RuntimeError("refused")


def places() -> dict[int, int]:
    """How far each thread of this process stands back."""
    found = {}
    for thread in map(int, os.listdir("/proc/self/task")):
        with suppress(ProcessLookupError):  # it has ended since
            found[thread] = os.getpriority(os.PRIO_PROCESS, thread)
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="only there has a thread a place of its own")
def test_a_thread_stands_back_with_those_of_the_engine_until_they_are_started_again() -> None:
    """And nobody else does: what the others wait for would wait with them."""
    duckdb = pytest.importorskip("duckdb")
    with closing(duckdb.connect(config={"threads": 3})) as connection:
        before = places()
        here = before[get_native_id()]

        def work() -> dict[int, int]:
            step_back()
            Store(connection.cursor()).restart()
            return places()

        with meanwhile(work) as found:
            meanwhile_there = found()
        Store(connection).restart()

        for _ in range(100):  # a thread that has ended is listed until the system has put it away
            if set(places().values()) == {here}:
                break
            sleep(0.05)
        assert set(before.values()) == set(places().values()) == {here}
        assert sorted(place - here for place in meanwhile_there.values())[-4:] == [0, 10, 10, 10]
        assert meanwhile_there[get_native_id()] == here
        assert connection.execute("SELECT current_setting('threads')").fetchone() == (3,)
