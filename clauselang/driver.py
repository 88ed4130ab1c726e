"""Paths and texts → compiled files, activities and results: the pipeline, and the one door to the file system."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from clauselang import files
from clauselang.diagnostics.diagnostic import Diagnostic, Diagnostics, in_order
from clauselang.files import MAX_BYTES as MAX_BYTES
from clauselang.files import STDIN as STDIN
from clauselang.files import excl_files as excl_files
from clauselang.files import tool_mark as tool_mark
from clauselang.resolve.resolved import Resolved
from clauselang.resolve.resolver import resolve
from clauselang.source import Source
from clauselang.syntax.parser import Parsed, parse

if TYPE_CHECKING:
    from clauselang.semantics.facts import Activity

MAX_DOCUMENT = 50_000_000
MAX_POSTS_BYTES = 2_000_000_000
BATCH = 5_000  # rows of Parquet at a time
COMMAND_LINE = "<command line>"


class Unreadable(Exception):
    """An input that cannot be read at all; the diagnostic says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic

    @classmethod
    def because(cls, name: str, why: files.Refused) -> Unreadable:
        """A file that was refused."""
        return cls(_unreadable(name, why.fact, why.remedy))


@attrs.frozen(repr=False, eq=False)
class Compiled:
    """A file that went through parsing, resolving and lowering, with everything that was found."""

    parsed: Parsed
    resolved: Resolved
    diagnostics: Diagnostics
    usable: bool

    @property
    def has_errors(self) -> bool:
        """Whether some finding is an error."""
        return any(diagnostic.is_error for diagnostic in self.diagnostics)


class Project:
    """A folder whose files may import one another; nothing outside of it is ever read by an import."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()

    @classmethod
    def of(cls, path: Path) -> Project:
        """The working folder if the file is inside it, else the file's own folder."""
        return cls.holding(path)[0]

    @classmethod
    def holding(cls, path: Path) -> tuple[Project, str]:
        """The same, with how the file is shown."""
        place = files.Places().of(str(path))
        return project_of(place.root), place.name

    def name(self, path: Path) -> str:
        """How a file is shown: its path inside the project, never an absolute one."""
        resolved = path.resolve()
        return resolved.relative_to(self.root).as_posix() if resolved.is_relative_to(self.root) else path.name

    def load(self, name: str) -> Source | None:
        """The source of an import. A link that leads out of the project is not followed."""
        text = files.imported(str(self.root), name)
        return Source(name, text) if text is not None else None


@lru_cache(maxsize=64)
def project_of(folder: str) -> Project:
    """The project of a folder."""
    return Project(Path(folder))


def read_source(path: Path, name: str) -> Source:
    """The text of a file in UTF-8. Raises `Unreadable`."""
    return Source(name, decode(read_bytes(path, name, MAX_BYTES), name))


def decode(data: bytes, name: str) -> str:
    """UTF-8, with or without a byte order mark. Raises `Unreadable`."""
    try:
        return files.decode(data)
    except files.Refused as why:
        raise Unreadable.because(name, why) from None


def read_bytes(path: Path | str, name: str, limit: int) -> bytes:
    """The bytes of a regular file up to a limit. Raises `Unreadable`."""
    try:
        return files.read(str(path), limit)
    except files.Refused as why:
        raise Unreadable.because(name, why) from None


def read_document(document: str, name: str) -> bytes:
    """A document of up to 50 MB, from a file or for `-` from standard input. Raises `Unreadable`."""
    if document != "-":
        return read_bytes(Path(document), name, MAX_DOCUMENT)
    data = sys.stdin.buffer.read(MAX_DOCUMENT + 1)
    if len(data) > MAX_DOCUMENT:
        raise Unreadable.because(name, files.Refused(f"has more than {MAX_DOCUMENT} bytes", "split the document"))
    return data


