"""Paths → bytes and back: folders walked, files read within bounds and written whole, and what is remembered between runs.

Nothing here knows the language, so that a run that has nothing new to say need not load it.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

MAX_BYTES = 16_000_000
STDIN = "<stdin>"
_MAX_CACHE = 1_000_000_000
_MARK = b"\xef\xbb\xbf"  # which some put before a text to say that it is UTF-8
_KEPT = 16  # shelves: as a rule two for each set of settings
_NO_FILE = (FileNotFoundError, NotADirectoryError)
_WAIT_FOR_NOBODY = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Refused(Exception):
    """A file that cannot be used: the fact, as the end of a sentence about the file, and the remedy."""

    def __init__(self, fact: str, remedy: str) -> None:
        super().__init__(fact)
        self.fact = fact
        self.remedy = remedy


class Place(NamedTuple):
    """Where a file stands: the folder whose files it may import, and its path in there, which is how it is shown."""

    root: str
    name: str


class Places:
    """Places of files: in the working folder if they are inside it, else in their own. Each folder is looked up once."""

    def __init__(self) -> None:
        self.here = os.path.realpath(os.getcwd())
        self._folders: dict[str, str] = {}

    def of(self, path: str) -> Place:
        """The place of a file, links followed."""
        folder, last = os.path.split(path)
        if last in ("", ".", "..") or os.path.islink(path):
            folder, last = os.path.split(os.path.realpath(path))
        if folder not in self._folders:
            self._folders[folder] = os.path.realpath(folder)
        real = os.path.join(self._folders[folder], last)
        root = self.here if is_inside(real, self.here) else self._folders[folder]
        return Place(root, _below(real, root))

    def of_input(self, name: str | None) -> Place:
        """The place of standard input: that of the file it is said to be, if it is."""
        return self.of(name) if name else Place(self.here, STDIN)


def is_inside(path: str, folder: str) -> bool:
    """Whether a path is that of a folder or of something in it; both are real, without links and dots."""
    return path == folder or path.startswith(folder if folder.endswith(os.sep) else folder + os.sep)


def _below(path: str, folder: str) -> str:
    return path[len(folder) :].lstrip(os.sep).replace(os.sep, "/") or "."


# Reading.


def excl_files(paths: tuple[str, ...]) -> Iterator[str]:
    """The files that paths name: a folder stands for every `.excl` file below it, in sorted order."""
    for path in paths:
        if path == "-" or not os.path.isdir(path):
            yield path
            continue
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            yield from (os.path.join(folder, name) for name in sorted(names) if name.endswith(".excl"))


def read(path: str, limit: int) -> bytes:
    """The bytes of a regular file up to a limit. Raises `Refused`."""
    try:
        descriptor = os.open(path, os.O_RDONLY | _WAIT_FOR_NOBODY)  # a pipe has no writer to be waited for
        try:
            seen = os.fstat(descriptor)
            if not stat.S_ISREG(seen.st_mode):
                raise FileNotFoundError
            if seen.st_size > limit:
                raise Refused(f"has more than {limit} bytes", "split the file")
            return _all(descriptor, seen.st_size)
        finally:
            os.close(descriptor)
    except (*_NO_FILE, ValueError):
        why = "no such file"
    except OSError as error:
        why = (error.strerror or "error").lower()
    raise Refused(f"cannot be read: {why}", "check the path and the rights")


def _all(descriptor: int, size: int) -> bytes:
    """As many bytes as a file had when it was opened; a single read gives all of a file that is not huge."""
    data = os.read(descriptor, size)
    while len(data) < size and (more := os.read(descriptor, size - len(data))):
        data += more
    return data


def decode(data: bytes) -> str:
    """UTF-8, with or without a byte order mark. Raises `Refused`."""
    try:
        return data.decode("utf-8-sig" if data.startswith(_MARK) else "utf-8")  # the second is much quicker
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Refused(f"is not UTF-8: byte {error.start} in line {line} has no meaning", "save the file as UTF-8") from None


def imported(root: str, name: str) -> str | None:
    """The text of a file that another one imports, if it can be read. A link that leads out of the project is not followed."""
    try:
        path = os.path.realpath(os.path.join(root, name))
        return decode(read(path, MAX_BYTES)) if is_inside(path, root) else None
    except (Refused, ValueError):
        return None


def config(path: str | None, tool: str) -> dict[str, Any]:
    """The table of a tool: `[tool]` of the given file or of `clauselang.toml`, else `[tool.clauselang.TOOL]` of `pyproject.toml`.

    Raises `Misconfigured` for a given file that does not exist and for a file that is not TOML.
    """
    for name in (path,) if path else ("clauselang.toml", "pyproject.toml"):
        if not path and not os.path.isfile(name):
            continue
        try:
            found = _table(name, tool)
        except Refused as why:
            raise Misconfigured(name, why) from None
        if found or os.path.basename(name) != "pyproject.toml":
            return found
    return {}


class Misconfigured(Exception):
    """A file of settings that was refused."""

    def __init__(self, name: str, why: Refused) -> None:
        super().__init__(name)
        self.name = name
        self.why = why


def _table(name: str, tool: str) -> dict[str, Any]:
    text = decode(read(name, MAX_BYTES))
    is_shared = os.path.basename(name) == "pyproject.toml"
    if is_shared and not re.search(r"tool\s*\.\s*[\"']?clauselang", text):  # reading TOML takes a while
        return {}
    import tomllib  # only where there is something to read

    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Refused(f"is not TOML: {str(error).lower()}", "correct it") from None
    for key in ("tool", "clauselang", tool) if is_shared else (tool,):
        found = found.get(key, {})
        if not isinstance(found, dict):
            raise Refused(f"has no table `{key}` but a value of that name", f"write `[{tool}]`")
    return found


def changes(paths: tuple[str, ...], also: Iterable[str] = ()) -> dict[str, int]:
    """When each file that paths name was last written; what a watcher compares."""
    found: dict[str, int] = {}
    for path in (*excl_files(paths), *also):
        try:
            found[path] = os.stat(path).st_mtime_ns
        except OSError:
            found[path] = 0
    return found


# Writing.


def write_whole(path: str, data: bytes | Iterable[bytes]) -> None:
    """Write a file so that another program sees the old bytes or the new ones, never some of them. Raises `OSError`, `ValueError`.

    Data that comes in pieces is not held in memory.
    """
    target = os.path.realpath(path)  # a link stays a link
    folder, name = os.path.split(target)
    beside = os.path.join(folder, f".{name}.{os.getpid()}.part")
    try:
        with open(beside, "wb") as file:
            file.writelines((data,) if isinstance(data, bytes) else data)
        os.replace(beside, target)
    finally:
        if os.path.lexists(beside):
            os.unlink(beside)


# What is remembered between runs.


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
        return read(os.path.join(folder, f"{name}.json"), _MAX_CACHE).decode("utf-8", "surrogatepass")
    except (Refused, ValueError):
        return None


def write_cache(folder: str, name: str, text: str) -> None:
    """Put a text into the cache, in place of the oldest if there are many; silently not where nothing can be written."""
    try:
        os.makedirs(folder, exist_ok=True)
        ignored = os.path.join(folder, ".gitignore")
        if not os.path.exists(ignored):
            write_whole(ignored, b"*\n")
        write_whole(os.path.join(folder, f"{name}.json"), text.encode("utf-8", "surrogatepass"))
        shelves = [entry for entry in os.scandir(folder) if entry.name.endswith(".json")]
        for old in sorted(shelves, key=lambda entry: entry.stat().st_mtime_ns)[:-_KEPT]:
            os.unlink(old.path)
    except (OSError, ValueError):
        return
