"""A row of activity data → placements: what is known of each (item × brand), every fact a set of possible values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice, product

import attrs

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.diagnostics.suggest import nearest
from clauselang.resolve.resolved import Deal
from clauselang.resolve.symbols import Symbol, SymbolKind, Symbols, key
from clauselang.resolve.taxonomy import Taxonomy
from clauselang.semantics.clock import UNKNOWN, Moment, moment, zone_info
from clauselang.semantics.facet import ANY, KINDS, Values, only
from clauselang.semantics.intervals import IntervalSet
from clauselang.semantics.scope import Box

MAX_PLACEMENTS = 256
_MOST_WORDS = 100


@attrs.frozen
class Activity:
    """One published item as the data tells it. `None` and empty are unknown; several values of one field are all true.

    `published_at` and `consent_at` are ISO 8601 texts; `timezone` (IANA) is the zone of those without an offset.
    """

    row: int
    id: str | None = None
    influencer: str | None = None
    account: str | None = None
    platform: str | None = None
    format: str | None = None
    published_at: str | None = None
    timezone: str | None = None
    brands: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    deliverable: bool | None = None
    consent_at: str | None = None
    url: str | None = None
    text: str | None = None

    @property
    def moment(self) -> Moment:
        """When it was published, as far as is known. Raises `ValueError` for a text that is no moment."""
        return moment_of(self.published_at, self.timezone)


def moment_of(text: str | None, zone: str | None) -> Moment:
    """A moment from the data; without a zone any zone is possible."""
    return moment(text, zone_info(zone) if zone else None) if text else UNKNOWN


@attrs.frozen(repr=False, eq=False)
class Placement:
    """One item for one brand: what each facet can be (in the order of the table), when, and what carves it out.

    `deliverable` and `consent` are closed-world: an approval or a consent that nobody shows is none.
    """

    activity: Activity
    moment: Moment
    sets: tuple[Values, ...]
    deliverable: bool = False
    consent: Moment | None = None

    @property
    def when(self) -> IntervalSet:
        """The instants at which it can have been published."""
        lo, hi = self.moment.lo, self.moment.hi
        return IntervalSet(((lo, hi if hi > lo else lo + 1),))

    @property
    def box(self) -> Box:
        """The box of everything that it could be."""
        return Box(self.sets, self.when)


_ALL_KINDS = only(KINDS)
_ANY_ACT = only(["mention", "show"])
_PAID = only(["paid"])
_OWN, _OTHER, _OWN_OR_OTHER = only(["own"]), only(["other"]), only(["own", "other"])
_NOTHING: tuple[str | None, ...] = (None,)


@attrs.frozen(repr=False, eq=False)
class Vocabulary:
    """What placements are read with: the names of the file, the categories, the parties."""

    symbols: Symbols
    taxonomy: Taxonomy
    deal: Deal | None
    _seen: dict[tuple[str | None, ...], Values] = attrs.field(init=False, factory=dict, eq=False, repr=False)

    def seen(self, activity: Activity, only: bool = True) -> Activity:
        """The row as this agreement sees it: a deliverable of which no brand is the Advertiser's is a paid post for others.

        One that names no brand is this agreement's if the creator has `only` this one; so is any where nobody says which
        brands are the Advertiser's.
        """
        if not activity.deliverable:
            return activity
        own = self.deal.own_brands if self.deal else frozenset()
        named = {name for brand in activity.brands for name in self._name("brand", brand).names}
        if named & own or (only and not (named and own)):
            return activity
        return attrs.evolve(activity, deliverable=None, kinds=activity.kinds or ("paid",))

    def placements(self, activity: Activity) -> Iterator[Placement]:
        """Every combination of the values that the row gives. Raises `ValueError` for a text that is no moment."""
        seen = self.seen(activity)
        moment = activity.moment
        consent = moment_of(activity.consent_at, activity.timezone) if activity.consent_at else None
        platform, form = self._surface(activity.platform, activity.format)
        account = self._name(None, activity.account.removeprefix("@")) if activity.account else ANY
        control = self._control(activity)
        deliverable = bool(seen.deliverable)
        combinations = product(
            activity.brands or _NOTHING, activity.categories or _NOTHING, activity.acts or _NOTHING, seen.kinds or _NOTHING,
            activity.territories or _NOTHING, activity.events or _NOTHING,
        )  # fmt: skip
        for brand, category, act, kind, territory, event in islice(combinations, MAX_PLACEMENTS):
            # INVARIANT: the order of `FACETS`.
            sets = (
                _value(act) if act else _ANY_ACT,
                _PAID if deliverable else _value(kind) if kind else _ALL_KINDS,
                self._name("brand", brand) if brand else ANY,
                self._categories(brand, category),
                platform,
                form,
                account,
                control,
                _value(territory.upper()) if territory else ANY,
                self._name(None, event) if event else ANY,
            )
            yield Placement(activity, moment, sets, deliverable, consent)

    def brand(self, name: str) -> Values:
        """The brand that a name stands for."""
        return self._name("brand", name)

    def _name(self, kind: SymbolKind | None, name: str) -> Values:
        """The key of a name, or of the symbol that it is an alias of."""
        found = self._seen.get((kind, name))
        if found is None:
            symbol = self.symbols.find(kind, name) if kind else None
            found = self._seen[kind, name] = only([symbol.key if symbol else key(name)])
        return found

    def _surface(self, platform: str | None, form: str | None) -> tuple[Values, Values]:
        owner = self._platform(platform) if platform else ANY
        if form is None:
            return owner, ANY
        found = self._seen.get(("format", platform, form))
        if found is None:
            found = self._seen["format", platform, form] = self._find_format(platform, form)
        return owner, found

    def _platform(self, name: str) -> Values:
        """A platform by name or alias. One that nobody declared may be new, unless its name looks like a known one."""
        found = self._seen.get(("platform", name))
        if found is None:
            known = self.symbols.find("platform", name)
            doubtful = known is None and self.likely_platform(name)
            found = self._seen["platform", name] = ANY if doubtful else only([known.key if known else key(name)])
        return found

    def likely_platform(self, name: str) -> str | None:
        """The declared platform that an undeclared name was probably meant to be."""
        inside = next((k for k in self.symbols.keys("platform") if len(k) > 2 and k in key(name)), None)
        return inside or nearest(name, self.symbols.spellings("platform"))

    def _find_format(self, platform: str | None, form: str) -> Values:
        """A format by name or alias; one that a known platform does not have says nothing."""
        owner = self.symbols.find("platform", platform) if platform else None
        symbol = self.symbols.format_of(owner, form) if owner else self.symbols.find("format", form)
        if symbol is None and (owner or platform is None):
            return ANY
        return only([key(symbol.name if symbol else form)])

    def _categories(self, brand: str | None, category: str | None) -> Values:
        """What the product can be: its category or something below it; else whatever the brand sells; else anything.

        A category that nobody declared says nothing, and must not make a post look free.
        """
        found = self._seen.get(("product", brand, category))
        if found is None:
            found = self._seen["product", brand, category] = self._find_categories(brand, category)
        return found

    def _find_categories(self, brand: str | None, category: str | None) -> Values:
        symbol = self.symbols.find("category", category) if category else None
        if symbol:
            return Values(self.taxonomy.below(symbol.key))
        maker = self.symbols.find("brand", brand) if brand and not category else None
        sold = [s for name in (maker.related if maker else ()) if (s := self.symbols.find("category", name))]
        return Values(frozenset().union(*(self.taxonomy.below(s.key) for s in sold))) if sold else ANY

    def undeclared(self, activities: Iterable[Activity], file: str) -> Iterator[Diagnostic]:
        """Each word of the data that no declaration knows, once: it counts as unknown, or as a new platform."""
        seen: set[tuple[str, str | None, str]] = set()
        for activity in activities:
            platform, form = activity.platform, activity.format
            if platform and self._new("platform", None, platform, seen) and not self.symbols.find("platform", platform):
                meant = self.likely_platform(platform)
                yield _undeclared(file, "platform", platform, "is unknown" if meant else "is a platform of its own", meant)
            if form and self._new("format", platform, form, seen) and self._find_format(platform, form) == ANY:
                owner = self.symbols.find("platform", platform) if platform else None
                words = [s for s in self.symbols.spellings("format") if "/" not in s]
                meant = nearest(form, [s for s in words if owner is None or self.symbols.format_of(owner, s)])
                yield _undeclared(file, "format", form, "is unknown", meant, owner)
            for category in activity.categories:
                if self._new("category", None, category, seen) and not self.symbols.find("category", category):
                    yield _undeclared(file, "category", category, "is unknown", nearest(category, self.symbols.spellings("category")))

    def _new(self, what: str, of: str | None, word: str, seen: set[tuple[str, str | None, str]]) -> bool:
        """Whether the word comes for the first time; after a hundred different ones nothing is new."""
        before = len(seen)
        if before < _MOST_WORDS:
            seen.add((what, of, word))
        return len(seen) > before

    def _control(self, activity: Activity) -> Values:
        """Whose publication it is. A row that names neither creator nor account is taken as the creator's."""
        deal = self.deal
        if deal is None:
            return _OWN
        if activity.influencer and deal.influencer:
            return _OWN if key(activity.influencer) == key(deal.influencer) else _OTHER
        if activity.account and deal.accounts and key(activity.account.removeprefix("@")) not in deal.accounts:
            return _OWN_OR_OTHER
        return _OWN


def _undeclared(file: str, what: str, word: str, effect: str, meant: str | None, owner: Symbol | None = None) -> Diagnostic:
    keyword = "platform" if what == "format" else what
    of = f" of {owner.name}" if owner else ""
    remedy = f"did you mean `{meant}`?" if meant else f"declare it with `{keyword}`, or map it to a known one"
    return Diagnostic("F104", None, f"{file}: nobody declares the {what} `{word[:40]}`{of}, so it {effect}", help=remedy)


@lru_cache(maxsize=4096)
def _value(value: str) -> Values:
    return only([value])
