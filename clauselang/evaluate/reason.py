"""A trace → the one sentence a creator understands: what decides, until when, because of which post, what stays free."""

from __future__ import annotations

from datetime import timedelta
from typing import assert_never
from zoneinfo import ZoneInfo

from clauselang.evaluate.contract import Judged
from clauselang.evaluate.naming import (
    also,
    answer_words,
    commitment_dates,
    content_words,
    day_words,
    exempt_words,
    facet_words,
    surface_words,
    target_words,
    words,
)
from clauselang.evaluate.trace import Trace, known, trace
from clauselang.resolve.resolved import Clause, Resolved
from clauselang.semantics.clock import BEGIN, END, start_of_day, to_datetime, zone_info
from clauselang.semantics.facet import FACETS
from clauselang.semantics.verdict import Answer, ClauseVerdict, Verdict
from clauselang.syntax import ast

_CONSENTED = {
    "compliant": "allowed: the advertiser consented in writing before it was published",
    "excused": "excused: the advertiser consented in writing, but only after it was published",
    "unknown": "undecided: it depends on whether the advertiser's consent came before it was published",
}
_ASKED = {facet.name: facet.label for facet in FACETS} | {
    "control": "whose account it is",
    "time": "the exact time of publication",
    "posts": "when the posts of this agreement are published",
    "timezone": "the time zone of the agreement",
    "signing": "when the agreement was signed",
    "term": "the term of the agreement",
    "campaign": "the dates of the campaign",
    "usage": "the usage period",
    "advertiser": "which brand is the advertiser's",
    "fee": "whether the fee was paid",
    "ended": "how the agreement ended",
}


def reason(judged: Judged, resolved: Resolved) -> str:
    """One sentence in English. Names from data stand in it as they are; whoever prints it escapes it."""
    return _Sentence(judged, resolved).say()


