"""The TikTok data download (`user_data.json`, `user_data_tiktok.json`) → items.

The creator's own posts stand in a `VideoList` under `Videos` or `Posts`; what was watched, liked or shared stands in lists of the same
name elsewhere and is no post of theirs. `Date` is `YYYY-MM-DD HH:MM:SS` in UTC.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from clauselang.ingest.platforms.fields import Fields
from clauselang.ingest.platforms.item import Item
from clauselang.ingest.platforms.listing import Notes, Path, Shape, Value, elements, finished
from clauselang.ingest.platforms.pages import Element, Page

LABELS = {"published_at": "Date", "url": "Link", "text": "Title"}
GAPS = {
    "captions": "captions, which older downloads do not hold",
    "paid-labels": "paid-partnership labels, which the download does not hold",
    "stories-after-24-hours": "stories",
    "live": "live videos",
    "deleted": "videos that were deleted before the download",
    "unnamed-brands": "brands that only the picture, the sound or an undeclared hashtag shows",
}
_UTC = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?: ?UTC)?", re.ASCII)
_PRIVATE = ("private", "only me", "only you", "friends")


def _known(path: Path) -> bool:
    return len(path) > 1 and path[-1] == "VideoList" and path[-2] in ("Videos", "Posts")


def _is_item(value: Value) -> bool:
    return False  # a single video is never exported alone


SHAPE = Shape(_known, _is_item, words="the creator's own TikTok videos (`VideoList` under `Videos` or `Posts`)")


def read(pages: Iterable[Page], notes: Notes) -> Iterator[Item]:
    """The creator's own videos."""
    for _, _, element in elements(pages, SHAPE, notes):
        yield element if isinstance(element, Item) else _item(element)


def _item(element: Element) -> Item:
    fields = Fields(element.value)
    item = Item(element.start, element.end)
    date, link = fields.text("Date"), fields.text("Link") or fields.text("VideoLink")
    text = fields.text("Title") or fields.text("Description")
    moment = _UTC.fullmatch(date.strip()) if date else None
    item.cells = {
        "id": link,
        "platform": "tiktok",
        "format": "photo" if link and "/photo/" in link else "video",
        "published_at": f"{moment[1]}T{moment[2]}Z" if moment else date,
        "url": link,
        "text": text,
    }
    item.texts = [("Title", text)] if text else []
    seen_by = (fields.text("WhoCanView") or "").strip().casefold()
    if seen_by in _PRIVATE:
        item.left_out = f"only `{seen_by}` can see it"
    return finished(item, fields)
