"""Agreements under the same clauses, lowered at once → phrase by phrase the windows, and the reports, of each lowered alone."""

from __future__ import annotations

import pytest

from clauselang.diagnostics.diagnostic import Diagnostics
from clauselang.driver import compile_text
from clauselang.resolve.resolved import Resolved
from clauselang.semantics.calendar import calendar
from clauselang.semantics.joint import Crowd
from clauselang.semantics.lower import Lowering, lower
from clauselang.semantics.norm import Norms
from clauselang.semantics.posts import Published, from_deliverable
from clauselang.semantics.terms import terms_of
from tests.test_semantics_windows import PHRASES

HEAD = 'agreement "A"\n  advertiser Acme\n  influencer River\n  timezone Australia/Lord_Howe\n  event fair 2026-03-28 through 2026-03-30\n'
# What each of a crowd knows: posts of several surfaces, one post, none at all; with and without signing, periods and an early end.
MEMBERS = {
    3: "  signed 2026-01-30 15:00:00\n  term 2026-01-31 for 1 month\n  campaign 2026-03-10 through 2026-03-28\n  posts\n"
    "    video on youtube, published 2026-03-28 23:30:00\n    reel on instagram, published 2026-01-31 12:00:00\n"
    "    short on youtube, published 2026-02-28 00:00:00\n",
    5: "  signed 2026-03-29\n  term 2026-03-01 through 2026-05-31\n  ended 2026-04-15 10:00:00 by advertiser\n",
    9: "  posts\n    reel on instagram, published 2026-04-04 12:00:00\n",
    12: "  signed 2026-01-30 15:00\n  posts\n    story on instagram, published 2026-05-31 18:15:00\n"
    "    reel on instagram, published 2026-05-31 18:15:00\n    reel on instagram, published 2026-03-01 12:00:00\n"
    "    video on youtube, published 2026-01-30 22:30:00\n",
    14: "  posts\n    reel on facebook, published 2026-01-29 05:00:00\n",  # there; in UTC it is the 28th
}
FORMS = [f"  full, {phrase}\n" for phrase in PHRASES]
FORMS += [f"  full, {phrase}\n  then category sonar, {then}\n" for phrase in PHRASES[:6] for then in ("for 1 month", "perpetual")]
FORMS += ["  full, 2 days after each post, at latest through 2026-04-01\n  then full, for 1 month\n  then full, for 2 days\n"]
STARTS = ("first post", "each post", "each post on instagram", "fair")
ENDS = ("each post", "last post", "each post on youtube", "1 day after each post on instagram and youtube")
FORMS += [f"  full, from {start} to {end}\n" for start in STARTS for end in ENDS]
FORMS += ["  full, from each post to 1 day after each post on instagram and youtube and facebook\n"]
FORMS += [f"  full, 1 day before to 1 day after last post{where}\n" for where in ("", " on instagram", " on instagram reels")]
FORMS += ["  full, 2026-03-02 through 2026-03-01\n  then full, for 1 month\n", "  full, 1 month after each post on facebook\n"]
FORMS += ["  full, from signing to 1 day after last post\n", "  full, 1 day 1 hour after each post\n"]
FORMS += ["  full, from signing, perpetual, at latest through 2026-12-31\n"]
FORMS += ["  full, from 2026-03-01 to 3 days after last post, at latest through 2026-04-06\n"]
FORMS += ["  none\n", "  full, from 2026-03-01 to 3 days after each post\n", "  full, 1 day after end of fair\n"]


def resolved(facts: str, clauses: str) -> Resolved:
    """One agreement with the clauses of all."""
    found = compile_text(f"{HEAD}{facts}exclusivity\n{clauses}")
    assert found.usable, [one.message for one in found.diagnostics]
    return found.resolved


def crowd_of(alone: dict[int, Resolved], lowering: Lowering) -> Crowd:
    """The facts of all behind one another."""
    zone = lowering.calendar.zone
    posts = [(owner, from_deliverable(each, zone)) for owner, one in alone.items() if one.deal for each in one.deal.posts]
    return Crowd(
        tuple(alone),
        [calendar(one.deal, None, [], lowering.terms.places) for one in alone.values()],
        Published(
            [post.published.lo for _, post in posts if post.published],
            [(post.label, post.platform, post.format) for _, post in posts],
            [owner for owner, _ in posts],
        ),
        [frozenset({"acme"})] * len(alone),
        [True] * len(alone),
    )


def said(found: tuple[Norms, Diagnostics]) -> set[tuple[str, str]]:
    """What is reported of an agreement, whatever its dates are and however many posts it has."""
    return {(one.code, "" if one.code in ("M301", "M320") else one.message) for one in found[1]}


@pytest.mark.parametrize("form", FORMS, ids=str.strip)
def test_windows_of_a_crowd_are_those_of_each(form: str) -> None:
    """The times of every clause by owner; and of all that is reported of anybody a speaker is the first."""
    alone = {owner: resolved(facts, form) for owner, facts in MEMBERS.items()}
    shared = resolved("", form)
    lowering = Lowering(terms_of(shared), shared.deal, None)
    found = lowering.joint(crowd_of(alone, lowering))
    each = {owner: lower(one) for owner, one in alone.items()}

    assert found is not None
    for at, times in enumerate(found.windows):
        rows = [(owner, *time) for owner, (norms, _) in each.items() for time in norms.windows[at].times]
        assert sorted(zip(*times, strict=True)) == sorted(rows)
    assert {one for owner in found.speakers for one in said(each[owner])} == {one for of in each.values() for one in said(of)}


def test_who_is_lowered_alone() -> None:
    """At a moment of knowledge, without a zone, without an agreement, and where a clause names a time that its zone skips."""
    clauses = "  full, 2 days after each post\n"
    skipped = "  full, from 2026-10-04 02:15 to 1 day after last post\n"
    for text, as_of in (
        (HEAD, 5), (HEAD.replace("  timezone Australia/Lord_Howe\n", ""), None), ("", None), (f"{HEAD}exclusivity\n{skipped}", None)
    ):  # fmt: skip
        whole = text if "exclusivity" in text else f"{text}exclusivity\n{clauses}"
        one = compile_text(whole).resolved
        lowering = Lowering(terms_of(one), one.deal, as_of)
        assert lowering.joint(Crowd((1,), [lowering.calendar], Published((), (), ()), [frozenset()], [True])) is None
