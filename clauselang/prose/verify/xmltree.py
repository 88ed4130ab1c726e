"""XML out of a stranger's file → a small tree: no document type, no entities, bounded depth and size."""

from __future__ import annotations

from collections.abc import Iterator
from xml.parsers import expat

import attrs

from clauselang.prose.verify.lines import Unusable

MAX_DEPTH = 250
MAX_ELEMENTS = 1_500_000
WORD = frozenset(("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"))


@attrs.define(eq=False)
class Element:
    """A tag with its attributes by their local names. A tag of another vocabulary has a star before its name."""

    tag: str
    attributes: dict[str, str]
    children: list[Element] = attrs.field(factory=list)
    text: list[str] = attrs.field(factory=list)

    def first(self, *path: str) -> Element | None:
        """The first element at the end of a path of tags."""
        here: Element | None = self
        for tag in path:
            here = next((child for child in here.children if child.tag == tag), None) if here else None
        return here

    def all(self, tag: str) -> Iterator[Element]:
        """The children with a tag."""
        return (child for child in self.children if child.tag == tag)

    def value(self, *path: str) -> str | None:
        """The `val` of the element at the end of a path."""
        found = self.first(*path)
        return found.attributes.get("val") if found else None


def parse(data: bytes) -> Element:
    """The tree of a part. Raises `Unusable`."""
    root = Element("", {})
    open_: list[Element] = [root]
    count = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if len(open_) > MAX_DEPTH or count > MAX_ELEMENTS:
            raise Unusable("the DOCX is nested too deeply or has too many parts in it")
        found = Element(_local(name), {key.rpartition("}")[2]: value for key, value in attributes.items()})
        open_[-1].children.append(found)
        open_.append(found)

    def doctype(*_: object) -> None:
        raise Unusable("the DOCX has a document type in it, which no DOCX has: it is not read")

    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: open_.pop()
    parser.CharacterDataHandler = lambda text: open_[-1].text.append(text)
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError):
        raise Unusable("the DOCX has XML in it that is broken") from None
    return root.children[0]


def _local(name: str) -> str:
    space, _, local = name.rpartition("}")
    return local if space in WORD else f"*{local}"
