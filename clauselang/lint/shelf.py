"""Records of files ⇄ the text of a shelf: what was known of each file, with marks of all that it was known from.

A record holds as long as the text and every file that it imports (or looks for in vain) are the same; those of one shelf were
made by the same tool with the same settings. A record is data and never code, so one that somebody else wrote can be wrong but
cannot do anything.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from clauselang.lint.printed import Printed, Tally

FORMAT = 2
MOST = 50_000  # records of files that this run did not see are kept up to here
_BOM = b"\xef\xbb\xbf"

Record = dict[str, Any]
Bytes = Callable[[str], bytes | None]


def mark(*parts: str) -> str:
    """A short text that stands for longer ones."""
    return _hash("\0".join(parts).encode("utf-8", "surrogatepass"))


def mark_of_bytes(data: bytes) -> str:
    """The mark of the text that a file in UTF-8 has, without decoding it."""
    return _hash(data[3:] if data.startswith(_BOM) else data)


def _hash(data: bytes) -> str:
    from hashlib import sha256  # slow to load, and a run without a cache needs none

    return sha256(data).hexdigest()


def holds(record: object, text: str, marks: Callable[[str], str | None]) -> bool:
    """Whether a record is about the text with the mark `text`; `marks` gives that of an import, or nothing if there is none."""
    if not isinstance(record, dict) or record.get("text") != text:
        return False
    imports = record.get("imports")
    return isinstance(imports, dict) and all(marks(name) == known for name, known in imports.items())


# What was printed.


def printed_key(tool: str, form: str, table: Mapping[str, Any], *options: object) -> str:
    """Which records of what was printed may be used together. The table of settings counts as it is written."""
    return mark(str(FORMAT), "printed", tool, form, repr(table), repr(options))[:32]


def with_printed(record: Record, printed: Printed) -> Record:
    """A record of what was printed of the text that another record is about."""
    return {"text": record["text"], "imports": record["imports"], "shown": printed.text, "tally": list(printed.tally)}


def printed(record: Record) -> Printed | None:
    """What a record says was printed; nothing if that cannot be. A terminal must find nothing in it to act on."""
    text, tally = record.get("shown"), record.get("tally")
    if not isinstance(text, str) or not text.replace("\n", "").isprintable():
        return None
    if not isinstance(tally, list) or len(tally) != len(Tally._fields) or not all(type(count) is int for count in tally):
        return None
    return Printed(text, Tally(*tally))


# Shelves.


def read(text: str | None) -> dict[str, Record]:
    """The records of a shelf by name of file; none if the text is not one."""
    try:
        data = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def written(records: dict[str, Record], seen: dict[str, Record]) -> str:
    """The text of a shelf: what was found now, and what is known of other files."""
    kept = records if len(records) <= MOST else {}
    return json.dumps(kept | seen, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
