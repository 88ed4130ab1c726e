"""What one run is asked, and how its inputs are called in what it says."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import attrs

from clauselang.diagnostics.diagnostic import Diagnostics
from clauselang.driver import MAX_BYTES, Project, decode, read_bytes
from clauselang.engines.watch import Watch
from clauselang.ingest.mapping import Mapping, parse_mapping

Engine = Literal["interpreter", "duckdb", "spark"]


@attrs.frozen
class Resume:
    """Where parts are kept (`output` with `.parts`), and what the clauses were read from: paths, or a text."""

    output: str
    terms: str | None = None
    text: str | None = None
    deals: str | None = None


@attrs.frozen
class Request:
    """What one run is asked: `every` also lists posts that are free, `reasons` says why a post is not.

    `as_of` and `since` are microseconds since 1970; posts that were certainly published before `since` are left out,
    and count only as posts of the agreement where they are that.
    """

    posts: tuple[str, ...]
    engine: Engine | None = None
    mapping: str | None = None
    as_of: int | None = None
    every: bool = False
    reasons: bool = True
    memory: str | None = None
    since: int | None = None
    resume: Resume | None = None
    watch: Watch | None = None

    def foreign(self) -> tuple[Mapping | None, Diagnostics]:
        """The mapping of foreign columns, if one was given. Raises `driver.Unreadable`."""
        if self.mapping is None:
            return None, ()
        name = shown(self.mapping)
        return parse_mapping(name, decode(read_bytes(Path(self.mapping), name, MAX_BYTES), name))


def shown(path: str) -> str:
    """How a path is called: inside the project where it is, never an absolute one; an address of a store as it is."""
    return path if is_address(path) else Project.of(Path(path)).name(Path(path))


def is_address(path: str) -> bool:
    """Whether a path is one of a store, or a table, and none of this machine."""
    return "://" in path or path.startswith("table:")
