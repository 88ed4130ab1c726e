"""Mutation testing: `python -m tests.mutation [PART ...] [--sample N] [--seed N] [--budget SECONDS] [--jobs N] [--resume | --again]`.

mutmut makes the mutants, `judge.py` shows each to the tests that reach its line, and this prints how many were killed, folder by
folder. A mutant that no test kills stands in `survivors.toml` with the reason why that is as it should be, or is printed with
its change, to be killed or explained. Each is shown a second of tests first, and what survives that and is not explained far
more. A sample is drawn anew for every seed, and its score is given with the interval in which that of all mutants lies with 95 %
probability. Without `--sample` every mutant is tried, which takes half an hour. `--resume` takes over from the runs before what
was killed or is explained; a run that is to be relied on does without.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import subprocess
import sys
import time
from pathlib import Path

from tests.mutation.generate import COPY, change, generate
from tests.mutation.selection import SELECTION
from tests.mutation.survivors import Change, Explained, function_of

WANTED = 85
GLANCE = 1.0  # seconds of tests that every mutant is shown


def interval(killed: int, total: int) -> tuple[float, float]:
    """Wilson's interval for a share, in percent, at 95 %."""
    z, share = 1.96, killed / total
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total)) / (1 + z * z / total)
    return 100 * (middle - half), 100 * (middle + half)


def judged(names: dict[str, str], jobs: int, budget: float, resume: bool, again: bool) -> list[dict[str, str]]:
    """Try mutants in the copy; one row for each. Raises `SystemExit` if the tests fail there without any mutant."""
    out, listed = COPY.absolute() / "results.jsonl", COPY.absolute() / "names.txt"
    if not resume and not again:
        out.unlink(missing_ok=True)
    for seconds in () if again else (min(GLANCE, budget), budget):
        settled = explained(rows(out), names)
        listed.write_text("\n".join(f"{name} {function}" for name, function in names.items() if name not in settled), "utf-8")
        command = [sys.executable, "-m", "tests.mutation.judge", str(out), str(listed), str(jobs), str(seconds), *SELECTION]
        ended = subprocess.run(command, cwd=COPY, check=False).returncode
        if ended or not out.is_file():
            raise SystemExit(ended or 1)
    return [row for row in rows(out) if row["name"] in names]


def explained(found: list[dict[str, str]], names: dict[str, str]) -> set[str]:
    """Those that have survived, and may."""
    known = Explained.read()
    alive = (row["name"] for row in found if row["function"] == names.get(row["name"]) and row["fate"] != "killed")
    return {name for name in alive if known.why(seen(name))}


def rows(out: Path) -> list[dict[str, str]]:
    """What is known of mutants."""
    return [json.loads(line) for line in out.read_text("utf-8").splitlines()] if out.is_file() else []


def seen(name: str) -> Change:
    """A mutant by its change."""
    return Change(function_of(name), *change(name))


def main() -> int:
    """Exit code 1 if a folder has less than the wanted share of its mutants killed."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description="Mutation testing with mutmut.")
    parser.add_argument("parts", nargs="*", metavar="PART", help="lint, semantics, evaluate; or semantics.clock; all by default")
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="so many mutants of each folder, instead of all")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="which sample; 1 by default")
    parser.add_argument("--budget", type=float, default=12.0, metavar="SECONDS", help="of tests that one is shown at most; 12 by default")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, metavar="N", help="processes; one for each core by default")
    parser.add_argument("--resume", action="store_true", help="go on: leave what was killed or is explained, if its function is as it was")
    parser.add_argument("--again", action="store_true", help="report the last run again")
    given = parser.parse_args()
    started = time.monotonic()
    parts = tuple(f"{part}." for part in given.parts) or ("",)
    folders = {
        folder: {name: function for name, function in names.items() if f"{function_of(name)}.".startswith(parts)}
        for folder, names in generate().items()
    }
    chosen = {
        name: names[name]
        for names in folders.values()
        for name in (random.Random(given.seed).sample([*names], given.sample) if 0 < given.sample < len(names) else names)
    }
    found = judged(chosen, given.jobs, given.budget, given.resume, given.again)
    totals = {folder: len(names) for folder, names in folders.items()}
    return reported(found, totals, time.monotonic() - started, whole=not given.parts and len(found) == sum(totals.values()))


def reported(found: list[dict[str, str]], totals: dict[str, int], seconds: float, whole: bool) -> int:
    """Print the survivors and the score of each folder; of a `whole` run also what the list explains in vain."""
    known, failed = Explained.read(), False
    survivors = {row["name"]: seen(row["name"]) for row in found if row["fate"] != "killed"}
    open_ones = [name for name, mutant in survivors.items() if known.why(mutant) is None]
    for name in open_ones:
        print(f"\n{name}\n  - {survivors[name].was}\n  + {survivors[name].now}")
    for mutant in sorted(known.single.keys() - {*survivors.values()}) if whole else ():
        print(f"\nexplained, but no survivor: {mutant.function}\n  - {mutant.was}\n  + {mutant.now}")
    print(f"\n{'folder':<12}{'mutants':>8}{'tried':>7}{'killed':>8}{'score':>8}   95 % interval   survivors explained")
    for folder, total in totals.items():
        here = [row for row in found if row["name"].startswith(f"clauselang.{folder}.")]
        if not here:
            continue
        alive = [row["name"] for row in here if row["fate"] != "killed"]
        killed = len(here) - len(alive)
        share, says = 100 * killed / len(here), sum(name not in open_ones for name in alive)
        low, high = interval(killed, len(here)) if len(here) < total else (share, share)
        print(f"{folder:<12}{total:>8}{len(here):>7}{killed:>8}{share:>7.1f}%   {low:5.1f} to {high:5.1f}   {says} of {len(alive)}")
        failed = failed or share < WANTED
    print(f"{seconds:.0f} s; wanted: {WANTED} % or more in each folder")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
