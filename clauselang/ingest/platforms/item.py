"""What one item of an export says, before anything is concluded from it: cells, texts, signals, labels, evidence."""

from __future__ import annotations

from typing import Literal, TypeAlias

import attrs

from clauselang.ingest.plain import Mistake

MAX_EVIDENCE = 40

SignalKind: TypeAlias = Literal["mention", "hashtag", "link", "name", "tag", "collaborator", "sponsor"]


@attrs.frozen
class Signal:
    """A name that an item gives in a field of its own or in a text; `at` is its offset in that text, in code points.

    A `mention`, `tag`, `collaborator` or `sponsor` is a handle or a brand's name, a `hashtag` comes without its sign, a `link` is a
    whole address, and a `name` is a plain word.
    """

    kind: SignalKind
    field: str
    text: str
    at: int | None = None


@attrs.frozen
class Evidence:
    """What in an item speaks for a fact. Only where `counts` is the fact taken as known; all else leaves it unknown.

    `confidence` is between 0 and 1 where a rule of thumb gives one. `says` and `source` are those of a disclosure tag, with the
    newest date of the source in `as_of`.
    """

    fact: Literal["brand", "kind", "format", "published_at", "account"]
    value: str | None
    counts: bool
    field: str
    text: str = ""
    at: int | None = None
    note: str = ""
    confidence: float | None = None
    says: dict[str, str] = attrs.field(factory=dict)
    source: tuple[str, ...] = ()
    as_of: str = ""

    def record(self) -> dict[str, object]:
        """Plain data for JSON; what does not apply is left out."""
        found: dict[str, object] = {"fact": self.fact, "value": self.value, "counts": self.counts, "field": self.field}
        more = {"text": self.text, "note": self.note, "says": self.says, "source": list(self.source), "as_of": self.as_of}
        if self.at is not None:
            found["at"] = self.at
        if self.confidence is not None:
            found["confidence"] = self.confidence
        return found | {name: value for name, value in more.items() if value}

    def words(self) -> str:
        """The same as a few words for a person."""
        where = f" in {self.field}"
        shown = f"`{self.text[:60]}`{where}" if self.text else self.field
        match self.fact:
            case "brand" if self.value is None:
                return f"{shown} is no declared brand"
            case "brand":
                return f"{shown} {'names' if self.counts else 'may name'} {self.value}"
            case "kind":
                return f"{shown} {'says' if self.counts else 'suggests'} {self.value}" if self.value else f"{shown} {self.note}"
            case "format":
                sure = "" if self.confidence is None else f" ({self.confidence:.0%})"
                return f"{self.note or shown}: {'' if self.counts else 'perhaps '}{self.value}{sure}"
            case _:
                return f"{shown}: {self.note}"


@attrs.define
class Item:
    """One item of an export as its platform describes it.

    `cells` are by our columns. `paid` is the platform's own label and `None` where it has none to read: that is unknown and never
    organic. `left_out` says why an item is no publication to judge; `mistake` why it cannot be read.
    """

    start: int = 0
    end: int = 0
    cells: dict[str, object] = attrs.field(factory=dict)
    texts: list[tuple[str, str]] = attrs.field(factory=list)
    signals: list[Signal] = attrs.field(factory=list)
    paid: bool | None = None
    paid_field: str = ""
    evidence: list[Evidence] = attrs.field(factory=list)
    left_out: str | None = None
    mistake: Mistake | None = None
