"""A contract and the user's own template (DOCX, or text with Jinja2 in it) → the filled template.

A template is input like any other: it can read the variables below, choose and repeat, and do nothing else. What it may hold
is a list of constructs, not a list of what is forbidden; how often it may repeat and how much it may write is bounded.

| variable | what it holds |
|---|---|
| `title`, `language` | the title; the code of the language |
| `advertiser`, `influencer` | the names of the parties |
| `parties` | the sentences on the parties |
| `definitions` | a list of sentences |
| `articles` | a list of `number`, `title`, `clauses`; a clause has `number` and `text` |
| `clauses` | the text of each clause by its number: `clauses["1.1"]` |
| `schedules` | a list of `heading` and `entries` |
| `annex` | a list of `number` and `text` |
| `contract` | the whole contract as plain text |
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from xml.sax.saxutils import escape, unescape

from clauselang.prose.documents.blocks import Cell, Document

MAX_TEMPLATE = 200_000  # characters of one text that is filled
MAX_OUTPUT = 5_000_000  # characters
MAX_ROUNDS = 100_000  # of all loops together
MAX_PARTS, MAX_UNPACKED = 2_000, 64_000_000  # files in a DOCX, and their bytes

_FILTERS = frozenset({"upper", "lower", "capitalize", "trim", "join", "length", "first", "last", "default", "d", "e", "escape"})
_ALLOWED = frozenset(
    "Template Output TemplateData Name Const Getattr Getitem Slice For If CondExpr Filter Test Compare Operand And Or Not Keyword".split()
)
_ENTITIES = {"&quot;": '"', "&apos;": "'"}
_FILLED = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_PARAGRAPH = re.compile(r"<w:p[ >].*?</w:p>", re.S)
_TEXT = re.compile(r"<w:t(?: [^>]*)?>(.*?)</w:t>", re.S)


class TemplateFault(Exception):
    """A template that cannot be filled; the message says why in one sentence."""


def variables(document: Document, whole: str) -> dict[str, Any]:
    """What a template can use, as text."""
    articles: list[dict[str, Any]] = []
    schedules: list[dict[str, Any]] = []
    found: dict[str, Any] = {"definitions": [], "annex": [], "clauses": {}, "parties": ""}
    for row in document.rows:
        cell = row.cells[0]
        match row.kind:
            case "text" if not found["parties"]:
                found["parties"] = _said(cell)
            case "definition":
                found["definitions"].append(_said(cell))
            case "article":
                articles.append({"number": row.number, "title": cell[0].text, "clauses": []})
            case "clause":
                articles[-1]["clauses"].append({"number": row.number, "text": _said(cell)})
                found["clauses"][row.number] = _said(cell)
            case "heading":
                schedules.append({"heading": cell[0].text, "entries": []})
            case "entry":
                schedules[-1]["entries"].append(_said(cell))
            case "rule":
                found["annex"].append({"number": row.number, "text": _said(cell)})
            case _:
                pass
    advertiser, influencer = document.signatures.parties
    found.update(title=document.title, language=document.codes[0], advertiser=advertiser.name, influencer=influencer.name)
    return {**found, "articles": articles, "schedules": [s for s in schedules if s["entries"]], "contract": whole}


def _said(cell: Cell) -> str:
    """A cell as running text."""
    return " ".join(f"{p.label} {p.text}" if p.role == "item" else p.text for p in cell)


def fill_text(template: str, values: Mapping[str, Any], markup: bool) -> str:
    """Fill a text. `markup`: it is HTML or XML, in which every value is escaped. Raises `TemplateFault`."""
    return _Sandbox(markup).fill(template, values)


def fill_docx(template: bytes, values: Mapping[str, Any]) -> bytes:
    """Fill the tags in the text of a DOCX. Raises `TemplateFault`."""
    sandbox = _Sandbox(markup=False)
    data = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as source, zipfile.ZipFile(data, "w") as target:
            entries = source.infolist()
            if len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
                raise TemplateFault("the template is too large when unpacked")
            if "word/document.xml" not in source.namelist():
                raise TemplateFault("the template is no DOCX: it has no document in it")
            for entry in entries:
                content = source.read(entry)
                if _FILLED.fullmatch(entry.filename):
                    content = _fill_part(content.decode("utf-8"), sandbox, values).encode("utf-8")
                target.writestr(_entry(entry.filename), content)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, UnicodeDecodeError, NotImplementedError, RuntimeError, EOFError):
        raise TemplateFault("the template is no DOCX that can be read") from None
    return data.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
    return entry


def _fill_part(text: str, sandbox: _Sandbox, values: Mapping[str, Any]) -> str:
    return _PARAGRAPH.sub(lambda paragraph: _fill_paragraph(paragraph[0], sandbox, values), text)


def _fill_paragraph(paragraph: str, sandbox: _Sandbox, values: Mapping[str, Any]) -> str:
    """Fill a paragraph. Word cuts a tag into pieces as it likes: what belongs to one tag is put together in its first piece."""
    pieces = [unescape(piece, _ENTITIES) for piece in _TEXT.findall(paragraph)]
    if not any(mark in "".join(pieces) for mark in ("{{", "{%", "{#")):
        return paragraph
    filled = iter([sandbox.fill(_straight(piece), values) if piece else "" for piece in _together(pieces)])
    return _TEXT.sub(lambda _: _text_node(next(filled)), paragraph)


def _together(pieces: list[str]) -> list[str]:
    """The same number of pieces, with no tag, and no loop or condition, across two of them."""
    found = list(pieces)
    start = 0
    for at in range(len(found)):
        whole = "".join(found[start : at + 1])
        later = "".join(found[at + 1 :])
        is_open = whole.count("{") > whole.count("}") or ("{%" in whole and "%}" in later)
        if is_open and at + 1 < len(found):
            continue
        found[start : at + 1] = [whole, *[""] * (at - start)]
        start = at + 1
    return found


def _straight(text: str) -> str:
    """Word makes quotation marks curly, also inside tags."""
    return re.sub(r"\{[{%].*?[%}]\}", lambda tag: re.sub("[“”„]", '"', re.sub("[‘’‚]", "'", tag[0])), text, flags=re.S)


def _text_node(text: str) -> str:
    lines = '</w:t><w:br/><w:t xml:space="preserve">'.join(escape(line) for line in text.split("\n"))
    return f'<w:t xml:space="preserve">{lines}</w:t>'


class _Sandbox:
    """Fills texts within one budget. The engine is imported here, since few runs need it."""

    def __init__(self, markup: bool) -> None:
        from jinja2 import StrictUndefined
        from jinja2.sandbox import ImmutableSandboxedEnvironment

        self.rounds = 0
        self.written = 0
        self.environment = ImmutableSandboxedEnvironment(
            autoescape=markup, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
        )
        self.environment.finalize = self._text
        self.environment.globals.clear()
        self.environment.filters = {name: f for name, f in self.environment.filters.items() if name in _FILTERS}
        self.environment.filters.update(counted=self._counted, join=self._join)

    def fill(self, text: str, values: Mapping[str, Any]) -> str:
        """The text with its tags filled. Raises `TemplateFault`."""
        from jinja2.exceptions import SecurityError, TemplateError, TemplateSyntaxError, UndefinedError

        if len(text) > MAX_TEMPLATE:
            raise TemplateFault(f"the template has more than {MAX_TEMPLATE} characters")
        try:
            return self._fill(text, values)
        except TemplateSyntaxError as error:
            raise TemplateFault(f"the template cannot be read in line {error.lineno}: {_sentence(error)}") from None
        except UndefinedError as error:
            known = ", ".join(sorted(values))
            raise TemplateFault(f"the template uses what there is not: {_sentence(error)}; there is {known}") from None
        except SecurityError:
            raise TemplateFault("the template reaches for what it may not see") from None
        except (RecursionError, MemoryError, SyntaxError):  # what the engine made of the template is too deep for Python
            raise TemplateFault("the template is nested too deeply") from None
        except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
            raise TemplateFault(f"the template cannot be filled: {_sentence(error)}") from None

    def _fill(self, text: str, values: Mapping[str, Any]) -> str:
        from jinja2 import Template, nodes

        tree = self.environment.parse(text)
        for node in [tree, *tree.find_all(nodes.Node)]:
            name = type(node).__name__
            if isinstance(node, nodes.Filter) and node.name not in _FILTERS:
                raise TemplateFault(f"the template uses the filter `{node.name}`, which is not one of {', '.join(sorted(_FILTERS))}")
            known = not (isinstance(node, nodes.For) and node.recursive) and not (isinstance(node, nodes.Name) and node.name == "self")
            if name not in _ALLOWED or not known:
                raise TemplateFault(f"the template uses a construct in line {node.lineno} that templates may not use ({name.lower()})")
        for loop in list(tree.find_all(nodes.For)):
            loop.iter = nodes.Filter(loop.iter, "counted", [], [], None, None, lineno=loop.lineno)
        code = self.environment.compile(tree)
        template = Template.from_code(self.environment, code, {})
        return "".join(self._bounded(template.generate(dict(values))))

    def _bounded(self, pieces: Iterable[str]) -> Iterator[str]:
        for piece in pieces:
            self._write(len(piece))
            yield piece

    def _write(self, characters: int) -> None:
        self.written += characters
        if self.written > MAX_OUTPUT:
            raise TemplateFault(f"the template writes more than {MAX_OUTPUT} characters")

    def _join(self, items: Iterable[Any], between: Any = "") -> Any:
        """The filter `join`, for texts, and within the bound: it is the only one that can make much of little."""
        from markupsafe import escape as escape_html

        found = list(self._counted(items))
        if not all(isinstance(item, str | int) for item in (*found, between)):
            raise TemplateFault("the template joins something that is no text")
        self._write(len(str(between)) * len(found) + sum(len(str(item)) for item in found))
        mark = escape_html if self.environment.autoescape else str
        return mark(between).join(map(mark, found))

    def _text(self, value: Any) -> Any:
        """What a tag prints: words and figures, and nothing that shows the inside of the program."""
        from jinja2 import Undefined

        if value is None or isinstance(value, str | int | float | Undefined):
            return value
        raise TemplateFault("the template prints something that is no text; name the part of it, or use a loop")

    def _counted(self, items: Iterable[Any]) -> Iterator[Any]:
        for item in items:
            self.rounds += 1
            if self.rounds > MAX_ROUNDS:
                raise TemplateFault(f"the template repeats something more than {MAX_ROUNDS} times")
            yield item


def _sentence(error: Exception) -> str:
    """The first line of what the engine says, without its full stop."""
    return str(error).split("\n")[0].rstrip(".")[:200] or type(error).__name__
