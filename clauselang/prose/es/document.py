"""What documents say in Spanish beyond the phrase table; `documents/keys.py` lists the keys."""

from __future__ import annotations

PHRASES: dict[str, str] = {
    "heading.languages": "{num}. Idiomas",
    "heading.examples": "Ejemplos calculados",
    "heading.signatures": "Firmas",
    "language.de": "alemán",
    "language.en": "inglés",
    "language.es": "español",
    "language.fr": "francés",
    "language.nl": "neerlandés",
    "document.prevails": (
        "El presente contrato se redacta en {l} y en {l2}. Ambas versiones proceden de las mismas estipulaciones; ninguna es "
        "traducción de la otra. En caso de divergencia, prevalece la versión en {l3}."
    ),
    "document.side_by_side": "El contrato en dos idiomas, cláusula por cláusula",
    "document.page": "Página {page} de {pages}",
    "sign.name": "Nombre",
    "sign.place": "Lugar",
    "sign.date": "Fecha",
    "sign.signature": "Firma",
    "examples.note": (
        "Estos ejemplos muestran el efecto de las cláusulas en fechas concretas. Se calculan a partir de las cláusulas y de lo que "
        "se sabe de los Entregables del Anexo A, y no modifican el presente contrato."
    ),
    "examples.limits": "Los límites de la cláusula {num}",
    "example.line": "{post}, difusión: {w}; {v}.",
    "example.limit": "{role}: {post}, difusión: {w}; {v}.",
    "example.undated": "{post}, fecha desconocida: {v}.",
    "example.post": "{kind} para {t} {surf}",
    "example.engagement": "Trabajo para {t}",
    "example.other_brand": "otra marca",
    "example.brand": "la marca {b}",
    "example.brand_in": "la marca {b} (categoría {c})",
    "example.in_category": "otra marca de la categoría {c}",
    "example.anywhere": "en una plataforma desconocida",
    "example.kind.paid": "Contenido remunerado",
    "example.kind.affiliate": "Contenido con comisión",
    "example.kind.ambassador": "Contenido como embajador",
    "example.kind.gifted": "Contenido Obsequiado",
    "example.kind.organic": "Contenido no remunerado",
    "example.kind.unknown": "Contenido",
    "role.before": "Último momento permitido antes del período",
    "role.first": "Primer momento prohibido",
    "role.last": "Último momento prohibido",
    "role.after": "Primer momento permitido después del período",
    "role.excepted": "Dentro del período, pero exceptuado",
    "result.compliant": "permitido",
    "result.excused": "permitido por excepción",
    "result.unknown": "no puede decirse con los hechos conocidos",
    "result.violation": "prohibido por la cláusula {refs}",
    "result.misstatement": "contrario a la declaración de la cláusula {refs}",
}
