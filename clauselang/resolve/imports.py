"""`import` lines → the modules they name, each once; cycles and ways out of the project are refused."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.diagnostics.suggest import did_you_mean
from clauselang.source import Source
from clauselang.syntax import ast
from clauselang.syntax.parser import Parsed, parse

# Gives the source of a path inside the project, or nothing when there is no such file.
Load = Callable[[str], Source | None]

MAX_FILES = 200


def no_files(path: str) -> Source | None:
    """A project of one text: there is nothing else to import."""
    return None


class Imports:
    """Follows imports from one file, depth first, so that what is imported is known before what imports it."""

    def __init__(self, load: Load, library: frozenset[str]) -> None:
        self.load = load
        self.library = library
        self.modules: list[Parsed] = []
        self.diagnostics: list[Diagnostic] = []
        self._done: set[str] = set()
        self._loaded = 0

    def follow(self, parsed: Parsed, trail: tuple[str, ...]) -> None:
        """Collect everything that `parsed` imports; `trail` is the chain of files that led here."""
        for node in imports_of(parsed.module):
            path = self._path(node, trail[-1])
            if path is None or path in self._done:
                continue
            if path in trail:
                chain = " → ".join((*trail[trail.index(path) :], path))
                self._report("R102", node, f"`{node.path}` imports itself: {chain}", "take one of these imports out")
                continue
            if self._loaded >= MAX_FILES:
                message = f"`{node.path}` is one file too many: at most {MAX_FILES} are read"
                self._report("R101", node, message, "join files that belong together")
                self._done.add(path)
                continue
            source = self.load(path + ".excl")
            if source is None:
                if node.path not in self.library:
                    known = did_you_mean(node.path, sorted(self.library))
                    self._report("R101", node, f"there is no `{node.path}` in the project or the library", known or "check the path")
                self._done.add(path)
                continue
            self._loaded += 1
            imported = parse(source)
            self.diagnostics.extend(imported.diagnostics)
            self.follow(imported, (*trail, path))
            self._done.add(path)
            self.modules.append(imported)

    def _path(self, node: ast.Import, importer: str) -> str | None:
        """The path from the project's folder, without ending; `None` if it leads out of it."""
        path = node.path
        if path.startswith(("/", "~")) or "\\" in path or ":" in path:
            self._report("R103", node, f"`{path}` is not a path inside the project", "name the file from the project's folder")
            return None
        joined = posixpath.normpath(posixpath.join(posixpath.dirname(importer), path))
        if joined.startswith(".."):
            self._report("R103", node, f"`{path}` leads out of the project", "import only files of the project or the library")
            return None
        return joined.removesuffix(".excl")

    def _report(self, code: str, node: ast.Import, message: str, remedy: str) -> None:
        self.diagnostics.append(Diagnostic(code, node.span, message, help=remedy))


def imports_of(module: ast.Module) -> Iterator[ast.Import]:
    """The import lines of a module."""
    return (item for item in module.items if isinstance(item, ast.Import))
