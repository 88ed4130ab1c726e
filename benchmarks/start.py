"""(a) Cold start: the whole process `clauselang lint FILE`, beside an empty Python and beside yamllint."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import texts
from measure import NotMeasured, seconds

BIN = Path(sys.executable).parent
RUNS = 21
TARGET = 12.0


def process(*command: str) -> Callable[[], None]:
    """A run of `command`. Exit code 1 is an answer, anything above is a failure."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}

    def run() -> None:
        done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True)
        if done.returncode > 1 or done.returncode < 0:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
            raise NotMeasured(f"{Path(command[0]).name} failed: {said}")

    return run


def cold_start() -> dict[str, float]:
    """Seconds of `clauselang`, `python` and `yamllint`, bytecode cached by the run that is not counted."""
    for command in ("clauselang", "yamllint"):
        if not (BIN / command).exists():
            raise NotMeasured(f"{command} is not installed beside this Python")
    with TemporaryDirectory() as folder:
        deal, yaml = Path(folder, "deal.excl"), Path(folder, "deal.yaml")
        deal.write_text(texts.DEAL, "utf-8")
        yaml.write_text(texts.DEAL_YAML, "utf-8")
        work = {
            "python": process(sys.executable, "-c", "pass"),
            "clauselang": process(str(BIN / "clauselang"), "lint", str(deal)),
            "yamllint": process(str(BIN / "yamllint"), str(yaml)),
        }
        return seconds(work, RUNS)
