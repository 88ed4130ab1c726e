"""`clauselang test`: scenarios → passed or failed."""

from __future__ import annotations

import sys

import click

from clauselang.cli.output import EXIT_FINDINGS, EXIT_FINE, EXIT_TROUBLE, on_terminal, paint, say
from clauselang.diagnostics.render.full import visible
from clauselang.driver import Unreadable, compile_path, excl_files


@click.command("test")
@click.argument("paths", nargs=-1, required=True)
def command(paths: tuple[str, ...]) -> None:
    """Run the scenarios of PATHS and compare verdicts with what they expect."""
    from clauselang.testing import run

    passed = failed = 0
    trouble = broken = False
    for path in excl_files(paths):
        try:
            compiled = compile_path(path)
        except Unreadable as error:
            say((error.diagnostic,))
            trouble = True
            continue
        if not compiled.usable:
            say(tuple(d for d in compiled.diagnostics if d.is_error))
            broken = True
            continue
        for outcome in run(compiled.resolved):
            if outcome.passed:
                passed += 1
                continue
            failed += 1
            mark = paint("FAILED", "error") if on_terminal(sys.stdout) else "FAILED"
            place = outcome.example.span.place if outcome.example.span else path
            print(f"{mark} {visible(outcome.scenario.title.text)} ({visible(place)})")
            if outcome.example.span:
                print(f"  {visible(outcome.example.span.text)}")
            for problem in outcome.problems:
                print(f"  {visible(problem)}")
            print(f"  because: {visible(outcome.reason)}")
    print(f"{passed} passed, {failed} failed")
    sys.exit(EXIT_TROUBLE if trouble else EXIT_FINDINGS if failed or broken else EXIT_FINE)
