"""The lists of a DOCX → the number that Word prints before a paragraph."""

from __future__ import annotations

import re
from collections.abc import Callable

import attrs

from clauselang.prose.verify.xmltree import Element

_LEVELS = 9


@attrs.frozen
class _Level:
    """How one level of a list counts."""

    form: str
    pattern: str
    start: int


@attrs.define
class Numbering:
    """The lists of a document and the lists that its styles belong to. One `Counter` counts through them once."""

    levels: dict[str, dict[int, _Level]] = attrs.field(factory=dict)
    abstract: dict[str, str] = attrs.field(factory=dict)
    styles: dict[str, tuple[str | None, str | None, str | None]] = attrs.field(factory=dict)

    @classmethod
    def of(cls, numbering: Element | None, styles: Element | None) -> Numbering:
        """Read both parts; a document without lists has none."""
        made = cls()
        for element in numbering.all("abstractNum") if numbering else ():
            made.levels[element.attributes.get("abstractNumId", "")] = {
                _number(level.attributes.get("ilvl")): _Level(
                    level.value("numFmt") or "decimal", level.value("lvlText") or "", _number(level.value("start"), 1)
                )
                for level in element.all("lvl")
            }
        for element in numbering.all("num") if numbering else ():
            made.abstract[element.attributes.get("numId", "")] = element.value("abstractNumId") or ""
        for style in styles.all("style") if styles else ():
            inside = ("pPr", "numPr")
            told = (style.value(*inside, "numId"), style.value(*inside, "ilvl"), style.value("basedOn"))
            made.styles[style.attributes.get("styleId", "")] = told
        return made

    def place(self, properties: Element | None) -> tuple[str, int] | None:
        """The list and the level of a paragraph; its own settings come before those of its style."""
        listed = properties.value("numPr", "numId") if properties else None
        level = properties.value("numPr", "ilvl") if properties else None
        style = properties.value("pStyle") if properties else None
        for _ in range(10):  # styles stand on styles, but on no more than these
            if style is None or (listed is not None and level is not None):
                break
            of_style, level_of_style, style = self.styles.get(style, (None, None, None))
            listed = of_style if listed is None else listed
            level = level_of_style if level is None else level
        if listed in (None, "0") or listed not in self.abstract:
            return None
        return listed, _number(level)


def _number(text: str | None, otherwise: int = 0) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else otherwise


def _letters(count: int) -> str:
    count = max(count, 1)
    return chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 9)


def _roman(count: int) -> str:
    values = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"),
              (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
    said = ""
    for value, letters in values:
        said += letters * (min(count, 3999) // value)
        count = min(count, 3999) % value
    return said


_FORMS: dict[str, Callable[[int], str]] = {
    "lowerLetter": _letters, "upperLetter": lambda count: _letters(count).upper(),
    "lowerRoman": _roman, "upperRoman": lambda count: _roman(count).upper(), "decimalZero": lambda count: f"{count:02}",
}  # fmt: skip


@attrs.define
class Counter:
    """Counts the paragraphs of a document in order."""

    numbering: Numbering
    counts: dict[str, list[int | None]] = attrs.field(factory=dict)

    def label(self, properties: Element | None) -> str:
        """What stands before the next paragraph."""
        place = self.numbering.place(properties)
        if place is None:
            return ""
        listed, level = place[0], min(place[1], _LEVELS - 1)
        abstract = self.numbering.abstract[listed]
        levels = self.numbering.levels.get(abstract, {})
        counts = self.counts.setdefault(abstract, [None] * _LEVELS)
        for at in range(level):
            counts[at] = self._start(levels, at) if counts[at] is None else counts[at]
        now = counts[level]
        counts[level] = self._start(levels, level) if now is None else now + 1
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        here = levels.get(level)
        if here is None or here.form in ("bullet", "none"):
            return ""

        def figure(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            form = levels[at].form if at in levels else "decimal"
            return _FORMS.get(form, str)(counts[at] or 0)

        return re.sub(r"%([1-9])", figure, here.pattern)[:40]

    def _start(self, levels: dict[int, _Level], at: int) -> int:
        return levels[at].start if at in levels else 1
