"""`clauselang check --from`: exports of platforms → verdicts with the evidence for each fact, and what each source cannot see."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import attrs
import click

from clauselang.cli.asked import Asked
from clauselang.cli.output import instant, on_terminal, paint, say, usable
from clauselang.ingest.platforms.sniff import HEAD, NAMES, sniff

if TYPE_CHECKING:
    from clauselang.diagnostics.diagnostic import Diagnostics
    from clauselang.engines.deals import Agreement
    from clauselang.ingest.mapping import Mapping
    from clauselang.ingest.platforms.export import Export
    from clauselang.ingest.platforms.sniff import Name

AUTO = "auto"
_JSON = (".json", ".jsonl", ".ndjson")
_COLUMNS = ("id", "row", "verdict", "clauses", "missing", "flags", "reason", "source", "evidence")
_SAID = 6  # pieces of evidence in a sentence

_F = TypeVar("_F", bound=Callable[..., object])


@attrs.frozen
class Judged:
    """What came of the exports of one run."""

    rows: list[dict[str, Any]]
    total: str
    sources: list[dict[str, object]]
    lines: tuple[str, ...]
    verdicts: set[str]
    problems: Diagnostics


def takes_source(function: _F) -> _F:
    """Add `--from` to a command."""
    words = "What the posts are an export of; found out by its shape when not given."
    return click.option("--from", "source", type=click.Choice([AUTO, *NAMES]), help=words)(function)


def judged(asked: Asked) -> Judged | None:
    """Judge the posts if they are exports; nothing if they are rows of our own. Raises `Unreadable`."""
    is_by_interpreter = asked.engine in (None, "interpreter")
    if asked.source is None and not (is_by_interpreter and _looks_like_exports(asked.posts)):
        return None
    if not is_by_interpreter:
        raise click.UsageError(f"exports of platforms go through the interpreter: leave `--engine {asked.engine}` out")
    from clauselang.engines import batch, output, run

    files = run.posts_files(asked.posts)
    mapping, doubts = _mapping(asked.mapping)
    if asked.source is None and mapping and mapping.columns:
        return None  # a mapping that names columns says that it is a table
    if any(Path(path).suffix.lower() in (".parquet", ".csv") for path in files):
        raise click.UsageError("exports of platforms are JSON: leave `--from` out for a table")
    agreements, found, zone = _agreements(asked)
    exports = _read(files, asked.source, agreements, mapping)
    said = (*found, *doubts, *(diagnostic for _, export in exports for diagnostic in export.diagnostics))
    held = batch.Batch(agreements, instant(asked.as_of, zone), not asked.is_batch)
    every = asked.every or not asked.is_batch
    outcome = batch.interpret(held, [(name, export.activities) for name, export in exports], every, asked.reasons)
    problems = (*said, *outcome.diagnostics)
    say(problems)
    coverage = [export.coverage for _, export in exports if export.coverage]
    rows = _rows(asked, [dict(record) for record in outcome.records], dict(exports))
    left = f"; {outcome.unmatched:,} posts are by creators without an agreement" if outcome.unmatched else ""
    met = f"{len(agreements):,} agreements: {output.in_words(outcome.counts) or 'no post under them'}{left}"
    lines = tuple(one.line() for one in coverage)
    total = "\n".join([met if asked.is_batch else output.summary(rows), *lines])
    return Judged(rows, total, [one.record() for one in coverage], lines, {str(word) for word in outcome.counts}, problems)


def put(asked: Asked, result: Judged) -> None:
    """Print the verdicts, or write them to a file. What a source cannot see goes with them, or to standard error beside plain cells."""
    from clauselang.engines import output

    columns = tuple(result.rows[0]) if result.rows else (("deal", "file") if asked.is_batch else ()) + _COLUMNS
    flat = [row | {"evidence": "; ".join(_words(one) for one in row["evidence"])} for row in result.rows]
    pieces: Iterable[str]
    match asked.format:
        case "parquet":
            assert asked.output is not None
            output.write_parquet(asked.output, flat, columns)
            return _beside(result)
        case "json":
            pieces = (json.dumps({"posts": result.rows, "sources": result.sources}, ensure_ascii=False, indent=2), "\n")
        case "jsonl":
            sources = (output.as_json_lines([{"sources": [source]}], ("sources",)) for source in result.sources)
            pieces = chain(output.as_json_lines(result.rows, columns), *sources)
        case "csv":
            pieces = output.as_csv(flat, columns)
            _beside(result)
        case _:
            pieces = output.as_table(result.rows, paint if not asked.output and on_terminal(sys.stdout) else None, result.total)
    if asked.output:
        return output.write(asked.output, pieces)
    sys.stdout.writelines(pieces)


def _beside(result: Judged) -> None:
    from clauselang.diagnostics.render.full import visible

    for line in result.lines:
        print(visible(line), file=sys.stderr)


def _looks_like_exports(posts: str) -> bool:
    """Whether a JSON file, or one of those that a pattern names, has the shape of an export."""
    if Path(posts).is_file():
        return _sniffed(posts) is not None
    if Path(posts).suffix.lower() not in _JSON or "://" in posts:
        return False
    from glob import glob  # only for patterns

    return any(_sniffed(path) for path in glob(posts, recursive=True))


def _sniffed(path: str) -> Name | None:
    """The platform that the beginning of a file tells."""
    if Path(path).suffix.lower() not in _JSON:
        return None
    try:
        with open(path, "rb") as file:
            return sniff(file.read(HEAD).decode("utf-8", "ignore"))
    except OSError:  # reported by whoever reads it
        return None


def _agreements(asked: Asked) -> tuple[Sequence[Agreement], Diagnostics, str | None]:
    """The agreements, what was found in them, and the zone of the only one."""
    from clauselang.engines import run

    agreements: Sequence[Agreement]
    if asked.is_batch and asked.deals is None:
        assert asked.file is not None
        agreements, found = run.agreements_below(asked.file)
        return agreements, found, None
    compiled = usable(asked.file, asked.text)
    deal = compiled.resolved.deal
    agreements, found = run.agreements_of(compiled.resolved, asked.deals) if asked.deals else (run.only(compiled.resolved), ())
    return agreements, (*compiled.diagnostics, *found), deal.timezone if deal else None


def _mapping(path: str | None) -> tuple[Mapping | None, Diagnostics]:
    from clauselang.driver import MAX_BYTES, Project, decode, read_bytes
    from clauselang.ingest.mapping import parse_mapping

    if path is None:
        return None, ()
    name = Project.of(Path(path)).name(Path(path))
    return parse_mapping(name, decode(read_bytes(Path(path), name, MAX_BYTES), name))


def _read(files: tuple[str, ...], source: str | None, agreements: Sequence[Agreement], mapping: Mapping | None) -> list[tuple[str, Export]]:
    """The exports by the name that their file is shown under."""
    from clauselang.driver import Project, read_bytes
    from clauselang.ingest.platforms.brands import Brands
    from clauselang.ingest.platforms.export import MAX_BYTES, read_export

    brands = Brands.of((agreement.resolved for agreement in agreements), mapping)
    wanted = None if source in (None, AUTO) else cast("Name", source)
    found: list[tuple[str, Export]] = []
    for path in files:
        name = Project.of(Path(path)).name(Path(path))
        if count := sum(name == other.partition(" (")[0] for other, _ in found):  # of another folder outside of this one
            name += f" ({count + 1})"
        data = read_bytes(Path(path), name, MAX_BYTES)
        found.append((name, read_export(name, data, wanted, brands, mapping, Path(path).suffix.lower() in (".jsonl", ".ndjson"))))
    return found


def _rows(asked: Asked, records: list[dict[str, Any]], exports: dict[str, Export]) -> list[dict[str, Any]]:
    """The rows of the output, each with the evidence of its post."""
    rows = []
    for record in records:
        export = exports[record["file"]]
        evidence = export.evidence.get(record["row"], ())
        if evidence and record["reason"] and record["verdict"] != "compliant":
            more = f" and {len(evidence) - _SAID} more" if len(evidence) > _SAID else ""
            record["reason"] += f" (evidence: {'; '.join(one.words() for one in evidence[:_SAID])}{more})"
        record["source"] = export.coverage.source if export.coverage else None
        record["evidence"] = [one.record() for one in evidence]
        kept = ("deal", "file") if asked.is_batch else ("file",) if len(exports) > 1 else ()
        rows.append({name: record[name] for name in (*kept, *_COLUMNS)})
    return rows


def _words(record: dict[str, Any]) -> str:
    """A piece of evidence in a cell of a table."""
    counts = "" if record["counts"] else "perhaps "
    where = record["field"] + (f":{record['at']}" if "at" in record else "")
    text = record.get("text") or record.get("note")
    return f"{record['fact']} {counts}{record['value'] or 'unknown'} ({f'{text} in ' if text else ''}{where})"
