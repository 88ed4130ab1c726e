"""Videos of the TikTok Display API (`/v2/video/list/`, `/v2/video/query/`) and Research API (`/v2/research/video/query/`) → items.

`create_time` counts seconds since 1970 in UTC. The display API speaks of the videos of the one who gave access and so names nobody;
the research API gives `username`. Where a video was registered (`region_code`) says nothing of whom it addresses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from clauselang.ingest.platforms.fields import Fields
from clauselang.ingest.platforms.item import Item, Signal
from clauselang.ingest.platforms.listing import Notes, Path, Shape, Value, elements, finished
from clauselang.ingest.platforms.pages import Element, Page

LABELS = {"published_at": "create_time", "url": "share_url", "text": "video_description", "account": "username"}
GAPS = {
    "stories-after-24-hours": "stories, which these lists do not hold",
    "live": "live videos",
    "paid-labels": "paid-partnership labels, which the API does not show",
    "private": "videos that are private or for friends",
    "deleted": "videos that were deleted before the export",
    "unnamed-brands": "brands that only the picture, the sound or an undeclared hashtag shows",
}


def _known(path: Path) -> bool:
    return path in (("data", "videos"), ("videos",), ())


def _is_item(value: Value) -> bool:
    return "create_time" in value or "video_description" in value


SHAPE = Shape(_known, _is_item, frozenset({"error"}), "TikTok videos")


def read(pages: Iterable[Page], notes: Notes) -> Iterator[Item]:
    """The videos of all pages."""
    for page, path, element in elements(pages, SHAPE, notes):
        if path and page.at(*path[:-1], "has_more") is True:
            notes.gaps["next-page"] = "further pages of the list, which the file does not hold"
        yield element if isinstance(element, Item) else _item(element)


def _item(element: Element) -> Item:
    fields = Fields(element.value)
    item = Item(element.start, element.end)
    username, url = fields.text("username"), fields.text("share_url")
    title, description = fields.text("title"), fields.text("video_description")
    item.cells = {
        "id": fields.text("id"),
        "account": f"@{username.removeprefix('@')}" if username else None,
        "platform": "tiktok",
        "format": "photo" if url and "/photo/" in url else "video",
        "published_at": fields.epoch("create_time"),
        "url": url,
        "text": description or title,
    }
    # The description repeats the title where both are given.
    if title and title not in (description or ""):
        item.texts.append(("title", title))
    for field in ("video_description", "voice_to_text"):
        if text := fields.text(field):
            item.texts.append((field, text))
    hashtags = fields.texts("hashtag_names") + fields.texts("hashtag_info_list", "hashtag_name", "name")
    shown = fields.text("video_description") or ""
    if unseen := [name for name in dict.fromkeys(hashtags) if f"#{name}".casefold() not in shown.casefold()]:
        item.texts.append(("hashtag_names", " ".join(f"#{name}" for name in unseen)))
    item.signals += [Signal("mention", "video_mention_list", name) for name in fields.texts("video_mention_list", "username", "name")]
    return finished(item, fields)
