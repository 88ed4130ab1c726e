"""Parts of clauses and of posts → the words that a reason names them with."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from clauselang.evaluate.contract import Judged
from clauselang.evaluate.trace import Trace
from clauselang.resolve.resolved import Clause, Exception_, Exempt, Resolved
from clauselang.resolve.symbols import Place, Symbol
from clauselang.semantics.facet import Values
from clauselang.semantics.norm import Commitment
from clauselang.syntax import ast

_SHOWN = 3
_MONTHS = "January February March April May June July August September October November December".split()
_CONTENT = {"sponsored": "", "mention": "any mention of ", "mention or show": "any mention or appearance of ", "engage": "work for "}


def also(parts: Iterable[str]) -> str:
    """`a, b and c`."""
    found = list(parts)
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} and {found[-1]}"


def words(duration: ast.Duration) -> str:
    """`1 month and 15 days`."""
    return also(f"{figure} {unit}{'' if figure == 1 else 's'}" for figure, unit in duration.parts)


def day_words(day: date, with_year: bool = True) -> str:
    """`20 March 2026`."""
    return f"{day.day} {_MONTHS[day.month - 1]}{f' {day.year}' if with_year else ''}"


def commitment_dates(commitment: Commitment) -> str:
    """`from 10 March 2026 through 20 March 2026`; nothing for one without dates."""
    first, last = commitment.first, commitment.last
    if first is None or last is None:
        return ""
    return f"on {day_words(first)}" if first == last else f"from {day_words(first)} through {day_words(last)}"


def content_words(clause: Clause) -> str:
    """What of the blocked brands is meant, where it is not sponsored content."""
    return _CONTENT[clause.act]


def target_words(clause: Clause, resolved: Resolved) -> str:
    """Whom the clause shuts out, shortly."""
    target = clause.target
    parts = ["every other brand"] if target.full else []
    parts += [_category_words(symbol) for symbol in target.categories]
    parts += [brand.name for brand in target.brands]
    for symbol in target.lists:
        members = resolved.symbols.members(symbol)
        parts.append(also(members) if len(members) <= _SHOWN else f"the {len(members)} brands of the list “{symbol.name}”")
    return also(parts)


def _category_words(symbol: Symbol) -> str:
    return f"{symbol.name} brands" if "_" not in symbol.name else f"brands of “{symbol.label('en')}”"


def surface_words(places: tuple[Place, ...]) -> str:
    """` on Instagram`, ` as YouTube videos`; nothing for any platform."""
    whole = [place.platform.label("en") for place in places if place.platform and not place.format]
    formats = [place.format.label("en") for place in places if place.format]
    return (f" on {also(whole)}" if whole else "") + (f"{' and' if whole else ''} as {also(formats)}" if formats else "")


def exempt_words(exception: Exception_) -> str:
    """What an exception leaves free, less its counter-exception."""
    back = f" (but not {_exempt_words(exception.but_not)})" if exception.but_not else ""
    return _exempt_words(exception.exempt) + back


def _exempt_words(exempt: Exempt) -> str:
    return also(_value_words(exempt, value) for value in exempt.values)


def _value_words(exempt: Exempt, value: object) -> str:
    if isinstance(value, Place):
        symbol = value.format or value.platform
        return symbol.label("en") if symbol else ""
    if isinstance(value, Symbol):
        return value.label("en")
    name = getattr(value, "name", value)
    shapes = {
        "kind": "{} content", "account": "posts from @{}", "schedule": "Schedule {}", "test": "“{}”", "territory": "posts for {}",
        "event": "posts at {}",
    }  # fmt: skip
    return shapes.get(exempt.facet, "{}").format(name)


def facet_words(why: Trace, judged: Judged, resolved: Resolved) -> str:
    """What keeps a clause from a post, in the words of the post: `the kind organic`, `YouTube Shorts`."""
    if not why.facets:
        return _pair_words(why, judged, resolved)
    facet = why.facets[0]
    shown = _row_words(facet.name, judged, resolved)
    return f"{facet.label} {shown}" if shown else facet.label


def _pair_words(why: Trace, judged: Judged, resolved: Resolved) -> str:
    """Two facets each of which some part of the clause reaches, but none both: a format of a platform, or a brand and its product."""
    assert why.clause
    box = judged.verdict.placement.box
    parts = why.clause.norm.scope.boxes
    if all((box["platform"] & part["platform"]).is_empty or (box["format"] & part["format"]).is_empty for part in parts):
        return f"the format {_row_words('format', judged, resolved)} on {_row_words('platform', judged, resolved)}"
    category = _row_words("category", judged, resolved) or "this product"
    return f"{_row_words('brand', judged, resolved)} with {category}"


def _row_words(name: str, judged: Judged, resolved: Resolved) -> str:
    """The value of a facet as the row gives it, if it gives just one."""
    activity = judged.activity
    fields = {
        "act": activity.acts, "kind": activity.kinds, "brand": activity.brands, "category": activity.categories,
        "territory": activity.territories, "event": activity.events, "platform": (activity.platform,), "format": (activity.format,),
        "account": (activity.account,),
    }  # fmt: skip
    values = [value for value in fields[name] if value]
    single = judged.verdict.placement.box[name].single
    word = values[0] if len(values) == 1 else single or ""
    symbol = resolved.symbols.find("category", word) if name == "category" and word else None
    return f"“{symbol.label('en')}”" if symbol else word


def answer_words(name: str, value: Values | str, resolved: Resolved) -> str:
    """A possible answer: the few topmost values, or "any other"."""
    if isinstance(value, str):
        return value
    if name == "control":
        return "somebody else's" if "other" in value else "the creator's"
    if value.cofinite:
        return "any other"
    names = value.names
    if name == "category":
        parents = resolved.taxonomy.parents
        names = frozenset(n for n in names if not set(parents.get(n, ())) & value.names)
    shown = [_label(name, n, resolved) for n in sorted(names)]
    return ", ".join(shown[:_SHOWN]) + (" …" if len(shown) > _SHOWN else "")


def _label(name: str, value: str, resolved: Resolved) -> str:
    symbol = resolved.symbols.find(name, value) if name in ("category", "brand", "platform") else None  # type: ignore[arg-type]
    return symbol.label("en") if symbol else value
