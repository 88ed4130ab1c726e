"""`clauselang check`: a file and activities → verdicts with reasons."""

from __future__ import annotations

import csv
import io
import json
import sys
from typing import Any

import click

from clauselang.cli.output import (
    EXIT_FINDINGS,
    EXIT_FINE,
    EXIT_TROUBLE,
    EXIT_UNKNOWN,
    instant,
    on_terminal,
    paint,
    say,
    takes_file,
    usable,
)  # fmt: skip
from clauselang.diagnostics.render.full import visible
from clauselang.driver import Unreadable, read_posts
from clauselang.semantics.verdict import SEVERITY

_BAD = ("violation", "misstatement")


@click.command("check")
@takes_file
@click.option("--posts", required=True, metavar="FILE", help="Activities: CSV, JSON, JSON Lines or Parquet.")
@click.option("--mapping", metavar="FILE", help="TOML file that maps foreign column names.")
@click.option("--as-of", metavar="TIME", help="Count only what had happened or was notified by then.")
@click.option("--format", "form", type=click.Choice(["table", "json", "jsonl", "csv"]), default="table", show_default=True)
@click.option("--allow-unknown", is_flag=True, help="Exit with 0 when nothing is forbidden but something is unknown.")
def command(file: str | None, text: str | None, posts: str, mapping: str | None, as_of: str | None, form: str, allow_unknown: bool) -> None:
    """Judge published posts against the clauses of FILE."""
    from clauselang.evaluate.contract import Contract
    from clauselang.evaluate.reason import reason

    compiled = usable(file, text)
    try:
        activities, problems = read_posts(posts, mapping)
    except Unreadable as error:
        say((error.diagnostic,))
        sys.exit(EXIT_TROUBLE)
    deal = compiled.resolved.deal
    contract, meaning = Contract.of(compiled.resolved, instant(as_of, deal.timezone if deal else None), activities)
    words = tuple(contract.vocabulary.undeclared(activities, visible(posts.rpartition("/")[2])))
    say((*compiled.diagnostics, *meaning, *problems, *words))
    judged = list(contract.decide_many(activities))
    rows = [
        {
            "id": item.activity.id,
            "row": item.activity.row,
            "verdict": item.verdict.word,
            "clauses": [
                {"clause": c.norm.clause.number, "index": c.norm.clause.index, "verdict": c.verdict, "in_window": c.in_window}
                for c in item.clauses
            ],
            "missing": list(item.verdict.missing),
            "flags": list(item.verdict.flags),
            "reason": reason(item, compiled.resolved),
        }
        for item in judged
    ]
    _PRINT[form](rows)
    verdicts = {row["verdict"] for row in rows}
    unreadable = any(d.code == "F101" for d in problems)
    broken = any(d.is_error for d in (*meaning, *problems))
    if unreadable:
        sys.exit(EXIT_TROUBLE)
    if verdicts & set(_BAD) or broken:
        sys.exit(EXIT_FINDINGS)
    sys.exit(EXIT_UNKNOWN if "unknown" in verdicts and not allow_unknown else EXIT_FINE)


def _table(rows: list[dict[str, Any]]) -> None:
    """One line a post, and a count at the end. Names from the data are printed as text."""
    colours = on_terminal(sys.stdout)
    shown = [(visible(row["id"] or f"row {row['row']}"), row["verdict"], visible(row["reason"]), row["flags"]) for row in rows]
    width = max((len(name) for name, *_ in shown), default=0)
    for name, word, why, flags in shown:
        label = f"{word:<12}"
        marks = f" [{', '.join(flags)}]" if flags else ""
        print(f"{name:<{min(width, 40)}}  {paint(label, word) if colours else label}  {why}{marks}")
    counts = {word: sum(1 for row in rows if row["verdict"] == word) for word in sorted(SEVERITY, key=SEVERITY.__getitem__, reverse=True)}
    summary = ", ".join(f"{count} {word}" for word, count in counts.items() if count)
    print(f"\n{len(rows)} posts: {summary}" if rows else "no posts")


def _json(rows: list[dict[str, Any]]) -> None:
    print(json.dumps(rows, ensure_ascii=False, indent=2))


def _json_lines(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        print(json.dumps(row, ensure_ascii=False))


def _csv(rows: list[dict[str, Any]]) -> None:
    """A flat table; a cell that a spreadsheet would take for a formula is marked as text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["id", "row", "verdict", "clauses", "missing", "flags", "reason"])
    for row in rows:
        clauses = "; ".join(f"{c['clause']} {c['verdict']} ({c['in_window']})" for c in row["clauses"])
        cells = [row["id"] or "", row["row"], row["verdict"], clauses, "; ".join(row["missing"]), "; ".join(row["flags"]), row["reason"]]
        writer.writerow([_cell(cell) for cell in cells])
    sys.stdout.write(out.getvalue())


def _cell(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


_PRINT = {"table": _table, "json": _json, "jsonl": _json_lines, "csv": _csv}
