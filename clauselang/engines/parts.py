"""A run over many inputs → one part of output for each, kept beside the output, so that a run that was killed goes on.

`verdicts.csv.parts/` holds `manifest.json`, which says what the run was asked and what its inputs were (size and
SHA-256), and a part for each input that is done. A part appears whole or not at all, and its first line says what it
was made from: of other clauses, deals, options or posts, or by another version, it is made again.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from hashlib import file_digest, sha256
from itertools import chain, islice
from pathlib import Path
from typing import Any

import attrs

from clauselang.diagnostics.catalogue import CATALOGUE
from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.driver import Project, excl_files, read_source, tool_mark
from clauselang.engines.batch import Outcome, Record
from clauselang.engines.judges import Judge
from clauselang.engines.kept import Rows
from clauselang.engines.refusal import refuse
from clauselang.engines.request import Request, Resume, is_address, shown
from clauselang.engines.watch import Watched, said_once
from clauselang.resolve.imports import Imports
from clauselang.semantics.facts import Activity
from clauselang.semantics.verdict import Word
from clauselang.source import Source, Span
from clauselang.syntax.parser import parse

FOLDER, MANIFEST, VERSION = ".parts", "manifest.json", 2
_HASTY = ".hasty"  # the ending of what is not whole yet
_OPTIONS = ("as_of", "since", "every", "reasons", "engine")


def folder_of(output: str) -> Path:
    """Where the parts of an output are."""
    target = Path(output).resolve()
    return target.with_name(target.name + FOLDER)


def resumed(judge: Judge, batch: Watched, request: Request) -> Outcome:
    """The verdicts on all posts, input by input; those that are done are read. Raises `driver.Unreadable`."""
    assert request.resume is not None
    folder = folder_of(request.resume.output)
    inputs = {path: _input(path) for path in request.posts}
    made_from = _made_from(request, request.resume, batch.alone)
    _begin(folder, made_from, inputs)
    batch.found = _deliverables(folder, _digest([made_from, *inputs.values()]), judge, batch)
    batch.sealed = True
    common = _digest([made_from, _cells(batch.found)])
    sources = {resolved.source.name: resolved.source for resolved in batch.agreements.vocabularies()}
    found: list[Outcome] = []
    total, done = sum(each["bytes"] for each in inputs.values()), 0
    for path, each in inputs.items():
        key = _digest([common, each])
        file = folder / f"{key[:32]}.jsonl"
        outcome = _read(file, key, sources)
        if outcome is None:
            outcome = judge.part(path)
            _put(file, _lines(key, outcome))
            outcome = attrs.evolve(outcome, records=Part(file, len(outcome.records)))
            done += each["bytes"]
        else:
            total -= each["bytes"]  # what was done before says nothing of how fast this run is
        found.append(outcome)
        if batch.watch:
            batch.watch.at("judging", done, total, "bytes of posts")
    return _merged(found)


@attrs.frozen
class Part(Rows):
    """The rows of a part, read from its file each time."""

    file: Path
    count: int

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[Record]:
        with self.file.open(encoding="utf-8") as lines:
            yield from map(json.loads, islice(lines, 1, None))


@attrs.frozen
class Merged(Rows):
    """The rows of one part after another."""

    parts: tuple[Collection[Record], ...]

    def __len__(self) -> int:
        return sum(map(len, self.parts))

    def __iter__(self) -> Iterator[Record]:
        return chain.from_iterable(self.parts)


def _merged(found: Iterable[Outcome]) -> Outcome:
    outcomes = tuple(found)
    counts: dict[Word, int] = {}
    for outcome in outcomes:
        for word, number in outcome.counts.items():
            counts[word] = counts.get(word, 0) + number
    return Outcome(
        Merged(tuple(outcome.records for outcome in outcomes)),
        counts,
        said_once(each for outcome in outcomes for each in outcome.diagnostics),
        sum(outcome.unmatched for outcome in outcomes),
        sum(outcome.asked for outcome in outcomes),
    )


# What a part was made from.


def _input(path: str) -> dict[str, Any]:
    if is_address(path):
        raise refuse(shown(path), "cannot be resumed: only files of this machine are compared", "leave out `--resume`")
    try:
        with Path(path).open("rb") as file:
            return {"name": shown(path), "bytes": os.fstat(file.fileno()).st_size, "sha256": file_digest(file, "sha256").hexdigest()}
    except OSError:
        raise refuse(shown(path), "cannot be read", "check the path and the rights") from None


def _made_from(request: Request, resume: Resume, is_alone: bool) -> dict[str, Any]:
    files = {name: _input(path)["sha256"] for name, path in (("deals", resume.deals), ("mapping", request.mapping)) if path is not None}
    terms = _digest([resume.text, sorted(_terms(resume.terms))])
    options = {name: getattr(request, name) for name in _OPTIONS}
    return {"version": VERSION, "alone": is_alone, "tool": tool_mark(), "terms": terms, **files, **options}


def _terms(path: str | None) -> Iterable[tuple[str, str]]:
    """Every file of clauses with all that it imports."""
    for name in excl_files((path,) if path else ()):
        project = Project.of(Path(name))
        source = read_source(Path(name), project.name(Path(name)))
        imports = Imports(project.load, frozenset())
        parsed = parse(source)
        imports.follow(parsed, (source.name.removesuffix(".excl"),))
        for each in (parsed, *imports.modules):
            yield each.source.name, each.source.text


def _deliverables(folder: Path, key: str, judge: Judge, batch: Watched) -> dict[int, list[Activity]]:
    """The posts of agreements among all posts, which are looked for once for the same inputs."""
    file = folder / f"own-{key[:32]}.json"
    try:
        kept = json.loads(file.read_text("utf-8"))
        return {int(index): [_activity(cells) for cells in listed] for index, listed in kept.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        judge.notice()
        _put(file, [json.dumps(_cells(batch.found))])
        return batch.found


def _cells(found: Mapping[int, Iterable[Activity]]) -> dict[str, list[dict[str, Any]]]:
    return {str(index): [attrs.asdict(activity) for activity in found[index]] for index in sorted(found)}


def _activity(cells: Mapping[str, Any]) -> Activity:
    values: dict[str, Any] = {name: tuple(cell) if isinstance(cell, list) else cell for name, cell in cells.items()}
    return Activity(**values)


def _digest(of: Any) -> str:
    return sha256(json.dumps(of, sort_keys=True).encode()).hexdigest()


# Parts on the disk.


def _begin(folder: Path, made_from: Mapping[str, Any], inputs: Mapping[str, Any]) -> None:
    try:
        folder.mkdir(exist_ok=True)
        for left in folder.iterdir():
            if left.name.startswith(".") or left.name.endswith(_HASTY):  # what a killed run was writing
                left.unlink(missing_ok=True)
    except OSError:
        raise refuse(folder.name, "cannot be made", "check the folder and the rights") from None
    _put(folder / MANIFEST, [json.dumps({**made_from, "posts": list(inputs.values())}, indent=2)])


def _put(file: Path, lines: Iterable[str]) -> None:
    beside = file.with_name(file.name + _HASTY)
    try:
        with beside.open("w", encoding="utf-8") as out:
            out.writelines(f"{line}\n" for line in lines)
            out.flush()
            os.fsync(out.fileno())
        os.replace(beside, file)
    except OSError:
        raise refuse(file.name, "cannot be written", "check the folder and the rights") from None


def _lines(key: str, outcome: Outcome) -> Iterator[str]:
    found = [_said(each) for each in outcome.diagnostics]
    head = {"key": key, "counts": outcome.counts, "unmatched": outcome.unmatched, "asked": outcome.asked, "diagnostics": found}
    count, mark = _marked(f"{json.dumps(record)}\n" for record in outcome.records)
    yield json.dumps(head | {"rows": count, "sha256": mark})
    yield from map(json.dumps, outcome.records)


def _marked(lines: Iterable[str]) -> tuple[int, str]:
    """How many lines there are, and their SHA-256."""
    mark, count = sha256(), 0
    for line in lines:
        mark.update(line.encode())
        count += 1
    return count, mark.hexdigest()


def _read(file: Path, key: str, sources: Mapping[str, Source]) -> Outcome | None:
    """A part that is done and as it was written, else nothing."""
    try:
        with file.open(encoding="utf-8") as lines:
            head = json.loads(next(lines, ""))
            if head["key"] != key or [head["rows"], head["sha256"]] != list(_marked(lines)):
                return None
        said = tuple(_unsaid(each, sources) for each in head["diagnostics"])
        return Outcome(Part(file, head["rows"]), head["counts"], said, head["unmatched"], head["asked"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _said(found: Diagnostic) -> dict[str, Any]:
    place = [found.span.source.name, found.span.start, found.span.end] if found.span else None
    return {"code": found.code, "message": found.message, "help": found.help, "notes": found.notes, "place": place}


def _unsaid(cells: Mapping[str, Any], sources: Mapping[str, Source]) -> Diagnostic:
    name, start, end = cells["place"] or ("", 0, 0)
    source = sources.get(name)
    if cells["code"] not in CATALOGUE:
        raise ValueError(cells["code"])
    span = Span(source, start, end) if source else None
    return Diagnostic(cells["code"], span, cells["message"], cells["help"], tuple(cells["notes"]))


def finish(output: str, write: Callable[[str], None]) -> None:
    """Let `write` make the output among the parts, put it where it belongs, and take the parts away."""
    folder = folder_of(output)
    beside = folder / f"whole{_HASTY}"
    write(str(beside))
    try:
        os.replace(beside, Path(output).resolve())
    except OSError:
        raise refuse(Path(output).name, "cannot be written", "check the folder and the rights") from None
    shutil.rmtree(folder, ignore_errors=True)