def write_bytes_atomically(path: str, data: bytes | Iterable[bytes]) -> None:
    """Write a file so that another program sees the old bytes or the new ones, never some of them. Raises `Unreadable`.

    Data that comes in pieces is not held in memory.
    """
    try:
        files.write_whole(path, data)
    except (OSError, ValueError) as error:
        fact = f"cannot be written: {(getattr(error, 'strerror', None) or 'error').lower()}"
        raise Unreadable(_unreadable(Path(path).resolve().name, fact, "check the folder and the rights")) from None


def _unreadable(name: str, fact: str, remedy: str) -> Diagnostic:
    return Diagnostic("S135", None, f"`{name}` {fact}", help=remedy)


def write_text_atomically(path: Path, text: str) -> None:
    """Replace a file at once: a reader finds the old text or the new one, never a part. Raises `OSError`."""
    import shutil  # seldom needed, and slow to load
    import tempfile

    target = path.resolve()  # a link stays a link
    if not os.access(target, os.W_OK):
        raise PermissionError(13, "permission denied")
    descriptor, beside = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with open(descriptor, "wb") as file:
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(target, beside)
        os.replace(beside, target)
    except BaseException:
        os.unlink(beside)
        raise


def compile_source(source: Source, project: Project | None = None, meaning: bool = True) -> Compiled:
    """Parse, resolve and (unless `meaning` is false) lower, so that every mistake is found in one run."""
    return compile_parsed(parse(source), project, meaning)


def compile_parsed(parsed: Parsed, project: Project | None = None, meaning: bool = True) -> Compiled:
    """The same for a text that was parsed."""
    resolved, names = resolve(parsed, project.load) if project else resolve(parsed)
    found = [*parsed.diagnostics, *names]
    usable = not any(diagnostic.is_error for diagnostic in found)
    if usable and meaning:
        from clauselang.semantics.lower import lower

        found.extend(lower(resolved)[1])
    return Compiled(parsed, resolved, in_order(found), usable)


def compile_path(path: str, meaning: bool = True) -> Compiled:
    """Compile a file, or standard input for `-`. Raises `Unreadable`."""
    if path == "-":
        return compile_source(Source(STDIN, decode(sys.stdin.buffer.read(MAX_BYTES + 1), STDIN)), Project(Path.cwd()), meaning)
    file = Path(path)
    project = Project.of(file)
    return compile_source(read_source(file, project.name(file)), project, meaning)


def compile_text(text: str, meaning: bool = True) -> Compiled:
    """Compile a text given on the command line."""
    return compile_source(Source(COMMAND_LINE, text), Project(Path.cwd()), meaning)


def open_source(path: str, stdin_name: str | None = None) -> tuple[Source, Project]:
    """A file, or standard input for `-` under the name it is said to have, and the project it belongs to. Raises `Unreadable`."""
    places = files.Places()
    place = places.of(path) if path != "-" else places.of_input(stdin_name)
    return Source(place.name, read_input(path, place.name)), project_of(place.root)


def read_input(path: str, name: str) -> str:
    """The text of a file, or of standard input for `-`. Raises `Unreadable`."""
    return decode(sys.stdin.buffer.read(MAX_BYTES + 1) if path == "-" else read_bytes(path, name, MAX_BYTES), name)


def read_config(path: str | None, tool: str) -> dict[str, Any]:
    """The table of a tool: `[tool]` of the given file or of `clauselang.toml`, else `[tool.clauselang.TOOL]` of `pyproject.toml`.

    Raises `Unreadable` for a given file that does not exist and for a file that is not TOML.
    """
    try:
        return files.config(path, tool)
    except files.Misconfigured as refused:
        raise Unreadable.because(refused.name, refused.why) from None


def read_text(path: str) -> str | None:
    """The text of a small file of the tool's own, or nothing when there is no such file. Raises `Unreadable`."""
    return decode(read_bytes(Path(path), path, MAX_BYTES), path) if Path(path).exists() else None


