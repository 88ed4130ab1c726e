"""Files of the Instagram data download (`posts_1.json`, `reels.json`, `stories.json`, `archived_posts.json` …) → items.

The form is not documented by Meta; it is that of downloads from 2020 to 2026. Text is UTF-8 written as Latin-1 and is put right. What
an item is follows from the folder of its files (`media/stories/…`), then from the list it stands in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from clauselang.ingest.platforms.fields import Fields, mojibake
from clauselang.ingest.platforms.item import Item
from clauselang.ingest.platforms.listing import Notes, Path, Shape, Value, elements, finished
from clauselang.ingest.platforms.pages import Element, Page

LABELS = {"published_at": "creation_timestamp", "text": "title", "id": "uri"}
GAPS = {
    "paid-labels": "paid-partnership labels, which the download does not hold",
    "tagged-users": "people and brands tagged in the picture",
    "others-posts": "posts of others in which the creator collaborates",
    "live": "live videos",
    "deleted": "posts and stories that were deleted before the download",
    "unnamed-brands": "brands that only the picture, the sound or an undeclared hashtag shows",
}
# Videos of IGTV and "other" content may have been posts or reels.
_LISTS = {"ig_stories": "story", "ig_reels_media": "reel", "ig_posts": "post", "ig_archived_post_media": "post"}
_LISTS |= {"ig_igtv_media": "", "ig_other_media": ""}
_FOLDERS = {"stories": "story", "reels": "reel", "posts": "post", "archived_posts": "post", "igtv": "", "other": ""}


def _known(path: Path) -> bool:
    return not path or path[-1] in _LISTS


def _is_item(value: Value) -> bool:
    return "creation_timestamp" in value or isinstance(value.get("media"), list)


SHAPE = Shape(_known, _is_item, frozenset({"media_metadata", "media"}), "Instagram posts, reels or stories")


def read(pages: Iterable[Page], notes: Notes) -> Iterator[Item]:
    """The posts of all files."""
    stories = False
    for _, path, element in elements(pages, SHAPE, notes):
        if isinstance(element, Item):
            yield element
            continue
        item = _item(element, path)
        stories = stories or item.cells.get("format") == "story"
        yield item
    if not stories:
        notes.gaps["stories"] = "stories: they stand in a file of their own, and this one holds none"


def _item(element: Element, path: Path) -> Item:
    fields = Fields(element.value, mojibake)
    item = Item(element.start, element.end)
    media = [Fields(one, mojibake) for one in fields.items("media")]
    parts = [fields, *media]
    uri = next((text for part in parts if (text := part.text("uri"))), None)
    text = next((text for part in (parts if len(media) < 2 else parts[:1]) if (text := part.text("title"))), None)
    item.cells = {
        "id": uri,
        "platform": "instagram",
        "format": _format(uri or "", path),
        "published_at": next((when for part in parts if (when := part.epoch("creation_timestamp"))), None),
        "text": text,
    }
    # An album has a caption of its own; what its pictures are called stands beside it.
    for name, part in zip(("title", *(f"media[{index}].title" for index in range(len(media)))), parts, strict=True):
        if shown := part.text("title"):
            item.texts.append((name, shown))
    for part in media:
        fields.mistake = fields.mistake or part.mistake
    if uri and uri.partition("media/")[2].startswith("profile/"):
        item.left_out = "a profile picture, not a post"
    return finished(item, fields)


def _format(uri: str, path: Path) -> str | None:
    folder = uri.partition("media/")[2].partition("/")[0]
    if folder in _FOLDERS:
        return _FOLDERS[folder] or None
    return (_LISTS[path[-1]] or None) if path else None
