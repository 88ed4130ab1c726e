"""A text that was read, and fixes of it → what it means with them; what no fix touches is not read again.

Most fixes stay within one clause. Names, facts and the other clauses are as they were then, so its phrases that are touched are
parsed alone, and it is resolved and lowered alone. Other fixes stay within one item or a few, and these are parsed alone. Where it
is not certain that this comes to the same as reading everything, everything is read.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from operator import attrgetter, is_

import attrs

from clauselang.diagnostics.diagnostic import Diagnostic, Diagnostics, Fix
from clauselang.lint.meaning import Meaning, meaning, meaning_of
from clauselang.lint.rule import span
from clauselang.resolve import library
from clauselang.resolve.clauses import clause as resolved_clause
from clauselang.resolve.imports import Imports, Load
from clauselang.resolve.names import Names
from clauselang.resolve.resolved import Clause, Resolved
from clauselang.resolve.resolver import resolve
from clauselang.semantics.lower import lower, lower_beside, lower_under
from clauselang.semantics.norm import Norm, Norms
from clauselang.source import Source, Span
from clauselang.syntax import ast
from clauselang.syntax.parser import BLOCK, MAX_COMMAS, MAX_LINE, Parsed, parse, parse_clauses
from clauselang.syntax.trivia import Comment, Trivia

_lowered = attrgetter(*(own.name for own in attrs.fields(Clause) if own.name not in ("node", "commercial")))
_when = attrgetter("window", "perpetual", "at_latest", "after", "target.is_none")
_OBLIGING = (ast.Agreement, ast.Exclusivity, ast.Clause)


class Reader:
    """One text, read once, and read again with fixes that do not touch each other."""

    def __init__(self, source: Source, load: Load, before: Meaning) -> None:
        self.source = source
        self.load = load
        self.before = before
        self.clauses = [span(norm.clause.node) for norm in before.norms]
        self.clause_starts = [place.start for place in self.clauses]
        # Each item with the lines up to the next; the first one with the head of the file.
        self.items = before.resolved.module.items
        self.item_starts = [0, *(span(item).start for item in self.items[1:])]

    def nearest(self, fix: Fix) -> int:
        """The clause, counted from 0, that starts last before a fix or where it starts; -1 for none."""
        return bisect_right(self.clause_starts, fix.span.start) - 1

    def home(self, fix: Fix) -> int | None:
        """The clause, counted from 0, that a fix stays within."""
        index = self.nearest(fix)
        return index if index >= 0 and fix.span.end <= self.clauses[index].end else None

    # Clauses.

    def norms(self, fixes: Iterable[Fix]) -> tuple[Norm, ...] | None:
        """All norms with these fixes; `None` if not all stay within clauses, or if there may be an error or a further change."""
        within: dict[int, list[Fix]] = {}
        for fix in fixes:
            home = self.home(fix)
            if home is None:
                return None
            within.setdefault(home, []).append(fix)
        made: dict[int, Clause] = {}
        anew: dict[int, Norm] = {}
        for index, own in within.items():
            found = self._clause(index, own)
            if found is None:
                return None
            old = self.before.norms[index]
            if self.before.errors == (0, 0) and _lowered_alike(found, old.clause):
                anew[found.index] = attrs.evolve(old, clause=found)
            else:
                made[found.index] = found
        if made:
            lowered, problems = self._lower(_with(self.before.resolved, made))
            if _errors(problems):
                return None
            anew = {norm.clause.index: norm for norm in lowered.norms} | anew
        return tuple(anew.get(norm.clause.index, norm) for norm in self.before.norms)

    def _lower(self, resolved: Resolved) -> tuple[Norms, Diagnostics]:
        """The norms of other clauses; facts and windows that nothing was wrong with are kept, where the windows are as they were."""
        if self.before.errors != (0, 0):
            return lower(resolved)
        facts = self.before.norms[0].chain.calendar
        old = [self.before.norms[clause.index - 1] for clause in resolved.clauses]
        if all(_when(clause) == _when(norm.clause) for clause, norm in zip(resolved.clauses, old, strict=True)):
            return lower_beside(resolved, facts, tuple(norm.window for norm in old)), ()
        return lower_under(resolved, facts)

    def _clause(self, index: int, fixes: list[Fix]) -> Clause | None:
        old, place = self.before.norms[index].clause, self.clauses[index]
        if any(place.start <= comment.span.start < place.end for comment in self.before.trivia.comments):
            return None
        node = self._node(old.node, place, fixes)
        if node is None or node.then != old.node.then:
            return None
        names = Names(self.before.resolved.symbols)
        names.deal = self.before.resolved.deal
        made = resolved_clause(node, old.number, old.index, old.after, names)
        return None if _errors(names.diagnostics) else made

    def _node(self, old: ast.Clause, place: Span, fixes: list[Fix]) -> ast.Clause | None:
        """A clause as written with these fixes, if it is still one; inside a block only the phrases that they touch are read."""
        in_block = self.source.position(place.start)[1] > 1  # other words start a line there than start an item
        touched = _touched(old.phrases, fixes) if in_block and _is_short(place, fixes) else None
        if touched is not None:
            first, end = touched
            part = self._text(span(old.phrases[first]).start, span(old.phrases[end - 1]).end, fixes)
            if part == part.strip():  # else a line may end there, before or behind which the clause goes on
                made = self._read(part, in_block)
                phrases = (*old.phrases[:first], *made.phrases, *old.phrases[end:]) if made and not made.then else ()
                return ast.Clause(phrases, old.then) if phrases else None
        return self._read(self._text(place.start, place.end, fixes), in_block)

    def _read(self, text: str, in_block: bool) -> ast.Clause | None:
        """The one clause that a text is; nothing if there is more to say of it."""
        name = self.source.name
        parsed = parse_clauses(Source(name, " " * BLOCK + text)) if in_block else parse(Source(name, text))
        if parsed.diagnostics or parsed.trivia.comments:
            return None
        match parsed.module.items:
            case (ast.Exclusivity(title=None, clauses=(node,)),) if in_block:
                return node
            case (ast.Clause() as node,) if not in_block:
                return node
            case _:
                return None

    def _text(self, start: int, end: int, fixes: Iterable[Fix]) -> str:
        """A stretch of the text with fixes in it."""
        return apply(self.source.text[:end], fixes)[start:]

    # Items, and everything.

    def meaning(self, fixes: list[Fix]) -> Meaning:
        """What the text means with these fixes."""
        parsed = self._parsed(fixes)
        if parsed is None:
            return meaning(self._source(fixes), self.load)
        if self.before.errors == (0, 0) and self._differ_in_imports(parsed):
            resolved = attrs.evolve(self.before.resolved, source=parsed.source, module=parsed.module)
            return Meaning(resolved, parsed.trivia, self.before.norms, (0, 0))
        resolved, names = resolve(parsed, self.load)
        if self.before.errors == (0, 0) and not _errors(names) and _oblige_alike(resolved, self.before.resolved):
            return Meaning(resolved, parsed.trivia, self.before.norms, (0, 0))
        return meaning_of(parsed, resolved, names)

    def _differ_in_imports(self, after: Parsed) -> bool:
        """Whether all that is new or gone are imports which bring in nothing that the library does not have anyway."""
        one, other = ([item for item in items if not isinstance(item, ast.Import)] for items in (self.items, after.module.items))
        before = attrs.evolve(after, module=self.before.resolved.module)
        return len(one) == len(other) and all(map(is_, one, other)) and all(map(self._brings_nothing, (before, after)))

    def _brings_nothing(self, parsed: Parsed) -> bool:
        imports = Imports(self.load, library.FILES)
        imports.follow(parsed, (self.source.name.removesuffix(".excl"),))
        return not imports.modules and not imports.diagnostics

    def _source(self, fixes: list[Fix]) -> Source:
        return Source(self.source.name, apply(self.source.text, fixes))

    def _parsed(self, fixes: list[Fix]) -> Parsed | None:
        """The tree with these fixes, good for comparing; `None` if the items cannot be told apart."""
        if self.before.errors[0] or not self.items:
            return None
        items: list[ast.Item] = []
        comments: list[Comment] = []
        done = 0
        for first, last, own in self._runs(fixes):
            start, end = self.item_starts[first], self._end(last)
            text = self._text(start, end, own)
            parsed = parse(Source(self.source.name, text))
            if parsed.diagnostics or (text and not text.endswith("\n") and end < len(self.source.text)):
                return None
            items += [*self.items[done:first], *parsed.module.items]
            comments += [*self._comments(done, first), *parsed.trivia.comments]
            done = last + 1
        items += self.items[done:]
        comments += self._comments(done, len(self.items))
        return Parsed(self._source(fixes), ast.Module(tuple(items)), Trivia(tuple(comments)), ())

    def _runs(self, fixes: list[Fix]) -> Iterator[tuple[int, int, list[Fix]]]:
        """First item, last item and fixes of every stretch of items that is touched; fixes come in the order of the text."""
        first = last = -1
        own: list[Fix] = []
        for fix in fixes:
            here = bisect_right(self.item_starts, fix.span.start) - 1
            if own and here > last:
                yield first, last, own
                own = []
            first = here if not own else first
            last = max(here, bisect_left(self.item_starts, fix.span.end) - 1)
            own.append(fix)
        if own:
            yield first, last, own

    def _end(self, item: int) -> int:
        return self.item_starts[item + 1] if item + 1 < len(self.items) else len(self.source.text)

    def _comments(self, first: int, end: int) -> Iterator[Comment]:
        """The comments in the lines of some items."""
        if first < end:
            start, stop = self.item_starts[first], self._end(end - 1)
            yield from (comment for comment in self.before.trivia.comments if start <= comment.span.start < stop)


def apply(text: str, fixes: Iterable[Fix]) -> str:
    """The text with fixes; of two that overlap the first."""
    parts: list[str] = []
    at = 0
    line_end = "\r\n" if "\r\n" in text else "\n"
    for fix in sorted(dict.fromkeys(fixes), key=lambda f: (f.span.start, f.span.end)):
        if fix.span.start < at:
            continue
        parts += [text[at : fix.span.start], fix.replacement.replace("\n", line_end)]
        at = fix.span.end
    return "".join([*parts, text[at:]])


def _is_short(place: Span, fixes: list[Fix]) -> bool:
    """Whether a clause is within the limits of the parser, which look at whole lines, whatever of it these fixes replace."""
    written = place.text + "".join([fix.replacement for fix in fixes])
    return len(written) <= MAX_LINE and written.count(",") <= MAX_COMMAS


def _touched(phrases: tuple[ast.Phrase, ...], fixes: list[Fix]) -> tuple[int, int] | None:
    """The first of the phrases that fixes within a clause touch, and the one behind the last; `None` if one touches its `then`."""
    first = bisect_right(phrases, fixes[0].span.start, key=lambda phrase: span(phrase).start) - 1
    last = bisect_left(phrases, fixes[-1].span.end, key=lambda phrase: span(phrase).end)
    return (first, last + 1) if first >= 0 else None


def _with(resolved: Resolved, made: dict[int, Clause]) -> Resolved:
    """The new clauses, and those that start from them or that they start from; no norm depends on any other clause."""
    articles = []
    for article in resolved.articles:
        chains: list[list[Clause]] = []
        for clause in article.clauses:
            if clause.after is None:
                chains.append([])
            chains[-1].append(clause)
        kept = [made.get(c.index, c) for chain in chains if any(c.index in made for c in chain) for c in chain]
        if kept:
            articles.append(attrs.evolve(article, clauses=tuple(kept)))
    return attrs.evolve(resolved, articles=tuple(articles))


def _oblige_alike(a: Resolved, b: Resolved) -> bool:
    """Whether two files have the very same agreement and clauses, and the same names of their own, so that their norms are equal."""
    one, other = ([item for item in of.module.items if isinstance(item, _OBLIGING)] for of in (a, b))
    return len(one) == len(other) and all(map(is_, one, other)) and list(a.symbols.own()) == list(b.symbols.own())


def _lowered_alike(a: Clause, b: Clause) -> bool:
    """Whether two clauses that stand in one place are lowered to the same: money and spelling make no difference there."""
    return bool(_lowered(a) == _lowered(b))


def _errors(diagnostics: Iterable[Diagnostic]) -> bool:
    return any(diagnostic.is_error for diagnostic in diagnostics)
