"""An item with its texts, signals and labels → the cells that may count as known, and the evidence for everything else.

A fact is known only where the platform or a tag of the creator says it. A brand that is merely named, a handle or an address that
belongs to nobody known, a disclosure tag and a missing label leave the fact open, so that the verdict is `unknown` and never
`compliant` by silence.
"""

from __future__ import annotations

from clauselang.ingest.plain import Mistake
from clauselang.ingest.platforms.brands import NOT_A_BRAND, Brands
from clauselang.ingest.platforms.item import MAX_EVIDENCE, Evidence, Item, Signal
from clauselang.ingest.platforms.tags import ROWS
from clauselang.ingest.platforms.words import Token, by_first_word, fold, links, phrases, squash, tokens

MAX_BRANDS = 60
MAX_SIGNALS = 2000
_STATED = ("mention", "tag", "collaborator", "sponsor")

_TAGS = {squash(word): row for row in ROWS for word in row[0] if row[1] in ("tag", "both")}
_PHRASES = by_first_word({tuple(fold(word).split()): row for row in ROWS for word in row[0] if row[1] in ("word", "both")})


def conclude(item: Item, brands: Brands) -> tuple[tuple[Evidence, ...], bool]:
    """Fill in brand, act and kind; returns the evidence, and whether the item may be for further brands that nobody knows."""
    signals = list(item.signals)
    evidence = list(item.evidence)
    for field, text in item.texts:
        words = tokens(text)
        signals += _signals(field, text, words, brands)
        evidence += _disclosures(field, words)
    if len(signals) > MAX_SIGNALS:
        item.mistake = Mistake(None, f"it has {len(signals):,} handles, tags and links, more than {MAX_SIGNALS:,}")
        return (), False
    found, sponsors, stranger = _brands(item, signals, brands, evidence)
    if len(found) > MAX_BRANDS:
        item.mistake = Mistake(None, f"it names {len(found):,} brands, more than {MAX_BRANDS}")
        return (), False
    if found:
        item.cells |= {"brand": list(found), "act": ["mention"]}
    _kind(item, set(found), sponsors, stranger, evidence)
    evidence.sort(key=lambda e: not e.counts)
    return tuple(evidence[:MAX_EVIDENCE]), bool(found) and stranger


def _signals(field: str, text: str, words: list[Token], brands: Brands) -> list[Signal]:
    found = [Signal("link", field, link, at) for link, at in links(text)]
    for token in words:
        if token.kind != "word":
            found.append(Signal(token.kind, field, token.text, token.at))
    for token, shown, _ in phrases(words, brands.names):
        found.append(Signal("name", field, shown, token.at))
    return found


def _brands(item: Item, signals: list[Signal], brands: Brands, evidence: list[Evidence]) -> tuple[dict[str, None], set[str | None], bool]:
    """The brands that are stated, who sponsors, and whether somebody unknown or only named may be a brand too."""
    found: dict[str, None] = {}
    sponsors: set[str | None] = set()
    own = squash(str(item.cells.get("account") or ""))
    strangers: dict[str, Evidence] = {}
    for signal in (s for s in signals if s.kind != "name"):
        if signal.kind in _STATED and squash(signal.text) == own:
            continue
        brand = brands.find(signal)
        if signal.kind == "sponsor":
            sponsors.add(brand or None)
        if brand == NOT_A_BRAND:
            continue
        if brand is None:
            strangers.setdefault(signal.text.casefold(), Evidence("brand", None, False, signal.field, signal.text, signal.at))
        elif brand not in found or signal.kind == "sponsor":
            found[brand] = None
            evidence.append(Evidence("brand", brand, True, signal.field, signal.text, signal.at))
    named: dict[str, Evidence] = {}
    for signal in (s for s in signals if s.kind == "name"):
        brand = brands.handles.get(squash(signal.text))
        if brand and brand not in found:
            note = "a name in a text may mean something else"
            named.setdefault(brand, Evidence("brand", brand, False, signal.field, signal.text, signal.at, note))
    evidence += [*named.values(), *strangers.values()]
    return found, sponsors, bool(strangers or named)


def _kind(item: Item, found: set[str], sponsors: set[str | None], stranger: bool, evidence: list[Evidence]) -> None:
    if item.paid is None:
        return
    if not item.paid:
        note = "says that nothing was paid, which does not make it organic"
        evidence.append(Evidence("kind", None, False, item.paid_field, note=note))
        return
    # A label speaks of the post. Of which brand it speaks is only certain where there is one to speak of.
    certain = found == sponsors if sponsors else len(found) + stranger <= 1
    note = "" if certain else "the label does not say which of several brands pays"
    evidence.append(Evidence("kind", "paid", certain, item.paid_field, note=note))
    if certain:
        item.cells["kind"] = ["paid"]


def _disclosures(field: str, words: list[Token]) -> list[Evidence]:
    """The disclosure tags of a text: they make a paid post likely, and prove nothing."""
    found = []
    for token in words:
        row = _TAGS.get(squash(token.folded)) if token.kind == "hashtag" else None
        if row:
            found.append(_disclosure(field, token.text, token.at, row))
    for token, shown, row in phrases(words, _PHRASES):
        found.append(_disclosure(field, shown, token.at, row))
    return sorted(found, key=lambda e: e.at or 0)


def _disclosure(field: str, text: str, at: int, row: tuple[tuple[str, ...], str, str, dict[str, str], tuple[str, ...], str]) -> Evidence:
    return Evidence("kind", "paid", False, field, text, at, says=dict(row[3]), source=row[4], as_of=row[5])
