"""The vocabulary of a file and the names in its clauses → which spelling in a table of posts is which word.

For engines that we do not run, and whose posts we therefore cannot read: cells are in small letters and hold one value.
A brand, account, country or event that is not listed is none of those that a clause names. Any other cell that is not
listed is unknown, so that the row is left to the interpreter rather than passed as free.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from clauselang.backends.sql.sets import Sets
from clauselang.resolve.symbols import key
from clauselang.semantics.facet import ACTS, ANY, FACETS, INDEX, KINDS, Values, everything, only
from clauselang.semantics.facts import Activity, Vocabulary

# A name that no cell can hold: it stands for every name that no clause has.
NOBODY = "\0"
OPEN = ("brand", "account", "territory", "event")
_FIELDS = {"brand": "brands", "category": "categories", "platform": "platform", "account": "account", "event": "events"}


@attrs.frozen
class Spellings:
    """`listed`: (facet, first part, second part, word); `unknown` and `other`: the words of an empty and an unlisted cell."""

    listed: tuple[tuple[str, str, str, int], ...]
    unknown: dict[str, int]
    other: dict[str, int]


def spellings(vocabulary: Vocabulary, sets: Sets) -> Spellings:
    """Number every spelling that a clause or a declaration knows. Only a format needs its platform, as the first part."""
    listed: list[tuple[str, str, str, int]] = []
    for facet, first, second, values in _known(vocabulary, sets):
        listed.append((facet, first, second, sets.word(INDEX[facet], values)))
    unknown = {facet.name: sets.word(at, everything(facet)) for at, facet in enumerate(FACETS)}
    other = {facet: sets.word(INDEX[facet], only([NOBODY])) for facet in OPEN}
    return Spellings(tuple(sorted(listed)), unknown, other)


def _known(vocabulary: Vocabulary, sets: Sets) -> Iterator[tuple[str, str, str, Values]]:
    symbols = vocabulary.symbols
    for facet, names in (("act", ACTS), ("kind", KINDS)):
        yield from ((facet, "", name, only([name])) for name in sorted(names))
    for name in sets.names(INDEX["territory"]):
        yield "territory", "", name.lower(), only([name])
    declared: dict[str, Iterable[str]] = {
        "brand": symbols.spellings("brand"), "category": symbols.spellings("category"), "platform": symbols.spellings("platform"),
    }  # fmt: skip
    for facet, field in _FIELDS.items():
        for name in sorted({key(name) for name in (*declared.get(facet, ()), *sets.names(INDEX[facet]))}):
            cell = name if field in ("platform", "account") else (name,)
            yield facet, "", name, _read(vocabulary, facet, Activity(1, **{field: cell}))  # type: ignore[arg-type]
    forms = sorted({form.rpartition("/")[2] for form in symbols.spellings("format")})
    for platform in ("", *sorted({key(name) for name in symbols.spellings("platform")})):
        for form in forms:
            values = _read(vocabulary, "format", Activity(1, platform=platform or None, format=form))
            if values != ANY:
                yield "format", platform, form, values


def _read(vocabulary: Vocabulary, facet: str, activity: Activity) -> Values:
    return next(vocabulary.placements(activity)).sets[INDEX[facet]]
