"""Findings with fixes → which fixes are safe, and the text that they make; every step is linted again.

A fix is safe when it was shown that the text means the same after it (`meaning`). No rule decides that. A fix after which the
text cannot be read is no fix at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

import attrs

from clauselang.diagnostics.diagnostic import Fix
from clauselang.diagnostics.render.finding import Finding, Findings
from clauselang.lint.engine import Linted
from clauselang.lint.meaning import Meaning, changed, differing, gone, meaning, same
from clauselang.lint.reread import Reader, apply
from clauselang.resolve.imports import Load, no_files
from clauselang.source import Source

MAX_ROUNDS = 20
# Characters of text that may be read in all to judge the fixes of one file; what is not judged counts as unsafe.
MAX_READ = 200_000

Lint = Callable[[Source], Linted]


@attrs.frozen(repr=False, eq=False)
class Fixed:
    """A text after its fixes, and what is left to report in it. `applied` are the findings that were mended."""

    source: Source
    linted: Linted
    applied: Findings


def judged(linted: Linted, load: Load = no_files) -> Linted:
    """The same findings, each with a word on whether its fix is safe; fixes that break the text are dropped."""
    fixable = [finding for finding in linted.findings if finding.fix is not None]
    if not fixable:
        return Linted(linted.source, linted.findings, linted.suppressed, linted.sound)
    before = linted.meaning or meaning(linted.source, load)
    verdicts = _Judge(linted.source, load, before).judge([finding.fix for finding in fixable if finding.fix])
    return Linted(linted.source, tuple(_with(finding, verdicts) for finding in linted.findings), linted.suppressed, linted.sound)


def _with(finding: Finding, verdicts: dict[Fix, bool | None]) -> Finding:
    if finding.fix is None:
        return finding
    f, verdict = finding, verdicts[finding.fix]
    fix, safe = (None, f.safe) if verdict is None else (f.fix, verdict)
    return Finding(f.code, f.span, f.message, f.help, f.notes, fix, kind=f.kind, level=f.level, safe=safe)


class _Judge:
    """The fixes of one text, judged together where that suffices and one by one where it does not."""

    def __init__(self, source: Source, load: Load, before: Meaning) -> None:
        self.source = source
        self.before = before
        self.reader = Reader(source, load, before)
        self.left = max(MAX_READ, 3 * len(source.text))

    def judge(self, fixes: list[Fix]) -> dict[Fix, bool | None]:
        """True for safe, false for unsafe, `None` for a fix that leaves a text with more errors than before."""
        verdicts: dict[Fix, bool | None] = {}
        homes = {fix: self.reader.home(fix) for fix in fixes}
        inside, outside = ([fix for fix, home in homes.items() if (home is None) is out] for out in (False, True))
        batches = [batch for batch in (outside, inside) if batch]
        while batches:
            batch = batches.pop()
            taken = _apart(batch)
            if len(taken) < len(batch):
                batches.append([fix for fix in batch if fix not in taken])
            self.left -= len(self.source.text)
            norms = self.reader.norms(taken) if self.left >= 0 else None
            after = self.before if norms is not None else self.reader.meaning(taken) if self.left >= 0 else None
            touched = differing(self.before.norms, norms) if norms is not None else changed(self.before, after) if after else None
            if touched == frozenset():
                verdicts.update(dict.fromkeys(taken, True))
            elif after is None or len(taken) == 1:
                broken = after is not None and after.errors > self.before.errors
                verdicts.update(dict.fromkeys(taken, None if broken else False))
            elif touched is None and (items := self.in_changed_items(taken, after)):
                verdicts.update(dict.fromkeys(items, False))
                batches += [others] if (others := [fix for fix in taken if fix not in items]) else []
            else:
                batches += self.parts(taken, touched, verdicts)
        return verdicts

    def in_changed_items(self, taken: list[Fix], after: Meaning) -> set[Fix]:
        """The fixes that are alone in an item, not a clause, that is no longer written anywhere: they are what changed it."""
        if self.before.errors != (0, 0) or after.errors != (0, 0):
            return set()
        return {
            inside[0]
            for place in gone(self.before, after)
            if len(inside := [fix for fix in taken if fix.span.start <= place.end and place.start <= fix.span.end]) == 1
        }

    def parts(self, taken: list[Fix], touched: frozenset[int] | None, verdicts: dict[Fix, bool | None]) -> list[list[Fix]]:
        """What to read next: the fixes in clauses that were touched apart from the others, else two halves.

        A fix that is alone in its clause, where nothing but clauses changed, is what changed it.
        """
        where = {fix: self.reader.nearest(fix) for fix in taken}
        guilty = [fix for fix in taken if touched and where[fix] in touched]
        others = [fix for fix in taken if not touched or where[fix] not in touched]
        count = Counter(where[fix] for fix in guilty)
        alone = {fix for fix in guilty if count[where[fix]] == 1}
        verdicts.update(dict.fromkeys(alone, False))
        left = [fix for fix in guilty if fix not in alone]
        if guilty and (others or alone):
            return [part for part in (left, others) if part]
        half = len(taken) // 2
        return [taken[half:], taken[:half]]


def fix(source: Source, lint: Lint, load: Load = no_files, unsafe: bool = False) -> Fixed:
    """Mend, lint again, and so on until nothing changes or a text comes back that was there before.

    INVARIANT: the result has no error of syntax or names that the source did not have, and if only safe fixes were asked for, it
    means the same.
    """
    linted = judged(lint(source), load)
    applied: list[Finding] = []
    seen = {source.text}
    for _ in range(MAX_ROUNDS):
        ready = [finding for finding in linted.findings if finding.fix is not None and (finding.safe or unsafe)]
        step = _step(linted.source, ready, load, unsafe)
        if step is None or step[0].text in seen:
            break
        seen.add(step[0].text)
        applied.extend(step[1])
        linted = judged(lint(step[0]), load)
    return Fixed(linted.source, linted, tuple(applied))


def _step(source: Source, ready: list[Finding], load: Load, unsafe: bool) -> tuple[Source, list[Finding]] | None:
    """All fixes at once, or if they do not go together the first of them alone."""
    taken = set(_apart([finding.fix for finding in ready if finding.fix]))
    before = meaning(source, load)
    for chosen in ([finding for finding in ready if finding.fix in taken], ready[:1]):
        if not chosen:
            return None
        after = Source(source.name, apply(source.text, [finding.fix for finding in chosen if finding.fix]))
        meant = meaning(after, load)
        if meant.errors <= before.errors and (unsafe or same(before, meant)):
            return after, chosen
    return None


def _apart(fixes: Iterable[Fix]) -> list[Fix]:
    """Fixes that do not touch each other, the earlier ones first; of two at one place the first."""
    taken: list[Fix] = []
    end = -1
    for candidate in sorted(dict.fromkeys(fixes), key=lambda f: (f.span.start, f.span.end)):
        if candidate.span.start > end:
            taken.append(candidate)
            end = candidate.span.end
    return taken
