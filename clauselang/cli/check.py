"""`clauselang check`: a file and activities → verdicts with reasons; many agreements and many posts the same way."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, cast

import attrs
import click

from clauselang.cli import exports
from clauselang.cli.asked import Asked
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
    from collections.abc import Sequence

    from clauselang.diagnostics.diagnostic import Diagnostics
    from clauselang.engines.agreements import Agreement
    from clauselang.engines.batch import Outcome

_BAD = ("violation", "misstatement")
_COLUMNS = ("id", "row", "verdict", "clauses", "missing", "flags", "reason")
_FORMATS = ("table", "json", "jsonl", "csv", "parquet")


@click.command("check")
@takes_file
@click.option("--posts", required=True, metavar="FILE", help="Activities: CSV, JSON, JSON Lines or Parquet; a pattern for many files.")
@click.option("--deals", metavar="FILE", help="The facts of many agreements, one a row: CSV, JSON Lines or Parquet.")
@click.option(
    "--engine", type=click.Choice(["interpreter", "duckdb", "spark"]), help="What decides; many posts in Parquet are for DuckDB or Spark."
)
@click.option("--mapping", metavar="FILE", help="TOML file that maps foreign column names.")
@exports.takes_source
@click.option("--as-of", metavar="TIME", help="Count only what had happened or was notified by then.")
@click.option("--since", metavar="TIME", help="Leave out posts that were certainly published before; what is unknown stays.")
@click.option("--format", "form", type=click.Choice(_FORMATS), help="How to write verdicts: table, or as --output ends.")
@click.option("--output", metavar="FILE", help="Write there instead of printing; the file appears whole or not at all.")
@click.option("--resume", is_flag=True, help="With --output, keep a part for each file of posts, and go on where a killed run ended.")
@click.option("--summary", is_flag=True, help="Instead of posts, list how many each agreement, clause and influencer has of each verdict.")
@click.option("--all", "every", is_flag=True, help="With many agreements, also list what is allowed.")
@click.option(
    "--no-reasons", "reasons", flag_value=False, default=True, help="With an engine, leave out the sentences, which take longest."
)
@click.option("--memory", metavar="SIZE", help="The most memory that DuckDB, or a Spark of this machine, may take, such as 2GB.")
@click.option("--allow-unknown", is_flag=True, help="Exit with 0 when nothing is forbidden but something is unknown.")
def command(**options: Any) -> None:
    """Judge published posts against the clauses of FILE, or of every agreement in a folder."""
    asked = Asked(**options)
    if asked.format == "parquet" and not asked.output:
        raise click.UsageError("Parquet is not for a terminal: name a file with --output")
    if asked.resume and (not asked.output or is_of_spark(asked.output)):
        raise click.UsageError("--resume keeps parts beside a file: name it with --output")
    try:
        if exported := exports.judged(asked):
            if asked.is_staged:
                raise click.UsageError("--since, --resume and --summary are for tables of posts, not for exports of platforms")
            verdicts, problems = exported.verdicts, exported.problems
            exports.put(asked, exported)
        else:
            verdicts, problems = _plain(asked) if asked.is_plain else _through_an_engine(asked)
    except Unreadable as error:
        say((error.diagnostic,))
        sys.exit(EXIT_TROUBLE)
    if any(d.code == "F101" for d in problems):
        sys.exit(EXIT_TROUBLE)
    if verdicts & set(_BAD) or any(d.is_error for d in problems):
        sys.exit(EXIT_FINDINGS)
    sys.exit(EXIT_UNKNOWN if "unknown" in verdicts and not asked.allow_unknown else EXIT_FINE)


_Found = tuple[set[str], "Diagnostics"]
_Rows = Iterable[Mapping[str, Any]]


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
    _put(asked, rows, _COLUMNS, None)
    return {str(row["verdict"]) for row in rows}, (*meaning, *problems)


def _through_an_engine(asked: Asked) -> _Found:
    """Many agreements, many files, or an engine that was named."""
    from clauselang.engines import run, summary

    engine = cast("run.Engine | None", asked.engine)
    every = asked.every or not asked.is_batch
    resume = run.Resume(asked.output, asked.file, asked.text, asked.deals) if asked.resume and asked.output else None
    watch = run.Watch(sys.stderr) if on_terminal(sys.stderr) else None
    reasons = asked.reasons or asked.summary  # without them the clauses are not listed either
    posts = run.posts_files(asked.posts)
    request = run.Request(posts, engine, asked.mapping, None, every, reasons, asked.memory, resume=resume, watch=watch)
    found: Diagnostics = ()
    agreements: Sequence[Agreement]
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
        if asked.file == "-" and resume:
            request = attrs.evolve(request, resume=attrs.evolve(resume, terms=None, text=compiled.resolved.source.text))
    request = attrs.evolve(request, as_of=instant(asked.as_of, zone), since=first_instant(asked.since, zone, "--since"))
    columns = ("deal", "file", *_COLUMNS) if asked.is_batch else ("file", *_COLUMNS) if len(request.posts) > 1 else _COLUMNS
    with run.judging(agreements, request, not asked.is_batch) as outcome:
        problems = (*found, *outcome.diagnostics)
        say(problems)
        total = _total(outcome, len(agreements)) if asked.is_batch or asked.summary else None
        if asked.summary:
            _put(asked, summary.summarise(outcome.records, agreements), summary.COLUMNS, total)
        else:
            _put(asked, outcome.records, columns, total)
    return {str(word) for word in outcome.counts}, problems


def _total(outcome: Outcome, agreements: int) -> str:
    """What the rows come to, with what is not listed."""
    from clauselang.engines.output import counted, in_words

    met, alone = sum(outcome.counts.values()), outcome.unmatched
    whose = "is by a creator" if alone == 1 else "are by creators"
    left = f"; {counted(alone, 'post')} {whose} without an agreement" if alone else ""
    under = f"{counted(met, 'post')} under {'it' if agreements == 1 else 'them'}"
    return f"{counted(agreements, 'agreement')}, {under}: {in_words(outcome.counts) or 'none'}{left}"


def _put(asked: Asked, rows: _Rows, columns: tuple[str, ...], total: str | None) -> None:
    """Print the rows, or write them to a file, or to where Spark writes."""
    if asked.output and is_of_spark(asked.output):
        from clauselang.engines import spark_session

        return spark_session.write(spark_session.session(asked.memory), rows, columns, asked.output)
    if asked.output and asked.resume:
        from clauselang.engines import parts

        return parts.finish(asked.output, lambda path: _write(asked, path, rows, columns, total))
    if asked.output:
        return _write(asked, asked.output, rows, columns, total)
    sys.stdout.writelines(_text(asked, rows, columns, total))


def _write(asked: Asked, path: str, rows: _Rows, columns: tuple[str, ...], total: str | None) -> None:
    from clauselang.engines import output

    if asked.format == "parquet":
        return output.write_parquet(path, rows, columns)
    return output.write(path, _text(asked, rows, columns, total))


def _text(asked: Asked, rows: _Rows, columns: tuple[str, ...], total: str | None) -> Iterable[str]:
    from clauselang.engines import output, summary

    match asked.format:
        case "json":
            return output.as_json(rows, columns)
        case "jsonl":
            return output.as_json_lines(rows, columns)
        case "csv":
            return output.as_csv(rows, columns)
    if asked.summary:
        return summary.as_table(tuple(rows), total)
    return output.as_table(rows, paint if not asked.output and on_terminal(sys.stdout) else None, total)


def is_of_spark(output: str) -> bool:
    """Whether an output is a table or an address, which Spark writes, and no file of this machine."""
    return output.startswith("table:") or "://" in output


def first_instant(text: str | None, zone: str | None, option: str) -> int | None:
    """The earliest instant that a date or moment can mean, in microseconds since 1970. Ends the program for anything else."""
    if text is None:
        return None
    from clauselang.semantics.clock import moment, zone_info

    try:
        return moment(text, zone_info(zone) if zone else None).lo
    except ValueError as error:
        raise click.BadParameter(f"{error}; write 2026-03-10 or 2026-03-10T18:00:00+02:00", param_hint=option) from None
