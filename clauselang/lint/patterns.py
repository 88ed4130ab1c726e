"""Patterns of paths, as settings have them → whether a path is meant."""

from __future__ import annotations

import re
from functools import lru_cache


@lru_cache(maxsize=256)
def _pattern(pattern: str) -> re.Pattern[str]:
    """`*` and `?` stay within one folder, `**` crosses folders; a pattern for a folder means all below it."""
    parts: list[str] = []
    for part in re.findall(r"\*\*/|\*\*|\*|\?|[^*?]+", pattern.rstrip("/")):
        parts.append({"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}.get(part) or re.escape(part))
    anywhere = "" if "/" in pattern.rstrip("/") else "(?:.*/)?"
    return re.compile(anywhere + "".join(parts) + "(?:/.*)?")


def matches(pattern: str, path: str) -> bool:
    """Whether a path (relative, with `/`) is one that a pattern of the settings means."""
    return _pattern(pattern).fullmatch(path) is not None
