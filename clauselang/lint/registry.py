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
from clauselang.lint.table import ROWS, Row
from clauselang.syntax import ast

# The rooms below, as groups of findings. `F` codes are about posts, which no `.excl` file has.
ROOMS = {"S": "syntax", "R": "names", "M": "meaning"}
GROUPS = ("time", "scope", "clarity", "market", "law", "style")


@attrs.frozen(repr=False, eq=False)
class Rule:
    """One rule file. A `last` rule runs when it is known which suppressions were of use.

    `needs` are kinds of nodes: without a node of one of them the rule has nothing to say. None means that it is always asked.
    """

    kind: Kind
    check: Callable[[Context], Iterable[Diagnostic]]
    valid: tuple[str, ...]
    invalid: tuple[Invalid, ...]
    module: str
    doc: str = attrs.field(repr=False)
    last: bool = False
    needs: frozenset[type[ast.Node]] = frozenset()

    @property
    def title(self) -> str:
        """The first line of its page."""
        return self.doc.partition("\n")[0]

    @property
    def fix(self) -> str:
        """`safe`, `unsafe` or nothing, as its cases have it."""
        found = [case.safe for case in self.invalid if case.fixed is not None]
        return "" if not found else "safe" if all(found) else "unsafe"


def table() -> tuple[Row, ...]:
    """The rules as `table.py` has them: found in the folder once, by `bootstrap`, and not at every start."""
    return tuple(
        (one.kind.code, one.kind.name, str(one.kind.severity), one.kind.group, one.module.rpartition(".")[2], one.last) for one in rules()
    )


@lru_cache(maxsize=256)
def rule(code: str) -> Rule:
    """One rule, loaded when it is first asked for: a run needs the rules that it selects, and no others."""
    _, _, _, group, name, _ = next(row for row in ROWS if row[0] == code)
    return _rule(import_module(f"{folder.__name__}.{group}.{name}"), group)


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """All rules of the folder, by code. Raises `ValueError` if two share a code or a name."""
    found: dict[str, Rule] = {}
    for group in GROUPS:
        package = import_module(f"{folder.__name__}.{group}")
        for info in pkgutil.iter_modules(package.__path__):
            made = _rule(import_module(f"{package.__name__}.{info.name}"), group)
            for known in (made.kind.code, made.kind.name):
                if found.setdefault(known, made) is not made:
                    raise ValueError(f"two rules are called {known}: {found[known].module} and {made.module}")
    return tuple(sorted({id(made): made for made in found.values()}.values(), key=lambda made: made.kind.code))


def _rule(module: ModuleType, group: str) -> Rule:
    kind = Kind(module.CODE, module.NAME, Severity[module.SEVERITY.upper()], group, lambda: page(made))
    doc = (module.__doc__ or "").strip()
    last, needs = getattr(module, "LAST", False), frozenset(getattr(module, "NEEDS", ()))
    made = Rule(kind, module.check, module.VALID, module.INVALID, module.__name__, doc, last, needs)
    return made


def page(of: Rule) -> str:
    """The name, what a reader wants to know at one glance, and the docstring."""
    kind = of.kind
    facts = (f"Group {kind.group}", str(kind.severity), f"{of.fix} fix" if of.fix else "no fix")
    return f"# {kind.code} {kind.name}\n\n{' · '.join(facts)}\n\n{of.doc}\n"


def page_of_code(code: str) -> str:
    """The page of a code of the rooms below."""
    from importlib.resources import files  # seldom needed, and slow to load

    return (files("clauselang") / "diagnostics" / "pages" / f"{code}.md").read_text("utf-8")


def page_of(code: str) -> str:
    """The page of a code or of a rule."""
    return kinds()[code].page


@lru_cache(maxsize=1)
def kinds() -> dict[str, Kind]:
    """Every code of the rooms below and of the rules, in the order in which a file meets them."""
    found = {
        code: Kind(code, entry.name, Severity[entry.severity.upper()], ROOMS[code[0]], partial(page_of_code, code))
        for code, entry in CATALOGUE.items()
        if code[0] in ROOMS
    }
    for code, name, severity, group, _, _ in ROWS:
        found[code] = Kind(code, name, Severity[severity.upper()], group, partial(_page_of_rule, code))
    return found


def _page_of_rule(code: str) -> str:
    return page(rule(code))


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    return {word: kind.code for kind in kinds().values() for word in (kind.name, kind.code.lower())}


def code_of(word: str) -> str | None:
    """The code that a code or a name stands for, in any case."""
    return _codes().get(word.strip().lower())
