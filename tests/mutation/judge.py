"""Which mutants the tests kill: `python -m tests.mutation.judge OUT NAMES JOBS BUDGET TESTS...`, inside the mutated copy.

The tests are collected once. A first run of each notes how long it takes and which lines it reaches. Then every mutant gets a
process of its own, forked from the one that has collected, in which the tests that reach its line run one after another until one
fails: first those that killed a mutant of this function before, then by turns the cheapest of each kind.
"""

from __future__ import annotations

import functools
import gc
import importlib
import json
import os
import pkgutil
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterable
from hashlib import sha256
from itertools import zip_longest
from pathlib import Path
from typing import Any

import attrs
import coverage
import hypothesis
import mutmut.mutation.trampoline
import pytest
from _pytest.runner import runtestprotocol

from tests.mutation.switches import SWITCHES, Switch, switchable

mutmut.mutation.trampoline.wrap_in_trampoline = switchable  # before any mutated module is imported

# A test may take this many times as long as it did without a mutant, and so many seconds more; then it hangs: the mutant is found.
SLOWER, GRACE = 10, 2
MEMORY = 3 << 30
EXAMPLES = 25  # of a test that makes its own
MEASURED = Path("measured.json")
Reached = dict[tuple[str, int], list[int]]


@attrs.frozen
class Room:
    """A package that is mutated, and how the files of the tests begin that are made for it."""

    name: str
    files: tuple[str, ...]


ROOMS = (
    Room("clauselang.lint", ("tests/test_lint", "tests/test_rules")),
    Room("clauselang.semantics", ("tests/test_semantics", "tests/test_evaluate_data")),
    Room("clauselang.evaluate", ("tests/test_evaluate", "tests/test_compiled", "tests/test_decide", "tests/test_scenarios")),
)


@attrs.define
class Job:
    """A mutant on trial."""

    name: str
    function: int
    pipe: int


