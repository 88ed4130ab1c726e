"""A compiled file → the worked examples of its contract, judged by the evaluator, as plain data for the prose."""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.prose.documents.examples import Example
from clauselang.resolve.resolved import Resolved


def illustrations(resolved: Resolved) -> list[Example]:
    """The limits of each clause, then the scenarios of the file."""
    from clauselang.evaluate.boundary import limits
    from clauselang.evaluate.contract import Contract

    contract, _ = Contract.of(resolved)
    found = [
        Example(
            limit.judged.verdict.word, _by(limit.judged.clauses), clause=limit.clause, role=limit.role,
            kind="paid", brand=limit.brand, category=limit.category, platform=limit.judged.activity.platform,
            format=limit.judged.activity.format, published=_local(limit.judged.activity.published_at),
        )
        for limit in limits(contract)
    ]  # fmt: skip
    return [*found, *_scenarios(resolved)]


def _scenarios(resolved: Resolved) -> Iterator[Example]:
    from clauselang.evaluate.contract import Contract
    from clauselang.testing.run import activity

    contract, _ = Contract.of(resolved)
    for scenario in resolved.scenarios:
        for example in scenario.examples:
            post = activity(example, resolved)
            try:
                judged = contract.decide(post)
            except ValueError:  # a local time that the zone jumps over
                continue
            yield Example(
                judged.verdict.word, _by(judged.clauses), group=scenario.title.text,
                kind=example.kind, engagement=example.content == "engagement", brand=post.brands[0] if post.brands else None,
                category=post.categories[0] if post.categories else None, platform=post.platform, format=post.format,
                published=post.published_at,
            )  # fmt: skip


def _by(clauses: tuple[object, ...]) -> tuple[str, ...]:
    """The numbers of the clauses that prohibit a post."""
    from clauselang.semantics.verdict import ClauseVerdict

    return tuple(c.norm.clause.number for c in clauses if isinstance(c, ClauseVerdict) and c.verdict in ("violation", "misstatement"))


def _local(text: str | None) -> str | None:
    """A moment in the zone of the agreement, without the offset that goes without saying, and without empty seconds."""
    if text is None:
        return None
    clock = text.removesuffix("+00:00") + "Z" if text.endswith("+00:00") else text
    clock = clock[:-6] if clock[-6:-5] in ("+", "-") and "T" in clock[:-6] else clock
    bare = clock.removesuffix("Z")
    return (bare.removesuffix(":00") if bare.count(":") == 2 else bare) + ("Z" if clock.endswith("Z") else "")
