"""The table of decisions: for every item the interpreter's verdict, most often without asking it.

`python -m tests.test_compiled 1000000` compares that many random items instead of the few of the suite.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import timedelta
from functools import partial

import attrs
import pytest

from clauselang.driver import compile_text
from clauselang.evaluate import compiled
from clauselang.evaluate.contract import Contract, Judged
from clauselang.evaluate.item import Item
from clauselang.ingest.cells import read_activity
from clauselang.semantics.clock import BEGIN, END, iso, to_datetime
from clauselang.semantics.facts import Activity
from tests.differential import compare
from tests.test_backends import contract_text, post
from tests.test_laws import WINDOWS

# Schedules that change, so that the safe harbour has something to say.
HISTORIES = [
    "video on youtube, planned 2026-04-12, planned 2026-03-31 notified 2026-03-15 10:00, published 2026-03-31 12:00:00",
    "reel on instagram, planned 2026-03-05 12:00, planned 2026-04-02 12:00 notified 2026-03-01T09:30:00Z",
    "post on instagram, planned 2026-03-18 09:00 notified 2026-02-10, cancelled",
    "story on instagram, published 2026-03-01T10:00Z, deleted 2026-03-02, republished 2026-03-03",
    "reel on instagram, planned 2026-03-12, planned 2026-03-20 notified 2026-03-11 08:00, published 2026-03-20 18:00:00",
    "reel on instagram, planned 2026-03-11, published 2026-03-10T16:00:00Z",
    "video on youtube, owed",
]
# An agreement of which nothing but the schedule is in doubt.
RESCHEDULED = """\
agreement "Rescheduled"
  advertiser "Acme Sonar"
  influencer "Creator {number}"
    instagram @river
  timezone Europe/Vilnius
  term 2026-02-15 through 2026-04-30
exclusivity
  full, {window}
"""
# Clauses that ask for what the others do not: lists, accounts, events, countries, commitments, the end of another clause.
CLAUSES = [
    "competitors rivals, any mention, during campaign, except organic",
    'full, from @river, 2026-03-05 through 2026-04-05, except schedule "running"',
    "brands Garmin, any engagement, during term",
    "category fishing, 1 week before to 1 week after gala, at gala",
    "full, 3 days after each post, except in NL but not brands Moshi",
    'full, 1 month after last post, from @other excluded, except schedule "running" but not "a launch"',
    "then category lures, for 10 days",
]
FACTS = """\
  campaign 2026-03-01 through 2026-03-31
  event gala 2026-03-18 through 2026-03-20
  consent Garmin on instagram 2026-03-20 10:00