def write_new_text(path: str, text: str) -> None:
    """Write a file whether or not it was there before; a device or a pipe is written to. Raises `OSError`."""
    if Path(path).is_file():
        write_text_atomically(Path(path), text)
    else:
        Path(path).write_bytes(text.encode("utf-8", "backslashreplace"))


def read_posts(path: str, mapping_path: str | None = None) -> tuple[tuple[Activity, ...], Diagnostics]:
    """Activities of a CSV, JSON, JSON Lines or Parquet file. Raises `Unreadable` for a file that is none of these."""
    from clauselang.ingest import mapping, tabular

    name = Project.of(Path(path)).name(Path(path))
    foreign = None
    found: Diagnostics = ()
    if mapping_path is not None:
        map_name = Project.of(Path(mapping_path)).name(Path(mapping_path))
        foreign, found = mapping.parse_mapping(map_name, decode(read_bytes(Path(mapping_path), map_name, MAX_BYTES), map_name))
    suffix = Path(path).suffix.lower()
    if suffix == ".parquet":
        activities, problems = tabular.read_rows(name, parquet_rows(path, name), foreign)
    else:
        kind = {".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl"}.get(suffix, "csv")
        activities, problems = tabular.read(name, read_bytes(Path(path), name, MAX_POSTS_BYTES), kind, foreign)  # type: ignore[arg-type]
    return activities, (*found, *problems)


def parquet_rows(path: str, name: str) -> Iterator[dict[str, object]]:
    """Rows of a Parquet file, read by DuckDB. Raises `Unreadable` when DuckDB is missing or the file is broken."""
    with opened_parquet(path, name) as connection:
        source = [literal_path(path)]
        described = connection.execute("DESCRIBE SELECT * FROM read_parquet($1)", source).fetchall()
        columns = [str(name) for name, *_ in described]
        chosen = ", ".join(plain_column(str(name), str(kind)) for name, kind, *_ in described)
        cursor = connection.execute(f"SELECT {chosen} FROM read_parquet($1)", source)
        while rows := cursor.fetchmany(BATCH):
            for row in rows:
                yield dict(zip(columns, row, strict=True))


@contextmanager
def opened_parquet(path: str, name: str) -> Iterator[Any]:
    """A connection for reading a Parquet file. Raises `Unreadable` when DuckDB is missing or the file is broken."""
    try:
        import duckdb
    except ImportError:
        raise Unreadable(
            _unreadable(name, "is Parquet, which needs DuckDB", "install it with `pip install 'clauselang[parquet]'`")
        ) from None
    if not Path(path).is_file():
        raise Unreadable(_unreadable(name, "cannot be read: no such file", "check the path and the rights"))
    connection = duckdb.connect(":memory:", config={"threads": 1})  # rows leave one by one, and each thread has buffers
    try:
        connection.execute("SET enable_progress_bar_print = false")  # it would stand among the verdicts
        with readable_parquet(name):
            yield connection
    finally:
        connection.close()


@contextmanager
def readable_parquet(name: str) -> Iterator[None]:
    """Say of a file that it cannot be read where DuckDB says so: by its absolute path. Raises `Unreadable`."""
    import duckdb

    try:
        yield
    except duckdb.Error:
        raise Unreadable(_unreadable(name, "is not readable as Parquet", "write it again, or use CSV")) from None


def plain_column(name: str, kind: str) -> str:
    """A column as it is, but an instant as text in UTC, so that no time zone of this machine enters."""
    column = quoted(name)
    return f"strftime(make_timestamp(epoch_us({column})), '%Y-%m-%dT%H:%M:%S.%fZ')" if kind == "TIMESTAMP WITH TIME ZONE" else column


def quoted(name: str) -> str:
    """The name of a column in a query."""
    return '"' + name.replace('"', '""') + '"'


def literal_path(path: str) -> str:
    """A path in which no character is a pattern for DuckDB."""
    return "".join(f"[{character}]" if character in "*?[" else character for character in str(Path(path).resolve()))
