"""Rows of verdicts → how many posts of each verdict every agreement, clause and influencer has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from clauselang.diagnostics.render.full import visible
from clauselang.engines.agreements import Agreement, Agreements
from clauselang.semantics.verdict import SEVERITY

WORST_FIRST = sorted(SEVERITY, key=SEVERITY.__getitem__, reverse=True)
COLUMNS = ("of", "name", *WORST_FIRST)
_PARTS = ("deal", "clause", "influencer")


def summarise(records: Iterable[Mapping[str, Any]], agreements: Sequence[Agreement]) -> list[dict[str, Any]]:
    """One row for each agreement, then each clause, then each influencer that has a listed post, the worst first.

    A clause is counted with what it alone says of a post. Clauses that agreements do not share are named after their
    agreement too.
    """
    listed = agreements if isinstance(agreements, Agreements) else Agreements(agreements)
    whose = {name: influencer or "" for name, influencer in zip(listed.names, listed.influencers, strict=True)}
    are_shared = len({id(resolved.source) for resolved in listed.vocabularies()}) == 1
    counts: dict[str, dict[str, dict[str, int]]] = {part: {} for part in _PARTS}

    def count(part: str, name: str, word: str) -> None:
        cells = counts[part].setdefault(name, dict.fromkeys(WORST_FIRST, 0))
        cells[word] += 1

    for record in records:
        deal, word = record["deal"], record["verdict"]
        count("deal", deal, word)
        count("influencer", whose[deal], word)
        for clause in record["clauses"]:
            count("clause", clause["clause"] if are_shared else f"{deal}: {clause['clause']}", clause["verdict"])
    return [{"of": part, "name": name, **cells} for part in _PARTS for name, cells in _ordered(counts[part])]


def _ordered(found: Mapping[str, dict[str, int]]) -> list[tuple[str, dict[str, int]]]:
    return sorted(found.items(), key=lambda each: (*(-each[1][word] for word in WORST_FIRST[:-1]), each[0]))


def as_table(rows: Sequence[Mapping[str, Any]], total: str | None = None) -> str:
    """A table for each of the three, numbers to the right."""
    lines: list[str] = []
    width = min(max((len(visible(row["name"])) for row in rows), default=0), 40)
    for part in _PARTS:
        those = [row for row in rows if row["of"] == part]
        if those:
            width = max(width, len(part))
            lines.append("  ".join([f"{part:<{width}}", *WORST_FIRST]))
            for row in those:
                lines.append("  ".join([f"{visible(row['name']):<{width}}", *(f"{row[word]:>{len(word)},}" for word in WORST_FIRST)]))
            lines.append("")
    return "\n".join([*lines, total] if total else lines[:-1] or ["no posts"]) + "\n"
