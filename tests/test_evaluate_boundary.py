"""A clause → posts at its limits: where such a post can appear, and at what time of day."""

from __future__ import annotations

import pytest

from clauselang.evaluate.boundary import limits
from tests.test_evaluate_limits import MARCH
from tests.test_evaluate_sentences import DEAL, compiled

OWED = "  posts\n    reel on instagram, owed\nexclusivity\n"
ALONE = "exclusivity\n"


@pytest.mark.parametrize(
    ("facts", "clause", "surface"),
    [
        (ALONE, "full", "instagram"),
        (ALONE, "full, on reels", "instagram reel"),
        (ALONE, "full, on videos", "tiktok video"),
        (ALONE, "full, on shorts", "youtube short"),
        (ALONE, "full, on snapchat", "snapchat"),
        (ALONE, "full, except instagram", "tiktok"),
        (ALONE, "full, except instagram and tiktok", "youtube"),
        (ALONE, "full, on instagram, instagram stories excluded", ""),
        (OWED, "full, on instagram, instagram stories excluded", "instagram reel"),
        (OWED, "full", "instagram reel"),
        (OWED, "full, on tiktok, tiktok stories excluded", ""),
    ],
)
def test_where_a_post_at_the_limits_appears(facts: str, clause: str, surface: str) -> None:
    """Where the clause certainly applies: on a surface that it names, on one of the agreement, or on a platform that everybody knows."""
    found = [each.judged.activity for each in limits(compiled(f"{DEAL}{facts}  {clause}, {MARCH}\n")) if each.role == "first"]

    assert [f"{one.platform} {one.format or ''}".strip() for one in found] == ([surface] if surface else [])


def test_the_middle_of_a_window_is_a_whole_minute() -> None:
    """A post in an excepted format is shown at a time that people would write."""
    contract = compiled(
        f"{DEAL}  posts\n    reel on instagram, published 2026-03-20 18:00:31\nexclusivity\n"
        "  full, 24 hours after each post, instagram stories excluded\n"
    )

    assert [one.judged.activity.published_at for one in limits(contract) if one.role == "excepted"] == ["2026-03-21T06:00:00+02:00"]