"""
# Words that the vocabulary reads alike, or that only one clause in a hundred tells apart.
OTHER_WORDS: dict[str, list[object]] = {
    "brands": [("Nobody",), ("Nobody else",), ("garmin",), ("GARMIN",), ("Acme Sonar", "Moshi"), ()],
    "categories": [("books",), ("Sonar",), ("fishing",), ("lures", "books"), ()],
    "kinds": [("paid",), ("affiliate",), ("organic", "paid"), ()],
    "platform": ["Instagram", "IG", "youtube", "brandnew", None],
    "account": ["@River", "someone", None],
    "influencer": [None, "Somebody Else"],
    "territories": [("NL",), ("BE",), ("US",), ()],
    "deliverable": [True, False],
    "acts": [("mention",), ("show",), ("engage",), ()],
    "events": [("gala",), ("Another gala",), ()],
}


def agreement(chance: random.Random, number: int) -> tuple[str, Contract] | None:
    """A small random agreement, with rescheduled posts more often than in life; none if its parts do not fit."""
    text = contract_text(chance, f"Creator {number}")
    if chance.random() < 0.3:
        text = RESCHEDULED.format(number=number, window=chance.choice([WINDOWS[1], *WINDOWS[:6]]))
    extra = "".join(f"    {line}\n" for line in chance.sample(HISTORIES, chance.choice([0, 1, 2, 2])))
    head, found, rest = text.partition("  posts\n")
    if extra:
        text = head + found + extra + rest if found else text.replace("exclusivity\n", f"  posts\n{extra}exclusivity\n")
    if more := chance.sample(CLAUSES, chance.choice([0, 0, 1, 2])):
        facts = FACTS if chance.random() < 0.5 else FACTS.rpartition("  consent")[0]
        text = "competitors rivals\n  Garmin\n  Moshi\n\n" + text.replace("  term 2026", f"{facts}  term 2026")
        text += "".join(f"  {line}\n" for line in more)
    read = compile_text(text)
    return (text, Contract.of(read.resolved)[0]) if read.usable else None


def activities(chance: random.Random, contract: Contract, name: str, count: int) -> Iterator[Activity]:
    """Posts of which many differ in one fact or in a microsecond only."""
    norms = contract.norms.norms
    edges = [t for norm in norms for pair in (*norm.must.intervals, *norm.may.intervals) for t in pair if BEGIN < t < END]
    moments = [norm.signing for norm in norms] + [given for _, given in contract.norms.consents]
    for each in norms[0].chain.calendar.posts or ():
        moments += [each.published, *each.republished, *(plan.notified for plan in each.plans)]
    edges += [t for moment in moments if moment for t in (moment.lo, moment.hi)]
    shapes = [shape for at in range(8) if isinstance(shape := read_activity(at + 1, post(chance, contract, at, name)), Activity)]
    for row in range(1, count + 1):
        if not shapes:
            return
        shape = chance.choice(shapes)
        changed = {field: chance.choice(OTHER_WORDS[field]) for field in chance.sample(sorted(OTHER_WORDS), chance.choice([0, 0, 0, 1, 2]))}
        yield attrs.evolve(shape, row=row, published_at=_time(chance, edges, shape.published_at), **changed)


def _time(chance: random.Random, edges: list[int], before: str | None) -> str | None:
    how = chance.random()
    if how < 0.05:
        return before
    if how < 0.5 and edges:
        at = chance.choice(edges) + chance.choice([-1_000_000, -1, 0, 0, 1, 1_000_000])
    else:
        at = chance.randrange(1_767_225_600, 1_780_000_000) * 1_000_000  # 2026, January to May
    if how > 0.85:
        text = to_datetime(at).isoformat()
        return chance.choice([text[:10], text[:16], f"{text[:16]}+02:00", text[:19]])
    return iso(at)


def differential(cases: int, seed: int, each: int = 300) -> tuple[int, int]:
    """Compare the table with the interpreter on so many items: how many there were, and how many the table answered itself.

    Raises `AssertionError` with a scenario to run for the first disagreement.
    """
    chance = random.Random(seed)
    met = by_table = number = 0
    while met < cases:
        number += 1
        made = agreement(chance, number)
        if made is None:
            continue
        text, contract = made
        word, before = contract.predicate(), []
        for activity in activities(chance, contract, f"Creator {number}", min(each, cases - met)):
            item = Item.of(activity)
            judged = contract.decide(item)
            before.append(item)
            met += 1
            if _asked(judged):  # it is the interpreter's verdict
                continue
            by_table += 1
            expected = contract.interpret(activity)[0].word
            if judged.word != expected or word(item) != expected:
                raise AssertionError(_scenario(text, contract, before, item, f"{judged.word}, not {expected}"))
    return met, by_table


def _asked(judged: Judged) -> bool:
    """Whether the interpreter has been asked for this verdict."""
    return hasattr(judged, "_answer")


def _scenario(text: str, contract: Contract, before: list[Item], item: Item, wrong: str) -> str:
    """The agreement, the post that filled the cell and the one that differs, as files that `check` takes."""
    here = contract._table.place(item, contract.vocabulary)
    same = [other for other in before if here and (place := contract._table.place(other, contract.vocabulary)) and
            place[0] is here[0] and place[1] == here[1]]  # fmt: skip
    names = {"brands": "brand", "categories": "category", "acts": "act", "kinds": "kind", "territories": "territory", "events": "event"}
    fields = [field.name for field in attrs.fields(Activity) if field.name != "row"]
    lines = [",".join(names.get(field, field) for field in fields)]
    for each in (*same[:1], item):
        values = [getattr(each.activity, field) for field in fields]
        lines.append(",".join("; ".join(v) if isinstance(v, tuple) else "" if v is None else str(v) for v in values))
    return f"the table says {wrong}\n\n# deal.excl\n{text}\n# posts.csv, to be decided in this order\n" + "\n".join(lines) + "\n"


def test_the_table_and_the_interpreter_agree() -> None:
    """Every verdict is the interpreter's, at the edges of windows, with doubts and with schedules that changed (law 3)."""
    met, by_table = differential(4_000, seed=1, each=400)

    assert met == 4_000
    assert by_table > met // 3, "the table left nearly everything to the interpreter"


