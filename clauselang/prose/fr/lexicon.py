"""French below the phrase: units, months, lists, quotation marks, money, countries, elision."""

from __future__ import annotations

from clauselang.prose.fr.countries import COUNTRIES
from clauselang.prose.language import Lexicon

LEXICON = Lexicon(
    units={
        "hour": ("heure", "heures"),
        "day": ("jour", "jours"),
        "week": ("semaine", "semaines"),
        "month": ("mois", "mois"),
        "year": ("an", "ans"),
    },
    months=(
        "janvier", "février", "mars", "avril", "mai", "juin",
        "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ),
    date="{day} {month} {year}",
    days={1: "1er"},
    # No separator of thousands: 2400 EUR, 12000,50 EUR.
    money="{number} {currency}",
    percent="{number} %",
    decimal=",",
    quotes=("« ", " »"),
    lists={
        "or": (", ", " ou "),
        "and": (", ", " et "),
        "union": (", ou ", ", ou "),
        "lettered": (" ; ", " ; ou "),
        "duration": (", ", " et "),
        "events": (" ; ", " ; "),
    },
    countries=COUNTRIES,
    # Sous forme d’épisodes.
    euphony=((" de ", "[aeiouàâæéèêëîïôœùûü]", " d’"),),
)  # fmt: skip
