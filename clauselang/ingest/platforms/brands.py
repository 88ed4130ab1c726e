"""The brands that agreements and a mapping know, with their handles and addresses → which of them a signal means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeVar

import attrs

from clauselang.ingest.mapping import Mapping
from clauselang.ingest.platforms.item import Signal
from clauselang.ingest.platforms.words import by_first_word, fold, host_and_path, squash
from clauselang.resolve.resolved import Brand, Resolved
from clauselang.resolve.symbols import Symbol, key

NOT_A_BRAND = ""
LONGEST_NAME = 6  # words
# Pages of the platforms themselves: a profile there is a mention, anything else is content and no brand's own address.
PLATFORM_HOSTS = frozenset(
    "instagram.com tiktok.com youtube.com m.youtube.com youtu.be x.com twitter.com twitch.tv facebook.com threads.net threads.com".split()
)  # fmt: skip
_PROFILE = re.compile(r"/@?([\w.]{1,60})/?", re.ASCII)
_NO_PROFILE = frozenset("p reel reels stories explore watch shorts hashtag tag video videos playlist i intent share".split())
_SECOND_LEVEL = frozenset("co com org net ac gov".split())

T = TypeVar("T")


@attrs.frozen
class Brands:
    """Spellings of brands. A spelling that two brands share says nothing and is left out.

    `handles` are squashed names and aliases, `hosts` are aliases that are domains, `names` are words that may stand in a text,
    `said` is what a mapping says of a spelling (`[values.brand]`; empty text: no brand), `accounts` are the creators' own.
    """

    handles: dict[str, str] = attrs.field(factory=dict)
    hosts: dict[str, str] = attrs.field(factory=dict)
    names: dict[str, list[tuple[tuple[str, ...], str]]] = attrs.field(factory=dict)
    said: dict[str, str] = attrs.field(factory=dict)
    accounts: frozenset[str] = frozenset()

    @classmethod
    def of(cls, agreements: Iterable[Resolved], mapping: Mapping | None = None) -> Brands:
        """The brands that some agreements declare or name."""
        handles: dict[str, set[str]] = {}
        hosts: dict[str, set[str]] = {}
        names: dict[tuple[str, ...], set[str]] = {}
        accounts: set[str] = set()
        spellings: set[tuple[str, str]] = set()
        terms: dict[tuple[int, int], Resolved] = {}  # many agreements share theirs; kept, so that no other gets their identity
        for resolved in agreements:
            identity = (id(resolved.symbols), id(resolved.articles))
            spellings.update(_spellings(resolved, with_terms=identity not in terms))
            terms.setdefault(identity, resolved)
            accounts |= {squash(account) for account in (resolved.deal.accounts if resolved.deal else ())}
        for name, spelling in sorted(spellings):
            if "." in spelling and " " not in spelling.strip() and host_and_path(spelling)[0]:
                hosts.setdefault(host_and_path(spelling)[0], set()).add(name)
            if squash(spelling):
                handles.setdefault(squash(spelling), set()).add(name)
            words = tuple(re.findall(r"\w+", fold(spelling)))
            if 0 < len(words) <= LONGEST_NAME and len(squash(spelling)) > 2:
                names.setdefault(words, set()).add(name)
        said = dict(mapping.values.get("brand", {})) if mapping else {}
        return cls(_single(handles), _single(hosts), by_first_word(_single(names)), said, frozenset(accounts))

    def find(self, signal: Signal) -> str | None:
        """The brand that a signal means, `NOT_A_BRAND` for what is known to be none, `None` for a stranger."""
        match signal.kind:
            case "link":
                return self._link(signal.text)
            case "hashtag":
                name = signal.text.lstrip("#\uff03")
                said = self._said("#" + name, name)
                known = self.handles.get(squash(name)) if len(squash(name)) > 2 else None
                return said if said is not None else known if known is not None else NOT_A_BRAND  # most hashtags are topics
            case _:
                return self._handle(signal.text)

    def _handle(self, text: str) -> str | None:
        name = text.strip().removeprefix("@")
        said = self._said("@" + name, name)
        if said is not None:
            return said
        squashed = squash(name)
        return self.handles.get(squashed) or (NOT_A_BRAND if squashed in self.accounts or not squashed else None)

    def _link(self, link: str) -> str | None:
        host, path = host_and_path(link)
        if host in PLATFORM_HOSTS:
            profile = _PROFILE.fullmatch(path) if host != "youtu.be" else None
            return self._handle(profile[1]) if profile and profile[1].casefold() not in _NO_PROFILE else NOT_A_BRAND
        labels = host.split(".")
        ends = [".".join(labels[start:]) for start in range(max(0, len(labels) - 5), len(labels) - 1)]
        for end in ends:
            found = self._said(end)
            found = self.hosts.get(end) if found is None else found
            if found is not None:
                return found
        name = squash(_owner(labels))
        owner = self.handles.get(name) if len(name) > 2 else None
        if owner is None and not link.casefold().startswith(("http", "www.")):
            return NOT_A_BRAND  # two sentences without a space between them look like a domain
        return owner

    def _said(self, *spellings: str) -> str | None:
        return next((self.said[s.casefold()] for s in spellings if s.casefold() in self.said), None)


def _owner(labels: list[str]) -> str:
    """The label that names the owner of a domain: `garmin` of `shop.garmin.co.uk`."""
    if len(labels) < 2:
        return ""
    is_second_level = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL
    return labels[-3] if is_second_level else labels[-2]


def _spellings(resolved: Resolved, with_terms: bool) -> Iterator[tuple[str, str]]:
    """Every brand of an agreement by the name that facts carry, with each of its spellings."""
    if with_terms:
        for symbol in (s for s in resolved.symbols.own() if s.kind == "brand"):
            yield from _of_symbol(symbol)
    named = (*_of_deal(resolved), *(_of_terms(resolved) if with_terms else ()))
    for brand_key, name in named:
        declared = resolved.symbols.find("brand", brand_key)
        if declared:
            yield from _of_symbol(declared)
        else:
            yield name, name


def _of_symbol(symbol: Symbol) -> Iterator[tuple[str, str]]:
    yield from ((symbol.name, spelling) for spelling in (symbol.name, symbol.label("en"), *symbol.aliases))


def _of_deal(resolved: Resolved) -> Iterator[tuple[str, str]]:
    """Key and name of the brands that the facts of the deal name."""
    deal = resolved.deal
    if deal:
        names = (deal.advertiser or "", *sorted(deal.own_brands), *(brand for brand, *_ in deal.consents))
        yield from ((key(name), name) for name in names if name)
        for schedule in deal.schedules.values():
            yield from ((key(item.brand.text), item.brand.text) for item in schedule.commitments)


def _of_terms(resolved: Resolved) -> Iterator[tuple[str, str]]:
    """Key and name of the brands that clauses and lists of competitors name."""
    for symbol in (s for s in resolved.symbols.own() if s.kind == "competitors"):
        yield from ((member, member) for member in symbol.related)
    for clause in resolved.clauses:
        exempt = (value for exception in clause.exceptions for value in exception.exempt.values)
        yield from ((brand.key, brand.name) for brand in (*clause.target.brands, *(v for v in exempt if isinstance(v, Brand))))


def _single(found: dict[T, set[str]]) -> dict[T, str]:
    return {spelling: min(names) for spelling, names in found.items() if len({key(name) for name in names}) == 1}
