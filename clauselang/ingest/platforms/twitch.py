"""Answers of the Twitch Helix API (videos, clips, streams, the stream schedule, channels) → items.

`is_branded_content` stands on a channel and tells of the moment it was asked for, not of any stream: it is evidence. A clip is published
by the one who made it. What a schedule holds is planned and not published.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from clauselang.ingest.platforms.fields import Fields
from clauselang.ingest.platforms.item import Evidence, Item
from clauselang.ingest.platforms.listing import Notes, Path, Shape, Value, elements, finished
from clauselang.ingest.platforms.pages import Element, Page

LABELS = {"published_at": "created_at", "text": "title", "account": "user_login"}
GAPS = {
    "paid-labels": "the label of branded content at the time of a stream; a channel only shows that of now",
    "streams": "streams that left no video, or whose video expired",
    "deleted": "videos and clips that were deleted before the export",
    "unnamed-brands": "brands that only the picture, the sound or an undeclared hashtag shows",
}
_BRANDED = "is_branded_content"


def _known(path: Path) -> bool:
    return path in (("data",), ("data", "segments"), ())


def _is_item(value: Value) -> bool:
    return "segments" not in value and bool(value.keys() & {"user_login", "user_id", "broadcaster_id", "broadcaster_login", "creator_id"})


def _is_empty(page: Page) -> bool:
    """A schedule without a stream has no list at all."""
    data = page.at("data")
    return isinstance(data, dict) and "segments" in data and data["segments"] is None


SHAPE = Shape(_known, _is_item, frozenset({"pagination"}), "Twitch videos, clips or streams", _is_empty)


def read(pages: Iterable[Page], notes: Notes) -> Iterator[Item]:
    """The videos, clips and streams of all pages; what a channel says counts as evidence for those behind it too."""
    kept = list(pages)
    branded = _branded(kept)
    for page, path, element in elements(kept, SHAPE, notes):
        if page.at("pagination", "cursor"):
            notes.gaps["next-page"] = "further pages of the list, which the file does not hold"
        yield element if isinstance(element, Item) else _item(element, path, branded)


def _branded(pages: Iterable[Page]) -> frozenset[str]:
    """The channels that say of themselves that they show branded content now."""
    found = set()
    for page in pages:
        data = page.at("data") if isinstance(page.value, dict) else page.value
        for one in data if isinstance(data, list) else [page.value]:
            if isinstance(one, dict) and one.get(_BRANDED) is True:
                found.add(str(one.get("broadcaster_id")))
    return frozenset(found)


def _item(element: Element, path: Path, branded: frozenset[str]) -> Item:
    fields = Fields(element.value)
    item = Item(element.start, element.end)
    if path == ("data", "segments"):
        cancelled = fields.text("canceled_until")
        item.left_out = "it was planned and then cancelled" if cancelled else "it is planned and not published"
        return item
    if "broadcaster_id" in fields.value and fields.value.keys() & {_BRANDED, "broadcaster_language"}:
        item.left_out = "a channel and no publication; its label counts as evidence"
        return item
    is_clip = "creator_id" in fields.value
    channel = fields.text("broadcaster_id" if is_clip else "user_id")
    account = fields.text("creator_name") if is_clip else fields.text("user_login") or fields.text("user_name")
    title, description = fields.text("title"), fields.text("description")
    item.cells = {
        "id": fields.text("id"),
        "account": f"@{account}" if account else None,
        "platform": "twitch",
        "format": "clip" if is_clip else _format(fields, item),
        "published_at": fields.text("published_at") or fields.text("created_at") or fields.text("started_at"),
        "url": fields.text("url"),
        "text": "\n".join(text for text in (title, description) if text) or None,
    }
    item.texts = [(name, text) for name, text in (("title", title), ("description", description)) if text]
    if tags := fields.texts("tags"):
        item.texts.append(("tags", " ".join(f"#{tag}" for tag in tags)))
    if channel in branded:
        note = "the channel is marked as branded content now, which need not have been so then"
        item.evidence.append(Evidence("kind", "paid", False, _BRANDED, note=note))
    if fields.text("viewable") == "private":
        item.left_out = "it is private"
    return finished(item, fields)


def _format(fields: Fields, item: Item) -> str | None:
    if fields.text("started_at"):
        return "stream"
    kind = (fields.text("type") or "").casefold()
    if kind in ("upload", "highlight"):
        return "video"
    if kind == "archive":
        note = "the video that a stream leaves; the stream was the publication"
        item.evidence.append(Evidence("format", "stream", False, "type", kind, note=note, confidence=0.8))
    return None
