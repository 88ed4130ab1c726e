"""`clauselang windows`: a file → when each clause applies."""

from __future__ import annotations

import json
import sys
from zoneinfo import ZoneInfo

import click

from clauselang.cli.output import EXIT_FINDINGS, instant, say, takes_file, usable
from clauselang.semantics.intervals import IntervalSet


@click.command("windows")
@takes_file
@click.option("--as-of", metavar="TIME", help="Count only what had happened or was notified by then.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def command(file: str | None, text: str | None, as_of: str | None, form: str) -> None:
    """Print the window of each clause: what is certainly in it (must) and what possibly is (may)."""
    from clauselang.semantics.clock import zone_info
    from clauselang.semantics.lower import lower

    compiled = usable(file, text)
    deal = compiled.resolved.deal
    norms, meaning = lower(compiled.resolved, instant(as_of, deal.timezone if deal else None))
    say((*compiled.diagnostics, *meaning))
    if form == "json":
        rows = [
            {"clause": n.clause.number, "index": n.clause.index, "must": _intervals(n.must), "may": _intervals(n.may)} for n in norms.norms
        ]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        zone = zone_info(deal.timezone) if deal and deal.timezone else None
        for norm in norms.norms:
            print(f"{norm.clause.number}  {_shown(norm.must, zone) or 'nothing certain'}")
            if norm.may != norm.must:
                needs = f"  (open: {', '.join(norm.window.missing)})" if norm.window.missing else ""
                print(f"{' ' * len(norm.clause.number)}  possibly {_shown(norm.may, zone)}{needs}")
    if any(d.is_error for d in meaning):
        sys.exit(EXIT_FINDINGS)


def _intervals(window: IntervalSet) -> list[dict[str, str]]:
    from clauselang.semantics.clock import iso

    return [{"start": iso(start), "end": iso(end)} for start, end in window.intervals]


def _shown(window: IntervalSet, zone: ZoneInfo | None) -> str:
    return ", ".join(f"{_local(start, zone)} to {_local(end, zone)}" for start, end in window.intervals)


def _local(at: int, zone: ZoneInfo | None) -> str:
    """A bound in the agreement's zone, with its offset."""
    from clauselang.semantics.clock import BEGIN, END, to_datetime

    if at >= END:
        return "for ever"
    if at <= BEGIN:
        return "ever before"
    return to_datetime(at, zone).isoformat(sep=" ", timespec="seconds")
