"""English below the phrase: units, months, lists, quotation marks, money, countries."""

from __future__ import annotations

from clauselang.prose.en.countries import COUNTRIES
from clauselang.prose.language import Lexicon

LEXICON = Lexicon(
    units={
        "hour": ("hour", "hours"),
        "day": ("day", "days"),
        "week": ("week", "weeks"),
        "month": ("month", "months"),
        "year": ("year", "years"),
    },
    months=(
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    date="{day} {month} {year}",
    # No separator of thousands: EUR 2400, EUR 12000.50.
    money="{currency} {number}",
    percent="{number}%",
    decimal=".",
    quotes=("“", "”"),
    lists={
        "or": (", ", " or "),
        "and": (", ", " and "),
        "union": (", or ", ", or "),
        "lettered": ("; ", "; or "),
        "duration": (", ", " and "),
        "events": ("; ", "; "),
    },
    countries=COUNTRIES,
)  # fmt: skip
