"""Deliverables and what is known of their times → the moments that windows count from (R9, R10, R18)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import NamedTuple, TypeAlias, overload
from zoneinfo import ZoneInfo

from clauselang.resolve.resolved import Deliverable
from clauselang.resolve.symbols import Place
from clauselang.semantics.clock import BEGIN, END, Moment, moment
from clauselang.syntax import ast


class Plan(NamedTuple):
    """A planned time and when the creator was told; `None` means from the start."""

    at: Moment
    notified: Moment | None = None


class Post(NamedTuple):
    """A deliverable with its times. `label` names it to people."""

    label: str
    platform: str | None
    format: str | None
    plans: tuple[Plan, ...] = ()
    published: Moment | None = None
    republished: tuple[Moment, ...] = ()
    cancelled: bool = False
    account: str | None = None

    def is_on(self, places: Iterable[Place]) -> bool:
        """Whether it stands on one of the surfaces; no surface at all is every surface."""
        return stands_on(self.platform, self.format, places)


def stands_on(platform: str | None, form: str | None, places: Iterable[Place]) -> bool:
    """Whether a platform and a format are one of the surfaces; no surface at all is every surface."""
    none = True
    for place in places:
        if (place.platform is None or place.platform.key == platform) and (place.format is None or place.format_key == form):
            return True
        none = False
    return none


# A surface as people call it, its platform and its format.
Surface: TypeAlias = "tuple[str, str | None, str | None]"


class Published(Sequence[Post]):
    """Posts that are out, each once and at an exact instant, on the creator's own account: made when somebody asks for them.

    Of nearly all agreements that are over this is all that there is to know, and the instants are all that windows need.
    `owners` says whose each is, where those of many agreements stand behind one another.
    """

    __slots__ = ("at", "owners", "surfaces")

    def __init__(self, at: Sequence[int], surfaces: Sequence[Surface], owners: Sequence[int] | None = None) -> None:
        self.at = at
        self.surfaces = surfaces
        self.owners = owners

    def __len__(self) -> int:
        return len(self.at)

    @overload
    def __getitem__(self, index: int) -> Post: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Post]: ...
    def __getitem__(self, index: int | slice) -> Post | Sequence[Post]:
        if isinstance(index, slice):
            return Published(self.at[index], self.surfaces[index], self.owners and self.owners[index])
        return Post(*self.surfaces[index], published=Moment(self.at[index], self.at[index]))


class AnchorPoint(NamedTuple):
    """One moment to count from: when, because of what, and how sure it is that it happens at all."""

    moment: Moment
    label: str
    provisional: bool = False
    certain: bool = True
    post: Post | None = None


# What happened to a post or is to happen, when, and when the creator was told of a plan. An instant can stand for its text.
Event: TypeAlias = "tuple[str, str | int | None, str | int | None]"


def owed(place: Place, account: str | None, events: Iterable[Event], zone: ZoneInfo | None) -> Post:
    """A post of the agreement with its events in the order written. Raises `SkippedTime` for a local time that does not exist."""
    plans: list[Plan] = []
    published: Moment | None = None
    republished: list[Moment] = []
    cancelled = False
    for what, at, told in events:
        if what == "cancelled":
            cancelled = True
        elif at is None:
            continue
        elif what == "published":
            published = _at(at, zone)
        elif what == "planned":
            plans.append(Plan(_at(at, zone), None if told is None else _at(told, zone)))
        elif what == "republished":
            republished.append(_at(at, zone))
    label, platform, form = surface_of(place)
    return Post(label, platform, form, tuple(plans), published, tuple(republished), cancelled, account)


def _at(at: str | int, zone: ZoneInfo | None) -> Moment:
    return moment(at, zone) if isinstance(at, str) else Moment(at, at)


def from_deliverable(deliverable: Deliverable, zone: ZoneInfo | None) -> Post:
    """The times of a post of the agreement. Raises `SkippedTime` for a local time that does not exist."""
    return owed(deliverable.place, deliverable.account, map(_event, deliverable.node.events), zone)


def _event(event: ast.Planned | ast.PostEvent | ast.PostState) -> Event:
    if isinstance(event, ast.Planned):
        return "planned", event.when.text, event.notified.text if event.notified else None
    return event.what, event.when.text if isinstance(event, ast.PostEvent) else None, None


_known: dict[int, tuple[Place, Surface]] = {}


def surface_of(place: Place) -> Surface:
    """The surface of a place; remembered, since thousands of posts share one."""
    known = _known.get(id(place))
    if known is None:
        if len(_known) > 256:
            _known.clear()
        platform = place.platform
        label = place.format.label("en") if place.format else (platform.label("en") if platform else "post")
        known = _known[id(place)] = place, (label, platform.key if platform else None, place.format_key)
    return known[1]


def merge_found(posts: tuple[Post, ...], found: Iterable[Post]) -> tuple[Post, ...]:
    """Add posts that the activity data shows: each settles the first open post of its surface, or is a further one."""
    merged = list(posts)
    for post in sorted(found, key=lambda p: (p.published.lo if p.published else END, p.label)):
        if any(known.published == post.published and _same_surface(known, post) for known in merged):
            continue
        for index, known in enumerate(merged):
            if known.published is None and not known.cancelled and _same_surface(known, post):
                merged[index] = known._replace(published=post.published)
                break
        else:
            merged.append(post)
    return tuple(merged)


def _same_surface(known: Post, found: Post) -> bool:
    return (
        known.platform == found.platform
        and (known.format == found.format or found.format is None)
        and (known.account is None or found.account is None or known.account == found.account)
    )


class Knowledge(NamedTuple):
    """What is known when: with `at`, only what had happened or been notified by then (R9, R10).

    `floor` is the earliest instant at which a post that is still owed can appear.
    """

    at: int | None = None
    floor: int = BEGIN

    def _known(self, moment: Moment | None) -> bool:
        return self.at is None or moment is None or moment.lo <= self.at

    def points(self, post: Post) -> list[AnchorPoint]:
        """The moments at which `post` is, or will be, published; none if it never will."""
        if self.at is None and post.published is not None and not post.republished:
            return [AnchorPoint(post.published, post.label, False, True, post)]
        found: list[AnchorPoint] = []
        if post.published and self._known(post.published):
            found.append(AnchorPoint(post.published, post.label, post=post))
        elif not post.cancelled:
            plan = next((plan for plan in reversed(post.plans) if self._known(plan.notified)), None)
            if plan:
                found.append(AnchorPoint(plan.at, post.label, provisional=True, post=post))
            else:
                found.append(AnchorPoint(Moment(self._owed_from(), END), post.label, certain=False, post=post))
        found.extend(AnchorPoint(again, post.label, post=post) for again in post.republished if self._known(again))
        return found

    def _owed_from(self) -> int:
        return self.floor if self.at is None else max(self.floor, self.at)


_moment: Callable[[AnchorPoint], Moment] = attrgetter("moment")


def first_or_last(points: list[AnchorPoint], last: bool) -> AnchorPoint:
    """The first or the last of several uncertain moments: bounds of the minimum or maximum (R18).

    A post that may never appear can only move the last moment later, and the first one earlier.
    """
    if len(points) == 1 and points[0].certain:
        return points[0]
    sure = [p for p in points if p.certain]
    chosen = (max if last else min)(sure or points, key=_moment)
    if last:
        lo = chosen.moment.lo if sure else min([p.moment.lo for p in points])
        hi = max([p.moment.hi for p in points])
    else:
        lo = min([p.moment.lo for p in points])
        hi = min([p.moment.hi for p in sure], default=END)
    provisional = any([p.provisional for p in points])  # noqa: C419 -- a list is faster for a few
    certain = len(sure) == len(points) or (not last and bool(sure) and lo == chosen.moment.lo)
    moment = Moment(lo, max(lo, hi))
    if moment == chosen.moment and provisional == chosen.provisional and certain == chosen.certain:
        return chosen
    return AnchorPoint(moment, chosen.label, provisional, certain, chosen.post)


def found_post(label: str, platform: str | None, form: str | None, account: str | None, published: Moment) -> Post:
    """A post of the advertiser seen in the activity data."""
    return Post(label, platform, form, published=published, account=account)
