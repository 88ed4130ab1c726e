"""An activity, read once → an item: its instant as a number, and everything else it says as one object.

Reading a time and comparing a dozen words takes longer than a decision. So both are done when an item is made, for
any number of contracts: activities that say the same share their `Facts`, and a contract finds what it knows of them
by that object alone.
"""

from __future__ import annotations

from weakref import WeakValueDictionary

import attrs

from clauselang.semantics.facts import Activity


class Facts:
    """What an activity says besides its times, its row and its text. Items that say the same have the same object."""

    __slots__ = ("__weakref__",)


# Which facts are alive. Two threads may each make one for the same words; a contract then learns them twice, no more.
_alive: WeakValueDictionary[tuple[object, ...], Facts] = WeakValueDictionary()


@attrs.frozen(eq=False)
class Item:
    """An activity ready to be decided.

    It was published at some instant in `[at, until)`, in microseconds since 1970-01-01T00:00Z, and exactly at `at` if
    the two are equal. `said` is what else it says, `None` with a consent, whose time belongs to this item alone;
    `facts` is the same, and `None` too while the instant is not known: an item that has them can be looked up.
    """

    activity: Activity
    at: int
    until: int
    said: Facts | None
    facts: Facts | None

    @classmethod
    def of(cls, activity: Activity) -> Item:
        """Read an activity. Raises `ValueError` if its time is no moment, `KeyError` if its zone is none."""
        moment = activity.moment
        said = None if activity.consent_at else _facts(activity)
        return cls(activity, moment.lo, moment.hi, said, said if moment.exact else None)


def _facts(activity: Activity) -> Facts:
    """INVARIANT: names all that `Vocabulary.placements` reads, but for the times."""
    said = (
        activity.influencer, activity.account, activity.platform, activity.format, activity.brands, activity.categories, activity.acts,
        activity.kinds, activity.territories, activity.events, activity.deliverable,
    )  # fmt: skip
    known = _alive.get(said)
    if known is None:
        known = _alive[said] = Facts()
    return known
