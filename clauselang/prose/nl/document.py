"""What documents say in Dutch beyond the phrase table; `documents/keys.py` lists the keys."""

from __future__ import annotations

PHRASES: dict[str, str] = {
    "heading.languages": "{num}. Talen",
    "heading.examples": "Uitgewerkte voorbeelden",
    "heading.signatures": "Ondertekening",
    "language.de": "Duits",
    "language.en": "Engels",
    "language.es": "Spaans",
    "language.fr": "Frans",
    "language.nl": "Nederlands",
    "document.prevails": (
        "Deze overeenkomst is opgesteld in het {l} en het {l2}. Beide versies komen voort uit dezelfde afspraken; geen van beide "
        "is een vertaling van de andere. Bij verschil gaat de versie in het {l3} voor."
    ),
    "document.side_by_side": "De overeenkomst in twee talen, bepaling naast bepaling",
    "document.page": "Pagina {page} van {pages}",
    "sign.name": "Naam",
    "sign.place": "Plaats",
    "sign.date": "Datum",
    "sign.signature": "Handtekening",
    "examples.note": (
        "Deze voorbeelden laten zien hoe de bepalingen op data uitwerken. Zij zijn uit de bepalingen berekend, gaan uit van wat "
        "over de Posts in Bijlage A bekend is en veranderen deze overeenkomst niet."
    ),
    "examples.limits": "De grenzen van artikel {num}",
    "example.line": "{post}, geplaatst op {w}: {v}.",
    "example.limit": "{role}: {post}, geplaatst op {w}: {v}.",
    "example.undated": "{post}, datum onbekend: {v}.",
    "example.post": "{kind} voor {t} {surf}",
    "example.engagement": "Werk voor {t}",
    "example.other_brand": "een ander merk",
    "example.brand": "het merk {b}",
    "example.brand_in": "het merk {b} (categorie {c})",
    "example.in_category": "een ander merk in de categorie {c}",
    "example.anywhere": "op een onbekend platform",
    "example.kind.paid": "Betaalde content",
    "example.kind.affiliate": "Content met commissie",
    "example.kind.ambassador": "Content als ambassadeur",
    "example.kind.gifted": "Content met Gekregen Producten",
    "example.kind.organic": "Onbetaalde content",
    "example.kind.unknown": "Content",
    "role.before": "Laatste toegestane moment vóór de periode",
    "role.first": "Eerste verboden moment",
    "role.last": "Laatste verboden moment",
    "role.after": "Eerste toegestane moment na de periode",
    "role.excepted": "Binnen de periode, maar uitgezonderd",
    "result.compliant": "toegestaan",
    "result.excused": "bij uitzondering toegestaan",
    "result.unknown": "met de bekende feiten niet te zeggen",
    "result.violation": "verboden door artikel {refs}",
    "result.misstatement": "in strijd met de verklaring in artikel {refs}",
}
