"""(c) Decisions: the table of decisions and the interpreter beside Cedar, zen-engine and Python written by hand.

All are asked the same questions about the same agreement, one a call, in a form made ready before the clock runs: ours get
an `Item`, Cedar a request with policies and entities parsed, zen-engine a compiled expression and its context, the
function by hand either the very same `Item` or a flat object of its own. Ours has met the agreement's kinds of post before
the clock runs; what meeting them costs stands in rows of its own. Before anything is timed all must give the same answers.

`predicate` returns the verdict, and so do Python by hand, Cedar and zen-engine; `decide` returns a new object that knows the
post and gives every clause's verdict, what is missing and the reason when it is asked. Beside it stands what by hand comes
nearest to that: the verdict, the clause that decides and the post, without words for any of it.

`python benchmarks/decide.py` prints these rows alone.
"""

import gc
from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from statistics import median, quantiles
from time import perf_counter_ns, process_time
from typing import Any

import attrs
import zen
from cedarpy import PolicySet, is_authorized, is_authorized_batch

from clauselang.evaluate.contract import Contract
from clauselang.evaluate.item import Item
from clauselang.resolve.library import ROWS
from clauselang.resolve.resolver import resolve
from clauselang.semantics.facts import Activity
from clauselang.source import Source
from clauselang.syntax.parser import parse
from deciders import (
    AGREEMENT,
    EXPRESSION,
    POLICIES,
    Flat,
    Question,
    by_hand,
    by_hand_with_clause,
    cedar_entities,
    cedar_request,
    questions,
    zen_context,
)
from measure import RUNS, NotMeasured

# What is aimed at: so many times as fast as Cedar and zen-engine, and at most so many times the time of Python by hand.
CEDAR, ZEN, HAND = 200, 8, 1.25

# Ours.


def agreed() -> Contract:
    """The contract that has decided on nothing yet."""
    resolved, diagnostics = resolve(parse(Source("deal.excl", AGREEMENT)))
    contract, more = Contract.of(resolved)
    if errors := [found for found in (*diagnostics, *more) if found.is_error]:
        raise NotMeasured(f"the agreement has a mistake: {errors[0].message}")
    return contract


def activity(row: int, question: Question) -> Activity:
    """The question as a row of activity data."""
    return Activity(
        row,
        account=question.account,
        platform=question.platform,
        format=question.format,
        published_at=question.at.isoformat(),
        brands=(question.brand,),
        categories=(question.category,),
        acts=("mention",),
        kinds=(question.kind,),
        deliverable=False,
    )


# Side by side.


@attrs.frozen
class Contestant:
    """Who decides on what; `times` says how often all questions are asked in one run, so that short ones can be timed."""

    decide: Callable[[Any], Any]
    asked: Sequence[Any]
    word: Callable[[Any], str]
    times: int = 1

    def run(self) -> None:
        """Ask all, so many times."""
        decide, asked = self.decide, self.asked
        for _ in range(self.times):
            [decide(one) for one in asked]


def contestants() -> dict[str, Contestant]:
    """Everybody, ready to be asked, after they agreed on every answer."""
    asked = questions()
    above = {row[1]: row[3] for row in ROWS if row[0] == "category"}
    policies, entities, rule, contract = PolicySet.from_str(POLICIES), cedar_entities(), zen.compile_expression(EXPRESSION), agreed()
    rows = [activity(number, question) for number, question in enumerate(asked, 1)]
    items = [Item.of(row) for row in rows]
    gear = contract.resolved.taxonomy.below("fishing_gear")
    (flat, item), (flat_why, item_why) = by_hand(gear), by_hand_with_clause(gear)
    shapes = [Flat(question) for question in asked]
    found = {
        "predicate": Contestant(contract.predicate(), items, str, 50),
        "decide": Contestant(contract.decide, items, lambda judged: str(judged.word), 50),
        "by hand": Contestant(flat, shapes, str, 50),
        "by hand, items": Contestant(item, items, str, 50),
        "by hand, why": Contestant(flat_why, shapes, itemgetter(0), 50),
        "by hand, items, why": Contestant(item_why, items, itemgetter(0), 50),
        "interpreter": Contestant(contract.decide, rows, lambda judged: str(judged.word)),
        "zen": Contestant(rule.evaluate, [zen_context(each, above) for each in asked], lambda no: "violation" if no else "compliant", 2),
        "cedar": Contestant(
            lambda request: is_authorized(request, policies, entities),
            [cedar_request(question) for question in asked],
            lambda answer: "compliant" if answer.allowed else "violation",
        ),
    }
    answers = {name: [one.word(one.decide(each)) for each in one.asked] for name, one in found.items()}
    for name, said in answers.items():
        for question, expected, got in zip(asked, answers["cedar"], said, strict=True):
            if got != expected:
                raise NotMeasured(f"Cedar says {expected}, {name} {got}: {question}")
    return found


