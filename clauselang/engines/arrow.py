"""Columns in the form of Arrow ↔ Python: so rows go to DuckDB and come from it without an object for each of their cells."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Any, overload

TEXTS = "ht"  # kinds that go there as texts: Arrow has no numbers as huge


def packed(names: Iterable[str], kinds: str, columns: Iterable[Sequence[Any]]) -> Any:
    """Columns as an array of Arrow; a kind of `TEXTS` is of texts, any other of numbers, which are not copied if they are packed."""
    import nanoarrow  # of an extra, as DuckDB is

    cells = [_packed(kind, each) for kind, each in zip(kinds, columns, strict=True)]
    shape = nanoarrow.struct({name: each.schema for name, each in zip(names, cells, strict=True)})
    return nanoarrow.Array(nanoarrow.c_array_from_buffers(shape, len(cells[0]), [None], children=cells))


def _packed(kind: str, cells: Sequence[Any]) -> Any:
    import nanoarrow

    if isinstance(cells, Texts):
        return nanoarrow.c_array_from_buffers(nanoarrow.large_string(), len(cells), [None, cells.ends, cells.bytes])
    if kind in TEXTS:
        return nanoarrow.c_array(cells if kind == "t" else list(map(str, cells)), nanoarrow.string())
    numbers = cells if isinstance(cells, array) else array("q", cells)
    return nanoarrow.c_array_from_buffers(nanoarrow.int64(), len(numbers), [None, numbers])


def can_fetch() -> bool:
    """Whether what reads Arrow is installed."""
    try:
        import nanoarrow  # noqa: F401
    except ImportError:
        return False
    return True


def fetched(connection: Any, query: str, values: Sequence[object] = ()) -> Iterator[Sequence[Any]]:
    """The columns that a query gives, many rows at a time."""
    import nanoarrow

    for part in nanoarrow.c_array_stream(connection.sql(query, params=list(values)).__arrow_c_stream__()):
        if part.length:
            yield list(part.children)


class Texts(Sequence[str]):
    """Texts behind one another, a fifth of what they take as objects: each is made when it is asked for."""

    def __init__(self) -> None:
        self.bytes: Any = bytearray()
        self.ends = array("q", [0])

    def extend(self, texts: Sequence[str]) -> None:
        """Add some more."""
        letters = "".join(texts)
        self.bytes += letters.encode()
        sizes = map(len, texts if letters.isascii() else [text.encode() for text in texts])
        self.ends.extend(accumulate(sizes, initial=self.ends.pop()))

    def __len__(self) -> int:
        return len(self.ends) - 1

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(len(self)))]
        place = range(len(self))[at]
        return str(self.bytes[self.ends[place] : self.ends[place + 1]], "utf-8")


class Column(Texts):
    """A column of texts as it was fetched. Nothing is an empty text, unless all are asked for."""

    def __init__(self, column: Any) -> None:
        view = column.view()
        self._column = column
        self._are_all = view.null_count == 0
        self.ends = _numbers("i", view, view.length + 1)
        self.bytes = memoryview(view.buffer(2))

    def each(self) -> list[str | None]:
        """All of them, of which most differ."""
        letters = self._letters()
        return self._objects() if letters is None else [letters[start:end] for start, end in pairwise(self.ends)]

    def alike(self) -> list[str | None]:
        """All of them, of which many are the same, and then one object."""
        known: dict[str | None, str | None] = {}
        letters = self._letters()
        if letters is not None and self._are_one(letters):
            return [letters[: self.ends[1]]] * len(self)
        cells = self._objects() if letters is None else (letters[start:end] for start, end in pairwise(self.ends))
        return [known.setdefault(cell, cell) for cell in cells]

    def _are_one(self, letters: str) -> bool:
        """Whether there is no more than one text, however often."""
        size = self.ends[1]
        return letters == letters[:size] * len(self) and (not size or self.ends == array("i", range(0, len(letters) + 1, size)))

    def _letters(self) -> str | None:
        """The texts behind one another, where a byte is a letter and all are texts."""
        found = self.bytes.tobytes() if self._are_all else b"\xff"
        return found.decode("ascii") if found.isascii() else None

    def _objects(self) -> list[str | None]:
        import nanoarrow

        found: list[str | None] = nanoarrow.Array(self._column).to_pylist()
        return found


def lists(column: Any) -> tuple[array[int], array[int]]:
    """A column of lists of numbers, none of which is nothing: where each list ends, behind where the first one starts, and all numbers."""
    view = column.view()
    numbers = view.child(0)
    return _numbers("i", view, view.length + 1), _numbers("q", numbers, numbers.length)


def _numbers(kind: str, view: Any, size: int) -> array[int]:
    """So many numbers as they are packed."""
    found = array(kind)
    if size:
        found.frombytes(memoryview(view.buffer(1))[view.offset : view.offset + size].cast("B"))
    return found
