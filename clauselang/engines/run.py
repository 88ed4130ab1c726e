"""Paths of clauses, deals and posts → what an engine says of them: the one door to engines."""

from __future__ import annotations

import glob
from collections.abc import Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import attrs

from clauselang.diagnostics.diagnostic import Diagnostic, Diagnostics
from clauselang.driver import MAX_BYTES, Project, Unreadable, compile_path, decode, excl_files, read_bytes, read_posts
from clauselang.engines.batch import Batch, Outcome, interpret
from clauselang.engines.deals import Agreement, read_deals
from clauselang.ingest.mapping import Mapping, parse_mapping
from clauselang.resolve.resolved import Resolved

if TYPE_CHECKING:
    from collections.abc import Iterator

Engine = Literal["interpreter", "duckdb"]
REMEDY = "install both with `pip install 'clauselang[duckdb]'`, or use `--engine interpreter`"


@attrs.frozen
class Request:
    """What one run is asked: `every` also lists posts that are free, `reasons` says why a post is not."""

    posts: tuple[str, ...]
    engine: Engine | None = None
    mapping: str | None = None
    as_of: int | None = None
    every: bool = False
    reasons: bool = True
    memory: str | None = None


def refuse(name: str, fact: str, remedy: str) -> Unreadable:
    """An input that an engine cannot take."""
    return Unreadable(Diagnostic("S135", None, f"`{name}` {fact}", help=remedy))


def posts_files(pattern: str) -> tuple[str, ...]:
    """The files that a path or a pattern names, in sorted order. Raises `Unreadable` when there are none."""
    if "://" in pattern or Path(pattern).exists():
        return (pattern,)
    found = tuple(sorted(path for path in glob.glob(pattern, recursive=True) if Path(path).is_file()))
    if not found:
        raise refuse(pattern, "names no file", "check the path, and put a pattern in quotes")
    return found


def agreements_below(folder: str) -> tuple[tuple[Agreement, ...], Diagnostics]:
    """Every agreement of a folder, named after its file; a file that cannot be used is reported and left out."""
    found: list[Agreement] = []
    reports: list[Diagnostic] = []
    for path in excl_files((folder,)):
        compiled = compile_path(path, meaning=False)
        reports.extend(compiled.diagnostics)
        if compiled.usable and compiled.resolved.deal is not None:
            found.append(Agreement(Path(path).relative_to(folder).as_posix().removesuffix(".excl"), compiled.resolved))
    return tuple(found), tuple(reports)


def agreements_of(terms: Resolved, deals: str) -> tuple[tuple[Agreement, ...], Diagnostics]:
    """The agreements of a table of deals under one set of clauses."""
    return read_deals(deals, terms)


def only(terms: Resolved) -> tuple[Agreement, ...]:
    """A single file as a batch of one."""
    return (Agreement(terms.deal.title if terms.deal else "", terms),)


def run(agreements: tuple[Agreement, ...], request: Request, alone: bool = False) -> Outcome:
    """Judge. Without an engine named, Parquet goes through DuckDB where it is installed. Raises `Unreadable`."""
    batch = Batch(agreements, request.as_of, alone)
    parquet = all(path.lower().endswith(".parquet") for path in request.posts)
    engine = request.engine or ("duckdb" if parquet and installed() else "interpreter")
    if engine == "duckdb":
        if not parquet:
            raise refuse(request.posts[0], "is not Parquet, which the DuckDB engine reads", "write Parquet, or use `--engine interpreter`")
        return through_duckdb(batch, request)
    read = [(_shown(path), *read_posts(path, request.mapping)) for path in request.posts]
    outcome = interpret(batch, [(name, activities) for name, activities, _ in read], request.every, request.reasons)
    return attrs.evolve(outcome, diagnostics=(*outcome.diagnostics, *(d for _, _, found in read for d in found)))


def installed() -> bool:
    """Whether DuckDB and the writer of its queries are there."""
    try:
        import duckdb  # noqa: F401
        import sqlglot  # noqa: F401
    except ImportError:
        return False
    return True


def through_duckdb(batch: Batch, request: Request) -> Outcome:
    """Judge by DuckDB. Raises `Unreadable` where it is missing or cannot read the posts."""
    if not installed():
        raise refuse("--engine duckdb", "needs DuckDB and sqlglot, which are not installed", REMEDY)
    from clauselang.engines.columns import Foreignness, Shape
    from clauselang.engines.duck import Duck

    mapping, found = _mapping(request.mapping)
    with connected(request.memory, request.posts[0]) as connection:
        source = parquet_source(request.posts)
        described = connection.execute(f"DESCRIBE SELECT * FROM {source.sql('duckdb')}").fetchall()
        try:
            added = ("filename", "file_row_number")
            shape = Shape.of([(str(name), str(kind)) for name, kind, *_ in described if name not in added], mapping)
        except Foreignness as error:
            raise refuse(_shown(request.posts[0]), str(error), "use `--engine interpreter`") from None
        names = {path if "://" in path else str(Path(path).resolve()): _shown(path) for path in request.posts}
        outcome = Duck(connection, batch, shape, source, names, mapping).run(request.every, request.reasons)
    return attrs.evolve(outcome, diagnostics=(*found, *outcome.diagnostics))


@contextmanager
def connected(memory: str | None, name: str) -> Iterator[Any]:
    """A connection to an engine of its own, in memory. Raises `Unreadable` for what DuckDB cannot read."""
    import duckdb

    connection = duckdb.connect(":memory:")
    try:
        connection.execute("SET preserve_insertion_order = false")
        if memory:
            connection.execute("SET memory_limit = $1", [memory])
        yield connection
    except (duckdb.IOException, duckdb.InvalidInputException, duckdb.HTTPException):  # its message names the file by its absolute path
        raise refuse(_shown(name), "is not readable as Parquet", "write it again, or use CSV") from None
    finally:
        connection.close()


def parquet_source(paths: Sequence[str]) -> Any:
    """`read_parquet(…)` over some files, no character of whose paths is a pattern."""
    from sqlglot import exp

    literal = [exp.Literal.string(path if "://" in path else _literal(path)) for path in paths]
    options = [exp.Kwarg(this=exp.var(name), expression=exp.true()) for name in ("filename", "file_row_number", "union_by_name")]
    return exp.Anonymous(this="read_parquet", expressions=[exp.Array(expressions=literal), *options])


def _literal(path: str) -> str:
    return "".join(f"[{character}]" if character in "*?[" else character for character in str(Path(path).resolve()))


def _shown(path: str) -> str:
    return path if "://" in path else Project.of(Path(path)).name(Path(path))


def _mapping(path: str | None) -> tuple[Mapping | None, Diagnostics]:
    if path is None:
        return None, ()
    name = _shown(path)
    return parse_mapping(name, decode(read_bytes(Path(path), name, MAX_BYTES), name))
