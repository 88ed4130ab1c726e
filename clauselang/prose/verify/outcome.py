"""What a comparison found: plain data that the reports put into words."""

from __future__ import annotations

from typing import Literal

import attrs

Status = Literal["same", "changed", "missing", "added"]


@attrs.frozen
class Words:
    """A place where the words differ: what the file says, what the document says, and what stands before it."""

    file: str
    document: str
    after: str


@attrs.frozen
class Found:
    """One part of a file, or a clause that only the document has.

    `number` is that of the file (of the document for what was added); `stands_as` the other number of the document.
    `readable`: the words of the document are those of the language, so that `meaning` says all that changed.
    """

    status: Status
    kind: str
    name: str
    number: str
    language: str
    stands_as: str = ""
    meaning: tuple[str, ...] = ()
    words: tuple[Words, ...] = ()
    readable: bool = True
    text: str = ""
    line: int = 0


@attrs.frozen
class Compared:
    """A document against a file, in the order of the file, with what was added behind it."""

    languages: tuple[str, ...]
    found: tuple[Found, ...]

    @property
    def same(self) -> bool:
        """Whether the document still says what the file says."""
        return all(one.status == "same" for one in self.found)


@attrs.frozen
class Outcome:
    """The document as it stands with its tracked changes accepted, and before them if it has any."""

    form: str
    after: Compared
    before: Compared | None = None

    @property
    def same(self) -> bool:
        """Whether the document says what the file says, whatever becomes of its tracked changes."""
        return self.after.same and (self.before is None or self.before.same)
