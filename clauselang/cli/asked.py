"""The options of `clauselang check` → what they come to: which engine they need, and how the verdicts are written."""

from __future__ import annotations

from pathlib import Path

import attrs

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
    source: str | None
    as_of: str | None
    since: str | None
    form: str | None
    output: str | None
    resume: bool
    summary: bool
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
        is_elsewhere = "://" in self.posts or self.posts.startswith("table:") or Path(self.posts).is_dir()
        return not (self.is_batch or self.engine or is_pattern or is_elsewhere or self.is_staged)

    @property
    def is_staged(self) -> bool:
        """Whether it is asked for what only runs through an engine have."""
        return bool(self.since or self.resume or self.summary)

    @property
    def format(self) -> str:
        """The format asked for, else that of the file's suffix."""
        return self.form or (_BY_SUFFIX.get(Path(self.output).suffix.lower(), "table") if self.output else "table")
