"""A trace → the one sentence a creator understands: what decides, until when, because of which post, what stays free."""

from __future__ import annotations

from datetime import timedelta
from typing import assert_never
from zoneinfo import ZoneInfo

from clauselang.evaluate.contract import Judged
from clauselang.evaluate.trace import Trace, known, trace
from clauselang.resolve.resolved import Clause, Exempt, Resolved
from clauselang.resolve.symbols import Place, Symbol
from clauselang.semantics.clock import END, start_of_day, to_datetime, zone_info
from clauselang.semantics.facet import FACETS
from clauselang.semantics.verdict import Answer, ClauseVerdict, Verdict
from clauselang.syntax import ast

_MONTHS = "January February March April May June July August September October November December".split()
_CONSENTED = {
    "compliant": "allowed: the advertiser consented in writing before it was published",
    "excused": "excused: the advertiser consented in writing, but only after it was published",
    "unknown": "undecided: it depends on whether the advertiser's consent came before it was published",
}
_ASKED = {facet.name: facet.label for facet in FACETS} | {
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
    why, verdict = trace(judged), judged.verdict
    zone = zone_info(resolved.deal.timezone) if resolved.deal and resolved.deal.timezone else None
    number = why.clause.norm.clause.number if why.clause else ""
    match why.rule:
        case "prohibited":
            assert why.clause
            return f"forbidden{_until(why, zone)}: {_cause(why, verdict, zone)}{_open_door(why.clause.norm.clause)}"
        case "statement-of-fact":
            return f"contradicts clause {number}, which states that before signing nothing of this kind was published: {_cause(why, verdict, zone)}"
        case "safe-harbour":
            return f"excused: when it was published, the schedule notified by then left it outside clause {number}"
        case "undecided":
            return _undecided(verdict)
        case "deliverable":
            return "allowed: it is an approved post of this agreement"
        case "consent":
            return _CONSENTED[verdict.word]
        case "own-brand":
            return "allowed: it is the advertiser's own brand"
        case "commitment":
            return "allowed: the agreement lists it among the commitments that exist already"
        case "not-the-creators":
            return "allowed: it is not the creator's own publication"
        case "exception":
            assert why.exempt
            return f"allowed: {exempt_words(why.exempt)} {_are(why.exempt)} excepted from clause {number}"
        case "condition":
            return f"allowed: the condition of clause {number} is not met"
        case "scope":
            return f"allowed: clause {number} does not cover {_facet(why, verdict)}"
        case "no-exclusivity":
            return "allowed: there is no exclusivity"
        case "window":
            return "allowed: it lies outside every window"
        case _:
            assert_never(why.rule)


def _facet(why: Trace, verdict: Verdict) -> str:
    """`the kind organic`; the facet alone where the value is not known."""
    assert why.facet
    value = verdict.placement.box[why.facet.name].single
    return f"{why.facet.label} {value}" if value else why.facet.label


# When.


def _until(why: Trace, zone: ZoneInfo | None) -> str:
    end = why.window[1] if why.window else END
    if end >= END:
        return " for good" if why.clause and why.clause.norm.clause.perpetual else " with no end known yet"
    return f" until {_boundary(end, zone)}"


def _boundary(instant: int, zone: ZoneInfo | None) -> str:
    """An exclusive end as people say it: the end of a day is 24:00 of that day."""
    zone = zone or zone_info("UTC")
    local = to_datetime(instant, zone)
    city = zone.key.rpartition("/")[2].replace("_", " ")
    if instant == start_of_day(local.date(), zone):
        day = local.date() - timedelta(days=1)
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}, 24:00 {city}"
    return f"{local.day} {_MONTHS[local.month - 1]} {local.year}, {local:%H:%M} {city}"


def _day(instant: int, zone: ZoneInfo | None) -> str:
    local = to_datetime(instant, zone or zone_info("UTC"))
    return f"{local.day} {_MONTHS[local.month - 1]}"


# Because of what.


def _cause(why: Trace, verdict: Verdict, zone: ZoneInfo | None) -> str:
    """`the last post of 20 March blocks sonar brands for 1 month after (clause 1.1)`."""
    assert why.clause
    clause = why.clause.norm.clause
    return f"{_subject(why, why.clause, zone)} blocks {target_words(clause)}{_length(why, clause, verdict)} (clause {clause.number})"


