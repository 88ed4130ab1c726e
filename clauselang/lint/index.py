"""All rules and codes → the page that lists them: `clauselang explain --index`, kept as `RULES.md` beside this file."""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.lint.registry import GROUPS, ROOMS, Rule, kinds, rules

_HEAD = """# Rules and codes

Made by `clauselang explain --index`; do not edit. `clauselang explain CODE` prints the page of one.
"""
_TITLES = {"syntax": "Syntax", "names": "Names", "meaning": "Meaning"}


def index() -> str:
    """The whole page: the rules by group, then what is found before any rule is asked."""
    return "\n".join([_HEAD, *_of_rules(), *_of_rooms()])


def _of_rules() -> Iterator[str]:
    for group in GROUPS:
        listed = [rule for rule in rules() if rule.kind.group == group]
        if listed:
            yield f"## {group.capitalize()}\n\n| code | name | severity | fix | |\n|---|---|---|---|---|"
            yield from (_row(rule) for rule in listed)
            yield ""


def _row(rule: Rule) -> str:
    kind = rule.kind
    return f"| {kind.code} | `{kind.name}` | {kind.severity} | {rule.fix or '–'} | {rule.title} |"


def _of_rooms() -> Iterator[str]:
    for group in ROOMS.values():
        yield f"## {_TITLES[group]}\n\n| code | name | severity |\n|---|---|---|"
        yield from (f"| {kind.code} | `{kind.name}` | {kind.severity} |" for kind in kinds().values() if kind.group == group)
        yield ""
