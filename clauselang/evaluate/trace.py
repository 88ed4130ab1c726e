"""A verdict → the short sentence a creator understands: what decides, until when, because of which post."""

from __future__ import annotations

from datetime import timedelta
from typing import assert_never
from zoneinfo import ZoneInfo

from clauselang.evaluate.contract import Judged
from clauselang.resolve.resolved import Clause, Exempt, Resolved
from clauselang.resolve.symbols import Place, Symbol
from clauselang.semantics.clock import BEGIN, END, start_of_day, to_datetime, zone_info
from clauselang.semantics.facet import FACETS
from clauselang.semantics.facts import Placement
from clauselang.semantics.norm import Norm
from clauselang.semantics.scope import Region
from clauselang.semantics.verdict import SEVERITY, Answer, ClauseVerdict, Verdict
from clauselang.semantics.window import Stretch
from clauselang.syntax import ast

_MONTHS = "January February March April May June July August September October November December".split()


_CONSENTED = {
    "compliant": "the advertiser consented in writing before it was published",
    "excused": "the advertiser consented in writing, but only after it was published",
    "unknown": "it depends on whether the advertiser's consent came before it was published",
}


def reason(judged: Judged, resolved: Resolved) -> str:
    """One sentence in English. Names from data stand in it as they are; whoever prints it escapes it."""
    verdict = judged.verdict
    zone = _zone(resolved)
    if verdict.carve_out == "deliverable":
        return "allowed: it is an approved post of this agreement"
    if verdict.carve_out == "consent":
        return f"{_opening(verdict)}: {_CONSENTED[verdict.word]}"
    if verdict.word == "compliant":
        return _allowed(verdict, zone)
    deciding = _deciding(judged.verdict)
    match verdict.word:
        case "unknown":
            return _undecided(verdict)
        case "excused":
            return f"excused: when it was published, the schedule notified by then left it outside clause {deciding.norm.clause.number}"
        case "misstatement":
            return (
                f"contradicts the statement in clause {deciding.norm.clause.number}: "
                f"it was published before signing, in the period of which the clause says that nothing was; {_cause(deciding, verdict, zone)}"
            )
        case "violation":
            return f"forbidden{_until(deciding, verdict, zone)}: {_cause(deciding, verdict, zone)}{_open_door(deciding.norm.clause)}"
        case _:
            assert_never(verdict.word)


def _opening(verdict: Verdict) -> str:
    return {"compliant": "allowed", "unknown": "undecided"}.get(verdict.word, verdict.word)


def _deciding(verdict: Verdict) -> ClauseVerdict:
    """The first of the worst clauses."""
    return max(verdict.clauses, key=lambda clause: SEVERITY[clause.verdict])


def _zone(resolved: Resolved) -> ZoneInfo | None:
    return zone_info(resolved.deal.timezone) if resolved.deal and resolved.deal.timezone else None


# Forbidden.


def _stretch(clause: ClauseVerdict, placement: Placement) -> Stretch | None:
    """The stretch of the window that the publication lies in."""
    at = placement.moment.lo
    inside = [s for s in clause.norm.window.stretches if s.may[0] <= at < s.may[1]]
    return max(inside, key=lambda s: s.may[1], default=None)


def _until(clause: ClauseVerdict, verdict: Verdict, zone: ZoneInfo | None) -> str:
    """When the window that forbids it ends; overlapping windows of one clause count as one."""
    at = verdict.placement.moment.lo
    end = next((end for start, end in clause.norm.may.intervals if start <= at < end), END)
    if end >= END:
        return " for good" if clause.norm.clause.perpetual else " with no end known yet"
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


def _cause(clause: ClauseVerdict, verdict: Verdict, zone: ZoneInfo | None) -> str:
    """`the last post of 20 March blocks sonar brands for 1 month after`."""
    node = clause.norm.clause
    stretch = _stretch(clause, verdict.placement)
    subject = _subject(node, stretch, zone)
    length = _length(node.window, stretch, verdict.placement.moment.lo)
    return f"{subject} blocks {target_words(node)}{length} (clause {node.number})"


