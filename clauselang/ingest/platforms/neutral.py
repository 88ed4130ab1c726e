"""Posts in a neutral form, with the names that unified APIs of creators' content use (`neutral.schema.json`) → items.

For sources that this package does not read: a tool of your own, or a vendor's API whose names are the same. `type` and `format` are
enumerations of such APIs; what they leave open (a YouTube video may be a Short) stays open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from clauselang.ingest.platforms.fields import Fields
from clauselang.ingest.platforms.item import Item, Signal
from clauselang.ingest.platforms.listing import Notes, Path, Shape, Value, elements, finished
from clauselang.ingest.platforms.pages import Element, Page
from clauselang.ingest.platforms.shorts import format_of

LABELS = {
    "id": "external_id",
    "account": "platform_profile_name",
    "platform": "work_platform",
    "text": "description",
    "territory": "territories",
}
GAPS = {
    "paid-labels": "paid-partnership labels of the posts that come without one",
    "deleted": "posts that were deleted before the export",
    "unnamed-brands": "brands that only the picture, the sound or an undeclared hashtag shows",
}
MAX_GAPS = 20
_FORMATS = {
    "STORY": "story", "REELS": "reel", "SHORT": "short", "LIVE": "live", "CLIP": "clip", "TWEET": "post", "THREAD": "post", "BLOG": "post",
    "PODCAST": "episode", "FEED": "post", "PHOTO": "photo", "PIN": "pin", "COMMUNITY_POST": "community_post", "ISSUE": "issue",
    "ARTICLE": "article",
}  # fmt: skip
_ON_PLATFORM = {
    ("instagram", "POST"): "post", ("facebook", "POST"): "post", ("linkedin", "POST"): "post", ("threads", "POST"): "post",
    ("x", "POST"): "post", ("tiktok", "VIDEO"): "video", ("tiktok", "IMAGE"): "photo", ("facebook", "VIDEO"): "video",
    ("twitch", "VIDEO"): "video", ("twitch", "STREAM"): "stream", ("youtube", "STREAM"): "live", ("instagram", "IMAGE"): "post",
}  # fmt: skip


def _known(path: Path) -> bool:
    return path in (("data",), ("posts",), ("items",), ())


def _is_item(value: Value) -> bool:
    return bool(value.keys() & {"external_id", "work_platform", "platform_profile_name", "platform_profile_id"})


SHAPE = Shape(_known, _is_item, frozenset({"metadata", "source"}), "posts in the neutral form")


def read(pages: Iterable[Page], notes: Notes) -> Iterator[Item]:
    """The posts of all pages. What a file says that its source cannot see (`source.not_observed`) is passed on."""
    for page, _, element in elements(pages, SHAPE, notes):
        missing = page.at("source", "not_observed")
        for number, gap in enumerate(missing[:MAX_GAPS] if isinstance(missing, list) else []):
            if isinstance(gap, str):
                notes.gaps[f"stated-{number + 1}"] = gap[:200]
        yield element if isinstance(element, Item) else _item(element)


def _item(element: Element) -> Item:
    fields = Fields(element.value)
    item = Item(element.start, element.end)
    named = fields.get("work_platform")
    platform = (fields.text("work_platform.name") if isinstance(named, dict) else fields.text("work_platform")) or fields.text("platform")
    account, published = fields.text("platform_profile_name") or fields.text("account.username"), fields.text("published_at")
    title, description = fields.text("title"), fields.text("description")
    item.texts = [(name, text) for name, text in (("title", title), ("description", description)) if text]
    item.cells = {
        "id": fields.text("external_id") or fields.text("id"),
        "account": account if account is None or account.startswith("@") or " " in account else f"@{account}",
        "platform": platform.strip().casefold() if platform else None,
        "published_at": published,
        "url": fields.text("url"),
        "text": "\n".join(text for text in (title, description) if text) or None,
        "territory": fields.texts("territories"),
    }
    item.cells["format"] = _format(fields, item, str(item.cells["platform"] or ""), published)
    _signals(fields, item)
    if fields.word("visibility") == "PRIVATE":
        item.left_out = "it is private"
    item.paid, item.paid_field = fields.truth("sponsored.is_sponsored"), "sponsored.is_sponsored"
    return finished(item, fields)


def _signals(fields: Fields, item: Item) -> None:
    shown = " ".join(text for _, text in item.texts).casefold()
    for name in fields.texts("mentions", "username", "name"):
        if f"@{name.removeprefix('@')}".casefold() not in shown:
            item.signals.append(Signal("mention", "mentions", name))
    if unseen := [tag for tag in fields.texts("hashtags", "name") if f"#{tag.lstrip('#')}".casefold() not in shown]:
        item.texts.append(("hashtags", " ".join(f"#{tag.lstrip('#')}" for tag in unseen)))
    item.signals += [Signal("link", "links", link) for link in fields.texts("links", "url")]
    partners = "collaboration.collaborators"
    item.signals += [Signal("collaborator", partners, name) for name in fields.texts(partners, "username", "name")]
    item.signals += [Signal("sponsor", "sponsored.tags", name) for name in fields.texts("sponsored.tags", "username", "name")]


def _format(fields: Fields, item: Item, platform: str, published: str | None) -> str | None:
    kind = fields.word("type")
    if kind == "VIDEO" and platform == "youtube":
        duration = fields.number("duration")
        tagged = any("#shorts" in text.casefold() for _, text in item.texts)
        found = format_of(round(duration) if duration is not None else None, None, tagged, published)
        item.evidence.append(found)
        return found.value if found.counts else None
    return (_ON_PLATFORM.get((platform, kind)) or _FORMATS.get(kind)) if kind else None
