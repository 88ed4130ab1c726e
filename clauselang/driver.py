"""Paths and texts → compiled files, activities and results: the pipeline, and the one door to the file system."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import attrs

from clauselang.diagnostics.diagnostic import Diagnostic, Diagnostics, in_order
from clauselang.resolve.resolved import Resolved
from clauselang.resolve.resolver import resolve
from clauselang.source import Source
from clauselang.syntax.parser import Parsed, parse

if TYPE_CHECKING:
    from clauselang.semantics.facts import Activity

MAX_BYTES = 16_000_000
MAX_POSTS_BYTES = 2_000_000_000
BATCH = 5_000  # rows of Parquet at a time
COMMAND_LINE = "<command line>"
STDIN = "<stdin>"
_KEPT = 8  # caches of as many settings


class Unreadable(Exception):
    """An input that cannot be read at all; the diagnostic says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


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
        """The same, with how the file is shown; a folder of many files is asked often, so its path is followed only once."""
        resolved, here = path.resolve(), _project(os.getcwd())
        project = here if resolved.is_relative_to(here.root) else _project(str(resolved.parent))
        return project, resolved.relative_to(project.root).as_posix()

    def name(self, path: Path) -> str:
        """How a file is shown: its path inside the project, never an absolute one."""
        resolved = path.resolve()
        return resolved.relative_to(self.root).as_posix() if resolved.is_relative_to(self.root) else path.name

    def load(self, name: str) -> Source | None:
        """The source of an import. A link that leads out of the project is not followed."""
        path = (self.root / PurePosixPath(name)).resolve()
        if not path.is_relative_to(self.root) or not path.is_file():
            return None
        try:
            return read_source(path, name)
        except Unreadable:
            return None


@lru_cache(maxsize=64)
def _project(folder: str) -> Project:
    return Project(Path(folder))


def read_source(path: Path, name: str) -> Source:
    """The text of a file in UTF-8. Raises `Unreadable`."""
    return Source(name, decode(read_bytes(path, name, MAX_BYTES), name))


def decode(data: bytes, name: str) -> str:
    """UTF-8, with or without a byte order mark. Raises `Unreadable`."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable(
            Diagnostic("S135", None, f"`{name}` is not UTF-8: byte {error.start} in line {line} has no meaning",
                       help="save the file as UTF-8")
        ) from None  # fmt: skip


def read_bytes(path: Path, name: str, limit: int) -> bytes:
    """The bytes of a regular file up to a limit. Raises `Unreadable`."""
    try:
        if not path.is_file():
            raise FileNotFoundError(2, "no such file")
        if path.stat().st_size > limit:
            raise Unreadable(_unreadable(name, f"has more than {limit} bytes", "split the file"))
        return path.read_bytes()
    except OSError as error:
        why = (error.strerror or "error").lower()
        raise Unreadable(_unreadable(name, f"cannot be read: {why}", "check the path and the rights")) from None


def write_bytes_atomically(path: str, data: bytes | Iterable[bytes]) -> None:
    """Write a file so that another program sees the old bytes or the new ones, never some of them. Raises `Unreadable`.

    Data that comes in pieces is not held in memory.
    """
    target = Path(path).resolve()  # a link stays a link
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        try:
            with beside.open("wb") as file:
                file.writelines((data,) if isinstance(data, bytes) else data)
            os.replace(beside, target)
        finally:
            beside.unlink(missing_ok=True)
    except (OSError, ValueError) as error:
        fact = f"cannot be written: {(getattr(error, 'strerror', None) or 'error').lower()}"
        raise Unreadable(_unreadable(target.name, fact, "check the folder and the rights")) from None


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
    parsed = parse(source)
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
    project, name = Project.holding(Path(path if path != "-" else stdin_name or "."))
    if path != "-":
        return read_source(Path(path), name), project
    if not stdin_name:
        project, name = Project(Path.cwd()), STDIN
    return Source(name, decode(sys.stdin.buffer.read(MAX_BYTES + 1), name)), project


def read_config(path: str | None, tool: str) -> dict[str, Any]:
    """The table of a tool: `[tool]` of the given file or of `clauselang.toml`, else `[tool.clauselang.TOOL]` of `pyproject.toml`.

    Raises `Unreadable` for a given file that does not exist and for a file that is not TOML.
    """
    for name in (path,) if path else ("clauselang.toml", "pyproject.toml"):
        file = Path(name)
        if not path and not file.is_file():
            continue
        text = decode(read_bytes(file, name, MAX_BYTES), name)
        is_shared = file.name == "pyproject.toml"
        if is_shared and not re.search(r"tool\s*\.\s*[\"']?clauselang", text):  # reading TOML takes a while
            continue
        found = _toml(text, name)
        for key in ("tool", "clauselang", tool) if is_shared else (tool,):
            found = found.get(key, {})
            if not isinstance(found, dict):
                raise Unreadable(_unreadable(name, f"has no table `{key}` but a value of that name", f"write `[{tool}]`"))
        if found or not is_shared:
            return found
    return {}


def _toml(text: str, name: str) -> dict[str, Any]:
    import tomllib  # only where there is something to read

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Unreadable(_unreadable(name, f"is not TOML: {str(error).lower()}", "correct it")) from None


def read_text(path: str) -> str | None:
    """The text of a small file of the tool's own, or nothing when there is no such file. Raises `Unreadable`."""
    return decode(read_bytes(Path(path), path, MAX_BYTES), path) if Path(path).exists() else None


