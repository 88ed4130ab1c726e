"""A source and settings → its findings: those of the rooms below and of the rules, rated, selected, suppressed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain

import attrs

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.diagnostics.render.finding import Finding, Findings
from clauselang.lint.meaning import Meaning
from clauselang.lint.registry import GROUPS, Rule, code_of, kinds, rule
from clauselang.lint.rule import Context
from clauselang.lint.settings import UNYIELDING, Settings
from clauselang.lint.suppressions import Item, Suppression, suppressions
from clauselang.resolve.imports import Load, no_files
from clauselang.resolve.resolver import resolve
from clauselang.source import Source
from clauselang.syntax import ast
from clauselang.syntax.parser import parse


@attrs.frozen(repr=False, eq=False)
class Linted:
    """What was found in one file. `sound` says that it could be read, so that the rules had something to judge.

    `meaning` is what the text was found to mean, until its fixes are judged; it is large.
    """

    source: Source
    findings: Findings
    suppressed: Findings = ()
    sound: bool = True
    meaning: Meaning | None = attrs.field(default=None, eq=False, repr=False)


def lint(source: Source, settings: Settings | None = None, load: Load = no_files, path: str | None = None) -> Linted:
    """Everything there is to say of one file; `path` is what the patterns of the settings are held against."""
    return _Run(settings or Settings(), path if path is not None else source.name).run(source, load)


def unread(diagnostic: Diagnostic, name: str) -> Linted:
    """A file that could not even be opened, as one finding."""
    kind = kinds()[diagnostic.code]
    return Linted(Source(name, ""), (Finding.of(diagnostic, kind, kind.severity, name),), sound=False)


def rules_for(settings: Settings, path: str) -> list[Rule]:
    """The rules that have to look at a file, loaded."""
    return [*chain(*_rules(tuple(settings.counting(path))))]


@lru_cache(maxsize=16)
def _rules(codes: tuple[str, ...]) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """The rules among these codes: those that run first, and those that run last."""
    chosen = [rule(code) for code in codes if kinds()[code].group in GROUPS]
    return tuple(one for one in chosen if not one.last), tuple(one for one in chosen if one.last)


@lru_cache(maxsize=256)
def _able(codes: tuple[str, ...], there: frozenset[type[ast.Node]]) -> tuple[list[Rule], list[Rule]]:
    """The rules among these codes that need nothing that a file lacks: those that run first, and those that run last."""
    first, last = ([one for one in chosen if not one.needs or not one.needs.isdisjoint(there)] for chosen in _rules(codes))
    return first, last


class _Run:
    """One run over one file."""

    def __init__(self, settings: Settings, path: str) -> None:
        self.counting = settings.counting(path)
        self.findings: list[Finding] = []
        self.suppressed: list[Finding] = []
        self.used: set[tuple[int, str]] = set()

    def run(self, source: Source, load: Load) -> Linted:
        """Parse, resolve, lower, ask the rules; the rules keep silent on a file that has errors in syntax or names."""
        parsed = parse(source)
        resolved, names = resolve(parsed, load)
        found = [*parsed.diagnostics, *names]
        errors = sum(diagnostic.is_error for diagnostic in found)
        said = suppressions(parsed, code_of)
        self.take(found, said)
        meant = Meaning(resolved, parsed.trivia, (), (errors, 0))
        if not errors:
            context = Context(parsed, resolved, said)
            norms, found_in_meaning = context.lowered
            self.take(found_in_meaning, said)
            meant = Meaning(resolved, parsed.trivia, norms.norms, (0, sum(d.is_error for d in found_in_meaning)))
            first, last = _able(tuple(self.counting), frozenset(context.kinds))
            self.ask(first, context)
            context.unused = tuple(self.unused(said))
            self.ask(last, context)
        return Linted(source, _in_order(self.findings), _in_order(self.suppressed), not errors, meant)

    def ask(self, able: Iterable[Rule], context: Context) -> None:
        """Let those rules look at the file."""
        for one in able:
            for diagnostic in one.check(context):
                self.take((diagnostic,), context.suppressions)

    def take(self, diagnostics: Iterable[Diagnostic], said: tuple[Suppression, ...]) -> None:
        """Rate what was found, and put it where it belongs."""
        for diagnostic in diagnostics:
            level = self.counting.get(diagnostic.code)
            if level is None:
                continue
            finding = Finding.of(diagnostic, kinds()[diagnostic.code], level)
            reason = self.accepted(finding, said)
            if reason is None:
                self.findings.append(finding)
            else:
                self.suppressed.append(attrs.evolve(finding, reason=reason))

    def accepted(self, finding: Finding, said: tuple[Suppression, ...]) -> str | None:
        """The reason of the first comment that suppresses a finding. What cannot be read cannot be accepted."""
        if not said or finding.span is None or not suppressible(finding.code):
            return None
        line = finding.region[0]
        for suppression in said:
            if suppression.reason is None or not suppression.covers(line):
                continue
            if any(item.code == finding.code for item in suppression.items):
                self.used.add((suppression.span.start, finding.code))
                return suppression.reason
        return None

    def unused(self, said: tuple[Suppression, ...]) -> Iterator[tuple[Suppression, tuple[Item, ...]]]:
        """Comments with the rules that they name in vain; only a rule that was asked can have been in vain."""
        for suppression in said:
            if suppression.reason is None:
                continue
            vain = tuple(
                item
                for item in suppression.items
                if item.code is not None
                and suppressible(item.code)
                and item.code in self.counting
                and (suppression.span.start, item.code) not in self.used
            )
            if vain:
                yield suppression, vain


def suppressible(code: str) -> bool:
    """Errors of reading are not, nor is what the linter says of its own comments."""
    return not code.startswith((UNYIELDING, "L0"))


def _in_order(findings: list[Finding]) -> Findings:
    """By place and code, each once."""
    seen: dict[tuple[int, str, str], Finding] = {}
    for finding in findings:
        seen.setdefault((finding.span.start if finding.span else -1, finding.code, finding.message), finding)
    return tuple(seen[key] for key in sorted(seen))
