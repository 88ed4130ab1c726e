"""Random files over every construct of the language, and the two laws of the prose on them.

    python -m tests.roundtrip --count 100000     reads back what was written, per language
    python -m tests.roundtrip --texts 1000000    looks for two clauses with one text
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import pairwise
from multiprocessing import Pool, cpu_count
from typing import Any

import attrs

from clauselang.prose import canonical
from clauselang.prose.read import Reading, read
from clauselang.prose.read.excl import clause as clause_excl
from clauselang.prose.read.excl import excl
from clauselang.prose.write import LANGUAGES, clause_text, write
from clauselang.resolve.resolved import Clause, Resolved
from clauselang.source import Source
from clauselang.syntax import ast
from clauselang.syntax.parser import parse
from tests.random_files import CLAUSES, File, file

# What a file is made of.

_WORDS = frozenset("which edge direction preposition what facet of by party kind period".split())


def constructs(node: Any) -> Iterator[str]:
    """Every construct in a tree: the class, and the words that a field of it can be."""
    if isinstance(node, tuple):
        for item in node:
            yield from constructs(item)
    if not isinstance(node, ast.Node):
        return
    name = type(node).__name__
    yield name
    for field in ast.fields(node):
        value = getattr(node, field)
        if isinstance(value, bool) or value is None or (field in _WORDS and isinstance(value, str)):
            yield f"{name} {field} {value}"
        if name == "Duration":
            yield from (f"Duration {unit}" for _, unit in node.parts)
        yield from constructs(value)


# The laws.


@attrs.define
class Result:
    """What was tried and what failed."""

    files: int = 0
    clauses: int = 0
    counts: Counter[str] = attrs.field(factory=Counter)
    failures: list[str] = attrs.field(factory=list)


def check(of: File, code: str, form: Any) -> str:
    """The first law that a file breaks in a language, or nothing."""
    text = write(of.resolved, code, form, of.stated)
    found = read(text, code, form, of.known)
    if not isinstance(found, Reading):
        return f"refused: {found.differences}"
    if found.module != canonical.canonical(of.resolved):
        return f"read as another file:\n{excl(found.module)}\n{excl(canonical.canonical(of.resolved))}"
    if found.before_signing != of.stated:
        return "another time before signing"
    back = parse(Source("x.excl", excl(found.module)))
    if back.module != found.module:
        return f"written as another file:\n{excl(found.module)}\n{[d.message for d in back.diagnostics]}"
    return ""


def run(code: str, seeds: Iterable[int]) -> Result:
    """Both laws on many files in one language."""
    result = Result()
    for seed in seeds:
        of = file(seed)
        failure = check(of, code, "md" if seed % 2 else "text")
        result.files += 1
        result.clauses += len(of.resolved.clauses)
        result.counts.update(constructs(of.items))
        if failure:
            result.failures.append(f"seed {seed}, {code}: {failure}")
    return result


def texts(seeds: Iterable[int]) -> list[tuple[str, int, int]]:
    """For every clause and language: its text and its canonical spelling, as hashes. Most files are of a small world."""
    found = []
    for seed in seeds:
        of = file(seed, small=seed % 4 > 0)
        resolved = _numbered_alike(of.resolved)
        for clause in resolved.clauses:
            meaning = _hash(clause_excl(canonical.clause(clause, resolved)) + _lists(clause, resolved))
            stated = clause.index in of.stated
            found.extend((code, _hash(clause_text(resolved, clause, code, stated)), meaning) for code in LANGUAGES)
    return found


def _lists(clause: Clause, resolved: Resolved) -> str:
    """The members of lists stand in the text, so that they count as part of the clause."""
    return "".join(str(symbol.related) for symbol in clause.target.lists)


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


def _numbered_alike(resolved: Resolved) -> Resolved:
    """The same clauses with numbers that do not depend on where they stand."""
    articles = tuple(
        attrs.evolve(a, clauses=tuple(attrs.evolve(c, number="1.2" if c.after else "1.1") for c in a.clauses)) for a in resolved.articles
    )
    return attrs.evolve(resolved, articles=articles)


# The command.


def _batches(count: int, size: int) -> list[range]:
    files = -(-count // CLAUSES)
    return [range(start, min(start + size, files)) for start in range(0, files, size)]


def _round_trip(pool: Any, count: int, codes: tuple[str, ...]) -> bool:
    fine = True
    counts: dict[str, Counter[str]] = {}
    for code in codes:
        started, total = time.monotonic(), Result()
        for part in pool.imap_unordered(partial(run, code), _batches(count, 25)):
            total.files += part.files
            total.clauses += part.clauses
            total.counts.update(part.counts)
            total.failures.extend(part.failures)
        counts[code] = total.counts
        fine = fine and not total.failures
        spent = time.monotonic() - started
        print(f"{code}: {total.clauses} clauses in {total.files} files, {len(total.failures)} failures, {spent:.0f} s", flush=True)
        for failure in total.failures[:3]:
            print(f"  {failure}")
    names = sorted({name for found in counts.values() for name in found})
    print("\n" + "construct".ljust(40) + "".join(code.rjust(10) for code in codes))
    for name in names:
        print(name.ljust(40) + "".join(str(counts[code][name]).rjust(10) for code in codes))
    return fine


def _no_text_twice(pool: Any, count: int) -> bool:
    """Sort the clauses of each language by text: equal texts with different meanings stand side by side."""
    found = {code: (array("Q"), array("Q")) for code in LANGUAGES}
    for part in pool.imap_unordered(texts, _batches(count, 25)):
        for code, text, meaning in part:
            found[code][0].append(text)
            found[code][1].append(meaning)
    collisions = 0
    for code, (said, meant) in found.items():
        pairs = sorted(set(zip(said, meant, strict=True)))
        collisions += sum(here[0] == there[0] for here, there in pairwise(pairs))
        print(f"{code}: {len(said)} clauses, {len(pairs)} different, {len(set(said))} different texts")
    print(f"{collisions} texts with two meanings")
    return collisions == 0


def main() -> None:
    """Run what the options ask for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=0, help="clauses to read back, per language")
    parser.add_argument("--texts", type=int, default=0, help="clauses whose texts are compared")
    parser.add_argument("--jobs", type=int, default=cpu_count())
    parser.add_argument("--languages", nargs="*", default=list(LANGUAGES))
    options = parser.parse_args()
    with Pool(options.jobs) as pool:
        fine = not options.count or _round_trip(pool, options.count, tuple(options.languages))
        fine = (not options.texts or _no_text_twice(pool, options.texts)) and fine
    sys.exit(0 if fine else 1)


if __name__ == "__main__":
    main()
