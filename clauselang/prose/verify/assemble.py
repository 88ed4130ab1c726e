"""The lines of a document → the plain text of the contract in it, as `prose --to text` writes it.

A page breaks sentences over lines, and a document sets the items of a list under each other and adds signatures and worked
examples, which are no part of what the clauses say. Put together again, the text is held to the same law as any
other that is read: writing what it says gives the same bytes.
"""

from __future__ import annotations

import re
from importlib import import_module

import attrs

from clauselang.prose.language import LANGUAGES, language
from clauselang.prose.verify.lines import Extracted, Line
from clauselang.prose.write import lay_out

_BULLET = re.compile(r"[-–—•◦▪·*] ")


@attrs.define
class _Section:
    """A heading with what stands under it. `mark`: what stands before the number of an entry, `behind`: what stands after it."""

    heading: str
    mark: str = ""
    behind: str = ""
    entries: list[str] = attrs.field(factory=list)

    @property
    def label(self) -> str:
        """What the next entry starts with."""
        return f"{self.mark}{len(self.entries) + 1}{self.behind} "


def languages(document: Extracted) -> tuple[str, ...]:
    """The languages in which a contract starts somewhere in the document."""
    starts = {code: language(code).phrases["fact.parties"].partition("{")[0] for code in LANGUAGES}
    return tuple(code for code, start in starts.items() if any(line.text.startswith(start) for line in document.after))


def contract_text(document: Extracted, code: str) -> str:
    """The contract of a document in one language, as plain text. What comes after it is left out."""
    return _Assembly(code, document.loose).run(document.after)


class _Assembly:
    def __init__(self, code: str, loose: bool) -> None:
        self.code = code
        self.loose = loose
        self.phrases = language(code).phrases
        further = import_module(f"clauselang.prose.{code}.document").PHRASES
        self.ends = (further["heading.signatures"], further["heading.examples"])
        self.start = [""]  # the title and the sentences on the parties
        self.definitions: list[str] | None = None
        self.articles: list[_Section] = []
        self.schedules: list[_Section] = []
        self.annex: _Section | None = None

    def run(self, lines: tuple[Line, ...]) -> str:
        """Sort the lines into the places of a contract, and lay them out."""
        parties = self.phrases["fact.parties"].partition("{")[0]
        above = ""
        for line in lines:
            if line.text in self.ends:
                break
            if not self._heading(line.text, above):
                self._add(line.text, parties)
            above = line.text
        return lay_out(self.code, "text", self._page())

    def _heading(self, text: str, above: str) -> bool:
        before, _, after = self.phrases["heading.schedule"].partition("{sch}")
        if text == self.phrases["heading.annex"]:
            self.annex = _Section(text, "T.")
        elif self.annex:
            return False
        elif text == self.phrases["heading.posts"] or (text.startswith(before) and text.endswith(after)):
            self.schedules.append(_Section(text, behind="."))
        elif self.schedules:
            return False
        elif text.startswith(f"{len(self.articles) + 1}. ") and above.endswith("."):  # `1. März` is no article
            self.articles.append(_Section(text, f"{len(self.articles) + 1}."))
        elif text == self.phrases["heading.definitions"] and self.definitions is None and not self.articles:
            self.definitions = []
        else:
            return False
        return True

    def _add(self, text: str, parties: str) -> None:
        """A line that starts an entry, or goes on with the one above."""
        section = self.annex or next(reversed(self.schedules or self.articles), None)
        if section is not None:
            if text.startswith(section.label) or not section.entries:
                section.entries.append(text.removeprefix(section.label))
            else:
                section.entries[-1] = self._joined(section.entries[-1], text)
        elif self.definitions is not None:
            bullet = _BULLET.match(text)
            if bullet or not self.loose or not self.definitions:
                self.definitions.append(text[bullet.end() :] if bullet else text)
            else:
                self.definitions[-1] = self._joined(self.definitions[-1], text)
        elif len(self.start) == 1 and text.startswith(parties):
            self.start.append(text)
        else:
            self.start[-1] = self._joined(self.start[-1], text)

    def _joined(self, before: str, after: str) -> str:
        """Two lines in a row; a page may break inside `Europe/Berlin` and `Instagram-stories`, but not `Instagram- en …`."""
        inside = self.loose and re.search(r"\w[-/]$", before) and re.match(r"\w", after)
        conjunction = after.split(" ")[0] in {word.strip() for _, word in language(self.code).lexicon.lists.values()}
        return before + after if inside and not conjunction else f"{before} {after}".strip()

    def _page(self) -> dict[str, object]:
        return {
            "title": self.start[0],
            "parties": self.start[1] if len(self.start) > 1 else "",
            "definitions": self.definitions or [],
            "headings": {name: self.phrases[f"heading.{name}"] for name in ("definitions", "annex")},
            "articles": [{"heading": one.heading, "clauses": _numbered(one)} for one in self.articles],
            "schedules": [{"heading": one.heading, "entries": one.entries} for one in self.schedules],
            "annex": _numbered(self.annex) if self.annex else [],
        }


def _numbered(section: _Section) -> list[tuple[str, str]]:
    return [(f"{section.mark}{number}", text) for number, text in enumerate(section.entries, 1)]