# One agreement, post by post.

TERMS = """\
agreement "Sonar"
  advertiser "Acme Sonar"
  influencer "River Angler"
    instagram @river
  timezone Europe/Vilnius
  signed 2026-02-01
  posts
    reel on instagram, {post}
exclusivity
  category sonar, gifts excluded, 24 hours before to 24 hours after {anchor}, instagram stories excluded
"""
PUBLISHED = "published 2026-03-10T16:00:00Z"
# The window ends 24 hours later, exclusively.
LAST, AFTER = "2026-03-11T15:59:59.999999Z", "2026-03-11T16:00:00Z"
REEL = Activity(
    1, account="river", platform="instagram", format="reel", published_at=LAST, brands=("Garmin",), categories=("sonar",),
    acts=("mention",), kinds=("paid",), territories=("NL",),
)  # fmt: skip


def contract_with(post: str = PUBLISHED, anchor: str = "each post") -> Contract:
    """The agreement with that post of its own, and the window around that anchor."""
    read = compile_text(TERMS.format(post=post, anchor=anchor))
    assert read.usable, [found.message for found in read.diagnostics]
    return Contract.of(read.resolved)[0]


@pytest.fixture
def contract() -> Contract:
    """An agreement that has decided on one post."""
    made = contract_with()
    assert made.decide(Item.of(REEL)).word == "violation"
    return made


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({}, "violation"),
        ({"published_at": "2026-03-09T16:00:00Z"}, "violation"),  # the first moment of the same window
        ({"brands": ("Lowrance",)}, "violation"),
        ({"brands": ("A brand that nobody knows",), "format": "post"}, "violation"),
        ({"categories": ("SONAR",), "kinds": ("affiliate",)}, "violation"),
        ({"territories": (), "events": (), "account": None}, "violation"),  # missing, but no clause asks
        ({"published_at": "2026-03-11", "timezone": "Asia/Tokyo"}, "violation"),  # a day that lies in the window
        ({"published_at": "2026-03-10T12:30+01:00"}, "violation"),
    ],
)
def test_what_no_clause_can_tell_apart_is_known_already(contract: Contract, changes: dict[str, object], word: str) -> None:
    """After one post of a kind the interpreter is not asked about its likes, however they are spelled."""
    judged = contract.decide(Item.of(attrs.evolve(REEL, **changes)))

    assert (judged.word, _asked(judged)) == (word, False)
    assert judged.verdict.word == word, "the interpreter, asked for the reason, says otherwise"


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"published_at": AFTER}, "compliant"),  # one microsecond later
        ({"published_at": "2026-01-31T12:00:00Z"}, "compliant"),
        ({"format": "story"}, "compliant"),
        ({"kinds": ("gifted",)}, "compliant"),
        ({"brands": ("Acme Sonar",)}, "compliant"),
        ({"brands": ("Acme Sonar", "Garmin")}, "violation"),
        ({"deliverable": True, "brands": ("Acme Sonar", "Garmin")}, "compliant"),
        ({"influencer": "Somebody Else"}, "compliant"),
        ({"consent_at": "2026-03-01"}, "compliant"),
        ({"consent_at": "2026-03-12T12:00:00Z"}, "excused"),
    ],
)
def test_what_a_clause_tells_apart_is_another_cell(contract: Contract, changes: dict[str, object], word: str) -> None:
    """A fact that the clause or a carve-out asks for is never answered from the cell of another."""
    judged = contract.decide(Item.of(attrs.evolve(REEL, **changes)))

    assert (judged.word, _asked(judged)) == (word, True)


