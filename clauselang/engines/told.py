"""The cells in which agreements list their posts → which surface, when: of all rows at once where all posts are out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, count, islice
from operator import sub
from typing import Any, TypeAlias

from clauselang.engines.cells import CellReader, Undated
from clauselang.engines.owing import Owed, Surface, Told
from clauselang.ingest.plain import is_empty, shown
from clauselang.resolve.symbols import Place, Symbols, key
from clauselang.semantics.clock import NEAR, all_exact, are_near, exact
from clauselang.semantics.posts import Event
from clauselang.syntax import ast

_OUT = frozenset({"platform", "format", "published"})
_POST = frozenset({"platform", "format", "account", "planned", "notified", "published", "republished", "cancelled"})
_MARK = '"|"'
_FEW = 1_000  # texts
# The posts of a row: the surface and the instant of each that is plain, or all posts with what is told of them.
_Posts: TypeAlias = "tuple[Sequence[int], Sequence[int], tuple[Owed, ...]]"


class PostReader:
    """Reads the column of posts. `surfaces` are those that were met, which posts name by their numbers."""

    def __init__(self, reader: CellReader, symbols: Symbols) -> None:
        self.reader = reader
        self.symbols = symbols
        self.surfaces: list[Surface] = []
        self._surface_of: dict[tuple[object, object], int] = {}

    def told(self) -> Told:
        """The posts of every row: of all rows at once where all are plain."""
        cells = self.reader.cells
        if cells.posts:
            return self._dated(cells.posts())
        listed = self._listed(cells.columns.get("posts", ()), range(cells.size))
        found = self._plain(listed)
        return _all_told(map(self._alone, listed, count())) if found is None else Told(list(map(len, listed)), *found, {})

    def _dated(self, posts: Undated) -> Told:
        """The posts of texts from which the instants were taken out: a text that is plain without them is read once."""
        texts, undated, ends, instants = posts
        different = list(dict.fromkeys(undated))
        surfaces: Sequence[tuple[int, ...] | None] = [None] * len(undated)
        if len(different) <= max(_FEW, len(undated) // 2):  # else to read them would be to read all texts twice
            known = dict(zip(different, map(self._undated, different, _all_said(different)), strict=True))
            surfaces = list(map(known.__getitem__, undated))
        counts = list(map(sub, islice(ends, 1, None), ends))
        is_plain = [of is not None and len(of) == size for of, size in zip(surfaces, counts, strict=True)]
        if not are_near(instants):  # what SQL could not read is far as well
            is_plain = [sure and are_near(instants[ends[row] : ends[row + 1]]) for row, sure in enumerate(is_plain)]
        if all(is_plain):
            return Told(counts, [surface for of in surfaces for surface in of or ()], instants, {})
        apart = [row for row, sure in enumerate(is_plain) if not sure]
        listed = dict(zip(apart, self._listed([texts[row] for row in apart], apart), strict=True))

        def posts_of(row: int, of: tuple[int, ...] | None) -> _Posts:
            return ((), (), self._posts(listed[row], row)) if row in listed else (of or (), instants[ends[row] : ends[row + 1]], ())

        return _all_told(map(posts_of, count(), surfaces))

    def _undated(self, text: str | None, said: Any) -> tuple[int, ...] | None:
        """The surfaces of posts that are plain, if `null` stands for the instant of each and for nothing else; nothing if they are not."""
        if not isinstance(said, list) or (text or "").count("null") != len(said):
            return None
        surfaces = self._surfaces(said)
        return tuple(surfaces) if surfaces is not None and all(post["published"] is None for post in said) else None

    def _alone(self, posts: list[object], row: int) -> _Posts:
        """The posts of a row that is read by itself."""
        plain = self._plain([posts])
        return (*plain, ()) if plain else ((), (), self._posts(posts, row))

    def _posts(self, posts: Sequence[object], row: int) -> tuple[Owed, ...]:
        return tuple([found for item in posts if (found := self._post(item, row))])

    def _listed(self, cells: Sequence[object], rows: Sequence[int]) -> list[list[object]]:
        """The lists of posts of some rows, which have no such cells if there is no such column."""
        found: list[list[object]] = []
        for row, said in zip(rows, _all_said(cells or [None] * len(rows)), strict=True):
            if not isinstance(said, list):
                self.reader.refuse(row, "the posts are not a JSON list", "posts")
            found.append(said if isinstance(said, list) else [])
        return found

    def _plain(self, listed: Sequence[list[object]]) -> tuple[list[int], list[int]] | None:
        """The surfaces and the instants of posts that are all out, and of which nothing else is told; nothing if some are not."""
        posts: list[Any] = list(chain.from_iterable(listed))
        surfaces = self._surfaces(posts)
        try:
            instants = None if surfaces is None else all_exact([post["published"] for post in posts])
        except TypeError:  # a list, or a number
            return None
        return None if surfaces is None or instants is None else (surfaces, instants)

    def _surfaces(self, posts: Sequence[Any]) -> list[int] | None:
        """The surfaces of posts of which nothing but what was published is told; nothing if of some there is more, or less."""
        if not posts:
            return []
        if set(map(type, posts)) != {dict} or not all("published" in told and _OUT.issuperset(told) for told in set(map(tuple, posts))):
            return None
        try:
            on = [(post.get("platform"), post.get("format")) for post in posts]
            for platform, form in dict.fromkeys(on):
                if (platform, form) not in self._surface_of and self._find(platform, form) is None:
                    return None
        except TypeError:  # a list, or a number
            return None
        return [self._surface_of[each] for each in on]

    def _post(self, item: object, row: int) -> Owed | None:
        if not isinstance(item, dict) or not _POST.issuperset(item):
            unknown = sorted(str(name) for name in item if name not in _POST) if isinstance(item, dict) else []
            what = f"a post has no {shown(unknown[0])}" if unknown else "a post is not an object with named values"
            self.reader.refuse(row, what, "posts")
            return None
        platform, form = item.get("platform"), item.get("format")
        try:
            surface = self._surface_of[platform, form]
        except (KeyError, TypeError):
            found = self._surface(platform, form, row)
            if found is None:
                return None
            surface = found
        if _OUT.issuperset(item):
            at = self._instant(item.get("published"), row)
            return surface, None, () if at is None else (("published", at, None),)
        account = self.reader.text(item["account"], row, "posts") if "account" in item else None
        return surface, key(account.removeprefix("@")) if account else None, tuple(self._events(item, row))

    def _surface(self, platform_cell: object, form_cell: object, row: int) -> int | None:
        named, form = self.reader.text(platform_cell, row, "posts") or "", self.reader.text(form_cell, row, "posts")
        found = self._find(named, form)
        if found is None:
            what, word = ("format", form or "") if self.symbols.find("platform", named) else ("platform", named)
            self.reader.refuse(row, f"a post has an unknown {what} {shown(word)}", "posts")
        return found

    def _find(self, named: object, form: object) -> int | None:
        """The number of a surface, which is known from then on; nothing for what is none."""
        if not isinstance(named, str) or not (form is None or isinstance(form, str)):
            return None
        platform = self.symbols.find("platform", named)
        symbol = self.symbols.format_of(platform, form) if platform and form else None
        if platform is None or (form and symbol is None):
            return None
        number = self._surface_of.get((named, form))
        if number is None:
            self.surfaces.append((Place(platform, symbol), ast.Name(form or ""), ast.Name(named)))
            number = self._surface_of[named, form] = len(self.surfaces) - 1
        return number

    def _events(self, item: Mapping[str, object], row: int) -> Iterator[Event]:
        plans = item.get("planned")
        if plans is not None or "notified" in item:
            for plan in plans if isinstance(plans, list) else [{"at": plans, "notified": item.get("notified")}]:
                cells = plan if isinstance(plan, dict) else {"at": plan}
                if (at := self._instant(cells.get("at"), row)) is not None:
                    yield "planned", at, self._instant(cells.get("notified"), row)
        if (at := self._instant(item.get("published"), row)) is not None:
            yield "published", at, None
        again = item.get("republished")
        if again is not None:
            for cell in again if isinstance(again, list) else [again]:
                if (at := self._instant(cell, row)) is not None:
                    yield "republished", at, None
        if item.get("cancelled") is True:
            yield "cancelled", None, None

    def _instant(self, cell: object, row: int) -> str | int | None:
        """A date or a moment; as its instant if no zone has a say in it."""
        if cell is None:
            return None
        try:
            known = exact(cell) if type(cell) is str else None
        except ValueError:
            known = None
        return known if known is not None and known in NEAR else self.reader.when(cell, row, "posts")


def _all_told(rows: Iterable[_Posts]) -> Told:
    """The posts of one row after another."""
    each = list(rows)
    others = {row: of for row, (_, _, of) in enumerate(each) if of}
    surfaces, instants = (list(chain.from_iterable(of)) for of in ([row[0] for row in each], [row[1] for row in each]))
    return Told([len(row[0]) for row in each], surfaces, instants, others)


def _all_said(cells: Sequence[object]) -> list[object]:
    """What some cells of posts say; nothing for one that is no JSON."""
    texts = [cell for cell in cells if isinstance(cell, str) and not is_empty(cell)]
    read = _all_json(texts)
    if read is not None and len(texts) == len(cells):
        return read
    known = iter(map(_said, texts) if read is None else read)
    return [next(known) if isinstance(cell, str) and not is_empty(cell) else [] if is_empty(cell) else cell for cell in cells]


def _said(text: str) -> object:
    try:
        return _json(text)
    except (ValueError, RecursionError):
        return None


def _all_json(texts: Sequence[str]) -> list[Any] | None:
    """What some texts in JSON say, read as one; nothing where each has to be read alone.

    A mark stands between them. If none of them can write the mark, and all marks are found where they were put, then each
    text is one value by itself.
    """
    joined = f",{_MARK},".join(texts)
    if "\\" in joined or joined.count(_MARK) != len(texts) - 1:
        return None
    try:
        found: Any = _json(f"[{joined}]")
    except (ValueError, RecursionError):
        return None
    marks = found[1::2]
    return found[::2] if len(found) == 2 * len(texts) - 1 and marks.count(_MARK[1:-1]) == len(marks) else None


def _json(text: str) -> object:
    """What a text in JSON says. Raises `ValueError` and `RecursionError`."""
    try:
        found, end = _scan(text, 0)
    except StopIteration:  # nothing, or a space before it
        return json.loads(text)
    return found if end == len(text) else json.loads(text)


_scan: Callable[[str, int], tuple[object, int]] = getattr(json.JSONDecoder(), "scan_once")  # noqa: B009 -- mypy does not know it
