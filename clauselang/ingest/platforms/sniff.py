"""The beginning of a JSON text → the platform whose export it is, by the names in it; nothing when they do not tell."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal, TypeAlias, get_args

Name: TypeAlias = Literal["instagram-api", "instagram-export", "youtube", "tiktok", "tiktok-export", "x", "twitch", "neutral"]
NAMES: tuple[Name, ...] = get_args(Name)
HEAD = 65536  # characters that are looked at

_STRING = re.compile(r'"((?:[^"\\]|\\.)*+)"(\s*:)?')
_OUR_OWN = {"brand", "brands", "act", "acts", "kind", "deliverable", "consent_at"}

Keys = set[str]
_SHAPES: dict[Name, Callable[[Keys], bool]] = {
    "instagram-api": lambda k: "media_product_type" in k or {"permalink", "timestamp"} <= k or {"media_type", "permalink"} <= k,
    "instagram-export": lambda k: {"creation_timestamp", "uri"} <= k or bool(k & {"ig_stories", "ig_reels_media"}),
    "youtube": lambda k: "snippet" in k and bool(k & {"etag", "kind", "publishedAt", "contentDetails", "status"}),
    "tiktok": lambda k: "create_time" in k and bool(k & {"video_description", "share_url", "hashtag_names", "videos"}),
    "tiktok-export": lambda k: bool(k & {"VideoList", "ItemFavoriteList", "CommentsList", "SearchList", "ProfileMap"}),
    "x": lambda k: bool(k & {"edit_history_tweet_ids", "edit_history_post_ids"}) or {"author_id", "text"} <= k,
    "twitch": lambda k: bool(k & {"broadcaster_id", "broadcaster_login"}) or {"user_login", "user_id"} <= k,
    "neutral": lambda k: "work_platform" in k or {"platform_profile_name", "published_at"} <= k,
}


def sniff(text: str) -> Name | None:
    """The one platform whose names the text has. A file with columns of our own is nobody's export."""
    head = text[:HEAD]
    if not head.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        return None
    keys = {found[1] for found in _STRING.finditer(head) if found[2]}
    found = [name for name, fits in _SHAPES.items() if fits(keys)]
    is_ours = bool(keys & (_OUR_OWN - {"kind"})) or {"published_at", "platform"} <= keys
    return found[0] if len(found) == 1 and (found[0] == "neutral" or not is_ours) else None
