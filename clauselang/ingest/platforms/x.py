"""Posts of the X API v2 (a timeline, a search or single posts, with `includes`) → items.

An edited post gets a new id; the first of its history stays its identity. What `includes` holds is context: users, and posts that a
post replies to, quotes or repeats. Sharing a post again is publishing it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from clauselang.ingest.platforms.fields import Fields
from clauselang.ingest.platforms.item import Item, Signal
from clauselang.ingest.platforms.listing import Notes, Path, Shape, Value, elements, finished
from clauselang.ingest.platforms.pages import Element, Page

LABELS = {"published_at": "created_at", "account": "author_id"}
GAPS = {
    "paid-labels": "paid-partnership labels, where the field was not asked for",
    "spaces": "Spaces and live videos",
    "deleted": "posts that were deleted, hidden or protected before the export",
    "unnamed-brands": "brands that only the picture, the sound or an undeclared hashtag shows",
}


def _known(path: Path) -> bool:
    return path in (("data",), ())


def _is_item(value: Value) -> bool:
    return "id" in value and bool(value.keys() & {"text", "author_id", "created_at"})


def _is_empty(page: Page) -> bool:
    """An answer without results has no list at all."""
    return page.at("meta", "result_count") == 0 or isinstance(page.at("errors"), list)


SHAPE = Shape(_known, _is_item, frozenset({"includes", "errors", "meta"}), "posts of X", _is_empty)


def read(pages: Iterable[Page], notes: Notes) -> Iterator[Item]:
    """The posts of all pages."""
    for page, _, element in elements(pages, SHAPE, notes):
        if page.at("meta", "next_token"):
            notes.gaps["next-page"] = "further pages of the list, which the file does not hold"
        errors = page.at("errors")
        if isinstance(errors, list) and errors:
            notes.gaps["withheld"] = "posts and users that the API did not show (`errors`)"
        yield element if isinstance(element, Item) else _item(element, _users(page))


def _users(page: Page) -> dict[str, str]:
    """The usernames that a page gives, by id."""
    users = page.at("includes", "users")
    found = {}
    for user in users if isinstance(users, list) else []:
        if isinstance(user, dict) and isinstance(user.get("username"), str):
            found[str(user.get("id"))] = user["username"]
    return found


def _item(element: Element, users: dict[str, str]) -> Item:
    fields = Fields(element.value)
    item = Item(element.start, element.end)
    own = fields.text("id")
    first = next(iter(fields.texts("edit_history_tweet_ids") or fields.texts("edit_history_post_ids")), own)
    author = fields.text("author_id")
    username = users.get(author) if author else None
    note = next((n for n in ("note_tweet", "note_post") if fields.text(f"{n}.text")), None)
    source = f"{note}." if note else ""
    text = fields.text(f"{source}text")
    item.cells = {
        "id": first,
        "account": f"@{username}" if username else author,
        "platform": "x",
        "format": "post",
        "published_at": fields.text("created_at"),
        "url": f"https://x.com/{username or 'i'}/status/{own}" if own else None,
        "text": text,
    }
    field = f"{source}text"
    if text:
        item.texts.append((field, _expanded(fields, f"{source}entities.urls", text, item)))
    shown = (text or "").casefold()
    # What the text says is found there, with its place.
    for name in fields.texts(f"{source}entities.mentions", "username", "tag"):
        if f"@{name}".casefold() not in shown:
            item.signals.append(Signal("mention", f"{source}entities.mentions", name))
    for tag in fields.texts(f"{source}entities.hashtags", "tag"):
        if f"#{tag}".casefold() not in shown:
            item.signals.append(Signal("hashtag", f"{source}entities.hashtags", f"#{tag}"))
    item.paid, item.paid_field = fields.truth("paid_partnership"), "paid_partnership"
    return finished(item, fields)


def _expanded(fields: Fields, path: str, text: str, item: Item) -> str:
    """The text with blanks for its short addresses; where they lead becomes a signal of its own."""
    for value in fields.items(path):
        link = Fields(value)
        short, target = link.text("url"), link.text("unwound_url") or link.text("expanded_url")
        fields.mistake = fields.mistake or link.mistake
        if short and target and short in text:
            item.signals.append(Signal("link", path, target, text.index(short)))
            text = text.replace(short, " " * len(short))
    return text
