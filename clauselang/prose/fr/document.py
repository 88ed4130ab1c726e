"""What documents say in French beyond the phrase table; `documents/keys.py` lists the keys."""

from __future__ import annotations

PHRASES: dict[str, str] = {
    "heading.languages": "{num}. Langues",
    "heading.examples": "Exemples chiffrés",
    "heading.signatures": "Signatures",
    "language.de": "allemand",
    "language.en": "anglais",
    "language.es": "espagnol",
    "language.fr": "français",
    "language.nl": "néerlandais",
    "document.prevails": (
        "Le présent contrat est établi en {l} et en {l2}. Les deux versions proviennent des mêmes stipulations ; aucune n’est la "
        "traduction de l’autre. En cas de divergence, la version en {l3} prévaut."
    ),
    "document.side_by_side": "Le contrat en deux langues, clause par clause",
    "document.page": "Page {page} sur {pages}",
    "sign.name": "Nom",
    "sign.place": "Lieu",
    "sign.date": "Date",
    "sign.signature": "Signature",
    "examples.note": (
        "Ces exemples montrent l’effet des clauses à des dates données. Ils sont calculés à partir des clauses et de ce qui est "
        "connu des Livrables de l’Annexe A, et ne modifient pas le présent contrat."
    ),
    "examples.limits": "Les limites de l’article {num}",
    "example.line": "{post}, mise en ligne : {w} ; {v}.",
    "example.limit": "{role} : {post}, mise en ligne : {w} ; {v}.",
    "example.undated": "{post}, date inconnue : {v}.",
    "example.post": "{kind} pour {t} {surf}",
    "example.engagement": "Activité pour {t}",
    "example.other_brand": "une autre marque",
    "example.brand": "la marque {b}",
    "example.brand_in": "la marque {b} (catégorie {c})",
    "example.in_category": "une autre marque de la catégorie {c}",
    "example.anywhere": "sur une plateforme inconnue",
    "example.kind.paid": "Contenu rémunéré",
    "example.kind.affiliate": "Contenu avec commission",
    "example.kind.ambassador": "Contenu en qualité d’ambassadeur",
    "example.kind.gifted": "Contenu Offert",
    "example.kind.organic": "Contenu non rémunéré",
    "example.kind.unknown": "Contenu",
    "role.before": "Dernier moment autorisé avant la période",
    "role.first": "Premier moment interdit",
    "role.last": "Dernier moment interdit",
    "role.after": "Premier moment autorisé après la période",
    "role.excepted": "Pendant la période, mais excepté",
    "result.compliant": "autorisé",
    "result.excused": "autorisé par exception",
    "result.unknown": "indéterminé d’après les faits connus",
    "result.violation": "interdit par l’article {refs}",
    "result.misstatement": "contraire à la déclaration de l’article {refs}",
}
