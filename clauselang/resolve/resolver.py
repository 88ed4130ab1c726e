"""`ast.Module` → `Resolved`: imports, vocabulary, the deal, the clauses; every name that means nothing is reported."""

from __future__ import annotations

from collections.abc import Iterable

from clauselang.diagnostics.diagnostic import Diagnostics, in_order
from clauselang.resolve import clauses, library
from clauselang.resolve.deal import deal
from clauselang.resolve.imports import Imports, Load, no_files
from clauselang.resolve.names import Names
from clauselang.resolve.resolved import Article, Clause, Deal, Resolved
from clauselang.resolve.symbols import LANGUAGES, Row, Symbols, declared, key
from clauselang.resolve.taxonomy import Taxonomy
from clauselang.syntax import ast
from clauselang.syntax.errors import STAND_IN
from clauselang.syntax.parser import Parsed

_CLOSED = ("act", "kind")
# What a broken line leaves out is not a second mistake.
_CONSEQUENCES = frozenset({"R119", "R120", "R121", "R123", "R128"})
MAX_CHAIN = 50
FACETS = frozenset(
    "act kind brand category platform format account control territory event time timezone posts signing "
    "term campaign usage test fee consent ended advertiser".split()
)


def resolve(parsed: Parsed, load: Load = no_files, rows: Iterable[Row] | None = None) -> tuple[Resolved, Diagnostics]:
    """Give every name of a parsed file its meaning.

    `load` gives the sources of other files of the project (paths from the project's folder, with ending); `rows` is
    the compiled library, the standard one unless told otherwise. The result is usable for tools even when there
    are errors; a file with an error must not be evaluated.
    """
    rows = library.ROWS if rows is None else rows
    imports = Imports(load, library.FILES)
    imports.follow(parsed, (parsed.source.name.removesuffix(".excl"),))
    names = Names(Symbols(rows))
    names.diagnostics.extend(imports.diagnostics)
    for module in (*imports.modules, parsed):
        _declare(module, names)
    taxonomy = names.symbols.taxonomy()
    _check_categories(parsed, taxonomy, names)
    names.deal = _deal(parsed.module, names)
    articles = _articles(parsed.module, names)
    scenarios = tuple(item for item in parsed.module.items if isinstance(item, ast.Scenario))
    for scenario in scenarios:
        _check_scenario(scenario, names)
    resolved = Resolved(parsed.source, parsed.module, names.symbols, taxonomy, names.deal, articles, scenarios)
    broken = any(diagnostic.is_error for diagnostic in parsed.diagnostics)
    found = [d for d in names.diagnostics if not (broken and d.code in _CONSEQUENCES)]
    return resolved, in_order(found)


def _declare(parsed: Parsed, names: Names) -> None:
    """Enter the declarations of one file."""
    for item in parsed.module.items:
        if not isinstance(item, ast.Declaration | ast.CompetitorList):
            continue
        if item.name.text == STAND_IN and not item.name.quoted:
            continue  # its header was unreadable and is reported
        for symbol in declared(item, parsed.source.name):
            if symbol.kind in _CLOSED:
                message = f"`{symbol.kind}` is fixed by the language and cannot be declared"
                names.report("R124", symbol.span, message, "use the words of the language")
                continue
            before = names.symbols.add(symbol)
            if before:
                where = f" at {before.span.place}" if before.span else ""
                names.report("R110", symbol.span, f"{symbol.kind} `{symbol.name}` is declared twice", f"it already stands{where}; keep one")
            elif names.symbols.in_library(symbol):
                bare = isinstance(item, ast.Declaration) and item.kind == "category" and not (item.label or item.related or item.entries)
                remedy = f"for a clause, say when: `category {symbol.name}, during term`" if bare else "rename it if that is not meant"
                names.report("R111", symbol.span, f"{symbol.kind} `{symbol.name}` replaces the library's entry", remedy)
        _check_labels(item, names)


def _check_labels(item: ast.Declaration | ast.CompetitorList, names: Names) -> None:
    if not isinstance(item, ast.Declaration):
        return
    for declaration in (item, *item.formats):
        for entry in declaration.entries:
            for language, _ in entry.pairs if isinstance(entry, ast.Labels) else ():
                if language.text.lower() not in LANGUAGES:
                    message = f"`{language.text}` is not a language of the prose"
                    names.report("R117", language.span, message, f"known: {', '.join(LANGUAGES)}")


def _check_categories(parsed: Parsed, taxonomy: Taxonomy, names: Names) -> None:
    """Parents and products must exist, and nothing may stand under itself."""
    own = []
    for item in parsed.module.items:
        if isinstance(item, ast.Declaration) and item.kind in ("category", "brand"):
            names.categories(item.related)
            if item.kind == "category":
                own.append(item)
    cycle = taxonomy.cycle([key(item.name.text) for item in own])
    if cycle:
        node = next(item for item in own if key(item.name.text) == cycle[0])
        names.report("R113", node.name.span, f"category `{cycle[0]}` stands under itself: {' → '.join(cycle)}", "take one `under` out")


def _deal(module: ast.Module, names: Names) -> Deal | None:
    agreements = [item for item in module.items if isinstance(item, ast.Agreement)]
    for further in agreements[1:]:
        names.report("R127", further.title.span, "the file has a second agreement", "put it in a file of its own")
    return deal(agreements[0], names) if agreements else None


def _articles(module: ast.Module, names: Names) -> tuple[Article, ...]:
    """Number articles and clauses; neighbouring clauses outside a block share an article."""
    articles: list[Article] = []
    loose: list[ast.Clause] = []
    index = 0

    def close(title: str | None, nodes: Iterable[ast.Clause]) -> None:
        nonlocal index
        found: list[Clause] = []
        number = len(articles) + 1
        chained = 0
        for place, node in enumerate(nodes, 1):
            index += 1
            if node.then and not found:
                names.report("R121", node.span, "`then` has no clause above it to start from", "put the first clause above it")
            chained = chained + 1 if node.then else 0
            if chained == MAX_CHAIN + 1:
                names.report("R121", node.span, f"more than {MAX_CHAIN} `then` follow each other", "give this clause a window of its own")
            after = index - 1 if node.then and found and chained <= MAX_CHAIN else None
            found.append(clauses.clause(node, f"{number}.{place}", index, after, names))
        articles.append(Article(number, title, tuple(found)))

    for item in module.items:
        if isinstance(item, ast.Clause):
            loose.append(item)
            continue
        if loose and isinstance(item, ast.Exclusivity):
            close(None, loose)
            loose = []
        if isinstance(item, ast.Exclusivity):
            close(item.title.text if item.title else None, item.clauses)
    if loose:
        close(None, loose)
    return tuple(articles)


def _check_scenario(scenario: ast.Scenario, names: Names) -> None:
    for example in scenario.examples:
        for detail in example.details:
            for value in detail.values:
                if isinstance(value, ast.Surface):
                    names.place(value) if value.format else names.find("platform", value.platform or ast.Name("?"))
                elif detail.what == "category" and isinstance(value, ast.Name):
                    names.categories((value,))
                elif detail.what == "territory" and isinstance(value, ast.Name):
                    names.countries((value,))
        for need in example.expected.needs:
            if key(need.text) not in FACETS:
                names.report("R129", need.span, f"`{need.text}` is not a fact of a post", f"known: {', '.join(sorted(FACETS))}")
