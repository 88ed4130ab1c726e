"""Spanish below the phrase: units, months, lists, quotation marks, money, countries, `u` and `e`."""

from __future__ import annotations

from clauselang.prose.es.countries import COUNTRIES
from clauselang.prose.language import Lexicon

LEXICON = Lexicon(
    units={
        "hour": ("hora", "horas"),
        "day": ("día", "días"),
        "week": ("semana", "semanas"),
        "month": ("mes", "meses"),
        "year": ("año", "años"),
    },
    months=(
        "enero", "febrero", "marzo", "abril", "mayo", "junio",
        "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
    ),
    date="{day} de {month} de {year}",
    # No separator of thousands: 2400 EUR, 12000,50 EUR.
    money="{number} {currency}",
    percent="{number} %",
    decimal=",",
    quotes=("«", "»"),
    lists={
        "or": (", ", " o "),
        "and": (", ", " y "),
        "union": (", o ", ", o "),
        "lettered": ("; ", "; o "),
        "duration": (", ", " y "),
        "events": ("; ", "; "),
    },
    countries=COUNTRIES,
    # «Moshi» u «Oura»; Francia e Italia, but agua y hielo.
    euphony=((" o ", "«?h?[oó]", " u "), (" y ", "«?h?[ií](?![aeoáéó])", " e ")),
)  # fmt: skip
