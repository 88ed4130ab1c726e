"""The registry of codes: letter = room (`S` syntax, `R` resolve, `M` meaning, `F` facts, `P` prose), number = one finding for ever.

The page of a code, which `clauselang explain` prints, is `pages/<code>.md` beside this file.
"""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """A finding's severity (`error`, `warning`, `info`) and its name, which completes "allow …"."""

    severity: str
    name: str


CATALOGUE: dict[str, Entry] = {
    code: Entry(severity, name)
    for code, severity, name in (
        ("S101", "error", "unexpected-word"),
        ("S102", "error", "incomplete-line"),
        ("S103", "error", "unexpected-character"),
        ("S104", "error", "unclosed-quote"),
        ("S105", "error", "wrong-indentation"),
        ("S107", "error", "vague-word"),
        ("S110", "error", "impossible-date"),
        ("S112", "error", "impossible-number"),
        ("S120", "error", "look-alike-letter"),
        ("S121", "error", "invisible-character"),
        ("S122", "warning", "text-not-normalised"),
        ("S130", "error", "file-too-large"),
        ("S132", "error", "line-too-long"),
        ("S135", "error", "unreadable-file"),
        ("S140", "error", "unstable-format"),
        ("R101", "error", "unknown-import"),
        ("R102", "error", "import-cycle"),
        ("R103", "error", "import-outside-project"),
        ("R104", "error", "unknown-category"),
        ("R105", "error", "unknown-platform"),
        ("R106", "error", "unknown-format"),
        ("R107", "error", "unknown-competitor-list"),
        ("R108", "error", "unknown-event"),
        ("R109", "error", "unlisted-commitments"),
        ("R110", "error", "duplicate-declaration"),
        ("R111", "info", "shadowed-library-entry"),
        ("R113", "error", "category-cycle"),
        ("R114", "error", "unknown-country"),
        ("R115", "error", "unknown-currency"),
        ("R116", "error", "unknown-timezone"),
        ("R117", "error", "unknown-language"),
        ("R118", "error", "repeated-phrase"),
        ("R119", "error", "clause-without-target"),
        ("R120", "error", "clause-without-window"),
        ("R121", "error", "misplaced-then"),
        ("R122", "error", "undefined-competitors"),
        ("R123", "error", "empty-competitor-list"),
        ("R124", "error", "closed-vocabulary"),
        ("R125", "error", "contradicting-phrases"),
        ("R126", "error", "repeated-fact"),
        ("R127", "error", "several-agreements"),
        ("R128", "error", "agreement-without-party"),
        ("R129", "error", "unknown-fact-name"),
        ("M301", "warning", "rounded-month"),
        ("M309", "error", "calendar-unit-without-timezone"),
        ("M312", "error", "skipped-local-time"),
        ("M313", "error", "mixed-hours-and-days"),
        ("M320", "warning", "hole-before-last-post"),
        ("M321", "warning", "unresolved-anchor"),
        ("M330", "error", "inverted-window"),
        ("M331", "warning", "empty-window"),
        ("M340", "warning", "window-before-signing"),
        ("M350", "warning", "perpetual-window"),
        ("M360", "error", "until-a-date"),
        ("F101", "error", "unreadable-posts"),
        ("F102", "error", "unreadable-row"),
        ("F103", "warning", "unknown-column"),
        ("F104", "warning", "undeclared-word"),
        ("P101", "error", "other-wording"),
        ("P102", "error", "unknown-label"),
        ("P103", "error", "unsaid-fact"),
        ("P104", "error", "line-out-of-place"),
        ("P105", "error", "no-contract"),
        ("P106", "error", "other-meaning"),
    )
}
