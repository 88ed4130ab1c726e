"""`clauselang check`: a file and activities → verdicts with reasons; many agreements and many posts the same way."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import attrs
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

if TYPE_CHECKING:
    from clauselang.diagnostics.diagnostic import Diagnostics
    from clauselang.engines.batch import Outcome

_BAD = ("violation", "misstatement")
_COLUMNS = ("id", "row", "verdict", "clauses", "missing", "flags", "reason")
_FORMATS = ("table", "json", "jsonl", "csv", "parquet")
_BY_SUFFIX = {".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".parquet": "parquet"}


@attrs.frozen
class Asked:
    """The options of one call."""

    file: str | None
    text: str | None
    posts: str
    deals: str | None
    engine: str | None
    mapping: str | None
    as_of: str | None
    form: str | None
    output: str | None
    every: bool
    reasons: bool
    memory: str | None
    allow_unknown: bool

    @property
    def is_batch(self) -> bool:
        """Whether there are many agreements."""
        return self.deals is not None or (self.file is not None and self.file != "-" and Path(self.file).is_dir())

    @property
    def is_plain(self) -> bool:
        """Whether one file of posts goes through the interpreter, which needs no engine."""
        is_pattern = any(character in self.posts for character in "*?[") and not Path(self.posts).exists()
        return not (self.is_batch or self.engine or is_pattern or "://" in self.posts)

    @property
    def format(self) -> str:
        """The format asked for, else that of the file's suffix."""
        return self.form or (_BY_SUFFIX.get(Path(self.output).suffix.lower(), "table") if self.output else "table")


@click.command("check")
@takes_file
@click.option("--posts", required=True, metavar="FILE", help="Activities: CSV, JSON, JSON Lines or Parquet; a pattern for many files.")
@click.option("--deals", metavar="FILE", help="The facts of many agreements, one a row: CSV, JSON Lines or Parquet.")
@click.option("--engine", type=click.Choice(["interpreter", "duckdb"]), help="What decides; many posts in Parquet are for DuckDB.")
@click.option("--mapping", metavar="FILE", help="TOML file that maps foreign column names.")
@click.option("--as-of", metavar="TIME", help="Count only what had happened or was notified by then.")
@click.option("--format", "form", type=click.Choice(_FORMATS), help="How to write verdicts: table, or as --output ends.")
@click.option("--output", metavar="FILE", help="Write there instead of printing; the file appears whole or not at all.")
@click.option("--all", "every", is_flag=True, help="With many agreements, also list what is allowed.")
@click.option(
    "--no-reasons", "reasons", flag_value=False, default=True, help="With an engine, leave out the sentences, which take longest."
)
@click.option("--memory", metavar="SIZE", help="The most memory that DuckDB may take, such as 300MB.")
@click.option("--allow-unknown", is_flag=True, help="Exit with 0 when nothing is forbidden but something is unknown.")
def command(**options: Any) -> None:
    """Judge published posts against the clauses of FILE, or of every agreement in a folder."""
    asked = Asked(**options)
    if asked.format == "parquet" and not asked.output:
        raise click.UsageError("Parquet is not for a terminal: name a file with --output")
    try:
        rows, verdicts, problems, total = _plain(asked) if asked.is_plain else _through_an_engine(asked)
        _put(asked, rows, total)
    except Unreadable as error:
        say((error.diagnostic,))
        sys.exit(EXIT_TROUBLE)
    if any(d.code == "F101" for d in problems):
        sys.exit(EXIT_TROUBLE)
    if verdicts & set(_BAD) or any(d.is_error for d in problems):
        sys.exit(EXIT_FINDINGS)
    sys.exit(EXIT_UNKNOWN if "unknown" in verdicts and not asked.allow_unknown else EXIT_FINE)


_Found = tuple[list[dict[str, Any]], set[str], "Diagnostics", "str | None"]


def _plain(asked: Asked) -> _Found:
    """One file of clauses and one of posts, by the interpreter."""
    from clauselang.evaluate.contract import Contract
    from clauselang.evaluate.reason import reason

    compiled = usable(asked.file, asked.text)
    activities, problems = read_posts(asked.posts, asked.mapping)
    deal = compiled.resolved.deal
    contract, meaning = Contract.of(compiled.resolved, instant(asked.as_of, deal.timezone if deal else None), activities)
    words = tuple(contract.vocabulary.undeclared(activities, visible(asked.posts.rpartition("/")[2])))
    say((*compiled.diagnostics, *meaning, *problems, *words))
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
        for item in contract.decide_many(activities)
    ]
    return rows, {str(row["verdict"]) for row in rows}, (*meaning, *problems), None


def _through_an_engine(asked: Asked) -> _Found:
    """Many agreements, many files, or an engine that was named."""
    from clauselang.engines import run

    engine = cast("run.Engine | None", asked.engine)
    every = asked.every or not asked.is_batch
    request = run.Request(run.posts_files(asked.posts), engine, asked.mapping, None, every, asked.reasons, asked.memory)
    found: Diagnostics = ()
    if asked.is_batch and asked.deals is None:
        assert asked.file is not None
        agreements, found = run.agreements_below(asked.file)
        zone = None
    else:
        compiled = usable(asked.file, asked.text)
        deal = compiled.resolved.deal
        zone = deal.timezone if deal else None
        agreements, found = run.agreements_of(compiled.resolved, asked.deals) if asked.deals else (run.only(compiled.resolved), ())
        found = (*compiled.diagnostics, *found)
    outcome = run.run(agreements, attrs.evolve(request, as_of=instant(asked.as_of, zone)), not asked.is_batch)
    problems = (*found, *outcome.diagnostics)
    say(problems)
    rows = [dict(record) for record in outcome.records]
    if not asked.is_batch:
        rows = [{name: row[name] for name in (("file",) if len(request.posts) > 1 else ()) + _COLUMNS} for row in rows]
    return rows, {str(word) for word in outcome.counts}, problems, _total(outcome, len(agreements)) if asked.is_batch else None


def _total(outcome: Outcome, agreements: int) -> str:
    """What the rows come to, with what is not listed."""
    from clauselang.engines.output import in_words

    met = sum(outcome.counts.values())
    left = f"; {outcome.unmatched:,} posts are by creators without an agreement" if outcome.unmatched else ""
    return f"{agreements:,} agreements, {met:,} posts under them: {in_words(outcome.counts) or 'none'}{left}"


def _put(asked: Asked, rows: list[dict[str, Any]], total: str | None) -> None:
    """Print the rows, or write them to a file."""
    from clauselang.engines import output

    columns = tuple(rows[0]) if rows else (("deal", "file") if asked.is_batch else ()) + _COLUMNS
    if asked.format == "parquet":
        assert asked.output is not None
        return output.write_parquet(asked.output, rows, columns)
    match asked.format:
        case "json":
            text = output.as_json(rows)
        case "jsonl":
            text = output.as_json_lines(rows)
        case "csv":
            text = output.as_csv(rows, columns)
        case _:
            text = output.as_table(rows, paint if not asked.output and on_terminal(sys.stdout) else None, total)
    if asked.output:
        return output.write(asked.output, text)
    sys.stdout.write(text)