def _subject(why: Trace, clause: ClauseVerdict, zone: ZoneInfo | None) -> str:
    window = clause.norm.clause.window
    if isinstance(window, ast.During):
        return f"the {window.period if isinstance(window.period, str) else window.period.text}"
    if isinstance(window, ast.For):
        return "the period that follows clause " + _stage_before(clause)
    cause = why.stretch.cause if why.stretch else None
    if cause is None or not known(cause.moment.lo):
        return "this period"
    day = _day(cause.moment.lo, zone)
    if cause.post is None:
        return f"{cause.label} on {day}"
    anchor = getattr(window, "anchor", None)
    which = f"{anchor.which} post" if isinstance(anchor, ast.PostAnchor) and anchor.which != "each" else "post"
    return f"the {which} {'planned for' if cause.provisional else 'of'} {day}"


def _stage_before(clause: ClauseVerdict) -> str:
    stages = clause.norm.chain.clauses
    return stages[-2].number if len(stages) > 1 else "above"


def _length(why: Trace, clause: Clause, verdict: Verdict) -> str:
    match clause.window:
        case ast.Around(before=before, after=after):
            cause = why.stretch.cause if why.stretch else None
            earlier = cause is not None and verdict.placement.moment.lo < cause.moment.lo
            return f" for {words(before)} before" if earlier else f" for {words(after)} after"
        case ast.Before(duration=duration):
            return f" for {words(duration)} before"
        case ast.After(duration=duration):
            return f" for {words(duration)} after"
        case ast.For(duration=duration):
            return f" for {words(duration)}"
        case ast.During(after=after) if after is not None:
            return f", and for {words(after)} after"
        case _:
            return ""


def words(duration: ast.Duration) -> str:
    """`1 month and 15 days`."""
    return " and ".join(f"{figure} {unit}{'' if figure == 1 else 's'}" for figure, unit in duration.parts)


def target_words(clause: Clause) -> str:
    """Whom the clause shuts out, shortly."""
    target = clause.target
    parts = ["every other brand"] if target.full else []
    if target.categories:
        parts.append(" and ".join(symbol.name.replace("_", " ") for symbol in target.categories) + " brands")
    parts += [brand.name for brand in target.brands]
    parts += [f"the brands of the list {symbol.name}" for symbol in target.lists]
    return ", ".join(parts)


# What stays free.


def _open_door(clause: Clause) -> str:
    free = [exempt_words(exception.exempt) for exception in clause.exceptions]
    return f"; {' and '.join(free)} would be allowed" if free else ""


def _are(exempt: Exempt) -> str:
    return "is" if exempt.facet in ("kind", "test", "brand", "schedule") and len(exempt.values) == 1 else "are"


def exempt_words(exempt: Exempt) -> str:
    """What an exception names, for a reader."""
    return ", ".join(_value_words(exempt, value) for value in exempt.values)


def _value_words(exempt: Exempt, value: object) -> str:
    if isinstance(value, Place):
        symbol = value.format or value.platform
        return symbol.label("en") if symbol else ""
    if isinstance(value, Symbol):
        return value.label("en")
    name = getattr(value, "name", value)
    shapes = {"kind": "{} content", "account": "posts from @{}", "schedule": "Schedule {}", "test": "“{}”", "territory": "posts for {}"}
    return shapes.get(exempt.facet, "{}").format(name)


# What is missing.


def _undecided(verdict: Verdict) -> str:
    """Each missing fact, and for a single one what each answer would give."""
    wanted = [_ASKED.get(name, f"an answer to {name}" if name.startswith('"') else name) for name in verdict.missing]
    return f"undecided: it depends on {' and '.join(wanted)}{_outcomes(verdict.answers)}"


def _outcomes(answers: tuple[Answer, ...]) -> str:
    """`(affiliate, paid: violation; organic: compliant)`."""
    if not answers or len(answers[0].facts) != 1:
        return ""
    by_word: dict[str, list[str]] = {}
    for answer in answers:
        by_word.setdefault(answer.verdict, []).append(answer.facts[0][1])
    return " (" + "; ".join(f"{' or '.join(shown)}: {word}" for word, shown in sorted(by_word.items(), reverse=True)) + ")"
