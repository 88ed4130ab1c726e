"""The cells in which agreements list their posts → which surface, when: of all rows at once where all posts are out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from clauselang.engines.cells import CellReader
from clauselang.engines.owing import Owed, Surface, Told
from clauselang.ingest.plain import is_empty, shown
from clauselang.resolve.symbols import Place, Symbols, key
from clauselang.semantics.clock import all_exact, exact
from clauselang.semantics.posts import Event
from clauselang.syntax import ast

_OUT = frozenset({"platform", "format", "published"})
_POST = frozenset({"platform", "format", "account", "planned", "notified", "published", "republished", "cancelled"})
_MARK = '"|"'


class PostReader:
    """Reads the column of posts. `surfaces` are those that were met, which posts name by their numbers."""

    def __init__(self, reader: CellReader, symbols: Symbols) -> None:
        self.reader = reader
        self.symbols = symbols
        self.surfaces: list[Surface] = []
        self._surface_of: dict[tuple[object, object], int] = {}

    @property
    def met(self) -> list[tuple[object, object]]:
        """The platform and the format of each surface as posts wrote them, in the order of the numbers."""
        return list(self._surface_of)

    def numbers(self, met: Iterable[tuple[object, object]]) -> Sequence[int]:
        """The numbers here of what another reader has met."""
        return [number for each in met if (number := self._find(*each)) is not None]

    def told(self) -> Told:
        """The posts of every row: of all rows at once where all are plain."""
        listed = self._listed()
        found = self._plain(listed)
        if found is not None:
            return Told(list(map(len, listed)), *found, {})
        counts, surfaces, instants, others = [], [], [], {}
        for row, posts in enumerate(listed):
            found = self._plain([posts])
            counts.append(len(posts) if found else 0)
            if found:
                surfaces += found[0]
                instants += found[1]
            elif told := tuple([post for item in posts if (post := self._post(item, row))]):
                others[row] = told
        return Told(counts, surfaces, instants, others)

    def _listed(self) -> list[list[object]]:
        """The list of posts of every row."""
        cells = self.reader.cells.columns.get("posts")
        if cells is None:
            return [[]] * self.reader.cells.size
        texts = [cell for cell in cells if isinstance(cell, str) and not is_empty(cell)]
        read = _all_json(texts)
        if read is not None and len(texts) == len(cells) and set(map(type, read)) == {list}:
            return read
        known = iter(read or ())
        found: list[list[object]] = []
        for row, cell in enumerate(cells):
            listed: object = []
            if not is_empty(cell):
                try:
                    listed = cell if not isinstance(cell, str) else next(known) if read is not None else _json(cell)
                except (ValueError, RecursionError):
                    listed = None
            if not isinstance(listed, list):
                self.reader.refuse(row, "the posts are not a JSON list", "posts")
            found.append(listed if isinstance(listed, list) else [])
        return found

    def _plain(self, listed: Sequence[list[object]]) -> tuple[list[int], list[int]] | None:
        """The surfaces and the instants of posts that are all out, and of which nothing else is told; nothing if some are not."""
        posts: list[Any] = list(chain.from_iterable(listed))
        if not posts:
            return [], []
        if set(map(type, posts)) != {dict} or not all("published" in told and _OUT.issuperset(told) for told in set(map(tuple, posts))):
            return None
        try:
            on = [(post.get("platform"), post.get("format")) for post in posts]
            for platform, form in dict.fromkeys(on):
                if (platform, form) not in self._surface_of and self._find(platform, form) is None:
                    return None
            instants = all_exact([post["published"] for post in posts])
        except TypeError:  # a list, or a number
            return None
        return None if instants is None else ([self._surface_of[each] for each in on], instants)

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
        return self.reader.when(cell, row, "posts") if known is None else known


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