class Judge:
    """A pytest plugin that tries mutants instead of running the tests once."""

    def __init__(self, out: Path, names: Path, jobs: int, budget: float) -> None:
        self.out, self.jobs, self.budget = out, jobs, budget
        self.wanted = dict(line.split() for line in names.read_text("utf-8").splitlines())
        self.items: list[pytest.Item] = []
        self.caches: list[Any] = []
        self.seconds: list[float] = []
        self.weights: list[float] = []
        self.mark = ""

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Fewer examples for tests that make their own."""
        for function in {getattr(item, "obj", None) for item in items}:
            if chosen := getattr(function, "_hypothesis_internal_use_settings", None):
                fewer = min(chosen.max_examples, EXAMPLES)
                function._hypothesis_internal_use_settings = hypothesis.settings(chosen, max_examples=fewer)  # type: ignore[union-attr]

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Take over once everything is collected."""
        self.items = session.items
        for room in ROOMS:  # some modules are loaded late, when they are first needed
            for found in pkgutil.walk_packages(importlib.import_module(room.name).__path__, f"{room.name}."):
                importlib.import_module(found.name)
        for module in [module for name, module in sys.modules.items() if name.startswith(tuple(room.name for room in ROOMS))]:
            for value in [*vars(module).values()]:
                held = [value, *vars(value).values()] if isinstance(value, type) else [value]
                self.caches += [one for one in held if isinstance(one, functools._lru_cache_wrapper)]
        gc.collect()
        gc.freeze()
        reached = self.remembered() or self.measured()
        started = time.monotonic()
        kept = self.kept()
        with self.out.open("w", encoding="utf-8") as out:
            for row in kept:
                print(json.dumps(row), file=out)
            self.tried(reached, lambda row: print(json.dumps(row), file=out, flush=True))
        print(f"{time.monotonic() - started:.0f} s on {self.jobs} processes", flush=True)
        return True

    def kept(self) -> list[dict[str, object]]:
        """The rows of runs before that still hold, which are then no longer wanted, and those of mutants that nobody asks about.

        A mutant stays killed while its function is as it was and the test is there. One that survived is tried again as soon as
        anything has changed, or the budget has.
        """
        rows = [json.loads(line) for line in self.out.read_text("utf-8").splitlines()] if self.out.is_file() else []
        tests = {None, *(item.nodeid for item in self.items)}
        kept = []
        for row in rows:
            same = row["function"] == self.wanted.get(row["name"])
            if same and (row["mark"] == self.whole_mark or (row["fate"] == "killed" and row["by"] in tests)):
                del self.wanted[row["name"]]
            elif row["name"] in self.wanted:
                continue
            kept.append(row)
        return kept

    # What each test reaches.

    def remembered(self) -> Reached | None:
        """What a run before has measured, if neither the tests nor the program have changed since."""
        made = sha256(str([item.nodeid for item in self.items]).encode())
        for path in sorted(path for folder in ("clauselang", "tests") for path in Path(folder).rglob("*") if path.is_file()):
            if path.suffix in (".py", ".txt", ".excl", ".json"):
                made.update(path.read_bytes())
        self.mark = made.hexdigest()
        try:
            mark, self.seconds, self.weights, lines = json.loads(MEASURED.read_text("utf-8"))
        except (OSError, ValueError):
            return None
        return {(file, line): numbers for file, line, numbers in lines} if mark == self.mark else None

    def measured(self) -> Reached:
        """Line → the tests that reach it; the seconds of every test. Tests that fail without a mutant end the run."""
        reached: Reached = {}
        self.seconds, self.weights = [0.0] * len(self.items), [0.0] * len(self.items)
        parts = [range(part, len(self.items), self.jobs) for part in range(self.jobs)]
        pipes = [self.forked(functools.partial(self.recorded, part))[0] for part in parts]
        broken = []
        for pipe in pipes:
            text = read(pipe)
            os.wait()
            if not text:
                raise pytest.UsageError("the first run of the tests ended early")
            times, lines = json.loads(text)
            for number, spent in times:
                self.seconds[number] = spent
                if spent < 0:
                    broken.append(self.items[number].nodeid)
            for file, line, numbers in lines:
                reached.setdefault((file, line), []).extend(numbers)
                for number in numbers:
                    self.weights[number] += self.seconds[number]
        if broken:
            raise pytest.UsageError(f"these tests fail in the copy without any mutant: {', '.join(broken[:10])}")
        lines = [(file, line, numbers) for (file, line), numbers in reached.items()]
        MEASURED.write_text(json.dumps((self.mark, self.seconds, self.weights, lines)), "utf-8")
        print(f"{len(self.items)} tests, {sum(self.seconds):.0f} s, reach {len(reached)} lines", flush=True)
        return reached

    def recorded(self, numbers: Iterable[int]) -> str:
        """Run some of the tests; their times, and for every line the tests that reach it, as text."""
        measure = coverage.Coverage(data_file=None, config_file=False, include=[f"{room.name.replace('.', '/')}/*" for room in ROOMS])
        measure.start()
        times = []
        for number in numbers:
            measure.switch_context(str(number))
            self.forget()
            started = time.process_time()
            passed = self.passes(number)
            times.append((number, time.process_time() - started if passed else -1.0))
        measure.stop()
        data = measure.get_data()
        found = [
            (file, line, [int(context) for context in contexts if context])
            for file in data.measured_files()
            for line, contexts in data.contexts_by_lineno(file).items()
        ]
        return json.dumps((times, found))

    def forget(self) -> None:
        """Empty what was computed when tests were collected, and by tests before: a mutant would not show in it."""
        for cache in self.caches:
            cache.cache_clear()

    def passes(self, number: int) -> bool:
        """Run one test."""
        item = self.items[number]
        item._initrequest()  # type: ignore[attr-defined]
        return all(report.passed or report.skipped for report in runtestprotocol(item, log=False, nextitem=None))

    # One process for each mutant.

    def tried(self, reached: Reached, say: Callable[[dict[str, object]], None]) -> None:
        """Try all wanted mutants; `say` gets a line for each: its name, its fate, the test that killed it."""
        killers: dict[int, list[int]] = {}
        open_jobs: dict[int, Job] = {}
        todo = [(name, number, switch) for number, switch in enumerate(SWITCHES) for name in switch.names if name in self.wanted]
        done = 0

        def settle() -> None:
            nonlocal done
            pid, status = os.wait()
            job = open_jobs.pop(pid)
            text = read(job.pipe)
            told = json.loads(text) if text else {"fate": "killed", "by": None, "signal": os.waitstatus_to_exitcode(status)}
            killer = told["by"]
            if killer is not None:
                known = killers.setdefault(job.function, [])
                if killer in known:
                    known.remove(killer)
                known.insert(0, killer)
                told["by"] = self.items[killer].nodeid
            say(self.row(job.name, **told))
            done += 1
            if done % 500 == 0:
                print(f"{done} of {len(todo)}", flush=True)

        for name in sorted(self.wanted.keys() - {name for name, _, _ in todo}):
            say(self.row(name, fate="not imported", by=None))
        for name, number, switch in todo:
            tests = self.reaching(reached, switch, name)
            if not tests:
                done += 1
                say(self.row(name, fate="no tests", by=None))
                continue
            while len(open_jobs) >= self.jobs:
                settle()
            room = next(room for room in ROOMS if name.startswith(room.name))
            chosen, complete = self.chosen(room, tests, [one for one in killers.get(number, []) if one in tests])
            pipe, pid = self.forked(functools.partial(self.tried_one, switch, name, chosen, complete))
            open_jobs[pid] = Job(name, number, pipe)
        while open_jobs:
            settle()

    @property
    def whole_mark(self) -> str:
        """What a survivor hangs on: the program, the tests, and how long they were given."""
        return f"{self.mark} {self.budget:g}"

    def row(self, name: str, **told: object) -> dict[str, object]:
        """What is kept of a mutant: besides its fate, what it hangs on."""
        return {"name": name, "function": self.wanted[name], "mark": self.whole_mark, **told}

    def reaching(self, reached: Reached, switch: Switch, name: str) -> set[int]:
        """The tests that reach the line that a mutant changes, or the nearest line above it that any test reaches."""
        file, lines = switch.lines(name)
        return next((set(reached[file, line]) for line in lines if (file, line) in reached), set())

    def chosen(self, room: Room, tests: set[int], killers: list[int]) -> tuple[list[int], bool]:
        """The tests in the order in which they are run, within the budget, and whether these are all; the room's own first."""
        order = killers[:10]
        own = {number for number in tests if self.items[number].nodeid.startswith(room.files)}
        for part in (own - set(order), tests - own - set(order)):
            groups: dict[str, list[int]] = {}
            for number in sorted(part, key=self.weights.__getitem__):
                groups.setdefault(self.items[number].nodeid.partition("[")[0], []).append(number)
            order += [number for turn in zip_longest(*groups.values()) for number in turn if number is not None]
        spent, found = 0.0, []
        for number in order:
            spent += self.seconds[number]
            if spent > self.budget and found:
                return found, False
            found.append(number)
        return found, True

    def tried_one(self, switch: Switch, name: str, tests: list[int], complete: bool) -> str:
        """Become a mutant, and run tests until one fails; its fate as text."""
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
        switch.turn(name)
        self.forget()
        for number in tests:
            signal.setitimer(signal.ITIMER_PROF, self.seconds[number] * SLOWER + GRACE)
            if not self.passes(number):
                signal.setitimer(signal.ITIMER_PROF, 0)
                return json.dumps({"fate": "killed", "by": number})
        signal.setitimer(signal.ITIMER_PROF, 0)
        return json.dumps({"fate": "survived" if complete else "survived so far", "by": None, "tests": len(tests)})

    def forked(self, work: Callable[[], str]) -> tuple[int, int]:
        """A child process that writes what `work` returns into a pipe: the pipe's end to read from, and its process id."""
        reading, writing = os.pipe()
        pid = os.fork()
        if pid:
            os.close(writing)
            return reading, pid
        code = 1
        try:
            os.close(reading)
            signal.signal(signal.SIGPROF, signal.SIG_DFL)
            quiet = os.open(os.devnull, os.O_RDWR)
            os.dup2(quiet, 1)
            os.dup2(quiet, 2)
            text = work().encode()
            with os.fdopen(writing, "wb") as out:
                out.write(text)
            code = 0
        finally:
            os._exit(code)


def read(pipe: int) -> str:
    """What a child wrote; nothing if it was ended."""
    with os.fdopen(pipe, "rb") as file:
        return file.read().decode()


def main(arguments: list[str]) -> int:
    """Judge the mutants named in a file; one JSON object a line for each."""
    out, names, jobs, budget, *tests = arguments
    hypothesis.settings.register_profile(
        "mutants", derandomize=True, database=None, deadline=None, max_examples=EXAMPLES,
        phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )  # fmt: skip
    hypothesis.settings.load_profile("mutants")
    options = ["--assert=plain", "--tb=no", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--rootdir=."]
    return int(pytest.main([*options, *tests], plugins=[Judge(Path(out), Path(names), int(jobs), float(budget))]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
