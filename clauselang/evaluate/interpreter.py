"""Norms and placements → verdicts: the reference meaning, by all completions of what is unknown (B.7).

A placement is the box of everything that it could be. It is a **violation** if the box lies inside what is certainly
prohibited, **compliant** if it does not touch what is possibly prohibited, and **unknown** otherwise. "Certainly"
takes MUST windows and every open question against the prohibition; "possibly" takes MAY windows and every open
question for it. When nothing is unknown both are the same, and one look at each clause decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from clauselang.evaluate import completion
from clauselang.evaluate.harbour import harbour
from clauselang.semantics.clock import Moment
from clauselang.semantics.facet import Values
from clauselang.semantics.facts import Placement
from clauselang.semantics.intervals import IntervalSet
from clauselang.semantics.norm import Exemption, Norm, Norms
from clauselang.semantics.scope import NOTHING, Box, Region
from clauselang.semantics.verdict import SEVERITY, Answer, ClauseVerdict, InWindow, Verdict, Word, worst

Answers = Mapping[str, bool]
_NO_ANSWERS: Answers = {}
_IN_WINDOW: Answers = {"window": True}


def prohibited(norm: Norm, box: Box, certainly: bool, answers: Answers = _NO_ANSWERS) -> Region:
    """The part of `box` that `norm` prohibits, certainly or possibly; `answers` settle open questions by their text."""
    if not all(question.holds(answers, doubt=not certainly) for question in norm.conditions):
        return NOTHING
    in_window = answers.get("window", not certainly)
    left = Region.of(box & scope for scope in norm.scope.boxes).within(norm.may if in_window else norm.must)
    for exemption in norm.exemptions:
        left = left - _exempt(exemption, left, certainly, answers)
    return left


def _exempt(exemption: Exemption, among: Region, certainly: bool, answers: Answers) -> Region:
    """What an exemption takes out: as much as it can when asking what is certainly prohibited, else as little."""
    if exemption.question and not exemption.question.holds(answers, doubt=certainly):
        return NOTHING
    taken = among & exemption.region
    back = exemption.but_not_question
    return taken if back and not back.holds(answers, doubt=not certainly) else taken - exemption.but_not


def judge_clause(norm: Norm, norms: Norms, placement: Placement) -> ClauseVerdict:
    """What one clause alone says of a placement."""
    where = in_window(norm, placement.moment)
    covered = False if where == "out" else covers(norm, norms, placement)
    if covered is False:
        return ClauseVerdict(norm, "compliant", where)
    flags: tuple[str, ...] = ("provisional",) if norm.provisional else ()
    if _reading_sensitive(norm, placement):
        flags += ("reading-sensitive",)
    certain = covered and where == "in" and norms.advertiser_known
    return ClauseVerdict(norm, _breach(norm, placement) if certain else "unknown", where, flags)


def in_window(norm: Norm, moment: Moment) -> InWindow:
    """Whether a publication lies in the window (R18)."""
    if moment.exact:
        return "in" if moment.lo in norm.must else "unknown" if moment.lo in norm.may else "out"
    possible = IntervalSet(((moment.lo, moment.hi),))
    return "in" if possible <= norm.must else "out" if (possible & norm.may).is_empty else "unknown"


def covers(norm: Norm, norms: Norms, placement: Placement) -> bool | None:
    """Whether the clause reaches everything that the placement could be (true), nothing of it (false), or some."""
    seen = glance(norm, norms, placement.sets)
    if seen is not None:
        return seen
    box = placement.box
    if (prohibited(norm, box, certainly=False) - norms.always_free).is_empty:
        return False
    certain = Box(box.sets, box.when & norm.may)
    anytime = prohibited(norm, certain, certainly=True, answers=_IN_WINDOW) - norms.always_free
    return True if Region((certain,)) <= anytime else None


def glance(norm: Norm, norms: Norms, sets: tuple[Values, ...]) -> bool | None:
    """`covers` at any time, where one look at each box is enough: always so when every fact of a placement is known."""
    reached = norm.scope.look(sets)
    free = norms.always_free.look(sets)
    if reached is False or free:
        return False
    undecided = reached is None or free is None
    for question in norm.conditions:
        if question.value is False:
            return False
        undecided = undecided or question.value is None
    for exemption in norm.exemptions:
        taken = exemption.region.look(sets)
        if taken is False:
            continue
        back = exemption.but_not.look(sets)
        if exemption.question or exemption.but_not_question or taken is None or back is None:
            undecided = True
        elif not back:
            return False
    return None if undecided else True


def _breach(norm: Norm, placement: Placement) -> Word:
    """Before signing a clause states a fact, from signing on it promises (R16); safe harbour excuses (R10)."""
    moment, signing = placement.moment, norm.signing
    if signing is not None and moment.lo < signing.hi:
        latest = moment.lo if moment.exact else moment.hi - 1
        if latest < signing.lo:
            return "misstatement"
        if moment.lo < signing.lo or not signing.exact:
            return "unknown"
    return _promised(norm, placement)


def _promised(norm: Norm, placement: Placement) -> Word:
    """A breach of a promise, unless the schedule notified at that moment left it free (R10)."""
    excused = harbour(norm, placement.when)
    if placement.when <= excused.free:
        return "excused"
    return "violation" if (placement.when & excused.possible).is_empty else "unknown"


def _reading_sensitive(norm: Norm, placement: Placement) -> bool:
    """Whether another reading of the period answers differently (R20)."""
    when = placement.when
    if (when & norm.disputed).is_empty:
        return False
    here = when <= norm.must, (when & norm.may).is_empty
    return any(here != (when <= must, (when & may).is_empty) for _, must, may in norm.other_readings)


def judge(norms: Norms, placement: Placement) -> Verdict:
    """The verdict on one placement: all clauses together, then what always stays free."""
    if placement.deliverable:
        clauses = tuple(ClauseVerdict(norm, "compliant", in_window(norm, placement.moment)) for norm in norms.norms)
        return Verdict("compliant", placement, clauses, carve_out="deliverable")
    clauses = tuple([judge_clause(norm, norms, placement) for norm in norms.norms])
    word = worst([clause.verdict for clause in clauses])
    if word == "compliant":
        return Verdict(word, placement, clauses)
    consent = _consent(norms, placement, word)
    if consent is not None:
        needs = ("consent",) if consent == "unknown" else ()
        return Verdict(consent, placement, clauses, needs, carve_out="consent")
    missing: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()
    if word == "unknown":
        word, missing, answers = completion.settle(norms, placement, clauses, prohibited)
    return Verdict(word, placement, clauses, missing, answers, _flags(clauses, word))


def _flags(clauses: Iterable[ClauseVerdict], word: Word) -> tuple[str, ...]:
    """Flags of the clauses that decide."""
    deciding = (clause for clause in clauses if SEVERITY[clause.verdict] >= min(SEVERITY[word], SEVERITY["unknown"]))
    return tuple(sorted({flag for clause in deciding for flag in clause.flags}))


def _consent(norms: Norms, placement: Placement, word: Word) -> Word | None:
    """Prior written consent frees; consent given later excuses what is forbidden (B.6, 3)."""
    given = [placement.consent] if placement.consent else []
    given += [at for region, at in norms.consents if Region((placement.box,)) <= region]
    if not given:
        return None
    moment = placement.moment
    if any(at.hi <= moment.lo for at in given):
        return "compliant"
    if any(at.lo < moment.hi for at in given):
        return "unknown"
    return None if word == "unknown" else "excused"
