"""The folder `rules/` → the rules in it, and every code that a file can be found guilty of."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from importlib import import_module
from types import ModuleType

import attrs

from clauselang.diagnostics.catalogue import CATALOGUE
from clauselang.diagnostics.diagnostic import Diagnostic, Severity
from clauselang.diagnostics.render.finding import Kind
from clauselang.lint import rules as folder
from clauselang.lint.rule import Context, Invalid

# The rooms below, as groups of findings. `F` codes are about posts, which no `.excl` file has.
ROOMS = {"S": "syntax", "R": "names", "M": "meaning"}
GROUPS = ("time", "scope", "clarity", "market", "law", "style")


@attrs.frozen
class Rule:
    """One rule file. A `last` rule runs when it is known which suppressions were of use."""

    kind: Kind
    check: Callable[[Context], Iterable[Diagnostic]]
    valid: tuple[str, ...]
    invalid: tuple[Invalid, ...]
    module: str
    doc: str = attrs.field(repr=False)
    last: bool = False

    @property
    def title(self) -> str:
        """The first line of its page."""
        return self.doc.partition("\n")[0]

    @property
    def fix(self) -> str:
        """`safe`, `unsafe` or nothing, as its cases have it."""
        found = [case.safe for case in self.invalid if case.fixed is not None]
        return "" if not found else "safe" if all(found) else "unsafe"


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """All rules, by code. Raises `ValueError` if two share a code or a name."""
    found: dict[str, Rule] = {}
    for group in GROUPS:
        package = import_module(f"{folder.__name__}.{group}")
        for info in pkgutil.iter_modules(package.__path__):
            rule = _rule(import_module(f"{package.__name__}.{info.name}"), group)
            for known in (rule.kind.code, rule.kind.name):
                if found.setdefault(known, rule) is not rule:
                    raise ValueError(f"two rules are called {known}: {found[known].module} and {rule.module}")
    return tuple(sorted({id(rule): rule for rule in found.values()}.values(), key=lambda rule: rule.kind.code))


def _rule(module: ModuleType, group: str) -> Rule:
    kind = Kind(module.CODE, module.NAME, Severity[module.SEVERITY.upper()], group, lambda: page(rule))
    doc = (module.__doc__ or "").strip()
    rule = Rule(kind, module.check, module.VALID, module.INVALID, module.__name__, doc, getattr(module, "LAST", False))
    return rule


def page(rule: Rule) -> str:
    """The name, what a reader wants to know at one glance, and the docstring."""
    kind = rule.kind
    facts = (f"Group {kind.group}", str(kind.severity), f"{rule.fix} fix" if rule.fix else "no fix")
    return f"# {kind.code} {kind.name}\n\n{' · '.join(facts)}\n\n{rule.doc}\n"


def page_of_code(code: str) -> str:
    """The page of a code of the rooms below."""
    from importlib.resources import files  # seldom needed, and slow to load

    page = files("clauselang") / "diagnostics" / "pages" / f"{code}.md"
    return page.read_text("utf-8") if page.is_file() else f"# {code} {CATALOGUE[code].name}\n"


@lru_cache(maxsize=1)
def kinds() -> dict[str, Kind]:
    """Every code of the rooms below and of the rules, in the order in which a file meets them."""
    found = {
        code: Kind(code, entry.name, Severity[entry.severity.upper()], ROOMS[code[0]], partial(page_of_code, code))
        for code, entry in CATALOGUE.items()
        if code[0] in ROOMS
    }
    return found | {rule.kind.code: rule.kind for rule in rules()}


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    return {word: kind.code for kind in kinds().values() for word in (kind.name, kind.code.lower())}


def code_of(word: str) -> str | None:
    """The code that a code or a name stands for, in any case."""
    return _codes().get(word.strip().lower())
