"""What documents say in English beyond the phrase table; `documents/keys.py` lists the keys."""

from __future__ import annotations

PHRASES: dict[str, str] = {
    "heading.languages": "{num}. Languages",
    "heading.examples": "Worked examples",
    "heading.signatures": "Signatures",
    "language.de": "German",
    "language.en": "English",
    "language.es": "Spanish",
    "language.fr": "French",
    "language.nl": "Dutch",
    "document.prevails": (
        "This agreement is drawn up in {l} and {l2}. Both versions come from the same terms; neither is a translation of the "
        "other. If they differ, the version in {l3} prevails."
    ),
    "document.side_by_side": "The agreement in two languages, clause by clause",
    "document.page": "Page {page} of {pages}",
    "sign.name": "Name",
    "sign.place": "Place",
    "sign.date": "Date",
    "sign.signature": "Signature",
    "examples.note": (
        "These examples show how the clauses work out on dates. They are computed from the clauses, are based on what is "
        "known of the Posts in Schedule A and do not change this agreement."
    ),
    "examples.limits": "The limits of clause {num}",
    "example.line": "{post}, published: {w}; {v}.",
    "example.limit": "{role}: {post}, published: {w}; {v}.",
    "example.undated": "{post}, date not known; {v}.",
    "example.post": "{kind} for {t} {surf}",
    "example.engagement": "Work for {t}",
    "example.other_brand": "another brand",
    "example.brand": "the brand {b}",
    "example.brand_in": "the brand {b} (category {c})",
    "example.in_category": "another brand in the category {c}",
    "example.anywhere": "on an unknown platform",
    "example.kind.paid": "Paid content",
    "example.kind.affiliate": "Content with a commission",
    "example.kind.ambassador": "Content as ambassador",
    "example.kind.gifted": "Gifted Content",
    "example.kind.organic": "Unpaid content",
    "example.kind.unknown": "Content",
    "role.before": "Last permitted moment before the period",
    "role.first": "First prohibited moment",
    "role.last": "Last prohibited moment",
    "role.after": "First permitted moment after the period",
    "role.excepted": "Within the period, but excepted",
    "result.compliant": "permitted",
    "result.excused": "permitted by way of exception",
    "result.unknown": "cannot be said with the facts known",
    "result.violation": "prohibited by clause {refs}",
    "result.misstatement": "contrary to the statement in clause {refs}",
}
