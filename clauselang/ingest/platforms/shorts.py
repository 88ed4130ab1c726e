"""Whether a YouTube video is a Short: there is no field for it, only a rule of the platform and hints.

Rule (YouTube Help, "Understand three-minute YouTube Shorts"): uploaded from 15 October 2024 on, square or upright, at most three
minutes; before that, at most 60 seconds. Durations are given in whole seconds, so the second above the limit decides nothing.
"""

from __future__ import annotations

import re

from clauselang.ingest.platforms.item import Evidence

CHANGE = "2024-10-15"
LONG, BRIEF = 180, 60  # seconds
_DURATION = re.compile(r"P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,8})(?:\.\d{1,9})?S)?)?", re.ASCII)
_CERTAIN = 0.95


def seconds_of(duration: str) -> int | None:
    """The seconds of an ISO 8601 duration such as `PT2M58S`, `P1DT2H`; years and months, which have no fixed length, are refused."""
    found = _DURATION.fullmatch(duration.strip())
    if not found or not any(found.groups()):
        return None
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds


def format_of(duration: int | None, upright: bool | None, tagged: bool, published: str | None) -> Evidence:
    """The format by the rule, and how sure it is. `upright` is whether the picture is square or upright, where that is known."""
    field = "contentDetails.duration"
    if duration is None:
        return Evidence("format", "short", False, field, note="no duration is given, so it may be a Short", confidence=0.5)
    if published is None:
        limit, most = BRIEF, LONG  # the day decides which of the two holds
    else:
        # On the day itself either may hold.
        limit, most = LONG if published[:10] > CHANGE else BRIEF, BRIEF if published[:10] < CHANGE else LONG
    if duration > most + 1:
        return Evidence("format", "video", True, field, note=f"{duration} s are too long for a Short", confidence=1.0)
    if upright is False:
        return Evidence("format", "video", True, field, note="the picture is wider than high", confidence=_CERTAIN)
    if duration > limit:
        return Evidence("format", "short", False, field, note=f"{duration} s lie at the limit for Shorts", confidence=0.5)
    if upright:
        note = f"{duration} s and an upright picture"
        return Evidence("format", "short", True, field, note=note, confidence=_CERTAIN)
    note = f"{duration} s{' and `#shorts`' if tagged else ''}, but the shape of the picture is not given"
    return Evidence("format", "short", False, field, note=note, confidence=0.8 if tagged else 0.5)
