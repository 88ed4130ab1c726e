"""Media of the Instagram Graph API (`GET /{ig-user}/media`, `/stories`, `/tags`) → items.

Fields as in Meta's reference of IG Media, v25.0: `timestamp` is ISO 8601 in UTC (`+0000`), `media_product_type` is AD, FEED, STORY
or REELS. The paid-partnership label can be written when publishing (since 2026-04-22) and is not documented to be read; where a
file has it all the same, it counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from clauselang.ingest.platforms.fields import Fields
from clauselang.ingest.platforms.item import Evidence, Item, Signal
from clauselang.ingest.platforms.listing import Notes, Path, Shape, Value, elements, finished
from clauselang.ingest.platforms.pages import Element, Page

LABELS = {"published_at": "timestamp", "url": "permalink", "text": "caption", "account": "username"}
GAPS = {
    "stories-after-24-hours": "stories, which the API shows for 24 hours",
    "live": "live videos",
    "paid-labels": "paid-partnership labels, which the API does not show",
    "others-posts": "posts of others in which the creator collaborates",
    "handles": "handles in captions from which the API removed the `@`",
    "deleted": "posts that were deleted or archived before the export",
    "unnamed-brands": "brands that only the picture, the sound or an undeclared hashtag shows",
}
_EDGES = ("media", "stories", "tags")
_PRODUCTS = {"FEED": "post", "REELS": "reel", "STORY": "story"}
_KINDS = ("IMAGE", "VIDEO", "CAROUSEL_ALBUM")


def _known(path: Path) -> bool:
    return path in (("data",), ()) or (len(path) > 1 and path[-1] == "data" and path[-2] in _EDGES)


def _is_item(value: Value) -> bool:
    return bool(value.keys() & {"media_product_type", "media_type", "permalink", "timestamp"})


SHAPE = Shape(_known, _is_item, frozenset({"paging", "children", "comments"}), "Instagram media")


def read(pages: Iterable[Page], notes: Notes) -> Iterator[Item]:
    """The media of all pages."""
    stories = False
    for page, path, element in elements(pages, SHAPE, notes):
        if isinstance(element, Item):
            yield element
            continue
        if _has_next(page, path):
            notes.gaps["next-page"] = "further pages of the list, which the file does not hold"
        edge = page.at(*path[:-2]) if len(path) > 1 and path[-2] != "tags" else None
        owner = edge.get("username") if isinstance(edge, dict) else None
        item = _item(element, owner if isinstance(owner, str) else None)
        stories = stories or item.cells.get("format") == "story"
        yield item
    if not stories:
        notes.gaps["stories"] = "stories: the file holds none, and the list of media never does"


def _has_next(page: Page, path: Path) -> bool:
    return isinstance(page.at(*path[:-1], "paging", "next"), str)


def _item(element: Element, owner: str | None) -> Item:
    fields = Fields(element.value)
    item = Item(element.start, element.end)
    username = fields.text("username") or (fields.text("owner.username") if isinstance(fields.get("owner"), dict) else None) or owner
    permalink, caption = fields.text("permalink"), fields.text("caption")
    item.cells = {
        "id": fields.text("id"),
        "account": f"@{username.removeprefix('@')}" if username else None,
        "platform": "instagram",
        "format": _format(fields, permalink or "", item),
        "published_at": fields.text("timestamp"),
        "url": permalink,
        "text": caption,
    }
    for field in ("caption", "alt_text"):
        if text := fields.text(field):
            item.texts.append((field, text))
    if products := fields.texts("product_tags", "name"):
        item.texts.append(("product_tags", " · ".join(products)))
    for field in ("user_tags", "tagged_users", "usertags"):
        item.signals += [Signal("tag", field, name) for name in fields.texts(field, "username", "name")]
    for person in fields.items("collaborators"):
        accepted = not isinstance(person, dict) or str(person.get("invite_status", "accepted")).casefold() == "accepted"
        name = person.get("username") if isinstance(person, dict) else person
        if accepted and isinstance(name, str):
            item.signals.append(Signal("collaborator", "collaborators", name))
    _paid(fields, item)
    return finished(item, fields)


def _format(fields: Fields, permalink: str, item: Item) -> str | None:
    product, kind = fields.word("media_product_type"), fields.word("media_type")
    if product in _PRODUCTS:
        return _PRODUCTS[product]
    if product == "AD":
        note = "an advert made of the account's content, on a surface that the API does not say"
        item.evidence.append(Evidence("format", "ad", False, "media_product_type", "AD", note=note))
        return None
    if product is not None:
        note = "a kind of media that is not known"
        item.evidence.append(Evidence("format", product.casefold(), False, "media_product_type", product, note=note))
        return None
    for part, form in (("/reel/", "reel"), ("/stories/", "story")):
        if part in permalink:
            return form
    # Albums are always feed posts, and so is a picture with a permanent address; a video can be a reel or a post.
    return "post" if kind == "CAROUSEL_ALBUM" or (kind == "IMAGE" and "/p/" in permalink) else None


def _paid(fields: Fields, item: Item) -> None:
    item.paid = fields.truth("is_paid_partnership")
    item.paid_field = "is_paid_partnership"
    for field in ("branded_content_sponsor_ids", "sponsor_tags"):
        names = fields.texts(field, "username", "name", "id")
        item.signals += [Signal("sponsor", field, name) for name in names]
        if names and item.paid is None:
            item.paid, item.paid_field = True, field
