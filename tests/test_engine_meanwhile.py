"""Work in a second thread: its result comes out where it is asked for, and nobody waits for work that nobody wants."""

from __future__ import annotations

from contextlib import closing

import pytest

from clauselang.engines.meanwhile import meanwhile


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
