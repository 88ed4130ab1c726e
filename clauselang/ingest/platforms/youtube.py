"""Videos of the YouTube Data API v3 (`videos.list`; also items of playlists and searches) → items.

`snippet.publishedAt` is when the video was published (a private one: uploaded). `paidProductPlacementDetails` is only shown to the
owner of the video, and `brandPartner` in it names who pays; `fileDetails` with the shape of the picture likewise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from clauselang.ingest.platforms.fields import Fields
from clauselang.ingest.platforms.item import Evidence, Item, Signal
from clauselang.ingest.platforms.listing import Notes, Path, Shape, Value, elements, finished
from clauselang.ingest.platforms.pages import Element, Page
from clauselang.ingest.platforms.shorts import format_of, seconds_of

LABELS = {"published_at": "snippet.publishedAt", "text": "snippet.description", "account": "snippet.channelId"}
GAPS = {
    "paid-labels": "paid-promotion labels of videos, which only their owner is shown",
    "community-posts": "community posts",
    "shorts": "whether a video is a Short, where its shape is not given",
    "deleted": "videos that were deleted or made private before the export",
    "unnamed-brands": "brands that only the picture, the sound or an undeclared hashtag shows",
}
_KINDS = ("youtube#video", "youtube#playlistItem", "youtube#searchResult")
_NEVER = {"failed": "its upload failed", "rejected": "the platform rejected its upload"}


def _known(path: Path) -> bool:
    return path in (("items",), ())


def _is_item(value: Value) -> bool:
    return "snippet" in value or value.get("kind") in _KINDS


SHAPE = Shape(_known, _is_item, frozenset({"pageInfo"}), "YouTube videos")


def read(pages: Iterable[Page], notes: Notes) -> Iterator[Item]:
    """The videos of all pages."""
    for page, _, element in elements(pages, SHAPE, notes):
        if isinstance(page.at("nextPageToken"), str):
            notes.gaps["next-page"] = "further pages of the list, which the file does not hold"
        yield element if isinstance(element, Item) else _item(element)


def _item(element: Element) -> Item:
    fields = Fields(element.value)
    item = Item(element.start, element.end)
    video = _video_id(fields)
    kind = fields.text("kind")
    if (kind and kind not in _KINDS) or (kind == "youtube#searchResult" and not video):
        item.left_out = "no video but another kind of resource"
        return item
    published = fields.text("contentDetails.videoPublishedAt")
    if published is None and kind != "youtube#playlistItem":  # of a playlist's item it is when it was put there
        published = fields.text("snippet.publishedAt")
    title, description = fields.text("snippet.title"), fields.text("snippet.description")
    item.texts = [(name, text) for name, text in (("snippet.title", title), ("snippet.description", description)) if text]
    if tags := fields.texts("snippet.tags"):
        item.texts.append(("snippet.tags", " · ".join(tags)))
    item.cells = {
        "id": video,
        "account": fields.text("snippet.videoOwnerChannelId") or fields.text("snippet.channelId"),
        "platform": "youtube",
        "format": _format(fields, published, item),
        "published_at": published,
        "url": f"https://www.youtube.com/watch?v={video}" if video else None,
        "text": "\n".join(text for text in (title, description) if text) or None,
    }
    _status(fields, item)
    _paid(fields, item)
    return finished(item, fields)


def _video_id(fields: Fields) -> str | None:
    if fields.text("kind") == "youtube#playlistItem":
        return fields.text("contentDetails.videoId") or fields.text("snippet.resourceId.videoId")
    return fields.text("id.videoId") if isinstance(fields.get("id"), dict) else fields.text("id")


def _format(fields: Fields, published: str | None, item: Item) -> str | None:
    if (fields.text("snippet.liveBroadcastContent") or "none") != "none" or fields.text("liveStreamingDetails.actualStartTime"):
        return "live"
    given = fields.text("contentDetails.duration")
    duration = seconds_of(given) if given else None
    if given and duration is None:
        fields.refuse("contentDetails.duration", "it is no ISO 8601 duration", "such as `PT2M58S`")
    tagged = any("#shorts" in text.casefold() or "#short " in f"{text} ".casefold() for _, text in item.texts)
    found = format_of(duration, _upright(fields), tagged, published)
    item.evidence.append(found)
    return found.value if found.counts else None


def _upright(fields: Fields) -> bool | None:
    """Whether the picture is square or upright: from the file, or from a player that was asked for its natural size."""
    streams = fields.items("fileDetails.videoStreams")
    sizes = Fields(streams[0]) if streams and isinstance(streams[0], dict) else None
    width, height = (sizes.number("widthPixels"), sizes.number("heightPixels")) if sizes else (None, None)
    if sizes:
        fields.mistake = fields.mistake or sizes.mistake
    if sizes and sizes.text("rotation") in ("clockwise", "counterClockwise"):
        width, height = height, width
    if not width or not height:
        width, height = fields.number("player.embedWidth"), fields.number("player.embedHeight")
    return width <= height if width and height else None


def _status(fields: Fields, item: Item) -> None:
    privacy, upload = fields.text("status.privacyStatus"), fields.text("status.uploadStatus")
    if upload in _NEVER:
        item.left_out = f"it was never published: {_NEVER[upload]}"
    elif fields.text("snippet.liveBroadcastContent") == "upcoming":
        item.left_out = "it is planned and not published"
    elif privacy == "private":
        at = fields.text("status.publishAt")
        item.left_out = f"it is private, and planned for {at[:40]}" if at else "it is private"
    elif privacy == "unlisted":
        note = "it is unlisted, so whether and when the public could see it is not known"
        item.evidence.append(Evidence("published_at", None, False, "status.privacyStatus", "unlisted", note=note))
        item.cells["published_at"] = None


def _paid(fields: Fields, item: Item) -> None:
    part = "paidProductPlacementDetails"
    item.paid = fields.truth(f"{part}.hasPaidProductPlacement")
    item.paid_field = f"{part}.hasPaidProductPlacement"
    partners = fields.get(f"{part}.brandPartner")
    for partner in (partners if isinstance(partners, list) else [partners])[:100]:
        named = Fields(partner) if isinstance(partner, dict) else None
        if named and (name := named.text("channelHandle") or named.text("channelId")):
            item.signals.append(Signal("sponsor", f"{part}.brandPartner", name))
