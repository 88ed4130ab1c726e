"""`grammar/` and `stdlib/` → the tables that the package loads: `python -m clauselang.bootstrap [--check]`.

Computing LALR tables and reading the standard library takes longer than most runs of the tool, so they are
compiled once, checked in, and compared with their sources by a test.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
TABLES = ROOT / "clauselang" / "syntax" / "tables.py"
LIBRARY = ROOT / "clauselang" / "resolve" / "library.py"
NORMS = ROOT / "clauselang" / "lint" / "norms.py"
RULE_TABLE = ROOT / "clauselang" / "lint" / "table.py"
RULES = ROOT / "clauselang" / "lint" / "RULES.md"
TAGS = ROOT / "clauselang" / "ingest" / "platforms" / "tags.py"


def grammar_tables() -> str:
    """Text of `clauselang/syntax/tables.py`, from the parse table that Lark computes."""
    from lark import Lark
    from lark.parsers.lalr_analysis import Shift

    lark = Lark.open(
        str(ROOT / "grammar" / "clauselang.lark"), parser="lalr", start="module", lexer="basic", maybe_placeholders=True
    )
    parser: Any = lark.parser
    table = parser.parser._parse_table
    patterns: dict[str, str] = {}
    keywords: dict[str, str] = {}
    for terminal in lark.terminals:
        if terminal.pattern.type == "re":
            patterns[str(terminal.name)] = terminal.pattern.value
        elif terminal.name not in ("COMMA", "COLON"):
            keywords[terminal.pattern.value] = str(terminal.name)
    _shorten(table.states)
    states = _in_order(table, table.start_states["module"])
    number = {state: index for index, state in enumerate(states)}
    used = {argument for state in states for action, argument in table.states[state].values() if action is not Shift}
    rules = {rule: index for index, rule in enumerate(rule for rule in lark.rules if rule in used)}
    actions, gotos = [], []
    for state in states:
        row: dict[str, int] = {}
        goto: dict[str, int] = {}
        for symbol, (action, argument) in sorted(table.states[state].items()):
            if action is not Shift:
                row[str(symbol)] = -1 - rules[argument]
            elif _is_terminal(symbol):
                row[str(symbol)] = number[argument]
            else:
                goto[str(symbol)] = number[argument]
        actions.append(row)
        gotos.append(goto)
    lines = [
        '"""Generated from `grammar/*.lark` by `python -m clauselang.bootstrap`; do not edit."""',
        "",
        "# ruff: noqa: E501",
        "# fmt: off",
        "START = 0",
        f"END_STATE = {number[table.end_states['module']]}",
        f"KEYWORDS: dict[str, str] = {dict(sorted(keywords.items()))!r}",
        f"PATTERNS: dict[str, str] = {dict(sorted(patterns.items()))!r}",
        "# rule: what it makes, its callback, how many symbols it takes, and of those: index kept, -1 nothing, 1000 + index spread",
        "RULES: tuple[tuple[str, str, int, tuple[int, ...]], ...] = (",
        *(f"    {_rule(rule)!r}," for rule in rules),
        ")",
        "# state: terminal to the state after a shift, or to -1 minus the rule to reduce by",
        "ACTIONS: tuple[dict[str, int], ...] = (",
        *(f"    {row!r}," for row in actions),
        ")",
        "GOTOS: tuple[dict[str, int], ...] = (",
        *(f"    {row!r}," for row in gotos),
        ")",
    ]
    return "\n".join(lines) + "\n"


def _shorten(states: dict[Any, dict[str, tuple[Any, Any]]]) -> None:
    """Lead past every state in which nothing can be done but to call one symbol another, whose value stays the same.

    The state behind it must not take more words, or it would make something before it refuses a word.
    """
    from lark.parsers.lalr_analysis import Shift

    for row in states.values():
        for symbol in row:
            while not _is_terminal(symbol):
                passed = states[row[symbol][1]]
                rules = {argument if action is not Shift else None for action, argument in passed.values()}
                rule = rules.pop() if len(rules) == 1 else None
                if rule is None or _rule(rule)[1] != "=":
                    break
                behind = row[rule.origin.name]
                assert {word for word in states[behind[1]] if _is_terminal(word)} <= passed.keys()
                row[symbol] = behind


def _is_terminal(symbol: str) -> bool:
    return symbol.isupper() or symbol.startswith("$")


def _in_order(table: Any, start: Any) -> list[Any]:
    """States in the order of a walk from `start`, so that the numbers do not depend on the hash seed."""
    from lark.parsers.lalr_analysis import Shift

    found = [start]
    seen = {start}
    for state in found:
        for _, (action, argument) in sorted(table.states[state].items()):
            if action is Shift and argument not in seen:
                seen.add(argument)
                found.append(argument)
    return found


def _rule(rule: Any) -> tuple[str, str, int, tuple[int, ...]]:
    """How Lark would shape the tree of `rule`, as data."""
    name = rule.alias or rule.origin.name
    keep_all = rule.options.keep_all_tokens
    plan: list[int] = []
    empty = rule.options.empty_indices or ()
    if empty:
        gaps = "".join(str(int(flag)) for flag in empty).split("0")
        assert len(gaps) == len(rule.expansion) + 1
    else:
        gaps = [""] * (len(rule.expansion) + 1)
    for index, symbol in enumerate(rule.expansion):
        plan.extend([-1] * len(gaps[index]))
        if symbol.is_term:
            if keep_all or not symbol.filter_out:
                plan.append(index)
        else:
            plan.append(index + (1000 if symbol.name.startswith("_") else 0))
    plan.extend([-1] * len(gaps[-1]))
    if rule.options.expand1 and not rule.alias and len(plan) == 1:
        name = "="
    elif rule.origin.name.startswith("_"):
        name = "*"
    return str(rule.origin.name), str(name), len(rule.expansion), tuple(plan)


def library_rows() -> str:
    """Text of `clauselang/resolve/library.py`: the declarations of `stdlib/` as plain data."""
    from clauselang.resolve.symbols import Row, declared, to_row
    from clauselang.source import Source
    from clauselang.syntax import ast
    from clauselang.syntax.parser import parse

    files: list[str] = []
    rows: list[Row] = []
    for path in sorted((ROOT / "stdlib").rglob("*.excl")):
        name = path.relative_to(ROOT / "stdlib").as_posix()
        parsed = parse(Source(name, path.read_text("utf-8")))
        for diagnostic in parsed.diagnostics:
            raise SystemExit(f"stdlib/{diagnostic.span.place if diagnostic.span else name}: {diagnostic.message}")
        files.append(name.removesuffix(".excl"))
        for item in parsed.module.items:
            if isinstance(item, ast.Declaration | ast.CompetitorList):
                rows.extend(to_row(symbol) for symbol in declared(item, files[-1]))
    lines = [
        '"""Generated from `stdlib/**/*.excl` by `python -m clauselang.bootstrap`; do not edit."""',
        "",
        "# ruff: noqa: E501",
        "# fmt: off",
        "from __future__ import annotations",
        "",
        "from typing import TYPE_CHECKING",
        "",
        "if TYPE_CHECKING:",
        "    from clauselang.resolve.symbols import Row",
        "",
        f"FILES = frozenset({files!r})",
        "",
        "# kind, name, labels, related names, aliases, (IAB id, broad), platform of a format, file",
        "ROWS: tuple[Row, ...] = (",
        *(f"    {row!r}," for row in rows),
        ")",
    ]
    return "\n".join(lines) + "\n"


def market_norms() -> str:
    """Text of `clauselang/lint/norms.py`: the figures and lists of `stdlib/norms/` with what they rest on."""
    import tomllib

    figures: dict[str, tuple[float, str]] = {}
    lists: dict[str, tuple[tuple[str, ...], str]] = {}
    for path in sorted((ROOT / "stdlib" / "norms").glob("*.toml")):
        table = tomllib.loads(path.read_text("utf-8"))

        def rests_on(norm: dict[str, Any], sources: dict[str, Any] = table["sources"]) -> str:
            source = sources[norm["source"]]
            return f"{norm['says']} ({source['title']}, {source['date']})"

        figures |= {name: (norm["value"], rests_on(norm)) for name, norm in table.get("figures", {}).items()}
        lists |= {name: (tuple(norm["values"]), rests_on(norm)) for name, norm in table.get("lists", {}).items()}
    lines = [
        '"""Generated from `stdlib/norms/*.toml` by `python -m clauselang.bootstrap`; do not edit."""',
        "",
        "# ruff: noqa: E501",
        "# fmt: off",
        "# name: value in the unit that the source file states, what it rests on",
        "FIGURES: dict[str, tuple[float, str]] = {",
        *(f"    {name!r}: {norm!r}," for name, norm in figures.items()),
        "}",
        "LISTS: dict[str, tuple[tuple[str, ...], str]] = {",
        *(f"    {name!r}: {norm!r}," for name, norm in lists.items()),
        "}",
    ]
    return "\n".join(lines) + "\n"


def disclosure_tags() -> str:
    """Text of `clauselang/ingest/platforms/tags.py`: the words of `stdlib/disclosure/` with what they rest on."""
    import tomllib

    rows: list[tuple[tuple[str, ...], str, str, dict[str, str], tuple[str, ...], str]] = []
    for path in sorted((ROOT / "stdlib" / "disclosure").glob("*.toml")):
        table = tomllib.loads(path.read_text("utf-8"))
        sources = table["sources"]
        for tag in table["tags"]:
            rests_on = tuple(f"{sources[name]['title']}, {sources[name]['date']}" for name in tag["source"])
            as_of = max(sources[name]["date"] for name in tag["source"])
            rows.append((tuple(tag["words"]), tag["form"], tag["language"], dict(sorted(tag["says"].items())), rests_on, as_of))
    lines = [
        '"""Generated from `stdlib/disclosure/*.toml` by `python -m clauselang.bootstrap`; do not edit."""',
        "",
        "# ruff: noqa: E501",
        "# fmt: off",
        "# words, with or without `#`, language, what each jurisdiction makes of them, what they rest on, the newest date of that",
        "ROWS: tuple[tuple[tuple[str, ...], str, str, dict[str, str], tuple[str, ...], str], ...] = (",
        *(f"    {row!r}," for row in rows),
        ")",
    ]
    return "\n".join(lines) + "\n"


def rule_table() -> str:
    """Text of `clauselang/lint/table.py`: what a run has to know of every rule before it loads one."""
    from clauselang.lint.registry import table

    lines = [
        '"""Generated from `clauselang/lint/rules/` by `python -m clauselang.bootstrap`; do not edit."""',
        "",
        "from __future__ import annotations",
        "",
        "# code, name, severity, group, module, whether it runs last",
        "Row = tuple[str, str, str, str, str, bool]",
        "ROWS: tuple[Row, ...] = (",
        *("    (" + ", ".join(f'"{cell}"' if isinstance(cell, str) else str(cell) for cell in row) + ")," for row in table()),
        ")",
    ]
    return "\n".join(lines) + "\n"


def outputs() -> dict[Path, str]:
    """Every generated file with the text that it should have."""
    from clauselang.lint.index import index

    return {
        TABLES: grammar_tables(),
        LIBRARY: library_rows(),
        NORMS: market_norms(),
        TAGS: disclosure_tags(),
        RULE_TABLE: rule_table(),
        RULES: index(),
    }


def main(arguments: list[str]) -> int:
    """Write what is stale; with `--check` only say so and return 1."""
    stale = [path for path, text in outputs().items() if not path.exists() or path.read_text("utf-8") != text]
    for path in stale:
        print(("stale: " if "--check" in arguments else "wrote ") + str(path.relative_to(ROOT)))
        if "--check" not in arguments:
            path.write_text(outputs()[path], "utf-8")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
