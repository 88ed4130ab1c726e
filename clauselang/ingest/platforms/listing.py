"""Pages of an export → the elements that are its items; every other list is named as not read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import attrs

from clauselang.ingest.plain import Mistake
from clauselang.ingest.platforms.fields import Fields
from clauselang.ingest.platforms.item import Item
from clauselang.ingest.platforms.pages import Element, Page, described
from clauselang.ingest.rows import Refused

Path = tuple[str, ...]
Value = dict[str, object]
MAX_NAMED = 4


@attrs.define
class Notes:
    """What is to be said of a whole export: lists that were not read, and by a short code what the file itself shows to be missing."""

    unread: dict[Path, int] = attrs.field(factory=dict)
    gaps: dict[str, str] = attrs.field(factory=dict)

    def skip(self, path: Path, values: list[object]) -> None:
        """Remember a list of objects that is not known to hold posts."""
        count = sum(isinstance(value, dict) for value in values)
        if count:
            self.unread[path] = self.unread.get(path, 0) + count

    def unread_words(self) -> Iterator[tuple[str, str]]:
        """One sentence and a remedy for all lists that were not read."""
        if not self.unread:
            return
        named = ", ".join(f"{described(path)} ({count:,})" for path, count in list(self.unread.items())[:MAX_NAMED])
        more = f" and {len(self.unread) - MAX_NAMED:,} more" if len(self.unread) > MAX_NAMED else ""
        remedy = "if one of them holds posts, write these in the neutral form"
        yield f"lists that are not known to hold posts were not read: {named}{more}", remedy


@attrs.frozen
class Shape:
    """How an export holds its items: lists at `known` paths, or single items; lists below `context` are no items of their own.

    `is_empty` is whether a page without any list says that there is nothing.
    """

    known: Callable[[Path], bool]
    is_item: Callable[[Value], bool]
    context: frozenset[str] = frozenset()
    words: str = "posts"
    is_empty: Callable[[Page], bool] = lambda page: False


def elements(pages: Iterable[Page], shape: Shape, notes: Notes) -> Iterator[tuple[Page, Path, Element | Item]]:
    """Every item of every page with the list that it stands in; an item outright where a page cannot be read.

    Raises `Refused` for a text that is one page without a list of items; among several such a page is an item that cannot be read.
    """
    for page in pages:
        if page.mistake:
            yield page, (), Item(page.start, page.end, mistake=page.mistake)
        elif isinstance(page.value, dict):
            yield from _object(page, shape, notes)
        elif isinstance(page.value, list):
            yield from _list(page, shape, notes)
        else:
            yield page, (), _unusable(page, shape)


def _list(page: Page, shape: Shape, notes: Notes) -> Iterator[tuple[Page, Path, Element | Item]]:
    for element in page.elements():
        inner = Page(page.text, element.start, element.end, element.value)
        if isinstance(element.value, dict) and not shape.is_item(element.value) and any(shape.known(path) for path, _ in inner.lists()):
            yield from _object(inner, shape, notes)
        else:
            yield page, (), element


def _object(page: Page, shape: Shape, notes: Notes) -> Iterator[tuple[Page, Path, Element | Item]]:
    assert isinstance(page.value, dict)
    if shape.is_item(page.value):
        yield page, (), page.whole()
        return
    found = False
    for path, values in page.lists():
        if shape.known(path):
            found = True
            for element in page.elements(*path):
                yield page, path, element
        elif not shape.context & set(path):
            notes.skip(path, values)
    data = page.at("data")
    if not found and isinstance(data, dict) and shape.is_item(data):
        found = True
        yield page, ("data",), page.whole("data")
    if not found and not shape.is_empty(page):
        yield page, (), _unusable(page, shape)


def _unusable(page: Page, shape: Shape) -> Item:
    """A page without items, as an item that cannot be read. Raises `Refused` where there is no other page."""
    says_error = isinstance(page.at("error"), dict) and page.at("error", "code") not in (None, "ok", 0)
    fact = "an error message of the platform and no list" if says_error else f"no list of {shape.words}"
    remedy = "ask the platform again" if says_error else "check that it is the right file, and what `--from` says"
    if page.is_alone:
        raise Refused(f"the file holds {fact}", remedy, page.start)
    return Item(page.start, page.end, mistake=Mistake(None, f"the document holds {fact}", lambda: remedy))


def finished(item: Item, fields: Fields) -> Item:
    """The item with the mistake that its fields had, if any; one that says nothing at all is a mistake too."""
    item.mistake = item.mistake or fields.mistake
    if item.mistake is None and item.left_out is None and not any(item.cells.get(name) for name in ("id", "published_at", "url", "text")):
        fields.refuse(None, "none of its names is one that the platform gives a post")
        item.mistake = fields.mistake
    return item
