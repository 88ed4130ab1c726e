"""A resolved file and the activities around it → norms, and for each activity the verdict on the item."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from clauselang.diagnostics.diagnostic import Diagnostics
from clauselang.evaluate.interpreter import judge
from clauselang.resolve.resolved import Resolved
from clauselang.resolve.symbols import key
from clauselang.semantics.facts import Activity, Vocabulary
from clauselang.semantics.lower import lower
from clauselang.semantics.norm import Norms
from clauselang.semantics.posts import Post, found_post
from clauselang.semantics.verdict import SEVERITY, ClauseVerdict, Verdict


@attrs.frozen
class Judged:
    """An item with its verdict: that of its worst placement; each clause with its worst verdict over all placements."""

    activity: Activity
    verdict: Verdict
    clauses: tuple[ClauseVerdict, ...]
    norms: Norms


@attrs.frozen
class Contract:
    """Norms with the vocabulary that reads activities. Windows are computed once, when it is made."""

    resolved: Resolved
    norms: Norms
    vocabulary: Vocabulary

    @classmethod
    def of(cls, resolved: Resolved, as_of: int | None = None, activities: Iterable[Activity] = ()) -> tuple[Contract, Diagnostics]:
        """Lower a resolved file. Activities marked as deliverable count as posts of the agreement (R9).

        `as_of` is an instant in microseconds: only what had happened or was notified by then counts.
        """
        vocabulary = Vocabulary(resolved.symbols, resolved.taxonomy, resolved.deal)
        found, brands = _deliverables(vocabulary, activities, as_of)
        norms, diagnostics = lower(resolved, as_of, found, brands if resolved.deal is None else frozenset())
        return cls(resolved, norms, vocabulary), diagnostics

    def decide(self, activity: Activity) -> Judged:
        """The verdict on one item. Raises `ValueError` if a time of the activity is no moment."""
        verdicts = [judge(self.norms, placement) for placement in self.vocabulary.placements(activity)]
        if len(verdicts) == 1:
            return Judged(activity, verdicts[0], verdicts[0].clauses, self.norms)
        item = max(verdicts, key=lambda v: (SEVERITY[v.word], not self.norms.own.look(v.placement.sets)))
        clauses = tuple(max(column, key=lambda c: SEVERITY[c.verdict]) for column in zip(*(v.clauses for v in verdicts), strict=True))
        return Judged(activity, item, clauses, self.norms)

    def decide_many(self, activities: Iterable[Activity]) -> Iterator[Judged]:
        """The verdicts in the order of the activities."""
        return map(self.decide, activities)


def _deliverables(vocabulary: Vocabulary, activities: Iterable[Activity], as_of: int | None) -> tuple[list[Post], frozenset[str]]:
    """Posts for the advertiser that the data shows, and whose brands they are for."""
    posts: list[Post] = []
    brands: set[str] = set()
    deal = vocabulary.deal
    for activity in activities:
        if not activity.deliverable or not activity.published_at:
            continue
        if deal and deal.influencer and activity.influencer and key(activity.influencer) != key(deal.influencer):
            continue
        placements = list(vocabulary.placements(activity))
        named = {brand for placement in placements if (brand := placement.box["brand"].single)}
        if deal and deal.own_brands and named and not named & deal.own_brands:
            continue  # owed to somebody else: it is no post of this agreement
        placement = placements[0]
        platform, form = placement.box["platform"].single, placement.box["format"].single
        if as_of is None or placement.moment.lo <= as_of:
            posts.append(found_post(_label(platform, form), platform, form, placement.box["account"].single, placement.moment))
        brands |= named
    return posts, frozenset(brands)


def _label(platform: str | None, form: str | None) -> str:
    return " ".join(word for word in (platform, form) if word) or "post"
