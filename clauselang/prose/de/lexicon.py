"""German below the phrase: units in two cases, months, lists, quotation marks, money, countries."""

from __future__ import annotations

from clauselang.prose.de.countries import COUNTRIES
from clauselang.prose.language import Lexicon

LEXICON = Lexicon(
    # Accusative for a distance (2 Monate nach dem Tag), dative after a preposition (für die Dauer von 2 Monaten).
    units={
        "hour": ("Stunde", "Stunden"),
        "day": ("Tag", "Tage"),
        "day:dat": ("Tag", "Tagen"),
        "week": ("Woche", "Wochen"),
        "month": ("Monat", "Monate"),
        "month:dat": ("Monat", "Monaten"),
        "year": ("Jahr", "Jahre"),
        "year:dat": ("Jahr", "Jahren"),
    },
    months=(
        "Januar", "Februar", "März", "April", "Mai", "Juni",
        "Juli", "August", "September", "Oktober", "November", "Dezember",
    ),
    date="{day}. {month} {year}",
    # No separator of thousands: 2400 EUR, 12000,50 EUR.
    money="{number} {currency}",
    percent="{number} %",
    decimal=",",
    quotes=("„", "“"),
    lists={
        "or": (", ", " oder "),
        "and": (", ", " und "),
        "union": (", ", " oder "),
        "lettered": ("; ", "; oder "),
        "duration": (", ", " und "),
        "events": ("; ", "; "),
    },
    countries=COUNTRIES,
    # The dative of a plural of one word: Artikel → Artikeln, Blogbeiträge → Blogbeiträgen.
    inflections={"dat": (r"^(\S*(?:e|el|er))$", r"\1n")},
)  # fmt: skip
