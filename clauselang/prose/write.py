"""A resolved file → the contract in one language, as Markdown or plain text.

`language.py` finds the folder of the language, `plan.py` says what is told, `wording.py` puts it into words, and the
template of the folder lays it out. Adding a folder adds a language.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Literal

from clauselang.prose.language import LANGUAGES, language, missing
from clauselang.prose.plan import Contract, contract
from clauselang.prose.sentences import sentences
from clauselang.prose.tree import say
from clauselang.prose.wording import Wording, markdown, plain
from clauselang.resolve.resolved import Clause, Resolved

__all__ = ["LANGUAGES", "clause_text", "lay_out", "missing", "write"]


def write(
    resolved: Resolved,
    language: str = "en",
    form: Literal["md", "text"] = "md",
    before_signing: frozenset[int] = frozenset(),
) -> str:
    """The whole contract. `before_signing` holds the index of each clause whose window partly lies before signing."""
    return lay_out(language, form, _page(contract(resolved, before_signing), _wording(language, form)))


def lay_out(language: str, form: Literal["md", "text"], page: Mapping[str, Any]) -> str:
    """The parts of a contract, already in words, as the template of the language sets them."""
    ending = "md" if form == "md" else "txt"
    text: str = _template(f"{language}/contract.{ending}.j2").render(page)
    return text.strip() + "\n"


def clause_text(resolved: Resolved, clause: Clause, language: str = "en", before_signing: bool = False) -> str:
    """The sentences of one clause without its number, as plain text."""
    words = _wording(language, "text")
    return " ".join(words.text(sentence) for sentence in sentences(clause, resolved, before_signing))


def _wording(code: str, form: str) -> Wording:
    return Wording(language(code), markdown if form == "md" else plain)


def _page(plan: Contract, words: Wording) -> dict[str, Any]:
    """The plan in words, as the template reads it."""
    text = words.text
    return {
        "title": text(plan.title),
        "parties": " ".join(map(text, plan.parties)),
        "definitions": [text(definition) for definition in plan.definitions],
        "headings": {name: text(say(f"heading.{name}")) for name in ("definitions", "annex")},
        "articles": [
            {
                "heading": text(article.heading),
                "clauses": [(clause.number, " ".join(map(text, clause.sentences))) for clause in article.clauses],
            }
            for article in plan.articles
        ],
        "schedules": [
            {"heading": text(schedule.heading), "entries": [text(entry) for entry in schedule.entries]}
            for schedule in plan.schedules
        ],
        "annex": [(f"T.{rule}", text(told)) for rule, told in enumerate(plan.annex, 1)],
    }


@cache
def _template(name: str) -> Any:
    """Load a layout. The engine is imported here, since most runs of the tool write no prose."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader("clauselang", "prose")
    return Environment(
        loader=loader, autoescape=False, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    ).get_template(name)
