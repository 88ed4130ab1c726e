"""Copies of a process find what one process would, whatever becomes of them."""

from __future__ import annotations

import os
import signal
import sys
import threading

import pytest

from clauselang import forks

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only there are processes copied")
HERE = os.getpid()


@pytest.fixture(autouse=True)
def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The copies that a test makes."""
    found: list[int] = []
    fork = os.fork

    def forking() -> int:
        if process := fork():
            found.append(process)
        return process

    monkeypatch.setattr(os, "fork", forking)
    return found


def is_gone(process: int) -> bool:
    """Whether a process has ended and was waited for."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False


def double(thing: int) -> int:
    """What is asked of a thing."""
    return 2 * thing


@pytest.mark.parametrize("count", [0, 1, 2, 100, 25_000])
@pytest.mark.parametrize("processes", [1, 2, 4])
def test_order_and_answers_are_those_of_one_process(count: int, processes: int, made: list[int]) -> None:
    """However many things and processes there are, each thing is answered once and in its place, and no process stays."""
    assert list(forks.answers(double, range(count), processes)) == [2 * thing for thing in range(count)]
    assert len(made) == processes - 1 and all(map(is_gone, made))


def test_long_answers_come_in_whole() -> None:
    """An answer may be larger than what a pipe holds."""
    assert list(forks.answers(lambda thing: str(thing) * 300_000, range(9), 3)) == [str(thing) * 300_000 for thing in range(9)]


def test_all_take_part() -> None:
    """This process works, too: neither goes on before both have taken something."""
    (here, from_there), (there, from_here) = os.pipe(), os.pipe()

    def who(thing: int) -> int:
        ours = os.getpid() == HERE
        os.write(from_here if ours else from_there, b".")
        os.read(here if ours else there, 1)
        return os.getpid()

    assert len(set(forks.answers(who, range(2), 2))) == 2
    for end in (here, from_there, there, from_here):
        os.close(end)


@pytest.mark.parametrize("at", [0, 7, 19])
def test_a_copy_that_comes_to_grief_is_not_missed(at: int) -> None:
    """What a copy took and did not bring is found here."""

    def fatal(thing: int) -> int:
        if thing >= at and os.getpid() != HERE:
            os.kill(os.getpid(), signal.SIGKILL)
        return 2 * thing

    assert list(forks.answers(fatal, range(20), 3)) == [2 * thing for thing in range(20)]


def test_what_cannot_be_sent_is_found_here() -> None:
    """An answer that cannot be pickled does not have to travel."""
    answers = list(forks.answers(lambda thing: lambda: thing, range(20), 2))
    assert [answer() for answer in answers] == list(range(20))


def test_a_mistake_is_met_here(made: list[int]) -> None:
    """A mistake in the function is that of this process, in whichever it was first met, and no copy stays behind."""

    def wrong(thing: int) -> int:
        if thing == 5:
            raise ValueError(thing)
        return thing

    answers = forks.answers(wrong, range(20), 3)
    with pytest.raises(ValueError, match="5"):
        list(answers)
    assert all(map(is_gone, made))


def test_who_stops_early_leaves_nothing_behind(made: list[int]) -> None:
    """Copies end when nobody listens any more."""
    answers = forks.answers(double, range(5_000), 3)
    assert next(answers) == 0
    answers.close()  # type: ignore[attr-defined]
    assert made and all(map(is_gone, made))


def test_a_machine_that_makes_no_more_processes_uses_those_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no copy can be made, this process does all of it."""

    def none() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", none)
    assert list(forks.answers(double, range(20), 3)) == [2 * thing for thing in range(20)]


def test_only_a_process_without_threads_is_copied() -> None:
    """A thread would not be in the copy, but what it holds would."""
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert not forks.possible()
    finally:
        stop.set()
        thread.join()
