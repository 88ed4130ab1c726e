"""A phrase table and a lexicon → the rules that read the language: the templates that write, taken apart.

A rule is a choice of templates; a template is words and holes; `keys.HOLES` says what fills a hole. Nothing here knows
a language. Rules are ambiguous where languages are: `match.py` tries every way, and the law in `document.py` decides.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TypeAlias

import attrs

from clauselang.prose.keys import HOLES, KEYS
from clauselang.prose.language import Language, language
from clauselang.prose.read.leaves import LEAVES, Leaf, leaf

# What an exception names; only surfaces, lists and schedules of one sort stand in a row.
_EXEMPT = "exempt or:exempt_surface or:exempt_mixed or:exempt_list or:exempt_schedule"
# A fill says what a hole takes: a leaf, a rule, `or:one|other` for a list joined by `or`, or several of these.
_OF_VALUE: dict[str, str] = {
    "anchor": "anchor", "account": "account", "word or blank": "free blank", "quoted brand": "quoted",
    "list of quoted brands": "or:quoted", "content": "content", "quoted category": "quoted",
    "list of countries": "or:country", "list of quoted categories": "or:quoted", "duration": "duration",
    "date or blank": "day blank", "end": "end", "quoted event": "quoted", "list of post phrases": "events:event",
    "list of quoted events": "or:quoted", "filter": "filter", "label": "form", "list of formats": "or:form|place", "handle": "handle",
    "list of handles": "or:handle", "list of kind phrases": "union:kind", "letter": "letter", "money or blank": "money blank",
    "min": "min", "quoted name": "quoted", "number": "number blank", "offset from UTC": "offset", "period": "period", "party": "party",
    "percentage": "percent", "per": "per", "place": "form place", "list of platforms": "or:platform", "start": "start",
    "schedule": "short quoted", "surface": "or:surface", "list of surface phrases": "or:surface", "target": "target",
    "test": "test", "quoted text": "quoted", "time of day": "time", "text": "free", "list of target phrases": "union:part",
    "when": "when", "window": "window", "item": f"{_EXEMPT} but_not", "list of item phrases": "lettered:lettered",
}  # fmt: skip

# Holes that take something else in one template.
_OF_HOLE: dict[tuple[str, str], str] = {
    ("item.but_not", "x"): _EXEMPT, ("item.but_not", "y"): _EXEMPT,
    ("item.lettered", "x"): f"{_EXEMPT} but_not always consent",
    ("target.list", "bs"): "and:quoted", ("item.list", "bs"): "and:quoted", ("fact.brands", "bs"): "and:quoted",
    ("fact.sells", "cs"): "and:quoted", ("sentence.territory", "countries"): "and:country",
    ("sentence.territory_engage", "countries"): "and:country",
    ("fact.accounts", "xs"): "and:account_of", ("always.consents", "xs"): "consent lettered:lettered",
    **{(key, "s"): "any_start" for key in KEYS if key.startswith("clause.statement")},
    ("post.line", "acct"): "account_of_post", ("post.notified", "y"): "when",
    ("fact.account", "platform"): "platform", ("place.format_on", "platform"): "platform", ("place.format_on", "form"): "bare",
    ("surface.generic", "forms"): "or:generic", ("item.generic", "forms"): "or:generic", ("mixed.generic", "forms"): "or:generic",
    ("surface.formats", "forms"): "or:form|place", ("item.formats", "forms"): "or:form|place",
    ("mixed.formats", "forms"): "or:form|place",
}  # fmt: skip


def _group(*groups: str, without: tuple[str, ...] = ()) -> tuple[str, ...]:
    return tuple(key for key in KEYS if key.split(".")[0] in groups and key not in without)


_PLACES = ("item.platforms", "item.formats", "item.generic")
_POSTS = ("post.line", "post.any_account", "post.account")
# Rules that are not simply the keys of one group.
_KEYS_OF: dict[str, tuple[str, ...]] = {
    "exempt": _group("item", without=("item.lettered", "item.but_not", "item.list", "item.schedule", *_PLACES)),
    "exempt_surface": _PLACES,
    "exempt_mixed": _group("mixed"),
    "exempt_list": ("item.list",),
    "exempt_schedule": ("item.schedule",),
    "lettered": ("item.lettered",),
    "but_not": ("item.but_not",),
    # Only what is stated starts with a period, a day or a clause.
    "start": _group("start", without=("start.period", "start.on_day", "start.clause")),
    "any_start": _group("start"),
    "part": _group("target", without=("target.union",)),
    "always": _group("always", without=("always.alone", "always.list", "always.consents")),
    "always_said": ("always.alone", "always.list", "always.consents"),
    "account_of": ("fact.account",),
    "account_of_post": _POSTS[1:],
    "event": _group("post", without=_POSTS),
    "post_entry": ("post.line", "blank.posts"),
    "commitment_entry": (*_group("commitment"), "blank.commitments"),
    "statement": tuple(key for key in KEYS if key.startswith("clause.statement")),
    "fact": _group("fact", without=("fact.account",)),
    **{key: (key,) for key in ("heading.article", "heading.untitled", "heading.schedule")},
}


@attrs.frozen
class Hole:
    """A gap in a template and what fills it."""

    name: str
    fills: tuple[Fill, ...]


@attrs.frozen(eq=False)
class Row:
    """Things of one sort joined to a list of the kind `kind`."""

    kind: str
    of: tuple[Fill, ...]
    between: Words
    last: Words
    least: int


@attrs.define(eq=False)
class Rule:
    """A choice of templates; filled in after it is made, since rules contain each other."""

    name: str
    templates: tuple[Template, ...] = ()


@attrs.frozen(eq=False)
class Template:
    """A key of the phrase table and its words and holes in order."""

    key: str
    parts: tuple[Words | Hole, ...]


Fill: TypeAlias = Leaf | Row | Rule
# Words of a template; more than one wording where the last word depends on what follows.
Words: TypeAlias = tuple[str, ...]
_HOLE = re.compile(r"\{(\w+)(?::(\w+))?\}")


class Grammar:
    """The rules of one language and one form of document, made when they are first asked for."""

    def __init__(self, of: Language, form: str) -> None:
        self.language = of
        self.form = form
        self._rules: dict[tuple[str, str], Rule] = {}
        self._fills: dict[tuple[str, str], tuple[Fill, ...]] = {}
        self._leaves: dict[tuple[str, str], Leaf] = {}

    def rule(self, name: str, form: str = "") -> Rule:
        """The rule of a group of keys, in the form that the hole around it asks for."""
        found = self._rules.get((name, form))
        if found is None:
            found = self._rules[name, form] = Rule(name)
            keys = _KEYS_OF.get(name) or _group(name)
            assert keys, name
            found.templates = tuple(self._template(key, form) for key in keys)
        return found

    def _template(self, key: str, form: str) -> Template:
        phrases = self.language.phrases
        text = phrases.get(f"{key}:{form}", phrases[key]) if form else phrases[key]
        parts: list[Words | Hole] = []
        at = 0
        for match in _HOLE.finditer(text):
            if match.start() > at:
                parts.append(self._words(text[at : match.start()]))
            parts.append(Hole(match[1], self._fills_of(_OF_HOLE.get((key, match[1])) or _OF_VALUE[HOLES[match[1]]], match[2] or "")))
            at = match.end()
        if at < len(text):
            parts.append((text[at:],))
        return Template(key, tuple(parts))

    def _words(self, text: str) -> Words:
        """Words in front of a hole, and what becomes of them for the sake of sound."""
        changed = (text.removesuffix(word) + instead for word, _, instead in self.language.lexicon.euphony if text.endswith(word))
        return (text, *changed)

    def _fills_of(self, fills: str, form: str) -> tuple[Fill, ...]:
        found = self._fills.get((fills, form))
        if found is None:
            found = self._fills[fills, form] = tuple(fill for name in fills.split() for fill in self._fill(name, form))
        return found

    def _fill(self, name: str, form: str) -> tuple[Fill, ...]:
        kind, _, of = name.rpartition(":")
        if kind:
            between, last = self.language.lexicon.lists[kind]
            least = 2 if of == "part" else 1
            return (Row(kind, self._fills_of(of.replace("|", " "), form), self._words(between), self._words(last), least),)
        if name in LEAVES:
            return (self._leaf(name, form if form in self.language.lexicon.inflections else ""),)
        return (self.rule(name, form),)





    def _leaf(self, name: str, form: str) -> Leaf:
        if (name, form) not in self._leaves:
            blanks = frozenset(self.language.phrases[key] for key in _group("blank"))
            self._leaves[name, form] = leaf(name, self.language.lexicon, self.form, form, blanks)
        return self._leaves[name, form]


@cache
def grammar(code: str, form: str) -> Grammar:
    """The grammar of a language."""
    return Grammar(language(code), form)