class _Sentence:
    """The sentence of one item."""

    def __init__(self, judged: Judged, resolved: Resolved) -> None:
        self.why: Trace = trace(judged)
        self.judged = judged
        self.verdict: Verdict = judged.verdict
        self.resolved = resolved
        self.zone = zone_info(resolved.deal.timezone) if resolved.deal and resolved.deal.timezone else zone_info("UTC")
        self.number = self.why.clause.norm.clause.number if self.why.clause else ""

    def say(self) -> str:
        """What the rule that decides makes of it."""
        match self.why.rule:
            case "prohibited":
                return f"forbidden{self._until()}: {self._cause()}{self._missed()}{self._open_door()}"
            case "statement-of-fact":
                stated = f"the creator states that before signing nothing of this kind was published{self._since()}"
                return f"contradicts clause {self.number}: {stated}{self._missed()}"
            case "safe-harbour":
                return f"excused: when it was published, the schedule notified by then left it outside clause {self.number}"
            case "undecided":
                return self._undecided()
            case "deliverable":
                return "allowed: it is an approved post of this agreement"
            case "consent":
                return _CONSENTED[self.verdict.word]
            case "own-brand":
                return "allowed: it is for the advertiser's own brand"
            case "commitment":
                assert self.why.commitment
                dates = commitment_dates(self.why.commitment)
                listed = f"lists {self.why.commitment.brand} among the commitments that exist already"
                return f"allowed: the agreement {listed}{f', {dates}' if dates else ''}"
            case "not-the-creators":
                return "allowed: it is not the creator's own publication"
            case "exception":
                assert self.why.exempt
                whatever = f", whatever {also(facet.label for facet in self.why.facets)}" if self.why.facets else ""
                return f"allowed: clause {self.number} excepts {exempt_words(self.why.exempt)}{whatever}"
            case "condition":
                return f"allowed: the condition of clause {self.number} is not met"
            case "scope":
                return f"allowed: clause {self.number} does not cover {facet_words(self.why, self.judged, self.resolved)}"
            case "late-or-early":
                return f"allowed: {self._late_or_early()}"
            case "no-exclusivity":
                return "allowed: there is no exclusivity"
            case "window":
                return "allowed: it lies outside every window"
            case _:
                assert_never(self.why.rule)

    # When.

    def _until(self) -> str:
        if self.why.window is None:  # two clauses cover the time between them
            return ""
        end = self.why.window[1]
        if end >= END:
            return " for good" if self.why.clause and self.why.clause.norm.clause.perpetual else " with no end known yet"
        return f" until {self._boundary(end)}"

    def _since(self) -> str:
        start = self.why.window[0] if self.why.window else BEGIN
        return f" from {self._instant(start)} on" if known(start) else ""

    def _late_or_early(self) -> str:
        assert self.why.window
        start, end = self.why.window
        if self.verdict.placement.moment.lo >= end:
            return f"the window of clause {self.number} ended on {self._boundary(end)}"
        return f"the window of clause {self.number} opens on {self._instant(start)}"

    def _boundary(self, instant: int) -> str:
        """An exclusive end as people say it: the end of a day is 24:00 of that day."""
        local = to_datetime(instant, self.zone)
        if instant == start_of_day(local.date(), self.zone):
            return f"{day_words(local.date() - timedelta(days=1))}, 24:00 {_city(self.zone)}"
        return self._instant(instant)

    def _instant(self, instant: int) -> str:
        local = to_datetime(instant, self.zone)
        return f"{day_words(local)}, {local:%H:%M} {_city(self.zone)}"

    def _day(self, instant: int) -> str:
        return day_words(to_datetime(instant, self.zone), with_year=False)

    # Because of what.

    def _cause(self) -> str:
        """`the last post of 20 March blocks sonar brands for 1 month after (clause 1.1)`."""
        assert self.why.clause
        clause = self.why.clause.norm.clause
        blocked = f"{content_words(clause)}{target_words(clause, self.resolved)}{surface_words(clause.surfaces)}"
        return f"{self._subject(self.why.clause)} blocks {blocked}{self._length(clause)} (clause {clause.number})"

    def _subject(self, clause: ClauseVerdict) -> str:
        window = clause.norm.clause.window
        match window:
            case ast.During(period=period):
                return f"the {period if isinstance(period, str) else period.text}"
            case ast.For(duration=duration):
                stages = clause.norm.chain.clauses
                return f"the period of {words(duration)} after clause {stages[-2].number if len(stages) > 1 else ''}{self._counted()}"
            case ast.FromTo() if window.span:
                return f"the period “{' '.join(window.span.text.split())}”"
            case _:
                return self._anchor(window)

    def _counted(self) -> str:
        cause = self.why.stretch.cause if self.why.stretch else None
        return f", counted for the post of {self._day(cause.moment.lo)}," if cause and cause.post and known(cause.moment.lo) else ""

    def _anchor(self, window: ast.Window | None) -> str:
        cause = self.why.stretch.cause if self.why.stretch else None
        if cause is None or not known(cause.moment.lo):
            return "this period"
        day = self._day(cause.moment.lo)
        if cause.post is None:
            return f"{cause.label} on {day}"
        anchor = getattr(window, "anchor", None)
        which = f"{anchor.which} post" if isinstance(anchor, ast.PostAnchor) and anchor.which != "each" else "post"
        # The first or last of several posts may change as long as one of them is a plan; that does not make it one.
        out = any(at is not None and at.lo == cause.moment.lo for at in (cause.post.published, *cause.post.republished))
        return f"the {which} {'planned for' if cause.provisional and not out else 'of'} {day}"

    def _length(self, clause: Clause) -> str:
        match clause.window:
            case ast.Around(before=before, after=after):
                cause = self.why.stretch.cause if self.why.stretch else None
                earlier = cause is not None and self.verdict.placement.moment.lo < cause.moment.lo
                return f" from {words(before)} before to {words(after)} after" if earlier else f" for {words(after)} after"
            case ast.Before(duration=duration):
                return f" for {words(duration)} before"
            case ast.After(duration=duration):
                return f" for {words(duration)} after"
            case ast.During(after=after) if after is not None:
                return f", and for {words(after)} after"
            case _:
                return ""

    def _open_door(self) -> str:
        assert self.why.clause
        free = [exempt_words(exception) for exception in self.why.clause.norm.clause.exceptions]
        return f"; {also(free)} would be allowed" if free else ""

    def _missed(self) -> str:
        missed = self.why.commitment
        return f"; the commitment to {missed.brand} is listed {commitment_dates(missed)} only" if missed else ""

    # What is missing.

    def _undecided(self) -> str:
        """Each missing fact, and for a single one what each answer would give."""
        missing = self.verdict.missing
        wanted = [_ASKED.get(name, f"an answer to {name}" if name.startswith('"') else name) for name in missing]
        return f"undecided: it depends on {also(wanted)}{self._outcomes(self.verdict.answers)}"

    def _outcomes(self, answers: tuple[Answer, ...]) -> str:
        """`(affiliate or paid: violation; organic: compliant)`."""
        if not answers or len(answers[0].facts) != 1:
            return ""
        by_word: dict[str, list[str]] = {}
        for answer in answers:
            name, value = answer.facts[0]
            by_word.setdefault(answer.verdict, []).append(answer_words(name, value, self.resolved))
        ordered = sorted(by_word.items(), key=lambda item: item[0], reverse=True)
        return " (" + "; ".join(f"{' or '.join(sorted(shown, key=_any_last))}: {word}" for word, shown in ordered) + ")"


def _any_last(shown: str) -> tuple[bool, str]:
    return shown.startswith("any"), shown


def _city(zone: ZoneInfo) -> str:
    return zone.key.rpartition("/")[2].replace("_", " ")