@pytest.mark.parametrize(
    "changes",
    [{"format": "story"}, {"brands": ("Acme Sonar",)}, {"categories": ("books",)}, {"deliverable": True, "brands": ("Acme Sonar", "X")}],
)
def test_time_is_nothing_to_what_no_clause_reaches(changes: dict[str, object]) -> None:
    """One such post is asked about; its likes are known whenever they were published, and if nobody knows when."""
    contract = contract_with(f"{PUBLISHED}\n  consent Lowrance 2026-03-05")
    free = attrs.evolve(REEL, **changes)
    assert _asked(contract.decide(Item.of(free)))
    assert contract._table.rows[Item.of(free).facts].always == "compliant"

    judged = [contract.decide(Item.of(attrs.evolve(free, published_at=at))) for at in ("2026-01-01T12:00:00Z", AFTER, "2026-03-10", None)]

    assert [(one.word, _asked(one)) for one in judged] == [("compliant", False)] * 4
    assert [one.verdict.word for one in judged] == ["compliant"] * 4
    assert contract.predicate()(Item.of(free)) == "compliant"


def test_signing_is_no_line_where_no_window_runs(contract: Contract) -> None:
    """A clause says nothing outside its window, so that all instants before it are one cell."""
    before, after = (Item.of(attrs.evolve(REEL, published_at=f"{day}T12:00:00Z")) for day in ("2026-01-31", "2026-02-02"))
    assert _asked(contract.decide(before))

    judged = contract.decide(after)

    assert (judged.word, _asked(judged)) == ("compliant", False)


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"kinds": ()}, ("kind",)),
        ({"format": None}, ("format",)),
        ({"account": "somewhere"}, ("control",)),
        ({"published_at": "2026-03-11T17:59:59", "timezone": None}, ("time",)),  # of which zone?
        ({"published_at": None}, ("time",)),
    ],
)
def test_unknowns_are_the_interpreters(contract: Contract, changes: dict[str, object], missing: tuple[str, ...]) -> None:
    """What may matter and is missing makes an unknown, each time, and the interpreter names it."""
    item = Item.of(attrs.evolve(REEL, **changes))
    assert _asked(contract.decide(item))

    judged = contract.decide(item)

    assert (judged.word, judged.verdict.missing) == ("unknown", missing)


def test_a_settled_schedule_excuses_from_the_table() -> None:
    """The safe harbour is a line in time as others are, once every post had its date."""
    contract = contract_with(f"planned 2026-04-20 12:00, {PUBLISHED}")
    first, second = (Item.of(attrs.evolve(REEL, published_at=f"2026-03-10T1{hour}:00:00Z")) for hour in (1, 2))

    assert contract.decide(first).word == "excused"
    again = contract.decide(second)

    assert (again.word, _asked(again)) == ("excused", False)


def test_schedules_that_changed_too_often_are_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    """What would take too many windows beforehand is asked of the interpreter each time, to the same effect."""
    monkeypatch.setattr(compiled, "MAX_WINDOWS", 1)
    contract = contract_with(f"planned 2026-04-20 12:00 notified 2026-02-10, {PUBLISHED}")
    times = ("2026-03-10T11:00:00Z", "2026-03-10T12:00:00Z", "2026-04-01T12:00:00Z", "2026-04-02T12:00:00Z")

    judged = [contract.decide(Item.of(attrs.evolve(REEL, published_at=at))) for at in times]

    assert [(one.word, _asked(one)) for one in judged[:2]] == [("excused", True)] * 2
    assert [(one.word, _asked(one)) for one in judged[2:]] == [("compliant", True), ("compliant", False)]


