"""What documents say in German beyond the phrase table; `documents/keys.py` lists the keys."""

from __future__ import annotations

PHRASES: dict[str, str] = {
    "heading.languages": "{num}. Sprachen",
    "heading.examples": "Rechenbeispiele",
    "heading.signatures": "Unterschriften",
    "language.de": "Deutsch",
    "language.en": "Englisch",
    "language.es": "Spanisch",
    "language.fr": "Französisch",
    "language.nl": "Niederländisch",
    "document.prevails": (
        "Dieser Vertrag ist auf {l} und {l2} abgefasst. Beide Fassungen gehen auf dieselben Bestimmungen zurück; keine ist eine "
        "Übersetzung der anderen. Weichen sie voneinander ab, geht die Fassung auf {l3} vor."
    ),
    "document.side_by_side": "Der Vertrag in zwei Sprachen, Bestimmung neben Bestimmung",
    "document.page": "Seite {page} von {pages}",
    "sign.name": "Name",
    "sign.place": "Ort",
    "sign.date": "Datum",
    "sign.signature": "Unterschrift",
    "examples.note": (
        "Diese Beispiele zeigen, wie sich die Bestimmungen an bestimmten Tagen auswirken. Sie sind aus den Bestimmungen "
        "berechnet, beruhen auf dem, was über die Beiträge in Anlage A bekannt ist, und ändern diesen Vertrag nicht."
    ),
    "examples.limits": "Die Grenzen von Ziffer {num}",
    "example.line": "{post}, Veröffentlichung: {w}; {v}.",
    "example.limit": "{role}: {post}, Veröffentlichung: {w}; {v}.",
    "example.undated": "{post}, Datum unbekannt: {v}.",
    "example.post": "{kind} für {t} {surf}",
    "example.engagement": "Tätigkeit für {t}",
    "example.other_brand": "eine andere Marke",
    "example.brand": "die Marke {b}",
    "example.brand_in": "die Marke {b} (Kategorie {c})",
    "example.in_category": "eine andere Marke in der Kategorie {c}",
    "example.anywhere": "auf einer unbekannten Plattform",
    "example.kind.paid": "Bezahlter Inhalt",
    "example.kind.affiliate": "Inhalt mit Provision",
    "example.kind.ambassador": "Inhalt als Markenbotschafter",
    "example.kind.gifted": "Geschenk-Inhalt",
    "example.kind.organic": "Unbezahlter Inhalt",
    "example.kind.unknown": "Inhalt",
    "role.before": "Letzter erlaubter Zeitpunkt vor dem Zeitraum",
    "role.first": "Erster verbotener Zeitpunkt",
    "role.last": "Letzter verbotener Zeitpunkt",
    "role.after": "Erster erlaubter Zeitpunkt nach dem Zeitraum",
    "role.excepted": "Innerhalb des Zeitraums, aber ausgenommen",
    "result.compliant": "erlaubt",
    "result.excused": "ausnahmsweise erlaubt",
    "result.unknown": "mit den bekannten Tatsachen nicht zu sagen",
    "result.violation": "verboten nach Ziffer {refs}",
    "result.misstatement": "im Widerspruch zur Versicherung in Ziffer {refs}",
}