def _subject(clause: Clause, stretch: Stretch | None, zone: ZoneInfo | None) -> str:
    window = clause.window
    if isinstance(window, ast.During):
        return f"the {window.period if isinstance(window.period, str) else window.period.text}"
    if isinstance(window, ast.For):
        return "the period after the clause above"
    if stretch is None or stretch.cause is None or not BEGIN < stretch.cause.moment.lo < END:
        return "this period"
    day = _day(stretch.cause.moment.lo, zone)
    if stretch.cause.post is None:
        return f"{stretch.cause.label} on {day}"
    anchor = getattr(window, "anchor", None)
    which = anchor.which if isinstance(anchor, ast.PostAnchor) and anchor.which != "each" else ""
    planned = " planned for" if stretch.cause.provisional else " of"
    return f"the {which} post{planned} {day}".replace("  ", " ")


def _length(window: ast.Window | None, stretch: Stretch | None, at: int) -> str:
    match window:
        case ast.Around(before=before, after=after):
            earlier = stretch is not None and stretch.cause is not None and at < stretch.cause.moment.lo
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


def _open_door(clause: Clause) -> str:
    """What the clause itself leaves free."""
    free = [text for exception in clause.exceptions if (text := exempt_words(exception.exempt))]
    if not free:
        return ""
    return f"; {' and '.join(free)} would be allowed"


def exempt_words(exempt: Exempt) -> str:
    """What an exception names, for a reader."""
    if exempt.facet == "test":
        return f"“{exempt.values[0]}”"
    return ", ".join(_value_words(exempt, value) for value in exempt.values)


def _value_words(exempt: Exempt, value: object) -> str:
    if isinstance(value, Place):
        symbol = value.format or value.platform
        return symbol.label("en") if symbol else ""
    if isinstance(value, Symbol):
        return value.label("en")
    name = getattr(value, "name", value)
    prefix = {"kind": "", "account": "@", "schedule": "Schedule "}.get(exempt.facet, "")
    suffix = " content" if exempt.facet == "kind" else ""
    return f"{prefix}{name}{suffix}"


# Allowed.


def _allowed(verdict: Verdict, zone: ZoneInfo | None) -> str:
    """Why nothing forbids it: what it is about, or that no window runs."""
    placement = verdict.placement
    running = [clause for clause in verdict.clauses if clause.in_window != "out"]
    for clause in running:
        why = _spared(clause.norm, placement)
        if why:
            return f"allowed: {why}"
    if placement.box["control"].single == "other":
        return "allowed: it is not the creator's own publication"
    if not verdict.clauses:
        return "allowed: there is no exclusivity"
    return "allowed: it lies outside every window"


def _spared(norm: Norm, placement: Placement) -> str:
    """Which exception or which facet keeps a running clause from reaching the placement."""
    number = norm.clause.number
    box = placement.box
    if norm.clause.target.is_none:
        return "there is no exclusivity"
    if any(question.value is False for question in norm.conditions):
        return f"the condition of clause {number} is not met"
    for facet in FACETS:
        if all((box[facet.name] & scope[facet.name]).is_empty for scope in norm.scope.boxes):
            value = box[facet.name].single
            return f"clause {number} does not cover {facet.label} {value}" if value else f"clause {number} does not cover {facet.label}"
    for exemption in norm.exemptions:
        if exemption.source and Region((box,)) <= exemption.region:
            return f"{exempt_words(exemption.source.exempt)} are excepted from clause {number}"
    return f"clause {number} does not reach it"


# Undecided.


def _undecided(verdict: Verdict) -> str:
    names = {facet.name: facet.label for facet in FACETS}
    names |= {
        "time": "the exact time of publication", "posts": "when the posts of this agreement are published",
        "timezone": "the time zone of the agreement", "signing": "when the agreement was signed",
        "term": "the term", "campaign": "the campaign's dates", "usage": "the usage period", "advertiser": "which brand the advertiser is",
        "fee": "whether the fee was paid", "ended": "how the agreement ended",
    }  # fmt: skip
    wanted = [names.get(name, f"an answer to {name}" if name.startswith('"') else name) for name in verdict.missing]
    outcomes = _outcomes(verdict.answers)
    return f"undecided: it depends on {' and '.join(wanted)}{outcomes}"


def _outcomes(answers: tuple[Answer, ...]) -> str:
    """`(paid, affiliate: violation; organic: compliant)`, for one missing fact."""
    if not answers or len(answers[0].facts) != 1:
        return ""
    by_word: dict[str, list[str]] = {}
    for answer in answers:
        by_word.setdefault(answer.verdict, []).append(answer.facts[0][1])
    return " (" + "; ".join(f"{' or '.join(shown)}: {word}" for word, shown in sorted(by_word.items(), reverse=True)) + ")"