def write_new_text(path: str, text: str) -> None:
    """Write a file whether or not it was there before; a device or a pipe is written to. Raises `OSError`."""
    if Path(path).is_file():
        write_text_atomically(Path(path), text)
    else:
        Path(path).write_bytes(text.encode("utf-8", "backslashreplace"))


def tool_mark() -> str:
    """A text that is another as soon as a file of this package is written, or another Python runs it.

    Files are told apart by size and time, as make does: reading them all would take longer than linting from memory.
    """
    from hashlib import sha256  # slow to load

    here = os.path.dirname(__file__)
    found = [sys.version]
    for folder, below, names in os.walk(here):
        below.sort()
        for name in sorted(names):
            if name.endswith(".py"):
                seen = os.stat(os.path.join(folder, name))
                found.append(f"{folder[len(here) :]}/{name} {seen.st_size} {seen.st_mtime_ns}")
    return sha256("\n".join(found).encode()).hexdigest()


def read_cache(folder: str, name: str) -> str | None:
    """What was put into the cache under a name; nothing when there is none or it cannot be read."""
    try:
        return Path(folder, f"{name}.json").read_text("utf-8")
    except (OSError, ValueError):
        return None


def write_cache(folder: str, name: str, text: str) -> None:
    """Put a text into the cache, in place of the oldest if there are many; silently not where nothing can be written."""
    target = Path(folder, f"{name}.json")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        ignored = target.with_name(".gitignore")
        if not ignored.exists():
            write_bytes_atomically(str(ignored), b"*\n")
        write_bytes_atomically(str(target), text.encode("utf-8"))
        by_age = sorted(target.parent.glob("*.json"), key=lambda path: path.stat().st_mtime_ns)
        for old in by_age[:-_KEPT]:
            old.unlink(missing_ok=True)
    except (OSError, Unreadable):
        return


def changes(paths: tuple[str, ...], also: Iterable[str] = ()) -> dict[str, int]:
    """When each file that paths name was last written; what a watcher compares."""
    found: dict[str, int] = {}
    for path in (*excl_files(paths), *also):
        try:
            found[path] = os.stat(path).st_mtime_ns
        except OSError:
            found[path] = 0
    return found


def excl_files(paths: tuple[str, ...]) -> Iterator[str]:
    """The files that paths name: a folder stands for every `.excl` file below it, in sorted order."""
    for path in paths:
        if path == "-" or not Path(path).is_dir():
            yield path
            continue
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            yield from (os.path.join(folder, name) for name in sorted(names) if name.endswith(".excl"))


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
    for columns, rows in parquet_batches(path, name):
        for row in rows:
            yield dict(zip(columns, row, strict=True))


def parquet_batches(path: str, name: str) -> Iterator[tuple[list[str], list[tuple[object, ...]]]]:
    """The names of the columns with some thousand rows at a time. Raises as `parquet_rows`."""
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
        source = [_literal_path(path)]
        described = connection.execute("DESCRIBE SELECT * FROM read_parquet($1)", source).fetchall()
        columns = [str(name) for name, *_ in described]
        chosen = ", ".join(_column(str(name), str(kind)) for name, kind, *_ in described)
        cursor = connection.execute(f"SELECT {chosen} FROM read_parquet($1)", source)
        while rows := cursor.fetchmany(BATCH):
            yield columns, rows
    except duckdb.Error:  # its message names the file by its absolute path
        raise Unreadable(_unreadable(name, "is not readable as Parquet", "write it again, or use CSV")) from None
    finally:
        connection.close()


def _column(name: str, kind: str) -> str:
    """A column as it is, but an instant as text in UTC, so that no time zone of this machine enters."""
    quoted = '"' + name.replace('"', '""') + '"'
    return f"strftime(make_timestamp(epoch_us({quoted})), '%Y-%m-%dT%H:%M:%S.%fZ')" if kind == "TIMESTAMP WITH TIME ZONE" else quoted


def _literal_path(path: str) -> str:
    """A path in which no character is a pattern for DuckDB."""
    return "".join(f"[{character}]" if character in "*?[" else character for character in str(Path(path).resolve()))
