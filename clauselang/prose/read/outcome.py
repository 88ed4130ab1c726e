"""What comes of reading a document: the file that it says, or where it is not canonical."""

from __future__ import annotations

from typing import Literal, TypeAlias

import attrs

from clauselang.resolve.resolved import Resolved
from clauselang.syntax import ast

Form: TypeAlias = Literal["md", "text"]


@attrs.frozen
class Difference:
    """Where a document stops being canonical, the nearest text that is, and what that would mean.

    `code` is that of the catalogue, `where` names the line, `at` counts characters from the start of the document;
    `nearest` is a whole line without its number, `meaning` a clause as a file has it.
    """

    code: str
    where: str
    at: int
    message: str
    nearest: str = ""
    meaning: str = ""
    remedy: str = ""


@attrs.frozen
class Reading:
    """The file that a contract says. `before_signing`: the clauses that also state what was so before signing."""

    module: ast.Module
    resolved: Resolved
    before_signing: frozenset[int]
    language: str
    form: Form


@attrs.frozen
class Refusal:
    """A text that is no canonical contract; `nearest` is the file that the nearest one says, if one was found."""

    differences: tuple[Difference, ...]
    nearest: Reading | None = None