def medians(found: dict[str, Contestant]) -> dict[str, float]:
    """Median processor seconds of one decision, the runs in turn, with the loop around the call; garbage as in `timeit`."""
    times: dict[str, list[float]] = {name: [] for name in found}
    gc.disable()
    try:
        for count in range(RUNS + 1):
            for name, one in found.items():
                gc.collect()
                start = process_time()
                one.run()
                if count:
                    times[name].append((process_time() - start) / one.times / len(one.asked))
    finally:
        gc.enable()
    return {name: median(values) for name, values in times.items()}


def percentiles(one: Contestant) -> tuple[float, float]:
    """Median and 99th percentile of single calls in seconds, less a look at the clock: of each run, and of the runs the median."""
    decide, clock = one.decide, perf_counter_ns
    halves, tails = [], []
    for _ in range(RUNS):
        calls, empty = [], []
        for each in one.asked:
            start = clock()
            decide(each)
            calls.append(clock() - start)
            start = clock()
            empty.append(clock() - start)
        cut, look = quantiles(calls, n=100), median(empty)
        halves.append(cut[49] - look)
        tails.append(cut[98] - look)
    return max(median(halves), 0) / 1e9, max(median(tails), 0) / 1e9


def first_time() -> Iterator[tuple[str, float, float]]:
    """What deciding takes a contract that knows nothing, and one that never heard the post's brand; then the interpreter."""
    rows = [activity(number, question) for number, question in enumerate(questions(), 1)]
    took: dict[str, list[tuple[float, float]]] = {"knowing nothing": [], "of unheard brands": []}
    for count in range(RUNS):
        contract, other = agreed(), agreed()
        took["knowing nothing"].append((_each(contract.decide, _items(rows)), _each(other.decide, rows)))
        for each in _named(rows, f"Teacher {count}"):  # what kinds of post of an unheard brand there are
            contract.decide(Item.of(each))
        ours = _each(contract.decide, _items(_named(rows, f"Brand {count}")))
        took["of unheard brands"].append((ours, _each(other.decide, _named(rows, f"Brand {count}"))))
    for what, found in took.items():
        yield what, median(mine for mine, _ in found), median(theirs for _, theirs in found)


def _items(rows: Sequence[Activity]) -> list[Item]:
    return [Item.of(row) for row in rows]


def _named(rows: Sequence[Activity], name: str) -> list[Activity]:
    """The posts, each about a brand of its own."""
    return [attrs.evolve(row, brands=(f"{name} {row.row}",)) for row in rows]


def _each(decide: Callable[[Any], object], asked: Sequence[object]) -> float:
    start = process_time()
    for one in asked:
        decide(one)
    return (process_time() - start) / len(asked)


def decisions() -> dict[str, float]:
    """Decisions per second: `clauselang` is `Contract.decide` on items, `cedar, batch` Cedar with all questions in one call."""
    found = contestants()
    policies, entities, requests = PolicySet.from_str(POLICIES), cedar_entities(), found["cedar"].asked
    batch = Contestant(lambda every: is_authorized_batch(every, policies, entities), [requests], str)
    took = medians({**found, "cedar, batch": batch})
    took["cedar, batch"] /= len(requests)
    return {"clauselang" if name == "decide" else name: 1 / time for name, time in took.items()}


def table() -> Iterator[tuple[str, str, str, str, str]]:
    """The rows of this figure: what, ratio, aim, ours, rival."""
    found = contestants()
    took = medians(found)
    spread = {name: percentiles(one) for name, one in found.items()}

    def cell(name: str, shown: str = "") -> str:
        p50, p99 = spread[name]
        return f"{took[name] * 1e6:.2f} µs (p50 {p50 * 1e6:.2f}, p99 {p99 * 1e6:.2f})  {shown}".rstrip()

    alone = [("by hand", "verdict by hand, flat object"), ("by hand, items", "verdict by hand, same items")]
    whole = [
        ("by hand, why", "(verdict, clause, post) by hand, flat object"),
        ("by hand, items, why", "(verdict, clause, post) by hand, same items"),
    ]
    for ours, what, same, less in (("predicate", "verdict alone", alone, []), ("decide", "decide", whole, alone)):
        for rival, shown in (*same, *less):  # who says less than ours is no rival of the same kind
            aim = f"≤ {HAND}×" if (rival, shown) in same else ""
            yield f"{what}, 3 clauses", f"{took[ours] / took[rival]:.2f}×", aim, cell(ours), cell(rival, shown)
        for rival, shown, aim in (("zen", "zen-engine, compiled", ZEN), ("cedar", "Cedar, all parsed", CEDAR)):
            yield f"{what}, 3 clauses", f"{took[rival] / took[ours]:.0f}×", f"≥ {aim}×", cell(ours), cell(rival, shown)
    ratio = took["cedar"] / took["interpreter"]
    yield "interpreter, 3 clauses", f"{ratio:.1f}×", "", cell("interpreter"), cell("cedar", "Cedar, all parsed")
    for what, first, reference in first_time():
        yield f"decide, {what}", f"{reference / first:.1f}×", "", f"{first * 1e6:.2f} µs", f"{reference * 1e6:.2f} µs  interpreter"


if __name__ == "__main__":
    for row in table():
        print("  ".join(cell.ljust(width) for cell, width in zip(row, (27, 6, 7, 36, 0), strict=True)))
