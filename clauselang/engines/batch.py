"""Many agreements × many posts → who meets whom, and what the reference interpreter says of each meeting."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Any

import attrs

from clauselang.diagnostics.diagnostic import Diagnostic, Diagnostics, in_order
from clauselang.engines.agreements import Agreement, Agreements
from clauselang.evaluate.contract import Contract, Judged
from clauselang.evaluate.reason import reason
from clauselang.resolve.symbols import key, keys_of
from clauselang.semantics.facts import Activity, Vocabulary
from clauselang.semantics.joint import JointNorms
from clauselang.semantics.norm import Norms
from clauselang.semantics.verdict import Word
from clauselang.source import Span

Record = dict[str, object]
HELD = 256


@attrs.frozen
class Outcome:
    """What an engine found: the rows that are listed, and how many meetings had each verdict.

    `unmatched` posts are of nobody who has an agreement; `asked` meetings were left to the interpreter. The rows can be
    gone through several times, one reader after the other.
    """

    records: Collection[Record]
    counts: dict[Word, int]
    diagnostics: Diagnostics
    unmatched: int = 0
    asked: int = 0


class Batch:
    """The agreements of one run. With a single agreement and no list of deals, every post is asked (`alone`)."""

    def __init__(self, agreements: Sequence[Agreement], as_of: int | None = None, alone: bool = False) -> None:
        self.agreements = agreements if isinstance(agreements, Agreements) else Agreements(agreements)
        self.as_of = as_of
        self.alone = alone
        self.found: dict[int, list[Activity]] = {}
        self.reports: dict[tuple[str, str], Diagnostic] = {}
        self.workers: list[Any] = []  # processes that help to lower
        self._heard: dict[tuple[str, int | str], Span | None] = {}
        names = [name or "" for name in self.agreements.influencers]
        keys = keys_of(names)
        self._is_written_otherwise = names != keys  # some name of a creator is not its key
        # Of each agreement by key, one text where the key is the name.
        self.creators = [name if name == creator else creator for name, creator in zip(names, keys, strict=True)]
        size = len(names)
        # The first agreement of each creator, and the next one of the same creator, or -1.
        self._first = dict(zip(reversed(self.creators), reversed(range(size)), strict=True))
        self._next = array("q", [-1]) * size
        if len(self._first) < size:
            last: dict[str, int] = {}
            for index in reversed(range(size)):
                self._next[index] = last.get(self.creators[index], -1)
                last[self.creators[index]] = index
        self._first.pop("", None)
        self._accounts: dict[str, set[str]] = {}
        for index, accounts in self.agreements.accounts():
            for account in accounts if self.creators[index] else ():
                self._accounts.setdefault(account, set()).add(self.creators[index])
        self.contract = lru_cache(maxsize=HELD)(self._contract)

    def creator(self, influencer: str | None, account: str | None) -> str | None:
        """Whose post it is, by name or else by an account that only one creator has; nothing if no agreement is theirs."""
        if influencer:
            return key(influencer) if key(influencer) in self._first else None
        owners = self._accounts.get(key(account.removeprefix("@")), set()) if account else set()
        return next(iter(owners)) if len(owners) == 1 else None

    def number(self, creator: str) -> int:
        """The number of a creator, from 1; 0 for nobody."""
        return self._first.get(creator, -1) + 1

    @cached_property
    def numbers(self) -> array[int]:
        """The number of the creator of each agreement; 0 of all where every post is asked."""
        first = self._first
        return array("q", [0] * len(self.creators) if self.alone else [first.get(creator, -1) + 1 for creator in self.creators])

    def count(self, creator: str) -> int:
        """How many agreements a creator has."""
        return len(self.deals(creator)) if creator in self._first else 0

    def names(self) -> tuple[list[str], list[int], list[int]]:
        """The names of creators, by key and as their agreements write them, each once: with the number, and how many agreements."""
        first = self._first
        many = Counter(self.creators) if len(first) < len(self.creators) else dict.fromkeys(first, 1)
        names, creators = list(first), list(first)
        if self._is_written_otherwise:
            whom = zip(self.agreements.influencers, self.creators, strict=True)
            otherwise = {name: creator for name, creator in whom if name and creator and name not in first}
            names += otherwise
            creators += otherwise.values()
        return names, [at + 1 for at in map(first.__getitem__, creators)], list(map(many.__getitem__, creators))

    def deals(self, creator: str) -> list[int]:
        """The agreements of a creator."""
        found = [self._first[creator]]
        while (following := self._next[found[-1]]) >= 0:
            found.append(following)
        return found

    def meetings(self, activity: Activity) -> Iterator[tuple[int, Activity]]:
        """The agreements that a post meets, each with the post as that agreement sees it."""
        if self.alone:
            yield 0, activity
            return
        creator = self.creator(activity.influencer, activity.account)
        for index in self.deals(creator) if creator is not None else ():
            yield index, self.seen(index, activity)

    def seen(self, index: int, activity: Activity) -> Activity:
        """The post as one of many agreements sees it: a deliverable of another brand is a paid post and no deliverable."""
        resolved = self.agreements[index].resolved
        deal = resolved.deal
        if self.alone or deal is None:
            return activity
        seen = activity if activity.influencer else attrs.evolve(activity, influencer=deal.influencer)
        if not seen.deliverable:
            return seen
        creator = key(deal.influencer or "")
        only = creator in self._first and self._next[self._first[creator]] < 0
        return Vocabulary(resolved.symbols, resolved.taxonomy, deal).seen(seen, only)

    def notice(self, activities: Iterable[Activity]) -> None:
        """Keep the deliverables among the posts: they are posts of the agreement, from which windows count."""
        for activity in activities:
            if activity.deliverable:
                for index, seen in self.meetings(activity):
                    if seen.deliverable:
                        self.found.setdefault(index, []).append(seen)

    def norms(self, index: int) -> Norms:
        """The norms of an agreement, which are not kept: for going through all of them."""
        if index in self.found:
            return self.contract(index).norms
        norms, reports = self.agreements.norms(index, self.as_of)
        if reports:
            self._said(reports)
        return norms

    def joint(self, indexes: Sequence[int]) -> tuple[Sequence[JointNorms], Sequence[int]]:
        """The norms of agreements that can be lowered at once, and those to be lowered one by one. Nothing is said of the former."""
        apart = [index for index in indexes if index in self.found] if self.found else []
        found, others = self.agreements.joint([index for index in indexes if index not in self.found] if apart else indexes, self.as_of)
        return found, sorted([*others, *apart])

    def passed(self, count: int) -> None:
        """So many agreements were lowered elsewhere."""

    def silence(self) -> None:
        """Tell nobody how far it is."""

    def forget(self) -> None:
        """Forget what was said of agreements, since their posts have changed."""
        self.reports.clear()
        self._heard.clear()
        self.contract.cache_clear()

    @property
    def heard(self) -> int:
        """How many different things were said of agreements."""
        return len(self._heard)

    def _contract(self, index: int) -> Contract:
        contract, reports = Contract.of(self.agreements[index].resolved, self.as_of, self.found.get(index, ()))
        self._said(reports)
        return contract

    def _said(self, reports: Sequence[Diagnostic]) -> None:
        """Keep what is said; what is wrong with clauses that many agreements share is said once."""
        heard = self._heard
        new = {key: r.span for r in reports if (key := (r.code, id(r.span) if r.span else r.message)) not in heard}
        if not new:
            return
        heard.update(new)  # with the spans, so that no other can take the identity of one
        for report in in_order(list(reports)):
            self.reports.setdefault((report.code, report.span.place if report.span else report.message), report)

    def undeclared(self, activities: Iterable[Activity], file: str) -> list[Diagnostic]:
        """The words of posts with an agreement that no declaration of any agreement knows, in the order of the alphabet."""
        met = [activity for activity in activities if next(self.meetings(activity), None)]
        found: dict[str, Diagnostic] = {}
        each = {id(resolved.symbols): resolved for resolved in self.agreements.vocabularies()}.values()
        for resolved in {frozenset(resolved.symbols.own()): resolved for resolved in each}.values():  # files that declare alike say alike
            words = Vocabulary(resolved.symbols, resolved.taxonomy, resolved.deal).undeclared(met, file)
            found.update((report.message, report) for report in words)
        return [found[message] for message in sorted(found)]

    def decide(self, index: int, activity: Activity) -> Judged:
        """What the interpreter says of a post that one agreement meets."""
        return self.contract(index).decide(activity)

    def judged(self, index: int, file: str, activity: Activity, reasons: bool) -> tuple[Word, Record]:
        """The verdict on a post of a file that one agreement meets, with its row of the output."""
        judged = self.decide(index, self.seen(index, activity))
        return judged.verdict.word, self.record(index, file, judged, reasons)

    def answered(self, count: int) -> None:
        """So many posts were judged elsewhere."""

    def record(self, index: int, file: str, judged: Judged, reasons: bool = True) -> Record:
        """A row of the output. Without `reasons` no sentence is made, and what is forbidden has its verdict alone."""
        agreement = self.agreements[index]
        if not reasons and judged.verdict.word in ("violation", "misstatement"):
            return bare(agreement, file, judged.activity.id, judged.activity.row, judged.verdict.word)
        return {
            "deal": agreement.name,
            "file": file,
            "id": judged.activity.id,
            "row": judged.activity.row,
            "verdict": judged.verdict.word,
            "clauses": [
                {"clause": c.norm.clause.number, "index": c.norm.clause.index, "verdict": c.verdict, "in_window": c.in_window}
                for c in judged.clauses
            ],
            "missing": list(judged.verdict.missing),
            "flags": list(judged.verdict.flags),
            "reason": reason(judged, agreement.resolved) if reasons else "",
        }


def bare(agreement: Agreement | str, file: str, id: str | None, row: int, verdict: Word) -> Record:
    """A row of the output with the verdict alone, of an agreement or of one with this name."""
    name = agreement if isinstance(agreement, str) else agreement.name
    return {"deal": name, "file": file, "id": id, "row": row, "verdict": verdict, "clauses": [], "missing": [], "flags": [],
            "reason": ""}  # fmt: skip


def interpret(batch: Batch, files: Iterable[tuple[str, tuple[Activity, ...]]], every: bool = False, reasons: bool = True) -> Outcome:
    """All meetings by the reference interpreter; those that are free are listed only when `every` one is asked for."""
    files = tuple(files)
    for _, activities in files:
        batch.notice(activities)
    records: list[Record] = []
    counts: dict[Word, int] = {}
    unmatched = 0
    for file, activities in files:
        for activity in activities:
            met = False
            for index, seen in batch.meetings(activity):
                met = True
                judged = batch.decide(index, seen)
                word = judged.verdict.word
                counts[word] = counts.get(word, 0) + 1
                if every or word != "compliant":
                    records.append(batch.record(index, file, judged, reasons))
            unmatched += not met
    strange = batch.undeclared([activity for _, activities in files for activity in activities], files[0][0].rpartition("/")[2])
    return Outcome(tuple(records), counts, (*batch.reports.values(), *strange), unmatched, sum(counts.values()))