def test_an_open_post_elsewhere_leaves_the_schedule_settled() -> None:
    """A video that is still owed moves no window around posts on Instagram."""
    contract = contract_with(f"planned 2026-03-11, {PUBLISHED}\n    video on youtube, owed", "each post on instagram")
    items = [Item.of(attrs.evolve(REEL, published_at=at)) for at in ("2026-03-09T19:00:00Z", "2026-03-10T09:00:00Z")]
    later = [Item.of(attrs.evolve(REEL, published_at=at)) for at in ("2026-03-09T20:00:00Z", "2026-03-10T10:00:00Z")]

    assert [contract.decide(item).word for item in items] == ["excused", "violation"]
    judged = [contract.decide(item) for item in later]

    assert [(one.word, _asked(one)) for one in judged] == [("excused", False), ("violation", False)]


@pytest.mark.parametrize(("at", "word"), [("2026-03-09T20:05Z", "excused"), ("2026-03-10T09:05Z", "violation")])
def test_a_minute_is_as_its_instants_are(at: str, word: str) -> None:
    """Each instant of it answers for itself which schedule held, so that a minute between two bounds is decided as one."""
    contract = contract_with(f"planned 2026-03-11, {PUBLISHED}")
    contract.decide(Item.of(attrs.evolve(REEL, published_at=f"{at[:13]}:00:00Z")))

    judged = contract.decide(Item.of(attrs.evolve(REEL, published_at=at)))

    assert (judged.word, _asked(judged)) == (word, False)
    assert [clause.verdict for clause in judged.clauses] == [word]


def test_verdicts_alone(contract: Contract) -> None:
    """Whoever only counts them gets the word from the table, and where a cell is empty from the interpreter."""
    word = contract.predicate()

    assert [word(Item.of(attrs.evolve(REEL, published_at=at))) for at in (LAST, AFTER, AFTER)] == ["violation", "compliant", "compliant"]
    assert word(attrs.evolve(REEL, kinds=())) == "unknown"


def test_tables_stay_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stream of names that never repeat does not fill the memory, and is decided as before."""
    monkeypatch.setattr(compiled, "MAX_FACTS", 50)
    contract = contract_with()
    items = [Item.of(attrs.evolve(REEL, brands=(f"Brand {number}",))) for number in range(500)]

    assert {judged.word for judged in contract.decide_many(items)} == {"violation"}
    assert len(contract._table.rows) <= 50


def test_rows_stay_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Facts that lie to the clauses in ever new ways do not fill the memory either."""
    monkeypatch.setattr(compiled, "MAX_CELLS", 20)
    contract = contract_with()
    items = [Item.of(attrs.evolve(REEL, brands=tuple(f"Brand {n}" for n in range(number)))) for number in range(2, 12)]

    assert {judged.word for judged in contract.decide_many(items)} == {"violation"}
    assert 1 < len(contract._table._keys) < 8  # a row for each number of placements, of three cells


def test_what_names_too_much_is_asked_about(contract: Contract) -> None:
    """An item of very many brands has no row, and is decided all the same."""
    item = Item.of(attrs.evolve(REEL, brands=tuple(f"Brand {number}" for number in range(compiled.MAX_PLACEMENTS + 1))))

    assert [(judged.word, _asked(judged)) for judged in contract.decide_many([item, item])] == [("violation", True)] * 2


def test_facts_are_forgotten_with_their_items() -> None:
    """What an activity said is kept for as long as an item or a contract knows it."""
    item = Item.of(attrs.evolve(REEL, brands=("A name of this test",)))
    assert Item.of(item.activity).facts is item.facts
    assert item.until == item.at and to_datetime(item.at).utcoffset() == timedelta(0)


if __name__ == "__main__":
    compare(partial(differential, each=1_000), int(sys.argv[1]), 20_000, "{:,} items agree, {:,} of them decided by the table")
