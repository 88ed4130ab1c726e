"""A rule file → what is wrong with it: its page, its cases and their fixes are run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import dedent

from clauselang.diagnostics.diagnostic import Fix
from clauselang.diagnostics.render.finding import Finding
from clauselang.lint.engine import Linted, lint
from clauselang.lint.fixes import judged
from clauselang.lint.registry import Rule, rules
from clauselang.lint.reread import apply
from clauselang.lint.rule import Invalid
from clauselang.lint.settings import Choice, Settings
from clauselang.source import Source

HEADINGS = ("What it does", "Why it matters", "Example", "Use instead")
_SECTION = re.compile(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_BLOCK = re.compile(r"^```excl\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def problems(rule: Rule) -> Iterator[str]:
    """Every claim of a rule file that does not hold; none for a good one."""
    yield from _of_names(rule)
    yield from _of_page(rule)
    if not rule.valid or not rule.invalid:
        yield "needs at least one VALID and one INVALID text"
    for text in rule.valid:
        yield from _of_valid(rule, text, "VALID")
    for case in rule.invalid:
        yield from _of_invalid(rule, case, "INVALID")


def _of_names(rule: Rule) -> Iterator[str]:
    kind = rule.kind
    if not re.fullmatch(r"L\d{3}", kind.code):
        yield f"CODE {kind.code} is not an L with three figures"
    if rule.module.rpartition(".")[2] != kind.name.replace("-", "_"):
        yield f"NAME {kind.name} is not the name of the file"
    if kind.name.startswith(("no-", "disallow-", "avoid-", "require-")):
        yield f"NAME {kind.name} names a remedy; it should complete “allow …”"


def _of_page(rule: Rule) -> Iterator[str]:
    page = rule.kind.page
    sections = dict(_SECTION.findall(page))
    if tuple(sections) != HEADINGS:
        yield f"the page has the headings {', '.join(sections)}; it needs {', '.join(HEADINGS)}"
        return
    for heading in ("Example", "Use instead"):
        blocks = _BLOCK.findall(sections[heading])
        if not blocks:
            yield f"{heading} has no ```excl block"
        for text in blocks:
            if heading == "Example":
                yield from _of_invalid(rule, Invalid(text), heading, fixed=False)
            else:
                yield from _of_valid(rule, text, heading)


def _of_valid(rule: Rule, text: str, where: str) -> Iterator[str]:
    linted = run(rule, text)
    yield from _unsound(linted, where)
    for finding in _own(rule, linted):
        yield f"{where}: finds `{finding.message}` in:\n{linted.source.text}"


def _of_invalid(rule: Rule, case: Invalid, where: str, fixed: bool = True) -> Iterator[str]:
    linted = run(rule, case.text)
    yield from _unsound(linted, where)
    found = _own(rule, linted)
    if not found:
        yield f"{where}: finds nothing in:\n{linted.source.text}"
        return
    fixes = [finding.fix for finding in found if finding.fix]
    if fixed:
        yield from _of_fix(rule, case, found, fixes, linted)


def _of_fix(rule: Rule, case: Invalid, found: list[Finding], fixes: list[Fix], linted: Linted) -> Iterator[str]:
    if case.fixed is None:
        if fixes:
            yield f"INVALID: has a fix that the case does not expect, in:\n{linted.source.text}"
        return
    if not fixes:
        yield f"INVALID: has no fix, or one that breaks the text:\n{linted.source.text}"
        return
    after = apply(linted.source.text, fixes)
    if after != cleaned(case.fixed):
        yield f"INVALID: the fix gives:\n{after}"
    safe = all(finding.safe for finding in found if finding.fix)
    if safe != case.safe:
        yield f"INVALID: the fix is {'safe' if safe else 'unsafe'}, the case says otherwise:\n{linted.source.text}"
    again = run(rule, after)
    yield from _unsound(again, "INVALID, fixed")
    if _own(rule, again):
        yield f"INVALID: the fixed text is found again:\n{after}"


def _unsound(linted: Linted, where: str) -> Iterator[str]:
    if not linted.sound:
        errors = "; ".join(finding.message for finding in linted.findings if finding.is_error)
        yield f"{where}: cannot be read ({errors}):\n{linted.source.text}"


def _own(rule: Rule, linted: Linted) -> list[Finding]:
    return [finding for finding in linted.findings if finding.code == rule.kind.code]


def run(rule: Rule, text: str) -> Linted:
    """Lint a case. Only the rule itself is asked, unless it judges what the others left."""
    chosen = Settings() if rule.last else Settings(options=Choice((rule.kind.code.lower(),)))
    return judged(lint(Source("case.excl", cleaned(text)), chosen))


def cleaned(text: str) -> str:
    """A case without the indentation that it has in its rule file."""
    return dedent(text).lstrip("\n")


def all_problems() -> Iterator[tuple[str, str]]:
    """Every problem of every rule, with the rule's file."""
    for rule in rules():
        for problem in problems(rule):
            yield rule.module, problem
