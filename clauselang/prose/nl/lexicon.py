"""Dutch below the phrase: units, months, lists, quotation marks, money, countries."""

from __future__ import annotations

from clauselang.prose.language import Lexicon
from clauselang.prose.nl.countries import COUNTRIES

LEXICON = Lexicon(
    # Hours and years stay singular after a number.
    units={
        "hour": ("uur", "uur"),
        "day": ("dag", "dagen"),
        "week": ("week", "weken"),
        "month": ("maand", "maanden"),
        "year": ("jaar", "jaar"),
    },
    months=(
        "januari", "februari", "maart", "april", "mei", "juni",
        "juli", "augustus", "september", "oktober", "november", "december",
    ),
    date="{day} {month} {year}",
    # No separator of thousands: EUR 2400, EUR 12000,50.
    money="{currency} {number}",
    percent="{number}%",
    decimal=",",
    quotes=("“", "”"),
    lists={
        "or": (", ", " of "),
        "and": (", ", " en "),
        "union": (", ", " of "),
        "lettered": ("; ", "; of "),
        "duration": (", ", " en "),
        "events": ("; ", "; "),
    },
    countries=COUNTRIES,
)  # fmt: skip
