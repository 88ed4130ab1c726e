"""The reference list of the phrases that only documents need: every key, with the holes it may use.

Each language keeps them in `document.py` in its folder. The holes are those of `clauselang.prose.keys`, and `l`, `l2`, `l3`:
names of languages; `post`: a post; `kind`: a kind of content; `role`: which moment it is; `v`: a result.
"""

from __future__ import annotations

KEYS: dict[str, tuple[str, ...]] = {
    key: tuple(holes.split())
    for key, holes in {
        "heading.languages": "num", "heading.examples": "", "heading.signatures": "",
        "language.de": "", "language.en": "", "language.es": "", "language.fr": "", "language.nl": "",
        "document.prevails": "l l2 l3", "document.side_by_side": "", "document.page": "page pages",
        "sign.name": "", "sign.place": "", "sign.date": "", "sign.signature": "",
        "examples.note": "", "examples.limits": "num",
        "example.line": "post w v", "example.limit": "role post w v", "example.undated": "post v",
        "example.post": "kind t surf", "example.engagement": "t",
        "example.other_brand": "", "example.brand": "b", "example.brand_in": "b c", "example.in_category": "c",
        "example.anywhere": "",
        "example.kind.paid": "", "example.kind.affiliate": "", "example.kind.ambassador": "", "example.kind.gifted": "",
        "example.kind.organic": "", "example.kind.unknown": "",
        "role.before": "", "role.first": "", "role.last": "", "role.after": "", "role.excepted": "",
        "result.compliant": "", "result.excused": "", "result.unknown": "", "result.violation": "refs",
        "result.misstatement": "refs",
    }.items()
}  # fmt: skip
