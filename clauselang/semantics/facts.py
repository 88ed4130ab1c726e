"""A row of activity data → placements: what is known of each (item × brand), every fact a set of possible values."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product

import attrs

from clauselang.resolve.resolved import Deal
from clauselang.resolve.symbols import Symbols, key
from clauselang.resolve.taxonomy import Taxonomy
from clauselang.semantics.clock import UNKNOWN, Moment, moment, zone_info
from clauselang.semantics.facet import ANY, KINDS, Values, only
from clauselang.semantics.intervals import IntervalSet
from clauselang.semantics.scope import Box

MAX_PLACEMENTS = 256


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


@attrs.frozen
class Placement:
    """One item for one brand: the box of everything that it could be, and the facts that carve it out.

    `deliverable` and `consent` are closed-world: an approval or a consent that nobody shows is none.
    """

    activity: Activity
    brand: str | None
    moment: Moment
    box: Box
    deliverable: bool = False
    consent: Moment | None = None


@attrs.frozen
class Vocabulary:
    """What placements are read with: the names of the file, the categories, the parties."""

    symbols: Symbols
    taxonomy: Taxonomy
    deal: Deal | None

    def placements(self, activity: Activity) -> Iterator[Placement]:
        """Every combination of the values that the row gives. Raises `ValueError` for a text that is no moment."""
        at = activity.moment
        when = IntervalSet(((at.lo, at.hi if at.hi > at.lo else at.lo + 1),))
        consent = moment_of(activity.consent_at, activity.timezone) if activity.consent_at else None
        platform = self._platform(activity.platform)
        shared = {
            "platform": _known(platform),
            "format": _known(self._format(platform, activity.format)),
            "account": _known(key(activity.account.removeprefix("@")) if activity.account else None),
            "control": self._control(activity),
        }
        combinations = product(
            activity.brands or (None,), activity.categories or (None,), activity.acts or (None,), activity.kinds or (None,),
            activity.territories or (None,), activity.events or (None,),
        )  # fmt: skip
        for brand, category, act, kind, territory, event in islice(combinations, MAX_PLACEMENTS):
            brand_key = self._brand(brand)
            values = {
                **shared,
                "brand": _known(brand_key),
                "category": self._categories(brand_key, category),
                "act": only([act]) if act else only(["mention", "show"]),
                "kind": only(["paid"]) if activity.deliverable else only([kind]) if kind else only(KINDS),
                "territory": _known(territory.upper() if territory else None),
                "event": _known(key(event) if event else None),
            }
            yield Placement(activity, brand, at, Box.of(values, when), bool(activity.deliverable), consent)

    def _brand(self, name: str | None) -> str | None:
        if name is None:
            return None
        symbol = self.symbols.find("brand", name)
        return symbol.key if symbol else key(name)

    def _platform(self, name: str | None) -> str | None:
        if name is None:
            return None
        symbol = self.symbols.find("platform", name)
        return symbol.key if symbol else key(name)

    def _format(self, platform: str | None, name: str | None) -> str | None:
        if name is None:
            return None
        owner = self.symbols.find("platform", platform) if platform else None
        symbol = (self.symbols.format_of(owner, name) if owner else None) or self.symbols.find("format", name)
        return key(symbol.name) if symbol else key(name)

    def _categories(self, brand: str | None, category: str | None) -> Values:
        """What the product can be: its category or something below it; else whatever the brand sells; else anything.

        A category that nobody declared says nothing, and must not make a post look free.
        """
        symbol = self.symbols.find("category", category) if category else None
        if symbol:
            return Values(self.taxonomy.below(symbol.key))
        maker = self.symbols.find("brand", brand) if brand and not category else None
        sold = [s for name in (maker.related if maker else ()) if (s := self.symbols.find("category", name))]
        return Values(frozenset().union(*(self.taxonomy.below(s.key) for s in sold))) if sold else ANY

    def _control(self, activity: Activity) -> Values:
        """Whose publication it is. A row that names neither creator nor account is taken as the creator's."""
        deal = self.deal
        if deal is None:
            return only(["own"])
        if activity.influencer and deal.influencer:
            return only(["own" if key(activity.influencer) == key(deal.influencer) else "other"])
        if activity.account and deal.accounts and key(activity.account.removeprefix("@")) not in deal.accounts:
            return only(["own", "other"])
        return only(["own"])


def _known(value: str | None) -> Values:
    return ANY if value is None else only([value])
